//! Writes over many rows: they change one's own, and leave a colleague's and another company's as they are.

use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, days};

use super::scene::{Scene, also_at, puts_in_basket};
use crate::forms;

/// How many of somebody's notices nobody has read.
async fn unread(who: &Actor) -> usize {
    let notices = who.get("/api/notices?limit=100").await.is(200);
    assert!(!notices.items().is_empty(), "there is nothing to read");
    notices.items().iter().filter(|row| row["read_at"] == Value::Null).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_notices_marks_those_of_ones_own_company_alone() {
    let scene = Scene::new().await;
    let (reader, colleague) = (&scene.a.vendor, &scene.a.editor);
    let others = [&scene.b.vendor, &scene.a.retailer, &scene.b.retailer, &scene.a.partner, &scene.b.partner];
    let mut before = Vec::new();
    for other in others {
        before.push(unread(other).await);
    }
    assert_eq!((unread(reader).await, before), (6, vec![6, 7, 7, 3, 3]));

    reader.act("/api/notices/read").await.is(204);

    assert_eq!((unread(reader).await, unread(colleague).await), (0, 0));
    for (other, unread_before) in others.into_iter().zip([6, 7, 7, 3, 3]) {
        assert_eq!(unread(other).await, unread_before, "{}", other.email);
    }
    scene.app.finish().await;
}

/// Whether somebody's basket says that prices have changed.
async fn must_accept_prices(who: &Actor) -> bool {
    let page = who.get("/basket").await.is(200);
    assert!(page.text.contains("id=\"total\""), "the basket is empty");
    page.text.contains("action=\"/basket/prices\"")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accepting_prices_changes_ones_own_basket_alone() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (acme, corner, rival) = (app.vendor("acme").await, app.retailer("corner").await, app.retailer("rival").await);
    let colleague = app.colleague(&corner, "buyer").await;
    let elsewhere = also_at(&app, &corner, &rival, "buyer").await;
    assert_eq!((&elsewhere.user_id, &elsewhere.company_id), (&corner.user_id, &rival.company_id));
    let tea = acme.sells("Tea", 8_000, 100).await;
    for who in [&corner, &colleague, &rival, &elsewhere] {
        puts_in_basket(who, &tea, "2").await;
        assert!(!must_accept_prices(who).await);
        // Two packs, however many others have.
        assert!(who.get("/basket").await.is(200).text.contains("id=\"total\">₹160.00<"));
    }
    acme.put(&format!("/api/offers/{}/price", tea.offer_id), "*", &json!({ "price_minor": 8_400 })).await.is(200);

    forms::fill(&corner, &[], "/basket", "/basket/prices", &[]).await.is(303);

    assert!(!must_accept_prices(&corner).await);
    for (other, who) in [("a colleague", &colleague), ("a stranger", &rival), ("themselves elsewhere", &elsewhere)] {
        assert!(must_accept_prices(who).await, "{other} has seen the new price");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ending_other_sessions_ends_ones_own_alone() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (corner, rival) = (app.retailer("corner").await, app.retailer("rival").await);
    let colleague = app.colleague(&corner, "buyer").await;
    let (mut ended, mut kept) = (Vec::new(), vec![corner.clone(), colleague.clone(), rival.clone()]);
    for _ in 0..2 {
        ended.push(corner.again().await);
        kept.extend([colleague.again().await, rival.again().await]);
    }

    corner.delete("/api/me/sessions").await.is(204);

    for session in &ended {
        session.get("/api/me").await.is(401);
    }
    for session in &kept {
        session.get("/api/me").await.is(200);
    }
    // Another password ends the same ones.
    let last = corner.again().await;
    let change = json!({ "current_password": PASSWORD, "new_password": "nine lanterns over a quiet harbour" });
    corner.post("/api/auth/password", &change).await.is(204);
    last.get("/api/me").await.is(401);
    for other in [&colleague, &rival] {
        let sessions = other.get("/api/me/sessions").await.is(200);
        assert_eq!(sessions.json.as_array().map(Vec::len), Some(3), "{}", sessions.text);
    }
    app.finish().await;
}

/// Hands a file of prices in, and tells where it is shown.
async fn uploads(vendor: &Actor, sku: &str) -> String {
    let pasted = format!("sku,price\n{sku},84.00\n");
    let file = [("kind", "prices"), ("pasted", pasted.as_str())];
    let seen = forms::fill(vendor, &[], "/vendor/imports", "/vendor/imports", &file).await.is(303);
    forms::leads_to(&seen)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_file_forgets_old_previews_of_its_own_vendor_alone() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (acme, bharat) = (app.vendor("acme").await, app.vendor("bharat").await);
    let mut old = Vec::new();
    for vendor in [&acme, &bharat] {
        let tea = vendor.sells("Tea", 8_000, 0).await;
        let sku = vendor.get(&format!("/api/offers/{}", tea.offer_id)).await.is(200).text_at("/sku");
        old.push((uploads(vendor, &sku).await, sku));
    }

    app.clock.advance(days(3));
    let (acme, bharat) = (acme.again().await, bharat.again().await);
    uploads(&acme, &old[0].1).await;

    acme.get(&old[0].0).await.is(404);
    let kept = bharat.get(&old[1].0).await.is(200);
    assert!(kept.text.contains(&old[1].1), "its rows are there, too: {}", kept.text);
    app.finish().await;
}
