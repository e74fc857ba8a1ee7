//! Brands, and what there is of one.

use askama::Template;
use edge::{Cache, Endpoint, Limit, Method, NameInPath, Problem, Query, Route, Screen, Shown, Table};
use kernel::Cursor;
use kernel::text::{Name, SearchWords};
use market::Ctx;
use market::authority::Anyone;
use market::catalog::{self, BrandRow, Search, WhichBrands};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::catalog::storefront::product_card::ProductCards;
use crate::ui::filters::PageIn;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ListBrands>().with::<ShowBrand>()
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
    const ROUTE: Route = Route {
        id: "shop.brands",
        method: Method::Get,
        path: "/brands",
        summary: "List brands with available products, by name.",
        limit: Limit::Catalogue,
        cache: Cache::Never,
        audit: &[],
        refuses: &[catalog::BrandFault::LIST],
    };
    type By = Anyone;
    type In = (Query<BrandsIn>, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, _: Anyone, (Query(query), screen): Self::In) -> Result<Shown, Problem> {
        let frame = Frame::open(ctx, screen).await?;
        let newest = query.cursor.as_ref().map(|_| format!("/brands?q={}", links::escaped(&query.q)));
        let limit = kernel::Limit::new(BRANDS).unwrap_or_default();
        let which = WhichBrands { q: SearchWords::new(&query.q).ok(), after: query.cursor, limit };
        let page = catalog::brands(ctx, &which).await?.value().map_err(|e| problems::unreadable(&e))?;
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
    const ROUTE: Route = Route {
        id: "shop.brand",
        method: Method::Get,
        path: "/brands/{brand}",
        summary: "Show a brand with its products.",
        limit: Limit::Search,
        cache: Cache::Never,
        audit: &[],
        refuses: &[catalog::BrandFault::LIST, catalog::SearchFault::LIST],
    };
    type By = Anyone;
    type In = (NameInPath<Name>, Query<PageIn>, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, _: Anyone, (NameInPath(name), Query(q), screen): Self::In) -> Result<Shown, Problem> {
        let frame = Frame::open(ctx, screen).await?;
        let brand = catalog::brand(ctx, &name).await?.value().map_err(|e| problems::unreadable(&e))?;
        let path = format!("/brands/{}", links::escaped(name.as_str()));
        let newest = if q.cursor.is_some() { path.clone() } else { String::new() };
        let search = Search { brand: Some(name), after: q.cursor, ..Search::default() };
        let page = catalog::search(ctx, &search).await?.value().map_err(|e| problems::unreadable(&e))?;
        let older = page.next_cursor.map(|next| format!("{path}?cursor={}", next.as_str())).unwrap_or_default();
        let cards = ProductCards::of(&frame, page.items);
        frame.show(&BrandPage { f: &frame, brand, cards, older, newest })
    }
}
