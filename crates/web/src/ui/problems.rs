//! Refusals as pages take them: beside a field, in the words of the page, or as an error of our own.

use edge::Problem;
use http::StatusCode;
use kernel::FieldError;

use super::frame::Frame;

/// A cached value that cannot be read: that is ours to mend.
pub(crate) fn unreadable(error: &serde_json::Error) -> Problem {
    let says = "something went wrong on our side; tell us the request id if it goes on";
    let mut problem = Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "service.error", says);
    problem.internal = Some(error.to_string());
    problem
}

/// A value that was cached as JSON.
pub(crate) fn cached_value<V: kernel::Cacheable>(entry: &cache::CacheEntry<V>) -> Result<V, Problem> {
    entry.value().map_err(|error| unreadable(&error))
}

/// A refusal, said beside the field it is about.
pub(crate) fn beside(error: impl kernel::DomainError, field: &str) -> Problem {
    let mut problem = Problem::from(error);
    problem.errors.push(FieldError { path: field.to_owned(), detail: problem.detail.clone() });
    problem
}

/// A refusal that is about one field if it has this code, said beside it.
pub(crate) fn about(mut problem: Problem, code: &str, field: &str) -> Problem {
    if problem.code == code {
        let detail = problem.detail.strip_prefix("the password ").or(problem.detail.strip_prefix("the new password "));
        let detail = detail.unwrap_or(&problem.detail).to_owned();
        problem.errors.push(FieldError { path: field.to_owned(), detail });
    }
    problem
}

/// A refusal in the words of pages, in every language: the market's own sentence names ids and amounts, which
/// the page shows line by line.
pub(crate) fn in_words_of_pages(f: &Frame, mut problem: Problem) -> Problem {
    let key = format!("code-{}", problem.code.replace(['.', '_'], "-"));
    if let Some(text) = f.locale.maybe(&key) {
        problem.detail = text.into_owned();
    }
    problem
}

/// What is said afterwards, also where it was done before, as in another tab: then what it is about is in one of these
/// states by now, and nothing was refused.
pub(crate) fn settled(done: Result<&'static str, Problem>, states: &[&str]) -> Result<&'static str, Problem> {
    done.or_else(|problem| {
        let state = problem.details.as_ref().and_then(|details| details.get("state")?.as_str());
        if state.is_some_and(|state| states.contains(&state)) { Ok("already-done") } else { Err(problem) }
    })
}

/// The same where the refusal says only that somebody was quicker, and what they made of it is what was wanted.
pub(crate) fn same_already(done: Result<&'static str, Problem>, is_same: bool) -> Result<&'static str, Problem> {
    done.or_else(|problem| {
        let is_late = problem.code.ends_with(".changed_meanwhile");
        if is_late && is_same { Ok("already-done") } else { Err(problem) }
    })
}
