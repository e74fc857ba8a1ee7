//! What is known of each task.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use schemars::JsonSchema;
use serde::Serialize;
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::Pace;

kernel::string_enum! {
    /// What it means for the program that a task has failed.
    pub enum TaskImportance {
        /// The program cannot go on without it.
        Vital = "vital",
        /// What clients were promised is not done: the node is not ready.
        Required = "required",
        /// The program goes on with less.
        Useful = "useful",
    }

    /// How a task is doing.
    pub enum TaskState {
        /// It runs.
        Running = "running",
        /// It failed, and is started again in a moment.
        Restarting = "restarting",
        /// It fails again and again. It is started again all the same.
        Failed = "failed",
        /// It is over, as it was meant to be.
        Ended = "ended",
    }
}

/// How a task is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TaskStatus {
    /// Name of the task.
    pub name: &'static str,
    /// What its failure means for the node.
    pub importance: TaskImportance,
    /// State of the task.
    pub state: TaskState,
    /// How often it was started again since the program started.
    pub restarts: u64,
    /// Why it was started again last; null if it never was.
    pub last_failure: Option<String>,
}

pub(crate) struct Entry {
    pub name: &'static str,
    pub importance: TaskImportance,
    pub panic_now: Notify,
    progress: Mutex<Progress>,
}

#[derive(Default)]
struct Progress {
    /// None while it is not running.
    running_since: Option<Instant>,
    ended: bool,
    /// Failures without a steady run between them.
    in_a_row: u32,
    restarts: u64,
    last_failure: Option<String>,
}

impl Progress {
    fn is_steady(&self, pace: &Pace) -> bool {
        self.running_since.is_some_and(|since| since.elapsed() >= pace.steady)
    }
}

impl Entry {
    pub fn new(name: &'static str, importance: TaskImportance) -> Self {
        // It counts as running from the moment that it was asked for.
        let progress = Progress { running_since: Some(Instant::now()), ..Progress::default() };
        Self { name, importance, panic_now: Notify::new(), progress: Mutex::new(progress) }
    }

    pub fn started(&self) {
        self.progress().running_since = Some(Instant::now());
    }

    pub fn ended(&self) {
        self.progress().ended = true;
    }

    /// Notes a failure; says how long to wait before it is started again.
    pub fn failed(&self, pace: &Pace, why: &str) -> Duration {
        let mut progress = self.progress();
        if progress.is_steady(pace) {
            progress.in_a_row = 0;
        }
        let doubled = pace.first_pause.saturating_mul(1 << progress.in_a_row.min(16));
        progress.running_since = None;
        progress.in_a_row = progress.in_a_row.saturating_add(1);
        progress.restarts += 1;
        progress.last_failure = Some(why.to_owned());
        doubled.min(pace.longest_pause)
    }

    pub fn is_paused(&self) -> bool {
        self.progress().running_since.is_none()
    }

    pub fn status(&self, pace: &Pace) -> TaskStatus {
        let progress = self.progress();
        let state = if progress.ended {
            TaskState::Ended
        } else if progress.in_a_row >= pace.failures && !progress.is_steady(pace) {
            TaskState::Failed
        } else if progress.running_since.is_none() {
            TaskState::Restarting
        } else {
            TaskState::Running
        };
        TaskStatus {
            name: self.name,
            importance: self.importance,
            state,
            restarts: progress.restarts,
            last_failure: progress.last_failure.clone(),
        }
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
