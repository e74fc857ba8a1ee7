//! Money in minor units. No floats, no sums across currencies, no silent overflow.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The largest amount one value may hold: 10^15 minor units, which every JSON reader
/// (53-bit integers) and every `bigint` column holds exactly, with room to add up.
pub const MAX_MINOR: i64 = 1_000_000_000_000_000;

macro_rules! currencies {
    ($($code:ident $exponent:literal),* $(,)?) => {
        /// ISO 4217 currencies the marketplace trades in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[expect(missing_docs, reason = "the ISO codes are their own explanation")]
        pub enum Currency { $($code),* }

        impl Currency {
            /// Every currency, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$code),*];
            /// The three-letter code.
            pub const fn code(self) -> &'static str { match self { $(Self::$code => stringify!($code)),* } }
            /// How many decimals a minor unit stands for (ISO 4217 exponent: 0, 2 or 3).
            pub const fn exponent(self) -> u32 { match self { $(Self::$code => $exponent),* } }
        }

        impl FromStr for Currency {
            type Err = MoneyError;
            fn from_str(text: &str) -> Result<Self, MoneyError> {
                match text { $(stringify!($code) => Ok(Self::$code),)* _ => Err(MoneyError::UnknownCurrency) }
            }
        }
    };
}

currencies! {
    INR 2, AED 2, USD 2, EUR 2, GBP 2, SAR 2, QAR 2, PKR 2, LKR 2, NPR 2, BDT 2, SGD 2, MYR 2,
    JPY 0, KRW 0, VND 0, BHD 3, KWD 3, OMR 3, JOD 3, TND 3,
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why an amount cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Two currencies met in one sum.
    #[error("amounts in different currencies cannot be added")]
    MixedCurrencies,
    /// The result is beyond [`MAX_MINOR`].
    #[error("the amount is too large")]
    TooLarge,
    /// Not one of [`Currency::ALL`].
    #[error("is not a supported currency")]
    UnknownCurrency,
}

/// An amount in one currency, in minor units (paise, fils, yen). Never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Whole minor units, 0 to 10^15.
    #[schemars(range(min = 0, max = 1_000_000_000_000_000_i64))]
    #[serde(deserialize_with = "minor_in_range")]
    amount_minor: i64,
    /// ISO 4217 code.
    currency: Currency,
}

fn minor_in_range<'de, D: Deserializer<'de>>(d: D) -> Result<i64, D::Error> {
    let minor = i64::deserialize(d)?;
    if (0..=MAX_MINOR).contains(&minor) {
        Ok(minor)
    } else {
        Err(serde::de::Error::custom("must be between 0 and 1000000000000000 minor units"))
    }
}

impl Money {
    /// An amount, if it is within bounds.
    pub fn new(amount_minor: i64, currency: Currency) -> Result<Self, MoneyError> {
        if (0..=MAX_MINOR).contains(&amount_minor) {
            Ok(Self { amount_minor, currency })
        } else {
            Err(MoneyError::TooLarge)
        }
    }
    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { amount_minor: 0, currency }
    }
    /// Minor units.
    pub const fn minor(self) -> i64 {
        self.amount_minor
    }
    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }
    /// The sum, if both are of one currency and it is within bounds.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::MixedCurrencies);
        }
        Self::new(self.amount_minor.checked_add(other.amount_minor).ok_or(MoneyError::TooLarge)?, self.currency)
    }
    /// This amount `count` times.
    pub fn times(self, count: i64) -> Result<Self, MoneyError> {
        Self::new(self.amount_minor.checked_mul(count).ok_or(MoneyError::TooLarge)?, self.currency)
    }
}

impl Money {
    /// The amount without its currency, such as `120.50`: what [`crate::number::amount`] reads.
    pub fn decimal(self) -> String {
        let exponent = self.currency.exponent();
        let unit = 10_i64.pow(exponent);
        let (whole, rest) = (self.amount_minor / unit, self.amount_minor % unit);
        if exponent == 0 {
            return whole.to_string();
        }
        let width = usize::try_from(exponent).unwrap_or(0);
        format!("{whole}.{rest:0width$}")
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.decimal())
    }
}

/// A price in minor units of a currency known from elsewhere: 1 to 10^12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Price(i64);

impl Price {
    /// The largest price of one pack, 10^12 minor units.
    pub const MAX: i64 = 1_000_000_000_000;

    /// A price, if it is one.
    pub fn new(minor: i64) -> Option<Self> {
        (1..=Self::MAX).contains(&minor).then_some(Self(minor))
    }
    /// Minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }
}

impl Serialize for Price {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for Price {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::new(i64::deserialize(d)?)
            .ok_or_else(|| serde::de::Error::custom("must be between 1 and 1000000000000 minor units"))
    }
}

impl JsonSchema for Price {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Price".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "format": "int64", "minimum": 1, "maximum": Self::MAX })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_stay_in_one_currency_and_within_bounds() {
        let ten = Money::new(10, Currency::INR).expect("in range");

        assert_eq!(ten.plus(ten).map(Money::minor), Ok(20));
        assert_eq!(ten.plus(Money::zero(Currency::AED)), Err(MoneyError::MixedCurrencies));
        assert_eq!(ten.times(i64::MAX), Err(MoneyError::TooLarge));
        assert_eq!(Money::new(-1, Currency::INR), Err(MoneyError::TooLarge));
    }

    #[test]
    fn amounts_read_as_people_write_them() {
        let show = |minor, currency| Money::new(minor, currency).expect("in range").to_string();

        assert_eq!(show(12_050, Currency::INR), "INR 120.50");
        assert_eq!(show(7, Currency::KWD), "KWD 0.007");
        assert_eq!(show(500, Currency::JPY), "JPY 500");
    }

    #[test]
    fn json_amounts_must_be_whole_and_positive() {
        for bad in [
            r#"{"amount_minor":-1,"currency":"INR"}"#,
            r#"{"amount_minor":1.5,"currency":"INR"}"#,
            r#"{"amount_minor":"1","currency":"INR"}"#,
            r#"{"amount_minor":1,"currency":"XXX"}"#,
            r#"{"amount_minor":1,"currency":"INR","x":1}"#,
        ] {
            assert!(serde_json::from_str::<Money>(bad).is_err(), "{bad}");
        }
    }
}
