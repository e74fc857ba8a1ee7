//! The edges of HTTP itself: lines, hosts, and what a browser says of who fetches.

use testkit::{Engine, TestApp};

use crate::http_edges::{dressed, raw};
use crate::sign_in::cookie::Browser;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_that_does_not_end_in_cr_lf_is_no_request() {
    let app = TestApp::new(Engine::Sqlite).await;
    let sign_in = "POST /api/auth/login HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\nconnection: close\r\n";

    for request in [
        "GET /livez HTTP/1.1\nhost: a\nconnection: close\n\n".to_owned(),
        "GET /livez HTTP/1.1\nhost: a\r\nconnection: close\r\n\r\n".to_owned(),
        "GET /livez HTTP/1.1\r\nhost: a\nconnection: close\r\n\r\n".to_owned(),
        "GET /livez HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\n".to_owned(),
        "\nGET /livez HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n".to_owned(),
        format!("{sign_in}content-length: 2\n\r\n{{}}"),
    ] {
        let answer = raw(app.address, request.as_bytes()).await;
        dressed(&answer);
        answer.is(400);
    }
    // Within a body a line ends as its author likes.
    let body = "{\n\"email\": \"a@b.example\",\n\"password\": \"copper kettle under seven pines\"\n}\n";
    let with_body = format!("{sign_in}content-length: {}\r\n\r\n{body}", body.len());
    raw(app.address, with_body.as_bytes()).await.is(401).code("auth.bad_credentials");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_names_one_host_and_one_that_can_be() {
    let app = TestApp::new(Engine::Sqlite).await;
    let ask = async |target: &str, version: &str, hosts: &[&str]| {
        let hosts = hosts.iter().map(|host| format!("host: {host}\r\n")).collect::<Vec<_>>().concat();
        raw(app.address, format!("GET {target} HTTP/{version}\r\n{hosts}connection: close\r\n\r\n").as_bytes()).await
    };

    for hosts in [&["a"][..], &["shop.example:8443"], &["127.0.0.1:8080"], &["[::1]:80"], &["Shop.Example."]] {
        ask("/api/vendors", "1.1", hosts).await.is(200);
    }
    for (target, version, hosts) in [
        ("/api/vendors", "1.1", &[][..]),
        ("/api/vendors", "1.0", &[]),
        ("/api/vendors", "1.1", &["a", "a"]),
        ("/api/vendors", "1.1", &[""]),
        ("/api/vendors", "1.1", &["a b"]),
        ("/api/vendors", "1.1", &["a,b"]),
        ("/api/vendors", "1.1", &["a/b"]),
        ("/api/vendors", "1.1", &["user@a"]),
        ("/api/vendors", "1.1", &["a:80:80"]),
        ("/api/vendors", "1.1", &["a:http"]),
        ("/api/vendors", "1.1", &["a:99999"]),
        ("/api/vendors", "1.1", &["<script>"]),
        ("http://b.example/api/vendors", "1.1", &["a"]),
        ("/livez", "1.1", &["a b"]),
        ("/livez", "1.1", &[]),
    ] {
        let answer = ask(target, version, hosts).await;
        assert_eq!((answer.status.as_u16(), answer.text_at("/code").as_str()), (400, "request.malformed"), "{hosts:?}");
    }
    // Old balancers probe without a host.
    ask("/livez", "1.0", &[]).await.is(200);
    app.finish().await;
}

const SITE: &str = "sec-fetch-site";
const MODE: &str = "sec-fetch-mode";
const DEST: &str = "sec-fetch-dest";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_site_can_link_to_what_the_cookie_shows_and_not_fetch_it() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.retailer("corner").await;
    let browser = Browser::enter(&app, "corner@retailer.example").await;
    let html = ("accept", "text/html");

    for path in ["/", "/orders", "/notices", "/api/me", "/api/products", "/api/orders"] {
        let accepts = if path.starts_with("/api") { ("accept", "*/*") } else { html };
        for headers in [
            &[(SITE, "cross-site"), (MODE, "no-cors"), (DEST, "image")][..],
            &[(SITE, "cross-site"), (MODE, "no-cors"), (DEST, "script")],
            &[(SITE, "same-site"), (MODE, "no-cors"), (DEST, "empty")],
            &[(SITE, "cross-site"), (MODE, "cors"), (DEST, "empty")],
            &[(SITE, "cross-site"), (MODE, "navigate"), (DEST, "iframe")],
            &[(SITE, "cross-site")],
        ] {
            let answer = browser.send("GET", path, &[headers, &[accepts]].concat(), None).await.is(403);
            let told = answer.text.contains("access.cross_site") || answer.text.contains("came from another site");
            assert!(told && !answer.text.contains("corner@"), "{path} {headers:?}: {}", answer.text);
            // Nobody signed in: there is nothing here that is not everybody's, if it is anything.
            let answer = app.anybody().send("GET", path, &[headers, &[accepts]].concat(), None).await;
            assert_ne!(answer.status, 403, "{path} {headers:?}");
        }
        for headers in [
            &[][..],
            &[(SITE, "cross-site"), (MODE, "navigate"), (DEST, "document")],
            &[(SITE, "none"), (MODE, "navigate"), (DEST, "document")],
            &[(SITE, "same-origin"), (MODE, "cors"), (DEST, "empty")],
        ] {
            browser.send("GET", path, &[headers, &[accepts]].concat(), None).await.is(200);
        }
    }
    // With a token the cookie does not count, nor does what a browser says.
    let buyer = app.anybody().sign_in("corner@retailer.example").await;
    buyer.send("GET", "/api/me", &[(SITE, "cross-site"), (MODE, "cors")], None).await.is(200);
    app.finish().await;
}
