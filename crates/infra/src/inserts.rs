//! Many rows in one insert.

use kernel::Scalar;

use crate::db::{Result, SqlBuilder, Stmt, Tx};

/// Rows of one insert: below every engine's bound on arguments (32,766 on SQLite).
const ROWS_AT_ONCE: usize = 500;

/// Inserts rows; `head` ends in `values `, and `tail` is what follows them. Tells how many were inserted, which are
/// fewer where the statement passes over those that are there.
pub(crate) async fn insert_rows(tx: &Tx, head: &Stmt, tail: &Stmt, mut rows: Vec<Vec<Scalar>>) -> Result<u64> {
    let mut inserted = 0;
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(ROWS_AT_ONCE));
        let mut sql = SqlBuilder::rows(head, rows);
        let args = sql.push(tail, vec![]).take_args();
        inserted += tx.exec(&sql, args).await?;
        rows = rest;
    }
    Ok(inserted)
}
