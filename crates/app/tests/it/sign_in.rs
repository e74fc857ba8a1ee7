//! Signing in, staying in, and being put out: over HTTP, with what an attacker would try.

mod administrators;
mod browser;
pub mod cookie;
mod cross_site;
mod crowd;
pub mod forged;
mod forgotten;
mod invitations;
mod limits;
mod places;
mod principal;
mod restricted;
mod rotation;
mod sessions;
mod signed_out;
mod spellings;
mod team;
mod tokens;

use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse, on_every_engine};

/// Asks to be let in; whatever the answer, it must not repeat the password.
pub async fn login(by: &Actor, email: &str, password: &str) -> TestResponse {
    let answer = by.post("/api/auth/login", &json!({ "email": email, "password": password })).await;
    assert_silent(&answer, password);
    answer
}

/// No answer repeats a password, in its body or its headers.
#[track_caller]
fn assert_silent(answer: &TestResponse, password: &str) {
    assert!(!answer.text.contains(password), "a password stands in {}", answer.text);
    assert!(!format!("{:?}", answer.headers).contains(password), "a password stands in a header");
}

/// An answer without what differs between any two: the request's name and the second it came.
fn comparable(answer: &TestResponse) -> (u16, Value, Vec<(String, String)>) {
    let mut body = answer.json.clone();
    body.as_object_mut().map(|fields| fields.remove("request_id"));
    let headers = answer.headers.iter().filter(|(name, _)| *name != "date" && *name != "x-request-id");
    let mut headers: Vec<_> = headers.map(|(name, value)| (name.to_string(), format!("{value:?}"))).collect();
    headers.sort();
    (answer.status.as_u16(), body, headers)
}

/// Somebody's address and company, ready to ask to join.
fn application(email: &str, password: &str) -> Value {
    json!({
        "kind": "retailer", "legal_name": "Other Private Limited", "display_name": "Other", "currency": "INR",
        "address": { "line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN" },
        "name": "Ravi Nair", "email": email, "password": password,
    })
}

const OTHER_PASSWORD: &str = "nine slow herons over tin roofs";

on_every_engine!(a_wrong_password_and_an_unknown_account_get_one_answer, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.retailer("corner").await;
    let (anybody, admin) = (app.anybody(), app.staff(market::may::Role::SuperAdmin).await);
    let locked = app.retailer("locked").await;
    let reason = json!({ "reason": "lost telephone" });
    admin.post(&format!("/api/admin/users/{}/lock", locked.user_id), &reason).await.is(204);

    let wrong = login(&anybody, "corner@retailer.example", OTHER_PASSWORD).await;
    let unknown = login(&anybody, "nobody@retailer.example", OTHER_PASSWORD).await;
    let locked = login(&anybody, "locked@retailer.example", PASSWORD).await;

    assert_eq!(wrong.status, 401, "{}", wrong.text);
    assert_eq!(wrong.json["code"], "auth.bad_credentials");
    assert_eq!(comparable(&wrong), comparable(&unknown));
    assert_eq!(comparable(&wrong), comparable(&locked));
    app.finish().await;
});

on_every_engine!(an_address_in_another_spelling_is_the_same_account, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;

    for spelling in
        ["Corner@Retailer.Example", "CORNER@RETAILER.EXAMPLE", "corner@retailer.example ", " corner@retailer.example"]
    {
        let tokens = login(&app.anybody(), spelling, PASSWORD).await.is(200);

        assert_eq!(tokens.text_at("/user_id"), owner.user_id, "{spelling:?}");
    }
    app.finish().await;
});

