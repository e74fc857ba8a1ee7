//! How often a request goes to the database: by hand, to the last trip. What is read in a loop would show here
//! as a number that grows with the rows.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use market::may::Role;
use metrics::{Counter, Gauge, Histogram, Key, KeyName, LocalRecorderGuard, Metadata, Recorder, SharedString, Unit};
use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse};

use super::puts_in_basket;

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

struct Market {
    app: TestApp,
    vendors: Vec<Actor>,
    offers: Vec<TestOffer>,
    buyer: Actor,
}

/// As many vendors with an offer each, and a retailer.
async fn market(vendors: usize) -> Market {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (mut actors, mut offers) = (Vec::new(), Vec::new());
    for n in 0..vendors {
        let vendor = app.vendor(&format!("vendor{n}")).await;
        offers.push(vendor.sells(&format!("Tea {n}"), 10_000, 1_000).await);
        actors.push(vendor);
    }
    let buyer = app.retailer("corner").await;
    Market { app, vendors: actors, offers, buyer }
}

impl Market {
    /// One pack of each of so many vendors.
    fn lines(&self, vendors: usize) -> Vec<(&TestOffer, i64)> {
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
            // On a page the same six, and what the frame around it shows.
            trips.read(&m.buyer, &page).await,
            // The order, the names of the companies, the reader's own companies, the frame.
            trips.read(&staff, &format!("/admin/orders/{}", order.order_id)).await,
        ];
        assert_eq!(read, [4, 4, 2, 7, 7]);
    }
    m.app.finish().await;
}

#[tokio::test]
async fn an_order_of_four_vendors_is_placed_with_three_trips_more_than_one_of_one() {
    let (trips, m) = (Trips::default(), market(4).await);
    let _counted = trips.begin();
    m.buyer.get("/api/me").await.is(200);

    let placed = [
        trips.of(m.buyer.tries_to_buy(&m.lines(1))).await,
        trips.of(m.buyer.tries_to_buy(&m.lines(2))).await,
        trips.of(m.buyer.tries_to_buy(&m.lines(4))).await,
    ];

    // One more for each stock level that packs are taken from, and none for a line or a vendor. The others: look
    // for the kept reply, begin, claim the key, read the address and the offers, insert order, vendor orders and
    // lines, read what is free and what the retailer holds unaccepted, insert movements, look whether an offer ran
    // out, insert allocations and events, count, keep the reply, write audit and outbox, commit.
    assert_eq!(placed, [20, 21, 23]);
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
        // Pages: the frame counts what is new, which is one trip; staff has none in it but the names of companies.
        (buyer, "/orders", 3),
        // What waits longest, counts by state, what runs low.
        (vendor, "/vendor", 4),
        (vendor, "/vendor/orders", 3),
        (vendor, "/vendor/stock", 4),
        (vendor, "/notices", 3),
        (partner, "/delivery", 4),
        (staff, "/admin/orders", 4),
        (staff, "/admin/deliveries", 5),
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

    // The lines and the frame; at the checkout the own company's address, too.
    assert_eq!(costs, [[2, 3]; 4]);
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
    // Who this is comes from the cache, too; names are read each time.
    let own = m.vendors[0].sign_in(&m.vendors[0].email).await;
    assert_eq!([trips.of(own.get("/api/me")).await, trips.of(own.get("/api/me")).await], [2, 1]);
    m.app.finish().await;
}
