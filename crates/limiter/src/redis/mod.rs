//! The five scripts, and what their answers mean.

pub(crate) mod scripts;

pub use redis_link::{InvalidRedisTarget, RedisTarget};

pub(crate) use scripts::{AdmitReply, HelloReply, RedisKeys};

/// Whether Redis can be used for limits. Says how long the answer took, or what is wrong.
pub async fn probe(target: &RedisTarget) -> Result<std::time::Duration, String> {
    redis_link::probe(target, &scripts::sources()).await
}
