//! What production refuses that development takes: tried on the program itself.

use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use infra::clock::OsEntropy;
use infra::config::{Config, ConfigError, load, production_errors, warnings};
use infra::telemetry::LogFormat;
use serde_json::Value;
use tempfile::TempDir;

use crate::http_edges::raw;

/// 48 random bytes.
const SECRET: &str = "LIFqT4XfA2yNTJNBLIA8ctXbEOH/1F0YDysNZ2cHBJNsdUYnu+YlVtpSKEdd91t6";
const TOKEN: &str = "4078b9cc5378bf8a0fd3fa53770204cb704d5b723702961d31d852752c61e0d1";
const HOST: &str = "market.example.com";

fn with(of: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let folder = tempfile::tempdir().expect("a folder");
    let usual = [
        ("mode", "production"),
        ("auth.secret", SECRET),
        ("server.public_url", "https://market.example.com"),
        ("data_dir", folder.path().to_str().expect("text")),
    ];
    let pairs = usual.iter().chain(of).map(|(key, value)| (format!("--set {key}"), (*value).to_owned()));
    load(None, pairs.collect::<Vec<_>>(), &OsEntropy)
}

fn refusal(of: &[(&str, &str)]) -> String {
    with(of).map_or_else(|why| why.to_string(), |config| panic!("{of:?} is taken: {:?}", config.server))
}

#[test]
fn metrics_are_for_inner_networks_or_for_whoever_has_a_token() {
    for inner in ["127.0.0.1:9090", "10.0.0.7:9090", "192.168.7.7:9090", "[fd00::7]:9090", ""] {
        assert!(with(&[("server.metrics_listen", inner)]).is_ok(), "{inner}");
    }
    for outer in ["203.0.113.7:9090", "0.0.0.0:9090", "[::]:9090", "[2001:db8::7]:9090"] {
        let says = refusal(&[("server.metrics_listen", outer)]);
        assert!(says.contains("server.metrics_listen") && says.contains("server.metrics_token_file"), "{says}");
        let guarded = with(&[("server.metrics_listen", outer), ("server.metrics_token", TOKEN)]).expect("a token");
        assert!(!format!("{guarded:?}").contains(TOKEN));
        let warned = warnings(&guarded).join(" ");
        assert!(warned.contains("server.metrics_token crosses the network in the clear"), "{warned}");
    }
    for weak in ["short", &"x y ".repeat(20)] {
        let says = refusal(&[("server.metrics_token", weak)]);
        assert!(says.contains("server.metrics_token") && !says.contains(weak), "{says}");
    }
}

#[test]
fn redis_off_this_machine_is_spoken_to_over_tls_or_by_a_named_exception() {
    for section in ["limits", "cache"] {
        let (key, exception) = (format!("{section}.redis_url"), format!("{section}.redis_allow_insecure_transport"));
        for good in [
            "redis://localhost:6379/",
            "redis://:word@127.0.0.1:6379/",
            "redis://[::1]:6379/",
            "unix:///run/redis.sock",
            "rediss://:word@redis.internal:6379/",
            "rediss+cluster://a.internal:1,b.internal:2",
        ] {
            assert!(with(&[(&key, good)]).is_ok(), "{section} {good}");
        }
        for plain in [
            "redis://redis.internal:6379/",
            "redis://:hush-hush@10.0.0.7/",
            "redis://localhost.evil.example:6379/",
            "redis+cluster://127.0.0.1:1,10.0.0.8:2",
            "redis+sentinel://127.0.0.1:1/main",
            "rediss+sentinel://sentinel.internal:1/main",
        ] {
            let says = refusal(&[(&key, plain)]);
            assert!(says.contains(&key) && says.contains("rediss://") && says.contains(&exception), "{says}");
            assert!(!says.contains("hush"), "{says}");
            let named = with(&[(&key, plain), (&exception, "true")]).expect("the exception is named");
            assert!(warnings(&named).join(" ").contains(&exception), "{plain}");
        }
    }
}

