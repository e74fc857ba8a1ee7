//! Looking at the cache and emptying it: the admin API, `aqad cache`, `aqad doctor`, and the figures
//! for monitoring.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use market::audit::CachedThing;
use market::authority::Operator;
use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestDb, engine_url};

use crate::nodes::Node;
use crate::nodes::redis_server::{Server, free_port};

/// What the report says of a family.
async fn family(admin: &Actor, name: &str) -> Value {
    let report = admin.get("/api/admin/cache").await.is(200);
    let families = report.json["families"].as_array().expect("families").clone();
    families.into_iter().find(|f| f["family"] == name).unwrap_or_else(|| json!({ "loads": 0, "hits_local": 0 }))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_sees_what_is_cached_and_empties_it() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let admin = app.staff(Role::OpsAdmin).await;
    let offer = app.vendor("acme").await.sells("Basmati Rice", 12_000, 50).await;
    let product = format!("/api/products/{}", offer.product_id);
    let of = |f: &Value, what: &str| f[what].as_u64().expect("a number");
    let before = family(&admin, "product").await;
    for _ in 0..3 {
        app.anybody().get(&product).await.is(200);
    }

    let after = family(&admin, "product").await;
    admin.act("/api/admin/cache/clearings").await.is(204);
    app.anybody().get(&product).await.is(200);
    let cleared = family(&admin, "product").await;

    assert_eq!(admin.get("/api/admin/cache").await.is(200).text_at("/health"), "local");
    assert_eq!(of(&after, "loads") - of(&before, "loads"), 1);
    assert_eq!(of(&after, "hits_local") - of(&before, "hits_local"), 2);
    assert_eq!(of(&after, "entries"), 1);
    assert_eq!(of(&cleared, "loads") - of(&after, "loads"), 1, "what was cleared is loaded again");
    let trail = app.staff(Role::SuperAdmin).await.get("/api/admin/audit?limit=100").await.is(200);
    let entry = trail.items().iter().find(|row| row["kind"] == "cache.cleared").expect("it stands in the trail");
    assert_eq!((&entry["subject"], &entry["user_id"]), (&json!("everything"), &json!(admin.user_id)));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_those_who_run_the_house_see_or_empty_the_cache() {
    let app = TestApp::new(Engine::Sqlite).await;
    let outsiders = [
        app.vendor("acme").await,
        app.retailer("corner").await,
        app.staff(Role::SupportAgent).await,
        app.staff(Role::SecurityOfficer).await,
    ];

    for outsider in outsiders {
        outsider.get("/api/admin/cache").await.is(403);
        outsider.act("/api/admin/cache/clearings").await.is(403);
    }
    app.anybody().act("/api/admin/cache/clearings").await.is(401);
    app.finish().await;
}

fn aqad(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aqad"));
    command.args(args).env("AQAD_DATA_DIR", folder).current_dir(folder).stdin(Stdio::null());
    command.output().expect("it runs")
}

fn said(folder: &Path, args: &[&str]) -> String {
    let output = aqad(folder, args);
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A number in a table of the console: of a row, by the name of its column.
fn figure(text: &str, row: &str, column: usize) -> Option<u64> {
    let line = text.lines().find(|line| line.starts_with(&format!("{row} ")))?;
    line.split_whitespace().nth(column)?.parse().ok()
}
/// Found in this process, and loads, in the table of reads.
const HERE: usize = 1;
const LOADS: usize = 5;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_console_shows_and_drops_and_monitoring_sees_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let metrics = format!("127.0.0.1:{}", free_port());
    let data = folder.path().display().to_string();
    let node = Node::start(&[
        ("data_dir", &data),
        ("server.listen", "127.0.0.1:0"),
        ("server.metrics_listen", &metrics),
        // The relay drops once more, at its own time.
        ("jobs.enabled", "false"),
        ("log.level", "error"),
    ]);
    let read = async || Actor::anybody(&node.url).get("/api/categories").await.is(200);
    let console = |args: &[&str]| said(folder.path(), &[&["cache"], args].concat());

    let empty = console(&["show"]);
    for _ in 0..3 {
        read().await;
    }
    let warm = console(&["show"]);
    let clear = console(&["clear"]);
    read().await;
    let cold = console(&["show"]);

    assert!(empty.contains("on this node") && empty.contains("No reads yet"), "{empty}");
    assert_eq!((figure(&warm, "categories", HERE), figure(&warm, "categories", LOADS)), (Some(2), Some(1)), "{warm}");
    assert!(clear.contains("all nodes"), "{clear}");
    assert_eq!(figure(&cold, "categories", LOADS), Some(2), "{cold}");
    let user = "usr_01m8ep4qbhe0a8hwpe6fsre5mq";
    for (args, wanted) in [
        (&["drop"][..], "--product"),
        (&["drop", "--product", "rice"], "prd_"),
        (&["drop", "--user", user, "--company", "cmp_01m8ep4qbhe0a8hwpe6fsre5mq"], "cannot be used with"),
        (&["--help"], "aqad cache drop --product"),
        (&["show", "--key", "product:rice"], "product:prd_…"),
        (&["show", "--key", "search:rice"], "vendor:cmp_…"),
        (&["show", "--key", "product:prd_01m8ep4qbhe0a8hwpe6fsre5mq"], "in this process       not there"),
    ] {
        let told = console(args);
        assert!(told.contains(wanted), "{args:?}: {told}");
    }
    assert!(console(&["drop", "--user", user]).contains("Done"));
    let file = rusqlite::Connection::open(folder.path().join("aqad.db")).expect("the database");
    let subjects =
        "select group_concat(subject) from (select subject from audit_log where kind = 'cache.cleared' order by id)";
    let trail: String = file.query_row(subjects, [], |row| row.get(0)).expect("the trail");
    assert_eq!(trail, format!("everything,{user}"));
    let figures = [
        "aqad_cache_hits_total{family=\"categories\",tier=\"process\"} 2",
        "aqad_cache_loads_total{family=\"categories\"} 2",
        "aqad_cache_load_duration_seconds_count{family=\"categories\"} 2",
        "aqad_cache_load_duration_seconds_bucket{family=\"categories\",le=\"0.00005\"}",
        "aqad_cache_entries{family=\"categories\"} 1",
        "aqad_cache_trusted 1",
    ];
    // Published every five seconds.
    let scraper = Actor::anybody(&format!("http://{metrics}"));
    until(async || {
        let scraped = scraper.get("/metrics").await.text;
        figures.iter().all(|figure| scraped.contains(figure))
    })
    .await;
}

/// Waits until something holds.
async fn until(mut holds: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !holds().await {
        assert!(began.elapsed() < Duration::from_secs(15), "it does not come to hold");
        // SLEEP: between two looks.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[test]
fn the_console_says_what_to_do_when_there_is_no_server() {
    let folder = tempfile::tempdir().expect("a folder");

    let output = aqad(folder.path(), &["cache", "show"]);

    assert!(!output.status.success() && said(folder.path(), &["cache", "show"]).contains("aqad serve"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cache_that_is_off_says_how_to_have_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().display().to_string();
    let _node = Node::start(&[
        ("data_dir", &data),
        ("server.listen", "127.0.0.1:0"),
        ("server.metrics_listen", ""),
        ("cache.enabled", "false"),
        ("log.level", "error"),
    ]);

    let show = said(folder.path(), &["cache", "show"]);

    assert!(show.contains("OFF") && show.contains("cache.redis_url"), "{show}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_node_clears_all_nodes_load_again_and_redis_away_is_told() {
    let mut redis = Server::start();
    let db = TestDb::new(Engine::Postgres).await;
    let folders = [0, 1].map(|at| db.folder.path().join(format!("node{at}")));
    let nodes: Vec<Node> = folders.iter().map(|folder| fleet_node(&db, folder, &redis.url())).collect();
    let show = |at: usize| said(&folders[at], &["cache", "show"]);
    let read = async |at: usize| Actor::anybody(&nodes[at].url).get("/api/categories").await.is(200);
    let loads =
        || figure(&show(0), "categories", LOADS).unwrap_or(0) + figure(&show(1), "categories", LOADS).unwrap_or(0);
    until(async || show(0).contains("shared through Redis") && show(1).contains("shared through Redis")).await;
    for at in [0, 1, 0, 1] {
        read(at).await;
    }
    assert_eq!(loads(), 1, "{}{}", show(0), show(1));

    let clear = said(&folders[0], &["cache", "clear"]);
    // SLEEP: the declared bound, and a little for the two processes.
    tokio::time::sleep(Duration::from_millis(150)).await;
    read(1).await;

    assert!(clear.contains("all nodes"), "{clear}");
    assert_eq!(loads(), 2, "{}{}", show(0), show(1));

    redis.kill();
    until(async || show(0).contains("Redis is unavailable")).await;
    let alone = said(&folders[0], &["cache", "clear"]);
    assert!(alone.contains("cannot reach Redis"), "{alone}");
    read(1).await;
    redis.restart();
    until(async || show(0).contains("shared through Redis") && show(1).contains("shared through Redis")).await;
}

fn fleet_node(db: &TestDb, folder: &Path, redis: &str) -> Node {
    std::fs::create_dir_all(folder).expect("a folder");
    Node::start(&[
        ("data_dir", &folder.display().to_string()),
        ("database.url", &engine_url(db)),
        ("auth.secret", "kQ7vX2mZ9pLw4RtY8uNc3BfH6jDs1GaE5oTi0VyUdX4"),
        ("server.listen", "127.0.0.1:0"),
        ("server.metrics_listen", ""),
        ("cache.redis_url", redis),
        ("jobs.enabled", "false"),
        ("log.level", "error"),
    ])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_is_told_when_only_one_node_forgot_and_the_rest_is_done_later() {
    let mut redis = Server::start();
    let app = TestApp::with(Engine::Sqlite, &[("cache.redis_url", &redis.url())]).await;
    let admin = app.staff(Role::OpsAdmin).await;
    let health = async || admin.get("/api/admin/cache").await.is(200).text_at("/health");
    until(async || health().await == "shared").await;

    redis.kill();
    until(async || health().await == "disconnected").await;
    admin.act("/api/admin/cache/clearings").await.is(503).code("cache.only_here");

    redis.restart();
    until(async || health().await == "shared").await;
    // Nothing is left over: the job that tells the others could do it.
    app.finish().await;
}

#[test]
fn doctor_asks_the_caches_redis_and_says_when_it_is_the_limits_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let redis = Server::with(&["--maxmemory-policy", "allkeys-lru"]);
    let doctor = |cache: &str, limits: &str| {
        let (cache, limits) = (format!("cache.redis_url={cache}"), format!("limits.redis_url={limits}"));
        said(folder.path(), &["doctor", "--set", &cache, "--set", &limits])
    };

    let apart = doctor(&redis.url(), "");
    let evicting = doctor(&redis.url(), &format!("{}3", redis.url()));
    redis.cli(&["config", "set", "maxmemory-policy", "noeviction"]);
    let filling = doctor(&redis.url(), &redis.url());
    redis.cli(&["acl", "setuser", "guest", "on", ">word", "~*", "&*", "+@all", "-info"]);
    let secretive = doctor(&format!("redis://guest:word@127.0.0.1:{}/", redis.port), &redis.url());
    let away = doctor("redis://127.0.0.1:1/", "");

    assert!(apart.contains("ok    Redis for cache: responds in") && !apart.contains("share one Redis"), "{apart}");
    assert!(evicting.contains("may evict counters") && evicting.contains("allkeys-lru"), "{evicting}");
    assert!(filling.contains("it never evicts"), "{filling}");
    let refused = "WRONG Redis for cache: ";
    let line = secretive.lines().find(|line| line.starts_with(refused)).unwrap_or_else(|| panic!("{secretive}"));
    assert!(line.contains("can't run this command") && !secretive.contains("word"), "{line}");
    assert!(away.contains("WRONG Redis for cache"), "{away}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_value_is_found_by_a_name_that_people_can_read_and_redis_says_how_full_it_is() {
    let redis = Server::with(&["--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"]);
    let app = TestApp::with(Engine::Sqlite, &[("cache.redis_url", &redis.url())]).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Basmati Rice", 12_000, 50).await;
    let admin = app.staff(Role::OpsAdmin).await;
    until(async || admin.get("/api/admin/cache").await.is(200).text_at("/health") == "shared").await;
    let name = format!("product:{}", offer.product_id);
    let look = async |name: &str| {
        let what: CachedThing = name.parse().expect("a name");
        assert_eq!(what.to_string(), name);
        market::audit::inspect_cache(&app.ctx, Operator::at_the_console(), what).await.expect("the cache is on")
    };

    app.anybody().get(&format!("/api/products/{}", offer.product_id)).await.is(200);
    app.anybody().get(&format!("/api/vendors/{}", vendor.company_id)).await.is(200);
    let kept = look(&name).await;
    let (here, there) = (kept.process.expect("in this process"), kept.redis.expect("in Redis"));
    assert!(here.is_good && there.is_good && !here.is_absent && there.bytes > here.bytes, "{kept:?}");
    assert!((3_000_000..=3_600_000).contains(&there.expires_in_ms), "{kept:?}");
    let key = kept.redis_key.expect("a key");
    assert_eq!(redis.cli(&["strlen", &key]).trim(), there.bytes.to_string(), "{key}");
    assert!(look(&format!("vendor:{}", vendor.company_id)).await.redis.is_some());

    admin.act("/api/admin/cache/clearings").await.is(204);
    let outdated = look(&name).await;
    assert!(outdated.process.is_none_or(|kept| !kept.is_good), "{outdated:?}");
    assert!(outdated.redis.is_none_or(|kept| !kept.is_good), "{outdated:?}");

    let report = admin.get("/api/admin/cache").await.is(200);
    assert!(report.int_at("/redis/used_bytes") > 100_000 && report.int_at("/redis/keys") > 2, "{}", report.text);
    assert_eq!((report.int_at("/redis/max_bytes"), report.int_at("/redis/evicted_keys")), (64 << 20, 0));
    let page = admin.get("/admin/cache").await.is(200).text;
    assert!(page.contains("Redis memory") && page.contains("67.1 MB") && page.contains("Redis keys"), "{page}");
    app.finish().await;
}
