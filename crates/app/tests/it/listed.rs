//! What documents list and a reader relies on: connections, and dangerous functions.

use std::collections::BTreeSet;

use infra::config::{DEFAULTS, load};

use crate::conventions::{none, sources};

fn document(path: &str) -> String {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The texts in backquotes of a line's cells.
fn cells(line: &str) -> Vec<Vec<&str>> {
    let quoted = |cell: &'_ str| -> Vec<usize> { cell.match_indices('`').map(|(at, _)| at).collect() };
    line.trim_matches('|')
        .split('|')
        .map(|cell| quoted(cell).chunks_exact(2).map(|pair| &cell[pair[0] + 1..pair[1]]).collect())
        .collect()
}

#[test]
fn every_setting_that_names_another_end_is_among_the_connections_and_the_other_way_round() {
    let text = document("docs/operations.md");
    let (_, rest) = text.split_once("\n## Connections\n").expect("a chapter");
    let chapter = rest.split("\n## ").next().expect("its text");
    let defaults: toml::Table = DEFAULTS.parse().expect("TOML");
    let keys: BTreeSet<String> = defaults
        .iter()
        .filter_map(|(section, table)| table.as_table().map(|table| (section, table)))
        .flat_map(|(section, table)| table.keys().map(move |key| format!("{section}.{key}")))
        .collect();
    let tables: Vec<&str> = chapter.lines().filter(|line| line.starts_with("| ")).collect();
    let listed: BTreeSet<&str> = tables.iter().filter_map(|line| cells(line).pop()).flatten().collect();

    // A key that ends so is an address of somebody: who asks us, or whom we ask.
    let ends = ["listen", "_url", ".url", "socket", "_host", "endpoint", "server"];
    let addresses: Vec<&String> = keys.iter().filter(|key| ends.iter().any(|end| key.ends_with(end))).collect();
    assert!(addresses.len() >= 5, "{addresses:?}");
    let is_told = |key: &str| listed.contains(key) || chapter.contains(&format!("`{key}`"));
    none(
        "not among the connections of docs/operations.md",
        &addresses.iter().filter(|k| !is_told(k)).collect::<Vec<_>>(),
    );
    none("a key that there is not", &listed.iter().filter(|k| !keys.contains(**k)).collect::<Vec<_>>());
    assert!(load(None, Vec::new(), &infra::clock::OsEntropy).is_ok());
}

/// Whether a file is a test's own.
fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.starts_with("crates/testkit/")
}

#[test]
fn every_dangerous_function_is_listed_with_the_files_that_use_it_and_no_other() {
    let text = document("docs/dangerous-functions.md");
    let rows: Vec<Vec<Vec<&str>>> =
        text.lines().filter(|line| line.starts_with("| ") && line.contains("/src/")).map(cells).collect();
    assert!(rows.len() > 10, "{rows:?}");
    let sources = sources();
    let shipped: Vec<_> = sources.iter().filter(|s| s.path.contains("/src/") && !is_test(&s.path)).collect();

    for row in rows {
        let (word, files) = (row[1][0], &row[2]);
        let listed: BTreeSet<String> = files.iter().map(|file| format!("crates/{file}")).collect();
        let used: BTreeSet<String> = shipped
            .iter()
            .filter(|source| source.code().any(|(_, line)| line.contains(word)))
            .map(|source| source.path.clone())
            .collect();
        assert_eq!(used, listed, "`{word}` of docs/dangerous-functions.md");
    }
}

#[test]
fn what_the_program_never_does_it_does_not_do() {
    let never = [
        "process::Command",
        "ZipArchive",
        "GzDecoder",
        "DeflateDecoder",
        "ZlibDecoder",
        "tar::Archive",
        "quick_xml",
        "xml::",
        "serde_yaml",
        "bincode",
        "rmp_serde",
        "Regex::new",
        "reqwest",
        "hyper_util::client",
        "ureq",
        "lettre",
    ];
    let sources = sources();
    let shipped = sources.iter().filter(|s| s.path.contains("/src/") && !is_test(&s.path));
    let mut found = Vec::new();
    for source in shipped {
        for (at, line) in source.code() {
            if never.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{at}: {}", source.path, line.trim()));
            }
        }
    }
    none("docs/dangerous-functions.md says that there is none of these", &found);
}
