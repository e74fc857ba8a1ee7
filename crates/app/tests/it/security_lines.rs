//! What the log says of what strangers do: once, of whom, and never line by line without an end.

use std::fmt::Write;
use std::sync::{Arc, Mutex};

use market::AccountTag;
use market::may::Role;
use market::security;
use serde_json::json;
use testkit::{Engine, TestApp, on_every_engine};
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber, span};

use crate::sign_in::cookie::made_up;
use crate::sign_in::forged;

/// Keeps the lines of this thread: a test runs on one.
#[derive(Clone, Default)]
pub(crate) struct Lines(Arc<Mutex<Vec<String>>>);

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        // Writing to a String cannot fail.
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= tracing::Level::INFO
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut text = Text(event.metadata().target().to_owned());
        event.record(&mut text);
        self.0.lock().expect("one thread").push(text.0);
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

impl Lines {
    pub(crate) fn of(&self, word: &str) -> Vec<String> {
        self.0.lock().expect("one thread").iter().filter(|line| line.contains(word)).cloned().collect()
    }
}

async fn sample(app: &TestApp, filter: &str) -> serde_json::Value {
    security::flush(&app.ctx).await.expect("it is written down");
    let officer = app.staff(Role::SecurityOfficer).await;
    let found = officer.get(&format!("/api/admin/security/samples?{filter}")).await.is(200);
    found.items().first().unwrap_or_else(|| panic!("no sample of {filter}")).clone()
}

#[tokio::test]
async fn six_hundred_reports_of_browsers_are_a_handful_of_lines() {
    let app = TestApp::new(Engine::Sqlite).await;
    let lines = Lines::default();
    let _kept = tracing::subscriber::set_default(lines.clone());
    let one = json!({ "type": "csp-violation", "body": { "effectiveDirective": "img-src", "blockedURL": "inline" } });
    let report = json!(vec![one; 20]).to_string();

    for _ in 0..600 {
        let headers = [("content-type", "application/reports+json")];
        app.anybody().send("POST", "/csp-report", &headers, Some(report.clone().into_bytes())).await.is(204);
    }

    let written = lines.of("csp_violation").len();
    assert!((1..=10).contains(&written), "{written} lines");
    security::flush(&app.ctx).await.expect("it is written down");
    let officer = app.staff(Role::SecurityOfficer).await;
    let series = officer.get("/api/admin/security/series").await.is(200);
    let csp = series.json["kinds"].as_array().expect("kinds").iter().find(|of| of["kind"] == "csp_violation");
    assert_eq!(csp.expect("the kind")["total"], 12_000, "all are counted");
    app.finish().await;
}

#[tokio::test]
async fn whatever_a_stranger_is_refused_for_leaves_a_handful_of_lines() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let lines = Lines::default();
    let _kept = tracing::subscriber::set_default(lines.clone());
    let body = json!({ "email": "corner@retailer.example", "password": "nine lanterns over a silver canal" });
    let register = json!({
        "kind": "retailer", "legal_name": "Corner Limited", "display_name": "Corner", "currency": "INR",
        "address": { "line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN" },
        "name": "Asha Menon", "email": "corner@retailer.example", "password": testkit::PASSWORD,
    });

    for _ in 0..40 {
        app.anybody().post("/api/auth/login", &body).await.is(401);
        app.anybody().post("/api/auth/register", &register).await.is(202);
        app.anybody().with_token(&made_up()).get("/api/me").await.is(401);
        app.anybody().get("/api/me").await.is(401);
        app.anybody().get("/wp-login.php").await.is(404);
        app.anybody().post("/api/auth/refresh", &json!({ "refresh_token": made_up() })).await.is(401);
        owner.get("/api/admin/audit").await.is(403);
        app.anybody().send("POST", "/settings", &[("sec-fetch-site", "cross-site")], None).await.is(403);
    }

    let all = lines.of("");
    assert!(all.len() <= 60, "{} lines: {all:#?}", all.len());
    app.finish().await;
}

on_every_engine!(a_failed_sign_in_says_which_account_and_whose_it_is, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let tag =
        |email: &str| AccountTag::new(&app.ctx.vault, &kernel::Email::new(email).expect("an address")).to_string();
    let (known, unknown) = (tag("corner@retailer.example"), tag("nobody@retailer.example"));
    let tries = async |email: &str| {
        let body = json!({ "email": email, "password": "nine lanterns over a silver canal" });
        app.anybody().post("/api/auth/login", &body).await.is(401).code("auth.bad_credentials");
    };

    tries(" CORNER@retailer.example ").await;
    tries("nobody@retailer.example").await;

    let of_known = sample(&app, &format!("kind=login_failed&account={known}")).await;
    assert_eq!((&of_known["user_id"], &of_known["account"]), (&json!(owner.user_id), &json!(known)));
    assert_eq!((&of_known["endpoint"], &of_known["times"]), (&json!("auth.login"), &json!(1)));
    let of_unknown = sample(&app, &format!("kind=login_failed&account={unknown}")).await;
    assert_eq!((&of_unknown["user_id"], &of_unknown["account"]), (&json!(null), &json!(unknown)));
    app.finish().await;
});

