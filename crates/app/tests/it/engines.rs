//! Three engines, one behaviour: statements, refusals, migrations and keys.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use infra::clock::SystemClock;
use infra::db::{self, Db, Error, Stmt};
use infra::{Origin, args};
use market::Event;
use market::schema::{MIGRATIONS, statements};
use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestDb, on_every_engine};
use tokio::sync::Barrier;

on_every_engine!(every_statement_prepares, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let all = statements();
    assert!(all.len() > 100, "only {} statements", all.len());

    let mut refused = Vec::new();
    for (name, statement) in all {
        if let Err(error) = app.ctx.store.db.prepare(&statement).await {
            refused.push(format!("{name}: {error}"));
        }
    }

    assert_eq!(refused, Vec::<String>::new());
    app.finish().await;
});

const ADD_WORD: Stmt = Stmt::same("insert into search_words (word) values (?)");
const ADD_TERM: Stmt = Stmt::same("insert into search_terms (term, product_id) values (?, ?)");
const OVERSELL: Stmt = Stmt::same("update stock_levels set allocated = on_hand + 1");
const RAISE: Stmt = Stmt::same("update offers set version = version + 1 where sku = ?");

/// Runs one statement and keeps what it did.
async fn run(app: &TestApp, statement: &Stmt, args: Vec<kernel::Scalar>) -> Result<u64, Error> {
    let (store, nobody) = (&app.ctx.store, Origin::default());
    let ran = store.write(&nobody, |tx| {
        let args = args.clone();
        async move {
            let changed = tx.exec(statement, args).await?;
            let event = Event::Seeded { what: "test".to_owned() }.record();
            Ok::<_, Error>(tx.commit_with(event, changed))
        }
    });
    ran.await
}

on_every_engine!(refusals_of_the_database_are_told_apart, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let offer = app.vendor("acme").await.sells("Mangoes", 100, 5).await;
    let word = || args!["twice".to_owned()];
    assert_eq!(run(&app, &ADD_WORD, word()).await.expect("the first goes in"), 1);

    let unique = run(&app, &ADD_WORD, word()).await;
    let nobody: kernel::ProductId = app.ctx.store.id();
    let foreign = run(&app, &ADD_TERM, args!["word".to_owned(), nobody]).await;
    let check = run(&app, &OVERSELL, vec![]).await;
    let null = run(&app, &ADD_WORD, args![None::<String>]).await;

    assert!(matches!(unique, Err(Error::Unique(_))), "{unique:?}");
    assert!(matches!(foreign, Err(Error::ForeignKey(_))), "{foreign:?}");
    assert!(matches!(check, Err(Error::Check(_))), "{check:?}");
    assert!(matches!(null, Err(Error::Check(_))), "{null:?}");
    let product: kernel::ProductId = offer.product_id.parse().expect("an id");
    assert_eq!(run(&app, &ADD_TERM, args!["word".to_owned(), product]).await.expect("a product"), 1);
    app.finish().await;
});

