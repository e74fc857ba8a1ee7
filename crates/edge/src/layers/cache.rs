//! Who may keep an answer: the route's declared policy, applied to successes only.

use http::{HeaderMap, HeaderValue, StatusCode, header};
use kernel::entity_tag::digest;

use crate::response::Response;
use crate::route::CachePolicy;
use crate::validation::conditions;

/// What the choice of an answer depends on that is everybody's. One line: nginx before 1.23 reads
/// only the last of several.
const SHARED_VARY: &str = "Accept, Origin";
/// The same for all other answers. RFC 9110 needs no `Authorization` here, but nginx does not know
/// that rule; a sign-in may come in a cookie; and a cache that was told to ignore `no-store` still keeps people apart by this.
const OWN_VARY: &str = "Accept, Authorization, Cookie, Origin";

/// Writes the policy on an answer; turns it into "not modified" where the client has it already.
pub fn apply(policy: CachePolicy, request: &HeaderMap, response: &mut Response) {
    // A cookie is somebody's, whatever the route declares; what is made as it is taken has no tag.
    let is_shared = response.status == StatusCode::OK
        && !response.headers.contains_key(header::SET_COOKIE)
        && response.rest.is_none();
    let shared = match policy {
        CachePolicy::Revalidate if is_shared => Some(HeaderValue::from_static("public, no-cache")),
        CachePolicy::Public(seconds) if is_shared => HeaderValue::from_str(&format!("public, max-age={seconds}")).ok(),
        _ => None,
    };
    let extra = response.headers.remove(header::VARY);
    let Some(shared) = shared else {
        response.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response.headers.insert(header::VARY, vary(OWN_VARY, extra));
        return;
    };
    response.headers.insert(header::CACHE_CONTROL, shared);
    response.headers.insert(header::VARY, vary(SHARED_VARY, extra));
    // An object has its tag already; a list or a document gets one of its bytes.
    let tag = match response.headers.get(header::ETAG).and_then(|sent| sent.to_str().ok()) {
        Some(tag) => tag.to_owned(),
        None => format!("\"h-{:016x}\"", response.digest.unwrap_or_else(|| digest(&response.body))),
    };
    if let Ok(sent) = HeaderValue::from_str(&tag) {
        response.headers.insert(header::ETAG, sent);
    }
    if conditions::is_known(request, &tag) {
        response.status = StatusCode::NOT_MODIFIED;
        response.body = bytes::Bytes::new();
        response.headers.remove(header::CONTENT_TYPE);
    }
}

/// What the choice depends on, and on what else the answer says it does; in one line.
fn vary(always: &'static str, extra: Option<HeaderValue>) -> HeaderValue {
    let both = extra.and_then(|extra| HeaderValue::from_str(&format!("{always}, {}", extra.to_str().ok()?)).ok());
    both.unwrap_or(HeaderValue::from_static(always))
}
