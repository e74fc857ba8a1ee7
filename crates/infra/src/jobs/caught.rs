//! A panic of what is not ours to trust becomes an error: it ends what it happened in, and not the worker.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use super::JobError;

/// What it comes to, or with which words it panicked.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, JobError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| error_of(panic.as_ref()))
}

/// The same for what takes a while. After a panic it is not asked again, only dropped.
pub(super) async fn caught_in<T>(work: impl Future<Output = T>) -> Result<T, JobError> {
    let mut work = Box::pin(work);
    std::future::poll_fn(move |cx| match caught(|| work.as_mut().poll(cx)) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Err(error) => Poll::Ready(Err(error)),
    })
    .await
}

fn error_of(panic: &(dyn Any + Send)) -> JobError {
    let words = panic.downcast_ref::<&str>().copied();
    let words = words.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without words");
    JobError(format!("it panicked: {words}"))
}
