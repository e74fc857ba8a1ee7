//! Files that a vendor handed in, and the form for the next one.

use askama::Template;
use edge::{BodySize, Endpoint, Form, FormFields, LimitClass, Page, PageContext, Problem, QueryParams, Route, Router};
use kernel::{Cursor, ImportId, PageOf};
use market::authority::{Access, Either, Principal, Vendor};
use market::imports::{self, ImportError, ImportKind, ImportRow, ImportState, Importer};
use market::{Ctx, EventKind, may};

use crate::ui::filters::{self, PageIn};
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;
use crate::ui::proofs::vendor_proof;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListImports>().mount::<Upload>()
}

/// Whoever may hand in a file of some kind.
type AnyImporter = Either<Vendor<may::EditPrices>, Either<Vendor<may::MoveStock>, Vendor<may::EditOffers>>>;

/// Imports.
#[derive(Template)]
#[template(path = "imports/vendor/list.html")]
struct ImportsPage<'a> {
    f: &'a Frame,
    form: FormFields,
    page: PageOf<ImportRow>,
    /// The kinds that whoever looks may hand in.
    kinds: Vec<ImportKind>,
}

impl ImportsPage<'_> {
    fn kinds(&self) -> Vec<(String, String)> {
        self.kinds.iter().map(|kind| (kind.to_string(), self.f.word("import-kind", kind))).collect()
    }
    fn kind(&self) -> String {
        let first = self.kinds.first().map(ToString::to_string).unwrap_or_default();
        if self.form.has("kind") { self.form.text("kind").to_owned() } else { first }
    }
    /// The columns of each kind, as they stand in the first line.
    fn columns(&self) -> Vec<(String, String)> {
        let row = |kind: &ImportKind| (self.f.word("import-kind", kind), kind.column_names().join(","));
        self.kinds.iter().map(row).collect()
    }
    fn older(&self) -> String {
        filters::older(self.f, self.page.next_cursor.as_ref())
    }
    fn newer(&self) -> String {
        filters::newest(self.f)
    }
}

/// The colour that repeats what an import's state says.
pub(super) const fn tone(state: ImportState) -> &'static str {
    match state {
        ImportState::Previewed | ImportState::Partly => "warn",
        ImportState::Applying | ImportState::Undoing => "info",
        ImportState::Applied => "good",
        ImportState::Undone => "neutral",
    }
}

fn grant(kind: ImportKind, principal: Option<&Principal>) -> Option<Importer> {
    match kind {
        ImportKind::Prices => Vendor::<may::EditPrices>::grant(principal).ok().map(Importer::from),
        ImportKind::Stock => Vendor::<may::MoveStock>::grant(principal).ok().map(Importer::from),
        ImportKind::Products => Vendor::<may::EditOffers>::grant(principal).ok().map(Importer::from),
    }
}

async fn page(ctx: &Ctx, page_context: PageContext, after: Option<Cursor>, form: FormFields) -> Result<Page, Problem> {
    let by: Vendor<may::ReadOffers> = vendor_proof(page_context.principal.as_ref())?;
    let page = imports::list(ctx, &by, after, kernel::PageLimit::default()).await?;
    let may = |kind: &&ImportKind| grant(**kind, page_context.principal.as_ref()).is_some();
    let kinds = ImportKind::ALL.iter().filter(may).copied().collect();
    let frame = Frame::open(ctx, page_context).await?;
    frame.show_form(&ImportsPage { f: &frame, form: form.clone(), page, kinds }, &form)
}

/// A vendor's own imports.
struct ListImports;

impl Endpoint for ListImports {
    const ROUTE: Route = Route::get(
        "imports.vendor.list",
        "/vendor/imports",
        "List the vendor's imports, newest first, with an upload form.",
    );
    type Auth = Vendor<may::ReadOffers>;
    type In = (QueryParams<PageIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (QueryParams(query), page_context): Self::In) -> Result<Page, Problem> {
        page(ctx, page_context, query.cursor, FormFields::default()).await
    }
}

/// A file is handed in.
struct Upload;

impl Endpoint for Upload {
    const ROUTE: Route = Route::post(
        "imports.vendor.upload",
        "/vendor/imports",
        "Upload a file and save a preview of its changes.",
        &[EventKind::ImportPreviewed],
    )
    .body(BodySize::Large)
    .limit(LimitClass::Upload);
    type Auth = AnyImporter;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        match upload(ctx, page_context.principal.as_ref(), &mut fields).await {
            Ok(id) => Ok(Page::redirect(&links::of("/vendor/imports", &id))),
            Err(problem) => page(ctx, page_context, None, fields.with_problem(problem)).await,
        }
    }
}

async fn upload(ctx: &Ctx, principal: Option<&Principal>, fields: &mut FormFields) -> Result<ImportId, Problem> {
    let Some(kind) = fields.read::<ImportKind>("kind") else { return Err(fields.to_problem()) };
    let by = grant(kind, principal).ok_or(ImportError::NoRight)?;
    if fields.error("file").is_some() {
        return Err(fields.to_problem());
    }
    let field = if fields.has("file") { "file" } else { "pasted" };
    if !fields.has(field) {
        fields.add_error::<()>("file", "choose a file, or paste its contents below");
        return Err(fields.to_problem());
    }
    let seen = imports::preview(ctx, &by, fields.raw(field).as_bytes()).await.map_err(|error| match error {
        ImportError::Unreadable { .. } | ImportError::NoRows => problems::beside(error, field),
        other => other.into(),
    })?;
    Ok(seen.import.id)
}
