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
}
