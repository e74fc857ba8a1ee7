//! What a refused caller is told.

use http::{HeaderMap, StatusCode};
use limiter::http::headers::{self, HeaderStyle};
use limiter::{LimitDecision, PolicyVerdict};

use super::budget::Budget;
use crate::problem::{Problem, SIGN_IN_LIMIT};

/// The problem of a refusal: status 429, the sentence, and all fields.
pub(super) fn problem(decision: &LimitDecision, style: HeaderStyle) -> Problem {
    let worst = decision.violated().max_by_key(|v| v.retry);
    let detail = worst.map_or_else(String::new, |verdict| sentence(verdict, headers::retry_after_seconds(decision)));
    let mut problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "limits.too_many_requests", detail);
    let mut headers = HeaderMap::new();
    headers::insert_headers(&mut headers, decision, style);
    problem.headers = headers.into_iter().filter_map(|(name, value)| Some((name?, value))).collect();
    problem.rate_limit = Some(Box::new(decision.clone()));
    problem
}

/// In words, for the one who waits.
fn sentence(verdict: &PolicyVerdict, seconds: u64) -> String {
    let is = |budget: Budget| verdict.policy.name.replace('-', "_") == budget.as_str();
    let logins = [Budget::Login, Budget::LoginDevice, Budget::LoginAddress, Budget::LoginAccounts];
    if logins.into_iter().any(is) {
        return format!("{SIGN_IN_LIMIT} Try again in {}.", span(seconds.div_ceil(60), "minute"));
    }
    if is(Budget::SearchBurst) {
        return "Too many searches at once. Try again when one of them has finished.".to_owned();
    }
    let (window, wait) = (time(verdict.policy.window.as_secs()), time(seconds));
    // Many rows at once may be too many where some are left.
    let left = if verdict.remaining == 0 { String::new() } else { format!(", and {} are left", verdict.remaining) };
    format!("Too many requests: at most {} in {window} are allowed{left}. Try again in {wait}.", verdict.limit)
}

/// Seconds, or minutes where there are many.
fn time(seconds: u64) -> String {
    if seconds < 120 { span(seconds, "second") } else { span(seconds.div_ceil(60), "minute") }
}

/// A number with the word for what it counts.
fn span(n: u64, word: &str) -> String {
    if n == 1 { format!("{n} {word}") } else { format!("{n} {word}s") }
}
