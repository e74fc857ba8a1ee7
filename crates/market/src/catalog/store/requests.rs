//! Requests about products: changes that wait, and claims to GTINs.

use infra::db::{Db, Error, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::ids::Id;
use kernel::{CompanyId, PageLimit, ProductId, ProductRequestId, Timestamp, UserId};

use super::{
    INSERT_REQUEST, RELEASE_GTIN, SELLERS, SET_MAKER, SETTLE_REQUEST, SUPERSEDE_ALL, SUPERSEDE_CHANGE,
    SUPERSEDE_CLAIMS, WITHDRAW_OWN_REQUEST,
};
use crate::catalog::request_view::{NewRequest, ProductRequest, RequestKind, RequestState};

// TENANT: each reader says whose: one's own company's, or any for staff.
const SELECT: Stmt = Stmt::same(
    "select r.id, r.kind, r.state, r.product_id, p.title, r.company_id, c.display_name, r.changes, r.gtin, r.note, r.requested_at, r.decided_at, r.reason
    from product_requests r join products p on p.id = r.product_id join companies c on c.id = r.company_id where ",
);
const BY_ID: Stmt = Stmt::same("r.id = ?");
const OWN_BY_ID: Stmt = Stmt::same("r.company_id = ? and r.id = ?");
const OWN_BEFORE: Stmt = Stmt::same("r.company_id = ? and r.id < ?");
const BEFORE: Stmt = Stmt::same("r.id < ?");
const IN_STATE: Stmt = Stmt::same(" and r.state = ?");
const OF_KIND: Stmt = Stmt::same(" and r.kind = ?");
const NEWEST: Stmt = Stmt::same(" order by r.id desc limit ?");

/// Under which key a request waits: one change of a product, one claim of a company to it.
fn open_key(kind: RequestKind, product: ProductId, company: CompanyId) -> String {
    match kind {
        RequestKind::Change => format!("change:{product}"),
        RequestKind::GtinClaim => format!("claim:{product}:{company}"),
    }
}

pub(crate) async fn insert_request(tx: &WriteTx, r: &NewRequest) -> Result<()> {
    let changes = serde_json::to_string(&r.changes).map_err(|e| Error::Other(e.to_string()))?;
    let key = open_key(r.kind, r.product, r.company);
    let values = args![r.id, r.kind, r.product, r.company, r.user, r.now, changes, r.gtin, r.note, key];
    tx.exec(&INSERT_REQUEST, values).await.map(drop)
}

fn request(mut r: Row) -> Result<ProductRequest> {
    Ok(infra::columns!(
        r,
        ProductRequest {
            id,
            kind,
            state,
            product_id,
            title,
            company_id,
            company_name,
            changes: serde_json::from_str(&r.take::<String>()?).map_err(|e| Error::Decode(e.to_string()))?,
            gtin,
            note,
            requested_at,
            decided_at,
            reason
        }
    ))
}

async fn one(asked: &impl Query, mut sql: SqlBuilder) -> Result<Option<ProductRequest>> {
    let values = sql.take_args();
    asked.one(&sql, values).await?.map(request).transpose()
}

pub(crate) async fn find_own_request(
    asked: &impl Query,
    vendor: CompanyId,
    id: ProductRequestId,
) -> Result<Option<ProductRequest>> {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&OWN_BY_ID, args![vendor, id]);
    one(asked, sql).await
}

pub(crate) async fn find_request_unscoped(asked: &impl Query, id: ProductRequestId) -> Result<Option<ProductRequest>> {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&BY_ID, args![id]);
    one(asked, sql).await
}

async fn all(db: &Db, mut sql: SqlBuilder, limit: PageLimit) -> Result<Vec<ProductRequest>> {
    sql.push(&NEWEST, args![limit.rows_plus_one()]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(request).collect()
}

pub(crate) async fn list_own_requests(
    db: &Db,
    vendor: CompanyId,
    state: Option<RequestState>,
    after: Option<ProductRequestId>,
    limit: PageLimit,
) -> Result<Vec<ProductRequest>> {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&OWN_BEFORE, args![vendor, after.unwrap_or_else(Id::greatest)]);
    if let Some(state) = state {
        sql.push(&IN_STATE, args![state]);
    }
    all(db, sql, limit).await
}

pub(crate) async fn list_requests_unscoped(
    db: &Db,
    (kind, state): (Option<RequestKind>, Option<RequestState>),
    after: Option<ProductRequestId>,
    limit: PageLimit,
) -> Result<Vec<ProductRequest>> {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&BEFORE, args![after.unwrap_or_else(Id::greatest)]);
    if let Some(state) = state {
        sql.push(&IN_STATE, args![state]);
    }
    if let Some(kind) = kind {
        sql.push(&OF_KIND, args![kind]);
    }
    all(db, sql, limit).await
}

/// A newer change takes the place of the one that waits.
pub(crate) async fn supersede_change(
    tx: &WriteTx,
    vendor: CompanyId,
    product: ProductId,
    now: Timestamp,
) -> Result<()> {
    tx.exec(&SUPERSEDE_CHANGE, args![now, open_key(RequestKind::Change, product, vendor)]).await.map(drop)
}

/// Whoever else claims the product's GTIN comes too late.
pub(crate) async fn supersede_claims(
    tx: &WriteTx,
    product: ProductId,
    except: ProductRequestId,
    now: Timestamp,
) -> Result<()> {
    tx.exec(&SUPERSEDE_CLAIMS, args![now, product, except]).await.map(drop)
}

/// Nothing else that waits about the product is to be decided any more.
pub(crate) async fn supersede_all(
    tx: &WriteTx,
    product: ProductId,
    except: Option<ProductRequestId>,
    now: Timestamp,
) -> Result<()> {
    tx.exec(&SUPERSEDE_ALL, args![now, product, except.unwrap_or_else(Id::least)]).await.map(drop)
}

/// False where it does not wait any more.
pub(crate) async fn withdraw_own_request(
    tx: &WriteTx,
    vendor: CompanyId,
    id: ProductRequestId,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.exec(&WITHDRAW_OWN_REQUEST, args![now, vendor, id]).await? == 1)
}

/// False where it does not wait any more.
pub(crate) async fn settle_request_unscoped(
    tx: &WriteTx,
    id: ProductRequestId,
    state: RequestState,
    (by, reason): (UserId, &str),
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.exec(&SETTLE_REQUEST, args![state, by, now, reason.to_owned(), id]).await? == 1)
}

/// Who offers a product, or could again.
pub(crate) async fn sellers(tx: &WriteTx, product: ProductId) -> Result<Vec<CompanyId>> {
    tx.all(&SELLERS, args![product]).await?.into_iter().map(|mut r| r.take()).collect()
}

/// Somebody else maintains a product, while it holds this GTIN.
pub(crate) async fn set_maker(tx: &WriteTx, product: ProductId, maker: CompanyId, gtin: &str) -> Result<bool> {
    Ok(tx.exec(&SET_MAKER, args![maker, product, gtin.to_owned()]).await? == 1)
}

/// A product gives this GTIN up.
pub(crate) async fn release_gtin(tx: &WriteTx, product: ProductId, gtin: &str) -> Result<bool> {
    Ok(tx.exec(&RELEASE_GTIN, args![product, gtin.to_owned()]).await? == 1)
}
