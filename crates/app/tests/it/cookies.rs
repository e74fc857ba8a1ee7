//! The cookies that this site sets besides the session's, and browsers that have too many of them.

use edge::Method;
use edge::router::RouteMatch;
use testkit::{Engine, PASSWORD, TestApp, TestResponse};

use crate::sign_in::cookie;

fn set(answer: &TestResponse) -> Vec<String> {
    answer.headers.get_all("set-cookie").iter().map(|line| line.to_str().expect("text").to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn language_and_theme_are_kept_for_this_host_over_tls_only() {
    let app = TestApp::new(Engine::Sqlite).await;
    let form = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];

    let chosen = app.anybody().send("POST", "/settings", &form, Some(b"lang=hi&theme=dark".to_vec())).await.is(303);

    let kept = "Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax";
    let gone = "Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax";
    assert_eq!(
        set(&chosen),
        [
            format!("aqad-lang=; {gone}"),
            format!("aqad-theme=; {gone}"),
            format!("__Host-aqad-lang=hi; {kept}"),
            format!("__Host-aqad-theme=dark; {kept}"),
        ]
    );
    let page = |cookie: &'static str| {
        let anybody = app.anybody();
        async move { anybody.send("GET", "/sign-in", &[("cookie", cookie), ("accept", "text/html")], None).await.text }
    };
    assert!(page("__Host-aqad-lang=hi").await.contains("lang=\"hi\""));
    assert!(page("aqad-lang=hi").await.contains("lang=\"en\""), "anybody on the network could have set it");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_with_too_many_cookies_is_told_and_let_in_again() {
    let app = TestApp::new(Engine::Sqlite).await;
    let devices: Vec<String> = (0..80).map(|n| format!("__Host-aqad-device-{n:08x}={}", "x".repeat(110))).collect();
    let cookie = format!("{}; other=1; __Host-aqad-session=x; aqad-lang=hi", devices.join("; "));
    let get = async |path: &str, accept: &str| {
        app.anybody().send("GET", path, &[("cookie", &cookie), ("accept", accept)], None).await
    };

    for (path, accept) in [("/", "text/html"), ("/orders", "text/html"), ("/api/me", "application/json")] {
        let answer = get(path, accept).await.is(431);
        let lines = set(&answer);
        assert_eq!(lines.len(), 40, "{path}");
        assert!(lines.iter().all(|line| line.contains("=; Max-Age=0; Path=/;")), "{lines:?}");
        for name in ["__Host-aqad-session", "aqad-lang", "__Host-aqad-device-00000000"] {
            assert!(lines.iter().any(|line| line.starts_with(&format!("{name}=;"))), "{name}");
        }
        if accept == "text/html" {
            assert!(answer.text.contains("cookies"), "{}", answer.text);
        }
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn headers_that_cannot_be_read_have_the_browser_forget_its_cookies() {
    let app = TestApp::new(Engine::Sqlite).await;
    let cookie = format!("__Host-aqad-session={}", "x".repeat(40_000));

    let answer = app.anybody().send("GET", "/", &[("cookie", &cookie)], None).await.is(431);

    assert_eq!(answer.headers["clear-site-data"], "\"cookies\"");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_cookie_that_is_set_is_for_this_host_over_tls_and_for_no_script() {
    let app = TestApp::with(Engine::Sqlite, &[("limits.enabled", "true")]).await;
    app.retailer("corner").await;
    let by = app.anybody();
    let form = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    let entered = cookie::enter(&by, &[], "corner@retailer.example", PASSWORD).await.is(200);
    let session = format!("{}={}", cookie::NAME, cookie::id_given(&entered).expect("a cookie"));
    let with_session = [("cookie", session.as_str()), ("sec-fetch-site", "same-origin")];
    let many = format!("__Host-aqad-session=x; aqad-lang=hi; other={}", "x".repeat(9_000));

    let answers = [
        by.send("POST", "/settings", &form, Some(b"lang=hi&theme=dark".to_vec())).await.is(303),
        by.send("GET", "/", &[("cookie", many.as_str())], None).await.is(431),
        by.send("DELETE", "/api/auth/session", &with_session, None).await.is(204),
        entered,
    ];

    let lines: Vec<String> = answers.iter().flat_map(set).collect();
    // Two settings with the names that they had once, two that are forgotten, one that ends; session and device.
    assert_eq!(lines.len(), 4 + 2 + 1 + 2, "{lines:#?}");
    for line in &lines {
        let (name, rest) = line.split_once('=').expect("a name");
        let (value, flags) = rest.split_once("; ").expect("flags");
        let flags: Vec<&str> = flags.split("; ").collect();
        assert!(["Path=/", "Secure", "HttpOnly"].iter().all(|flag| flags.contains(flag)), "{line}");
        assert!(flags.contains(&"SameSite=Lax") || flags.contains(&"SameSite=Strict"), "{line}");
        assert!(!flags.iter().any(|flag| flag.starts_with("Domain")) && line.len() < 4_096, "{line}");
        // Without the prefix there is nothing but the end of a cookie.
        assert!(name.starts_with("__Host-") || (value.is_empty() && flags.contains(&"Max-Age=0")), "{line}");
    }
    app.finish().await;
}

#[test]
fn the_design_system_is_shown_in_development_only() {
    let (here, production) = (aqad::router(), aqad::router().for_production());

    assert!(matches!(here.find(&http::Method::GET, "/design"), RouteMatch::Endpoint(..)));
    assert!(matches!(production.find(&http::Method::GET, "/design"), RouteMatch::NotFound));
    assert!(matches!(production.find(&http::Method::POST, "/design"), RouteMatch::NotFound));
    let gone: Vec<&str> = here
        .all()
        .map(|mounted| mounted.route.id)
        .filter(|id| !production.all().any(|mounted| mounted.route.id == *id))
        .collect();
    assert_eq!(gone, ["ui.page.design"]);
    assert!(production.all().any(|mounted| mounted.route.method == Method::Get));
}
