//! Counts and sums that are kept as orders move are what the orders come to, whoever moved them and however late.
//! [`TestApp::finish`] compares them at the end of every test, so that each path an order can take is looked at.

use infra::args;
use infra::clock::SystemClock;
use infra::db::{self, Db, DbEngine, DbSettings, DbTimeouts, Query, Stmt};
use infra::jobs;
use kernel::CompanyId;
use market::authority::{Operator, Vendor};
use market::may;
use market::orders::{self, SalesDay, VendorOrderState, WrongFigure};
use market::reactions::Reactions;
use market::schema::MIGRATIONS;
use rusqlite::{Connection, StatementStatus, ToSql};
use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestDb, TestOffer, TestVendorOrder, hours, on_every_engine};

use crate::baskets::seller;
use crate::integrity::plans::words;
use crate::migrations::killed;
use crate::races::at_once;

infra::statements! {
    // What an earlier release leaves of a rejection: the order, and nothing counted.
    MOVED_ELSEWHERE = "update vendor_orders set state = 'rejected', version = version + 1 where id = ?";
    ROLLED_UP = "select count(*) from vendor_sales where vendor_id = ?";
    WAITING = "select kind from jobs where dedupe like 'migration 0038%' order by kind";
}

/// A day on which orders can still be answered on the next.
const PATIENT: &[(&str, &str)] = &[("trade.accept_hours", "120")];

struct Shop {
    app: TestApp,
    acme: Actor,
    corner: Actor,
    tea: TestOffer,
    salt: TestOffer,
}

impl Shop {
    async fn open(engine: Engine) -> Self {
        let app = TestApp::with(engine, PATIENT).await;
        app.category().await;
        let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
        let (tea, salt) = (acme.sells("Tea", 8_000, 1_000).await, acme.sells("Salt", 500, 1_000).await);
        Self { app, acme, corner, tea, salt }
    }
    async fn buys(&self, lines: &[(&TestOffer, i64)]) -> TestVendorOrder {
        self.corner.buys(lines).await.remove(0)
    }
    /// Time passes, and everybody signs in again.
    async fn later(&mut self, by: u64) {
        self.app.clock.advance(hours(by));
        (self.acme, self.corner) = (self.acme.again().await, self.corner.again().await);
    }
    /// What the worker does once an hour, and the jobs that come of it.
    async fn passes(&self) {
        jobs::schedule(&self.app.ctx.store, &Reactions(self.app.ctx.clone())).await.expect("jobs are queued");
        self.app.settle().await;
    }
    async fn act(&self, part: &TestVendorOrder, verb: &str) {
        self.acme.act(&format!("/api/vendor-orders/{}/{verb}", part.id)).await.is(200);
    }
    async fn accepts(&self, part: &TestVendorOrder) {
        self.acme.post(&format!("/api/vendor-orders/{}/acceptance", part.id), &json!({})).await.is(200);
    }
    async fn accepts_only(&self, part: &TestVendorOrder, packs: i64) {
        let line = self.acme.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200).text_at("/lines/0/id");
        let body = json!({ "lines": [{ "line_id": line, "quantity": packs }] });
        self.acme.post(&format!("/api/vendor-orders/{}/acceptance", part.id), &body).await.is(200);
    }
    async fn rejects(&self, part: &TestVendorOrder) {
        let why = json!({ "reason": "none left today" });
        self.acme.post(&format!("/api/vendor-orders/{}/rejection", part.id), &why).await.is(200);
    }
    async fn calls_off(&self, part: &TestVendorOrder) {
        let path = format!("/api/orders/{}/vendor-orders/{}/cancellation", part.order_id, part.id);
        self.corner.post(&path, &json!({ "reason": "the road is closed" })).await.is(200);
    }
    fn reader(&self) -> Vendor<may::ReadVendorOrders> {
        seller::<may::ReadVendorOrders>(&self.acme)
    }
    async fn sales(&self, days: u16) -> Vec<SalesDay> {
        orders::sales(&self.app.ctx, &self.reader(), days).await.expect("sales")
    }
    /// Orders and minor units of the days on which something was sold.
    async fn sold(&self) -> Vec<(i64, i64)> {
        let sold = |day: &SalesDay| (day.orders > 0).then_some((day.orders, day.total.minor()));
        self.sales(90).await.iter().filter_map(sold).collect()
    }
    async fn best(&self) -> Vec<(String, i64, i64)> {
        let best = orders::best_sellers(&self.app.ctx, &self.reader(), 90).await.expect("best sellers");
        best.into_iter().map(|best| (best.title, best.packs, best.total.minor())).collect()
    }
    async fn counts(&self) -> Vec<(VendorOrderState, i64)> {
        orders::vendor_counts(&self.app.ctx, &self.reader()).await.expect("counts")
    }
    async fn rolled_up(&self) -> i64 {
        let row = self.app.ctx.store.db.one(&ROLLED_UP, args![company(&self.acme)]).await.expect("an answer");
        row.expect("a count").take().expect("a number")
    }
    async fn wrong(&self) -> Vec<WrongFigure> {
        orders::wrong_figures(Operator::at_the_console(), &self.app.ctx.store.db).await.expect("figures")
    }
    async fn moved_elsewhere(&self, part: &TestVendorOrder) {
        let id: kernel::VendorOrderId = part.id.parse().expect("an id");
        let origin = infra::Origin::default();
        let moved = self.app.ctx.store.write::<_, db::Error, _, _>(&origin, |tx| async move {
            tx.exec(&MOVED_ELSEWHERE, args![id]).await?;
            Ok(tx.commit_with(market::Event::Seeded { what: "a rejection".to_owned() }.record(), ()))
        });
        moved.await.expect("it moves");
    }
}

