//! Addresses of this site. Where to go on to is often said by the request; only a path of ours is
//! followed, or a link to us would lead to somebody else (open redirect, ASVS 3.7.2).

use std::fmt;

/// A path of this site, with its query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    /// The longest that is followed, in bytes.
    const MAX: usize = 1_024;

    /// A path, if it is one of ours: it begins with one slash, and no browser reads a host out of it.
    pub fn new(path: &str) -> Option<Self> {
        let rest = path.strip_prefix('/')?;
        let hostless = !rest.starts_with(['/', '\\']);
        let plain = path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\' && b != b'#');
        (hostless && plain && path.len() <= Self::MAX).then(|| Self(path.to_owned()))
    }

    /// As it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LocalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for path in ["/", "/orders", "/products?q=red+rice&brand=A%26B"] {
            assert!(LocalPath::new(path).is_some(), "{path}");
        }
        for path in [
            "",
            "orders",
            "//evil.example",
            "/\\evil.example",
            "/a\\b",
            "https://evil.example",
            "javascript:alert(1)",
            "/a\r\nset-cookie: x",
            "/ä",
            "/a b",
            "\\/evil.example",
            "/\t/evil.example",
        ] {
            assert!(LocalPath::new(path).is_none(), "{path:?}");
        }
        assert!(LocalPath::new(&format!("/{}", "a".repeat(2_000))).is_none());
    }
}
