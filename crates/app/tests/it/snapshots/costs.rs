//! What each route costs the database, as it was last agreed on, by engine: `tests/snapshots/costs`, which
//! `aqad routes --cost` prints. Renewed together with the other snapshots.
//!
//! A route is asked by the first whom it serves, and who asks is known to the cache; nothing else is in it. A route
//! that only reads is asked again at once. What is measured is the program's own metric.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use edge::MountedEndpoint;
use metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use testkit::{Actor, Engine, TestResponse};

use super::{is_as_agreed, something_to_watch};
use crate::authz_walk::allowed::{Due, who};
use crate::authz_walk::pages::{actor_for_page, ask, every_page, is_served};
use crate::authz_walk::places::Place;
use crate::authz_walk::world::{Holder, World};
use crate::authz_walk::{actor_for, every_route, path_of, place_of, send};

/// What costs are published as, in the order in which they are written down.
const METRICS: [&str; 3] =
    ["aqad_request_db_statements_total", "aqad_request_db_transactions_total", "aqad_request_db_round_trips_total"];

type Counters = BTreeMap<(String, String), Arc<AtomicU64>>;

/// The counters of what requests cost, of this thread: a test runs on one.
#[derive(Clone, Default)]
struct Costs(Arc<Mutex<Counters>>);

impl Recorder for Costs {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        match key.labels().find(|label| matches!(label.key(), "endpoint" | "kind")) {
            Some(label) if key.name().contains("_db_") || key.name().starts_with("aqad_job_") => {
                Counter::from_arc(self.counter(key.name(), label.value()))
            }
            _ => Counter::noop(),
        }
    }
    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }
    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

impl Costs {
    fn counter(&self, metric: &str, of: &str) -> Arc<AtomicU64> {
        let mut counters = self.0.lock().expect("nobody panicked");
        Arc::clone(counters.entry((metric.to_owned(), of.to_owned())).or_default())
    }

    /// What was counted since this was asked last: statements, transactions, round trips.
    fn take(&self, endpoint: &str) -> [u64; 3] {
        METRICS.map(|metric| self.counter(metric, endpoint).swap(0, Ordering::SeqCst))
    }
}

struct Walk {
    world: World,
    holders: Vec<Holder>,
    costs: Costs,
    /// By method and path.
    lines: BTreeMap<(String, String), String>,
}

impl Walk {
    async fn new(engine: Engine, costs: &Costs) -> Self {
        let mut world = World::new(engine).await;
        world.make_work_for_staff().await;
        world.make_file().await;
        let holders = world.holders().await;
        something_to_watch(&world).await;
        Self { world, holders, costs: costs.clone(), lines: BTreeMap::new() }
    }

    /// Nothing is in the cache but who asks, and which keys sign.
    async fn begin_cold(&self, by: &Actor, endpoint: &str) {
        self.world.app.ctx.cache.clear().await;
        by.get("/api/me").await;
        self.world.app.anybody().get("/.well-known/jwks.json").await.is(200);
        self.costs.take(endpoint);
    }

    async fn send(&self, by: &Actor, mounted: &MountedEndpoint, place: Option<&Place>) -> (bool, [u64; 3]) {
        let answer: TestResponse = match place {
            Some(place) => {
                let (path, body) = (path_of(&self.world, mounted, place), place.3(&self.world).to_string());
                send(&self.world, by, mounted, &path, &body).await
            }
            None => ask(&self.world, by, mounted).await,
        };
        let served = if place.is_some() { answer.status.is_success() } else { is_served(&answer) };
        (served, self.costs.take(mounted.route.id))
    }

    /// By the first whom it serves.
    async fn measure(&mut self, mounted: &MountedEndpoint, place: Option<&Place>) {
        let (who, method) = (who(mounted), mounted.route.method.name());
        let mut found = None;
        for holder in self.holders.iter().filter(|holder| who.due(holder) == Due::Entry) {
            // Not what a sign-in of its own costs.
            let actor = match place {
                Some(_) => actor_for(holder, mounted).await,
                None => actor_for_page(holder, mounted).await,
            };
            self.begin_cold(&actor, mounted.route.id).await;
            let (served, [statements, transactions, trips]) = self.send(&actor, mounted, place).await;
            if !served {
                continue;
            }
            let mut again = "-".to_owned();
            if method == "GET" {
                again = self.send(&actor, mounted, place).await.1[2].to_string();
            }
            found = Some(format!("{statements:>10} {transactions:>12} {trips:>11} {again:>5}"));
            break;
        }
        let cost = found.unwrap_or_else(|| panic!("{method} {} served nobody", mounted.route.path));
        let twice = self.lines.insert((mounted.route.path.to_owned(), method.to_owned()), cost);
        assert!(twice.is_none(), "{method} {} is there twice", mounted.route.path);
    }
}

