//! Looking at one value, for whoever runs the server: whether it is there, how old, how long, how large. It changes
//! nothing, counts nothing, and shows nothing of what the value says.

use bytes::Bytes;
use redis::{Value, from_redis_value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;

use crate::envelope::{self, MAX_LENGTH, ValueId};
use crate::family::{CacheFamily, CacheScope};
use crate::key::{CacheKey, CacheKeyWriter};
use crate::local::LocalTier;
use crate::scripts;
use crate::stats::RedisUsage;
use crate::sync::FleetSync;
use crate::versions::LocalVersions;

/// One value, wherever it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ValueReport {
    /// The cache it belongs to.
    pub family: String,
    /// In this process, if it is there.
    pub process: Option<StoredCopy>,
    /// Its key in Redis; none without Redis, or where it is unavailable.
    pub redis_key: Option<String>,
    /// In Redis, if it is there.
    pub redis: Option<StoredCopy>,
}

/// A value in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StoredCopy {
    /// Whether it is used: neither outdated nor altered.
    pub is_good: bool,
    /// Whether it says that there is none.
    pub is_absent: bool,
    /// The value's own version.
    pub version: Option<i64>,
    /// Size in bytes.
    pub bytes: u64,
    /// Milliseconds until it expires.
    pub expires_in_ms: u64,
}

/// Where values are.
pub(crate) struct Inspection<'a> {
    pub secret: &'a [u8; 32],
    pub versions: &'a LocalVersions,
    pub local: &'a LocalTier,
    pub shared: Option<&'a FleetSync>,
    pub now: u64,
}

impl Inspection<'_> {
    /// The value with a key.
    pub async fn at<F: CacheFamily>(&self, scope: &F::Scope, key: &F::Key) -> ValueReport {
        let mut writer = CacheKeyWriter::default();
        scope.put(&mut writer);
        key.write(&mut writer);
        let name = writer.name(self.secret);
        let is_trusted = self.shared.is_none_or(|shared| shared.is_trusted(shared.now()));
        let process = self.local.get((F::ID, name)).map(|value| StoredCopy {
            is_good: is_trusted && value.until > self.now && self.versions.is_current(value.since, &value.tags),
            is_absent: value.json.is_none(),
            version: value.version,
            bytes: value.json.as_ref().map_or(0, |json| json.len() as u64),
            expires_in_ms: value.until.saturating_sub(self.now) / 1_000,
        });
        let mut report = ValueReport { family: F::NAME.to_owned(), process, redis_key: None, redis: None };
        let id = ValueId { family: F::NAME, schema_version: F::SCHEMA_VERSION, name };
        if let Some((key, value)) = self.in_redis(id).await {
            (report.redis_key, report.redis) = (Some(key), value);
        }
        report
    }

    async fn in_redis(&self, id: ValueId) -> Option<(String, Option<StoredCopy>)> {
        let shared = self.shared?;
        let session = shared.session()?;
        let key = shared.keys.value(session.root, id.family, id.schema_version, id.name);
        let asking = session.connection.send_all(scripts::get(&key, MAX_LENGTH).to_vec());
        let Ok(Ok(answer)) = timeout(shared.settings.deadline, asking).await else { return Some((key, None)) };
        let [value, left] = <[Value; 2]>::try_from(answer).ok()?;
        let (value, left): (Vec<u8>, i64) = (from_redis_value(value).ok()?, from_redis_value(left).ok()?);
        if value.is_empty() {
            return Some((key, None));
        }
        let bytes = value.len() as u64;
        let opened = envelope::open(self.secret, id, &Bytes::from(value));
        let kept = StoredCopy {
            is_good: opened.as_ref().is_some_and(|e| session.epoch.is_current(e.as_of, &e.tags)),
            is_absent: opened.as_ref().is_some_and(|e| e.json.is_none()),
            version: opened.and_then(|e| e.version),
            bytes,
            expires_in_ms: u64::try_from(left).unwrap_or(0),
        };
        Some((key, Some(kept)))
    }
}

/// What Redis says of itself; nothing where it does not answer or may not be asked.
pub(crate) async fn redis_usage(shared: &FleetSync) -> Option<RedisUsage> {
    let session = shared.session()?;
    let info = scripts::info();
    let answer = timeout(shared.settings.deadline, session.connection.send(&info)).await.ok()?.ok()?;
    let mut usage = RedisUsage { used_bytes: 0, max_bytes: 0, keys: 0, evicted_keys: 0 };
    add_usage(&mut usage, &answer).then_some(usage)
}

/// Adds what a server says; clusters answer by server. False if none said anything.
fn add_usage(usage: &mut RedisUsage, answer: &Value) -> bool {
    match answer {
        Value::Map(pairs) => pairs.iter().filter(|(_, of_server)| add_usage(usage, of_server)).count() > 0,
        Value::Array(all) => all.iter().filter(|one| add_usage(usage, one)).count() > 0,
        text => {
            let Ok(text) = redis::from_redis_value_ref::<String>(text) else { return false };
            add_text(usage, &text)
        }
    }
}

fn add_text(usage: &mut RedisUsage, text: &str) -> bool {
    let mut any = false;
    for (name, says) in text.lines().filter_map(|line| line.trim_end().split_once(':')) {
        let number = || says.parse::<u64>().unwrap_or(0);
        match name {
            "used_memory" => {
                usage.used_bytes += number();
                any = true;
            }
            "maxmemory" => usage.max_bytes += number(),
            "evicted_keys" => usage.evicted_keys += number(),
            // db0:keys=12,expires=3,…
            of if of.starts_with("db") && of[2..].bytes().all(|digit| digit.is_ascii_digit()) => {
                let keys = says.strip_prefix("keys=").and_then(|rest| rest.split(',').next()?.parse::<u64>().ok());
                usage.keys += keys.unwrap_or(0);
            }
            _ => {}
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_redis_says_of_itself_is_read_and_summed_over_a_cluster() {
        let text = "# Memory\r\nused_memory:1048576\r\nused_memory_human:1.00M\r\nmaxmemory:4194304\r\n# Stats\r\nevicted_keys:7\r\n# Keyspace\r\ndb0:keys=12,expires=3,avg_ttl=5\r\ndb3:keys=1,expires=0\r\n";
        let one = RedisUsage { used_bytes: 1_048_576, max_bytes: 4_194_304, keys: 13, evicted_keys: 7 };
        let mut usage = RedisUsage { used_bytes: 0, max_bytes: 0, keys: 0, evicted_keys: 0 };

        assert!(add_usage(&mut usage, &Value::BulkString(text.as_bytes().to_vec())));
        assert_eq!(usage, one);
        let node = |name: &str| (Value::SimpleString(name.to_owned()), Value::BulkString(text.as_bytes().to_vec()));
        assert!(add_usage(&mut usage, &Value::Map(vec![node("a"), node("b")])));
        assert_eq!((usage.keys, usage.used_bytes), (39, 3 * 1_048_576));
        assert!(!add_usage(&mut usage, &Value::Nil));
    }
}
