//! What the master secret sealed of everybody's accounts.

use infra::db::{Db, Query, Result, Row};
use infra::{WriteTx, args};
use kernel::ids::Id;
use kernel::{Timestamp, UserId};

use super::{
    COUNT_UNSEALED_HASHES, COUNT_UNSEALED_SUCCESSORS, RESEAL_HASH, RESEAL_SUCCESSOR, UNSEALED_HASHES,
    UNSEALED_SUCCESSORS,
};

/// The successor of a used refresh token, as it is kept.
pub struct SealedSuccessor {
    /// Of the used token.
    pub token_hash: Vec<u8>,
    /// The successor.
    pub sealed: Vec<u8>,
    /// When the token was used.
    pub used_at: Option<Timestamp>,
}

/// Some password hashes, in the order of people, that do not begin like what the active secret sealed.
pub async fn hashes_unscoped(db: &Db, after: Option<UserId>, prefix: &str) -> Result<Vec<(UserId, String)>> {
    let rows = db.all(&UNSEALED_HASHES, args![after.unwrap_or_else(Id::least), prefix.to_owned()]).await?;
    rows.into_iter().map(|mut row| row.take_tuple()).collect()
}

/// How many of them there are.
pub async fn count_hashes_unscoped(db: &Db, prefix: &str) -> Result<i64> {
    db.one(&COUNT_UNSEALED_HASHES, args![prefix.to_owned()]).await?.map_or(Ok(0), |mut row| row.take())
}

/// Puts a hash in place of one, unless another is there by now.
pub async fn reseal_hash_unscoped(tx: &WriteTx, user: UserId, from: &str, to: &str) -> Result<u64> {
    tx.exec(&RESEAL_HASH, args![to.to_owned(), user, from.to_owned()]).await
}

/// Some successors that do not begin like what the active secret sealed.
pub async fn successors_unscoped(db: &Db, after: Vec<u8>, prefix: Vec<u8>) -> Result<Vec<SealedSuccessor>> {
    let read = |mut r: Row| Ok(infra::columns!(r, SealedSuccessor { token_hash, sealed, used_at }));
    db.all(&UNSEALED_SUCCESSORS, args![after, prefix]).await?.into_iter().map(read).collect()
}

/// How many of them there are.
pub async fn count_successors_unscoped(db: &Db, prefix: Vec<u8>) -> Result<i64> {
    db.one(&COUNT_UNSEALED_SUCCESSORS, args![prefix]).await?.map_or(Ok(0), |mut row| row.take())
}

/// Puts a successor, or none, in place of one.
pub async fn reseal_successor_unscoped(tx: &WriteTx, held: &SealedSuccessor, to: Option<Vec<u8>>) -> Result<u64> {
    tx.exec(&RESEAL_SUCCESSOR, args![to, held.token_hash.clone(), held.sealed.clone()]).await
}
