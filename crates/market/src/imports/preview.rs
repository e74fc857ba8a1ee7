//! What a file would do: read, compared with what is there, and kept, so that applying it does just this.

use std::collections::{BTreeMap, BTreeSet};

use infra::spreadsheet::{self, CsvRow, RowError};
use kernel::fold::fold;
use kernel::gtin::Gtin;
use kernel::printed::{plain, trimmed};
use kernel::{Currency, ImportId, LocationId, Money, Price};

use super::importer::Importer;
use super::kind::ImportKind;
use super::plan::{self, Plan, RowCode, RowVerdict};
use super::read::{ImportError, show_own};
use super::store::{self, KnownOffer, NewImport, NewRow};
use super::view::ImportView;
use crate::listings::ListProduct;
use crate::may::CompanyKind;
use crate::pricing::{self, EarlierPrices, HoldReason, Recent};
use crate::{Ctx, Event, companies};

/// How long a preview that nobody confirmed is kept, at least.
pub(super) const WAITS_S: i64 = 24 * 3_600;

type Judged = (RowVerdict, Option<Plan>);

/// Reads a file and shows row by row what it would do. Nothing is changed yet.
pub async fn preview(ctx: &Ctx, by: &Importer, csv: &[u8]) -> Result<ImportView, ImportError> {
    let read = spreadsheet::read(csv, by.kind().columns());
    let rows = read.map_err(|why| ImportError::Unreadable { why: why.to_string() })?;
    if rows.is_empty() {
        return Err(ImportError::NoRows);
    }
    let vendor = by.vendor();
    let currency =
        companies::approved_of(&ctx.store.db, vendor, CompanyKind::Vendor).await?.ok_or(ImportError::NotApproved)?;
    let judged = match by.kind() {
        ImportKind::Prices => prices(ctx, by, &rows).await?,
        ImportKind::Stock => stock(ctx, by, &rows).await?,
        ImportKind::Products => products(ctx, by, &rows, currency).await?,
    };
    let rows: Vec<NewRow> = rows.into_iter().zip(judged).map(|(row, judged)| new_row(row, judged)).collect();
    keep(ctx, by, rows).await
}

fn new_row(row: CsvRow, (verdict, plan): Judged) -> NewRow {
    NewRow { line: i64::try_from(row.line).unwrap_or(i64::MAX), cells: row.cells, verdict, plan }
}

async fn keep(ctx: &Ctx, by: &Importer, rows: Vec<NewRow>) -> Result<ImportView, ImportError> {
    let (id, vendor, kind, now) = (ctx.store.id::<ImportId>(), by.vendor(), by.kind(), ctx.store.now());
    let new = NewImport { id, vendor, user: by.user(), kind, now };
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    ctx.store
        .write::<_, ImportError, _, _>(&by.origin(), |tx| {
            let (new, rows) = (&new, &rows);
            async move {
                store::forget_unconfirmed(&tx, vendor, now.plus_seconds(-WAITS_S)).await?;
                store::insert(&tx, new, rows).await?;
                let event = Event::ImportPreviewed { import: id, vendor, kind, rows: count };
                Ok(tx.commit_with(event.record(), ()))
            }
        })
        .await?;
    show_own(ctx, vendor, id).await
}

