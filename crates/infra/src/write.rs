//! Transactions that must say what happened.
//!
//! A write is a closure over an open transaction. It can only end by stating at least one event,
//! by stating that nothing is new, or as somebody's own draft; dropping the transaction rolls it back. The audit row, the
//! outbox row and the reply to be repeated go into the same commit as the change itself.

use kernel::{DomainError, EventId, Scalar, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::db::{Error, Query, QueryFuture, Result as DbResult, Row, SqlBuilder, SqlText, Stmt, Tx, counted_here};
use crate::inserts::insert_rows;
use crate::outbox;
use crate::record::HeldClaim;
pub use crate::record::{AfterCommit, EventRecord, IdempotentRequest, Origin};
use crate::store::Store;

/// How often a transaction that met a deadlock or a serialization failure is run in all.
const TRIES: u32 = 10;

/// Whether a keyed write happened now or had happened before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteOutcome<T> {
    /// It happened now.
    Fresh(T),
    /// It had happened; this is the reply that was kept.
    Replayed(T),
}

impl<T> WriteOutcome<T> {
    /// The reply, and whether it was kept from before.
    pub fn split(self) -> (T, bool) {
        match self {
            Self::Fresh(value) => (value, false),
            Self::Replayed(value) => (value, true),
        }
    }
}

/// How an attempt at a keyed write ended.
enum Attempt<T> {
    /// It happened.
    Done(T),
    /// The name could not be claimed: by [`Error::Unique`], because it has a reply by now.
    NotClaimed(Error),
}

/// An open write transaction.
pub struct WriteTx {
    tx: Tx,
    events: Vec<EventRecord>,
}

/// How a write ended.
pub struct Committed<T> {
    transaction: Option<WriteTx>,
    value: T,
}

impl WriteTx {
    /// Runs a statement; tells how many rows it changed.
    pub fn exec<'a>(&'a self, text: impl Into<SqlText<'a>>, args: Vec<Scalar>) -> QueryFuture<'a, u64> {
        self.tx.exec(text, args)
    }
    /// Runs a statement that ends in a list: `head` ends in `in (`. Does nothing for an empty list.
    pub fn exec_list<'a>(&'a self, head: &'a Stmt, args: Vec<Scalar>, list: Vec<Scalar>) -> QueryFuture<'a, u64> {
        const CLOSE: Stmt = Stmt::same(")");
        Box::pin(async move {
            if list.is_empty() {
                return Ok(0);
            }
            let mut sql = SqlBuilder::new(head, args);
            let args = sql.push_list(list).push(&CLOSE, vec![]).take_args();
            self.tx.exec(&sql, args).await
        })
    }
    /// Inserts many rows at once; `head` ends in `values `. One statement up to 32 rows, few beyond. Does nothing
    /// for no rows.
    pub fn insert_rows<'a>(&'a self, head: &'a Stmt, rows: Vec<Vec<Scalar>>) -> QueryFuture<'a, ()> {
        const NOTHING: Stmt = Stmt::same("");
        Box::pin(async move { insert_rows(&self.tx, head, &NOTHING, rows).await.map(drop) })
    }
    /// The same where `tail` passes over rows that are there; tells how many were not.
    pub fn insert_new_rows<'a>(
        &'a self,
        head: &'a Stmt,
        tail: &'a Stmt,
        rows: Vec<Vec<Scalar>>,
    ) -> QueryFuture<'a, u64> {
        Box::pin(insert_rows(&self.tx, head, tail, rows))
    }
    /// Deletes the oldest rows of the audit trail, if they are from before an instant; tells how many.
    pub async fn forget_audit_rows(&self, before: Timestamp, most: i64) -> DbResult<u64> {
        outbox::forget_audit_rows(&self.tx, before, most).await
    }
    /// States one event more, besides the one that ends the write.
    pub fn emit(&mut self, event: EventRecord) {
        self.events.push(event);
    }
    /// Ends the write: commit, and let it be known that this happened.
    pub fn commit_with<T>(mut self, event: EventRecord, value: T) -> Committed<T> {
        self.events.push(event);
        Committed { transaction: Some(self), value }
    }
    /// Ends the write: commit a draft, of which nothing is said, because nobody but its owner sees it
    /// and nothing follows from it. Not for anything that somebody decided.
    pub fn commit_silently<T>(self, value: T) -> Committed<T> {
        Committed { transaction: Some(self), value }
    }
    /// Ends the write: nothing changed, so nothing is to be said.
    pub fn no_change<T>(self, value: T) -> Committed<T> {
        drop(self);
        Committed { transaction: None, value }
    }
}

