//! The subject's SQL.

mod interest;
mod names;

use std::collections::BTreeMap;

use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::fold::fold;
use kernel::ids::Id;
use kernel::skeleton::skeleton_key;
use kernel::text::Reason;
use kernel::{CompanyId, Currency, PageLimit, Stored, ZoneName};

use super::view::{Company, CompanyProfile, LockedBuyer, NewCompany, ShipTo};
use crate::authority::{CompanyState, Operator};
use crate::may::CompanyKind;

pub(super) use interest::{
    companies_of, has_interest, has_interest_in_gtins, has_interest_in_product, products_of_unscoped,
};
pub(super) use names::{
    NewNameChange, Settled, insert_name_change, list_own_name_changes, lock_name_change_unscoped,
    name_changes_unscoped, rename_unscoped, set_skeletons_unscoped, settle_name_change_unscoped, similar_unscoped,
    withdraw_own_name_change, without_skeleton_unscoped,
};

infra::statements! {
    INSERT = "insert into companies (id, kind, legal_name, display_name, name_key, country, currency, address_line, city, postcode, state, created_at, version, time_zone, display_skeleton, legal_skeleton)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)";
    FIND = "select id, kind, legal_name, display_name, country, currency, address_line, city, postcode, state, state_reason, created_at, version, time_zone, bulk_listing, coalesce(delivers_to, country) from companies where id = ?";
    PLATFORM_NAMES = "select legal_name, display_name from companies where kind = 'platform' order by id limit 1";
    FIND_PLATFORM = "select id from companies where kind = 'platform' order by id limit 1";
    FIND_VENDOR = "select id, display_name, city, country, currency, coalesce(delivers_to, country) from companies where id = ? and kind = 'vendor' and state = 'approved'";
    VENDORS = "select id, display_name, city, country, currency, coalesce(delivers_to, country) from companies where kind = 'vendor' and state = 'approved'
        and (name_key > ? or (name_key = ? and id > ?)) and name_key >= ? and name_key < ? order by name_key, id limit ?";
    UPDATE_OWN = "update companies set address_line = ?, city = ?, postcode = ?, time_zone = ?, delivers_to = ?, version = version + 1 where id = ? and version = ?";
    RENAME = "update companies set display_name = ?, name_key = ?, display_skeleton = ?, legal_name = ?, legal_skeleton = ?, version = version + 1 where id = ? and display_name = ? and legal_name = ?";
    WITHOUT_SKELETON = "select id, display_name, legal_name from companies where display_skeleton is null or display_skeleton < ? or display_skeleton >= ? limit 500";
    SET_SKELETONS = "update companies set name_key = ?, display_skeleton = ?, legal_skeleton = ? where id = ? and (display_skeleton is null or display_skeleton < ? or display_skeleton >= ?)";
    INSERT_NAME_CHANGE = "insert into company_name_changes (id, company_id, open_key, old_display_name, new_display_name, old_legal_name, new_legal_name, state, asked_by, asked_at)
        values (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)";
    OWN_NAME_CHANGES = "select id, company_id, old_display_name, new_display_name, old_legal_name, new_legal_name, state, asked_by, asked_at, decided_at, reason
        from company_name_changes where company_id = ? and id < ? order by id desc limit ?";
    LOCK_NAME_CHANGE = {
        "select id, company_id, old_display_name, new_display_name, old_legal_name, new_legal_name, state, asked_by, asked_at, decided_at, reason from company_name_changes where id = ?",
        my: "select id, company_id, old_display_name, new_display_name, old_legal_name, new_legal_name, state, asked_by, asked_at, decided_at, reason from company_name_changes where id = ? for update",
        pg: "select id, company_id, old_display_name, new_display_name, old_legal_name, new_legal_name, state, asked_by, asked_at, decided_at, reason from company_name_changes where id = ? for update"
    };
    WITHDRAW_NAME_CHANGE = "update company_name_changes set state = 'withdrawn', open_key = null, decided_by = ?, decided_at = ? where company_id = ? and id = ? and state = 'open'";
    SETTLE_NAME_CHANGE = "update company_name_changes set state = ?, open_key = null, decided_by = ?, decided_at = ?, reason = ? where id = ? and state = 'open'";
    SET_STATE = "update companies set state = ?, state_reason = ?, version = version + 1 where id = ? and state = ?";
    SET_BULK = "update companies set bulk_listing = ?, version = version + 1 where id = ? and kind = 'vendor' and bulk_listing <> ?";
    BULK = "select bulk_listing from companies where id = ?";
    APPROVED = "select id, currency from companies where id = ? and kind = ? and state = 'approved'";
    KIND = "select kind from companies where id = ?";
    ZONE = "select time_zone, currency from companies where id = ?";
    LOCK_PLACE = {
        "select display_name, address_line, city, postcode, country, currency, time_zone from companies where id = ? and state = 'approved'",
        my: "select display_name, address_line, city, postcode, country, currency, time_zone from companies where id = ? and state = 'approved' for update",
        pg: "select display_name, address_line, city, postcode, country, currency, time_zone from companies where id = ? and state = 'approved' for no key update"
    };
    INTEREST = "select company_id from memberships where user_id = ? and company_id = ? and (state <> 'removed' or left_at is null or left_at > ?)";
    COMPANIES_OF = "select company_id from memberships where user_id = ? and (state <> 'removed' or left_at is null or left_at > ?)";
    INTEREST_IN_PRODUCT = "select m.id from memberships m where m.user_id = ? and (m.state <> 'removed' or m.left_at is null or m.left_at > ?)
        and (exists (select 1 from products p where p.id = ? and p.created_by = m.company_id)
        or exists (select 1 from offers f where f.product_id = ? and f.vendor_id = m.company_id)
        or exists (select 1 from product_requests r where r.product_id = ? and r.company_id = m.company_id and r.state = 'pending')) limit 1";
    INTEREST_IN_GTINS = "select m.id from memberships m where m.user_id = ? and (m.state <> 'removed' or m.left_at is null or m.left_at > ?)
        and (exists (select 1 from products p where p.created_by = m.company_id and p.gtin like ?)
        or exists (select 1 from offers f join products p on p.id = f.product_id where f.vendor_id = m.company_id and p.gtin like ?)) limit 1";
}

