//! What is asked of Redis, and reading its answers.
//!
//! `{prefix}:versions` is a sorted set: one member per slot that ever changed, scored with the number
//! of its last change, and one that names the counting, scored 0: the run of the server it began
//! on, a colon, and a word by chance. A server that was restarted or took over from another may
//! have lost the newest changes; its run is another, so the counting begins anew and everything
//! that was kept under the old one is out of reach.

use std::sync::LazyLock;
use std::time::Duration;

use redis::{Cmd, RedisResult, Script, Value, from_redis_value};

static JOIN_EPOCH: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("scripts/join_epoch.lua")));
static CHANGES: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("scripts/changes.lua")));
static INVALIDATE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("scripts/invalidate.lua")));
static UNLOCK: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("scripts/unlock.lua")));

/// All of them, to load.
pub(crate) fn sources() -> [&'static str; 4] {
    [
        include_str!("scripts/join_epoch.lua"),
        include_str!("scripts/changes.lua"),
        include_str!("scripts/invalidate.lua"),
        include_str!("scripts/unlock.lua"),
    ]
}

/// Names in Redis. Marks have one slot of a cluster to themselves; values are spread over all.
#[derive(Debug, Clone)]
pub(crate) struct RedisKeys(String);

impl RedisKeys {
    pub fn new(prefix: &str) -> Self {
        Self(prefix.to_owned())
    }
    fn versions(&self) -> String {
        format!("{{{}}}:versions", self.0)
    }
    /// A value, under a counting.
    pub fn value(&self, epoch: u64, family: &str, schema_version: u16, name: u128) -> String {
        format!("{}:v:{epoch:016x}:{family}.{schema_version}:{name:032x}", self.0)
    }
    /// The right to load it.
    pub fn lock(&self, epoch: u64, family: &str, schema_version: u16, name: u128) -> String {
        format!("{}:l:{epoch:016x}:{family}.{schema_version}:{name:032x}", self.0)
    }
}

fn call(script: &Script, key: String) -> Cmd {
    let mut cmd = redis::cmd("EVALSHA");
    cmd.arg(script.get_hash()).arg(1).arg(key);
    cmd
}

/// Begins a counting, or joins the one that this run of the server has.
pub(crate) fn join_epoch(keys: &RedisKeys, token: u64) -> Cmd {
    let mut cmd = call(&JOIN_EPOCH, keys.versions());
    cmd.arg(format!("{token:016x}"));
    cmd
}

/// Which slots changed after a number.
pub(crate) fn changes(keys: &RedisKeys, epoch: &str, after: u64) -> Cmd {
    let mut cmd = call(&CHANGES, keys.versions());
    cmd.arg(epoch).arg(after);
    cmd
}

/// Marks slots with the next number.
pub(crate) fn invalidate(keys: &RedisKeys, shards: &[u16]) -> Cmd {
    let mut cmd = call(&INVALIDATE, keys.versions());
    for shard in shards {
        cmd.arg(*shard);
    }
    cmd
}

/// A value; at most as long as one may be.
pub(crate) fn get(key: &str, longest: usize) -> [Cmd; 2] {
    let (mut value, mut left) = (redis::cmd("GETRANGE"), redis::cmd("PTTL"));
    value.arg(key).arg(0).arg(longest);
    left.arg(key);
    [value, left]
}

/// Puts a value.
pub(crate) fn put(key: &str, sealed: Vec<u8>, life: Duration) -> Cmd {
    let mut cmd = redis::cmd("SET");
    cmd.arg(key).arg(sealed).arg("PX").arg(u64::try_from(life.as_millis()).unwrap_or(1).max(1));
    cmd
}

/// Takes the right to load, for so long at most.
pub(crate) fn lock(key: &str, token: u64, at_most: Duration) -> Cmd {
    let mut cmd = redis::cmd("SET");
    cmd.arg(key).arg(token).arg("NX").arg("PX").arg(u64::try_from(at_most.as_millis()).unwrap_or(1_000));
    cmd
}

/// Gives it back, if it is still ours.
pub(crate) fn unlock(key: &str, token: u64) -> Cmd {
    let mut cmd = call(&UNLOCK, key.to_owned());
    cmd.arg(token);
    cmd
}

/// The counting's name, and what changed: slots with their numbers.
pub(crate) struct Changes {
    pub epoch: String,
    pub shards: Vec<(u16, u64)>,
}

/// Reads the answer to [`changes`].
pub(crate) fn parse_changes(answer: Value) -> RedisResult<Changes> {
    let (epoch, flat): (String, Vec<u64>) = from_redis_value(answer.extract_error()?)?;
    let shards = flat.chunks_exact(2).filter_map(|two| Some((u16::try_from(two[0]).ok()?, two[1]))).collect();
    Ok(Changes { epoch, shards })
}

/// Reads the answer to [`mark`]: the counting's name, empty if there is none, and the number.
pub(crate) fn parse_invalidate(answer: Value) -> RedisResult<(String, u64)> {
    Ok(from_redis_value(answer.extract_error()?)?)
}

/// Reads the answer to [`begin`].
pub(crate) fn parse_join(answer: Value) -> RedisResult<String> {
    Ok(from_redis_value(answer.extract_error()?)?)
}
