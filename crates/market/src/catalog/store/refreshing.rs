//! Listings as they are shown: the lowest price and the number of offers of a product, brought up to date.

use infra::db::{Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::ids::Id;
use kernel::{CompanyId, ProductId, Stored};

use super::PRODUCTS_OF_VENDOR;

// A server's statement reads other tables as they were when it began, not as they are once it has the row: the rows
// are locked first.
const LOCK: Stmt = Stmt::same("select id from products where id in (");
const LOCK_END: Stmt = Stmt::per_engine(") order by id", ") order by id for update", ") order by id for update");
// TENANT: counts the active offers that everybody sees; only what can be ordered now sets the lowest price.
const COMPARE: Stmt = Stmt::same(
    "select p.id, p.offer_count, p.from_price_minor,
        (select count(*) from offers o join companies v on v.id = o.vendor_id where o.product_id = p.id and o.state = 'active' and v.state = 'approved'),
        (select min(r.amount_minor) from offers o join companies v on v.id = o.vendor_id join prices r on r.offer_id = o.id where o.product_id = p.id and o.state = 'active' and v.state = 'approved'
            and o.min_quantity <= (select coalesce(sum(s.on_hand - s.allocated), 0) from stock_levels s where s.offer_id = o.id))
        from products p where p.id in (",
);
const COMPARE_END: Stmt = Stmt::same(") order by p.id");
// One statement, whatever is shown of each of them.
const SET: Stmt = Stmt::same("update products set offer_count = case id");
const TO: Stmt = Stmt::per_engine(" when ? then ?", " when ? then ?", " when ? then cast(? as bigint)");
const AND_LOWEST: Stmt = Stmt::same(" end, from_price_minor = case id");
const WHERE: Stmt = Stmt::same(" end where id in (");
const CLOSE: Stmt = Stmt::same(")");

/// Brings a product's lowest price and number of offers up to date; tells whether they were others.
pub(crate) async fn refresh_listing(tx: &WriteTx, id: ProductId) -> Result<bool> {
    Ok(!refresh_listings(tx, &[id]).await?.is_empty())
}

/// The same for some products, which stay locked; tells which of them had others.
pub(crate) async fn refresh_listings(tx: &WriteTx, products: &[ProductId]) -> Result<Vec<ProductId>> {
    if products.is_empty() {
        return Ok(vec![]);
    }
    among(tx, &LOCK, products, &LOCK_END).await?;
    let mut others = Vec::new();
    for mut row in among(tx, &COMPARE, products, &COMPARE_END).await? {
        let (id, count, lowest): (ProductId, i64, Option<i64>) = row.take_tuple()?;
        let found = ListingFigures { count: row.take()?, lowest: row.take()? };
        if found != (ListingFigures { count, lowest }) {
            others.push((id, found));
        }
    }
    set(tx, &others).await?;
    Ok(others.into_iter().map(|(id, _)| id).collect())
}

/// What a listing shows.
#[derive(PartialEq, Eq)]
struct ListingFigures {
    count: i64,
    lowest: Option<i64>,
}

async fn set(tx: &WriteTx, listings: &[(ProductId, ListingFigures)]) -> Result<()> {
    if listings.is_empty() {
        return Ok(());
    }
    let mut sql = SqlBuilder::new(&SET, vec![]);
    for (id, shown) in listings {
        sql.push(&TO, args![*id, shown.count]);
    }
    sql.push(&AND_LOWEST, vec![]);
    for (id, shown) in listings {
        sql.push(&TO, args![*id, shown.lowest]);
    }
    let list = listings.iter().map(|(id, _)| id.to_scalar()).collect();
    let values = sql.push(&WHERE, vec![]).push_list(list).push(&CLOSE, vec![]).take_args();
    tx.exec(&sql, values).await.map(drop)
}

async fn among(tx: &WriteTx, head: &Stmt, products: &[ProductId], end: &Stmt) -> Result<Vec<Row>> {
    let mut sql = SqlBuilder::new(head, vec![]);
    sql.push_list(products.iter().map(Stored::to_scalar).collect()).push(end, vec![]);
    let values = sql.take_args();
    tx.all(&sql, values).await
}

/// The same for some of a vendor's products, in order; tells which. None: there are no more.
pub(crate) async fn refresh_vendor_listings(
    tx: &WriteTx,
    vendor: CompanyId,
    after: Option<ProductId>,
) -> Result<Vec<ProductId>> {
    let rows = tx.all(&PRODUCTS_OF_VENDOR, args![vendor, after.unwrap_or_else(Id::least)]).await?;
    let products: Vec<ProductId> = rows.into_iter().map(|mut row| row.take()).collect::<Result<_>>()?;
    refresh_listings(tx, &products).await?;
    Ok(products)
}
