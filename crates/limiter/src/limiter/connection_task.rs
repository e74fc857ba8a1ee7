//! The background task that owns the connection: a heartbeat each second; after an outage it
//! reconnects and first sends what was admitted meanwhile.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::time::timeout;

use super::Inner;
use super::remote::{RedisBackend, Session};
use crate::clock::{Micros, micros};
use crate::key::LimitKey;
use redis_link::RedisConnection;
use supervisor::{Supervisor, TaskImportance};
use tokio::sync::Mutex;

use crate::redis::{HelloReply, scripts};
use crate::table::{ExportScope, HitBatch};

const HEARTBEAT_INTERVAL: Duration = Duration::from_secs(1);
const RETRY_INTERVAL: Duration = Duration::from_millis(250);
/// To connect, to load scripts, to say hello.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
const HELLO_TIMEOUT: Duration = Duration::from_millis(200);
/// How often to say that Redis cannot be reached.
const WARN_INTERVAL: Micros = 60_000_000;
/// Instants sent in one batch, and how long that may take.
const MAX_BATCH: usize = 5_000;
const SEND_TIMEOUT: Duration = Duration::from_secs(1);
/// A clock that is off by more than this has been set, not slewed.
const CLOCK_JUMP: Micros = 1_000_000;
/// Less than this is what measuring makes of it.
const MEASUREMENT_ERROR: Micros = 10_000;

/// What is known of the Redis that answered last.
struct LastSession {
    epoch: String,
    run: String,
    offset: Micros,
    generation: u64,
}

struct ConnectionTask {
    node: String,
    last: Option<LastSession>,
    /// Hits that were handed out and not delivered yet.
    pending: Vec<HitBatch>,
    /// When it was last said that Redis does not answer.
    warned_at: Option<Micros>,
    /// Heartbeats in a row that were not answered in time.
    missed: u32,
}

/// Tries to reach Redis once, then goes on in the background for as long as the limiter lives. What it knows, and
/// has to deliver, outlives its failures.
pub(super) async fn start(inner: &Arc<Inner>, supervisor: &Supervisor) {
    let mut task = ConnectionTask { node: name(inner), last: None, pending: Vec::new(), warned_at: None, missed: 0 };
    // Every step has a bound of its own.
    task.tick(inner).await;
    let (weak, task) = (Arc::downgrade(inner), Arc::new(Mutex::new(task)));
    let alive = weak.clone();
    let run = move || {
        let (task, weak) = (Arc::clone(&task), weak.clone());
        async move { task.lock().await.run(weak).await }
    };
    supervisor.spawn("limiter_sync", TaskImportance::Useful, move || alive.strong_count() > 0, run);
}

/// A name for this node that no other has.
fn name(inner: &Inner) -> String {
    // The process' own hash seed is as random as anything in it.
    use std::hash::{BuildHasher, RandomState};
    format!("{:016x}{:016x}", RandomState::new().hash_one(inner.now()), RandomState::new().hash_one(1))
}

impl ConnectionTask {
    async fn run(&mut self, inner: Weak<Inner>) {
        loop {
            let Some(strong) = inner.upgrade() else { return };
            let Some(backend) = &strong.redis else { return };
            let wake = Arc::clone(&backend.wake);
            let pause = self.tick(&strong).await;
            drop(strong);
            let _ = timeout(pause, wake.notified()).await;
        }
    }

    /// One step; returns how long to wait until the next.
    async fn tick(&mut self, inner: &Arc<Inner>) -> Duration {
        let Some(backend) = &inner.redis else { return HEARTBEAT_INTERVAL };
        let Some(session) = backend.session() else {
            return match self.connect(inner, backend).await {
                Ok(()) => HEARTBEAT_INTERVAL,
                Err(why) => {
                    self.warn_unreachable(&why, inner.now());
                    RETRY_INTERVAL
                }
            };
        };
        if let Err(why) = self.heartbeat(inner, backend, &session).await {
            backend.drop_session(&session, &why);
            return RETRY_INTERVAL;
        }
        HEARTBEAT_INTERVAL
    }

