//! A connection that is lent, for one talk or one transaction.
//!
//! While the server is asked something, the connection is out of the lease's hands: it comes back with an answer.
//! Whatever ends a question otherwise (no answer in time, a panic, the end of the program) has closed it.

use std::borrow::Cow;
use std::mem;
use std::sync::Arc;
use std::time::{Duration, Instant};

use kernel::Scalar;
use tokio::runtime::Handle;
use tokio::time::error::Elapsed;
use tokio::time::timeout;

use super::pool::Lent;
use super::values::{Conn, Statement};
use crate::clock::seconds;
use crate::db::DbEngine;
use crate::db::error::{Error, Result, Trouble};
use crate::db::statement::Row;

/// How long a statement of a migration may take.
const MIGRATION: Duration = Duration::from_hours(1);
/// A migration has no limits of the server's; on PostgreSQL it sets its own.
const NO_LIMITS_MYSQL: &str =
    "set session innodb_lock_wait_timeout = 10 /*M!100301 , max_statement_time = 0, idle_transaction_timeout = 0 */";

/// A lent connection. Dropped, it goes back if it is in order; an open transaction is rolled back first.
pub(super) struct Lease {
    /// Without its connection while a question is asked, and when that is closed.
    lent: Lent,
    in_transaction: bool,
    /// Why the open transaction can only be rolled back.
    failed: Option<Error>,
    /// Why the connection was closed.
    trouble: Option<Trouble>,
    for_schema: bool,
}

impl Lease {
    pub(super) const fn new(lent: Lent) -> Self {
        Self { lent, in_transaction: false, failed: None, trouble: None, for_schema: false }
    }

    pub(super) fn engine(&self) -> DbEngine {
        self.lent.pool.connector.engine()
    }

    /// Whether the same may be asked once more on a new connection: what was asked changes nothing, and either
    /// this connection was closed while nobody used it, or its prepared statements are out of date.
    pub(super) fn may_ask_again(&self) -> bool {
        match self.trouble {
            Some(Trouble::Stale) => true,
            Some(Trouble::Broken) => self.lent.reused,
            Some(Trouble::Silent | Trouble::ReadOnly) | None => false,
        }
    }

    /// The same lease with a new connection.
    pub(super) async fn renewed(mut self) -> Result<Self> {
        let permit = self.lent.permit.take().expect("a lease has its permit until it ends");
        let pool = Arc::clone(&self.lent.pool);
        drop(self);
        pool.connect(permit, Instant::now()).await.map(Self::new)
    }

    /// Runs one query by itself.
    pub(super) async fn read(&mut self, sql: Cow<'static, str>, args: &[Scalar]) -> Result<Vec<Row>> {
        if !self.lent.pool.connector.is_pooled() {
            return self.rows(sql, args).await;
        }
        // What is prepared and what is run must reach the same connection of the server.
        self.begin().await?;
        let rows = self.rows(sql, args).await?;
        self.commit().await?;
        Ok(rows)
    }

    pub(super) async fn begin(&mut self) -> Result<()> {
        let pool = Arc::clone(&self.lent.pool);
        self.control(pool.connector.begin()).await?;
        self.in_transaction = true;
        Ok(())
    }

    /// Begins a transaction for a step of the schema: statements may take long, and as what it sets stays with
    /// the connection, that is not used again.
    pub(super) async fn begin_for_schema(&mut self) -> Result<()> {
        self.for_schema = true;
        if self.engine() == DbEngine::Mysql {
            self.control(NO_LIMITS_MYSQL).await?;
        }
        self.begin().await
    }

    pub(super) async fn commit(&mut self) -> Result<()> {
        self.control("commit").await?;
        self.in_transaction = false;
        Ok(())
    }

    pub(super) async fn rows(&mut self, sql: Cow<'static, str>, args: &[Scalar]) -> Result<Vec<Row>> {
        let (mut conn, most) = (self.ready()?, self.most());
        let statement = Statement { sql, args, keep: !self.lent.pool.connector.is_pooled() };
        let answer = timeout(most, conn.rows(&statement)).await;
        self.judge(conn, answer, most)?
    }

