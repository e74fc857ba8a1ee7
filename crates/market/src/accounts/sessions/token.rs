//! Access tokens: who, for which company, in which role, by which sign-in, until when. Nothing else.

use kernel::{CompanyId, SessionId, Timestamp, UserId};
use serde::{Deserialize, Serialize};

use crate::Ctx;
use crate::may::Role;

/// Who may read our tokens.
const AUDIENCE: &str = "aqad-api";
/// How far two clocks may be apart, in seconds (ASVS 9.2.1 allows 60). A token says that it was issued so long
/// before it was, so that it is good at once for whoever verifies it by a clock that is behind; here a token of a node
/// whose clock is ahead is good, too. It ends when it says that it does.
const LEEWAY_S: i64 = 30;

/// What stands in a token (RFC 9068 names where it has one).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claims {
    iss: String,
    aud: String,
    pub sub: UserId,
    pub company: CompanyId,
    pub role: Role,
    pub sid: SessionId,
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// A fresh token for a sign-in.
pub(super) async fn issue(
    ctx: &Ctx,
    user: UserId,
    company: CompanyId,
    role: Role,
    session: SessionId,
) -> Option<String> {
    let now = ctx.store.now().seconds();
    let (iss, aud) = (ctx.rules.issuer.clone(), AUDIENCE.to_owned());
    let since = now - LEEWAY_S;
    let exp = now + ctx.rules.access_s;
    let claims = Claims { iss, aud, sub: user, company, role, sid: session, iat: since, nbf: since, exp };
    ctx.keys.sign(&ctx.store, &claims).await.ok()
}

/// What a token is worth by itself.
#[derive(Debug)]
pub(super) enum TokenState {
    /// It is ours, and good now.
    Good(Claims),
    /// It is ours, and its time is over.
    Over,
    /// It is not ours; or its signature is not, and its payload was written for this person.
    Forged(Option<(UserId, CompanyId)>),
}

/// Judges a token. One that somebody made up, or that ran out, costs no signature.
pub(super) async fn judge(ctx: &Ctx, token: &str) -> TokenState {
    let Ok(named) = ctx.keys.read_unverified::<Claims>(token) else { return TokenState::Forged(None) };
    if !valid_at(&named, &ctx.rules.issuer, ctx.rules.access_s, ctx.store.now()) {
        return TokenState::Over;
    }
    match ctx.keys.verify(&ctx.store, token).await {
        Ok(claims) => TokenState::Good(claims),
        Err(_) => TokenState::Forged(Some((named.sub, named.company))),
    }
}

fn valid_at(claims: &Claims, issuer: &str, longest_s: i64, now: Timestamp) -> bool {
    let now = now.seconds();
    claims.iss == issuer
        && claims.aud == AUDIENCE
        && claims.exp > now
        && claims.nbf <= now + LEEWAY_S
        && claims.iat <= now + LEEWAY_S
        && claims.exp <= claims.iat.saturating_add(longest_s.max(3_600) + LEEWAY_S)
}