fn company(who: &Actor) -> CompanyId {
    who.company_id.parse().expect("an id")
}

fn best(all: &[(&str, i64, i64)]) -> Vec<(String, i64, i64)> {
    all.iter().map(|(title, packs, minor)| ((*title).to_owned(), *packs, *minor)).collect()
}

on_every_engine!(days_that_are_over_are_summed_up_and_late_changes_are_taken_off, |engine: Engine| async move {
    let mut shop = Shop::open(engine).await;
    let (tea, salt) = (shop.tea.clone(), shop.salt.clone());
    let kept = shop.buys(&[(&tea, 3), (&salt, 50)]).await;
    shop.accepts(&kept).await;
    let (in_part, rejected) = (shop.buys(&[(&tea, 5)]).await, shop.buys(&[(&salt, 20)]).await);
    let called_off = shop.buys(&[(&tea, 2)]).await;
    let placed = 3 * 8_000 + 50 * 500 + 5 * 8_000 + 20 * 500 + 2 * 8_000;
    assert_eq!(shop.sold().await, [(4, placed)]);

    shop.passes().await;
    assert_eq!(shop.rolled_up().await, 0, "today is read from its orders");
    shop.later(26).await;
    shop.passes().await;
    assert!(shop.rolled_up().await > 0, "yesterday is not summed up");
    assert_eq!(shop.sold().await, [(4, placed)]);
    assert_eq!(shop.best().await, best(&[("Tea", 10, 80_000), ("Salt", 70, 35_000)]));

    shop.accepts_only(&in_part, 2).await;
    shop.rejects(&rejected).await;
    shop.calls_off(&called_off).await;
    let today = shop.buys(&[(&salt, 7)]).await;

    assert_eq!(shop.sold().await, [(2, 5 * 8_000 + 50 * 500), (1, 7 * 500)]);
    assert_eq!(shop.best().await, best(&[("Tea", 5, 40_000), ("Salt", 57, 28_500)]));
    assert_eq!(shop.wrong().await, []);
    shop.calls_off(&in_part).await;
    shop.rejects(&today).await;
    for verb in ["preparation", "packing"] {
        shop.act(&kept, verb).await;
    }
    assert_eq!(shop.sold().await, [(1, 3 * 8_000 + 50 * 500)]);
    assert_eq!(shop.best().await, best(&[("Salt", 50, 25_000), ("Tea", 3, 24_000)]));
    assert_eq!(shop.counts().await, [(VendorOrderState::Ready, 1)]);
    shop.app.finish().await;
});

