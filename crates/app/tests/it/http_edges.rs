//! What HTTP itself must hold to, whatever the endpoint: headers, caches, origins, methods, limits, the end.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::Duration;

use infra::db::{Error, Stmt};
use infra::write::Origin;
use kernel::DomainError as _;
use market::Event;
use market::may::Role;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

const BOUND: Duration = Duration::from_secs(20);
const SHOP: &str = "https://app.aqad.com";

/// A header, and whether a value of it is helmet 8's default or stricter.
type Rule = (&'static str, fn(&str) -> bool);

const HELMET: &[Rule] = &[
    ("content-security-policy", |v| {
        let wants = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];
        !v.contains("unsafe") && !v.contains('*') && wants.iter().all(|w| v.split(';').any(|d| d.trim() == *w))
    }),
    ("cross-origin-opener-policy", |v| v == "same-origin"),
    ("cross-origin-embedder-policy", |v| v == "require-corp"),
    ("cross-origin-resource-policy", |v| v == "same-origin"),
    ("origin-agent-cluster", |v| v == "?1"),
    ("referrer-policy", |v| v == "no-referrer"),
    ("strict-transport-security", |v| {
        let seconds = v.strip_prefix("max-age=").and_then(|v| v.split(';').next()).and_then(|n| n.parse::<u64>().ok());
        seconds.is_some_and(|n| n >= 31_536_000) && v.contains("; includeSubDomains")
    }),
    ("x-content-type-options", |v| v == "nosniff"),
    ("x-dns-prefetch-control", |v| v == "off"),
    ("x-download-options", |v| v == "noopen"),
    ("x-frame-options", |v| v == "DENY"),
    ("x-permitted-cross-domain-policies", |v| v == "none"),
    ("x-xss-protection", |v| v == "0"),
    ("permissions-policy", |v| {
        ["camera=()", "geolocation=()", "microphone=()", "payment=()"].iter().all(|f| v.contains(f))
    }),
];

/// The one value of a header.
#[track_caller]
pub fn only<'a>(answer: &'a TestResponse, name: &str) -> &'a str {
    let mut values = answer.headers.get_all(name).iter();
    let first = values.next().unwrap_or_else(|| panic!("{}: no {name}", answer.status));
    assert!(values.next().is_none(), "{}: {name} twice", answer.status);
    first.to_str().expect("text")
}

/// Insists on everything that every answer carries.
#[track_caller]
pub fn dressed(answer: &TestResponse) {
    for (name, is_strict) in HELMET {
        let value = only(answer, name);
        assert!(is_strict(value), "{}: {name}: {value}", answer.status);
    }
    for name in ["server", "x-powered-by", "access-control-allow-credentials", "set-cookie"] {
        assert!(!answer.headers.contains_key(name), "{}: {name}", answer.status);
    }
    // In one line: some caches read only the last of several.
    let varies = only(answer, "vary").split(", ").collect::<Vec<_>>();
    assert!(varies.contains(&"Accept") && varies.contains(&"Origin"), "{}: Vary: {varies:?}", answer.status);
    assert_eq!(varies.contains(&"Authorization"), only(answer, "cache-control") == "no-store", "{}", answer.status);
    if answer.status.as_u16() >= 400 {
        assert_eq!(only(answer, "cache-control"), "no-store");
        assert_eq!(only(answer, "content-type"), "application/problem+json");
        assert_eq!(answer.int_at("/status"), i64::from(answer.status.as_u16()), "{}", answer.text);
        // A used-up quota has a type of its own, by the draft of the RateLimit fields.
        let quota = answer.json["violated-policies"].is_array();
        let kind = if quota { "#quota-exceeded".to_owned() } else { format!("#{}", answer.text_at("/code")) };
        assert!(answer.text_at("/type").ends_with(&kind), "{}", answer.text);
    }
}

/// The same person on connections of their own.
pub fn alone(who: &Actor) -> Actor {
    Actor { client: Actor::anybody(&who.url).client, ..who.clone() }
}

/// Sends bytes as they are and reads until the server closes.
pub async fn raw(address: SocketAddr, bytes: &[u8]) -> TestResponse {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(bytes).await.expect("bytes are taken");
    heard(&mut stream).await
}

