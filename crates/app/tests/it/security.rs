//! What strangers tried, how the house is doing, and what it goes by: as staff sees it.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use infra::db;
use infra::node_metrics::{LinkStatus, RedisHealth};
use market::may::Role;
use market::security::{self, SecurityEvent, SecurityEventKind};
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, days, minutes, on_every_engine, seconds};

use crate::sign_in::cookie::Browser;

/// What was seen so far, within the last hour, of one kind.
async fn total(app: &TestApp, officer: &Actor, kind: SecurityEventKind) -> i64 {
    security::flush(&app.ctx).await.expect("it is written down");
    let series = officer.get("/api/admin/security/series?window=1h").await.is(200);
    let kinds = series.json["kinds"].as_array().expect("kinds").clone();
    let of = kinds.iter().find(|of| of["kind"] == kind.as_str()).expect("every kind");
    let counts: Vec<i64> = of["counts"].as_array().expect("counts").iter().filter_map(Value::as_i64).collect();
    assert_eq!((counts.len(), counts.iter().sum::<i64>()), (60, of["total"].as_i64().expect("a total")));
    counts.iter().sum()
}

async fn latest(officer: &Actor, filter: &str) -> Value {
    let samples = officer.get(&format!("/api/admin/security/samples?{filter}")).await.is(200);
    samples.items().first().unwrap_or_else(|| panic!("no sample of {filter}")).clone()
}

const FROM: (&str, &str) = ("x-forwarded-for", "203.0.113.9");
const BEHIND_A_PROXY: (&str, &str) = ("server.trusted_proxies", "127.0.0.1");
const FEW: (&str, &str) = ("limits.catalogue", "{ requests = 2, seconds = 600 }");

on_every_engine!(what_strangers_try_shows_in_series_and_samples, |engine: Engine| async move {
    let app = TestApp::with(engine, &[("limits.enabled", "true"), BEHIND_A_PROXY, FEW]).await;
    let officer = app.staff(Role::SecurityOfficer).await;
    let corner = app.retailer("corner").await;
    let browser = Browser::enter(&app, "corner@retailer.example").await;
    let anybody = app.anybody();
    let bad = json!({ "email": "corner@retailer.example", "password": "not the right one at all" }).to_string();
    let json_from = [FROM, ("content-type", "application/json")];

    anybody.send("POST", "/api/auth/login", &json_from, Some(bad.into_bytes())).await.is(401);
    corner.send("GET", "/api/admin/audit?subject=secret-text", &[FROM], None).await.is(403);
    for status in [200, 200, 429] {
        anybody.send("GET", "/api/vendors", &[FROM], None).await.is(status);
    }
    browser.send("DELETE", "/api/me/sessions", &[("sec-fetch-site", "cross-site"), FROM], None).await.is(403);
    anybody.with_token("forged").send("GET", "/api/me", &[FROM], None).await.is(401);
    anybody.send("GET", "/wp-login.php?password=hunter2", &[FROM], None).await.is(404);

    for (kind, endpoint, code, status) in [
        (SecurityEventKind::LoginFailed, "auth.login", "auth.bad_credentials", 401),
        (SecurityEventKind::AuthzRefused, "audit.list", "access.no_right", 403),
        (SecurityEventKind::LimitViolation, "companies.vendors", "limits.too_many_requests", 429),
        (SecurityEventKind::CrossSite, "auth.end_other_sessions", "access.cross_site", 403),
        (SecurityEventKind::TokenRefused, "accounts.me", "auth.token_not_valid", 401),
        (SecurityEventKind::Suspicious, "-", "request.no_such_path", 404),
    ] {
        assert_eq!(total(&app, &officer, kind).await, 1, "{kind}");
        let sample = latest(&officer, &format!("kind={kind}&endpoint={endpoint}&address=203.0.113.9")).await;
        assert_eq!((&sample["code"], &sample["status"], &sample["times"]), (&json!(code), &json!(status), &json!(1)));
        let places = officer.get(&format!("/api/admin/security/endpoints?kind={kind}")).await.is(200);
        assert_eq!(places.items(), &vec![json!({ "endpoint": endpoint, "total": 1 })]);
    }
    let refused = latest(&officer, "kind=authz_refused").await;
    assert_eq!((&refused["user_id"], &refused["company_id"]), (&json!(corner.user_id), &json!(corner.company_id)));
    let addresses = officer.get("/api/admin/security/addresses").await.is(200);
    assert_eq!((&addresses.items()[0]["address"], &addresses.items()[0]["total"]), (&json!("203.0.113.9"), &json!(6)));
    let all = officer.get("/api/admin/security/samples?limit=100").await.is(200).text;
    for private in ["secret-text", "wp-login", "hunter2", "corner@", "not the right one"] {
        assert!(!all.contains(private), "{private} is kept: {all}");
    }
    app.finish().await;
});

