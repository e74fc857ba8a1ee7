//! A company's notices by the JSON API: how many nobody has read yet, and who may know.

use serde_json::json;
use testkit::{Actor, Engine, TestApp, on_every_engine};

const UNREAD: &str = "/api/notices/unread-count";

async fn unread(by: &Actor) -> i64 {
    by.get(UNREAD).await.is(200).int_at("/unread")
}

on_every_engine!(
    unread_notices_are_counted_for_ones_own_company_until_a_colleague_read_them,
    |engine: Engine| async move {
        let app = TestApp::new(engine).await;
        app.category().await;
        let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
        let manager = app.colleague(&acme, "order_manager").await;
        let before = unread(&acme).await;
        app.settle().await;
        let approved = (unread(&acme).await, unread(&corner).await);
        let tea = acme.sells("Tea", 8_000, 100).await;
        app.settle().await;
        let listed = unread(&acme).await;
        for _ in 0..2 {
            corner.buys(&[(&tea, 1)]).await;
        }
        app.settle().await;

        let ordered = acme.get(UNREAD).await.is(200);
        let of_the_manager = unread(&manager).await;
        let of_the_retailer = unread(&corner).await;
        manager.act("/api/notices/read").await.is(204);

        assert_eq!((before, approved), (0, (1, 1)), "each is told of its own approval");
        assert_eq!(ordered.json, json!({ "unread": listed + 2 }));
        assert_eq!((of_the_manager, of_the_retailer), (listed + 2, 1));
        assert_eq!((unread(&acme).await, unread(&manager).await, unread(&corner).await), (0, 0, 1));
        app.finish().await;
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_read_notices_is_not_told_how_many_there_are() {
    let app = TestApp::new(Engine::Sqlite).await;
    let acme = app.vendor("acme").await;
    let viewer = app.colleague(&acme, "viewer").await;
    let applicant = app.applicant("vendor", "zenith").await;

    app.anybody().get(UNREAD).await.is(401).code("auth.required");
    viewer.get(UNREAD).await.is(403).code("access.no_right");
    applicant.get(UNREAD).await.is(403).code("access.company_not_approved");
    acme.send("GET", UNREAD, &[], Some(b"{}".to_vec())).await.is(400).code("request.body_not_expected");
    app.finish().await;
}
