//! What strangers tried: how often, where, from where, and one by one. Each row is a way to see less.

use std::net::IpAddr;

use askama::Template;
use edge::{Endpoint, LimitClass, Page, PageContext, Problem, Route, Router};
use kernel::{PageOf, Timestamp};
use market::authority::Staff;
use market::security::{
    self, AccountName, AddressRow, EndpointName, EndpointRow, SampleFilter, SampleRow, SecurityEventKind, TimeSeries,
    TimeWindow,
};
use market::{Ctx, may};

use crate::ops::figures::Plot;
use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::{Markup, chart};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowSecurity>()
}

const NAMES: &[&str] = &["window", "kind", "endpoint", "address", "account", "live"];

/// What was seen.
#[derive(Template)]
#[template(path = "security/staff.html")]
struct SecurityPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    tabs: Vec<(String, String, String)>,
    kinds: Vec<KindTile>,
    charts: Vec<Markup>,
    endpoints: Vec<EndpointRow>,
    addresses: Vec<AddressRow>,
    found: PageOf<SampleRow>,
}

impl SecurityPage<'_> {
    /// The page that shows what a sample's caller was, as far as it is known.
    fn limits_of(&self, address: &str) -> String {
        format!("/admin/limits?by=address&value={}", self.f.escaped(address))
    }

    fn narrowed(&self) -> bool {
        ["kind", "endpoint", "address", "account"].iter().any(|name| self.filters.fields.has(name))
    }

    fn wide(&self) -> String {
        self.filters.address(&[("kind", ""), ("endpoint", ""), ("address", ""), ("account", "")])
    }
}

/// One kind: how often within the window, and the way to see it alone.
struct KindTile {
    name: String,
    total: String,
    trend: Markup,
    href: String,
    is_chosen: bool,
}

/// It is looked at.
struct ShowSecurity;

impl Endpoint for ShowSecurity {
    const ROUTE: Route = Route::get(
        "security.staff.show",
        "/admin/security",
        "Show blocked requests over time, by endpoint, by address and one by one.",
    )
    .automatic(LimitClass::Refresh);
    type Auth = Staff<may::ReadSecurity>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let mut filters = Filters::of(&page_context, NAMES);
        let (window, filter) = filter(&mut filters);
        let found = samples(ctx, &auth, &mut filters, &filter).await;
        let found = filters.settle(found)?;
        let series = security::series(ctx, &auth, window).await?;
        let endpoints = security::by_endpoint(ctx, &auth, window, filter.kind).await?;
        let addresses = security::top_addresses(ctx, &auth, window).await?;
        let frame = Frame::open(ctx, page_context).await?;
        let (tabs, kinds) = (tabs(&frame, &filters, window), kinds(&frame, &filters, &series));
        let charts = charts(&frame, &series, window, filter.kind);
        let page = SecurityPage { f: &frame, filters: &filters, tabs, kinds, charts, endpoints, addresses, found };
        frame.show_form(&page, &filters.fields)
    }
}

/// What is filters for; what does not fit is noted, and not filters for.
fn filter(filters: &mut Filters) -> (TimeWindow, SampleFilter) {
    let fields = &mut filters.fields;
    let kind: Option<SecurityEventKind> = fields.read_optional("kind").flatten();
    let endpoint: Option<EndpointName> = fields.read_optional("endpoint").flatten();
    let address: Option<IpAddr> = fields.read_optional("address").flatten();
    let account: Option<AccountName> = fields.read_optional("account").flatten();
    let window = fields.read_optional("window").flatten();
    (window.unwrap_or(TimeWindow::Hour), SampleFilter { kind, endpoint, address, account })
}

async fn samples(
    ctx: &Ctx,
    by: &Staff<may::ReadSecurity>,
    filters: &mut Filters,
    filter: &SampleFilter,
) -> Result<PageOf<SampleRow>, Problem> {
    let after = filters.cursor().flatten();
    if !filters.fields.errors().is_empty() {
        return Err(filters.fields.to_problem());
    }
    Ok(security::samples(ctx, by, filter, after, kernel::PageLimit::default()).await?)
}

fn tabs(f: &Frame, filters: &Filters, window: TimeWindow) -> Vec<(String, String, String)> {
    // The window that is looked at is marked even where the address does not name it.
    let tab = |one: &TimeWindow| {
        let href = if *one == window { filters.here() } else { filters.with("window", one.as_str()) };
        (href, f.word("security-window", one), String::new())
    };
    TimeWindow::ALL.iter().map(tab).collect()
}

fn kinds(f: &Frame, filters: &Filters, series: &TimeSeries) -> Vec<KindTile> {
    let rtl = f.page_context.lang.direction() == "rtl";
    let tile = |of: &security::KindSeries| {
        let (name, total) = (f.word("security-kind", of.kind), f.number(&of.total));
        let is_chosen = filters.fields.text("kind") == of.kind.as_str();
        let trend = chart::spark(&f.t2("security-trend", ("kind", &name), ("total", &total)), &of.counts, rtl);
        let href = filters.with("kind", if is_chosen { "" } else { of.kind.as_str() });
        KindTile { name, total, trend, href, is_chosen }
    };
    series.kinds.iter().map(tile).collect()
}

/// One chart for the kind that is looked at; else one for each kind of which there was any.
fn charts(f: &Frame, series: &TimeSeries, window: TimeWindow, kind: Option<SecurityEventKind>) -> Vec<Markup> {
    let at = |bucket: i64| series.since.plus_seconds(bucket * series.bucket_seconds);
    let label = |at: Timestamp| if window == TimeWindow::Week { f.moment(&at) } else { f.clock(&at) };
    let labels: Vec<String> = (0..security::BUCKETS).map(|bucket| label(at(bucket))).collect();
    let format = |n: i64| f.number(&n);
    let wanted = series.kinds.iter().filter(|of| kind.map_or(of.total > 0, |kind| of.kind == kind));
    let drawn = |of: &security::KindSeries| {
        let chart = Plot { title: f.word("security-kind", of.kind), labels: &labels, format: &format };
        chart.bars(f, &of.counts)
    };
    wanted.map(drawn).collect()
}
