//! What a database does when it is not well, and what becomes of the program then.

mod bounds;
mod failover;
mod mutual_tls;
mod pooler;
pub mod proxy;
mod refusals;
mod silence;
mod stale_plans;
mod write_probe;

use std::future::poll_fn;
use std::task::Poll;

use infra::db::{Db, DbEngine, Error, Query, Stmt};
use sqlx::{AssertSqlSafe, Connection, Executor, MySqlConnection, PgConnection};
use testkit::{Engine, TestApp, TestDb, engine_url};

const SERVERS: [Engine; 2] = [Engine::Mariadb, Engine::Postgres];

/// The name of the test's own database.
pub fn name_of(db: &TestDb) -> String {
    engine_url(db).rsplit_once('/').expect("a name at its end").1.to_owned()
}

/// Runs statements on a server as whoever looks after it.
#[expect(clippy::disallowed_methods, reason = "the names in it are ours")]
pub async fn on_server(db: &TestDb, sql: &str) {
    if db.engine == Engine::Mariadb {
        let mut conn = MySqlConnection::connect(&engine_url(db)).await.expect("MariaDB answers");
        conn.execute(AssertSqlSafe(sql)).await.expect("MariaDB obeys");
    } else {
        let mut conn = PgConnection::connect(&engine_url(db)).await.expect("PostgreSQL answers");
        // New connections to the database may be for reading only.
        conn.execute("set default_transaction_read_only = off").await.expect("PostgreSQL obeys");
        conn.execute(AssertSqlSafe(sql)).await.expect("PostgreSQL obeys");
    }
}

/// Another pool on the database of an app, of so many connections and with other settings.
async fn another(app: &TestApp, connections: u32, change: impl FnOnce(&mut infra::db::DbSettings)) -> Db {
    let mut settings = app.config.database_settings().expect("settings");
    settings.source = app.db.source();
    settings.max_connections = connections;
    change(&mut settings);
    Db::open(&settings).await.expect("the database opens")
}

/// A statement that is made up for a test.
fn words(sql: impl Into<String>) -> Stmt {
    Stmt::same(sql.into().leak())
}

/// Which of the server's connections a question is answered on.
async fn connection_id(db: &Db) -> Result<i64, Error> {
    const ON_MARIADB: Stmt = Stmt::same("select cast(connection_id() as signed)");
    const ON_POSTGRES: Stmt = Stmt::same("select cast(pg_backend_pid() as bigint)");
    let statement = if db.engine() == DbEngine::Postgres { &ON_POSTGRES } else { &ON_MARIADB };
    db.one(statement, vec![]).await?.expect("a row").take()
}

/// Does all of it at once; the answers in the order of the questions.
async fn join_all<F: Future>(questions: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut open: Vec<_> = questions.map(|question| (Box::pin(question), None)).collect();
    poll_fn(|task| {
        for (question, answer) in &mut open {
            if answer.is_none()
                && let Poll::Ready(ready) = question.as_mut().poll(task)
            {
                *answer = Some(ready);
            }
        }
        if open.iter().all(|(_, answer)| answer.is_some()) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    open.into_iter().filter_map(|(_, answer)| answer).collect()
}
