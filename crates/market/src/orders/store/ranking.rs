//! The products most often ordered.

use kernel::{ProductId, Timestamp};
use platform::args;
use platform::db::{Ask, Built, Db, Result, Stmt};

use crate::catalog::Shelf;

// Counted before products are looked at: one look per product instead of one per line. A cross join,
// because SQLite keeps its order: the time drives, and not all lines there ever were.
const RANKED: Stmt = Stmt::same(
    "select p.id from (select l.product_id, count(distinct o.purchase_id) as purchases from vendor_orders o cross join order_lines l
    where o.placed_at >= ? and o.state not in ('rejected', 'cancelled') and l.vendor_order_id = o.id group by l.product_id) r
    cross join products p where p.id = r.product_id and p.state = 'published' and p.offer_count > 0",
);
const ON_SHELF: Stmt = Stmt::same(" and p.category_id = ?");
const ON_ROOT: Stmt = Stmt::same(" and p.root_category_id = ?");
const MOST_FIRST: Stmt = Stmt::same(" order by r.purchases desc, p.id limit ?");

pub(crate) fn statement_of_ranking(since: Timestamp, shelf: Option<Shelf>, most: i64) -> Built {
    let mut sql = Built::new(&RANKED, args![since]);
    if let Some((shelf, root)) = shelf {
        sql.push(if root { &ON_ROOT } else { &ON_SHELF }, args![shelf]);
    }
    sql.push(&MOST_FIRST, args![most]);
    sql
}

pub(crate) async fn most_ordered(db: &Db, since: Timestamp, shelf: Option<Shelf>, most: i64) -> Result<Vec<ProductId>> {
    let mut sql = statement_of_ranking(since, shelf, most);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(|mut r| r.take()).collect()
}
