//! The subject's SQL.

use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use infra::{Store, args};
use kernel::ids::Id;
use kernel::{PageLimit, SampleId, Scalar, Timestamp};

use super::SecurityEventKind;
use super::recorder::{PendingBatch, Sample};
use super::view::{AddressRow, EndpointRow, SampleFilter, SampleRow};

infra::statements! {
    SERIES = {
        "select kind, (at_minute - ?) / ? as bucket, sum(total) from security_counts where at_minute >= ? group by kind, bucket",
        my: "select kind, (at_minute - ?) div ? as bucket, cast(sum(total) as signed) from security_counts where at_minute >= ? group by kind, bucket",
        pg: "select kind, (at_minute - ?) / ? as bucket, cast(sum(total) as bigint) from security_counts where at_minute >= ? group by kind, bucket"
    };
    ENDPOINTS = {
        "select endpoint, cast(sum(total) as bigint) as in_all from security_counts where at_minute >= ? group by endpoint order by in_all desc, endpoint limit ?",
        my: "select endpoint, cast(sum(total) as signed) as in_all from security_counts where at_minute >= ? group by endpoint order by in_all desc, endpoint limit ?"
    };
    ENDPOINTS_OF_KIND = {
        "select endpoint, cast(sum(total) as bigint) as in_all from security_counts where at_minute >= ? and kind = ? group by endpoint order by in_all desc, endpoint limit ?",
        my: "select endpoint, cast(sum(total) as signed) as in_all from security_counts where at_minute >= ? and kind = ? group by endpoint order by in_all desc, endpoint limit ?"
    };
    ADDRESSES = {
        "select address, cast(sum(times) as bigint) as in_all, max(at) from security_samples where at >= ? and address is not null group by address order by in_all desc, address limit ?",
        my: "select address, cast(sum(times) as signed) as in_all, max(at) from security_samples where at >= ? and address is not null group by address order by in_all desc, address limit ?"
    };
    FORGET_COUNTS = "delete from security_counts where at_minute < ?";
    // Asked once an hour; it walks the primary key.
    FIRST_COUNT_TOO_MANY = "select at_minute from security_counts order by at_minute desc, kind desc, endpoint desc limit 1 offset ?";
    // TENANT: the server forgets what is old, whoever sent it.
    FORGET_SAMPLES = "delete from security_samples where at < ?";
    // With the one above the only offset in the program: it is asked once an hour, and walks a key.
    // TENANT: the server forgets what is too much, whoever sent it.
    FIRST_TOO_MANY = "select id from security_samples order by id desc limit 1 offset ?";
    // TENANT: the server forgets what is too much, whoever sent it.
    FORGET_FROM = "delete from security_samples where id <= ?";
}

const COUNT: Stmt = Stmt::same("insert into security_counts (at_minute, kind, endpoint, total) values ");
const COUNT_MORE: Stmt = Stmt::per_engine(
    " on conflict (at_minute, kind, endpoint) do update set total = security_counts.total + excluded.total",
    " on duplicate key update total = total + values(total)",
    " on conflict (at_minute, kind, endpoint) do update set total = security_counts.total + excluded.total",
);
const KEEP: Stmt = Stmt::same(
    "insert into security_samples (id, at, kind, endpoint, code, status, address, user_id, company_id, account, request_id, times) values ",
);
const KEEP_MORE: Stmt = Stmt::per_engine(
    " on conflict (id) do update set times = security_samples.times + excluded.times",
    " on duplicate key update times = times + values(times)",
    " on conflict (id) do update set times = security_samples.times + excluded.times",
);
const SAMPLES: Stmt = Stmt::same(
    "select id, at, kind, endpoint, code, status, address, user_id, company_id, account, request_id, times from security_samples where id < ?",
);
const OF_KIND: Stmt = Stmt::same(" and kind = ?");
const AT_ENDPOINT: Stmt = Stmt::same(" and endpoint = ?");
const FROM_ADDRESS: Stmt = Stmt::same(" and address = ?");
const OF_ACCOUNT: Stmt = Stmt::same(" and account = ?");
const NEWEST: Stmt = Stmt::same(" order by id desc limit ?");

/// Rows of one insert.
const ROWS_AT_ONCE: usize = 500;

/// Adds a page to what other nodes, and this one before, have written.
pub(super) async fn add(store: &Store, batch: &PendingBatch) -> Result<()> {
    let counts = batch.counts.iter().map(|((minute, kind, endpoint), times)| {
        let endpoint = (*endpoint).to_owned();
        args![*minute, *kind, endpoint, *times]
    });
    let samples = batch.samples.values().map(row_of);
    let mut changes = several(&COUNT, &COUNT_MORE, &counts.collect::<Vec<_>>());
    changes.extend(several(&KEEP, &KEEP_MORE, &samples.collect::<Vec<_>>()));
    store.record_counters(&changes).await.map(drop)
}

