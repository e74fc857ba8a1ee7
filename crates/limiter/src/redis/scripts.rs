//! The scripts, their keys and arguments, and reading their answers.

use std::sync::LazyLock;

use redis::{Cmd, Script, Value};

use crate::clock::Micros;
use crate::decision::PolicyVerdict;
use crate::key::LimitKey;
use crate::policy::{CountingMethod, LimitCheck};
use crate::table::HitBatch;
use crate::window::Reading;

pub(super) static ADMIT: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("admit.lua")));
pub(super) static REFUND: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("refund.lua")));
pub(super) static MERGE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("merge.lua")));
pub(super) static HELLO: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("hello.lua")));
pub(super) static RESET: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("reset.lua")));

/// All scripts with their sources, to load them.
pub(crate) fn sources() -> [&'static str; 5] {
    [
        include_str!("admit.lua"),
        include_str!("refund.lua"),
        include_str!("merge.lua"),
        include_str!("hello.lua"),
        include_str!("reset.lua"),
    ]
}

/// Keys in Redis. The braces keep all of them in one slot of a cluster, because one script changes
/// several at once.
#[derive(Debug, Clone)]
pub(crate) struct RedisKeys {
    prefix: String,
}

impl RedisKeys {
    pub(crate) fn new(prefix: &str) -> Self {
        Self { prefix: format!("{{{prefix}}}") }
    }
    pub(crate) fn state(&self) -> String {
        format!("{}:state", self.prefix)
    }
    pub(crate) fn nodes(&self) -> String {
        format!("{}:nodes", self.prefix)
    }
    fn merge_marker(&self, node: &str, id: u64) -> String {
        format!("{}:told:{node}:{id}", self.prefix)
    }
    pub(crate) fn resets(&self) -> String {
        format!("{}:resets", self.prefix)
    }
    pub(crate) fn counter(&self, name: &str, method: CountingMethod, key: LimitKey) -> String {
        format!("{}:{name}:{}:{:032x}", self.prefix, method.code(), key.0)
    }
    fn of(&self, check: &LimitCheck<'_>) -> String {
        self.counter(&check.policy.name, check.method(), check.key)
    }
}

fn call(script: &Script, keys: usize) -> Cmd {
    let mut cmd = redis::cmd("EVALSHA");
    cmd.arg(script.get_hash()).arg(keys);
    cmd
}

