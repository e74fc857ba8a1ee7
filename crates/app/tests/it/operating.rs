//! The program in an operator's hands: what looks changes nothing, and what is wrong is said.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher as _};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant, SystemTime};

use infra::clock::{OsEntropy, SystemClock};
use infra::crypto::{Vault, generate_secret};
use infra::db::{self, Db, DbSettings, DbTimeouts};
use infra::master_secret::{self, SecretState};
use infra::signing_keys::{OpenKeysError, SigningKeys};
use infra::{Store, config};
use kernel::Secret;
use market::schema::MIGRATIONS;
use std::sync::Arc;
use testkit::{Engine, TestDb, on_every_engine};

fn aqad(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aqad"));
    command.args(args).env_clear().env("AQAD_DATA_DIR", folder).current_dir(folder).stdin(Stdio::null());
    command
}

fn out(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn run(folder: &Path, args: &[&str]) -> (bool, String) {
    let output = aqad(folder, args).output().expect("it runs");
    (output.status.success(), out(&output))
}

/// Names, digests and times of a folder's files, but for the index of the log that SQLite's processes share:
/// it is their memory, and names its readers.
fn everything(folder: &Path) -> BTreeMap<String, (u64, SystemTime)> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let files = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file() && path.extension().is_none_or(|ext| ext != "db-shm"));
    files
        .map(|path| {
            let at = std::fs::metadata(&path).and_then(|seen| seen.modified()).expect("a time");
            (path.display().to_string(), (digest(&std::fs::read(&path).expect("readable")), at))
        })
        .collect()
}

fn digest(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

fn secret() -> String {
    generate_secret(&OsEntropy).reveal().clone()
}

struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A server of this folder that answers.
fn served(folder: &Path, stderr: Stdio) -> (Served, String) {
    use std::io::{BufRead, BufReader};
    let set = ["serve", "--set", "server.listen=127.0.0.1:0", "--set", "server.metrics_listen="];
    let mut child = aqad(folder, &set).stdout(Stdio::piped()).stderr(stderr).spawn().expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let url = line.split_whitespace().find(|word| word.starts_with("http")).unwrap_or_else(|| panic!("{line}"));
    (Served(child), url.to_owned())
}

#[test]
fn what_looks_makes_nothing() {
    let outer = tempfile::tempdir().expect("a folder");
    let folder = outer.path().join("data");
    let command = |args: &[&str]| {
        let mut command = aqad(outer.path(), args);
        out(&command.env("AQAD_DATA_DIR", &folder).output().expect("it runs"))
    };

    assert!(command(&["check-config"]).contains("master secret           (made at the first start)"));
    assert!(command(&["doctor"]).contains("there is no database yet"));
    assert!(command(&["limits", "show"]).contains("no server responds"));

    assert!(!folder.exists(), "somebody who only looked made it");
}

#[test]
fn doctor_with_another_secret_changes_nothing_and_no_command_starts_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(run(folder.path(), &["migrate"]).0);
    let (right, wrong) = (format!("auth.secret={}", secret()), format!("auth.secret={}", secret()));
    let (made, says) = run(folder.path(), &["keys", "rotate", "--set", &right]);
    assert!(made, "{says}");
    let before = everything(folder.path());

    let (well, says) = run(folder.path(), &["doctor", "--set", &wrong]);

    assert!(!well && says.contains("WRONG auth.secret") && says.contains("original secret"), "{says}");
    assert_eq!(everything(folder.path()), before, "the doctor changed something");
    let (well, says) = run(folder.path(), &["doctor", "--set", &right]);
    assert!(well && says.contains("ok    the signing keys can be decrypted"), "{says}");
    assert_eq!(everything(folder.path()), before, "the doctor changed something");
    let create = ["admin", "create", "--email", "a@platform.example", "--name", "Root Person", "--set", &wrong];
    for args in [&["serve", "--set", &wrong][..], &["keys", "rotate", "--set", &wrong], &create] {
        let (started, says) = run(folder.path(), args);
        assert!(!started && says.contains("auth.secret") && says.contains("original secret"), "{args:?}: {says}");
        assert!(!says.contains(&wrong["auth.secret=".len()..]), "{says}");
    }
}

async fn store_of(db: &TestDb) -> Store {
    let patience = Duration::from_secs(20);
    let settings = DbSettings {
        source: db.source(),
        max_connections: 2,
        acquire_timeout: patience,
        timeouts: DbTimeouts::default(),
    };
    let opened = Db::open(&settings).await.expect("the database opens");
    Store::new(opened, Arc::new(SystemClock), Arc::new(OsEntropy))
}

fn vault() -> Vault {
    Vault::new(&Secret::new(secret()), Arc::new(OsEntropy)).expect("a good secret")
}

