//! Headers that every answer carries, errors made below the router included. Equal to or stricter
//! than helmet 8's defaults. A page for people brings its own content security policy and what it
//! tells of itself (`Referrer-Policy`); everything else is the same for all.

use std::sync::LazyLock;

use http::HeaderMap;
use http::header::{self, HeaderName, HeaderValue};

/// For JSON: nothing in it may be shown, run, framed or fetched from.
const CSP_API: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";
/// For the reference: its own stylesheet, and nothing else.
const CSP_PAGE: &str = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; upgrade-insecure-requests";

const ALWAYS: &[(&str, &str)] = &[
    ("strict-transport-security", "max-age=63072000; includeSubDomains; preload"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("x-dns-prefetch-control", "off"),
    ("x-download-options", "noopen"),
    ("x-permitted-cross-domain-policies", "none"),
    ("x-xss-protection", "0"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("origin-agent-cluster", "?1"),
    (
        "permissions-policy",
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), browsing-topics=()",
    ),
];

/// Headers that an answer may have: with room for all of them, nothing is moved while they are put on.
const CAPACITY: usize = 28;

/// What every answer begins with. Copying them costs a tenth of putting each on.
static FIRST: LazyLock<HeaderMap> = LazyLock::new(|| {
    let mut headers = HeaderMap::with_capacity(CAPACITY);
    headers.extend(
        ALWAYS.iter().map(|(name, value)| (Some(HeaderName::from_static(name)), HeaderValue::from_static(value))),
    );
    headers
});

/// The headers of a new answer. What it says itself about one of them comes in its place.
pub(crate) fn first() -> HeaderMap {
    FIRST.clone()
}

/// Puts on what depends on the answer, and whatever was taken away.
pub fn apply(headers: &mut HeaderMap) {
    if FIRST.keys().any(|name| !headers.contains_key(name)) {
        for (name, value) in FIRST.iter() {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    }
    let page = headers.get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    let usual = HeaderValue::from_static(if page { CSP_PAGE } else { CSP_API });
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(usual);
    headers.remove(header::SERVER);
}
