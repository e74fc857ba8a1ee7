//! Exports of any length: every row, no more in memory than the client takes, and never taken for whole
//! when they are not.

use std::time::Duration;

use edge::export::{CONNECTIONS_PER_EXPORT_READ, EXPORT_MINUTES, EXPORT_RETRY_SECONDS, EXPORTS_PER_PERSON};
use sqlx::{Connection, Executor, PgConnection};
use testkit::{Actor, Engine, TestApp, on_every_engine};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

/// Numbers from 0 to 100, twice.
const MANY: usize = 101 * 101;
/// How long anything may take that only has to happen at all.
const BOUND: Duration = Duration::from_secs(30);

infra::statements! {
    PRODUCTS = {
        "insert into products (id, title, title_key, brand, brand_key, category_id, root_category_id, description, description_html, tax_class, currency, offer_count, created_by, state, created_at, version)
            with recursive d (n) as (select 0 union all select n + 1 from d where n < 100)
            select randomblob(16), concat('bulk-', a.n * 101 + b.n), p.title_key, p.brand, p.brand_key, p.category_id, p.root_category_id, p.description, '', p.tax_class, p.currency, 1, p.created_by, p.state, p.created_at, 1 from products p, d a, d b",
        my: "insert into products (id, title, title_key, brand, brand_key, category_id, root_category_id, description, description_html, tax_class, currency, offer_count, created_by, state, created_at, version)
            with recursive d (n) as (select 0 union all select n + 1 from d where n < 100)
            select unhex(md5(concat('product', a.n, '-', b.n))), concat('bulk-', a.n * 101 + b.n), p.title_key, p.brand, p.brand_key, p.category_id, p.root_category_id, p.description, '', p.tax_class, p.currency, 1, p.created_by, p.state, p.created_at, 1 from products p, d a, d b",
        pg: "insert into products (id, title, title_key, brand, brand_key, category_id, root_category_id, description, description_html, tax_class, currency, offer_count, created_by, state, created_at, version)
            with recursive d (n) as (select 0 union all select n + 1 from d where n < 100)
            select gen_random_uuid(), concat('bulk-', a.n * 101 + b.n), p.title_key, p.brand, p.brand_key, p.category_id, p.root_category_id, p.description, '', p.tax_class, p.currency, 1, p.created_by, p.state, p.created_at, 1 from products p, d a, d b"
    };
    OFFERS = {
        "insert into offers (id, product_id, vendor_id, sku, pack_size, min_quantity, quantity_step, max_quantity, currency, state, created_at, version)
            select randomblob(16), p.id, o.vendor_id, p.title, 1, 1, 1, 9, o.currency, o.state, o.created_at, 1 from products p, offers o where p.title like 'bulk-%'",
        my: "insert into offers (id, product_id, vendor_id, sku, pack_size, min_quantity, quantity_step, max_quantity, currency, state, created_at, version)
            select unhex(md5(concat('offer', p.title))), p.id, o.vendor_id, p.title, 1, 1, 1, 9, o.currency, o.state, o.created_at, 1 from products p, offers o where p.title like 'bulk-%'",
        pg: "insert into offers (id, product_id, vendor_id, sku, pack_size, min_quantity, quantity_step, max_quantity, currency, state, created_at, version)
            select gen_random_uuid(), p.id, o.vendor_id, p.title, 1, 1, 1, 9, o.currency, o.state, o.created_at, 1 from products p, offers o where p.title like 'bulk-%'"
    };
    PRICES = "insert into prices (offer_id, amount_minor, currency, change_id, version) select o.id, r.amount_minor, r.currency, r.change_id, 1 from offers o, prices r where o.sku like 'bulk-%'";
    LEVELS = {
        "insert into stock_levels (id, offer_id, vendor_id, location_id, on_hand, allocated, low_threshold, version) select randomblob(16), o.id, o.vendor_id, l.id, 0, 0, 0, 1 from offers o, locations l where o.sku like 'bulk-%'",
        my: "insert into stock_levels (id, offer_id, vendor_id, location_id, on_hand, allocated, low_threshold, version) select unhex(md5(concat('level', o.sku))), o.id, o.vendor_id, l.id, 0, 0, 0, 1 from offers o, locations l where o.sku like 'bulk-%'",
        pg: "insert into stock_levels (id, offer_id, vendor_id, location_id, on_hand, allocated, low_threshold, version) select gen_random_uuid(), o.id, o.vendor_id, l.id, 0, 0, 0, 1 from offers o, locations l where o.sku like 'bulk-%'"
    };
    LINES = {
        "insert into order_lines (id, vendor_order_id, position, offer_id, product_id, sku, title, pack_size, unit_price_minor, price_change_id, tax_class, qty_ordered, qty_accepted, qty_declined)
            with recursive d (n) as (select 0 union all select n + 1 from d where n < 100)
            select randomblob(16), l.vendor_order_id, 1000 + a.n * 101 + b.n, l.offer_id, l.product_id, l.sku, l.title, l.pack_size, l.unit_price_minor, l.price_change_id, l.tax_class, l.qty_ordered, 0, 0 from order_lines l, d a, d b where l.qty_ordered = 2",
        my: "insert into order_lines (id, vendor_order_id, position, offer_id, product_id, sku, title, pack_size, unit_price_minor, price_change_id, tax_class, qty_ordered, qty_accepted, qty_declined)
            with recursive d (n) as (select 0 union all select n + 1 from d where n < 100)
            select unhex(md5(concat('line', a.n, '-', b.n))), l.vendor_order_id, 1000 + a.n * 101 + b.n, l.offer_id, l.product_id, l.sku, l.title, l.pack_size, l.unit_price_minor, l.price_change_id, l.tax_class, l.qty_ordered, 0, 0 from order_lines l, d a, d b where l.qty_ordered = 2",
        pg: "insert into order_lines (id, vendor_order_id, position, offer_id, product_id, sku, title, pack_size, unit_price_minor, price_change_id, tax_class, qty_ordered, qty_accepted, qty_declined)
            with recursive d (n) as (select 0 union all select n + 1 from d where n < 100)
            select gen_random_uuid(), l.vendor_order_id, 1000 + a.n * 101 + b.n, l.offer_id, l.product_id, l.sku, l.title, l.pack_size, l.unit_price_minor, l.price_change_id, l.tax_class, l.qty_ordered, 0, 0 from order_lines l, d a, d b where l.qty_ordered = 2"
    };
    LONG_TEXTS = {
        "update products set description = replace(hex(zeroblob(600)), '0', 'x')",
        my: "update products set description = repeat('x', 1200)",
        pg: "update products set description = repeat('x', 1200)"
    };
    DEARER = "update prices set amount_minor = 77700";
    AWAY = "alter table prices rename to prices_away";
    BACK = "alter table prices_away rename to prices";
}

