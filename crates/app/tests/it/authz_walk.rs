//! Who may do what, asked of every mounted route over HTTP. What is expected is written by hand in
//! `tests/authorization`.

pub mod allowed;
mod page_forms;
mod page_places;
pub mod pages;
pub mod places;
mod unchanged;
pub mod world;

use edge::MountedEndpoint;
use market::authority::Rule;
use market::may::{CompanyKind, Role};
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestResponse, on_every_engine};

use crate::sign_in::forged::{self, Mint};
use allowed::{Due, Who, who};
use places::{PLACES, Place, Whose};
use world::{Holder, World};

pub fn place_of(route: &str) -> Option<&'static Place> {
    PLACES.iter().find(|(id, ..)| *id == route)
}

/// Routes that end the sign-ins of others; whoever comes after them signs in anew.
const SIGN_OTHERS_OUT: [&str; 8] = [
    "accounts.sign_out_member",
    "accounts.sign_out_own_company",
    "accounts.sign_out_user",
    "accounts.sign_out_company",
    "accounts.member.sign_out_member",
    "accounts.member.sign_out_own_company",
    "accounts.staff.sign_out_user",
    "companies.staff.sign_out",
];

/// Every route; those that end sign-ins come last.
pub fn every_route() -> Vec<MountedEndpoint> {
    let mut all: Vec<MountedEndpoint> = api::router().all().copied().collect();
    all.sort_by_key(|mounted| match mounted.route.id {
        "auth.end_other_sessions" => 1,
        "accounts.change_password" => 2,
        id if SIGN_OTHERS_OUT.contains(&id) => 3,
        "auth.delete_session" => 4,
        "auth.logout" => 5,
        _ => 0,
    });
    all
}

pub fn path_of(world: &World, mounted: &MountedEndpoint, place: &Place) -> String {
    let mut objects = place.2.iter();
    let pieces = mounted.route.path.split('/').map(|piece| {
        if piece.starts_with('{') { world.at(objects.next().expect("an object for each parameter")) } else { piece }
    });
    pieces.collect::<Vec<_>>().join("/")
}

fn random_key(world: &World) -> String {
    world.app.ctx.store.id::<kernel::RequestId>().to_string()
}

pub async fn send(world: &World, by: &Actor, mounted: &MountedEndpoint, path: &str, body: &str) -> TestResponse {
    let key = random_key(world);
    let mut headers = Vec::new();
    if mounted.takes_key {
        headers.push(("idempotency-key", key.as_str()));
    }
    if mounted.takes_condition {
        headers.push(("if-match", "*"));
    }
    let body = (body != "null").then(|| body.as_bytes().to_vec());
    if body.is_some() {
        headers.push(("content-type", "application/json"));
    }
    by.send(mounted.route.method.name(), path, &headers, body).await
}

#[test]
fn every_route_has_a_place_and_every_place_a_route() {
    let routes = every_route();

    let unplaced: Vec<_> = routes.iter().map(|m| m.route.id).filter(|id| place_of(id).is_none()).collect();
    let unrouted: Vec<_> =
        PLACES.iter().map(|place| place.0).filter(|id| !routes.iter().any(|m| m.route.id == *id)).collect();

    assert!(unplaced.is_empty(), "routes that nobody walks: {unplaced:?}");
    assert!(unrouted.is_empty(), "places without a route: {unrouted:?}");
    assert_eq!(PLACES.len(), routes.len(), "a place that is there twice");
    for mounted in routes {
        let (id, _, objects, _) = place_of(mounted.route.id).expect("just checked");
        assert_eq!(mounted.route.path.matches('{').count(), objects.len(), "{id}: an object for each parameter");
    }
}

fn meets(answer: &TestResponse, due: Due) -> bool {
    let (status, code) = (answer.status.as_u16(), answer.json["code"].as_str().unwrap_or_default());
    match due {
        // Who is new as an approver has the right, and waits behind the others.
        Due::Entry => code == "prices.new_approver" || !matches!(status, 401 | 403 | 500..),
        Due::NoRight => (status, code) == (403, "access.no_right"),
        Due::NotApproved => (status, code) == (403, "access.company_not_approved"),
    }
}

