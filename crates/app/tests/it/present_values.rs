//! A list in a form always has the value of now, also where nobody could choose it any more: a form that is sent as it
//! came changes nothing. And a category that has products gets no others under it.

use infra::args;
use kernel::{CategoryId, OfferId};
use market::Event;
use market::may::Role;
use serde_json::json;
use testkit::{Actor, Engine, TestApp, on_every_engine};

use crate::forms;

infra::statements! {
    PUT_UNDER = "insert into categories (id, parent_id, slug, name, position) select ?, c.id, 'green-spices', 'Green spices', 1000 from categories c where c.slug = 'spices'";
}

async fn categories(app: &TestApp) -> Actor {
    let admin = app.staff(Role::SuperAdmin).await;
    for slug in ["spices", "tools"] {
        admin.post("/api/admin/categories", &json!({ "slug": slug, "name": slug })).await.is(201);
    }
    admin
}

async fn lists_a_spice(acme: &Actor) -> (String, String) {
    let mut body = Actor::product_body("Cardamom", "C-1", 900);
    body["category"] = json!("spices");
    let listed = acme.post_once("/api/products", "cardamom", &body).await.is(201);
    (listed.text_at("/product_id"), listed.text_at("/offer_id"))
}

on_every_engine!(a_category_with_products_gets_no_subcategories, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let admin = categories(&app).await;
    let (product, _) = lists_a_spice(&app.vendor("acme").await).await;
    let under = |slug: &str| json!({ "slug": slug, "name": slug, "parent": "spices" });

    let refused = admin.post("/api/admin/categories", &under("whole")).await.is(409);
    refused.code("categories.has_products");
    let page = admin.get("/admin/catalog").await.is(200);
    assert!(page.text.contains("value=\"tools\"") && !page.text.contains("value=\"spices\""), "{}", page.text);
    let form = [("name", "Whole"), ("slug", "whole"), ("parent", "spices")];
    let told = forms::fill(&admin, &[], "/admin/catalog", "/admin/categories", &form).await.is(409);
    assert!(told.text.contains("Parent") && told.text.contains("parent-error"), "{}", told.text);
    // It may be put back.
    let retirement = format!("/api/admin/products/{product}/retirement");
    admin.post(&retirement, &json!({ "reason": "not sold any more" })).await.is(204);
    admin.post("/api/admin/categories", &under("whole")).await.is(409).code("categories.has_products");
    admin.post("/api/admin/categories", &json!({ "slug": "whole", "name": "Whole", "parent": "tools" })).await.is(201);
    app.finish().await;
});

#[tokio::test]
async fn a_product_stays_in_its_category_when_its_form_is_saved() {
    let app = TestApp::new(Engine::Sqlite).await;
    let admin = categories(&app).await;
    let acme = app.vendor("acme").await;
    let (product, offer) = lists_a_spice(&acme).await;
    // As a program without the rule above left it.
    let id = app.ctx.store.id::<CategoryId>();
    let system = infra::Origin::default();
    let put = app.ctx.store.write(&system, |tx| async move {
        tx.exec(&PUT_UNDER, args![id]).await?;
        Ok::<_, infra::db::Error>(tx.commit_with(Event::CategoryAdded { category: id }.record(), ()))
    });
    put.await.expect("a category");
    let category = async || app.anybody().get(&format!("/api/products/{product}")).await.is(200).text_at("/category");
    let path = format!("/vendor/products/{}", offer.parse::<OfferId>().expect("an id"));

    let page = acme.get(&path).await.is(200);
    assert!(page.text.contains("<option value=\"spices\" selected>"), "{}", page.text);
    assert!(page.text.contains("<option value=\"green-spices\">"));
    let text = |title: &'static str, category: &'static str| {
        [
            ("intent", "text"),
            ("version", "1"),
            ("title", title),
            ("brand", "Café Malabar"),
            ("category", category),
            ("description", "Picked this morning."),
        ]
    };
    let action = format!("{path}/text");
    let trail = async || admin.get("/api/admin/audit?limit=1").await.is(200).text_at("/items/0/id");
    let before = trail().await;
    forms::fill(&acme, &[], &path, &action, &text("Cardamom", "spices")).await.is(303);
    assert_eq!((category().await.as_str(), trail().await), ("spices", before));
    forms::fill(&acme, &[], &path, &action, &text("Cardamom, green", "spices")).await.is(303);
    assert_eq!(category().await, "spices");
    app.finish().await;
}

#[tokio::test]
async fn a_time_zone_that_is_not_on_the_list_stays() {
    let app = TestApp::new(Engine::Sqlite).await;
    let acme = app.vendor("acme").await;
    let tag = acme.get("/api/company").await.is(200).etag();
    acme.patch("/api/company", &tag, &json!({ "time_zone": "Etc/GMT-4" })).await.is(200);

    let page = acme.get("/company").await.is(200);
    assert!(page.text.contains("<option value=\"Etc/GMT-4\" selected>"), "{}", page.text);
    let version = forms::hidden(&page, "version");
    let form = [
        ("address_line", "1 Harbour Road"),
        ("city", "Kochi"),
        ("postcode", "682001"),
        ("time_zone", "Etc/GMT-4"),
        ("version", &*version),
    ];
    forms::fill(&acme, &[], "/company", "/company", &form).await.is(303);
    let after = acme.get("/api/company").await.is(200);
    assert_eq!((after.text_at("/time_zone"), after.int_at("/version").to_string()), ("Etc/GMT-4".to_owned(), version));
    app.finish().await;
}