async fn change(app: &TestApp, statements: &[&infra::db::Stmt]) {
    let nobody = infra::Origin::default();
    for statement in statements {
        let changed = app.ctx.store.write(&nobody, |tx| async move {
            tx.exec(*statement, vec![]).await?;
            Ok::<_, infra::db::Error>(tx.commit_silently(()))
        });
        changed.await.expect("the database obeys");
    }
}

/// A vendor with one offer that was made, and as many more as no page holds.
async fn full_vendor(app: &TestApp) -> Actor {
    app.category().await;
    let vendor = app.vendor("acme").await;
    vendor.sells("One of many", 1_000, 500).await;
    change(app, &[&PRODUCTS, &OFFERS, &PRICES, &LEVELS]).await;
    vendor
}

on_every_engine!(an_export_has_every_row_however_many_there_are, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let offer = vendor.sells("One of many", 1_000, 500).await;
    // Orders beyond one look into the tables, and one of many lines.
    for _ in 0..60 {
        buyer.buys(&[(&offer, 1)]).await;
    }
    buyer.buys(&[(&offer, 2)]).await;
    change(&app, &[&PRODUCTS, &OFFERS, &PRICES, &LEVELS, &LINES]).await;

    for (path, who, rows) in [
        ("/vendor/exports/prices", &vendor, MANY + 1),
        ("/vendor/exports/products", &vendor, MANY + 1),
        ("/vendor/exports/stock", &vendor, MANY + 1),
        ("/vendor/exports/orders", &vendor, MANY + 1 + 60),
        ("/orders/export", &buyer, MANY + 1 + 60),
    ] {
        let file = who.get(path).await.is(200).text;
        let mut lines: Vec<&str> = file.lines().collect();
        assert_eq!(lines.len(), 1 + rows, "{path}");
        assert!(!file.contains("incomplete"), "{path}");
        if path.starts_with("/vendor/exports/pr") {
            lines.sort_unstable();
            lines.dedup();
            assert_eq!(lines.len(), 1 + rows, "{path}: a row comes once");
        }
    }
    app.finish().await;
});

