//! What the limits of signing in give for a while: a challenge, a device that is known. From both sides.

use serde_json::json;
use testkit::{Engine, TestApp, TestResponse, minutes};

use super::guessing::work;
use super::{BEHIND_A_PROXY, ON, OTHER_PASSWORD, device, login};

const OWNER: &str = "corner@retailer.example";
/// Guesses from strangers: after one of them there is work to do.
const ONE_STRANGER: (&str, &str) = ("limits.login_unknown", "{ requests = 1, seconds = 86400 }");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_challenge_is_good_for_ten_minutes() {
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY, ONE_STRANGER, ("limits.pow_bits", "1")]).await;
    let anybody = app.anybody();
    login(&anybody, "10.0.0.1", OWNER, OTHER_PASSWORD, None).await.is(401);
    let answers = async |from: &str, challenge: &TestResponse| {
        let body = json!({ "email": OWNER, "password": OTHER_PASSWORD, "step_up": work(challenge) });
        let headers = [("x-forwarded-for", from), ("content-type", "application/json")];
        anybody.send("POST", "/api/auth/login", &headers, Some(body.to_string().into_bytes())).await
    };
    let early = login(&anybody, "10.1.0.1", OWNER, OTHER_PASSWORD, None).await.is(403);
    let late = login(&anybody, "10.2.0.1", OWNER, OTHER_PASSWORD, None).await.is(403);
    assert_eq!(early.int_at("/details/expires_in"), 600);

    app.clock.advance(minutes(9));
    answers("10.1.0.1", &early).await.is(401);
    app.clock.advance(minutes(2));
    answers("10.2.0.1", &late).await.is(403).code("auth.step_up_required");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_is_known_for_a_hundred_and_eighty_days() {
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY, ONE_STRANGER]).await;
    app.applicant("retailer", "corner").await;
    let anybody = app.anybody();
    let known = device(&login(&anybody, "192.0.2.1", OWNER, testkit::PASSWORD, None).await.is(200));

    app.clock.advance(minutes(180 * 24 * 60 - 1));
    login(&anybody, "10.0.0.1", OWNER, OTHER_PASSWORD, None).await.is(401);
    login(&anybody, "192.0.2.1", OWNER, OTHER_PASSWORD, Some(&known)).await.is(401);
    app.clock.advance(minutes(2));
    let stranger = login(&anybody, "192.0.2.1", OWNER, OTHER_PASSWORD, Some(&known)).await.is(403);
    assert_eq!(stranger.json["code"], "auth.step_up_required");
    app.finish().await;
}