/// One call for all counters of a request.
pub(crate) fn admit(keys: &RedisKeys, checks: &[LimitCheck<'_>], epoch: &str, latest: Micros) -> Cmd {
    let mut cmd = call(&ADMIT, checks.len() + 1);
    cmd.arg(keys.state());
    for check in checks {
        cmd.arg(keys.of(check));
    }
    cmd.arg(epoch).arg(latest);
    for check in checks {
        cmd.arg(check.method().code()).arg(check.limit()).arg(check.span()).arg(check.cost);
        cmd.arg(check.member).arg(u8::from(check.policy.monitor_only));
    }
    cmd
}

/// What the take script says.
pub(crate) enum AdmitReply {
    /// Evaluated, and counted if `admitted`: per check its reading and, if counted, when (by the
    /// clock of Redis).
    Judged { admitted: bool, generation: u64, decided_at: Micros, readings: Vec<(Reading, Option<Micros>)> },
    /// Redis lost what it knew since we last looked.
    OtherEpoch,
    /// The call came too late to count, by Redis' clock.
    Late,
}

/// Reads the answer of the take script. `offset` is Redis' clock less ours: every instant comes
/// out on our clock.
pub(crate) fn parse_admit(value: &Value, offset: Micros) -> Option<AdmitReply> {
    let Value::Array(items) = value else { return None };
    let word = match items.first()? {
        Value::BulkString(word) => word.as_slice(),
        _ => return None,
    };
    let admitted = match word {
        b"epoch" => return Some(AdmitReply::OtherEpoch),
        b"late" => return Some(AdmitReply::Late),
        word => word == b"yes",
    };
    let int = |value: &Value| if let Value::Int(n) = value { Some(*n) } else { None };
    let generation = u64::try_from(int(items.get(2)?)?).ok()?;
    let decided_at = int(items.get(1)?)? - offset;
    let at = |n: i64| (n > 0).then(|| n - offset);
    let mut readings = Vec::with_capacity(items.len() / 5);
    for five in items[3..].chunks_exact(5) {
        let reading = Reading {
            used: u64::try_from(int(&five[1])?).ok()?,
            retry_at: at(int(&five[2])?),
            reset_at: at(int(&five[3])?),
            present: false,
        };
        readings.push((reading, at(int(&five[4])?)));
    }
    Some(AdmitReply::Judged { admitted, generation, decided_at, readings })
}

/// A hit to give back, by name.
#[derive(Debug, Clone)]
pub(crate) struct Refund {
    name: String,
    kind: &'static str,
    span: Micros,
    at: Micros,
    what: u64,
}

/// What a verdict counted, as Redis knows it. `offset` as above.
pub(crate) fn refund_of(keys: &RedisKeys, verdict: &PolicyVerdict, offset: Micros) -> Option<Refund> {
    let counted = verdict.counted?;
    let check = LimitCheck::new(&verdict.policy, verdict.key).multiplier(verdict.multiplier);
    let what = if check.policy.members { counted.member } else { u64::from(counted.cost) };
    let kind = check.method().code();
    Some(Refund { name: keys.of(&check), kind, span: check.span(), at: counted.at + offset, what })
}

/// Gives hits back.
pub(crate) fn refund_all(refunds: &[Refund]) -> Cmd {
    let mut cmd = call(&REFUND, refunds.len());
    for one in refunds {
        cmd.arg(&one.name);
    }
    for one in refunds {
        cmd.arg(one.kind).arg(one.span).arg(one.at).arg(one.what);
    }
    cmd
}

/// Adds hits of one counter. `offset` as above; `node` and the id of the batch make it idempotent.
pub(crate) fn merge(keys: &RedisKeys, node: &str, hits: &HitBatch, offset: Micros) -> Cmd {
    let check = hits.check();
    let method = check.method();
    let mut cmd = call(&MERGE, 2);
    cmd.arg(keys.of(&check)).arg(keys.merge_marker(node, hits.id)).arg(method.code()).arg(check.span());
    cmd.arg(if hits.possibly_sent { "union" } else { "add" });
    for (at, what) in &hits.when {
        // In a log each unit stands by itself.
        let repeats = if method == CountingMethod::Log { *what } else { 1 };
        for _ in 0..repeats {
            cmd.arg(at + offset);
        }
        if method != CountingMethod::Log {
            cmd.arg(what);
        }
    }
    cmd
}

/// A node's sign of life.
pub(crate) fn hello(keys: &RedisKeys, node: &str, epoch: &str, keep_ms: u64) -> Cmd {
    let mut cmd = call(&HELLO, 2);
    cmd.arg(keys.state()).arg(keys.nodes()).arg(node).arg(epoch).arg(keep_ms);
    cmd
}

/// The reply to a heartbeat.
#[derive(Debug, Clone)]
pub(crate) struct HelloReply {
    pub epoch: String,
    pub generation: u64,
    pub now: Micros,
    pub nodes: u64,
    pub run: String,
}

/// Reads the answer of the hello script.
pub(crate) fn parse_hello(answer: Value) -> redis::RedisResult<HelloReply> {
    let (epoch, generation, now, nodes, run) = redis::from_redis_value(answer)?;
    Ok(HelloReply { epoch, generation, now, nodes, run })
}

/// A reset that all nodes apply.
pub(crate) fn reset(keys: &RedisKeys, checks: &[LimitCheck<'_>]) -> Cmd {
    let mut cmd = call(&RESET, checks.len() + 2);
    cmd.arg(keys.state()).arg(keys.resets());
    for check in checks {
        cmd.arg(keys.of(check));
    }
    for check in checks {
        cmd.arg(check.key.hex());
    }
    cmd
}

/// Drops counters without notifying other nodes.
pub(crate) fn drop_counters(keys: &RedisKeys, checks: &[LimitCheck<'_>]) -> Cmd {
    let mut cmd = redis::cmd("DEL");
    for check in checks {
        cmd.arg(keys.of(check));
    }
    cmd
}

/// Counters that were reset lately.
pub(crate) fn resets(keys: &RedisKeys) -> Cmd {
    let mut cmd = redis::cmd("LRANGE");
    cmd.arg(keys.resets()).arg(0).arg(-1);
    cmd
}
