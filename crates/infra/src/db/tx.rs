//! An open transaction.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kernel::Scalar;

use super::error::Result;
use super::server::ServerTx;
use super::sqlite::{Earlier, SqliteTx};
use super::statement::{DbEngine, Row, SqlText};
use super::write_probe::WriteProbe;
use super::{Query, QueryFuture, cost};

/// An open transaction. Dropped, it rolls back; only [`crate::write`] commits it.
pub struct Tx {
    inner: Inner,
    /// Whether a row was changed.
    changed: AtomicBool,
    write_probe: Arc<WriteProbe>,
}

enum Inner {
    Server(ServerTx),
    Sqlite(SqliteTx),
}

impl Tx {
    pub(super) fn sqlite(tx: SqliteTx, write_probe: Arc<WriteProbe>) -> Self {
        Self { inner: Inner::Sqlite(tx), changed: AtomicBool::new(false), write_probe }
    }
    pub(super) fn server(tx: ServerTx, write_probe: Arc<WriteProbe>) -> Self {
        Self { inner: Inner::Server(tx), changed: AtomicBool::new(false), write_probe }
    }

    /// What this transaction has seen that is not yet durable: wait for it before anybody is told what was read or
    /// refused here, once the transaction has ended. Asked for once.
    pub(crate) fn earlier(&mut self) -> Earlier {
        match &mut self.inner {
            Inner::Sqlite(tx) => tx.earlier(),
            Inner::Server(_) => Earlier::nothing(),
        }
    }

    /// Runs a statement; tells how many rows it changed.
    pub fn exec<'a>(&'a self, text: impl Into<SqlText<'a>>, args: Vec<Scalar>) -> QueryFuture<'a, u64> {
        let text = text.into();
        Box::pin(async move {
            cost::count_statements(1);
            let rows = match &self.inner {
                Inner::Sqlite(tx) => tx.exec(text.render(DbEngine::Sqlite), args).await,
                Inner::Server(tx) => tx.exec(text.render(tx.engine()), args).await,
            }?;
            self.changed.fetch_or(rows > 0, Ordering::Relaxed);
            Ok(rows)
        })
    }

    pub(crate) async fn commit(self) -> Result<()> {
        cost::count_commit();
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await,
            Inner::Server(tx) => tx.commit().await,
        }?;
        if self.changed.load(Ordering::Relaxed) {
            self.write_probe.note_commit();
        }
        Ok(())
    }
}

impl Query for Tx {
    fn query<'a>(&'a self, text: SqlText<'a>, args: Vec<Scalar>) -> QueryFuture<'a, Vec<Row>> {
        Box::pin(async move {
            cost::count_statements(1);
            match &self.inner {
                Inner::Sqlite(tx) => tx.all(text.render(DbEngine::Sqlite), args).await,
                Inner::Server(tx) => tx.all(text.render(tx.engine()), args).await,
            }
        })
    }
}