/// Something from one of many addresses.
pub fn refused_from(nth: u32) -> SecurityEvent {
    SecurityEvent {
        kind: SecurityEventKind::AuthzRefused,
        endpoint: "audit.list",
        code: "access.no_right",
        status: Some(403),
        address: Some(IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + nth))),
        who: None,
        account: None,
        request: None,
    }
}

async fn kept(app: &TestApp) -> i64 {
    const KEPT: db::Stmt = db::Stmt::same("select count(*) from security_samples");
    let row = db::Query::one(&app.ctx.store.db, &KEPT, vec![]).await.expect("the table answers");
    row.expect("a row").take().expect("a number")
}

on_every_engine!(ten_thousand_refusals_are_counted_and_few_are_kept, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let officer = app.staff(Role::SecurityOfficer).await;

    for round in 0..4_u32 {
        for nth in 0..2_500 {
            app.ctx.security.record(refused_from(round * 2_500 + nth));
        }
        security::flush(&app.ctx).await.expect("it is written down");
    }
    let samples = kept(&app).await;
    // One caller again and again is one sample, which counts on after it was written down.
    for _ in 0..3 {
        app.ctx.security.record(SecurityEvent { kind: SecurityEventKind::Suspicious, ..refused_from(7) });
        security::flush(&app.ctx).await.expect("it is written down");
    }

    assert_eq!(total(&app, &officer, SecurityEventKind::AuthzRefused).await, 10_000);
    // Twenty a minute; the test may have seen a minute end, or two.
    assert!((20..=60).contains(&samples), "{samples} samples");
    let again = officer.get("/api/admin/security/samples?kind=suspicious").await.is(200);
    let times: i64 = again.items().iter().filter_map(|row| row["times"].as_i64()).sum();
    assert_eq!(times, 3);
    app.finish().await;
});

on_every_engine!(nodes_add_up, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let officer = app.staff(Role::Auditor).await;
    let door = app.ctx.store.db.clone();
    let other =
        market::Ctx::open_for_tests(&app.config, door, app.ctx.store.clock.clone(), app.ctx.store.entropy.clone());
    let other = other.await.expect("the other node's trade opens");

    for nth in 0..10 {
        app.ctx.security.record(refused_from(nth));
        other.security.record(refused_from(nth));
    }
    let (here, there) = tokio::join!(security::flush(&app.ctx), security::flush(&other));

    here.expect("this node writes it down");
    there.expect("the other node writes it down");
    assert_eq!(total(&app, &officer, SecurityEventKind::AuthzRefused).await, 20);
    assert_eq!(kept(&app).await, 20);
    let places = officer.get("/api/admin/security/endpoints?window=7d").await.is(200);
    assert_eq!(places.items(), &vec![json!({ "endpoint": "audit.list", "total": 20 })]);
    app.finish().await;
});