on_every_engine!(registering_with_a_taken_address_tells_nothing_and_changes_nothing, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let anybody = app.anybody();
    let fresh = anybody.post("/api/auth/register", &application("new@retailer.example", OTHER_PASSWORD)).await;

    for spelling in ["corner@retailer.example", "Corner@Retailer.Example "] {
        let taken = anybody.post("/api/auth/register", &application(spelling, OTHER_PASSWORD)).await;

        assert_eq!(fresh.status, 202, "{}", fresh.text);
        assert_eq!(comparable(&taken), comparable(&fresh));
        assert_silent(&taken, OTHER_PASSWORD);
    }
    let me = owner.get("/api/me").await.is(200);
    assert_eq!(me.text_at("/name"), "Asha Menon");
    assert_eq!(me.text_at("/company_name"), "corner");
    login(&anybody, "corner@retailer.example", OTHER_PASSWORD).await.is(401);
    let tokens = login(&anybody, "corner@retailer.example", PASSWORD).await.is(200);
    assert_eq!(tokens.text_at("/company_id"), owner.company_id);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_weak_password_is_refused_with_the_reason_everywhere() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let too_long = "long walks by the sea ".repeat(6);
    let weak = [
        ("short but odd", "at least 15 characters"),
        (too_long.as_str(), "at most 128 characters"),
        ("passwordpassword1", "easy to guess"),
        ("123456789012345678", "easy to guess"),
        ("abababababababababab", "easy to guess"),
        ("qwerty password 2026", "easy to guess"),
        ("weak@retailer 2026!", "must not be based on your name"),
        ("aqad aqad aqad ravi", "must not be based on your name"),
    ];

    for (password, why) in weak {
        let invited =
            owner.post("/api/invitations", &json!({ "email": "weak@retailer.example", "role": "buyer" })).await;
        let joining = json!({ "token": invited.text_at("/token"), "name": "Ravi Nair", "password": password });
        let registered =
            app.anybody().post("/api/auth/register", &application("weak@retailer.example", password)).await;
        let joined = app.anybody().post("/api/auth/accept-invitation", &joining).await;

        for answer in [registered, joined] {
            assert_eq!(answer.status, 422, "{password:?}: {}", answer.text);
            assert_eq!(answer.json["code"], "accounts.weak_password");
            assert!(answer.text_at("/detail").contains(why), "{password:?}: {}", answer.text);
            assert_silent(&answer, password);
        }
    }
    // What its own company is called is context wherever a password is set.
    let nair = app.company("retailer", "nair-fruits").await;
    let known = "aqad nair fruits 2026!!";
    let changing = json!({ "current_password": PASSWORD, "new_password": known });
    let changed = nair.post("/api/auth/password", &changing).await.is(422).code("accounts.weak_password");
    assert!(changed.text_at("/detail").contains("must not be based on"), "{}", changed.text);
    let invited = nair.post("/api/invitations", &json!({ "email": "ravi@elsewhere.example", "role": "buyer" })).await;
    let joining = json!({ "token": invited.is(201).text_at("/token"), "name": "Ravi Menon", "password": known });
    app.anybody().post("/api/auth/accept-invitation", &joining).await.is(422).code("accounts.weak_password");
    let mut registering = application("asha@elsewhere.example", known);
    registering["display_name"] = json!("Nair Fruits");
    app.anybody().post("/api/auth/register", &registering).await.is(422).code("accounts.weak_password");
    let changing = json!({ "current_password": PASSWORD, "new_password": "short but odd" });
    let changed = owner.post("/api/auth/password", &changing).await.is(422).code("accounts.weak_password");
    assert!(changed.text_at("/detail").contains("at least 15 characters"), "{}", changed.text);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn long_random_digits_are_a_password_like_any_other() {
    let app = TestApp::new(Engine::Sqlite).await;
    let digits = "83920174650281937465";
    app.anybody().post("/api/auth/register", &application("digits@retailer.example", digits)).await.is(202);

    login(&app.anybody(), "digits@retailer.example", digits).await.is(200);
    app.finish().await;
}

#[test]
fn the_schema_of_new_passwords_says_how_long_they_are() {
    let document: Value = serde_json::from_str(include_str!("../snapshots/openapi.json")).expect("JSON");
    let schemas = &document["components"]["schemas"];
    for (schema, field) in [("RegisterIn", "password"), ("PasswordChangeIn", "new_password")] {
        let of = &schemas[schema]["properties"][field];
        assert_eq!((&of["minLength"], &of["maxLength"]), (&json!(15), &json!(128)), "{schema}: {of}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_password_counts_to_its_last_character() {
    let app = TestApp::new(Engine::Sqlite).await;
    let long = format!("{} über dem Fluß", "copper kettle under seven pines ".repeat(3));
    app.anybody().post("/api/auth/register", &application("long@retailer.example", &long)).await.is(202);

    for other in [&long[..long.len() - 2], &format!("{long} "), &long.to_uppercase()] {
        login(&app.anybody(), "long@retailer.example", other).await.is(401);
    }
    login(&app.anybody(), "long@retailer.example", &long).await.is(200);
    app.finish().await;
}
