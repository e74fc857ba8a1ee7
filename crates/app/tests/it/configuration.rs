//! Configuration that is wrong says which key, why, and what to write instead.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use infra::clock::{OsEntropy, SystemClock};
use infra::config::{Config, ConfigError, describe, load};
use infra::db::{self, Db};
use kernel::DomainError;
use market::Ctx;
use market::schema::MIGRATIONS;

const GOOD_SECRET: &str = "kQ7vX2mZ9pLw4RtY8uNc3BfH6jDs1GaE5oTi0VyUdX4";

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn with(of: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut all = pairs(of);
    all.push(("AQAD_DATA_DIR".to_owned(), folder.path().display().to_string()));
    load(None, all, &OsEntropy)
}

fn refusal(of: &[(&str, &str)]) -> String {
    with(of).expect_err("it must be refused").to_string()
}

fn production<'a>(extra: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let good = [
        ("AQAD_MODE", "production"),
        ("AQAD_AUTH__SECRET", GOOD_SECRET),
        ("AQAD_SERVER__PUBLIC_URL", "https://market.example.com"),
    ];
    [&good, extra].concat()
}

#[test]
fn the_defaults_are_good_for_development_and_the_sound_ones_for_production() {
    assert!(with(&[]).is_ok());
    assert!(with(&production(&[])).is_ok());
}

#[test]
fn an_unknown_key_is_refused_with_what_was_perhaps_meant() {
    let says = refusal(&[("AQAD_SERVER__LISTN", "127.0.0.1:1")]);
    assert!(
        says.contains("server.listn") && says.contains("`listen`") && says.contains("AQAD_SERVER__LISTN"),
        "{says}"
    );

    let says = refusal(&[("AQAD_LISTEN", "127.0.0.1:1")]);
    assert!(says.contains("listen"), "{says}");
}

#[test]
fn an_unknown_key_in_a_file_is_refused_with_the_files_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("aqad.toml");
    std::fs::write(&file, "[server]\nlisten = \"127.0.0.1:1\"\nsecret = \"x\"\n").expect("a file");

    let says = load(Some(&file), pairs(&[]), &OsEntropy).expect_err("refused").to_string();

    assert!(says.contains("aqad.toml") && says.contains("server.secret"), "{says}");
}

#[test]
fn values_of_the_wrong_sort_are_refused_by_name() {
    for (name, value, key) in [
        ("AQAD_SERVER__LISTEN", "nowhere", "listen"),
        ("AQAD_DATABASE__MAX_CONNECTIONS", "many", "database.max_connections"),
        ("AQAD_DATABASE__MAX_CONNECTIONS", "0", "database.max_connections"),
        ("AQAD_DATABASE__URL", "oracle://x", "database.url"),
        ("AQAD_CORS__ORIGINS", "https://shop.example/path", "cors.origins"),
        ("AQAD_CORS__ORIGINS", "*", "cors.origins"),
        ("AQAD_SERVER__TRUSTED_PROXIES", "everybody", "server.trusted_proxies"),
        ("AQAD_SERVER__TLS_CERT_FILE", "only-half.pem", "tls_key_file"),
        ("AQAD_AUTH__ACCESS_TOKEN_SECONDS", "864000", "auth.access_token_seconds"),
        ("AQAD_AUTH__SESSION_IDLE_MINUTES", "0", "auth.session_idle_minutes"),
        ("AQAD_AUTH__SESSION_IDLE_MINUTES", "721", "auth.session_idle_minutes"),
        ("AQAD_AUTH__SESSION_ABSOLUTE_HOURS", "-1", "auth.session_absolute_hours"),
        ("AQAD_AUTH__MAX_SESSIONS", "0", "auth.max_sessions"),
        ("AQAD_TRADE__RETURN_DAYS", "-1", "trade.return_days"),
        ("AQAD_AUTH__SECRET_FILE", "/nowhere/at/all", "auth.secret_file"),
        ("AQAD_AUTH__HASHING_THREADS", "100000", "auth.hashing_threads"),
        ("AQAD_SERVER__TRUSTED_PROXIES", "0.0.0.0/0", "server.trusted_proxies"),
        ("AQAD_SERVER__PROXY_PROTOCOL_FROM", "::/0", "server.proxy_protocol_from"),
        ("AQAD_LIMITS__SEARCH", "{ requests = 5, seconds = 0 }", "limits.search"),
        ("AQAD_LIMITS__SEARCH", "{ requests = 5, seconds = 86401 }", "limits.search"),
        ("AQAD_LIMITS__SEARCH", "{ requests = 5, minutes = 5 }", "limits.search.minutes"),
        ("AQAD_LIMITS__SERCH", "{ requests = 5, seconds = 5 }", "limits.serch"),
        ("AQAD_LIMITS__ROUTES", "{ \"orders.place\" = { requests = 5, seconds = 0 } }", "limits.routes.orders.place"),
        ("AQAD_LIMITS__REDIS_URL", "localhost:6379", "limits.redis_url"),
        ("AQAD_LIMITS__REDIS_URL", "redis+sentinel://a:1,b:2", "limits.redis_url"),
        ("AQAD_LIMITS__REDIS_PREFIX", "a b", "limits.redis_prefix"),
        ("AQAD_LIMITS__REDIS_TIMEOUT_MS", "0", "limits.redis_timeout_ms"),
        ("AQAD_LIMITS__MEMORY_BYTES", "1000", "limits.memory_bytes"),
    ] {
        let says = refusal(&[(name, value)]);
        assert!(says.contains(key), "{name}={value}: {says}");
    }
}

