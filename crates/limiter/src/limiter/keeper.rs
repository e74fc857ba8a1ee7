//! The one task that looks after the connection: says hello each second, finds Redis again when it
//! was away, and tells it first what was admitted meanwhile.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::time::timeout;

use super::Inner;
use super::fleet::{Session, Shared};
use crate::clock::{Micros, micros};
use crate::key::Key;
use redis_link::Link;

use crate::redis::{Welcome, scripts};
use crate::table::{Hits, Which};

const HEARTBEAT: Duration = Duration::from_secs(1);
const PROBE: Duration = Duration::from_millis(250);
/// To connect, to load scripts, to say hello.
const OPENING: Duration = Duration::from_secs(1);
const HELLO: Duration = Duration::from_millis(200);
/// How often to say that Redis cannot be reached.
const COMPLAIN_EVERY: Micros = 60_000_000;
/// Instants told in one go, and how long that may take.
const BATCH: usize = 5_000;
const TELLING: Duration = Duration::from_secs(1);
/// A clock that is off by more than this has been set, not slewed.
const JUMP: Micros = 1_000_000;
/// Less than this is what measuring makes of it.
const DRIFT: Micros = 10_000;

/// What is known of the Redis that answered last.
struct Last {
    epoch: String,
    run: String,
    offset: Micros,
    generation: u64,
}

struct Keeper {
    node: String,
    last: Option<Last>,
    /// Hits that were handed out and not delivered yet.
    pending: Vec<Hits>,
    /// When it was last said that Redis does not answer.
    said: Option<Micros>,
    /// Heartbeats in a row that were not answered in time.
    missed: u32,
}

/// Tries to reach Redis once, then goes on in the background for as long as the limiter lives.
pub(super) async fn start(inner: &Arc<Inner>) {
    let mut keeper = Keeper { node: name(inner), last: None, pending: Vec::new(), said: None, missed: 0 };
    // Every step has a bound of its own.
    keeper.keep(inner).await;
    let weak = Arc::downgrade(inner);
    tokio::spawn(async move { keeper.run(weak).await });
}

/// A name for this node that no other has.
fn name(inner: &Inner) -> String {
    // The process' own hash seed is as random as anything in it.
    use std::hash::{BuildHasher, RandomState};
    format!("{:016x}{:016x}", RandomState::new().hash_one(inner.now()), RandomState::new().hash_one(1))
}

impl Keeper {
    async fn run(mut self, inner: Weak<Inner>) {
        loop {
            let Some(strong) = inner.upgrade() else { return };
            let Some(shared) = &strong.shared else { return };
            let wake = Arc::clone(&shared.wake);
            let pause = self.keep(&strong).await;
            drop(strong);
            let _ = timeout(pause, wake.notified()).await;
        }
    }

    /// One look; says how long to wait until the next.
    async fn keep(&mut self, inner: &Arc<Inner>) -> Duration {
        let Some(shared) = &inner.shared else { return HEARTBEAT };
        let Some(session) = shared.session() else {
            return match self.find(inner, shared).await {
                Ok(()) => HEARTBEAT,
                Err(why) => {
                    self.complain(&why, inner.now());
                    PROBE
                }
            };
        };
        if let Err(why) = self.stay(inner, shared, &session).await {
            shared.go_down(&session, &why);
            return PROBE;
        }
        HEARTBEAT
    }

    /// Says once a minute that Redis cannot be reached, and why: a wrong password looks like an outage.
    fn complain(&mut self, why: &str, now: Micros) {
        if self.said.is_none_or(|said| now - said >= COMPLAIN_EVERY) {
            self.said = Some(now);
            tracing::warn!(error = why, "Redis cannot be used; this node applies limits locally until it can");
        }
    }

    /// Connects, tells what Redis does not know, and only then lets requests ask it.
    async fn find(&mut self, inner: &Inner, shared: &Shared) -> Result<(), String> {
        let opening = timeout(OPENING, Link::open(&shared.fleet.target, &scripts::sources())).await;
        let link = opening.map_err(|_| "timed out connecting".to_owned())?.map_err(|e| e.to_string())?;
        let (welcome, measured, took) = self.hello(inner, shared, &link).await?;
        if took > micros(shared.fleet.deadline) {
            // It would fail every request, and be left and found again all the time.
            return Err(format!("the handshake takes {took} microseconds, longer than a request may wait"));
        }
        let (which, offset) = match &self.last {
            None => (Which::Untold, measured),
            // What measuring alone makes of it would move every hit that was told before.
            Some(last) if last.epoch == welcome.epoch && last.run == welcome.run && !jumped(last.offset, measured) => {
                (Which::Untold, settled(last.offset, measured))
            }
            Some(last) if last.epoch != welcome.epoch => (Which::Lost, measured),
            Some(last) => (Which::PerhapsLost, settled(last.offset, measured)),
        };
        if let Some(last) = &self.last {
            forget_resets(inner, shared, &link, last.generation).await?;
        }
        self.collect(inner, which);
        inner.table.set_phase(offset);
        let (epoch, run, generation) = (welcome.epoch, welcome.run, welcome.generation);
        self.last = Some(Last { epoch: epoch.clone(), run: run.clone(), offset, generation });
        self.deliver(shared, &link, offset).await?;
        shared.count_nodes(welcome.nodes, inner.now());
        let session =
            shared.come_up(Session { link, epoch, run, offset: offset.into(), generation: generation.into() });
        inner.denials.clear();
        (self.said, self.missed) = (None, 0);
        tracing::info!(nodes = welcome.nodes, ?which, "limits are shared through Redis");
        // What was admitted between telling and coming up.
        self.collect(inner, Which::Untold);
        self.deliver(shared, &session.link, offset).await
    }

