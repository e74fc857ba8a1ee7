//! Every background task panics once, and does its work afterwards.

use std::time::{Duration, Instant};

use aqad::control::{self, ControlRequest, ControlResponse};
use cache::{Cache, CacheRedisSettings, CacheSettings};
use limiter::clock::InstantClock;
use limiter::{Limiter, LimiterRedisSettings, LimiterSettings};
use market::may::Role;
use serde_json::json;
use supervisor::{TaskState, TaskStatus};
use testkit::{Actor, Engine, TestApp, TestDb};

use crate::nodes::redis_server::{Server, free_port};

fn status(app: &TestApp, name: &str) -> TaskStatus {
    let found = app.ctx.supervisor.statuses().into_iter().find(|task| task.name == name);
    found.unwrap_or_else(|| panic!("there is no task {name}"))
}

/// Looks until something holds.
async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !holds().await {
        assert!(began.elapsed() < Duration::from_secs(10), "{what}");
        // SLEEP: between two looks.
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A task is made to panic, and rests before it is started again.
async fn panics(app: &TestApp, name: &str) {
    let before = status(app, name).restarts;
    app.ctx.supervisor.panic_once(name);
    until(&format!("{name} did not panic"), async || status(app, name).restarts > before).await;
}

async fn runs_again(app: &TestApp, name: &str) {
    until(&format!("{name} was not started again"), async || status(app, name).state == TaskState::Running).await;
}

/// A server with every task that there is.
struct Everything {
    app: TestApp,
    admin: Actor,
    vendor: Actor,
    metrics: String,
}

impl Everything {
    async fn start(redis: &Server) -> Self {
        let metrics = format!("127.0.0.1:{}", free_port());
        let settings = [
            ("jobs.enabled", "true"),
            ("jobs.poll_interval_ms", "20"),
            ("limits.enabled", "true"),
            ("limits.redis_url", &redis.url()),
            ("limits.redis_prefix", "limits"),
            ("cache.redis_url", &redis.url()),
            ("cache.redis_prefix", "cache"),
            ("server.metrics_listen", &metrics),
        ];
        let app = TestApp::on(TestDb::migrated(Engine::Sqlite).await, &settings).await;
        let (admin, vendor) = (app.staff(Role::SuperAdmin).await, app.vendor("acme").await);
        Self { app, admin, vendor, metrics }
    }

    async fn scraped(&self) -> String {
        let answer = reqwest::get(format!("http://{}/metrics", self.metrics)).await.expect("an answer");
        answer.text().await.expect("a text")
    }

    /// How many requests the figures say were admitted.
    async fn admitted(&self) -> u64 {
        let text = self.scraped().await;
        let line = text.lines().find(|line| line.starts_with("aqad_ratelimit_decisions_total{outcome=\"admitted\"}"));
        line.and_then(|line| line.rsplit(' ').next()?.parse().ok()).unwrap_or(0)
    }

    /// What this task does is done, by a task that has panicked a moment ago and is not yet there again.
    async fn is_done_again(&self, name: &str) {
        let (app, admin) = (&self.app, &self.admin);
        match name {
            "accept_loop" => drop(app.anybody().get("/livez").await.is(200)),
            "worker" => {
                let body = json!({ "name": "Warehouse", "city": "Kochi" });
                self.vendor.post("/api/locations", &body).await.is(201);
                until("the event is not relayed", async || {
                    let store = &app.ctx.store;
                    infra::jobs::backlog(&store.db, store.now()).await.is_ok_and(|left| left.events == 0)
                })
                .await;
            }
            "security_log" => {
                app.anybody().with_token("a.forged.one").get("/api/orders").await.is(401);
                until("what strangers try is not written down", async || {
                    let path = "/api/admin/security/samples?kind=token_refused";
                    !admin.get(path).await.is(200).items().is_empty()
                })
                .await;
            }
            "node_metrics" => {
                let before = app.ctx.node_metrics.latest().map(|sample| sample.at);
                until("no sample is taken", async || app.ctx.node_metrics.latest().map(|s| s.at) > before).await;
            }
            "housekeeping" => {
                let before = self.admitted().await;
                app.anybody().get("/api/products").await.is(200);
                until("the figures stand still", async || self.admitted().await > before).await;
            }
            "control_socket" => {
                let answer = control::send(&app.config.control_socket(), &ControlRequest::Cache).await;
                assert!(matches!(answer, Ok(ControlResponse::Cache(_))), "{answer:?}");
            }
            "metrics_listener" => assert!(self.scraped().await.contains("aqad_task_restarts_total")),
            // They free memory, and look which secret is active: nothing that a client sees.
            "metrics_upkeep" | "master_secret" => {}
            "cache_sync" => self.hears_of_other_nodes().await,
            "limiter_sync" => self.sees_other_nodes().await,
            unknown => panic!("say here how it is seen that {unknown} works"),
        }
    }

    /// Another node drops what is cached.
    async fn hears_of_other_nodes(&self) {
        let redis = CacheRedisSettings {
            target: self.app.config.cache_redis().expect("an address").expect("a Redis"),
            prefix: "cache".to_owned(),
            max_staleness: Duration::from_millis(100),
            deadline: Duration::from_millis(200),
        };
        let other = Cache::start(CacheSettings { max_bytes: 1 << 20, secret: [7; 32], redis: Some(redis) });
        until("the other node does not reach Redis", async || other.reaches_others()).await;
        let before = self.app.ctx.cache.stats().invalidations_received;
        other.clear().await;
        until("an invalidation is not heard", async || self.app.ctx.cache.stats().invalidations_received > before)
            .await;
    }

    /// Another node counts requests.
    async fn sees_other_nodes(&self) {
        let target = self.app.config.limits_redis().expect("an address").expect("a Redis");
        let redis = LimiterRedisSettings { prefix: "limits".to_owned(), ..LimiterRedisSettings::new(target) };
        let settings = LimiterSettings { secret: [7; 16], memory_bytes: 1 << 20, redis: Some(redis) };
        let _other = Limiter::start(settings, std::sync::Arc::new(InstantClock::default())).await;
        let gatekeeper = &self.app.running().gatekeeper;
        until("the other node is not seen", async || gatekeeper.status(0).nodes == 2).await;
    }
}

infra::statements! {
    REPLACED_ELSEWHERE = "update master_secret set check_value = ? where id = 1";
}

#[tokio::test]
async fn a_node_that_does_not_know_the_active_master_secret_is_not_ready() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.anybody().get("/readyz").await.is(200);
    let other = infra::args![vec![7_u8; 32]];
    app.ctx.store.record_last_use(&REPLACED_ELSEWHERE, other).await.expect("it is replaced");

    // It looks every few seconds by itself.
    panics(&app, "master_secret").await;

    until("the node says that it is ready", async || app.anybody().get("/readyz").await.status == 503).await;
}

