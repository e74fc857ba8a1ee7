//! How often a request goes to the database: by hand, to the last trip. What is read in a loop would show here
//! as a number that grows with the rows.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use infra::db::Query;
use kernel::{CompanyId, OfferId, Secret};
use market::authority::Operator;
use market::may::Role;
use metrics::{Counter, Gauge, Histogram, Key, KeyName, LocalRecorderGuard, Metadata, Recorder, SharedString, Unit};
use seed::{Progress, Sizes};
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestOffer, TestResponse};

use super::puts_in_basket;

infra::statements! {
    STOCKED = "select o.vendor_id, o.id, o.min_quantity, r.amount_minor from offers o join prices r on r.offer_id = o.id join companies v on v.id = o.vendor_id
        where o.state = 'active' and r.currency = 'INR' and v.country = 'IN' and v.delivers_to is null
        and exists (select 1 from stock_levels s where s.offer_id = o.id and s.on_hand >= o.min_quantity * 10) order by o.vendor_id, o.id";
    BUYER = "select u.email from users u join memberships m on m.user_id = u.id join companies c on c.id = m.company_id
        where c.kind = 'retailer' and c.country = 'IN' and c.currency = 'INR' and m.role = 'owner' order by u.email limit 1";
}

/// Counts round trips, signatures that are checked, and nothing else, of this thread: a test runs on one.
#[derive(Clone, Default)]
pub struct Trips(Arc<AtomicU64>, Arc<AtomicU64>);

impl Recorder for Trips {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        match key.name() {
            "aqad_db_round_trips_total" => Counter::from_arc(Arc::clone(&self.0)),
            "aqad_token_signatures_checked_total" => Counter::from_arc(Arc::clone(&self.1)),
            _ => Counter::noop(),
        }
    }
    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }
    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

impl Trips {
    pub fn begin(&self) -> LocalRecorderGuard<'_> {
        metrics::set_default_local_recorder(self)
    }

    /// Round trips and signatures since the last time this was asked.
    pub fn take(&self) -> (u64, u64) {
        (self.0.swap(0, Ordering::SeqCst), self.1.swap(0, Ordering::SeqCst))
    }

    /// What a request costs.
    async fn of(&self, request: impl Future<Output = TestResponse>) -> u64 {
        let before = self.0.load(Ordering::SeqCst);
        let answer = request.await;
        assert!(answer.status.is_success() || answer.status.is_redirection(), "{} {}", answer.status, answer.text);
        self.0.load(Ordering::SeqCst) - before
    }

    /// What a read costs somebody whose principal is known by now.
    async fn read(&self, by: &Actor, path: &str) -> u64 {
        by.get("/api/me").await.is(200);
        self.of(by.get(path)).await
    }
}

pub struct Market {
    pub app: TestApp,
    pub vendors: Vec<Actor>,
    pub offers: Vec<TestOffer>,
    pub buyer: Actor,
}

/// As many vendors with an offer each, and a retailer.
async fn market(vendors: usize) -> Market {
    market_on(Engine::Sqlite, vendors, 1_000).await
}

/// The same on an engine, with so many packs of each.
pub async fn market_on(engine: Engine, vendors: usize, packs: i64) -> Market {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (mut actors, mut offers) = (Vec::new(), Vec::new());
    for n in 0..vendors {
        let vendor = app.vendor(&format!("vendor{n}")).await;
        offers.push(vendor.sells(&format!("Tea {n}"), 10_000, packs).await);
        actors.push(vendor);
    }
    let buyer = app.retailer("corner").await;
    Market { app, vendors: actors, offers, buyer }
}

impl Market {
    /// One pack of each of so many vendors.
    pub fn lines(&self, vendors: usize) -> Vec<(&TestOffer, i64)> {
        self.offers.iter().take(vendors).map(|offer| (offer, 1)).collect()
    }
}

#[tokio::test]
async fn an_order_costs_the_same_however_many_vendors_it_has() {
    let (trips, m) = (Trips::default(), market(5).await);
    let _counted = trips.begin();
    let one = m.buyer.buys(&m.lines(1)).await.remove(0);
    let five = m.buyer.buys(&m.lines(5)).await.remove(0);
    let staff = m.app.staff(Role::SuperAdmin).await;

    for order in [&one, &five] {
        let (api, page) = (format!("/api/orders/{}", order.order_id), format!("/orders/{}", order.order_id));
        let read = [
            // The order, its parts, all their lines, all their histories.
            trips.read(&m.buyer, &api).await,
            trips.read(&staff, &api).await,
            // The order that is one's own, its deliveries.
            trips.read(&m.buyer, &format!("{api}/tracking")).await,
            // On a page the same six; what the frame around it shows is cached.
            trips.read(&m.buyer, &page).await,
            // The order, the names of the companies, the reader's own companies.
            trips.read(&staff, &format!("/admin/orders/{}", order.order_id)).await,
        ];
        assert_eq!(read, [4, 4, 2, 6, 6]);
    }
    m.app.finish().await;
}