#[test]
fn a_database_off_this_machine_proves_who_it_is_or_is_a_named_exception() {
    let caches = [
        ("limits.redis_url", "rediss://limits:6379/"),
        ("cache.redis_url", "rediss://cache:6379/"),
        ("server.trusted_proxies", "127.0.0.1"),
    ];
    let told = |url: &str, more: &[(&str, &str)]| {
        let config = with(&[&caches, &[("database.url", url)][..], more].concat());
        config.map(|config| warnings(&config).join(" "))
    };
    for good in [
        "postgres://a:hush@127.0.0.1/x",
        "postgres://a:hush@db.internal/x?sslmode=verify-full",
        "mysql://a:hush@localhost/x",
        "mysql://a:hush@db.internal/x?ssl-mode=VERIFY_IDENTITY",
        "mysql://a:hush@db.internal/x?ssl-mode=verify_ca",
    ] {
        assert_eq!(told(good, &[]).expect("it is safe"), "", "{good}");
    }
    for (bad, says_what) in [
        ("postgres://a:hush@db.internal/x", "crosses the network without TLS"),
        ("postgres://a:hush@10.0.0.7/x?sslmode=prefer", "crosses the network without TLS"),
        ("postgres://a:hush@localhost/x?host=db.internal", "crosses the network without TLS"),
        ("postgres://a:hush@db.internal/x?sslmode=require", "does not check who answers"),
        ("mysql://a:hush@db.internal/x", "crosses the network without TLS"),
        ("mysql://a:hush@db.internal/x?ssl-mode=REQUIRED", "does not check who answers"),
    ] {
        let says = told(bad, &[]).expect_err("it is not safe").to_string();
        assert!(says.contains("database.url") && says.contains(says_what), "{says}");
        assert!(says.contains("database.allow_insecure_transport") && !says.contains("hush"), "{says}");
        let warned = told(bad, &[("database.allow_insecure_transport", "true")]).expect("the exception is named");
        assert!(warned.contains("database.allow_insecure_transport is on"), "{warned}");
    }
}

#[test]
fn files_of_tls_that_would_have_no_effect_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("some.pem");
    std::fs::write(&file, "x").expect("a file");
    let file = file.to_str().expect("text");
    let verified = ("database.url", "postgres://a@db/x?sslmode=verify-full");
    for (of, key) in [
        (vec![("database.ca_file", file)], "database.ca_file"),
        (vec![("database.url", "postgres://a@127.0.0.1/x"), ("database.ca_file", file)], "database.ca_file"),
        (vec![verified, ("database.client_cert_file", file)], "database.client_key_file"),
        (vec![verified, ("database.ca_file", "/no/such.pem")], "database.ca_file"),
        (vec![("limits.redis_client_key_file", file)], "limits.redis_client_key_file"),
        (
            vec![("cache.redis_url", "rediss://cache/"), ("cache.redis_client_cert_file", file)],
            "cache.redis_client_key_file",
        ),
        (
            vec![
                ("cache.redis_url", "rediss://cache/"),
                ("cache.redis_client_cert_file", file),
                ("cache.redis_client_key_file", "/no/such.pem"),
            ],
            "cache.redis_client_key_file",
        ),
    ] {
        let says = refusal(&of);
        assert!(says.contains(key), "{of:?}: {says}");
    }
}

#[test]
fn names_of_hosts_and_networks_of_staff_are_looked_at() {
    for (key, bad) in [
        ("server.allowed_hosts", "https://api.example.com"),
        ("server.allowed_hosts", "api.example.com:8443"),
        ("server.allowed_hosts", "*"),
        ("server.staff_from", "the office"),
        ("server.staff_from", "0.0.0.0/0"),
    ] {
        let says = refusal(&[(key, bad)]);
        assert!(says.contains(key) && says.contains(bad), "{says}");
    }
    let config = with(&[("server.allowed_hosts", "API.example.com,10.0.0.7")]).expect("it loads");
    assert_eq!(config.hosts(), ["market.example.com", "api.example.com", "10.0.0.7"]);
}

#[test]
fn the_log_of_production_is_json_unless_text_is_chosen_and_then_without_colours() {
    let format = |mode: &str, format: &str| {
        let set = if format.is_empty() { vec![] } else { vec![("log.format", format)] };
        with(&[&[("mode", mode)], &set[..]].concat()).expect("it loads").log_format()
    };
    assert_eq!(format("production", ""), LogFormat::Json);
    assert_eq!(format("production", "json"), LogFormat::Json);
    assert_eq!(format("production", "text"), LogFormat::Plain);
    assert_eq!(format("development", ""), LogFormat::Text);
    assert_eq!(format("development", "json"), LogFormat::Json);
    let text = with(&[("log.format", "text")]).expect("it loads");
    assert!(warnings(&text).join(" ").contains("log.format"));
    assert_eq!(production_errors(&text), Vec::<String>::new());
}

