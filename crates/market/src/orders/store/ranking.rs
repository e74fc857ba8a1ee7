//! The products that most retailers had delivered.

use infra::args;
use infra::db::{Db, Query, Result, SqlBuilder, Stmt};
use kernel::{Currency, ProductId, Timestamp};

use crate::catalog::CategoryFilter;

// Counted before products are looked at: one look per product instead of one per line. A cross join,
// because SQLite keeps its order: the time drives, and not all lines there ever were. The worth is a
// floating-point number, because a whole one could overflow; it decides among equals only.
// TENANT: a ranking over all orders that tells products and no figure.
const RANKED: Stmt = Stmt::same(
    "select p.id from (select l.product_id, count(distinct o.retailer_id) as retailers, sum(l.qty_accepted * 1e0 * l.unit_price_minor) as worth from vendor_orders o cross join order_lines l
    where o.placed_at >= ? and o.state in ('delivered', 'completed') and l.vendor_order_id = o.id and l.qty_accepted > 0 group by l.product_id) r
    cross join products p where p.id = r.product_id and p.state = 'published' and p.from_price_minor is not null",
);
const IN_CATEGORY: Stmt = Stmt::same(" and p.category_id = ?");
const IN_ROOT_CATEGORY: Stmt = Stmt::same(" and p.root_category_id = ?");
const MOST_FIRST: Stmt =
    Stmt::same(" order by r.retailers desc, case when p.currency = ? then r.worth else 0 end desc, p.id limit ?");

pub(crate) fn statement_of_ranking(
    since: Timestamp,
    category_filter: Option<CategoryFilter>,
    (currency, most): (Currency, i64),
) -> SqlBuilder {
    let mut sql = SqlBuilder::new(&RANKED, args![since]);
    if let Some((category_filter, root)) = category_filter {
        sql.push(if root { &IN_ROOT_CATEGORY } else { &IN_CATEGORY }, args![category_filter]);
    }
    sql.push(&MOST_FIRST, args![currency, most]);
    sql
}

pub(crate) async fn most_ordered(
    db: &Db,
    since: Timestamp,
    category_filter: Option<CategoryFilter>,
    of: (Currency, i64),
) -> Result<Vec<ProductId>> {
    let mut sql = statement_of_ranking(since, category_filter, of);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(|mut r| r.take()).collect()
}
