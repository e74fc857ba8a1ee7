//! People who are signed in and may do next to nothing: with a password that somebody else set, and of a suspended
//! company.

use edge::{Method, MountedEndpoint};
use kernel::text::Name;
use kernel::{Email, Secret};
use market::accounts::{CreateStaff, create_staff};
use market::authority::Operator;
use market::may::Role;
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, on_every_engine};

use super::cookie::Browser;
use super::{OTHER_PASSWORD, login};

/// Staff as the console makes them.
async fn made_at_the_console(app: &TestApp, name: &str) -> String {
    let email = format!("{name}@platform.example");
    let cmd = CreateStaff {
        name: Name::new("Staff Person").expect("a name"),
        email: Email::new(&email).expect("an address"),
        password: Secret::new(PASSWORD.to_owned()),
        role: Role::SuperAdmin,
        must_change_password: true,
    };
    create_staff(&app.ctx, Operator::at_the_console(), cmd).await.expect("staff is made");
    email
}

/// Every route that asks who somebody is, at some path of it.
fn routes() -> Vec<MountedEndpoint> {
    aqad::router().all().filter(|mounted| !mounted.is_public()).copied().collect()
}

async fn asks(by: &Actor, mounted: &MountedEndpoint) -> testkit::TestResponse {
    let pieces = mounted.route.path.split('/').map(|piece| if piece.starts_with('{') { "x" } else { piece });
    let path = pieces.collect::<Vec<_>>().join("/");
    let method = mounted.route.method.name();
    by.send(method, &path, &[("sec-fetch-site", "same-origin")], None).await
}

