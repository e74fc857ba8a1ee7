//! Whom a request is counted against, and who is let further on.

use market::authority::Principal;

use super::authentication::{self, AuthResult, Credential, OptionalAuth, RejectedCredential, credential};
use super::session::{self, FetchSite};
use crate::endpoint::MountedEndpoint;
use crate::limits::{InvalidToken, RateLimitPermit, RateSubject};
use crate::problem::Problem;
use crate::request::{IncomingRequest, ResponseState};
use crate::route::CachePolicy;
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
        let identifies_user = shows_user || mounted.route.limit.is_of_catalogue();
        if mounted.is_public() && !identifies_user {
            return Ok((subject, None));
        }
        if matches!(credentials, Credential::Session(_)) {
            self.require_own_reader(&subject, incoming).await?;
        }
        if let Some(text) = credentials.text()
            && let Err(refused) = self.gatekeeper.check_known_refusal(&subject, text, &mounted.route)
        {
            response_state.user = refused.user.map(|user| (user, None));
            return Err(refused.problem);
        }
        if mounted.is_public() {
            return self.identify(credentials, subject, (incoming, mounted, shows_user), response_state).await;
        }
        if matches!(credentials, Credential::Session(_)) {
            self.require_same_origin(&subject, incoming).await?;
        }
        match authentication::authenticate(&self.ctx, credentials, incoming.id).await? {
            AuthResult::Anonymous => Ok((subject, None)),
            AuthResult::Authenticated(principal, rotated) => {
                response_state.session_cookie = rotated.as_ref().and_then(session::set_cookie);
                self.require_staff_network(&subject, &principal, (incoming, mounted), response_state).await?;
                Ok((subject.with_principal(&principal), Some(principal)))
            }
            AuthResult::Rejected(rejected) => {
                let RejectedCredential { why, holder, problem } = rejected;
                let counted = holder.map_or(subject, |(user, company)| subject.with_user(user, company));
                let Err(refused) = self.gatekeeper.count_refused_token(&counted, why).await else {
                    return Err(problem);
                };
                // It is not looked at again as long as its address has nothing left.
                if let Some(text) = credentials.text() {
                    self.gatekeeper.remember_refusal(text, &mounted.route, &subject, &refused);
                }
                Err(refused)
            }
        }
    }

    /// Looks who is asking where nobody has to be known.
    async fn identify(
        &self,
        credentials: Credential<'_>,
        subject: RateSubject,
        (incoming, mounted, shows_user): (&IncomingRequest<'_>, &MountedEndpoint, bool),
        response_state: &mut ResponseState,
    ) -> Result<(RateSubject, Option<Principal>), Problem> {
        // Nobody has to be known here; whoever is counts by themselves instead of by their office.
        // What others may keep sets no cookie, so no id is replaced.
        match authentication::try_authenticate(&self.ctx, credentials, incoming.id).await {
            // Where nobody has to be known, staff away from work is anybody.
            OptionalAuth::Authenticated(principal) if self.is_staff_elsewhere(&principal, incoming.client) => {
                Ok((subject, None))
            }
            OptionalAuth::Authenticated(principal) => Ok((subject.with_principal(&principal), Some(principal))),
            OptionalAuth::Anonymous => Ok((subject, None)),
            OptionalAuth::Rejected(why) => {
                response_state.rejected_credential = true;
                if why == InvalidToken::Forged {
                    let origin =
                        RequestOrigin { address: Some(incoming.client), who: None, request: Some(incoming.id) };
                    self.record_forged(mounted.route.id, origin);
                    // A browser that has one from elsewhere forgets it, or it would be counted at every page.
                    let forgets = mounted.page && matches!(credentials, Credential::Session(_));
                    response_state.session_cookie = session::clear_cookie().filter(|_| forgets && shows_user);
                    self.gatekeeper.count_refused_token(&subject, why).await?;
                }
                Ok((subject, None))
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

    /// Refuses to show another site what only the bearer of the cookie may see: as a picture, a script, a frame or
    /// whatever else a page fetches. A link that somebody follows is their own doing. It counts against the address.
    async fn require_own_reader(&self, subject: &RateSubject, incoming: &IncomingRequest<'_>) -> Result<(), Problem> {
        let head = incoming.head;
        if !session::is_safe_method(&head.method) || self.site_origin.may_read(&head.headers) {
            return Ok(());
        }
        self.gatekeeper.admit(subject, None, incoming.id).await?;
        Err(authentication::cross_site_read())
    }

    /// Counts a request; a refusal of a person, or of a credential that is known to be no good, is remembered
    /// under what was shown.
    pub(crate) async fn enforce_rate_limit(
        &self,
        subject: &RateSubject,
        incoming: &IncomingRequest<'_>,
        mounted: &MountedEndpoint,
        rejected_credential: bool,
    ) -> Result<RateLimitPermit, Problem> {
        let permit = self.gatekeeper.admit(subject, Some(&mounted.route), incoming.id).await;
        if let (Err(rejected), Some(text)) = (&permit, credential(&incoming.head.headers).text())
            && (rejected_credential || subject.is_user())
        {
            self.gatekeeper.remember_refusal(text, &mounted.route, subject, rejected);
        }
        permit
    }
}
