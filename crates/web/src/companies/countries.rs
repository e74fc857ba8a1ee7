//! Countries as people write them: by a code of two letters, or by name in any language of the pages.

use edge::{FormFields, Lang};
use kernel::fold;
use kernel::text::CountryCode;

use crate::ui::frame::Frame;
use crate::ui::locale::Locale;

/// Countries whose currencies are traded in, by their ISO codes.
const COUNTRIES: [&str; 26] = [
    "IN", "AE", "SA", "QA", "BH", "KW", "OM", "JO", "PK", "LK", "NP", "BD", "SG", "MY", "JP", "KR", "VN", "TN", "GB",
    "US", "DE", "FR", "IE", "IT", "NL", "ES",
];

/// What people write for a country besides its name.
const OTHER_NAMES: [(&str, &str); 8] = [
    ("uae", "AE"),
    ("emirates", "AE"),
    ("ksa", "SA"),
    ("bharat", "IN"),
    ("uk", "GB"),
    ("great britain", "GB"),
    ("usa", "US"),
    ("united states of america", "US"),
];

/// The countries, by code and name in the reader's language, in the order of their names.
pub(crate) fn names(f: &Frame) -> Vec<(&'static str, String)> {
    let mut named: Vec<_> = COUNTRIES.iter().map(|code| (*code, f.country(code))).collect();
    named.sort_by(|(_, one), (_, other)| one.cmp(other));
    named
}

/// Reads a field as a country. `None` where it is none, and then the form says so.
pub(crate) fn read(fields: &mut FormFields, name: &str) -> Option<CountryCode> {
    let typed = fields.text(name).to_owned();
    if typed.is_empty() {
        return fields.add_error(name, "must not be empty");
    }
    match code_of(&typed) {
        Some(code) => Some(code),
        None => fields.add_error(name, "must be a country by its name or two-letter code"),
    }
}

/// The country that is written so.
pub(crate) fn code_of(typed: &str) -> Option<CountryCode> {
    let folded = fold::fold(typed.trim());
    let is_called = |code: &&&str| {
        let key = format!("country-{}", code.to_ascii_lowercase());
        let names = Lang::ALL.iter().filter_map(|lang| Locale::of(*lang).maybe(&key));
        names.into_iter().any(|name| fold::fold(&name) == folded)
    };
    let other = || OTHER_NAMES.iter().find(|(name, _)| *name == folded).map(|(_, code)| *code);
    let code = COUNTRIES.iter().find(is_called).copied().or_else(other);
    let code = code.map_or_else(|| typed.trim().to_ascii_uppercase(), ToOwned::to_owned);
    CountryCode::new(&code).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(typed: &str) -> Option<String> {
        code_of(typed).map(|code| code.as_str().to_owned())
    }

    #[test]
    fn a_country_is_known_by_code_and_by_name_in_every_language() {
        for typed in ["IN", "in", " In ", "India", "INDIA", "भारत", "الهند"] {
            assert_eq!(read_as(typed).as_deref(), Some("IN"), "{typed}");
        }
        for typed in ["AE", "UAE", "united arab emirates", "الإمارات العربية المتحدة"] {
            assert_eq!(read_as(typed).as_deref(), Some("AE"), "{typed}");
        }
        for typed in ["Indi", "India!", "Atlantis", "I", "IND"] {
            assert_eq!(read_as(typed), None, "{typed}");
        }
        // A country without a name of ours.
        assert_eq!(read_as("ch").as_deref(), Some("CH"));
    }

    #[test]
    fn every_country_has_a_name_in_every_language() {
        for lang in Lang::ALL {
            for code in COUNTRIES {
                let key = format!("country-{}", code.to_ascii_lowercase());
                assert!(Locale::of(*lang).maybe(&key).is_some(), "{key} in {lang}");
            }
        }
    }
}
