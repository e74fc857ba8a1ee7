//! `docs/asvs.md` names files and tests that there are, each requirement once, each gap with its reason, and the
//! counts that its rows add up to. `facts` holds what can be read off the sources.

mod facts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::architecture::ends_in;
use crate::conventions::{Source, none, top, walk};

const ASVS: &str = include_str!("../../../../docs/asvs.md");
const VERDICTS: [&str; 4] = ["holds", "partly", "not yet", "not applicable"];
/// Which numbers apply, by chapter and section: written by hand from the standard.
const APPLICABLE: &str = include_str!("asvs/applicable.txt");

struct Row {
    id: &'static str,
    level: &'static str,
    verdict: &'static str,
    reason: &'static str,
}

fn cells(line: &'static str) -> Vec<&'static str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

fn rows() -> Vec<Row> {
    let lines = ASVS.lines().filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit());
    let read = |line| {
        let cells = cells(line);
        let [id, level, requirement, verdict, reason] = cells[..] else { panic!("{line}") };
        assert!(!requirement.is_empty(), "{id} says nothing");
        Row { id, level, verdict, reason }
    };
    lines.map(read).collect()
}

/// What stands in backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// The module of a test file as the document names it: without the folder of the one binary, and with the name of
/// a crate other than `app`.
fn module_of(path: &str) -> Option<String> {
    let (name, rest) = path.strip_prefix("crates/")?.split_once('/')?;
    let rest = rest.strip_suffix(".rs")?;
    let module = rest.strip_prefix("tests/it/").or_else(|| rest.strip_prefix("tests/")).or(rest.strip_prefix("src/"))?;
    let module = module.trim_end_matches("/mod").replace('/', "::");
    let is_top = ["lib", "main", "it"].contains(&module.as_str());
    Some(match (name, is_top) {
        ("app", _) => module,
        (_, true) => name.to_owned(),
        (_, false) => format!("{name}::{module}"),
    })
}

/// The tests of a file: functions under an attribute that makes a test of them, and those of `on_every_engine!`.
fn tests_of(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut is_test, mut lines) = (false, text.lines().map(str::trim_start));
    while let Some(line) = lines.next() {
        if let Some(rest) = line.strip_prefix("on_every_engine!(") {
            let name = if rest.is_empty() { lines.next().unwrap_or_default() } else { rest };
            found.extend(name.split([',', ' ']).next().map(str::to_owned));
        }
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            is_test = true;
        } else if is_test && let Some((_, rest)) = line.split_once("fn ") {
            found.extend(rest.split(['(', '<']).next().map(str::to_owned));
            is_test = false;
        }
    }
    found
}

fn all_tests() -> BTreeSet<String> {
    let mut sources = Vec::new();
    walk(&top().join("crates"), "crates", &["target"], &mut sources);
    let named = |source: &Source| {
        let module = module_of(&source.path).unwrap_or_default();
        tests_of(&source.text).into_iter().map(move |test| format!("{module}::{test}")).collect::<Vec<_>>()
    };
    sources.iter().filter(|source| ends_in(Path::new(&source.path), &["rs"])).flat_map(named).collect()
}

#[test]
fn each_requirement_that_applies_stands_there_once_with_its_level() {
    let due: BTreeMap<&str, &str> = APPLICABLE.lines().filter_map(|line| line.split_once(' ')).collect();
    assert_eq!(due.len(), 276, "requirements that apply");
    let mut seen = BTreeMap::new();
    for row in rows() {
        assert!(seen.insert(row.id, row.level).is_none(), "{} stands there twice", row.id);
    }

    assert_eq!(seen, due);
}

#[test]
fn each_verdict_has_the_evidence_or_the_reason_that_it_needs() {
    let (tests, mut wrong) = (all_tests(), Vec::new());
    assert!(tests.len() > 1_000, "the scan sees only {} tests", tests.len());
    let is_there = |path: &str| top().join(path).exists() || top().join(format!("{path}.rs")).is_file();
    for row in rows() {
        let named = quoted(row.reason);
        let (named_tests, named_files): (Vec<&str>, Vec<&str>) = named.iter().partition(|name| name.contains("::"));
        wrong.extend(named_tests.iter().filter(|name| !tests.contains(**name)).map(|name| (row.id, "no test", *name)));
        wrong.extend(named_files.iter().filter(|path| !is_there(path)).map(|path| (row.id, "no file", *path)));
        let words = row.reason.split('`').step_by(2).collect::<String>();
        let has_words = words.chars().filter(|char| char.is_alphabetic()).count() >= 15;
        let has_work =
            row.reason.split(['(', ')']).skip(1).step_by(2).any(|work| work.contains(' ') || work == "planned");
        let is_good = match row.verdict {
            "holds" => !named_tests.is_empty() && !named_files.is_empty(),
            "partly" => has_words && has_work && !named.is_empty(),
            "not yet" => has_words && row.reason.contains("planned"),
            "not applicable" => has_words,
            _ => false,
        };
        if !is_good {
            wrong.push((row.id, row.verdict, row.reason));
        }
    }

    none("a verdict without what it needs", &wrong);
}

#[test]
fn the_counts_are_those_of_the_rows() {
    let counts = ASVS.split("## Counts\n").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("counts");
    let stated: BTreeMap<&str, Vec<usize>> = counts
        .lines()
        .filter(|line| line.starts_with("| V") || line.starts_with("| all"))
        .map(|line| {
            let cells = cells(line);
            (cells[0], cells[1..].iter().map(|cell| cell.parse().expect("a number")).collect())
        })
        .collect();
    let mut due: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for row in rows() {
        let verdict = VERDICTS.iter().position(|verdict| *verdict == row.verdict).expect("a verdict");
        let chapter = format!("V{}", row.id.split('.').next().expect("a chapter"));
        for name in [chapter, "all".to_owned()] {
            let counts = due.entry(name).or_insert_with(|| vec![0; VERDICTS.len() + 1]);
            counts[verdict] += 1;
            counts[VERDICTS.len()] += 1;
        }
    }

    assert_eq!(stated, due.iter().map(|(name, counts)| (name.as_str(), counts.clone())).collect());
}

#[test]
fn the_scan_sees_tests_of_every_form() {
    let text = "#[test]\nfn a() {}\n#[tokio::test(flavor = \"multi_thread\")]\nasync fn b() {}\nfn c() {}\non_every_engine!(d, |engine| async {});\non_every_engine!(\n    e,\n    |engine| async {}\n);";
    assert_eq!(tests_of(text), ["a", "b", "d", "e"]);
    let modules = [
        ("crates/app/tests/it/sign_in/tokens.rs", "sign_in::tokens"),
        ("crates/edge/tests/listen/slow.rs", "edge::listen::slow"),
        ("crates/limiter/tests/it/address.rs", "limiter::address"),
        ("crates/web/src/ui/stated/mod.rs", "web::ui::stated"),
        ("crates/supervisor/tests/it.rs", "supervisor"),
    ];
    for (path, module) in modules {
        assert_eq!(module_of(path).as_deref(), Some(module));
    }
}