fn several(head: &Stmt, tail: &Stmt, rows: &[Vec<Scalar>]) -> Vec<(SqlBuilder, Vec<Scalar>)> {
    let chunk = |rows: &[Vec<Scalar>]| {
        let mut sql = SqlBuilder::rows(head, rows.to_vec());
        let values = sql.push(tail, vec![]).take_args();
        (sql, values)
    };
    rows.chunks(ROWS_AT_ONCE).map(chunk).collect()
}

fn row_of(sample: &Sample) -> Vec<Scalar> {
    let (event, (user, company)) = (&sample.event, sample.event.who.unzip());
    let address = event.address.map(|address| address.to_canonical().to_string());
    args![
        sample.id,
        sample.at,
        event.kind,
        event.endpoint.to_owned(),
        event.code.to_owned(),
        event.status.map(i64::from),
        address,
        user,
        company.flatten(),
        event.account.map(|account| account.to_string()),
        event.request,
        sample.times,
    ]
}

/// Forgets what is older than an instant, and counts and samples beyond so many; tells how many rows.
pub(super) async fn forget(store: &Store, before: Timestamp, (most_counts, most): (i64, i64)) -> Result<u64> {
    let mut changes = vec![
        (SqlBuilder::new(&FORGET_COUNTS, vec![]), args![before]),
        (SqlBuilder::new(&FORGET_SAMPLES, vec![]), args![before]),
    ];
    if let Some(mut row) = store.db.one(&FIRST_COUNT_TOO_MANY, args![most_counts]).await? {
        let minute: Timestamp = row.take()?;
        changes.push((SqlBuilder::new(&FORGET_COUNTS, vec![]), args![minute.plus_seconds(1)]));
    }
    if let Some(mut row) = store.db.one(&FIRST_TOO_MANY, args![most]).await? {
        let from: SampleId = row.take()?;
        changes.push((SqlBuilder::new(&FORGET_FROM, vec![]), args![from]));
    }
    store.record_counters(&changes).await
}

/// Kind, bucket since an instant, how often.
pub(super) async fn counts_unscoped(db: &Db, since: Timestamp, bucket_s: i64) -> Result<Vec<(String, i64, i64)>> {
    let rows = db.all(&SERIES, args![since, bucket_s * 1_000_000, since]).await?;
    rows.into_iter().map(|mut r| r.take_tuple()).collect()
}

pub(super) async fn endpoints_unscoped(
    db: &Db,
    since: Timestamp,
    kind: Option<SecurityEventKind>,
    most: i64,
) -> Result<Vec<EndpointRow>> {
    let rows = match kind {
        Some(kind) => db.all(&ENDPOINTS_OF_KIND, args![since, kind, most]).await?,
        None => db.all(&ENDPOINTS, args![since, most]).await?,
    };
    rows.into_iter().map(|mut r| Ok(infra::columns!(r, EndpointRow { endpoint, total }))).collect()
}

pub(super) async fn addresses_unscoped(db: &Db, since: Timestamp, most: i64) -> Result<Vec<AddressRow>> {
    let read = |mut r: Row| Ok(infra::columns!(r, AddressRow { address, total, last_at }));
    db.all(&ADDRESSES, args![since, most]).await?.into_iter().map(read).collect()
}

pub(super) async fn samples_unscoped(
    db: &Db,
    filter: &SampleFilter,
    after: Option<SampleId>,
    limit: PageLimit,
) -> Result<Vec<SampleRow>> {
    let mut sql = SqlBuilder::new(&SAMPLES, args![after.unwrap_or_else(Id::greatest)]);
    if let Some(kind) = filter.kind {
        sql.push(&OF_KIND, args![kind]);
    }
    if let Some(endpoint) = &filter.endpoint {
        sql.push(&AT_ENDPOINT, args![endpoint.as_str().to_owned()]);
    }
    if let Some(address) = filter.address {
        sql.push(&FROM_ADDRESS, args![address.to_canonical().to_string()]);
    }
    if let Some(account) = &filter.account {
        sql.push(&OF_ACCOUNT, args![account.as_str().to_owned()]);
    }
    sql.push(&NEWEST, args![limit.rows_plus_one()]);
    let values = sql.take_args();
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            SampleRow {
                id,
                at,
                kind,
                endpoint,
                code,
                status,
                address,
                user_id,
                company_id,
                account,
                request_id,
                times
            }
        ))
    };
    db.all(&sql, values).await?.into_iter().map(read).collect()
}
