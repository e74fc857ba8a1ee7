//! What a vendor offers, with price and stock.

use askama::Template;
use edge::{Endpoint, Page, PageContext, Problem, QueryParams, Route, Router};
use kernel::text::SearchText;
use kernel::{Cursor, OfferId, PageOf};
use market::authority::{Access, Vendor};
use market::catalog::{self, OfferState, OfferView, WhichOffers};
use market::inventory::{self, FreePacks};
use market::{Ctx, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::ui::filters;
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListProducts>()
}

/// Which offers.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct ProductsIn {
    /// With these words.
    #[serde(default)]
    q: String,
    /// In this state; in any, where it is none.
    #[serde(default)]
    state: String,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
}

/// Offers.
#[derive(Template)]
#[template(path = "catalog/vendor/list.html")]
struct ProductsPage<'a> {
    f: &'a Frame,
    q: String,
    state: String,
    page: PageOf<OfferView>,
    /// What is free of them, for those who may see stock.
    free: Option<Vec<FreePacks>>,
}

impl ProductsPage<'_> {
    fn states(&self) -> Vec<(String, String)> {
        OfferState::ALL.iter().map(|state| (state.to_string(), self.f.word("offer-state", state))).collect()
    }
    fn is_filtered(&self) -> bool {
        !self.q.is_empty() || !self.state.is_empty()
    }
    fn free(&self, offer: &OfferId) -> String {
        self.found(offer).map_or_else(|| "0".to_owned(), |free| self.f.number(&free.available))
    }
    fn is_low(&self, offer: &OfferId) -> bool {
        self.found(offer).is_none_or(|free| free.is_low)
    }
    fn found(&self, offer: &OfferId) -> Option<&FreePacks> {
        self.free.as_ref()?.iter().find(|free| free.offer_id == *offer)
    }
    fn older(&self) -> String {
        filters::older(self.f, self.page.next_cursor.as_ref())
    }
    fn newer(&self) -> String {
        filters::newest(self.f)
    }
}

/// A vendor's own offers.
struct ListProducts;

impl Endpoint for ListProducts {
    const ROUTE: Route = Route::get(
        "catalog.vendor.offers",
        "/vendor/products",
        "List the vendor's offers with prices and available stock.",
    );
    type Auth = Vendor<may::ReadOffers>;
    type In = (QueryParams<ProductsIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (QueryParams(query), page_context): Self::In,
    ) -> Result<Page, Problem> {
        let (q, state) = (SearchText::new(query.q.trim()).ok(), query.state.parse().ok());
        let which = WhichOffers { q, state, after: query.cursor };
        let page = catalog::find_own_offers(ctx, &auth, which, kernel::PageLimit::default()).await?;
        let ids: Vec<OfferId> = page.items.iter().map(|offer| offer.id).collect();
        let free = match Vendor::<may::ReadStock>::grant(page_context.principal.as_ref()) {
            Ok(auth) => Some(inventory::free_of(ctx, &auth, &ids).await?),
            Err(_) => None,
        };
        let frame = Frame::open(ctx, page_context).await?;
        frame.show(&ProductsPage { f: &frame, q: query.q, state: query.state, page, free })
    }
}
