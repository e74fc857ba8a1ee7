//! Commands and scripts sent to Redis, and parsing of their replies.
//!
//! `{prefix}:versions` is a sorted set: one member per shard that was ever invalidated, scored with
//! the version of its last invalidation, and one that names the epoch, scored 0: the server's run
//! id, a colon, and a random token. A server that was restarted or promoted may have lost the
//! newest invalidations; its run id differs, so a new epoch begins and everything cached under the
//! old one is out of reach.

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

/// Keys in Redis. The version set hashes to one cluster slot; values are spread over all.
#[derive(Debug, Clone)]
pub(crate) struct RedisKeys(String);

impl RedisKeys {
    pub fn new(prefix: &str) -> Self {
        Self(prefix.to_owned())
    }
    fn versions(&self) -> String {
        format!("{{{}}}:versions", self.0)
    }
    /// A value of an epoch.
    pub fn value(&self, epoch: u64, family: &str, schema_version: u16, name: u128) -> String {
        format!("{}:v:{epoch:016x}:{family}.{schema_version}:{name:032x}", self.0)
    }
    /// The lock for loading it.
    pub fn lock(&self, epoch: u64, family: &str, schema_version: u16, name: u128) -> String {
        format!("{}:l:{epoch:016x}:{family}.{schema_version}:{name:032x}", self.0)
    }
}

fn call(script: &Script, key: String) -> Cmd {
    let mut cmd = redis::cmd("EVALSHA");
    cmd.arg(script.get_hash()).arg(1).arg(key);
    cmd
}

/// Joins the epoch of this run of the server, or begins one.
pub(crate) fn join_epoch(keys: &RedisKeys, token: u64) -> Cmd {
    let mut cmd = call(&JOIN_EPOCH, keys.versions());
    cmd.arg(format!("{token:016x}"));
    cmd
}

/// Which shards changed after a version.
pub(crate) fn changes(keys: &RedisKeys, epoch: &str, after: u64) -> Cmd {
    let mut cmd = call(&CHANGES, keys.versions());
    cmd.arg(epoch).arg(after);
    cmd
}

/// Gives shards the next version.
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

/// What the server says of itself.
pub(crate) fn info() -> Cmd {
    redis::cmd("INFO")
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

/// The name of the epoch, and shards with their versions.
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

/// Parses the reply to [`invalidate`]: the name of the epoch, empty if there is none, and the
/// version.
pub(crate) fn parse_invalidate(answer: Value) -> RedisResult<(String, u64)> {
    Ok(from_redis_value(answer.extract_error()?)?)
}

/// Parses the reply to [`join_epoch`].
pub(crate) fn parse_join(answer: Value) -> RedisResult<String> {
    Ok(from_redis_value(answer.extract_error()?)?)
}
