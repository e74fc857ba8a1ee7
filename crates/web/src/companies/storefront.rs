//! A vendor, as everybody sees it, with what it sells.

use askama::Template;
use edge::{
    CursorBinding, Endpoint, LimitClass, Page, PageContext, Path, Problem, QueryParams, Route, Router, RowsRead,
};
use kernel::CompanyId;
use market::Ctx;
use market::authority::Anyone;
use market::catalog::{self, Search};
use market::companies;

use crate::catalog::storefront::product_card::ProductCards;
use crate::ui::filters::PageIn;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowVendor>()
}

/// A vendor.
#[derive(Template)]
#[template(path = "companies/storefront.html")]
struct VendorPage<'a> {
    f: &'a Frame,
    vendor: companies::CompanyProfile,
    cards: ProductCards,
    newest: String,
    older: String,
    /// The search among its products.
    search: String,
    delivers_to: String,
    /// Why the reader's company cannot buy of it.
    barrier: String,
}

/// It is looked at.
struct ShowVendor;

impl Endpoint for ShowVendor {
    const ROUTE: Route =
        Route::get("companies.storefront.vendor", "/vendors/{vendor_id}", "Show a vendor with its products.")
            .limit(LimitClass::Search)
            .rows(RowsRead::UpTo(kernel::PageLimit::DEFAULT));
    type Auth = Anyone;
    type In = (Path<CompanyId>, QueryParams<PageIn>, PageContext, CursorBinding);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        _: Anyone,
        (Path(id), QueryParams(q), page_context, cursors): Self::In,
    ) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, page_context).await?;
        let vendor = companies::vendor_profile(ctx, id).await?.value().map_err(|e| problems::unreadable(&e))?;
        let path = links::of("/vendors", &id);
        let newest = if q.cursor.is_some() { path.to_string() } else { String::new() };
        let search = Search { vendor: Some(id), after: q.cursor, ..Search::default() };
        let page = catalog::search(ctx, &search).await?.value().map_err(|e| problems::unreadable(&e))?;
        let page = cursors.bind(page);
        let older = page.next_cursor.map(|next| format!("{path}?cursor={}", next.as_str())).unwrap_or_default();
        let cards = ProductCards::of_vendor(&frame, &page.items);
        let within = format!("/products?vendor={id}");
        let delivers_to: Vec<String> = vendor.delivers_to.iter().map(|code| frame.country(code.as_str())).collect();
        let (delivers_to, barrier) = (delivers_to.join(", "), frame.barrier(vendor.currency, &vendor.delivers_to));
        frame.show(&VendorPage { f: &frame, vendor, cards, newest, older, search: within, delivers_to, barrier })
    }
}