struct Quiet;

impl Progress for Quiet {
    fn begin(&self, _: &str, _: u64) {}
    fn step(&self, _: u64) {}
    fn done(&self) {}
}

/// A market of many vendors, somebody who buys there, and offers by vendor, each with the fewest packs of it.
async fn full_market(engine: Engine) -> (TestApp, Actor, Vec<Vec<(TestOffer, i64)>>) {
    let app = TestApp::new(engine).await;
    let (sizes, password) =
        (Sizes { vendors: 30, retailers: 3, products: 900, inventory: 6_000 }, Secret::new(PASSWORD.to_owned()));
    seed::bulk(&app.ctx, Operator::at_the_console(), &sizes, &password, &Quiet).await.expect("the market is filled");
    let mut offers: BTreeMap<CompanyId, Vec<(TestOffer, i64)>> = BTreeMap::new();
    for mut row in app.ctx.store.db.all(&STOCKED, vec![]).await.expect("offers") {
        let (vendor, offer, fewest, price): (CompanyId, OfferId, i64, i64) = row.take_tuple().expect("an offer");
        let offer_id = offer.to_string();
        let offer = TestOffer { offer_id, price, product_id: String::new(), location_id: String::new() };
        offers.entry(vendor).or_default().push((offer, fewest));
    }
    let mut buyer = app.ctx.store.db.one(&BUYER, vec![]).await.expect("an answer").expect("somebody buys");
    let buyer = app.anybody().sign_in(&buyer.take::<String>().expect("an address")).await;
    let offers = offers.into_values().filter(|of| of.len() > 40).collect();
    (app, buyer, offers)
}

/// An order costs the same however many vendors, lines and stock levels it has, up to what one statement bears.
async fn places_orders(engine: Engine) {
    let (app, buyer, offers) = full_market(engine).await;
    let trips = Trips::default();
    let of = |vendors: usize, each: usize| -> Vec<(&TestOffer, i64)> {
        let some = offers.iter().take(vendors).flat_map(|of| of.iter().take(each));
        some.map(|(offer, packs)| (offer, *packs)).collect()
    };
    let hundred: Vec<_> = of(3, 34).into_iter().take(100).collect();
    let _counted = trips.begin();
    buyer.get("/api/me").await.is(200);

    let mut placed = Vec::new();
    for lines in [of(1, 1), of(3, 1), of(20, 1), hundred] {
        placed.push((lines.len(), trips.of(buyer.tries_to_buy(&lines)).await));
    }

    // Begin, claim the key, read the address, the offers, what is free and what the retailer holds unaccepted, insert
    // order, vendor orders, lines and events, take the stock, insert movements and allocations, count, keep the
    // reply, write audit and outbox, commit. Of a hundred lines, lines, movements and allocations are inserted by two statements
    // each, and the stock is taken by two: 96 and 4 rows.
    assert_eq!(placed, [(1, 18), (3, 18), (20, 18), (100, 22)], "{engine:?}");
    app.finish().await;
}

#[tokio::test]
async fn an_order_is_placed_with_as_many_trips_however_large_it_is() {
    places_orders(Engine::Sqlite).await;
}

#[tokio::test]
async fn an_order_is_placed_with_as_many_trips_however_large_it_is_on_mariadb() {
    places_orders(Engine::Mariadb).await;
}

#[tokio::test]
async fn an_order_is_placed_with_as_many_trips_however_large_it_is_on_postgres() {
    places_orders(Engine::Postgres).await;
}

