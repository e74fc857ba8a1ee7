//! Who looks at a page, and how they want it.

use http::{HeaderMap, Method, header};
use kernel::SessionId;
use market::authority::Standing;
use platform::crypto::Vault;
use schemars::SchemaGenerator;

use super::guard;
use super::lang::{Lang, Theme};
use super::local::Local;
use crate::layers::cookies;
use crate::openapi::Operation;
use crate::parts::{Part, Trip};
use crate::problem::Problem;

/// The cookie with the language somebody chose.
pub const LANG_COOKIE: &str = "aqad-lang";
/// The cookie with the theme somebody chose.
pub const THEME_COOKIE: &str = "aqad-theme";

/// What a page is made for.
#[derive(Debug, Clone)]
pub struct Screen {
    /// The language it is to come in.
    pub lang: Lang,
    /// The theme somebody chose.
    pub theme: Option<Theme>,
    /// Where it is: path and query.
    pub here: Local,
    /// A page that can be asked for again: this one, or the one whose form led here.
    pub back: Local,
    /// Whether a page of ours led here, as far as the browser tells (`Sec-Fetch-Site`).
    pub from_us: bool,
    /// Who looks at it.
    pub standing: Option<Standing>,
    /// For the forms on it; empty where nobody is signed in.
    pub token: String,
    /// Whether the browser takes compressed answers.
    pub zips: bool,
}

impl Screen {
    /// For a request, whoever sent it; `path_and_query` is where it went.
    pub fn of(head: (&Method, &HeaderMap), path_and_query: &str, known: Option<(&Standing, &Vault)>) -> Self {
        let (method, headers) = head;
        let kept = |name| cookies::named(headers, name).next();
        let path = path_and_query.split('?').next().unwrap_or_default();
        let here = Local::new(path_and_query).or(Local::new(path)).unwrap_or_else(home);
        let back = if method.is_safe() { here.clone() } else { sent_from(headers).unwrap_or_else(home) };
        let session = known.and_then(|(standing, vault)| Some((standing.session()?, vault)));
        let token = session.map(|(session, vault)| Self::token(vault, session));
        Self {
            lang: kept(LANG_COOKIE).and_then(|l| l.parse().ok()).or(Lang::asked_for(headers)).unwrap_or(Lang::En),
            theme: kept(THEME_COOKIE).and_then(|theme| theme.parse().ok()),
            here,
            back,
            from_us: headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin"),
            standing: known.map(|(standing, _)| standing.clone()),
            token: token.unwrap_or_default(),
            zips: takes_gzip(headers),
        }
    }

    /// The token for forms of a sign-in that has just begun.
    pub fn token(vault: &Vault, session: SessionId) -> String {
        guard::shown(vault, session, pad(vault))
    }

    /// Whether a form was on a page that was shown to this sign-in.
    pub fn was_shown(vault: &Vault, session: SessionId, token: &str) -> bool {
        guard::holds(vault, session, token)
    }

    /// The path alone.
    pub fn path(&self) -> &str {
        self.here.as_str().split('?').next().unwrap_or_default()
    }
}

/// The page that a form was on (`Referer`, which our pages send to ourselves only; forms of other
/// sites' pages do not come this far). What it said when it was shown is no longer so.
fn sent_from(headers: &HeaderMap) -> Option<Local> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let (_, rest) = referer.split_once("://")?;
    let path_and_query = &rest[rest.find('/')?..];
    let Some((path, query)) = path_and_query.split_once('?') else { return Local::new(path_and_query) };
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("flash=")).collect();
    Local::new(&if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) })
}

fn home() -> Local {
    Local::new("/").expect("a slash is a path")
}

/// Unpredictable bytes that are used once.
fn pad(vault: &Vault) -> [u8; 16] {
    let mut pad = [0; 16];
    pad.copy_from_slice(&vault.token().1[..16]);
    pad
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|coding| {
        let mut pieces = coding.split(';').map(str::trim);
        pieces.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip")) && !pieces.any(|q| q == "q=0")
    })
}

impl Part for Screen {
    fn describe(_: &mut Operation, _: &mut SchemaGenerator) {}
    async fn take(trip: &mut Trip<'_>) -> Result<Self, Problem> {
        let known = trip.standing.map(|standing| (standing, trip.vault));
        let whole = if trip.query.is_empty() { trip.path.to_owned() } else { format!("{}?{}", trip.path, trip.query) };
        Ok(Self::of((trip.method, trip.headers), &whole, known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(method: &Method, referer: &'static str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(header::REFERER, http::HeaderValue::from_static(referer));
        Screen::of((method, &headers), "/orders/1/cancel?x=1", None).back.to_string()
    }

    #[test]
    fn whoever_stays_goes_back_to_the_page_that_had_the_form() {
        assert_eq!(back(&Method::GET, "https://market.example/basket"), "/orders/1/cancel?x=1");
        let page = "https://market.example/orders?state=open&flash=saved&cursor=a";
        assert_eq!(back(&Method::POST, page), "/orders?state=open&cursor=a");
        assert_eq!(back(&Method::POST, "https://market.example/me?flash=saved"), "/me");
        for none in ["", "https://market.example", "market.example/me", "https://market.example//evil.example"] {
            assert_eq!(back(&Method::POST, none), "/", "{none}");
        }
    }
}
