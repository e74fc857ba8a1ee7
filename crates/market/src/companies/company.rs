//! What a company is, and who sees what of it.

use std::collections::{BTreeMap, BTreeSet};

use cache::{CacheEntry, Loaded, PublicScope};
use infra::WriteTx;
use infra::db::Db;
use kernel::fold::fold;
use kernel::text::{AddressLine, CountryCode, Name, Postcode};
use kernel::{CompanyId, Currency, Cursor, PageLimit, PageOf, Precondition, Timestamp, Version, ZoneName};

use super::delivery_countries::DeliveryCountries;
use super::similar::{Look, look_over};
use super::view::{Address, Company, CompanyNames, CompanyProfile, CompanyReview, NewCompany, VendorFilter};
use super::{cached, store};
use crate::authority::{CompanyState, Member, Operator, SignedIn, Staff};
use crate::may::{self, CompanyKind};
use crate::{Ctx, Event, invalidation};

errors! {
    /// Why a company stays as it is, or is not shown.
    pub enum CompanyError {
        /// Not there, or not for the one who asks.
        Missing = Missing "companies.no_such_company" "no such company",
        /// Changed meanwhile.
        Stale = Stale "companies.changed_meanwhile" "this company has changed since you read it",
        /// Not from this state.
        WrongState { state: CompanyState } = Conflict "companies.wrong_state" "this is not possible while the company is {state}",
        /// Staff does not decide about the platform itself.
        NotDecidable = Forbidden "companies.not_decidable" "the platform's own company cannot be approved, rejected or suspended",
        /// Only vendors list.
        NoVendor = Conflict "companies.not_a_vendor" "only vendors list products",
        /// Only vendors deliver.
        DeliversNothing = Conflict "companies.only_vendors_deliver" "only vendors say which countries they deliver to; leave the countries out",
        /// The names are what was approved.
        NameReviewed = Conflict "companies.name_needs_review" "the name of your company was approved; ask for another with POST /api/company/name-changes",
        /// It is called like others, and whoever decides has not seen all of them.
        Similar { similar: i64 } = Conflict "companies.names_similar" "{similar} other companies have names that look like these; look at them, and confirm how many you have seen",
        /// Who decides may not be who gains.
        Interested = Forbidden "companies.conflict_of_interest" "you are, or were in the last 90 days, a member of this company; somebody else must decide",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// Approved vendors by name.
pub async fn vendors(ctx: &Ctx, which: &VendorFilter) -> Result<CacheEntry<PageOf<CompanyProfile>>, CompanyError> {
    let after: Option<(String, CompanyId)> =
        which.after.as_ref().map(|c| c.keys("vendors")).transpose().map_err(|_| CompanyError::BadCursor)?;
    let load = || async {
        let q = which.q.as_ref().map(|q| fold(q.as_str()));
        let rows = store::list_vendors(&ctx.store.db, q, after.clone(), which.limit).await?;
        let page = PageOf::cut(rows, which.limit, |row| Cursor::of("vendors", &(fold(&row.name), row.id)));
        Ok(Loaded::of(Some(page), vec![invalidation::vendors()]))
    };
    ctx.cache.read::<cached::Vendors, _, _, CompanyError>(&PublicScope, which, load).await?.ok_or(CompanyError::Missing)
}

/// One approved vendor.
pub async fn vendor_profile(ctx: &Ctx, id: CompanyId) -> Result<CacheEntry<CompanyProfile>, CompanyError> {
    let load = || async {
        let found = store::find_vendor(&ctx.store.db, id).await?;
        Ok(Loaded::of(found, vec![invalidation::company(id)]))
    };
    let key = cached::VendorKey(id);
    ctx.cache.read::<cached::Profiles, _, _, CompanyError>(&PublicScope, &key, load).await?.ok_or(CompanyError::Missing)
}

/// Companies of a sort and state, newest first.
pub async fn companies(
    ctx: &Ctx,
    _: &Staff<may::ReadCompanies>,
    kind: Option<CompanyKind>,
    state: Option<CompanyState>,
    page: (Option<Cursor>, PageLimit),
) -> Result<PageOf<Company>, CompanyError> {
    let (after, limit) = page;
    let after = after.map(|c| c.keys("companies")).transpose().map_err(|_| CompanyError::BadCursor)?;
    let rows = store::list_unscoped(&ctx.store.db, kind, state, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("companies", &row.id)))
}

/// One company.
pub async fn company(ctx: &Ctx, _: &Staff<may::ReadCompanies>, id: CompanyId) -> Result<Company, CompanyError> {
    store::find_unscoped(&ctx.store.db, id).await?.ok_or(CompanyError::Missing)
}

/// The same, each with the names that its own could be taken for.
pub async fn company_reviews(
    ctx: &Ctx,
    by: &Staff<may::ReadCompanies>,
    kind: Option<CompanyKind>,
    state: Option<CompanyState>,
    page: (Option<Cursor>, PageLimit),
) -> Result<PageOf<CompanyReview>, CompanyError> {
    let page = companies(ctx, by, kind, state, page).await?;
    let items = reviewed(ctx, page.items).await?;
    Ok(PageOf { items, next_cursor: page.next_cursor })
}

/// One company, with the names that its own could be taken for.
pub async fn company_review(
    ctx: &Ctx,
    by: &Staff<may::ReadCompanies>,
    id: CompanyId,
) -> Result<CompanyReview, CompanyError> {
    let company = company(ctx, by, id).await?;
    reviewed(ctx, vec![company]).await?.pop().ok_or(CompanyError::Missing)
}

async fn reviewed(ctx: &Ctx, companies: Vec<Company>) -> infra::db::Result<Vec<CompanyReview>> {
    let names = |row: &Company| CompanyNames { display: row.display_name.clone(), legal: row.legal_name.clone() };
    let named: Vec<(CompanyId, CompanyNames)> = companies.iter().map(|row| (row.id, names(row))).collect();
    let looks = look_over(&ctx.store.db, &named).await?;
    let review = |(company, look): (Company, Look)| CompanyReview {
        company,
        similar_companies: look.similar,
        mixes_scripts: look.mixes_scripts,
    };
    Ok(companies.into_iter().zip(looks).map(review).collect())
}

/// What companies are called, for staff that meets their ids in a list: one round trip, none for none.
pub async fn names<R: may::Right>(
    ctx: &Ctx,
    _: &Staff<R>,
    ids: impl IntoIterator<Item = CompanyId>,
) -> Result<BTreeMap<CompanyId, String>, CompanyError> {
    let ids: Vec<CompanyId> = ids.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    Ok(store::names_unscoped(&ctx.store.db, &ids).await?)
}

/// One's own company, whatever its state.
pub async fn own_company(ctx: &Ctx, by: &SignedIn) -> Result<Company, CompanyError> {
    // TENANT: the id is the session's own company.
    store::find_unscoped(&ctx.store.db, by.principal().company()).await?.ok_or(CompanyError::Missing)
}

/// What of a company its owner may change at once. The names and the country are what was approved: names change
/// by review ([`super::ask_name_change`]).
#[derive(Debug, Clone)]
pub struct EditCompany {
    /// Taken only as it is.
    pub display_name: Option<Name>,
    /// Street and number.
    pub address_line: Option<AddressLine>,
    /// City.
    pub city: Option<Name>,
    /// Postcode.
    pub postcode: Option<Postcode>,
    /// Where its days begin and end.
    pub time_zone: Option<ZoneName>,
    /// Where a vendor delivers.
    pub delivers_to: Option<DeliveryCountries>,
    /// As it was read.
    pub expected: Precondition,
}

/// Changes one's own company.
pub async fn edit_own(ctx: &Ctx, by: &Member<may::EditCompany>, cmd: EditCompany) -> Result<Company, CompanyError> {
    let company = by.company();
    ctx.store
        .write(&by.origin(), |tx| {
            let cmd = cmd.clone();
            async move {
                // TENANT: the id is the member's own company.
                let mut row = store::find_unscoped(&tx, company).await?.ok_or(CompanyError::Missing)?;
                if !cmd.expected.holds(&row) {
                    return Err(CompanyError::Stale);
                }
                if cmd.display_name.is_some_and(|name| name.as_str() != row.display_name) {
                    return Err(CompanyError::NameReviewed);
                }
                let before = row.clone();
                row.address_line = cmd.address_line.map_or(row.address_line, AddressLine::into_string);
                row.city = cmd.city.map_or(row.city, Name::into_string);
                row.postcode = cmd.postcode.map_or(row.postcode, Postcode::into_string);
                row.time_zone = cmd.time_zone.unwrap_or(row.time_zone);
                if cmd.delivers_to.is_some() && row.kind != CompanyKind::Vendor {
                    return Err(CompanyError::DeliversNothing);
                }
                let delivers_to = cmd.delivers_to.filter(|to| row.delivers_to.as_ref() != Some(to));
                row.delivers_to = delivers_to.clone().or(row.delivers_to);
                if is_same(&row, &before) {
                    return Ok(tx.no_change(row));
                }
                if !store::update_own(&tx, company, &row).await? {
                    // Changed since it was read a moment ago: whoever takes it as it is takes it as it is now.
                    let busy = || infra::db::Error::Busy("the company changed meanwhile".to_owned());
                    return Err(if cmd.expected == Precondition::Any { busy().into() } else { CompanyError::Stale });
                }
                row.version = Version(row.version.0 + 1);
                Ok(tx.commit_with(Event::CompanyEdited { company, delivers_to }.record(), row))
            }
        })
        .await
}

/// Whether a company is as it was, in what its team may change.
fn is_same(now: &Company, before: &Company) -> bool {
    let of = |company: &Company| {
        let place = (company.address_line.clone(), company.city.clone(), company.postcode.clone());
        (place, company.time_zone.clone(), company.delivers_to.clone())
    };
    of(now) == of(before)
}

/// What the marketplace's own company is called, for the console; nothing before there is one.
pub async fn platform_names(db: &Db, _: Operator) -> infra::db::Result<Vec<String>> {
    Ok(store::platform_names(db).await?.map_or(vec![], |(legal, display)| vec![legal, display]))
}

/// The platform's own company; made the first time it is asked for.
pub async fn platform_company(
    _: Operator,
    tx: &WriteTx,
    fresh: CompanyId,
    now: Timestamp,
) -> infra::db::Result<CompanyId> {
    if let Some(id) = store::find_platform(tx).await? {
        return Ok(id);
    }
    let word = |text: &str| Name::new(text).expect("a fixed name");
    let address = Address {
        line: AddressLine::new("-").expect("a fixed line"),
        city: word("-"),
        postcode: Postcode::new("-").expect("a fixed code"),
        country: CountryCode::new("IN").expect("a fixed code"),
    };
    let company = NewCompany {
        id: fresh,
        kind: CompanyKind::Platform,
        legal_name: word("Marketplace"),
        display_name: word("Marketplace"),
        address,
        currency: Currency::INR,
        state: CompanyState::Approved,
        now,
    };
    store::insert(tx, &company).await?;
    Ok(fresh)
}