fn is_challenge(answer: &TestResponse, code: &str, challenge: &str) -> bool {
    answer.status == 401
        && answer.json["code"] == code
        && answer.headers.get("www-authenticate").is_some_and(|sent| sent == challenge)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_lets_in_whom_it_names_and_nobody_else() {
    let mut world = World::new(Engine::Sqlite).await;
    world.make_work_for_staff().await;
    let holders = world.holders().await;
    let bad_tokens = bad_tokens(&world).await;
    let mut wrong = Vec::new();

    for mounted in every_route() {
        let place = place_of(mounted.route.id).expect("every route has a place");
        let (who, path, body) = (who(&mounted), path_of(&world, &mounted, place), place.3(&world).to_string());
        let mut reached = false;

        let answer = send(&world, &world.app.anybody(), &mounted, &path, &body).await;
        reached |= answer.status.is_success();
        if !(mounted.is_public() && answer.status.is_success() || is_challenge(&answer, "auth.required", "Bearer")) {
            wrong.push(format!("{}: anonymous: {} {}", mounted.route.id, answer.status, answer.text));
        }
        for (name, token) in &bad_tokens {
            let answer = send(&world, &world.a.vendor.with_token(token), &mounted, &path, &body).await;
            let refused = is_challenge(&answer, "auth.token_not_valid", "Bearer error=\"invalid_token\"");
            // An open route does not look at tokens, so a bad one changes nothing.
            if !(refused || mounted.is_public() && answer.status != 401) {
                wrong.push(format!("{}: {name}: {} {}", mounted.route.id, answer.status, answer.text));
            }
        }
        for holder in &holders {
            let answer = send(&world, &actor_for(holder, &mounted).await, &mounted, &path, &body).await;
            let due = who.due(holder);
            reached |= due == Due::Entry && answer.status.is_success();
            if !meets(&answer, due) {
                let caller = format!("{} {} of a company that is {}", holder.kind, holder.role, holder.state);
                wrong.push(format!("{}: {caller} is due {due:?}: {} {}", mounted.route.id, answer.status, answer.text));
            }
        }
        // Otherwise the place is not valid, and the walk would prove little.
        if !reached {
            wrong.push(format!("{}: nobody succeeded at {path} with {body}", mounted.route.id));
        }
    }

    assert!(wrong.is_empty(), "{} wrong answers:\n{}", wrong.len(), wrong.join("\n"));
    world.app.finish().await;
}

/// Some routes end the sign-in that asks, or those of others: whoever walks them has one of their own.
pub async fn actor_for(holder: &Holder, mounted: &MountedEndpoint) -> Actor {
    let id = mounted.route.id;
    let ends = SIGN_OTHERS_OUT.contains(&id) || matches!(id, "auth.delete_session" | "auth.logout");
    if ends { holder.actor.again().await } else { holder.actor.clone() }
}

/// The token of somebody who may do much, spoilt in all the ways that matter.
async fn bad_tokens(world: &World) -> Vec<(&'static str, String)> {
    let good = world.a.vendor.token.clone().expect("signed in");
    let mint = Mint::of(&world.app).await;
    let mut claims = forged::claims(&good);
    let now = world.app.ctx.store.now().seconds();
    (claims["iat"], claims["nbf"], claims["exp"]) = (json!(now - 1_200), json!(now - 1_200), json!(now - 600));
    let expired = world.app.ctx.keys.sign(&world.app.ctx.store, &claims).await.expect("the key signs anything");
    vec![
        ("an expired token", expired),
        ("a flipped bit", forged::with_flipped_bit(&good)),
        ("no signature", forged::unsigned(&good)),
        ("another's signature", mint.by_another_key().token(&mint.header(), &forged::claims(&good).to_string())),
        ("a truncated token", good[..good.len() - 5].to_owned()),
    ]
}

/// Those who hold what a route asks for, but in another company, or of other deliveries.
fn strangers<'w>(world: &'w World, who: &Who) -> Vec<(&'static str, &'w Actor)> {
    let all = [
        ("vendor B", CompanyKind::Vendor, Role::Owner, &world.b.vendor),
        ("retailer B", CompanyKind::Retailer, Role::Owner, &world.b.retailer),
        ("partner B", CompanyKind::DeliveryPartner, Role::Owner, &world.b.partner),
        ("rider B", CompanyKind::DeliveryPartner, Role::Rider, &world.b.rider),
        ("another rider of A", CompanyKind::DeliveryPartner, Role::Rider, &world.second_rider),
    ];
    let served = all.into_iter().filter(|(_, kind, role, _)| who.serves(*kind, *role));
    let mut strangers: Vec<_> = served.map(|(name, .., actor)| (name, actor)).collect();
    if matches!(who, Who::SignedIn | Who::EvenSuspended) {
        strangers.push(("a colleague", &world.manager));
    }
    strangers
}

pub fn without_request_id(answer: &TestResponse) -> (u16, Value) {
    let mut body = answer.json.clone();
    body.as_object_mut().map(|fields| fields.remove("request_id"));
    (answer.status.as_u16(), body)
}

