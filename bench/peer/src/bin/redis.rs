//! The least a cached answer costs where the cache is Redis: a bare axum handler and one GET.
//!
//! `peer-redis REDIS_URL ADDRESS`: `/redis/{id}` answers the text under `product:{id}`, over one connection
//! that all requests share.

use std::sync::OnceLock;

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use redis::AsyncCommands;
use redis::aio::MultiplexedConnection;

static REDIS: OnceLock<MultiplexedConnection> = OnceLock::new();

async fn read(Path(id): Path<String>) -> Response {
    let mut redis = REDIS.get().expect("set by main").clone();
    let found: Option<Vec<u8>> = redis.get(format!("product:{id}")).await.expect("an answer of Redis");
    match found {
        Some(body) => ([(header::CONTENT_TYPE, "application/json")], Body::from(body)).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[tokio::main]
async fn main() {
    const USAGE: &str = "peer-redis REDIS_URL ADDRESS";
    let mut args = std::env::args().skip(1);
    let (url, address) = (args.next().expect(USAGE), args.next().expect(USAGE));
    let client = redis::Client::open(url).expect("a URL of Redis");
    let connection = client.get_multiplexed_async_connection().await.expect("Redis answers");
    assert!(REDIS.set(connection).is_ok(), "set once");
    let app = Router::new().route("/livez", get(|| async { "ok" })).route("/redis/{id}", get(read));
    let listener = tokio::net::TcpListener::bind(address).await.expect("the address is free");
    axum::serve(listener, app).await.expect("serving");
}
