//! Changes under a condition: the tag of an object names all that is shown of it, whichever endpoint changes it.

use std::future::Future;
use std::pin::Pin;

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse, on_every_engine};

struct Scene {
    app: TestApp,
    vendor: Actor,
    second: Actor,
    staff: Actor,
    tea: TestOffer,
    /// The place of a colleague in the team.
    member: String,
}

async fn scene(engine: Engine) -> Scene {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (vendor, staff) = (app.vendor("acme").await, app.staff(Role::SuperAdmin).await);
    let (second, clerk) = (app.colleague(&vendor, "owner").await, app.colleague(&vendor, "viewer").await);
    let tea = vendor.sells("Tea", 10_000, 100).await;
    let members = vendor.get("/api/members").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == clerk.user_id.as_str()).expect("the clerk");
    let member = row["id"].as_str().expect("an id").to_owned();
    Scene { app, vendor, second, staff, tea, member }
}

type Change<'s> = Pin<Box<dyn Future<Output = TestResponse> + Send + 's>>;

/// An endpoint that takes a condition: where its object is read, what it writes, and how somebody else changes the
/// object another way.
struct Conditional {
    id: &'static str,
    method: &'static str,
    path: fn(&Scene) -> String,
    read: fn(&Scene) -> String,
    /// The n-th thing to write.
    body: fn(i64) -> Value,
    otherwise: for<'s> fn(&'s Scene) -> Change<'s>,
}

fn offer(s: &Scene) -> String {
    format!("/api/offers/{}", s.tea.offer_id)
}
fn price(s: &Scene) -> String {
    format!("/api/offers/{}/price", s.tea.offer_id)
}
fn product(s: &Scene) -> String {
    format!("/api/products/{}", s.tea.product_id)
}
fn member(s: &Scene) -> String {
    format!("/api/members/{}", s.member)
}

/// Every one of them, by hand.
const CONDITIONAL: &[Conditional] = &[
    Conditional {
        id: "catalog.edit_offer",
        method: "PATCH",
        path: offer,
        read: offer,
        body: |n| json!({ "max_quantity": 700 + n }),
        otherwise: |s| {
            Box::pin(async move { s.second.put(&price(s), "*", &json!({ "price_minor": 10_100 })).await.is(200) })
        },
    },
    Conditional {
        id: "pricing.change",
        method: "PUT",
        path: price,
        read: offer,
        body: |n| json!({ "price_minor": 10_200 + n }),
        otherwise: |s| {
            Box::pin(async move { s.second.patch(&offer(s), "*", &json!({ "max_quantity": 900 })).await.is(200) })
        },
    },
    Conditional {
        id: "catalog.edit_product",
        method: "PATCH",
        path: product,
        read: product,
        body: |n| json!({ "title": format!("Green Tea {n}") }),
        otherwise: |s| {
            Box::pin(async move { s.second.put(&price(s), "*", &json!({ "price_minor": 10_300 })).await.is(200) })
        },
    },
    Conditional {
        id: "companies.edit_own",
        method: "PATCH",
        path: |_| "/api/company".to_owned(),
        read: |_| "/api/company".to_owned(),
        body: |n| json!({ "city": format!("Mysuru {n}") }),
        otherwise: |s| {
            let path = format!("/api/admin/companies/{}/bulk-listing", s.vendor.company_id);
            let body = json!({ "allowed": true, "reason": "moves its range here" });
            Box::pin(async move { s.staff.put(&path, "*", &body).await.is(200) })
        },
    },
    Conditional {
        id: "accounts.change_member",
        method: "PATCH",
        path: member,
        read: member,
        body: |n| json!({ "role": if n % 2 == 0 { "order_manager" } else { "viewer" } }),
        otherwise: |s| {
            Box::pin(
                async move { s.second.patch(&member(s), "*", &json!({ "role": "catalog_manager" })).await.is(200) },
            )
        },
    },
];

impl Conditional {
    async fn write(&self, s: &Scene, n: i64, tag: &str) -> TestResponse {
        let headers = [("if-match", tag), ("content-type", "application/json")];
        s.vendor.send(self.method, &(self.path)(s), &headers, Some((self.body)(n).to_string().into_bytes())).await
    }
    async fn shown(&self, s: &Scene) -> TestResponse {
        s.vendor.get(&(self.read)(s)).await.is(200)
    }
}

#[test]
fn every_endpoint_that_takes_a_condition_is_walked() {
    let mut walked: Vec<_> = CONDITIONAL.iter().map(|one| one.id).collect();
    let mut taking: Vec<_> = api::router().all().filter(|m| m.takes_condition).map(|m| m.route.id).collect();
    walked.sort_unstable();
    taking.sort_unstable();

    assert_eq!(walked, taking);
}

