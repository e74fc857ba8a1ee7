//! Cross-origin requests: an exact list of origins, and preflights that never reach a handler.

use http::header::{self, HeaderValue};
use http::{HeaderMap, Method, StatusCode};

use crate::response::Response;

/// Headers a browser's script may send.
const HEADERS: &str = "authorization, content-type, idempotency-key, if-match, if-none-match";
/// Headers a browser's script may read.
const EXPOSED: &str = "etag, location, retry-after, x-request-id, idempotency-replayed, ratelimit, ratelimit-policy, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset";
const METHODS: &str = "GET, HEAD, POST, PUT, PATCH, DELETE";

/// Origins that may call.
#[derive(Debug, Clone, Default)]
pub struct CorsPolicy {
    origins: Vec<String>,
}

impl CorsPolicy {
    /// From configuration.
    pub fn new(origins: Vec<String>) -> Self {
        Self { origins }
    }

    /// The request's origin, if there is exactly one and it is on the list, byte for byte.
    fn matched<'h>(&self, headers: &'h HeaderMap) -> Option<&'h HeaderValue> {
        let mut sent = headers.get_all(header::ORIGIN).iter();
        let (Some(origin), None) = (sent.next(), sent.next()) else { return None };
        self.origins.iter().any(|known| known.as_bytes() == origin.as_bytes()).then_some(origin)
    }

    /// Whether a website's script sends it that is neither ours nor on the list.
    pub(crate) fn is_foreign(&self, headers: &HeaderMap, own: Option<&str>) -> bool {
        let mut sent = headers.get_all(header::ORIGIN).iter().peekable();
        let is_own = |origin: &HeaderValue| own.is_some_and(|own| own.as_bytes() == origin.as_bytes());
        sent.peek().is_some() && self.matched(headers).is_none() && !sent.all(is_own)
    }

    /// The answer to a preflight; `None` when it is none.
    pub fn preflight(&self, method: &Method, headers: &HeaderMap) -> Option<Response> {
        let is_preflight = method == Method::OPTIONS
            && headers.contains_key(header::ORIGIN)
            && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        if !is_preflight {
            return None;
        }
        let mut response = Response::empty(StatusCode::NO_CONTENT);
        if self.matched(headers).is_some() && !headers.contains_key("access-control-request-private-network") {
            response.headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(METHODS));
            response.headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(HEADERS));
            response.headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
        }
        Some(response)
    }

    /// Puts the grant on an answer. Other origins bring tokens, in a header; cookies are for our own
    /// pages, so credentials are never allowed. That answers depend on `Origin`, granted or not, is
    /// said by `layers::cache`.
    pub fn apply(&self, request: &HeaderMap, answer: &mut HeaderMap) {
        if let Some(origin) = self.matched(request) {
            answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            answer.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
            // The body is for that origin's script, so the resource policy must let it through.
            answer.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
        }
    }
}
