//! Whoever looks for what is not theirs is seen: objects that are missing, steps that are refused, websites that may
//! not call, rights that are refused.

use market::may::Role;
use market::security::{self, SecurityEventKind};
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, minutes, on_every_engine};

use crate::security_lines::Lines;
use crate::sign_in::cookie::Browser;

/// The id of nobody's order, another for each number.
fn foreign_order(nth: usize) -> String {
    format!("/api/orders/ord_{nth:026}")
}

async fn samples(app: &TestApp, officer: &Actor, filter: &str) -> Vec<Value> {
    security::flush(&app.ctx).await.expect("it is written down");
    officer.get(&format!("/api/admin/security/samples?limit=100&{filter}")).await.is(200).items().clone()
}

/// How often of a kind, within the last hour.
async fn total(app: &TestApp, officer: &Actor, kind: SecurityEventKind) -> i64 {
    security::flush(&app.ctx).await.expect("it is written down");
    let series = officer.get("/api/admin/security/series?window=1h").await.is(200);
    let kinds = series.json["kinds"].as_array().expect("kinds").clone();
    kinds.iter().find(|of| of["kind"] == kind.as_str()).expect("every kind")["total"].as_i64().expect("a number")
}

on_every_engine!(fifteen_orders_of_others_are_counted_and_sampled_and_told_once, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (corner, officer) = (app.retailer("corner").await, app.staff(Role::SecurityOfficer).await);

    for nth in 0..15 {
        corner.get(&foreign_order(nth)).await.is(404).code("orders.no_such_order");
    }

    assert_eq!(total(&app, &officer, SecurityEventKind::MissingObject).await, 15);
    let missing = samples(&app, &officer, "kind=missing_object").await;
    let times: i64 = missing.iter().filter_map(|row| row["times"].as_i64()).sum();
    assert_eq!((times, &missing[0]["endpoint"]), (15, &json!("orders.show")));
    assert_eq!((&missing[0]["user_id"], &missing[0]["address"]), (&json!(corner.user_id), &json!("127.0.0.1")));
    let told = samples(&app, &officer, "kind=suspicious").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((&told[0]["code"], &told[0]["user_id"]), (&json!("many_missing_objects"), &json!(corner.user_id)));
    app.finish().await;
});

#[tokio::test]
async fn many_missing_objects_of_one_person_are_one_line_that_names_them() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (corner, other) = (app.retailer("corner").await, app.retailer("other").await);
    let lines = Lines::default();
    let _kept = tracing::subscriber::set_default(lines.clone());

    for nth in 0..30 {
        corner.get(&foreign_order(nth)).await.is(404);
        // The same one again and again is no search.
        other.get(&foreign_order(1)).await.is(404);
    }

    let said = lines.of("malicious_direct_reference");
    assert_eq!(said.len(), 1, "{said:?}");
    for part in [format!("user.id={}", corner.user_id), "client.address=127.0.0.1".to_owned()] {
        assert!(said[0].contains(&part), "{part} is missing: {}", said[0]);
    }
    assert!(!said[0].contains("/api/orders"), "{said:?}");
    app.clock.advance(minutes(11));
    let corner = corner.again().await;
    for nth in 0..10 {
        corner.get(&foreign_order(nth)).await.is(404);
    }
    assert_eq!(lines.of("malicious_direct_reference").len(), 2);
    app.finish().await;
}

#[tokio::test]
async fn missing_objects_on_pages_are_seen_and_those_of_strangers_are_not() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.retailer("corner").await;
    let officer = app.staff(Role::SecurityOfficer).await;
    let browser = Browser::enter(&app, "corner@retailer.example").await;

    let page = foreign_order(7).replace("/api", "");
    browser.send("GET", &page, &[("accept", "text/html")], None).await.is(404);
    app.anybody().get("/api/products/prd_00000000000000000000000001").await.is(404);

    assert_eq!(total(&app, &officer, SecurityEventKind::MissingObject).await, 1);
    assert_eq!(samples(&app, &officer, "kind=missing_object").await[0]["endpoint"], "orders.retailer.show");
    app.finish().await;
}

#[tokio::test]
async fn a_step_that_the_state_refuses_is_counted_and_other_conflicts_are_not() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let officer = app.staff(Role::SecurityOfficer).await;
    let tea = acme.sells("Tea", 10_000, 10).await;
    let part = corner.buys(&[(&tea, 2)]).await.remove(0);

    acme.act(&format!("/api/vendor-orders/{}/packing", part.id)).await.is(409).code("orders.wrong_state");
    corner.tries_to_buy(&[(&tea, 500)]).await.is(409).code("orders.out_of_stock");

    assert_eq!(total(&app, &officer, SecurityEventKind::TransitionRefused).await, 1);
    let refused = samples(&app, &officer, "kind=transition_refused").await;
    assert_eq!((&refused[0]["code"], &refused[0]["user_id"]), (&json!("orders.wrong_state"), &json!(acme.user_id)));
    app.finish().await;
}

#[tokio::test]
async fn a_website_that_may_not_call_is_counted_and_ours_and_those_on_the_list_are_not() {
    let shop = "https://shop.example";
    let app = TestApp::with(Engine::Sqlite, &[("cors.origins", shop)]).await;
    let officer = app.staff(Role::SecurityOfficer).await;
    let anybody = app.anybody();
    let asks = async |origin: &str| {
        let preflight = [("origin", origin), ("access-control-request-method", "GET")];
        anybody.send("OPTIONS", "/api/products", &preflight, None).await.is(204);
        anybody.send("GET", "/api/products", &[("origin", origin)], None).await.is(200);
    };

    asks(shop).await;
    asks(testkit::PUBLIC_URL).await;
    assert_eq!(total(&app, &officer, SecurityEventKind::CorsRefused).await, 0);
    asks("https://evil.example").await;

    assert_eq!(total(&app, &officer, SecurityEventKind::CorsRefused).await, 2);
    let refused = samples(&app, &officer, "kind=cors_refused").await;
    assert_eq!((&refused[0]["code"], &refused[0]["address"]), (&json!("origin_not_allowed"), &json!("127.0.0.1")));
    app.finish().await;
}

#[tokio::test]
async fn a_refused_right_names_the_person_and_the_address() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (corner, officer) = (app.retailer("corner").await, app.staff(Role::SecurityOfficer).await);
    let lines = Lines::default();
    let _kept = tracing::subscriber::set_default(lines.clone());

    corner.get("/api/admin/audit").await.is(403).code("access.no_right");
    let path = format!("/api/admin/users/{}/lock", officer.user_id);
    officer.post(&path, &json!({ "reason": "complaints" })).await.is(403).code("users.not_oneself");

    let said = lines.of("authz_fail");
    assert_eq!(said.len(), 2, "{said:?}");
    for (line, person) in said.iter().zip([&corner, &officer]) {
        for part in [format!("user.id={}", person.user_id), "client.address=127.0.0.1".to_owned()] {
            assert!(line.contains(&part), "{part} is missing: {line}");
        }
    }
    app.finish().await;
}
