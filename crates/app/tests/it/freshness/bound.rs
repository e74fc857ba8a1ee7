//! A price changes: where is it seen, when, and what is charged meanwhile?

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use infra::db::{Query, Stmt};
use serde_json::json;
use testkit::{Actor, Engine, TestOffer};
use tokio::task::JoinSet;

use super::lookers::{View, everybody_sees};
use super::{at, listed_price, nodes, reprice, stage, truth};
use crate::nodes::redis_server::Server;

const CHARGED: Stmt = Stmt::same(
    "select l.unit_price_minor, c.new_minor from order_lines l join price_changes c on c.id = l.price_change_id",
);

fn views(vendor: &Actor, offer: &TestOffer, new: i64) -> Vec<View> {
    let listed = |path: String| {
        let product = offer.product_id.clone();
        View::new(path, move |status, page| {
            assert_eq!(status, 200, "{page}");
            listed_price(page, &product).expect("it is listed") == new
        })
    };
    let product = View::new(format!("/api/products/{}", offer.product_id), move |status, page| {
        assert_eq!(status, 200, "{page}");
        page["offers"][0]["price"]["amount_minor"] == new
    });
    vec![
        product,
        listed("/api/products?q=alphonso".to_owned()),
        listed("/api/products?category=fruits".to_owned()),
        listed("/api/products?sort=price_desc".to_owned()),
        listed(format!("/api/products?vendor_id={}", vendor.company_id)),
        listed("/api/popular-products".to_owned()),
    ]
}

/// An order that was answered.
struct Answered {
    sent: Instant,
    status: u16,
    code: String,
    /// The sum that was expected, and is charged if it was placed.
    total: i64,
}

/// Orders that each buyer places at least, however slow the machine is: half of them expect a price that does not hold.
const ORDERS: usize = 12;

/// Buys one pack again and again, expecting the old and the new price by turns.
async fn buys(
    by: Actor,
    offer: TestOffer,
    prices: [i64; 2],
    over: Arc<AtomicBool>,
    keys: Arc<AtomicU64>,
) -> Vec<Answered> {
    let mut all = Vec::new();
    while all.len() < ORDERS || !over.load(Ordering::Relaxed) {
        let total = prices[all.len() % 2];
        let body = Actor::order_body(&[(&TestOffer { price: total, ..offer.clone() }, 1)]);
        let (key, sent) = (format!("key-{}", keys.fetch_add(1, Ordering::Relaxed)), Instant::now());
        let answer = by.post_once("/api/orders", &key, &body).await;
        let code = answer.json["code"].as_str().unwrap_or_default().to_owned();
        all.push(Answered { sent, status: answer.status.as_u16(), code, total });
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_price_of_100_becomes_120_everywhere_within_the_bound() {
    let (redis, truth) = (Server::start(), truth(Engine::Postgres).await);
    let (_, vendor, offer) = stage(&truth).await;
    let buyer = truth.retailer("corner").await;
    let nodes = nodes(&truth, 4, &redis.url(), &[]);
    let urls: Vec<String> = nodes.iter().map(|node| node.url.clone()).collect();
    let writer = at(&vendor, &urls[0]);
    let keys = Arc::new(AtomicU64::new(0));
    let (mut worst, mut placed, mut refused) = (Duration::ZERO, 0, 0);

    for (old, new) in [(10_000, 12_000), (12_000, 10_000)] {
        let over = Arc::new(AtomicBool::new(false));
        let mut buying = JoinSet::new();
        for url in &urls[1..] {
            buying.spawn(buys(at(&buyer, url), offer.clone(), [old, new], Arc::clone(&over), Arc::clone(&keys)));
        }
        let mut acknowledged = None;

        let age = everybody_sees(&urls, &views(&vendor, &offer, new), async {
            let changed = reprice(&writer, &offer, new).await.is(200);
            acknowledged = Some(Instant::now());
            assert_eq!((changed.text_at("/state"), changed.int_at("/price/amount_minor")), ("applied".to_owned(), new));
        })
        .await;

        over.store(true, Ordering::Relaxed);
        worst = worst.max(age);
        let acknowledged = acknowledged.expect("it was changed");
        for order in buying.join_all().await.into_iter().flatten() {
            match (order.status, order.code.as_str()) {
                (201, _) => placed += 1,
                (409, "orders.price_changed") => refused += 1,
                (status, code) => panic!("{status} {code}"),
            }
            // One that was under way at that instant may have been committed before the change.
            let is_late = order.status == 201 && order.sent > acknowledged;
            assert!(!is_late || order.total == new, "{} was charged after {new} was acknowledged", order.total);
        }
    }

    assert!(placed > 12 && refused > 12, "{placed} orders placed, {refused} refused");
    let _ = writeln!(std::io::stderr(), "old at most {worst:?}; {placed} orders placed, {refused} refused");
    for mut row in truth.ctx.store.db.all(&CHARGED, vec![]).await.expect("lines are read") {
        let (charged, right): (i64, i64) = (row.take().expect("a price"), row.take().expect("a price"));
        assert_eq!(charged, right, "a line names a change it does not charge");
    }
    let found = at(&buyer, &urls[2]).get("/api/orders?limit=1").await.is(200);
    assert_eq!(found.json["items"][0]["retailer_id"], json!(buyer.company_id));
    drop(nodes);
    truth.finish().await;
}
