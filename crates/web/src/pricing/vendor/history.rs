//! The price history of an offer: every price change, newest first.

use askama::Template;
use edge::{Endpoint, Page, PageContext, Path, Problem, QueryParams, Route, Router};
use kernel::{OfferId, PageLimit, PageOf};
use market::authority::Vendor;
use market::catalog::{self, OfferView};
use market::pricing::{self, ChangeRow};
use market::{Ctx, may};

use crate::ui::filters::{self, PageIn};
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListPriceHistory>()
}

/// The price changes of one offer.
#[derive(Template)]
#[template(path = "pricing/vendor/history.html")]
struct HistoryPage<'a> {
    f: &'a Frame,
    offer: OfferView,
    page: PageOf<ChangeRow>,
}

impl HistoryPage<'_> {
    /// The pages above this one, each with what it is called.
    fn way(&self) -> [(String, String); 3] {
        let offer = format!("/vendor/products/{}", self.offer.id);
        let price = format!("{offer}/price");
        [
            ("/vendor/products".to_owned(), self.f.t("nav-own-products")),
            (offer, self.offer.title.clone()),
            (price, self.f.t("catalog-vendor-price")),
        ]
    }
    fn older(&self) -> String {
        filters::older(self.f, self.page.next_cursor.as_ref())
    }
    fn newer(&self) -> String {
        filters::newest(self.f)
    }
}

/// How the price of one of a vendor's own offers came to be.
struct ListPriceHistory;

impl Endpoint for ListPriceHistory {
    const ROUTE: Route = Route::get(
        "pricing.vendor.history",
        "/vendor/products/{offer_id}/prices",
        "List an offer's price history, newest first.",
    );
    type Auth = Vendor<may::ReadOffers>;
    type In = (Path<OfferId>, QueryParams<PageIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), QueryParams(query), page_context): Self::In,
    ) -> Result<Page, Problem> {
        let offer = catalog::own_offer(ctx, &auth, id).await?;
        let page = pricing::history(ctx, &auth, id, query.cursor, PageLimit::default()).await?;
        let frame = Frame::open(ctx, page_context).await?;
        frame.show(&HistoryPage { f: &frame, offer, page })
    }
}
