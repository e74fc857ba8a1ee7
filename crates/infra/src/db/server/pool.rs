//! A few connections to one server, lent out one talk at a time.
//!
//! A connection comes back only when it is known to be in order: its talk has ended, and no transaction is
//! open. Nothing is sent to it on its way. One that broke, that had no answer in time, or whose server cannot
//! write any more is closed, and with it all that were made before: what befell one has befallen the others,
//! and a new one may reach another server.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use kernel::Entropy;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError};
use tokio::time::timeout;

use super::connect::{Connector, may_come_back};
use super::talk::run_to_completion;
use super::values::Conn;
use crate::clock::OsEntropy;
use crate::db::error::{Error, Result};
use crate::db::{CLOSE, DbSettings, DbTimeouts};

/// How long a farewell may take.
const FAREWELL: Duration = Duration::from_secs(1);
/// How long all connections are not closed a second time.
const RENEWAL: Duration = Duration::from_secs(1);
/// Pauses between attempts to connect.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// The connections to a server.
pub(super) struct Pool {
    pub(super) connector: Connector,
    pub(super) timeouts: DbTimeouts,
    acquire: Duration,
    most: u32,
    /// One for each connection that may be lent; whoever waits is served in turn.
    permits: Arc<Semaphore>,
    closed: AtomicBool,
    state: Mutex<State>,
}

struct State {
    /// Those that nobody has; the last one used is at the back.
    idle: VecDeque<Idle>,
    /// Which connections are good: those made since the last trouble.
    generation: u64,
    renewed: Option<Instant>,
}

struct Idle {
    conn: Conn,
    about: About,
    since: Instant,
}

/// What is known about a connection.
#[derive(Clone, Copy)]
pub(super) struct About {
    generation: u64,
    until: Instant,
}

/// A connection that is lent. Dropped, it goes back, unless it was taken out: whoever does that says that it is in
/// order by putting it back in.
pub(super) struct Lent {
    pub(super) pool: Arc<Pool>,
    pub(super) about: About,
    pub(super) permit: Option<OwnedSemaphorePermit>,
    pub(super) conn: Option<Conn>,
    /// It was made earlier: the server may have closed it meanwhile.
    pub(super) reused: bool,
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            // Before the permit is free, so that whoever gets it finds this one.
            self.pool.put_back(conn, self.about);
        }
    }
}

impl Pool {
    pub(super) fn new(connector: Connector, settings: &DbSettings, first: Option<Conn>) -> Arc<Self> {
        let most = settings.max_connections.max(1);
        let pool = Arc::new(Self {
            connector,
            timeouts: settings.timeouts,
            acquire: settings.acquire_timeout,
            most,
            permits: Arc::new(Semaphore::new(most as usize)),
            closed: AtomicBool::new(false),
            state: Mutex::new(State { idle: VecDeque::new(), generation: 0, renewed: None }),
        });
        if let Some(conn) = first {
            pool.put_back(conn, pool.about());
        }
        pool
    }

    /// A connection, as soon as it is this caller's turn. A caller that goes away meanwhile gives up its place.
    pub(super) async fn acquire(self: &Arc<Self>) -> Result<Lent> {
        let began = Instant::now();
        let permit = self.permit().await?;
        if let Some((conn, about)) = self.take_idle() {
            return Ok(self.lent(permit, conn, about, true));
        }
        self.connect(permit, began).await
    }

    fn lent(self: &Arc<Self>, permit: OwnedSemaphorePermit, conn: Conn, about: About, reused: bool) -> Lent {
        Lent { pool: Arc::clone(self), about, permit: Some(permit), conn: Some(conn), reused }
    }

    async fn permit(&self) -> Result<OwnedSemaphorePermit> {
        let permit = match Arc::clone(&self.permits).try_acquire_owned() {
            Ok(permit) => permit,
            Err(TryAcquireError::Closed) => return Err(closed()),
            Err(TryAcquireError::NoPermits) => {
                let turn = timeout(self.acquire, Arc::clone(&self.permits).acquire_owned()).await;
                turn.map_err(|_| Error::Unavailable("no connection came free in time".to_owned()))?
                    .map_err(|_| closed())?
            }
        };
        if self.closed.load(Ordering::SeqCst) { Err(closed()) } else { Ok(permit) }
    }

