//! An open transaction.

use kernel::Scalar;

use super::error::Result;
use super::lite::LiteTx;
use super::server::ServerTx;
use super::statement::{Engine, Row, Text};
use super::{Ask, Asked, count_one};

/// An open transaction. Dropped, it rolls back; only [`crate::write`] commits it.
pub struct Tx {
    inner: Inner,
}

enum Inner {
    Server(ServerTx),
    Lite(LiteTx),
}

impl Tx {
    pub(super) fn lite(tx: LiteTx) -> Self {
        Self { inner: Inner::Lite(tx) }
    }
    pub(super) fn server(tx: ServerTx) -> Self {
        Self { inner: Inner::Server(tx) }
    }

    /// Runs a statement; tells how many rows it changed.
    pub fn exec<'a>(&'a self, text: impl Into<Text<'a>>, args: Vec<Scalar>) -> Asked<'a, u64> {
        let text = text.into();
        Box::pin(async move {
            count_one();
            match &self.inner {
                Inner::Lite(tx) => tx.exec(text.render(Engine::Sqlite).into_owned(), args).await,
                Inner::Server(tx) => tx.exec(text.render(tx.engine()).into_owned(), args).await,
            }
        })
    }

    pub(crate) async fn commit(self) -> Result<()> {
        count_one();
        match self.inner {
            Inner::Lite(tx) => tx.commit().await,
            Inner::Server(tx) => tx.commit().await,
        }
    }
}

impl Ask for Tx {
    fn ask<'a>(&'a self, text: Text<'a>, args: Vec<Scalar>) -> Asked<'a, Vec<Row>> {
        Box::pin(async move {
            count_one();
            match &self.inner {
                Inner::Lite(tx) => tx.all(text.render(Engine::Sqlite).into_owned(), args).await,
                Inner::Server(tx) => tx.all(text.render(tx.engine()).into_owned(), args).await,
            }
        })
    }
}
