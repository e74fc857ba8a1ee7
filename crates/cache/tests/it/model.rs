//! Everything at once, by chance: four nodes that read, write, purge, stop and come back, over a
//! Redis that is stopped, emptied, killed and replaced by a replica. Two promises are watched:
//!
//! - a read that begins on a node after a write there was acknowledged sees that write;
//! - a read anywhere that begins later than the bound after a write that reached Redis sees it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cache::{Cache, InvalidationReach};
use tokio::task::JoinSet;

use crate::support::proxy::Proxy;
use crate::support::redis_server::Server;
use crate::support::{BOUND, SharedRows, SingleLoadRows, Table, connecting_node, read, tag};

#[path = "../../../limiter/tests/it/support/dice.rs"]
mod dice;
use dice::Dice;

const ROWS: u64 = 12;
const NODES: usize = 4;

/// A node's process; one that comes back is another.
type Process = u64;

/// What is known to have happened to a row: by which process which version was acknowledged when,
/// and whether everybody was told.
#[derive(Default)]
struct Acknowledged(Mutex<Vec<(Process, u64, Instant, bool)>>);

impl Acknowledged {
    /// The least version a read may see that begins now in a process.
    fn least(&self, process: Process, now: Instant) -> u64 {
        let all = self.0.lock().unwrap();
        let must = |(by, _, at, told): &&(Process, u64, Instant, bool)| {
            *by == process || (*told && now.duration_since(*at) > BOUND)
        };
        all.iter().filter(must).map(|(_, version, ..)| *version).max().unwrap_or(1)
    }
}

struct World {
    table: Arc<Table>,
    nodes: Vec<Mutex<(Process, Cache)>>,
    proxies: Vec<Proxy>,
    rows: Vec<Acknowledged>,
    /// One write per row at a time, as a row's lock in a database has it.
    locks: Vec<tokio::sync::Mutex<()>>,
    stop: AtomicBool,
    reads: AtomicU64,
    writes: AtomicU64,
}

impl World {
    fn node(&self, at: usize) -> (Process, Cache) {
        self.nodes[at].lock().unwrap().clone()
    }

    async fn read(&self, dice: &mut Dice) {
        let (at, id) = (usize::try_from(dice.below(NODES as u64)).unwrap(), dice.below(ROWS));
        let (process, node) = self.node(at);
        let least = self.rows[usize::try_from(id).unwrap()].least(process, Instant::now());
        let seen = if dice.below(4) == 0 {
            read::<SingleLoadRows>(&node, &self.table, id).await
        } else {
            read::<SharedRows>(&node, &self.table, id).await
        };
        assert!(seen >= least, "seed {}, row {id} on node {at}: version {seen} instead of {least} or later", seed());
        self.reads.fetch_add(1, Ordering::Relaxed);
    }

    async fn write(&self, dice: &mut Dice) {
        let (at, id) = (usize::try_from(dice.below(NODES as u64)).unwrap(), dice.below(ROWS));
        let (process, node) = self.node(at);
        let row = usize::try_from(id).unwrap();
        let _lock = self.locks[row].lock().await;
        let version = self.table.advance(id);
        let told = node.drop_tags(&[tag(id)]).await == InvalidationReach::AllNodes;
        self.rows[row].0.lock().unwrap().push((process, version, Instant::now(), told));
        self.writes.fetch_add(1, Ordering::Relaxed);
    }
}

fn seed() -> u64 {
    std::process::id().into()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_reader_sees_an_old_value_whatever_happens() {
    let seed = seed();
    let mut dice = Dice(seed);
    let mut primary = Server::start();
    let mut proxies = Vec::new();
    for _ in 0..NODES {
        proxies.push(Proxy::before(primary.port).await);
    }
    let world = Arc::new(World {
        table: Table::with(0..ROWS),
        nodes: proxies.iter().zip(0..).map(|(proxy, at)| Mutex::new((at, connecting_node(&proxy.url())))).collect(),
        proxies,
        rows: (0..ROWS).map(|_| Acknowledged::default()).collect(),
        locks: (0..ROWS).map(|_| tokio::sync::Mutex::default()).collect(),
        stop: AtomicBool::new(false),
        reads: AtomicU64::new(0),
        writes: AtomicU64::new(0),
    });
    let mut busy = JoinSet::new();
    for worker in 0..24_u64 {
        let (world, mut dice) = (Arc::clone(&world), Dice(seed + 1_000 + worker));
        busy.spawn(async move {
            while !world.stop.load(Ordering::Relaxed) {
                if worker < 20 {
                    world.read(&mut dice).await;
                } else {
                    world.write(&mut dice).await;
                }
                // SLEEP: the pace of readers and writers.
                tokio::time::sleep(Duration::from_micros(dice.below(if worker < 20 { 2_000 } else { 20_000 }))).await;
            }
        });
    }

    let began = Instant::now();
    let mut processes = NODES as Process;
    while began.elapsed() < Duration::from_secs(15) && !busy.is_empty() {
        // SLEEP: the pace of the weather.
        tokio::time::sleep(Duration::from_millis(50 + dice.below(300))).await;
        let at = usize::try_from(dice.below(NODES as u64)).unwrap();
        let event = dice.below(8);
        match event {
            0 => {
                world.proxies[at].blackhole();
                // SLEEP: how long a node hears nothing.
                tokio::time::sleep(Duration::from_millis(dice.below(600))).await;
                world.proxies[at].heal();
            }
            1 => {
                primary.pause();
                // SLEEP: how long Redis gets no turn.
                tokio::time::sleep(Duration::from_millis(dice.below(500))).await;
                primary.resume();
            }
            2 => {
                primary.kill();
                // SLEEP: how long Redis is not there.
                tokio::time::sleep(Duration::from_millis(dice.below(500))).await;
                primary.restart();
            }
            3 => drop(primary.cli(&["flushall"])),
            4 => {
                // A node dies and comes back: it has forgotten everything.
                processes += 1;
                *world.nodes[at].lock().unwrap() = (processes, connecting_node(&world.proxies[at].url()));
            }
            5 => drop(world.node(at).1.clear().await),
            6 => {
                world.proxies[at].delay(Duration::from_millis(dice.below(120)));
                // SLEEP: how long a node hears late.
                tokio::time::sleep(Duration::from_millis(dice.below(400))).await;
                world.proxies[at].heal();
            }
            _ => {
                // Slow readers: they have looked, and come late.
                world.table.after.store(dice.below(60), Ordering::Relaxed);
                // SLEEP: how long readers are slow.
                tokio::time::sleep(Duration::from_millis(dice.below(500))).await;
                world.table.after.store(0, Ordering::Relaxed);
            }
        }
        // A snapshot now and then: what a restart brings back.
        if dice.below(3) == 0 {
            primary.cli(&["save"]);
        }
    }
    world.stop.store(true, Ordering::Relaxed);
    while let Some(ended) = busy.join_next().await {
        ended.expect("a promise was broken");
    }
    let (reads, writes, loads) =
        (world.reads.load(Ordering::Relaxed), world.writes.load(Ordering::Relaxed), world.table.reads());
    assert!(reads > 5_000 && writes > 500, "{reads} reads and {writes} writes are too few to say anything");
    assert!(loads < reads * 9 / 10, "and the cache was of some use: {loads} loads");
}