    /// Logs once a minute that Redis cannot be reached, and why: a wrong password looks like an
    /// outage.
    fn warn_unreachable(&mut self, why: &str, now: Micros) {
        if self.warned_at.is_none_or(|at| now - at >= WARN_INTERVAL) {
            self.warned_at = Some(now);
            tracing::warn!(error = why, "Redis cannot be used; this node applies limits locally until it can");
        }
    }

    /// Connects, sends what Redis does not know, and only then lets requests use it.
    async fn connect(&mut self, inner: &Inner, backend: &RedisBackend) -> Result<(), String> {
        let opening =
            timeout(CONNECT_TIMEOUT, RedisConnection::open(&backend.settings.target, &scripts::sources())).await;
        let connection = opening.map_err(|_| "timed out connecting".to_owned())?.map_err(|e| e.to_string())?;
        let (hello, measured, took) = self.hello(inner, backend, &connection).await?;
        if took > micros(backend.settings.deadline) {
            // It would fail every request, and be left and found again all the time.
            return Err(format!("the handshake takes {took} microseconds, longer than a request may wait"));
        }
        let (scope, offset) = match &self.last {
            None => (ExportScope::Unsent, measured),
            // A mere measurement error would move every hit that was sent before.
            Some(last)
                if last.epoch == hello.epoch && last.run == hello.run && !clock_jumped(last.offset, measured) =>
            {
                (ExportScope::Unsent, steady_offset(last.offset, measured))
            }
            Some(last) if last.epoch != hello.epoch => (ExportScope::Lost, measured),
            Some(last) => (ExportScope::PossiblyLost, steady_offset(last.offset, measured)),
        };
        if let Some(last) = &self.last {
            apply_resets(inner, backend, &connection, last.generation).await?;
        }
        self.collect(inner, scope);
        inner.table.set_phase(offset);
        let (epoch, run, generation) = (hello.epoch, hello.run, hello.generation);
        self.last = Some(LastSession { epoch: epoch.clone(), run: run.clone(), offset, generation });
        self.send_pending(backend, &connection, offset).await?;
        backend.count_nodes(hello.nodes, inner.now());
        let session = backend.set_session(Session {
            connection,
            epoch,
            run,
            offset: offset.into(),
            generation: generation.into(),
        });
        inner.refusals.clear();
        (self.warned_at, self.missed) = (None, 0);
        tracing::info!(nodes = hello.nodes, ?scope, "limits are shared through Redis");
        // What was admitted between sending and going live.
        self.collect(inner, ExportScope::Unsent);
        self.send_pending(backend, &session.connection, offset).await
    }

    /// The heartbeat of a session.
    async fn heartbeat(&mut self, inner: &Inner, backend: &RedisBackend, session: &Session) -> Result<(), String> {
        let (hello, measured, _) = match self.hello(inner, backend, &session.connection).await {
            // One may be lost on a busy machine; an outage is felt by the requests first.
            Err(_) if self.missed == 0 => {
                self.missed = 1;
                return Ok(());
            }
            heard => heard?,
        };
        self.missed = 0;
        if hello.epoch != session.epoch {
            return Err("Redis lost its data".to_owned());
        }
        if hello.run != session.run {
            return Err("a different server answers as Redis".to_owned());
        }
        if clock_jumped(session.offset(), measured) {
            let off = measured - session.offset();
            tracing::error!(
                security = "sys_clock_jump",
                microseconds = off,
                "Redis' clock was changed; limits are being resynchronised"
            );
            return Err("Redis' clock was changed".to_owned());
        }
        let offset = steady_offset(session.offset(), measured);
        session.offset.store(offset, Ordering::Relaxed);
        inner.table.set_phase(offset);
        backend.count_nodes(hello.nodes, inner.now());
        let known = session.generation.load(Ordering::Relaxed);
        if known != hello.generation {
            apply_resets(inner, backend, &session.connection, known).await?;
            session.generation.store(hello.generation, Ordering::Relaxed);
        }
        if let Some(last) = &mut self.last {
            (last.offset, last.generation) = (offset, hello.generation);
        }
        self.collect(inner, ExportScope::Unsent);
        self.send_pending(backend, &session.connection, offset).await
    }

