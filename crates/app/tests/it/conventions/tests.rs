//! Rules for the tests themselves.

use std::fs;
use std::path::{Path, PathBuf};

/// Every Rust file below a folder.
fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn of_tests() -> Vec<PathBuf> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for entry in fs::read_dir(&crates).expect("the crates") {
        let folder = entry.expect("an entry").path();
        let tests = if folder.ends_with("testkit") { folder.join("src") } else { folder.join("tests") };
        if tests.is_dir() {
            rust_files(&tests, &mut found);
        }
    }
    assert!(found.len() > 100, "the scan sees only {} files", found.len());
    found
}

/// What a test waits for is a condition, or the clock that it moves. Where it sleeps all the same, the line
/// above says which bound of time that proves, or whose pace it is.
#[test]
fn every_sleep_of_a_test_says_why() {
    let mut unexplained = Vec::new();
    for file in of_tests() {
        let text = fs::read_to_string(&file).expect("a text");
        let mut above = "";
        for (at, line) in text.lines().enumerate() {
            let here = line.trim_start();
            let sleeps = here.contains(concat!("sleep", "(")) && !here.starts_with("//");
            if sleeps && !above.starts_with("// SLEEP: ") {
                unexplained.push(format!("{}:{}: {here}", file.display(), at + 1));
            }
            above = here;
        }
    }
    assert!(unexplained.is_empty(), "sleeps without a `// SLEEP: ` above them:\n{}", unexplained.join("\n"));
}
