//! What an endpoint for people gives: a page, the way to one, or a file.

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use kernel::Secret;
use schemars::SchemaGenerator;

use super::context::{FORMER_COOKIES, LANG_COOKIE, THEME_COOKIE};
use super::gzip::gzip;
use super::local_path::LocalPath;
use super::{Lang, Theme};
use crate::layers::{cookies, session};
use crate::listen::BodyStream;
use crate::operation::Operation;
use crate::problem::Problem;
use crate::reply::IntoResponse;
use crate::response::Response;

const HTML: &str = "text/html; charset=utf-8";

/// An answer for people.
#[derive(Debug)]
pub struct Page(Response);

/// The body of a page, without what belongs to one answer.
#[derive(Debug, Clone)]
pub struct RenderedPage {
    body: Bytes,
    is_compressed: bool,
}

impl RenderedPage {
    /// How long it is, in bytes.
    pub fn size(&self) -> usize {
        self.body.len()
    }
}

impl Page {
    /// A page under a content security policy.
    pub fn html(status: StatusCode, html: String, policy: &HeaderValue, compress: bool) -> Self {
        let body = if compress { gzip(html.as_bytes()) } else { Bytes::from(html) };
        let mut response = Response::new(status, HTML, body);
        Self::dress(&mut response, policy, compress);
        Self(response)
    }

    /// Shows a refusal beside what it is about.
    #[must_use]
    pub fn refused(mut self, problem: Option<&Problem>) -> Self {
        self.0.refusal = problem.map(Problem::note);
        self
    }

    /// On to another page, which is then read (RFC 9110, 15.4.4).
    pub fn redirect(path: &LocalPath) -> Self {
        let mut response = Response::empty(StatusCode::SEE_OTHER);
        if let Ok(location) = HeaderValue::from_str(path.as_str()) {
            response.headers.insert(header::LOCATION, location);
        }
        Self(response)
    }

    /// A page as it was rendered before for somebody to whom it looks the same.
    pub fn from_cache(page: &RenderedPage, policy: &HeaderValue) -> Self {
        let mut response = Response::new(StatusCode::OK, HTML, page.body.clone());
        Self::dress(&mut response, policy, page.is_compressed);
        Self(response)
    }

    /// This page, to be kept in a cache.
    pub fn to_cache(&self) -> RenderedPage {
        let is_compressed = self.0.headers.contains_key(header::CONTENT_ENCODING);
        // A copy of its own length.
        RenderedPage { body: Bytes::copy_from_slice(&self.0.body), is_compressed }
    }

    fn dress(response: &mut Response, policy: &HeaderValue, is_compressed: bool) {
        response.headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
        // A form that is sent says from which of our pages (`Origin`); nobody else is told anything.
        response.headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        response.headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding, Accept-Language"));
        if is_compressed {
            response.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
    }

    /// A file to be kept, under a name of letters, digits, dots and dashes.
    pub fn download(name: &str, content_type: &'static str, body: Bytes, rest: Option<BodyStream>) -> Self {
        let mut response = Response::new(StatusCode::OK, content_type, body);
        response.rest = rest;
        let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"")) {
            response.headers.insert(header::CONTENT_DISPOSITION, value);
        }
        Self(response)
    }

    /// A part of the pages themselves: style, script. It may be compressed already.
    pub fn asset(content_type: &'static str, body: Bytes, zipped: bool) -> Self {
        let mut response = Response::new(StatusCode::OK, content_type, body);
        response.headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if zipped {
            response.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        Self(response)
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
        self.cookie(id.and_then(session::set_cookie))
    }

    /// With the browser told to forget what belonged to the sign-in that ended. Not "cookies": that
    /// would make the device unknown to the account as well.
    #[must_use]
    pub fn clear_site_data(mut self) -> Self {
        self.0.headers.insert("clear-site-data", HeaderValue::from_static(r#""cache", "storage""#));
        self.cookie(session::clear_cookie())
    }

    /// With the language or theme that somebody chose, kept for a year.
    #[must_use]
    pub fn preferences(self, lang: Option<Lang>, theme: Option<Option<Theme>>) -> Self {
        let kept = |name: &str, word: Option<&str>| {
            let (word, age) = word.map_or(("", 0), |word| (word, 31_536_000));
            HeaderValue::from_str(&format!("{name}={word}; Path=/; Max-Age={age}; Secure; HttpOnly; SameSite=Lax")).ok()
        };
        let without_former = FORMER_COOKIES.into_iter().fold(self, |page, name| page.cookie(cookies::forget(name)));
        without_former
            .cookie(lang.and_then(|lang| kept(LANG_COOKIE, Some(lang.as_str()))))
            .cookie(theme.and_then(|theme| kept(THEME_COOKIE, theme.map(Theme::as_str))))
    }

    /// As it is sent, for refusals.
    pub fn into_response(self) -> Response {
        self.0
    }
}

impl IntoResponse for Page {
    const STATUS: u16 = 200;
    const IS_PAGE: bool = true;
    fn describe(operation: &mut Operation, _: &mut SchemaGenerator) {
        operation.responds_document(Self::STATUS);
    }
    fn into_response(self) -> Response {
        self.0
    }
}
