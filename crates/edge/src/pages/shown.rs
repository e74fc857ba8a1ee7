//! What an endpoint for people gives: a page, the way to one, or a file.

use std::io::Write as _;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderValue, StatusCode, header};
use kernel::Secret;
use schemars::SchemaGenerator;

use super::local::Local;
use super::screen::{LANG_COOKIE, THEME_COOKIE};
use super::{Lang, Theme};
use crate::layers::session;
use crate::openapi::Operation;
use crate::reply::{Reply, Sent};

/// An answer for people.
#[derive(Debug)]
pub struct Shown(Sent);

impl Shown {
    /// A page under a content security policy.
    pub fn page(status: StatusCode, html: String, policy: &HeaderValue, zips: bool) -> Self {
        let body = Bytes::from(html);
        let mut sent = Sent::new(status, "text/html; charset=utf-8", body);
        sent.headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
        // A form that is sent says from which of our pages (`Origin`); nobody else is told anything.
        sent.headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        sent.headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding, Accept-Language"));
        if zips {
            sent.body = zip(&sent.body);
            sent.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        Self(sent)
    }

    /// On to another page, which is then read (RFC 9110, 15.4.4).
    pub fn goto(path: &Local) -> Self {
        let mut sent = Sent::empty(StatusCode::SEE_OTHER);
        if let Ok(location) = HeaderValue::from_str(path.as_str()) {
            sent.headers.insert(header::LOCATION, location);
        }
        Self(sent)
    }

    /// A file to be kept, under a name of letters, digits, dots and dashes.
    pub fn file(name: &str, content_type: &'static str, body: String) -> Self {
        let mut sent = Sent::new(StatusCode::OK, content_type, Bytes::from(body));
        let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"")) {
            sent.headers.insert(header::CONTENT_DISPOSITION, value);
        }
        Self(sent)
    }

    /// A part of the pages themselves: style, script. It may be compressed already.
    pub fn asset(content_type: &'static str, body: Bytes, zipped: bool) -> Self {
        let mut sent = Sent::new(StatusCode::OK, content_type, body);
        sent.headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if zipped {
            sent.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        Self(sent)
    }

    /// With a cookie, if there is one.
    #[must_use]
    pub fn cookie(mut self, cookie: Option<HeaderValue>) -> Self {
        if let Some(cookie) = cookie {
            self.0.headers.append(header::SET_COOKIE, cookie);
        }
        self
    }

    /// With the id of the browser's sign-in.
    #[must_use]
    pub fn session(self, id: Option<&Secret<String>>) -> Self {
        self.cookie(id.and_then(session::carrying))
    }

    /// With the browser told to forget what belonged to the sign-in that ended. Not "cookies": that
    /// would make the device unknown to the account as well.
    #[must_use]
    pub fn forgetting(mut self) -> Self {
        self.0.headers.insert("clear-site-data", HeaderValue::from_static(r#""cache", "storage""#));
        self.cookie(session::cleared())
    }

    /// With the language or theme that somebody chose, kept for a year.
    #[must_use]
    pub fn keeping(self, lang: Option<Lang>, theme: Option<Option<Theme>>) -> Self {
        let kept = |name: &str, word: Option<&str>| {
            let (word, age) = word.map_or(("", 0), |word| (word, 31_536_000));
            HeaderValue::from_str(&format!("{name}={word}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax")).ok()
        };
        self.cookie(lang.and_then(|lang| kept(LANG_COOKIE, Some(lang.word()))))
            .cookie(theme.and_then(|theme| kept(THEME_COOKIE, theme.map(Theme::word))))
    }

    /// As it is sent, for refusals.
    pub fn into_sent(self) -> Sent {
        self.0
    }
}

/// Compressed, at the level where time and size meet for pages of some kilobytes.
pub fn zip(body: &[u8]) -> Bytes {
    let mut zipped = GzEncoder::new(Vec::with_capacity(body.len() / 3), Compression::new(4));
    match zipped.write_all(body).and_then(|()| zipped.finish()) {
        Ok(bytes) => Bytes::from(bytes),
        // Writing into memory does not fail.
        Err(_) => Bytes::new(),
    }
}

impl Reply for Shown {
    const STATUS: u16 = 200;
    const PAGE: bool = true;
    fn describe(operation: &mut Operation, _: &mut SchemaGenerator) {
        operation.gives_document(Self::STATUS);
    }
    fn send(self) -> Sent {
        self.0
    }
}
