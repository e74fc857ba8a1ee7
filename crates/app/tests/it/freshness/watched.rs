//! A Redis with a replica, watched by a sentinel that puts the replica in its place.

use std::time::Duration;

use crate::nodes::redis_server::{Server, free_port};
use crate::nodes::until;

const PATIENCE: Duration = Duration::from_secs(25);

pub struct Watched {
    pub primary: Server,
    replica: Server,
    sentinel: Server,
}

fn replica_of(primary: &Server) -> Server {
    Server::with(&["--replicaof", "127.0.0.1", &primary.port.to_string(), "--repl-diskless-sync-delay", "0"])
}

impl Watched {
    pub async fn start() -> Self {
        let (primary, sentinel) = (Server::start(), Server::sentinel());
        let port = primary.port.to_string();
        let watched = Self { replica: replica_of(&primary), primary, sentinel };
        assert_eq!(watched.sentinel.cli(&["sentinel", "monitor", "cache", "127.0.0.1", &port, "1"]), "OK");
        // A pause of half a second is none of its business.
        let hurry = ["sentinel", "set", "cache", "down-after-milliseconds", "1500", "failover-timeout", "2000"];
        assert_eq!(watched.sentinel.cli(&hurry), "OK");
        watched.is_ready().await;
        watched
    }

    /// There is a replica that is up to date, and the sentinel knows it.
    async fn is_ready(&self) {
        let Self { replica, sentinel, .. } = self;
        until(PATIENCE, || replica.cli(&["info", "replication"]).contains("master_link_status:up")).await;
        until(PATIENCE, || sentinel.cli(&["sentinel", "replicas", "cache"]).contains(&replica.port.to_string())).await;
    }

    pub fn url(&self) -> String {
        // Of the sentinels that are named not all have to be there.
        format!("redis+sentinel://127.0.0.1:{},127.0.0.1:{}/cache", free_port(), self.sentinel.port)
    }

    /// Kills the primary; returns once the replica has its place, without the newest of what its
    /// predecessor was told. It gets a replica of its own.
    pub async fn fail_over(&mut self) {
        self.replica.pause();
        // SLEEP: what the replica misses of its primary, which dies before it can tell.
        tokio::time::sleep(Duration::from_millis(300)).await;
        self.primary.kill();
        self.replica.resume();
        until(PATIENCE, || self.replica.cli(&["role"]).starts_with("master")).await;
        let next = replica_of(&self.replica);
        self.primary = std::mem::replace(&mut self.replica, next);
    }
}
