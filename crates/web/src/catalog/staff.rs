//! The catalogue as staff keeps it: categories are added, products taken out and put back, and what vendors ask
//! about products and company prefixes is decided.

mod prefixes;
mod requests;
mod retired;

use std::collections::BTreeSet;

use askama::Template;
use edge::{Endpoint, Form, FormFields, LimitClass, Page, PageContext, Path, Problem, Route, Router};
use kernel::text::{Reason, SearchText};
use kernel::{FieldError, PageOf, ProductId};
use market::authority::Staff;
use market::catalog::{self, AddCategory, Category, ProductSummary, Search};
use market::{Ctx, EventKind, companies, may};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    let router = router.mount::<ShowCatalog>().mount::<AddNewCategory>().mount::<Retire>();
    let router = requests::mount(router);
    let router = prefixes::mount(router);
    retired::mount(router)
}

type Moderator = Staff<may::ModerateCatalog>;

const PATH: &str = "/admin/catalog";
const NAMES: &[&str] = &["q"];

/// Categories, and products to take out.
#[derive(Template)]
#[template(path = "catalog/staff.html")]
struct CatalogPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    categories: Vec<Category>,
    roots: Vec<(String, String)>,
    found: PageOf<ProductSummary>,
    /// Products that the reader decides nothing about.
    conflicting: BTreeSet<ProductId>,
}

impl CatalogPage<'_> {
    fn category(&self, row: &ProductSummary) -> String {
        let all = self.categories.iter().flat_map(|category| {
            std::iter::once((&category.slug, &category.name))
                .chain(category.children.iter().map(|under| (&under.slug, &under.name)))
        });
        let mut named = all.filter(|(slug, _)| **slug == row.category);
        named.next().map_or_else(|| row.category.clone(), |(slug, name)| self.f.category(slug, name))
    }
    fn offers(&self, row: &ProductSummary) -> String {
        self.f.number(&row.offer_count.get())
    }
}

/// It is looked at.
struct ShowCatalog;

impl Endpoint for ShowCatalog {
    const ROUTE: Route = Route::get("catalog.staff.show", PATH, "Show categories, and search products.");
    type Auth = Staff<may::ModerateCatalog>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let filters = Filters::of(&page_context, NAMES);
        show(ctx, &auth, page_context, filters).await
    }
}

async fn show(ctx: &Ctx, by: &Moderator, page_context: PageContext, mut filters: Filters) -> Result<Page, Problem> {
    let found = fetch(ctx, &mut filters).await;
    let found = filters.settle(found)?;
    let conflicting = companies::conflicting_products(ctx, by, found.items.iter().map(|row| row.id)).await?;
    let categories = catalog::categories(ctx).await?.value().map_err(|e| problems::unreadable(&e))?;
    let filled = catalog::categories_with_products(ctx, by).await?;
    let frame = Frame::open(ctx, page_context).await?;
    let roots = categories.iter().filter(|category| !filled.contains(&category.slug));
    let roots = roots.map(|category| (category.slug.clone(), frame.category(&category.slug, &category.name))).collect();
    frame.show_form(
        &CatalogPage { f: &frame, filters: &filters, categories, roots, found, conflicting },
        &filters.fields,
    )
}

/// Products by words; none where no word is given.
async fn fetch(ctx: &Ctx, filters: &mut Filters) -> Result<PageOf<ProductSummary>, Problem> {
    let (q, after) = (filters.fields.read_optional::<SearchText>("q"), filters.cursor());
    let (Some(q), Some(after)) = (q, after) else { return Err(filters.fields.to_problem()) };
    if q.is_none() {
        return Ok(PageOf { items: Vec::new(), next_cursor: None });
    }
    catalog::search(ctx, &Search { q, after, ..Search::default() }).await?.value().map_err(|e| problems::unreadable(&e))
}

/// Back to the catalogue: with what was done, or with what was in the way.
async fn after(
    ctx: &Ctx,
    by: &Moderator,
    page_context: PageContext,
    (done, typed): (Result<&'static str, Problem>, FormFields),
) -> Result<Page, Problem> {
    let filters = Filters::at(PATH, NAMES, typed);
    match done {
        Ok(flash) => Ok(Page::redirect(&links::with_flash(&links::local(&filters.here()), flash))),
        Err(problem) => {
            let fields = filters.fields.with_problem(problem);
            show(ctx, by, page_context, Filters::at(PATH, NAMES, fields)).await
        }
    }
}

/// A category is added.
struct AddNewCategory;

impl Endpoint for AddNewCategory {
    const ROUTE: Route =
        Route::post("catalog.staff.add_category", "/admin/categories", "Add a category.", &[EventKind::CategoryAdded])
            .limit(LimitClass::Admin);
    type Auth = Staff<may::ModerateCatalog>;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let mut typed = form.fields;
        let done = add(ctx, &auth, &mut typed).await;
        after(ctx, &auth, page_context, (done.map(|()| "category-added"), typed)).await
    }
}

async fn add(ctx: &Ctx, by: &Staff<may::ModerateCatalog>, typed: &mut FormFields) -> Result<(), Problem> {
    let (name, slug, parent) = (typed.read("name"), typed.read("slug"), typed.read_optional("parent"));
    let (Some(name), Some(slug), Some(parent)) = (name, slug, parent) else { return Err(typed.to_problem()) };
    let added = catalog::add_category(ctx, by, AddCategory { slug, name, parent }).await;
    added.map(drop).map_err(|error| {
        let at = match &error {
            catalog::CategoryError::BadParent | catalog::CategoryError::HasProducts => Some("parent"),
            catalog::CategoryError::Taken => Some("slug"),
            catalog::CategoryError::Db(_) => None,
        };
        let mut problem = Problem::from(error);
        let detail = problem.detail.clone();
        problem.errors.extend(at.map(|path| FieldError { path: path.to_owned(), detail }));
        problem
    })
}

/// A product leaves the catalogue.
struct Retire;

impl Endpoint for Retire {
    const ROUTE: Route = Route::post(
        "catalog.staff.retire_product",
        "/admin/products/{product_id}/retirement",
        "Remove a product from the catalogue.",
        &[EventKind::ProductRetired],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ModerateCatalog>;
    type In = (Path<ProductId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut typed = form.fields;
        let done = match typed.read::<Reason>("reason") {
            Some(reason) => catalog::retire_product(ctx, &auth, id, reason).await.map_err(Problem::from),
            None => Err(typed.to_problem()),
        };
        after(ctx, &auth, page_context, (done.map(|()| "product-retired"), typed)).await
    }
}
