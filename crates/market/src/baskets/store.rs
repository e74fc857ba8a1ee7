//! The subject's SQL. Every statement names the company and the person, but for what forgets old lines. Reads may join other subjects' tables.

use infra::db::{Db, Error, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::{CompanyId, Currency, MembershipId, Money, OfferId, Quantity, Stored, Timestamp, UserId};

use super::view::{Availability, BasketLine};
use crate::companies::BuyerTerms;

infra::statements! {
    LOCK_OWN = {
        "select id, (select y.currency from companies y where y.id = memberships.company_id) from memberships where user_id = ? and company_id = ?",
        my: "select id, (select y.currency from companies y where y.id = memberships.company_id) from memberships where user_id = ? and company_id = ? for update",
        pg: "select id, (select y.currency from companies y where y.id = memberships.company_id) from memberships where user_id = ? and company_id = ? for no key update"
    };
    HELD = "select b.offer_id, b.quantity, b.seen_minor, b.added_at from basket_lines b where b.company_id = ? and b.user_id = ?";
    COUNT_OWN = "select count(*) from basket_lines where company_id = ? and user_id = ?";
    LIST_OWN = {
        "select v.id, v.display_name, b.offer_id, o.product_id, p.title, o.sku, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, b.quantity, b.seen_minor, r.amount_minor, r.currency,
        case when o.state = 'active' and p.state = 'published' and v.state = 'approved' then 1 else 0 end, (select coalesce(sum(s.on_hand - s.allocated), 0) from stock_levels s where s.offer_id = b.offer_id), coalesce(v.delivers_to, v.country), y.currency, y.country
        from basket_lines b join companies y on y.id = b.company_id join offers o on o.id = b.offer_id join products p on p.id = o.product_id join companies v on v.id = o.vendor_id join prices r on r.offer_id = b.offer_id
        where b.company_id = ? and b.user_id = ? order by v.name_key, v.id, b.added_at, b.offer_id",
        my: "select v.id, v.display_name, b.offer_id, o.product_id, p.title, o.sku, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, b.quantity, b.seen_minor, r.amount_minor, r.currency,
        case when o.state = 'active' and p.state = 'published' and v.state = 'approved' then 1 else 0 end, (select cast(coalesce(sum(s.on_hand - s.allocated), 0) as signed) from stock_levels s where s.offer_id = b.offer_id), coalesce(v.delivers_to, v.country), y.currency, y.country
        from basket_lines b join companies y on y.id = b.company_id join offers o on o.id = b.offer_id join products p on p.id = o.product_id join companies v on v.id = o.vendor_id join prices r on r.offer_id = b.offer_id
        where b.company_id = ? and b.user_id = ? order by v.name_key, v.id, b.added_at, b.offer_id",
        pg: "select v.id, v.display_name, b.offer_id, o.product_id, p.title, o.sku, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, b.quantity, b.seen_minor, r.amount_minor, r.currency,
        case when o.state = 'active' and p.state = 'published' and v.state = 'approved' then 1 else 0 end, (select coalesce(sum(s.on_hand - s.allocated), 0)::bigint from stock_levels s where s.offer_id = b.offer_id), coalesce(v.delivers_to, v.country), y.currency, y.country
        from basket_lines b join companies y on y.id = b.company_id join offers o on o.id = b.offer_id join products p on p.id = o.product_id join companies v on v.id = o.vendor_id join prices r on r.offer_id = b.offer_id
        where b.company_id = ? and b.user_id = ? order by v.name_key, v.id, b.added_at, b.offer_id"
    };
    CLEAR_OWN = "delete from basket_lines where company_id = ? and user_id = ?";
    OLD_LINES = "select company_id, user_id, offer_id from basket_lines where added_at < ? order by added_at limit ?";
    FORGET_LINE = "delete from basket_lines where company_id = ? and user_id = ? and offer_id = ? and added_at < ?";
    ACCEPT_OWN_PRICES = "update basket_lines set seen_minor = (select r.amount_minor from prices r where r.offer_id = basket_lines.offer_id) where company_id = ? and user_id = ?";
}

const DELETE_OWN: Stmt = Stmt::same("delete from basket_lines where company_id = ? and user_id = ? and offer_id in (");
const CLOSE: Stmt = Stmt::same(")");
const INSERT: Stmt =
    Stmt::same("insert into basket_lines (company_id, user_id, offer_id, quantity, seen_minor, added_at) values ");

/// A line as it lies in the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct StoredLine {
    pub offer: OfferId,
    pub quantity: i64,
    pub seen_minor: i64,
    pub added_at: Timestamp,
}

