//! Every list of the JSON API: each company gets its own rows, all of them, and nothing of another's.

use std::collections::BTreeSet;

use edge::openapi;
use serde_json::Value;

use super::is_of_a_company;
use super::scene::{Scene, Side, Who, also_at};

/// A list as somebody asks for it, and whose rows it has.
struct Collection {
    route: &'static str,
    who: Who,
    path: fn(&Side) -> String,
    /// Where the rows stand, and what tells them apart.
    rows: &'static str,
    field: &'static str,
    own: fn(&Side) -> Vec<String>,
}

#[rustfmt::skip]
const fn list(route: &'static str, who: Who, path: fn(&Side) -> String, rows: &'static str, field: &'static str, own: fn(&Side) -> Vec<String>) -> Collection {
    Collection { route, who, path, rows, field, own }
}

/// Lists that are nobody's rows.
const NO_ROWS: [(&str, &str); 2] =
    [("accounts.me", "the rights of whoever asks"), ("companies.own", "countries, which are nobody's")];

fn all(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[rustfmt::skip]
const COLLECTIONS: &[Collection] = &[
    list("accounts.members", Who::Vendor, |_| "/api/members?limit=100".into(), "/items", "user_id", |s| all(&[&s.vendor.user_id, &s.editor.user_id])),
    list("accounts.members", Who::Retailer, |_| "/api/members?limit=100".into(), "/items", "user_id", |s| all(&[&s.retailer.user_id, &s.buyer.user_id])),
    list("accounts.members", Who::Partner, |_| "/api/members?limit=100".into(), "/items", "user_id", |s| all(&[&s.partner.user_id, &s.rider.user_id])),
    list("companies.own_name_changes", Who::Vendor, |_| "/api/company/name-changes?limit=100".into(), "/items", "id", |s| all(&[s.at("name_change.vendor")])),
    list("companies.own_name_changes", Who::Retailer, |_| "/api/company/name-changes?limit=100".into(), "/items", "id", |s| all(&[s.at("name_change.retailer")])),
    list("companies.own_name_changes", Who::Partner, |_| "/api/company/name-changes?limit=100".into(), "/items", "id", |s| all(&[s.at("name_change.partner")])),
    list("accounts.invitations", Who::Vendor, |_| "/api/invitations?limit=100".into(), "/items", "id", |s| all(&[s.at("invitation.vendor")])),
    list("accounts.invitations", Who::Retailer, |_| "/api/invitations?limit=100".into(), "/items", "id", |s| all(&[s.at("invitation.retailer")])),
    list("accounts.invitations", Who::Partner, |_| "/api/invitations?limit=100".into(), "/items", "id", |s| all(&[s.at("invitation.partner")])),
    list("auth.sessions", Who::Vendor, |_| "/api/me/sessions".into(), "", "id", |s| all(&[s.at("first_session.vendor"), s.at("session.vendor")])),
    list("auth.sessions", Who::Editor, |_| "/api/me/sessions".into(), "", "id", |s| all(&[s.at("first_session.editor")])),
    list("auth.sessions", Who::Buyer, |_| "/api/me/sessions".into(), "", "id", |s| all(&[s.at("first_session.buyer")])),
    list("notices.list", Who::Vendor, |_| "/api/notices?limit=100".into(), "/items", "subject", |s| all(&[
        &s.vendor.company_id, &s.rice.offer_id, &s.salt.offer_id, &s.parts[0].order_id, &s.parts[1].order_id, &s.parts[2].order_id,
    ])),
    list("notices.list", Who::Retailer, |_| "/api/notices?limit=100".into(), "/items", "subject", |s| all(&[&s.retailer.company_id, &s.parts[1].id, &s.parts[2].id])),
    list("notices.list", Who::Partner, |_| "/api/notices?limit=100".into(), "/items", "subject", |s| all(&[&s.partner.company_id, s.at("delivery.1"), s.at("delivery.2")])),

    list("catalog.offers", Who::Vendor, |_| "/api/offers?limit=100".into(), "/items", "id", |s| all(&[&s.tea.offer_id, &s.rice.offer_id, &s.salt.offer_id])),
    list("catalog.requests", Who::Vendor, |_| "/api/product-requests?limit=100".into(), "/items", "id", |s| all(&[s.at("request")])),
    list("catalog.prefixes", Who::Vendor, |_| "/api/company-prefixes?limit=100".into(), "/items", "id", |s| all(&[s.at("prefix")])),
    list("pricing.history", Who::Vendor, |s| format!("/api/offers/{}/price-changes", s.salt.offer_id), "/items", "new_minor", |s| vec![s.figures.price.to_string(), s.figures.raised.to_string()]),
    list("pricing.held", Who::Vendor, |_| "/api/price-changes?limit=100".into(), "/items", "id", |s| all(&[s.at("change.held")])),

    list("inventory.locations", Who::Vendor, |_| "/api/locations?limit=100".into(), "/items", "id", |s| all(&[s.at("location.hall"), s.at("location.yard")])),
    list("inventory.levels", Who::Vendor, |_| "/api/inventory?limit=100".into(), "/items", "id", |s| all(&[s.at("level.tea"), s.at("level.rice"), s.at("level.salt")])),
    list("inventory.levels", Who::Vendor, |s| format!("/api/inventory?offer_id={}", s.rice.offer_id), "/items", "id", |s| all(&[s.at("level.rice")])),
    list("inventory.movements", Who::Vendor, |_| "/api/inventory/movements?limit=100".into(), "/items", "level_id", |s| all(&[s.at("level.tea"), s.at("level.rice"), s.at("level.salt")])),

    list("orders.list", Who::Retailer, |_| "/api/orders?limit=100".into(), "/items", "id", |s| all(&[&s.parts[0].order_id, &s.parts[1].order_id, &s.parts[2].order_id])),
    list("orders.show", Who::Retailer, |s| format!("/api/orders/{}", s.parts[0].order_id), "/vendor_orders", "id", |s| all(&[&s.parts[0].id])),
    list("orders.track", Who::Retailer, |s| format!("/api/orders/{}/tracking", s.parts[1].order_id), "", "vendor_order_id", |s| all(&[&s.parts[1].id])),
    list("orders.vendor_list", Who::Vendor, |_| "/api/vendor-orders?limit=100".into(), "/items", "id", |s| all(&[&s.parts[0].id, &s.parts[1].id, &s.parts[2].id])),
    list("orders.vendor_list", Who::Vendor, |_| "/api/vendor-orders?state=placed".into(), "/items", "id", |s| all(&[&s.parts[0].id])),
    list("orders.vendor_show", Who::Vendor, |s| format!("/api/vendor-orders/{}", s.parts[0].id), "/lines", "offer_id", |s| all(&[&s.tea.offer_id])),

    list("delivery.list", Who::Partner, |_| "/api/deliveries?limit=100".into(), "/items", "vendor_order_id", |s| all(&[&s.parts[1].id, &s.parts[2].id])),
    list("delivery.list", Who::Partner, |_| "/api/deliveries?state=assigned".into(), "/items", "vendor_order_id", |s| all(&[&s.parts[1].id])),
    list("delivery.list", Who::Rider, |_| "/api/deliveries?limit=100".into(), "/items", "vendor_order_id", |s| all(&[&s.parts[1].id, &s.parts[2].id])),
];

/// Follows references to what they mean.
fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(name) => {
            let target = document.pointer(name.trim_start_matches('#')).expect("the document has what it refers to");
            resolved(document, target)
        }
        None => schema,
    }
}

