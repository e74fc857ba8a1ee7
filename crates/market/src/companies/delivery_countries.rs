//! Where a vendor delivers, and whether somebody can buy of it. Pure.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use kernel::text::CountryCode;
use kernel::{Cacheable, Currency, Scalar, Stored, string_enum};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// As many as the column holds.
const MOST: usize = 250;

/// The countries that a vendor delivers to: at least one, each once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<CountryCode>")]
pub struct DeliveryCountries(BTreeSet<CountryCode>);

/// Not a list of countries to deliver to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must name 1 to 250 countries, each once")]
pub struct BadDeliveryCountries;

impl TryFrom<Vec<CountryCode>> for DeliveryCountries {
    type Error = BadDeliveryCountries;
    fn try_from(named: Vec<CountryCode>) -> Result<Self, BadDeliveryCountries> {
        let count = named.len();
        let countries: BTreeSet<CountryCode> = named.into_iter().collect();
        if (1..=MOST).contains(&count) && countries.len() == count {
            Ok(Self(countries))
        } else {
            Err(BadDeliveryCountries)
        }
    }
}

impl DeliveryCountries {
    /// Whether a country is one of them.
    pub fn contains(&self, country: &CountryCode) -> bool {
        self.0.contains(country)
    }
    /// The countries, in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &CountryCode> {
        self.0.iter()
    }
    /// Those of several vendors together, as they are kept. What was cut off at the end is left out.
    pub(crate) fn of_all(kept: &str) -> Option<Self> {
        let countries: BTreeSet<CountryCode> = kept.split(',').filter_map(|code| CountryCode::new(code).ok()).collect();
        (!countries.is_empty()).then_some(Self(countries))
    }
}

impl fmt::Display for DeliveryCountries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<&str> = self.0.iter().map(CountryCode::as_str).collect();
        f.write_str(&codes.join(","))
    }
}

impl Cacheable for DeliveryCountries {}

impl Stored for DeliveryCountries {
    fn to_scalar(&self) -> Scalar {
        Scalar::Text(Some(self.to_string()))
    }
    fn from_scalar(scalar: Scalar) -> Option<Self> {
        let text = String::from_scalar(scalar)?;
        let countries: Option<BTreeSet<CountryCode>> =
            text.split(',').map(|code| CountryCode::new(code).ok()).collect();
        countries.map(Self)
    }
    fn absent() -> Scalar {
        Scalar::Text(None)
    }
}

impl JsonSchema for DeliveryCountries {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "DeliveryCountries".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let country = CountryCode::json_schema(generator);
        json_schema!({ "type": "array", "items": country, "minItems": 1, "maxItems": MOST, "uniqueItems": true })
    }
}

string_enum! {
    /// Why a buyer cannot buy an offer.
    pub enum Barrier {
        /// It is priced in another currency than the buyer's.
        Currency = "currency",
        /// Its vendor does not deliver to the country of the delivery address.
        Country = "country",
    }
}

/// What decides whether somebody can buy an offer: the currency of their company, and where the goods go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuyerTerms {
    /// The currency the company buys in.
    pub currency: Currency,
    /// The country of the delivery address.
    pub country: CountryCode,
}

impl BuyerTerms {
    /// Why an offer at a price in some currency, of a vendor that delivers to these countries, cannot be bought.
    pub fn barrier(&self, priced_in: Currency, delivers_to: &DeliveryCountries) -> Option<Barrier> {
        if priced_in != self.currency {
            return Some(Barrier::Currency);
        }
        (!delivers_to.contains(&self.country)).then_some(Barrier::Country)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn countries(codes: &str) -> Option<DeliveryCountries> {
        DeliveryCountries::from_scalar(Scalar::Text(Some(codes.to_owned())))
    }

    #[test]
    fn countries_are_kept_as_their_codes_and_read_again() {
        assert_eq!(countries("IN,AE").map(|to| to.to_string()), Some("AE,IN".to_owned()));
        assert_eq!(DeliveryCountries::of_all("IN,AE,IN,S"), countries("AE,IN"));
        assert_eq!(countries("").or_else(|| countries("IN,")).or_else(|| countries("in")), None);
        let named =
            |codes: &[&str]| codes.iter().map(|code| CountryCode::new(code).expect("a code")).collect::<Vec<_>>();
        for refused in [&[][..], &["IN", "IN"]] {
            assert_eq!(DeliveryCountries::try_from(named(refused)), Err(BadDeliveryCountries), "{refused:?}");
        }
    }

    #[test]
    fn what_is_priced_in_other_money_or_goes_elsewhere_cannot_be_bought() {
        let buyer = BuyerTerms { currency: Currency::INR, country: CountryCode::new("IN").expect("a code") };
        let (gulf, both) = (countries("AE").expect("one"), countries("AE,IN").expect("two"));

        assert_eq!(buyer.barrier(Currency::INR, &both), None);
        assert_eq!(buyer.barrier(Currency::INR, &gulf), Some(Barrier::Country));
        assert_eq!(buyer.barrier(Currency::AED, &both), Some(Barrier::Currency));
        assert_eq!(buyer.barrier(Currency::AED, &gulf), Some(Barrier::Currency));
    }
}