    /// A new connection, tried for as long as somebody may wait for one.
    pub(super) async fn connect(self: &Arc<Self>, mut permit: OwnedSemaphorePermit, began: Instant) -> Result<Lent> {
        let mut pause = FIRST_PAUSE;
        loop {
            let pool = Arc::clone(self);
            // Made, it is there for others even if this caller is gone.
            let attempt = run_to_completion(async move {
                let about = pool.about();
                Ok(match pool.connector.connect(pool.timeouts.connect).await {
                    Ok(conn) => Ok(pool.lent(permit, conn, about, false)),
                    Err(error) => Err((permit, error)),
                })
            });
            match attempt.await? {
                Ok(lent) => return Ok(lent),
                Err((back, error)) if may_come_back(&error) && began.elapsed() + pause < self.acquire => {
                    permit = back;
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
                Err((_, error)) => return Err(error.into()),
            }
        }
    }

    /// What is to be known about a connection that is made now.
    fn about(&self) -> About {
        let mut dice = [0_u8; 1];
        OsEntropy.fill(&mut dice);
        // Up to a tenth earlier, by chance: those made together do not end together.
        let life = self.timeouts.lifetime.mul_f32(1.0 - f32::from(dice[0]) / 2_560.0);
        About { generation: self.state().generation, until: Instant::now() + life }
    }

    fn take_idle(&self) -> Option<(Conn, About)> {
        let now = Instant::now();
        let mut old = Vec::new();
        let mut state = self.state();
        let generation = state.generation;
        let is_over = |idle: &Idle| {
            idle.about.generation != generation
                || idle.about.until <= now
                || now.duration_since(idle.since) >= self.timeouts.idle
        };
        while state.idle.front().is_some_and(is_over) {
            old.extend(state.idle.pop_front());
        }
        let mut found = None;
        while let Some(idle) = state.idle.pop_back() {
            if !is_over(&idle) {
                found = Some((idle.conn, idle.about));
                break;
            }
            old.push(idle);
        }
        drop(state);
        for idle in old {
            farewell(idle.conn);
        }
        found
    }

    /// Takes back a connection that is in order.
    pub(super) fn put_back(&self, conn: Conn, about: About) {
        let now = Instant::now();
        let mut state = self.state();
        if self.closed.load(Ordering::SeqCst) || about.generation != state.generation || about.until <= now {
            drop(state);
            farewell(conn);
        } else {
            state.idle.push_back(Idle { conn, about, since: now });
        }
    }

    /// Closes all connections that are no newer than one that is in trouble; not more than once a second, so that
    /// writes that fail one after another do not take its connections from every read.
    pub(super) fn renew(&self, about: About, why: &'static str, error: &dyn std::fmt::Display) {
        metrics::counter!("aqad_db_connections_dropped_total", "reason" => why).increment(1);
        let mut state = self.state();
        if state.generation != about.generation || state.renewed.is_some_and(|at| at.elapsed() < RENEWAL) {
            return;
        }
        state.generation += 1;
        state.renewed = Some(Instant::now());
        let old = std::mem::take(&mut state.idle);
        drop(state);
        tracing::warn!(reason = why, %error, closed = old.len() + 1, "connections to the database are closed and made anew");
    }

    /// Ends: idle connections at once, the others when their talks have ended, and whatever is left after ten
    /// seconds without waiting for it any longer.
    pub(super) async fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        let idle = std::mem::take(&mut self.state().idle);
        for idle in idle {
            farewell(idle.conn);
        }
        if timeout(CLOSE, self.permits.acquire_many(self.most)).await.is_err() {
            tracing::warn!("the database did not end what was asked of it; its connections are cut");
        }
        self.permits.close();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells the server that this connection ends, without waiting for it.
fn farewell(conn: Conn) {
    if let Ok(runtime) = Handle::try_current() {
        drop(runtime.spawn(async move { timeout(FAREWELL, conn.close()).await.is_ok() }));
    }
}

fn closed() -> Error {
    Error::Unavailable("the database is closed".to_owned())
}
