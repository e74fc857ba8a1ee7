//! What is not part of a cache's key must not change what the cache keeps.

use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse};

use super::front::{Front, kept, without_the_front};
use super::setups::Setup;
use super::{DOCUMENTS, shown};
use crate::http_edges::{only, raw};

const EVIL: &str = "evil.test";
/// Fields by which servers are told that they were asked for something else.
const POISON: &[(&str, &str)] = &[
    ("x-forwarded-host", "evil.test"),
    ("x-forwarded-proto", "evil.test"),
    ("x-forwarded-scheme", "evil.test"),
    ("x-forwarded-port", "1337"),
    ("x-forwarded-prefix", "/evil.test"),
    ("x-forwarded-path", "/evil.test"),
    ("x-forwarded-server", "evil.test"),
    ("x-forwarded-for", "evil.test"),
    ("forwarded", "for=evil.test;host=evil.test;proto=https"),
    ("x-host", "evil.test"),
    ("x-original-host", "evil.test"),
    ("x-original-url", "/api/evil.test"),
    ("x-rewrite-url", "/api/evil.test"),
    ("x-http-method-override", "DELETE"),
    ("x-http-method", "DELETE"),
    ("x-method-override", "DELETE"),
    ("x-request-id", "evil.test"),
    ("x-correlation-id", "evil.test"),
    ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
    ("referer", "https://evil.test/"),
    ("user-agent", "evil.test"),
    ("cookie", "device=evil.test; session=evil.test; theme=evil.test"),
    ("accept-language", "ur-PK, evil.test"),
    ("accept-encoding", "br, gzip"),
    ("accept-charset", "utf-7"),
    ("prefer", "return=minimal"),
    ("surrogate-capability", "evil=\"ESI/1.0\""),
    ("cache-control", "max-stale=100, only-if-cached"),
    ("pragma", "evil.test"),
];

fn public(tea: &TestOffer, vendor: &Actor) -> Vec<String> {
    let catalogue = ["/api/products".to_owned(), "/api/categories".to_owned(), "/api/vendors".to_owned()];
    let single = [format!("/api/products/{}", tea.product_id), format!("/api/vendors/{}", vendor.company_id)];
    DOCUMENTS.map(str::to_owned).into_iter().chain(catalogue).chain(single).collect()
}

async fn shop(app: &TestApp) -> (Actor, TestOffer) {
    app.category().await;
    let vendor = app.vendor("acme").await;
    let tea = vendor.sells("Garden Tea", 80_00, 10).await;
    (vendor, tea)
}

