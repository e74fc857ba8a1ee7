//! The cookie of a browser's sign-in, and from where a request that brings it may come.
//!
//! A browser sends the cookie with whatever any page makes it request. Other pages cannot see the answer, but may
//! measure it, so they can link here and not fetch; writing is taken from our own pages only (CSRF).

use http::{HeaderMap, HeaderValue, Method, header};
use kernel::Secret;

use super::cookies;

/// Its prefix has the browser insist on `Secure` and `Path=/`, and keep it from other hosts.
pub const COOKIE_NAME: &str = "__Host-aqad-session";
const FLAGS: &str = "Path=/; Secure; HttpOnly; SameSite=Lax";

/// What a request brings under the cookie's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionCookie<'h> {
    /// Nothing.
    Missing,
    /// One value.
    One(&'h str),
    /// Several: no browser does that.
    Multiple,
}

/// Finds the cookie; judges nothing.
pub fn read_cookie(headers: &HeaderMap) -> SessionCookie<'_> {
    let mut values = cookies::named(headers, COOKIE_NAME);
    match (values.next(), values.next()) {
        (None, _) => SessionCookie::Missing,
        (Some(one), None) => SessionCookie::One(one),
        _ => SessionCookie::Multiple,
    }
}

/// The cookie that carries an id. It ends with the browser, or with the sign-in.
pub fn set_cookie(id: &Secret<String>) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(&format!("{COOKIE_NAME}={}; {FLAGS}", id.reveal())).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// The cookie that takes it away.
pub fn clear_cookie() -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{COOKIE_NAME}=; Max-Age=0; {FLAGS}")).ok()
}

/// Whether an answer says already what becomes of the cookie.
pub fn sets_session_cookie(answer: &HeaderMap) -> bool {
    let mut set = answer.get_all(header::SET_COOKIE).iter();
    set.any(|value| value.as_bytes().strip_prefix(COOKIE_NAME.as_bytes()).is_some_and(|rest| rest.starts_with(b"=")))
}

/// Where our own pages are.
#[derive(Debug, Clone)]
pub struct SiteOrigin {
    origin: String,
}

/// From which page a request comes, as the browser says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchSite {
    /// One of ours.
    SameOrigin,
    /// Somebody else's, or none.
    CrossSite,
    /// Nobody says; not a browser, or an old one.
    Unknown,
}

