//! What is asked of Redis, and reading its answers.
//!
//! `{prefix}:marks` is a sorted set: one member per slot that ever changed, scored with the number
//! of its last change, and one that names the counting, scored 0: the run of the server it began
//! on, a colon, and a word by chance. A server that was restarted or took over from another may
//! have lost the newest changes; its run is another, so the counting begins anew and everything
//! that was kept under the old one is out of reach.

use std::sync::LazyLock;
use std::time::Duration;

use redis::{Cmd, RedisResult, Script, Value, from_redis_value};

static BEGIN: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("scripts/begin.lua")));
static CHANGES: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("scripts/changes.lua")));
static MARK: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("scripts/mark.lua")));
static UNLOCK: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("scripts/unlock.lua")));

/// All of them, to load.
pub(crate) fn sources() -> [&'static str; 4] {
    [
        include_str!("scripts/begin.lua"),
        include_str!("scripts/changes.lua"),
        include_str!("scripts/mark.lua"),
        include_str!("scripts/unlock.lua"),
    ]
}

/// Names in Redis. Marks have one slot of a cluster to themselves; values are spread over all.
#[derive(Debug, Clone)]
pub(crate) struct Names(String);

impl Names {
    pub fn new(prefix: &str) -> Self {
        Self(prefix.to_owned())
    }
    fn marks(&self) -> String {
        format!("{{{}}}:marks", self.0)
    }
    /// A value, under a counting.
    pub fn value(&self, counting: u64, family: &str, shape: u16, name: u128) -> String {
        format!("{}:v:{counting:016x}:{family}.{shape}:{name:032x}", self.0)
    }
    /// The right to load it.
    pub fn lock(&self, counting: u64, family: &str, shape: u16, name: u128) -> String {
        format!("{}:l:{counting:016x}:{family}.{shape}:{name:032x}", self.0)
    }
}

fn call(script: &Script, key: String) -> Cmd {
    let mut cmd = redis::cmd("EVALSHA");
    cmd.arg(script.get_hash()).arg(1).arg(key);
    cmd
}

/// Begins a counting, or joins the one that this run of the server has.
pub(crate) fn begin(names: &Names, word: u64) -> Cmd {
    let mut cmd = call(&BEGIN, names.marks());
    cmd.arg(format!("{word:016x}"));
    cmd
}

/// Which slots changed after a number.
pub(crate) fn changes(names: &Names, counting: &str, after: u64) -> Cmd {
    let mut cmd = call(&CHANGES, names.marks());
    cmd.arg(counting).arg(after);
    cmd
}

/// Marks slots with the next number.
pub(crate) fn mark(names: &Names, slots: &[u16]) -> Cmd {
    let mut cmd = call(&MARK, names.marks());
    for slot in slots {
        cmd.arg(*slot);
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
pub(crate) fn lock(key: &str, word: u64, at_most: Duration) -> Cmd {
    let mut cmd = redis::cmd("SET");
    cmd.arg(key).arg(word).arg("NX").arg("PX").arg(u64::try_from(at_most.as_millis()).unwrap_or(1_000));
    cmd
}

/// Gives it back, if it is still ours.
pub(crate) fn unlock(key: &str, word: u64) -> Cmd {
    let mut cmd = call(&UNLOCK, key.to_owned());
    cmd.arg(word);
    cmd
}

/// The counting's name, and what changed: slots with their numbers.
pub(crate) struct Changes {
    pub counting: String,
    pub slots: Vec<(u16, u64)>,
}

/// Reads the answer to [`changes`].
pub(crate) fn changed(answer: Value) -> RedisResult<Changes> {
    let (counting, flat): (String, Vec<u64>) = from_redis_value(answer.extract_error()?)?;
    let slots = flat.chunks_exact(2).filter_map(|two| Some((u16::try_from(two[0]).ok()?, two[1]))).collect();
    Ok(Changes { counting, slots })
}

/// Reads the answer to [`mark`]: the counting's name, empty if there is none, and the number.
pub(crate) fn marked(answer: Value) -> RedisResult<(String, u64)> {
    Ok(from_redis_value(answer.extract_error()?)?)
}

/// Reads the answer to [`begin`].
pub(crate) fn begun(answer: Value) -> RedisResult<String> {
    Ok(from_redis_value(answer.extract_error()?)?)
}
