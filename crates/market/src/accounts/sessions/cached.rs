//! Who is signed in, as it is kept between requests: in this process and in Redis, where there is
//! one. The tables have the last word whenever neither can be trusted. A sign-in that ends, a
//! person locked out, a role or a company's state that changes drops it at once ([`crate::invalidation`]).

use std::fmt::Write;
use std::time::Duration;

use cache::{CacheFamily, CacheKey, CacheKeyWriter, CacheTier, Loaded, SessionScope, Tag, TenantScope};
use kernel::ids::Id;
use kernel::{Cacheable, CompanyId, SessionId, Timestamp, UserId, cacheable};
use serde::{Deserialize, Serialize};

use super::lifetime::StoredSession;
use super::token::Claims;
use super::view::Profile;
use crate::accounts::store;
use crate::authority::{CompanyState, Principal};
use crate::may::{CompanyKind, Role};
use crate::{Ctx, invalidation};

/// The last net, should a change ever go untold.
const TTL: Duration = Duration::from_mins(5);
const NEGATIVE_TTL: Duration = Duration::from_secs(10);

impl Cacheable for Role {}
impl Cacheable for CompanyKind {}
impl Cacheable for CompanyState {}

/// A standing at rest. A [`Principal`] itself cannot be made from JSON: proofs of right are made of it.
#[derive(Serialize, Deserialize)]
pub(super) struct CachedPrincipal {
    user: UserId,
    company: CompanyId,
    kind: CompanyKind,
    role: Role,
    company_state: CompanyState,
    session: Option<SessionId>,
    must_change_password: bool,
    until: Timestamp,
}

cacheable!(CachedPrincipal { user, company, kind, role, company_state, session, must_change_password, until });

impl CachedPrincipal {
    fn of(s: &Principal, until: Timestamp) -> Self {
        let Principal { user, company, kind, role, company_state, session, must_change_password, .. } = *s;
        Self { user, company, kind, role, company_state, session, must_change_password, until }
    }
    fn principal(&self) -> Principal {
        let Self { user, company, kind, role, company_state, session, must_change_password, until: _ } = *self;
        let (request, at_console) = (None, false);
        Principal { user, company, kind, role, company_state, session, request, must_change_password, at_console }
    }
}

/// A browser's session at rest.
#[derive(Serialize, Deserialize)]
pub(super) struct CachedBrowserSession {
    principal: CachedPrincipal,
    is_open: bool,
    used_at: Timestamp,
    secret_hash: String,
    previous_until: Option<Timestamp>,
    rights_as_of: String,
}

cacheable!(CachedBrowserSession { principal, is_open, used_at, secret_hash, previous_until, rights_as_of });

/// Profiles of people, within their company.
struct Profiles;

/// Whose.
struct ByUser(UserId);

impl CacheKey for ByUser {
    fn write(&self, to: &mut CacheKeyWriter) {
        to.id(*self.0.uuid().as_bytes());
    }
}

impl CacheFamily for Profiles {
    const ID: u8 = 10;
    const NAME: &'static str = "profile";
    const TTL: Duration = TTL;
    const NEGATIVE_TTL: Duration = NEGATIVE_TTL;
    // Names and addresses of people stay in the process.
    const TIER: CacheTier = CacheTier::Local;
    type Scope = TenantScope;
    type Key = ByUser;
    type Value = Profile;
}

/// How somebody and their company are called, and where and in what that trades.
pub(super) async fn profile(ctx: &Ctx, user: UserId, company: CompanyId) -> infra::db::Result<Option<Profile>> {
    let load = || async {
        let found = store::find_profile(&ctx.store.db, user, company).await?;
        Ok::<_, infra::db::Error>(Loaded::of(found, tags(user, company, None)))
    };
    let scope = TenantScope(*company.uuid().as_bytes());
    let found = ctx.cache.read::<Profiles, _, _, _>(&scope, &ByUser(user), load).await?;
    match found.map(|entry| entry.value()) {
        None => Ok(None),
        Some(Ok(profile)) => Ok(Some(profile)),
        Some(Err(_)) => store::find_profile(&ctx.store.db, user, company).await,
    }
}

/// Principals of tokens' bearers, by sign-in, within their company.
struct Principals;

/// Which sign-in.
struct BySession(SessionId);

