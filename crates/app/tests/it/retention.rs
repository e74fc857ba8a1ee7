//! Data that is older than it is kept is deleted, nothing else is, and it is said how much went.

mod batches;

use infra::args;
use infra::db::{Query, Stmt};
use infra::jobs;
use kernel::Scalar;
use market::may::Role;
use market::reactions::Reactions;
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, days, minutes, on_every_engine};

use crate::forms;
use crate::integrity::puts_in_basket;

infra::statements! {
    SESSIONS = "select count(*) from sessions where user_id = ?";
    TOKENS = "select count(*) from refresh_tokens t join sessions s on s.id = t.session_id where s.user_id = ?";
    ALL_TOKENS = "select count(*) from refresh_tokens";
    INVITATIONS = "select count(*) from invitations where email = ?";
    BASKET_LINES = "select count(*) from basket_lines where user_id = ?";
    IMPORTS = "select count(*) from imports where vendor_id = ?";
    IMPORT_ROWS = "select count(*) from import_rows";
    NOTICES = "select count(*) from notices where company_id = ?";
    AUDIT_ROWS = "select count(*) from audit_log where id < ?";
    FORGOTTEN = "select data from audit_log where kind = 'data.forgotten' order by id";
}

async fn count(app: &TestApp, statement: &Stmt, values: Vec<Scalar>) -> i64 {
    let row = app.ctx.store.db.one(statement, values).await.expect("an answer");
    row.expect("a count").take().expect("a number")
}

/// What the worker does once an hour, and the jobs that come of it.
async fn passes(app: &TestApp) {
    jobs::schedule(&app.ctx.store, &Reactions(app.ctx.clone())).await.expect("jobs are queued");
    app.settle().await;
}

/// What the audit trail says was deleted: class, rows, and whether there was more.
async fn deleted(app: &TestApp) -> Vec<(String, i64, bool)> {
    let rows = app.ctx.store.db.all(&FORGOTTEN, vec![]).await.expect("the trail");
    let read = |data: String| {
        let data: Value = serde_json::from_str(&data).expect("JSON");
        let more = data["more"].as_bool().expect("whether there was more");
        (data["what"].as_str().expect("a class").to_owned(), data["rows"].as_i64().expect("a number"), more)
    };
    rows.into_iter().map(|mut row| read(row.take().expect("a text"))).collect()
}

fn user(who: &Actor) -> Vec<Scalar> {
    args![who.user_id.parse::<kernel::UserId>().expect("an id")]
}

fn company(who: &Actor) -> Vec<Scalar> {
    args![who.company_id.parse::<kernel::CompanyId>().expect("an id")]
}

on_every_engine!(sign_ins_that_ran_out_go_with_their_tokens_once_their_time_is_over, |engine: Engine| async move {
    let app = TestApp::with(engine, &[("retention.session_days", "10")]).await;
    let corner = app.retailer("corner").await;
    let before = count(&app, &SESSIONS, user(&corner)).await;
    assert!(before > 0 && count(&app, &TOKENS, user(&corner)).await > 0, "{before}");

    // They last thirty days at most, and nobody ended them.
    app.clock.advance(days(30 + 9));
    passes(&app).await;
    assert_eq!(count(&app, &SESSIONS, user(&corner)).await, before, "they are deleted too early");
    let again = corner.sign_in("corner@retailer.example").await;
    app.clock.advance(days(2));
    passes(&app).await;

    assert_eq!(count(&app, &SESSIONS, user(&corner)).await, 1, "the new one alone");
    assert_eq!(count(&app, &TOKENS, user(&corner)).await, count(&app, &ALL_TOKENS, vec![]).await);
    again.again().await.get("/api/me").await.is(200);
    let said = deleted(&app).await;
    assert!(said.iter().all(|(what, _, more)| what == "sessions" && !more) && said.len() == 1, "{said:?}");
    app.finish().await;
});

