//! The nodes and the Redis of a storm: who is where, and when anything last happened to them.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;
use testkit::{Actor, TestApp};

use super::node;
use super::promises::Process;
use crate::nodes::Node;

/// For so long after something happened, a node may not have been able to tell Redis.
const UNREST: Duration = Duration::from_secs(3);
/// What nodes of a storm are given: a busy machine is no Redis that is away.
pub const PATIENT: (&str, &str) = ("cache.redis_timeout_ms", "1000");

/// When it was last calm; nothing while something happens.
pub struct Calm(Mutex<Option<Instant>>);

impl Calm {
    pub fn since_now() -> Self {
        Self(Mutex::new(Some(Instant::now())))
    }
    pub fn ends(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
    pub fn begins(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }
    fn lasts(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|since| since.elapsed() > UNREST)
    }
}

/// A place in the fleet, and the process that has it at present.
struct Seat {
    process: Process,
    node: Option<Node>,
    url: String,
}

/// What came of a request.
pub struct Asked {
    pub process: Process,
    pub sent: Instant,
    pub status: u16,
    pub json: Value,
    /// Whether Redis was certainly told, if this was a change.
    pub told: bool,
}

/// Which request: a method, a path, headers, and a body.
#[derive(Default)]
pub struct Request<'a> {
    pub what: &'a str,
    pub etag: Option<String>,
    pub key: Option<&'a str>,
    pub body: Option<Value>,
}

pub struct Fleet {
    seats: Vec<Mutex<Seat>>,
    calm: Vec<Calm>,
    pub redis: Calm,
}

impl Fleet {
    pub fn start(truth: &TestApp, count: u64, redis: &str) -> Self {
        let seat = |process| {
            let node = node(truth, redis, &[PATIENT]);
            Mutex::new(Seat { process, url: node.url.clone(), node: Some(node) })
        };
        let calm = (0..count).map(|_| Calm::since_now()).collect();
        Self { seats: (0..count).map(seat).collect(), calm, redis: Calm::since_now() }
    }

    pub fn count(&self) -> usize {
        self.seats.len()
    }

    fn seat(&self, at: usize) -> MutexGuard<'_, Seat> {
        self.seats[at].lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn url(&self, at: usize) -> String {
        self.seat(at).url.clone()
    }

    /// Asks a node; nothing when no answer came.
    pub async fn ask(&self, at: usize, by: &Actor, request: Request<'_>) -> Option<Asked> {
        let (method, path) = request.what.split_once(' ').expect("a method and a path");
        let (process, url) = {
            let seat = self.seat(at);
            (seat.process, seat.url.clone())
        };
        let mut sending = by.client.request(method.parse().expect("a method"), format!("{url}{path}"));
        sending = sending.timeout(Duration::from_secs(10));
        if let Some(token) = &by.token {
            sending = sending.bearer_auth(token);
        }
        if let Some(tag) = request.etag {
            sending = sending.header("if-match", tag);
        }
        if let Some(key) = request.key {
            sending = sending.header("idempotency-key", key);
        }
        if let Some(body) = request.body {
            sending = sending.header("content-type", "application/json").body(body.to_string());
        }
        let sent = Instant::now();
        let answered = async {
            let response = sending.send().await.ok()?;
            let status = response.status().as_u16();
            let body = response.bytes().await.ok()?;
            (status < 500).then(|| (status, serde_json::from_slice(&body).unwrap_or(Value::Null)))
        };
        let Some((status, json)) = answered.await else {
            // The node is down or coming up: no use to ask again at once.
            // SLEEP: the pace of a client that finds nobody there.
            tokio::time::sleep(Duration::from_millis(20)).await;
            return None;
        };
        let told = self.redis.lasts() && self.calm[at].lasts() && self.seat(at).process == process;
        Some(Asked { process, sent, status, json, told })
    }

    /// A node gets no turn for a while.
    pub async fn pause(&self, at: usize, millis: u64) {
        self.calm[at].ends();
        if let Some(node) = &self.seat(at).node {
            node.pause();
        }
        // SLEEP: how long a node gets no turn.
        tokio::time::sleep(Duration::from_millis(millis)).await;
        if let Some(node) = &self.seat(at).node {
            node.resume();
        }
        self.calm[at].begins();
    }

    /// A node dies without farewell, and another takes its place on another port.
    pub fn replace(&self, at: usize, truth: &TestApp, process: Process, redis: &str) {
        self.calm[at].ends();
        drop(self.seat(at).node.take());
        let node = node(truth, redis, &[PATIENT]);
        *self.seat(at) = Seat { process, url: node.url.clone(), node: Some(node) };
        self.calm[at].begins();
    }
}
