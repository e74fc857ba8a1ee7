//! Bounded texts. Every free text a stranger may send is one of these, so that length and
//! control characters are settled before a log, a mail or a table sees it (ASVS 1.3.3).

mod visible;

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::printed;

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but blanks, or marks on nothing.
    #[error("must not be empty")]
    Empty,
    /// More characters than the field holds.
    #[error("is too long")]
    TooLong,
    /// A control, format, private or invisible character, or a non-character.
    #[error("contains a character that is not allowed")]
    Forbidden,
    /// Fewer characters than there must be.
    #[error("is too short")]
    TooShort,
}

/// Trims, composes (NFC) and checks one text. The direction marks that a page puts around a name go with the blanks.
fn checked(raw: &str, max_chars: usize, lines: bool) -> Result<String, TextError> {
    // NFC can grow a text; refuse the absurd before doing the work.
    if raw.len() > max_chars.saturating_mul(4) + 64 {
        return Err(TextError::TooLong);
    }
    let shown = printed::trimmed(raw);
    if !visible::is_allowed(shown, lines) {
        return Err(TextError::Forbidden);
    }
    let text: String = shown.trim().nfc().collect();
    if !visible::shows(&text) {
        return Err(TextError::Empty);
    }
    if text.chars().count() > max_chars {
        return Err(TextError::TooLong);
    }
    Ok(text)
}

/// The spellings in which one text is typed on different devices: composed (NFC) first, then in parts (NFD), then
/// as it was sent, each once.
pub fn spellings(text: &str) -> Vec<String> {
    let mut all: Vec<String> = vec![text.nfc().collect()];
    for other in [text.nfd().collect(), text.to_owned()] {
        if !all.contains(&other) {
            all.push(other);
        }
    }
    all
}

/// A text that is read as what it shows; refused where it is absurdly long.
fn within(raw: &str, max: usize, read: fn(&str) -> String) -> Result<String, TextError> {
    if raw.len() > max.saturating_mul(8) + 64 { Err(TextError::TooLong) } else { Ok(read(raw)) }
}

/// A text as a table holds it: it was checked by the rules of the day when it was written, and is read whatever the
/// rules of today say.
pub(crate) trait FromTable {
    /// The text.
    fn from_table(text: String) -> Self;
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident($max:literal, lines: $lines:literal $(, first: $first:path)?);)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(String);

        impl FromTable for $name {
            fn from_table(text: String) -> Self { Self(text) }
        }
        impl $name {
            /// The most characters it may have.
            pub const MAX_CHARS: usize = $max;
            /// Trims, composes and checks.
            pub fn new(raw: &str) -> Result<Self, TextError> {
                $(let raw = &within(raw, $max, $first)?;)?
                checked(raw, $max, $lines).map(Self)
            }
            /// The text.
            pub fn as_str(&self) -> &str { &self.0 }
            /// The text, owned.
            pub fn into_string(self) -> String { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                Self::new(&String::deserialize(d)?).map_err(serde::de::Error::custom)
            }
        }
        impl JsonSchema for $name {
            fn inline_schema() -> bool { true }
            fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "minLength": 1, "maxLength": $max })
            }
        }
    )*};
}

texts! {
    /// A person's or company's name.
    Name(120, lines: false);
    /// What a product is called.
    Title(200, lines: false);
    /// What a product is, in sentences; HTML is sanitised before it is stored.
    Description(5_000, lines: true);
    /// Why somebody did something.
    Reason(500, lines: false);
    /// What shows that somebody is right.
    Evidence(2_000, lines: true);
    /// One line of an address.
    AddressLine(200, lines: false);
    /// A postcode, as written on letters.
    Postcode(16, lines: false);
    /// A buyer's own reference for an order.
    Reference(64, lines: false);
    /// What somebody typed into a search box, or copied into it.
    SearchText(100, lines: false, first: printed::sought);
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident($min:literal..=$max:literal, $pattern:literal, $allowed:expr, $read:expr);)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(String);

        impl $name {
            /// The most characters it may have.
            pub const MAX_CHARS: usize = $max;
            /// Reads the code as it is printed, and checks it; letter case stays.
            pub fn new(raw: &str) -> Result<Self, TextError> {
                let raw = within(raw, $max, $read)?;
                if raw.is_empty() { return Err(TextError::Empty); }
                if raw.len() > $max { return Err(TextError::TooLong); }
                if raw.len() < $min { return Err(TextError::TooShort); }
                let allowed: fn(u8) -> bool = $allowed;
                if raw.bytes().all(allowed) { Ok(Self(raw)) } else { Err(TextError::Forbidden) }
            }
            /// The code.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                Self::new(&String::deserialize(d)?).map_err(serde::de::Error::custom)
            }
        }
        impl JsonSchema for $name {
            fn inline_schema() -> bool { true }
            fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "minLength": $min, "maxLength": $max, "pattern": $pattern })
            }
        }
    )*};
}

