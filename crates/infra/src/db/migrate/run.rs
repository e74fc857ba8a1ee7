//! Applying what waits.
//!
//! SQLite and PostgreSQL take a step and the note of it in one transaction. MySQL and MariaDB commit at each
//! statement of a schema, so there it is noted before each statement that it begins, and after it that it is
//! done; what a program that was killed in between has left is looked at by the next ([`super::half_done`]).
//!
//! No statement waits for a table longer than two seconds, because whoever reads the table meanwhile waits behind
//! it. Then it is given up, they get their turn, and it is tried again.

use std::time::Duration;

use kernel::Clock;

use super::half_done::{self, Effect};
use super::{LIST, Migration, compare};
use crate::args;
use crate::db::error::{Error, Result};
use crate::db::{Db, DbEngine, Query, Stmt, Tx};

const TABLES_SQLITE: &str = "create table if not exists schema_migrations (name text not null primary key, checksum blob not null, applied_at integer not null) strict;
    create table if not exists schema_steps (name text not null primary key, checksum blob not null, begun integer not null, done integer not null, breaks_older integer not null) strict";
const TABLES_MYSQL: &str = "create table if not exists schema_migrations (name varbinary(100) not null primary key, checksum varbinary(32) not null, applied_at bigint not null) engine = innodb;
    create table if not exists schema_steps (name varbinary(100) not null primary key, checksum varbinary(32) not null, begun bigint not null, done bigint not null, breaks_older bigint not null) engine = innodb";
