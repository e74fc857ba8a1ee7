//! Telling callers how they stand: `RateLimit` and `RateLimit-Policy`
//! (draft-ietf-httpapi-ratelimit-headers-10, structured fields of RFC 9651), the older
//! `X-RateLimit-*`, and `Retry-After` (RFC 9110, 10.2.3).

use std::fmt::Write;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::decision::{LimitDecision, PolicyVerdict};

/// Which fields answers carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HeaderStyle {
    /// `RateLimit` and `RateLimit-Policy`.
    #[default]
    Draft,
    /// `X-RateLimit-Limit`, `-Remaining`, `-Reset` (seconds from now).
    Legacy,
    /// All of them.
    Both,
    /// None; a refusal still has `Retry-After`.
    None,
}

const MAX_INTEGER: u64 = 999_999_999_999_999;
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const LEGACY_LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
const LEGACY_REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const LEGACY_RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// Puts the fields of a decision on an answer. Of several counters under one policy (networks of
/// different size) the scarcest speaks.
pub fn insert_headers(headers: &mut HeaderMap, decision: &LimitDecision, style: HeaderStyle) {
    let shown = scarcest(decision);
    if matches!(style, HeaderStyle::Draft | HeaderStyle::Both) && !shown.is_empty() {
        let (mut policies, mut limits) = (String::new(), String::new());
        for verdict in &shown {
            let comma = if policies.is_empty() { "" } else { ", " };
            let (name, window) = (&verdict.policy.name, ceil(verdict.policy.window));
            // An integer of a structured field has fifteen digits at most (RFC 9651, 3.3.1).
            let (limit, left) = (verdict.limit.min(MAX_INTEGER), verdict.remaining.min(MAX_INTEGER));
            // Writing to a String cannot fail.
            let _ = write!(policies, "{comma}\"{name}\";q={limit};w={window}");
            let _ = write!(limits, "{comma}\"{name}\";r={left};t={}", ceil(until_more(verdict)));
        }
        insert(headers, POLICY, &policies);
        insert(headers, LIMIT, &limits);
    }
    if matches!(style, HeaderStyle::Legacy | HeaderStyle::Both)
        && let Some(scarce) = shown.iter().min_by_key(|v| (v.retry.is_none(), v.remaining))
    {
        insert(headers, LEGACY_LIMIT, &scarce.limit.to_string());
        insert(headers, LEGACY_REMAINING, &scarce.remaining.to_string());
        insert(headers, LEGACY_RESET, &ceil(until_more(scarce)).to_string());
    }
    if !decision.admitted {
        insert(headers, header::RETRY_AFTER, &ceil(decision.retry_after()).to_string());
    }
}

/// Whole seconds until a refused request may come again; never too few.
pub fn retry_after_seconds(decision: &LimitDecision) -> u64 {
    ceil(decision.retry_after())
}

fn until_more(verdict: &PolicyVerdict) -> Duration {
    verdict.retry.unwrap_or(verdict.reset)
}

fn scarcest(decision: &LimitDecision) -> Vec<&PolicyVerdict> {
    let mut shown: Vec<&PolicyVerdict> = Vec::with_capacity(decision.verdicts.len());
    for verdict in decision.verdicts.iter().filter(|v| !v.policy.monitor_only) {
        match shown.iter_mut().find(|known| known.policy.name == verdict.policy.name) {
            Some(known) => {
                let scarcer = |v: &PolicyVerdict| (v.retry.is_none(), v.remaining);
                if scarcer(verdict) < scarcer(known) {
                    *known = verdict;
                }
            }
            None => shown.push(verdict),
        }
    }
    shown
}

fn ceil(duration: Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}

fn insert(headers: &mut HeaderMap, name: HeaderName, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        headers.insert(name, value);
    }
}
