//! Rules that the compiler does not know: scans of the repository's texts, and of the table of endpoints.

mod proofs;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use edge::openapi;
use edge::route::Method;
use serde_json::Value;

/// A text file, named from the repository's top.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// Lines with their numbers, without comments and unit tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tested = self.text.find("#[cfg(test)]").unwrap_or(self.text.len());
        let numbered = self.text[..tested].lines().enumerate().map(|(at, line)| (at + 1, line));
        numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
    /// The folder in `crates/market/src`, if it is a slice's file.
    pub(crate) fn slice(&self) -> Option<&str> {
        self.path.strip_prefix("crates/market/src/")?.split_once('/').map(|(slice, _)| slice)
    }
    pub(crate) fn is_store(&self) -> bool {
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

fn says_sql(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    let updates = line.split("update ").skip(1).any(|rest| rest.split(' ').nth(1) == Some("set"));
    updates || ["\"select ", "(select ", "insert into ", "delete from "].iter().any(|word| line.contains(word))
}

#[test]
fn sql_stands_in_stores_and_nowhere_else() {
    let pipes = ["outbox.rs", "jobs.rs", "signing_keys.rs"].map(|name| format!("crates/infra/src/{name}"));
    let apart = ["crates/infra/src/db/", "crates/testkit/"];
    let may = |s: &Source| s.is_store() || apart.iter().any(|a| s.path.starts_with(a)) || pipes.contains(&s.path);
    assert!(says_sql("x = \"select id from t\"") && says_sql("\"update t set a = 1\"") && !says_sql("for update of p"));
    none("SQL outside a store", &lines_with(says_sql, may));
}

#[test]
fn every_statement_is_one_that_the_test_of_all_statements_prepares() {
    let (mut astray, mut named, mut lists) = (Vec::new(), 0, BTreeSet::new());
    for source in sources() {
        let stem = source.path.rsplit('/').next().and_then(|n| n.strip_suffix(".rs")).unwrap_or_default();
        let (mut listed, mut piece) = (false, false);
        for (at, line) in
            source.code().filter(|_| source.is_store() || stem == "outbox" || stem == "jobs" || stem == "signing_keys")
        {
            if line.ends_with("statements! {") {
                listed = true;
                lists.insert(
                    source.slice().map_or(format!("infra::{stem}::ALL"), |s| format!("crate::{s}::STATEMENTS")),
                );
            }
            let (name, text) = line.trim().split_once(" = ").unwrap_or_default();
            let is_name =
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_' || b.is_ascii_digit());
            named += usize::from(listed && is_name && (text.starts_with('"') || text.starts_with('{')));
            piece |= line.contains("Stmt::same(") || line.contains("Stmt::per_engine(");
            if says_sql(line) && !listed && !piece {
                astray.push(format!("{}:{at}", source.path));
            }
            listed &= line != "}";
            piece &= !line.ends_with(");");
        }
    }
    let schema = fs::read_to_string(top().join("crates/market/src/schema.rs")).expect("schema.rs");
    let known = schema.lines().map(|l| l.trim().trim_end_matches(','));
    let known: BTreeSet<String> =
        known.filter(|l| l.ends_with("::STATEMENTS") || l.ends_with("::ALL")).map(str::to_owned).collect();

    none("SQL that is neither listed by statements! nor a Stmt", &astray);
    assert_eq!(known, lists, "market::schema::statements() forgets a list, or names one too many");
    assert_eq!(market::schema::statements().len(), named);
}

/// Which slice owns which tables: the migration that makes them is named for it.
fn owners() -> BTreeMap<String, String> {
    let mut owners = BTreeMap::new();
    let mut migrations = Vec::new();
    walk(&top().join("migrations/sqlite"), "", &[], &mut migrations);
    for migration in migrations {
        let slice = migration.path.trim_end_matches(".sql").split_once('_').expect("number_slice.sql").1.to_owned();
        for table in migration.text.split("create table ").skip(1).filter_map(|rest| rest.split_whitespace().next()) {
            // Companies and their people are made in one step of the schema.
            let slice = if table == "companies" { "companies".to_owned() } else { slice.clone() };
            owners.insert(table.to_owned(), slice);
        }
    }
    owners
}

#[test]
fn a_store_writes_only_its_own_slices_tables() {
    let owners = owners();
    let (mut foreign, mut writes) = (Vec::new(), 0);
    for source in sources().iter().filter(|s| s.slice().is_some()) {
        let words: Vec<&str> =
            source.text.split(|c: char| c.is_whitespace() || c == '"').filter(|w| !w.is_empty()).collect();
        for three in words.windows(4) {
            let table = match three {
                ["insert", "into", table, _] | ["insert", "ignore", "into", table] | ["delete", "from", table, _] => {
                    table
                }
                ["update", table, "set", _] => table,
                _ => continue,
            };
            writes += 1;
            let owner = owners.get(*table).map(String::as_str);
            if owner != source.slice() {
                foreign.push(format!("{} writes {table}, which is of {owner:?}", source.path));
            }
        }
    }

    assert!(writes > 40, "the scan sees only {writes} writes");
    none("a slice writes another's table", &foreign);
}

#[test]
fn stores_are_private() {
    let wanted = |line: &str| line.trim_end().ends_with("mod store;") && line.trim() != "mod store;";

    none("a store that others can reach", &lines_with(wanted, |s| s.slice().is_none()));
    let private = sources().iter().filter(|s| s.slice().is_some() && s.text.contains("\nmod store;")).count();
    assert_eq!(private, sources().iter().filter(|s| s.slice().is_some() && s.path.ends_with("/store.rs")).count());
}

#[test]
fn time_chance_and_environment_have_one_door_each() {
    let doors = ["crates/infra/src/clock.rs", "crates/app/", "crates/testkit/"];
    let may = |s: &Source| doors.iter().any(|d| s.path.starts_with(d));
    let words = ["getrandom", "Uuid::now", "Uuid::new_v4", "OffsetDateTime::now", "env::var"];
    none("chance or environment", &lines_with(|line| words.iter().any(|w| line.contains(w)), may));

    // HTTP itself wants the Date header of answers that hyper did not write.
    let may = |s: &Source| may(s) || s.path == "crates/edge/src/listen/refusal.rs";
    none("wall time", &lines_with(|line| line.contains("SystemTime::now"), may));

    // Deadlines of the connection and of the request are measured, not told, and so is what a sample of
    // the process is over; limits run on a clock that knows no calendar.
    let own = [
        "crates/edge/src/pipeline.rs",
        "crates/edge/src/state.rs",
        "crates/edge/src/proxy_anomalies.rs",
        "crates/limiter/src/clock.rs",
        "crates/infra/src/node_metrics.rs",
        "crates/redis-link/src/connection.rs",
        "crates/cache/src/cache.rs",
        "crates/cache/src/sync.rs",
    ];
    let may = |s: &Source| may(s) || s.path.starts_with("crates/edge/src/listen/") || own.contains(&s.path.as_str());
    none("a stopwatch", &lines_with(|line| line.contains("Instant::now"), may));
}

#[test]
fn the_market_knows_no_http_and_the_platform_no_market() {
    let http = |line: &str| ["axum", "hyper", "http::", "StatusCode", "HeaderMap"].iter().any(|w| line.contains(w));
    none("HTTP in the market", &lines_with(http, |s| !s.path.starts_with("crates/market/")));

    let up = |line: &str| ["market::", "edge::", "api::"].iter().any(|w| line.contains(w));
    none(
        "a lower floor that looks up",
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
                name == "handle" && ["crates/api/", "crates/web/"].iter().any(|room| source.path.starts_with(room));
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
fn slices_call_only_slices_to_their_left() {
    let lib = fs::read_to_string(top().join("crates/market/src/lib.rs")).expect("lib.rs");
    let order = lib.lines().find(|l| l.contains(" · ")).expect("lib.rs tells the order of the slices");
    let order: Vec<&str> = order.split('`').nth(1).expect("the order in backticks").split(" · ").collect();
    let place = |slice: &str| order.iter().position(|s| *s == slice);
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    for source in sources() {
        let Some(slice) = source.slice() else { continue };
        let own = place(slice).unwrap_or_else(|| panic!("{slice} has no place in the order of lib.rs"));
        seen.insert(slice.to_owned());
        let right = crate_uses(&source.text).into_iter().filter(|used| place(used).is_some_and(|at| at > own));
        wrong.extend(right.map(|used| format!("{} calls {used}", source.path)));
    }

    assert_eq!(crate_uses("use crate::{Ctx, a::{b, c}, d};\ncrate::e::f()"), ["Ctx", "a", "d", "e"]);
    assert_eq!(seen, order.iter().map(|s| (*s).to_owned()).collect());
    none("a slice that calls to its right", &wrong);
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
fn what_is_not_scoped_to_a_company_is_asked_by_staff_or_says_why() {
    let (mut unexplained, mut calls) = (Vec::new(), 0);
    for source in sources().iter().filter(|s| s.slice().is_some() && !s.is_store()) {
        let lines: Vec<&str> = source.text.lines().collect();
        for (at, _) in lines.iter().enumerate().filter(|(_, l)| l.contains("_unscoped(")) {
            calls += 1;
            let is_start =
                |line: &str| line.starts_with("fn ") || line.starts_with("pub") || line.starts_with("async fn ");
            let from = lines[..=at].iter().rposition(|l| is_start(l)).unwrap_or(0);
            if !lines[from..=at].iter().any(|l| l.contains("Staff<") || l.contains("// TENANT: ")) {
                unexplained.push(format!("{}:{}: {}", source.path, at + 1, lines[at].trim()));
            }
        }
    }

    assert!(calls > 10, "the scan sees only {calls} calls");
    none("an unscoped call that neither shows Staff nor says why after // TENANT:", &unexplained);
}

#[test]
fn no_file_knows_a_developers_machine() {
    let homes = [concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];
    let mut all = Vec::new();
    walk(&top(), "", &["target", ".git", "data", ".venv", "node_modules"], &mut all);
    let has_path = |s: &&Source| homes.iter().any(|home| s.text.contains(home));

    none("a path of somebody's machine", &all.iter().filter(has_path).map(|s| &s.path).collect::<Vec<_>>());
}

/// Objects of a schema that would take fields nobody knows.
fn open_objects(document: &Value, schema: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let target = document.pointer(name.trim_start_matches('#')).expect("the document has what it refers to");
        return open_objects(document, target, at, found);
    }
    let is_object = schema["type"] == "object" || schema.get("properties").is_some();
    if is_object && schema["additionalProperties"] != false {
        found.push(at.to_owned());
    }
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        open_objects(document, field, &format!("{at}.{name}"), found);
    }
    let choices = ["anyOf", "oneOf", "allOf"].iter().filter_map(|key| schema[*key].as_array()).flatten();
    for inner in choices.chain(schema.get("items")) {
        open_objects(document, inner, at, found);
    }
}

#[test]
fn every_body_refuses_fields_that_nobody_knows() {
    let document = openapi::document(&api::router());
    let (mut open, mut bodies) = (Vec::new(), 0);
    for operation in
        document["paths"].as_object().expect("paths").values().flat_map(|m| m.as_object().expect("methods").values())
    {
        if let Some(schema) = operation.pointer("/requestBody/content/application~1json/schema") {
            bodies += 1;
            open_objects(&document, schema, operation["operationId"].as_str().expect("an id"), &mut open);
        }
    }

    assert_eq!(bodies, api::router().all().filter(|m| m.takes_body).count());
    none("a body that takes unknown fields", &open);
}

#[test]
fn only_counts_drafts_and_the_use_of_a_sign_in_are_written_without_a_fact() {
    let places = [
        ("record_last_use(", "crates/market/src/accounts/store/sessions.rs"),
        ("record_counters(", "crates/market/src/security/store.rs"),
        ("commit_silently(", "crates/market/src/baskets/"),
    ];
    for (word, place) in places {
        let may = |s: &Source| s.path.starts_with(place) || s.path == "crates/infra/src/write.rs";
        none("a change that leaves no fact", &lines_with(|line| line.contains(word), may));
    }
}

#[test]
fn every_write_leaves_a_fact_and_no_read_does() {
    let table = api::router();
    let wrong = table.all().filter(|m| (m.route.method == Method::Get) != m.route.audit.is_empty());

    none("the audit trail of these routes", &wrong.map(|m| m.route.id).collect::<Vec<_>>());
}

/// Code and sort of every refusal that the market's sources define.
pub(crate) fn codes_of_the_market() -> BTreeMap<String, BTreeSet<String>> {
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources().iter().filter(|s| s.path.starts_with("crates/market/")) {
        for (_, line) in source.code() {
            let Some((kind, rest)) = line.rsplit_once(" = ").and_then(|(_, def)| def.split_once(" \"")) else {
                continue;
            };
            let code = rest.split('"').next().unwrap_or_default();
            if kind.chars().all(char::is_alphabetic) && code.split('.').count() == 2 && rest.contains("\" \"") {
                codes.entry(code.to_owned()).or_default().insert(kind.to_owned());
            }
        }
    }
    codes
}

#[test]
fn a_code_means_one_thing_and_the_reference_explains_it() {
    // Refusals of the console and of pages, which have no reference page: those of pages are shown where
    // they are met, and have no endpoint.
    let elsewhere = |code: &str| {
        let console = ["staff.", "config."];
        let pages = ["imports.", "baskets.", "catalog.too_many", "checkout.", "stock.changed"];
        console.iter().chain(&pages).any(|family| code.starts_with(family))
    };
    let page = openapi::reference(&api::router());
    let codes = codes_of_the_market();

    assert!(codes.len() > 40, "the scan sees only {} codes", codes.len());
    none("codes of two sorts", &codes.iter().filter(|(_, kinds)| kinds.len() > 1).collect::<Vec<_>>());
    let missing = codes.keys().filter(|c| !elsewhere(c) && !page.contains(&format!("<dt id=\"{c}\">")));
    none("codes that /api/docs does not explain", &missing.collect::<Vec<_>>());
}

#[test]
fn every_code_of_the_layers_is_explained_in_the_reference() {
    let listed: BTreeSet<&str> = openapi::LAYER_CODES.iter().map(|(code, ..)| *code).collect();
    let families = ["access.", "auth.", "idempotency.", "limits.", "request.", "service."];
    let mut used = BTreeSet::new();
    let texts = sources();
    for source in texts.iter().filter(|s| s.path.starts_with("crates/edge/src/") && !s.path.contains("layer_codes")) {
        for piece in source.code().flat_map(|(_, line)| line.split('"').skip(1).step_by(2)) {
            let plain = piece.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.');
            if plain && families.iter().any(|family| piece.starts_with(family)) {
                used.insert(piece);
            }
        }
    }

    assert!(!used.is_empty());
    none("a layer's code is missing from LAYER_CODES", &used.difference(&listed).collect::<Vec<_>>());
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
