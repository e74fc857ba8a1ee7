//! `PgBouncer` in transaction mode between the program and PostgreSQL: the real one, started by the test.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use infra::db::{Db, Error, Pooler, Query};
use infra::{Origin, args};
use sqlx::{Connection, PgConnection};
use testkit::{Engine, TestApp, TestDb};

use super::proxy::{port_of, with_port};
use super::{join_all, words};

struct Bouncer(Child);

impl Drop for Bouncer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Bouncer {
    /// Starts one before a database, with three connections for all of its clients.
    async fn before(db: &mut TestDb, more: &str) -> Self {
        let mut said = String::new();
        // A port may be taken between finding and using it.
        for _ in 0..5 {
            let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
            let port = free.local_addr().expect("its address").port();
            drop(free);
            let mut bouncer = Self(Self::start(db, port, more));
            let url = with_port(&db.url, port);
            let began = Instant::now();
            while began.elapsed() < Duration::from_secs(10) && bouncer.0.try_wait().expect("a child").is_none() {
                if answers(&url).await {
                    db.url = url;
                    return bouncer;
                }
                // SLEEP: between two looks.
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            said = fs::read_to_string(db.folder.path().join("bouncer.said")).unwrap_or_default();
        }
        panic!("PgBouncer does not start (scripts/services install brings it): {said}");
    }

    fn start(db: &TestDb, port: u16, more: &str) -> Child {
        let folder: &Path = db.folder.path();
        let file = folder.join("bouncer.ini");
        let server = port_of(&db.url);
        let setup = format!(
            "[databases]\n* = host=127.0.0.1 port={server} user=aqad password=aqad\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
             listen_port = {port}\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\ndefault_pool_size = 3\n{more}\n"
        );
        fs::write(&file, setup).expect("a file");
        let said = fs::File::create(folder.join("bouncer.said")).expect("a file");
        // Debian keeps it out of an ordinary user's PATH; as root it does not run.
        let mut command = Command::new("sh");
        command.args([
            "-c",
            r#"PATH=$PATH:/usr/sbin:/sbin; [ "$(id -u)" != 0 ] || set -- -u nobody "$@"; exec pgbouncer "$@""#,
            "sh",
        ]);
        command.arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(said);
        command.spawn().expect("sh runs")
    }
}

/// Whether somebody listens and speaks PostgreSQL's protocol, be it to refuse a setting.
async fn answers(url: &str) -> bool {
    match PgConnection::connect(url).await {
        Ok(_) => true,
        Err(sqlx::Error::Database(refusal)) => refusal.message().contains("startup parameter"),
        Err(_) => false,
    }
}

/// A day on the market, with more clients than there are connections.
async fn trades(app: TestApp) {
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Mangoes", 100, 50).await;
    let buyer = app.retailer("corner").await;
    let lines = [(&offer, 1)];
    let bought = join_all((0..10).map(|_| buyer.tries_to_buy(&lines))).await;
    for answer in bought {
        answer.is(201);
    }
    let read = (0..100).map(|n| buyer.get(if n % 2 == 0 { "/api/orders" } else { "/api/products" }));
    for answer in join_all(read).await {
        answer.is(200);
    }

    // What is set, is set in each transaction, and nowhere else.
    let store = &app.ctx.store;
    let setting = |name: &'static str| words(format!("select current_setting('{name}')"));
    let origin = Origin::default();
    let within = store.write(&origin, |tx| async move {
        let mut found = Vec::new();
        for name in ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"] {
            let row = tx.one(&setting(name), vec![]).await?;
            found.push(row.expect("a row").take::<String>()?);
        }
        Ok::<_, Error>(tx.no_change(found))
    });
    assert_eq!(within.await.expect("an answer"), ["10s", "30s", "1min"]);
    let same = (0..50_i64).map(|n| {
        let db = store.db.clone();
        async move { (n, db.one(&words(format!("select cast(? as bigint) + {n}")), args![n]).await) }
    });
    for (n, answer) in join_all(same).await {
        let sum: i64 = answer.expect("an answer").expect("a row").take().expect("a number");
        assert_eq!(sum, n + n, "the answer to somebody else's question");
    }
    store.db.can_write().await.expect("it can");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pooler_that_refuses_settings_is_found_at_start_and_worked_with() {
    // The migrations run through it, too.
    let mut db = TestDb::new(Engine::Postgres).await;
    let _bouncer = Bouncer::before(&mut db, "").await;

    trades(TestApp::on(db, &[]).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pooler_that_ignores_settings_is_found_at_start_and_worked_with() {
    let mut db = TestDb::migrated(Engine::Postgres).await;
    let _bouncer = Bouncer::before(&mut db, "ignore_startup_parameters = options,extra_float_digits").await;

    trades(TestApp::on(db, &[]).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pooler_that_should_not_be_there_is_named_with_what_to_write() {
    let app = TestApp::new(Engine::Postgres).await;
    let mut db = app.db.beside();
    let _bouncer = Bouncer::before(&mut db, "").await;
    let mut settings = app.config.database_settings().expect("settings");
    settings.source = db.source();
    settings.timeouts.pooler = Pooler::None;

    let refused = Db::open(&settings).await.err().expect("it is refused").to_string();

    assert!(refused.contains("database.pooler = \"transaction\""), "{refused}");
    settings.timeouts.pooler = Pooler::Transaction;
    let db = Db::open(&settings).await.expect("it opens");
    db.ping().await.expect("an answer");
    db.close().await;
    app.finish().await;
}