const LIST: Stmt = Stmt::same(
    "select id, kind, legal_name, display_name, country, currency, address_line, city, postcode, state, state_reason, created_at, version, time_zone, bulk_listing, coalesce(delivers_to, country) from companies where id < ?",
);
const NAMES: Stmt = Stmt::same("select id, display_name from companies where id in (");
const CLOSE: Stmt = Stmt::same(")");
const OF_KIND: Stmt = Stmt::same(" and kind = ?");
const OF_STATE: Stmt = Stmt::same(" and state = ?");
const NEWEST: Stmt = Stmt::same(" order by id desc limit ?");

/// Puts a company in.
pub(crate) async fn insert(tx: &WriteTx, c: &NewCompany) -> Result<()> {
    let a = &c.address;
    let values = args![
        c.id,
        c.kind,
        c.legal_name,
        c.display_name,
        fold(c.display_name.as_str()),
        a.country,
        c.currency,
        a.line,
        a.city,
        a.postcode,
        c.state,
        c.now,
        ZoneName::of_country(&a.country),
        skeleton_key(c.display_name.as_str()),
        skeleton_key(c.legal_name.as_str())
    ];
    tx.exec(&INSERT, values).await.map(drop)
}

fn company(mut r: Row) -> Result<Company> {
    let company = infra::columns!(
        r,
        Company {
            id,
            kind,
            legal_name,
            display_name,
            country,
            currency,
            address_line,
            city,
            postcode,
            state,
            state_reason,
            created_at,
            version,
            time_zone,
            bulk_listing,
            delivers_to
        }
    );
    let delivers_to = company.delivers_to.filter(|_| company.kind == CompanyKind::Vendor);
    Ok(Company { delivers_to, ..company })
}

fn read_profile(mut r: Row) -> Result<CompanyProfile> {
    Ok(infra::columns!(r, CompanyProfile { id, name, city, country, currency, delivers_to }))
}

pub(super) async fn find_unscoped(asked: &impl Query, id: CompanyId) -> Result<Option<Company>> {
    asked.one(&FIND, args![id]).await?.map(company).transpose()
}

/// What the marketplace's own company is called; nothing before there is one.
pub(super) async fn platform_names(db: &Db) -> Result<Option<(String, String)>> {
    db.one(&PLATFORM_NAMES, vec![]).await?.map(|mut r| r.take_tuple()).transpose()
}

/// The platform's own company, where there is one.
pub(crate) async fn find_platform(tx: &WriteTx) -> Result<Option<CompanyId>> {
    tx.one(&FIND_PLATFORM, vec![]).await?.map(|mut r| r.take()).transpose()
}

