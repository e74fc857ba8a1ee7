//! Cookies as they come in, and forgetting them.

use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::problem::Problem;

/// Bytes of cookies that a request may bring. A browser that has more is locked out by one server or proxy or
/// another: better by this one, which clears them.
const MOST_BYTES: usize = 8 * 1024;
/// Cookies that one answer takes away: more headers than a hundred are too many for many a client. What is left
/// goes with the next one.
const MOST_FORGOTTEN: usize = 40;
/// Cookies of ours, device cookies aside; the last two had no prefix once.
const OURS: [&str; 5] = ["__Host-aqad-session", "__Host-aqad-lang", "__Host-aqad-theme", "aqad-lang", "aqad-theme"];

/// The values of all cookies of a name, in the order in which they were sent.
pub fn named<'h>(headers: &'h HeaderMap, name: &str) -> impl Iterator<Item = &'h str> {
    pairs(headers).filter(move |(known, _)| *known == name).map(|(_, value)| value)
}

fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

/// Refuses what brings too many, and has the browser forget those that are ours.
pub(crate) fn check_size(headers: &HeaderMap) -> Result<(), Problem> {
    let bytes: usize = headers.get_all(header::COOKIE).iter().map(HeaderValue::len).sum();
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let device = |name: &str| !OURS.contains(&name) && name.starts_with("__Host-aqad-");
    let devices = pairs(headers).map(|(name, _)| name).filter(|name| device(name));
    let names = OURS.into_iter().filter(|name| named(headers, name).next().is_some()).chain(devices);
    Err(names.take(MOST_FORGOTTEN).fold(too_large(), |problem, name| match forget(name) {
        Some(cookie) => problem.with_header(header::SET_COOKIE, cookie),
        None => problem,
    }))
}

/// The same where the headers were too large to be read: whatever there is, the browser forgets it.
pub(crate) fn unreadable_headers() -> Problem {
    let everything = (header::HeaderName::from_static("clear-site-data"), HeaderValue::from_static(r#""cookies""#));
    too_large().with_header(everything.0, everything.1)
}

fn too_large() -> Problem {
    let detail = "the headers are too large; cookies of this site that came with them are cleared";
    Problem::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "request.headers_too_large", detail)
}

/// The line that takes a cookie away.
pub(crate) fn forget(name: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax")).ok()
}
