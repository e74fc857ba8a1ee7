//! Request bodies with a size limit and an absolute deadline.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::body_budget::{BodyReservation, BudgetFull, STEP};

/// Why a request body could not be read.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// The body was not complete at its deadline: answer 408.
    #[error("the request body took too long")]
    TimedOut,
    /// The body is, or says it is, longer than the limit: answer 413.
    #[error("the request body is too large")]
    TooLarge,
    /// There is no memory for it at present: answer 503.
    #[error("too many request bodies are arriving at present")]
    BudgetFull,
    /// The peer went away, or framed its body wrongly: answer 400.
    #[error("the connection closed before the whole request body arrived")]
    Broken(#[source] hyper::Error),
}

/// Reads a whole body of at most `max_bytes` until `deadline`, and makes room before each step.
///
/// A declared length over the limit is refused before anything is read, so a client that sent
/// `expect: 100-continue` never sends the body; and so is a body for which there is no room.
pub async fn read_limited(
    body: Incoming,
    max_bytes: usize,
    deadline: Instant,
    mut reservation: BodyReservation,
) -> Result<Bytes, BodyError> {
    let mut body = LimitedBody::new(body, max_bytes, deadline)?;
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let mut reserve =
        |bytes: usize| reservation.grow_to(bytes.min(max_bytes)).map_err(|BudgetFull| BodyError::BudgetFull);
    reserve(STEP)?;
    let Some(first) = body.next_chunk().await? else {
        return Ok(Bytes::new());
    };
    if body.is_end_stream() {
        return Ok(first); // the common small body, not copied
    }
    // A claimed length is only a claim: memory is reserved for one step.
    let expected = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    let mut whole = BytesMut::with_capacity(first.len().saturating_add(expected.min(STEP)));
    whole.extend_from_slice(&first);
    // It holds on to the connection's buffer.
    drop(first);
    loop {
        reserve(whole.len().saturating_add(STEP))?;
        let Some(chunk) = body.next_chunk().await? else { return Ok(whole.freeze()) };
        whole.extend_from_slice(&chunk);
    }
}

/// An incoming body that fails with [`BodyError`] at its size limit and at its deadline.
pub struct LimitedBody {
    inner: Incoming,
    rest: usize,
    deadline: Instant,
    /// Made at the first wait only: most bodies arrive with their headers.
    alarm: Option<Pin<Box<Sleep>>>,
}

impl LimitedBody {
    /// Refuses at once a body that declares more than `max_bytes`.
    pub fn new(inner: Incoming, max_bytes: usize, deadline: Instant) -> Result<Self, BodyError> {
        let declared = inner.size_hint().lower();
        if usize::try_from(declared).map_or(true, |declared| declared > max_bytes) {
            return Err(BodyError::TooLarge);
        }
        Ok(Self { inner, rest: max_bytes, deadline, alarm: None })
    }

    async fn next_chunk(&mut self) -> Result<Option<Bytes>, BodyError> {
        while let Some(frame) = self.frame().await.transpose()? {
            if let Ok(data) = frame.into_data() {
                return Ok(Some(data)); // trailers are not for us
            }
        }
        Ok(None)
    }
}

impl Body for LimitedBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let Poll::Ready(frame) = Pin::new(&mut self.inner).poll_frame(cx) else {
            let deadline = self.deadline;
            let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
            ready!(alarm.as_mut().poll(cx));
            return Poll::Ready(Some(Err(BodyError::TimedOut)));
        };
        let Some(frame) = frame.transpose().map_err(BodyError::Broken)? else {
            return Poll::Ready(None);
        };
        let size = frame.data_ref().map_or(0, Bytes::len);
        let Some(rest) = self.rest.checked_sub(size) else {
            return Poll::Ready(Some(Err(BodyError::TooLarge)));
        };
        self.rest = rest;
        // A body that never makes us wait must not outlive its deadline either.
        if !self.inner.is_end_stream() && Instant::now() >= self.deadline {
            return Poll::Ready(Some(Err(BodyError::TimedOut)));
        }
        Poll::Ready(Some(Ok(frame)))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
