//! The floor under every cached answer: a bare axum handler, and a map in memory.
//!
//! `peer-memory BODIES ADDRESS [HEADERS]`: BODIES has an id, a tab and a JSON text a line. `/bare/{id}`
//! answers the text and its type; `/dressed/{id}` has the lines of HEADERS ("name: value") besides, so
//! that as many bytes and headers leave as from a server with security headers, CORS and ETags,
//! without the work of deciding any of them.

use std::collections::HashMap;
use std::sync::OnceLock;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

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
        .route("/dressed/{id}", get(|Path(id): Path<String>| async move { dressed(&id) }));
    let listener = tokio::net::TcpListener::bind(address).await.expect("the address is free");
    axum::serve(listener, app).await.expect("serving");
}
