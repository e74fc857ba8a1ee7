//! Rules that the compiler does not know: scans of the repository's texts, in parts by what they are about.

mod cryptography;
mod endpoints;
mod pages;
mod proofs;
mod stores;
mod tasks;
mod tenancy;
mod tests;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

/// A text file, named from the repository's top.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// Lines with their numbers, without comments and unit tests.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tested = self.text.find("#[cfg(test)]").unwrap_or(self.text.len());
        let numbered = self.text[..tested].lines().enumerate().map(|(at, line)| (at + 1, line));
        numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
    /// The folder in `crates/market/src`, if it is a subject's file.
    fn subject(&self) -> Option<&str> {
        self.path.strip_prefix("crates/market/src/")?.split_once('/').map(|(subject, _)| subject)
    }
    fn is_store(&self) -> bool {
        self.path.ends_with("/store.rs") || self.path.contains("/store/")
    }
}

pub(crate) fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(crate) fn walk(folder: &Path, under: &str, skip: &[&str], found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if under.is_empty() { name.clone() } else { format!("{under}/{name}") };
        let kind = entry.file_type().expect("a kind");
        if kind.is_dir() && !skip.contains(&name.as_str()) {
            walk(&entry.path(), &path, skip, found);
        } else if let (true, Ok(text)) = (kind.is_file(), fs::read_to_string(entry.path())) {
            found.push(Source { path, text });
        }
    }
}

/// Every Rust file of every crate's `src`.
pub(crate) fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    walk(&top().join("crates"), "crates", &["tests", "target", "examples"], &mut found);
    found.retain(|s| Path::new(&s.path).extension().is_some_and(|e| e == "rs"));
    assert!(found.len() > 100, "the scan sees only {} files", found.len());
    found
}

#[track_caller]
pub(crate) fn none<T: Debug>(rule: &str, breaches: &[T]) {
    assert!(breaches.is_empty(), "{rule}:\n{breaches:#?}");
}

/// Lines that say something forbidden, outside the files that may.
fn lines_with(wanted: impl Fn(&str) -> bool, may: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|s| !may(s)) {
        let bad = source.code().filter(|(_, line)| wanted(line));
        found.extend(bad.map(|(at, line)| format!("{}:{at}: {}", source.path, line.trim())));
    }
    found
}

#[test]
fn time_chance_and_environment_are_read_in_one_place_each() {
    let allowed = ["crates/infra/src/clock.rs", "crates/app/", "crates/testkit/"];
    let may = |s: &Source| allowed.iter().any(|d| s.path.starts_with(d));
    let words = ["getrandom", "Uuid::now", "Uuid::new_v4", "OffsetDateTime::now", "env::var"];
    none("chance or environment", &lines_with(|line| words.iter().any(|w| line.contains(w)), may));

    // HTTP itself wants the Date header of answers that hyper did not write.
    let may = |s: &Source| may(s) || s.path == "crates/edge/src/listen/refusal.rs";
    none("wall time", &lines_with(|line| line.contains("SystemTime::now"), may));

    // Deadlines of the connection and of the request are measured, not told, and so is what a sample of
    // the process is over, how long a database takes, and how long a task has run; limits run on a clock that knows
    // no calendar.
    let own = [
        "crates/edge/src/pipeline.rs",
        "crates/edge/src/state.rs",
        "crates/edge/src/proxy_anomalies.rs",
        "crates/limiter/src/clock.rs",
        "crates/infra/src/node_metrics.rs",
        "crates/infra/src/event_lines.rs",
        "crates/redis-link/src/connection.rs",
        "crates/cache/src/cache.rs",
        "crates/cache/src/sync.rs",
        "crates/supervisor/src/registry.rs",
    ];
    let folders = ["crates/edge/src/listen/", "crates/infra/src/db/"];
    let may = |s: &Source| may(s) || folders.iter().any(|f| s.path.starts_with(f)) || own.contains(&s.path.as_str());
    none("a stopwatch", &lines_with(|line| line.contains("Instant::now"), may));
}

