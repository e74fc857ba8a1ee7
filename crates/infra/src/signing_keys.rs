//! Signing keys for access tokens: Ed25519, kept sealed in the database so that all nodes share
//! them. A rotation adds a key, which is published at once and signs as soon as every reader of the published
//! keys can have seen it; the old one signs until then, and verifies until its tokens have run out.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use kernel::{Clock, DomainError};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::args;
use crate::crypto::{KeyId, Purpose, Vault};
use crate::db::{Db, Error, Query, Result};
use crate::master_secret::{self, Resealed, SecretState};
use crate::store::Store;
use crate::write::{EventRecord, Origin};

crate::statements! {
    SIGNS = "select kid from signing_keys where verify_until is null limit 1";
    OLDEST = "select kid, sealed_private from signing_keys order by created_at, kid limit 1";
    LIST = {
        "select kid, public_key, sealed_private, verify_until, created_at, cast(round(unixepoch('subsec') * 1000) as integer) * 1000 from signing_keys where verify_until is null or verify_until > cast(round(unixepoch('subsec') * 1000) as integer) * 1000 + ? order by created_at desc",
        my: "select kid, public_key, sealed_private, verify_until, created_at, timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) from signing_keys where verify_until is null or verify_until > timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) + ? order by created_at desc",
        pg: "select kid, public_key, sealed_private, verify_until, created_at, (extract(epoch from statement_timestamp()) * 1000000)::bigint from signing_keys where verify_until is null or verify_until > (extract(epoch from statement_timestamp()) * 1000000)::bigint + ? order by created_at desc"
    };
    INSERT = "insert into signing_keys (kid, public_key, sealed_private, created_at) values (?, ?, ?, ?)";
    RETIRE = "update signing_keys set verify_until = ? where verify_until is null and kid <> ?";
    UNSEALED = "select kid, sealed_private from signing_keys where substr(sealed_private, 1, 5) <> ? order by kid";
    RESEAL = "update signing_keys set sealed_private = ? where kid = ? and sealed_private = ?";
    DELETE_EXPIRED = "delete from signing_keys where verify_until is not null and verify_until <= ?";
}

/// The kind of the event that a new key signs from now on.
pub const ROTATED: &str = "keys.rotated";
/// The kind of the event that keys were deleted which verify nothing any more.
pub const DELETED: &str = "keys.deleted";

/// After how long the table is looked at again before signing and publishing.
const FRESH: Duration = Duration::from_secs(30);
/// For how many seconds readers may keep the published keys.
pub const PUBLISHED_S: u32 = 300;
/// From how old a key signs where another can until then: by then nobody keeps a set without it. It may come from a
/// node that last looked [`FRESH`] ago, and take a while on its way.
pub const SIGNS_AFTER: Duration = Duration::from_secs(PUBLISHED_S as u64 + 2 * FRESH.as_secs());
/// Longest access token we read, in bytes.
const TOKEN_MAX: usize = 2_048;

/// Why the signing keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenKeysError {
    /// The database was set up with another master secret.
    #[error("the database was set up with another master secret")]
    WrongSecret,
    /// There are keys, and none that signs can be decrypted.
    #[error("signing key {0} cannot be decrypted with this master secret")]
    Sealed(String),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] Error),
}

/// The token is none of ours. Deliberately without a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the token is invalid")]
pub struct InvalidJwt;

struct Key {
    public: Vec<u8>,
    /// By this node's steady clock: what was left of the database's time when the table was read.
    verify_until: Option<Duration>,
    verify: VerifyingKey,
    sign: SigningKey,
}

#[derive(Default)]
struct Keyring {
    keys: BTreeMap<String, Key>,
    active: Option<String>,
    /// One that should sign and could not be decrypted.
    sealed: Option<String>,
    /// By this node's steady clock.
    read_at: Option<Duration>,
}

/// The header we write, and the only one we read: anything else in it (`jku`, `jwk`, `crit` …) is refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StrictHeader {
    alg: String,
    typ: String,
    kid: String,
    mac: String,
}

