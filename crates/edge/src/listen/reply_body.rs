//! The body of an answer: in memory, or pieces that are made as the peer takes them.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;
use hyper::body::{Body, Frame, SizeHint};

/// The rest of the body is not there: the transfer is broken off, so that the peer sees that it lacks something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the rest of this answer could not be made")]
pub struct BrokenOff;

type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, BrokenOff>> + Send>>;

/// Pieces that are made as they are asked for. Nothing is asked while the peer takes nothing.
pub struct BodyStream {
    /// Polled by one owner at a time: the lock is there for whoever only looks at an answer, and is never taken.
    pieces: Mutex<Pieces>,
    /// How long all of it may take.
    pub(super) lasts: Duration,
}

impl BodyStream {
    /// From a stream that ends within a time.
    pub fn new(pieces: impl Stream<Item = Result<Bytes, BrokenOff>> + Send + 'static, lasts: Duration) -> Self {
        Self { pieces: Mutex::new(Box::pin(pieces)), lasts }
    }
}

impl std::fmt::Debug for BodyStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BodyStream").field("lasts", &self.lasts).finish_non_exhaustive()
    }
}

/// The body of an answer.
#[derive(Debug, Default)]
pub struct ReplyBody {
    first: Bytes,
    rest: Option<BodyStream>,
}

impl ReplyBody {
    /// What is there already, and what follows it.
    pub fn new(first: Bytes, rest: Option<BodyStream>) -> Self {
        Self { first, rest }
    }
    /// How long what follows may take; nothing where all of it is there.
    pub(super) fn lasts(&self) -> Option<Duration> {
        self.rest.as_ref().map(|rest| rest.lasts)
    }
    /// What is there already.
    pub fn into_first(self) -> Bytes {
        self.first
    }
}

impl From<Bytes> for ReplyBody {
    fn from(first: Bytes) -> Self {
        Self { first, rest: None }
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        if !self.first.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.first)))));
        }
        let Some(rest) = &mut self.rest else { return Poll::Ready(None) };
        let pieces = rest.pieces.get_mut().unwrap_or_else(PoisonError::into_inner);
        pieces.as_mut().poll_next(cx).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.first.is_empty() && self.rest.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        if self.rest.is_some() {
            return SizeHint::default();
        }
        SizeHint::with_exact(u64::try_from(self.first.len()).unwrap_or(u64::MAX))
    }
}
