//! Another master secret takes over: everything that is sealed is sealed again by it, in portions. Whoever is
//! interrupted begins anew; what was done is not done twice. Nobody's password and no sign-in is needed.

use infra::crypto::{Purpose, Vault, hex};
use infra::db::Db;
use infra::master_secret::{self, Resealed};
use infra::{Origin, password, signing_keys};
use kernel::UserId;
use serde::{Deserialize, Serialize};

use super::store::resealing::{self as store, SealedSuccessor};
use crate::Ctx;
use crate::authority::Operator;

/// Seconds after its use in which the successor of a refresh token is of use; beyond them it is dropped.
const SUCCESSOR_S: i64 = 60;

errors! {
    /// Why another master secret does not take over.
    pub enum ResealError {
        /// The database goes by a secret that is not known here.
        UnknownSecret = Conflict "config.unknown_secret" "the database goes by a master secret that is neither auth.secret nor in auth.previous_secrets",
    }
}

/// What comes next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    /// The secret becomes the active one.
    #[default]
    Activate,
    /// Signing keys and tags of replaced secrets.
    Keys,
    /// Password hashes, after those of a person.
    Passwords(Option<UserId>),
    /// Successors of refresh tokens, after that of a token.
    Successors(String),
    /// Every node has to hear of it first.
    Wait,
    /// Nothing.
    Done,
}

/// How far it came. Handed back, it goes on from there.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ResealProgress {
    stage: Stage,
    /// Whether every node had heard of the secret when this look at everything began.
    is_last_look: bool,
    /// The short name of the secret that seals.
    pub key_id: String,
    /// Signing keys and tags of replaced secrets that were sealed again.
    pub keys: u64,
    /// Password hashes that were sealed again.
    pub passwords: u64,
    /// Successors of refresh tokens that were sealed again or dropped.
    pub successors: u64,
    /// What could not be opened with any known secret.
    pub unreadable: u64,
    /// Seconds to wait before going on.
    pub wait_s: i64,
}

impl ResealProgress {
    /// Whether everything is sealed by the new secret.
    pub fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }
    /// What is being done, in a word or two.
    pub fn stage(&self) -> &'static str {
        match self.stage {
            Stage::Activate => "activating",
            Stage::Keys => "signing keys",
            Stage::Passwords(_) => "password hashes",
            Stage::Successors(_) => "refresh tokens",
            Stage::Wait => "waiting until every node goes by the new secret",
            Stage::Done => "done",
        }
    }
    fn count(&mut self, done: Resealed) -> u64 {
        self.unreadable += done.unreadable;
        done.done
    }
}

/// The next portion. The first one makes the configured secret the one that seals, on all nodes; all of them must know
/// it by then.
pub async fn reseal(ctx: &Ctx, _: Operator, from: ResealProgress) -> Result<ResealProgress, ResealError> {
    let mut at = ResealProgress { wait_s: 0, ..from };
    at.stage = match at.stage.clone() {
        Stage::Activate => {
            let rules = &ctx.rules;
            let remember_s = rules.refresh_absolute_s.max(rules.session_absolute_s) + rules.access_s;
            if !master_secret::activate(&ctx.store, &ctx.vault, remember_s).await? {
                return Err(ResealError::UnknownSecret);
            }
            at.key_id = ctx.vault.active().to_string();
            Stage::Keys
        }
        Stage::Keys => {
            at.unreadable = 0;
            at.is_last_look = master_secret::followed_in(&ctx.store).await? == 0;
            let done =
                [ctx.keys.reseal(&ctx.store).await?, master_secret::reseal_retired(&ctx.store, &ctx.vault).await?];
            at.keys += done.map(|done| at.count(done)).iter().sum::<u64>();
            Stage::Passwords(None)
        }
        Stage::Passwords(after) => {
            let (done, last) = reseal_passwords(ctx, after).await?;
            at.passwords += at.count(done);
            last.map_or(Stage::Successors(String::new()), |last| Stage::Passwords(Some(last)))
        }
        Stage::Successors(after) => {
            let (done, last) = reseal_successors(ctx, &after).await?;
            at.successors += at.count(done);
            match last {
                Some(last) => Stage::Successors(hex(&last)),
                None if at.is_last_look => Stage::Done,
                None => Stage::Wait,
            }
        }
        Stage::Wait => {
            at.wait_s = master_secret::followed_in(&ctx.store).await?;
            if at.wait_s > 0 { Stage::Wait } else { Stage::Keys }
        }
        Stage::Done => Stage::Done,
    };
    Ok(at)
}

