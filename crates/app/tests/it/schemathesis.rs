//! A stranger reads the OpenAPI document and tries everything it says, and everything it forbids.

use std::fs;
use std::path::Path;
use std::process::Command;

use testkit::{Actor, Engine, TestApp};

/// What must hold of every answer. `positive_data_acceptance` is left out: JSON Schema calls `2.0`
/// an integer, and has no words for characters that disguise a text; both are refused here.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_headers_conformance,response_schema_conformance,negative_data_rejection,\
    missing_required_header,ignored_auth,unsupported_method,allow_header_conformance";

/// 428 is RFC 6585's answer to a missing If-Match; the tool does not know it.
const CONFIG: &str = "[checks.missing_required_header]\nexpected-statuses = [400, 401, 403, 406, 415, 422, 428]\n";

#[expect(clippy::disallowed_methods, reason = "the program is named by scripts/test")]
fn program() -> String {
    std::env::var("AQAD_SCHEMATHESIS").expect(
        "AQAD_SCHEMATHESIS is not set: run the tests with scripts/test, which installs schemathesis, or name an \
         installed `st` yourself",
    )
}

/// A marketplace with something of everything in it, and two who are signed in.
async fn furnished() -> (TestApp, Actor, Actor) {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (vendor, retailer) = (app.vendor("acme").await, app.retailer("corner").await);
    app.colleague(&vendor, "catalog_manager").await;
    app.colleague(&retailer, "buyer").await;
    let (mangoes, tea) = (vendor.sells("Alphonso Mangoes", 12_000, 400).await, vendor.sells("Tea", 8_000, 100).await);
    retailer.buys(&[(&mangoes, 3), (&tea, 2)]).await;
    let parts = retailer.buys(&[(&tea, 1)]).await;
    vendor.packs(&parts[0]).await;
    app.settle().await;
    (app, vendor, retailer)
}

/// Runs the tool as somebody; tells what it wrote, and whether it was content.
fn attack(program: &str, folder: &Path, who: &Actor) -> (bool, String) {
    fs::write(folder.join("schemathesis.toml"), CONFIG).expect("the tool's configuration");
    let token = who.token.as_deref().expect("somebody signed in");
    let ran = Command::new(program)
        .current_dir(folder)
        .args(["--config-file", "schemathesis.toml", "run", &format!("{}/api/openapi.json", who.url)])
        .args(["--header", &format!("Authorization: Bearer {token}"), "--checks", CHECKS])
        .args(["--phases", "examples,coverage,fuzzing", "--max-examples", "15", "--generation-deterministic"])
        .args(["--suppress-health-check", "all", "--warnings", "off", "--no-color", "--continue-on-failure"])
        // These would sign the stranger out.
        .args(["--exclude-path", "/api/auth/logout", "--exclude-path", "/api/me/sessions/{session_id}"])
        .args(["--exclude-operation-id", "auth.delete_session"])
        .output()
        .expect("the program that AQAD_SCHEMATHESIS names runs");
    let said = [ran.stdout, ran.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (ran.status.success(), said)
}

/// How many requests it says that it made up.
fn tried(said: &str) -> u32 {
    let line = said.lines().find(|line| line.contains(" generated")).unwrap_or_default();
    line.split_whitespace().next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn schemathesis_finds_no_server_error_and_no_undocumented_answer() {
    let program = program();

    // Side by side: the tool spends most of its time thinking.
    let attacks = ["vendor", "retailer"].map(|role| {
        let program = program.clone();
        tokio::spawn(async move {
            let (app, vendor, retailer) = furnished().await;
            let who = if role == "vendor" { vendor } else { retailer };
            let folder = tempfile::tempdir().expect("a temporary folder");
            let attacker = who.clone();
            let (content, said) = tokio::task::spawn_blocking(move || attack(&program, folder.path(), &attacker))
                .await
                .expect("the tool ends");

            assert!(content, "as a {role}, schemathesis found:\n{said}");
            assert!(tried(&said) > 1_000, "as a {role}, schemathesis hardly tried:\n{said}");
            who.get("/api/me").await.is(200);
            app.finish().await;
        })
    });

    for attack in attacks {
        attack.await.expect("the attack found nothing");
    }
}
