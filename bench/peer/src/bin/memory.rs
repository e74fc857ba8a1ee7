//! The least that any cached answer costs: a bare axum handler, and a map in memory.
//!
//! `peer-memory BODIES ADDRESS [HEADERS]`: BODIES has an id, a tab and a JSON text a line. `/bare/{id}`
//! answers the text and its type; `/dressed/{id}` has the lines of HEADERS ("name: value") besides, so
//! that as many bytes and headers leave as from a server with security headers, CORS and ETags,
//! without the work of deciding any of them. `/layered/{id}` is the bare answer behind real layers,
//! as somebody would put them on with axum: a time-out, AQAD's limiter on the address, its network and
//! the class of the route, CORS, a request id, security headers, an `ETag` with its 304.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Path, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use limiter::clock::InstantClock;
use limiter::http::address::Networks;
use limiter::http::layer::{RequestLimits, RateLimitLayer};
use limiter::{LimitKeyHasher, Limiter, Policy};
use tower_http::cors::CorsLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

static PAGES: OnceLock<HashMap<String, Bytes>> = OnceLock::new();
static DRESS: OnceLock<HeaderMap> = OnceLock::new();

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn bare(id: &str) -> Response {
    match PAGES.get().and_then(|pages| pages.get(id)) {
        Some(body) => ([(header::CONTENT_TYPE, "application/json")], body.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn dressed(id: &str) -> Response {
    let mut response = bare(id);
    if let Some(dress) = DRESS.get() {
        response.headers_mut().extend(dress.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
    response
}

/// The headers that say nothing about the body.
fn security() -> Vec<(HeaderName, HeaderValue)> {
    let own = ["content-type", "etag", "vary", "cache-control", "x-request-id", "date", "content-length"];
    let all = DRESS.get().into_iter().flatten();
    all.filter(|(name, _)| !own.contains(&name.as_str())).map(|(n, v)| (n.clone(), v.clone())).collect()
}

async fn conditional(request: Request, next: Next) -> Response {
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let (mut head, body) = next.run(request).await.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
    let mut hash = DefaultHasher::new();
    body.hash(&mut hash);
    let tag = HeaderValue::from_str(&format!("\"{:016x}\"", hash.finish())).expect("hexadecimal");
    if known.is_some_and(|known| known == tag) {
        head.status = StatusCode::NOT_MODIFIED;
        return Response::from_parts(head, Body::empty());
    }
    head.headers.insert(header::ETAG, tag);
    head.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    Response::from_parts(head, Body::from(body))
}

/// Makes ids as AQAD's are made.
#[derive(Clone)]
struct Ids;

impl MakeRequestId for Ids {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        HeaderValue::from_str(&uuid::Uuid::now_v7().to_string()).ok().map(RequestId::new)
    }
}

fn layered() -> Router {
    let minute = Duration::from_secs(60);
    let policies: Vec<_> = ["address", "catalogue"].map(|n| Arc::new(Policy::new(n, 1_000_000_000, minute))).into();
    let limiter = Limiter::local(*b"of a measurement", 64 << 20, Arc::new(InstantClock::default()));
    let trusted = Networks::new([]);
    let limits = RateLimitLayer::new(limiter, move |request: &Request, hasher: &LimitKeyHasher| {
        match request.extensions().get::<ConnectInfo<SocketAddr>>() {
            Some(peer) => RequestLimits::by_address(&policies, peer.0.ip(), request.headers(), &trusted, hasher),
            None => RequestLimits::none(),
        }
    });
    let origin = HeaderValue::from_static("https://shop.example");
    let id = HeaderName::from_static("x-request-id");
    let mut router = Router::new()
        .route("/layered/{id}", get(|Path(id): Path<String>| async move { bare(&id) }))
        .layer(from_fn(conditional))
        .layer(RequestBodyLimitLayer::new(1 << 20));
    for (name, value) in security() {
        router = router.layer(SetResponseHeaderLayer::overriding(name, value));
    }
    router
        .layer(CorsLayer::new().allow_origin(origin))
        .layer(limits)
        .layer(PropagateRequestIdLayer::new(id.clone()))
        .layer(SetRequestIdLayer::new(id, Ids))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(30)))
}

#[tokio::main]
async fn main() {
    const USAGE: &str = "peer-memory BODIES ADDRESS [HEADERS]";
    let mut args = std::env::args().skip(1);
    let (bodies, address) = (args.next().expect(USAGE), args.next().expect(USAGE));
    let pages = read(&bodies)
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(id, body)| (id.to_owned(), Bytes::copy_from_slice(body.as_bytes())))
        .collect();
    PAGES.set(pages).expect("set once");
    if let Some(file) = args.next() {
        let parse = |(name, value): (&str, &str)| {
            let name: HeaderName = name.trim().parse().expect("a header's name");
            (name, HeaderValue::from_str(value.trim()).expect("a header's value"))
        };
        DRESS.set(read(&file).lines().filter_map(|line| line.split_once(':')).map(parse).collect()).expect("set once");
    }
    let app = Router::new()
        .route("/livez", get(|| async { "ok" }))
        .route("/bare/{id}", get(|Path(id): Path<String>| async move { bare(&id) }))
        .route("/dressed/{id}", get(|Path(id): Path<String>| async move { dressed(&id) }))
        .merge(layered());
    let listener = tokio::net::TcpListener::bind(address).await.expect("the address is free");
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app).await.expect("serving");
}
