//! Who may keep an answer: the route's declared policy, applied to successes only.

use std::hash::{DefaultHasher, Hash, Hasher};

use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::reply::Sent;
use crate::route::Cache;

/// Writes the policy on an answer; turns it into "not modified" where the client has it already.
pub fn apply(policy: Option<Cache>, request: &HeaderMap, sent: &mut Sent) {
    let shared = match policy {
        Some(Cache::Revalidate) if sent.status == StatusCode::OK => Some(HeaderValue::from_static("public, no-cache")),
        Some(Cache::Public(seconds)) if sent.status == StatusCode::OK => {
            HeaderValue::from_str(&format!("public, max-age={seconds}")).ok()
        }
        _ => None,
    };
    let Some(shared) = shared else {
        sent.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return;
    };
    sent.headers.insert(header::CACHE_CONTROL, shared);
    sent.headers.append(header::VARY, HeaderValue::from_static("Accept"));
    // A version names the object, the hash what is shown of it (offers beside it may have changed):
    // together they serve conditional writes and conditional reads.
    let hash = sent.digest.unwrap_or_else(|| {
        let mut hash = DefaultHasher::new();
        sent.body.hash(&mut hash);
        hash.finish()
    });
    let version =
        sent.headers.get(header::ETAG).and_then(|v| v.to_str().ok()).unwrap_or("\"h\"").trim_matches('"').to_owned();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}-{:016x}\"", hash)) {
        sent.headers.insert(header::ETAG, tag);
    }
    let known = request.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let tag = sent.headers.get(header::ETAG).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !tag.is_empty() && known.split(',').map(|t| t.trim().trim_start_matches("W/")).any(|t| t == tag || t == "*") {
        sent.status = StatusCode::NOT_MODIFIED;
        sent.body = bytes::Bytes::new();
        sent.headers.remove(header::CONTENT_TYPE);
    }
}
