//! One multiplexed connection, and checks that need only one.

use std::time::Duration;

use redis::aio::ConnectionLike;
use redis::{Cmd, Pipeline, RedisResult, Value};

use crate::target::{RESPONSE_TIMEOUT, RawConnection, RedisTarget};

/// Whether Redis can be used: connects, loads scripts, asks for the time. Says how long that
/// took, or what is wrong.
pub async fn probe(target: &RedisTarget, scripts: &[&str]) -> Result<Duration, String> {
    let began = std::time::Instant::now();
    let asked = async { RedisConnection::open(target, scripts).await?.send(&redis::cmd("TIME")).await };
    let answer = tokio::time::timeout(RESPONSE_TIMEOUT, asked).await;
    answer.map_err(|_| "timed out".to_owned())?.map_err(|e| e.to_string())?;
    Ok(began.elapsed())
}

/// What a server does when its memory is full: its `maxmemory-policy`. `INFO` is asked, because
/// `CONFIG` is forbidden where Redis is rented. Of a cluster, what the server says that answers first.
pub async fn eviction_policy(target: &RedisTarget) -> Result<String, String> {
    let asked = async { RedisConnection::open(target, &[]).await?.send(redis::cmd("INFO").arg("memory")).await };
    let answer = tokio::time::timeout(RESPONSE_TIMEOUT, asked).await;
    let answer = answer.map_err(|_| "timed out".to_owned())?.map_err(|e| e.to_string())?;
    policy_in(&answer).ok_or_else(|| "the server did not say".to_owned())
}

/// Clusters answer by server.
fn policy_in(answer: &Value) -> Option<String> {
    match answer {
        Value::Map(pairs) => pairs.iter().find_map(|(_, of_server)| policy_in(of_server)),
        Value::Array(all) => all.iter().find_map(policy_in),
        text => {
            let text: String = redis::from_redis_value_ref(text).ok()?;
            let policy = text.lines().find_map(|line| line.strip_prefix("maxmemory_policy:"))?;
            Some(policy.trim().to_owned())
        }
    }
}

/// A connection that works, with its owner's scripts loaded. Cheap to clone.
#[derive(Clone)]
pub struct RedisConnection(RawConnection);

impl RedisConnection {
    /// Connects and loads scripts.
    pub async fn open(target: &RedisTarget, scripts: &[&str]) -> RedisResult<Self> {
        let connection = Self(target.connect().await?);
        for source in scripts {
            connection.send(redis::cmd("SCRIPT").arg("LOAD").arg(*source)).await?;
        }
        Ok(connection)
    }

    /// One command.
    pub async fn send(&self, cmd: &Cmd) -> RedisResult<Value> {
        match &self.0 {
            RawConnection::Single(c) => c.clone().req_packed_command(cmd).await,
            RawConnection::Cluster(c) => c.clone().req_packed_command(cmd).await,
        }
    }

    /// Several commands in one go; the first error of any of them.
    pub async fn send_all(&self, cmds: Vec<Cmd>) -> RedisResult<Vec<Value>> {
        let count = cmds.len();
        let mut pipeline = Pipeline::with_capacity(count);
        for cmd in cmds {
            pipeline.add_command(cmd);
        }
        let answers = match &self.0 {
            RawConnection::Single(c) => c.clone().req_packed_commands(&pipeline, 0, count).await?,
            RawConnection::Cluster(c) => c.clone().req_packed_commands(&pipeline, 0, count).await?,
        };
        answers
            .into_iter()
            .map(|answer| if let Value::ServerError(error) = answer { Err(error.into()) } else { Ok(answer) })
            .collect()
    }
}