/// A download by somebody slow: what the operating system takes for them is all that is sent.
struct Download {
    stream: TcpStream,
    heard: Vec<u8>,
}

impl Download {
    async fn begin(app: &TestApp, of: &Actor, path: &str) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(4_096).expect("a small buffer");
        let mut stream = socket.connect(app.address).await.expect("a connection");
        let token = of.token.as_deref().expect("a token");
        let asked = format!(
            "GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/html\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(asked.as_bytes()).await.expect("bytes are taken");
        let mut download = Self { stream, heard: Vec::new() };
        while !download.text().contains("\r\n\r\n") {
            download.more().await;
        }
        download
    }

    async fn more(&mut self) -> usize {
        let read = timeout(BOUND, self.stream.read_buf(&mut self.heard)).await.expect("the server goes on");
        read.unwrap_or(0)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.heard).into_owned()
    }

    fn status(&self) -> String {
        self.text().split(' ').nth(1).unwrap_or_default().to_owned()
    }

    /// Takes the rest; gives what the chunks hold, and whether the last of them came.
    async fn rest(mut self) -> (String, bool) {
        while self.more().await > 0 {}
        let head = self.text().find("\r\n\r\n").expect("a head") + 4;
        let (mut left, mut file) = (&self.heard[head..], Vec::new());
        while let Some(end) = left.windows(2).position(|two| two == b"\r\n") {
            let size = std::str::from_utf8(&left[..end]).ok().and_then(|hex| usize::from_str_radix(hex, 16).ok());
            let size = size.expect("the size of a chunk");
            if size == 0 {
                return (String::from_utf8_lossy(&file).into_owned(), true);
            }
            let chunk = &left[end + 2..];
            file.extend_from_slice(&chunk[..size.min(chunk.len())]);
            left = chunk.get(size + 2..).unwrap_or_default();
        }
        (String::from_utf8_lossy(&file).into_owned(), false)
    }
}

#[tokio::test]
async fn an_export_is_read_as_it_is_taken_and_holds_nothing_meanwhile() {
    let app = TestApp::with(Engine::Sqlite, &[("database.max_connections", "1")]).await;
    let vendor = full_vendor(&app).await;
    change(&app, &[&LONG_TEXTS]).await;

    let download = Download::begin(&app, &vendor, "/vendor/exports/products").await;
    assert_eq!(download.status(), "200");
    // The one connection is free, and what is written now is in the part that was not yet read.
    change(&app, &[&DEARER]).await;
    vendor.get("/api/offers").await.is(200);
    let (text, is_whole) = download.rest().await;

    assert!(is_whole);
    assert_eq!(text.matches("bulk-").count(), 2 * MANY, "a title and an article number a row");
    let (early, late) = (text.matches(",10.00\n").count(), text.matches(",777.00\n").count());
    assert!(early > 100 && late > 1_000, "{early} before and {late} after the change");
    app.finish().await;
}

#[tokio::test]
async fn an_export_that_breaks_off_says_so_and_is_no_whole_transfer() {
    let app = TestApp::new(Engine::Sqlite).await;
    let vendor = full_vendor(&app).await;
    change(&app, &[&LONG_TEXTS]).await;
    let path = "/vendor/exports/products";

    let broken = Download::begin(&app, &vendor, path).await;
    change(&app, &[&AWAY]).await;
    let (text, is_whole) = broken.rest().await;
    assert!(
        !is_whole && text.contains("This file is incomplete: something went wrong on our side."),
        "{}",
        tail(&text)
    );
    // Nothing of it can be read at all: that is a refusal.
    let nothing = vendor.get(path).await;
    assert!(nothing.status.is_server_error(), "{}", nothing.text);
    change(&app, &[&BACK]).await;

    let late = Download::begin(&app, &vendor, path).await;
    app.clock.advance(Duration::from_mins(EXPORT_MINUTES));
    let (text, is_whole) = late.rest().await;
    assert!(!is_whole && text.contains("the export took longer than 15 minutes"), "{}", tail(&text));
    vendor.again().await.get(path).await.is(200);
    app.finish().await;
}

