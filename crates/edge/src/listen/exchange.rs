//! One request and its response, between hyper and the application.

use std::any::Any;
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use infra::EventLine;

use super::activity::RequestGuard;
use super::reply_body::{BrokenOff, ReplyBody};
use super::{ConnectionError, HttpService, Peer};

/// Answers one request; `ticket` tells the watchdog about it.
pub(super) async fn exchange<A: HttpService>(
    app: Arc<A>,
    peer: Peer,
    req: Request<Incoming>,
    mut guard: RequestGuard,
) -> Result<Response<ResponseBody>, Infallible> {
    let answered = {
        // Pinned here: it is some kilobytes, and would be copied on the way.
        let calling = pin!(async { app.call(peer, req).await });
        catch_panic(calling).await
    };
    let reply = answered.unwrap_or_else(|panic| {
        if EventLine::ServerError.is_due() {
            tracing::error!(panic = panic_message(&*panic), "http.handler_panicked");
        }
        app.reject(ConnectionError::Panic)
    });
    guard.answered(reply.body().lasts());
    Ok(reply.map(|body| ResponseBody { body, guard }))
}

/// A response body that keeps its request's ticket until hyper has all of it.
pub(super) struct ResponseBody {
    body: ReplyBody,
    guard: RequestGuard,
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        if matches!(polled, Poll::Ready(Some(Ok(_)))) {
            // The peer took what there was before.
            self.guard.progressed();
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Drives a future to its end or its panic.
///
/// Unwind safety is asserted: the future is never polled again after a panic, and what handlers
/// share must be sound against panics anyway, since tasks can be dropped at any await.
async fn catch_panic<T>(mut future: Pin<&mut impl Future<Output = T>>) -> Result<T, Box<dyn Any + Send>> {
    std::future::poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
        Ok(polled) => polled.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("not a text")
}
