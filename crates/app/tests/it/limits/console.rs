//! Looking at limits and letting callers off: the admin API, `aqad limits`, and reading the
//! configuration again.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use market::may::Role;
use serde_json::json;
use testkit::{Actor, Engine, TestApp};

use super::{BEHIND_A_PROXY, ON, OTHER_PASSWORD, login};
use crate::nodes::until;

const LOG: &str = "said.log";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_sees_who_runs_into_limits_how_they_stand_and_lets_them_off() {
    let few = ("limits.catalogue", "{ requests = 2, seconds = 600 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY, few]).await;
    let officer = app.staff(Role::SecurityOfficer).await;
    let anybody = app.anybody();
    let from = [("x-forwarded-for", "198.51.100.77")];
    for _ in 0..42 {
        anybody.send("GET", "/api/vendors", &from, None).await;
    }

    let overview = officer.get("/api/admin/limits").await.is(200);
    let caller = officer.get("/api/admin/limits/caller?by=address&value=198.51.100.77").await.is(200);

    assert_eq!(overview.text_at("/mode"), "one_node");
    let offender = &overview.json["offenders"][0];
    assert_eq!(offender["caller"], "address 198.51.100.77");
    assert_eq!((&offender["policy"], &offender["times"]), (&json!("catalogue"), &json!(40)));
    let used = caller.items().iter().find(|s| s["policy"] == "catalogue" && s["limit"] == 2).expect("the limit");
    assert_eq!((&used["remaining"], &used["window_seconds"]), (&json!(0), &json!(600)));
    // Looking counts nothing.
    assert_eq!(
        officer.get("/api/admin/limits/caller?by=address&value=198.51.100.77").await.is(200).items(),
        caller.items()
    );

    officer.post("/api/admin/limits/resets", &json!({ "by": "address", "value": "198.51.100.77" })).await.is(204);

    anybody.send("GET", "/api/vendors", &from, None).await.is(200);
    let admin = app.staff(Role::SuperAdmin).await;
    let trail = admin.get("/api/admin/audit?limit=100").await.is(200);
    let entry = trail.items().iter().find(|row| row["kind"] == "limits.reset").expect("it stands in the trail");
    assert_eq!(entry["data"]["caller"], "address 198.51.100.77");
    assert_eq!(entry["user_id"], officer.user_id);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_is_let_off_and_its_address_stands_in_no_trail() {
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY]).await;
    let officer = app.staff(Role::SecurityOfficer).await;
    let anybody = app.anybody();
    let account = "corner@retailer.example";
    for _ in 0..5 {
        login(&anybody, "198.51.100.5", account, OTHER_PASSWORD, None).await.is(401);
    }
    login(&anybody, "198.51.100.5", account, OTHER_PASSWORD, None).await.is(429);

    let look = format!("/api/admin/limits/caller?by=account&value={account}&from=198.51.100.5");
    assert!(officer.get(&look).await.is(200).items().iter().any(|s| s["policy"] == "login" && s["remaining"] == 0));
    let reset = json!({ "by": "account", "value": account, "from": "198.51.100.5" });
    officer.post("/api/admin/limits/resets", &reset).await.is(204);

    login(&anybody, "198.51.100.5", account, OTHER_PASSWORD, None).await.is(401);
    let trail = app.staff(Role::SuperAdmin).await.get("/api/admin/audit?limit=100").await.is(200);
    assert!(!trail.text.contains("corner@retailer"), "an e-mail address in the trail");
    for bad in [
        json!({ "by": "address", "value": "nowhere" }),
        json!({ "by": "user", "value": "usr_1" }),
        json!({ "by": "address", "value": "192.0.2.1", "from": "192.0.2.1" }),
    ] {
        officer.post("/api/admin/limits/resets", &bad).await.is(422).code("limits.which_caller");
    }
    app.finish().await;
}