#[test]
fn a_number_that_cannot_be_is_refused_in_words_and_not_in_types_of_the_program() {
    for (key, value, says) in [
        ("database.max_connections", "-1", "must be a whole number from 0 to 4294967295"),
        ("server.max_connections", "-1", "must be a whole number from 0 to 9223372036854775807"),
        ("server.idle_timeout_seconds", "-5", "must be a whole number from 0 to 9223372036854775807"),
        ("limits.search", "{ requests = -1, seconds = 60 }", "must be a whole number"),
        ("limits.routes", "{ \"orders.place\" = 5 }", "must be a table"),
        ("log.format", "colourful", "must be one of `auto`, `text`, `json`"),
        ("mode", "prod", "must be `development` or `production`"),
    ] {
        let refused = refusal(&[(key, value)]);
        assert!(refused.contains(says), "{key}: {refused}");
        for word in ["expected", "u32", "u64", "usize", "i64", "struct"] {
            assert!(!refused.contains(word), "{key}: {refused}");
        }
    }
}

/// A server of production, and what it logged; killed when its test ends.
struct Production {
    child: Child,
    address: SocketAddr,
    folder: TempDir,
}

impl Drop for Production {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Production {
    fn start(extra: &[(&str, &str)]) -> Self {
        Self::start_in(tempfile::tempdir().expect("a folder"), extra)
    }

    fn start_in(folder: TempDir, extra: &[(&str, &str)]) -> Self {
        let mut child = command(folder.path(), "serve", extra)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
        let address = line.split_whitespace().find_map(|word| word.split_once("://")?.1.parse().ok());
        let Some(address) = address else {
            let mut why = String::new();
            let _ = child.stderr.take().expect("a pipe").read_to_string(&mut why);
            panic!("no address in {line:?}: {why}");
        };
        Self { child, address, folder }
    }

    /// Asks in the clear, as the peer that this test is.
    async fn ask(&self, method: &str, path: &str, host: &str, body: &str) -> (u16, String) {
        let more = if body.is_empty() { "" } else { "content-type: application/json\r\n" };
        let length = if body.is_empty() { String::new() } else { format!("content-length: {}\r\n", body.len()) };
        let request =
            format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{more}{length}\r\n{body}");
        let answer = raw(self.address, request.as_bytes()).await;
        (answer.status.as_u16(), answer.json["code"].as_str().unwrap_or_default().to_owned())
    }

