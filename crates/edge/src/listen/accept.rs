//! Accepting connections, and the end of it.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::task::TaskTracker;

use super::address_cap::{AddressCap, Denied, Permit};
use super::connection::serve_connection;
use super::proxy_protocol::{Caller, Complaints, read_caller};
use super::refusal;
use super::{Answer, Limits, LowFault, TlsMaterial};

/// Peers over a cap who hear so at the same time; more are closed without a word.
const AT_THE_DOOR: usize = 64;
/// Pauses after an accept error that is the server's own (no more file descriptors, no memory).
const BACK_OFF: Duration = Duration::from_millis(50);
const BACK_OFF_MOST: Duration = Duration::from_secs(1);
/// How often the application hears how many connections are open.
const COUNT_EVERY: Duration = Duration::from_secs(1);
/// For cut tasks to notice.
const LAST_WORD: Duration = Duration::from_secs(1);

/// What the drain left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drained {
    /// Connections still open at the deadline, and cut.
    pub cut: usize,
}

/// Serves `listener` until `stop` turns true (or its sender is gone), then drains.
///
/// With `tls`, every connection must speak TLS.
///
/// # Panics
/// When rustls cannot build its configuration, that is, when the system has no random numbers.
pub async fn serve<A: Answer>(
    listener: TcpListener,
    tls: Option<TlsMaterial>,
    limits: Limits,
    app: Arc<A>,
    stop: watch::Receiver<bool>,
) -> Drained {
    let tls = tls.map(|material| {
        let config =
            material.server_config().expect("ring supports both TLS versions and the system gives random numbers");
        TlsAcceptor::from(config)
    });
    let house = Arc::new(House {
        app,
        tls,
        cap: AddressCap::new(&limits),
        complaints: Complaints::default(),
        limits,
        phase: watch::Sender::new(Phase::Open),
        tracker: TaskTracker::new(),
        cut: AtomicUsize::new(0),
        door: Arc::new(Semaphore::new(AT_THE_DOOR)),
    });
    accept_until(&listener, &house, stop).await;
    // Closes the socket: from here on the kernel refuses.
    drop(listener);
    house.drain().await
}

/// What all connections share.
pub(super) struct House<A> {
    pub(super) app: Arc<A>,
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) limits: Limits,
    pub(super) phase: watch::Sender<Phase>,
    pub(super) tracker: TaskTracker,
    cap: AddressCap,
    complaints: Complaints,
    cut: AtomicUsize,
    door: Arc<Semaphore>,
}

/// The phases of the server's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Open,
    Draining,
    Over,
}

async fn accept_until<A: Answer>(listener: &TcpListener, house: &Arc<House<A>>, mut stop: watch::Receiver<bool>) {
    let mut stopped = std::pin::pin!(stop.wait_for(|stop| *stop));
    let mut pause = BACK_OFF;
    let mut count = tokio::time::interval(COUNT_EVERY);
    loop {
        let accepted = tokio::select! {
            biased;
            _ = &mut stopped => return,
            _ = count.tick() => {
                house.app.now_open(house.cap.open());
                continue;
            }
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, addr)) => {
                pause = BACK_OFF;
                house.welcome(stream, addr);
            }
            Err(error) if is_the_peers(&error) => {}
            Err(error) => {
                tracing::error!(%error, "listen.accept_failed");
                // The listener stays readable, so without a pause this would spin.
                tokio::select! {
                    _ = &mut stopped => return,
                    () = sleep(pause) => {}
                }
                pause = (pause * 2).min(BACK_OFF_MOST);
            }
        }
    }
}

/// A connection that died in the queue says nothing about the listener.
fn is_the_peers(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset | io::ErrorKind::Interrupted
    )
}

impl<A: Answer> House<A> {
    fn welcome(self: &Arc<Self>, stream: TcpStream, addr: SocketAddr) {
        let house = Arc::clone(self);
        match self.cap.enter() {
            Ok(permit) if self.limits.expects_proxy_header(addr.ip()) => {
                self.tracker.spawn(house.hear_who_calls(stream, addr, permit));
            }
            Ok(permit) => match self.count(permit, addr.ip()) {
                Ok(permit) => {
                    self.tracker.spawn(serve_connection(house, stream, addr, permit));
                }
                Err(denied) => self.turn_away(stream, denied),
            },
            Err(denied) => self.turn_away(stream, denied),
        }
    }

    /// Serves a balancer's connection as its client's. The balancer's own address is never counted.
    async fn hear_who_calls(self: Arc<Self>, mut stream: TcpStream, balancer: SocketAddr, permit: Permit) {
        let mut phase = self.phase.subscribe();
        let caller = tokio::select! {
            biased;
            caller = read_caller(&mut stream, self.limits.header_read) => caller,
            // No request can have been taken yet.
            _ = phase.wait_for(|phase| *phase != Phase::Open) => return,
        };
        let (addr, permit) = match caller {
            Ok(Caller::Balancer) => (balancer, Ok(permit)),
            Ok(Caller::Client(client)) => (client, self.count(permit, client.ip())),
            Err(refused) => return self.complaints.tell(balancer.ip().to_canonical(), &refused),
        };
        match permit {
            Ok(permit) => serve_connection(self, stream, addr, permit).await,
            Err(denied) => self.turn_away(stream, denied),
        }
    }

    fn count(&self, permit: Permit, client: IpAddr) -> Result<Permit, Denied> {
        if self.limits.is_uncapped(client) { Ok(permit) } else { permit.count_for(client) }
    }

    /// Over TLS the handshake would cost more than the answer is worth: there it just closes.
    fn turn_away(self: &Arc<Self>, stream: TcpStream, denied: Denied) {
        tracing::debug!(?denied, "listen.turned_away");
        if self.tls.is_some() {
            return;
        }
        let Ok(place) = Arc::clone(&self.door).try_acquire_owned() else {
            return;
        };
        let fault = match denied {
            Denied::Address => LowFault::AddressBusy,
            Denied::Full => LowFault::ServerFull,
        };
        let app = Arc::clone(&self.app);
        self.tracker.spawn(async move {
            // The application is asked in the task: a panic of its must not end the accept loop.
            refusal::turn_away(stream, refusal::render(app.refuse(fault))).await;
            drop(place);
        });
    }

    pub(super) fn count_cut(&self) {
        self.cut.fetch_add(1, Ordering::Relaxed);
    }

    async fn drain(&self) -> Drained {
        self.tracker.close();
        self.phase.send_replace(Phase::Draining);
        if timeout(self.limits.drain, self.tracker.wait()).await.is_err() {
            self.phase.send_replace(Phase::Over);
            if timeout(LAST_WORD, self.tracker.wait()).await.is_err() {
                tracing::warn!(tasks = self.tracker.len(), "listen.tasks_left_behind");
            }
        }
        Drained { cut: self.cut.load(Ordering::Relaxed) }
    }
}
