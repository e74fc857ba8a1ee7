//! Which master secret a database goes by. The database keeps a check value that only this secret makes, so a node
//! with another one refuses to start instead of calling every password wrong; and so nodes change to another secret
//! together ([`activate`]).

use serde_json::json;

use crate::args;
use crate::crypto::{KeyId, Purpose, SealFormat, Vault, VaultState};
use crate::db::{Db, DbEngine, Error, Query, Result, Row};
use crate::store::Store;
use crate::write::{EventRecord, Origin, WriteTx};

crate::statements! {
    FIND = "select check_value, seal_format, pepper_key, active_since from master_secret where id = 1";
    LOCK = {
        "select check_value, seal_format, pepper_key, active_since from master_secret where id = 1",
        my: "select check_value, seal_format, pepper_key, active_since from master_secret where id = 1 for update",
        pg: "select check_value, seal_format, pepper_key, active_since from master_secret where id = 1 for update"
    };
    PUT = {
        "insert into master_secret (id, check_value, made_at, seal_format) values (1, ?, ?, ?) on conflict (id) do nothing",
        my: "insert ignore into master_secret (id, check_value, made_at, seal_format) values (1, ?, ?, ?)"
    };
    ACTIVATE = "update master_secret set check_value = ?, seal_format = 2, pepper_key = ?, active_since = ? where id = 1";
    RETIRED = "select key_id, sealed_tags from retired_secrets where forget_at > ? order by retired_at desc limit 8";
    UNSEALED_RETIRED = "select key_id, sealed_tags from retired_secrets where substr(sealed_tags, 1, 5) <> ? order by key_id";
    RETIRE = "insert into retired_secrets (key_id, sealed_tags, retired_at, forget_at) values (?, ?, ?, ?)";
    RETURNED = "delete from retired_secrets where key_id = ?";
    RESEAL_RETIRED = "update retired_secrets set sealed_tags = ? where key_id = ? and sealed_tags = ?";
    FORGET_RETIRED = "delete from retired_secrets where forget_at <= ?";
}

/// The kind of the event that another master secret seals from now on.
pub const MASTER_ROTATED: &str = "keys.master_rotated";
/// The kind of the event that something was sealed again by the active master secret.
pub const RESEALED: &str = "keys.resealed";

/// How often nodes look which secret is active, in seconds.
pub const FOLLOW_S: u64 = 5;
/// After how many seconds every node that reaches the database has looked, and ended what it had begun before.
pub const FOLLOWED_AFTER_S: i64 = 3 * FOLLOW_S.cast_signed();

/// How a master secret stands to a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretState {
    /// The database has not been set up with a secret yet.
    Unset,
    /// It is the one that the database goes by.
    Matches,
    /// The database goes by one of the previous secrets.
    MatchesPrevious,
    /// It is another one.
    Differs,
}

/// What the database says about its secret.
struct StoredSecret {
    check: Vec<u8>,
    format: SealFormat,
    pepper_key: Option<Vec<u8>>,
    active_since: Option<i64>,
}

fn stored(mut row: Row) -> Result<StoredSecret> {
    let (check, format, pepper_key, active_since): (Vec<u8>, i64, Option<Vec<u8>>, Option<i64>) = row.take_tuple()?;
    let format = if format < 2 { SealFormat::Unversioned } else { SealFormat::WithKeyId };
    Ok(StoredSecret { check, format, pepper_key, active_since })
}

async fn find(db: &Db) -> Result<Option<StoredSecret>> {
    db.one(&FIND, vec![]).await?.map(stored).transpose()
}

fn state_of(vault: &Vault, stored: Option<&StoredSecret>) -> SecretState {
    match stored.map(|stored| vault.known_by_check(&stored.check)) {
        None => SecretState::Unset,
        Some(None) => SecretState::Differs,
        Some(Some(id)) if id == vault.configured() => SecretState::Matches,
        Some(Some(_)) => SecretState::MatchesPrevious,
    }
}

/// Compares the known secrets with the database's, and changes nothing there. From now on the vault goes by what the
/// database says.
pub async fn follow(db: &Db, vault: &Vault, now: i64) -> Result<SecretState> {
    let _turn = vault.take_turn().await;
    let found = find(db).await?;
    let state = state_of(vault, found.as_ref());
    let Some((kept, active)) = found.and_then(|kept| vault.known_by_check(&kept.check).map(|id| (kept, id))) else {
        return Ok(state);
    };
    let mut retired = Vec::new();
    for mut row in db.all(&RETIRED, args![now]).await? {
        let (id, sealed): (Vec<u8>, Vec<u8>) = row.take_tuple()?;
        retired.extend(KeyId::try_from(&id[..]).ok().map(|id| (id, sealed)));
    }
    let named = kept.pepper_key.and_then(|id| KeyId::try_from(&id[..]).ok());
    let peppered_by = named.unwrap_or(active);
    vault.take_over(&VaultState { active, format: kept.format, peppered_by, retired });
    Ok(state)
}