/// Judges each row by a rule, once its shape is good and its key does not stand further up.
fn each(
    rows: &[CsvRow],
    key: impl Fn(&[String]) -> (&'static str, String),
    rule: impl Fn(&[String]) -> Result<Judged, (&'static str, RowCode)>,
) -> Vec<Judged> {
    let mut seen = BTreeSet::new();
    let mut judge = |row: &CsvRow| {
        match row.error {
            Some(RowError::Width) => return Err(("", RowCode::Width)),
            Some(RowError::TooLong(column)) => return Err((column, RowCode::TooLong)),
            None => {}
        }
        let (field, key) = key(&row.cells);
        if !seen.insert(key) {
            return Err((field, RowCode::Twice));
        }
        rule(&row.cells)
    };
    let flawed = |(field, code)| (RowVerdict::error(field, code), None);
    rows.iter().map(|row| judge(row).unwrap_or_else(flawed)).collect()
}

fn change(from: Option<String>, to: String, held: Option<HoldReason>) -> RowVerdict {
    RowVerdict::Change { from, to, held }
}

fn decimal(price: Price, currency: Currency) -> String {
    Money::new(price.minor(), currency).map(Money::decimal).unwrap_or_default()
}

fn column(rows: &[CsvRow], at: usize) -> Vec<String> {
    let cells: BTreeSet<String> = rows.iter().map(|row| plain(&row.cells[at])).collect();
    cells.into_iter().filter(|cell| !cell.is_empty()).collect()
}

async fn offers(
    ctx: &Ctx,
    by: &Importer,
    rows: &[CsvRow],
    at: usize,
) -> Result<BTreeMap<String, KnownOffer>, ImportError> {
    let known = store::offers_by_sku(&ctx.store.db, by.vendor(), &column(rows, at)).await?;
    Ok(known.into_iter().map(|offer| (offer.sku.clone(), offer)).collect())
}

async fn prices(ctx: &Ctx, by: &Importer, rows: &[CsvRow]) -> Result<Vec<Judged>, ImportError> {
    let known = offers(ctx, by, rows, 0).await?;
    let ids: Vec<_> = known.values().map(|offer| offer.id).collect();
    let earlier = pricing::earlier_prices_of(ctx, by.vendor(), &ids).await?;
    let rule = |cells: &[String]| {
        let sku = plan::sku(&cells[0])?;
        let offer = known.get(sku.as_str()).filter(|offer| !offer.is_archived).ok_or(("sku", RowCode::NoSuchSku))?;
        let new = plan::price(&cells[1], offer.currency)?;
        if new == offer.price {
            return Ok((RowVerdict::Same, None));
        }
        let earlier = earlier.get(&offer.id).copied().unwrap_or(EarlierPrices::always(offer.price.minor()));
        let recent = Recent { changes: 0, earlier };
        let held = match pricing::judge(&ctx.rules, offer.price.minor(), new.minor(), recent) {
            pricing::GuardDecision::Apply => None,
            pricing::GuardDecision::Hold(why) => Some(why),
        };
        let verdict = change(Some(decimal(offer.price, offer.currency)), decimal(new, offer.currency), held);
        Ok((verdict, Some(Plan::Price { offer: offer.id, version: offer.price_version, old: offer.price, new })))
    };
    Ok(each(rows, |cells| ("sku", plain(&cells[0])), rule))
}

/// A vendor's places, by their names as search reads them.
struct Places(BTreeMap<String, Vec<(String, LocationId)>>);

impl Places {
    fn of(all: Vec<(String, LocationId)>) -> Self {
        let mut places: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (name, id) in all {
            places.entry(fold(&name)).or_default().push((name, id));
        }
        Self(places)
    }
    /// The one that goes by a name; by its very spelling where several read alike.
    fn named(&self, cell: &str) -> Option<LocationId> {
        let name = trimmed(cell);
        match self.0.get(&fold(name))?.as_slice() {
            [(_, id)] => Some(*id),
            several => several.iter().find(|(known, _)| known == name).map(|(_, id)| *id),
        }
    }
}

async fn stock(ctx: &Ctx, by: &Importer, rows: &[CsvRow]) -> Result<Vec<Judged>, ImportError> {
    let (db, vendor) = (&ctx.store.db, by.vendor());
    let known = offers(ctx, by, rows, 0).await?;
    let places = Places::of(store::locations_of(db, vendor).await?);
    let ids: Vec<_> = known.values().map(|offer| offer.id).collect();
    let levels: BTreeMap<_, _> = store::levels_of(db, vendor, &ids).await?.into_iter().collect();
    let rule = |cells: &[String]| {
        let sku = plan::sku(&cells[0])?;
        let offer = known.get(sku.as_str()).filter(|offer| !offer.is_archived).ok_or(("sku", RowCode::NoSuchSku))?;
        if cells[1].trim().is_empty() {
            return Err(("location", RowCode::Empty));
        }
        let location = places.named(&cells[1]).ok_or(("location", RowCode::NoSuchLocation))?;
        let new = plan::whole("quantity", &cells[2])?;
        let (old, allocated) = levels.get(&(offer.id, location)).copied().unwrap_or((0, 0));
        if new < allocated {
            return Err(("quantity", RowCode::Promised));
        }
        if new == old {
            return Ok((RowVerdict::Same, None));
        }
        let plan = Plan::Count { offer: offer.id, location, old, new };
        Ok((change(Some(old.to_string()), new.to_string(), None), Some(plan)))
    };
    let key = |cells: &[String]| ("sku", format!("{} {}", plain(&cells[0]), fold(trimmed(&cells[1]))));
    Ok(each(rows, key, rule))
}

async fn products(ctx: &Ctx, by: &Importer, rows: &[CsvRow], currency: Currency) -> Result<Vec<Judged>, ImportError> {
    let db = &ctx.store.db;
    let known = offers(ctx, by, rows, 6).await?;
    let skus: Vec<String> = known.keys().cloned().collect();
    let listed = store::products_by_sku(db, by.vendor(), &skus).await?;
    // What was exported and comes back as it was changes nothing.
    let listed: BTreeMap<_, _> = listed.into_iter().collect();
    let is_as_listed = |product: &ListProduct, offer: &KnownOffer| {
        let listed = listed.get(&offer.id).and_then(|cells| plan::product(cells, offer.currency).ok());
        offer.currency == currency && listed.as_ref() == Some(product)
    };
    let categories: BTreeSet<_> = store::leaf_categories(db, &column(rows, 2)).await?.into_iter().collect();
    let gtins: Vec<_> = column(rows, 3).iter().filter_map(|g| Gtin::new(g).ok()).collect();
    let digits: Vec<_> = gtins.iter().map(|gtin| gtin.as_str().to_owned()).collect();
    let taken: BTreeSet<_> = store::listed_gtins(db, &digits).await?.into_iter().collect();
    let under: BTreeSet<_> = gtins.iter().flat_map(Gtin::company_prefixes).map(str::to_owned).collect();
    let reserved = store::reserved_prefixes(db, by.vendor(), &Vec::from_iter(under)).await?;
    let reserved: BTreeSet<_> = reserved.iter().map(String::as_str).collect();
    let seen = std::cell::RefCell::new(BTreeSet::new());
    let rule = |cells: &[String]| {
        let product = plan::product(cells, currency)?;
        let known = known.get(product.terms.sku.as_str());
        if known.is_some_and(|offer| is_as_listed(&product, offer)) {
            return Ok((RowVerdict::Same, None));
        }
        if !categories.contains(product.category.as_str()) {
            return Err(("category", RowCode::NoSuchCategory));
        }
        if known.is_some() {
            return Err(("sku", RowCode::SkuTaken));
        }
        if let Some(gtin) = &product.gtin {
            if taken.contains(gtin.as_str()) {
                return Err(("gtin", RowCode::GtinTaken));
            }
            if gtin.company_prefixes().any(|prefix| reserved.contains(prefix)) {
                return Err(("gtin", RowCode::GtinReserved));
            }
            if !seen.borrow_mut().insert(gtin.clone()) {
                return Err(("gtin", RowCode::Twice));
            }
        }
        Ok((change(None, product.title.to_string(), None), Some(Plan::List { currency })))
    };
    Ok(each(rows, |cells| ("sku", plain(&cells[6])), rule))
}