pub(super) async fn find_vendor(db: &Db, id: CompanyId) -> Result<Option<CompanyProfile>> {
    db.one(&FIND_VENDOR, args![id]).await?.map(read_profile).transpose()
}

pub(super) async fn list_vendors(
    db: &Db,
    prefix: Option<String>,
    after: Option<(String, CompanyId)>,
    limit: PageLimit,
) -> Result<Vec<CompanyProfile>> {
    let (name, id) = after.unwrap_or_else(|| (String::new(), CompanyId::least()));
    let from = prefix.unwrap_or_default();
    // Behind every text that begins with the prefix: U+10FFFF is the last code point.
    let to = format!("{from}\u{10ffff}");
    db.all(&VENDORS, args![name.clone(), name, id, from, to, limit.rows_plus_one()])
        .await?
        .into_iter()
        .map(read_profile)
        .collect()
}

pub(super) async fn list_unscoped(
    db: &Db,
    kind: Option<CompanyKind>,
    state: Option<CompanyState>,
    after: Option<CompanyId>,
    limit: PageLimit,
) -> Result<Vec<Company>> {
    let mut sql = SqlBuilder::new(&LIST, args![after.unwrap_or_else(Id::greatest)]);
    if let Some(kind) = kind {
        sql.push(&OF_KIND, args![kind]);
    }
    if let Some(state) = state {
        sql.push(&OF_STATE, args![state]);
    }
    sql.push(&NEWEST, args![limit.rows_plus_one()]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(company).collect()
}

pub(super) async fn update_own(tx: &WriteTx, company: CompanyId, c: &Company) -> Result<bool> {
    let values = args![c.address_line, c.city, c.postcode, c.time_zone, c.delivers_to, company, c.version];
    Ok(tx.exec(&UPDATE_OWN, values).await? == 1)
}

pub(super) async fn set_state_unscoped(
    tx: &WriteTx,
    company: CompanyId,
    from: CompanyState,
    to: CompanyState,
    reason: Option<Reason>,
) -> Result<bool> {
    Ok(tx.exec(&SET_STATE, args![to, reason, company, from]).await? == 1)
}

/// Whether it was another before, and the company is a vendor.
pub(super) async fn set_bulk_unscoped(tx: &WriteTx, company: CompanyId, allowed: bool) -> Result<bool> {
    Ok(tx.exec(&SET_BULK, args![i64::from(allowed), company, i64::from(allowed)]).await? == 1)
}

/// Whether staff let a vendor list many products by file.
pub(crate) async fn bulk_listing(db: &Db, vendor: CompanyId) -> Result<bool> {
    db.one(&BULK, args![vendor]).await?.map_or(Ok(false), |mut r| r.take())
}

/// The currency of an approved company of a sort; `None` when it is not one.
pub(crate) async fn approved_of(asked: &impl Query, company: CompanyId, kind: CompanyKind) -> Result<Option<Currency>> {
    let row = asked.one(&APPROVED, args![company, kind]).await?;
    row.map(|mut r| r.take::<CompanyId>().and_then(|_| r.take())).transpose()
}

/// What sort of company an id is.
pub(crate) async fn find_kind(db: &Db, company: CompanyId) -> Result<Option<CompanyKind>> {
    db.one(&KIND, args![company]).await?.map(|mut r| r.take()).transpose()
}

/// Where a company's days begin and end, and the currency it trades in.
pub(crate) async fn zone_and_currency(db: &Db, company: CompanyId) -> Result<Option<(ZoneName, Currency)>> {
    db.one(&ZONE, args![company]).await?.map(|mut r| r.take_tuple()).transpose()
}

/// An approved company that orders. It is held until the transaction ends.
pub(crate) async fn lock_buyer(tx: &WriteTx, company: CompanyId) -> Result<Option<LockedBuyer>> {
    let read = |mut r: Row| {
        let address = infra::columns!(r, ShipTo { name, line, city, postcode, country });
        Ok(LockedBuyer { address, currency: r.take()?, time_zone: r.take()? })
    };
    tx.one(&LOCK_PLACE, args![company]).await?.map(read).transpose()
}

/// Puts a company of demo data in.
pub async fn seed(_: Operator, tx: &WriteTx, company: &NewCompany) -> Result<()> {
    insert(tx, company).await
}

pub(super) async fn names_unscoped(db: &Db, ids: &[CompanyId]) -> Result<BTreeMap<CompanyId, String>> {
    let mut sql = SqlBuilder::new(&NAMES, vec![]);
    sql.push_list(ids.iter().map(Stored::to_scalar).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}
