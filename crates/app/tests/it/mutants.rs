//! The faults of `tests/mutants` can still be planted, each where it was meant to be, and their tests are there.
//! Planting them and running the tests is `scripts/mutants`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mutant {
    name: String,
    file: String,
    find: String,
    replace: String,
    test: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    mutant: Vec<Mutant>,
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn mutants() -> Vec<Mutant> {
    let files = fs::read_dir(tests().join("mutants")).expect("a folder of mutants");
    let texts = files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("a text"));
    texts.flat_map(|text| toml::from_str::<File>(&text).expect("tables of mutants").mutant).collect()
}

/// Every file of the tests, one after another.
fn texts(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            texts(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push_str(&fs::read_to_string(path).expect("a text"));
        }
    }
}

#[test]
fn every_mutant_can_be_planted_and_has_its_test() {
    let (mutants, mut sources) = (mutants(), String::new());
    texts(&tests().join("it"), &mut sources);
    let names: BTreeSet<&str> = mutants.iter().map(|mutant| mutant.name.as_str()).collect();

    assert!(mutants.len() >= 40, "only {} mutants", mutants.len());
    assert_eq!(names.len(), mutants.len(), "two mutants have one name");
    for Mutant { name, file, find, replace, test } in &mutants {
        let text = fs::read_to_string(tests().join("../../..").join(file)).unwrap_or_default();
        assert_eq!(text.matches(find.as_str()).count(), 1, "{name}: what it replaces stands once in {file}");
        assert_ne!(find, replace, "{name}");
        let engine = ["::sqlite", "::mariadb", "::postgres"].into_iter().find(|engine| test.ends_with(engine));
        let (test, is_on_engines) = (test.trim_end_matches(engine.unwrap_or_default()), engine.is_some());
        let test = test.rsplit("::").next().expect("a name");
        let there = [format!("fn {test}("), format!("{test},\n"), format!("({test}, ")]
            .iter()
            .any(|words| sources.contains(words.as_str()));
        assert!(there, "{name}: there is no test {test}");
        let of_engines = sources.contains(&format!("!({test}, |")) || sources.contains(&format!("    {test},\n    |"));
        assert_eq!(is_on_engines, of_engines, "{name}: {test} has a name for each engine, or should have none");
    }
}
