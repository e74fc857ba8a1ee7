//! How often somebody may try.

use testkit::{Engine, PASSWORD, TestApp, on_every_engine};

use super::{OTHER_PASSWORD, login};

const SIXTH: &str = "Too many sign-in attempts. Try again in 15 minutes.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sixth_try_in_a_quarter_of_an_hour_is_refused_in_any_spelling() {
    let app = TestApp::with(Engine::Sqlite, &[("limits.enabled", "true")]).await;
    app.applicant("retailer", "corner").await;
    let anybody = app.anybody();
    let spellings = ["corner", "Corner", "CORNER", "corneR", "cOrner"].map(|local| format!("{local}@Retailer.Example"));

    for spelling in &spellings {
        login(&anybody, spelling, OTHER_PASSWORD).await.is(401).code("auth.bad_credentials");
    }

    for (email, password) in [("cornER@retailer.example", OTHER_PASSWORD), ("corner@retailer.example", PASSWORD)] {
        let sixth = login(&anybody, email, password).await.is(429).code("limits.too_many_requests");
        assert_eq!(sixth.text_at("/detail"), SIXTH);
        let wait = sixth.headers.get("retry-after").expect("says when").to_str().expect("text").parse::<u32>();
        assert!(matches!(wait, Ok(800..=900)), "{wait:?}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tries_at_an_account_that_is_not_there_are_limited_alike() {
    let app = TestApp::with(Engine::Sqlite, &[("limits.enabled", "true")]).await;
    let anybody = app.anybody();

    for _ in 0..5 {
        login(&anybody, "nobody@retailer.example", OTHER_PASSWORD).await.is(401);
    }
    let sixth = login(&anybody, "nobody@retailer.example", OTHER_PASSWORD).await.is(429);

    assert_eq!(sixth.text_at("/detail"), SIXTH);
    login(&anybody, "somebody-else@retailer.example", OTHER_PASSWORD).await.is(401);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_signs_in_has_all_tries_again() {
    let app = TestApp::with(Engine::Sqlite, &[("limits.enabled", "true")]).await;
    app.applicant("retailer", "corner").await;
    let anybody = app.anybody();

    for _ in 0..2 {
        for _ in 0..4 {
            login(&anybody, "corner@retailer.example", OTHER_PASSWORD).await.is(401);
        }
        login(&anybody, "corner@retailer.example", PASSWORD).await.is(200);
    }
    app.finish().await;
}

on_every_engine!(twenty_wrong_tries_at_once_are_counted_before_they_are_verified, |engine: Engine| async move {
    let app = TestApp::with(engine, &[("limits.enabled", "true")]).await;
    app.applicant("retailer", "corner").await;

    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let by = app.anybody();
        tries.spawn(async move { login(&by, "corner@retailer.example", OTHER_PASSWORD).await.status.as_u16() });
    }
    let statuses = tries.join_all().await;

    let of = |status: u16| statuses.iter().filter(|s| **s == status).count();
    assert_eq!((of(401), of(429)), (5, 15), "{statuses:?}");
    app.finish().await;
});
