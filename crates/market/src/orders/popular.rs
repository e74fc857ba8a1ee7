//! What most retailers buy at present: how many had it delivered, of orders placed within thirty days. Retailers are
//! counted, not orders or packs, so that no single buyer moves a product, however often or much they order. Among
//! products of equally many, what was delivered of them decides, by its worth in the marketplace's currency; worth in
//! other currencies cannot be compared and counts as none. The figures are not shown, because they would tell of
//! single buyers.

use std::time::Duration;

use cache::{CacheEntry, CacheFamily, CacheKey, CacheKeyWriter, CacheTier, Loaded, PublicScope};
use infra::db::SqlText;
use kernel::text::Slug;
use kernel::{ProductId, Scalar, Timestamp};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use super::store;
use crate::catalog::{self, CategoryFilter, ProductSummary};
use crate::{Ctx, invalidation};

/// How many products a ranking names: 1 to 50, 12 unless told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Top(u16);

impl Top {
    /// The longest there is.
    pub const MAX: u16 = 50;
    /// A length, if it is one.
    pub fn new(n: u16) -> Option<Self> {
        (1..=Self::MAX).contains(&n).then_some(Self(n))
    }
    fn rows(self) -> usize {
        usize::from(self.0)
    }
}

impl Default for Top {
    fn default() -> Self {
        Self(12)
    }
}

impl<'de> Deserialize<'de> for Top {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        u16::deserialize(d)
            .ok()
            .and_then(Self::new)
            .ok_or_else(|| serde::de::Error::custom(format!("must be a whole number between 1 and {}", Self::MAX)))
    }
}

impl JsonSchema for Top {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Top".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1, "maximum": Self::MAX })
    }
}

/// Which ranking.
#[derive(Debug, Clone, Default)]
pub struct Popular {
    /// Of this category, or of those under it.
    pub category: Option<Slug>,
    /// How many.
    pub top: Top,
}

errors! {
    /// Why nothing is ranked.
    pub enum PopularError {
        /// No such category.
        NoCategory = Invalid "products.no_such_category" "no such category",
    }
}

/// How far back orders count, from when they were placed.
const WINDOW_S: i64 = 30 * 24 * 3_600;

/// The products that most retailers bought, then the newest, until there are as many as asked for. Kept for
/// five minutes: the ranking may be as old as that, what is shown of its products may not.
pub async fn popular(ctx: &Ctx, query: &Popular) -> Result<CacheEntry<Vec<ProductSummary>>, PopularError> {
    let load = || async {
        let rows = rank(ctx, query).await?;
        let tags = rows.iter().map(|row| invalidation::product(row.id)).chain([invalidation::found()]).collect();
        Ok(Loaded::of(Some(rows), tags))
    };
    let rows = ctx.cache.read::<Rankings, _, _, PopularError>(&PublicScope, query, load).await?;
    rows.ok_or(PopularError::NoCategory)
}

/// Kept rankings. One node ranks for all: it is the dearest read there is.
struct Rankings;

impl CacheKey for Popular {
    fn write(&self, to: &mut CacheKeyWriter) {
        to.optional(self.category.as_ref().map(|c| c.as_str().as_bytes())).bytes(&self.top.0.to_le_bytes());
    }
}

impl CacheFamily for Rankings {
    const ID: u8 = 5;
    const NAME: &'static str = "popular";
    const SCHEMA_VERSION: u16 = 2;
    const TTL: Duration = Duration::from_mins(5);
    const TIER: CacheTier = CacheTier::SharedSingleLoad;
    type Scope = PublicScope;
    type Key = Popular;
    type Value = Vec<ProductSummary>;
}

async fn rank(ctx: &Ctx, query: &Popular) -> Result<Vec<ProductSummary>, PopularError> {
    let category_filter = category_filter(ctx, query).await?;
    let ids = store::most_ordered(&ctx.store.db, since(ctx), category_filter, (ctx.rules.currency, query.top.0.into()))
        .await?;
    let ranked = catalog::listed_of(&ctx.store.db, &ids).await?;
    Ok(filled(ctx, ranked, category_filter, query.top).await?)
}

/// The statement the ranking comes to on the engine that runs, and what it binds; for whoever asks
/// the engine how it would go about it.
pub async fn ranking_of(ctx: &Ctx, query: &Popular) -> Result<(String, Vec<Scalar>), PopularError> {
    let of = (ctx.rules.currency, query.top.0.into());
    let mut sql = store::statement_of_ranking(since(ctx), category_filter(ctx, query).await?, of);
    let values = sql.take_args();
    Ok((SqlText::from(&sql).render(ctx.store.db.engine()).into_owned(), values))
}

fn since(ctx: &Ctx) -> Timestamp {
    ctx.store.now().plus_seconds(-WINDOW_S)
}

async fn category_filter(ctx: &Ctx, query: &Popular) -> Result<Option<CategoryFilter>, PopularError> {
    let Some(slug) = &query.category else { return Ok(None) };
    catalog::find_category_filter(&ctx.store.db, slug).await?.ok_or(PopularError::NoCategory).map(Some)
}

async fn filled(
    ctx: &Ctx,
    mut rows: Vec<ProductSummary>,
    category_filter: Option<CategoryFilter>,
    top: Top,
) -> infra::db::Result<Vec<ProductSummary>> {
    if rows.len() < top.rows() {
        let ranked: Vec<ProductId> = rows.iter().map(|row| row.id).collect();
        // As many as there may be in all, because the ranked ones may be among them.
        let newest = catalog::newest_listed(&ctx.store.db, category_filter, top.0.into()).await?;
        rows.extend(newest.into_iter().filter(|row| !ranked.contains(&row.id)));
        rows.truncate(top.rows());
    }
    Ok(rows)
}
