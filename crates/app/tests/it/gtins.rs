//! GTINs: held by what is in the catalogue, given up by what leaves it, claimed by whose they are.

use market::may::Role;
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestOffer, TestResponse, on_every_engine};

use crate::shared_products::also_sells;

const GTIN: &str = "4006381333931";

async fn lists(vendor: &Actor, title: &str, sku: &str) -> TestResponse {
    let mut body = Actor::product_body(title, sku, 100);
    body["gtin"] = json!(GTIN);
    vendor.post_once("/api/products", &format!("list-{sku}"), &body).await
}

async fn stands(staff: &Actor, product: &str, noun: &str) -> TestResponse {
    let path = format!("/api/admin/products/{product}/{noun}");
    staff.post(&path, &json!({ "reason": "said so by telephone" })).await
}

async fn claims(vendor: &Actor) -> TestResponse {
    let claim = json!({ "gtin": GTIN, "evidence": "Our GS1 company prefix is 4006381; see gepir.gs1.org." });
    vendor.post("/api/gtin-claims", &claim).await
}

async fn decides(staff: &Actor, request: &str, decision: &str) -> TestResponse {
    let path = format!("/api/admin/product-requests/{request}/decision");
    staff.post(&path, &json!({ "decision": decision, "reason": "the register says so" })).await
}

on_every_engine!(a_retired_product_gives_its_gtin_up_and_gets_it_back_if_nobody_took_it, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, rival) = (app.vendor("acme").await, app.vendor("rival").await);
    let moderator = app.staff(Role::CatalogModerator).await;
    let old = lists(&acme, "Old pens", "OLD").await.is(201).text_at("/product_id");
    lists(&rival, "New pens", "NEW").await.is(409).code("products.gtin_taken");

    stands(&moderator, &old, "retirement").await.is(204);
    stands(&moderator, &old, "restoration").await.is(204);
    assert_eq!(app.anybody().get(&format!("/api/products?q={GTIN}")).await.is(200).text_at("/items/0/id"), old);
    lists(&rival, "New pens", "NEW").await.is(409).code("products.gtin_taken");
    stands(&moderator, &old, "retirement").await.is(204);

    let new = lists(&rival, "New pens", "NEW-2").await.is(201).text_at("/product_id");
    let gone = moderator.get("/api/admin/retired-products").await.is(200);
    assert_eq!([gone.text_at("/items/0/id"), gone.text_at("/items/0/gtin")], [old.clone(), format!("0{GTIN}")]);
    let refused = stands(&moderator, &old, "restoration").await.is(409).code("products.gtin_held");
    assert_eq!(refused.text_at("/details/product_id"), new);
    app.anybody().get(&format!("/api/products/{old}")).await.is(404);
    stands(&moderator, &new, "retirement").await.is(204);
    stands(&moderator, &old, "restoration").await.is(204);
    assert_eq!(app.anybody().get(&format!("/api/products/{old}")).await.is(200).text_at("/gtin"), format!("0{GTIN}"));
    app.finish().await;
});

on_every_engine!(a_claim_moves_the_product_or_frees_its_gtin, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, rival, other) = (app.vendor("acme").await, app.vendor("rival").await, app.vendor("other").await);
    let moderator = app.staff(Role::CatalogModerator).await;
    claims(&acme).await.is(409).code("requests.gtin_free");
    let junk = lists(&rival, "Junk", "JUNK").await.is(201).text_at("/product_id");
    lists(&acme, "Pens", "PENS").await.is(409).code("products.gtin_taken");

    claims(&rival).await.is(409).code("requests.own_gtin");
    let (claim, late) = (claims(&acme).await.is(201).text_at("/id"), claims(&other).await.is(201).text_at("/id"));
    claims(&acme).await.is(409).code("requests.already_claimed");
    decides(&moderator, &claim, "accept").await.is(422).code("requests.wrong_decision");
    assert_eq!(decides(&moderator, &claim, "transfer").await.is(200).text_at("/state"), "transferred");
    decides(&moderator, &late, "transfer").await.is(409).code("requests.not_pending");

    // The old maker still sells it, so even the new one asks.
    let path = format!("/api/products/{junk}");
    rival.patch(&path, "*", &json!({ "title": "Mine" })).await.is(404);
    acme.patch(&path, "*", &json!({ "title": "Pens" })).await.is(202);

    let claim = claims(&other).await.is(201).text_at("/id");
    assert_eq!(decides(&moderator, &claim, "release").await.is(200).text_at("/state"), "released");
    assert!(app.anybody().get(&path).await.is(200).json["gtin"].is_null());
    assert!(app.anybody().get(&format!("/api/products?q={GTIN}")).await.is(200).items().is_empty());
    lists(&other, "Pens", "OTHER").await.is(201);
    let claim = claims(&acme).await.is(201).text_at("/id");
    assert_eq!(decides(&moderator, &claim, "refuse").await.is(200).text_at("/reason"), "the register says so");
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_belongs_to_a_company_that_a_claim_concerns_does_not_decide_it() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (acme, rival) = (app.vendor("acme").await, app.vendor("rival").await);
    let moderator = app.staff(Role::CatalogModerator).await;
    lists(&rival, "Pens", "PENS").await.is(201);
    let claim = claims(&acme).await.is(201).text_at("/id");
    joins(&app, &moderator, &rival).await;

    for decision in ["refuse", "transfer", "release"] {
        decides(&moderator, &claim, decision).await.is(403).code("requests.own_company");
    }
    let admin = app.staff(Role::SuperAdmin).await;
    decides(&admin, &claim, "refuse").await.is(200);
    app.finish().await;
}

