//! Where the work of the marketplace's own people begins: what waits for them, each by their rights.

use askama::Template;
use edge::{Endpoint, LimitClass, Page, PageContext, Problem, Route, Router};
use infra::node_metrics::NodeSample;
use kernel::PageOf;
use market::authority::{Access, CompanyState, Either, Principal, Staff};
use market::companies::Company;
use market::delivery::{DeliveryState, DeliveryView};
use market::orders::OrderRow;
use market::security::{NodeHealth, TimeWindow};
use market::{Ctx, companies, delivery, may, orders, pricing, security};

use crate::ops::figures::{millis, share};
use crate::pricing::staff::HeldPricesReader;
use crate::ui::frame::Frame;
use crate::ui::{Markup, chart};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowOverview>()
}

/// Each role of the platform has one of these rights.
type AnyStaff = Either<
    Staff<may::ReadCompanies>,
    Either<Staff<may::ReadAllOrders>, Either<Staff<may::Dispatch>, Staff<may::ModerateCatalog>>>,
>;

/// What waits.
#[derive(Template)]
#[template(path = "ops/overview.html")]
struct OverviewPage<'a> {
    f: &'a Frame,
    waiting: Waiting,
    security_trend: Option<SecurityTrend>,
}

/// What the reader may see of what waits; none of what they may not.
#[derive(Default)]
struct Waiting {
    companies: Option<PageOf<Company>>,
    deliveries: Option<PageOf<DeliveryView>>,
    held: Option<String>,
    orders: Option<PageOf<OrderRow>>,
    series: Option<security::TimeSeries>,
    health: Option<NodeHealth>,
}

/// What strangers tried in the last hour.
struct SecurityTrend {
    total: String,
    trend: Markup,
}

impl OverviewPage<'_> {
    fn companies(&self) -> String {
        self.waiting.companies.as_ref().map(many).unwrap_or_default()
    }

    fn deliveries(&self) -> String {
        self.waiting.deliveries.as_ref().map(many).unwrap_or_default()
    }

    fn now(&self) -> Option<&NodeSample> {
        self.waiting.health.as_ref().and_then(|health| health.now.as_ref())
    }

    fn dead(&self) -> Option<i64> {
        self.now().and_then(|now| now.data.jobs_dead).filter(|_| self.f.may_do("ops.manage_jobs"))
    }

    /// The service in one line.
    fn line(&self, now: &NodeSample) -> String {
        let database = now.data.round_trip_us.map_or_else(|| self.f.t("ops-unknown"), millis);
        let Some(took) = now.minute.p95_us.map(millis) else {
            return self.f.t1("ops-health-quiet", "database", database.as_str());
        };
        let failed = share(now.minute.server_errors, now.minute.answered);
        let named = [("took", (&took).into()), ("failed", (&failed).into()), ("database", (&database).into())];
        self.f.locale.fill("ops-health-line", &named)
    }

    fn is_well(&self, now: &NodeSample) -> bool {
        let down = |link| link == infra::node_metrics::LinkStatus::Down;
        let reached = now.data.round_trip_us.is_some() && !down(now.limits_redis) && !down(now.cache_redis);
        reached && now.minute.server_errors == 0
    }
}

/// How many there are; of many, that there are more than a page.
fn many<T>(page: &PageOf<T>) -> String {
    let more = if page.next_cursor.is_some() { "+" } else { "" };
    format!("{}{more}", page.items.len())
}

/// It is looked at.
struct ShowOverview;

impl Endpoint for ShowOverview {
    const ROUTE: Route = Route::get("ops.staff.overview", "/admin", "Show what needs the staff's attention.")
        .automatic(LimitClass::Refresh);
    type Auth = AnyStaff;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let waiting = look(ctx, page_context.principal.as_ref()).await?;
        let frame = Frame::open(ctx, page_context).await?;
        let security_trend = waiting.series.as_ref().map(|series| security_trend(&frame, series));
        frame.show(&OverviewPage { f: &frame, waiting, security_trend })
    }
}

/// Asks for what the reader may see, and for nothing else.
async fn look(ctx: &Ctx, who: Option<&Principal>) -> Result<Waiting, Problem> {
    let (mut waiting, limit) = (Waiting::default(), kernel::PageLimit::default());
    let companies = Staff::<may::ReadCompanies>::grant(who);
    if let Ok(by) = &companies {
        let found = companies::companies(ctx, by, None, Some(CompanyState::Submitted), (None, limit)).await?;
        waiting.companies = Some(found);
    }
    if let Ok(by) = Staff::<may::Dispatch>::grant(who) {
        let found = delivery::all_deliveries(ctx, &by, Some(DeliveryState::Unassigned), None, limit).await?;
        waiting.deliveries = Some(found);
    }
    if let Ok(by) = HeldPricesReader::grant(who) {
        waiting.held = Some(many(&pricing::all_held(ctx, &by, None, limit).await?));
    }
    if let Ok(by) = Staff::<may::ReadSecurity>::grant(who) {
        waiting.series = Some(security::series(ctx, &by, TimeWindow::Hour).await?);
        waiting.health = Some(security::health(ctx, &by));
    }
    // Those who look after the money alone have nothing that waits: they see what was bought.
    if let (Ok(by), Err(_)) = (Staff::<may::ReadAllOrders>::grant(who), &companies) {
        waiting.orders = Some(orders::all_orders(ctx, &by, None, limit).await?);
    }
    Ok(waiting)
}

fn security_trend(f: &Frame, series: &security::TimeSeries) -> SecurityTrend {
    let total: i64 = series.kinds.iter().map(|of| of.total).sum();
    let at = |bucket: usize| series.kinds.iter().filter_map(|of| of.counts.get(bucket)).sum::<i64>();
    let counts: Vec<i64> = (0..usize::try_from(security::BUCKETS).unwrap_or(0)).map(at).collect();
    let total = f.number(&total);
    let trend = chart::spark(&f.t1("security-all", "total", &total), &counts, f.page_context.lang.direction() == "rtl");
    SecurityTrend { total, trend }
}

#[cfg(test)]
mod tests {
    use market::may::{CompanyKind, rights};

    use super::*;

    #[test]
    fn every_role_of_the_platform_has_a_beginning() {
        let rules = AnyStaff::rules();

        for role in CompanyKind::Platform.roles() {
            let held = rights(CompanyKind::Platform, *role);
            let lets_in = |rule: &market::authority::Rule| matches!(rule, market::authority::Rule::Holds(_, right) if held.contains(right));
            assert!(rules.iter().any(lets_in), "{role}");
        }
    }
}