on_every_engine!(what_an_earlier_release_moved_is_found_and_counted_anew, |engine: Engine| async move {
    let mut shop = Shop::open(engine).await;
    let (tea, salt) = (shop.tea.clone(), shop.salt.clone());
    let (one, two) = (shop.buys(&[(&tea, 1)]).await, shop.buys(&[(&salt, 4)]).await);
    shop.later(26).await;
    shop.passes().await;
    assert_eq!(shop.sold().await, [(2, 8_000 + 4 * 500)]);

    shop.moved_elsewhere(&one).await;
    let vendor = company(&shop.acme);
    let wrong = shop.wrong().await;
    let of = |figure: &str| {
        let found = wrong.iter().find(|wrong| wrong.figure.starts_with(figure));
        found.map(|wrong| (wrong.vendor, wrong.kept, wrong.counted))
    };
    assert_eq!(of("orders that are placed"), Some((vendor, 2, 1)), "{wrong:?}");
    assert_eq!(of("orders sold within 1 days"), Some((vendor, 2, 1)), "{wrong:?}");
    assert_eq!(of("minor units sold within 1 days"), Some((vendor, 10_000, 2_000)), "{wrong:?}");
    assert_eq!(of("minor units that off_"), Some((vendor, 8_000, 0)), "{wrong:?}");

    // By hand, at once.
    assert_eq!(orders::recount(&shop.app.ctx, Operator::at_the_console()).await.expect("it counts"), 1);
    assert_eq!(shop.wrong().await, []);
    assert_eq!(orders::recount(&shop.app.ctx, Operator::at_the_console()).await.expect("it counts"), 0);
    assert_eq!((shop.counts().await, shop.sold().await), (vec![(VendorOrderState::Placed, 1)], vec![(1, 2_000)]));

    // By itself, within a day.
    shop.moved_elsewhere(&two).await;
    assert_ne!(shop.wrong().await, []);
    shop.later(24).await;
    shop.passes().await;
    assert_eq!(shop.wrong().await, []);
    assert_eq!((shop.counts().await, shop.sold().await), (vec![], vec![]));
    shop.app.finish().await;
});

on_every_engine!(in_another_time_zone_days_have_other_borders_and_the_same_sums, |engine: Engine| async move {
    let mut shop = Shop::open(engine).await;
    let tea = shop.tea.clone();
    for packs in [1, 2, 3] {
        shop.buys(&[(&tea, packs)]).await;
        shop.later(20).await;
    }
    shop.later(30).await;
    shop.passes().await;
    let sum = |days: &[SalesDay]| {
        let total: i64 = days.iter().map(|day| day.total.minor()).sum();
        (days.iter().map(|day| day.orders).sum::<i64>(), total)
    };
    let before = shop.sales(30).await;
    assert_eq!((sum(&before), shop.rolled_up().await > 0), ((3, 6 * 8_000), true));

    let own = shop.acme.get("/api/company").await.is(200);
    shop.acme.patch("/api/company", &own.etag(), &json!({ "time_zone": "Pacific/Auckland" })).await.is(200);
    let moved = shop.sales(30).await;
    shop.later(6).await;
    shop.passes().await;
    let summed = shop.sales(30).await;

    assert!(moved.iter().all(|day| before.iter().all(|other| other.day != day.day)), "the same days");
    assert_eq!((sum(&moved), sum(&summed)), (sum(&before), sum(&before)));
    assert_eq!(shop.best().await, best(&[("Tea", 6, 48_000)]));
    shop.app.finish().await;
});