/// Under which purpose the payload of a token is authenticated before its signature is looked at.
const MAC_PURPOSE: Purpose = Purpose::AccessToken;

/// The keys as this node knows them.
#[derive(Clone)]
pub struct SigningKeys {
    keyring: Arc<RwLock<Keyring>>,
    vault: Vault,
}

/// A key pair that nobody has yet, and the event that it signs from now on.
#[derive(Clone)]
struct NewKey {
    kid: String,
    public: Vec<u8>,
    sealed: Vec<u8>,
}

impl NewKey {
    fn event(&self, overlap_s: i64) -> EventRecord {
        let data = json!({ "kid": self.kid, "overlap_s": overlap_s });
        EventRecord { kind: ROTATED, subject: self.kid.clone(), data, relayed: true }
    }
}

const PURPOSE: Purpose = Purpose::SigningKey;
/// For how long a key that has ended stays in the table: nodes go by what they read up to [`FRESH`] ago.
const DELETED_AFTER_S: i64 = 3_600;

/// Refuses secrets that the database does not go by. One from before there was a check value is judged
/// by its first key: that was sealed with the secret it was set up with, which is given back.
async fn check_secret(db: &Db, vault: &Vault, clock: &dyn Clock) -> std::result::Result<Option<KeyId>, OpenKeysError> {
    match master_secret::follow(db, vault, clock.now().micros()).await? {
        SecretState::Matches | SecretState::MatchesPrevious => Ok(None),
        SecretState::Differs => Err(OpenKeysError::WrongSecret),
        SecretState::Unset => match db.one(&OLDEST, vec![]).await? {
            None => Ok(None),
            Some(mut row) => {
                let (kid, sealed): (String, Vec<u8>) = row.take_tuple()?;
                vault.sealed_by(PURPOSE, kid.as_bytes(), &sealed).map(Some).ok_or(OpenKeysError::WrongSecret)
            }
        },
    }
}

/// Looks whether tokens can be signed, and changes nothing: fails as [`SigningKeys::open`] would. False
/// where there is no key yet.
pub async fn inspect(db: &Db, vault: &Vault, clock: &dyn Clock) -> std::result::Result<bool, OpenKeysError> {
    check_secret(db, vault, clock).await?;
    let keyring = read(db, vault, clock).await?;
    keyring.check()
}

impl Keyring {
    /// Whether there is a key to sign with; fails where there are only others.
    fn check(&self) -> std::result::Result<bool, OpenKeysError> {
        match (&self.active, &self.sealed) {
            (Some(_), _) => Ok(true),
            (None, Some(kid)) => Err(OpenKeysError::Sealed(kid.clone())),
            (None, None) => Ok(false),
        }
    }
}

/// How many signing keys the active master secret has not sealed.
pub async fn unsealed(db: &Db, vault: &Vault) -> Result<u64> {
    let rows = db.all(&UNSEALED, args![vault.sealed_prefix()]).await?;
    Ok(u64::try_from(rows.len()).unwrap_or(u64::MAX))
}

async fn read(db: &Db, vault: &Vault, clock: &dyn Clock) -> Result<Keyring> {
    let (read_at, moved_us) = (clock.steady(), clock.moved_us());
    let mut fresh = Keyring { read_at: Some(read_at), ..Keyring::default() };
    let (mut newest, mut by_age) = (None, Vec::new());
    for mut row in db.all(&LIST, args![moved_us]).await? {
        let (kid, public, sealed): (String, Vec<u8>, Vec<u8>) = row.take_tuple()?;
        let (until, created, now): (Option<i64>, i64, i64) = row.take_tuple()?;
        let left = |until: i64| Duration::from_micros(until.saturating_sub(now + moved_us).try_into().unwrap_or(0));
        let verify_until = until.map(|until| read_at.saturating_add(left(until)));
        let Ok(private) = vault.open(PURPOSE, kid.as_bytes(), &sealed) else {
            tracing::error!(
                key.id = kid,
                "a signing key could not be decrypted and was skipped; it was sealed with another master secret"
            );
            if verify_until.is_none() {
                fresh.sealed.get_or_insert(kid);
            }
            continue;
        };
        let Ok(sign) = SigningKey::from_pkcs8_der(private.reveal()) else {
            tracing::error!(key.id = kid, "a signing key is damaged and was skipped");
            continue;
        };
        let key = Key { verify: sign.verifying_key(), sign, verify_until, public };
        if verify_until.is_none() {
            newest.get_or_insert_with(|| kid.clone());
        }
        let age = Duration::from_micros((now + moved_us).saturating_sub(created).try_into().unwrap_or(0));
        by_age.push((kid.clone(), age));
        fresh.keys.insert(kid, key);
    }
    // Until the newest is known everywhere, one before it signs; the first of all was never waited for.
    let known = by_age.iter().find(|(_, age)| *age >= SIGNS_AFTER).or(by_age.last());
    fresh.active = newest.and_then(|_| known.map(|(kid, _)| kid.clone()));
    Ok(fresh)
}

