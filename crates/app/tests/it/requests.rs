//! What clients send in one form or another: each is taken or refused in words that say what to send instead.

use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse};

const JSON: (&str, &str) = ("content-type", "application/json");

/// The paths that are wrong, in the order in which they are told.
fn paths(answer: &TestResponse) -> Vec<&str> {
    let errors = answer.json["errors"].as_array().map_or(&[][..], Vec::as_slice);
    errors.iter().filter_map(|error| error["path"].as_str()).collect()
}

async fn with_authorization(app: &TestApp, value: &str) -> TestResponse {
    app.anybody().send("GET", "/api/me", &[("authorization", value)], None).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_scheme_of_a_token_is_in_any_case() {
    let app = TestApp::new(Engine::Sqlite).await;
    let token = app.retailer("corner").await.token.expect("signed in");

    for scheme in ["Bearer ", "bearer ", "BEARER ", "bEaReR "] {
        with_authorization(&app, &format!("{scheme}{token}")).await.is(200);
    }
    for other in [format!("Token {token}"), format!("Bearer{token}"), token.clone(), format!("Basic {token}")] {
        with_authorization(&app, &other).await.is(401);
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_coded_body_is_415_and_says_which_coding_is_taken() {
    let app = TestApp::new(Engine::Sqlite).await;
    let vendor = app.vendor("acme").await;
    let place = json!({ "name": "Yard", "city": "Kochi" }).to_string().into_bytes();

    for coding in ["gzip", "br", "deflate, gzip"] {
        let headers = [JSON, ("content-encoding", coding)];
        let refused = vendor.send("POST", "/api/locations", &headers, Some(place.clone())).await;
        let refused = refused.is(415).code("request.coded_body");
        assert_eq!(refused.headers["accept-encoding"], "identity", "{coding}");
    }
    vendor.send("POST", "/api/locations", &[JSON, ("content-encoding", "Identity")], Some(place)).await.is(201);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_is_good_as_a_string_in_quotes_and_told_where_nobody_looks_at_it() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = vendor.sells("Tea", 8_000, 100).await;
    let order = Actor::order_body(&[(&tea, 1)]);

    let first = buyer.post_once("/api/orders", "\"8e03978e-40d5-43dd\"", &order).await.is(201);
    let again = buyer.post_once("/api/orders", "8e03978e-40d5-43dd", &order).await.is(201);
    assert_eq!(first.text_at("/id"), again.text_at("/id"), "with and without quotes it is one key");
    for bad in ["\"8e03", "\"\"", "\"a b\""] {
        buyer.post_once("/api/orders", bad, &order).await.is(400).code("idempotency.key_missing");
    }

    let place = json!({ "name": "Yard", "city": "Kochi" });
    let refused = vendor.post_once("/api/locations", "yard-1", &place).await;
    refused.is(400).code("idempotency.key_not_expected");
    vendor.post("/api/locations", &place).await.is(201);
    // Whatever method is idempotent by itself keeps what the key asks for.
    vendor.send("GET", "/api/locations", &[("idempotency-key", "yard-1")], None).await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_step_without_particulars_is_taken_with_and_without_an_empty_object() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = vendor.sells("Tea", 8_000, 100).await;

    for body in [None, Some("{}"), Some(" { } ")] {
        let part = buyer.buys(&[(&tea, 1)]).await.remove(0);
        for step in ["acceptance", "preparation", "packing"] {
            let path = format!("/api/vendor-orders/{}/{step}", part.id);
            let headers: &[_] = if body.is_some() { &[JSON] } else { &[] };
            vendor.send("POST", &path, headers, body.map(|body| body.as_bytes().to_vec())).await.is(200);
        }
    }
    let part = buyer.buys(&[(&tea, 1)]).await.remove(0);
    vendor.act(&format!("/api/vendor-orders/{}/acceptance", part.id)).await.is(200);
    let path = format!("/api/vendor-orders/{}/preparation", part.id);
    for body in ["{\"note\":1}", "[]", "null", "{"] {
        let refused = vendor.send("POST", &path, &[JSON], Some(body.as_bytes().to_vec())).await;
        refused.is(400).code("request.body_not_expected");
    }
    vendor.send("POST", &path, &[], Some(b"{}".to_vec())).await.is(400).code("request.body_not_expected");
    vendor.act(&path).await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_mistake_of_a_request_is_told_at_once_with_its_path() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (anybody, buyer) = (app.anybody(), app.retailer("corner").await);

    let query = anybody.get("/api/products?limit=many&sort=colour&vendor_id=x&page=0&foo=1").await;
    let query = query.is(400).code("request.bad_query");
    assert_eq!(paths(&query), ["limit", "sort", "vendor_id", "page", "foo"], "{}", query.text);
    assert!(!query.text.contains("colour") && !query.text.contains("expected i64"), "{}", query.text);

    let offer = app.ctx.store.id::<kernel::OfferId>();
    let order = json!({
        "lines": [{ "offer_id": "off_x", "quantity": 1.0 }, { "offer_id": offer }],
        "expected_total": { "amount_minor": "12", "currency": "INR" },
        "colour": 1,
    });
    let order = buyer.post_once("/api/orders", "wrong", &order).await.is(400).code("request.bad_body");
    let mut found = paths(&order);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "colour",
            "expected_total.amount_minor",
            "lines[0].offer_id",
            "lines[0].quantity",
            "lines[1].quantity",
            "payment_terms",
        ],
        "{}",
        order.text
    );
    assert!(order.text.contains("without a decimal point"), "{}", order.text);

    let broken = anybody.send("POST", "/api/auth/login", &[JSON], Some(b"{email: 1}".to_vec())).await;
    let broken = broken.is(400).code("request.bad_body");
    assert_eq!(paths(&broken), [""], "{}", broken.text);
    assert!(broken.text_at("/detail").starts_with("the body is not valid JSON (line 1"), "{}", broken.text);
    app.finish().await;
}

/// Every text of an answer that is an instant.
fn instants<'j>(json: &'j Value, found: &mut Vec<&'j str>) {
    match json {
        Value::String(text) if text.len() > 18 && text.ends_with('Z') && text.as_bytes()[10] == b'T' => {
            found.push(text);
        }
        Value::Array(items) => items.iter().for_each(|item| instants(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| instants(field, found)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_instant_is_written_with_six_digits() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = vendor.sells("Tea", 8_000, 100).await;
    let mut seen = 0;

    for n in 0..30 {
        // Some of so many end in a zero.
        let part = buyer.buys(&[(&tea, 1)]).await.remove(0);
        let answers = [
            vendor.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200),
            buyer.get(&format!("/api/orders/{}", part.order_id)).await.is(200),
        ];
        for answer in &answers {
            let mut found = Vec::new();
            instants(&answer.json, &mut found);
            assert!(!found.is_empty(), "{n}: {}", answer.text);
            assert!(found.iter().all(|text| text.len() == "2026-07-01T09:30:00.123456Z".len()), "{found:?}");
            seen += found.len();
        }
    }
    assert!(seen >= 60, "{seen}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_short_path_signs_in_and_shares_the_limits_of_the_long_one() {
    let app = TestApp::with(Engine::Sqlite, &[("limits.enabled", "true")]).await;
    app.applicant("retailer", "corner").await;
    let anybody = app.anybody();
    let credentials = |password: &str| json!({ "email": "corner@retailer.example", "password": password });

    let tokens = anybody.post("/api/login", &credentials(PASSWORD)).await.is(200);
    anybody.with_token(&tokens.text_at("/access_token")).get("/api/me").await.is(200);
    let wrong = credentials("not the one that was chosen");
    for path in ["/api/login", "/api/auth/login", "/api/login", "/api/auth/login", "/api/login"] {
        anybody.post(path, &wrong).await.is(401).code("auth.bad_credentials");
    }
    for path in ["/api/auth/login", "/api/login"] {
        let refused = anybody.post(path, &wrong).await.is(429).code("limits.too_many_requests");
        assert!(refused.text_at("/message").starts_with("Too many sign-in attempts. Try again in"), "{}", refused.text);
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_refusal_of_a_limit_has_a_message_for_people() {
    let few = [("limits.enabled", "true"), ("limits.catalogue", "{ requests = 1, seconds = 600 }")];
    let app = TestApp::with(Engine::Sqlite, &few).await;
    let anybody = app.anybody();
    anybody.get("/api/brands").await.is(200);

    let refused = anybody.get("/api/brands").await.is(429).code("limits.too_many_requests");

    assert_eq!(refused.text_at("/message"), "Too many requests. Please try again later.");
    assert!(refused.text_at("/detail").starts_with("Too many requests: at most 1 in 10 minutes"), "{}", refused.text);
    let other = anybody.get("/api/me").await.is(401);
    assert_eq!(other.json.get("message"), None, "{}", other.text);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_numbered_page_holds_what_a_cursor_finds_up_to_a_bound() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    for n in 0..7 {
        vendor.sells(&format!("Tea {n}"), 8_000 + n, 10).await;
    }
    app.settle().await;
    let anybody = app.anybody();

    for list in
        ["/api/products?limit=3", "/api/products?limit=3&sort=name", "/api/products?limit=2&q=tea&sort=price_desc"]
    {
        let (mut path, mut number) = (list.to_owned(), 1);
        loop {
            let by_cursor = anybody.get(&path).await.is(200);
            let numbered = anybody.get(&format!("{list}&page={number}")).await.is(200);
            assert_eq!(numbered.json, by_cursor.json, "{list}: page {number}");
            let Some(next) = by_cursor.json["next_cursor"].as_str() else { break };
            (path, number) = (format!("{list}&cursor={next}"), number + 1);
        }
        assert!(number >= 3, "{list}: {number} pages");
        let behind = anybody.get(&format!("{list}&page={}", number + 1)).await.is(200);
        assert_eq!(behind.json, json!({ "items": [], "next_cursor": null }), "{list}");
    }
    anybody.get("/api/products?page=50").await.is(200);
    for far in ["page=51", "page=11&limit=100", "page=4294967295&limit=100"] {
        let refused = anybody.get(&format!("/api/products?{far}")).await.is(422).code("page.too_deep");
        assert!(refused.text_at("/detail").contains("follow the cursor"), "{}", refused.text);
    }
    let first = anybody.get("/api/products?limit=3").await.is(200).text_at("/next_cursor");
    let both = anybody.get(&format!("/api/products?limit=3&page=2&cursor={first}")).await;
    both.is(422).code("page.number_and_cursor");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_redirect_to_our_own_name_counts_against_the_address() {
    let few = ("limits.address", "{ requests = 3, seconds = 600, burst = 0 }");
    let here = ("server.public_url", "http://localhost:8080");
    let app = TestApp::with(Engine::Sqlite, &[("limits.enabled", "true"), few, here]).await;
    let anybody = app.anybody();

    for _ in 0..3 {
        let sent = anybody.get("/sign-in").await.is(307);
        assert_eq!(sent.headers["location"], "http://localhost:8080/sign-in");
    }
    anybody.get("/sign-in").await.is(429);
    app.finish().await;
}