    async fn hello(
        &self,
        inner: &Inner,
        backend: &RedisBackend,
        connection: &RedisConnection,
    ) -> Result<(HelloReply, Micros, Micros), String> {
        let keep = u64::try_from(backend.settings.keep_state.as_millis()).unwrap_or(u64::MAX);
        // A fresh epoch, should there be none: nobody has used this name before.
        let epoch = format!("{}-{}", self.node, inner.now());
        let cmd = scripts::hello(&backend.keys, &self.node, &epoch, keep);
        let sent = inner.now();
        let hello = timeout(HELLO_TIMEOUT, async { scripts::parse_hello(connection.send(&cmd).await?) }).await;
        let hello = hello.map_err(|_| "no response to the handshake".to_owned())?.map_err(|e| e.to_string())?;
        let heard = inner.now();
        // Half the round trip is as near as one can know.
        let offset = hello.now - i64::midpoint(sent, heard);
        Ok((hello, offset, heard - sent))
    }

    /// Takes hits out of the table that Redis has to learn of.
    fn collect(&mut self, inner: &Inner, scope: ExportScope) {
        if scope != ExportScope::Unsent {
            // They are sent again with all others.
            self.pending.clear();
        } else if !inner.table.has_unsent() {
            return;
        }
        self.pending.extend(inner.table.export(scope, inner.now()));
    }

    /// Delivers them, batch by batch. What was not, is kept for the next time; sent twice, it counts once.
    async fn send_pending(
        &mut self,
        backend: &RedisBackend,
        connection: &RedisConnection,
        offset: Micros,
    ) -> Result<(), String> {
        while !self.pending.is_empty() {
            let mut instants = 0;
            let fits = |hits: &&HitBatch| {
                instants += hits.when.len();
                instants <= MAX_BATCH
            };
            let batch = self.pending.iter().take_while(fits).count().max(1);
            let cmds =
                self.pending[..batch].iter().map(|h| scripts::merge(&backend.keys, &self.node, h, offset)).collect();
            let answered = timeout(SEND_TIMEOUT, connection.send_all(cmds)).await;
            answered.map_err(|_| "timed out".to_owned())?.map_err(|e| e.to_string())?;
            self.pending.drain(..batch);
        }
        Ok(())
    }
}

fn clock_jumped(before: Micros, measured: Micros) -> bool {
    (measured - before).abs() > CLOCK_JUMP
}

/// The distance of the clocks that is gone by: the old one, unless it is plainly another.
fn steady_offset(before: Micros, measured: Micros) -> Micros {
    if (measured - before).abs() > MEASUREMENT_ERROR { measured } else { before }
}

/// Resets of other nodes since a generation.
async fn apply_resets(
    inner: &Inner,
    backend: &RedisBackend,
    connection: &RedisConnection,
    since: u64,
) -> Result<(), String> {
    let asked = timeout(HELLO_TIMEOUT, connection.send(&scripts::resets(&backend.keys))).await;
    let value = asked.map_err(|_| "no response".to_owned())?.map_err(|e| e.to_string())?;
    let resets: Vec<String> = redis::from_redis_value(value).map_err(|e| e.to_string())?;
    let newer = |reset: &String| {
        let (generation, id) = reset.split_once(':')?;
        if generation.parse::<u64>().ok()? > since { LimitKey::from_hex(id) } else { None }
    };
    inner.table.remove(resets.iter().filter_map(newer));
    inner.refusals.clear();
    Ok(())
}
