//! The way in, as pages: asking to join, taking an invitation, the team, one's own company, and what
//! browsers say about pages.

use market::may::Role;
use market::security::{self, SecurityEventKind};
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse};

use crate::forms;

const WEAK: &str = "password";

fn company<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let given = [
        ("kind", "retailer"),
        ("legal_name", "Tides Private Limited"),
        ("display_name", "Tides"),
        ("line", "1 Harbour Road"),
        ("city", "Kochi"),
        ("postcode", "682001"),
        ("country", "IN"),
        ("currency", "INR"),
    ];
    [&given[..], more].concat()
}

async fn sends(by: &Actor, action: &str, fields: &[(&str, &str)]) -> TestResponse {
    forms::send(by, &[], action, fields).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_company_asks_to_join_step_by_step_and_nothing_is_typed_twice() {
    let app = TestApp::new(Engine::Sqlite).await;
    let anybody = app.anybody();

    let first = anybody.get("/register").await.is(200);
    assert!(first.text.contains("/register?kind=delivery_partner") && !first.text.contains("kind=platform"));
    anybody.get("/register?kind=platform").await.is(200).text.contains("id=\"kinds\"").then_some(()).expect("step one");
    let second = anybody.get("/register?kind=retailer").await.is(200);
    assert!(second.text.contains("name=\"legal_name\""));
    let wrong: Vec<_> = company(&[]).into_iter().map(|(n, v)| if n == "city" { (n, " ") } else { (n, v) }).collect();
    let again = sends(&anybody, "/register/company", &wrong).await.is(422);
    assert!(again.text.contains("city-error") && again.text.contains("value=\"Tides Private Limited\""));
    let third = sends(&anybody, "/register/company", &company(&[])).await.is(200);
    assert!(third.text.contains("name=\"password\"") && third.text.contains("name=\"city\" value=\"Kochi\""));
    let person = [("name", "Ravi Nair"), ("email", "ravi@tides.example")];
    let back = sends(&anybody, "/register/company", &company(&[&person[..], &[("back", "1")]].concat())).await.is(200);
    assert!(back.text.contains("id=\"legal_name\"") && back.text.contains("value=\"ravi@tides.example\""));
    let weak = sends(&anybody, "/register", &company(&[&person[..], &[("password", WEAK)]].concat())).await.is(422);
    assert!(weak.text.contains("password-error") && weak.text.contains("value=\"Ravi Nair\""), "{}", weak.text);
    let done = sends(&anybody, "/register", &company(&[&person[..], &[("password", PASSWORD)]].concat())).await.is(303);

    assert_eq!(forms::leads_to(&done), "/register/done");
    let ravi = anybody.sign_in("ravi@tides.example").await;
    let welcome = ravi.get("/welcome").await.is(200);
    assert!(welcome.text.contains("Your company is under review"), "{}", welcome.text);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_registration_does_not_tell_who_has_an_account() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.retailer("corner").await;
    let ask = async |email: &str| {
        let fields = company(&[("name", "Ravi Nair"), ("email", email), ("password", PASSWORD)]);
        let answer = sends(&app.anybody(), "/register", &fields).await;
        let names: Vec<_> = answer.headers.keys().map(ToString::to_string).collect();
        (answer.status.as_u16(), forms::leads_to(&answer), answer.text, names)
    };

    assert_eq!(ask("corner@retailer.example").await, ask("nobody@tides.example").await);
    app.anybody().sign_in("corner@retailer.example").await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_platform_is_not_made_by_a_form() {
    let app = TestApp::new(Engine::Sqlite).await;
    let mut fields = company(&[("name", "Ravi Nair"), ("email", "ravi@tides.example"), ("password", PASSWORD)]);
    fields[0] = ("kind", "platform");

    let refused = sends(&app.anybody(), "/register", &fields).await.is(422);

    assert!(refused.text.contains("id=\"kinds\""));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_is_invited_joins_changes_and_leaves_by_forms() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let email = "ravi@corner.example";

    let bad = forms::fill(&owner, &[], "/team", "/team/invitations", &[("email", "ravi"), ("role", "buyer")]).await;
    assert!(bad.is(422).text.contains("value=\"ravi\""));
    let invited = forms::fill(&owner, &[], "/team", "/team/invitations", &[("email", email), ("role", "buyer")]).await;
    let text = invited.is(200).text;
    let code = text.split_once("id=\"invitation-code\" dir=\"ltr\">").expect("a code").1.split('<').next().expect("it");
    assert!(!owner.get("/team").await.is(200).text.contains(code), "it is shown once");
    let person = |code, password| [("code", code), ("name", "Ravi Nair"), ("password", password)];
    let wrong = sends(&app.anybody(), "/join", &person("x", PASSWORD)).await.is(422);
    assert!(wrong.text.contains("code-error"));
    sends(&app.anybody(), "/join", &person(code, WEAK)).await.is(422);
    let joined = sends(&app.anybody(), "/join", &person(code, PASSWORD)).await.is(303);
    assert_eq!(forms::leads_to(&joined), "/sign-in?flash=joined");
    let ravi = app.anybody().sign_in(email).await;
    let members = owner.get("/api/members").await.is(200);
    let row = members.items().iter().find(|row| row["email"] == email).expect("a member").clone();
    let action = format!("/team/members/{}", row["id"].as_str().expect("an id"));
    let change = async |version: &str, what: (&str, &str)| {
        forms::fill(&owner, &[], "/team", &action, &[("version", version), what]).await
    };

    change("1", ("role", "viewer")).await.is(303);
    change("1", ("role", "buyer")).await.is(412);
    change("2", ("role", "rider")).await.is(422);
    assert_eq!(ravi.get("/api/me").await.is(200).text_at("/role"), "viewer");
    ravi.get("/team").await.is(403);
    change("2", ("state", "suspended")).await.is(303);
    ravi.get("/api/me").await.is(401);
    change("3", ("state", "active")).await.is(303);
    change("4", ("state", "removed")).await.is(303);
    assert!(!owner.get("/team").await.is(200).text.contains(email));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_change_one_company_both_see_what_the_other_wrote() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let page = owner.get("/company").await.is(200);
    let version = forms::hidden(&page, "version");
    assert!(page.text.contains("<option value=\"Asia/Dubai\">"));
    let write = async |version: &str, city: &str| {
        let fields = [
            ("version", version),
            ("address_line", "2 Harbour Road"),
            ("city", city),
            ("postcode", "682001"),
            ("time_zone", "Asia/Dubai"),
        ];
        forms::fill(&owner, &[], "/company", "/company", &fields).await
    };

    write(&version, "Kollam").await.is(303);
    let late = write(&version, "Thrissur").await.is(412);

    assert!(late.text.contains("value=\"Thrissur\"") && late.text.contains("Current value: Kollam"), "{}", late.text);
    write(&forms::hidden(&late, "version"), "Thrissur").await.is(303);
    let now = owner.get("/api/company").await.is(200);
    assert_eq!((now.text_at("/city"), now.text_at("/time_zone")), ("Thrissur".to_owned(), "Asia/Dubai".to_owned()));
    let buyer = app.colleague(&owner, "buyer").await;
    assert!(!buyer.get("/company").await.is(200).text.contains("<form class=\"form\""), "others only look");
    forms::fill(&buyer, &[], "/me/companies", "/company", &[("version", "9")]).await.is(403);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_is_changed_and_other_sign_ins_end_by_forms() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let other = owner.sign_in("corner@retailer.example").await;
    let new = "nine slow herons over tin roofs";
    let change = async |current: &str, new: &str| {
        let fields = [("current_password", current), ("new_password", new)];
        forms::fill(&owner, &[], "/me", "/me/password", &fields).await
    };

    let wrong = change("not the right one at all", new).await.is(403);
    assert!(wrong.text.contains("current_password-error") && !wrong.text.contains(new));
    assert!(change(PASSWORD, "short").await.is(422).text.contains("new_password-error"));
    change(PASSWORD, new).await.is(303);

    other.get("/api/me").await.is(401);
    let body = json!({ "email": "corner@retailer.example", "password": new });
    let second = app.anybody().post("/api/auth/login", &body).await.is(200);
    let action = format!("/me/sessions/{}/end", second.text_at("/session_id"));
    forms::fill(&owner, &[], "/me/sessions", &action, &[]).await.is(303);
    owner.with_token(&second.text_at("/access_token")).get("/api/me").await.is(401);
    let third = app.anybody().post("/api/auth/login", &body).await.is(200);
    forms::fill(&owner, &[], "/me/sessions", "/me/sessions/end-others", &[]).await.is(303);
    owner.with_token(&third.text_at("/access_token")).get("/api/me").await.is(401);
    owner.get("/me").await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_browsers_say_about_pages_is_counted_and_nothing_private_kept() {
    let app = TestApp::new(Engine::Sqlite).await;
    let officer = app.staff(Role::SecurityOfficer).await;
    let told = async |kind: &str, body: String| {
        let headers = [("content-type", kind), ("sec-fetch-site", "same-origin"), ("accept", "*/*")];
        app.anybody().send("POST", "/csp-report", &headers, Some(body.into_bytes())).await
    };
    let one =
        json!({ "csp-report": { "effective-directive": "script-src", "blocked-uri": "https://evil.example/hunter2" } });
    let two = json!([{ "type": "csp-violation", "body": { "effectiveDirective": "img-src", "blockedURL": "inline" } }]);

    told("application/csp-report", one.to_string()).await.is(204);
    told("application/reports+json", two.to_string()).await.is(204);
    told("application/json", one.to_string()).await.is(415);
    told("application/csp-report", "no json".to_owned()).await.is(400);
    told("application/csp-report", format!("\"{}\"", "x".repeat(16 * 1024))).await.is(413);

    security::flush(&app.ctx).await.expect("it is written down");
    let series = officer.get("/api/admin/security/series?window=1h").await.is(200);
    let kinds = series.json["kinds"].as_array().expect("kinds").clone();
    let seen =
        kinds.iter().find(|of| of["kind"] == SecurityEventKind::CspViolation.as_str()).expect("the kind").clone();
    assert_eq!(seen["total"], 2);
    let samples = officer.get("/api/admin/security/samples?kind=csp_violation").await.is(200);
    assert!(!samples.text.contains("hunter2") && samples.text.contains("security.page.csp_report"), "{}", samples.text);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_that_needs_work_says_so_on_the_page() {
    let options = [
        ("limits.enabled", "true"),
        ("limits.pow_bits", "8"),
        ("limits.login_unknown", "{ requests = 1, seconds = 600 }"),
        ("server.trusted_proxies", "127.0.0.1"),
    ];
    let app = TestApp::with(Engine::Sqlite, &options).await;
    app.retailer("corner").await;
    let from = |address: &'static str| [("x-forwarded-for", address)];
    let fields = [("email", "corner@retailer.example"), ("password", PASSWORD)];
    let wrong = [("email", "corner@retailer.example"), ("password", "not the right one at all")];
    for address in ["192.0.2.1", "192.0.2.2"] {
        forms::send(&app.anybody(), &from(address), "/sign-in", &wrong).await;
    }

    let asked = forms::send(&app.anybody(), &from("192.0.2.3"), "/sign-in", &fields).await.is(403);
    let challenge = forms::hidden(&asked, "step_up_challenge");
    assert!(asked.text.contains("data-bits=\"8\"") && asked.text.contains("value=\"corner@retailer.example\""));
    assert!(asked.text.contains("Or wait"), "{}", asked.text);
    let answer =
        (0..u32::MAX).map(|n| n.to_string()).find(|n| infra::crypto::token_hash(&format!("{challenge}.{n}"))[0] == 0);
    let answer = answer.expect("there is one");
    let work =
        [&fields[..], &[("step_up_challenge", challenge.as_str()), ("step_up_answer", answer.as_str())]].concat();
    let entered = forms::send(&app.anybody(), &from("192.0.2.3"), "/sign-in", &work).await.is(303);

    assert_eq!(forms::leads_to(&entered), "/home");
    app.finish().await;
}