#[tokio::test]
async fn an_order_is_accepted_refused_and_called_off_with_as_many_trips_however_many_lines_it_has() {
    let (trips, m) = (Trips::default(), market(1).await);
    let vendor = &m.vendors[0];
    let mut offers = m.offers.clone();
    for n in 0..4 {
        offers.push(vendor.sells(&format!("Rice {n}"), 10_000, 100).await);
    }
    let _counted = trips.begin();
    let mut costs = Vec::new();
    for lines in [2, 5] {
        let lines: Vec<(&TestOffer, i64)> = offers.iter().take(lines).map(|offer| (offer, 2)).collect();
        let mut ordered = Vec::new();
        for _ in 0..4 {
            ordered.push(m.buyer.buys(&lines).await.remove(0));
        }
        let path = |part: usize, what: &str| format!("/api/vendor-orders/{}{what}", ordered[part].id);
        let shown = vendor.get(&path(1, "")).await.is(200);
        let lines = shown.json["lines"].as_array().expect("lines").iter().enumerate();
        let less: Vec<_> =
            lines.map(|(at, line)| json!({ "line_id": line["id"], "quantity": i64::from(at > 0) })).collect();
        let (less, why) = (json!({ "lines": less }), json!({ "reason": "said so by telephone" }));
        let off = format!("/api/orders/{}/vendor-orders/{}/cancellation", ordered[3].order_id, ordered[3].id);
        vendor.get("/api/me").await.is(200);
        m.buyer.get("/api/me").await.is(200);
        costs.push([
            trips.of(vendor.post(&path(0, "/acceptance"), &json!({}))).await,
            trips.of(vendor.post(&path(1, "/acceptance"), &less)).await,
            trips.of(vendor.post(&path(2, "/rejection"), &why)).await,
            trips.of(m.buyer.post(&off, &why)).await,
        ]);
    }

    // Begin, lock the order, move it, add to its history, count, write audit and outbox, commit. To accept: read and
    // set the lines; less: read, free and shrink what was promised besides, give it back, write movements, look
    // whether an offer is there again, and whether the day is summed up. To end it: read and end what was promised,
    // decline the lines, and the same.
    assert_eq!(costs, [[10, 17, 15, 15]; 2]);
    m.app.finish().await;
}

#[tokio::test]
async fn a_list_costs_the_same_however_many_rows_it_has() {
    let (trips, m) = (Trips::default(), market(2).await);
    let (partner, dispatcher) = (m.app.partner("wheels").await, m.app.staff(Role::Dispatcher).await);
    let rider = m.app.colleague(&partner, "rider").await;
    let staff = m.app.staff(Role::SuperAdmin).await;
    let (vendor, buyer) = (&m.vendors[0], &m.buyer);
    let _counted = trips.begin();
    let mut all = Vec::new();
    for rows in [1, 20] {
        for _ in all.len()..rows {
            let part = buyer.buys(&m.lines(2)).await.remove(0);
            let whose = m.vendors.iter().find(|vendor| vendor.company_id == part.vendor_id).expect("one of them");
            whose.packs(&part).await;
            m.app.settle().await;
            all.push(part);
        }
        for delivery in dispatcher.get("/api/deliveries?state=unassigned&limit=100").await.is(200).items() {
            let to = |what: &str| format!("/api/deliveries/{}/{what}", delivery["id"].as_str().expect("an id"));
            dispatcher.post(&to("partner"), &json!({ "partner_id": partner.company_id })).await.is(200);
            partner.post(&to("rider"), &json!({ "rider_id": rider.user_id })).await.is(200);
        }
        m.app.settle().await;

        let mut wrong = Vec::new();
        for (by, path, expected) in lists(&m, vendor, &staff, &partner, &rider) {
            let read = trips.read(by, path).await;
            if read != expected {
                wrong.push(format!("{path}: {read} instead of {expected}"));
            }
        }
        assert!(wrong.is_empty(), "with {rows} rows: {wrong:#?}");
    }
    m.app.finish().await;
}

/// Who lists what, and how many trips that is.
fn lists<'a>(
    m: &'a Market,
    vendor: &'a Actor,
    staff: &'a Actor,
    partner: &'a Actor,
    rider: &'a Actor,
) -> Vec<(&'a Actor, &'static str, u64)> {
    let buyer = &m.buyer;
    vec![
        // The rows, and the states of all their parts at once.
        (buyer, "/api/orders?limit=100", 2),
        (staff, "/api/orders?limit=100", 2),
        (vendor, "/api/vendor-orders?limit=100", 1),
        (vendor, "/api/vendor-orders?limit=100&state=placed", 1),
        (staff, "/api/deliveries?limit=100", 1),
        (partner, "/api/deliveries?limit=100", 1),
        (rider, "/api/deliveries?limit=100", 1),
        (vendor, "/api/notices?limit=100", 1),
        (vendor, "/api/inventory?limit=100", 1),
        (vendor, "/api/inventory/movements?limit=100", 1),
        (vendor, "/api/offers?limit=100", 1),
        (vendor, "/api/members?limit=100", 1),
        (staff, "/api/admin/audit?limit=100", 1),
        // The companies, and those whose names look like theirs.
        (staff, "/api/admin/companies?limit=100", 2),
        // Pages: what the frame shows is cached.
        (buyer, "/orders", 2),
        // What waits longest, counts by state, what runs low.
        (vendor, "/vendor", 3),
        (vendor, "/vendor/orders", 2),
        (vendor, "/vendor/stock", 3),
        (vendor, "/notices", 2),
        (partner, "/delivery", 3),
        // Besides the rows, the names of companies.
        (staff, "/admin/orders", 3),
        (staff, "/admin/deliveries", 4),
    ]
}

