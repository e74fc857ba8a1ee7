//! How the node that answers is doing, and did in the last hour. What is not known is not drawn.

use askama::Template;
use edge::{Endpoint, LimitClass, Page, PageContext, Problem, Route, Router};
use infra::node_metrics::NodeSample;
use infra::readiness::{LATE_EVENT_S, LATE_JOB_S};
use market::authority::Staff;
use market::security::{self, NodeHealth};
use market::{Ctx, may};

use crate::ops::figures::{Plot, bytes, count, millis, percent, share, whole};
use crate::ui::Markup;
use crate::ui::filters::Filters;
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowHealth>()
}

/// The node.
#[derive(Template)]
#[template(path = "ops/health.html")]
struct HealthPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    tiles: Vec<Tile>,
    charts: Vec<Markup>,
}

/// One figure of the present.
pub(super) struct Tile {
    pub label: String,
    pub value: String,
    pub delta: String,
    pub tone: &'static str,
}

/// It is looked at.
struct ShowHealth;

impl Endpoint for ShowHealth {
    const ROUTE: Route =
        Route::get("ops.staff.health", "/admin/health", "Show this node's health, now and over the last hour.")
            .automatic(LimitClass::Refresh);
    type Auth = Staff<may::ReadSecurity>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let filters = Filters::of(&page_context, &["live"]);
        let NodeHealth { now, minutes, .. } = security::health(ctx, &auth);
        let frame = Frame::open(ctx, page_context).await?;
        let tiles = now.map(|now| tiles(&frame, &now)).unwrap_or_default();
        let charts = charts(&frame, &minutes);
        frame.show(&HealthPage { f: &frame, filters: &filters, tiles, charts })
    }
}

fn tiles(f: &Frame, now: &NodeSample) -> Vec<Tile> {
    let tile = |key: &str, value: Option<String>, delta: String, bad: bool| Tile {
        label: f.t(key),
        value: value.unwrap_or_else(|| f.t("ops-unknown")),
        delta,
        tone: if bad { "bad" } else { "" },
    };
    let (requests, machine, data) = (&now.minute, &now.machine, &now.data);
    let memory = machine.available_bytes.map(|left| f.t1("ops-memory-left", "size", &bytes(left))).unwrap_or_default();
    let took = |us: Option<u64>| us.map_or_else(|| "–".to_owned(), millis);
    let spread = f.t2("ops-p50-p99", ("half", &took(requests.p50_us)), ("most", &took(requests.p99_us)));
    let failed = share(requests.server_errors, requests.answered);
    let refused = f.t1("ops-refused-share", "share", &share(requests.client_errors, requests.answered));
    let waiting = data.events_pending.map(|n| f.t1("ops-events-waiting", "n", n)).unwrap_or_default();
    let late = |age: Option<i64>, late: i64| age.is_some_and(|seconds| seconds > late);
    let due = late(data.oldest_due_seconds, LATE_JOB_S) || late(data.oldest_event_seconds, LATE_EVENT_S);
    let link = |link: infra::node_metrics::LinkStatus| Some(f.word("redis-state", link));
    let is_down = |link| link == infra::node_metrics::LinkStatus::Down;
    vec![
        tile("ops-rate", Some(rate(requests.answered, requests.period_ms)), f.t("ops-last-minute"), false),
        tile("ops-latency", Some(took(requests.p95_us)), spread, false),
        tile("ops-error-rate", Some(failed), refused, requests.server_errors > 0),
        tile("ops-connections", now.connections.map(|n| count(f, n)), String::new(), false),
        tile("ops-cpu", machine.process_cpu_permille.map(percent), cpu_of(f, machine.machine_cpu_permille), false),
        tile("ops-memory", machine.resident_bytes.map(bytes), memory, false),
        tile("ops-database", data.round_trip_us.map(millis), f.t("ops-round-trip"), data.round_trip_us.is_none()),
        tile("ops-redis-limits", link(now.limits_redis), String::new(), is_down(now.limits_redis)),
        tile("ops-redis-cache", link(now.cache_redis), String::new(), is_down(now.cache_redis)),
        tile("ops-backlog", data.jobs_due.map(|n| f.number(&n)), waiting, due),
        tile("ops-dead-jobs", data.jobs_dead.map(|n| f.number(&n)), String::new(), data.jobs_dead > Some(0)),
    ]
}

fn cpu_of(f: &Frame, machine: Option<u64>) -> String {
    machine.map(|all| f.t1("ops-cpu-machine", "share", &percent(all))).unwrap_or_default()
}

/// Requests a second, with one place.
fn rate(answered: u64, period_ms: u64) -> String {
    let tenths = (answered * 10_000).checked_div(period_ms).unwrap_or(0);
    format!("{}.{}/s", tenths / 10, tenths % 10)
}

fn charts(f: &Frame, minutes: &[NodeSample]) -> Vec<Markup> {
    let known = |of: &dyn Fn(&NodeSample) -> Option<u64>| -> (Vec<String>, Vec<i64>) {
        minutes.iter().filter_map(|sample| Some((f.clock(&sample.at), whole(of(sample)?)))).unzip()
    };
    let line = |key: &str, format: &dyn Fn(i64) -> String, of: &dyn Fn(&NodeSample) -> Option<u64>| {
        let (labels, values) = known(of);
        Plot { title: f.t(key), labels: &labels, format }.line(f, &values)
    };
    let plain = |n: i64| f.number(&n);
    let of_unit = |write: fn(u64) -> String| move |n: i64| write(u64::try_from(n).unwrap_or(0));
    let (ms, share, size) = (of_unit(millis), of_unit(percent), of_unit(bytes));
    let jobs = |sample: &NodeSample| sample.data.jobs_due.and_then(|n| u64::try_from(n).ok());
    vec![
        line("ops-requests-minute", &plain, &|s| Some(s.minute.answered)),
        errors(f, minutes),
        line("ops-latency-p50", &ms, &|s| s.minute.p50_us),
        line("ops-latency", &ms, &|s| s.minute.p95_us),
        line("ops-latency-p99", &ms, &|s| s.minute.p99_us),
        line("ops-cpu", &share, &|s| s.machine.process_cpu_permille),
        line("ops-cpu-all", &share, &|s| s.machine.machine_cpu_permille),
        line("ops-memory", &size, &|s| s.machine.resident_bytes),
        line("ops-round-trip", &ms, &|s| s.data.round_trip_us),
        line("ops-backlog", &plain, &jobs),
    ]
}

/// Answers that were refusals, and those that were our own failures.
fn errors(f: &Frame, minutes: &[NodeSample]) -> Markup {
    let labels: Vec<String> = minutes.iter().map(|sample| f.clock(&sample.at)).collect();
    let of = |read: fn(&NodeSample) -> u64| minutes.iter().map(|sample| whole(read(sample))).collect::<Vec<i64>>();
    let (ours, theirs) = (of(|s| s.minute.server_errors), of(|s| s.minute.client_errors));
    let format = |n: i64| f.number(&n);
    let drawn = Plot { title: f.t("ops-errors-minute"), labels: &labels, format: &format };
    drawn.pair(f, (&f.t("ops-errors-theirs"), &theirs), (&f.t("ops-errors-ours"), &ours))
}

#[cfg(test)]
mod tests {
    use super::rate;

    #[test]
    fn a_rate_is_of_a_second_whatever_the_period_was() {
        assert_eq!(rate(30, 60_000), "0.5/s");
        assert_eq!(rate(1_234, 5_000), "246.8/s");
        assert_eq!(rate(0, 0), "0.0/s");
    }
}
