//! A vendor, as everybody sees it, with what it sells.

use askama::Template;
use edge::{Cache, Endpoint, Limit, Method, Path, Problem, Query, Route, Screen, Shown, Table};
use kernel::{Cursor, OrgId};
use market::Ctx;
use market::authority::Anyone;
use market::catalog::{self, Search};
use market::companies;
use schemars::JsonSchema;
use serde::Deserialize;

use super::unreadable;
use super::ware::Shelf;
use crate::frame::Frame;
use crate::links;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowVendor>()
}

/// Where to go on.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Further {
    /// `next_cursor` of the previous page.
    pub(super) cursor: Option<Cursor>,
}

/// A vendor.
#[derive(Template)]
#[template(path = "shop/vendor.html")]
struct VendorPage<'a> {
    f: &'a Frame,
    vendor: companies::Shown,
    shelf: Shelf,
    newest: String,
    older: String,
    /// The search among its products.
    search: String,
}

/// It is looked at.
pub struct ShowVendor;

impl Endpoint for ShowVendor {
    const ROUTE: Route = Route {
        id: "shop.vendor",
        method: Method::Get,
        path: "/vendors/{vendor_id}",
        summary: "Show a vendor with its products.",
        limit: Limit::Search,
        cache: Cache::Never,
        audit: &[],
        refuses: &[companies::CompanyFault::LIST, catalog::SearchFault::LIST],
    };
    type By = Anyone;
    type In = (Path<OrgId>, Query<Further>, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, _: Anyone, (Path(id), Query(q), screen): Self::In) -> Result<Shown, Problem> {
        let frame = Frame::open(ctx, screen).await?;
        let vendor = companies::vendor_profile(ctx, id).await?.value().map_err(|e| unreadable(&e))?;
        let path = links::of("/vendors", &id);
        let newest = if q.cursor.is_some() { path.to_string() } else { String::new() };
        let search = Search { vendor: Some(id), after: q.cursor, ..Search::default() };
        let page = catalog::search(ctx, &search).await?.value().map_err(|e| unreadable(&e))?;
        let older = page.next_cursor.map(|next| format!("{path}?cursor={}", next.as_str())).unwrap_or_default();
        let shelf = Shelf::of(&frame, page.items);
        let within = format!("/products?vendor={id}");
        frame.show(&VendorPage { f: &frame, vendor, shelf, newest, older, search: within })
    }
}
