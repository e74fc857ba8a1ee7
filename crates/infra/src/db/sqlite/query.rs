//! One statement on a connection to SQLite: what is bound to it, and what comes back.

use kernel::Scalar;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql};
use uuid::Uuid;

use crate::db::error::{Error, Result};
use crate::db::statement::Row;
use crate::db::write_ahead_log;

pub(super) fn query(conn: &Connection, sql: &str, args: &[Scalar]) -> Result<Vec<Row>> {
    write_ahead_log::statement_begins();
    let mut statement = conn.prepare_cached(sql)?;
    let width = statement.column_count();
    let mut rows = statement.query(rusqlite::params_from_iter(args.iter().map(Bound)))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Vec::with_capacity(width);
        for at in 0..width {
            cells.push(cell(row.get_ref(at)?)?);
        }
        found.push(Row::new(cells));
    }
    Ok(found)
}

/// How many rows a statement changed.
pub(super) fn change(conn: &Connection, sql: &str, args: &[Scalar]) -> Result<u64> {
    let changed = conn.prepare_cached(sql)?.execute(rusqlite::params_from_iter(args.iter().map(Bound)))?;
    Ok(u64::try_from(changed).unwrap_or(u64::MAX))
}

fn cell(value: ValueRef<'_>) -> Result<Scalar> {
    Ok(match value {
        ValueRef::Null => Scalar::Int(None),
        ValueRef::Integer(n) => Scalar::Int(Some(n)),
        ValueRef::Text(bytes) => {
            Scalar::Text(Some(str::from_utf8(bytes).map_err(|_| Error::decode("text that is not UTF-8"))?.to_owned()))
        }
        ValueRef::Blob(bytes) => match Uuid::from_slice(bytes) {
            Ok(id) => Scalar::Id(Some(id)),
            Err(_) => Scalar::Bytes(Some(bytes.to_vec())),
        },
        ValueRef::Real(_) => return Err(Error::decode("a floating point column")),
    })
}

struct Bound<'a>(&'a Scalar);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Scalar::Id(Some(id)) => ToSqlOutput::Borrowed(ValueRef::Blob(id.as_bytes())),
            Scalar::Int(Some(n)) => ToSqlOutput::Owned(Value::Integer(*n)),
            Scalar::Text(Some(text)) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Scalar::Bytes(Some(bytes)) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Scalar::Id(None) | Scalar::Int(None) | Scalar::Text(None) | Scalar::Bytes(None) => {
                ToSqlOutput::Owned(Value::Null)
            }
        })
    }
}