#[test]
fn the_market_knows_no_http_and_infra_no_market() {
    let http = |line: &str| ["axum", "hyper", "http::", "StatusCode", "HeaderMap"].iter().any(|w| line.contains(w));
    none("HTTP in the market", &lines_with(http, |s| !s.path.starts_with("crates/market/")));

    let up = |line: &str| ["market::", "edge::", "api::"].iter().any(|w| line.contains(w));
    none(
        "a lower layer that imports a higher one",
        &lines_with(up, |s| !s.path.starts_with("crates/infra/") && !s.path.starts_with("crates/kernel/")),
    );
}

#[test]
fn files_are_short_and_named_for_what_is_in_them() {
    let vague = ["utils", "util", "helpers", "common", "misc", "manager", "service", "core", "types", "models"];
    let mut all = Vec::new();
    walk(&top().join("crates"), "crates", &["target"], &mut all);
    all.retain(|s| Path::new(&s.path).extension().is_some_and(|e| e == "rs"));

    let long: Vec<_> = all.iter().map(|s| (&s.path, s.text.lines().count())).filter(|(_, n)| *n > 500).collect();
    none("more than 500 lines", &long);
    let stem = |path: &str| path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
    let nameless: Vec<_> = all.iter().map(|s| &s.path).filter(|p| vague.contains(&stem(p).as_str())).collect();
    none("a name that says nothing", &nameless);
}

/// Name, first line and number of lines within the braces of every function, as rustfmt writes them.
fn functions(source: &Source) -> Vec<(String, usize, usize)> {
    let lines: Vec<&str> = source.text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let mut rest = line.trim_start();
        for word in ["pub ", "pub(crate) ", "pub(super) ", "const ", "async "] {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        let Some(name) = rest.strip_prefix("fn ") else { continue };
        let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let Some(open) = lines[at..].iter().position(|l| l.ends_with('{') || l.ends_with(';') || l.ends_with('}'))
        else {
            continue;
        };
        if lines[at + open].ends_with('{') {
            let close = format!("{indent}}}");
            let body = lines[at + open + 1..].iter().position(|l| *l == close).unwrap_or(0);
            found.push((name, at + 1, body));
        }
    }
    found
}

#[test]
fn functions_are_short_and_handlers_shorter() {
    // Longer ones, and why.
    let excused = [("crates/market/src/may.rs", "rights", "a table: what each role may do")];
    let (mut long, mut handlers) = (Vec::new(), 0);
    for source in sources() {
        for (name, line, body) in functions(&source) {
            let is_handler =
                name == "handle" && ["crates/api/", "crates/web/"].iter().any(|layer| source.path.starts_with(layer));
            handlers += usize::from(is_handler);
            let fits = body <= if is_handler { 15 } else { 60 };
            if !fits && !excused.iter().any(|(path, function, _)| *path == source.path && *function == name) {
                long.push(format!("{}:{line}: {name} has {body} lines", source.path));
            }
        }
    }

    assert_eq!(handlers, aqad::router().all().count(), "the scan does not see every handler");
    none("a function that does too much", &long);
}

#[test]
fn nothing_is_left_unfinished() {
    let words = ["todo!", "unimplemented!", "FIXME", "TODO", "#[ignore", ".unwrap()", "dbg!("];
    let mut found = Vec::new();
    for source in sources() {
        let bad = source.text.lines().enumerate().filter(|(_, line)| words.iter().any(|w| line.contains(w)));
        found.extend(bad.map(|(at, line)| format!("{}:{}: {}", source.path, at + 1, line.trim())));
    }

    none("unfinished", &found);
}

/// First names after `crate::`, in plain paths and in braces.
fn crate_uses(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for rest in text.split("crate::").skip(1) {
        let list = rest.strip_prefix('{').and_then(|r| r.split("};").next());
        let (mut depth, mut start) = (0_i32, true);
        let first = |s: &'_ str| s.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(s.len());
        let Some(list) = list else {
            found.push(&rest[..first(rest)]);
            continue;
        };
        for (at, c) in list.char_indices() {
            if start && depth == 0 && c.is_alphabetic() {
                found.push(&list[at..at + first(&list[at..])]);
            }
            start = c == ',' || (start && c.is_whitespace());
            depth += i32::from(c == '{') - i32::from(c == '}');
        }
    }
    found
}