async fn heard(stream: &mut TcpStream) -> TestResponse {
    let mut bytes = Vec::new();
    timeout(BOUND, stream.read_to_end(&mut bytes)).await.expect("an end").expect("bytes");
    let text = String::from_utf8(bytes).expect("text");
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no head in {text:?}"));
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|l| l.split(' ').nth(1)).and_then(|s| s.parse().ok()).expect("a status");
    let mut headers = HeaderMap::new();
    for (name, value) in lines.filter_map(|l| l.split_once(": ")) {
        headers.append(HeaderName::try_from(name).expect("a name"), HeaderValue::try_from(value).expect("a value"));
    }
    let json = serde_json::from_str(body).unwrap_or(Value::Null);
    TestResponse {
        status: reqwest::StatusCode::from_u16(status).expect("a status"),
        headers,
        text: body.to_owned(),
        json,
    }
}

/// Runs one statement that no subject has.
async fn break_in(app: &TestApp, statement: &'static str) {
    let nobody = Origin::default();
    let wrote = app.ctx.store.write::<(), Error, _, _>(&nobody, |tx| async move {
        tx.exec(&Stmt::same(statement), vec![]).await?;
        Ok(tx.commit_with(Event::Seeded { what: "damage".to_owned() }.record(), ()))
    });
    wrote.await.unwrap_or_else(|e| panic!("{}: {e}", e.code()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_class_of_answer_carries_every_security_header() {
    let app = TestApp::with(
        Engine::Sqlite,
        &[("limits.enabled", "true"), ("limits.admin", "{ requests = 1, seconds = 600 }")],
    )
    .await;
    let owner = app.applicant("vendor", "acme").await;
    let leaving = owner.sign_in("acme@vendor.example").await;
    let admin = app.staff(Role::SuperAdmin).await;
    admin
        .post(&format!("/api/admin/companies/{}/approval", owner.company_id), &json!({ "similar_seen": 20 }))
        .await
        .is(200);
    let tag = owner.get("/api/company").await.is(200).etag();
    let stale = tag.replacen('2', "1", 1);
    let list = app.anybody().get("/api/vendors").await.is(200);
    let json: &[(&str, &str)] = &[("content-type", "application/json")];
    let place = json!({ "name": "Yard", "city": "Kochi" }).to_string().into_bytes();
    let anybody = app.anybody();

    let answers = [
        owner.get("/api/me").await.is(200),
        owner.send("POST", "/api/locations", json, Some(place.clone())).await.is(201),
        leaving.act("/api/auth/logout").await.is(204),
        anybody.send("OPTIONS", "/api/vendors", &[], None).await.is(204),
        anybody.send("GET", "/api/vendors", &[("if-none-match", &list.etag())], None).await.is(304),
        anybody.get("/api/vendors?nobody=1").await.is(400),
        owner.send("POST", "/api/locations", json, Some(b"{".to_vec())).await.is(400),
        anybody.get("/api/me").await.is(401),
        anybody.with_token("nonsense").get("/api/me").await.is(401),
        owner.get("/api/admin/users").await.is(403),
        anybody.get("/nothing").await.is(404),
        anybody.send("DELETE", "/api/vendors", &[], None).await.is(405),
        anybody.send("GET", "/api/vendors", &[("accept", "text/html")], None).await.is(406),
        owner.send("POST", "/api/locations", json, Some(place.clone())).await.is(409),
        owner.send("PATCH", "/api/company", &[json[0], ("if-match", &stale)], Some(b"{}".to_vec())).await.is(412),
        // A connection of its own: its body is not read to the end, so the server closes it.
        alone(&owner).send("POST", "/api/locations", json, Some(vec![b' '; 400_000])).await.is(413),
        owner.send("POST", "/api/locations", &[("content-type", "text/plain")], Some(place)).await.is(415),
        owner.post("/api/invitations", &json!({ "email": "a@b.example", "role": "rider" })).await.is(422),
        owner.send("PATCH", "/api/company", json, Some(b"{}".to_vec())).await.is(428),
        admin
            .post(&format!("/api/admin/companies/{}/approval", owner.company_id), &json!({ "similar_seen": 20 }))
            .await
            .is(429),
    ];

    assert!(tag.starts_with("\"2-"), "{tag}");
    answers.iter().for_each(dressed);
    assert!(only(&answers[19], "retry-after").parse::<u64>().is_ok_and(|s| (1..=601).contains(&s)));
    assert!(only(&answers[7], "www-authenticate").starts_with("Bearer"));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn errors_of_our_own_carry_every_header_and_tell_nothing() {
    let app = TestApp::new(Engine::Sqlite).await;
    let retailer = app.retailer("corner").await;
    retailer.get("/readyz").await.is(200);

    break_in(&app, "delete from schema_migrations where name = '0008_notices'").await;
    app.clock.advance(testkit::seconds(2));
    let waiting = retailer.get("/readyz").await.is(503).code("service.not_ready");
    break_in(&app, "drop table notices").await;
    let broken = retailer.get("/api/notices").await.is(500);

    dressed(&waiting);
    dressed(&broken);
    retailer.get("/livez").await.is(200);
    for word in ["notices", "sql", "table", "rusqlite", ".rs"] {
        let (detail, all) = (broken.text_at("/detail").to_lowercase(), broken.headers.len());
        assert!(all > 0 && !detail.contains(word), "{detail}");
    }
    assert!(broken.json["details"].is_null(), "{}", broken.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn errors_below_the_router_are_dressed_like_all_others() {
    let app = TestApp::with(Engine::Sqlite, &[("server.header_timeout_seconds", "1")]).await;
    let huge = "x".repeat(80_000);
    let many = "a: b\r\n".repeat(101);
    let cases = [
        ("NOT A REQUEST\r\n\r\n".to_owned(), 400),
        ("GET /livez HTTP/1.1\r\nbad header\r\n\r\n".to_owned(), 400),
        ("POST /api/auth/login HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n".to_owned(), 400),
        ("GET /livez HTTP/1.1\r\nconnection: close\r\n\r\n".to_owned(), 400),
        ("GET /livez HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n".to_owned(), 400),
        (format!("GET /{huge} HTTP/1.1\r\nhost: a\r\n\r\n"), 414),
        (format!("GET /livez HTTP/1.1\r\nx-huge: {huge}\r\n\r\n"), 431),
        (format!("GET /livez HTTP/1.1\r\n{many}\r\n"), 431),
        ("GET /livez HTTP/1.1\r\nhost:".to_owned(), 408),
    ];

    for (request, status) in cases {
        dressed(&raw(app.address, request.as_bytes()).await.is(status));
    }
    app.finish().await;
}

const GRANTS: &str = "access-control-allow-origin";

fn preflight(origin: &'static str) -> [(&'static str, &'static str); 3] {
    [("origin", origin), ("access-control-request-method", "POST"), ("access-control-request-headers", "authorization")]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_listed_origins_are_granted_and_byte_for_byte() {
    let app = TestApp::with(Engine::Sqlite, &[("cors.origins", SHOP)]).await;
    let anybody = app.anybody();
    let evil = [
        "https://evil.test",
        "null",
        "https://app.aqad.com.evil.test",
        "https://evilapp.aqad.com",
        "http://app.aqad.com",
        "https://app.aqad.com:444",
        "https://app.aqad.com%60.evil",
        "HTTPS://APP.AQAD.COM",
        "https://App.aqad.com",
        "https://app.aqad.com.",
        "https://app.aqad.com/",
        "*",
        "",
        "https://aqad.com",
        "https://app.aqad.com https://evil.test",
    ];

    let granted = anybody.send("GET", "/api/vendors", &[("origin", SHOP)], None).await.is(200);
    assert_eq!(only(&granted, GRANTS), SHOP);
    assert_eq!(only(&granted, "cross-origin-resource-policy"), "cross-origin");
    let refused = anybody.send("GET", "/api/me", &[("origin", SHOP)], None).await.is(401);
    assert_eq!(only(&refused, GRANTS), SHOP);
    for origin in evil {
        for path in ["/api/vendors", "/api/me", "/nothing"] {
            let answer = anybody.send("GET", path, &[("origin", origin)], None).await;
            assert!(!answer.headers.contains_key(GRANTS), "{origin} at {path}");
            dressed(&answer);
        }
        let asked = anybody.send("OPTIONS", "/api/orders", &preflight(origin), None).await.is(204);
        assert!(!asked.headers.keys().any(|name| name.as_str().starts_with("access-control-")), "{origin}");
    }
    let two = anybody.send("GET", "/api/vendors", &[("origin", SHOP), ("origin", SHOP)], None).await.is(200);
    assert!(!two.headers.contains_key(GRANTS));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_preflight_is_answered_everywhere_and_reaches_no_handler() {
    let app = TestApp::with(Engine::Sqlite, &[("cors.origins", SHOP)]).await;
    let anybody = app.anybody();
    let paths: BTreeSet<String> = api::router().all().map(|m| m.route.path.replace(['{', '}'], "")).collect();

    for path in paths.iter().map(String::as_str).chain(["/nothing", "/api/admin", "/api/orders/x/y/z"]) {
        let answer = anybody.send("OPTIONS", path, &preflight(SHOP), None).await.is(204);
        assert_eq!((only(&answer, GRANTS), answer.text.as_str()), (SHOP, ""), "{path}");
        assert!(only(&answer, "access-control-allow-headers").contains("authorization"), "{path}");
        assert!(
            !answer.headers.values().any(|v| v == "*")
                && !answer.headers.contains_key("access-control-allow-credentials")
        );
    }
    let private = [preflight(SHOP).as_slice(), &[("access-control-request-private-network", "true")]].concat();
    let answer = anybody.send("OPTIONS", "/api/orders", &private, None).await.is(204);
    assert!(!answer.headers.contains_key("access-control-allow-private-network"));
    assert!(!answer.headers.contains_key("access-control-allow-methods"));
    app.finish().await;
}

#[tokio::test]
async fn the_address_of_a_form_leads_to_its_page() {
    let app = TestApp::new(Engine::Sqlite).await;
    let anybody = crate::forms::at_a_screen(&app.anybody());
    let html = [("accept", "text/html,*/*;q=0.8")];

    for (form, page) in [
        ("/quick-order/lines", "/quick-order"),
        ("/vendor/orders/vor_1/accept", "/vendor/orders/vor_1"),
        ("/orders/ord_1/vendor-orders/vor_1/cancellation", "/orders/ord_1"),
    ] {
        for method in ["GET", "HEAD"] {
            let answer = anybody.send(method, form, &html, None).await.is(303);
            assert_eq!(only(&answer, "location"), page, "{method} {form}");
        }
        anybody.send("PUT", form, &html, None).await.is(405);
        // Programs are told.
        anybody.send("GET", form, &[("accept", "application/json")], None).await.is(405);
    }
    anybody.send("GET", "/sign-out", &html, None).await.is(405);
    anybody.send("GET", "/api/auth/login", &html, None).await.is(405);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_path_answers_to_its_methods_and_to_no_other() {
    let app = TestApp::new(Engine::Sqlite).await;
    let anybody = app.anybody();
    let mut paths: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for mounted in api::router().all() {
        let methods = paths.entry(mounted.route.path.replace(['{', '}'], "")).or_default();
        methods.insert(mounted.route.method.name());
    }

    for (path, methods) in &mut paths {
        if methods.contains("GET") {
            methods.insert("HEAD");
        }
        methods.insert("OPTIONS");
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW", "PROPFIND", "get"] {
            let answer = anybody.send(method, path, &[], None).await;
            if methods.contains(method) {
                assert_ne!(answer.status, 405, "{method} {path}");
            } else {
                assert_eq!(answer.status, 405, "{method} {path}");
                assert_eq!(only(&answer, "allow").split(", ").collect::<BTreeSet<_>>(), *methods, "{path}");
            }
        }
        let options = anybody.send("OPTIONS", path, &[], None).await.is(204);
        assert_eq!(only(&options, "allow").split(", ").collect::<BTreeSet<_>>(), *methods, "{path}");
    }
    for path in ["/api/products", "/livez", "/api/openapi.json", "/api/docs"] {
        let (get, head) = (anybody.get(path).await.is(200), anybody.send("HEAD", path, &[], None).await.is(200));
        assert_eq!(
            (head.text.as_str(), head.etag(), only(&head, "content-type")),
            ("", get.etag(), only(&get, "content-type"))
        );
        assert_eq!(only(&head, "content-length"), get.text.len().to_string());
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sent_and_what_is_wanted_must_be_json() {
    let app = TestApp::new(Engine::Sqlite).await;
    let vendor = app.vendor("acme").await;
    let body = |name: &str| Some(json!({ "name": name, "city": "Kochi" }).to_string().into_bytes());
    let as_type = async |kind: &str, name: &str| {
        vendor.send("POST", "/api/locations", &[("content-type", kind)], body(name)).await
    };

    for (at, good) in [
        "application/json",
        "APPLICATION/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
    ]
    .iter()
    .enumerate()
    {
        as_type(good, &format!("Good {at}")).await.is(201);
    }
    for bad in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/jsonp",
        "application/json, text/plain",
        "",
    ] {
        as_type(bad, "Bad").await.is(415).code("request.not_json");
    }
    vendor.send("POST", "/api/locations", &[], body("None")).await.is(415);
    let two = [("content-type", "application/json"), ("content-type", "application/json")];
    vendor.send("POST", "/api/locations", &two, body("Two")).await.is(415);

    for (accept, status) in [
        ("*/*", 200),
        ("application/json", 200),
        ("text/html, application/*;q=0.1", 200),
        ("text/html", 406),
        ("application/json;q=0", 406),
        ("application/xml", 406),
    ] {
        app.anybody().send("GET", "/api/vendors", &[("accept", accept)], None).await.is(status);
    }

    vendor.send("POST", "/api/notices/read", &[], Some(b"{}".to_vec())).await.is(400).code("request.body_not_expected");
    vendor.send("GET", "/api/me", &[], Some(b"{}".to_vec())).await.is(400).code("request.body_not_expected");
    let chunked = b"POST /api/auth/logout HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n";
    // An empty one is none: it is refused for what it lacks.
    raw(app.address, chunked).await.is(401).code("auth.required");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_cannot_choose_the_address_it_is_counted_by() {
    let limits = [("limits.enabled", "true"), ("limits.catalogue", "{ requests = 2, seconds = 600 }")];
    let asks = async |who: &Actor, headers: &[(&str, &str)]| who.send("GET", "/api/vendors", headers, None).await;

    let direct = TestApp::with(Engine::Sqlite, &limits).await;
    let anybody = direct.anybody();
    asks(&anybody, &[("x-forwarded-for", "198.51.100.1")]).await.is(200);
    asks(&anybody, &[("x-real-ip", "198.51.100.2"), ("forwarded", "for=198.51.100.3")]).await.is(200);
    let refused = asks(&anybody, &[("x-forwarded-for", "198.51.100.4")]).await.is(429).code("limits.too_many_requests");
    dressed(&refused);
    assert!(only(&refused, "retry-after").parse::<u64>().is_ok_and(|s| (1..=601).contains(&s)));
    direct.finish().await;

    let proxied =
        TestApp::with(Engine::Sqlite, &[&limits[..], &[("server.trusted_proxies", "127.0.0.1")]].concat()).await;
    let anybody = proxied.anybody();
    asks(&anybody, &[("x-forwarded-for", "198.51.100.1")]).await.is(200);
    asks(&anybody, &[("x-forwarded-for", "203.0.113.9, 198.51.100.1, 127.0.0.1")]).await.is(200);
    asks(&anybody, &[("x-forwarded-for", "203.0.113.10, 198.51.100.1")]).await.is(429);
    asks(&anybody, &[("x-forwarded-for", "203.0.113.11"), ("x-forwarded-for", "198.51.100.1")]).await.is(429);
    asks(&anybody, &[("x-forwarded-for", "::ffff:198.51.100.1")]).await.is(429);
    asks(&anybody, &[("x-forwarded-for", "198.51.100.1, 203.0.113.12")]).await.is(200);
    proxied.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_request_has_an_id_of_ours_and_no_header_makes_it_another_request() {
    let app = TestApp::new(Engine::Sqlite).await;
    let vendor = app.vendor("acme").await;
    let mut seen = BTreeSet::new();

    for at in 0..50 {
        let path = ["/api/me", "/nothing", "/api/me?x=1", "/api/admin/users"][at % 4];
        let answer = vendor.send("GET", path, &[("x-request-id", "mine")], None).await;
        let id = only(&answer, "x-request-id").to_owned();
        if answer.status.as_u16() >= 400 {
            assert_eq!(answer.text_at("/request_id"), id);
        }
        assert!(seen.insert(id), "an id came twice");
    }
    let method = [("x-http-method-override", "DELETE"), ("x-http-method", "DELETE"), ("x-method-override", "DELETE")];
    vendor.send("GET", "/api/me", &method, None).await.is(200);
    vendor.send("POST", "/api/me", &[("x-http-method-override", "GET")], None).await.is(405);
    let other = [("x-original-url", "/api/admin/users"), ("x-rewrite-url", "/api/me"), ("x-forwarded-prefix", "/api")];
    assert_eq!(app.anybody().send("GET", "/livez", &other, None).await.is(200).text_at("/status"), "ok");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_under_way_is_answered_when_the_server_stops() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (address, body) = (app.address, json!({ "email": "a@b.example", "password": PASSWORD }).to_string());
    let head = format!(
        "POST /api/auth/login HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(head.as_bytes()).await.expect("bytes are taken");
    let mut go_on = [0_u8; 25];
    timeout(BOUND, stream.read_exact(&mut go_on)).await.expect("in time").expect("bytes");
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n", "the handler waits for the body");

    let ending = tokio::spawn(app.finish());
    let closed = async {
        while TcpStream::connect(address).await.is_ok() {
            // SLEEP: between two looks.
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(BOUND, closed).await.expect("the connection closes");
    stream.write_all(body.as_bytes()).await.expect("bytes are taken");

    dressed(&heard(&mut stream).await.is(401).code("auth.bad_credentials"));
    timeout(BOUND, ending).await.expect("the server ends").expect("in order");
}