on_every_engine!(
    what_was_changed_another_way_is_not_overwritten_under_the_tag_of_before,
    |engine: Engine| async move {
        let s = scene(engine).await;

        for one in CONDITIONAL {
            let before = one.shown(&s).await.etag();
            (one.otherwise)(&s).await;
            let between = one.shown(&s).await;
            assert_ne!(between.etag(), before, "{}: what is shown has changed, and its tag has not", one.id);

            let stale = one.write(&s, 0, &before).await;
            assert_eq!(stale.status, 412, "{}: {}", one.id, stale.text);
            let after = one.shown(&s).await;
            assert_eq!((&after.text, after.etag()), (&between.text, between.etag()), "{}: it was changed", one.id);

            let fresh = one.write(&s, 0, &between.etag()).await.is(200);
            let now = one.shown(&s).await;
            assert_ne!(now.etag(), between.etag(), "{}: nothing was changed", one.id);
            assert_eq!(fresh.etag(), now.etag(), "{}: the answer has another tag than the object", one.id);
        }
        s.app.finish().await;
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_is_good_as_proxies_and_clients_write_it() {
    let s = scene(Engine::Sqlite).await;

    for one in CONDITIONAL {
        // nginx makes it weak where it compresses; Apache and Caddy say in it how they did.
        let forms = ["W/{}", "{}-gzip", "{}-br", "W/{}-zstd", "\"other\", {}", "*"];
        for (n, form) in (0..).zip(forms) {
            let tag = one.shown(&s).await.etag();
            let sent = match form.split_once("{}") {
                Some((front, "")) => format!("{front}{tag}"),
                Some((front, suffix)) => format!("{front}{}{suffix}\"", tag.trim_end_matches('"')),
                None => form.to_owned(),
            };
            one.write(&s, n, &sent).await.is(200);
        }
        for (sent, status, code) in [
            ("\"7-0123456789abcdef\"", 412, None),
            ("\"7\"", 412, Some("request.unknown_etag")),
            ("\"abc\"", 412, Some("request.unknown_etag")),
            ("7", 400, Some("request.bad_if_match")),
            ("\"7", 400, Some("request.bad_if_match")),
            ("", 400, Some("request.bad_if_match")),
        ] {
            let refused = one.write(&s, 9, sent).await.is(status);
            assert!(code.is_none_or(|code| refused.json["code"] == code), "{}: {sent}: {}", one.id, refused.text);
        }
    }
    s.app.finish().await;
}

on_every_engine!(of_an_offer_and_its_price_changed_at_once_under_one_tag_one_stays, |engine: Engine| async move {
    let s = scene(engine).await;

    for round in 0..6_i64 {
        let tag = s.vendor.get(&offer(&s)).await.is(200).etag();
        let (terms, minor) =
            (json!({ "max_quantity": 500 + round }), json!({ "price_minor": 10_000 + 10 * (round + 1) }));
        let (at_offer, at_price) = (offer(&s), price(&s));
        let (one, two) = tokio::join!(s.vendor.patch(&at_offer, &tag, &terms), s.second.put(&at_price, &tag, &minor));

        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "round {round}: {} {}", one.text, two.text);
    }
    s.app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_condition_that_an_endpoint_would_not_look_at_is_refused() {
    let s = scene(Engine::Sqlite).await;
    let place = json!({ "name": "Yard", "city": "Kochi" }).to_string().into_bytes();
    let send = async |tag: &str| {
        let headers = [("content-type", "application/json"), ("if-match", tag)];
        s.vendor.send("POST", "/api/locations", &headers, Some(place.clone())).await
    };

    send("\"7-0123456789abcdef\"").await.is(400).code("request.if_match_not_expected");
    send("*").await.is(201);
    s.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_held_price_is_202_and_says_where_it_is_decided() {
    let s = scene(Engine::Sqlite).await;
    let before = s.vendor.get(&offer(&s)).await.is(200).etag();

    let held = s.vendor.put(&price(&s), &before, &json!({ "price_minor": 90_000 })).await.is(202);

    let location = held.headers["location"].to_str().expect("text").to_owned();
    assert_eq!(location, format!("/api/price-changes/{}", held.text_at("/change_id")));
    assert_eq!(held.etag(), before, "the price is what it was, and so is the offer");
    let shown = s.vendor.get(&location).await.is(200);
    assert_eq!((shown.text_at("/state"), shown.int_at("/new_minor")), ("held".to_owned(), 90_000));
    s.app.vendor("rival").await.get(&location).await.is(404).code("prices.no_such_offer");
    s.app.finish().await;
}
