//! The access and refresh tokens of a session.

use infra::crypto::Purpose;
use kernel::{CompanyId, Secret, SessionId, UserId};
use schemars::JsonSchema;
use serde::Serialize;

use super::token;
use crate::Ctx;
use crate::may::Role;

/// What a refresh token is tagged for.
pub(crate) const REFRESH_PURPOSE: Purpose = Purpose::RefreshToken;

/// Tokens of a new session.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Tokens {
    /// Access token, sent as `Authorization: Bearer …`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Lifetime of the access token, in seconds.
    pub expires_in: i64,
    /// Refresh token. It can be used once.
    pub refresh_token: String,
    /// ID of the session.
    pub session_id: SessionId,
    /// ID of the user.
    pub user_id: UserId,
    /// ID of the company.
    pub company_id: CompanyId,
    /// Role in the company.
    pub role: Role,
    /// How many of the user's oldest sessions this one ended, because there were too many.
    pub ended_sessions: i64,
}

/// The pair for a sign-in.
pub(crate) async fn tokens(
    ctx: &Ctx,
    user_id: UserId,
    company_id: CompanyId,
    role: Role,
    session_id: SessionId,
    refresh: &Secret<String>,
) -> Option<Tokens> {
    let access_token = token::issue(ctx, user_id, company_id, role, session_id).await?;
    let refresh_token = refresh.reveal().clone();
    Some(Tokens {
        access_token,
        token_type: "Bearer",
        expires_in: ctx.rules.access_s,
        refresh_token,
        session_id,
        user_id,
        company_id,
        role,
        ended_sessions: 0,
    })
}
