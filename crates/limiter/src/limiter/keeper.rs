//! The one task that looks after the connection: says hello each second, finds Redis again when it
//! was away, and tells it first what was admitted meanwhile.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::time::timeout;

use super::Inner;
use super::fleet::{Session, Shared};
use crate::clock::Micros;
use crate::key::Key;
use crate::redis::{Link, Welcome, scripts};
use crate::table::{Hits, Which};

const HEARTBEAT: Duration = Duration::from_secs(1);
const PROBE: Duration = Duration::from_millis(250);
/// To connect, to load scripts, to say hello.
const OPENING: Duration = Duration::from_secs(1);
const HELLO: Duration = Duration::from_millis(200);
/// Counters told in one go, and how long that may take.
const BATCH: usize = 200;
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
}

struct Keeper {
    node: String,
    last: Option<Last>,
}

/// Tries to reach Redis once, then goes on in the background for as long as the limiter lives.
pub(super) async fn start(inner: &Arc<Inner>) {
    let mut keeper = Keeper { node: name(inner), last: None };
    if timeout(OPENING, keeper.keep(inner)).await.is_err() {
        tracing::warn!("Redis does not answer; limits are kept by this node alone until it does");
    }
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
                    tracing::debug!(why, "Redis does not answer yet");
                    PROBE
                }
            };
        };
        if let Err(why) = self.stay(inner, shared, &session).await {
            shared.go_down(&session, &why);
            return Duration::ZERO;
        }
        HEARTBEAT
    }

    /// Connects, tells what Redis does not know, and only then lets requests ask it.
    async fn find(&mut self, inner: &Inner, shared: &Shared) -> Result<(), String> {
        let opening = timeout(OPENING, Link::open(&shared.fleet.target)).await;
        let link = opening.map_err(|_| "no connection in time".to_owned())?.map_err(|e| e.to_string())?;
        let (welcome, offset) = self.hello(inner, shared, &link).await?;
        let which = match &self.last {
            Some(last) if last.epoch != welcome.epoch => Which::Lost,
            Some(last) if last.run != welcome.run || (last.offset - offset).abs() > JUMP => Which::PerhapsLost,
            Some(_) | None => Which::Untold,
        };
        tell(inner, shared, &link, offset, which).await?;
        shared.count_nodes(welcome.nodes);
        self.last = Some(Last { epoch: welcome.epoch.clone(), run: welcome.run.clone(), offset });
        let session = shared.come_up(Session {
            link,
            epoch: welcome.epoch,
            run: welcome.run,
            offset: offset.into(),
            generation: welcome.generation.into(),
        });
        inner.denials.clear();
        tracing::info!(nodes = welcome.nodes, ?which, "limits are shared through Redis");
        // What was admitted between telling and coming up.
        tell(inner, shared, &session.link, offset, Which::Untold).await
    }

    /// The heartbeat of a session.
    async fn stay(&mut self, inner: &Inner, shared: &Shared, session: &Session) -> Result<(), String> {
        let (welcome, offset) = self.hello(inner, shared, &session.link).await?;
        if welcome.epoch != session.epoch {
            return Err("Redis lost its data".to_owned());
        }
        if welcome.run != session.run {
            return Err("another server answers for Redis".to_owned());
        }
        let off = offset - session.offset();
        if off.abs() > JUMP {
            tracing::error!(
                security = "sys_clock_jump",
                microseconds = off,
                "Redis' clock was set; limits are told anew"
            );
            return Err("Redis' clock was set".to_owned());
        }
        if off.abs() > DRIFT {
            session.offset.store(offset, Ordering::Relaxed);
        }
        shared.count_nodes(welcome.nodes);
        if session.generation.swap(welcome.generation, Ordering::Relaxed) != welcome.generation {
            forget_resets(inner, shared, session).await?;
        }
        if inner.table.has_untold() {
            tell(inner, shared, &session.link, session.offset(), Which::Untold).await?;
        }
        Ok(())
    }

    async fn hello(&self, inner: &Inner, shared: &Shared, link: &Link) -> Result<(Welcome, Micros), String> {
        let keep = u64::try_from(shared.fleet.keep.as_millis()).unwrap_or(u64::MAX);
        // A fresh epoch, should there be none: nobody has used this name before.
        let epoch = format!("{}-{}", self.node, inner.now());
        let cmd = scripts::hello(&shared.names, &self.node, &epoch, keep);
        let sent = inner.now();
        let welcome = timeout(HELLO, link.hello(&cmd)).await;
        let welcome = welcome.map_err(|_| "no answer to hello".to_owned())?.map_err(|e| e.to_string())?;
        // Half the round trip is as near as one can know.
        let offset = welcome.now - i64::midpoint(sent, inner.now());
        Ok((welcome, offset))
    }
}

/// Other nodes' resets.
async fn forget_resets(inner: &Inner, shared: &Shared, session: &Session) -> Result<(), String> {
    let asked = timeout(HELLO, session.link.ask(&scripts::resets(&shared.names))).await;
    let value = asked.map_err(|_| "no answer".to_owned())?.map_err(|e| e.to_string())?;
    let ids: Vec<String> = redis::from_redis_value(value).map_err(|e| e.to_string())?;
    inner.table.forget(ids.iter().filter_map(|id| Key::from_hex(id)));
    inner.denials.clear();
    Ok(())
}

async fn tell(inner: &Inner, shared: &Shared, link: &Link, offset: Micros, which: Which) -> Result<(), String> {
    let mut told = inner.table.tell(which, inner.now());
    while !told.is_empty() {
        let rest = told.split_off(told.len().min(BATCH));
        let cmds = told.iter().map(|hits: &Hits| scripts::merge(&shared.names, hits, offset)).collect();
        let answered = timeout(TELLING, link.ask_all(cmds)).await;
        if let Err(why) =
            answered.map_err(|_| "no answer in time".to_owned()).and_then(|a| a.map_err(|e| e.to_string()))
        {
            inner.table.untell(told);
            inner.table.untell(rest);
            return Err(why);
        }
        told = rest;
    }
    Ok(())
}
