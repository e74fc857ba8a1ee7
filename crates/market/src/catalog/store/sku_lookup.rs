//! Offers by article number or GTIN.

use infra::args;
use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use kernel::gtin::Gtin;
use kernel::text::Sku;
use kernel::{CompanyId, Stored};

use super::money;
use crate::catalog::sku_lookup::SkuMatch;

const SELECT: Stmt = Stmt::same(
    "select o.id, o.product_id, o.vendor_id, v.display_name, o.sku, p.gtin, p.title, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, r.amount_minor, r.currency, coalesce(v.delivers_to, v.country), ",
);
// TENANT: whoever orders may order from every approved vendor.
const FREE: Stmt = Stmt::per_engine(
    "(select coalesce(sum(s.on_hand - s.allocated), 0) from stock_levels s where s.offer_id = o.id)",
    "(select cast(coalesce(sum(s.on_hand - s.allocated), 0) as signed) from stock_levels s where s.offer_id = o.id)",
    "(select coalesce(sum(s.on_hand - s.allocated), 0)::bigint from stock_levels s where s.offer_id = o.id)",
);
// Each half has an index of its own; asked with an "or", engines read the whole table.
// TENANT: whoever orders may order from every approved vendor.
const BY_SKU: Stmt = Stmt::same(" from (select id from offers where state = 'active' and sku in (");
// TENANT: whoever orders may order from every approved vendor.
const OR_GTIN: Stmt = Stmt::same(
    ") union select f.id from products q join offers f on f.product_id = q.id where f.state = 'active' and q.gtin in (",
);
// The limit is for a number that very many vendors have.
// TENANT: whoever orders may order from every approved vendor.
const SELLABLE: Stmt = Stmt::same(
    ")) m join offers o on o.id = m.id join products p on p.id = o.product_id join prices r on r.offer_id = o.id join companies v on v.id = o.vendor_id join companies b on b.id = ?
    where o.state = 'active' and p.state = 'published' and v.state = 'approved' order by case when r.currency = b.currency then 0 else 1 end, r.currency, r.amount_minor, o.id limit 2000",
);

/// What is sold under some article numbers: in the buyer's currency first, cheapest first.
pub(crate) async fn find_by_sku(db: &Db, buyer: CompanyId, skus: &[Sku], gtins: &[Gtin]) -> Result<Vec<SkuMatch>> {
    if skus.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&FREE, vec![]).push(&BY_SKU, vec![]).push_list(skus.iter().map(Stored::to_scalar).collect());
    if !gtins.is_empty() {
        sql.push(&OR_GTIN, vec![]).push_list(gtins.iter().map(Stored::to_scalar).collect());
    }
    sql.push(&SELLABLE, args![buyer]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(candidate).collect()
}

fn candidate(mut r: Row) -> Result<SkuMatch> {
    Ok(infra::columns!(
        r,
        SkuMatch {
            offer_id,
            product_id,
            vendor_id,
            vendor_name,
            sku,
            gtin,
            title,
            pack_size,
            min_quantity,
            quantity_step,
            max_quantity,
            price: money(&mut r)?,
            delivers_to,
            free
        }
    ))
}
