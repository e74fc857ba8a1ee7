//! The program is killed again and again while it is busy. Whatever it said was done is done, and
//! what it did not say is done once or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use infra::db::{Query, Stmt};
use infra::jobs;
use market::orders::{VendorOrderState, VendorOrderStep};
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestDb, TestOffer, engine_url, minutes, on_every_engine};

/// The storm's dice start here; change it to see another storm.
const SEED: u64 = 0x00C0_FFEE_0DD5_7012;
const KILLS: usize = 10;

/// `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).expect("small");
        usize::try_from(self.roll() % bound).expect("small")
    }
    fn between(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.below(usize::try_from(most - least + 1).expect("small"))).expect("small")
    }
    fn one_of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        if list.is_empty() { None } else { list.get(self.below(list.len())) }
    }
}

/// The real program, in a process of its own.
struct Program {
    child: Child,
    url: String,
    _says: BufReader<ChildStdout>,
}

fn command(db: &TestDb, what: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aqad"));
    command.env_clear().args(what);
    for (key, value) in [
        ("data_dir", db.folder.path().display().to_string()),
        ("database.url", engine_url(db)),
        ("database.sqlite_durability", "normal".to_owned()),
        ("server.listen", "127.0.0.1:0".to_owned()),
        ("server.public_url", testkit::PUBLIC_URL.to_owned()),
        ("server.metrics_listen", String::new()),
        ("auth.access_token_seconds", "3600".to_owned()),
        ("limits.enabled", "false".to_owned()),
        ("jobs.poll_interval_ms", "100".to_owned()),
        ("log.level", "error".to_owned()),
    ] {
        command.arg("--set").arg(format!("{key}={value}"));
    }
    command
}

impl Program {
    fn start(db: &TestDb) -> Self {
        let mut child = command(db, &["serve"]).stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut says = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        says.read_line(&mut line).expect("it says where it listens");
        let url = line.split_whitespace().find(|word| word.starts_with("http://"));
        Self { url: url.unwrap_or_else(|| panic!("no address in {line:?}")).to_owned(), child, _says: says }
    }
    /// SIGKILL: no farewell.
    fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ended");
    }
}

impl Drop for Program {
    /// A test that fails leaves nothing running.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn make_admin(db: &TestDb) {
    let mut child = command(db, &["admin", "create", "--email", "admin@platform.example", "--name", "Admin"])
        .arg("--password-stdin")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("its input").write_all(PASSWORD.as_bytes()).expect("it reads");
    assert!(child.wait().expect("it ended").success());
}

async fn joins(url: &str, admin: &Actor, kind: &str, name: &str) -> Actor {
    let email = format!("{name}@{kind}.example");
    let body = json!({
        "kind": kind, "legal_name": format!("{name} Limited"), "display_name": name, "currency": "INR",
        "address": { "line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN" },
        "name": "Asha Menon", "email": email, "password": PASSWORD,
    });
    Actor::anybody(url).post("/api/auth/register", &body).await.is(202);
    let owner = Actor::anybody(url).sign_in(&email).await;
    admin
        .post(&format!("/api/admin/companies/{}/approval", owner.company_id), &json!({ "similar_seen": 20 }))
        .await
        .is(200);
    owner
}

/// An order that was tried, and what came of it as far as its buyer knows.
#[derive(Clone)]
struct Tried {
    buyer: usize,
    body: Value,
    id: Option<String>,
}

/// What the clients wrote down.
#[derive(Default)]
struct Notes {
    orders: BTreeMap<String, Tried>,
    receipts: BTreeMap<String, (usize, Value, Option<String>)>,
    parts: Vec<(usize, String, String)>,
    /// Order, and a state that the program said it had reached.
    reached: Vec<(String, String)>,
    answered: usize,
    unanswered: usize,
}

struct Storm {
    vendors: Vec<Actor>,
    buyers: Vec<Actor>,
    /// Whose, and what.
    offers: Vec<(usize, TestOffer)>,
    url: Mutex<String>,
    over: AtomicBool,
    notes: Mutex<Notes>,
}

