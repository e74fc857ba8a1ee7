//! The subject's SQL. Reads may join other subjects' tables; writes touch only this subject's own.

mod exporting;
mod known;

use infra::db::{Db, Error, Query, Result, Row, SqlBuilder, Stmt};
use infra::{Origin, WriteTx, args};
use kernel::ids::Id;
use kernel::{CompanyId, ImportId, PageLimit, Stored, Timestamp, UserId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::kind::{Direction, ImportKind};
use super::plan::{Plan, RowOutcome, RowVerdict};
use super::view::{ImportRow, ImportState, RowView};

pub(super) use exporting::{prices_page, products_page, stock_page};
pub(super) use known::{
    KnownOffer, leaf_categories, levels_of, listed_gtins, locations_of, offer_state, offers_by_sku, products_by_sku,
    reserved_prefixes,
};

infra::statements! {
    INSERT = "insert into imports (id, vendor_id, user_id, kind, state, row_count, change_count, error_count, held_count, todo_count, done_count, failed_count, size_confirmed, at)
        values (?, ?, ?, ?, 'previewed', ?, ?, ?, ?, 0, 0, 0, 0, ?)";
    // MariaDB would walk through the rows of all imports there are.
    FORGET_ROWS = {
        "delete from import_rows where import_id in (select id from imports where vendor_id = ? and state = 'previewed' and at < ?)",
        my: "delete r from imports i join import_rows r on r.import_id = i.id where i.vendor_id = ? and i.state = 'previewed' and i.at < ?"
    };
    FORGET = "delete from imports where vendor_id = ? and state = 'previewed' and at < ?";
    VENDORS_OF_OLD = "select distinct vendor_id from imports where state = 'previewed' and at < ? order by vendor_id limit ?";
    FIND_OWN = "select id, kind, state, user_id, row_count, change_count, error_count, held_count, todo_count, done_count, failed_count, at, applied_at, undone_at from imports where vendor_id = ? and id = ?";
    LOCK_OWN = {
        "select state from imports where vendor_id = ? and id = ?",
        my: "select state from imports where vendor_id = ? and id = ? for update",
        pg: "select state from imports where vendor_id = ? and id = ? for update"
    };
    ROWS = "select r.line, r.cells, r.verdict, r.outcome, r.reversal from import_rows r join imports i on i.id = r.import_id where i.vendor_id = ? and i.id = ? order by r.line";
    APPLYING = "update imports set state = 'applying', applied_by = ?, applied_at = ?, size_confirmed = ?, todo_count = change_count, done_count = 0, failed_count = 0 where vendor_id = ? and id = ?";
    ROWS_TO_UNDO = "select count(*) from import_rows where import_id = ? and outcome_state in ('applied', 'held')";
    UNDOING = "update imports set state = 'undoing', undone_by = ?, undone_at = ?, size_confirmed = ?, todo_count = ?, done_count = 0, failed_count = 0 where vendor_id = ? and id = ? and undone_at is null";
    FIND_RUN_UNSCOPED = "select id, vendor_id, kind, state, case when state = 'undoing' then undone_by else applied_by end, size_confirmed from imports where id = ? and state in ('applying', 'undoing')";
    TO_APPLY = "select line, cells, plan, outcome from import_rows where import_id = ? and plan is not null and outcome_state is null order by line limit ?";
    TO_UNDO = "select line, cells, plan, outcome from import_rows where import_id = ? and outcome_state in ('applied', 'held') and reversal_state is null order by line limit ?";
    APPLIED = "update import_rows set outcome_state = ?, outcome = ? where import_id = ? and line = ? and outcome_state is null";
    UNDONE = "update import_rows set reversal_state = ?, reversal = ? where import_id = ? and line = ? and reversal_state is null";
    // TENANT: the run that the job of this import goes on with.
    COUNT = "update imports set done_count = done_count + ?, failed_count = failed_count + ? where id = ?";
    // TENANT: the run that the job of this import goes on with.
    COUNTED = "select todo_count, done_count, failed_count from imports where id = ?";
    // TENANT: the run that the job of this import goes on with.
    END = "update imports set state = ? where id = ?";
    OFFER_STATE = "select state from offers where vendor_id = ? and id = ?";
    PRICES_PAGE = "select o.id, o.sku, r.amount_minor, r.currency from offers o join prices r on r.offer_id = o.id where o.vendor_id = ? and o.state <> 'archived' and o.id > ? order by o.id limit ?";
    STOCK_PAGE = "select s.id, o.sku, l.name, s.on_hand from stock_levels s join offers o on o.id = s.offer_id join locations l on l.id = s.location_id
        where s.vendor_id = ? and o.state <> 'archived' and s.id > ? order by s.id limit ?";
    PRODUCTS_PAGE = "select o.id, p.title, p.brand, c.slug, p.gtin, p.description, p.tax_class, o.sku, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, r.amount_minor, r.currency
        from offers o join products p on p.id = o.product_id join categories c on c.id = p.category_id join prices r on r.offer_id = o.id
        where o.vendor_id = ? and o.state <> 'archived' and o.id > ? order by o.id limit ?";
}

const INSERT_ROWS: Stmt = Stmt::same("insert into import_rows (import_id, line, cells, verdict, plan) values ");
const LIST: Stmt = Stmt::same(
    "select id, kind, state, user_id, row_count, change_count, error_count, held_count, todo_count, done_count, failed_count, at, applied_at, undone_at from imports where vendor_id = ? and id < ? and kind in (",
);
const LIST_END: Stmt = Stmt::same(") order by id desc limit ?");

/// Rows of one job.
const AT_ONCE: i64 = 50;

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Other(e.to_string()))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| Error::Decode(e.to_string()))
}