#[tokio::test]
async fn a_mistyped_password_is_one_line_and_no_refused_right() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let lines = Lines::default();
    let _kept = tracing::subscriber::set_default(lines.clone());

    let body = json!({ "email": "corner@retailer.example", "password": "nine lanterns over a silver canal" });
    app.anybody().post("/api/auth/login", &body).await.is(401);

    let said = lines.of("authn_login_fail");
    assert_eq!((said.len(), lines.of("authz_fail").len()), (1, 0), "{said:?}");
    assert!(said[0].contains(&format!("user.id={}", owner.user_id)) && said[0].contains(" account="), "{said:?}");
    assert!(!said[0].contains("corner@"), "{said:?}");
    app.finish().await;
}

#[tokio::test]
async fn tokens_that_ran_out_and_tokens_that_were_made_up_are_told_apart() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let good = owner.token.clone().expect("signed in");
    let lines = Lines::default();
    let _kept = tracing::subscriber::set_default(lines.clone());

    owner.with_token(&forged::with_flipped_bit(&good)).get("/api/me").await.is(401).code("auth.token_not_valid");
    app.clock.advance(testkit::minutes(30));
    owner.get("/api/me").await.is(401).code("auth.token_not_valid");

    assert_eq!((lines.of("authn_token_forged").len(), lines.of("authn_token_expired").len()), (1, 1));
    assert_eq!(lines.of("authz_fail"), Vec::<String>::new());
    for (kind, times) in [("token_refused", 1), ("token_expired", 1)] {
        assert_eq!(sample(&app, &format!("kind={kind}")).await["times"], times, "{kind}");
    }
    app.finish().await;
}

#[tokio::test]
async fn a_signed_out_visit_to_a_page_is_no_refused_right() {
    let app = TestApp::new(Engine::Sqlite).await;

    app.anybody().send("GET", "/orders", &[("accept", "text/html")], None).await.is(303);
    app.anybody().get("/api/orders").await.is(401).code("auth.required");

    security::flush(&app.ctx).await.expect("it is written down");
    let officer = app.staff(Role::SecurityOfficer).await;
    let places = officer.get("/api/admin/security/endpoints?kind=authz_refused").await.is(200);
    assert_eq!(places.items(), &vec![json!({ "endpoint": "orders.list", "total": 1 })]);
    app.finish().await;
}

#[test]
fn what_only_reads_has_no_budget_of_dangerous_writes() {
    for mounted in aqad::router().all().filter(|mounted| mounted.route.method == edge::Method::Get) {
        assert_ne!(mounted.route.limit, edge::LimitClass::Admin, "{}", mounted.route.id);
    }
}

#[tokio::test]
async fn the_access_log_has_one_line_for_a_request_and_nothing_private() {
    let app = TestApp::with(Engine::Sqlite, &[("log.access_log_percent", "100")]).await;
    let owner = app.retailer("corner").await;
    let lines = Lines::default();
    let _kept = tracing::subscriber::set_default(lines.clone());

    let answer = owner.get("/api/orders?cursor=hunter2").await;
    app.anybody().get("/nothing?here=hunter2").await.is(404);

    let said = lines.of("access ");
    assert_eq!(said.len(), 2, "{said:?}");
    let request = answer.headers["x-request-id"].to_str().expect("text");
    for part in [
        "client.address=127.0.0.1".to_owned(),
        "endpoint=\"orders.list\"".to_owned(),
        "method=GET".to_owned(),
        format!("status={}", answer.status.as_u16()),
        format!("bytes={}", answer.text.len()),
        format!("user.id={}", owner.user_id),
        format!("company.id={}", owner.company_id),
        format!("request.id={request}"),
    ] {
        assert!(said[0].contains(&part), "{part} is missing: {}", said[0]);
    }
    assert!(said[1].contains("endpoint=\"-\"") && said[1].contains("status=404") && !said[1].contains("user.id"));
    assert!(!said.concat().contains("hunter2"), "{said:?}");
    app.finish().await;
}

#[tokio::test]
async fn no_line_is_written_for_a_request_unless_somebody_asked_for_it() {
    let app = TestApp::new(Engine::Sqlite).await;
    let lines = Lines::default();
    let _kept = tracing::subscriber::set_default(lines.clone());

    for _ in 0..50 {
        app.anybody().get("/livez").await.is(200);
    }

    assert_eq!(lines.of("access "), Vec::<String>::new());
    app.finish().await;
}