#[test]
fn data_is_kept_for_a_time_that_makes_sense() {
    for (key, least, most) in [
        ("session_days", 1, 36_500),
        ("invitation_days", 30, 36_500),
        ("basket_days", 1, 36_500),
        ("order_address_days", 30, 36_500),
        ("notice_days", 7, 36_500),
        ("security_days", 7, 365),
        ("audit_days", 365, 36_500),
    ] {
        let name = format!("AQAD_RETENTION__{}", key.to_ascii_uppercase());
        for bad in [least - 1, most + 1, -1] {
            let says = refusal(&[(name.as_str(), &bad.to_string())]);
            let bounds = format!("retention.{key}`: must be between {least} and {most} days, because ");
            assert!(says.contains(&bounds), "{says}");
        }
        for good in [least, most] {
            assert!(with(&[(name.as_str(), &good.to_string())]).is_ok(), "{key} = {good}");
        }
    }
}

#[test]
fn weak_secrets_never_start_and_are_never_shown() {
    for weak in [
        "secret123",
        "f8xP@92L#1vKz7WmQxR!",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "correct-password-correct-password-correct",
    ] {
        let says = refusal(&production(&[("AQAD_AUTH__SECRET", weak)]));
        assert!(says.contains("auth.secret") && !says.contains(weak), "{says}");
    }
    assert!(
        refusal(&[("AQAD_MODE", "production"), ("AQAD_SERVER__PUBLIC_URL", "https://x.example")])
            .contains("auth.secret")
    );
}

#[test]
fn production_refuses_what_is_not_safe() {
    for (name, value, key) in [
        ("AQAD_LIMITS__ENABLED", "false", "limits.enabled"),
        ("AQAD_LIMITS__MONITOR_ONLY", "true", "limits.monitor_only"),
        ("AQAD_SERVER__LISTEN", "0.0.0.0:8080", "server.listen"),
        ("AQAD_SERVER__PUBLIC_URL", "http://market.example.com", "server.public_url"),
        ("AQAD_SERVER__METRICS_LISTEN", "0.0.0.0:9090", "server.metrics_listen"),
        ("AQAD_CORS__ORIGINS", "http://shop.example.com", "cors.origins"),
        ("AQAD_DATABASE__SQLITE_DURABILITY", "normal", "database.sqlite_durability"),
    ] {
        let says = refusal(&production(&[(name, value)]));
        assert!(says.contains(key), "{name}={value}: {says}");
        assert!(with(&[(name, value)]).is_ok(), "development takes {name}={value}");
    }
}

