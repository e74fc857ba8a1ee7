//! Who looks at a page, and how they want it.

use http::{HeaderMap, Method, header};
use infra::crypto::Vault;
use kernel::SessionId;
use market::authority::Principal;
use schemars::SchemaGenerator;

use super::csrf;
use super::lang::{Lang, Theme};
use super::local_path::LocalPath;
use crate::extract::{FromRequest, RequestContext};
use crate::layers::cookies;
use crate::operation::Operation;
use crate::problem::Problem;

/// The cookie with the language somebody chose. As with the session, the prefix keeps it from other hosts and
/// from plain HTTP.
pub const LANG_COOKIE: &str = "__Host-aqad-lang";
/// The cookie with the theme somebody chose.
pub const THEME_COOKIE: &str = "__Host-aqad-theme";
/// What these were called without their prefix; they are taken away.
pub const FORMER_COOKIES: [&str; 2] = ["aqad-lang", "aqad-theme"];

/// What a page is made for.
#[derive(Debug, Clone)]
pub struct PageContext {
    /// The language it is to come in.
    pub lang: Lang,
    /// The theme somebody chose.
    pub theme: Option<Theme>,
    /// Where it is: path and query.
    pub current: LocalPath,
    /// A page that can be asked for again: this one, or the one whose form led here.
    pub return_to: LocalPath,
    /// Whether a page of ours led here, as far as the browser tells (`Sec-Fetch-Site`).
    pub same_origin: bool,
    /// Who looks at it.
    pub principal: Option<Principal>,
    /// For the forms on it; empty where nobody is signed in.
    pub csrf_token: String,
    /// Whether the browser takes compressed answers.
    pub accepts_gzip: bool,
}

impl PageContext {
    /// For a request, whoever sent it; `path_and_query` is where it went.
    pub fn new(head: (&Method, &HeaderMap), path_and_query: &str, known: Option<(&Principal, &Vault)>) -> Self {
        let (method, headers) = head;
        let kept = |name| cookies::named(headers, name).next();
        let path = path_and_query.split('?').next().unwrap_or_default();
        let current = LocalPath::new(path_and_query).or(LocalPath::new(path)).unwrap_or_else(home);
        let return_to = if method.is_safe() { current.clone() } else { referring_page(headers).unwrap_or_else(home) };
        let session = known.and_then(|(principal, vault)| Some((principal.session()?, vault)));
        let csrf_token = session.map(|(session, vault)| Self::csrf_token(vault, session));
        Self {
            lang: kept(LANG_COOKIE)
                .and_then(|l| l.parse().ok())
                .or(Lang::from_accept_language(headers))
                .unwrap_or(Lang::En),
            theme: kept(THEME_COOKIE).and_then(|theme| theme.parse().ok()),
            current,
            return_to,
            same_origin: headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin"),
            principal: known.map(|(principal, _)| principal.clone()),
            csrf_token: csrf_token.unwrap_or_default(),
            accepts_gzip: accepts_gzip(headers),
        }
    }

    /// The token for forms of a sign-in that has just begun.
    pub fn csrf_token(vault: &Vault, session: SessionId) -> String {
        csrf::mask(vault, session, pad(vault))
    }

    /// Whether a form was on a page that was shown to this sign-in.
    pub fn verify_csrf_token(vault: &Vault, session: SessionId, token: &str) -> bool {
        csrf::verify(vault, session, token)
    }

    /// The path alone.
    pub fn path(&self) -> &str {
        self.current.as_str().split('?').next().unwrap_or_default()
    }
}

/// The page that a form was on (`Referer`, which our pages send to ourselves only; forms of other
/// sites' pages do not come this far). What it said when it was shown is no longer so.
fn referring_page(headers: &HeaderMap) -> Option<LocalPath> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let (_, rest) = referer.split_once("://")?;
    let path_and_query = &rest[rest.find('/')?..];
    let Some((path, query)) = path_and_query.split_once('?') else { return LocalPath::new(path_and_query) };
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("flash=")).collect();
    LocalPath::new(&if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) })
}

fn home() -> LocalPath {
    LocalPath::new("/").expect("a slash is a path")
}

/// Unpredictable bytes that are used once.
fn pad(vault: &Vault) -> [u8; 16] {
    let mut pad = [0; 16];
    pad.copy_from_slice(&vault.token().1[..16]);
    pad
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|coding| {
        let mut pieces = coding.split(';').map(str::trim);
        pieces.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip")) && !pieces.any(|q| q == "q=0")
    })
}

impl FromRequest for PageContext {
    fn describe(_: &mut Operation, _: &mut SchemaGenerator) {}
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let known = request.principal.map(|principal| (principal, request.vault));
        let whole = if request.query.is_empty() {
            request.path.to_owned()
        } else {
            format!("{}?{}", request.path, request.query)
        };
        Ok(Self::new((request.method, request.headers), &whole, known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn return_to(method: &Method, referer: &'static str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(header::REFERER, http::HeaderValue::from_static(referer));
        PageContext::new((method, &headers), "/orders/1/cancel?x=1", None).return_to.to_string()
    }

    #[test]
    fn whoever_stays_goes_back_to_the_page_that_had_the_form() {
        assert_eq!(return_to(&Method::GET, "https://market.example/basket"), "/orders/1/cancel?x=1");
        let page = "https://market.example/orders?state=open&flash=saved&cursor=a";
        assert_eq!(return_to(&Method::POST, page), "/orders?state=open&cursor=a");
        assert_eq!(return_to(&Method::POST, "https://market.example/me?flash=saved"), "/me");
        for none in ["", "https://market.example", "market.example/me", "https://market.example//evil.example"] {
            assert_eq!(return_to(&Method::POST, none), "/", "{none}");
        }
    }
}