on_every_engine!(counts_are_exact_after_a_storm_of_orders_and_steps, |engine: Engine| async move {
    let mut shop = Shop::open(engine).await;
    let dates = shop.app.vendor("zenith").await.sells("Dates", 900, 1_000).await;
    let mut buyers = vec![shop.corner.clone()];
    for name in ["second", "third", "fourth"] {
        buyers.push(shop.app.retailer(name).await);
    }
    // The day of half of them is summed up while they move.
    let mut parts = Vec::new();
    for buyer in &buyers {
        for _ in 0..3 {
            parts.push(buyer.buys(&[(&shop.tea, 2), (&shop.salt, 2)]).await.remove(0));
        }
    }
    shop.later(26).await;
    let mut again = Vec::new();
    for buyer in &buyers {
        again.push(buyer.again().await);
    }

    let (acme, ctx) = (shop.acme.clone(), shop.app.ctx.clone());
    let steps = parts.iter().enumerate().map(|(at, part)| {
        let (acme, part) = (acme.clone(), part.clone());
        tokio::spawn(async move {
            let why = json!({ "reason": "none left today" });
            let path = format!("/api/vendor-orders/{}", part.id);
            match at % 3 {
                0 => acme.post(&format!("{path}/acceptance"), &json!({})).await,
                1 => acme.post(&format!("{path}/rejection"), &why).await,
                _ => {
                    let line = acme.get(&path).await.is(200).text_at("/lines/0/id");
                    let body = json!({ "lines": [{ "line_id": line, "quantity": 1 }] });
                    acme.post(&format!("{path}/acceptance"), &body).await
                }
            }
            .is(200);
        })
    });
    let steps: Vec<_> = steps.collect();
    let summing = tokio::spawn(async move {
        jobs::schedule(&ctx.store, &Reactions(ctx.clone())).await.expect("jobs are queued");
        jobs::tick(&ctx.store, &Reactions(ctx.clone())).await.expect("the queue answers");
    });
    let orders = again.iter().flat_map(|buyer| {
        let lines = [(shop.tea.clone(), 1), (dates.clone(), 1)];
        (0..3).map(move |_| {
            let (buyer, lines) = (buyer.clone(), lines.clone());
            async move { buyer.buys(&[(&lines[0].0, lines[0].1), (&lines[1].0, lines[1].1)]).await.len() }
        })
    });
    let placed = at_once(orders.collect()).await;
    for step in steps {
        step.await.expect("no step panics");
    }
    summing.await.expect("it sums up");

    assert_eq!(placed, [2; 12]);
    shop.passes().await;
    assert_eq!(shop.wrong().await, []);
    let counts =
        [(VendorOrderState::Accepted, 4), (VendorOrderState::PartiallyAccepted, 4), (VendorOrderState::Placed, 12)];
    assert_eq!(shop.counts().await, counts);
    // Four as they were ordered, four with a pack of tea less, and those of today.
    let yesterday = 4 * (2 * 8_000 + 2 * 500) + 4 * (8_000 + 2 * 500);
    assert_eq!(shop.sold().await, [(8, yesterday), (12, 12 * 8_000)]);
    shop.app.finish().await;
});

/// The schema before counts were kept.
fn undone(engine: Engine) -> Vec<&'static str> {
    let drop_index = match engine {
        Engine::Mariadb => "drop index vendor_orders_sales on vendor_orders",
        Engine::Sqlite | Engine::Postgres => "drop index vendor_orders_sales",
    };
    vec![
        "drop table vendor_order_counts",
        "drop table vendor_sales",
        "drop table vendor_offer_sales",
        "create index vendor_orders_vendor_placed on vendor_orders (vendor_id, placed_at, state, id)",
        drop_index,
        "alter table vendor_orders drop column declined_minor",
        "delete from schema_steps where name = '0038_orders'",
        "delete from schema_migrations where name = '0038_orders'",
    ]
}

on_every_engine!(
    orders_that_were_there_before_are_counted_by_the_step_and_summed_up_by_its_job,
    |engine: Engine| async move {
        let mut shop = Shop::open(engine).await;
        let (tea, salt) = (shop.tea.clone(), shop.salt.clone());
        let parts =
            [shop.buys(&[(&tea, 4)]).await, shop.buys(&[(&tea, 1), (&salt, 6)]).await, shop.buys(&[(&salt, 9)]).await];
        shop.accepts_only(&parts[0], 3).await;
        shop.rejects(&parts[2]).await;
        shop.buys(&[(&salt, 2)]).await;
        shop.later(26).await;
        for statement in undone(engine) {
            killed::raw(&shop.app.db, statement).await;
        }

        let settings = DbSettings {
            source: shop.app.db.source(),
            max_connections: 2,
            acquire_timeout: std::time::Duration::from_secs(30),
            timeouts: DbTimeouts::default(),
        };
        let db = Db::open(&settings).await.expect("the database opens");
        assert_eq!(db::migrate(&db, &SystemClock, MIGRATIONS).await.expect("it migrates"), ["0038_orders"]);
        let texts = async |statement: &Stmt| -> Vec<String> {
            let rows = db.all(statement, vec![]).await.expect("an answer");
            rows.into_iter().map(|mut row| row.take().expect("a text")).collect()
        };

        assert_eq!(shop.counts().await, [(VendorOrderState::PartiallyAccepted, 1), (VendorOrderState::Placed, 2)]);
        assert_eq!(texts(&WAITING).await, ["recount_orders", "roll_up_sales"]);
        let sold = [(3, 3 * 8_000 + 8_000 + 8 * 500)];
        assert_eq!((shop.rolled_up().await, shop.sold().await), (0, sold.to_vec()), "before the job");
        shop.app.settle().await;
        // More than a day has passed on this clock, so that the second one was due as well.
        assert_eq!(texts(&WAITING).await, [] as [&str; 0]);
        assert!(shop.rolled_up().await > 0);
        assert_eq!(shop.sold().await, sold);
        db.close().await;
        shop.app.finish().await;
    }
);