/// Two writes that lock two rows in opposite order: one is told to begin again, and both succeed.
async fn a_deadlock_runs_again(engine: Engine) {
    let app = TestApp::new(engine).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    for sku in ["A", "B"] {
        vendor.post_once("/api/products", sku, &Actor::product_body(sku, sku, 100)).await.is(201);
    }
    let (barrier, attempts) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));

    let crossing = |rows: [&'static str; 2]| {
        let (store, barrier, attempts) = (app.ctx.store.clone(), Arc::clone(&barrier), Arc::clone(&attempts));
        async move {
            let (first_try, nobody) = (AtomicUsize::new(0), Origin::default());
            let written = store.write(&nobody, |tx| {
                let (barrier, attempts) = (Arc::clone(&barrier), Arc::clone(&attempts));
                let again = first_try.fetch_add(1, Ordering::SeqCst) > 0;
                async move {
                    attempts.fetch_add(1, Ordering::SeqCst);
                    tx.exec(&RAISE, args![rows[0].to_owned()]).await?;
                    if !again {
                        barrier.wait().await;
                    }
                    tx.exec(&RAISE, args![rows[1].to_owned()]).await?;
                    let event = Event::Seeded { what: "test".to_owned() }.record();
                    Ok::<_, Error>(tx.commit_with(event, ()))
                }
            });
            written.await
        }
    };
    let (one, two) = tokio::join!(crossing(["A", "B"]), crossing(["B", "A"]));

    assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
    assert_eq!(attempts.load(Ordering::SeqCst), 3);
    let offers = vendor.get("/api/offers").await.is(200);
    assert!(offers.items().iter().all(|offer| offer["version"] == 3), "{}", offers.text);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadlock_on_mariadb_runs_again() {
    a_deadlock_runs_again(Engine::Mariadb).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadlock_on_postgres_runs_again() {
    a_deadlock_runs_again(Engine::Postgres).await;
}

const EDIT: Stmt = Stmt::same("update schema_migrations set checksum = ? where name = '0003_catalog'");
const FROM_THE_FUTURE: Stmt =
    Stmt::same("insert into schema_migrations (name, checksum, applied_at) values ('9999_future', ?, 0)");
const BREAKS: Stmt = Stmt::same(
    "insert into schema_steps (name, checksum, begun, done, breaks_older) values ('9999_future', ?, 1, 1, 1)",
);

on_every_engine!(a_newer_schema_is_used_and_one_that_does_not_fit_is_refused, |engine: Engine| async move {
    let app = TestApp::on(TestDb::new(engine).await, &[]).await;
    let database = &app.ctx.store.db;
    let again = db::migrate(database, &SystemClock, MIGRATIONS).await.expect("nothing to do");
    assert_eq!(again, Vec::<&str>::new());

    run(&app, &FROM_THE_FUTURE, args![vec![1_u8; 32]]).await.expect("put in");
    let newer = db::migrate(database, &SystemClock, MIGRATIONS).await.expect("nothing to do");
    assert_eq!(newer, Vec::<&str>::new());
    app.anybody().get("/readyz").await.is(200);
    app.clock.advance(testkit::seconds(2));

    run(&app, &BREAKS, args![vec![1_u8; 32]]).await.expect("put in");
    let shorter = db::migrate(database, &SystemClock, MIGRATIONS).await.expect_err("too new").to_string();
    assert!(shorter.contains("9999_future") && shorter.contains("older versions"), "{shorter}");
    app.anybody().get("/readyz").await.is(503).code("service.not_ready");
    app.finish().await;
});

on_every_engine!(an_edited_step_is_refused, |engine: Engine| async move {
    let app = TestApp::on(TestDb::new(engine).await, &[]).await;
    run(&app, &EDIT, args![vec![1_u8; 32]]).await.expect("edited");

    let edited = db::migrate(&app.ctx.store.db, &SystemClock, MIGRATIONS).await.expect_err("an edited one").to_string();

    assert!(edited.contains("0003_catalog") && edited.contains("edited"), "{edited}");
    app.anybody().get("/readyz").await.is(503).code("service.not_ready");
    app.finish().await;
});

on_every_engine!(two_nodes_that_start_together_migrate_once, |engine: Engine| async move {
    let fresh = TestDb::new(engine).await;
    let open = || async {
        let patience = std::time::Duration::from_secs(30);
        let settings = db::DbSettings {
            source: fresh.source(),
            max_connections: 2,
            acquire_timeout: patience,
            timeouts: db::DbTimeouts::default(),
        };
        Db::open(&settings).await.expect("the database opens")
    };
    let (one, two) = (open().await, open().await);

    let (first, second) =
        tokio::join!(db::migrate(&one, &SystemClock, MIGRATIONS), db::migrate(&two, &SystemClock, MIGRATIONS));

    let mut done = [first.expect("one migrates"), second.expect("so does the other")].concat();
    done.sort_unstable();
    assert_eq!(done, MIGRATIONS.iter().map(|step| step.name).collect::<Vec<_>>(), "each step once, by either");
    one.close().await;
    two.close().await;
});

on_every_engine!(machine_keys_keep_blanks_case_and_accents_apart, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);

    for word in ["k1", "k1 ", "K1", "PEP", "pep", "jose", "josé", "straße", "strasse", "\u{ff50}ep"] {
        assert_eq!(run(&app, &ADD_WORD, args![word.to_owned()]).await.expect(word), 1);
        assert!(run(&app, &ADD_WORD, args![word.to_owned()]).await.is_err_and(|e| e.is_unique()), "{word:?}");
    }
    for (at, sku) in ["PEP", "pep", "Pep", "P-1", "P_1"].into_iter().enumerate() {
        let body = Actor::product_body(&format!("Pepper {at}"), sku, 100);
        vendor.post_once("/api/products", sku, &body).await.is(201);
        vendor.post_once("/api/products", &format!("again{at}"), &body).await.is(409);
    }
    let offer = vendor.sells("Mangoes", 100, 100).await;
    let body = Actor::order_body(&[(&offer, 1)]);
    for key in ["spring", "Spring", "SPRING", "spring.", "spring-"] {
        let placed = buyer.post_once("/api/orders", key, &body).await.is(201);
        assert!(!placed.headers.contains_key("idempotency-replayed"), "{key}");
    }
    assert_eq!(vendor.stock_of(&offer).await, (100, 5, 95));
    app.finish().await;
});

on_every_engine!(without_its_database_the_server_says_come_back_later, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Mangoes", 100, 10).await;
    let buyer = app.retailer("corner").await;

    app.ctx.store.db.close().await;

    let answers = [
        buyer.get("/api/products").await,
        buyer.get("/api/orders").await,
        buyer.tries_to_buy(&[(&offer, 1)]).await,
        vendor.act("/api/notices/read").await,
        app.anybody().get("/readyz").await,
        app.anybody().post("/api/auth/login", &json!({ "email": "a@b.example", "password": "x".repeat(20) })).await,
    ];
    for answer in answers {
        let answer = answer.is(503);
        let seconds = answer.headers.get("retry-after").and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
        assert!(seconds.is_some_and(|s| s >= 1), "{:?}", answer.headers);
        assert!(!answer.text.to_lowercase().contains("sql"), "{}", answer.text);
    }
    app.anybody().get("/livez").await.is(200);
});
