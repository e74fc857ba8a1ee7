//! What a vendor sold: by day, and of what the most.

use askama::Template;
use edge::{Endpoint, Page, PageContext, Problem, QueryParams, Route, Router};
use kernel::Money;
use market::authority::Vendor;
use market::orders::{self, BestSeller, SalesDay};
use market::{Ctx, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::ui::Markup;
use crate::ui::chart::{self, Series};
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowSales>()
}

/// The spans that can be chosen, in days.
const SPANS: [u16; 3] = [7, 30, 90];

/// The time range.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct SalesIn {
    /// In days, 90 at most; 30 unless told.
    #[serde(default)]
    days: String,
}

/// Sales.
#[derive(Template)]
#[template(path = "orders/vendor/sales.html")]
struct SalesPage<'a> {
    f: &'a Frame,
    span: u16,
    days: Vec<SalesDay>,
    best: Vec<BestSeller>,
}

impl SalesPage<'_> {
    fn tabs(&self) -> Vec<(String, String, String)> {
        let tab = |days: u16| (path(days), self.f.t1("orders-vendor-last-days", "n", i64::from(days)), String::new());
        SPANS.iter().map(|days| tab(*days)).collect()
    }
    fn here(&self) -> String {
        path(self.span)
    }
    fn orders(&self) -> i64 {
        self.days.iter().map(|day| day.orders).sum()
    }
    fn total(&self) -> String {
        let sum = self.days.iter().try_fold(None::<Money>, |sum, day| match sum {
            None => Ok(Some(day.total)),
            Some(sum) => sum.plus(day.total).map(Some),
        });
        sum.ok().flatten().map(|sum| self.f.money(&sum)).unwrap_or_default()
    }
    fn average(&self) -> String {
        let minor: i64 = self.days.iter().map(|day| day.total.minor()).sum();
        match (self.orders(), self.days.first()) {
            (1.., Some(day)) => self.f.minor(&(minor / self.orders()), &day.total.currency()),
            _ => "–".to_owned(),
        }
    }
    fn labels(&self) -> Vec<String> {
        // Without the year: it is the last 90 days.
        let short = |day: &str| day.rsplit_once(' ').map_or(day, |(short, _)| short).to_owned();
        self.days.iter().map(|day| short(&self.f.day(&day.day))).collect()
    }
    fn by_day(&self, title: &str, values: &[i64], format: &dyn Fn(i64) -> String) -> Markup {
        let frame = chart::Caption {
            title,
            summary: &self.f.t1("orders-vendor-sales-summary", "total", &self.total()),
            as_table: &self.f.t("table-data"),
            period: &self.f.t("label-day"),
            nothing: &self.f.t("orders-vendor-sales-none"),
            rtl: self.f.page_context.lang.direction() == "rtl",
            format,
        };
        chart::bars(&frame, &self.labels(), &[Series { name: title, values }])
    }
    fn money_by_day(&self) -> Markup {
        let values: Vec<i64> = self.days.iter().map(|day| day.total.minor()).collect();
        let currency = self.days.first().map(|day| day.total.currency());
        let format = |minor: i64| currency.map(|currency| self.f.minor(&minor, &currency)).unwrap_or_default();
        self.by_day(&self.f.t("orders-vendor-sales-by-day"), &values, &format)
    }
    fn orders_by_day(&self) -> Markup {
        let values: Vec<i64> = self.days.iter().map(|day| day.orders).collect();
        self.by_day(&self.f.t("orders-vendor-by-day"), &values, &|count| self.f.number(&count))
    }
    fn ranks(&self) -> Markup {
        let row = |best: &BestSeller| {
            let packs = self.f.t1("orders-vendor-packs-sold", "n", best.packs);
            (best.title.clone(), best.total.minor(), format!("{} · {packs}", self.f.money(&best.total)))
        };
        let rows: Vec<_> = self.best.iter().map(row).collect();
        chart::ranks(&self.f.t("orders-vendor-best"), &self.f.t("orders-vendor-sales-none"), &rows)
    }
}

fn path(days: u16) -> String {
    format!("/vendor/sales?days={days}")
}

/// What a vendor sold.
struct ShowSales;

impl Endpoint for ShowSales {
    const ROUTE: Route =
        Route::get("orders.vendor.sales", "/vendor/sales", "Show the vendor's daily sales and best sellers.");
    type Auth = Vendor<may::ReadVendorOrders>;
    type In = (QueryParams<SalesIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (QueryParams(query), page_context): Self::In,
    ) -> Result<Page, Problem> {
        let span = query.days.parse().unwrap_or(30).clamp(1, 90);
        let days = orders::sales(ctx, &auth, span).await?;
        let best = orders::best_sellers(ctx, &auth, span).await?;
        let frame = Frame::open(ctx, page_context).await?;
        frame.show(&SalesPage { f: &frame, span, days, best })
    }
}
