//! Accepting connections.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use infra::EventLine;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;

use super::address_cap::{Denied, Permit};
use super::connection::serve_connection;
use super::proxy_protocol::{ProxiedPeer, read_proxy_header};
use super::refusal;
use super::server_state::{Drained, Phase, ServerState};
use super::{ConnectionError, HttpService, ListenLimits, TlsMaterial};

/// Pauses after an accept error that is the server's own (no more file descriptors, no memory).
const BACK_OFF: Duration = Duration::from_millis(50);
const MAX_BACK_OFF: Duration = Duration::from_secs(1);
/// How often the application hears how many connections are open.
const COUNT_EVERY: Duration = Duration::from_secs(1);

/// Serves `listener` until `stop` turns true (or its sender is gone), then drains.
///
/// With `tls`, every connection must speak TLS.
///
/// # Panics
/// When rustls cannot build its configuration, that is, when the system has no random numbers.
pub async fn serve<A: HttpService>(
    listener: TcpListener,
    tls: Option<TlsMaterial>,
    limits: ListenLimits,
    app: Arc<A>,
    stop: watch::Receiver<bool>,
) -> Drained {
    let server = HttpServer::new(listener, tls, limits, app);
    server.accept(stop).await;
    server.drain().await
}

/// A socket and the connections that came through it. Cheap to clone.
pub struct HttpServer<A> {
    listener: Arc<Mutex<Option<Arc<TcpListener>>>>,
    server: Arc<ServerState<A>>,
}

impl<A> Clone for HttpServer<A> {
    fn clone(&self) -> Self {
        Self { listener: Arc::clone(&self.listener), server: Arc::clone(&self.server) }
    }
}

impl<A: HttpService> HttpServer<A> {
    /// Over a socket that listens. With `tls`, every connection must speak TLS.
    ///
    /// # Panics
    /// When rustls cannot build its configuration, that is, when the system has no random numbers.
    pub fn new(listener: TcpListener, tls: Option<TlsMaterial>, limits: ListenLimits, app: Arc<A>) -> Self {
        let tls = tls.map(|material| {
            let config =
                material.server_config().expect("ring supports both TLS versions and the system gives random numbers");
            TlsAcceptor::from(config)
        });
        let listener = Arc::new(Mutex::new(Some(Arc::new(listener))));
        Self { listener, server: Arc::new(ServerState::new(app, tls, limits)) }
    }

    /// Accepts connections until `stop` turns true, or its sender is gone. After a panic it can be called again:
    /// neither the socket nor any connection is lost.
    pub async fn accept(&self, stop: watch::Receiver<bool>) {
        let listener = self.listener.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(listener) = listener {
            accept_until(&listener, &self.server, stop).await;
        }
    }

    /// Closes the socket: from here on the kernel refuses. Then waits for running requests, as long as its limits
    /// say, and cuts what is left.
    pub async fn drain(&self) -> Drained {
        self.listener.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.server.drain().await
    }
}

async fn accept_until<A: HttpService>(
    listener: &TcpListener,
    server: &Arc<ServerState<A>>,
    mut stop: watch::Receiver<bool>,
) {
    let mut stopped = std::pin::pin!(stop.wait_for(|stop| *stop));
    let mut pause = BACK_OFF;
    let mut count = tokio::time::interval(COUNT_EVERY);
    loop {
        let accepted = tokio::select! {
            biased;
            _ = &mut stopped => return,
            _ = count.tick() => {
                server.app.on_connection_count(server.cap.open());
                continue;
            }
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, addr)) => {
                pause = BACK_OFF;
                server.admit(stream, addr);
            }
            Err(error) if is_peer_error(&error) => {}
            Err(error) => {
                metrics::counter!("aqad_accept_errors_total", "reason" => reason(&error)).increment(1);
                if EventLine::AcceptFailed.is_due() {
                    tracing::error!(%error, "listen.accept_failed");
                }
                // The listener stays readable, so without a pause this would spin.
                tokio::select! {
                    _ = &mut stopped => return,
                    () = sleep(pause) => {}
                }
                pause = (pause * 2).min(MAX_BACK_OFF);
            }
        }
    }
}