fn tail(text: &str) -> &str {
    text.get(text.len().saturating_sub(400)..).unwrap_or(text)
}

#[tokio::test]
async fn exports_that_are_not_taken_leave_places_for_others() {
    let app = TestApp::with(Engine::Sqlite, &[("limits.max_concurrent_exports", "3")]).await;
    let vendor = full_vendor(&app).await;
    let (other, third) = (app.vendor("zenith").await, app.vendor("third").await);
    change(&app, &[&LONG_TEXTS]).await;
    let path = "/vendor/exports/products";

    let running = [Download::begin(&app, &vendor, path).await, Download::begin(&app, &vendor, path).await];
    let own = vendor.get(path).await.is(429);
    assert!(own.text.contains("2 of your exports are still running"), "{}", own.text);
    assert_eq!(own.headers["retry-after"], "30");
    // A colleague has places of their own.
    let colleague = app.colleague(&vendor, "vendor_finance").await;
    let held = Download::begin(&app, &colleague, path).await;
    assert_eq!(held.status(), "200");
    let full = other.get(path).await.is(503);
    assert_eq!(full.headers["retry-after"], EXPORT_RETRY_SECONDS.to_string().as_str());

    drop((running, held));
    let free = async {
        while third.get(path).await.status.as_u16() != 200 || vendor.get(path).await.status.as_u16() != 200 {}
    };
    timeout(BOUND, free).await.expect("places are given back when a client hangs up");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exports_that_the_database_keeps_waiting_leave_its_connections_to_others() {
    let options = [("database.max_connections", "4"), ("database.acquire_timeout_seconds", "2")];
    let app = TestApp::with(Engine::Postgres, &options).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    vendor.sells("One of many", 1_000, 500).await;
    let colleagues = [app.colleague(&vendor, "vendor_finance").await, app.colleague(&vendor, "catalog_manager").await];
    let mut other = PgConnection::connect(&app.db.url).await.expect("PostgreSQL answers");

    // Whoever reads prices waits, and holds what they wait with.
    for step in ["begin", "lock table prices in access exclusive mode"] {
        other.execute(step).await.expect("a lock");
    }
    let mut running = Vec::new();
    for who in [&vendor, &colleagues[0], &colleagues[1]] {
        for _ in 0..EXPORTS_PER_PERSON {
            let who = who.clone();
            running.push(tokio::spawn(async move { who.get("/vendor/exports/prices").await }));
        }
    }
    let waiting = "select 1 from pg_locks where not granted and relation = 'prices'::regclass";
    let begun = async { while other.fetch_optional(waiting).await.expect("an answer").is_none() {} };
    timeout(BOUND, begun).await.expect("an export waits");
    for _ in 0..20 {
        buyer.get("/api/orders").await.is(200);
    }
    other.execute("rollback").await.expect("the lock is given back");

    for export in running {
        export.await.expect("it ends").is(200);
    }
    app.finish().await;
}

#[test]
fn the_documents_state_the_limits_of_exports_that_hold() {
    let share = match CONNECTIONS_PER_EXPORT_READ {
        4 => "a quarter",
        other => panic!("write in words what a share of one in {other} is"),
    };
    let both = |text: &str| text.contains(&format!("{EXPORT_MINUTES} minutes")) && text.contains(share);
    let operations = include_str!("../../../../docs/operations.md");
    let section = operations.split("## Exports").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("exports");

    assert!(both(infra::config::DEFAULTS) && both(section), "{section}");
    assert!(section.contains(&format!("at most {EXPORTS_PER_PERSON} at once")), "{section}");
    assert!(section.contains(&format!("{EXPORT_RETRY_SECONDS} seconds")), "{section}");
}
