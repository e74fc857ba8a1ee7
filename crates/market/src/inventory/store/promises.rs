//! What levels promise, changed by one statement for all levels of an order: each gets its number by its id. Levels
//! are locked in the order of their ids. The database decides whether each has enough, not the numbers read before:
//! how many rows changed says whether all had.

use infra::db::{Result, SqlBuilder, Stmt};
use infra::{WriteTx, padded};
use kernel::{StockLevelId, Stored};

/// Levels of one statement: each of its rows is looked for among them.
const LEVELS_AT_ONCE: usize = 96;

// TENANT: whoever orders takes from every approved vendor.
const TAKE: Stmt = Stmt::per_engine(
    "update stock_levels set version = version + 1, allocated = allocated + case id",
    "update stock_levels set version = version + 1, allocated = allocated + case id",
    "update stock_levels s set version = s.version + 1, allocated = s.allocated + case s.id",
);
const IF_FREE: Stmt = Stmt::per_engine(
    ") and on_hand - allocated >= case id",
    ") and on_hand - allocated >= case id",
    ") order by id for no key update) l where l.id = s.id and s.on_hand - s.allocated >= case s.id",
);
// TENANT: what an order took, and the order was locked.
const GIVE_BACK: Stmt = Stmt::per_engine(
    "update stock_levels set version = version + 1, allocated = allocated - case id",
    "update stock_levels set version = version + 1, allocated = allocated - case id",
    "update stock_levels s set version = s.version + 1, allocated = s.allocated - case s.id",
);
const AND_ON_HAND: Stmt = Stmt::per_engine(
    " end, on_hand = on_hand - case id",
    " end, on_hand = on_hand - case id",
    " end, on_hand = s.on_hand - case s.id",
);
const IF_PROMISED: Stmt = Stmt::per_engine(
    ") and allocated >= case id",
    ") and allocated >= case id",
    ") order by id for no key update) l where l.id = s.id and s.allocated >= case s.id",
);
// TENANT: the levels that the beginning is about. MariaDB goes along the primary key; PostgreSQL would lock rows as
// it comes upon them, in any order.
const OF_LEVELS: Stmt = Stmt::per_engine(
    " end where id in (",
    " end where id in (",
    " end from (select id from stock_levels where id in (",
);
const END: Stmt = Stmt::same(" end");

/// Packs to promise on a level, if at least so many are free there.
#[derive(Debug, Clone, Copy)]
pub(in crate::inventory) struct Taking {
    pub level: StockLevelId,
    pub packs: i64,
    pub least_free: i64,
}

/// Promises packs, of levels in the order of their ids; tells whether each had as many free as it must.
pub(in crate::inventory) async fn take(tx: &WriteTx, takings: &[Taking]) -> Result<bool> {
    let mut changed = 0;
    for some in takings.chunks(LEVELS_AT_ONCE) {
        let some = padded(some);
        let mut sql = SqlBuilder::new(&TAKE, vec![]);
        sql.push_cases(some.iter().map(|taking| (taking.level, taking.packs)))
            .push(&OF_LEVELS, vec![])
            .push_list(some.iter().map(|taking| taking.level.to_scalar()).collect())
            .push(&IF_FREE, vec![])
            .push_cases(some.iter().map(|taking| (taking.level, taking.least_free)))
            .push(&END, vec![]);
        let values = sql.take_args();
        changed += tx.exec(&sql, values).await?;
    }
    Ok(usize::try_from(changed) == Ok(takings.len()))
}

/// Takes promises of so many packs back; tells whether each level had promised as many.
pub(in crate::inventory) async fn give_back(tx: &WriteTx, levels: &[(StockLevelId, i64)]) -> Result<bool> {
    change(tx, levels, false).await
}

/// The same where the packs leave.
pub(in crate::inventory) async fn ship(tx: &WriteTx, levels: &[(StockLevelId, i64)]) -> Result<bool> {
    change(tx, levels, true).await
}

async fn change(tx: &WriteTx, levels: &[(StockLevelId, i64)], packs_leave: bool) -> Result<bool> {
    let mut changed = 0;
    for some in levels.chunks(LEVELS_AT_ONCE) {
        let some = padded(some);
        let mut sql = SqlBuilder::new(&GIVE_BACK, vec![]);
        sql.push_cases(some.iter().copied());
        if packs_leave {
            sql.push(&AND_ON_HAND, vec![]).push_cases(some.iter().copied());
        }
        sql.push(&OF_LEVELS, vec![])
            .push_list(some.iter().map(|(level, _)| level.to_scalar()).collect())
            .push(&IF_PROMISED, vec![])
            .push_cases(some.iter().copied())
            .push(&END, vec![]);
        let values = sql.take_args();
        changed += tx.exec(&sql, values).await?;
    }
    Ok(usize::try_from(changed) == Ok(levels.len()))
}