/// A connection that died in the queue says nothing about the listener; nor do errors of the network that Linux
/// hands to whoever accepts next (accept(2)).
fn is_peer_error(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::Interrupted
            | ErrorKind::NetworkDown
            | ErrorKind::NetworkUnreachable
            | ErrorKind::TimedOut
    )
}

/// Why a connection cannot be accepted, for the metrics. The numbers are ENFILE and EMFILE; ENOMEM and ENOBUFS.
fn reason(error: &io::Error) -> &'static str {
    match error.raw_os_error() {
        Some(23 | 24) => "descriptors",
        Some(12 | 105) => "memory",
        _ => "other",
    }
}

impl<A: HttpService> ServerState<A> {
    fn admit(self: &Arc<Self>, stream: TcpStream, addr: SocketAddr) {
        let server = Arc::clone(self);
        match self.cap.enter() {
            Ok(permit) if self.limits.expects_proxy_header(addr.ip()) => {
                self.tracker.spawn(server.admit_proxied(stream, addr, permit));
            }
            Ok(permit) => match self.count(permit, addr.ip()) {
                Ok(permit) => {
                    self.tracker.spawn(serve_connection(server, stream, addr, addr.ip(), permit));
                }
                Err(denied) => self.reject(stream, denied),
            },
            Err(denied) => self.reject(stream, denied),
        }
    }

    /// Serves a balancer's connection as its client's. The balancer's own address is never counted.
    async fn admit_proxied(self: Arc<Self>, mut stream: TcpStream, balancer: SocketAddr, permit: Permit) {
        let mut phase = self.phase.subscribe();
        let proxied = tokio::select! {
            biased;
            proxied = read_proxy_header(&mut stream, self.limits.header_read) => proxied,
            // No request can have been taken yet.
            _ = phase.wait_for(|phase| *phase != Phase::Open) => return,
        };
        let (addr, permit) = match proxied {
            Ok(ProxiedPeer::Balancer) => (balancer, Ok(permit)),
            Ok(ProxiedPeer::Client(client)) => (client, self.count(permit, client.ip())),
            Err(refused) => return self.proxy_warnings.report(balancer.ip().to_canonical(), &refused),
        };
        match permit {
            Ok(permit) => serve_connection(self, stream, addr, balancer.ip(), permit).await,
            Err(denied) => self.reject(stream, denied),
        }
    }

    fn count(&self, permit: Permit, client: IpAddr) -> Result<Permit, Denied> {
        if self.limits.is_uncapped(client) { Ok(permit) } else { permit.count_for(client) }
    }

    /// Over TLS the handshake would cost more than the answer is worth: there it just closes.
    fn reject(self: &Arc<Self>, stream: TcpStream, denied: Denied) {
        tracing::debug!(?denied, "listen.turned_away");
        if self.tls.is_some() {
            return;
        }
        let Ok(place) = Arc::clone(&self.reject_slots).try_acquire_owned() else {
            return;
        };
        let error = match denied {
            Denied::Address => ConnectionError::AddressBusy,
            Denied::Full => ConnectionError::ServerFull,
        };
        let app = Arc::clone(&self.app);
        self.tracker.spawn(async move {
            // The application is asked in the task: a panic of its must not end the accept loop.
            refusal::send_and_close(stream, refusal::render(app.reject(error))).await;
            drop(place);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_befell_a_connection_in_the_queue_is_not_taken_for_a_fault_of_the_listener() {
        // ECONNABORTED, ENETDOWN, ENETUNREACH, ECONNRESET, ETIMEDOUT, EHOSTUNREACH.
        for of_peers in [103, 100, 101, 104, 110, 113] {
            assert!(is_peer_error(&io::Error::from_raw_os_error(of_peers)), "{of_peers}");
        }
        for (ours, named) in [(24, "descriptors"), (23, "descriptors"), (12, "memory"), (105, "memory"), (22, "other")]
        {
            let error = io::Error::from_raw_os_error(ours);
            assert!(!is_peer_error(&error), "{ours}");
            assert_eq!(reason(&error), named);
        }
    }
}
