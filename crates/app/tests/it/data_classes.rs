//! `docs/data.md` classifies every column of the schema, every cached family, and names rights and settings that
//! are there.

use std::collections::{BTreeMap, BTreeSet};

use infra::config::DEFAULTS;
use market::may::Permission;
use rusqlite::{Connection, OpenFlags};
use testkit::{Engine, TestDb};

use crate::conventions::none;

const DATA: &str = include_str!("../../../../docs/data.md");
const MODEL: &str = include_str!("../../../../docs/security-model.md");
const CLASSES: [&str; 5] = ["secret", "personal", "confidential", "public", "internal"];

/// The rows of the table under a heading of a document, cell by cell.
fn table(document: &'static str, heading: &str) -> Vec<Vec<&'static str>> {
    let start = document.find(&format!("# {heading}\n")).unwrap_or_else(|| panic!("no heading \"{heading}\""));
    let section = document[start + 2..].split("\n#").next().expect("a section");
    let lines = section.lines().filter(|line| line.starts_with('|')).skip(2);
    let rows: Vec<Vec<&str>> = lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect();
    assert!(!rows.is_empty(), "no table under \"{heading}\"");
    assert!(rows.iter().all(|row| row.len() == rows[0].len() && row.iter().all(|cell| !cell.is_empty())), "{heading}");
    rows
}

/// What stands in backticks.
fn quoted(cell: &str) -> BTreeSet<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[tokio::test]
async fn every_column_of_the_schema_has_a_class() {
    let db = TestDb::migrated(Engine::Sqlite).await;
    let file = Connection::open_with_flags(db.file(), OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file");
    let asked = "select t.name, c.name from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table' and t.name not like 'sqlite%'";
    let mut statement = file.prepare(asked).expect("a statement");
    let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    let schema: BTreeSet<(String, String)> = columns.collect::<Result<_, _>>().expect("names");
    assert!(schema.len() > 200, "the scan sees only {} columns", schema.len());

    let (mut stated, mut twice) = (BTreeSet::new(), Vec::new());
    for row in table(DATA, "Tables") {
        let name = row[0].trim_matches('`');
        for column in quoted(row[2]).into_iter().chain(quoted(row[3])) {
            if !stated.insert((name.to_owned(), column.to_owned())) {
                twice.push(format!("{name}.{column}"));
            }
        }
    }
    none("columns without a class", &schema.difference(&stated).collect::<Vec<_>>());
    none("columns that are not there", &stated.difference(&schema).collect::<Vec<_>>());
    none("columns that stand in two cells", &twice);
}

#[test]
fn columns_that_name_a_person_are_personal() {
    // What tells of a person by itself, in whichever table it stands.
    let telling = |column: &str| {
        ["email", "address", "agent", "password_hash", "user_id", "rider_id", "buyer_id"].contains(&column)
            || column.ends_with("_by") && !["accept_by", "created_by"].contains(&column)
            || column.starts_with("ship_") && !["ship_country", "ship_erased_at"].contains(&column)
            || column.contains("hash") && !["request_hash"].contains(&column)
            || column.starts_with("sealed_")
    };
    let rows = table(DATA, "Tables");
    let missed = rows.iter().flat_map(|row| quoted(row[3]).into_iter().map(|column| (row[0], column)));

    none("personal or secret, and not said to be", &missed.filter(|(_, column)| telling(column)).collect::<Vec<_>>());
}

#[test]
fn classes_rights_settings_and_cached_families_are_those_of_the_program() {
    let classes: BTreeSet<&str> = table(DATA, "Classes").iter().map(|row| row[0]).collect();
    assert_eq!(classes, CLASSES.into_iter().collect());
    let retention = DEFAULTS.split("[retention]").nth(1).and_then(|rest| rest.split("\n[").next()).expect("settings");
    let settings: BTreeSet<&str> =
        retention.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key).collect();
    let rights: BTreeSet<&str> = Permission::ALL.iter().map(|right| right.as_str()).collect();
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    for row in table(DATA, "Tables") {
        wrong.extend(row[1].split(", ").filter(|class| !CLASSES.contains(class)).map(|class| (row[0], class)));
        seen.extend(quoted(row[4]));
        wrong.extend(quoted(row[4]).into_iter().filter(|key| !settings.contains(key)).map(|key| (row[0], key)));
        let named = quoted(row[5]).into_iter().filter(|right| !rights.contains(right));
        wrong.extend(named.map(|right| (row[0], right)));
    }

    none("neither a class, a setting nor a right", &wrong);
    assert_eq!(seen, settings, "every time that can be set is that of some table");
    assert_eq!(longest(DATA, "Cached values", 3), longest(MODEL, "Cached data", 4));
}

/// The name that each row begins with, and how long it says.
fn longest(document: &'static str, heading: &str, span: usize) -> BTreeMap<&'static str, &'static str> {
    let rows = table(document, heading).into_iter();
    let name = |row: &[&'static str]| row[0].split('`').nth(1).unwrap_or_default();
    rows.map(|row| (name(&row), row[span].split(';').next().unwrap_or_default())).collect()
}
