//! The tables are the same on every engine: columns, what may be null, keys and references.

use std::collections::{BTreeMap, BTreeSet};

use infra::clock::SystemClock;
use infra::db::{self, Db};
use market::schema::MIGRATIONS;
use sqlx::{Connection, MySqlConnection, PgConnection, Row};
use testkit::{Engine, TestDb};

/// The columns of each table: what kind, and whether they may be null.
type Columns = BTreeMap<(String, String), (&'static [&'static str], bool)>;
/// Table and columns of each unique key; the primary one is marked.
type Keys = BTreeSet<(String, bool, String)>;
/// Column, and what it refers to.
type References = BTreeSet<(String, String, String, String)>;

struct Shape {
    columns: Columns,
    keys: Keys,
    references: References,
}

async fn migrated(engine: Engine) -> TestDb {
    let fresh = TestDb::new(engine).await;
    let patience = std::time::Duration::from_secs(30);
    let settings = db::DbSettings {
        source: fresh.source(),
        max_connections: 1,
        acquire_timeout: patience,
        timeouts: db::DbTimeouts::default(),
    };
    let door = Db::open(&settings).await.expect("the database opens");
    db::migrate(&door, &SystemClock, MIGRATIONS).await.expect("the schema");
    door.close().await;
    fresh
}

/// What a column of an engine's type may hold.
fn holds(kind: &str) -> &'static [&'static str] {
    match kind {
        "blob" => &["id", "bytes"],
        "uuid" | "binary(16)" => &["id"],
        "bytea" | "longblob" => &["bytes"],
        "integer" | "bigint" | "bigint(20)" => &["number"],
        "text" | "longtext" | "character varying" => &["text"],
        kind if kind.starts_with("varbinary") => &["text", "bytes"],
        kind if kind.starts_with("varchar") => &["text"],
        other => panic!("no column should be of type {other}"),
    }
}

fn of_sqlite(fresh: &TestDb) -> Shape {
    let conn = rusqlite::Connection::open(fresh.file()).expect("the file opens");
    let texts = |sql: &str| -> Vec<Vec<String>> {
        let mut statement = conn.prepare(sql).expect("the catalogue can be asked");
        let width = statement.column_count();
        let rows = statement.query_map([], |row| (0..width).map(|at| row.get::<_, String>(at)).collect());
        rows.expect("it answers").collect::<Result<_, _>>().expect("texts")
    };
    let mut shape = Shape { columns: Columns::new(), keys: Keys::new(), references: References::new() };
    for row in texts(
        "select t.name, c.name, lower(c.type), cast(c.\"notnull\" as text) from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table'",
    ) {
        shape.columns.insert((row[0].clone(), row[1].clone()), (holds(&row[2]), row[3] == "0"));
    }
    for row in texts(
        "select t.name, i.origin, (select group_concat(name) from (select name from pragma_index_info(i.name) order by seqno)) from sqlite_master t, pragma_index_list(t.name) i where t.type = 'table' and i.\"unique\" = 1",
    ) {
        shape.keys.insert((row[0].clone(), row[1] == "pk", row[2].clone()));
    }
    for row in texts(
        "select t.name, f.\"from\", f.\"table\", f.\"to\" from sqlite_master t, pragma_foreign_key_list(t.name) f where t.type = 'table'",
    ) {
        shape.references.insert((row[0].clone(), row[1].clone(), row[2].clone(), row[3].clone()));
    }
    shape
}