/// What a statement costs, in steps of the engine.
fn steps(file: &Connection, name: &str, values: &[&dyn ToSql]) -> i32 {
    let mut statement = file.prepare(&words(name, DbEngine::Sqlite)).expect("a statement");
    let mut rows = statement.query(values).expect("an answer");
    while rows.next().expect("a row").is_some() {}
    drop(rows);
    statement.get_status(StatementStatus::VmStep)
}

#[tokio::test]
async fn a_vendor_of_fifty_thousand_orders_costs_what_one_of_a_hundred_does() {
    let fresh = TestDb::migrated(Engine::Sqlite).await;
    let file = Connection::open(fresh.file()).expect("the file opens");
    // Ninety days of orders, each day summed up, in all states; a day of eight hours' length will do.
    let filled = |vendor: u8, orders: u32| {
        format!(
            "pragma foreign_keys = off;
            insert into vendor_orders (id, order_id, seq, number, vendor_id, retailer_id, currency, total_minor, state, accept_by, placed_at, updated_at, version)
            with recursive n(n) as (select 1 union all select n + 1 from n where n < {orders})
            select cast(char({vendor}) || printf('%015d', n) as blob), cast('o' || printf('%015d', n) as blob), {vendor}, '{vendor}-' || n, cast(printf('%016d', {vendor}) as blob), cast(printf('%016d', 9) as blob), 'INR', 100,
                case n % 11 when 0 then 'placed' when 1 then 'accepted' when 2 then 'preparing' when 3 then 'ready' when 4 then 'shipped' when 5 then 'delivered' when 6 then 'rejected' else 'completed' end, 0, n * 7776000 / {orders}, 0, 1 from n;
            insert into vendor_order_counts (vendor_id, state, slot, orders)
            select vendor_id, state, seq_no, count(*) from (select vendor_id, state, n.slot as seq_no from vendor_orders join (select 0 as slot union select 1 union select 2 union select 3 union select 4 union select 5 union select 6 union select 7) n where vendor_id = cast(printf('%016d', {vendor}) as blob) and state not in ('rejected', 'completed')) group by vendor_id, state, seq_no;
            insert into vendor_sales (vendor_id, days, begins_at, ends_at, orders, total_minor, settled)
            select vendor_id, 1, placed_at / 86400 * 86400, placed_at / 86400 * 86400 + 86400, count(*), sum(total_minor), 1 from vendor_orders where vendor_id = cast(printf('%016d', {vendor}) as blob) group by vendor_id, placed_at / 86400;"
        )
    };
    file.execute_batch("insert into companies (id, kind, legal_name, display_name, name_key, country, currency, address_line, city, postcode, state, created_at, version) values (cast(printf('%016d', 9) as blob), 'retailer', 'Corner', 'Corner', 'corner', 'IN', 'INR', '1 Road', 'Kochi', '682001', 'approved', 0, 1)").expect("a buyer");
    file.execute_batch(&filled(1, 100)).expect("a small vendor");
    file.execute_batch(&filled(2, 50_000)).expect("a big vendor");
    let (small, big) = (format!("{:016}", 1).into_bytes(), format!("{:016}", 2).into_bytes());
    let (greatest, page) = (vec![255_u8; 16], 21_i64);

    let of = |vendor: &Vec<u8>| {
        [
            steps(&file, "orders::store::counting::COUNTS", &[vendor]),
            steps(&file, "orders::store::rolling_up::ROLLED_UP", &[vendor, vendor, vendor, &0_i64]),
            steps(&file, "orders::store::OF_VENDOR", &[vendor, &greatest, &page]),
            steps(&file, "orders::store::OLDEST_OF_VENDOR", &[vendor, &"placed", &9_i64]),
        ]
    };

    let (small, big) = (of(&small), of(&big));
    assert!(small.iter().all(|steps| *steps > 50), "{small:?}");
    // Steps are counted exactly; a page of rows may differ by what they hold.
    assert!(small.iter().zip(&big).all(|(small, big)| *big * 10 <= *small * 12), "{small:?} {big:?}");
}
