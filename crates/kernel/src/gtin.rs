//! Global Trade Item Numbers (GS1 General Specifications, section 7.9: check digit).

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

/// A GTIN-8, -12, -13 or -14, kept as 14 digits with leading zeros, so that one article has one spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Gtin(String);

/// The digits are not a GTIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be 8, 12, 13 or 14 digits with a valid check digit")]
pub struct InvalidGtin;

impl Gtin {
    /// Checks length and check digit.
    pub fn new(raw: &str) -> Result<Self, InvalidGtin> {
        if !matches!(raw.len(), 8 | 12 | 13 | 14) || !raw.bytes().all(|b| b.is_ascii_digit()) {
            return Err(InvalidGtin);
        }
        let padded = format!("{raw:0>14}");
        let sum: u32 =
            padded.bytes().enumerate().map(|(at, b)| u32::from(b - b'0') * if at % 2 == 0 { 3 } else { 1 }).sum();
        if sum.is_multiple_of(10) { Ok(Self(padded)) } else { Err(InvalidGtin) }
    }
    /// The 14 digits.
    pub fn as_str(&self) -> &str {
        &self.0
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

    /// Checks length and range.
    pub fn new(raw: &str) -> Result<Self, InvalidPrefix> {
        if !Self::DIGITS.contains(&raw.len()) || !raw.bytes().all(|b| b.is_ascii_digit()) {
            return Err(InvalidPrefix::Digits);
        }
        if Self::RESTRICTED.iter().any(|range| raw.starts_with(range)) {
            return Err(InvalidPrefix::Restricted);
        }
        Ok(Self(raw.to_owned()))
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
        json_schema!({ "type": "string", "pattern": "^[0-9]{6,12}$" })
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
        json_schema!({ "type": "string", "pattern": "^([0-9]{8}|[0-9]{12,14})$" })
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
        for bad in ["", "40063", "4006381333931", "40063a", " 400638", "\u{0664}00638"] {
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
