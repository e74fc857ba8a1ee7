//! Whether anything can be written: readiness asks, and whoever looks after a server.
//!
//! A database that answers queries may still refuse every write: its disk is full, another process holds it,
//! it became a replica. So a row is written. One look serves everybody who asks within a second, and where
//! writes of others succeed meanwhile, none is needed.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use super::error::{Error, Result};
use super::{Db, Stmt};

/// How long an answer is good.
const FRESH: Duration = Duration::from_secs(1);
/// How long the database may take.
const MOST: Duration = Duration::from_secs(2);

const WRITE: Stmt = Stmt::per_engine(
    "insert into write_probe (id, times) values (1, 1) on conflict (id) do update set times = write_probe.times + 1",
    "insert into write_probe (id, times) values (1, 1) on duplicate key update times = times + 1",
    "insert into write_probe (id, times) values (1, 1) on conflict (id) do update set times = write_probe.times + 1",
);

/// What is known about writing.
pub(super) struct WriteProbe {
    began: Instant,
    /// When a change was last committed, in milliseconds since `began` and one more; 0 for never.
    committed: AtomicU64,
    looked: Mutex<Option<(Instant, Result<()>)>>,
}

impl WriteProbe {
    pub(super) fn new() -> Self {
        Self { began: Instant::now(), committed: AtomicU64::new(0), looked: Mutex::new(None) }
    }

    /// Somebody's change was committed.
    pub(super) fn note_commit(&self) {
        let now = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX - 1);
        self.committed.store(now + 1, Ordering::Relaxed);
    }

    fn committed_within(&self, period: Duration) -> bool {
        let last = self.committed.load(Ordering::Relaxed);
        last > 0 && self.began.elapsed().saturating_sub(Duration::from_millis(last - 1)) < period
    }

    /// Whether anything can be written, as of a second ago at the latest.
    pub(super) async fn can_write(&self, db: &Db) -> Result<()> {
        if self.committed_within(FRESH) {
            return Ok(());
        }
        // Whoever comes meanwhile waits here, and is given the answer to the one look.
        let mut looked = self.looked.lock().await;
        if let Some((at, answer)) = &*looked
            && at.elapsed() < FRESH
        {
            return answer.clone();
        }
        let answer = match tokio::time::timeout(MOST, write(db)).await {
            Ok(answer) => answer,
            // There was a queue, and it moves.
            Err(_) if self.committed_within(MOST) => Ok(()),
            Err(_) => Err(Error::Unavailable(format!("no write within {} seconds", MOST.as_secs()))),
        };
        *looked = Some((Instant::now(), answer.clone()));
        answer
    }
}

async fn write(db: &Db) -> Result<()> {
    let tx = db.begin().await?;
    tx.exec(&WRITE, vec![]).await?;
    tx.commit().await
}
