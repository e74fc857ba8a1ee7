//! One import: what it would do row by row, how far it is, what became of each row, and the way back.

use askama::Template;
use edge::limits::{RowCharge, RowRefusal};
use edge::{
    Endpoint, Form, FormFields, LimitClass, LocalPath, Page, PageContext, Path, Problem, QueryParams, RateLimits,
    Route, Router, SignInOutcome,
};
use kernel::{ImportId, Secret};
use market::accounts::PasswordError;
use market::authority::Vendor;
use market::imports::{
    self, Confirm, ImportError, ImportKind, ImportRow, ImportState, ImportView, Importer, RowState, RowVerdict, RowView,
};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;
use crate::ui::proofs::vendor_proof;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowImport>().mount::<Apply>().mount::<Undo>()
}

/// Rows that are shown at once; the rest is behind the filter.
const ROWS_ON_PAGE: usize = 200;

/// Which rows.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct RowsIn {
    /// `errors`, `held`, `changes`, `same` or `failed`; anything else is all, errors first.
    #[serde(default)]
    rows: String,
}

/// An import.
#[derive(Template)]
#[template(path = "imports/vendor/show.html")]
struct ImportPage<'a> {
    f: &'a Frame,
    form: FormFields,
    import: ImportRow,
    /// Its rows; none while they are being worked through.
    view: Option<ImportView>,
    which: String,
}

/// Rows that did not do what was asked.
fn has_failed(row: &RowView) -> bool {
    let bad = |state: RowState| matches!(state, RowState::Conflict | RowState::Refused);
    row.reversal.as_ref().or(row.outcome.as_ref()).is_some_and(|outcome| bad(outcome.state))
}

const fn is_error(row: &RowView) -> bool {
    matches!(row.verdict, RowVerdict::Error { .. })
}

const fn is_held(row: &RowView) -> bool {
    matches!(row.verdict, RowVerdict::Change { held: Some(_), .. })
}

