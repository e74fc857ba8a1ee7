//! A vendor's own offers by words, by a part of the article number, and by state.

use infra::args;
use infra::db::{Db, Query, Result, SqlBuilder, Stmt};
use kernel::fold::words;
use kernel::gtin::Gtin;
use kernel::ids::Id;
use kernel::printed::plain;
use kernel::text::SearchText;
use kernel::{CompanyId, OfferId, PageLimit};

use super::offers::offer_view;
use crate::catalog::view::{OfferState, OfferView};

const OF_VENDOR: Stmt = Stmt::same(
    "select o.id, o.product_id, p.title, o.sku, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, o.state, r.amount_minor, r.currency, r.version, o.version
    from offers o join products p on p.id = o.product_id join prices r on r.offer_id = o.id where o.vendor_id = ? and o.id > ?",
);
const IN_STATE: Stmt = Stmt::same(" and o.state = ?");
const BY_SKU: Stmt = Stmt::per_engine(
    " and (instr(lower(o.sku), ?) > 0",
    " and (instr(lower(convert(o.sku using utf8mb4)), ?) > 0",
    " and (strpos(lower(o.sku), ?) > 0",
);
const OR_GTIN: Stmt = Stmt::same(" or p.gtin = ?");
const OR_WORDS: Stmt = Stmt::same(" or (1 = 1");
const WITH_WORD: Stmt =
    Stmt::same(" and exists (select 1 from search_terms x where x.product_id = o.product_id and x.term = ?)");
const WITH_START: Stmt = Stmt::same(
    " and exists (select 1 from search_terms x where x.product_id = o.product_id and x.term >= ? and x.term < ?)",
);
const CLOSED: Stmt = Stmt::same("))");
const NO_WORDS: Stmt = Stmt::same(")");
const OLDEST: Stmt = Stmt::same(" order by o.id limit ?");

/// The most words that are looked at.
const WORDS: usize = 8;

pub(crate) async fn find_own_offers(
    db: &Db,
    vendor: CompanyId,
    (q, state): (Option<SearchText>, Option<OfferState>),
    after: Option<OfferId>,
    limit: PageLimit,
) -> Result<Vec<OfferView>> {
    let mut sql = SqlBuilder::new(&OF_VENDOR, args![vendor, after.unwrap_or_else(Id::least)]);
    if let Some(state) = state {
        sql.push(&IN_STATE, args![state]);
    }
    if let Some(q) = q {
        sql.push(&BY_SKU, args![plain(q.as_str()).to_lowercase()]);
        if let Ok(gtin) = Gtin::new(q.as_str()) {
            sql.push(&OR_GTIN, args![gtin]);
        }
        match words(q.as_str(), WORDS).split_last() {
            None => drop(sql.push(&NO_WORDS, vec![])),
            Some((last, whole)) => {
                sql.push(&OR_WORDS, vec![]);
                for word in whole {
                    sql.push(&WITH_WORD, args![word.clone()]);
                }
                sql.push(&WITH_START, args![last.clone(), format!("{last}\u{10ffff}")]).push(&CLOSED, vec![]);
            }
        }
    }
    sql.push(&OLDEST, args![limit.rows_plus_one()]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(offer_view).collect()
}
