//! One connection of either driver: what is bound to a statement, and what comes back.

use std::borrow::Cow;

use kernel::Scalar;
use sqlx::mysql::{MySqlArguments, MySqlConnection, MySqlRow};
use sqlx::postgres::{PgArguments, PgConnection, PgRow};
use sqlx::query::Query;
use sqlx::{
    Arguments, AssertSqlSafe, Column, Connection, Decode, Executor, MySql, Postgres, Row as _, SqlSafeStr, SqlStr,
    TypeInfo, ValueRef,
};
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
    pub(super) sql: Cow<'static, str>,
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
                Ok(query) => my_rows(&query.fetch_all(conn).await?),
                Err(unfit) => Err(unfit),
            },
            Self::Pg(conn) => match statement.postgres() {
                Ok(query) => pg_rows(&query.fetch_all(conn).await?),
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
    /// The text for a driver: the program's own is not copied.
    #[expect(clippy::disallowed_methods, reason = "the pieces are static; values are bound")]
    fn text(&self) -> SqlStr {
        AssertSqlSafe(self.sql.clone()).into_sql_str()
    }

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
        Ok(sqlx::query_with(self.text(), bound).persistent(self.keep))
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
        Ok(sqlx::query_with(self.text(), bound).persistent(self.keep))
    }
}

/// How a column is read. Found out once for all rows of an answer.
#[derive(Clone, Copy)]
enum Kind {
    Id,
    Int,
    SmallInt,
    /// A sum.
    Decimal,
    Text,
    Bytes,
}

fn my_kind(column: &<MySql as sqlx::Database>::Column) -> Kind {
    match column.type_info().name() {
        "BIGINT" | "INT" | "SMALLINT" | "TINYINT" | "BOOLEAN" => Kind::Int,
        "DECIMAL" => Kind::Decimal,
        _ => Kind::Bytes,
    }
}

fn my_rows(rows: &[MySqlRow]) -> Result<Vec<Row>> {
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let kinds: Vec<Kind> = first.columns().iter().map(my_kind).collect();
    rows.iter().map(|row| my_row(row, &kinds)).collect()
}

fn my_row(row: &MySqlRow, kinds: &[Kind]) -> Result<Row> {
    let mut cells = Vec::with_capacity(kinds.len());
    for (at, kind) in kinds.iter().enumerate() {
        let value = row.try_get_raw(at)?;
        cells.push(match kind {
            _ if value.is_null() => Scalar::Int(None),
            Kind::Int => Scalar::Int(Some(<i64 as Decode<MySql>>::decode(value).map_err(unreadable)?)),
            Kind::Decimal => {
                let digits = <&str as Decode<MySql>>::decode(value).map_err(unreadable)?;
                Scalar::Int(Some(digits.parse().map_err(|_| Error::decode("a sum that is not a whole number"))?))
            }
            _ => Scalar::Bytes(Some(<Vec<u8> as Decode<MySql>>::decode(value).map_err(unreadable)?)),
        });
    }
    Ok(Row::new(cells))
}

fn pg_kind(column: &<Postgres as sqlx::Database>::Column) -> Result<Kind> {
    Ok(match column.type_info().name() {
        "UUID" => Kind::Id,
        "INT8" => Kind::Int,
        "INT4" => Kind::SmallInt,
        "TEXT" | "VARCHAR" | "NAME" => Kind::Text,
        "BYTEA" => Kind::Bytes,
        other => return Err(Error::decode(&format!("a column of type {other}"))),
    })
}

fn pg_rows(rows: &[PgRow]) -> Result<Vec<Row>> {
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let kinds: Vec<Kind> = first.columns().iter().map(pg_kind).collect::<Result<_>>()?;
    rows.iter().map(|row| pg_row(row, &kinds)).collect()
}

fn pg_row(row: &PgRow, kinds: &[Kind]) -> Result<Row> {
    let mut cells = Vec::with_capacity(kinds.len());
    for (at, kind) in kinds.iter().enumerate() {
        cells.push(match kind {
            Kind::Id => Scalar::Id(row.try_get_unchecked::<Option<Uuid>, _>(at)?),
            Kind::Int | Kind::Decimal => Scalar::Int(row.try_get_unchecked::<Option<i64>, _>(at)?),
            Kind::SmallInt => Scalar::Int(row.try_get_unchecked::<Option<i32>, _>(at)?.map(i64::from)),
            Kind::Text => Scalar::Text(row.try_get_unchecked::<Option<String>, _>(at)?),
            Kind::Bytes => Scalar::Bytes(row.try_get_unchecked::<Option<Vec<u8>>, _>(at)?),
        });
    }
    Ok(Row::new(cells))
}

fn unreadable(why: sqlx::error::BoxDynError) -> Error {
    Error::from(sqlx::Error::Decode(why))
}
