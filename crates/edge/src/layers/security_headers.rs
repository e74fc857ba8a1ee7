//! Headers that every answer carries, errors made below the router included. Equal to or stricter
//! than helmet 8's defaults. A page for people brings its own content security policy and what it
//! tells of itself (`Referrer-Policy`); everything else is the same for all.

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

/// Puts them on.
pub fn apply(headers: &mut HeaderMap) {
    for (name, value) in ALWAYS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    let page = headers.get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    let usual = HeaderValue::from_static(if page { CSP_PAGE } else { CSP_API });
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(usual);
    headers.remove(header::SERVER);
}
