//! What all connections of one server share, and the phases of its life.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_util::task::TaskTracker;

use super::ListenLimits;
use super::address_cap::AddressCap;
use super::proxy_protocol::ProxyWarnings;

/// Peers over a cap who hear so at the same time; more are closed without a word.
const MAX_REJECTING: usize = 64;
/// For cut tasks to notice.
const ABORT_GRACE: Duration = Duration::from_secs(1);

/// What the drain left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drained {
    /// Connections still open at the deadline, and cut.
    pub cut: usize,
}

/// What all connections share.
pub(super) struct ServerState<A> {
    pub(super) app: Arc<A>,
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) limits: ListenLimits,
    pub(super) phase: watch::Sender<Phase>,
    pub(super) tracker: TaskTracker,
    pub(super) cap: AddressCap,
    pub(super) proxy_warnings: ProxyWarnings,
    cut: AtomicUsize,
    pub(super) reject_slots: Arc<Semaphore>,
}

/// The phases of the server's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Open,
    Draining,
    Aborted,
}

impl<A> ServerState<A> {
    pub(super) fn new(app: Arc<A>, tls: Option<TlsAcceptor>, limits: ListenLimits) -> Self {
        Self {
            app,
            tls,
            cap: AddressCap::new(&limits),
            proxy_warnings: ProxyWarnings::default(),
            limits,
            phase: watch::Sender::new(Phase::Open),
            tracker: TaskTracker::new(),
            cut: AtomicUsize::new(0),
            reject_slots: Arc::new(Semaphore::new(MAX_REJECTING)),
        }
    }

    pub(super) fn count_cut(&self) {
        self.cut.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) async fn drain(&self) -> Drained {
        self.tracker.close();
        self.phase.send_replace(Phase::Draining);
        if timeout(self.limits.drain, self.tracker.wait()).await.is_err() {
            self.phase.send_replace(Phase::Aborted);
            if timeout(ABORT_GRACE, self.tracker.wait()).await.is_err() {
                tracing::warn!(tasks = self.tracker.len(), "listen.tasks_left_behind");
            }
        }
        Drained { cut: self.cut.load(Ordering::Relaxed) }
    }
}
