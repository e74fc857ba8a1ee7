//! What a piece of background work is, and the proof with which it is done.
//!
//! A job stands in the table under its kind, a word that outlives the code, and with a payload of its
//! own. Nothing else dispatches on: a payload is read as its kind says, or not at all.

use infra::Origin;
use infra::jobs::{JobError, NewJob};
use kernel::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Ctx;

/// Proof of being background work that the marketplace itself has to do. Only [`run`] makes one.
#[derive(Debug)]
pub struct System(Origin);

impl System {
    /// On whose behalf, for the audit trail: nobody's.
    pub const fn origin(&self) -> Origin {
        self.0
    }
}

/// A sort of background work. Each bears repetition: a worker may die before it says that it is done.
pub(crate) trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// Its kind; never another one, once it was released.
    const KIND: &'static str;
    /// What makes it this job and no other, within the event that caused it.
    fn target(&self) -> String;
    /// Does it.
    fn run(self, ctx: &Ctx, by: &System) -> impl Future<Output = Result<(), JobError>> + Send;
}

/// A sort of background work of which several are done in one transaction.
pub(crate) trait BatchJob: Job {
    /// Does them all, or none, in one write at most: its commit ends them. Where there is nothing to be written, it
    /// tells which of them, by their places, are to be done by themselves.
    fn run_batch(batch: Vec<Self>, ctx: &Ctx, by: &System)
    -> impl Future<Output = Result<Vec<usize>, JobError>> + Send;
}

/// A job, to be done at some time.
pub(crate) fn due<J: Job>(job: &J, run_at: Timestamp) -> NewJob {
    let data = serde_json::to_value(job).expect("a payload has texts as keys");
    NewJob { kind: J::KIND, target: job.target(), data, run_at }
}

/// Does a job as it stands in the table.
pub(crate) async fn run<J: Job>(ctx: &Ctx, data: &str) -> Result<(), JobError> {
    read::<J>(data)?.run(ctx, &System(Origin::default())).await
}

/// Does several jobs as they stand in the table.
pub(crate) async fn run_batch<J: BatchJob>(ctx: &Ctx, data: &[&str]) -> Result<Vec<usize>, JobError> {
    let batch = data.iter().map(|data| read(data)).collect::<Result<_, _>>()?;
    J::run_batch(batch, ctx, &System(Origin::default())).await
}

fn read<J: Job>(data: &str) -> Result<J, JobError> {
    serde_json::from_str(data).map_err(|e| JobError(format!("its payload cannot be read: {e}")))
}

/// Why an action failed, in words for operators.
pub(crate) fn failed(why: impl std::fmt::Debug) -> JobError {
    JobError(format!("{why:?}"))
}
