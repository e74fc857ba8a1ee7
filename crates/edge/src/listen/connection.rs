//! The life of one connection, from the handshake to its end.

use std::net::{IpAddr, SocketAddr};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Poll, ready};
use std::time::Duration;

use hyper::rt::Executor;
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_util::task::TaskTracker;

use super::activity::{Activity, Cause, Protocol, Verdict};
use super::address_cap::Permit;
use super::exchange::exchange;
use super::http1_io::Http1Io;
use super::server_state::{Phase, ServerState};
use super::{ConnectionError, HttpService, ListenLimits, Peer};

/// hyper's buffer per HTTP/1 connection; a longer header block limit makes it longer.
const H1_BUFFER: usize = 64 * 1024;
/// As many header fields hyper parses on its stack; any other number, set or not, costs an allocation.
const H1_FREE_HEADERS: usize = 100;
/// Pings find peers that vanished without a goodbye; the watchdog finds those that answer them for ever.
const H2_PING_EVERY: Duration = Duration::from_secs(20);
const H2_PING_WAIT: Duration = Duration::from_secs(10);
/// What a peer may send on a stream, and on a connection, before it is read: hyper would let it be a megabyte
/// each, for bodies that nobody has made room for yet.
const H2_STREAM_WINDOW: u32 = 64 * 1024;
const H2_CONNECTION_WINDOW: u32 = 128 * 1024;
/// Rapid reset: streams reset by the peer before we took them.
const H2_RESETS_PENDING: usize = 20;
/// Streams *we* had to reset for the peer's errors ("made you reset"). Never `None`: that is no limit at all.
const H2_RESETS_LOCAL: usize = 256;

/// How a connection ended.
#[derive(Debug)]
pub(super) enum End {
    /// By itself, or with an error of the peer's.
    Over(hyper::Result<()>),
    /// The watchdog cut it.
    Dropped(Cause),
    /// The drain's deadline cut it.
    CutByDrain,
}

/// Serves one connection, made by `socket` for `addr`. The permit gives the place back at the end, however that comes.
pub(super) async fn serve_connection<A: HttpService>(
    server: Arc<ServerState<A>>,
    stream: TcpStream,
    addr: SocketAddr,
    socket: IpAddr,
    permit: Permit,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::trace!(%error, "listen.nodelay_failed");
    }
    let addr = SocketAddr::new(addr.ip().to_canonical(), addr.port());
    let peer = Peer { addr, socket: socket.to_canonical(), secure: server.tls.is_some() };
    let phase = server.phase.subscribe();
    let end = if server.tls.is_some() {
        over_tls(&server, stream, peer, phase).await
    } else {
        http1(&server, stream, peer, phase).await
    };
    match end {
        Some(End::CutByDrain) => server.count_cut(),
        Some(End::Dropped(cause)) => tracing::debug!(?cause, "listen.peer_dropped"),
        Some(End::Over(Err(error))) => tracing::debug!(%error, "listen.connection_failed"),
        Some(End::Over(Ok(()))) | None => {}
    }
    drop(permit);
}

/// The handshake, then what ALPN agreed on. `None` when it never came to HTTP.
async fn over_tls<A: HttpService>(
    server: &Arc<ServerState<A>>,
    stream: TcpStream,
    peer: Peer,
    mut phase: watch::Receiver<Phase>,
) -> Option<End> {
    let acceptor = server.tls.as_ref()?;
    let handshake = timeout(server.limits.tls_handshake, acceptor.accept(stream));
    let stream = tokio::select! {
        // No request can be lost by dropping a handshake.
        _ = phase.wait_for(|phase| *phase != Phase::Open) => return None,
        outcome = handshake => match outcome {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => {
                tracing::debug!(%error, "tls.handshake_failed");
                return None;
            }
            Err(_) => {
                tracing::debug!("tls.handshake_timed_out");
                return None;
            }
        },
    };
    if stream.get_ref().1.alpn_protocol() == Some(b"h2") {
        http2(server, stream, peer, phase).await
    } else {
        http1(server, stream, peer, phase).await
    }
}

async fn http1<A: HttpService, T: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    server: &Arc<ServerState<A>>,
    stream: T,
    peer: Peer,
    phase: watch::Receiver<Phase>,
) -> Option<End> {
    let activity = Activity::new(&server.limits, Protocol::Http1);
    let app = Arc::clone(&server.app);
    let io = Http1Io::new(stream, Arc::clone(&app), Arc::clone(&activity), server.limits.linger());
    let record = Arc::clone(&activity);
    let service = service_fn(move |req| exchange(Arc::clone(&app), peer, req, record.begin_request()));
    let mut conn = http1_builder(&server.limits).serve_connection(TokioIo::new(io), service);

    let end = supervise(Pin::new(&mut conn), http1::Connection::graceful_shutdown, &activity, phase).await;

    if matches!(end, End::Dropped(Cause::HeadTimeout)) {
        let io = conn.into_parts().io.into_inner();
        let bound = server.limits.close_timeout();
        if let Ok(Err(error)) = timeout(bound, io.reject(ConnectionError::HeadTimeout)).await {
            tracing::trace!(%error, "http.refusal_failed");
        }
    }
    Some(end)
}

