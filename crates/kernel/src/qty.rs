//! Counts of base units. Whole numbers with bounds; nothing negative slips in.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How many of something: 1 to 1,000,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

impl Quantity {
    /// The largest quantity of one line.
    pub const MAX: i64 = 1_000_000;

    /// A quantity, if it is one.
    pub fn new(n: i64) -> Option<Self> {
        (1..=Self::MAX).contains(&n).then_some(Self(n))
    }
    /// The plain number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// A change of a count, up or down, never zero: -1,000,000 to 1,000,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SignedQuantity(i64);

impl SignedQuantity {
    /// A change, if it is one.
    pub fn new(n: i64) -> Option<Self> {
        (n != 0 && (-Quantity::MAX..=Quantity::MAX).contains(&n)).then_some(Self(n))
    }
    /// The plain number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// How many things a listing speaks of, such as offers of a product. Never what is in stock: that
/// changes under everybody's hands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(i64);

impl Count {
    /// A count, if it is one.
    pub fn new(n: i64) -> Option<Self> {
        (n >= 0).then_some(Self(n))
    }
    /// So many more, and never fewer than none.
    #[must_use]
    pub fn plus(self, more: i64) -> Self {
        Self(self.0.saturating_add(more).max(0))
    }
    /// The plain number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

macro_rules! whole_number {
    ($name:ident, $says:literal, $schema:expr) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_i64(self.0)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                Self::new(i64::deserialize(d)?).ok_or_else(|| serde::de::Error::custom($says))
            }
        }
        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

whole_number!(
    Quantity,
    "must be a whole number between 1 and 1000000",
    json_schema!({ "type": "integer", "minimum": 1, "maximum": 1_000_000 })
);
whole_number!(
    SignedQuantity,
    "must be a whole number between -1000000 and 1000000, other than 0",
    json_schema!({ "type": "integer", "minimum": -1_000_000, "maximum": 1_000_000, "not": { "const": 0 } })
);

whole_number!(Count, "must be a whole number, 0 or more", json_schema!({ "type": "integer", "minimum": 0 }));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_numbers_in_bounds_are_quantities() {
        for bad in ["-1000", "0", "0.5", "1e3", "\"10\"", "1000001", "9007199254740993", "null", "[1]", "true"] {
            assert!(serde_json::from_str::<Quantity>(bad).is_err(), "{bad}");
        }
        assert_eq!(serde_json::from_str::<Quantity>("12").map(Quantity::get).ok(), Some(12));
        assert!(serde_json::from_str::<SignedQuantity>("0").is_err());
        assert_eq!(serde_json::from_str::<SignedQuantity>("-3").map(SignedQuantity::get).ok(), Some(-3));
    }
}