on_every_engine!(what_is_older_than_thirty_days_is_forgotten, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.ctx.security.record(refused_from(1));
    security::flush(&app.ctx).await.expect("it is written down");
    let after = async |by: Duration| {
        app.clock.advance(by);
        security::purge(&app.ctx).await.expect("old ones are forgotten");
    };

    after(days(29)).await;
    assert_eq!(kept(&app).await, 1);
    after(days(2)).await;
    assert_eq!(kept(&app).await, 0);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_seen_last_is_written_down_at_the_end() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.ctx.security.record(refused_from(1));

    let app = app.restarted(&[]).await;

    let officer = app.staff(Role::SecurityOfficer).await;
    assert_eq!(total(&app, &officer, SecurityEventKind::AuthzRefused).await, 1);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_those_who_watch_see_it() {
    let app = TestApp::new(Engine::Sqlite).await;
    let paths = [
        "/api/admin/security/series",
        "/api/admin/security/samples",
        "/api/admin/security/endpoints",
        "/api/admin/security/addresses",
        "/api/admin/health",
        "/api/admin/config",
    ];
    let outsiders =
        [app.vendor("acme").await, app.staff(Role::SupportAgent).await, app.staff(Role::CatalogModerator).await];
    let watchers = [Role::SuperAdmin, Role::OpsAdmin, Role::SecurityOfficer, Role::Auditor];

    for path in paths {
        app.anybody().get(path).await.is(401);
        for outsider in &outsiders {
            outsider.get(path).await.is(403).code("access.no_right");
        }
        for role in watchers {
            app.staff(role).await.get(path).await.is(200);
        }
    }
    let officer = app.staff(Role::SecurityOfficer).await;
    officer.get("/api/admin/security/samples?endpoint=%27%20or%201").await.is(400).code("request.bad_query");
    officer.get("/api/admin/security/samples?cursor=00").await.is(422).code("page.bad_cursor");
    app.finish().await;
}

on_every_engine!(health_tells_of_requests_database_and_background_work, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let admin = app.staff(Role::OpsAdmin).await;
    let links = RedisHealth { limits_redis: LinkStatus::None, cache_redis: LinkStatus::Down };
    app.ctx.node_metrics.sample(&app.ctx.store, links).await;
    let before = admin.get("/api/admin/health").await.is(200);
    for _ in 0..9 {
        app.anybody().get("/api/vendors").await.is(200);
    }
    app.anybody().get("/nothing/here").await.is(404);
    // Something is to be done, and nobody does it.
    app.applicant("vendor", "acme").await;

    app.ctx.node_metrics.sample(&app.ctx.store, links).await;
    app.clock.advance(minutes(1));
    app.ctx.node_metrics.sample(&app.ctx.store, links).await;

    let health = admin.get("/api/admin/health").await.is(200);
    let minute = |at: &str| health.int_at(&format!("/now/minute/{at}"));
    assert!(minute("answered") >= before.int_at("/now/minute/answered") + 10, "{}", health.text);
    assert!(minute("client_errors") >= 1 && minute("server_errors") == 0, "{}", health.text);
    assert!(minute("p50_us") > 0 && minute("p50_us") <= minute("p95_us") && minute("p95_us") <= minute("p99_us"));
    assert!(health.int_at("/now/data/round_trip_us") > 0 && health.int_at("/now/data/events_pending") > 0);
    assert_eq!(health.int_at("/now/data/jobs_dead"), 0);
    // The server takes samples, too: the latest need not be this one.
    assert!(app.ctx.node_metrics.series().iter().any(|sample| sample.cache_redis == LinkStatus::Down));
    if cfg!(target_os = "linux") {
        assert!(health.int_at("/now/machine/resident_bytes") > 1 << 20, "{}", health.text);
        assert!(health.int_at("/now/machine/processors") > 0);
    }
    assert!(!health.json["minutes"].as_array().expect("minutes").is_empty());
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_minute_that_has_ended_is_told_the_same_whenever_somebody_looks() {
    let app = TestApp::new(Engine::Sqlite).await;
    let admin = app.staff(Role::OpsAdmin).await;
    let links = RedisHealth { limits_redis: LinkStatus::None, cache_redis: LinkStatus::None };
    let mut told: BTreeMap<String, Value> = BTreeMap::new();

    // More requests in each step than in the one before, so that no two stretches of time have as many.
    for step in 0..40_u32 {
        for _ in 0..step % 7 {
            app.anybody().get("/nothing/here").await.is(404);
        }
        app.clock.advance(seconds(5));
        app.ctx.node_metrics.sample(&app.ctx.store, links).await;
        let minutes = admin.get("/api/admin/health").await.is(200).json["minutes"].clone();
        let minutes = minutes.as_array().expect("minutes");
        assert!(minutes.len() >= told.len(), "a minute is gone: {minutes:?}");
        for minute in minutes {
            let at = minute["at"].as_str().expect("an instant");
            assert!(at.ends_with(":00.000000Z"), "{at} is no beginning of a minute");
            let before = told.entry(at.to_owned()).or_insert_with(|| minute.clone());
            assert_eq!(before, minute, "at step {step}");
        }
    }

    // Two hundred seconds: three minutes ended in them at least, and each counted what was refused in it.
    assert!(told.len() >= 3, "{told:?}");
    let refused = |minute: &Value| minute["minute"]["client_errors"].as_i64().unwrap_or(0);
    assert!(told.values().filter(|minute| refused(minute) > 0).count() >= 3, "{told:?}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_configuration_is_shown_and_its_secrets_are_not() {
    let secret = "kQ7vX2mZ9pLw4RtY8uNc3BfH6jDs1GaE5oTi0VyUdX4";
    let app = TestApp::with(
        Engine::Sqlite,
        &[
            ("auth.secret", secret),
            ("trade.accept_hours", "7"),
            ("limits.redis_url", "redis://user:hunter2@127.0.0.1:1/"),
        ],
    )
    .await;

    let shown = app.staff(Role::Auditor).await.get("/api/admin/config").await.is(200);

    let row = |section: &str, key: &str| {
        let found = shown.items().iter().find(|row| row["section"] == section && row["key"] == key);
        found.unwrap_or_else(|| panic!("no {section}.{key}")).clone()
    };
    assert!(!shown.text.contains(secret) && !shown.text.contains("hunter2"), "{}", shown.text);
    assert_eq!(row("auth", "secret")["value"], "(set, hidden)");
    assert_eq!(row("database", "url")["value"], "(empty)");
    assert_eq!(row("limits", "redis_url")["value"], "redis://***@127.0.0.1:1/");
    assert_eq!(
        (&row("trade", "accept_hours")["value"], &row("trade", "accept_hours")["is_default"]),
        (&json!("7"), &json!(false))
    );
    assert_eq!(
        (&row("trade", "return_days")["value"], &row("trade", "return_days")["is_default"]),
        (&json!("7"), &json!(true))
    );
    assert_eq!(row("", "mode")["value"], "development");
    assert!(row("limits", "catalogue")["value"].as_str().expect("a text").contains("requests = 500"));
    let defaults = shown.items().iter().filter(|row| row["is_default"] == true).count();
    assert!(defaults > 60, "only {defaults} are the program's own");

    // What SIGHUP reads again is shown as it is then, and what needs a restart as it was.
    let mut config = (*app.config).clone();
    config.trade.accept_hours = 9;
    config.limits.max_concurrent_searches = 9;
    config.limits.quotas.get_mut("catalogue").expect("a quota").requests = 9;
    app.running().reload(&|| Ok(config.clone()));
    let shown = app.staff(Role::Auditor).await.get("/api/admin/config").await.is(200);
    let value = |key: &str| shown.items().iter().find(|row| row["key"] == key).expect("a row")["value"].clone();
    assert_eq!((value("accept_hours"), value("max_concurrent_searches")), (json!("7"), json!("32")));
    assert!(value("catalogue").as_str().expect("a text").contains("requests = 9"));
    app.finish().await;
}
