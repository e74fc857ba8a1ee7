//! Who looks at a page, and how they want it.

use http::HeaderMap;
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
    /// Who looks at it.
    pub standing: Option<Standing>,
    /// For the forms on it; empty where nobody is signed in.
    pub token: String,
    /// Whether the browser takes compressed answers.
    pub zips: bool,
}

impl Screen {
    /// For a request, whoever sent it.
    pub fn of(headers: &HeaderMap, path: &str, query: &str, known: Option<(&Standing, &Vault)>) -> Self {
        let kept = |name| cookies::named(headers, name).next();
        let whole = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        let session = known.and_then(|(standing, vault)| Some((standing.session()?, vault)));
        let token = session.map(|(session, vault)| Self::token(vault, session));
        Self {
            lang: kept(LANG_COOKIE).and_then(|l| l.parse().ok()).or(Lang::asked_for(headers)).unwrap_or(Lang::En),
            theme: kept(THEME_COOKIE).and_then(|theme| theme.parse().ok()),
            here: Local::new(&whole).or(Local::new(path)).unwrap_or_else(home),
            standing: known.map(|(standing, _)| standing.clone()),
            token: token.unwrap_or_default(),
            zips: takes_gzip(headers),
        }
    }

    /// The token for forms of a sign-in that has just begun.
    pub fn token(vault: &Vault, session: SessionId) -> String {
        guard::shown(vault, session, pad(vault))
    }

    /// The path alone.
    pub fn path(&self) -> &str {
        self.here.as_str().split('?').next().unwrap_or_default()
    }
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
    let lines = headers.get_all(http::header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|coding| {
        let mut pieces = coding.split(';').map(str::trim);
        pieces.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip")) && !pieces.any(|q| q == "q=0")
    })
}

impl Part for Screen {
    fn describe(_: &mut Operation, _: &mut SchemaGenerator) {}
    async fn take(trip: &mut Trip<'_>) -> Result<Self, Problem> {
        let known = trip.standing.map(|standing| (standing, trip.vault));
        Ok(Self::of(trip.headers, trip.path, trip.query, known))
    }
}
