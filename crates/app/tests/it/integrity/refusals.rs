//! What refusals cost: no statement and no signature for what somebody made up, and none any more for what is
//! known to be no good, from an address or of a person that has nothing left.

use edge::limits::CallerRef;
use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestResponse};

use super::round_trips::Trips;
use crate::sign_in::cookie::{Browser, NAME, made_up};
use crate::sign_in::forged::{self, b64};

const ON: (&str, &str) = ("limits.enabled", "true");
const NO_CACHE: (&str, &str) = ("cache.enabled", "false");
const OWNER: &str = "corner@retailer.example";

/// A request with the cookie of a sign-in.
async fn with_cookie(by: &Actor, path: &str, id: &str) -> TestResponse {
    by.send("GET", path, &[("cookie", &format!("{NAME}={id}"))], None).await
}

/// A token as somebody would make it who has seen one: another payload, or another signature of their own.
fn made_up_tokens(good: &str, nth: usize) -> [String; 3] {
    let [head, _, signature] = forged::parts(good);
    let mut claims = forged::claims(good);
    claims["iat"] = json!(nth);
    let random = made_up();
    [
        format!("{head}.{}.{signature}", b64(claims.to_string())),
        format!("{}.{}.{}", b64(r#"{"typ":"at+jwt","alg":"EdDSA","kid":"x","mac":"y"}"#), b64("{}"), random),
        random,
    ]
}

#[tokio::test]
async fn what_somebody_made_up_costs_neither_a_statement_nor_a_signature() {
    let (trips, few) = (Trips::default(), ("limits.bad_token", "{ requests = 10, seconds = 900 }"));
    let app = TestApp::with(Engine::Sqlite, &[ON, NO_CACHE, few]).await;
    let owner = app.retailer("corner").await;
    let (good, anybody) = (owner.token.clone().expect("signed in"), app.anybody());
    let _counted = trips.begin();
    let mut statuses = Vec::new();

    for nth in 0..8 {
        statuses.push(with_cookie(&anybody, "/api/me", &made_up()).await.status.as_u16());
        statuses.push(with_cookie(&anybody, "/orders", &made_up()).await.status.as_u16());
        for token in made_up_tokens(&good, nth) {
            statuses.push(anybody.with_token(&token).get("/api/me").await.status.as_u16());
        }
        anybody.post("/api/auth/refresh", &json!({ "refresh_token": made_up() })).await.is(401);
    }

    assert_eq!(trips.take(), (0, 0), "statements and signatures");
    let refused = statuses.iter().filter(|status| **status == 429).count();
    assert_eq!((refused, statuses.len()), (30, 40), "ten guesses are answered, then the address is over: {statuses:?}");
    app.finish().await;
}

#[tokio::test]
async fn what_is_no_good_is_not_looked_at_again_from_an_address_that_has_nothing_left() {
    let (trips, few) = (Trips::default(), ("limits.address", "{ requests = 10, seconds = 60, burst = 0 }"));
    let app = TestApp::with(Engine::Sqlite, &[ON, NO_CACHE]).await;
    app.retailer("corner").await;
    let browser = Browser::enter(&app, OWNER).await;
    browser.change("DELETE", "/api/auth/session", None).await.is(204);
    let app = app.restarted(&[ON, NO_CACHE, few]).await;
    let anybody = app.anybody();
    let _counted = trips.begin();

    for _ in 0..10 {
        with_cookie(&anybody, "/api/me", &browser.id).await.is(401).code("auth.session_over");
    }
    let answered = trips.take();
    with_cookie(&anybody, "/api/me", &browser.id).await.is(429);
    trips.take();
    for _ in 0..10 {
        with_cookie(&anybody, "/api/me", &browser.id).await.is(429);
        with_cookie(&anybody, "/sign-in", &browser.id).await.is(429);
        with_cookie(&anybody, "/api/vendors", &browser.id).await.is(429);
    }

    assert!(answered.0 >= 10, "the tables are asked as long as the address may ask: {answered:?}");
    assert_eq!(trips.take(), (0, 0));
    app.finish().await;
}

#[tokio::test]
async fn another_signature_under_ones_own_token_is_ones_own_guess() {
    let (trips, few) = (Trips::default(), ("limits.user", "{ requests = 8, seconds = 3600, burst = 0 }"));
    let app = TestApp::with(Engine::Sqlite, &[ON, few]).await;
    let (owner, colleague) = (app.retailer("corner").await, app.retailer("other").await);
    let flipped = owner.with_token(&forged::with_flipped_bit(&owner.token.clone().expect("signed in")));
    let _counted = trips.begin();

    let mut answered = 0;
    while flipped.get("/api/me").await.status == 401 {
        answered += 1;
        assert!(answered <= 8, "a person's guesses have an end");
    }
    trips.take();
    for _ in 0..10 {
        flipped.get("/api/me").await.is(429);
    }

    assert_eq!(trips.take(), (0, 0), "no signature is looked at any more");
    let user = CallerRef::User(owner.user_id.parse().expect("an id"));
    let used = app.running().gatekeeper.inspect(&user).await;
    assert!(used.items.iter().any(|state| state.policy == "user" && state.remaining == 0), "{used:?}");
    // Whoever shares the address is let in.
    colleague.get("/api/me").await.is(200);
    app.finish().await;
}

#[tokio::test]
async fn whoever_shares_an_address_with_a_guesser_is_let_in() {
    // Signing in is the address' own, and stays so.
    let wide = ("limits.address", "{ requests = 600, seconds = 60, burst = 0 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, NO_CACHE, wide]).await;
    let owner = app.retailer("corner").await;
    let browser = Browser::enter(&app, OWNER).await;
    let anybody = app.anybody();
    let mut refused = false;
    for _ in 0..70 {
        refused |= with_cookie(&anybody, "/api/me", &made_up()).await.status == 429;
    }
    assert!(refused, "the guesser is stopped");

    // Neither was ever seen by a cache.
    owner.get("/api/me").await.is(200);
    browser.get("/api/me").await.is(200);
    let fresh = owner.sign_in(OWNER).await;
    fresh.get("/api/me").await.is(200);
    Browser::enter(&app, OWNER).await.get("/api/me").await.is(200);
    app.finish().await;
}

#[tokio::test]
async fn a_person_over_their_limit_is_known_as_a_person_and_not_as_an_address() {
    let few = ("limits.user", "{ requests = 3, seconds = 3600, burst = 0 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, few]).await;
    let owner = app.retailer("corner").await;

    while owner.get("/api/me").await.status == 200 {}
    for _ in 0..10 {
        owner.get("/api/me").await.is(429);
    }

    let offenders = app.running().gatekeeper.status(10).offenders;
    let named: Vec<(&str, u64)> = offenders.iter().map(|row| (row.caller.as_str(), row.times)).collect();
    assert_eq!(named, [(format!("user {}", owner.user_id).as_str(), 11)]);
    app.finish().await;
}

#[tokio::test]
async fn a_guess_costs_and_tells_the_same_whether_or_not_there_is_an_account() {
    let (trips, app) = (Trips::default(), TestApp::with(Engine::Sqlite, &[ON]).await);
    app.retailer("corner").await;
    let _counted = trips.begin();
    let (anybody, mut seen) = (app.anybody(), Vec::new());

    for email in [OWNER, "nobody@retailer.example"] {
        for path in ["/api/auth/login", "/api/auth/session"] {
            let _ = trips.take();
            let answer = anybody.post(path, &json!({ "email": email, "password": "surely not this one here" })).await;
            let mut names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
            names.sort_unstable();
            let mut words = answer.json.clone();
            words.as_object_mut().expect("a problem").retain(|name, _| name != "request_id" && name != "instance");
            seen.push((trips.take().0, answer.status, names, words));
        }
    }

    assert_eq!(seen[..2], seen[2..]);
    assert_eq!(seen[0].1, 401);
    app.finish().await;
}