    pub(super) async fn change(&mut self, sql: Cow<'static, str>, args: &[Scalar]) -> Result<u64> {
        let (mut conn, most) = (self.ready()?, self.most());
        let statement = Statement { sql, args, keep: !self.lent.pool.connector.is_pooled() };
        let answer = timeout(most, conn.change(&statement)).await;
        self.judge(conn, answer, most)?
    }

    pub(super) async fn prepare(&mut self, sql: &str) -> Result<()> {
        let (mut conn, most) = (self.ready()?, self.most());
        let answer = timeout(most, conn.prepare(sql)).await;
        self.judge(conn, answer, most)
    }

    pub(super) async fn script(&mut self, script: &str) -> Result<()> {
        let (mut conn, most) = (self.ready()?, self.most());
        let answer = timeout(most, conn.run(script)).await;
        self.judge(conn, answer, most)
    }

    /// Begins or ends a transaction.
    async fn control(&mut self, sql: &str) -> Result<()> {
        let (mut conn, most) = (self.ready()?, self.lent.pool.timeouts.commit);
        let answer = timeout(most, conn.run(sql)).await;
        self.judge(conn, answer, most)
    }

    /// Somewhat longer than the server itself takes to give a statement up.
    fn most(&self) -> Duration {
        let statement = self.lent.pool.timeouts.statement;
        if self.for_schema { MIGRATION } else { statement + (statement / 10).max(Duration::from_secs(1)) }
    }

    fn ready(&mut self) -> Result<Conn> {
        match &self.failed {
            Some(why) => Err(why.clone()),
            None => self.lent.conn.take().ok_or_else(|| Error::Unavailable("the connection was closed".to_owned())),
        }
    }

    /// Keeps the connection after an answer that leaves it in order, and closes it after any other.
    fn judge<T>(
        &mut self,
        conn: Conn,
        answer: std::result::Result<sqlx::Result<T>, Elapsed>,
        most: Duration,
    ) -> Result<T> {
        let (error, trouble) = match answer {
            Ok(Ok(value)) => {
                self.lent.conn = Some(conn);
                return Ok(value);
            }
            Ok(Err(error)) => {
                let trouble = Trouble::of(&error);
                (Error::from(error), trouble)
            }
            Err(_) => {
                let why = format!("the database did not answer within {}", seconds(most));
                (Error::Unavailable(why), Some(Trouble::Silent))
            }
        };
        if let Some(trouble) = trouble {
            self.trouble = Some(trouble);
            self.failed = Some(error.clone());
            self.lent.pool.renew(self.lent.about, trouble.name(), &error);
            return Err(error);
        }
        // PostgreSQL takes no further statement and would answer a commit by a rollback; on MySQL a deadlock has
        // ended the transaction, and what followed would be committed by itself.
        let ended = self.engine() == DbEngine::Postgres || matches!(error, Error::Busy(_) | Error::Unavailable(_));
        if self.in_transaction && ended {
            self.failed = Some(error.clone());
        }
        self.lent.conn = Some(conn);
        Err(error)
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if self.for_schema {
            self.lent.conn = None;
        }
        if !self.in_transaction {
            return;
        }
        let Some(mut conn) = self.lent.conn.take() else { return };
        let (pool, about, permit) = (Arc::clone(&self.lent.pool), self.lent.about, mem::take(&mut self.lent.permit));
        if let Ok(runtime) = Handle::try_current() {
            drop(runtime.spawn(async move {
                match timeout(pool.timeouts.commit, conn.run("rollback")).await {
                    Ok(Ok(())) => pool.put_back(conn, about),
                    Ok(Err(error)) => pool.renew(about, Trouble::Broken.name(), &error),
                    Err(_) => pool.renew(about, Trouble::Silent.name(), &"no answer to a rollback"),
                }
                drop(permit);
            }));
        }
    }
}
