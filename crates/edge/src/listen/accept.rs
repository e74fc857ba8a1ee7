//! Accepting connections.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
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
    let tls = tls.map(|material| {
        let config =
            material.server_config().expect("ring supports both TLS versions and the system gives random numbers");
        TlsAcceptor::from(config)
    });
    let server = Arc::new(ServerState::new(app, tls, limits));
    accept_until(&listener, &server, stop).await;
    // Closes the socket: from here on the kernel refuses.
    drop(listener);
    server.drain().await
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

/// A connection that died in the queue says nothing about the listener.
fn is_peer_error(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset | io::ErrorKind::Interrupted
    )
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
                    self.tracker.spawn(serve_connection(server, stream, addr, permit));
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
            Ok(permit) => serve_connection(self, stream, addr, permit).await,
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
