//! One connection of either driver: what is bound to a statement, and what comes back.

use std::collections::VecDeque;

use kernel::Scalar;
use sqlx::mysql::{MySqlArguments, MySqlConnection, MySqlRow};
use sqlx::postgres::{PgArguments, PgConnection, PgRow};
use sqlx::query::Query;
use sqlx::{Arguments, AssertSqlSafe, Column, Connection, Executor, MySql, Postgres, Row as _, TypeInfo, ValueRef};
use uuid::Uuid;

use crate::db::error::{Error, Result};
use crate::db::statement::Row;

/// A connection to MySQL/MariaDB or PostgreSQL.
pub(super) enum Conn {
    My(MySqlConnection),
    Pg(PgConnection),
}

/// What is run: the text, what it binds, and whether it stays prepared.
pub(super) struct Statement<'a> {
    pub(super) sql: &'a str,
    pub(super) args: &'a [Scalar],
    pub(super) keep: bool,
}

impl Conn {
    /// Runs statements that bind nothing.
    pub(super) async fn run(&mut self, sql: &str) -> sqlx::Result<()> {
        match self {
            Self::My(conn) => conn.execute(assembled(sql)).await.map(drop),
            Self::Pg(conn) => conn.execute(assembled(sql)).await.map(drop),
        }
    }

    /// The rows; within, what is wrong with what was bound or read, which is no fault of the connection.
    pub(super) async fn rows(&mut self, statement: &Statement<'_>) -> sqlx::Result<Result<Vec<Row>>> {
        Ok(match self {
            Self::My(conn) => match statement.mysql() {
                Ok(query) => query.fetch_all(conn).await?.iter().map(my_row).collect(),
                Err(unfit) => Err(unfit),
            },
            Self::Pg(conn) => match statement.postgres() {
                Ok(query) => query.fetch_all(conn).await?.iter().map(pg_row).collect(),
                Err(unfit) => Err(unfit),
            },
        })
    }

    /// How many rows were changed.
    pub(super) async fn change(&mut self, statement: &Statement<'_>) -> sqlx::Result<Result<u64>> {
        Ok(match self {
            Self::My(conn) => match statement.mysql() {
                Ok(query) => Ok(query.execute(conn).await?.rows_affected()),
                Err(unfit) => Err(unfit),
            },
            Self::Pg(conn) => match statement.postgres() {
                Ok(query) => Ok(query.execute(conn).await?.rows_affected()),
                Err(unfit) => Err(unfit),
            },
        })
    }

    pub(super) async fn prepare(&mut self, sql: &str) -> sqlx::Result<()> {
        use sqlx::SqlSafeStr;
        let sql = assembled(sql).into_sql_str();
        match self {
            Self::My(conn) => conn.prepare(sql).await.map(drop),
            Self::Pg(conn) => conn.prepare(sql).await.map(drop),
        }
    }

    /// Whether a setting of PostgreSQL is what it was set to at the start of the session.
    pub(super) async fn setting_holds(&mut self, name: &str, value: &str) -> sqlx::Result<bool> {
        let Self::Pg(conn) = self else { return Ok(true) };
        // Not prepared: a pooler would not know it any more.
        let row = conn.fetch_one(assembled(&format!("select current_setting('{name}')"))).await?;
        Ok(row.try_get_unchecked::<String, _>(0)? == value)
    }

    pub(super) async fn close(self) -> sqlx::Result<()> {
        match self {
            Self::My(conn) => conn.close().await,
            Self::Pg(conn) => conn.close().await,
        }
    }
}

/// The one place where assembled text goes to a driver: `SqlBuilder` takes `&'static str` pieces only.
#[expect(clippy::disallowed_methods, reason = "the pieces are static; values are bound")]
pub(super) fn assembled(sql: &str) -> AssertSqlSafe<&str> {
    AssertSqlSafe(sql)
}

impl Statement<'_> {
    fn mysql<'q>(&self) -> Result<Query<'q, MySql, MySqlArguments>> {
        let mut bound = MySqlArguments::default();
        for arg in self.args {
            match arg {
                Scalar::Id(id) => bound.add(id.as_ref().map(|id| id.as_bytes().as_slice())),
                Scalar::Int(n) => bound.add(n),
                // As bytes: machine keys are binary columns, and the connection's character set is UTF-8.
                Scalar::Text(text) => bound.add(text.as_deref()),
                Scalar::Bytes(bytes) => bound.add(bytes.as_deref()),
            }
            .map_err(|e| Error::Other(e.to_string()))?;
        }
        Ok(sqlx::query_with(assembled(self.sql), bound).persistent(self.keep))
    }

    fn postgres<'q>(&self) -> Result<Query<'q, Postgres, PgArguments>> {
        let mut bound = PgArguments::default();
        for arg in self.args {
            match arg {
                Scalar::Id(id) => bound.add(id),
                Scalar::Int(n) => bound.add(n),
                Scalar::Text(text) => bound.add(text.as_deref()),
                Scalar::Bytes(bytes) => bound.add(bytes.as_deref()),
            }
            .map_err(|e| Error::Other(e.to_string()))?;
        }
        Ok(sqlx::query_with(assembled(self.sql), bound).persistent(self.keep))
    }
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
