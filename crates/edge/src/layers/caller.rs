//! Whom a request is counted against, and who is let further on.

use market::authority::Principal;
use market::security::SecurityEventKind;

use super::authentication::{self, AuthResult, Credential, OptionalAuth, credential};
use super::session::{self, FetchSite};
use crate::endpoint::MountedEndpoint;
use crate::limits::{InvalidToken, RateLimitPermit, RateSubject};
use crate::problem::Problem;
use crate::request::{IncomingRequest, ResponseState};
use crate::route::{CachePolicy, LimitClass};
use crate::security_log::RequestOrigin;
use crate::state::AppState;

impl AppState {
    /// Whom a request is counted against. A credential whose owner is known to be refused is refused
    /// here, before a signature is checked or a table read.
    pub(crate) async fn authenticate(
        &self,
        incoming: &IncomingRequest<'_>,
        mounted: &MountedEndpoint,
        response_state: &mut ResponseState,
    ) -> Result<(RateSubject, Option<Principal>), Problem> {
        let (subject, credentials) = (RateSubject::from_address(incoming.client), credential(&incoming.head.headers));
        if mounted.page {
            self.require_same_origin(&subject, incoming).await?;
        }
        // A page says who is signed in, whoever may look at it.
        let shows_user =
            mounted.page && session::is_safe_method(&incoming.head.method) && mounted.cache() == CachePolicy::Never;
        let identifies_user = shows_user || matches!(mounted.route.limit, LimitClass::Search | LimitClass::Catalogue);
        if mounted.is_public() && !identifies_user {
            return Ok((subject, None));
        }
        if let Some(text) = credentials.text() {
            self.gatekeeper.check_known_refusal(&subject, text, &mounted.route)?;
        }
        if mounted.is_public() {
            // Nobody has to be known here; whoever is counts by themselves instead of by their office.
            // What others may keep sets no cookie, so no id is replaced.
            return match authentication::try_authenticate(&self.ctx, credentials, incoming.id).await {
                OptionalAuth::Authenticated(principal) => Ok((subject.with_principal(&principal), Some(principal))),
                OptionalAuth::Anonymous => Ok((subject, None)),
                OptionalAuth::Guessing => {
                    let origin =
                        RequestOrigin { address: Some(incoming.client), who: None, request: Some(incoming.id) };
                    self.record_anomaly(SecurityEventKind::TokenRefused, mounted.route.id, "auth.session_over", origin);
                    self.gatekeeper.count_refused_token(&subject, InvalidToken::Forged).await?;
                    Ok((subject, None))
                }
            };
        }
        if matches!(credentials, Credential::Session(_)) {
            self.require_same_origin(&subject, incoming).await?;
        }
        match authentication::authenticate(&self.ctx, credentials, incoming.id).await? {
            AuthResult::Anonymous => Ok((subject, None)),
            AuthResult::Authenticated(principal, rotated) => {
                response_state.session_cookie = rotated.as_ref().and_then(session::set_cookie);
                Ok((subject.with_principal(&principal), Some(principal)))
            }
            AuthResult::Rejected(why, problem) => {
                self.gatekeeper.count_refused_token(&subject, why).await?;
                Err(problem)
            }
        }
    }

    /// Refuses a write that comes with a cookie or as a form, and not from a page of ours, before anything
    /// is looked up for it. It counts against the address.
    async fn require_same_origin(&self, subject: &RateSubject, incoming: &IncomingRequest<'_>) -> Result<(), Problem> {
        let head = incoming.head;
        if session::is_safe_method(&head.method) || self.site_origin.fetch_site(&head.headers) == FetchSite::SameOrigin
        {
            return Ok(());
        }
        self.gatekeeper.admit(subject, None, incoming.id).await?;
        Err(authentication::cross_site())
    }

    /// Counts a request; a refusal of a person is remembered under their credential.
    pub(crate) async fn enforce_rate_limit(
        &self,
        subject: &RateSubject,
        incoming: &IncomingRequest<'_>,
        mounted: &MountedEndpoint,
    ) -> Result<RateLimitPermit, Problem> {
        let permit = self.gatekeeper.admit(subject, Some(&mounted.route), incoming.id).await;
        if let (Err(rejected), Some(text)) = (&permit, credential(&incoming.head.headers).text()) {
            self.gatekeeper.remember_refusal(text, &mounted.route, subject, rejected);
        }
        permit
    }
}