impl SigningKeys {
    /// Reads the keys; makes one where there is none that signs. A database that was set up with
    /// another master secret is refused, and so are keys of which none that signs can be decrypted.
    pub async fn open(store: &Store, vault: Vault) -> std::result::Result<Self, OpenKeysError> {
        let keys = Self::open_for_rotation(store, vault).await?;
        let found = keys.keyring.read().unwrap_or_else(PoisonError::into_inner).check()?;
        if !found {
            keys.make_first(store).await?;
            keys.keyring.read().unwrap_or_else(PoisonError::into_inner).check()?;
        }
        Ok(keys)
    }

    /// Reads the keys to replace the one that signs: what signs now need not be decrypted.
    pub async fn open_for_rotation(store: &Store, vault: Vault) -> std::result::Result<Self, OpenKeysError> {
        let set_up_with = check_secret(&store.db, &vault, &*store.clock).await?;
        if master_secret::adopt(store, &vault, set_up_with).await? == SecretState::Differs {
            return Err(OpenKeysError::WrongSecret);
        }
        let keys = Self { keyring: Arc::default(), vault };
        keys.reload(store).await?;
        Ok(keys)
    }

    /// Reads the keys again.
    pub async fn reload(&self, store: &Store) -> Result<()> {
        let fresh = read(&store.db, &self.vault, &*store.clock).await?;
        *self.keyring.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// Looks again which master secret is active. Fails with
    /// [`OpenKeysError::WrongSecret`] where the database goes by one that is not known here.
    pub async fn follow_secret(&self, store: &Store) -> std::result::Result<(), OpenKeysError> {
        if master_secret::follow(&store.db, &self.vault, store.now().micros()).await? == SecretState::Differs {
            return Err(OpenKeysError::WrongSecret);
        }
        Ok(())
    }

    /// Seals the keys again that the active master secret has not sealed.
    pub async fn reseal(&self, store: &Store) -> Result<Resealed> {
        let (mut rows, mut unreadable) = (Vec::new(), 0);
        for mut row in store.db.all(&UNSEALED, args![self.vault.sealed_prefix()]).await? {
            let (kid, sealed): (String, Vec<u8>) = row.take_tuple()?;
            match self.vault.reseal(PURPOSE, kid.as_bytes(), &sealed) {
                Ok(again) => rows.push((kid, sealed, again)),
                Err(_) => unreadable += 1,
            }
        }
        let (rows, vault) = (&rows, &self.vault);
        let done = store
            .write(&Origin::default(), |tx| async move {
                let mut done = 0;
                for (kid, sealed, again) in rows {
                    done += tx.exec(&RESEAL, args![again.clone(), kid.clone(), sealed.clone()]).await?;
                }
                if done == 0 {
                    return Ok::<_, Error>(tx.no_change(0));
                }
                Ok(tx.commit_with(master_secret::resealed("signing keys", vault, done), done))
            })
            .await?;
        Ok(Resealed { done, unreadable })
    }

    /// Deletes the keys that verify nothing any more, and forgets the tags of master secrets that were replaced long
    /// ago.
    pub async fn delete_expired(&self, store: &Store) -> Result<u64> {
        let now = store.db_now().await?;
        store
            .write(&Origin::default(), |tx| async move {
                let keys = tx.exec(&DELETE_EXPIRED, args![now.plus_seconds(-DELETED_AFTER_S)]).await?;
                let tags = master_secret::forget_retired(&tx, now.micros()).await?;
                if keys + tags == 0 {
                    return Ok::<_, Error>(tx.no_change(0));
                }
                let data = json!({ "rows": keys + tags });
                Ok(tx.commit_with(EventRecord { kind: DELETED, subject: "keys".to_owned(), data, relayed: true }, keys))
            })
            .await
    }

    fn generate(&self, store: &Store) -> NewKey {
        let mut seed = [0_u8; 32];
        store.entropy.fill(&mut seed);
        let pair = SigningKey::from_bytes(&seed);
        let public = pair.verifying_key().to_bytes().to_vec();
        let private = pair.to_pkcs8_der().expect("a fresh key can be encoded");
        let kid = URL_SAFE_NO_PAD.encode(&crate::crypto::fingerprint(&[&public])[..12]);
        let sealed = self.vault.seal(PURPOSE, kid.as_bytes(), private.as_bytes());
        NewKey { kid, public, sealed }
    }

    /// Makes the first key, unless another node was quicker.
    async fn make_first(&self, store: &Store) -> Result<()> {
        let (key, now) = (self.generate(store), store.db_now().await?);
        store
            .write(&Origin::default(), |tx| {
                let key = key.clone();
                async move {
                    master_secret::take_turn(&tx).await?;
                    if tx.one(&SIGNS, vec![]).await?.is_some() {
                        return Ok::<_, Error>(tx.no_change(()));
                    }
                    let event = key.event(0);
                    tx.exec(&INSERT, args![key.kid, key.public, key.sealed, now]).await?;
                    Ok(tx.commit_with(event, ()))
                }
            })
            .await?;
        self.reload(store).await
    }

    /// Adds a key, which signs as soon as it is known everywhere; from then on the others verify for `overlap_s`
    /// seconds more. With no overlap they are no good from now on. Returns the new key's name.
    pub async fn rotate<E: DomainError + From<Error>>(
        &self,
        store: &Store,
        origin: &Origin,
        overlap_s: i64,
    ) -> std::result::Result<String, E> {
        let (key, now) = (self.generate(store), store.db_now().await?);
        let known_after = if overlap_s == 0 { 0 } else { SIGNS_AFTER.as_secs().cast_signed() };
        store
            .write(origin, |tx| {
                let key = key.clone();
                async move {
                    let event = key.event(overlap_s);
                    tx.exec(&INSERT, args![key.kid, key.public, key.sealed, now]).await?;
                    tx.exec(&RETIRE, args![now.plus_seconds(known_after + overlap_s), key.kid]).await?;
                    Ok::<_, E>(tx.commit_with(event, ()))
                }
            })
            .await?;
        self.reload(store).await?;
        Ok(key.kid)
    }

    /// Looks at the table now and then, so that a rotation made by another process is followed well before the
    /// old key ends.
    pub async fn follow(&self, store: &Store) {
        if self.is_older_than(store, FRESH)
            && let Err(error) = self.reload(store).await
        {
            tracing::warn!(%error, "the signing keys could not be reloaded; continuing with the known ones");
        }
    }

    /// Signs claims with the active key.
    pub async fn sign<T: Serialize>(&self, store: &Store, claims: &T) -> std::result::Result<String, InvalidJwt> {
        self.follow(store).await;
        let keyring = self.keyring.read().unwrap_or_else(PoisonError::into_inner);
        let kid = keyring.active.clone().ok_or(InvalidJwt)?;
        let key = keyring.keys.get(&kid).ok_or(InvalidJwt)?;
        let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims).map_err(|_| InvalidJwt)?);
        let mac = self.vault.short_tag(MAC_PURPOSE, &payload);
        let header = json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": kid, "mac": mac }).to_string();
        let message = format!("{}.{payload}", URL_SAFE_NO_PAD.encode(header));
        let signature = key.sign.sign(message.as_bytes()).to_bytes();
        Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// Reads the claims of a token whose payload we wrote, without looking at its signature: for what is cheaper
    /// to refuse first, never to let anybody in. A payload that somebody made up is recognised by its `mac`,
    /// which costs a hundredth of a signature.
    pub fn read_unverified<T: DeserializeOwned>(&self, token: &str) -> std::result::Result<T, InvalidJwt> {
        let (header, payload) = strict_header(token)?;
        if !self.vault.is_short_tag(MAC_PURPOSE, payload, &header.mac) {
            return Err(InvalidJwt);
        }
        let claims = URL_SAFE_NO_PAD.decode(payload).map_err(|_| InvalidJwt)?;
        serde_json::from_slice(&claims).map_err(|_| InvalidJwt)
    }