/// Sets a database up with a secret unless it has one; tells how they stand to each other then. Of
/// nodes that start together with different secrets, one is first. `set_up_with` is the secret of a release that kept no
/// check value; it may still run.
pub async fn adopt(store: &Store, vault: &Vault, set_up_with: Option<KeyId>) -> Result<SecretState> {
    let now = store.now();
    let before = follow(&store.db, vault, now.micros()).await?;
    if before != SecretState::Unset {
        return Ok(before);
    }
    let format = if set_up_with.is_some() { 1 } else { 2 };
    let check = vault.check_value(set_up_with.unwrap_or_else(|| vault.configured()));
    store.record_last_use(&PUT, args![check, now, format]).await?;
    follow(&store.db, vault, now.micros()).await
}

/// Makes nodes that start together take turns: waits for whoever holds the row.
pub(crate) async fn take_turn(tx: &WriteTx) -> Result<()> {
    tx.one(&LOCK, vec![]).await.map(drop)
}

/// Makes the configured secret the one that seals, on every node: they look every [`FOLLOW_S`] seconds. What the
/// former one made is good for as long as that one is known; tags that only spare questions, for `remember_s` seconds
/// more. Nothing changes where it is active already. False where the database goes by a secret that is not known.
pub async fn activate(store: &Store, vault: &Vault, remember_s: i64) -> Result<bool> {
    let now = store.db_now().await?;
    let known = store
        .write(&Origin::default(), |tx| async move {
            let found = tx.one(&LOCK, vec![]).await?.map(stored).transpose()?;
            let Some(kept) = found else { return Ok::<_, Error>(tx.no_change(false)) };
            let Some(before) = vault.known_by_check(&kept.check) else { return Ok(tx.no_change(false)) };
            let id = vault.configured();
            if before == id && kept.format == SealFormat::WithKeyId {
                return Ok(tx.no_change(true));
            }
            let pepper_key = match kept.format {
                SealFormat::Unversioned => Some(before.0.to_vec()),
                SealFormat::WithKeyId => kept.pepper_key,
            };
            if before != id {
                tx.exec(&RETURNED, args![id.0.to_vec()]).await?;
                tx.exec(&RETURNED, args![before.0.to_vec()]).await?;
                let (tags, until) = (vault.retired_tags(before), now.plus_seconds(remember_s));
                tx.exec(&RETIRE, args![before.0.to_vec(), tags, now, until]).await?;
            }
            tx.exec(&ACTIVATE, args![vault.check_value(id), pepper_key, now]).await?;
            let data = json!({ "key_id": id.to_string(), "old_key_id": before.to_string() });
            Ok(tx.commit_with(EventRecord { kind: MASTER_ROTATED, subject: id.to_string(), data, relayed: true }, true))
        })
        .await?;
    follow(&store.db, vault, now.micros()).await?;
    Ok(known)
}

/// Seconds until every node has heard which secret is active; none where nothing changed lately.
pub async fn followed_in(store: &Store) -> Result<i64> {
    let since = find(&store.db).await?.and_then(|kept| kept.active_since);
    let now = store.db_now().await?.micros();
    // One process has SQLite to itself, and goes by the secret at once: what it had begun is to be ended.
    let after = if store.db.engine() == DbEngine::Sqlite { 2 } else { FOLLOWED_AFTER_S };
    Ok(since.map_or(0, |since| after - (now - since) / 1_000_000).max(0))
}

/// What came of sealing some things again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Resealed {
    /// How many were sealed again.
    pub done: u64,
    /// How many could not be opened with any known secret.
    pub unreadable: u64,
}

/// The event that things of a kind were sealed again.
pub fn resealed(what: &'static str, vault: &Vault, done: u64) -> EventRecord {
    let data = json!({ "what": what, "rows": done, "key_id": vault.active().to_string() });
    EventRecord { kind: RESEALED, subject: vault.active().to_string(), data, relayed: true }
}

/// Seals the tags of replaced secrets again.
pub async fn reseal_retired(store: &Store, vault: &Vault) -> Result<Resealed> {
    let (mut rows, mut unreadable) = (Vec::new(), 0);
    for mut row in store.db.all(&UNSEALED_RETIRED, args![vault.sealed_prefix()]).await? {
        let (id, sealed): (Vec<u8>, Vec<u8>) = row.take_tuple()?;
        match vault.reseal(Purpose::RetiredTags, &id, &sealed) {
            Ok(again) => rows.push((id, sealed, again)),
            Err(_) => unreadable += 1,
        }
    }
    let rows = &rows;
    let done = store
        .write(&Origin::default(), |tx| async move {
            let mut done = 0;
            for (id, sealed, again) in rows {
                done += tx.exec(&RESEAL_RETIRED, args![again.clone(), id.clone(), sealed.clone()]).await?;
            }
            if done == 0 {
                return Ok::<_, Error>(tx.no_change(0));
            }
            Ok(tx.commit_with(resealed("retired tags", vault, done), done))
        })
        .await?;
    Ok(Resealed { done, unreadable })
}

/// How many tags of replaced secrets the configured secret does not open.
pub async fn unopened_retired(db: &Db, vault: &Vault) -> Result<u64> {
    let rows = db.all(&UNSEALED_RETIRED, args![vault.sealed_prefix()]).await?;
    Ok(u64::try_from(rows.len()).unwrap_or(u64::MAX))
}

/// Forgets the tags of secrets that were replaced long ago.
pub(crate) async fn forget_retired(tx: &WriteTx, now: i64) -> Result<u64> {
    tx.exec(&FORGET_RETIRED, args![now]).await
}
