//! Which master secret a database was set up with. The database keeps a check value that only this
//! secret makes, so a node with another one refuses to start instead of calling every password wrong.

use crate::args;
use crate::crypto::{Vault, constant_time_eq};
use crate::db::{Db, Query, Result, Row};
use crate::store::Store;
use crate::write::WriteTx;

crate::statements! {
    FIND = "select check_value from master_secret where id = 1";
    LOCK = {
        "select check_value from master_secret where id = 1",
        my: "select check_value from master_secret where id = 1 for update",
        pg: "select check_value from master_secret where id = 1 for update"
    };
    PUT = {
        "insert into master_secret (id, check_value, made_at) values (1, ?, ?) on conflict (id) do nothing",
        my: "insert ignore into master_secret (id, check_value, made_at) values (1, ?, ?)"
    };
}

/// How a master secret stands to a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretState {
    /// The database has not been set up with a secret yet.
    Unset,
    /// It is the one that the database was set up with.
    Matches,
    /// It is another one.
    Differs,
}

fn check_value(vault: &Vault) -> Vec<u8> {
    vault.tag("check-value", b"of the master secret").to_vec()
}

/// Compares a secret with the database's, and changes nothing.
pub async fn state(db: &Db, vault: &Vault) -> Result<SecretState> {
    let Some(kept) = bytes(db.one(&FIND, vec![]).await?)? else { return Ok(SecretState::Unset) };
    let same = constant_time_eq(&kept, &check_value(vault));
    Ok(if same { SecretState::Matches } else { SecretState::Differs })
}

fn bytes(row: Option<Row>) -> Result<Option<Vec<u8>>> {
    row.map(|mut row| row.take()).transpose()
}

/// Sets a database up with a secret unless it has one; tells how they stand to each other then. Of
/// nodes that start together with different secrets, one is first.
pub async fn adopt(store: &Store, vault: &Vault) -> Result<SecretState> {
    let before = state(&store.db, vault).await?;
    if before != SecretState::Unset {
        return Ok(before);
    }
    store.record_last_use(&PUT, args![check_value(vault), store.now()]).await?;
    state(&store.db, vault).await
}

/// Makes nodes that start together take turns: waits for whoever holds the row.
pub(crate) async fn take_turn(tx: &WriteTx) -> Result<()> {
    tx.one(&LOCK, vec![]).await.map(drop)
}
