//! Everything at once, by chance: four processes that are read, written, stopped and killed, over a
//! Redis that is stopped, emptied, killed and taken over from.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse};
use tokio::task::JoinSet;

use super::people::{keeps_the_door, reads_their_own};
use super::promises::{NOBODY, Register, Worst};
use super::watched::Watched;
use super::weather::{Asked, Fleet, Request};
use super::{RECOVERY, at, truth};
use crate::nodes::dice::Dice;

const NODES: u64 = 4;
const READERS: u64 = 8;

/// A product: its only offer's price and the number in its title only grow.
struct Good {
    word: String,
    vendor: Actor,
    offer: TestOffer,
    price: Register,
    title: Register,
}

pub struct Storm {
    pub seed: u64,
    pub truth_url: String,
    pub fleet: Fleet,
    goods: Vec<Good>,
    over: AtomicBool,
    complaints: Mutex<Vec<String>>,
    worst: Mutex<Vec<Worst>>,
    reads: AtomicU64,
    writes: AtomicU64,
    told: AtomicU64,
    orders: AtomicU64,
    pub own: AtomicU64,
    pub standing: AtomicU64,
}

fn count(of: &AtomicU64) -> u64 {
    of.load(Ordering::Relaxed)
}

fn title(word: &str, number: i64) -> String {
    format!("{word} tea {number}")
}

impl Storm {
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    pub fn any_node(&self, dice: &mut Dice) -> usize {
        usize::try_from(dice.below(self.fleet.count() as u64)).expect("small")
    }

    /// Whether what happened was enough to judge by.
    fn saw_enough(&self) -> bool {
        count(&self.reads) > 2_000
            && count(&self.writes) > 100
            && count(&self.told) > 20
            && count(&self.orders) > 5
            && count(&self.own) > 100
            && count(&self.standing) > 3
    }

    /// A promise was broken. The others are watched to the end.
    pub fn complain(&self, what: String) {
        self.complaints.lock().unwrap_or_else(PoisonError::into_inner).push(what);
    }

    fn judge(&self, node: usize, asked: &Asked, what: &str, register: &Register, seen: i64) {
        self.reads.fetch_add(1, Ordering::Relaxed);
        match register.judge(asked.process, asked.sent, seen) {
            Ok(worst) => self.worst.lock().unwrap_or_else(PoisonError::into_inner)[node].and(worst),
            Err(why) => self.complain(format!("{what}: {why}")),
        }
    }

    /// Judges a product as some page shows it.
    fn judge_good(&self, node: usize, asked: &Asked, what: &str, good: &Good, shown: &Value) {
        let price = shown.pointer("/offers/0/price/amount_minor").or_else(|| shown.pointer("/from_price/amount_minor"));
        let number = shown["title"].as_str().and_then(|t| t.rsplit(' ').next()).and_then(|n| n.parse().ok());
        match (price.and_then(Value::as_i64), number) {
            (Some(price), Some(number)) => {
                self.judge(node, asked, what, &good.price, price);
                self.judge(node, asked, what, &good.title, number);
            }
            _ => self.complain(format!("{what} shows no price or title: {shown}")),
        }
    }

    async fn reads(&self, dice: &mut Dice) {
        let anybody = Actor::anybody(&self.truth_url);
        while !self.is_over() {
            let (node, good) = (self.any_node(dice), self.any_good(dice));
            let vendor = &good.vendor.company_id;
            let what = match dice.below(6) {
                0 | 1 => format!("GET /api/products/{}", good.offer.product_id),
                2 => format!("GET /api/products?q={}", good.word),
                3 => format!("GET /api/products?vendor_id={vendor}&sort=price_asc"),
                4 => "GET /api/products?category=fruits&sort=name".to_owned(),
                _ => "GET /api/popular-products".to_owned(),
            };
            if let Some(asked) = self.fleet.ask(node, &anybody, Request { what: &what, ..Request::default() }).await {
                self.judge_page(node, &asked, &what);
            }
            // SLEEP: the pace of a reader.
            tokio::time::sleep(Duration::from_micros(dice.below(15_000))).await;
        }
    }

