//! An open transaction.

use kernel::Scalar;

use super::error::Result;
use super::server::ServerTx;
use super::sqlite::SqliteTx;
use super::statement::{DbEngine, Row, SqlText};
use super::{Query, QueryFuture, count_round_trip};

/// An open transaction. Dropped, it rolls back; only [`crate::write`] commits it.
pub struct Tx {
    inner: Inner,
}

enum Inner {
    Server(ServerTx),
    Sqlite(SqliteTx),
}

impl Tx {
    pub(super) fn sqlite(tx: SqliteTx) -> Self {
        Self { inner: Inner::Sqlite(tx) }
    }
    pub(super) fn server(tx: ServerTx) -> Self {
        Self { inner: Inner::Server(tx) }
    }

    /// Runs a statement; tells how many rows it changed.
    pub fn exec<'a>(&'a self, text: impl Into<SqlText<'a>>, args: Vec<Scalar>) -> QueryFuture<'a, u64> {
        let text = text.into();
        Box::pin(async move {
            count_round_trip();
            match &self.inner {
                Inner::Sqlite(tx) => tx.exec(text.render(DbEngine::Sqlite).into_owned(), args).await,
                Inner::Server(tx) => tx.exec(text.render(tx.engine()).into_owned(), args).await,
            }
        })
    }

    pub(crate) async fn commit(self) -> Result<()> {
        count_round_trip();
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await,
            Inner::Server(tx) => tx.commit().await,
        }
    }
}

impl Query for Tx {
    fn query<'a>(&'a self, text: SqlText<'a>, args: Vec<Scalar>) -> QueryFuture<'a, Vec<Row>> {
        Box::pin(async move {
            count_round_trip();
            match &self.inner {
                Inner::Sqlite(tx) => tx.all(text.render(DbEngine::Sqlite).into_owned(), args).await,
                Inner::Server(tx) => tx.all(text.render(tx.engine()).into_owned(), args).await,
            }
        })
    }
}
