//! Typed identifiers: a `UUIDv7` inside, `prefix_` plus 26 characters of Crockford base32 outside.
//!
//! One text form per id: lower case, fixed length, no leading-bit overflow. Whatever else a client
//! sends (upper case, padding, another prefix) is not an id, so no two spellings meet one object.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::clock::Timestamp;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The text is not an id of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid ID")]
pub struct InvalidId;

fn encode(prefix: &str, id: Uuid) -> String {
    let mut out = String::with_capacity(prefix.len() + 27);
    out.push_str(prefix);
    out.push('_');
    let n = id.as_u128();
    for place in (0..26).rev() {
        let digit = usize::try_from((n >> (place * 5)) & 31).unwrap_or(0);
        out.push(char::from(ALPHABET[digit]));
    }
    out
}

fn decode(prefix: &str, text: &str) -> Result<Uuid, InvalidId> {
    let digits = text.strip_prefix(prefix).and_then(|t| t.strip_prefix('_')).ok_or(InvalidId)?;
    // 26 digits hold 130 bits: the first may only carry three.
    if digits.len() != 26 || digits.as_bytes().first().is_some_and(|d| *d > b'7') {
        return Err(InvalidId);
    }
    let mut n: u128 = 0;
    for byte in digits.bytes() {
        let value = ALPHABET.iter().position(|a| *a == byte).ok_or(InvalidId)?;
        n = (n << 5) | u128::try_from(value).map_err(|_| InvalidId)?;
    }
    Ok(Uuid::from_u128(n))
}

/// What every typed id can do; `infra::db` binds and reads ids through it.
pub trait Id: Copy + Eq + fmt::Display {
    /// The short word before the underscore.
    const PREFIX: &'static str;
    /// Wraps a raw identifier that came from our own tables or id source.
    fn from_uuid(id: Uuid) -> Self;
    /// The raw identifier, for binding to a statement.
    fn uuid(self) -> Uuid;
    /// Sorts before every other: where a listing in ascending order begins.
    fn least() -> Self {
        Self::from_uuid(Uuid::nil())
    }
    /// Sorts after every other: where a listing in descending order begins.
    fn greatest() -> Self {
        Self::from_uuid(Uuid::max())
    }
    /// Sorts before what is made at an instant or later, and behind what was made a millisecond earlier.
    fn first_at(at: Timestamp) -> Self {
        let millis = u128::try_from(at.micros() / 1_000).unwrap_or(0);
        Self::from_uuid(Uuid::from_u128((millis & 0xffff_ffff_ffff) << 80))
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl Id for $name {
            const PREFIX: &'static str = $prefix;
            fn from_uuid(id: Uuid) -> Self { Self(id) }
            fn uuid(self) -> Uuid { self.0 }
        }
        impl crate::Cacheable for $name {}
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&encode($prefix, self.0)) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
        }
        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> { decode($prefix, text).map(Self) }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = String::deserialize(d)?;
                text.parse().map_err(|_| serde::de::Error::custom(concat!("must be an ID such as ", $prefix, "_01k0000000000000000000000")))
            }
        }
        impl JsonSchema for $name {
            fn inline_schema() -> bool { true }
            fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": concat!("^", $prefix, "_[0-7][0-9a-hjkmnp-tv-z]{25}$") })
            }
        }
    )*};
}

ids! {
    /// A person who can sign in.
    UserId = "usr";
    /// A company: vendor, retailer, delivery partner, or the platform itself.
    CompanyId = "cmp";
    /// A person's place in a company.
    MembershipId = "mem";
    /// One sign-in of one person in one company.
    SessionId = "ses";
    /// A company's wish to be called otherwise.
    NameChangeId = "nch";
    /// An offer of a place in a company to somebody who has not joined yet.
    InvitationId = "inv";
    /// A category of the catalogue.
    CategoryId = "cat";
    /// A thing that vendors can offer.
    ProductId = "prd";
    /// One vendor's offer of one product.
    OfferId = "off";
    /// What a vendor asks staff to decide about a product.
    ProductRequestId = "prq";
    /// A GS1 company prefix that a company says it holds.
    CompanyPrefixId = "gcp";
    /// One step of an offer's price, applied or held.
    PriceChangeId = "prc";
    /// A place where a vendor keeps stock.
    LocationId = "loc";
    /// The stock of one offer at one location.
    StockLevelId = "stk";
    /// One movement of stock.
    MovementId = "mov";
    /// What a retailer bought at one moment, from however many vendors.
    OrderId = "ord";
    /// One vendor's part of an order.
    VendorOrderId = "vor";
    /// One line of a vendor order.
    OrderLineId = "lin";
    /// One delivery of one vendor order.
    DeliveryId = "dlv";
    /// A file of changes that a vendor handed in.
    ImportId = "imp";
    /// A message to a company.
    NoticeId = "ntc";
    /// An event the business stated.
    EventId = "evt";
    /// A background job.
    JobId = "job";
    /// Somebody who was refused, kept for whoever watches.
    SampleId = "smp";
    /// One request, as named in answers and logs.
    RequestId = "req";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_form_round_trips_and_has_one_spelling() {
        let id = ProductId::from_uuid(Uuid::from_u128(0x0190_1234_5678_7abc_8def_0123_4567_89ab));
        let text = id.to_string();

        assert_eq!(text.parse(), Ok(id));
        assert_eq!(text.len(), 30);
        assert_eq!(text.to_uppercase().parse::<ProductId>(), Err(InvalidId));
        assert_eq!(text.replace("prd_", "off_").parse::<ProductId>(), Err(InvalidId));
        assert_eq!(format!("{text}0").parse::<ProductId>(), Err(InvalidId));
        assert_eq!("prd_8zzzzzzzzzzzzzzzzzzzzzzzzz".parse::<ProductId>(), Err(InvalidId));
    }
}