on_every_engine!(what_belongs_to_another_is_as_if_it_were_nowhere, |engine: Engine| async move {
    let world = World::new(engine).await;
    let before = world.seen_by_a().await;
    let mut walked = 0;

    for mounted in every_route() {
        let place = place_of(mounted.route.id).expect("every route has a place");
        let strangers = strangers(&world, &who(&mounted));
        if mounted.is_public() || place.1 == Whose::Nobodys {
            continue;
        }
        assert!(!strangers.is_empty(), "{}: nobody else holds what it asks for", mounted.route.id);
        let (path, body) = (path_of(&world, &mounted, place), place.3(&world).to_string());
        for (who, stranger) in strangers {
            let theirs = send(&world, stranger, &mounted, &path, &body).await;
            let (path, body) = (world.without_objects(&path), world.without_objects(&body));
            let nowhere = send(&world, stranger, &mounted, &path, &body).await;

            assert_eq!(theirs.status, 404, "{}: {who}: {}", mounted.route.id, theirs.text);
            assert_eq!(without_request_id(&theirs), without_request_id(&nowhere), "{}: {who}", mounted.route.id);
            walked += 1;
        }
        if mounted.route.method.name() != "GET" {
            assert_eq!(world.seen_by_a().await, before, "{} changed what is tenant A's", mounted.route.id);
        }
    }

    assert!(walked >= 30, "only {walked} requests were tried");
    world.app.finish().await;
});

#[test]
fn a_route_that_names_an_object_of_a_company_says_whose_it_is() {
    // What every vendor may do with whatever is listed.
    let shared = ["listings.offer_product"];

    for mounted in every_route() {
        let (id, whose, objects, _) = place_of(mounted.route.id).expect("every route has a place");
        let staff_only =
            (mounted.rules)().iter().all(|rule| matches!(rule, Rule::Holds(Some(CompanyKind::Platform), _)));
        if !objects.is_empty() && !mounted.is_public() && !staff_only && !shared.contains(id) {
            assert_eq!(*whose, Whose::TenantsOwn, "{id}");
        }
    }
}

on_every_engine!(a_vendor_sees_nothing_of_its_siblings_in_an_order, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, bharat, retailer) = (app.vendor("acme").await, app.vendor("bharat").await, app.retailer("corner").await);
    let (tea, rice) = (acme.sells("Garden Tea", 80_00, 10).await, bharat.sells("Red Rice", 55_00, 5).await);
    let parts = retailer.buys(&[(&tea, 1), (&rice, 1)]).await;
    let part_of = |vendor: &Actor| parts.iter().find(|p| p.vendor_id == vendor.company_id).expect("its part").clone();
    let (own, sibling) = (part_of(&acme), part_of(&bharat));

    let shown = acme.get(&format!("/api/vendor-orders/{}", own.id)).await.is(200);
    let listed = acme.get("/api/vendor-orders").await.is(200);
    let refused = acme.get(&format!("/api/vendor-orders/{}", sibling.id)).await;
    let nowhere = acme.get(&format!("/api/vendor-orders/{}", app.ctx.store.id::<kernel::VendorOrderId>())).await;

    assert_eq!(listed.items().len(), 1, "{}", listed.text);
    for text in [&shown.text, &listed.text] {
        for secret in [sibling.vendor_id.as_str(), "bharat", sibling.id.as_str(), own.order_id.as_str(), "Red Rice"] {
            assert!(!text.contains(secret), "{secret} stands in {text}");
        }
    }
    assert_eq!(refused.status, 404);
    assert_eq!(without_request_id(&refused), without_request_id(&nowhere));
    app.finish().await;
});

on_every_engine!(a_rider_sees_the_deliveries_given_to_them_and_no_others, |engine: Engine| async move {
    let world = World::new(engine).await;

    let own = world.a.rider.get("/api/deliveries?limit=100").await.is(200);
    let of_colleague = world.second_rider.get("/api/deliveries?limit=100").await.is(200);
    let of_company = world.a.partner.get("/api/deliveries?limit=100").await.is(200);

    let mut ids: Vec<_> = own.items().iter().map(|row| row["id"].as_str().expect("an id")).collect();
    ids.sort_unstable();
    let mut given: Vec<_> = ["fetched", "completed", "failed"].map(|name| world.at(&format!("delivery.{name}"))).into();
    given.sort_unstable();
    assert_eq!(ids, given);
    assert!(of_colleague.items().is_empty(), "{}", of_colleague.text);
    assert_eq!(of_company.items().len(), 4, "the company's own, given to a rider or not: {}", of_company.text);
    assert!(!own.text.contains("proof_code"), "a rider must be told the code: {}", own.text);
    world.app.finish().await;
});
