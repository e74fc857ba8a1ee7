//! Global Trade Item Numbers (GS1 General Specifications, section 7.9: check digit).

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

use crate::printed::plain_digits;

/// A GTIN-8, -12, -13 or -14, kept as 14 digits with leading zeros, so that one article has one spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Gtin(String);

/// The digits are not a GTIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be 8, 12, 13 or 14 digits with a valid check digit")]
pub struct InvalidGtin;

/// Bytes that digits with all that is printed around them may have.
const PRINTED_MAX: usize = 200;

/// The digits of what is printed; nothing of what is far too long.
fn printed(raw: &str) -> String {
    if raw.len() > PRINTED_MAX { String::new() } else { plain_digits(raw) }
}

impl Gtin {
    /// The fewest digits: a GTIN-8 without its leading zero.
    const FEWEST: usize = 7;

    /// Reads the digits as they are printed, in groups or not, and in any script, with leading zeros or without (a
    /// spreadsheet drops them); then the check digit decides.
    pub fn new(raw: &str) -> Result<Self, InvalidGtin> {
        let digits = printed(raw);
        if !(Self::FEWEST..=14).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(InvalidGtin);
        }
        let padded = format!("{digits:0>14}");
        let sum: u32 =
            padded.bytes().enumerate().map(|(at, b)| u32::from(b - b'0') * if at % 2 == 0 { 3 } else { 1 }).sum();
        if sum.is_multiple_of(10) { Ok(Self(padded)) } else { Err(InvalidGtin) }
    }
    /// The 14 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The digits in each length in which they are printed, and without leading zeros, as spreadsheets keep them.
    pub fn printed_forms(&self) -> Vec<String> {
        let bare = self.0.trim_start_matches('0');
        let lengths = [14, 13, 12, 8].into_iter().filter(|length| *length > bare.len());
        lengths.filter_map(|length| self.0.get(14 - length..)).chain([bare]).map(str::to_owned).collect()
    }
    /// The company prefixes that it could have been made under, from the shortest to the longest. The digit before
    /// a GTIN-13 is an indicator or a zero; a GTIN-8 is made under a prefix of its own kind, which no company holds.
    pub fn company_prefixes(&self) -> impl Iterator<Item = &str> {
        let is_eight = self.0.starts_with("000000");
        CompanyPrefix::DIGITS.filter(move |_| !is_eight).map(|digits| &self.0[1..=digits])
    }
}

/// A GS1 company prefix, as GTIN-13s begin: 6 to 12 digits. A U.P.C. company prefix has a zero before it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct CompanyPrefix(String);

/// The digits are no company prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPrefix {
    /// Too few, too many, or no digits.
    #[error("must be 6 to 12 digits; enter it as your GTIN-13s begin, and put a 0 before a U.P.C. company prefix")]
    Digits,
    /// Nobody's own, by the GS1 General Specifications, section 1.4.
    #[error("is in a range that no company is assigned; examples are 02, 04, 2, 977 to 984 and 99")]
    Restricted,
}

impl CompanyPrefix {
    /// How many digits there may be.
    pub const DIGITS: std::ops::RangeInclusive<usize> = 6..=12;
    /// Numbers for use within a company or region, what could be taken for a GTIN-8, serials, books, refund
    /// receipts and coupons.
    const RESTRICTED: &[&str] =
        &["00000", "02", "04", "2", "977", "978", "979", "980", "981", "982", "983", "984", "99"];

    /// Reads the digits as they are printed, then checks length and range. Its leading zeros are part of it.
    pub fn new(raw: &str) -> Result<Self, InvalidPrefix> {
        let digits = printed(raw);
        if !Self::DIGITS.contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(InvalidPrefix::Digits);
        }
        if Self::RESTRICTED.iter().any(|range| digits.starts_with(range)) {
            return Err(InvalidPrefix::Restricted);
        }
        Ok(Self(digits))
    }
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// What every prefix begins with that overlaps this one.
    pub fn root(&self) -> &str {
        &self.0[..*Self::DIGITS.start()]
    }
    /// Whether a GTIN could be made under both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0) || other.0.starts_with(&self.0)
    }
}