impl Query for WriteTx {
    fn query<'a>(&'a self, text: SqlText<'a>, args: Vec<Scalar>) -> QueryFuture<'a, Vec<Row>> {
        self.tx.query(text, args)
    }
}

impl Store {
    /// Runs a write. The whole closure is run again when the database asks for it.
    pub async fn write<T, E, F, Fut>(&self, origin: &Origin, f: F) -> Result<T, E>
    where
        T: Send,
        E: DomainError + From<Error>,
        F: Fn(WriteTx) -> Fut + Send + Sync,
        Fut: Future<Output = Result<Committed<T>, E>> + Send,
    {
        let mut tried = 0;
        loop {
            tried += 1;
            match self.attempt(origin, &f).await {
                Err(error) if error.is_transient() && tried < TRIES => self.back_off(tried).await,
                ended => return ended,
            }
        }
    }

    /// Runs a write under a client's name for it: the first time it happens, after that its kept
    /// reply is returned. Fails with [`Error::KeyReused`] when the name meant something else. Most names are new:
    /// a reply is looked for only where the name could not be claimed, also because nothing can be written just now.
    pub async fn write_idempotent<T, E, F, Fut>(
        &self,
        origin: &Origin,
        key: &IdempotentRequest,
        f: F,
    ) -> Result<WriteOutcome<T>, E>
    where
        T: Send + Serialize + DeserializeOwned,
        E: DomainError + From<Error>,
        F: Fn(WriteTx) -> Fut + Send + Sync,
        Fut: Future<Output = Result<Committed<T>, E>> + Send,
    {
        let mut tried = 0;
        loop {
            tried += 1;
            let refused = match self.attempt_once(origin, key, &f).await {
                Ok(Attempt::Done(value)) => return Ok(WriteOutcome::Fresh(value)),
                Ok(Attempt::NotClaimed(refused)) => refused,
                Err(error) if error.is_transient() && tried < TRIES => {
                    self.back_off(tried).await;
                    continue;
                }
                Err(error) => return Err(error),
            };
            match (outbox::stored_reply(&self.db, key).await, refused) {
                (Ok(Some(value)), _) => {
                    // Whoever wrote it may have ended before others heard of it.
                    self.wakeup.notify_waiters();
                    return Ok(WriteOutcome::Replayed(value));
                }
                (Err(error), Error::Unique(_)) => return Err(error.into()),
                // Whoever had the name is gone, and left no reply.
                (Ok(None), Error::Unique(_)) if tried < TRIES => {}
                (Ok(None), Error::Unique(_)) => {
                    return Err(Error::Busy("a request with the same idempotency key is in progress".to_owned()).into());
                }
                (_, refused) if refused.is_busy() && tried < TRIES => self.back_off(tried).await,
                (_, refused) => return Err(refused.into()),
            }
        }
    }