#[track_caller]
fn is_clean(answer: &TestResponse, clean: &TestResponse, how: &str) {
    assert_eq!(shown(answer), shown(clean), "{how}");
    let told = format!("{:?} {}", answer.headers, answer.text);
    assert!(!told.contains(EVIL), "{how}: {told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_field_that_caches_leave_out_of_their_keys_changes_a_public_answer() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, tea) = shop(&app).await;
    let anybody = app.anybody();

    for path in public(&tea, &vendor) {
        let clean = anybody.get(&path).await.is(200);
        for field in POISON {
            let answer = anybody.send("GET", &path, &[*field], None).await;
            is_clean(&answer, &clean, &format!("{path} with {field:?}"));
        }
        let signed_in = vendor.get(&path).await;
        is_clean(&signed_in, &clean, &format!("{path}, signed in"));
        let at = async |host: &str| {
            let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
            let mut answer = raw(app.address, request.as_bytes()).await;
            answer.headers.remove("connection");
            answer
        };
        for host in ["evil.test", "evil.test:1337"] {
            is_clean(&at(host).await, &clean, &format!("{path} at {host:?}"));
        }
        // What is no host is refused, and nobody keeps the refusal.
        for host in ["127.0.0.1@evil.test", "evil.test/../x", "[::1]:evil.test", ""] {
            let refused = at(host).await.is(400).code("request.malformed");
            assert_eq!(only(&refused, "cache-control"), "no-store", "{path} at {host:?}");
            assert!(!format!("{:?} {}", refused.headers, refused.text).contains(EVIL), "{path} at {host:?}");
        }
        let absolute = format!("GET http://evil.test{path} HTTP/1.1\r\nhost: evil.test\r\nconnection: close\r\n\r\n");
        let mut answer = raw(app.address, absolute.as_bytes()).await;
        answer.headers.remove("connection");
        is_clean(&answer, &clean, &format!("{path} in absolute form"));
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cache_filled_by_an_attacker_gives_others_the_clean_answer() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, tea) = shop(&app).await;

    for setup in Setup::LISTENING.iter().chain(Setup::DEAF) {
        let front = Front::new(*setup, &app).await;
        let mut hits = 0;
        for path in public(&tea, &vendor) {
            let clean = without_the_front(app.anybody().get(&path).await.is(200));
            front.of(&app.anybody()).send("GET", &path, POISON, None).await.is(200);
            // A body where none belongs: refused, or never shown to us.
            let fat = Some(b"{\"q\":\"evil.test\"}".to_vec());
            let fat = front.of(&app.anybody()).send("GET", &path, &[], fat).await;
            assert!([200, 400].contains(&fat.status.as_u16()), "{setup:?} {path}: {}", fat.text);
            let absolute = format!("GET http://{EVIL}{path} HTTP/1.1\r\nhost: {EVIL}\r\nconnection: close\r\n\r\n");
            raw(front.address, absolute.as_bytes()).await.is(200);

            for _ in 0..2 {
                let answer = front.of(&app.anybody()).get(&path).await;
                hits += usize::from(kept(&answer));
                is_clean(&without_the_front(answer), &clean, &format!("{setup:?} {path}"));
            }
        }
        assert!(hits > 0, "{setup:?} kept nothing");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parameter_that_we_do_not_know_is_refused_or_changes_nothing() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, tea) = shop(&app).await;
    let anybody = app.anybody();

    for path in public(&tea, &vendor) {
        let clean = anybody.get(&path).await.is(200);
        for query in ["utm_source=evil.test", "cb=1", "callback=evil.test", "_method=DELETE", "x=.css", "evil.test"] {
            let answer = anybody.get(&format!("{path}?{query}")).await;
            if answer.status == 200 {
                is_clean(&answer, &clean, &format!("{path}?{query}"));
            } else {
                answer.is(400).code("request.bad_query");
            }
        }
    }
    for twice in ["q=tea&q=evil", "q=tea&Q=evil", "q=tea&q%5b%5d=evil", "limit=1&limit=2", "q=tea;q=evil&utm=1"] {
        let answer = anybody.get(&format!("/api/products?{twice}")).await.is(400).code("request.bad_query");
        assert_eq!(only(&answer, "cache-control"), "no-store");
    }
    let (one, other) = ("/api/products?q=tea&limit=1", "/api/products?limit=1&q=tea");
    assert_eq!(shown(&anybody.get(one).await.is(200)), shown(&anybody.get(other).await.is(200)));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_kept_for_one_origin_is_not_given_to_another() {
    let (shop, other) = ("https://app.aqad.com", "https://desk.aqad.com");
    let app = TestApp::with(Engine::Sqlite, &[("cors.origins", "https://app.aqad.com,https://desk.aqad.com")]).await;

    for setup in Setup::LISTENING.iter().chain(Setup::DEAF) {
        let front = Front::new(*setup, &app).await;
        let anybody = front.of(&app.anybody());
        for path in ["/api/docs.css", "/api/openapi.json", "/api/vendors", "/api/me"] {
            // First somebody without an origin, and a stranger: they must not spoil it either.
            for origin in ["", "https://evil.test", shop, other, "", shop, other, "https://evil.test"] {
                let headers = if origin.is_empty() { vec![] } else { vec![("origin", origin)] };
                let answer = anybody.send("GET", path, &headers, None).await;
                let granted = answer.headers.get("access-control-allow-origin").map(|v| v.to_str().expect("text"));
                let due = [shop, other].contains(&origin).then_some(origin);
                assert_eq!(granted, due, "{setup:?} {path} for {origin:?}");
            }
        }
        let again = anybody.send("GET", "/api/docs.css", &[("origin", other)], None).await.is(200);
        assert!(kept(&again), "{setup:?} keeps one for each origin");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_kept_for_one_who_takes_json_is_not_given_to_one_who_does_not() {
    let app = TestApp::new(Engine::Sqlite).await;

    for setup in Setup::DEAF {
        let front = Front::new(*setup, &app).await;
        let anybody = front.of(&app.anybody());
        for (accept, status) in [("application/json", 200), ("text/html", 406), ("application/json", 200)] {
            let answer = anybody.send("GET", "/api/vendors", &[("accept", accept)], None).await;
            assert_eq!(answer.status, status, "{setup:?}: {accept}: {}", answer.text);
        }
    }
    app.finish().await;
}