async fn costs_are_as_agreed(engine: Engine, file: &str) {
    let costs = Costs::default();
    let _counted = metrics::set_default_local_recorder(&costs);
    let mut walk = Walk::new(engine, &costs).await;
    for mounted in every_route() {
        walk.measure(&mounted, Some(place_of(mounted.route.id).expect("every route has a place"))).await;
    }
    walk.world.app.finish().await;
    let mut pages = Walk::new(engine, &costs).await;
    for mounted in every_page() {
        if mounted.route.id == "imports.vendor.undo" {
            // What was applied is taken back, and the worker applies.
            pages.world.app.settle().await;
        }
        pages.measure(&mounted, None).await;
    }
    pages.world.app.finish().await;

    let mut text =
        "# Method, path, statements, transactions, round trips, round trips when it is asked again\n".to_owned();
    walk.lines.extend(pages.lines);
    for ((path, method), cost) in walk.lines {
        writeln!(text, "{method:<7} {path:<62} {cost}").expect("a text takes everything");
    }
    is_as_agreed(file, &text);
}

#[tokio::test]
async fn what_each_route_costs_is_as_agreed_on_sqlite() {
    Box::pin(costs_are_as_agreed(Engine::Sqlite, "costs/sqlite.txt")).await;
}

#[tokio::test]
async fn what_each_route_costs_is_as_agreed_on_mariadb() {
    Box::pin(costs_are_as_agreed(Engine::Mariadb, "costs/mariadb.txt")).await;
}

#[tokio::test]
async fn what_each_route_costs_is_as_agreed_on_postgres() {
    Box::pin(costs_are_as_agreed(Engine::Postgres, "costs/postgres.txt")).await;
}

#[test]
fn the_program_tells_what_each_route_costs_on_each_engine() {
    let ran = Command::new(env!("CARGO_BIN_EXE_aqad")).env_clear().args(["routes", "--cost"]).output();
    let ran = ran.expect("the program runs");
    let said = String::from_utf8(ran.stdout).expect("text");

    let without: Vec<&str> = said.lines().filter(|line| line.contains('?')).collect();

    assert!(ran.status.success());
    let routes = every_route().len() + every_page().len();
    assert_eq!(said.lines().count(), routes + 2, "two lines of headings, and one of each route");
    assert!(without.is_empty(), "these were not measured: {without:#?}");
}

#[tokio::test]
async fn what_a_job_costs_is_counted_by_its_kind_and_not_for_the_request_that_it_follows() {
    let costs = Costs::default();
    let _counted = metrics::set_default_local_recorder(&costs);
    let app = testkit::TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let offer = vendor.sells("Garden Tea", 80_00, 10).await;
    app.settle().await;
    let placed = costs.take("orders.place");
    let runs = |kind: &str| costs.counter("aqad_job_runs_total", kind).load(Ordering::SeqCst);
    let trips = |kind: &str| costs.counter("aqad_job_db_round_trips_total", kind).load(Ordering::SeqCst);
    let before = (runs("notify"), trips("notify"));

    buyer.buys(&[(&offer, 1)]).await;
    let own = costs.take("orders.place");
    app.settle().await;

    assert_eq!((placed, costs.take("orders.place")), ([0; 3], [0; 3]));
    assert_eq!(own[1], 1, "one transaction: {own:?}");
    assert!(own[0] + 2 <= own[2], "statements, begin and commit: {own:?}");
    assert!(runs("notify") > before.0, "no job ran");
    assert!(trips("notify") > before.1, "its trips were not counted");
    assert!(runs("relay") > 0 && trips("relay") > 0 && trips("claim") > 0);
    app.finish().await;
}
