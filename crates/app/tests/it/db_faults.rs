//! What a database does when it is not well, and what becomes of the program then.

mod write_probe;

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use testkit::{TestApp, engine_url};

/// The name of the test's own database.
fn name_of(app: &TestApp) -> String {
    engine_url(&app.db).rsplit_once('/').expect("a name at its end").1.to_owned()
}

/// Runs statements on PostgreSQL as whoever looks after it.
#[expect(clippy::disallowed_methods, reason = "the names in it are ours")]
async fn on_postgres(app: &TestApp, sql: &str) {
    let mut conn = PgConnection::connect(&engine_url(&app.db)).await.expect("PostgreSQL answers");
    // New connections to the database may be for reading only.
    conn.execute("set default_transaction_read_only = off").await.expect("PostgreSQL obeys");
    conn.execute(AssertSqlSafe(sql)).await.expect("PostgreSQL obeys");
}