/// The program in a process of its own, killed at the end.
struct Program {
    child: Child,
    url: String,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn aqad(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aqad"));
    let config = folder.join("aqad.toml");
    command
        .args(args)
        .arg("--config")
        .arg(config)
        .env("AQAD_DATA_DIR", folder)
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}

fn out(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn configure(folder: &Path, limits: &str) {
    let text = format!(
        "[server]\nlisten = \"127.0.0.1:0\"\nmetrics_listen = \"\"\ntrusted_proxies = [\"127.0.0.1\"]\n\n[limits]\n{limits}\n"
    );
    std::fs::write(folder.join("aqad.toml"), text).expect("a file");
}

fn serve(folder: &Path) -> Program {
    let log = std::fs::File::create(folder.join(LOG)).expect("a log");
    let mut child = aqad(folder, &["serve"]).stdout(Stdio::piped()).stderr(log).spawn().expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let url = line.split_whitespace().find(|w| w.starts_with("http")).unwrap_or_else(|| panic!("no address in {line}"));
    Program { url: url.to_owned(), child }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_console_looks_and_resets_and_reads_the_numbers_again() {
    let folder = tempfile::tempdir().expect("a folder");
    configure(folder.path(), "catalogue = { requests = 2, seconds = 600 }");
    let program = serve(folder.path());
    let anybody = Actor::anybody(&program.url);
    let from = [("x-forwarded-for", "198.51.100.8")];
    let ask = async || anybody.send("GET", "/api/vendors", &from, None).await.status.as_u16();
    assert_eq!([ask().await, ask().await, ask().await], [200, 200, 429]);
    let said = |args: &[&str]| out(&aqad(folder.path(), args).output().expect("it runs"));

    let show = said(&["limits", "show"]);
    let caller = said(&["limits", "caller", "--address", "198.51.100.8"]);
    let reset = said(&["limits", "reset", "--address", "198.51.100.8"]);

    assert!(show.contains("address 198.51.100.8") && show.contains("catalogue"), "{show}");
    assert!(caller.lines().any(|l| l.starts_with("catalogue ") && l.contains(" 2 ")), "{caller}");
    assert!(reset.contains("The limit was reset"), "{reset}");
    assert_eq!([ask().await, ask().await, ask().await], [200, 200, 429]);

    // What stands at the socket's place and is none is left alone.
    let file = folder.path().join("important");
    std::fs::write(&file, "keep me").expect("a file");
    let other = format!("data_dir={}", folder.path().join("other").display());
    let taken = said(&["serve", "--set", &other, "--set", &format!("server.control_socket={}", file.display())]);
    assert!(
        taken.contains("server.control_socket") && std::fs::read(&file).expect("it is there") == b"keep me",
        "{taken}"
    );

    // More of them, without a restart; what was used stays used.
    configure(folder.path(), "catalogue = { requests = 4, seconds = 600 }");
    hang_up(&program, folder.path(), "the limits were reloaded").await;
    assert_eq!([ask().await, ask().await, ask().await], [200, 200, 429]);
    // Nonsense is refused as a whole, and what was there stays.
    configure(folder.path(), "catalogue = { requests = 9, seconds = 0 }");
    hang_up(&program, folder.path(), "the new limits are invalid").await;
    assert_eq!(ask().await, 429);
    // Fewer hold at once.
    configure(
        folder.path(),
        "read = { requests = 1, seconds = 600 }\ncatalogue = { requests = 4, seconds = 600 }\nroutes = { \"companies.vendors\" = { requests = 1, seconds = 600 } }",
    );
    hang_up(&program, folder.path(), "the limits were reloaded").await;
    let elsewhere = [("x-forwarded-for", "203.0.113.1")];
    let fresh = async || anybody.send("GET", "/api/vendors", &elsewhere, None).await.status.as_u16();
    assert_eq!([fresh().await, fresh().await], [200, 429]);
}

/// Tells the program to read its configuration again, and waits until it says so.
async fn hang_up(program: &Program, folder: &Path, says: &str) {
    let said = || std::fs::read_to_string(folder.join(LOG)).expect("its log").matches(says).count();
    let before = said();
    let told = Command::new("kill").args(["-HUP", &program.child.id().to_string()]).status().expect("kill runs");
    assert!(told.success());
    until(Duration::from_secs(10), || said() > before).await;
}

#[test]
fn the_console_says_what_to_do_when_there_is_no_server_or_no_caller() {
    let folder = tempfile::tempdir().expect("a folder");
    configure(folder.path(), "");
    let said = |args: &[&str]| {
        let output = aqad(folder.path(), args).output().expect("it runs");
        assert!(!output.status.success(), "{}", out(&output));
        out(&output)
    };

    assert!(said(&["limits", "show"]).contains("aqad serve"));
    assert!(said(&["limits", "caller"]).contains("--address"));
    assert!(said(&["limits", "reset", "--user", "somebody"]).contains("usr_"));
    configure(folder.path(), "routes = { \"no.such\" = { requests = 1, seconds = 60 } }");
    let unknown = said(&["serve"]);
    assert!(unknown.contains("no.such") && unknown.contains("aqad routes"), "{unknown}");
    configure(folder.path(), "redis_url = \"http://127.0.0.1/\"");
    assert!(said(&["serve"]).contains("limits.redis_url"));
}
