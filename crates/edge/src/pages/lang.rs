//! The languages and themes that pages come in.

use http::{HeaderMap, header};
use kernel::string_enum;

string_enum! {
    /// A language that pages come in, by its BCP 47 tag.
    pub enum Lang {
        /// English.
        En = "en",
        /// Hindi.
        Hi = "hi",
        /// Arabic, from right to left.
        Ar = "ar",
    }

    /// Light or dark, where somebody chose; else the system says.
    pub enum Theme {
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }
}

impl Lang {
    /// In which direction it is read.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::En | Self::Hi => "ltr",
            Self::Ar => "rtl",
        }
    }

    /// Its own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Hi => "हिन्दी",
            Self::Ar => "العربية",
        }
    }

    /// The best of ours among those that a browser asks for (RFC 9110, 12.5.4). Browsers list them in
    /// falling order, so weights are not weighed; what is refused by `q=0` is passed over.
    pub fn from_accept_language(headers: &HeaderMap) -> Option<Self> {
        let line = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        line.split(',').find_map(|range| {
            let mut pieces = range.split(';').map(str::trim);
            let tag = pieces.next()?.split('-').next()?.to_ascii_lowercase();
            if pieces.any(|q| matches!(q, "q=0" | "q=0.0")) { None } else { tag.parse().ok() }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_of_ours_is_taken() {
        for (line, lang) in [
            ("ar-AE,ar;q=0.9,en;q=0.8", Some(Lang::Ar)),
            ("de-DE, hi;q=0.7", Some(Lang::Hi)),
            ("de, hi;q=0, en", Some(Lang::En)),
            ("de", None),
            ("", None),
            (";;;,,,", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, line.parse().expect("a header"));
            assert_eq!(Lang::from_accept_language(&headers), lang, "{line}");
        }
    }
}
