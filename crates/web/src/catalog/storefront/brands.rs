//! Brands, and what there is of one.

use askama::Template;
use edge::{
    CursorBinding, Endpoint, LimitClass, Page, PageContext, PathName, Problem, QueryParams, Route, Router, RowsRead,
};
use kernel::Cursor;
use kernel::text::{Name, SearchText};
use market::Ctx;
use market::authority::Anyone;
use market::catalog::{self, BrandFilter, BrandRow, Search};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::catalog::storefront::product_card::ProductCards;
use crate::ui::filters::PageIn;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListBrands>().mount::<ShowBrand>()
}

/// Brands of one page.
const BRANDS: u16 = 100;

/// Filters for brands.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct BrandsIn {
    /// Filter by the beginning of the name.
    q: String,
    /// `next_cursor` of the previous page.
    cursor: Option<Cursor>,
}

/// Brands by name.
#[derive(Template)]
#[template(path = "catalog/storefront/brands.html")]
struct BrandsPage<'a> {
    f: &'a Frame,
    q: String,
    brands: Vec<BrandRow>,
    older: String,
    newest: String,
}

/// Brands are looked at.
struct ListBrands;

impl Endpoint for ListBrands {
    const ROUTE: Route =
        Route::get("catalog.storefront.brands", "/brands", "List brands with available products, by name.")
            .limit(LimitClass::Catalogue)
            .automatic(LimitClass::Typing)
            .rows(RowsRead::UpTo(BRANDS));
    type Auth = Anyone;
    type In = (QueryParams<BrandsIn>, PageContext, CursorBinding);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Anyone, (QueryParams(query), context, cursors): Self::In) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, context).await?;
        let newest = query.cursor.as_ref().map(|_| format!("/brands?q={}", links::escaped(&query.q)));
        let limit = kernel::PageLimit::new(BRANDS).unwrap_or_default();
        let which = BrandFilter { q: SearchText::new(&query.q).ok(), after: query.cursor, limit };
        let page = catalog::brands(ctx, &which).await?.value().map_err(|e| problems::unreadable(&e))?;
        let page = cursors.bind(page);
        let more = |next: Cursor| format!("/brands?q={}&cursor={}", links::escaped(&query.q), next.as_str());
        let (older, newest) = (page.next_cursor.map(more).unwrap_or_default(), newest.unwrap_or_default());
        frame.show(&BrandsPage { f: &frame, q: query.q.clone(), brands: page.items, older, newest })
    }
}

/// One brand.
#[derive(Template)]
#[template(path = "catalog/storefront/brand.html")]
struct BrandPage<'a> {
    f: &'a Frame,
    brand: catalog::Brand,
    cards: ProductCards,
    older: String,
    newest: String,
}

/// A brand is looked at.
struct ShowBrand;

impl Endpoint for ShowBrand {
    const ROUTE: Route = Route::get("catalog.storefront.brand", "/brands/{brand}", "Show a brand with its products.")
        .limit(LimitClass::Search)
        .rows(RowsRead::UpTo(kernel::PageLimit::DEFAULT));
    type Auth = Anyone;
    type In = (PathName<Name>, QueryParams<PageIn>, PageContext, CursorBinding);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        _: Anyone,
        (PathName(name), QueryParams(q), page_context, cursors): Self::In,
    ) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, page_context).await?;
        let brand = catalog::brand(ctx, &name).await?.value().map_err(|e| problems::unreadable(&e))?;
        let path = format!("/brands/{}", links::escaped(name.as_str()));
        let newest = if q.cursor.is_some() { path.clone() } else { String::new() };
        let search = Search { brand: Some(name), after: q.cursor, ..Search::default() };
        let page = catalog::search(ctx, &search).await?.value().map_err(|e| problems::unreadable(&e))?;
        let page = cursors.bind(page);
        let older = page.next_cursor.map(|next| format!("{path}?cursor={}", next.as_str())).unwrap_or_default();
        let cards = ProductCards::of(&frame, &page.items);
        frame.show(&BrandPage { f: &frame, brand, cards, older, newest })
    }
}
