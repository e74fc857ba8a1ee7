//! Many rows in one insert.

use kernel::Scalar;

use crate::db::{Result, SqlBuilder, Stmt, Tx};

/// Up to so many, rows are written by a statement that has exactly their number.
const FEW_ROWS: usize = 32;

/// Numbers of rows beyond that. Each number is a text of its own, which every connection prepares and keeps: of
/// any size there would be too many. The last is below every engine's bound on arguments (32,766 on SQLite).
const SIZES: [usize; 8] = [48, 64, 96, 128, 192, 256, 384, 500];

/// The most rows, up to so many, that one statement may have.
fn rows_at_once(rows: usize) -> usize {
    if rows <= FEW_ROWS {
        return rows;
    }
    SIZES.into_iter().rev().find(|size| *size <= rows).unwrap_or(FEW_ROWS)
}

/// Rows for a statement that bears the same row twice, as an update does that finds rows by their keys: the last is
/// repeated until there are as many as a statement may have, so that few texts are prepared.
pub fn padded<T: Clone>(rows: &[T]) -> Vec<T> {
    let wanted = if rows.len() <= FEW_ROWS {
        rows.len()
    } else {
        *SIZES.iter().find(|size| **size >= rows.len()).unwrap_or(&rows.len())
    };
    rows.iter().chain(rows.last().into_iter().cycle()).take(wanted).cloned().collect()
}

/// Inserts rows; `head` ends in `values `, and `tail` is what follows them. Tells how many were inserted, which are
/// fewer where the statement passes over those that are there.
pub(crate) async fn insert_rows(tx: &Tx, head: &Stmt, tail: &Stmt, mut rows: Vec<Vec<Scalar>>) -> Result<u64> {
    let mut inserted = 0;
    while !rows.is_empty() {
        let rest = rows.split_off(rows_at_once(rows.len()));
        let mut sql = SqlBuilder::rows(head, rows);
        let args = sql.push(tail, vec![]).take_args();
        inserted += tx.exec(&sql, args).await?;
        rows = rest;
    }
    Ok(inserted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statements(mut rows: usize) -> Vec<usize> {
        let mut sizes = Vec::new();
        while rows > 0 {
            sizes.push(rows_at_once(rows));
            rows -= rows_at_once(rows);
        }
        sizes
    }

    #[test]
    fn many_rows_are_written_by_few_statements_of_few_sizes() {
        let expected: [(usize, &[usize]); 7] = [
            (1, &[1]),
            (32, &[32]),
            (47, &[32, 15]),
            (100, &[96, 4]),
            (127, &[96, 31]),
            (500, &[500]),
            (1_003, &[500, 500, 3]),
        ];
        for (rows, sizes) in expected {
            assert_eq!(statements(rows), sizes);
        }
    }

    #[test]
    fn rows_are_repeated_up_to_a_size() {
        assert_eq!(padded(&[1, 2, 3]), [1, 2, 3]);
        let many: Vec<usize> = (0..33).collect();
        assert_eq!((padded(&many).len(), &padded(&many)[..33], padded(&many)[47]), (48, &many[..], 32));
        assert_eq!((padded::<usize>(&[]).len(), padded(&[0; 501]).len()), (0, 501));
    }
}
