//! The `tower` layer around a router of axum, without a socket.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::routing::get;
use http::{HeaderValue, Request, Response, StatusCode};
use limiter::http::address::Networks;
use limiter::http::headers::HeaderStyle;
use limiter::http::layer::{QUOTA_EXCEEDED, RateLimitLayer, RequestLimits};
use limiter::{Limiter, Policy};
use tower::ServiceExt;

use crate::support::single_node;

/// As an application sets it up: limits by the address, and none for what has no peer.
fn by_address(limiter: Limiter, policies: Vec<Arc<Policy>>, trusted: Networks) -> Router {
    let layer = RateLimitLayer::new(limiter, move |request: &Request<Body>, key_hasher| {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        match peer {
            Some(peer) => RequestLimits::by_address(&policies, peer, request.headers(), &trusted, key_hasher),
            None => RequestLimits::none(),
        }
    });
    Router::new().route("/", get(|| async { "hello" })).layer(layer)
}

fn policy(name: &str, limit: u64) -> Arc<Policy> {
    Arc::new(Policy::new(name, limit, Duration::from_secs(60)))
}

fn from(address: &str) -> http::request::Builder {
    let peer: IpAddr = address.parse().unwrap();
    Request::get("/").extension(ConnectInfo(SocketAddr::new(peer, 40_000)))
}

async fn send(router: &Router, request: http::request::Builder) -> Response<Body> {
    router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

async fn admitted(router: &Router, address: &str, times: usize) -> usize {
    let mut admitted = 0;
    for _ in 0..times {
        admitted += usize::from(send(router, from(address)).await.status() == StatusCode::OK);
    }
    admitted
}

fn text<'r>(answer: &'r Response<Body>, name: &str) -> &'r str {
    answer.headers().get(name).unwrap_or_else(|| panic!("no {name} in {:?}", answer.headers())).to_str().unwrap()
}

#[tokio::test]
async fn so_many_get_through_and_the_next_is_told_when_to_come_back() {
    let (limiter, clock) = single_node();
    let router = by_address(limiter, vec![policy("burst", 3), policy("long", 100)], Networks::default());

    for left in (0..3).rev() {
        let answer = send(&router, from("192.0.2.1")).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(text(&answer, "ratelimit"), format!("\"burst\";r={left};t=60, \"long\";r={};t=60", left + 97));
        assert!(!answer.headers().contains_key("retry-after"));
        assert_eq!(to_bytes(answer.into_body(), 1_000).await.unwrap(), "hello");
    }
    clock.forward(20_000_000);
    let refused = send(&router, from("192.0.2.1")).await;

    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(text(&refused, "retry-after"), "40");
    assert_eq!(text(&refused, "cache-control"), "no-store");
    assert_eq!(text(&refused, "content-type"), "application/problem+json");
    assert_eq!(text(&refused, "ratelimit"), r#""burst";r=0;t=40, "long";r=97;t=40"#);
    assert_eq!(text(&refused, "ratelimit-policy"), r#""burst";q=3;w=60, "long";q=100;w=60"#);
    let body = to_bytes(refused.into_body(), 10_000).await.unwrap();
    let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(problem["type"], QUOTA_EXCEEDED);
    assert_eq!(problem["status"], 429);
    assert_eq!(problem["violated-policies"], serde_json::json!(["burst"]));

    clock.forward(40_000_000);
    assert_eq!(admitted(&router, "192.0.2.1", 5).await, 3, "as many again when the window is over");
}

#[tokio::test]
async fn a_made_up_address_brings_no_quota_unless_a_proxy_vouches_for_it() {
    let proxy = Networks::new([("10.0.0.0".parse().unwrap(), 8)]);
    let router = by_address(single_node().0, vec![policy("burst", 3)], proxy);
    let claiming = async |peer: &str, claimed: &str| {
        let named = ["x-forwarded-for", "x-real-ip", "forwarded", "cf-connecting-ip"];
        let request = named.iter().fold(from(peer), |request, name| request.header(*name, claimed));
        send(&router, request).await.status() == StatusCode::OK
    };

    let (mut strangers, mut clients) = (0, 0);
    for n in 0..50 {
        strangers += u32::from(claiming("203.0.113.7", &format!("198.51.100.{n}")).await);
        clients += u32::from(claiming("10.0.0.1", &format!("198.51.{n}.1")).await);
    }

    assert_eq!((strangers, clients), (3, 50));
}

#[tokio::test]
async fn two_addresses_do_not_feel_each_other() {
    let router = by_address(single_node().0, vec![policy("burst", 3)], Networks::default());

    let counts = [
        admitted(&router, "192.0.2.1", 20).await,
        admitted(&router, "198.51.100.1", 20).await,
        admitted(&router, "::ffff:192.0.2.1", 20).await,
    ];

    assert_eq!(counts, [3, 3, 0]);
}

#[tokio::test]
async fn what_has_no_counters_is_not_limited_and_tells_nothing() {
    let router = by_address(single_node().0, vec![policy("burst", 3)], Networks::default());

    for _ in 0..100 {
        let answer = send(&router, Request::get("/")).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert!(!answer.headers().keys().any(|name| name.as_str().contains("ratelimit")));
    }
}

#[tokio::test]
async fn counters_of_ones_own_name_all_that_stand_in_the_way_once() {
    let (user, path) = (policy("user", 2), policy("path", 2));
    let layer = RateLimitLayer::new(single_node().0, move |request: &Request<Body>, key_hasher| {
        let who = request.headers().get("x-user").map(HeaderValue::as_bytes).unwrap_or_default();
        RequestLimits::none()
            .with(&user, key_hasher.key("user", &[who]))
            .with(&path, key_hasher.key("path", &[b"front"]))
            .with(&user, key_hasher.key("user", &[b"all"]))
    });
    let router =
        Router::new().route("/", get(|| async { "hello" })).layer(layer.with_header_style(HeaderStyle::Legacy));
    let request = || Request::get("/").header("x-user", "somebody");
    for left in ["1", "0"] {
        assert_eq!(text(&send(&router, request()).await, "x-ratelimit-remaining"), left);
    }

    let refused = send(&router, request()).await;

    assert!(!refused.headers().contains_key("ratelimit"));
    let body = to_bytes(refused.into_body(), 10_000).await.unwrap();
    let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(problem["violated-policies"], serde_json::json!(["user", "path"]));
}

/// Not every service is as careful as axum's, whose errors cannot happen.
#[tokio::test]
async fn errors_of_the_service_behind_come_through() {
    let failing = tower::service_fn(|_: Request<Body>| async { Err::<Response<Body>, _>("broken") });
    let burst = policy("burst", 1);
    let layer = RateLimitLayer::new(single_node().0, move |_: &Request<Body>, key_hasher| {
        RequestLimits::none().with(&burst, key_hasher.key("burst", &[b"all"]))
    });
    let service = tower_layer::Layer::layer(&layer, failing);
    let check = async || service.clone().oneshot(Request::new(Body::empty())).await.map(|answer| answer.status());

    assert_eq!(check().await, Err("broken"));
    assert_eq!(check().await, Ok(StatusCode::TOO_MANY_REQUESTS));
}