    fn judge_page(&self, node: usize, asked: &Asked, what: &str) {
        if asked.status != 200 {
            self.complain(format!("{what} is told {} {}", asked.status, asked.json));
            return;
        }
        let rows = asked.json["items"].as_array().or_else(|| asked.json.as_array());
        let rows: Vec<&Value> = rows.map_or_else(|| vec![&asked.json], |rows| rows.iter().collect());
        let mut found = 0;
        for row in &rows {
            let Some(good) = self.goods.iter().find(|good| row["id"] == good.offer.product_id) else { continue };
            self.judge_good(node, asked, what, good, row);
            found += 1;
        }
        let expected = if what.contains("vendor_id") { self.goods.len() / 2 } else { 1 };
        if found < expected {
            self.complain(format!("{what} lacks products: {}", asked.json));
        }
        let prices = rows.iter().filter_map(|row| row.pointer("/from_price/amount_minor").and_then(Value::as_i64));
        if what.contains("price_asc") && !prices.is_sorted() {
            self.complain(format!("{what} is not in order: {}", asked.json));
        }
    }

    fn any_good(&self, dice: &mut Dice) -> &Good {
        &self.goods[usize::try_from(dice.below(self.goods.len() as u64)).expect("small")]
    }

    /// A change by its only writer: what the answer says it is now, or what is found to be true.
    async fn change(&self, dice: &mut Dice, good: &Good, known: &mut i64, what: &str, is_price: bool) {
        let next = *known + 1 + i64::try_from(dice.below(20)).expect("small");
        let body = if is_price { json!({ "price_minor": next }) } else { json!({ "title": title(&good.word, next) }) };
        let register = if is_price { &good.price } else { &good.title };
        let tag = self.shown_truly(good, is_price).await.etag();
        let request = Request { what, etag: Some(tag), body: Some(body), ..Request::default() };
        let asked = self.fleet.ask(self.any_node(dice), &good.vendor, request).await;
        if let Some(asked) = asked.filter(|asked| asked.status == 200) {
            register.acknowledged(asked.process, next, asked.told);
            *known = next;
            self.writes.fetch_add(1, Ordering::Relaxed);
            self.told.fetch_add(u64::from(asked.told), Ordering::Relaxed);
            return;
        }
        // Nobody can tell whether it happened, or it had happened before.
        let now = self.true_state(good, is_price).await;
        if now > *known {
            register.acknowledged(NOBODY, now, false);
        }
        *known = now;
    }

    /// What the database says: the offer, or the product.
    async fn shown_truly(&self, good: &Good, is_price: bool) -> TestResponse {
        let TestOffer { offer_id, product_id, .. } = &good.offer;
        let path = if is_price { format!("/api/offers/{offer_id}") } else { format!("/api/products/{product_id}") };
        at(&good.vendor, &self.truth_url).get(&path).await.is(200)
    }

    async fn true_state(&self, good: &Good, is_price: bool) -> i64 {
        let shown = self.shown_truly(good, is_price).await;
        if is_price {
            return shown.int_at("/price/amount_minor");
        }
        shown.text_at("/title").rsplit(' ').next().and_then(|n| n.parse().ok()).expect("a number")
    }

    async fn writes(&self, good: usize, dice: &mut Dice) {
        let good = &self.goods[good];
        let (price, product) = (
            format!("PUT /api/offers/{}/price", good.offer.offer_id),
            format!("PATCH /api/products/{}", good.offer.product_id),
        );
        let (mut known_price, mut known_title) =
            (self.true_state(good, true).await, self.true_state(good, false).await);
        while !self.is_over() {
            if dice.below(4) > 0 {
                self.change(dice, good, &mut known_price, &price, true).await;
            } else {
                self.change(dice, good, &mut known_title, &product, false).await;
            }
            // SLEEP: the pace of a writer.
            tokio::time::sleep(Duration::from_millis(dice.below(500))).await;
        }
    }

