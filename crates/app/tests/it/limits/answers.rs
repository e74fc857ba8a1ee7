//! What callers are told about limits (RL-4, RL-16, RL-18).

use serde_json::json;
use testkit::{Engine, TestApp, TestResponse};

use super::{BEHIND_A_PROXY, ON};
use crate::http_edges::{dressed, only};

const SHOP: &str = "https://shop.example.com";

fn field(answer: &TestResponse, name: &str) -> String {
    answer.headers.get(name).map(|v| v.to_str().expect("text").to_owned()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_says_when_to_come_back_which_limit_it_was_and_wears_every_header() {
    let catalogue = ("limits.catalogue", "{ requests = 2, seconds = 600 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, catalogue, ("cors.origins", SHOP)]).await;
    let anybody = app.anybody();
    let ask = async || anybody.send("GET", "/api/vendors", &[("origin", SHOP)], None).await;
    ask().await.is(200);
    ask().await.is(200);

    let refused = ask().await.is(429).code("limits.too_many_requests");

    dressed_for_another_origin(&refused);
    let wait: u64 = only(&refused, "retry-after").parse().expect("seconds");
    assert!((590..=600).contains(&wait), "{wait}");
    assert_eq!(refused.json["type"], "https://iana.org/assignments/http-problem-types#quota-exceeded");
    assert_eq!(refused.json["violated-policies"], json!(["catalogue"]));
    assert_eq!(
        refused.text_at("/detail"),
        "Too many requests: at most 2 in 10 minutes are allowed. Try again in 10 minutes."
    );
    let (policy, limit) = (only(&refused, "ratelimit-policy"), only(&refused, "ratelimit"));
    assert!(policy.contains("\"catalogue\";q=2;w=600"), "{policy}");
    assert!(limit.contains(&format!("\"catalogue\";r=0;t={wait}")), "{limit}");
    app.finish().await;
}

/// An answer for a script of a listed origin may be read by it; in all else it is like every other.
fn dressed_for_another_origin(answer: &TestResponse) {
    assert_eq!(only(answer, "access-control-allow-origin"), SHOP);
    assert!(only(answer, "access-control-expose-headers").contains("retry-after"));
    assert_eq!(only(answer, "cache-control"), "no-store");
    assert_eq!(only(answer, "content-type"), "application/problem+json");
    assert_eq!(only(answer, "x-content-type-options"), "nosniff");
    assert!(only(answer, "strict-transport-security").contains("includeSubDomains"));
    assert!(only(answer, "content-security-policy").contains("default-src 'none'"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_with_a_browser_gets_a_page() {
    let app = TestApp::with(Engine::Sqlite, &[ON, ("limits.catalogue", "{ requests = 1, seconds = 600 }")]).await;
    let anybody = app.anybody();
    let accept = [("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")];
    anybody.get("/api/vendors").await.is(200);

    let page = anybody.send("GET", "/api/vendors", &accept, None).await.is(429);

    assert_eq!(only(&page, "content-type"), "text/html; charset=utf-8");
    assert!(page.text.contains("Try again in 10 minutes") && page.text.contains("<h1>"), "{}", page.text);
    assert!(only(&page, "content-security-policy").contains("style-src 'self'"));
    assert_eq!(only(&page, "cache-control"), "no-store");
    assert!(page.headers.contains_key("retry-after") && page.headers.contains_key("ratelimit"));
    app.finish().await;
}

/// Texts without the marks that keep directions apart.
fn plain(page: &TestResponse) -> String {
    page.text.replace(['\u{2068}', '\u{2069}'], "")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_of_a_limit_has_its_numbers_in_every_language() {
    let app = TestApp::with(Engine::Sqlite, &[ON, ("limits.catalogue", "{ requests = 1, seconds = 600 }")]).await;
    let anybody = app.anybody();
    anybody.get("/").await.is(200);

    for (lang, says, waits) in [
        ("en", "at most 1 in 10 minutes are allowed. Try again in 10 minutes.", "Wait a moment"),
        ("hi", "10 मिनट में अधिक से अधिक 1 की अनुमति है। 10 मिनट बाद फिर कोशिश करें।", "थोड़ा रुकें"),
        ("ar", "يُسمح بما لا يزيد على 1 خلال 10 دقائق. حاول مرة أخرى بعد 10 دقائق.", "انتظر قليلًا"),
    ] {
        let page = anybody.send("GET", "/", &[("accept-language", lang)], None).await.is(429);
        let page = plain(&page);
        assert!(page.contains(says) && !page.contains(waits), "{page}");
        assert!(page.contains("href=\"/sign-in\""), "nobody is signed in: {page}");
        // An order's number is called so.
        assert!(!page.contains("رقم الطلب"), "{page}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_page_asks_nobody_to_sign_in_who_may_be_signed_in() {
    let app = TestApp::with(Engine::Sqlite, &[ON, ("limits.read", "{ requests = 1, seconds = 600 }")]).await;
    let owner = app.applicant("retailer", "corner").await;
    owner.get("/api/me").await.is(200);
    let page = async || plain(&owner.get("/orders").await.is(429));

    // Who it is was looked up, and then the limit refused.
    let known = page().await;
    // From now on what is refused is not looked up.
    let unknown = page().await;

    assert!(known.contains("action=\"/sign-out\"") && !known.contains("href=\"/sign-in\""), "{known}");
    assert!(known.contains("<span>Owner</span>"), "{known}");
    assert!(!unknown.contains("action=\"/sign-out\"") && !unknown.contains("href=\"/sign-in\""), "{unknown}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn callers_see_what_is_left_and_shared_answers_say_nothing_of_one_caller() {
    for (style, draft, legacy) in
        [("draft", true, false), ("legacy", false, true), ("both", true, true), ("none", false, false)]
    {
        let app = TestApp::with(
            Engine::Sqlite,
            &[ON, ("limits.headers", style), ("limits.read", "{ requests = 10, seconds = 60 }")],
        )
        .await;
        let owner = app.applicant("vendor", "acme").await;

        let first = owner.get("/api/me").await.is(200);
        let second = owner.get("/api/me").await.is(200);
        let shared = owner.get("/api/vendors").await.is(200);

        assert_eq!(field(&first, "ratelimit").contains("\"read\";r=9;t="), draft, "{style}");
        assert_eq!(field(&second, "ratelimit").contains("\"read\";r=8;t="), draft, "{style}");
        assert_eq!(field(&second, "ratelimit-policy").contains("\"read\";q=10;w=60"), draft, "{style}");
        assert_eq!(field(&second, "x-ratelimit-remaining") == "8", legacy, "{style}");
        assert_eq!(field(&second, "x-ratelimit-limit") == "10", legacy, "{style}");
        for name in ["ratelimit", "ratelimit-policy", "x-ratelimit-remaining"] {
            assert!(!shared.headers.contains_key(name), "{style}: {name} on what others may keep");
        }
        app.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_preflight_costs_a_person_nothing_and_head_costs_as_get() {
    let read = ("limits.read", "{ requests = 3, seconds = 600 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, read, ("cors.origins", SHOP)]).await;
    let owner = app.applicant("vendor", "acme").await;
    let preflight = [("origin", SHOP), ("access-control-request-method", "GET")];

    for _ in 0..10 {
        owner.send("OPTIONS", "/api/me", &preflight, None).await.is(204);
    }
    owner.get("/api/me").await.is(200);
    owner.send("HEAD", "/api/me", &[], None).await.is(200);
    owner.send("GET", "/api/me", &[("x-http-method-override", "POST")], None).await.is(200);

    assert_eq!(owner.send("HEAD", "/api/me", &[], None).await.status.as_u16(), 429);
    // Another spelling of the path is no other bucket: it is nothing at all.
    for other in ["/api/me/", "/API/me", "/api//me", "/api/%6de", "/api/me;x=1"] {
        owner.get(other).await.is(404);
    }
    dressed(&owner.get("/api/me").await.is(429));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_office_behind_one_address_is_not_punished_as_one_person() {
    let small = ("limits.catalogue", "{ requests = 3, seconds = 600 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, small, BEHIND_A_PROXY]).await;
    let people = [app.applicant("vendor", "acme").await, app.applicant("retailer", "corner").await];
    let office = [("x-forwarded-for", "203.0.113.7")];

    // The address alone is used up by somebody who did not sign in.
    for _ in 0..3 {
        app.anybody().send("GET", "/api/vendors", &office, None).await.is(200);
    }
    app.anybody().send("GET", "/api/vendors", &office, None).await.is(429);

    for person in &people {
        for _ in 0..3 {
            person.send("GET", "/api/vendors", &office, None).await.is(200);
        }
        person.send("GET", "/api/vendors", &office, None).await.is(429);
    }
    // A token that is none does not make a person.
    app.anybody().with_token("x.y.z").send("GET", "/api/vendors", &office, None).await.is(429);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_route_can_have_a_limit_of_its_own_and_shadow_mode_refuses_nothing() {
    let routes = ("limits.routes", "{ \"auth.sessions\" = { requests = 1, seconds = 600 } }");
    let shadow = ("limits.catalogue", "{ requests = 1, seconds = 600, monitor_only = true }");
    let app = TestApp::with(Engine::Sqlite, &[ON, routes, shadow]).await;
    let owner = app.applicant("vendor", "acme").await;

    owner.get("/api/me/sessions").await.is(200);
    let refused = owner.get("/api/me/sessions").await.is(429);
    owner.get("/api/me").await.is(200);
    for _ in 0..5 {
        app.anybody().get("/api/vendors").await.is(200);
    }

    assert_eq!(refused.json["violated-policies"], json!(["route-auth-sessions"]));
    let offenders = app.running().gatekeeper.status(10).offenders;
    let shadowed = offenders.iter().find(|o| o.policy == "catalogue (monitor only)").expect("shadow mode tells");
    assert_eq!(shadowed.times, 4);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bursts_are_limited_besides_what_is_sustained() {
    let read = ("limits.read", "{ requests = 1000, seconds = 3600, burst = 4 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, read]).await;
    let owner = app.applicant("vendor", "acme").await;

    let mut at_once = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let owner = owner.clone();
        at_once.spawn(async move { owner.get("/api/me").await });
    }
    let answers = at_once.join_all().await;

    let refused: Vec<&TestResponse> = answers.iter().filter(|a| a.status.as_u16() == 429).collect();
    // All within a second or two of this machine's time.
    assert!((8..=16).contains(&refused.len()), "{} refused of 20", refused.len());
    assert!(refused.iter().all(|a| a.json["violated-policies"] == json!(["read-burst"])));
    assert!(refused.iter().all(|a| only(a, "retry-after") == "1"));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_makes_tokens_up_is_refused_and_the_neighbours_are_not() {
    let bad = ("limits.bad_token", "{ requests = 5, seconds = 600 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, bad, BEHIND_A_PROXY]).await;
    let owner = app.applicant("vendor", "acme").await;
    let from = |address| [("x-forwarded-for", address)];
    let forger = app.anybody().with_token("e30.e30.e30");

    for _ in 0..5 {
        forger.send("GET", "/api/me", &from("198.51.100.1"), None).await.is(401);
    }
    forger.send("GET", "/api/me", &from("198.51.100.1"), None).await.is(429);
    forger.send("GET", "/api/me", &from("198.51.100.1"), None).await.is(429);

    // A good token from the same office, one that is over, and another address.
    owner.send("GET", "/api/me", &from("198.51.100.1"), None).await.is(200);
    let ended = owner.sign_in("acme@vendor.example").await;
    ended.act("/api/auth/logout").await.is(204);
    for _ in 0..8 {
        ended.send("GET", "/api/me", &from("198.51.100.3"), None).await.is(401);
    }
    // Nor does an ended one use up what its owner has.
    ended.send("GET", "/api/vendors", &from("198.51.100.3"), None).await.is(200);
    forger.send("GET", "/api/me", &from("198.51.100.2"), None).await.is(401);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_invited_again_and_again() {
    let app = TestApp::with(Engine::Sqlite, &[ON]).await;
    let (one, other) = (app.vendor("acme").await, app.vendor("borealis").await);
    let invite = async |by: &testkit::Actor| {
        by.post("/api/invitations", &json!({ "email": "victim@mail.example", "role": "viewer" })).await
    };

    let answers = [invite(&one).await, invite(&one).await, invite(&one).await, invite(&one).await];

    assert_eq!(answers[3].status.as_u16(), 429, "{}", answers[3].text);
    assert!(answers[..3].iter().all(|a| a.status.as_u16() != 429));
    // What one company does is not held against another.
    invite(&other).await.is(201);
    app.finish().await;
}

/// Kinds of route that are to come have their limits: by address, by person, by company.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_class_of_route_has_a_limit_that_holds() {
    use edge::limits::RateSubject;
    use edge::{LimitClass, Route};
    let app =
        TestApp::with(Engine::Sqlite, &[ON, ("limits.user", "{ requests = 100000, seconds = 3600, burst = 0 }")]).await;
    let keeper = &app.running().gatekeeper;
    let id = || app.ctx.store.id::<kernel::RequestId>();
    let route = |limit| Route::post("to.come", "/to/come", "", &[]).limit(limit);
    let at = |n: u8| RateSubject::from_address([203, 0, 113 + n, 7].into());
    // A colleague of the same company shares what the company has.
    let (company, [one, colleague]) = (app.ctx.store.id(), [app.ctx.store.id(), app.ctx.store.id()]);
    let person = |n, user| at(n).with_user(user, company);

    for (limit, who, other, admitted) in [
        (LimitClass::Otp, at(0), at(0), 10),
        (LimitClass::PasswordReset, at(1), at(1), 10),
        (LimitClass::Payment, person(2, one), person(2, one), 5),
        (LimitClass::Upload, person(3, one), person(3, colleague), 50),
        (LimitClass::Export, person(4, one), person(4, one), 60),
        (LimitClass::Listing, person(5, one), person(5, colleague), 50),
        (LimitClass::InvitationAcceptance, at(6), at(6), 50),
        (LimitClass::Token, person(7, one), person(7, one), 600),
    ] {
        let mut taken = 0;
        while let Ok(good) = keeper.admit(if taken % 2 == 0 { &who } else { &other }, Some(&route(limit)), id()).await {
            drop(good);
            taken += 1;
            assert!(taken <= 1_000, "{limit} has no limit");
        }
        assert_eq!(taken, admitted, "{limit}");
    }
    app.finish().await;
}
