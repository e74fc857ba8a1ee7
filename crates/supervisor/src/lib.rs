//! Background tasks that go on for as long as the program does. One that panics, or ends before it was meant to, is
//! started again after a pause that grows; how each is doing can be asked for at any time.
//!
//! Promises:
//! - no task ends unseen: each end is logged, counted and shown by [`Supervisor::statuses`];
//! - a task that the program cannot do without, and that keeps failing, is told by [`Supervisor::lost`], so that the
//!   program ends and whoever started it starts it anew;
//! - what is kept of a panic is the fixed part of its message: values may be secrets.

mod panics;
mod registry;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

pub use panics::{catch_panic, catch_panic_of};
use registry::Entry;
pub use registry::{TaskImportance, TaskState, TaskStatus};

/// How soon and how often a task is started again.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// The pause after its first failure; each further one is twice as long.
    pub first_pause: Duration,
    /// The longest pause.
    pub longest_pause: Duration,
    /// How long a task has to run until its failures are forgotten.
    pub steady: Duration,
    /// After how many failures, with none forgotten between them, a task counts as failed. It is started again all
    /// the same.
    pub failures: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            first_pause: Duration::from_millis(100),
            longest_pause: Duration::from_secs(30),
            steady: Duration::from_mins(1),
            failures: 5,
        }
    }
}

/// Starts tasks and keeps them running. Cheap to clone.
#[derive(Clone)]
pub struct Supervisor(Arc<Shared>);

struct Shared {
    pace: Pace,
    tasks: Mutex<Vec<Arc<Entry>>>,
    lost: watch::Sender<Option<&'static str>>,
    /// For tests: tasks panic when they are asked to.
    panics_on_demand: bool,
}

impl Default for Supervisor {
    fn default() -> Self {
        Self::new(Pace::default(), false)
    }
}

impl Supervisor {
    fn new(pace: Pace, panics_on_demand: bool) -> Self {
        Self(Arc::new(Shared { pace, tasks: Mutex::default(), lost: watch::Sender::new(None), panics_on_demand }))
    }

    /// One whose tasks panic when [`Supervisor::panic_once`] says so.
    #[doc(hidden)]
    pub fn for_tests(pace: Pace) -> Self {
        Self::new(pace, true)
    }

    /// Makes a task panic where it stands. Only a supervisor for tests obeys.
    #[doc(hidden)]
    pub fn panic_once(&self, name: &str) {
        let tasks = self.0.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.iter().filter(|entry| entry.name == name).for_each(|entry| entry.panic_now.notify_one());
    }

    /// Starts a task. It is started again whenever it panics or ends, for as long as it is `wanted`.
    pub fn spawn<Task, Work>(
        &self,
        name: &'static str,
        importance: TaskImportance,
        wanted: impl Fn() -> bool + Send + Sync + 'static,
        task: Task,
    ) -> TaskHandle
    where
        Task: Fn() -> Work + Send + Sync + 'static,
        Work: Future<Output = ()> + Send + 'static,
    {
        let entry = Arc::new(Entry::new(name, importance));
        self.0.tasks.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&entry));
        metrics::counter!("aqad_task_restarts_total", "task" => name).increment(0);
        let (shared, own) = (Arc::clone(&self.0), Arc::clone(&entry));
        let join = tokio::spawn(async move { shared.supervise(&own, wanted, task).await });
        TaskHandle { entry, join }
    }

    /// How each task is doing, in the order in which they were started.
    pub fn statuses(&self) -> Vec<TaskStatus> {
        let tasks = self.0.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.iter().map(|entry| entry.status(&self.0.pace)).collect()
    }

    /// Waits until a vital task has failed, and says which.
    pub async fn lost(&self) -> &'static str {
        let mut lost = self.0.lost.subscribe();
        loop {
            if let Some(name) = *lost.borrow_and_update() {
                return name;
            }
            if lost.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }
}

impl Shared {
    async fn supervise<Work: Future<Output = ()>>(
        &self,
        entry: &Entry,
        wanted: impl Fn() -> bool,
        task: impl Fn() -> Work,
    ) {
        loop {
            entry.started();
            let panicked = self.run_once(entry, &task).await.err();
            if !wanted() {
                entry.ended();
                return;
            }
            let why = panicked.unwrap_or_else(|| "it ended".to_owned());
            let pause = entry.failed(&self.pace, &why);
            let status = entry.status(&self.pace);
            metrics::counter!("aqad_task_restarts_total", "task" => entry.name).increment(1);
            tracing::error!(
                task = entry.name,
                task.state = status.state.as_str(),
                task.restarts = status.restarts,
                pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX),
                why,
                "a background task failed and is started again"
            );
            if status.state == TaskState::Failed && entry.importance == TaskImportance::Vital {
                self.lost.send_replace(Some(entry.name));
            }
            sleep(pause).await;
            if !wanted() {
                entry.ended();
                return;
            }
        }
    }

    async fn run_once<Work: Future<Output = ()>>(&self, entry: &Entry, task: &impl Fn() -> Work) -> Result<(), String> {
        // Also what a task does before it first waits may panic.
        let work = async { task().await };
        if !self.panics_on_demand {
            return catch_panic(work).await;
        }
        let demanded = entry.panic_now.notified().map(|()| panic!("a test asked for it"));
        catch_panic(async {
            tokio::select! {
                () = work => {}
                () = demanded => {}
            }
        })
        .await
    }
}

/// A task that was started. Dropping this does not end it.
pub struct TaskHandle {
    entry: Arc<Entry>,
    join: JoinHandle<()>,
}

impl TaskHandle {
    /// Waits for the end of a task that is no longer wanted; drops it where it stands when that takes longer. Says
    /// whether it ended by itself.
    pub async fn finish(mut self, within: Duration) -> bool {
        if self.entry.is_paused() {
            self.join.abort();
            return true;
        }
        let ended = timeout(within, &mut self.join).await.is_ok();
        self.join.abort();
        ended
    }

    /// Ends it where it stands.
    pub fn abort(&self) {
        self.join.abort();
    }
}

/// Says that a task is wanted until `stop` turns true, or nobody can turn it any more.
pub fn until(stop: watch::Receiver<bool>) -> impl Fn() -> bool + Send + Sync + 'static {
    move || !*stop.borrow() && stop.has_changed().is_ok()
}
