//! Forward-only migrations: the same names on every engine, each applied once, none edited after.
//!
//! Two tables keep what was done. `schema_migrations` names the steps that are complete. `schema_steps` says
//! how far a step got, which matters where each statement of a schema is a commit of its own (MySQL and
//! MariaDB), and whether programs that do not know the step may use the schema all the same.

mod half_done;
mod run;

use kernel::Timestamp;
use sha2::{Digest, Sha256};

use super::error::{Error, Result};
use super::{Db, DbEngine, Query, Stmt};

pub use run::{migrate, migrate_until};

/// One step of the schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its place in the order, and its subject: `0001_infra`.
    pub name: &'static str,
    /// The words for SQLite.
    pub sqlite: &'static str,
    /// The words for MySQL and MariaDB.
    pub mysql: &'static str,
    /// The words for PostgreSQL.
    pub postgres: &'static str,
    /// Whether programs that do not know this step must not use the schema any more.
    pub breaks_older: bool,
}

impl Migration {
    const fn script(&self, engine: DbEngine) -> &'static str {
        match engine {
            DbEngine::Sqlite => self.sqlite,
            DbEngine::Mysql => self.mysql,
            DbEngine::Postgres => self.postgres,
        }
    }
    fn checksum(&self, engine: DbEngine) -> Vec<u8> {
        Sha256::digest(self.script(engine).as_bytes()).to_vec()
    }
    /// Its statements: the text, cut where a line ends in a semicolon, without the comment at its head.
    fn statements(&self, engine: DbEngine) -> Vec<&'static str> {
        let pieces = self.script(engine).split(";\n").map(half_done::without_comment);
        pieces.filter(|statement| !statement.is_empty()).collect()
    }
}

/// How a database stands to a migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationState {
    /// The migration.
    pub name: &'static str,
    /// When it was applied; `None` when it still waits.
    pub applied_at: Option<Timestamp>,
}

/// Steps that are complete, and those that were begun; with it, whether each bears older programs.
const LIST: Stmt = Stmt::same(
    "select m.name, m.checksum, m.applied_at, coalesce(s.breaks_older, 0) from schema_migrations m left join schema_steps s on s.name = m.name
    union all select s.name, s.checksum, null, s.breaks_older from schema_steps s where not exists (select 1 from schema_migrations m where m.name = s.name)",
);
/// The same where no program has been yet that knows the second table.
const LIST_COMPLETE: Stmt = Stmt::same("select name, checksum, applied_at, cast(0 as bigint) from schema_migrations");
const LIST_COMPLETE_MYSQL: Stmt =
    Stmt::same("select name, checksum, applied_at, cast(0 as signed) from schema_migrations");

/// Where each migration stands. Steps of a newer version are passed over, unless one says that this version
/// must not use the schema any more. Refuses a database that holds an edited step.
pub async fn migration_states(db: &Db, migrations: &[Migration]) -> Result<Vec<MigrationState>> {
    Ok(look(db, migrations).await?.states)
}

/// The steps of a newer version that the database has, and that this version may live with.
pub async fn newer_steps(db: &Db, migrations: &[Migration]) -> Result<Vec<String>> {
    Ok(look(db, migrations).await?.newer)
}

/// What a database says of its schema.
struct Schema {
    states: Vec<MigrationState>,
    newer: Vec<String>,
}

async fn look(db: &Db, migrations: &[Migration]) -> Result<Schema> {
    match compare(db, db.engine(), &LIST, migrations).await {
        Err(Error::Missing(_)) => {}
        compared => return compared,
    }
    let complete = if db.engine() == DbEngine::Mysql { &LIST_COMPLETE_MYSQL } else { &LIST_COMPLETE };
    match compare(db, db.engine(), complete, migrations).await {
        // No table of migrations yet: all of them wait. Asking changes nothing.
        Err(Error::Missing(_)) => Ok(Schema { states: waiting(migrations), newer: Vec::new() }),
        compared => compared,
    }
}

fn waiting(migrations: &[Migration]) -> Vec<MigrationState> {
    migrations.iter().map(|m| MigrationState { name: m.name, applied_at: None }).collect()
}

async fn compare(asked: &impl Query, engine: DbEngine, list: &Stmt, migrations: &[Migration]) -> Result<Schema> {
    let (mut states, mut newer) = (waiting(migrations), Vec::new());
    for mut row in asked.all(list, vec![]).await? {
        let (name, checksum, at, breaks_older): (String, Vec<u8>, Option<Timestamp>, i64) = row.take_tuple()?;
        let Some(place) = migrations.iter().position(|m| m.name == name) else {
            if breaks_older != 0 {
                return Err(Error::TooNew(format!(
                    "the database has migration {name}, which older versions must not use; start the version that made it, or a newer one"
                )));
            }
            newer.push(name);
            continue;
        };
        if migrations[place].checksum(engine) != checksum {
            return Err(Error::Other(format!(
                "migration {name} was edited after it was applied; restore its original text and add a new migration"
            )));
        }
        states[place].applied_at = at;
    }
    newer.sort_unstable();
    Ok(Schema { states, newer })
}
