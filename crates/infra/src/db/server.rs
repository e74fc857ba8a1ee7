//! MySQL/MariaDB and PostgreSQL: sqlx speaks with them, over connections of a pool of our own.
//!
//! Whoever asks may be gone before the answer is there: a client hangs up, a request takes too long.
//! A connection that is left in the middle of a talk is not fit for the next one (sqlx-mysql 0.9 does
//! not know how much of the answer to a `PREPARE` is still to come, nor that a `BEGIN` was sent), so
//! every talk with a server is brought to its end, by a task where nobody waits for it any more. It may not
//! have one: a peer can go silent without a word. So each step of a talk has a bound of time, after which the
//! connection is closed.

mod connect;
mod lease;
mod pool;
mod talk;
mod values;

use std::borrow::Cow;
use std::sync::Arc;

use kernel::{Scalar, Secret};
use tokio::sync::Mutex;

use self::connect::Connector;
use self::lease::Lease;
use self::pool::Pool;
use self::talk::run_to_completion;
use super::DbSettings;
use super::error::{Error, Result};
use super::statement::{DbEngine, Row};

/// A pool of connections to a database server. Cheap to clone.
#[derive(Clone)]
pub struct ServerPool {
    pool: Arc<Pool>,
}

impl ServerPool {
    pub async fn mysql(url: &Secret<String>, settings: &DbSettings) -> Result<Self> {
        let connector = Connector::mysql(url, settings)?;
        let pool = Pool::new(connector, settings, None);
        // Says at once when it cannot be reached.
        drop(pool.acquire().await?);
        Ok(Self { pool })
    }

    pub async fn postgres(url: &Secret<String>, settings: &DbSettings) -> Result<Self> {
        let (connector, first) = Connector::postgres(url, settings).await?;
        Ok(Self { pool: Pool::new(connector, settings, Some(first)) })
    }

    pub fn engine(&self) -> DbEngine {
        self.pool.connector.engine()
    }

    pub async fn begin(&self) -> Result<ServerTx> {
        // Here, and not within what is brought to its end: who waits for a connection may go away.
        let mut lease = Lease::new(self.pool.acquire().await?);
        let begun = run_to_completion(async move {
            match lease.begin().await {
                // Nothing had begun.
                Err(_) if lease.may_ask_again() => {
                    lease = lease.renewed().await?;
                    lease.begin().await?;
                }
                begun => begun?,
            }
            Ok(lease)
        });
        Ok(ServerTx::new(begun.await?))
    }

    /// A transaction for a step of the schema.
    pub async fn begin_for_schema(&self) -> Result<ServerTx> {
        let mut lease = Lease::new(self.pool.acquire().await?);
        let begun = run_to_completion(async move {
            lease.begin_for_schema().await?;
            Ok(lease)
        });
        Ok(ServerTx::new(begun.await?))
    }

    pub async fn read(&self, sql: Cow<'static, str>, args: Vec<Scalar>) -> Result<Vec<Row>> {
        let mut lease = Lease::new(self.pool.acquire().await?);
        run_to_completion(async move {
            match lease.read(sql.clone(), &args).await {
                Err(_) if lease.may_ask_again() => {
                    lease = lease.renewed().await?;
                    lease.read(sql, &args).await
                }
                answered => answered,
            }
        })
        .await
    }

    pub async fn prepare(&self, sql: &str) -> Result<()> {
        Lease::new(self.pool.acquire().await?).prepare(sql).await
    }

    pub async fn script(&self, script: &'static str) -> Result<()> {
        let mut lease = Lease::new(self.pool.acquire().await?);
        run_to_completion(async move { lease.script(script).await }).await
    }

    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// An open transaction. It is rolled back when it is dropped, and that is when the last talk in it
/// has come to its end.
pub struct ServerTx {
    engine: DbEngine,
    // Empty once it is committed.
    open: Arc<Mutex<Option<Lease>>>,
}

impl ServerTx {
    fn new(lease: Lease) -> Self {
        Self { engine: lease.engine(), open: Arc::new(Mutex::new(Some(lease))) }
    }

    pub const fn engine(&self) -> DbEngine {
        self.engine
    }

    pub async fn all(&self, sql: Cow<'static, str>, args: Vec<Scalar>) -> Result<Vec<Row>> {
        let open = Arc::clone(&self.open);
        run_to_completion(async move { open.lock().await.as_mut().ok_or_else(over)?.rows(sql, &args).await }).await
    }

    pub async fn exec(&self, sql: Cow<'static, str>, args: Vec<Scalar>) -> Result<u64> {
        let open = Arc::clone(&self.open);
        run_to_completion(async move { open.lock().await.as_mut().ok_or_else(over)?.change(sql, &args).await }).await
    }

    pub async fn commit(self) -> Result<()> {
        run_to_completion(async move { self.open.lock().await.take().ok_or_else(over)?.commit().await }).await
    }
}

fn over() -> Error {
    Error::Other("the transaction has ended".to_owned())
}