on_every_engine!(a_password_set_at_the_console_is_changed_before_anything_else, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let email = made_at_the_console(&app, "first").await;
    let first = app.anybody().sign_in(&email).await;

    let me = first.get("/api/me").await.is(200);
    assert_eq!(me.json["password_change_required"], true);
    first.get("/api/admin/companies").await.is(403).code("access.password_change_required");
    first.get("/api/me/sessions").await.is(403).code("access.password_change_required");
    let same = json!({ "current_password": PASSWORD, "new_password": PASSWORD });
    first.post("/api/auth/password", &same).await.is(422).code("accounts.same_password");
    first.get("/api/admin/companies").await.is(403).code("access.password_change_required");
    let own = json!({ "current_password": PASSWORD, "new_password": OTHER_PASSWORD });
    first.post("/api/auth/password", &own).await.is(204);

    first.get("/api/admin/companies").await.is(200);
    assert_eq!(first.get("/api/me").await.is(200).json["password_change_required"], false);
    login(&app.anybody(), &email, OTHER_PASSWORD).await.is(200);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_route_lets_a_password_of_somebody_else_go_further() {
    let app = TestApp::new(Engine::Sqlite).await;
    let email = made_at_the_console(&app, "first").await;
    let first = app.anybody().sign_in(&email).await;
    // By hand: who one is, another password, the way out.
    let open = [
        "accounts.me",
        "accounts.change_password",
        "auth.delete_session",
        "auth.logout",
        "auth.page.home",
        "auth.page.sign_out",
        "accounts.member.profile",
        "accounts.member.change_password",
    ];
    let mut wrong = Vec::new();

    let walked: Vec<_> = routes().into_iter().filter(|mounted| !open.contains(&mounted.route.id)).collect();
    for mounted in &walked {
        let answer = asks(&first, mounted).await;
        let to_own = answer.headers.get("location").is_some_and(|at| at == "/me");
        let is_refused = match (answer.status.as_u16(), mounted.page) {
            (303, true) => to_own,
            (403, false) => {
                let code = answer.json["code"].as_str().unwrap_or_default();
                matches!(code, "access.password_change_required" | "access.no_right")
            }
            // A company of another sort has this page.
            (403, true) => answer.text.contains("access.no_right"),
            _ => false,
        };
        if !is_refused {
            wrong.push(format!("{}: {} {}", mounted.route.id, answer.status, answer.text));
        }
    }

    assert!(walked.len() > 150, "only {} routes", walked.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pages_lead_to_a_password_of_ones_own() {
    let app = TestApp::new(Engine::Sqlite).await;
    let email = made_at_the_console(&app, "first").await;
    let first = Browser::enter(&app, &email).await;
    let at = |answer: &testkit::TestResponse| answer.headers["location"].to_str().expect("text").to_owned();

    let page = [("accept", "text/html")];
    assert_eq!(at(&first.send("GET", "/home", &page, None).await.is(303)), "/me");
    assert_eq!(at(&first.send("GET", "/admin", &page, None).await.is(303)), "/me");
    let own = first.send("GET", "/me", &page, None).await.is(200);
    assert!(own.text.contains("Set your own password"), "{}", own.text);
    app.finish().await;
}

on_every_engine!(people_of_a_suspended_company_sign_in_to_see_why_and_for_nothing_else, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (acme, admin) = (app.vendor("acme").await, app.staff(Role::SuperAdmin).await);
    let viewer = app.colleague(&acme, "viewer").await;
    let path = format!("/api/admin/companies/{}", acme.company_id);
    admin.post(&format!("{path}/suspension"), &json!({ "reason": "complaints" })).await.is(200);

    for person in [acme.again().await, viewer.again().await] {
        let me = person.get("/api/me").await.is(200);
        assert_eq!(
            (me.text_at("/company_state"), me.text_at("/state_reason")),
            ("suspended".into(), "complaints".into())
        );
        for path in ["/api/company", "/api/me/sessions", "/api/offers"] {
            let refused = person.get(path).await.is(403).code("access.company_not_approved");
            assert!(refused.text_at("/detail").contains("GET /api/me"), "{}", refused.text);
        }
        let welcome = person.send("GET", "/welcome", &[("accept", "text/html")], None).await.is(200);
        assert!(welcome.text.contains("complaints"), "{}", welcome.text);
    }

    admin.act(&format!("{path}/reinstatement")).await.is(200);
    acme.again().await.get("/api/company").await.is(200);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_route_serves_a_suspended_company_but_those_that_say_why() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (acme, admin) = (app.vendor("acme").await, app.staff(Role::SuperAdmin).await);
    let path = format!("/api/admin/companies/{}/suspension", acme.company_id);
    admin.post(&path, &json!({ "reason": "complaints" })).await.is(200);
    // By hand: who one is and why, another password, another company, the way out.
    let open = [
        "accounts.me",
        "accounts.change_password",
        "auth.delete_session",
        "auth.logout",
        "auth.page.home",
        "auth.page.sign_out",
        "auth.page.companies",
        "auth.page.switch_company",
        "accounts.member.profile",
        "accounts.member.change_password",
        "companies.member.welcome",
    ];
    let mut wrong = Vec::new();

    for mounted in routes().into_iter().filter(|mounted| !open.contains(&mounted.route.id)) {
        let answer = asks(&acme, &mounted).await;
        let says = if mounted.page { &answer.text } else { answer.json["code"].as_str().unwrap_or_default() };
        let is_refused = ["access.company_not_approved", "access.no_right"].iter().any(|code| says.contains(code));
        if answer.status != 403 || !is_refused {
            wrong.push(format!("{}: {} {}", mounted.route.id, answer.status, answer.text));
        }
    }

    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(routes().iter().any(|mounted| mounted.route.method == Method::Post));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_of_a_suspended_company_goes_over_to_another_one() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (acme, corner, admin) =
        (app.vendor("acme").await, app.retailer("corner").await, app.staff(Role::SuperAdmin).await);
    let invited = corner.post("/api/invitations", &json!({ "email": acme.email, "role": "buyer" })).await.is(201);
    let joining = json!({ "token": invited.text_at("/token"), "name": "Asha Menon", "password": PASSWORD });
    app.anybody().post("/api/auth/accept-invitation", &joining).await.is(204);
    let path = format!("/api/admin/companies/{}/suspension", acme.company_id);
    admin.post(&path, &json!({ "reason": "complaints" })).await.is(200);

    let entered = acme.again().await;
    let choice = entered.send("GET", "/me/companies", &[("accept", "text/html")], None).await.is(200);
    assert!(choice.text.contains(&corner.company_id), "{}", choice.text);
    let chosen = json!({ "email": acme.email, "password": PASSWORD, "company_id": corner.company_id });
    let tokens = app.anybody().post("/api/auth/login", &chosen).await.is(200);
    let there = entered.with_token(&tokens.text_at("/access_token"));
    there.get("/api/company").await.is(200);
    app.finish().await;
}