    /// Ends it; what it wrote to standard error.
    fn logged(mut self) -> String {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("kill runs");
        assert!(told.success());
        let mut text = String::new();
        self.child.stderr.take().expect("a pipe").read_to_string(&mut text).expect("text");
        text
    }
}

fn command(folder: &Path, what: &str, extra: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aqad"));
    let usual = [
        ("mode", "production"),
        ("server.public_url", "https://market.example.com"),
        ("server.listen", "127.0.0.1:0"),
        ("server.metrics_listen", ""),
    ];
    command.arg(what).env("AQAD_AUTH__SECRET", SECRET).env("AQAD_DATA_DIR", folder).stdin(Stdio::null());
    for (key, value) in usual.iter().chain(extra) {
        command.args(["--set", &format!("{key}={value}")]);
    }
    command
}

const SIGN_IN: &str = r#"{"email":"nobody@nowhere.example","password":"copper kettle under seven pines"}"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_production_only_named_peers_are_answered_without_tls() {
    for (proxies, answers) in [("10.9.9.9", false), ("127.0.0.1", true), ("", true)] {
        let server = Production::start(&[("server.trusted_proxies", proxies)]);
        let refused = (403, "access.tls_required".to_owned());
        let wrong = (401, "auth.bad_credentials".to_owned());
        let expected = if answers { wrong } else { refused.clone() };

        assert_eq!(server.ask("POST", "/api/auth/login", HOST, SIGN_IN).await, expected, "{proxies:?}");
        let page = server.ask("GET", "/api/vendors", HOST, "").await;
        assert_eq!(page, if answers { (200, String::new()) } else { refused }, "{proxies:?}");
        // Probes of a balancer carry nothing, and come from wherever it lives.
        for probe in ["/livez", "/readyz"] {
            assert_eq!(server.ask("GET", probe, "10.0.0.7:8080", "").await.0, 200, "{proxies:?} {probe}");
        }
        if !answers {
            assert!(server.logged().contains("cleartext_refused"), "the log says so");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_production_a_request_for_another_host_is_misdirected_in_every_version() {
    let server = Production::start(&[("server.allowed_hosts", "api.example.com")]);
    for (host, status) in [
        (HOST, 200),
        ("Market.Example.com:443", 200),
        ("api.example.com", 200),
        ("evil.example", 421),
        ("127.0.0.1:8080", 421),
        ("localhost", 421),
        ("market.example.com.evil.example", 421),
        ("a b", 400),
    ] {
        let (answered, code) = server.ask("GET", "/api/vendors", host, "").await;
        assert_eq!(answered, status, "{host}: {code}");
    }
    drop(server);

    let folder = tempfile::tempdir().expect("a folder");
    let made = rcgen::generate_simple_self_signed(vec![HOST.to_owned(), "evil.example".to_owned()]);
    let made = made.expect("a certificate");
    let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    std::fs::write(&cert, made.cert.pem()).expect("a file");
    std::fs::write(&key, made.signing_key.serialize_pem()).expect("a file");
    let files = [("server.tls_cert_file", cert.to_str()), ("server.tls_key_file", key.to_str())];
    let files = files.map(|(key, path)| (key, path.expect("text")));
    let server = Production::start_in(folder, &files);
    let _ = rustls::crypto::ring::default_provider().install_default();
    let root = reqwest::Certificate::from_pem(made.cert.pem().as_bytes()).expect("a certificate");
    for (host, path, status) in
        [(HOST, "/api/vendors", 200), ("evil.example", "/api/vendors", 421), ("evil.example", "/livez", 200)]
    {
        let client = reqwest::Client::builder().tls_certs_only([root.clone()]).resolve(host, server.address);
        let url = format!("https://{host}:{}{path}", server.address.port());
        let answer = client.build().expect("a client").get(url).send().await.expect("an answer");
        assert_eq!((answer.status().as_u16(), answer.version()), (status, reqwest::Version::HTTP_2), "{host} {path}");
    }
    assert!(server.folder.path().exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn metrics_with_a_token_are_read_with_it_and_not_without() {
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("its address");
    let token = format!("{TOKEN}\n");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("token");
    std::fs::write(&file, token).expect("a file");
    let metrics = free.to_string();
    let server = Production::start(&[
        ("server.metrics_listen", &metrics),
        ("server.metrics_token_file", file.to_str().expect("text")),
    ]);
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().tls_certs_only([]).build().expect("a client");

    for (sent, status) in [
        (vec![], 401),
        (vec!["Bearer wrong".to_owned()], 401),
        (vec![format!("Basic {TOKEN}")], 401),
        (vec![TOKEN.to_owned()], 401),
        (vec![format!("Bearer {TOKEN}"), format!("Bearer {TOKEN}")], 401),
        (vec![format!("Bearer {TOKEN}")], 200),
    ] {
        let request = client.get(format!("http://{metrics}/metrics"));
        let request = sent.iter().fold(request, |request, value| request.header("authorization", value));
        let answer = request.send().await.expect("an answer");
        let text = (answer.status().as_u16(), answer.text().await.expect("text"));
        assert_eq!((text.0, text.1.contains("aqad_")), (status, status == 200), "{sent:?}");
    }
    assert!(!server.logged().contains(TOKEN));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn production_logs_one_object_a_line_and_says_what_it_is_configured_to() {
    let server = Production::start(&[]);
    let logged = server.logged();
    let lines: Vec<&str> = logged.lines().collect();
    assert!(!lines.is_empty());
    for line in lines {
        let read: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        assert!(read["timestamp"].is_string() && read["level"].is_string(), "{line}");
    }

    let folder = tempfile::tempdir().expect("a folder");
    let unsafe_ways = [("limits.redis_url", "redis://redis.internal:6379/"), ("server.metrics_listen", "0.0.0.0:9090")];
    for what in ["serve", "check-config", "doctor"] {
        let mode = if what == "serve" { "production" } else { "development" };
        let set = [&unsafe_ways[..], &[("mode", mode)]].concat();
        let output = command(folder.path(), what, &set).output().expect("it runs");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        for key in ["limits.redis_allow_insecure_transport", "server.metrics_token_file"] {
            assert!(said.contains(key), "{what}: {said}");
        }
    }
}