    /// Writes down when something was used last: the one change that is no event, because nobody would
    /// want to read it in the audit trail. Not for anything that somebody decided.
    pub async fn record_last_use(&self, statement: &Stmt, args: Vec<Scalar>) -> DbResult<u64> {
        let tx = self.db.begin().await?;
        let changed = tx.exec(statement, args).await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// Adds to what is counted, and forgets old counts, in one transaction: changes that are no events,
    /// because each of them is what became of many requests. Not for anything that somebody decided.
    /// Tells how many rows changed.
    pub async fn record_counters(&self, changes: &[(SqlBuilder, Vec<Scalar>)]) -> DbResult<u64> {
        let mut tried = 0;
        loop {
            tried += 1;
            match self.count(changes).await {
                Err(error) if error.is_busy() && tried < TRIES => self.back_off(tried).await,
                ended => return ended,
            }
        }
    }

    async fn count(&self, changes: &[(SqlBuilder, Vec<Scalar>)]) -> DbResult<u64> {
        let (tx, mut changed) = (self.db.begin().await?, 0);
        for (statement, args) in changes {
            changed += tx.exec(statement, args.clone()).await?;
        }
        tx.commit().await?;
        Ok(changed)
    }

    async fn attempt<T, E, F, Fut>(&self, origin: &Origin, f: &F) -> Result<T, E>
    where
        T: Send,
        E: DomainError + From<Error>,
        F: Fn(WriteTx) -> Fut + Send + Sync,
        Fut: Future<Output = Result<Committed<T>, E>> + Send,
    {
        let mut tx = self.db.begin().await?;
        let earlier = tx.earlier();
        let ended = self.run(origin, f, tx).await;
        // Whatever was read or refused here, it may have been for changes that are not durable yet.
        earlier.settled().await?;
        ended
    }

    async fn run<T, E, F, Fut>(&self, origin: &Origin, f: &F, tx: Tx) -> Result<T, E>
    where
        T: Send,
        E: DomainError + From<Error>,
        F: Fn(WriteTx) -> Fut + Send + Sync,
        Fut: Future<Output = Result<Committed<T>, E>> + Send,
    {
        let committed = f(WriteTx { tx, events: Vec::new() }).await?;
        if let Some(write) = committed.transaction {
            self.conclude(origin, write.events, write.tx).await?;
        }
        Ok(committed.value)
    }

    async fn attempt_once<T, E, F, Fut>(&self, origin: &Origin, key: &IdempotentRequest, f: &F) -> Result<Attempt<T>, E>
    where
        T: Send + Serialize,
        E: DomainError + From<Error>,
        F: Fn(WriteTx) -> Fut + Send + Sync,
        Fut: Future<Output = Result<Committed<T>, E>> + Send,
    {
        let mut tx = self.db.begin().await?;
        let earlier = tx.earlier();
        let ended = self.run_once(origin, key, f, tx).await;
        earlier.settled().await?;
        ended
    }

    async fn run_once<T, E, F, Fut>(
        &self,
        origin: &Origin,
        key: &IdempotentRequest,
        f: &F,
        tx: Tx,
    ) -> Result<Attempt<T>, E>
    where
        T: Send + Serialize,
        E: DomainError + From<Error>,
        F: Fn(WriteTx) -> Fut + Send + Sync,
        Fut: Future<Output = Result<Committed<T>, E>> + Send,
    {
        // The claim waits for whoever holds the same name, and is refused once they have committed.
        if let Err(refused) = outbox::claim(&tx, key, self.clock.moved_us()).await {
            return Ok(Attempt::NotClaimed(refused));
        }
        let committed = f(WriteTx { tx, events: Vec::new() }).await?;
        if let Some(write) = committed.transaction {
            outbox::store_reply(&write.tx, key, &committed.value).await?;
            self.conclude(origin, write.events, write.tx).await?;
        }
        Ok(Attempt::Done(committed.value))
    }

    async fn conclude(&self, origin: &Origin, events: Vec<EventRecord>, tx: Tx) -> DbResult<()> {
        let named: Vec<_> = events.iter().map(|event| (self.id::<EventId>(), event)).collect();
        outbox::record(&tx, origin, &named, self.now()).await?;
        // Held until the commit: nobody else claims a job of it before.
        if !self.holds_claim(&tx).await? {
            return Err(Error::ClaimLost);
        }
        // A task of its own: a client that hangs up now ends neither the commit nor what follows it.
        let store = self.clone();
        let committing = tokio::spawn(counted_here(async move {
            tx.commit().await?;
            if let HeldClaim::Batch(batch) = &store.claim {
                batch.note_end();
            }
            if events.is_empty() {
                return Ok(());
            }
            if let Some(after_commit) = &store.after_commit {
                after_commit.committed(&events).await;
            }
            if events.iter().any(|event| event.relayed) {
                store.wakeup.notify_waiters();
            }
            Ok(())
        }));
        committing.await.unwrap_or_else(|_| Err(Error::Other("the commit was interrupted".to_owned())))
    }

    /// Whether what is done under claims of jobs still has them all; those of a batch end with it.
    async fn holds_claim(&self, tx: &Tx) -> DbResult<bool> {
        match &self.claim {
            HeldClaim::Nothing => Ok(true),
            HeldClaim::Job(claim) => outbox::holds(tx, *claim).await,
            HeldClaim::Batch(batch) => outbox::end_batch(tx, batch).await,
        }
    }

    /// Waits a little longer each time, by chance, so that two who collided do not collide again.
    async fn back_off(&self, tried: u32) {
        let mut dice = [0_u8; 1];
        self.entropy.fill(&mut dice);
        let millis = (1_u64 << tried.min(7)) + u64::from(dice[0]) / 8;
        tokio::time::sleep(std::time::Duration::from_millis(millis)).await;
    }
}