impl<'de> Deserialize<'de> for CompanyPrefix {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for CompanyPrefix {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CompanyPrefix".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]([ -]?[0-9]){5,11}$" })
    }
}

impl<'de> Deserialize<'de> for Gtin {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Gtin {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Gtin".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]([ -]?[0-9]){6,13}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_decides() {
        assert_eq!(Gtin::new("4006381333931").map(|g| g.0), Ok("04006381333931".to_owned()));
        assert!(Gtin::new("4006381333930").is_err());
        assert!(Gtin::new("96385074").is_ok());
        assert!(Gtin::new("400638133393x").is_err());
    }

    #[test]
    fn a_gtin_is_one_however_it_is_printed() {
        for (kept, printed) in [
            ("00037959807121", ["037959807121", "0 37959 80712 1", "0-37959-80712-1", "37959807121", "0037959807121"]),
            ("00000007959806", ["07959806", "0795 9806", "7959806", "٠٧٩٥٩٨٠٦", "\u{2068}07959806\u{2069}"]),
            (
                "04006381333931",
                ["4006381333931", "4 006381 333931", "04006381333931", "४००६३८१३३३९३१", "4006381\u{2011}333931"],
            ),
        ] {
            for text in printed {
                assert_eq!(Gtin::new(text).map(|g| g.0), Ok(kept.to_owned()), "{text:?}");
            }
        }
        for none in
            ["", "0", "12", "000000", "123456", "004006381333931", "4006381333930", "4006.381333931", &"0".repeat(300)]
        {
            assert_eq!(Gtin::new(none), Err(InvalidGtin), "{none}");
        }
        let forms = |gtin| Gtin::new(gtin).map(|gtin| gtin.printed_forms()).expect("a GTIN");
        assert_eq!(forms("037959807121"), ["00037959807121", "0037959807121", "037959807121", "37959807121"]);
        assert_eq!(forms("07959806"), ["00000007959806", "0000007959806", "000007959806", "07959806", "7959806"]);
        assert_eq!(forms("14006381333938"), ["14006381333938"]);
        assert_eq!(CompanyPrefix::new(" 400-638 1").map(|p| p.0), Ok("4006381".to_owned()));
    }

    fn prefixes(gtin: &str) -> Vec<String> {
        Gtin::new(gtin).expect("a GTIN").company_prefixes().map(str::to_owned).collect()
    }

    #[test]
    fn a_gtin_begins_with_its_company_prefix_behind_the_indicator() {
        let thirteen = prefixes("4006381333931");

        assert_eq!(thirteen.first().map(String::as_str), Some("400638"));
        assert_eq!(thirteen.last().map(String::as_str), Some("400638133393"));
        assert_eq!(thirteen.len(), 7);
        assert_eq!(prefixes("14006381333938"), thirteen);
        assert!(prefixes("614141000036").contains(&"0614141".to_owned()));
        assert!(prefixes("96385074").is_empty());
    }

    #[test]
    fn a_company_prefix_has_six_to_twelve_digits_outside_the_restricted_ranges() {
        for good in ["400638", "4006381", "0614141", "400638133393", "050000", "960000"] {
            assert!(CompanyPrefix::new(good).is_ok(), "{good}");
        }
        for bad in ["", "40063", "4006381333931", "40063a", "400.638"] {
            assert_eq!(CompanyPrefix::new(bad), Err(InvalidPrefix::Digits), "{bad}");
        }
        for bad in ["000001", "0212345", "0412345", "200000", "2912345", "9781234", "9790000", "9812345", "9900000"] {
            assert_eq!(CompanyPrefix::new(bad), Err(InvalidPrefix::Restricted), "{bad}");
        }
        let prefix = |digits| CompanyPrefix::new(digits).expect("a prefix");
        assert!(prefix("400638").overlaps(&prefix("4006381")) && prefix("4006381").overlaps(&prefix("400638")));
        assert!(!prefix("4006381").overlaps(&prefix("4006382")));
        assert_eq!(prefix("4006381").root(), "400638");
    }
}
