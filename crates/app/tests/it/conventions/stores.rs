//! Rules of SQL: where it stands, whose tables it writes, and whose rows it reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::{Source, lines_with, none, sources, top, walk};

fn says_sql(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    let updates = line.split("update ").skip(1).any(|rest| rest.split(' ').nth(1) == Some("set"));
    updates || ["\"select ", "(select ", "insert into ", "delete from "].iter().any(|word| line.contains(word))
}

#[test]
fn sql_stands_in_stores_and_nowhere_else() {
    let pipes =
        ["outbox.rs", "jobs.rs", "signing_keys.rs", "master_secret.rs"].map(|name| format!("crates/infra/src/{name}"));
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
        let of_infra = ["outbox", "jobs", "signing_keys", "master_secret"].contains(&stem);
        for (at, line) in source.code().filter(|_| source.is_store() || of_infra) {
            if line.ends_with("statements! {") {
                listed = true;
                lists.insert(
                    source.subject().map_or(format!("infra::{stem}::ALL"), |s| format!("crate::{s}::STATEMENTS")),
                );
            }
            let (name, text) = line.trim().split_once(" = ").unwrap_or_default();
            let is_name =
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_' || b.is_ascii_digit());
            named += usize::from(listed && is_name && text.starts_with(['"', '{', '[']));
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

/// Which subject owns which tables: the migration that makes them is named for it.
fn owners() -> BTreeMap<String, String> {
    let mut owners = BTreeMap::new();
    let mut migrations = Vec::new();
    walk(&top().join("migrations/sqlite"), "", &[], &mut migrations);
    for migration in migrations {
        let subject = migration.path.trim_end_matches(".sql").split_once('_').expect("number_subject.sql").1.to_owned();
        for table in migration.text.split("create table ").skip(1).filter_map(|rest| rest.split_whitespace().next()) {
            // Companies and their people are made in one step of the schema.
            let subject = if table == "companies" { "companies".to_owned() } else { subject.clone() };
            owners.insert(table.to_owned(), subject);
        }
    }
    owners
}

#[test]
fn a_store_writes_only_its_own_subjects_tables() {
    let owners = owners();
    let (mut foreign, mut writes) = (Vec::new(), 0);
    for source in sources().iter().filter(|s| s.subject().is_some()) {
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
            if owner != source.subject() {
                foreign.push(format!("{} writes {table}, which is of {owner:?}", source.path));
            }
        }
    }

    assert!(writes > 40, "the scan sees only {writes} writes");
    none("a subject writes another's table", &foreign);
}

#[test]
fn stores_are_private() {
    let wanted = |line: &str| line.trim_end().ends_with("mod store;") && line.trim() != "mod store;";

    none("a store that others can reach", &lines_with(wanted, |s| s.subject().is_none()));
    let private = sources().iter().filter(|s| s.subject().is_some() && s.text.contains("\nmod store;")).count();
    assert_eq!(private, sources().iter().filter(|s| s.subject().is_some() && s.path.ends_with("/store.rs")).count());
}

#[test]
fn what_is_not_scoped_to_a_company_is_asked_by_staff_or_says_why() {
    let (mut unexplained, mut calls) = (Vec::new(), 0);
    for source in sources().iter().filter(|s| s.subject().is_some() && !s.is_store()) {
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