#[tokio::test]
async fn production_takes_no_cheap_passwords() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().display().to_string();
    let open = async |mode: &str| {
        let mut all = production(&[("AQAD_DATA_DIR", &data)]);
        all[0].1 = mode;
        let config = load(None, pairs(&all), &OsEntropy).expect("it loads");
        let database = Db::open(&config.database_settings().expect("settings")).await.expect("a database");
        db::migrate(&database, &SystemClock, MIGRATIONS).await.expect("the schema");
        let opened = Ctx::open_for_tests(&config, database, Arc::new(SystemClock), Arc::new(OsEntropy)).await;
        opened.map(|_| ()).map_err(|error| error.code())
    };

    assert_eq!(open("production").await, Err("config.tests_only"));
    assert_eq!(open("development").await, Ok(()));
}

#[test]
fn development_makes_its_own_secret_once_for_its_owners_eyes_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().display().to_string();
    let open = || load(None, pairs(&[("AQAD_DATA_DIR", &data)]), &OsEntropy).expect("it loads");

    let (first, second) = (open(), open());

    assert_eq!(first.auth.secret.reveal(), second.auth.secret.reveal());
    let mode = std::fs::metadata(folder.path().join("secret")).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(!describe(&first).contains(first.auth.secret.reveal()));
    assert!(!format!("{first:?}").contains(first.auth.secret.reveal()));
}

#[test]
fn a_databases_password_is_never_shown() {
    let config = with(&[("AQAD_DATABASE__URL", "postgres://shop:hunter2hunter2@db.internal/shop")]).expect("it loads");

    assert!(!describe(&config).contains("hunter2") && !format!("{config:?}").contains("hunter2"));
}

#[test]
fn every_limit_has_its_numbers_and_every_number_its_limit() {
    let limits = with(&[]).expect("the defaults").limits;

    let named: Vec<&str> = edge::limits::Budget::ALL.iter().map(|budget| budget.as_str()).collect();
    let missing: Vec<&&str> = named.iter().filter(|name| !limits.quotas.contains_key(**name)).collect();
    let idle: Vec<&String> = limits.quotas.keys().filter(|key| !named.contains(&key.as_str())).collect();

    assert!(missing.is_empty() && idle.is_empty(), "without numbers: {missing:?}; without a limit: {idle:?}");
    let numbers = |key: &str| (limits.quotas[key].requests, limits.quotas[key].seconds);
    // The mission's.
    for (key, expected) in [
        ("login", (5, 900)),
        ("otp", (3, 600)),
        ("password_reset", (3, 3_600)),
        ("search", (100, 900)),
        ("catalogue", (500, 900)),
        ("admin", (20, 900)),
        ("listing", (50, 3_600)),
        ("user", (1_000, 3_600)),
    ] {
        assert_eq!(numbers(key), expected, "{key}");
    }
}

#[test]
fn what_is_often_not_meant_is_said() {
    let warnings = |of: &[(&str, &str)]| infra::config::warnings(&with(of).expect("it loads")).join(" ");

    assert_eq!(warnings(&[]), "");
    assert!(warnings(&production(&[])).contains("server.trusted_proxies is empty"));
    assert_eq!(warnings(&production(&[("AQAD_SERVER__TRUSTED_PROXIES", "127.0.0.1")])), "");
    assert!(warnings(&[("AQAD_SERVER__TRUSTED_PROXIES", "10.0.0.0/7")]).contains("very large"));
    let shared = ("AQAD_DATABASE__URL", "postgres://a:b@db/x");
    assert!(warnings(&[shared]).contains("limits.redis_url is empty"));
    assert!(warnings(&[shared]).contains("the cache is off"));
    let counted = ("AQAD_LIMITS__REDIS_URL", "redis://:hush@redis:6379/");
    assert_eq!(warnings(&[shared, counted, ("AQAD_CACHE__REDIS_URL", "redis://:hush@cache:6379/")]), "");
    assert_eq!(warnings(&[shared, counted, ("AQAD_CACHE__SINGLE_NODE", "true")]), "");
    assert!(warnings(&[("AQAD_LIMITS__NODES", "3")]).contains("limits.nodes"));
}