    /// Buys at the newest price that was acknowledged; nothing older may be charged.
    async fn buys(&self, buyer: &Actor, dice: &mut Dice) {
        while !self.is_over() {
            let good = self.any_good(dice);
            let price = good.price.newest();
            let body = Actor::order_body(&[(&TestOffer { price, ..good.offer.clone() }, 1)]);
            let key = format!("storm-{}", dice.below(u64::MAX));
            let request = Request { what: "POST /api/orders", key: Some(&key), body: Some(body), ..Request::default() };
            let least = good.price.newest();
            if let Some(asked) = self.fleet.ask(self.any_node(dice), buyer, request).await {
                match (asked.status, asked.json["code"].as_str()) {
                    (201, _) if asked.json["total"]["amount_minor"].as_i64() >= Some(least) => {
                        self.orders.fetch_add(1, Ordering::Relaxed);
                    }
                    (409, Some("orders.price_changed")) => {}
                    _ => self.complain(format!("{} for an order at {least}: {}", asked.status, asked.json)),
                }
            }
            // SLEEP: the pace of a buyer.
            tokio::time::sleep(Duration::from_millis(dice.below(400))).await;
        }
    }

    /// After the storm, all nodes show what is in the tables, to the letter.
    async fn everybody_agrees(&self) {
        let anybody = Actor::anybody(&self.truth_url);
        let mut paths: Vec<String> =
            self.goods.iter().map(|good| format!("/api/products/{}", good.offer.product_id)).collect();
        paths.push("/api/products?category=fruits&sort=price_asc".to_owned());
        for path in paths {
            let right = anybody.get(&path).await.is(200).json;
            for node in 0..self.fleet.count() {
                let shown = at(&anybody, &self.fleet.url(node)).get(&path).await.is(200).json;
                assert_eq!(shown, right, "node {node} at {path}, seed {}", self.seed);
            }
        }
    }
}

/// What happens to nodes and Redis, for so long, and on a slow machine until enough was seen.
async fn rages(storm: &Storm, truth: &TestApp, redis: &mut Watched, lasts: Duration, dice: &mut Dice) {
    let (began, mut processes, url) = (Instant::now(), NODES, redis.url());
    // Redis is left alone at first, and between what happens to it, so that there are changes of
    // which it certainly was told.
    let mut next = (0, Duration::from_secs(4));
    while began.elapsed() < lasts || (!storm.saw_enough() && began.elapsed() < 4 * lasts) {
        // SLEEP: the pace of the weather.
        tokio::time::sleep(Duration::from_millis(100 + dice.below(500))).await;
        if began.elapsed() > next.1 {
            storm.fleet.redis.ends();
            match next.0 % 3 {
                0 => drop(redis.primary.cli(&["flushall"])),
                1 => redis.fail_over().await,
                _ => {
                    redis.primary.pause();
                    // SLEEP: how long Redis gets no turn.
                    tokio::time::sleep(Duration::from_millis(100 + dice.below(400))).await;
                    redis.primary.resume();
                }
            }
            storm.fleet.redis.begins();
            next = (next.0 + 1, began.elapsed() + Duration::from_millis(3_500 + dice.below(2_000)));
        }
        let node = storm.any_node(dice);
        match dice.below(8) {
            0 => {
                processes += 1;
                storm.fleet.replace(node, truth, processes, &url);
            }
            1 | 2 => storm.fleet.pause(node, dice.below(500)).await,
            _ => {}
        }
    }
}

async fn stage(truth: &TestApp, vendors: &[Actor; 2], goods: usize) -> Vec<Good> {
    let mut all = Vec::new();
    for number in 0..goods {
        let (word, vendor) = (format!("zuk{number}"), vendors[number % 2].clone());
        let offer = vendor.sells(&title(&word, 1), 10_000, 1_000_000).await;
        let good = Good { word, vendor, offer, price: Register::default(), title: Register::default() };
        good.price.acknowledged(NOBODY, 10_000, false);
        good.title.acknowledged(NOBODY, 1, false);
        all.push(good);
    }
    truth.settle().await;
    all
}