on_every_engine!(invitations_and_old_lines_of_baskets_go_and_newer_ones_stay, |engine: Engine| async move {
    let options = [("retention.invitation_days", "30"), ("retention.basket_days", "20")];
    let app = TestApp::with(engine, &options).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let (tea, rice) = (acme.sells("Tea", 8_000, 5).await, acme.sells("Rice", 9_000, 5).await);
    let invite = async |by: &Actor, email: &str| {
        by.post("/api/invitations", &json!({ "email": email, "role": "buyer" })).await.is(201);
    };
    let invited = async |email: &str| count(&app, &INVITATIONS, args![email.to_owned()]).await;
    invite(&corner, "old@retailer.example").await;
    puts_in_basket(&corner, &tea, "1").await;

    // An invitation is good for seven days.
    app.clock.advance(days(7 + 20));
    let corner = corner.again().await;
    invite(&corner, "new@retailer.example").await;
    puts_in_basket(&corner, &rice, "1").await;
    passes(&app).await;
    assert_eq!(count(&app, &BASKET_LINES, user(&corner)).await, 1, "the old line alone is gone");
    assert_eq!((invited("old@retailer.example").await, invited("new@retailer.example").await), (1, 1));

    app.clock.advance(days(11));
    passes(&app).await;
    assert_eq!((invited("old@retailer.example").await, invited("new@retailer.example").await), (0, 1));
    assert_eq!(count(&app, &BASKET_LINES, user(&corner)).await, 1);
    let said: Vec<_> = deleted(&app).await.into_iter().map(|(what, rows, _)| (what, rows)).collect();
    assert!(
        said.contains(&("basket_lines".to_owned(), 1)) && said.contains(&("invitations".to_owned(), 1)),
        "{said:?}"
    );
    app.finish().await;
});

on_every_engine!(files_that_nobody_confirmed_go_after_a_day_and_confirmed_ones_stay, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let acme = app.vendor("acme").await;
    let tea = acme.sells("Tea", 8_000, 5).await;
    let sku = acme.get(&format!("/api/offers/{}", tea.offer_id)).await.is(200).text_at("/sku");
    let upload = async |price: &str| {
        let pasted = format!("sku,price\n{sku},{price}\n");
        let file = [("kind", "prices"), ("pasted", pasted.as_str())];
        forms::leads_to(&forms::fill(&acme, &[], "/vendor/imports", "/vendor/imports", &file).await.is(303))
    };
    let confirmed = upload("84.00").await;
    forms::fill(&acme, &[], &confirmed, &format!("{confirmed}/apply"), &[]).await.is(303);
    app.settle().await;
    upload("85.00").await;

    app.clock.advance(minutes(24 * 60 - 5));
    passes(&app).await;
    assert_eq!(count(&app, &IMPORTS, company(&acme)).await, 2);
    app.clock.advance(minutes(10));
    passes(&app).await;

    assert_eq!(count(&app, &IMPORTS, company(&acme)).await, 1);
    assert_eq!(count(&app, &IMPORT_ROWS, vec![]).await, 1);
    acme.again().await.get(&confirmed).await.is(200);
    app.finish().await;
});

on_every_engine!(notices_and_the_audit_trail_have_an_end_too, |engine: Engine| async move {
    let app = TestApp::with(engine, &[("retention.notice_days", "7"), ("retention.audit_days", "365")]).await;
    let acme = app.vendor("acme").await;
    app.settle().await;
    assert_eq!(count(&app, &NOTICES, company(&acme)).await, 1, "it was approved");
    let then: kernel::EventId = kernel::ids::Id::first_at(app.ctx.store.now().plus_seconds(3_600));
    let audited = count(&app, &AUDIT_ROWS, args![then]).await;

    app.clock.advance(days(6));
    passes(&app).await;
    assert_eq!(count(&app, &NOTICES, company(&acme)).await, 1);
    app.clock.advance(days(2));
    passes(&app).await;
    assert_eq!(count(&app, &NOTICES, company(&acme)).await, 0);
    assert_eq!(count(&app, &AUDIT_ROWS, args![then]).await, audited);

    app.clock.advance(days(365 - 9));
    passes(&app).await;
    assert_eq!(count(&app, &AUDIT_ROWS, args![then]).await, audited, "it is deleted too early");
    app.clock.advance(days(2));
    passes(&app).await;
    assert_eq!(count(&app, &AUDIT_ROWS, args![then]).await, 0);
    assert!(deleted(&app).await.contains(&("audit_rows".to_owned(), audited, false)));
    // A password has no end.
    acme.again().await.get("/api/me").await.is(200);
    app.finish().await;
});

