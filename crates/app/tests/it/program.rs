//! The program as somebody types it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use infra::clock::OsEntropy;
use infra::crypto::{Purpose, Vault};
use kernel::Secret;
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestDb};

fn aqad(folder: &std::path::Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aqad"));
    command.args(args).env("AQAD_DATA_DIR", folder).current_dir(folder).stdin(Stdio::null());
    command
}

fn run(folder: &std::path::Path, args: &[&str]) -> Output {
    aqad(folder, args).output().expect("it runs")
}

fn out(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A server that is killed when the test ends, whichever way.
struct Server {
    child: Child,
    url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(folder: &std::path::Path, extra: &[&str]) -> Server {
    let usual =
        ["serve", "--set", "server.listen=127.0.0.1:0", "--set", "server.metrics_listen=", "--set", "log.level=warn"];
    let mut child = aqad(folder, &[&usual, extra].concat()).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let url =
        line.split_whitespace().find(|word| word.starts_with("http")).unwrap_or_else(|| panic!("no address in {line}"));
    Server { url: url.to_owned(), child }
}

/// What is this process's own of its memory, in KiB.
#[cfg(target_os = "linux")]
fn own_memory(server: &Server) -> u64 {
    let file = format!("/proc/{}/smaps_rollup", server.child.id());
    let text = std::fs::read_to_string(file).expect("the process is there");
    let line = text.lines().find_map(|line| line.strip_prefix("Pss_Anon:")).expect("a line");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_that_has_just_started_holds_no_memory_that_it_does_not_use() {
    let folder = tempfile::tempdir().expect("a folder");
    // The first start makes the schema; what that needed is another matter.
    drop(serve(folder.path(), &[]));

    let server = serve(folder.path(), &[]);
    let own = own_memory(&server);

    // One password takes 19 MiB while it is worked out; sixteen connections to SQLite take 4.
    assert!(own < 14 * 1024, "{own} KiB");
}

fn terminate(server: &Server) {
    let told = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().expect("kill runs");
    assert!(told.success());
}

fn ends_within(server: &mut Server, limit: Duration) -> bool {
    let until = Instant::now() + limit;
    while Instant::now() < until {
        if server.child.try_wait().expect("a state").is_some() {
            return true;
        }
        std::thread::yield_now();
    }
    false
}

#[test]
fn routes_lists_every_endpoint_and_openapi_describes_each() {
    let folder = tempfile::tempdir().expect("a folder");

    let routes = out(&run(folder.path(), &["routes"]));
    let openapi: serde_json::Value = serde_json::from_slice(&run(folder.path(), &["openapi"]).stdout).expect("JSON");

    assert_eq!(routes.lines().count() - 1, aqad::router().all().count());
    for mounted in web::router().all() {
        assert!(routes.contains(mounted.route.path), "{}", mounted.route.path);
        assert!(openapi["paths"].get(mounted.route.path).is_none(), "a page is no part of the API");
    }
    for mounted in api::router().all() {
        assert!(routes.contains(mounted.route.path), "{}", mounted.route.path);
        let method = mounted.route.method.name().to_ascii_lowercase();
        assert_eq!(openapi["paths"][mounted.route.path][&method]["operationId"], mounted.route.id);
    }
}

#[test]
fn help_teaches_and_mistakes_are_explained() {
    let folder = tempfile::tempdir().expect("a folder");

    assert!(out(&run(folder.path(), &["--help"])).contains("aqad demo"));
    let unknown = run(folder.path(), &["serve", "--set", "server.lissten=127.0.0.1:1"]);
    assert!(!unknown.status.success() && out(&unknown).contains("server.lissten"), "{}", out(&unknown));
    let dead = run(
        folder.path(),
        &[
            "doctor",
            "--set",
            "database.url=postgres://a:b@127.0.0.1:1/x",
            "--set",
            "database.acquire_timeout_seconds=1",
        ],
    );
    assert!(
        !dead.status.success() && out(&dead).contains("database.url") && !out(&dead).contains("a:b"),
        "{}",
        out(&dead)
    );
    let taken = run(folder.path(), &["demo", "--folder", "/usr", "--no-serve"]);
    assert!(!taken.status.success() && out(&taken).contains("--folder"), "{}", out(&taken));
    assert!(out(&run(folder.path(), &["check-config", "--defaults"])).contains("[server]"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_made_at_the_console_signs_in_and_keys_rotate_under_a_running_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut create = aqad(
        folder.path(),
        &["admin", "create", "--email", "root@platform.example", "--name", "Root Person", "--password-stdin"],
    )
    .stdin(Stdio::piped())
    .stdout(Stdio::piped())
    .spawn()
    .expect("it starts");
    writeln!(create.stdin.take().expect("a pipe"), "{PASSWORD}").expect("it listens");
    assert!(create.wait().expect("an end").success());
    let mut server = serve(folder.path(), &[]);
    let admin = Actor::anybody(&server.url).sign_in("root@platform.example").await;
    // Whoever sat at the console knows the password: it is changed before anything else.
    admin.get("/api/admin/users").await.is(403).code("access.password_change_required");
    let own = json!({ "current_password": PASSWORD, "new_password": "nine slow herons over tin roofs" });
    admin.post("/api/auth/password", &own).await.is(204);

    // A rotation by another process signs nobody out.
    let rotated = run(folder.path(), &["keys", "rotate"]);
    assert!(rotated.status.success(), "{}", out(&rotated));
    admin.get("/api/admin/users").await.is(200);
    assert!(out(&run(folder.path(), &["doctor"])).contains("ok    the signing keys"));

    terminate(&server);
    assert!(ends_within(&mut server, Duration::from_secs(25)), "it does not end after SIGTERM");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_speaks_tls_with_http_2_when_it_has_a_certificate() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned(), "127.0.0.1".to_owned()])
        .expect("a certificate");
    let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    std::fs::write(&cert, made.cert.pem()).expect("a file");
    std::fs::write(&key, made.signing_key.serialize_pem()).expect("a file");
    let (cert_set, key_set) =
        (format!("server.tls_cert_file={}", cert.display()), format!("server.tls_key_file={}", key.display()));

    let server = serve(folder.path(), &["--set", &cert_set, "--set", &key_set]);

    assert!(server.url.starts_with("https://"));
    let _ = rustls::crypto::ring::default_provider().install_default();
    let root = reqwest::Certificate::from_pem(made.cert.pem().as_bytes()).expect("a certificate");
    let client = reqwest::Client::builder().tls_certs_only([root]).build().expect("a client");
    let answer = client.get(format!("{}/livez", server.url)).send().await.expect("an answer");
    assert_eq!((answer.status().as_u16(), answer.version()), (200, reqwest::Version::HTTP_2));
}

#[test]
fn migrate_says_what_it_did_and_does_nothing_twice() {
    let db = tokio::runtime::Runtime::new().expect("a runtime").block_on(TestDb::new(Engine::Sqlite));

    let first = out(&run(db.folder.path(), &["migrate"]));
    let second = out(&run(db.folder.path(), &["migrate"]));

    assert!(first.contains("applied 0001_infra"), "{first}");
    assert!(second.contains("up to date"), "{second}");
}

#[test]
fn a_program_starts_on_a_newer_schema_and_says_so_and_not_where_a_step_forbids_it() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(run(folder.path(), &["migrate"]).status.success());
    let newer = |sql: &str| {
        let file = rusqlite::Connection::open(folder.path().join("aqad.db")).expect("the database");
        file.execute_batch(sql).expect("it obeys");
    };

    newer("insert into schema_migrations (name, checksum, applied_at) values ('9999_future', x'00', 0)");
    for extra in [&[][..], &["--set", "database.migrate_at_start=false"]] {
        drop(serve(folder.path(), extra));
    }
    let doctor = out(&run(folder.path(), &["doctor"]));
    assert!(doctor.contains("warning: the database has migrations of a newer version: 9999_future"), "{doctor}");

    newer(
        "insert into schema_steps (name, checksum, begun, done, breaks_older) values ('9999_future', x'00', 1, 1, 1)",
    );
    let refused = out(&run(folder.path(), &["serve"]));
    assert!(refused.contains("9999_future") && refused.contains("start the version that made it"), "{refused}");
}

#[tokio::test]
async fn the_program_hashes_passwords_at_the_full_cost() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = serve(folder.path(), &["--set", "limits.enabled=false"]);
    let body = serde_json::json!({
        "kind": "retailer", "legal_name": "Corner Limited", "display_name": "Corner", "currency": "INR",
        "address": { "line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN" },
        "name": "Asha Menon", "email": "corner@retailer.example", "password": PASSWORD,
    });

    Actor::anybody(&server.url).post("/api/auth/register", &body).await.is(202);

    let file = rusqlite::Connection::open(folder.path().join("aqad.db")).expect("the database");
    let kept: String = file.query_row("select password_hash from users", [], |row| row.get(0)).expect("one person");
    let own = std::fs::read_to_string(folder.path().join("secret")).expect("development's own");
    let vault = Vault::new(&Secret::new(own.trim().to_owned()), Arc::new(OsEntropy)).expect("a good secret");
    let sealed = STANDARD_NO_PAD.decode(kept.rsplit('$').next().expect("a part")).expect("base64");
    let hash = vault.open(Purpose::PasswordHash, b"", &sealed).expect("it is its own");
    // Memory in KiB, passes, lanes, and that the password was composed.
    let full = [&19_456_u32.to_be_bytes()[..], &[2, 1, 1]].concat();
    assert!(kept.starts_with("$sealed$k=") && hash.reveal().starts_with(&full), "{kept}");
    Actor::anybody(&server.url).sign_in("corner@retailer.example").await;
}

#[test]
fn the_demo_holds_orders_in_every_state_and_a_login_per_role() {
    let folder = tempfile::tempdir().expect("a folder");
    let demo = folder.path().join("demo");

    let listen = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port");

    let args = ["demo", "--folder", &demo.display().to_string(), "--listen", &listen.to_string()];
    let mut child = aqad(folder.path(), &args).stdout(Stdio::piped()).spawn().expect("it starts");
    let says = BufReader::new(child.stdout.take().expect("a pipe"));
    let server = Server { child, url: format!("http://{listen}") };
    let mut told = String::new();
    for line in says.lines() {
        told.push_str(&line.expect("text"));
        told.push('\n');
        if told.contains("Press Ctrl-C") {
            break;
        }
    }
    assert!(told.contains(&format!("http://localhost:{}/sign-in", listen.port())), "{told}");
    assert!(std::net::TcpStream::connect(listen).is_ok(), "{} is not open", server.url);
    for role in [
        "Retailer (owner)",
        "Vendor (owner)",
        "Delivery partner (rider)",
        "Platform (super admin)",
        "Platform (finance)",
    ] {
        assert!(told.contains(role), "{told}");
    }
    let file = rusqlite::Connection::open(demo.join("aqad.db")).expect("the database");
    let mut states: Vec<String> = file
        .prepare("select distinct state from vendor_orders")
        .and_then(|mut s| s.query_map([], |row| row.get(0)).map(|rows| rows.filter_map(Result::ok).collect()))
        .expect("states");
    states.sort();
    let mut every: Vec<String> = market::orders::VendorOrderState::ALL.iter().map(ToString::to_string).collect();
    every.sort();
    assert_eq!(states, every);
    let count = |table: &str| {
        file.query_row(&format!("select count(*) from {table}"), [], |row| row.get::<_, i64>(0)).expect("a count")
    };
    assert!(count("products") >= 2_000 && count("companies") >= 250, "{} {}", count("products"), count("companies"));
}
