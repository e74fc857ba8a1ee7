//! Products that were taken out of the catalogue, and the way back.

use std::collections::BTreeSet;

use askama::Template;
use edge::{Endpoint, Form, LimitClass, Page, PageContext, Path, Problem, Route, Router};
use kernel::text::Reason;
use kernel::{PageOf, ProductId};
use market::authority::Staff;
use market::catalog::{self, RetiredProduct};
use market::{Ctx, EventKind, companies, may};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListRetired>().mount::<Restore>()
}

const PATH: &str = "/admin/retired-products";

/// Retired products.
#[derive(Template)]
#[template(path = "catalog/staff/retired.html")]
struct RetiredPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    found: PageOf<RetiredProduct>,
    /// Products that the reader decides nothing about.
    conflicting: BTreeSet<ProductId>,
}

async fn show(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    page_context: PageContext,
    mut filters: Filters,
) -> Result<Page, Problem> {
    let found = match filters.cursor() {
        Some(after) => {
            catalog::retired_products(ctx, by, after, kernel::PageLimit::default()).await.map_err(Problem::from)
        }
        None => Err(filters.fields.to_problem()),
    };
    let found = filters.settle(found)?;
    let conflicting = companies::conflicting_products(ctx, by, found.items.iter().map(|row| row.id)).await?;
    let frame = Frame::open(ctx, page_context).await?;
    frame.show_form(&RetiredPage { f: &frame, filters: &filters, found, conflicting }, &filters.fields)
}

/// They are looked at.
struct ListRetired;

impl Endpoint for ListRetired {
    const ROUTE: Route = Route::get("catalog.staff.retired", PATH, "List products that were removed.");
    type Auth = Staff<may::ModerateCatalog>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let filters = Filters::of(&page_context, &[]);
        show(ctx, &auth, page_context, filters).await
    }
}

/// One comes back.
struct Restore;

impl Endpoint for Restore {
    const ROUTE: Route = Route::post(
        "catalog.staff.restore_product",
        "/admin/products/{product_id}/restoration",
        "Put a removed product back into the catalogue.",
        &[EventKind::ProductRestored],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ModerateCatalog>;
    type In = (Path<ProductId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut typed = form.fields;
        let done = match typed.read::<Reason>("reason") {
            Some(reason) => catalog::restore_product(ctx, &auth, id, reason).await.map_err(Problem::from),
            None => Err(typed.to_problem()),
        };
        match done {
            Ok(()) => Ok(Page::redirect(&links::with_flash(&links::local(PATH), "product-restored"))),
            Err(problem) => show(ctx, &auth, page_context, Filters::at(PATH, &[], typed.with_problem(problem))).await,
        }
    }
}
