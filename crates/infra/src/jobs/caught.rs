//! A panic of what is not ours to trust becomes an error: it ends what it happened in, and not the worker.

use supervisor::{catch_panic, catch_panic_of};

use super::JobError;

/// What it comes to, or with which words it panicked.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, JobError> {
    catch_panic_of(work).map_err(|words| panicked(&words))
}

/// The same for what takes a while. After a panic it is not asked again, only dropped.
pub(super) async fn caught_in<T>(work: impl Future<Output = T>) -> Result<T, JobError> {
    Box::pin(catch_panic(work)).await.map_err(|words| panicked(&words))
}

fn panicked(words: &str) -> JobError {
    JobError(format!("it panicked: {words}"))
}
