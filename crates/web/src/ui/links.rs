//! Addresses of pages, each made in one place.

use edge::LocalPath;
use kernel::ids::Id;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand unescaped in a value of a query.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A text as it stands in a query or path.
pub(crate) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

/// A path that is ours because it is made here.
pub(crate) fn local(path: &str) -> LocalPath {
    LocalPath::new(path).unwrap_or_else(|| LocalPath::new("/").expect("a slash is a path"))
}

/// A page of one thing: `/orders/{id}`.
pub(crate) fn of(section: &str, id: &impl Id) -> LocalPath {
    local(&format!("{section}/{id}"))
}

/// The same page with what is to be said at its top, once it is shown: a key `flash-…` of the texts.
pub(crate) fn with_flash(path: &LocalPath, flash: &str) -> LocalPath {
    let joint = if path.as_str().contains('?') { '&' } else { '?' };
    local(&format!("{path}{joint}flash={flash}"))
}

/// The page where one signs in, and where it leads to afterwards.
pub(crate) fn sign_in(next: &LocalPath) -> LocalPath {
    if next.as_str() == "/" { local("/sign-in") } else { local(&format!("/sign-in?next={}", escaped(next.as_str()))) }
}

/// The same after a session ended: a key `sign-in-ended-…` of the texts says why.
pub(crate) fn sign_in_again(next: &LocalPath, why: &str) -> LocalPath {
    let page = sign_in(next);
    let joint = if page.as_str().contains('?') { '&' } else { '?' };
    local(&format!("{page}{joint}ended={}", why.replace('_', "-")))
}
