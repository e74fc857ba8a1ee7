//! The scan for known advisories, as the gate runs it.

use std::path::PathBuf;
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn scan(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(root().join("scripts/check-advisories")).args(arguments).output().expect("it runs");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.success(), said)
}

/// A lock file of one crate, a database and exceptions of a test's own, judged on a day.
fn judged(version: &str, advisory: &str, exception: &str, today: &str) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    };
    let source = "registry+https://github.com/rust-lang/crates.io-index";
    let lock =
        put("Cargo.lock", &format!("[[package]]\nname = \"tea\"\nversion = \"{version}\"\nsource = \"{source}\"\n"));
    let database = put("database.tsv", &format!("# of: 2026-11-01\n# complete: yes\n{advisory}\n"));
    let exceptions = put("exceptions.toml", exception);
    scan(&["--lock", &lock, "--database", &database, "--exceptions", &exceptions, "--today", today])
}

const TODAY: &str = "2026-11-30";
const HOLE: &str = "RUSTSEC-2026-9999\ttea\tvulnerability\t>= 1.2.3; ^0.9.4\t< 0.8";

fn exception(until: &str) -> String {
    format!(
        "[[exception]]\nid = \"RUSTSEC-2026-9999\"\ncrate = \"tea\"\nuntil = {until}\nreason = \"Nobody pours it.\"\n"
    )
}

#[test]
fn no_crate_of_ours_has_a_known_hole() {
    let (passes, said) = scan(&[]);
    assert!(passes && said.contains("none is refused"), "{said}");
}

#[test]
fn a_crate_with_a_hole_is_refused_in_the_versions_that_have_it_and_in_no_others() {
    for (version, passes) in [
        ("1.2.2", false),
        ("1.2.3-rc.1", false),
        ("1.2.3", true),
        ("2.0.0", true),
        ("0.9.3", false),
        ("0.9.4", true),
        ("0.9.10+build", true),
        ("1.0.0", false),
        ("0.7.9", true),
        ("0.8.0", false),
    ] {
        let (passed, said) = judged(version, HOLE, "", TODAY);
        assert_eq!(passed, passes, "{version}: {said}");
        assert_eq!(said.contains("RUSTSEC-2026-9999"), !passes, "{version}: {said}");
    }
    assert!(!judged("1.0.0", "RUSTSEC-2026-9999\ttea\tunsound\t\t", "", TODAY).0, "unsound, and mended nowhere");
    let (passed, said) = judged("1.0.0", "RUSTSEC-2026-9999\ttea\tunmaintained\t\t", "", TODAY);
    assert!(passed && said.contains("unmaintained"), "{said}");
    assert!(judged("1.0.0", "RUSTSEC-2026-9999\tcoffee\tvulnerability\t\t", "", TODAY).0, "another crate");
}

#[test]
fn an_exception_has_a_reason_and_an_end_and_is_needed() {
    let refused = |version: &str, exception: &str, says: &str| {
        let (passed, said) = judged(version, HOLE, exception, TODAY);
        assert!(!passed && said.contains(says), "{said}");
    };

    let (passed, said) = judged("1.0.0", HOLE, &exception("2027-01-31"), TODAY);
    assert!(passed && said.contains("borne until 2027-01-31"), "{said}");
    assert!(judged("1.0.0", HOLE, &exception(TODAY), TODAY).0, "its last day");
    refused("1.0.0", &exception("2026-11-29"), "ran out on 2026-11-29");
    refused("1.0.0", &exception("2028-01-01"), "half a year is the most");
    refused("1.2.3", &exception("2027-01-31"), "no crate needs it any more");
    refused("1.0.0", &exception("2027-01-31").replace("Nobody pours it.", " "), "write id, crate, until");
    refused("1.0.0", &exception("\"soon\""), "write id, crate, until");
}

#[test]
fn an_old_database_says_so_and_an_empty_one_is_none() {
    let (passed, said) = judged("2.0.0", HOLE, "", "2027-06-01");
    assert!(passed && said.contains("212 days old") && said.contains("scripts/refresh-advisories"), "{said}");
    let (passed, said) = judged("2.0.0", "", "", TODAY);
    assert!(!passed && said.contains("holds no advisories"), "{said}");
}

#[test]
fn a_checkout_of_the_database_is_read_down_to_its_facts() {
    let folder = tempfile::tempdir().expect("a folder");
    let crates = folder.path().join("crates/tea");
    std::fs::create_dir_all(&crates).expect("a folder");
    let put = |id: &str, more: &str, versions: &str| {
        let text = format!(
            "```toml\n[advisory]\nid = \"{id}\"\npackage = \"tea\"\ndate = \"2026-01-01\"\n{more}\n[versions]\n{versions}\n```\n\n# A title\n\nA text.\n"
        );
        std::fs::write(crates.join(format!("{id}.md")), text).expect("a file");
    };
    put("RUSTSEC-2026-0001", "", "patched = [\">= 1.2.3\", \"^0.9.4\"]\nunaffected = [\"< 0.8\"]");
    put("RUSTSEC-2026-0002", "informational = \"unsound\"", "patched = []");
    put("RUSTSEC-2026-0003", "withdrawn = \"2026-02-01\"", "patched = []");
    let database = folder.path().join("database.tsv");

    let output = Command::new(root().join("scripts/refresh-advisories"))
        .arg(folder.path())
        .env("AQAD_ADVISORIES", &database)
        .output()
        .expect("it runs");

    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(&database).expect("it was written");
    let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(
        rows,
        ["RUSTSEC-2026-0001\ttea\tvulnerability\t>= 1.2.3; ^0.9.4\t< 0.8", "RUSTSEC-2026-0002\ttea\tunsound\t\t",]
    );
    assert!(text.contains("# complete: yes") && !text.contains("A text."), "{text}");
}
