//! Whom a decision touches: companies that somebody belongs to, and what is theirs.

use std::collections::BTreeSet;

use infra::args;
use infra::db::{Db, Query, Result, SqlBuilder, Stmt};
use kernel::{CompanyId, ProductId, Scalar, Stored, Timestamp, UserId};

use super::{COMPANIES_OF, INTEREST, INTEREST_IN_GTINS, INTEREST_IN_PRODUCT};

const PRODUCTS: Stmt = Stmt::same("select p.id from products p where p.id in (");
const LISTED_BY: Stmt = Stmt::same(") and (p.created_by in (");
const OFFERED_BY: Stmt =
    Stmt::same(") or exists (select 1 from offers f where f.product_id = p.id and f.vendor_id in (");
const CLAIMED_BY: Stmt = Stmt::same(
    ")) or exists (select 1 from product_requests r where r.product_id = p.id and r.state = 'pending' and r.company_id in (",
);
const END: Stmt = Stmt::same(")))");

/// The companies that somebody is of, or was after some time.
pub async fn companies_of(db: &Db, user: UserId, since: Timestamp) -> Result<BTreeSet<CompanyId>> {
    db.all(&COMPANIES_OF, args![user, since]).await?.into_iter().map(|mut r| r.take()).collect()
}

/// Of some products those that one of some companies lists, offers or claims. Neither may be empty.
pub async fn products_of_unscoped(
    db: &Db,
    companies: &BTreeSet<CompanyId>,
    products: &BTreeSet<ProductId>,
) -> Result<BTreeSet<ProductId>> {
    let own: Vec<Scalar> = companies.iter().map(Stored::to_scalar).collect();
    let mut sql = SqlBuilder::new(&PRODUCTS, vec![]);
    sql.push_list(products.iter().map(Stored::to_scalar).collect());
    for piece in [&LISTED_BY, &OFFERED_BY, &CLAIMED_BY] {
        sql.push(piece, vec![]).push_list(own.clone());
    }
    sql.push(&END, vec![]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(|mut r| r.take()).collect()
}

/// Whether somebody is of a company, or was after some time.
pub async fn has_interest(asked: &impl Query, user: UserId, company: CompanyId, since: Timestamp) -> Result<bool> {
    Ok(asked.one(&INTEREST, args![user, company, since]).await?.is_some())
}

/// The same of the companies that list, offer or claim a product.
pub async fn has_interest_in_product(
    asked: &impl Query,
    user: UserId,
    product: ProductId,
    since: Timestamp,
) -> Result<bool> {
    Ok(asked.one(&INTEREST_IN_PRODUCT, args![user, since, product, product, product]).await?.is_some())
}

/// The same of the companies that list or offer a product with a GTIN of some form.
pub async fn has_interest_in_gtins(asked: &impl Query, user: UserId, pattern: &str, since: Timestamp) -> Result<bool> {
    let (one, two) = (pattern.to_owned(), pattern.to_owned());
    Ok(asked.one(&INTEREST_IN_GTINS, args![user, since, one, two]).await?.is_some())
}