on_every_engine!(two_nodes_that_start_together_agree_on_secret_and_key, |engine: Engine| async move {
    let db = TestDb::new(engine).await;
    let (one, two, right) = (store_of(&db).await, store_of(&db).await, vault());
    db::migrate(&one.db, &SystemClock, MIGRATIONS).await.expect("the schema");

    let (first, second) = tokio::join!(SigningKeys::open(&one, right.clone()), SigningKeys::open(&two, right.clone()));

    let (first, second) = (first.expect("one opens"), second.expect("so does the other"));
    assert_eq!(first.public_set(), second.public_set(), "each made a key of its own");
    let stranger = SigningKeys::open(&two, vault()).await;
    assert!(matches!(stranger, Err(OpenKeysError::WrongSecret)));
    assert_eq!(
        master_secret::follow(&one.db, &right, one.now().micros()).await.expect("it answers"),
        SecretState::Matches
    );
    one.db.close().await;
    two.db.close().await;
});

#[test]
fn a_second_process_on_a_sqlite_folder_is_refused_and_looking_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, _) = served(folder.path(), Stdio::null());

    for args in [&["serve"][..], &["migrate"], &["seed"]] {
        let (started, says) = run(folder.path(), args);
        assert!(!started && says.contains(&format!("process {} ", first.0.id())), "{args:?}: {says}");
    }

    // Nor is the lock lost with the file that names its holder.
    std::fs::remove_file(folder.path().join("aqad.lock")).expect("it was there");
    let (started, says) = run(folder.path(), &["serve"]);
    assert!(!started && says.contains("another process is working with the data folder"), "{says}");

    let (well, says) = run(folder.path(), &["doctor"]);
    assert!(well, "{says}");
    let (rotated, says) = run(folder.path(), &["keys", "rotate"]);
    assert!(rotated && says.contains("nobody is signed out"), "{says}");
    drop(first);
    // A lock ends with its process, however that ended.
    assert!(run(folder.path(), &["migrate"]).0);
}

#[tokio::test]
async fn a_server_whose_log_cannot_be_written_answers_and_ends_well() {
    for (name, file) in [("a full disk", "/dev/full"), ("a closed pipe", "")] {
        let folder = tempfile::tempdir().expect("a folder");
        let stderr = if file.is_empty() {
            // Nobody reads it any more: each write is EPIPE.
            let (reading, writing) = std::io::pipe().expect("a pipe");
            drop(reading);
            Stdio::from(writing)
        } else {
            Stdio::from(std::fs::OpenOptions::new().write(true).open(file).expect("Linux has it"))
        };
        let (mut server, url) = served(folder.path(), stderr);
        let signal = |name: &str| {
            let told = Command::new("kill").args([name, &server.0.id().to_string()]).status().expect("kill runs");
            assert!(told.success());
        };

        // Each of these writes lines.
        signal("-HUP");
        for _ in 0..20 {
            let body = serde_json::json!({ "email": "nobody@vendor.example", "password": "wrong wrong wrong 1" });
            let answer = testkit::Actor::anybody(&url).post("/api/auth/login", &body).await;
            assert!([401, 429].contains(&answer.status.as_u16()), "{name}: {}", answer.text);
        }
        testkit::Actor::anybody(&url).get("/readyz").await.is(200);

        signal("-TERM");
        let until = Instant::now() + Duration::from_secs(25);
        let ended = loop {
            if let Some(ended) = server.0.try_wait().expect("a state") {
                break ended;
            }
            assert!(Instant::now() < until, "{name}: it does not end");
            std::thread::yield_now();
        };
        assert!(ended.success(), "{name}: {ended}");
    }
}

#[test]
fn a_file_that_is_no_toml_is_told_by_its_place_and_not_by_its_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("aqad.toml");
    std::fs::write(&file, "mode = \"development\"\n[auth]\nsecret = hunter2hunter2\n").expect("a file");

    let (_, says) = run(folder.path(), &["check-config", "--config", &file.display().to_string()]);

    assert!(says.contains("aqad.toml") && says.contains("line 3, column 10"), "{says}");
    assert!(!says.contains("hunter2"), "{says}");
    for set in ["auth.secret:hunter2hunter2", "auth.secret_file=hunter2hunter2"] {
        let (_, says) = run(folder.path(), &["check-config", "--set", set]);
        assert!(says.contains("--set") || says.contains("auth.secret_file"), "{says}");
        assert!(!says.contains("hunter2"), "{says}");
    }
}

#[test]
fn files_with_secrets_that_everybody_can_read_are_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("master");
    std::fs::write(&file, secret()).expect("a file");
    let set = format!("auth.secret_file={}", file.display());
    let reported = |mode: u32| {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).expect("a mode");
        let look = |command: &str| run(folder.path(), &[command, "--set", &set]).1;
        [look("check-config"), look("doctor")].map(|says| says.contains("every user of this machine"))
    };

    assert_eq!(reported(0o644), [true, true]);
    assert_eq!(reported(0o640), [false, false]);
}

#[test]
fn an_empty_secret_of_a_failed_start_is_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("secret"), "").expect("a file");

    let (_, says) = run(folder.path(), &["check-config"]);

    assert!(says.contains("the file is empty") && says.contains("delete it"), "{says}");
}