#[test]
fn what_cannot_be_meant_of_the_caches_redis_is_refused() {
    let why = |of: &[(&str, &str)]| with(of).expect_err("refused").to_string();
    let plain = ("AQAD_CACHE__REDIS_URL", "redis://cache:6379/");

    assert!(why(&[("AQAD_CACHE__REDIS_URL", "cache:6379")]).contains("cache.redis_url"));
    assert!(why(&[plain, ("AQAD_CACHE__SINGLE_NODE", "true")]).contains("cache.single_node"));
    assert!(why(&[plain, ("AQAD_CACHE__REDIS_CA_FILE", "/ca.pem")]).contains("starts with rediss"));
    let missing = ("AQAD_CACHE__REDIS_CA_FILE", "/no/such.pem");
    assert!(why(&[("AQAD_CACHE__REDIS_URL", "rediss://cache:6379/"), missing]).contains("cannot read /no/such.pem"));
    assert!(why(&[("AQAD_CACHE__MAX_STALENESS_MS", "5")]).contains("cache.max_staleness_ms"));
    assert!(why(&[("AQAD_CACHE__MEMORY_BYTES", "5")]).contains("cache.memory_bytes"));
}

#[test]
fn the_password_of_redis_is_never_shown() {
    let config = with(&[
        ("AQAD_LIMITS__REDIS_URL", "redis://limits:hunter2hunter2@redis.internal:6379/"),
        ("AQAD_CACHE__REDIS_URL", "rediss://cache:hunter2hunter2@cache.internal:6379/"),
    ])
    .expect("it loads");

    let shown = format!("{}{config:?}", describe(&config));
    assert!(!shown.contains("hunter2") && shown.contains("redis.internal:6379"), "{shown}");
    assert!(shown.contains("cache.internal:6379"), "{shown}");
}

#[test]
fn sequences_words_and_passphrases_are_no_master_secrets_in_any_mode() {
    for (weak, why) in [
        ("abcdefghijklmnopqrstuvwxyzabcdef", "24 bytes once decoded"),
        ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "runs along the alphabet"),
        ("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "runs along the alphabet"),
        ("Kq7Zp2Kq7Zp2Kq7Zp2Kq7Zp2Kq7Zp2Kq7Zp2Kq7Zp2Kq7Zp2", "repeats itself"),
        ("CorrectHorseBatteryStapleTheRainInSpainStaysMainlyInThePlain", "is made of words"),
        ("zq81 kettle under seven pines at noon", "a passphrase is not accepted"),
    ] {
        for mode in ["development", "production"] {
            let says = refusal(&[&production(&[("AQAD_AUTH__SECRET", weak)])[..], &[("AQAD_MODE", mode)]].concat());
            assert!(says.contains("auth.secret") && says.contains(why) && !says.contains(weak), "{mode}: {says}");
            assert!(says.contains("aqad keys new") && says.contains("auth.previous_secrets"), "{says}");
        }
    }
    // Whoever has one replaces it.
    let both =
        [("AQAD_AUTH__SECRET", GOOD_SECRET), ("AQAD_AUTH__PREVIOUS_SECRETS", "zq81 kettle under seven pines at noon")];
    let config = with(&both).expect("it is to be replaced");
    let shown = format!("{}{config:?}{:?}", describe(&config), infra::config::entries(&config));
    assert!(shown.contains("and 1 before it") && !shown.contains("kettle"), "{shown}");
}

#[test]
fn previous_secrets_come_from_a_file_too_and_are_never_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("previous");
    let other = "0f3c9ab2d47e1586c0b9d2f7a4e8136579bd20ce8f41a63d5b7092e1fc48d6a3";
    std::fs::write(&file, format!("{GOOD_SECRET}\n\n  {other}\n")).expect("a file");
    let name = file.display().to_string();

    let config = with(&[("AQAD_AUTH__SECRET", other), ("AQAD_AUTH__PREVIOUS_SECRETS_FILE", &name)]).expect("it loads");

    let listed: Vec<&String> = config.auth.previous_secrets.iter().map(kernel::Secret::reveal).collect();
    assert_eq!(listed, [GOOD_SECRET, other]);
    let shown = format!("{}{config:?}{:?}", describe(&config), infra::config::entries(&config));
    assert!(!shown.contains(GOOD_SECRET) && !shown.contains(other), "{shown}");
    let says = refusal(&[("AQAD_AUTH__PREVIOUS_SECRETS_FILE", "/nowhere/at/all")]);
    assert!(says.contains("auth.previous_secrets_file"), "{says}");
    let says = refusal(&[("AQAD_AUTH__PREVIOUS_SECRETS", "short")]);
    assert!(says.contains("auth.previous_secrets") && !says.contains("short"), "{says}");
}