async fn http2<A: HttpService, T: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    server: &Arc<ServerState<A>>,
    stream: T,
    peer: Peer,
    phase: watch::Receiver<Phase>,
) -> Option<End> {
    let activity = Activity::new(&server.limits, Protocol::Http2);
    let (app, record) = (Arc::clone(&server.app), Arc::clone(&activity));
    let service = service_fn(move |req| exchange(Arc::clone(&app), peer, req, record.begin_request()));
    let builder = http2_builder(&server.limits, TrackedExecutor(server.tracker.clone()));
    let conn = pin!(builder.serve_connection(TokioIo::new(stream), service));

    Some(supervise(conn, http2::Connection::graceful_shutdown, &activity, phase).await)
}

fn http1_builder(limits: &ListenLimits) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        // The watchdog's: hyper's would be the keep-alive idle time as well.
        .header_read_timeout(None)
        .max_header_size(limits.max_header_bytes)
        .max_buf_size(limits.max_header_bytes.max(H1_BUFFER));
    if limits.max_headers != H1_FREE_HEADERS {
        builder.max_headers(limits.max_headers);
    }
    builder
}

fn http2_builder(limits: &ListenLimits, executor: TrackedExecutor) -> http2::Builder<TrackedExecutor> {
    let mut builder = http2::Builder::new(executor);
    builder
        .timer(TokioTimer::new())
        .max_concurrent_streams(limits.h2_max_streams)
        .initial_stream_window_size(H2_STREAM_WINDOW)
        .initial_connection_window_size(H2_CONNECTION_WINDOW)
        .max_header_list_size(limits.h2_max_header_list)
        .max_pending_accept_reset_streams(H2_RESETS_PENDING)
        .max_local_error_reset_streams(H2_RESETS_LOCAL)
        .keep_alive_interval(H2_PING_EVERY)
        .keep_alive_timeout(H2_PING_WAIT);
    builder
}

/// Drives a connection to its end, under the watchdog's and the server's eyes.
async fn supervise<C: Future<Output = hyper::Result<()>>>(
    mut conn: Pin<&mut C>,
    shut_down: impl Fn(Pin<&mut C>),
    activity: &Activity,
    mut phase: watch::Receiver<Phase>,
) -> End {
    let mut alarm = pin!(sleep_until(Instant::now()));
    let mut seen = Phase::Open;
    loop {
        let driven = std::future::poll_fn(|cx| {
            if let Poll::Ready(result) = conn.as_mut().poll(cx) {
                return Poll::Ready(Event::Over(result));
            }
            // Asked after each step of the connection, since that step may have moved the deadline.
            loop {
                match activity.verdict(Instant::now()) {
                    // A deadline that moved away needs no new alarm: the old one rings early, and asks again.
                    Verdict::Wait(until) if until < alarm.deadline() || alarm.is_elapsed() => {
                        alarm.as_mut().reset(until);
                    }
                    Verdict::Wait(_) => {}
                    Verdict::Close(cause) => return Poll::Ready(Event::Close(cause)),
                    Verdict::Cut(cause) => return Poll::Ready(Event::Cut(cause)),
                }
                ready!(alarm.as_mut().poll(cx));
            }
        });
        let event = tokio::select! {
            biased;
            now = next_phase(&mut phase, seen) => {
                seen = now;
                match now {
                    Phase::Open => continue,
                    Phase::Draining => Event::Drain,
                    Phase::Aborted => return End::CutByDrain,
                }
            }
            event = driven => event,
            () = activity.became_idle() => continue,
        };
        match event {
            Event::Over(result) => return End::Over(result),
            Event::Cut(cause) => return End::Dropped(cause),
            Event::Drain => {}
            Event::Close(cause) => tracing::debug!(?cause, "listen.closing"),
        }
        activity.closing();
        shut_down(conn.as_mut());
    }
}

enum Event {
    Over(hyper::Result<()>),
    Close(Cause),
    Cut(Cause),
    Drain,
}

/// The server's next phase. A server that vanished is over.
async fn next_phase(phase: &mut watch::Receiver<Phase>, seen: Phase) -> Phase {
    phase.wait_for(|now| *now != seen).await.map_or(Phase::Aborted, |now| *now)
}

/// Runs HTTP/2 streams where the drain can see them.
#[derive(Clone)]
struct TrackedExecutor(TaskTracker);

impl<F: Future<Output: Send> + Send + 'static> Executor<F> for TrackedExecutor {
    fn execute(&self, future: F) {
        self.0.spawn(future);
    }
}