impl CacheKey for BySession {
    fn write(&self, to: &mut CacheKeyWriter) {
        to.id(*self.0.uuid().as_bytes());
    }
}

impl CacheFamily for Principals {
    const ID: u8 = 8;
    const NAME: &'static str = "principal";
    const TTL: Duration = TTL;
    const NEGATIVE_TTL: Duration = NEGATIVE_TTL;
    type Scope = TenantScope;
    type Key = BySession;
    type Value = CachedPrincipal;
}

/// Browsers' sessions, by the hash of the id that opens them.
struct Browsers;

impl CacheFamily for Browsers {
    const ID: u8 = 9;
    const NAME: &'static str = "browser_session";
    const TTL: Duration = TTL;
    /// Not at all: whoever makes ids up would fill both tiers with what is not there.
    const NEGATIVE_TTL: Duration = Duration::ZERO;
    type Scope = SessionScope;
    type Key = ();
    type Value = CachedBrowserSession;
}

fn tags(user: UserId, company: CompanyId, session: Option<SessionId>) -> Vec<Tag> {
    let session = session.map(invalidation::session);
    [invalidation::user(user), invalidation::company(company)].into_iter().chain(session).collect()
}

/// Who a sign-in by tokens stands for, and until when; `None` once it was ended, or the person is out.
pub(crate) async fn principal(ctx: &Ctx, claims: &Claims) -> infra::db::Result<Option<(Principal, Timestamp)>> {
    let load = || async {
        let found = store::find_principal(&ctx.store.db, claims.sid).await?;
        let kept = found.map(|(principal, until)| CachedPrincipal::of(&principal, until));
        // What is not this company's is not kept under its key. Whose it is besides, the caller compares:
        // a token that lies about its person must not spoil the place of one that does not.
        let kept = kept.filter(|kept| kept.company == claims.company);
        let user = kept.as_ref().map_or(claims.sub, |kept| kept.user);
        Ok::<_, infra::db::Error>(Loaded::of(kept, tags(user, claims.company, Some(claims.sid))))
    };
    let scope = TenantScope(*claims.company.uuid().as_bytes());
    let found = ctx.cache.read::<Principals, _, _, _>(&scope, &BySession(claims.sid), load).await?;
    match found.map(|entry| entry.value()) {
        None => Ok(None),
        Some(Ok(kept)) => Ok(Some((kept.principal(), kept.until))),
        // Written by a release that knows more words: the tables know what they mean here.
        Some(Err(_)) => store::find_principal(&ctx.store.db, claims.sid).await,
    }
}

/// The browser session that an id opens, or opened until it was replaced: alive or not.
pub(crate) async fn browser(ctx: &Ctx, hash: &[u8]) -> infra::db::Result<Option<StoredSession>> {
    let load = || async {
        let found = store::find_by_secret(&ctx.store.db, hash).await?;
        let of = found.as_ref().map(|held| tags(held.principal.user, held.principal.company, held.principal.session));
        let kept = found.map(|held| CachedBrowserSession {
            principal: CachedPrincipal::of(&held.principal, held.expires_at),
            is_open: held.is_open,
            used_at: held.used_at,
            secret_hash: hex(&held.secret_hash),
            previous_until: held.previous_until,
            rights_as_of: held.rights_as_of,
        });
        Ok::<_, infra::db::Error>(Loaded::of(kept, of.unwrap_or_default()))
    };
    let Ok(bearer) = <[u8; 32]>::try_from(hash) else { return Ok(None) };
    let found = ctx.cache.read::<Browsers, _, _, _>(&SessionScope(bearer), &(), load).await?;
    let Some(entry) = found else { return Ok(None) };
    match entry.value().ok().and_then(held) {
        Some(held) => Ok(Some(held)),
        // Written by a release that knows more words: the tables know what they mean here.
        None => store::find_by_secret(&ctx.store.db, hash).await,
    }
}

fn held(kept: CachedBrowserSession) -> Option<StoredSession> {
    Some(StoredSession {
        principal: kept.principal.principal(),
        is_open: kept.is_open,
        expires_at: kept.principal.until,
        used_at: kept.used_at,
        secret_hash: unhex(&kept.secret_hash)?,
        previous_until: kept.previous_until,
        rights_as_of: kept.rights_as_of,
    })
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}