fn read_some<T: DeserializeOwned>(text: Option<String>) -> Result<Option<T>> {
    text.map(|text| read(&text)).transpose()
}

pub(super) struct NewImport {
    pub id: ImportId,
    pub vendor: CompanyId,
    pub user: UserId,
    pub kind: ImportKind,
    pub now: Timestamp,
}

pub(super) struct NewRow {
    pub line: i64,
    pub cells: Vec<String>,
    pub verdict: RowVerdict,
    pub plan: Option<Plan>,
}

pub(super) async fn insert(tx: &WriteTx, new: &NewImport, rows: &[NewRow]) -> Result<()> {
    let count = |wanted: fn(&RowVerdict) -> bool| {
        i64::try_from(rows.iter().filter(|row| wanted(&row.verdict)).count()).unwrap_or(i64::MAX)
    };
    let (all, changes, errors, held) = (
        count(|_| true),
        count(|v| matches!(v, RowVerdict::Change { .. })),
        count(|v| matches!(v, RowVerdict::Error { .. })),
        count(|v| matches!(v, RowVerdict::Change { held: Some(_), .. })),
    );
    tx.exec(&INSERT, args![new.id, new.vendor, new.user, new.kind, all, changes, errors, held, new.now]).await?;
    let row = |row: &NewRow| {
        let plan = row.plan.as_ref().map(json).transpose()?;
        Ok(args![new.id, row.line, json(&row.cells)?, json(&row.verdict)?, plan])
    };
    tx.insert_rows(&INSERT_ROWS, rows.iter().map(row).collect::<Result<_>>()?).await
}

/// Forgets a vendor's own previews that nobody confirmed in time; tells how many.
pub(super) async fn forget_unconfirmed(tx: &WriteTx, vendor: CompanyId, before: Timestamp) -> Result<u64> {
    tx.exec(&FORGET_ROWS, args![vendor, before]).await?;
    tx.exec(&FORGET, args![vendor, before]).await
}

/// Vendors with previews that nobody confirmed in time.
pub(super) async fn vendors_of_unconfirmed_unscoped(
    tx: &WriteTx,
    before: Timestamp,
    most: i64,
) -> Result<Vec<CompanyId>> {
    let rows = tx.all(&VENDORS_OF_OLD, args![before, most]).await?;
    rows.into_iter().map(|mut row| row.take()).collect()
}

fn import(mut r: Row) -> Result<ImportRow> {
    Ok(infra::columns!(
        r,
        ImportRow {
            id,
            kind,
            state,
            user_id,
            rows,
            changes,
            errors,
            held,
            to_do,
            done,
            failed,
            at,
            applied_at,
            undone_at
        }
    ))
}

pub(super) async fn find_own(db: &Db, vendor: CompanyId, id: ImportId) -> Result<Option<ImportRow>> {
    db.one(&FIND_OWN, args![vendor, id]).await?.map(import).transpose()
}

pub(super) async fn list_own(
    db: &Db,
    vendor: CompanyId,
    kinds: Vec<ImportKind>,
    after: Option<ImportId>,
    limit: PageLimit,
) -> Result<Vec<ImportRow>> {
    let mut sql = statement_of_list(vendor, &kinds, after, limit);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(import).collect()
}

pub(super) fn statement_of_list(
    vendor: CompanyId,
    kinds: &[ImportKind],
    after: Option<ImportId>,
    limit: PageLimit,
) -> SqlBuilder {
    let mut sql = SqlBuilder::new(&LIST, args![vendor, after.unwrap_or_else(Id::greatest)]);
    sql.push_list(kinds.iter().map(Stored::to_scalar).collect()).push(&LIST_END, args![limit.rows_plus_one()]);
    sql
}