    /// Verifies a token's form, header and signature and reads its claims; instants, issuer and
    /// audience are for the caller to judge by the injected clock. An unknown key name makes this
    /// node look at the table again, at most once a second.
    pub async fn verify<T: DeserializeOwned + Clone>(
        &self,
        store: &Store,
        token: &str,
    ) -> std::result::Result<T, InvalidJwt> {
        let (header, payload) = strict_header(token)?;
        if !self.vault.is_short_tag(MAC_PURPOSE, payload, &header.mac) {
            return Err(InvalidJwt);
        }
        metrics::counter!("aqad_token_signatures_checked_total").increment(1);
        if let Some(read) = self.read_with(&header.kid, token, store.clock.steady()) {
            return read;
        }
        let stale = self.is_older_than(store, Duration::from_secs(1));
        if stale && self.reload(store).await.is_err() {
            return Err(InvalidJwt);
        }
        self.read_with(&header.kid, token, store.clock.steady()).unwrap_or(Err(InvalidJwt))
    }

    fn read_with<T: DeserializeOwned + Clone>(
        &self,
        kid: &str,
        token: &str,
        now: Duration,
    ) -> Option<std::result::Result<T, InvalidJwt>> {
        let keyring = self.keyring.read().unwrap_or_else(PoisonError::into_inner);
        let key = keyring.keys.get(kid).filter(|key| key.verify_until.is_none_or(|until| until > now))?;
        Some(signed_claims(token, &key.verify).ok_or(InvalidJwt))
    }