// One simple query is one transaction: two nodes that both find no table take turns. The number is
// another than the migrations', so that nobody waits here for a long one.
const TABLES_POSTGRES: &str = "select pg_advisory_xact_lock(719285);
    create table if not exists schema_migrations (name varchar(100) collate \"C\" not null primary key, checksum bytea not null, applied_at bigint not null);
    create table if not exists schema_steps (name varchar(100) collate \"C\" not null primary key, checksum bytea not null, begun bigint not null, done bigint not null, breaks_older bigint not null)";

/// How long a step is tried again while others hold locks.
const LOCKS: Duration = Duration::from_mins(10);
/// How long another node may be at it.
const ANOTHER: Duration = Duration::from_hours(1);
/// How often somebody who waits for another node looks.
const LOOK: Duration = Duration::from_millis(200);
/// Between two tries at a step: others work meanwhile. Up to twice as long, by chance.
const PAUSE: Duration = Duration::from_secs(1);

// A statement of a schema may take long on a large table, and half an hour is the end of it.
const LIMITS_POSTGRES: Stmt =
    Stmt::same("select set_config('statement_timeout', '30min', true), set_config('lock_timeout', '2s', true)");
const TURN_POSTGRES: Stmt =
    Stmt::same("select case when pg_try_advisory_xact_lock(719284) then cast(1 as bigint) else cast(0 as bigint) end");
const LIMITS_MYSQL: Stmt = Stmt::same("set session lock_wait_timeout = 2, session autocommit = 0");
const NO_LIMITS_MYSQL: Stmt = Stmt::same("set session lock_wait_timeout = default, session autocommit = 1");
const TURN_MYSQL: Stmt = Stmt::same("select cast(get_lock(concat('aqad_', sha1(database())), 0) as signed)");
const TURN_OVER_MYSQL: Stmt = Stmt::same("select release_lock(concat('aqad_', sha1(database())))");
const COMMIT_MYSQL: Stmt = Stmt::same("commit");
const ROLLBACK_MYSQL: Stmt = Stmt::same("rollback");

const ANY_STEP: Stmt = Stmt::same("select name from schema_migrations limit 1");
const ANY_NOTE: Stmt = Stmt::same("select name from schema_steps limit 1");
const PROGRESS: Stmt = Stmt::same("select begun, done from schema_steps where name = ?");
const BEGIN: Stmt =
    Stmt::same("insert into schema_steps (name, checksum, begun, done, breaks_older) values (?, ?, ?, ?, ?)");
const ADVANCE: Stmt = Stmt::same("update schema_steps set begun = ?, done = ? where name = ?");
const RECORD: Stmt = Stmt::same("insert into schema_migrations (name, checksum, applied_at) values (?, ?, ?)");

/// What became of one turn.
enum Turn {
    /// All is done.
    Nothing,
    /// This step was applied.
    Applied(&'static str),
    /// Another node is at it.
    Taken,
}

/// Applies what waits, in order. Nodes that start together take turns. Returns the names applied.
pub async fn migrate(db: &Db, clock: &dyn Clock, migrations: &[Migration]) -> Result<Vec<&'static str>> {
    migrate_until(db, clock, migrations, &|| false).await
}

/// The same, and ends after the step that is being applied as soon as `stop` says so.
pub async fn migrate_until(
    db: &Db,
    clock: &dyn Clock,
    migrations: &[Migration],
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<&'static str>> {
    // Where there are no notes yet, a step may have been begun by a program that took none; but never in a
    // database that has had no table of ours until now.
    let ours = db.one(&ANY_STEP, vec![]).await;
    let unnoted = !matches!(ours, Err(Error::Missing(_))) && !matches!(db.one(&ANY_NOTE, vec![]).await, Ok(Some(_)));
    db.run_script(match db.engine() {
        DbEngine::Sqlite => TABLES_SQLITE,
        DbEngine::Mysql => TABLES_MYSQL,
        DbEngine::Postgres => TABLES_POSTGRES,
    })
    .await?;
    let run = Run { db, clock, migrations, unnoted };
    let (mut done, mut since) = (Vec::new(), clock.steady());
    while !stop() {
        match run.turn().await {
            Ok(Turn::Nothing) => break,
            Ok(Turn::Applied(name)) => {
                done.push(name);
                since = clock.steady();
            }
            Ok(Turn::Taken) if clock.steady().saturating_sub(since) < ANOTHER => tokio::time::sleep(LOOK).await,
            Ok(Turn::Taken) => {
                return Err(Error::Unavailable("another node has been running migrations for an hour".to_owned()));
            }
            Err(error) if error.is_busy() && clock.steady().saturating_sub(since) < LOCKS => {
                tracing::warn!(%error, "a migration waits for others who use its tables, and will be tried again");
                tokio::time::sleep(PAUSE.mul_f64(1.0 + by_chance())).await;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

/// A part of one, so that nodes that wait for each other do not do so in step.
fn by_chance() -> f64 {
    let mut dice = [0_u8; 1];
    kernel::Entropy::fill(&crate::clock::OsEntropy, &mut dice);
    f64::from(dice[0]) / 256.0
}

struct Run<'a> {
    db: &'a Db,
    clock: &'a dyn Clock,
    migrations: &'a [Migration],
    unnoted: bool,
}

impl Run<'_> {
    /// Applies the next step, if there is one and nobody else is at it.
    async fn turn(&self) -> Result<Turn> {
        let tx = self.db.begin_for_schema().await?;
        match self.db.engine() {
            DbEngine::Sqlite => self.whole_step(tx).await,
            DbEngine::Postgres => {
                tx.all(&LIMITS_POSTGRES, vec![]).await?;
                if has(&tx, &TURN_POSTGRES).await? { self.whole_step(tx).await } else { Ok(Turn::Taken) }
            }
            DbEngine::Mysql => {
                if !has(&tx, &TURN_MYSQL).await? {
                    return Ok(Turn::Taken);
                }
                let turn = self.step_by_statement(&tx).await;
                if turn.is_err() {
                    // MySQL does not take it as a prepared statement; what bears repetition may then be kept.
                    let _ = tx.exec(&ROLLBACK_MYSQL, vec![]).await;
                }
                // After a refusal, too: they would stay with the connection, which goes back to the pool.
                tx.exec(&NO_LIMITS_MYSQL, vec![]).await?;
                tx.all(&TURN_OVER_MYSQL, vec![]).await?;
                tx.commit().await?;
                turn
            }
        }
    }

    async fn next(&self, tx: &Tx) -> Result<Option<&Migration>> {
        let found = compare(tx, self.db.engine(), &LIST, self.migrations).await?;
        let waiting = found.states.iter().position(|state| state.applied_at.is_none());
        Ok(waiting.map(|at| &self.migrations[at]))
    }

    async fn whole_step(&self, tx: Tx) -> Result<Turn> {
        let Some(migration) = self.next(&tx).await? else { return Ok(Turn::Nothing) };
        let statements = migration.statements(self.db.engine());
        for &statement in &statements {
            tx.exec(&Stmt::same(statement), vec![]).await?;
        }
        self.begin(&tx, migration, statements.len()).await?;
        self.record(&tx, migration).await?;
        tx.commit().await?;
        Ok(Turn::Applied(migration.name))
    }

    async fn step_by_statement(&self, tx: &Tx) -> Result<Turn> {
        tx.exec(&LIMITS_MYSQL, vec![]).await?;
        let Some(migration) = self.next(tx).await? else { return Ok(Turn::Nothing) };
        let statements = migration.statements(DbEngine::Mysql);
        let effects = statements.iter().map(|text| Effect::of(text)).collect::<std::result::Result<Vec<_>, _>>();
        let effects = effects.map_err(|why| Error::Other(format!("migration {}: {why}", migration.name)))?;
        let mut step = self.progress(tx, migration, statements.len()).await?;
        half_done::clear(tx, &effects[step.done..step.begun]).await?;
        for (at, (&statement, effect)) in statements.iter().zip(&effects).enumerate().skip(step.done) {
            let uncertain = at < step.begun;
            if uncertain && half_done::is_there(tx, effect).await? {
                tracing::info!(
                    migration = migration.name,
                    statement = at + 1,
                    "it was done by a run that was interrupted"
                );
            } else {
                run_noted(tx, migration, at, statement, effect).await?;
                step.begun = 0;
            }
            advance(tx, migration, step.begun.max(at + 1), at + 1).await?;
        }
        self.record(tx, migration).await?;
        tx.exec(&COMMIT_MYSQL, vec![]).await?;
        Ok(Turn::Applied(migration.name))
    }

    /// How far a step got, as it is noted; all of it is uncertain where an older program took no notes.
    async fn progress(&self, tx: &Tx, migration: &Migration, statements: usize) -> Result<Progress> {
        let count = |noted: i64| usize::try_from(noted).unwrap_or(0).min(statements);
        if let Some(mut row) = tx.one(&PROGRESS, args![migration.name.to_owned()]).await? {
            let (begun, done): (i64, i64) = row.take_tuple()?;
            return Ok(Progress { begun: count(begun).max(count(done)), done: count(done) });
        }
        let begun = if self.unnoted { statements } else { 0 };
        self.begin(tx, migration, 0).await?;
        advance(tx, migration, begun, 0).await?;
        Ok(Progress { begun, done: 0 })
    }

    async fn begin(&self, tx: &Tx, migration: &Migration, done: usize) -> Result<()> {
        let (done, breaks) = (number(done), i64::from(migration.breaks_older));
        let values = args![migration.name.to_owned(), migration.checksum(self.db.engine()), done, done, breaks];
        tx.exec(&BEGIN, values).await.map(drop)
    }

    async fn record(&self, tx: &Tx, migration: &Migration) -> Result<()> {
        let values = args![migration.name.to_owned(), migration.checksum(self.db.engine()), self.clock.now()];
        tx.exec(&RECORD, values).await.map(drop)
    }
}

/// Statements of a step that were begun, and that are done for certain.
struct Progress {
    begun: usize,
    done: usize,
}

/// Runs one statement on MySQL. Of rows, in one transaction with the note that follows; of the schema, it is
/// noted first that it begins.
async fn run_noted(tx: &Tx, migration: &Migration, at: usize, statement: &'static str, effect: &Effect) -> Result<()> {
    if matches!(effect, Effect::Rows) {
        return tx.exec(&Stmt::same(statement), vec![]).await.map(drop);
    }
    advance(tx, migration, at + 1, at).await?;
    match tx.exec(&Stmt::same(statement), vec![]).await {
        // Nobody knows whether the server did it.
        Err(Error::Unavailable(why)) => Err(Error::Unavailable(why)),
        Err(refused) => {
            advance(tx, migration, at, at).await?;
            Err(refused)
        }
        Ok(_) => Ok(()),
    }
}

async fn advance(tx: &Tx, migration: &Migration, begun: usize, done: usize) -> Result<()> {
    tx.exec(&ADVANCE, args![number(begun), number(done), migration.name.to_owned()]).await?;
    tx.exec(&COMMIT_MYSQL, vec![]).await.map(drop)
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

async fn has(tx: &Tx, turn: &Stmt) -> Result<bool> {
    let held: Option<i64> = tx.one(turn, vec![]).await?.map_or(Ok(None), |mut row| row.take())?;
    Ok(held == Some(1))
}
