//! What stands between hyper and an HTTP/1 socket.
//!
//! hyper answers a request it cannot parse by itself, with a status line and nothing else. No hook
//! exists for it, so the replacement happens here, on the bytes. It is safe because two independent
//! things must agree: no response of ours is owed or under way (`Activity` counts them), *and* the
//! write is exactly one empty error response as hyper writes it. Anything else passes unchanged.
//!
//! What is read goes past `http1_lines` first: hyper takes a line that ends in a bare LF, and we do not.
//!
//! The same place closes politely: after our last byte it keeps reading for a moment, because
//! closing a socket with unread bytes makes the kernel send a reset which overtakes the response.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::{Sleep, sleep};

use super::activity::Activity;
use super::http1_lines::HeadLines;
use super::refusal::{self, canned};
use super::{ConnectionError, HttpService};

/// Bytes of a request nobody wants which we still read while closing.
const LINGER_BYTES: usize = 4 * 1024 * 1024;

/// An HTTP/1 socket that speaks for [`HttpService::refuse`] where hyper would speak for itself.
pub(super) struct Http1Io<T, A> {
    io: T,
    app: Arc<A>,
    activity: Arc<Activity>,
    lines: HeadLines,
    /// Our bytes in the place of hyper's, as far as the socket has not taken them.
    unsent: Bytes,
    closing: Closing,
    linger: Duration,
}

enum Closing {
    No,
    Lingering { rest: usize, until: Pin<Box<Sleep>> },
    Done,
}

impl<T: AsyncRead + AsyncWrite + Unpin, A: HttpService> Http1Io<T, A> {
    pub(super) fn new(io: T, app: Arc<A>, activity: Arc<Activity>, linger: Duration) -> Self {
        Self { io, app, activity, lines: HeadLines::default(), unsent: Bytes::new(), closing: Closing::No, linger }
    }

    /// Says why, and closes. For the end of a connection that hyper no longer drives.
    pub(super) async fn reject(mut self, error: ConnectionError) -> io::Result<()> {
        self.unsent = refusal::render(self.app.reject(error));
        self.flush().await?;
        self.shutdown().await
    }

    /// What to send in the place of `written`, if hyper made it up.
    fn replacement(&self, written: &[u8]) -> Option<Bytes> {
        if self.activity.owes_response() {
            return None;
        }
        let error = match canned(written)? {
            // hyper counts the request line as part of the header block.
            ConnectionError::HeadTooLarge if self.activity.is_in_request_line() => ConnectionError::UriTooLong,
            error => error,
        };
        tracing::debug!(?error, "http.refused_below_router");
        Some(refusal::render(self.app.reject(error)))
    }

    fn poll_unsent(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.unsent.has_remaining() {
            let n = ready!(Pin::new(&mut self.io).poll_write(cx, &self.unsent))?;
            if n == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.unsent.advance(n);
        }
        Poll::Ready(Ok(()))
    }

    /// Reads and forgets, until the peer closes too or the patience ends.
    fn poll_linger(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Closing::Lingering { rest, until } = &mut self.closing else {
            return Poll::Ready(());
        };
        let mut scratch = [0; 4096];
        while *rest > 0 && until.as_mut().poll(cx).is_pending() {
            let mut buf = ReadBuf::new(&mut scratch);
            match ready!(Pin::new(&mut self.io).poll_read(cx, &mut buf)) {
                Ok(()) if !buf.filled().is_empty() => {
                    *rest = rest.saturating_sub(buf.filled().len());
                }
                _ => break,
            }
        }
        Poll::Ready(())
    }
}

impl<T: AsyncRead + AsyncWrite + Unpin, A: HttpService> AsyncRead for Http1Io<T, A> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.io).poll_read(cx, buf))?;
        let new = &mut buf.filled_mut()[before..];
        if !new.is_empty() {
            self.lines.refuse_bare_line_feeds(new);
            self.activity.on_bytes(new);
        }
        Poll::Ready(Ok(()))
    }
}

impl<T: AsyncRead + AsyncWrite + Unpin, A: HttpService> AsyncWrite for Http1Io<T, A> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_unsent(cx))?;
        if let Some(ours) = self.replacement(buf) {
            // hyper flushes next, and that sends it.
            self.unsent = ours;
            return Poll::Ready(Ok(buf.len()));
        }
        Pin::new(&mut self.io).poll_write(cx, buf)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let mut full = bufs.iter().filter(|buf| !buf.is_empty());
        if let (Some(only), None) = (full.next(), full.next()) {
            return self.poll_write(cx, only);
        }
        ready!(self.poll_unsent(cx))?;
        Pin::new(&mut self.io).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_unsent(cx))?;
        ready!(Pin::new(&mut self.io).poll_flush(cx))?;
        self.activity.on_flush();
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if matches!(self.closing, Closing::No) {
            ready!(self.poll_unsent(cx))?;
            ready!(Pin::new(&mut self.io).poll_shutdown(cx))?;
            self.closing = Closing::Lingering { rest: LINGER_BYTES, until: Box::pin(sleep(self.linger)) };
        }
        ready!(self.poll_linger(cx));
        self.closing = Closing::Done;
        Poll::Ready(Ok(()))
    }
}