    fn is_older_than(&self, store: &Store, age: Duration) -> bool {
        let read_at = self.keyring.read().unwrap_or_else(PoisonError::into_inner).read_at;
        read_at.is_none_or(|at| at.saturating_add(age) <= store.clock.steady())
    }

    /// The public halves, as a JSON Web Key Set (RFC 7517, RFC 8037).
    pub fn public_set(&self) -> Value {
        let keyring = self.keyring.read().unwrap_or_else(PoisonError::into_inner);
        let keys = keyring.keys.iter().map(|(kid, key)| json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": kid, "x": URL_SAFE_NO_PAD.encode(&key.public) }));
        json!({ "keys": keys.collect::<Vec<_>>() })
    }
}

/// The claims of a token, if this key signed it (RFC 8037). Signatures in any but their one form are refused.
fn signed_claims<T: DeserializeOwned>(token: &str, key: &VerifyingKey) -> Option<T> {
    let (message, signature) = token.rsplit_once('.')?;
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
    key.verify_strict(message.as_bytes(), &signature).ok()?;
    let (_, payload) = message.split_once('.')?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
}

/// The header of a token that has the form of ours, and its payload as it was sent.
fn strict_header(token: &str) -> std::result::Result<(StrictHeader, &str), InvalidJwt> {
    let mut parts = token.split('.');
    let (Some(header), Some(payload), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(InvalidJwt);
    };
    let header = URL_SAFE_NO_PAD.decode(header).ok().filter(|_| token.len() <= TOKEN_MAX).ok_or(InvalidJwt)?;
    let header: StrictHeader = serde_json::from_slice(&header).map_err(|_| InvalidJwt)?;
    if header.alg == "EdDSA" && header.typ == "at+jwt" { Ok((header, payload)) } else { Err(InvalidJwt) }
}