    /// The heartbeat of a session.
    async fn stay(&mut self, inner: &Inner, shared: &Shared, session: &Session) -> Result<(), String> {
        let (welcome, measured, _) = match self.hello(inner, shared, &session.link).await {
            // One may be lost on a busy machine; an outage is felt by the requests first.
            Err(_) if self.missed == 0 => {
                self.missed = 1;
                return Ok(());
            }
            heard => heard?,
        };
        self.missed = 0;
        if welcome.epoch != session.epoch {
            return Err("Redis lost its data".to_owned());
        }
        if welcome.run != session.run {
            return Err("a different server answers as Redis".to_owned());
        }
        if jumped(session.offset(), measured) {
            let off = measured - session.offset();
            tracing::error!(
                security = "sys_clock_jump",
                microseconds = off,
                "Redis' clock was changed; limits are being resynchronised"
            );
            return Err("Redis' clock was changed".to_owned());
        }
        let offset = settled(session.offset(), measured);
        session.offset.store(offset, Ordering::Relaxed);
        inner.table.set_phase(offset);
        shared.count_nodes(welcome.nodes, inner.now());
        let known = session.generation.load(Ordering::Relaxed);
        if known != welcome.generation {
            forget_resets(inner, shared, &session.link, known).await?;
            session.generation.store(welcome.generation, Ordering::Relaxed);
        }
        if let Some(last) = &mut self.last {
            (last.offset, last.generation) = (offset, welcome.generation);
        }
        self.collect(inner, Which::Untold);
        self.deliver(shared, &session.link, offset).await
    }

    async fn hello(&self, inner: &Inner, shared: &Shared, link: &Link) -> Result<(Welcome, Micros, Micros), String> {
        let keep = u64::try_from(shared.fleet.keep.as_millis()).unwrap_or(u64::MAX);
        // A fresh epoch, should there be none: nobody has used this name before.
        let epoch = format!("{}-{}", self.node, inner.now());
        let cmd = scripts::hello(&shared.names, &self.node, &epoch, keep);
        let sent = inner.now();
        let welcome = timeout(HELLO, async { scripts::welcome(link.ask(&cmd).await?) }).await;
        let welcome = welcome.map_err(|_| "no response to the handshake".to_owned())?.map_err(|e| e.to_string())?;
        let heard = inner.now();
        // Half the round trip is as near as one can know.
        let offset = welcome.now - i64::midpoint(sent, heard);
        Ok((welcome, offset, heard - sent))
    }

    /// Takes hits out of the table that Redis has to hear of.
    fn collect(&mut self, inner: &Inner, which: Which) {
        if which != Which::Untold {
            // They are told again with all others.
            self.pending.clear();
        } else if !inner.table.has_untold() {
            return;
        }
        self.pending.extend(inner.table.tell(which, inner.now()));
    }

    /// Delivers them, batch by batch. What was not, is kept for the next time; sent twice, it counts once.
    async fn deliver(&mut self, shared: &Shared, link: &Link, offset: Micros) -> Result<(), String> {
        while !self.pending.is_empty() {
            let mut instants = 0;
            let fits = |hits: &&Hits| {
                instants += hits.when.len();
                instants <= BATCH
            };
            let batch = self.pending.iter().take_while(fits).count().max(1);
            let cmds =
                self.pending[..batch].iter().map(|h| scripts::merge(&shared.names, &self.node, h, offset)).collect();
            let answered = timeout(TELLING, link.ask_all(cmds)).await;
            answered.map_err(|_| "timed out".to_owned())?.map_err(|e| e.to_string())?;
            self.pending.drain(..batch);
        }
        Ok(())
    }
}

fn jumped(before: Micros, measured: Micros) -> bool {
    (measured - before).abs() > JUMP
}

/// The distance of the clocks that is gone by: the old one, unless it is plainly another.
fn settled(before: Micros, measured: Micros) -> Micros {
    if (measured - before).abs() > DRIFT { measured } else { before }
}

/// Resets of other nodes since a generation.
async fn forget_resets(inner: &Inner, shared: &Shared, link: &Link, since: u64) -> Result<(), String> {
    let asked = timeout(HELLO, link.ask(&scripts::resets(&shared.names))).await;
    let value = asked.map_err(|_| "no response".to_owned())?.map_err(|e| e.to_string())?;
    let resets: Vec<String> = redis::from_redis_value(value).map_err(|e| e.to_string())?;
    let newer = |reset: &String| {
        let (generation, id) = reset.split_once(':')?;
        if generation.parse::<u64>().ok()? > since { Key::from_hex(id) } else { None }
    };
    inner.table.forget(resets.iter().filter_map(newer));
    inner.denials.clear();
    Ok(())
}