fn read(pairs: &[(&str, &str)]) -> Result<config::Config, config::ConfigError> {
    config::read(None, pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

#[test]
fn conventional_variables_are_understood_and_ours_win() {
    let kept = secret();
    let set = [
        ("JWT_SECRET", kept.as_str()),
        ("DATABASE_URL", "postgres://shop@db.internal/shop"),
        ("DB_PASSWORD", "hun@ter2"),
        ("REDIS_URL", "redis://redis.internal:6379/"),
        ("PORT", "3000"),
    ];
    let config = read(&set).expect("it loads");

    assert_eq!(config.auth.secret.reveal(), &kept);
    assert_eq!(config.database.url.reveal(), "postgres://shop:hun%40ter2@db.internal/shop");
    assert_eq!(config.limits.redis_url.reveal(), "redis://redis.internal:6379/");
    assert_eq!(config.cache.redis_url.reveal(), "redis://redis.internal:6379/");
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:3000");
    let shown = format!("{}{:?}", config::describe(&config), config::entries(&config));
    assert!(shown.contains("from JWT_SECRET") && shown.contains("DB_PASSWORD") && shown.contains("from PORT"));
    assert!(!shown.contains("ter2") && !shown.contains(&kept), "{shown}");
    let ours = [&set[..], &[("AQAD_SERVER__LISTEN", "127.0.0.1:4000")]].concat();
    assert_eq!(read(&ours).expect("it loads").server.listen.port(), 4000);
    let says = read(&[("PORT", "http")]).expect_err("refused").to_string();
    assert!(says.contains("PORT") && says.contains("server.listen"), "{says}");
    let says = read(&[("JWT_SECRET", "short")]).expect_err("refused").to_string();
    assert!(says.contains("set by JWT_SECRET") && !says.contains("short\""), "{says}");
}

#[test]
fn lists_are_taken_as_in_a_file_and_with_commas() {
    for text in [
        "https://a.example,https://b.example:443",
        "[\"https://a.example\", \"https://b.example\"]",
        "[https://A.example, https://b.example]",
        "['https://a.example','https://b.example']",
    ] {
        let config = read(&[("--set cors.origins", text)]).expect(text);
        assert_eq!(config.cors.origins, ["https://a.example", "https://b.example"], "{text}");
    }
}

#[test]
fn development_is_told_of_everything_that_production_would_refuse() {
    let folder = tempfile::tempdir().expect("a folder");
    let says = run(folder.path(), &["check-config"]).1;
    let production = run(folder.path(), &["check-config", "--set", "mode=production"]).1;

    let listed =
        |text: &str| text.lines().filter(|line| line.starts_with("  - ")).map(str::to_owned).collect::<Vec<_>>();
    assert!(listed(&says).iter().any(|line| line.contains("auth.secret")), "{says}");
    assert_eq!(listed(&says), listed(&production), "{says}{production}");
}

/// What a command says, and whether it ended well.
fn with_secrets(folder: &Path, args: &[&str], (secret, previous): (&str, &str)) -> (bool, String) {
    let sets = [format!("auth.secret={secret}"), format!("auth.previous_secrets={previous}")];
    run(folder, &[args, &["--set", &sets[0], "--set", &sets[1]]].concat())
}

#[test]
fn keys_new_prints_a_secret_and_the_console_replaces_the_old_one_by_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let (old, made) = (secret(), run(folder, &["keys", "new"]));
    let new = made.1.trim();
    assert!(made.0 && new.len() == 64 && !folder.join("secret").exists(), "{made:?}");
    let create = ["admin", "create", "--email", "a@platform.example", "--name", "Root Person"];
    assert!(with_secrets(folder, &create, (&old, "")).0);

    // A new secret alone is another one; beside the old one it waits.
    let (well, says) = with_secrets(folder, &["doctor"], (new, ""));
    assert!(!well && says.contains("original secret"), "{says}");
    let (well, says) = with_secrets(folder, &["doctor"], (new, &old));
    assert!(well && says.contains("still goes by one of auth.previous_secrets"), "{says}");

    let (well, says) = with_secrets(folder, &["keys", "rotate", "--master"], (new, &old));
    assert!(well && says.contains("Everything is sealed with master secret"), "{says}");
    assert!(!says.contains(new) && !says.contains(&old), "{says}");

    let (well, says) = with_secrets(folder, &["doctor"], (new, &old));
    assert!(well && says.contains("nothing needs auth.previous_secrets any more"), "{says}");
    let (well, says) = with_secrets(folder, &["doctor"], (new, ""));
    assert!(well && says.contains("everything is sealed by auth.secret"), "{says}");
    for args in [&["serve"][..], &["keys", "rotate", "--master"], &["keys", "rotate"]] {
        let (well, says) = with_secrets(folder, args, (&old, ""));
        assert!(!well && says.contains("original secret"), "{args:?}: {says}");
    }
}
