//! MySQL/MariaDB and PostgreSQL through sqlx.
//!
//! Whoever asks may be gone before the answer is there: a client hangs up, a request takes too long.
//! A connection that is left in the middle of a talk is not fit for the next one (sqlx-mysql 0.9 does
//! not know how much of the answer to a `PREPARE` is still to come, nor that a `BEGIN` was sent), so
//! every talk with a server is brought to its end, by a task where nobody waits for it any more.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use kernel::{Scalar, Secret};
use sqlx::mysql::{MySqlArguments, MySqlConnectOptions, MySqlPoolOptions, MySqlRow};
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::query::Query;
use sqlx::{
    AssertSqlSafe, Column, ConnectOptions, Executor, MySql, MySqlPool, PgPool, Postgres, Row as _, TypeInfo, ValueRef,
};
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use uuid::Uuid;

use super::DbSettings;
use super::error::{Error, Result};
use super::statement::{DbEngine, Row};

/// A pool of connections to a database server.
#[derive(Clone)]
pub enum ServerPool {
    /// MySQL or MariaDB.
    My(MySqlPool),
    /// PostgreSQL.
    Pg(PgPool),
}

impl ServerPool {
    pub async fn mysql(url: &Secret<String>, settings: &DbSettings) -> Result<Self> {
        let options: MySqlConnectOptions =
            url.reveal().parse().map_err(|_| Error::Unavailable("the database URL is malformed".to_owned()))?;
        let options = options.disable_statement_logging();
        let pool = MySqlPoolOptions::new()
            .max_connections(settings.max_connections)
            .acquire_timeout(settings.acquire_timeout)
            .test_before_acquire(false)
            .after_connect(|conn, _| {
                Box::pin(async move {
                    conn.execute("set session transaction isolation level read committed").await?;
                    conn.execute("set session innodb_lock_wait_timeout = 10").await?;
                    Ok(())
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self::My(pool))
    }

    pub async fn postgres(url: &Secret<String>, settings: &DbSettings) -> Result<Self> {
        let options: PgConnectOptions =
            url.reveal().parse().map_err(|_| Error::Unavailable("the database URL is malformed".to_owned()))?;
        let options =
            options.disable_statement_logging().options([("lock_timeout", "10s"), ("statement_timeout", "30s")]);
        let pool = PgPoolOptions::new()
            .max_connections(settings.max_connections)
            .acquire_timeout(settings.acquire_timeout)
            .test_before_acquire(false)
            .connect_with(options)
            .await?;
        Ok(Self::Pg(pool))
    }

    pub const fn engine(&self) -> DbEngine {
        match self {
            Self::My(_) => DbEngine::Mysql,
            Self::Pg(_) => DbEngine::Postgres,
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that begins transactions; every write comes through here"
    )]
    pub async fn begin(&self) -> Result<ServerTx> {
        let server = self.clone();
        let open = run_to_completion(async move {
            Ok(match server {
                Self::My(pool) => Open::My(pool.begin().await?),
                Self::Pg(pool) => Open::Pg(pool.begin().await?),
            })
        });
        Ok(ServerTx { engine: self.engine(), open: Arc::new(Mutex::new(Some(open.await?))) })
    }

    pub async fn read(&self, sql: String, args: Vec<Scalar>) -> Result<Vec<Row>> {
        let server = self.clone();
        run_to_completion(async move {
            match server {
                Self::My(pool) => my_query(&sql, args)?.fetch_all(&pool).await?.iter().map(my_row).collect(),
                Self::Pg(pool) => pg_query(&sql, args)?.fetch_all(&pool).await?.iter().map(pg_row).collect(),
            }
        })
        .await
    }

    pub async fn prepare(&self, sql: &str) -> Result<()> {
        use sqlx::SqlSafeStr;
        let sql = assembled(sql).into_sql_str();
        match self {
            Self::My(pool) => pool.prepare(sql).await.map(drop)?,
            Self::Pg(pool) => pool.prepare(sql).await.map(drop)?,
        }
        Ok(())
    }

    pub async fn script(&self, script: &'static str) -> Result<()> {
        match self {
            Self::My(pool) => pool.execute(script).await.map(drop)?,
            Self::Pg(pool) => pool.execute(script).await.map(drop)?,
        }
        Ok(())
    }

    pub async fn close(&self) {
        match self {
            Self::My(pool) => pool.close().await,
            Self::Pg(pool) => pool.close().await,
        }
    }
}

/// An exchange with a server that survives cancellation: when the caller is gone, the rest of it runs in a task.
struct CancelSafe<T: Send + 'static> {
    rest: Option<Pin<Box<dyn Future<Output = Result<T>> + Send>>>,
}

/// Brings a talk with a server to its end, even if nobody waits for it any more. Once begun: it is
/// asked for as soon as it is made.
fn run_to_completion<T: Send + 'static>(talk: impl Future<Output = Result<T>> + Send + 'static) -> CancelSafe<T> {
    CancelSafe { rest: Some(Box::pin(talk)) }
}

impl<T: Send + 'static> Future for CancelSafe<T> {
    type Output = Result<T>;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // Taken out while it is polled: after a panic there is no rest.
        let mut rest = self.rest.take().expect("nobody asks again after the answer");
        let answer = rest.as_mut().poll(context);
        if answer.is_pending() {
            self.rest = Some(rest);
        }
        answer
    }
}

impl<T: Send + 'static> Drop for CancelSafe<T> {
    fn drop(&mut self) {
        if let (Some(rest), Ok(runtime)) = (self.rest.take(), Handle::try_current()) {
            drop(runtime.spawn(rest));
        }
    }
}