const TASKS: [&str; 11] = [
    "accept_loop",
    "cache_sync",
    "control_socket",
    "housekeeping",
    "limiter_sync",
    "master_secret",
    "metrics_listener",
    "metrics_upkeep",
    "node_metrics",
    "security_log",
    "worker",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_background_task_that_panics_does_its_work_again() {
    let redis = Server::start();
    let all = Everything::start(&redis).await;
    let mut names: Vec<_> = all.app.ctx.supervisor.statuses().iter().map(|task| task.name).collect();
    names.sort_unstable();
    assert_eq!(names, TASKS);

    for name in TASKS {
        panics(&all.app, name).await;
        all.is_done_again(name).await;
        runs_again(&all.app, name).await;
    }

    let told = all.scraped().await;
    for task in all.app.ctx.supervisor.statuses() {
        assert_eq!((task.restarts, task.state), (1, TaskState::Running), "{task:?}");
        assert_eq!(task.last_failure.as_deref(), Some("a test asked for it"));
        let counted = format!("aqad_task_restarts_total{{task=\"{}\"}} 1", task.name);
        assert!(told.contains(&counted), "{counted} is not among the figures");
    }
    let health = all.admin.get("/api/admin/health").await.is(200);
    assert_eq!(health.json["tasks"].as_array().map(Vec::len), Some(TASKS.len()));
    all.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_that_run_while_the_accept_loop_panics_are_answered() {
    let app = TestApp::new(Engine::Sqlite).await;
    let vendor = app.vendor("acme").await;

    // Its connection is open.
    vendor.get("/api/locations").await.is(200);
    panics(&app, "accept_loop").await;

    vendor.post("/api/locations", &json!({ "name": "Here", "city": "Kochi" })).await.is(201);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_whose_accept_loop_fails_again_and_again_ends_with_an_error() {
    let app = TestApp::new(Engine::Sqlite).await;
    let ctx = app.ctx.clone();
    let ready = tokio::sync::Notify::new();

    let running = aqad::serve::run_until_signal(&app.config, ctx, || Ok((*app.config).clone()), |_| ready.notify_one());
    let failing = async {
        ready.notified().await;
        for _ in 0..5 {
            panics(&app, "accept_loop").await;
        }
        std::future::pending::<()>().await;
    };
    let ended = tokio::select! {
        ended = running => ended,
        () = failing => Ok(()),
        // SLEEP: what it must not take.
        () = tokio::time::sleep(Duration::from_secs(20)) => Ok(()),
    };

    let why = ended.expect_err("it goes on without its accept loop").to_string();
    assert!(why.contains("accept_loop"), "{why}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_whose_worker_fails_again_and_again_is_not_ready_and_one_without_its_figures_is() {
    let app = TestApp::with(Engine::Sqlite, &[("jobs.enabled", "true")]).await;
    let anybody = app.anybody();
    let fails = async |name: &str| {
        while status(&app, name).state != TaskState::Failed {
            panics(&app, name).await;
            app.clock.advance(testkit::seconds(2));
        }
    };
    assert_eq!(anybody.get("/readyz").await.is(200).text_at("/status"), "ok");

    fails("node_metrics").await;
    let without_figures = anybody.get("/readyz").await.is(200);
    fails("worker").await;
    let without_worker = anybody.get("/readyz").await.is(503).code("service.not_ready");

    assert_eq!(without_figures.text_at("/status"), "degraded");
    assert_eq!(without_figures.text_at("/checks/tasks"), "degraded");
    assert_eq!(without_worker.text_at("/detail"), "a background task keeps failing");
    assert_eq!(without_worker.text_at("/details/checks/tasks"), "failed");
    let tasks = without_worker.json["details"]["tasks"].as_array().expect("a list").clone();
    assert!(tasks.contains(&json!({ "name": "worker", "state": "failed" })), "{tasks:?}");
    assert!(!without_worker.text.contains("a test asked for it"), "{}", without_worker.text);
    anybody.get("/livez").await.is(200);
    app.finish().await;
}