async fn of_mariadb(fresh: &TestDb) -> Shape {
    let mut conn = MySqlConnection::connect(&fresh.url).await.expect("MariaDB answers");
    let mut shape = Shape { columns: Columns::new(), keys: Keys::new(), references: References::new() };
    let sql = "select cast(table_name as char), cast(column_name as char), cast(column_type as char), cast(is_nullable as char) from information_schema.columns where table_schema = database()";
    for row in sqlx::query(sql).fetch_all(&mut conn).await.expect("columns") {
        let text = |at: usize| row.get::<String, _>(at);
        shape.columns.insert((text(0), text(1)), (holds(&text(2)), text(3) == "YES"));
    }
    let sql = "select cast(table_name as char), cast(index_name as char), cast(group_concat(column_name order by seq_in_index) as char) from information_schema.statistics where table_schema = database() and non_unique = 0 group by table_name, index_name";
    for row in sqlx::query(sql).fetch_all(&mut conn).await.expect("keys") {
        let text = |at: usize| row.get::<String, _>(at);
        shape.keys.insert((text(0), text(1) == "PRIMARY", text(2)));
    }
    let sql = "select cast(table_name as char), cast(column_name as char), cast(referenced_table_name as char), cast(referenced_column_name as char) from information_schema.key_column_usage where table_schema = database() and referenced_table_name is not null";
    for row in sqlx::query(sql).fetch_all(&mut conn).await.expect("references") {
        let text = |at: usize| row.get::<String, _>(at);
        shape.references.insert((text(0), text(1), text(2), text(3)));
    }
    shape
}

async fn of_postgres(fresh: &TestDb) -> Shape {
    let mut conn = PgConnection::connect(&fresh.url).await.expect("PostgreSQL answers");
    let mut shape = Shape { columns: Columns::new(), keys: Keys::new(), references: References::new() };
    let sql = "select table_name::text, column_name::text, data_type::text, is_nullable::text from information_schema.columns where table_schema = 'public'";
    for row in sqlx::query(sql).fetch_all(&mut conn).await.expect("columns") {
        let text = |at: usize| row.get::<String, _>(at);
        shape.columns.insert((text(0), text(1)), (holds(&text(2)), text(3) == "YES"));
    }
    let sql = "select t.relname::text, i.indisprimary, (select string_agg(a.attname::text, ',' order by k.place) from unnest(i.indkey::int2[]) with ordinality k (number, place) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number)
        from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace where n.nspname = 'public' and i.indisunique";
    for row in sqlx::query(sql).fetch_all(&mut conn).await.expect("keys") {
        shape.keys.insert((row.get(0), row.get(1), row.get(2)));
    }
    let sql = "select c.conrelid::regclass::text, a.attname::text, c.confrelid::regclass::text, b.attname::text from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[1] where c.contype = 'f'";
    for row in sqlx::query(sql).fetch_all(&mut conn).await.expect("references") {
        shape.references.insert((row.get(0), row.get(1), row.get(2), row.get(3)));
    }
    shape
}

#[tokio::test]
async fn the_tables_are_the_same_on_every_engine() {
    let (lite, maria, postgres) =
        (migrated(Engine::Sqlite).await, migrated(Engine::Mariadb).await, migrated(Engine::Postgres).await);

    let (lite, maria, postgres) = (of_sqlite(&lite), of_mariadb(&maria).await, of_postgres(&postgres).await);

    assert!(postgres.columns.len() > 150, "only {} columns", postgres.columns.len());
    assert!(postgres.references.len() > 40, "only {} references", postgres.references.len());
    for (name, other) in [("SQLite", &lite), ("MariaDB", &maria)] {
        let names = |shape: &Shape| shape.columns.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(other), names(&postgres), "columns on {name}");
        for (column, (kinds, nullable)) in &postgres.columns {
            let (others, others_nullable) = &other.columns[column];
            assert_eq!(others_nullable, nullable, "null in {column:?} on {name}");
            assert!(others.contains(&kinds[0]), "{column:?} holds {others:?} on {name}, and {kinds:?} on PostgreSQL");
        }
        assert_eq!(other.keys, postgres.keys, "unique keys on {name}");
        assert_eq!(other.references, postgres.references, "references on {name}");
    }
}

#[test]
fn no_constraint_on_sqlite_is_judged_at_the_commit_which_several_transactions_share() {
    for migration in MIGRATIONS {
        let text = migration.sqlite.to_lowercase();

        assert!(!text.contains("deferr"), "{} defers a constraint", migration.name);
    }
}
