//! What many nodes show of what one of them changed: the program in several processes, one
//! database, one Redis. Two promises:
//!
//! - whoever asks the node that acknowledged a change sees the change;
//! - whoever asks any node later than the bound after that sees it, too. Where the node that wrote
//!   could not tell Redis, the bound is that of recovery: another node relays the event.
//!
//! Clients hold the clock: a read is as old as the instant before it was sent, a change as old as
//! the instant after its answer was read.

mod absent;
mod bound;
mod cold;
mod cut_off;
mod lookers;
mod people;
mod promises;
mod storm;
mod watched;
mod weather;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, engine_url};

use crate::nodes::Node;

/// Within which a change is seen on other nodes, where Redis could be told.
const BOUND: Duration = Duration::from_millis(100);
/// The same where it could not: a worker looks every second, and a job that fails waits for two.
const RECOVERY: Duration = Duration::from_secs(5);

/// One for all nodes.
const SECRET: (&str, &str) = ("auth.secret", "kQ7vX2mZ9pLw4RtY8uNc3BfH6jDs1GaE5oTi0VyUdX4");
const NO_BURST: (&str, &str) = ("trade.price_guard_burst", "1000000");

/// A marketplace beside the nodes, in this process, that keeps nothing: it sets the stage, knows
/// what is true, and checks at the end that stock equals movements and no job is dead.
async fn truth(engine: Engine) -> TestApp {
    TestApp::with(engine, &[SECRET, NO_BURST, ("cache.enabled", "false"), ("auth.access_token_seconds", "3600")]).await
}

/// Another node on its database.
fn node(truth: &TestApp, redis: &str, more: &[(&str, &str)]) -> Node {
    static STARTED: AtomicU64 = AtomicU64::new(0);
    let folder = truth.db.folder.path().join(format!("node{}", STARTED.fetch_add(1, Ordering::Relaxed)));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (folder, url) = (folder.display().to_string(), engine_url(&truth.db));
    let usual = [
        SECRET,
        NO_BURST,
        ("data_dir", folder.as_str()),
        ("database.url", &url),
        ("database.max_connections", "8"),
        ("server.listen", "127.0.0.1:0"),
        ("server.metrics_listen", ""),
        ("server.max_connections_per_address", "2000"),
        ("auth.access_token_seconds", "3600"),
        ("limits.enabled", "false"),
        ("cache.redis_url", redis),
        ("cache.max_staleness_ms", "100"),
        ("log.level", "error"),
    ];
    Node::start(&[&usual, more].concat())
}

/// Several of them.
fn nodes(truth: &TestApp, count: usize, redis: &str, more: &[(&str, &str)]) -> Vec<Node> {
    (0..count).map(|_| node(truth, redis, more)).collect()
}

/// The same person at another node.
fn at(actor: &Actor, url: &str) -> Actor {
    Actor { url: url.to_owned(), ..actor.clone() }
}

/// Changes a price as its vendor, at the version it has.
async fn reprice(vendor: &Actor, offer: &TestOffer, minor: i64) -> testkit::TestResponse {
    let path = format!("/api/offers/{}", offer.offer_id);
    let tag = vendor.get(&path).await.is(200).etag();
    vendor.put(&format!("{path}/price"), &tag, &json!({ "price_minor": minor })).await
}

/// The stage: a shelf, its keeper, a vendor and what it sells.
async fn stage(truth: &TestApp) -> (Actor, Actor, TestOffer) {
    truth.category().await;
    let admin = truth.staff(Role::SuperAdmin).await;
    let vendor = truth.vendor("acme").await;
    let offer = vendor.sells("Alphonso Mangoes", 10_000, 100_000).await;
    (admin, vendor, offer)
}

/// The lowest price of a product on a page of a search.
fn listed_price(page: &Value, product: &str) -> Option<i64> {
    let rows = page["items"].as_array().or_else(|| page.as_array())?;
    rows.iter().find(|row| row["id"] == product)?["from_price"]["amount_minor"].as_i64()
}
