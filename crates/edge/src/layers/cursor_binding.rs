//! Cursors of the public catalogue are good for who got them: a person wherever they are, anybody else at their
//! address. A crawler that spreads its pages over many addresses has to begin at each of them.
//!
//! The cursor is followed by a tag over it and its owner. What is private needs none: it is found for its own
//! company alone.

use std::borrow::Cow;

use bytes::{BufMut, Bytes, BytesMut};
use http::{StatusCode, header};
use infra::crypto::{Purpose, Vault, constant_time_eq};
use kernel::PageOf;

use crate::limits::RateSubject;
use crate::problem::Problem;
use crate::response::Response;

const PURPOSE: Purpose = Purpose::CatalogueCursor;
/// Hexadecimal digits of a tag.
const TAG: usize = 16;
/// What stands before a cursor in an answer, and behind it: it is the last that a page says. Within a text the
/// quotation marks would be escaped.
const FIELD: &[u8] = b"\"next_cursor\":\"";
const END: &[u8] = b"\"}";

/// Binds cursors to whoever asks.
#[derive(Clone)]
pub struct CursorBinding {
    vault: Vault,
    /// The person, if one is known, else the address.
    own: String,
    address: String,
}

impl CursorBinding {
    pub(crate) fn new(vault: &Vault, subject: &RateSubject) -> Self {
        let (own, address) = subject.names();
        Self { vault: vault.clone(), own, address }
    }

    fn tag(&self, who: &str, cursor: &str) -> String {
        let mut tag = self.vault.mac_hex(PURPOSE, &[who.as_bytes(), cursor.as_bytes()]);
        tag.truncate(TAG);
        tag
    }

    /// A page whose cursor is good for whoever asks.
    #[must_use]
    pub fn bind<T>(&self, page: PageOf<T>) -> PageOf<T> {
        let next_cursor = page.next_cursor.map(|cursor| cursor.followed_by(&self.tag(&self.own, cursor.as_str())));
        PageOf { next_cursor, ..page }
    }

    /// The cursor of a page that was written already.
    pub(crate) fn bind_json(&self, response: &mut Response) {
        let is_json = response.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
        let Some(cursor) = is_json.then(|| cursor_of(&response.body)).flatten() else { return };
        let tag = self.tag(&self.own, cursor);
        let (page, end) = response.body.split_at(response.body.len() - END.len());
        let mut bound = BytesMut::with_capacity(response.body.len() + TAG);
        bound.put_slice(page);
        bound.put_slice(tag.as_bytes());
        bound.put_slice(end);
        response.body = Bytes::from(bound);
        // It is no longer what others are shown.
        let own = u64::from_str_radix(&tag, 16).unwrap_or_default();
        response.digest = response.digest.map(|digest| digest.rotate_left(1) ^ own);
    }

    /// The cursor within what was sent, if whoever asks got it.
    fn unbind<'c>(&self, sent: &'c str) -> Option<&'c str> {
        let (cursor, tag) = sent.split_at_checked(sent.len().checked_sub(TAG)?)?;
        let is_of = |who: &str| {
            let mut macs = self.vault.mac_hexes(PURPOSE, &[who.as_bytes(), cursor.as_bytes()]);
            macs.any(|mac| constant_time_eq(&mac.as_bytes()[..TAG], tag.as_bytes()))
        };
        // Whoever signed in meanwhile goes on where they were.
        (is_of(&self.own) || is_of(&self.address)).then_some(cursor)
    }

    /// A query with the cursor that the list knows.
    pub(crate) fn query<'q>(&self, query: &'q str) -> Result<Cow<'q, str>, Problem> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let is_cursor = |(name, text): &&(String, String)| {
            name == "cursor" && text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        // What is no cursor at all is refused as such, with the rest of the query.
        if !pairs.iter().any(|pair| is_cursor(&pair)) {
            return Ok(Cow::Borrowed(query));
        }
        let known = |pair: &(String, String)| {
            let text = if is_cursor(&pair) { self.unbind(&pair.1)?.to_owned() } else { pair.1.clone() };
            Some((pair.0.clone(), text))
        };
        let known: Option<Vec<_>> = pairs.iter().map(known).collect();
        let query = known.and_then(|pairs| serde_urlencoded::to_string(pairs).ok());
        query.map(Cow::Owned).ok_or_else(|| {
            let detail =
                "the cursor does not belong to this list, or it was given to another client; start from the first page";
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "page.bad_cursor", detail)
        })
    }
}

/// The cursor that a page ends with.
fn cursor_of(page: &[u8]) -> Option<&str> {
    let rest = page.strip_suffix(END)?;
    let from = memchr::memrchr(b'"', rest)? + 1;
    rest[..from].ends_with(FIELD).then(|| std::str::from_utf8(&rest[from..]).ok())?
}

#[cfg(test)]
mod tests {
    use super::cursor_of;

    #[test]
    fn a_cursor_is_found_where_a_page_has_one_and_nowhere_else() {
        for (page, cursor) in [
            (r#"{"items":[{"title":"a"}],"next_cursor":"0a1b"}"#, Some("0a1b")),
            (r#"{"items":[],"next_cursor":""}"#, Some("")),
            (r#"{"items":[],"next_cursor":null}"#, None),
            (r#"{"items":[{"title":"\"next_cursor\":\"0a"}],"next_cursor":null}"#, None),
            (r#"{"title":"\"next_cursor\":\"0a"}"#, None),
            (r#"{"id":"x","version":1}"#, None),
            (r#""}"#, None),
            ("", None),
        ] {
            assert_eq!(cursor_of(page.as_bytes()), cursor, "{page}");
        }
    }
}