/// Makes somebody of the platform a viewer of a company, too.
async fn joins(app: &TestApp, who: &Actor, company: &Actor) {
    let body = json!({ "email": who.email, "role": "viewer" });
    let token = company.post("/api/invitations", &body).await.is(201).text_at("/token");
    let accept = json!({ "token": token, "name": "Staff Person", "password": PASSWORD });
    app.anybody().post("/api/auth/accept-invitation", &accept).await.is(204);
}

on_every_engine!(whoever_sells_or_claims_a_product_decides_nothing_about_it, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (maker, seller) = (app.vendor("maker").await, app.vendor("seller").await);
    let (first, second) = (app.vendor("first").await, app.vendor("second").await);
    let admin = app.staff(Role::SuperAdmin).await;
    let moderator = Role::CatalogModerator;
    let (sells, claims_too) = (app.staff_called(moderator, "sells").await, app.staff_called(moderator, "claims").await);
    joins(&app, &sells, &seller).await;
    let listed = lists(&maker, "Pens", "PENS").await.is(201);
    let product = listed.text_at("/product_id");
    let offer = TestOffer {
        product_id: product.clone(),
        offer_id: listed.text_at("/offer_id"),
        price: 100,
        location_id: String::new(),
    };
    also_sells(&seller, &offer, "PENS-2", 90, 0).await;
    let path = format!("/api/products/{product}");
    let change = maker.patch(&path, "*", &json!({ "title": "Blue pens" })).await.is(202).text_at("/id");
    let claim = claims(&first).await.is(201).text_at("/id");

    for decision in ["accept", "refuse"] {
        decides(&sells, &change, decision).await.is(403).code("requests.own_company");
    }
    for decision in ["transfer", "release", "refuse"] {
        decides(&sells, &claim, decision).await.is(403).code("requests.own_company");
    }
    // Nor does who claims the same product, or who would have its GTIN freed.
    joins(&app, &claims_too, &second).await;
    claims(&second).await.is(201);
    decides(&claims_too, &claim, "refuse").await.is(403).code("requests.own_company");
    stands(&claims_too, &product, "retirement").await.is(403).code("companies.conflict_of_interest");
    decides(&admin, &change, "accept").await.is(200);

    decides(&admin, &claim, "transfer").await.is(200);
    let offers_nothing = app.staff_called(moderator, "offers-nothing").await;
    joins(&app, &offers_nothing, &first).await;
    stands(&offers_nothing, &product, "retirement").await.is(403).code("companies.conflict_of_interest");
    stands(&admin, &product, "retirement").await.is(204);
    stands(&offers_nothing, &product, "restoration").await.is(403).code("companies.conflict_of_interest");
    stands(&admin, &product, "restoration").await.is(204);
    app.finish().await;
});

on_every_engine!(what_a_company_asked_that_was_suspended_since_is_not_done, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (maker, claimant) = (app.vendor("maker").await, app.vendor("claimant").await);
    let admin = app.staff(Role::SuperAdmin).await;
    let listed = lists(&maker, "Pens", "PENS").await.is(201);
    let product = listed.text_at("/product_id");
    let offer = TestOffer {
        product_id: product.clone(),
        offer_id: listed.text_at("/offer_id"),
        price: 100,
        location_id: String::new(),
    };
    also_sells(&app.vendor("seller").await, &offer, "PENS-2", 90, 0).await;
    let path = format!("/api/products/{product}");
    let change = maker.patch(&path, "*", &json!({ "title": "Blue pens" })).await.is(202).text_at("/id");
    let claim = claims(&claimant).await.is(201).text_at("/id");
    for company in [&maker, &claimant] {
        let suspension = format!("/api/admin/companies/{}/suspension", company.company_id);
        admin.post(&suspension, &json!({ "reason": "fraud" })).await.is(200);
    }

    decides(&admin, &change, "accept").await.is(409).code("requests.company_stopped");
    decides(&admin, &claim, "transfer").await.is(409).code("requests.company_stopped");
    decides(&admin, &claim, "release").await.is(409).code("requests.company_stopped");
    assert_eq!(app.anybody().get(&path).await.is(200).text_at("/title"), "Pens");

    decides(&admin, &claim, "refuse").await.is(200);
    admin.act(&format!("/api/admin/companies/{}/reinstatement", maker.company_id)).await.is(200);
    decides(&admin, &change, "accept").await.is(200);
    assert_eq!(app.anybody().get(&path).await.is(200).text_at("/title"), "Blue pens");
    app.finish().await;
});

on_every_engine!(of_two_who_list_a_gtin_at_once_one_is_told_of_the_other, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, rival) = (app.vendor("acme").await, app.vendor("rival").await);

    let (one, other) = tokio::join!(lists(&acme, "Pens", "A"), lists(&rival, "Pens", "B"));

    let refused = if one.status == 201 { other } else { one };
    refused.is(409).code("products.gtin_taken");
    app.finish().await;
});