impl ImportPage<'_> {
    fn is_running(&self) -> bool {
        matches!(self.import.state, ImportState::Applying | ImportState::Undoing)
    }
    fn waits(&self) -> bool {
        self.import.state == ImportState::Previewed
    }
    fn has_ended(&self) -> bool {
        matches!(self.import.state, ImportState::Applied | ImportState::Partly) && self.import.undone_at.is_none()
    }
    fn may_go_on(&self) -> bool {
        let right = match self.import.kind {
            ImportKind::Prices => "pricing.edit",
            ImportKind::Stock => "inventory.move",
            ImportKind::Products => "catalog.edit_offers",
        };
        self.f.may_do(right)
    }
    fn rows(&self) -> &[RowView] {
        self.view.as_ref().map_or(&[][..], |view| view.rows.as_slice())
    }
    /// Changes that waited for approval until the import was taken back.
    fn withdrawn(&self) -> i64 {
        self.view.as_ref().map_or(0, |view| view.withdrawn)
    }
    fn columns(&self) -> &[&'static str] {
        self.view.as_ref().map_or(&[][..], |view| view.columns.as_slice())
    }
    fn column(&self, at: usize) -> &'static str {
        self.columns().get(at).copied().unwrap_or_default()
    }
    fn fits(&self, row: &RowView) -> bool {
        match self.which.as_str() {
            "errors" => is_error(row),
            "held" => is_held(row),
            "changes" => matches!(row.verdict, RowVerdict::Change { .. }),
            "same" => row.verdict == RowVerdict::Same,
            "failed" => has_failed(row),
            _ => true,
        }
    }
    /// What is wrong comes first, then what is held, then the rest, as in the file.
    fn sorted(&self) -> Vec<&RowView> {
        let mut rows: Vec<&RowView> = self.rows().iter().filter(|row| self.fits(row)).collect();
        rows.sort_by_key(|row| (!is_error(row), !has_failed(row), !is_held(row), row.line));
        rows
    }
    fn visible_rows(&self) -> Vec<&RowView> {
        self.sorted().into_iter().take(ROWS_ON_PAGE).collect()
    }
    fn hidden_rows(&self) -> i64 {
        i64::try_from(self.sorted().len().saturating_sub(ROWS_ON_PAGE)).unwrap_or(i64::MAX)
    }
    /// The filter: where to, what it says, how many.
    fn filters(&self) -> Vec<(String, String, String)> {
        let same = self.import.rows - self.import.changes - self.import.errors;
        let failed = i64::try_from(self.rows().iter().filter(|row| has_failed(row)).count()).unwrap_or(0);
        let counts = [
            ("", self.import.rows),
            ("errors", self.import.errors),
            ("held", self.import.held),
            ("changes", self.import.changes),
            ("same", same),
            ("failed", failed),
        ];
        let wanted = counts.into_iter().filter(|(word, count)| word.is_empty() || *count > 0);
        let one = |(word, count): (&str, i64)| {
            let text = if word.is_empty() { self.f.t("label-all") } else { self.f.word("import-rows", word) };
            (self.path(word), text, self.f.number(&count))
        };
        wanted.map(one).collect()
    }
    fn path(&self, which: &str) -> String {
        let here = format!("/vendor/imports/{}", self.import.id);
        if which.is_empty() { here } else { format!("{here}?rows={which}") }
    }
    fn current(&self) -> String {
        self.path(&self.which)
    }
    /// What a row would do, in words.
    fn verdict(&self, row: &RowView) -> String {
        match &row.verdict {
            RowVerdict::Same => self.f.word("import-rows", "same"),
            RowVerdict::Error { field, code } if field.is_empty() => self.f.word("import-row-code", code),
            RowVerdict::Error { field, code } => format!("{field}: {}", self.f.word("import-row-code", code)),
            RowVerdict::Change { from: Some(from), to, .. } => format!("\u{2066}{from} → {to}\u{2069}"),
            RowVerdict::Change { from: None, to, .. } => to.clone(),
        }
    }
    /// Why the guard would hold a row.
    fn held(&self, row: &RowView) -> String {
        match &row.verdict {
            RowVerdict::Change { held: Some(why), .. } => self.f.hold_reason(why),
            _ => String::new(),
        }
    }
    fn is_wrong(&self, row: &RowView, at: usize) -> bool {
        matches!(&row.verdict, RowVerdict::Error { field, .. } if self.columns().get(at) == Some(&field.as_str()))
    }
    /// What became of a row: a word and why.
    fn became(&self, row: &RowView) -> Option<(String, String, &'static str)> {
        let outcome = row.reversal.as_ref().or(row.outcome.as_ref())?;
        let tone = match outcome.state {
            RowState::Applied => "good",
            RowState::Held => "warn",
            RowState::Conflict | RowState::Refused => "bad",
            RowState::Undone => "neutral",
        };
        let why = match (&outcome.code, &outcome.why, &outcome.held) {
            (Some(code), Some(why), _) => self.f.stored_refusal(code, why),
            (_, _, Some(held)) => self.f.hold_reason(held),
            _ => String::new(),
        };
        Some((self.f.word("import-row-state", outcome.state), why, tone))
    }
    fn so_far(&self) -> String {
        let (done, all) = (self.f.number(&self.import.done), self.f.number(&self.import.to_do));
        self.f.t2("imports-so-far", ("done", &done), ("all", &all))
    }
}

async fn page(
    ctx: &Ctx,
    page_context: PageContext,
    id: ImportId,
    (which, form): (String, FormFields),
) -> Result<Page, Problem> {
    let by: Vendor<may::ReadOffers> = vendor_proof(page_context.principal.as_ref())?;
    let mut import = imports::progress(ctx, &by, id).await?;
    let view = match import.state {
        // The bar alone: it is asked for every other second.
        ImportState::Applying | ImportState::Undoing => None,
        _ => Some(imports::show(ctx, &by, id).await?),
    };
    if let Some(view) = &view {
        import = view.import.clone();
    }
    let frame = Frame::open(ctx, page_context).await?;
    frame.show_form(&ImportPage { f: &frame, form: form.clone(), import, view, which }, &form)
}

/// One of a vendor's own imports.
struct ShowImport;

impl Endpoint for ShowImport {
    const ROUTE: Route = Route::get(
        "imports.vendor.show",
        "/vendor/imports/{import_id}",
        "Show one of the vendor's imports: preview, progress and result.",
    )
    .automatic(LimitClass::Refresh);
    type Auth = Vendor<may::ReadOffers>;
    type In = (Path<ImportId>, QueryParams<RowsIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        _: Self::Auth,
        (Path(id), QueryParams(query), page_context): Self::In,
    ) -> Result<Page, Problem> {
        page(ctx, page_context, id, (query.rows, FormFields::default())).await
    }
}