enum Open {
    My(sqlx::Transaction<'static, MySql>),
    Pg(sqlx::Transaction<'static, Postgres>),
}

/// An open transaction. sqlx rolls it back when it is dropped, and that is when the last talk in it
/// has come to its end.
pub struct ServerTx {
    engine: DbEngine,
    // Empty once it is committed.
    open: Arc<Mutex<Option<Open>>>,
}

impl ServerTx {
    pub const fn engine(&self) -> DbEngine {
        self.engine
    }

    pub async fn all(&self, sql: String, args: Vec<Scalar>) -> Result<Vec<Row>> {
        let open = Arc::clone(&self.open);
        run_to_completion(async move {
            match open.lock().await.as_mut() {
                Some(Open::My(tx)) => my_query(&sql, args)?.fetch_all(&mut **tx).await?.iter().map(my_row).collect(),
                Some(Open::Pg(tx)) => pg_query(&sql, args)?.fetch_all(&mut **tx).await?.iter().map(pg_row).collect(),
                None => Err(over()),
            }
        })
        .await
    }

    pub async fn exec(&self, sql: String, args: Vec<Scalar>) -> Result<u64> {
        let open = Arc::clone(&self.open);
        run_to_completion(async move {
            Ok(match open.lock().await.as_mut() {
                Some(Open::My(tx)) => my_query(&sql, args)?.execute(&mut **tx).await?.rows_affected(),
                Some(Open::Pg(tx)) => pg_query(&sql, args)?.execute(&mut **tx).await?.rows_affected(),
                None => return Err(over()),
            })
        })
        .await
    }

    pub async fn commit(self) -> Result<()> {
        run_to_completion(async move {
            match self.open.lock().await.take() {
                Some(Open::My(tx)) => Ok(tx.commit().await?),
                Some(Open::Pg(tx)) => Ok(tx.commit().await?),
                None => Err(over()),
            }
        })
        .await
    }
}

fn over() -> Error {
    Error::Other("the transaction has ended".to_owned())
}

/// The one place where assembled text goes to a driver: `SqlBuilder` takes `&'static str` pieces only.
#[expect(clippy::disallowed_methods, reason = "the pieces are static; values are bound")]
fn assembled(sql: &str) -> AssertSqlSafe<&str> {
    AssertSqlSafe(sql)
}

fn my_query<'q>(sql: &str, args: Vec<Scalar>) -> Result<Query<'q, MySql, MySqlArguments>> {
    Ok(sqlx::query_with(assembled(sql), my_args(args)?))
}

fn pg_query<'q>(sql: &str, args: Vec<Scalar>) -> Result<Query<'q, Postgres, PgArguments>> {
    Ok(sqlx::query_with(assembled(sql), pg_args(args)?))
}

fn my_args(args: Vec<Scalar>) -> Result<MySqlArguments> {
    use sqlx::Arguments;
    let mut bound = MySqlArguments::default();
    for arg in args {
        match arg {
            Scalar::Id(id) => bound.add(id.map(|id| id.as_bytes().to_vec())),
            Scalar::Int(n) => bound.add(n),
            // As bytes: machine keys are binary columns, and the connection's character set is UTF-8.
            Scalar::Text(text) => bound.add(text),
            Scalar::Bytes(bytes) => bound.add(bytes),
        }
        .map_err(|e| Error::Other(e.to_string()))?;
    }
    Ok(bound)
}

fn pg_args(args: Vec<Scalar>) -> Result<PgArguments> {
    use sqlx::Arguments;
    let mut bound = PgArguments::default();
    for arg in args {
        match arg {
            Scalar::Id(id) => bound.add(id),
            Scalar::Int(n) => bound.add(n),
            Scalar::Text(text) => bound.add(text),
            Scalar::Bytes(bytes) => bound.add(bytes),
        }
        .map_err(|e| Error::Other(e.to_string()))?;
    }
    Ok(bound)
}

fn my_row(row: &MySqlRow) -> Result<Row> {
    let mut cells = VecDeque::with_capacity(row.columns().len());
    for column in row.columns() {
        let at = column.ordinal();
        let is_null = row.try_get_raw(at)?.is_null();
        let kind = column.type_info().name();
        cells.push_back(match kind {
            _ if is_null => Scalar::Int(None),
            "BIGINT" | "INT" | "SMALLINT" | "TINYINT" | "BOOLEAN" => {
                Scalar::Int(Some(row.try_get_unchecked::<i64, _>(at)?))
            }
            "DECIMAL" => {
                let digits = row.try_get_unchecked::<String, _>(at)?;
                Scalar::Int(Some(digits.parse().map_err(|_| Error::decode("a sum that is not a whole number"))?))
            }
            _ => Scalar::Bytes(Some(row.try_get_unchecked::<Vec<u8>, _>(at)?)),
        });
    }
    Ok(Row::new(cells))
}

fn pg_row(row: &PgRow) -> Result<Row> {
    let mut cells = VecDeque::with_capacity(row.columns().len());
    for column in row.columns() {
        let at = column.ordinal();
        cells.push_back(match column.type_info().name() {
            "UUID" => Scalar::Id(row.try_get::<Option<Uuid>, _>(at)?),
            "INT8" => Scalar::Int(row.try_get::<Option<i64>, _>(at)?),
            "INT4" => Scalar::Int(row.try_get::<Option<i32>, _>(at)?.map(i64::from)),
            "TEXT" | "VARCHAR" | "NAME" => Scalar::Text(row.try_get::<Option<String>, _>(at)?),
            "BYTEA" => Scalar::Bytes(row.try_get::<Option<Vec<u8>>, _>(at)?),
            other => return Err(Error::decode(&format!("a column of type {other}"))),
        });
    }
    Ok(Row::new(cells))
}