impl SiteOrigin {
    /// At `server.public_url`.
    pub fn new(public_url: &str) -> Self {
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

    /// Whether a request that changes nothing is one of ours, of the person's own hand, or a link that they follow.
    /// Browsers older than fetch metadata say only the origin of what scripts fetch; for the rest they have
    /// `SameSite` and the resource policy.
    pub fn may_read(&self, headers: &HeaderMap) -> bool {
        let sent = |name: &str| headers.get_all(name).iter().map(HeaderValue::as_bytes).collect::<Vec<_>>();
        match sent("sec-fetch-site").as_slice() {
            [] => match sent("origin").as_slice() {
                [] => true,
                [origin] => *origin == self.origin.as_bytes(),
                _ => false,
            },
            [b"same-origin" | b"none"] => true,
            [b"cross-site" | b"same-site"] => {
                let dest = sent("sec-fetch-dest");
                sent("sec-fetch-mode") == [b"navigate"] && matches!(dest.as_slice(), [] | [b"document"])
            }
            _ => false,
        }
    }

    /// Fetch metadata say it best; a browser without them names the origin of whatever writes.
    pub fn fetch_site(&self, headers: &HeaderMap) -> FetchSite {
        let sent = |name: &str| headers.get_all(name).iter().map(HeaderValue::as_bytes).collect::<Vec<_>>();
        match (sent("sec-fetch-site").as_slice(), sent("origin").as_slice()) {
            ([b"same-origin"], _) => FetchSite::SameOrigin,
            ([], [origin]) if *origin == self.origin.as_bytes() => FetchSite::SameOrigin,
            ([], []) => FetchSite::Unknown,
            _ => FetchSite::CrossSite,
        }
    }
}

/// Whether a method asks for nothing to be changed.
pub fn is_safe_method(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
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
            ("a=b", SessionCookie::Missing),
            ("__Host-aqad-session=x", SessionCookie::One("x")),
            ("a=b; __Host-aqad-session=x=y;c=d", SessionCookie::One("x=y")),
            ("__Host-aqad-session=", SessionCookie::One("")),
            ("__host-aqad-session=x; aqad-session=y; __Host-aqad-session2=z", SessionCookie::Missing),
            ("__Host-aqad-session=x; __Host-aqad-session=x", SessionCookie::Multiple),
        ] {
            assert_eq!(read_cookie(&headers(&[("cookie", line)])), found, "{line}");
        }
        let twice = headers(&[("cookie", "__Host-aqad-session=x"), ("cookie", "__Host-aqad-session=y")]);
        assert_eq!(read_cookie(&twice), SessionCookie::Multiple);
    }

    #[test]
    fn the_cookie_is_not_shown_to_logs() {
        let value = set_cookie(&Secret::new("abc".to_owned())).expect("a cookie");

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
            assert_eq!(SiteOrigin::new(url).origin, origin);
        }
    }

    #[test]
    fn another_site_can_link_and_not_fetch() {
        let site_origin = SiteOrigin::new("https://shop.example");
        let (site, mode, dest) = ("sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest");
        for (sent, is_read) in [
            (vec![], true),
            (vec![("origin", "https://shop.example")], true),
            (vec![("origin", "https://evil.example")], false),
            (vec![("origin", "null")], false),
            (vec![("origin", "https://shop.example"), ("origin", "https://shop.example")], false),
            (vec![(site, "same-origin"), (mode, "no-cors"), (dest, "image")], true),
            (vec![(site, "none"), (mode, "navigate"), (dest, "document")], true),
            (vec![(site, "cross-site"), (mode, "navigate"), (dest, "document")], true),
            (vec![(site, "same-site"), (mode, "navigate"), (dest, "document")], true),
            (vec![(site, "cross-site"), (mode, "navigate")], true),
            (vec![(site, "cross-site"), (mode, "navigate"), (dest, "iframe")], false),
            (vec![(site, "cross-site"), (mode, "navigate"), (dest, "object")], false),
            (vec![(site, "cross-site"), (mode, "no-cors"), (dest, "image")], false),
            (vec![(site, "cross-site"), (mode, "no-cors"), (dest, "document")], false),
            (vec![(site, "same-site"), (mode, "cors"), (dest, "empty")], false),
            (vec![(site, "cross-site")], false),
            (vec![(site, "")], false),
            (vec![(site, "same-origin"), (site, "same-origin")], false),
            (vec![(site, "cross-site"), (mode, "navigate"), (mode, "navigate")], false),
        ] {
            assert_eq!(site_origin.may_read(&headers(&sent)), is_read, "{sent:?}");
        }
    }

    #[test]
    fn a_page_is_ours_only_if_the_browser_says_so() {
        let site_origin = SiteOrigin::new("https://shop.example");
        for (sent, page) in [
            (vec![], FetchSite::Unknown),
            (vec![("sec-fetch-site", "same-origin")], FetchSite::SameOrigin),
            (vec![("sec-fetch-site", "same-origin"), ("origin", "null")], FetchSite::SameOrigin),
            (vec![("sec-fetch-site", "same-site"), ("origin", "https://shop.example")], FetchSite::CrossSite),
            (vec![("sec-fetch-site", "cross-site")], FetchSite::CrossSite),
            (vec![("sec-fetch-site", "none")], FetchSite::CrossSite),
            (vec![("sec-fetch-site", "")], FetchSite::CrossSite),
            (vec![("sec-fetch-site", "same-origin"), ("sec-fetch-site", "same-origin")], FetchSite::CrossSite),
            (vec![("origin", "https://shop.example")], FetchSite::SameOrigin),
            (vec![("origin", "https://shop.example:444")], FetchSite::CrossSite),
            (vec![("origin", "https://shop.example.evil.example")], FetchSite::CrossSite),
            (vec![("origin", "http://shop.example")], FetchSite::CrossSite),
            (vec![("origin", "null")], FetchSite::CrossSite),
            (vec![("origin", "https://shop.example"), ("origin", "https://shop.example")], FetchSite::CrossSite),
        ] {
            assert_eq!(site_origin.fetch_site(&headers(&sent)), page, "{sent:?}");
        }
    }
}