codes! {
    /// A vendor's own article number; letter case counts.
    Sku(1..=64, "^[A-Za-z0-9._/-]+$", |b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'/' | b'-'), printed::plain);
    /// The name of a category in addresses.
    Slug(1..=64, "^[a-z0-9-]+$", |b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-', printed::plain);
    /// A client's name for one attempt at a write; letter case and every byte count.
    IdempotencyKey(1..=128, "^[A-Za-z0-9._:-]+$", |b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b':' | b'-'), str::to_owned);
    /// A one-time code of digits.
    ProofCode(6..=6, "^[0-9]{6}$", |b| b.is_ascii_digit(), printed::plain_digits);
    /// ISO 3166-1 alpha-2.
    CountryCode(2..=2, "^[A-Z]{2}$", |b| b.is_ascii_uppercase(), printed::plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_disguising_characters_are_refused() {
        for bad in ["a\0b", "a\nb", "\u{202e}gnp.exe", "a\u{feff}b", "\u{fffe}x", "\u{85}", "\u{3164}", "a\u{e0041}"] {
            assert_eq!(Name::new(bad), Err(TextError::Forbidden), "{bad:?}");
        }
        assert!(Description::new("two\nlines").is_ok());
    }

    #[test]
    fn texts_are_trimmed_composed_and_bounded() {
        assert_eq!(Name::new("  Cafe\u{301} ").map(Name::into_string), Ok("Café".to_owned()));
        assert_eq!(Name::new("   "), Err(TextError::Empty));
        assert_eq!(Name::new(&"x".repeat(121)), Err(TextError::TooLong));
        assert_eq!(Name::new(&"x".repeat(2_000_000)), Err(TextError::TooLong));
    }

    #[test]
    fn codes_are_read_as_they_are_printed_and_keys_byte_by_byte() {
        for printed in
            ["PEP-330/a", " PEP\u{2011}330/a ", "\u{2068}PEP-330/a\u{2069}", "PEP-٣٣٠/a", "\u{200f}PEP-330/a\u{a0}"]
        {
            assert_eq!(Sku::new(printed).as_ref().map(Sku::as_str), Ok("PEP-330/a"), "{printed:?}");
        }
        assert!(Sku::new("PEP 330").is_err());
        assert!(Sku::new("\u{202e}033-PEP").is_err());
        assert_eq!(ProofCode::new("\u{2068}١٢٣ 456\u{2069}").as_ref().map(ProofCode::as_str), Ok("123456"));
        assert!(IdempotencyKey::new("k1 ").is_err());
        assert!(IdempotencyKey::new("k\u{2011}1").is_err());
        assert_eq!(Sku::new(&"x".repeat(2_000_000)), Err(TextError::TooLong));
    }

    #[test]
    fn a_text_has_as_many_spellings_as_devices_type() {
        assert_eq!(spellings("plain ascii"), ["plain ascii"]);
        assert_eq!(spellings("é"), ["é", "e\u{301}"]);
        assert_eq!(spellings("e\u{301}"), ["é", "e\u{301}"]);
        assert_eq!(spellings("ée\u{301}"), ["éé", "e\u{301}e\u{301}", "ée\u{301}"]);
    }

    #[test]
    fn what_a_page_puts_around_a_text_is_no_part_of_it() {
        assert_eq!(Name::new("\u{2068}Acme Mills\u{2069}").map(Name::into_string), Ok("Acme Mills".to_owned()));
        assert_eq!(Name::new("\u{2068}\u{2069}"), Err(TextError::Empty));
        let sought = SearchText::new("\u{200f}Ac\u{ad}me \u{2068}12\u{2069}");
        assert_eq!(sought.map(SearchText::into_string), Ok("Acme 12".to_owned()));
    }
}
