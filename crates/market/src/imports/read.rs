//! What is shown of imports, and why they are refused.

use infra::db::{DbEngine, SqlText};
use kernel::ids::Id;
use kernel::{CompanyId, Cursor, ImportId, PageLimit, PageOf, Scalar};

use super::importer::Importer;
use super::kind::ImportKind;
use super::store;
use super::view::{ImportRow, ImportState, ImportView};
use crate::authority::{Access, Vendor};
use crate::{Ctx, may, pricing};

errors! {
    /// Why an import is refused.
    pub enum ImportError via { Password(crate::accounts::PasswordError) } {
        /// Not there, another vendor's, or of a kind one may not see.
        Missing = Missing "imports.no_such_import" "no such import",
        /// The file, as a whole.
        Unreadable { why: String } = Invalid "imports.unreadable" "could not read the file: {why}",
        /// A header and nothing else.
        NoRows = Invalid "imports.no_rows" "the file has a header but no rows",
        /// Every row is the same already, or an error.
        NothingToDo = Conflict "imports.nothing_to_do" "this import would not change anything",
        /// Confirmed before.
        NotWaiting { state: ImportState } = Conflict "imports.not_waiting" "this import is {state} and no longer waiting for approval",
        /// Nothing of it to take back, or taken back before.
        NotApplied { state: ImportState } = Conflict "imports.not_applied" "this import is {state}; there is nothing to undo",
        /// More than the guard lets pass unasked.
        PasswordNeeded = Forbidden "imports.password_needed" "this import changes many prices at once; enter your password to approve it",
        /// May see it, and no more.
        NoRight = Forbidden "imports.no_right" "your role does not allow this",
        /// Lost its approval meanwhile.
        NotApproved = Forbidden "access.company_not_approved" "your company is not approved to trade right now",
        /// More products than the company may list within the time of the limit.
        TooManyListings { rows: i64, most: u64 } = Conflict "imports.too_many_listings" "this file lists {rows} products, and your company can list {most} at a time; split the file, or ask the marketplace for a bulk allowance",
        /// More prices or counts than the company may change within the time of the limit.
        TooManyChanges { rows: i64, most: u64 } = Conflict "imports.too_many_changes" "this file changes {rows} rows, and your company can change {most} at a time; split the file, or ask the marketplace for a bulk allowance",
        /// A row could not be decided; the job tries again.
        Interrupted { line: i64, why: String } = Unavailable "imports.interrupted" "line {line} could not be processed right now: {why}",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

fn may_see(by: &Vendor<may::ReadOffers>, kind: ImportKind) -> bool {
    // Whoever is here may see offers; stock has a right of its own.
    kind != ImportKind::Stock || Vendor::<may::ReadStock>::grant(Some(by.principal())).is_ok()
}

/// One's own imports, newest first.
pub async fn list(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<ImportRow>, ImportError> {
    let after = after.map(|c| c.keys("imports")).transpose().map_err(|_| ImportError::BadCursor)?;
    let kinds = ImportKind::ALL.iter().copied().filter(|kind| may_see(by, *kind)).collect();
    let rows = store::list_own(&ctx.store.db, by.vendor(), kinds, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("imports", &row.id)))
}

/// The statement that the list comes to on an engine, and what it binds; for whoever asks the engine how it
/// would go about it. It names nobody.
pub fn statement_of_list(engine: DbEngine) -> (String, Vec<Scalar>) {
    let mut sql = store::statement_of_list(CompanyId::least(), ImportKind::ALL, None, PageLimit::default());
    let values = sql.take_args();
    (SqlText::from(&sql).render(engine).into_owned(), values)
}

/// How one of one's own imports stands.
pub async fn progress(ctx: &Ctx, by: &Vendor<may::ReadOffers>, id: ImportId) -> Result<ImportRow, ImportError> {
    let found = store::find_own(&ctx.store.db, by.vendor(), id).await?;
    found.filter(|row| may_see(by, row.kind)).ok_or(ImportError::Missing)
}

/// One of one's own imports, with its rows.
pub async fn show(ctx: &Ctx, by: &Vendor<may::ReadOffers>, id: ImportId) -> Result<ImportView, ImportError> {
    progress(ctx, by, id).await?;
    show_own(ctx, by.vendor(), id).await
}

/// The proof that confirming or taking back one of one's own imports needs, whatever its kind.
pub async fn importer(ctx: &Ctx, by: &Vendor<may::ReadOffers>, id: ImportId) -> Result<Importer, ImportError> {
    let kind = progress(ctx, by, id).await?.kind;
    Importer::grant(kind, Some(by.principal())).map_err(|_| ImportError::NoRight)
}

pub(super) async fn show_own(ctx: &Ctx, vendor: CompanyId, id: ImportId) -> Result<ImportView, ImportError> {
    let import = store::find_own(&ctx.store.db, vendor, id).await?.ok_or(ImportError::Missing)?;
    let rows = store::rows_of(&ctx.store.db, vendor, id).await?;
    let needs_password = needs_password(ctx, vendor, &import).await?;
    let withdrawn = i64::try_from(rows.iter().filter(|row| row.was_withdrawn()).count()).unwrap_or(i64::MAX);
    Ok(ImportView { columns: import.kind.column_names(), needs_password, withdrawn, rows, import })
}

/// Whether a batch has more changes than the guard lets pass at present.
pub(super) async fn needs_password(ctx: &Ctx, vendor: CompanyId, import: &ImportRow) -> infra::db::Result<bool> {
    if import.kind != ImportKind::Prices || import.state != ImportState::Previewed {
        return Ok(false);
    }
    Ok(pricing::changes_lately(ctx, vendor).await? + import.changes > ctx.rules.guard_burst)
}
