//! What staff sees of what was seen. What was noted a moment ago is a few seconds late.

use kernel::{Cursor, PageLimit, PageOf, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use super::view::{AddressRow, EndpointRow, SampleFilter, SampleRow};
use super::{BUCKETS, SecurityEventKind, TimeWindow, store};
use crate::authority::Staff;
use crate::{Ctx, may};

/// Rows of a ranking.
const TOP: i64 = 20;

/// Counts over time, by kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TimeSeries {
    /// Start of the first bucket.
    pub since: Timestamp,
    /// Length of a bucket in seconds.
    pub bucket_seconds: i64,
    /// One series per kind.
    pub kinds: Vec<KindSeries>,
}

/// Counts of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KindSeries {
    /// The kind.
    pub kind: SecurityEventKind,
    /// Total count.
    pub total: i64,
    /// Counts in sixty buckets, oldest first. The last one is incomplete.
    pub counts: Vec<i64>,
}

errors! {
    /// Why nothing is shown.
    pub enum SecurityError {
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// Where the first of the window's buckets begins, so that the last one holds now.
fn since(ctx: &Ctx, window: TimeWindow) -> Timestamp {
    let width = window.bucket_seconds();
    let last = ctx.store.now().seconds().div_euclid(width) * width;
    Timestamp::from_micros(0).plus_seconds(last - (BUCKETS - 1) * width)
}

/// How often what was seen, over time.
pub async fn series(ctx: &Ctx, _: &Staff<may::ReadSecurity>, window: TimeWindow) -> Result<TimeSeries, SecurityError> {
    let (since, bucket_seconds) = (since(ctx, window), window.bucket_seconds());
    let none = |kind: &SecurityEventKind| KindSeries { kind: *kind, total: 0, counts: vec![0; 60] };
    let mut kinds: Vec<KindSeries> = SecurityEventKind::ALL.iter().map(none).collect();
    for (kind, bucket, total) in store::counts_unscoped(&ctx.store.db, since, bucket_seconds).await? {
        // A newer node may know kinds that this one does not, and a clock that is ahead later buckets.
        let Some(of) = kinds.iter_mut().find(|of| of.kind.as_str() == kind) else { continue };
        let at = usize::try_from(bucket.min(BUCKETS - 1)).unwrap_or(0);
        of.counts[at] += total;
        of.total += total;
    }
    Ok(TimeSeries { since, bucket_seconds, kinds })
}

/// Where most was seen, of one kind or of all.
pub async fn by_endpoint(
    ctx: &Ctx,
    _: &Staff<may::ReadSecurity>,
    window: TimeWindow,
    kind: Option<SecurityEventKind>,
) -> Result<Vec<EndpointRow>, SecurityError> {
    Ok(store::endpoints_unscoped(&ctx.store.db, since(ctx, window), kind, TOP).await?)
}

/// From where most came.
pub async fn top_addresses(
    ctx: &Ctx,
    _: &Staff<may::ReadSecurity>,
    window: TimeWindow,
) -> Result<Vec<AddressRow>, SecurityError> {
    Ok(store::addresses_unscoped(&ctx.store.db, since(ctx, window), TOP).await?)
}

/// Samples, newest first.
pub async fn samples(
    ctx: &Ctx,
    _: &Staff<may::ReadSecurity>,
    filter: &SampleFilter,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<SampleRow>, SecurityError> {
    let after = after.map(|c| c.keys("samples")).transpose().map_err(|_| SecurityError::BadCursor)?;
    let rows = store::samples_unscoped(&ctx.store.db, filter, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("samples", &row.id)))
}
