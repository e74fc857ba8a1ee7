//! The cookie of a browser's sign-in, and from where a request that brings it may come.
//!
//! A browser sends the cookie with whatever any page makes it request. Reading does no harm, because
//! other pages cannot see the answer; writing is taken from our own pages only (CSRF).

use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use kernel::Secret;

use super::cookies;
use crate::problem::Problem;

/// Its prefix has the browser insist on `Secure` and `Path=/`, and keep it from other hosts.
pub const NAME: &str = "__Host-aqad-session";
const FLAGS: &str = "Path=/; Secure; HttpOnly; SameSite=Lax";

/// What a request brings under the cookie's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brought<'h> {
    /// Nothing.
    Nothing,
    /// One value.
    One(&'h str),
    /// Several: no browser does that.
    Several,
}

/// Finds the cookie; judges nothing.
pub fn brought(headers: &HeaderMap) -> Brought<'_> {
    let mut values = cookies::named(headers, NAME);
    match (values.next(), values.next()) {
        (None, _) => Brought::Nothing,
        (Some(one), None) => Brought::One(one),
        _ => Brought::Several,
    }
}

/// The cookie that carries an id. It ends with the browser, or with the sign-in.
pub fn carrying(id: &Secret<String>) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(&format!("{NAME}={}; {FLAGS}", id.reveal())).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// The cookie that takes it away.
pub fn cleared() -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{NAME}=; Max-Age=0; {FLAGS}")).ok()
}

/// Whether an answer says already what becomes of the cookie.
pub fn is_settled(answer: &HeaderMap) -> bool {
    let mut set = answer.get_all(header::SET_COOKIE).iter();
    set.any(|value| value.as_bytes().strip_prefix(NAME.as_bytes()).is_some_and(|rest| rest.starts_with(b"=")))
}

/// Where our own pages are.
#[derive(Debug, Clone)]
pub struct Home {
    origin: String,
}

/// From which page a request comes, as the browser says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// One of ours.
    Own,
    /// Somebody else's, or none.
    Other,
    /// Nobody says; not a browser, or an old one.
    Unsaid,
}

impl Home {
    /// At `server.public_url`.
    pub fn at(public_url: &str) -> Self {
        let (scheme, rest) = public_url.split_once("://").unwrap_or(("https", public_url));
        let scheme = scheme.to_ascii_lowercase();
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let usual = if scheme == "http" { ":80" } else { ":443" };
        Self { origin: format!("{scheme}://{}", host.strip_suffix(usual).unwrap_or(&host)) }
    }

    /// As a browser writes it.
    pub fn origin(&self) -> Option<&str> {
        Some(&*self.origin)
    }

    /// Fetch metadata say it best; a browser without them names the origin of whatever writes.
    pub fn page(&self, headers: &HeaderMap) -> Page {
        let sent = |name: &str| headers.get_all(name).iter().map(HeaderValue::as_bytes).collect::<Vec<_>>();
        match (sent("sec-fetch-site").as_slice(), sent("origin").as_slice()) {
            ([b"same-origin"], _) => Page::Own,
            ([], [origin]) if *origin == self.origin.as_bytes() => Page::Own,
            ([], []) => Page::Unsaid,
            _ => Page::Other,
        }
    }
}

/// Whether a method asks for nothing to be changed.
pub fn only_reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The refusal of a write that another site's page may have made a browser send.
pub fn cross_site() -> Problem {
    let says = "with the cookie of a sign-in, changes are taken from this site's own pages only";
    Problem::new(StatusCode::FORBIDDEN, "access.cross_site", says)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn the_cookie_is_found_by_its_whole_name() {
        for (line, found) in [
            ("a=b", Brought::Nothing),
            ("__Host-aqad-session=x", Brought::One("x")),
            ("a=b; __Host-aqad-session=x=y;c=d", Brought::One("x=y")),
            ("__Host-aqad-session=", Brought::One("")),
            ("__host-aqad-session=x; aqad-session=y; __Host-aqad-session2=z", Brought::Nothing),
            ("__Host-aqad-session=x; __Host-aqad-session=x", Brought::Several),
        ] {
            assert_eq!(brought(&headers(&[("cookie", line)])), found, "{line}");
        }
        let twice = headers(&[("cookie", "__Host-aqad-session=x"), ("cookie", "__Host-aqad-session=y")]);
        assert_eq!(brought(&twice), Brought::Several);
    }

    #[test]
    fn the_cookie_is_not_shown_to_logs() {
        let value = carrying(&Secret::new("abc".to_owned())).expect("a cookie");

        assert_eq!(value, "__Host-aqad-session=abc; Path=/; Secure; HttpOnly; SameSite=Lax");
        assert!(!format!("{value:?}").contains("abc"));
    }

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        for (url, origin) in [
            ("https://Shop.example/", "https://shop.example"),
            ("https://shop.example:443/b2b", "https://shop.example"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://shop.example:80", "http://shop.example"),
            ("https://[::1]:8443", "https://[::1]:8443"),
        ] {
            assert_eq!(Home::at(url).origin, origin);
        }
    }

    #[test]
    fn a_page_is_ours_only_if_the_browser_says_so() {
        let home = Home::at("https://shop.example");
        for (sent, page) in [
            (vec![], Page::Unsaid),
            (vec![("sec-fetch-site", "same-origin")], Page::Own),
            (vec![("sec-fetch-site", "same-origin"), ("origin", "null")], Page::Own),
            (vec![("sec-fetch-site", "same-site"), ("origin", "https://shop.example")], Page::Other),
            (vec![("sec-fetch-site", "cross-site")], Page::Other),
            (vec![("sec-fetch-site", "none")], Page::Other),
            (vec![("sec-fetch-site", "")], Page::Other),
            (vec![("sec-fetch-site", "same-origin"), ("sec-fetch-site", "same-origin")], Page::Other),
            (vec![("origin", "https://shop.example")], Page::Own),
            (vec![("origin", "https://shop.example:444")], Page::Other),
            (vec![("origin", "https://shop.example.evil.example")], Page::Other),
            (vec![("origin", "http://shop.example")], Page::Other),
            (vec![("origin", "null")], Page::Other),
            (vec![("origin", "https://shop.example"), ("origin", "https://shop.example")], Page::Other),
        ] {
            assert_eq!(home.page(&headers(&sent)), page, "{sent:?}");
        }
    }
}
