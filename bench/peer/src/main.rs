//! The least a Rust server does for the same answer: one read by primary key, one JSON of about a
//! kilobyte. No validation, no headers, no limits, no logs.
//!
//! `peer FILE ADDRESS` serves two addresses: `/inline/{id}` reads on the thread that answers (cheap,
//! and stalls everybody when the disk is slow), `/blocking/{id}` hands the read to another thread.

use std::cell::RefCell;
use std::sync::OnceLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

static FILE: OnceLock<String> = OnceLock::new();

thread_local! {
    static DATABASE: RefCell<Connection> = RefCell::new(open());
}

fn open() -> Connection {
    let file = FILE.get().expect("set by main");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(file, flags).expect("the file opens");
    conn.execute_batch("pragma mmap_size = 268435456; pragma cache_size = -16384").expect("settings");
    conn
}

fn read(id: &str) -> Response {
    let body: Option<String> = DATABASE.with_borrow(|conn| {
        let mut statement = conn.prepare_cached("select body from pages where id = ?").expect("a statement");
        statement.query_row([id], |row| row.get(0)).optional().expect("an answer")
    });
    match body {
        Some(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn inline(Path(id): Path<String>) -> Response {
    read(&id)
}

async fn blocking(Path(id): Path<String>) -> Response {
    tokio::task::spawn_blocking(move || read(&id)).await.expect("the read ends")
}

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let (file, address) = (args.next().expect("peer FILE ADDRESS"), args.next().expect("peer FILE ADDRESS"));
    FILE.set(file).expect("set once");
    let app = Router::new()
        .route("/livez", get(|| async { "ok" }))
        .route("/inline/{id}", get(inline))
        .route("/blocking/{id}", get(blocking));
    let listener = tokio::net::TcpListener::bind(address).await.expect("the address is free");
    axum::serve(listener, app).await.expect("serving");
}