pub(super) async fn rows_of(db: &Db, vendor: CompanyId, id: ImportId) -> Result<Vec<RowView>> {
    let row = |mut r: Row| {
        let (line, cells, verdict): (i64, String, String) = r.take_tuple()?;
        let (outcome, reversal) = (read_some(r.take()?)?, read_some(r.take()?)?);
        Ok(RowView { line, cells: read(&cells)?, verdict: read(&verdict)?, outcome, reversal })
    };
    db.all(&ROWS, args![vendor, id]).await?.into_iter().map(row).collect()
}

pub(super) async fn lock_own(tx: &WriteTx, vendor: CompanyId, id: ImportId) -> Result<Option<ImportState>> {
    tx.one(&LOCK_OWN, args![vendor, id]).await?.map(|mut r| r.take()).transpose()
}

/// Who begins a run, when, and whether its size was confirmed.
pub(super) struct Begin {
    pub by: UserId,
    pub now: Timestamp,
    pub is_confirmed: bool,
}

pub(super) async fn begin_applying(tx: &WriteTx, vendor: CompanyId, id: ImportId, begin: &Begin) -> Result<()> {
    tx.exec(&APPLYING, args![begin.by, begin.now, begin.is_confirmed, vendor, id]).await.map(drop)
}

/// False when nothing was applied or is held, or it was taken back before.
pub(super) async fn begin_undoing(tx: &WriteTx, vendor: CompanyId, id: ImportId, begin: &Begin) -> Result<bool> {
    let rows: i64 = tx.one(&ROWS_TO_UNDO, args![id]).await?.map_or(Ok(0), |mut r| r.take())?;
    let values = args![begin.by, begin.now, begin.is_confirmed, rows, vendor, id];
    Ok(rows > 0 && tx.exec(&UNDOING, values).await? == 1)
}

/// A run that goes on.
pub(super) struct ImportRun {
    pub id: ImportId,
    pub vendor: CompanyId,
    pub kind: ImportKind,
    pub way: Direction,
    pub user: UserId,
    pub is_confirmed: bool,
}

impl ImportRun {
    /// On whose behalf, for the audit trail.
    pub(super) fn origin(&self) -> Origin {
        Origin { user: Some(self.user.uuid()), company: Some(self.vendor.uuid()), request: None, standing: None }
    }
}

pub(super) async fn find_run_unscoped(db: &Db, id: ImportId) -> Result<Option<ImportRun>> {
    let run = |mut r: Row| {
        let (id, vendor, kind, state): (_, _, _, ImportState) = r.take_tuple()?;
        let way = if state == ImportState::Undoing { Direction::Undo } else { Direction::Apply };
        Ok(ImportRun { id, vendor, kind, way, user: r.take()?, is_confirmed: r.take()? })
    };
    db.one(&FIND_RUN_UNSCOPED, args![id]).await?.map(run).transpose()
}

/// A row that is to be worked through.
pub(super) struct PlannedRow {
    pub line: i64,
    pub cells: Vec<String>,
    pub plan: Plan,
    pub outcome: Option<RowOutcome>,
}

pub(super) async fn rows_to_do(db: &Db, run: &ImportRun) -> Result<Vec<PlannedRow>> {
    let statement = if run.way == Direction::Apply { &TO_APPLY } else { &TO_UNDO };
    let row = |mut r: Row| {
        let (line, cells, plan): (i64, String, String) = r.take_tuple()?;
        Ok(PlannedRow { line, cells: read(&cells)?, plan: read(&plan)?, outcome: read_some(r.take()?)? })
    };
    db.all(statement, args![run.id, AT_ONCE]).await?.into_iter().map(row).collect()
}

/// What became of a row.
pub(super) struct FinishedRow {
    pub line: i64,
    pub outcome: RowOutcome,
}

/// False when it was written down before.
pub(super) async fn record_outcome(tx: &WriteTx, run: &ImportRun, row: &FinishedRow) -> Result<bool> {
    let statement = if run.way == Direction::Apply { &APPLIED } else { &UNDONE };
    let values = args![row.outcome.state, json(&row.outcome)?, run.id, row.line];
    Ok(tx.exec(statement, values).await? == 1)
}

/// How a run stands.
pub(super) struct RunProgress {
    pub done: i64,
    pub left: i64,
    pub failed: i64,
}

pub(super) async fn count(tx: &WriteTx, run: &ImportRun, done: i64, failed: i64) -> Result<RunProgress> {
    tx.exec(&COUNT, args![done, failed, run.id]).await?;
    let gone = || Error::Other(format!("import {} is gone", run.id));
    let mut row = tx.one(&COUNTED, args![run.id]).await?.ok_or_else(gone)?;
    let (all, done, failed): (i64, i64, i64) = row.take_tuple()?;
    Ok(RunProgress { done, left: (all - done).max(0), failed })
}

pub(super) async fn end(tx: &WriteTx, run: &ImportRun, state: ImportState) -> Result<()> {
    tx.exec(&END, args![state, run.id]).await.map(drop)
}