/// Counts what the import changes.
async fn charge_rows(
    ctx: &Ctx,
    by: &Importer,
    id: ImportId,
    limits: &RateLimits,
) -> Result<Option<RowCharge>, Problem> {
    let Some(file) = imports::rows_to_count(ctx, by, id).await? else { return Ok(None) };
    let rows = file.rows;
    limits.charge_rows(file).await.map(Some).map_err(|refusal| match (refusal, file.kind) {
        (RowRefusal::NeverFits { most }, ImportKind::Products) => ImportError::TooManyListings { rows, most }.into(),
        (RowRefusal::NeverFits { most }, _) => ImportError::TooManyChanges { rows, most }.into(),
        (RowRefusal::TooMany(problem), _) => problem,
    })
}

async fn apply(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    id: ImportId,
    (form, limits): (&Form, &RateLimits),
) -> Result<(), Problem> {
    let (key, typed) = (form.idempotency_key()?, form.fields.raw("password"));
    let by = imports::importer(ctx, by, id).await?;
    let password = (!typed.is_empty() && typed.len() <= 512).then(|| Secret::new(typed.to_owned()));
    let attempt = if password.is_some() { Some(limits.begin_password_check().await?) } else { None };
    let charge = charge_rows(ctx, &by, id, limits).await?;
    let begun = imports::apply(ctx, &by, id, key, Confirm { password }).await;
    if let Some(charge) = charge.filter(|_| !begun.as_ref().is_ok_and(|begun| begun.is_fresh)) {
        charge.give_back();
    }
    if let Some(attempt) = attempt {
        let is_wrong = matches!(begun, Err(ImportError::Password(PasswordError::Wrong)));
        // It may not have been looked at: nothing is forgiven for it.
        attempt.finish(if is_wrong { SignInOutcome::Incorrect } else { SignInOutcome::NotChecked }).await;
    }
    begun.map_err(|error| match error {
        ImportError::PasswordNeeded | ImportError::Password(_) => problems::beside(error, "password"),
        other => other.into(),
    })?;
    Ok(())
}

/// The import, with what is to be said; nothing where the page itself tells how far it is.
fn here(id: &ImportId, flash: &str) -> LocalPath {
    let page = links::of("/vendor/imports", id);
    if flash.is_empty() { page } else { links::with_flash(&page, flash) }
}

/// What was looked at is confirmed.
struct Apply;

impl Endpoint for Apply {
    const ROUTE: Route = Route::post(
        "imports.vendor.apply",
        "/vendor/imports/{import_id}/apply",
        "Apply an import; its rows are processed in the background.",
        &[EventKind::ImportConfirmed],
    );
    type Auth = Vendor<may::ReadOffers>;
    type In = (Path<ImportId>, Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), form, limits, page_context): Self::In,
    ) -> Result<Page, Problem> {
        let done = apply(ctx, &auth, id, (&form, &limits)).await.map(|()| "");
        match problems::settled(done, &["applying", "applied", "partly"]) {
            Ok(flash) => Ok(Page::redirect(&here(&id, flash))),
            Err(problem) => page(ctx, page_context, id, (String::new(), form.fields.with_problem(problem))).await,
        }
    }
}

async fn undo(ctx: &Ctx, by: &Vendor<may::ReadOffers>, id: ImportId) -> Result<(), Problem> {
    let by = imports::importer(ctx, by, id).await?;
    imports::undo(ctx, &by, id).await?;
    Ok(())
}

/// It is taken back.
struct Undo;

impl Endpoint for Undo {
    const ROUTE: Route = Route::post(
        "imports.vendor.undo",
        "/vendor/imports/{import_id}/undo",
        "Undo an import where no one has changed its rows since.",
        &[EventKind::ImportUndoRequested],
    );
    type Auth = Vendor<may::ReadOffers>;
    type In = (Path<ImportId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let done = undo(ctx, &auth, id).await.map(|()| "");
        match problems::settled(done, &["undoing", "undone"]) {
            Ok(flash) => Ok(Page::redirect(&here(&id, flash))),
            Err(problem) => page(ctx, page_context, id, (String::new(), form.fields.with_problem(problem))).await,
        }
    }
}