/// Holds the person's place in the company, which there is before the first line; tells what the company buys in.
pub(super) async fn lock_own(tx: &WriteTx, company: CompanyId, user: UserId) -> Result<Option<Currency>> {
    let row = tx.one(&LOCK_OWN, args![user, company]).await?;
    row.map(|mut r| r.take::<MembershipId>().and_then(|_| r.take())).transpose()
}

pub(super) async fn list_held(tx: &WriteTx, company: CompanyId, user: UserId) -> Result<Vec<StoredLine>> {
    let read = |mut r: Row| Ok(infra::columns!(r, StoredLine { offer, quantity, seen_minor, added_at }));
    tx.all(&HELD, args![company, user]).await?.into_iter().map(read).collect()
}

/// Puts lines in, in place of those of the same offers.
pub(super) async fn replace_own(tx: &WriteTx, company: CompanyId, user: UserId, lines: &[StoredLine]) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let offers: Vec<OfferId> = lines.iter().map(|line| line.offer).collect();
    delete_own(tx, company, user, &offers).await?;
    let row = |line: &StoredLine| args![company, user, line.offer, line.quantity, line.seen_minor, line.added_at];
    tx.insert_rows(&INSERT, lines.iter().map(row).collect()).await
}

pub(super) async fn delete_own(tx: &WriteTx, company: CompanyId, user: UserId, offers: &[OfferId]) -> Result<()> {
    let mut sql = SqlBuilder::new(&DELETE_OWN, args![company, user]);
    sql.push_list(offers.iter().map(Stored::to_scalar).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    tx.exec(&sql, values).await.map(drop)
}

pub(super) async fn clear_own(tx: &WriteTx, company: CompanyId, user: UserId) -> Result<()> {
    tx.exec(&CLEAR_OWN, args![company, user]).await.map(drop)
}

pub(super) async fn accept_own_prices(tx: &WriteTx, company: CompanyId, user: UserId) -> Result<()> {
    tx.exec(&ACCEPT_OWN_PRICES, args![company, user]).await.map(drop)
}

pub(super) async fn count_own(db: &Db, company: CompanyId, user: UserId) -> Result<i64> {
    db.one(&COUNT_OWN, args![company, user]).await?.map_or(Ok(0), |mut r| r.take())
}

/// Lines with their vendors, those of one vendor together.
pub(super) async fn list_own(
    db: &Db,
    company: CompanyId,
    user: UserId,
) -> Result<Vec<(CompanyId, String, BasketLine)>> {
    db.all(&LIST_OWN, args![company, user]).await?.into_iter().map(line).collect()
}

fn line(mut r: Row) -> Result<(CompanyId, String, BasketLine)> {
    let (vendor, name) = r.take_tuple()?;
    let (offer_id, product_id, title, sku, pack_size) = r.take_tuple()?;
    let (min_quantity, quantity_step, max_quantity): (i64, i64, i64) = r.take_tuple()?;
    let (quantity, seen, now, currency): (Quantity, i64, i64, Currency) = r.take_tuple()?;
    let (sellable, free) = r.take_tuple()?;
    let (delivers_to, buys_in, country) = r.take_tuple()?;
    let money = |minor| Money::new(minor, currency).map_err(|e| Error::Decode(e.to_string()));
    let (packs, price) = (quantity.get(), money(now)?);
    let line = BasketLine {
        offer_id,
        product_id,
        title,
        sku,
        pack_size,
        min_quantity,
        quantity_step,
        max_quantity,
        quantity,
        seen: money(seen)?,
        price,
        sellable,
        fits: packs >= min_quantity && packs <= max_quantity && packs % quantity_step == 0,
        availability: Availability::of(free, packs),
        total: price.times(packs).ok(),
        delivers_to,
        buyer: BuyerTerms { currency: buys_in, country },
    };
    Ok((vendor, name, line))
}

/// Deletes lines that nobody has put in again since an instant; tells how many.
pub(super) async fn delete_old_unscoped(tx: &WriteTx, before: Timestamp, most: i64) -> Result<u64> {
    let mut deleted = 0;
    for mut row in tx.all(&OLD_LINES, args![before, most]).await? {
        let (company, user, offer): (CompanyId, UserId, OfferId) = row.take_tuple()?;
        deleted += tx.exec(&FORGET_LINE, args![company, user, offer, before]).await?;
    }
    Ok(deleted)
}
