//! What the pipeline knows of one request before it reaches its endpoint, and collects for the response.

use std::net::IpAddr;

use http::HeaderValue;
use kernel::RequestId;
use market::authority::Principal;

use crate::endpoint::MountedEndpoint;
use crate::limits::{KnownUser, RateLimitPermit};
use crate::listen::Peer;
use crate::pages::FormFields;

/// A request as it came in, before it is authenticated.
pub(crate) struct IncomingRequest<'h> {
    pub client: IpAddr,
    pub peer: Peer,
    pub id: RequestId,
    pub head: &'h http::request::Parts,
}

/// What the pipeline collects for the response, however the request ends.
#[derive(Default)]
pub(crate) struct ResponseState {
    /// What was admitted, for the fields; it gives its places back when the answer is written.
    pub permit: Option<RateLimitPermit>,
    /// The cookie with a browser's next id.
    pub session_cookie: Option<HeaderValue>,
    /// Who looks at the page.
    pub principal: Option<Principal>,
    /// What they typed, if their sign-in is over.
    pub rejected_form: Option<FormFields>,
    /// Who asked, once that was known.
    pub user: Option<KnownUser>,
    /// Whether what was shown to say who asks is known to be no good.
    pub rejected_credential: bool,
}

impl ResponseState {
    /// Who asks, as far as the answer and the log want to know.
    pub fn note_principal(&mut self, principal: Option<&Principal>, mounted: &MountedEndpoint) {
        self.user = principal.map(|principal| (principal.user(), Some(principal.company())));
        self.principal = principal.cloned().filter(|_| mounted.page);
    }
}
