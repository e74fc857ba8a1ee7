//! The scripts, their keys and arguments, and reading their answers.

use std::sync::LazyLock;

use redis::{Cmd, Script, Value};

use crate::clock::Micros;
use crate::decision::Verdict;
use crate::key::Key;
use crate::policy::{Ask, Counting};
use crate::table::Hits;
use crate::window::Reading;

pub(super) static TAKE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("take.lua")));
pub(super) static BACK: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("back.lua")));
pub(super) static MERGE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("merge.lua")));
pub(super) static HELLO: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("hello.lua")));
pub(super) static FORGET: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("forget.lua")));

/// All scripts with their sources, to load them.
pub(crate) fn sources() -> [&'static str; 5] {
    [
        include_str!("take.lua"),
        include_str!("back.lua"),
        include_str!("merge.lua"),
        include_str!("hello.lua"),
        include_str!("forget.lua"),
    ]
}

/// Names in Redis. The braces keep all of them in one slot of a cluster, because one script
/// changes several at once.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    prefix: String,
}

impl Names {
    pub(crate) fn new(prefix: &str) -> Self {
        Self { prefix: format!("{{{prefix}}}") }
    }
    pub(crate) fn state(&self) -> String {
        format!("{}:state", self.prefix)
    }
    pub(crate) fn nodes(&self) -> String {
        format!("{}:nodes", self.prefix)
    }
    fn told(&self, node: &str, id: u64) -> String {
        format!("{}:told:{node}:{id}", self.prefix)
    }
    pub(crate) fn resets(&self) -> String {
        format!("{}:resets", self.prefix)
    }
    pub(crate) fn counter(&self, name: &str, counting: Counting, key: Key) -> String {
        format!("{}:{name}:{}:{:032x}", self.prefix, counting.word(), key.0)
    }
    fn of(&self, ask: &Ask<'_>) -> String {
        self.counter(&ask.policy.name, ask.counting(), ask.key)
    }
}

fn call(script: &Script, keys: usize) -> Cmd {
    let mut cmd = redis::cmd("EVALSHA");
    cmd.arg(script.get_hash()).arg(keys);
    cmd
}

/// One call for all counters of a request.
pub(crate) fn take(names: &Names, asks: &[Ask<'_>], epoch: &str, latest: Micros) -> Cmd {
    let mut cmd = call(&TAKE, asks.len() + 1);
    cmd.arg(names.state());
    for ask in asks {
        cmd.arg(names.of(ask));
    }
    cmd.arg(epoch).arg(latest);
    for ask in asks {
        cmd.arg(ask.counting().word()).arg(ask.limit()).arg(ask.span()).arg(ask.cost);
        cmd.arg(ask.member).arg(u8::from(ask.policy.shadow));
    }
    cmd
}

/// What the take script says.
pub(crate) enum Taken {
    /// Judged, and counted if `admitted`: per ask its reading and, if counted, when (Redis' clock).
    Judged { admitted: bool, generation: u64, decided_at: Micros, readings: Vec<(Reading, Option<Micros>)> },
    /// Redis lost what it knew since we last looked.
    OtherEpoch,
    /// The call came too late to count, by Redis' clock.
    Late,
}

/// Reads the answer of the take script. `offset` is Redis' clock less ours: every instant comes
/// out on our clock.
pub(crate) fn taken(value: &Value, offset: Micros) -> Option<Taken> {
    let Value::Array(items) = value else { return None };
    let word = match items.first()? {
        Value::BulkString(word) => word.as_slice(),
        _ => return None,
    };
    let admitted = match word {
        b"epoch" => return Some(Taken::OtherEpoch),
        b"late" => return Some(Taken::Late),
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
    Some(Taken::Judged { admitted, generation, decided_at, readings })
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
pub(crate) fn refund(names: &Names, verdict: &Verdict, offset: Micros) -> Option<Refund> {
    let counted = verdict.counted?;
    let ask = Ask::new(&verdict.policy, verdict.key).times(verdict.times);
    let what = if ask.policy.members { counted.member } else { u64::from(counted.cost) };
    let kind = ask.counting().word();
    Some(Refund { name: names.of(&ask), kind, span: ask.span(), at: counted.at + offset, what })
}

/// Gives hits back.
pub(crate) fn back(refunds: &[Refund]) -> Cmd {
    let mut cmd = call(&BACK, refunds.len());
    for one in refunds {
        cmd.arg(&one.name);
    }
    for one in refunds {
        cmd.arg(one.kind).arg(one.span).arg(one.at).arg(one.what);
    }
    cmd
}

/// Adds hits of one counter. `offset` as above; `node` and the hits' id name the telling.
pub(crate) fn merge(names: &Names, node: &str, hits: &Hits, offset: Micros) -> Cmd {
    let ask = hits.ask();
    let counting = ask.counting();
    let mut cmd = call(&MERGE, 2);
    cmd.arg(names.of(&ask)).arg(names.told(node, hits.id)).arg(counting.word()).arg(ask.span());
    cmd.arg(if hits.perhaps_known { "union" } else { "add" });
    for (at, what) in &hits.when {
        // In a log each unit stands by itself.
        let repeats = if counting == Counting::Log { *what } else { 1 };
        for _ in 0..repeats {
            cmd.arg(at + offset);
        }
        if counting != Counting::Log {
            cmd.arg(what);
        }
    }
    cmd
}

/// A node's sign of life.
pub(crate) fn hello(names: &Names, node: &str, epoch: &str, keep_ms: u64) -> Cmd {
    let mut cmd = call(&HELLO, 2);
    cmd.arg(names.state()).arg(names.nodes()).arg(node).arg(epoch).arg(keep_ms);
    cmd
}

/// What a node hears when it says hello.
#[derive(Debug, Clone)]
pub(crate) struct Welcome {
    pub epoch: String,
    pub generation: u64,
    pub now: Micros,
    pub nodes: u64,
    pub run: String,
}

/// Reads the answer of the hello script.
pub(crate) fn welcome(answer: Value) -> redis::RedisResult<Welcome> {
    let (epoch, generation, now, nodes, run) = redis::from_redis_value(answer)?;
    Ok(Welcome { epoch, generation, now, nodes, run })
}

/// A reset that all nodes hear of.
pub(crate) fn forget(names: &Names, asks: &[Ask<'_>]) -> Cmd {
    let mut cmd = call(&FORGET, asks.len() + 2);
    cmd.arg(names.state()).arg(names.resets());
    for ask in asks {
        cmd.arg(names.of(ask));
    }
    for ask in asks {
        cmd.arg(ask.key.hex());
    }
    cmd
}

/// Drops counters without telling anybody.
pub(crate) fn drop_counters(names: &Names, asks: &[Ask<'_>]) -> Cmd {
    let mut cmd = redis::cmd("DEL");
    for ask in asks {
        cmd.arg(names.of(ask));
    }
    cmd
}

/// Counters that were reset lately.
pub(crate) fn resets(names: &Names) -> Cmd {
    let mut cmd = redis::cmd("LRANGE");
    cmd.arg(names.resets()).arg(0).arg(-1);
    cmd
}