fn is_array(document: &Value, schema: &Value) -> bool {
    let kind = &resolved(document, schema)["type"];
    kind == "array" || kind.as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "array"))
}

/// Routes whose answer is an array, or has one.
fn routes_with_lists() -> BTreeSet<String> {
    let document = openapi::document(&api::router());
    let paths = document["paths"].as_object().expect("paths").values();
    let mut found = BTreeSet::new();
    for get in paths.filter_map(|methods| methods.get("get")) {
        let Some(schema) = get.pointer("/responses/200/content/application~1json/schema") else { continue };
        let fields = resolved(&document, schema)["properties"].as_object();
        if is_array(&document, schema) || fields.into_iter().flatten().any(|(_, field)| is_array(&document, field)) {
            found.insert(get["operationId"].as_str().expect("an id").to_owned());
        }
    }
    found
}

#[test]
fn every_list_of_a_company_says_whose_rows_it_has() {
    let lists = routes_with_lists();
    let router = api::router();
    let private = router.all().filter(|m| lists.contains(m.route.id) && is_of_a_company(m)).map(|m| m.route.id);
    let private: BTreeSet<&str> = private.collect();
    let named: BTreeSet<&str> =
        COLLECTIONS.iter().map(|list| list.route).chain(NO_ROWS.iter().map(|(route, _)| *route)).collect();

    assert!(lists.len() > 30 && private.len() > 15, "the scan sees only {lists:?}");
    assert_eq!(private, named);
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_has_all_rows_of_ones_own_company_and_none_of_anothers() {
    let scene = Scene::new().await;
    let mut wrong = Vec::new();

    for list in COLLECTIONS {
        for (side, other) in scene.pairs() {
            let answer = side.who(list.who).get(&(list.path)(side)).await.is(200);
            let rows = answer.json.pointer(list.rows).and_then(Value::as_array).expect("rows");
            let seen: BTreeSet<String> = rows.iter().map(|row| text_of(&row[list.field])).collect();
            let own: BTreeSet<String> = (list.own)(side).into_iter().collect();
            let foreign = other.secrets_in(&answer.text);
            if seen != own || own.is_empty() || !foreign.is_empty() {
                let (route, who, name) = (list.route, list.who, side.name);
                wrong.push(format!(
                    "{route}: {who:?} of {name} is shown {seen:?}, not {own:?}; of the other: {foreign:?}"
                ));
            }
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    scene.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_filter_by_what_is_anothers_finds_nothing() {
    let scene = Scene::new().await;

    for (side, other) in scene.pairs() {
        let levels = side.vendor.get(&format!("/api/inventory?offer_id={}", other.rice.offer_id)).await.is(200);
        assert!(levels.items().is_empty(), "{}", levels.text);
        for path in [
            format!("/api/offers/{}/price-changes", other.salt.offer_id),
            format!("/vendor/stock?offer={}", other.rice.offer_id),
            format!("/vendor/products/{}/price", other.salt.offer_id),
            format!("/vendor/imports/{}", other.at("import")),
        ] {
            side.vendor.get(&path).await.is(404);
        }
        let tracking = side.retailer.get(&format!("/api/orders/{}/tracking", other.parts[1].order_id)).await;
        tracking.is(404);
        for path in [
            format!("/vendor/products?q={}-rice", other.name),
            format!("/vendor/orders?number={}", other.at("number.0")),
            format!("/vendor/stock/movements?offer={}", other.rice.offer_id),
        ] {
            let page = side.vendor.get(&path).await;
            // What was typed stands in the form again; all else would be theirs.
            let shown = page.text.replace(&format!("{}-rice", other.name), "").replace(other.at("number.0"), "");
            let shown = shown.replace(&other.rice.offer_id, "");
            assert!(page.status.as_u16() == 404 || page.status.is_success(), "{path}: {}", page.status);
            assert_eq!(other.secrets_in(&shown), Vec::<String>::new(), "{path}");
        }
    }
    scene.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rider_of_two_partners_sees_at_each_what_they_bring_for_it() {
    let scene = Scene::new().await;
    let (a, b) = (&scene.a, &scene.b);
    let elsewhere = also_at(&scene.app, &a.rider, &b.partner, "rider").await;
    let part = b.retailer.buys(&[(&b.tea, 1)]).await.remove(0);
    b.hands_over(&scene.app, &part, &a.rider.user_id).await;

    for (rider, own) in [(&a.rider, vec![&a.parts[1].id, &a.parts[2].id]), (&elsewhere, vec![&part.id])] {
        let rides = rider.get("/api/deliveries?limit=100").await.is(200);
        let rides: BTreeSet<String> = rides.items().iter().map(|row| text_of(&row["vendor_order_id"])).collect();
        assert_eq!(rides, own.into_iter().cloned().collect());
    }
    scene.app.finish().await;
}