on_every_engine!(an_address_is_erased_once_all_of_its_order_has_ended_for_so_long, |engine: Engine| async move {
    let app = TestApp::with(engine, &[("retention.order_address_days", "30"), ("trade.accept_hours", "1000")]).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = acme.sells("Tea", 8_000, 50).await;
    let (ended, open) = (corner.buys(&[(&tea, 1)]).await.remove(0), corner.buys(&[(&tea, 2)]).await.remove(0));
    let path = format!("/api/orders/{}/vendor-orders/{}/cancellation", ended.order_id, ended.id);
    corner.post(&path, &json!({ "reason": "said so by telephone" })).await.is(200);
    let order = async |by: &Actor, id: &str| by.get(&format!("/api/orders/{id}")).await.is(200);
    let before = order(&corner, &ended.order_id).await;
    assert!(before.text_at("/ship_to/line") != "(erased)");

    app.clock.advance(days(29));
    passes(&app).await;
    let corner = corner.again().await;
    assert_eq!(order(&corner, &ended.order_id).await.json, before.json, "it is erased too early");
    app.clock.advance(days(2));
    passes(&app).await;

    let corner = corner.again().await;
    let after = order(&corner, &ended.order_id).await;
    for field in ["name", "line", "city", "postcode"] {
        assert_eq!(after.text_at(&format!("/ship_to/{field}")), "(erased)");
    }
    let without_address = |mut order: Value| {
        order["ship_to"] = json!({ "country": order["ship_to"]["country"] });
        order
    };
    assert_eq!(without_address(after.json), without_address(before.json), "the rest of the order stays");
    let words = "Address deleted, because the order ended long ago";
    let (page, of_vendor) = (format!("/orders/{}", ended.order_id), format!("/vendor/orders/{}", ended.id));
    for (by, path) in [(&corner, &page), (&acme.again().await, &of_vendor)] {
        let shown = by.get(path).await.is(200).text;
        assert!(shown.contains(words) && !shown.contains("(erased)"), "{path}: {shown}");
    }
    let staff = app.staff(Role::SuperAdmin).await;
    assert!(staff.get(&format!("/admin/orders/{}", ended.order_id)).await.is(200).text.contains(words));
    assert!(order(&corner, &open.order_id).await.text_at("/ship_to/line") != "(erased)", "it is open");
    assert_eq!(deleted(&app).await, [("order_addresses".to_owned(), 1, false)]);
    app.finish().await;
});

#[tokio::test]
async fn what_the_security_log_sampled_is_kept_as_long_as_the_operator_says() {
    let app = TestApp::with(Engine::Sqlite, &[("retention.security_days", "60")]).await;
    app.retailer("corner").await;
    let staff = app.staff(Role::SecurityOfficer).await;
    let login = json!({ "email": "corner@retailer.example", "password": format!("not {PASSWORD}") });
    app.anybody().post("/api/auth/login", &login).await.is(401);
    market::security::flush(&app.ctx).await.expect("it is written down");
    let samples = async |by: &Actor| by.get("/api/admin/security/samples").await.is(200).items().len();
    assert_eq!(samples(&staff).await, 1);

    app.clock.advance(days(59));
    market::security::purge(&app.ctx).await.expect("old ones are deleted");
    assert_eq!(samples(&staff.again().await).await, 1);
    app.clock.advance(days(2));
    market::security::purge(&app.ctx).await.expect("old ones are deleted");
    assert_eq!(samples(&staff.again().await).await, 0);
    app.finish().await;
}
