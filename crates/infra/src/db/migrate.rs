//! Forward-only migrations: the same names on every engine, each applied once, none edited after.

use kernel::{Clock, Timestamp};
use sha2::{Digest, Sha256};

use super::error::{Error, Result};
use super::{Db, DbEngine, Query, Stmt, Tx};
use crate::args;

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
}

/// How a database stands to a migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationState {
    /// The migration.
    pub name: &'static str,
    /// When it was applied; `None` when it still waits.
    pub applied_at: Option<Timestamp>,
}

const TABLE_SQLITE: &str = "create table if not exists schema_migrations (name text not null primary key, checksum blob not null, applied_at integer not null) strict";
const TABLE_MYSQL: &str = "create table if not exists schema_migrations (name varbinary(100) not null primary key, checksum varbinary(32) not null, applied_at bigint not null) engine = innodb";
// One simple query is one transaction: two nodes that both find no table take turns. The number is
// another than the migrations', so that nobody waits here for a long one.
const TABLE_POSTGRES: &str = "select pg_advisory_xact_lock(719285); create table if not exists schema_migrations (name varchar(100) collate \"C\" not null primary key, checksum bytea not null, applied_at bigint not null)";
const LIST: Stmt = Stmt::same("select name, checksum, applied_at from schema_migrations order by name");
const RECORD: Stmt = Stmt::same("insert into schema_migrations (name, checksum, applied_at) values (?, ?, ?)");
const LOCK_MYSQL: Stmt = Stmt::same("select cast(get_lock(concat('aqad_', sha1(database())), 60) as signed)");
const UNLOCK_MYSQL: Stmt = Stmt::same("select release_lock(concat('aqad_', sha1(database())))");
const NO_LIMITS_POSTGRES: Stmt =
    Stmt::same("select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)");
const LOCK_POSTGRES: Stmt = Stmt::same("select cast(1 as bigint) from (select pg_advisory_xact_lock(719284)) as held");

async fn make_table(db: &Db) -> Result<()> {
    db.run_script(match db.engine() {
        DbEngine::Sqlite => TABLE_SQLITE,
        DbEngine::Mysql => TABLE_MYSQL,
        DbEngine::Postgres => TABLE_POSTGRES,
    })
    .await
}

/// Where each migration stands. Refuses a database that holds an edited or unknown one.
pub async fn migration_states(db: &Db, migrations: &[Migration]) -> Result<Vec<MigrationState>> {
    match compare(db, db.engine(), migrations).await {
        // No table of migrations yet: all of them wait. Asking changes nothing.
        Err(Error::Missing(_)) => Ok(waiting(migrations)),
        compared => compared,
    }
}

fn waiting(migrations: &[Migration]) -> Vec<MigrationState> {
    migrations.iter().map(|m| MigrationState { name: m.name, applied_at: None }).collect()
}

async fn compare(asked: &impl Query, engine: DbEngine, migrations: &[Migration]) -> Result<Vec<MigrationState>> {
    let mut states = waiting(migrations);
    for mut row in asked.all(&LIST, vec![]).await? {
        let (name, checksum, at): (String, Vec<u8>, Timestamp) = row.take_tuple()?;
        let Some(place) = migrations.iter().position(|m| m.name == name) else {
            return Err(Error::Other(format!(
                "the database has migration {name}, which this version does not know; it was created by a newer version"
            )));
        };
        if migrations[place].checksum(engine) != checksum {
            return Err(Error::Other(format!(
                "migration {name} was edited after it was applied; restore its original text and add a new migration"
            )));
        }
        states[place].applied_at = Some(at);
    }
    Ok(states)
}

/// Applies what waits, in order. Nodes that start together take turns. Returns the names applied.
pub async fn migrate(db: &Db, clock: &dyn Clock, migrations: &[Migration]) -> Result<Vec<&'static str>> {
    make_table(db).await?;
    let engine = db.engine();
    // The transaction holds the turn; MySQL commits at each DDL statement, so there a named lock does.
    let tx = db.begin_for_schema().await?;
    match engine {
        DbEngine::Sqlite => {}
        DbEngine::Mysql => {
            let held: Option<i64> = tx.one(&LOCK_MYSQL, vec![]).await?.map_or(Ok(None), |mut row| row.take())?;
            if held != Some(1) {
                return Err(Error::Unavailable("another node has been running migrations for a minute".to_owned()));
            }
        }
        DbEngine::Postgres => {
            tx.all(&NO_LIMITS_POSTGRES, vec![]).await?;
            tx.all(&LOCK_POSTGRES, vec![]).await?;
        }
    }
    let done = apply(&tx, engine, clock, migrations).await;
    if engine == DbEngine::Mysql {
        // After a refusal, too: the lock would stay with the connection, which goes back to the pool.
        tx.all(&UNLOCK_MYSQL, vec![]).await?;
    }
    let done = done?;
    tx.commit().await?;
    Ok(done)
}

async fn apply(tx: &Tx, engine: DbEngine, clock: &dyn Clock, migrations: &[Migration]) -> Result<Vec<&'static str>> {
    let mut done = Vec::new();
    for (migration, state) in migrations.iter().zip(compare(tx, engine, migrations).await?) {
        if state.applied_at.is_some() {
            continue;
        }
        for statement in migration.script(engine).split(";\n").map(str::trim).filter(|s| !s.is_empty()) {
            tx.exec(&Stmt::same(statement), vec![]).await?;
        }
        tx.exec(&RECORD, args![migration.name.to_owned(), migration.checksum(engine), clock.now()]).await?;
        done.push(migration.name);
    }
    Ok(done)
}
