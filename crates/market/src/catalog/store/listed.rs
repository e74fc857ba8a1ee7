//! Products that somebody offers: those another subject names, and the newest.

use infra::args;
use infra::db::{Db, Query, Result, SqlBuilder, Stmt};
use kernel::text::Slug;
use kernel::{ProductId, Stored};

use super::along::newest_along;
use super::find_category;
use super::finding::{FROM_PRODUCTS, IN_CATEGORY, IN_ROOT_CATEGORY, NEWEST, SELECT, found};
use crate::catalog::filter::CategoryFilter;
use crate::catalog::view::ProductSummary;

const OFFERED: Stmt = Stmt::same(" and p.offer_count > 0");
const AMONG: Stmt = Stmt::same(" and p.id in (");
const CLOSE: Stmt = Stmt::same(")");

/// A category by its slug.
pub(crate) async fn find_category_filter(asked: &impl Query, slug: &Slug) -> Result<Option<CategoryFilter>> {
    Ok(find_category(asked, slug).await?.map(|(id, root)| (id, id == root)))
}

/// The offered ones among some products, in the order they are named.
pub(crate) async fn listed_of(db: &Db, ids: &[ProductId]) -> Result<Vec<ProductSummary>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&FROM_PRODUCTS, vec![]).push(&OFFERED, vec![]).push(&AMONG, vec![]);
    sql.push_list(ids.iter().map(Stored::to_scalar).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    let mut rows: Vec<ProductSummary> = db.all(&sql, values).await?.into_iter().map(found).collect::<Result<_>>()?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// The newest offered products, of a category if one is named.
pub(crate) async fn newest_listed(
    db: &Db,
    category_filter: Option<CategoryFilter>,
    most: i64,
) -> Result<Vec<ProductSummary>> {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(newest_along(category_filter), vec![]).push(&OFFERED, vec![]);
    if let Some((category_filter, root)) = category_filter {
        sql.push(if root { &IN_ROOT_CATEGORY } else { &IN_CATEGORY }, args![category_filter]);
    }
    sql.push(&NEWEST, args![most]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(found).collect()
}