#[tokio::test]
async fn a_basket_and_its_checkout_cost_the_same_however_many_lines_they_have() {
    let (trips, m) = (Trips::default(), market(4).await);
    let _counted = trips.begin();
    let mut costs = Vec::new();
    for offer in &m.offers {
        puts_in_basket(&m.buyer, offer, "2").await;
        costs.push([trips.read(&m.buyer, "/basket").await, trips.read(&m.buyer, "/checkout").await]);
    }

    // The lines; at the checkout the own company's address, too.
    assert_eq!(costs, [[1, 2]; 4]);
    m.app.finish().await;
}

#[tokio::test]
async fn what_is_cached_costs_nothing_and_a_product_is_loaded_in_one_trip() {
    let (trips, m) = (Trips::default(), market(2).await);
    let anybody = m.app.anybody();
    let product = format!("/api/products/{}", m.offers[0].product_id);
    let vendor = format!("/api/vendors/{}", m.vendors[0].company_id);
    let _counted = trips.begin();

    for (path, first) in [(product.as_str(), 1), (&vendor, 1), ("/api/vendors", 1), ("/api/categories", 1)] {
        assert_eq!([trips.of(anybody.get(path)).await, trips.of(anybody.get(path)).await], [first, 0], "{path}");
    }
    // Who this is comes from the cache, too, and so do names.
    let own = m.vendors[0].sign_in(&m.vendors[0].email).await;
    assert_eq!([trips.of(own.get("/api/me")).await, trips.of(own.get("/api/me")).await], [2, 0]);
    m.app.finish().await;
}

/// What a public read costs that nobody asked for before, and which counts of terms were read.
async fn public_reads(engine: Engine) {
    let (trips, m) = (Trips::default(), market_on(engine, 2, 1_000).await);
    let anybody = m.app.anybody();
    let (product, vendor) = (&m.offers[0].product_id, &m.vendors[0].company_id);
    anybody.get("/api/products?limit=7").await.is(200);
    let _counted = trips.begin();

    for (path, expected) in [
        (format!("/api/products/{product}"), 1),
        ("/api/products".to_owned(), 1),
        (format!("/api/products?vendor_id={vendor}"), 1),
        // The category, then its products.
        ("/api/products?category=fruits".to_owned(), 2),
        // What begins like the last word, then what is found.
        ("/api/products?q=tea".to_owned(), 2),
        ("/api/products?q=tea%201&sort=name".to_owned(), 2),
        // Known numbers are asked for with the words.
        ("/api/products?q=S-1001".to_owned(), 2),
        ("/api/products?q=tea&category=fruits".to_owned(), 3),
    ] {
        assert_eq!(trips.of(anybody.get(&path)).await, expected, "{path}");
    }
    m.app.finish().await;
}

#[tokio::test]
async fn a_public_read_takes_as_few_trips_on_mariadb() {
    public_reads(Engine::Mariadb).await;
}

#[tokio::test]
async fn a_public_read_takes_as_few_trips_on_postgresql() {
    public_reads(Engine::Postgres).await;
}

#[tokio::test]
async fn a_public_read_takes_as_few_trips_on_sqlite() {
    public_reads(Engine::Sqlite).await;
}

#[tokio::test]
async fn what_a_product_is_found_by_is_written_at_once() {
    let (trips, m) = (Trips::default(), market(1).await);
    // Never ordered, and nobody else's: it changes at once.
    let path = format!("/api/products/{}", m.offers[0].product_id);
    let long = "Tea of twenty one words and none twice so that each has a row in what products are found by here";
    let mut costs = Vec::new();
    for title in ["Tea", long, "Tea and more"] {
        let etag = m.vendors[0].get(&path).await.is(200).etag();
        let _counted = trips.begin();
        costs.push(trips.of(m.vendors[0].patch(&path, &etag, &json!({ "title": title }))).await);
    }

    assert_eq!(costs, [costs[0]; 3]);
    m.app.finish().await;
}