/// Some password hashes; the last person that was looked at, if there may be more.
async fn reseal_passwords(ctx: &Ctx, after: Option<UserId>) -> Result<(Resealed, Option<UserId>), ResealError> {
    // TENANT: the console seals everybody's.
    let found = store::hashes_unscoped(&ctx.store.db, after, &password::sealed_prefix(&ctx.vault)).await?;
    let Some(last) = found.last().map(|(user, _)| *user) else { return Ok((Resealed::default(), None)) };
    let again = |(user, kept): &(UserId, String)| Some((*user, kept.clone(), ctx.passwords.reseal(kept).ok()?));
    let rows: Vec<(UserId, String, String)> = found.iter().filter_map(again).collect();
    let unreadable = u64::try_from(found.len() - rows.len()).unwrap_or(u64::MAX);
    let rows = &rows;
    let nobody = Origin::default();
    let done = ctx.store.write(&nobody, |tx| async move {
        let mut done = 0;
        for (user, kept, again) in rows {
            // TENANT: the console seals everybody's.
            done += store::reseal_hash_unscoped(&tx, *user, kept, again).await?;
        }
        if done == 0 {
            return Ok::<_, ResealError>(tx.no_change(0));
        }
        Ok(tx.commit_with(master_secret::resealed("password hashes", &ctx.vault, done), done))
    });
    Ok((Resealed { done: done.await?, unreadable }, Some(last)))
}

/// Some successors of refresh tokens; the last that was looked at, if there may be more. Those that nobody can be given
/// any more are dropped.
async fn reseal_successors(ctx: &Ctx, after: &str) -> Result<(Resealed, Option<Vec<u8>>), ResealError> {
    let byte = |at: usize| u8::from_str_radix(after.get(at..at + 2)?, 16).ok();
    let after: Vec<u8> = (0..after.len()).step_by(2).filter_map(byte).collect();
    // TENANT: the console seals everybody's.
    let found = store::successors_unscoped(&ctx.store.db, after, ctx.vault.sealed_prefix()).await?;
    let Some(last) = found.last().map(|held| held.token_hash.clone()) else { return Ok((Resealed::default(), None)) };
    let since = ctx.store.db_now().await?.plus_seconds(-SUCCESSOR_S);
    let again = |held: SealedSuccessor| {
        if held.used_at.is_none_or(|used| used < since) {
            return Some((held, None));
        }
        let again = ctx.vault.reseal(Purpose::RefreshSuccessor, &held.token_hash, &held.sealed).ok()?;
        Some((held, Some(again)))
    };
    let count = found.len();
    let rows: Vec<(SealedSuccessor, Option<Vec<u8>>)> = found.into_iter().filter_map(again).collect();
    let unreadable = u64::try_from(count - rows.len()).unwrap_or(u64::MAX);
    let rows = &rows;
    let nobody = Origin::default();
    let done = ctx.store.write(&nobody, |tx| async move {
        let mut done = 0;
        for (held, again) in rows {
            // TENANT: the console seals everybody's.
            done += store::reseal_successor_unscoped(&tx, held, again.clone()).await?;
        }
        if done == 0 {
            return Ok::<_, ResealError>(tx.no_change(0));
        }
        Ok(tx.commit_with(master_secret::resealed("refresh tokens", &ctx.vault, done), done))
    });
    Ok((Resealed { done: done.await?, unreadable }, Some(last)))
}

/// What is not sealed by the active master secret.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unsealed {
    /// Signing keys and tags of replaced secrets.
    pub keys: u64,
    /// Password hashes.
    pub passwords: i64,
    /// Successors of refresh tokens.
    pub successors: i64,
}

impl Unsealed {
    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// Counts what another master secret sealed than the active one. Changes nothing.
pub async fn unsealed(_: Operator, db: &Db, vault: &Vault) -> infra::db::Result<Unsealed> {
    let keys = signing_keys::unsealed(db, vault).await? + master_secret::unopened_retired(db, vault).await?;
    // TENANT: the console counts everybody's.
    let passwords = store::count_hashes_unscoped(db, &password::sealed_prefix(vault)).await?;
    // TENANT: the console counts everybody's.
    let successors = store::count_successors_unscoped(db, vault.sealed_prefix()).await?;
    Ok(Unsealed { keys, passwords, successors })
}