#[test]
fn subjects_call_only_subjects_to_their_left() {
    let lib = fs::read_to_string(top().join("crates/market/src/lib.rs")).expect("lib.rs");
    let order = lib.lines().find(|l| l.contains(" · ")).expect("lib.rs tells the order of the subjects");
    let order: Vec<&str> = order.split('`').nth(1).expect("the order in backticks").split(" · ").collect();
    let place = |subject: &str| order.iter().position(|s| *s == subject);
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    for source in sources() {
        let Some(subject) = source.subject() else { continue };
        let own = place(subject).unwrap_or_else(|| panic!("{subject} has no place in the order of lib.rs"));
        seen.insert(subject.to_owned());
        let right = crate_uses(&source.text).into_iter().filter(|used| place(used).is_some_and(|at| at > own));
        wrong.extend(right.map(|used| format!("{} calls {used}", source.path)));
    }

    assert_eq!(crate_uses("use crate::{Ctx, a::{b, c}, d};\ncrate::e::f()"), ["Ctx", "a", "d", "e"]);
    assert_eq!(seen, order.iter().map(|s| (*s).to_owned()).collect());
    none("a subject that calls to its right", &wrong);
}

#[test]
fn every_migration_exists_for_every_engine() {
    let known: Vec<String> = market::schema::MIGRATIONS.iter().map(|m| format!("{}.sql", m.name)).collect();
    for engine in ["sqlite", "mysql", "postgres"] {
        let mut files = Vec::new();
        walk(&top().join("migrations").join(engine), "", &[], &mut files);
        let mut names: Vec<String> = files.into_iter().map(|f| f.path).collect();
        names.sort();

        assert_eq!(names, known, "migrations of {engine}");
    }
}

#[test]
fn no_file_knows_a_developers_machine() {
    let homes = [concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];
    let mut all = Vec::new();
    walk(&top(), "", &["target", ".git", "data", ".venv", "node_modules"], &mut all);
    let has_path = |s: &&Source| homes.iter().any(|home| s.text.contains(home));

    none("a path of somebody's machine", &all.iter().filter(has_path).map(|s| &s.path).collect::<Vec<_>>());
}

#[test]
fn only_the_console_and_demo_data_act_without_signing_in() {
    let breaches = lines_with(
        |line| line.contains("at_the_console(") || line.contains(".act_as("),
        |source| {
            ["crates/app/", "crates/seed/", "crates/testkit/", "crates/market/src/authority.rs"]
                .iter()
                .any(|may| source.path.starts_with(may))
        },
    );

    none("an operator's proof is made away from the console", &breaches);
}

/// What real secrets begin with. Written in two halves, so that this file holds none.
fn looks_like_a_secret(text: &str) -> bool {
    let marks = [
        concat!("-----BEGIN ", "PRIVATE KEY"),
        concat!("-----BEGIN RSA ", "PRIVATE KEY"),
        concat!("-----BEGIN EC ", "PRIVATE KEY"),
        concat!("-----BEGIN OPENSSH ", "PRIVATE KEY"),
        concat!("gh", "p_"),
        concat!("github_", "pat_"),
        concat!("glp", "at-"),
        concat!("xox", "b-"),
        concat!("sk_", "live_"),
        concat!("AK", "IA"),
    ];
    let long = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).count() >= 16;
    marks.iter().any(|mark| text.split(mark).skip(1).any(|rest| rest.starts_with("-----") || long(rest)))
}

#[test]
fn no_file_of_the_repository_holds_a_secret() {
    let token = "0123456789abcdefghij";
    assert!(looks_like_a_secret(&format!("a {}{token}", concat!("gh", "p_"))));
    assert!(looks_like_a_secret(concat!("-----BEGIN ", "PRIVATE KEY", "-----\nMIIE")));
    assert!(!looks_like_a_secret("sk_live is a prefix of others"));
    let mut all = Vec::new();
    walk(&top(), "", &["target", ".git", "data", ".venv", "node_modules"], &mut all);
    let holds = |s: &&Source| looks_like_a_secret(&s.text);

    none("a secret", &all.iter().filter(holds).map(|s| &s.path).collect::<Vec<_>>());
    assert!(all.len() > 800, "the scan sees only {} files", all.len());
}