async fn no_old_price(engine: Engine, goods: usize, lasts: Duration) {
    let seed = u64::from(std::process::id());
    let truth = truth(engine).await;
    truth.category().await;
    truth.staff(Role::SuperAdmin).await;
    let vendors = [truth.vendor("acme").await, truth.vendor("bharat").await];
    let buyers = [truth.retailer("corner").await, truth.retailer("depot").await];
    let member = truth.colleague(&vendors[0], "viewer").await;
    let email = member.get("/api/me").await.is(200).text_at("/email");
    let goods = stage(&truth, &vendors, goods).await;
    let mut redis = Watched::start().await;
    let storm = Arc::new(Storm {
        seed,
        truth_url: truth.url.clone(),
        fleet: Fleet::start(&truth, NODES, &redis.url()),
        goods,
        over: AtomicBool::new(false),
        complaints: Mutex::default(),
        worst: Mutex::new(vec![Worst::default(); usize::try_from(NODES).expect("small")]),
        reads: AtomicU64::default(),
        writes: AtomicU64::default(),
        told: AtomicU64::default(),
        orders: AtomicU64::default(),
        own: AtomicU64::default(),
        standing: AtomicU64::default(),
    });
    let mut busy = JoinSet::new();
    let dice = |of: u64| Dice(seed * 1_000 + of);
    for reader in 0..READERS {
        let (storm, mut dice) = (Arc::clone(&storm), dice(reader + 1));
        busy.spawn(async move { storm.reads(&mut dice).await });
    }
    for good in 0..storm.goods.len() {
        let (storm, mut dice) = (Arc::clone(&storm), dice(100 + good as u64));
        busy.spawn(async move { storm.writes(good, &mut dice).await });
    }
    for (who, number) in vendors.iter().chain(&buyers).zip(200_u64..) {
        let (storm, mut dice, who) = (Arc::clone(&storm), dice(number), who.clone());
        let of = |good: &&Good| good.vendor.company_id == who.company_id;
        let own: BTreeSet<String> = storm.goods.iter().filter(of).map(|good| good.offer.offer_id.clone()).collect();
        busy.spawn(async move { reads_their_own(&storm, &who, &own, &mut dice).await });
    }
    for (buyer, number) in buyers.into_iter().zip(300_u64..) {
        let (storm, mut dice) = (Arc::clone(&storm), dice(number));
        busy.spawn(async move { storm.buys(&buyer, &mut dice).await });
    }
    let (door, mut chance) = (Arc::clone(&storm), dice(400));
    let owner = vendors[0].clone();
    busy.spawn(async move { keeps_the_door(&door, &owner, &member, &email, &mut chance).await });

    rages(&storm, &truth, &mut redis, lasts, &mut dice(500)).await;
    storm.over.store(true, Ordering::Relaxed);
    while let Some(ended) = busy.join_next().await {
        ended.expect("no client panics");
    }
    // SLEEP: the bound of recovery: after it all nodes agree.
    tokio::time::sleep(RECOVERY).await;

    let worst = storm.worst.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let numbers = format!(
        "seed {seed}: {} reads, {} writes ({} certainly told), {} orders, {} reads of one's own, {} changes of standing, worst by node {worst:?}",
        count(&storm.reads),
        count(&storm.writes),
        count(&storm.told),
        count(&storm.orders),
        count(&storm.own),
        count(&storm.standing)
    );
    // Read when it passes, too: how close to the bound it came.
    let _ = writeln!(std::io::stderr(), "{numbers}");
    let complaints = std::mem::take(&mut *storm.complaints.lock().unwrap_or_else(PoisonError::into_inner));
    assert!(
        complaints.is_empty(),
        "{numbers}\n{} times: {:#?}",
        complaints.len(),
        &complaints[..complaints.len().min(20)]
    );
    assert!(storm.saw_enough(), "{numbers}");
    storm.everybody_agrees().await;
    drop(storm);
    truth.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_node_shows_an_old_price_whatever_happens() {
    no_old_price(Engine::Postgres, 8, Duration::from_secs(20)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_node_shows_an_old_price_whatever_happens_on_mariadb() {
    no_old_price(Engine::Mariadb, 4, Duration::from_secs(11)).await;
}