impl Storm {
    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
    fn url(&self) -> String {
        self.url.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
    fn move_to(&self, url: &str) {
        url.clone_into(&mut self.url.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Sends once, `POST /path`; nothing when nobody can tell whether it happened.
    async fn send(&self, by: &Actor, what: &str, key: Option<&str>, body: Option<&Value>) -> Option<(u16, Value)> {
        let (method, path) = what.split_once(' ').expect("a method and a path");
        let method = method.parse().expect("a method");
        let mut request = by.client.request(method, format!("{}{path}", self.url()));
        request = request.bearer_auth(by.token.as_deref().unwrap_or_default()).timeout(Duration::from_secs(10));
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let answered = async {
            let response = request.send().await.ok()?;
            let status = response.status().as_u16();
            let body = response.bytes().await.ok()?;
            (status < 500).then(|| (status, serde_json::from_slice(&body).unwrap_or(Value::Null)))
        };
        let answered = answered.await;
        if answered.is_some() {
            self.notes().answered += 1;
        } else {
            self.notes().unanswered += 1;
            // The program is down or coming up: no use to ask again at once.
            // SLEEP: the pace of a client that finds nobody there.
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        answered
    }

    /// Tries an order under its key and writes down what is known then.
    async fn try_order(&self, key: &str, tried: Tried) -> Option<u16> {
        self.notes().orders.entry(key.to_owned()).or_insert_with(|| tried.clone());
        let (status, answer) =
            self.send(&self.buyers[tried.buyer], "POST /api/orders", Some(key), Some(&tried.body)).await?;
        let mut notes = self.notes();
        if status != 201 {
            assert_eq!((status, &answer["code"]), (409, &json!("orders.out_of_stock")), "{answer} seed {SEED:#x}");
            // Another try under the same key may have been refused, and struck out, before this one.
            let placed = notes.orders.remove(key).is_some_and(|known| known.id.is_some());
            assert!(!placed, "{key} was placed and is refused now; seed {SEED:#x}");
            return Some(status);
        }
        let id = answer["id"].as_str().expect("an id").to_owned();
        let known = notes.orders.entry(key.to_owned()).or_insert_with(|| tried.clone()).id.replace(id.clone());
        assert!(known.as_ref().is_none_or(|known| *known == id), "{key} made two orders; seed {SEED:#x}");
        if known.is_none() {
            for part in answer["vendor_orders"].as_array().expect("parts") {
                notes.parts.push((tried.buyer, id.clone(), part["id"].as_str().expect("an id").to_owned()));
            }
        }
        Some(status)
    }

    async fn buy(&self, buyer: usize, key: &str, dice: &mut Dice) {
        let mut chosen: BTreeMap<usize, i64> = BTreeMap::new();
        for _ in 0..=dice.below(3) {
            chosen.insert(dice.below(self.offers.len()), dice.between(1, 3));
        }
        let mut lines: Vec<(&TestOffer, i64)> =
            chosen.iter().map(|(at, packs)| (&self.offers[*at].1, *packs)).collect();
        if dice.below(2) == 0 {
            lines.reverse();
        }
        self.try_order(key, Tried { buyer, body: Actor::order_body(&lines), id: None }).await;
    }

    /// Sends an order again that was tried before, answered or not.
    async fn repeat(&self, buyer: usize, dice: &mut Dice) {
        let mine: Vec<(String, Tried)> =
            self.notes().orders.iter().filter(|(_, t)| t.buyer == buyer).map(|(k, t)| (k.clone(), t.clone())).collect();
        if let Some((key, tried)) = dice.one_of(&mine) {
            self.try_order(key, tried.clone()).await;
        }
    }

    async fn call_off(&self, buyer: usize, dice: &mut Dice) {
        let mine: Vec<(String, String)> = {
            let notes = self.notes();
            notes.parts.iter().filter(|(b, ..)| *b == buyer).map(|(_, p, o)| (p.clone(), o.clone())).collect()
        };
        let Some((order, vendor_order)) = dice.one_of(&mine) else { return };
        let path = format!("/api/orders/{order}/vendor-orders/{vendor_order}/cancellation");
        let why = json!({ "reason": "second thoughts" });
        self.step(&self.buyers[buyer], vendor_order, &path, Some(&why)).await;
    }

    /// Asks for a step; writes the new state down if the program says that it happened.
    async fn step(&self, by: &Actor, vendor_order: &str, path: &str, body: Option<&Value>) {
        let Some((status, answer)) = self.send(by, &format!("POST {path}"), None, body).await else { return };
        assert!([200, 409].contains(&status), "{status} {answer} seed {SEED:#x}");
        if status == 200 {
            let state = answer["state"].as_str().expect("a state").to_owned();
            self.notes().reached.push((vendor_order.to_owned(), state));
        }
    }

    async fn handle(&self, vendor: usize, dice: &mut Dice) {
        let by = &self.vendors[vendor];
        let state = *dice
            .one_of(&["placed", "placed", "placed", "partially_accepted", "accepted", "cancel_requested", "preparing"])
            .expect("some");
        let list = self.send(by, &format!("GET /api/vendor-orders?limit=50&state={state}"), None, None).await;
        let Some((200, page)) = list else { return };
        let Some(row) = dice.one_of(page["items"].as_array().expect("a page")) else { return };
        let vendor_order = row["id"].as_str().expect("an id");
        let to = |verb: &str| format!("/api/vendor-orders/{vendor_order}/{verb}");
        match (state, dice.below(10)) {
            ("placed", 0..4) => self.step(by, vendor_order, &to("acceptance"), Some(&json!({}))).await,
            ("placed", 4..7) => {
                let Some((200, view)) =
                    self.send(by, &format!("GET /api/vendor-orders/{vendor_order}"), None, None).await
                else {
                    return;
                };
                let line = &view["lines"][0];
                let less = line["quantity_ordered"].as_i64().expect("a number") - 1;
                if less > 0 {
                    let body = json!({ "lines": [{ "line_id": line["id"], "quantity": less }] });
                    self.step(by, vendor_order, &to("acceptance"), Some(&body)).await;
                }
            }
            ("placed", _) => {
                self.step(by, vendor_order, &to("rejection"), Some(&json!({ "reason": "no lorry" }))).await;
            }
            ("accepted", 0..5) => self.step(by, vendor_order, &to("preparation"), None).await,
            ("cancel_requested", 0..5) => self.step(by, vendor_order, &to("cancellation"), None).await,
            ("cancel_requested", _) => self.step(by, vendor_order, &to("cancellation-refusal"), None).await,
            ("preparing", 0..5) => self.step(by, vendor_order, &to("packing"), None).await,
            _ => {}
        }
    }

    async fn receive(&self, key: &str, dice: &mut Dice) {
        let (vendor, offer) = dice.one_of(&self.offers).expect("some");
        let body = json!({
            "offer_id": offer.offer_id, "location_id": offer.location_id, "kind": "received", "quantity": dice.between(1, 6),
        });
        self.try_receipt(key, *vendor, &body).await;
    }

    async fn try_receipt(&self, key: &str, vendor: usize, body: &Value) -> Option<u16> {
        self.notes().receipts.entry(key.to_owned()).or_insert_with(|| (vendor, body.clone(), None));
        let sent = self.send(&self.vendors[vendor], "POST /api/inventory/movements", Some(key), Some(body)).await;
        let (status, answer) = sent?;
        assert_eq!(status, 201, "{answer} seed {SEED:#x}");
        let id = answer["movement_id"].as_str().expect("an id").to_owned();
        let known = self.notes().receipts.get_mut(key).expect("written down before").2.replace(id.clone());
        assert!(known.is_none_or(|known| known == id), "{key} was received twice; seed {SEED:#x}");
        Some(status)
    }

    /// One client, until the storm is over.
    async fn client(&self, number: usize) {
        let mut dice = Dice(SEED ^ (u64::try_from(number).expect("small") << 32));
        for turn in 0_u32.. {
            if self.over.load(Ordering::Relaxed) {
                return;
            }
            let (who, key) = (number % 2, format!("client-{number}-turn-{turn}"));
            match (number, dice.below(10)) {
                (0..4, 0..6) => self.buy(who, &key, &mut dice).await,
                (0..4, 6..8) => self.repeat(who, &mut dice).await,
                (0..4, _) => self.call_off(who, &mut dice).await,
                (4..7, _) => self.handle(who, &mut dice).await,
                _ => self.receive(&key, &mut dice).await,
            }
        }
    }

    /// Waits until the clients have had some more answers: a program that has done nothing yet is
    /// not worth killing, however slow the machine is.
    async fn goes_on(&self, answers: usize) {
        let enough = self.notes().answered + answers;
        for _ in 0..3_000 {
            if self.notes().answered >= enough {
                return;
            }
            // SLEEP: between two looks.
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the clients get no answers; seed {SEED:#x}");
    }

    /// Asks again for everything that was never answered, until it is.
    async fn settle_doubts(&self) {
        for round in 0.. {
            assert!(round < 100, "some requests are never answered; seed {SEED:#x}");
            let (orders, receipts) = {
                let notes = self.notes();
                let open = notes.orders.iter().filter(|(_, t)| t.id.is_none());
                let orders: Vec<_> = open.map(|(k, t)| (k.clone(), t.clone())).collect();
                let open = notes.receipts.iter().filter(|(_, r)| r.2.is_none());
                (orders, open.map(|(k, r)| (k.clone(), r.clone())).collect::<Vec<_>>())
            };
            if orders.is_empty() && receipts.is_empty() {
                return;
            }
            for (key, tried) in orders {
                self.try_order(&key, tried).await;
            }
            for (key, (vendor, body, _)) in receipts {
                self.try_receipt(&key, vendor, &body).await;
            }
        }
    }
}

async fn set_up(url: &str) -> Storm {
    let admin = Actor::anybody(url).sign_in("admin@platform.example").await;
    // The console's password is changed before anything else.
    let own = json!({ "current_password": PASSWORD, "new_password": "nine slow herons over tin roofs" });
    admin.post("/api/auth/password", &own).await.is(204);
    admin.post("/api/admin/categories", &json!({ "slug": "fresh-food", "name": "Fresh Food" })).await.is(201);
    let fruits = json!({ "slug": "fruits", "name": "Fruits", "parent": "fresh-food" });
    admin.post("/api/admin/categories", &fruits).await.is(201);
    let vendors = vec![joins(url, &admin, "vendor", "acme").await, joins(url, &admin, "vendor", "bharat").await];
    let buyers = vec![joins(url, &admin, "retailer", "corner").await, joins(url, &admin, "retailer", "other").await];
    let mut offers = Vec::new();
    for (at, vendor) in vendors.iter().enumerate() {
        for title in ["Mangoes", "Tea", "Rice"] {
            offers.push((at, vendor.sells(title, 100, 12).await));
        }
    }
    let (url, over, notes) = (Mutex::new(url.to_owned()), AtomicBool::new(false), Mutex::default());
    Storm { vendors, buyers, offers, url, over, notes }
}

/// All orders of a buyer, with the states of their parts.
async fn listed(storm: &Storm, buyer: &Actor) -> BTreeMap<String, BTreeMap<String, String>> {
    let here = Actor { url: storm.url(), ..buyer.clone() };
    let (mut found, mut cursor) = (BTreeMap::new(), String::new());
    loop {
        let page = here.get(&format!("/api/orders?limit=100{cursor}")).await.is(200);
        for row in page.items() {
            let id = row["id"].as_str().expect("an id").to_owned();
            let view = here.get(&format!("/api/orders/{id}")).await.is(200);
            let text = |v: &Value| v.as_str().expect("a text").to_owned();
            let parts = view.json["vendor_orders"].as_array().expect("parts");
            found.insert(id, parts.iter().map(|p| (text(&p["id"]), text(&p["state"]))).collect());
        }
        let Some(next) = page.json["next_cursor"].as_str() else { return found };
        cursor = format!("&cursor={next}");
    }
}

/// Whether a state can be reached from another, in any number of steps.
fn leads_to(from: VendorOrderState, to: VendorOrderState) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(state) = open.pop() {
        if seen.insert(state.as_str()) {
            open.extend(VendorOrderStep::ALL.iter().filter_map(|step| state.next(*step)));
        }
    }
    seen.contains(to.as_str())
}

const IMPOSSIBLE: Stmt = Stmt::same("select id from stock_levels where allocated < 0 or allocated > on_hand");
const UNBACKED: Stmt = Stmt::same(
    "select s.id from stock_levels s where s.allocated <> (select coalesce(sum(a.quantity), 0) from allocations a where a.level_id = s.id and a.state = 'allocated')",
);

on_every_engine!(stock_survives_a_random_storm_with_ten_kills, |engine: Engine| async move {
    let db = TestDb::new(engine).await;
    // A SQLite folder is one process's at a time.
    make_admin(&db);
    let mut program = Program::start(&db);
    let storm = Arc::new(set_up(&program.url).await);

    let clients: Vec<_> = (0..8)
        .map(|number| {
            let storm = Arc::clone(&storm);
            tokio::spawn(async move { storm.client(number).await })
        })
        .collect();
    let mut dice = Dice(SEED);
    for _ in 0..KILLS {
        storm.goes_on(20).await;
        // SLEEP: chance decides at which moment the program dies; there is no condition to wait for.
        tokio::time::sleep(Duration::from_millis(u64::try_from(dice.between(0, 700)).expect("small"))).await;
        program.kill();
        program = Program::start(&db);
        storm.move_to(&program.url);
    }
    storm.over.store(true, Ordering::Relaxed);
    for client in clients {
        client.await.expect("no client panics");
    }
    storm.settle_doubts().await;

    let mut shown = BTreeMap::new();
    for buyer in &storm.buyers {
        shown.extend(listed(&storm, buyer).await);
    }
    {
        let notes = storm.notes();
        let known: BTreeSet<&String> = notes.orders.values().filter_map(|t| t.id.as_ref()).collect();
        assert_eq!(known.len(), notes.orders.len(), "two keys, one order; seed {SEED:#x}");
        assert_eq!(known, shown.keys().collect(), "orders are lost or doubled; seed {SEED:#x}");
        assert!(known.len() >= 10 && notes.reached.len() >= 10, "it was no storm; seed {SEED:#x}");
        assert!(notes.unanswered >= 1, "nobody noticed the kills; seed {SEED:#x}");
        let states: BTreeMap<&String, &String> = shown.values().flatten().collect();
        for (vendor_order, reached) in &notes.reached {
            let state = |word: &str| word.parse::<VendorOrderState>().expect("a state");
            let (reached, now) = (state(reached), state(states[vendor_order]));
            assert!(leads_to(reached, now), "{vendor_order} was {reached} and is {now}; seed {SEED:#x}");
        }
    }
    program.kill();

    let app = TestApp::on(db, &[]).await;
    // The leases of jobs that died with their worker have run out.
    app.clock.advance(minutes(2));
    app.settle().await;
    let ctx = &app.ctx;
    let left = jobs::list(&ctx.store.db, "ready", kernel::ids::Id::least(), 1_000).await.expect("the queue answers");
    let left: BTreeSet<String> = left.into_iter().map(|job| job.kind).collect();
    let waits_for_its_day = |kind: &String| ["expire_vendor_order", "cancel_unconfirmed"].contains(&kind.as_str());
    assert!(left.iter().all(waits_for_its_day), "{left:?} seed {SEED:#x}");
    for statement in [&IMPOSSIBLE, &UNBACKED] {
        let rows = ctx.store.db.all(statement, vec![]).await.expect("stock can be summed");
        assert!(rows.is_empty(), "{} levels are wrong; seed {SEED:#x}", rows.len());
    }
    app.finish().await;
});
