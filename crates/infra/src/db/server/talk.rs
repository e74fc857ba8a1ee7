//! Exchanges with a server are brought to their end, whoever waits for them.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::runtime::Handle;

use crate::db::error::Result;

/// An exchange with a server that survives cancellation: when the caller is gone, the rest of it runs in a task.
pub(super) struct CancelSafe<T: Send + 'static> {
    rest: Option<Pin<Box<dyn Future<Output = Result<T>> + Send>>>,
}

/// Brings a talk with a server to its end, even if nobody waits for it any more. Once begun: it is
/// asked for as soon as it is made. Whatever is in it has a bound of time, so the rest has one, too.
pub(super) fn run_to_completion<T: Send + 'static>(
    talk: impl Future<Output = Result<T>> + Send + 'static,
) -> CancelSafe<T> {
    CancelSafe { rest: Some(Box::pin(talk)) }
}

impl<T: Send + 'static> Future for CancelSafe<T> {
    type Output = Result<T>;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // Taken out while it is polled: after a panic there is no rest.
        let mut rest = self.rest.take().expect("nobody asks again after the answer");
        let answer = rest.as_mut().poll(context);
        if answer.is_pending() {
            self.rest = Some(rest);
        }
        answer
    }
}

impl<T: Send + 'static> Drop for CancelSafe<T> {
    fn drop(&mut self) {
        if let (Some(rest), Ok(runtime)) = (self.rest.take(), Handle::try_current()) {
            drop(runtime.spawn(rest));
        }
    }
}
