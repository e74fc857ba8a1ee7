//! How a word lies in a table: one of four scalars, whatever the engine.

use uuid::Uuid;

use crate::clock::Timestamp;
use crate::email::Email;
use crate::gtin::Gtin;
use crate::ids::Id;
use crate::money::{Currency, Price};
use crate::page::Version;
use crate::qty::{Count, Quantity};
use crate::text::{self, FromTable as _};
use crate::zone::ZoneName;

/// A scalar on its way into or out of a table. The kind is kept for an absent value too, because
/// one engine wants to know the type of a null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// 16 bytes.
    Id(Option<Uuid>),
    /// A 64-bit integer; instants, counts, flags, money.
    Int(Option<i64>),
    /// UTF-8.
    Text(Option<String>),
    /// Raw bytes.
    Bytes(Option<Vec<u8>>),
}

/// A word that can lie in a table.
pub trait Stored: Sized {
    /// The scalar to bind.
    fn to_scalar(&self) -> Scalar;
    /// The word read back; `None` when the scalar is not one (a damaged or foreign row).
    fn from_scalar(scalar: Scalar) -> Option<Self>;
    /// The null of this kind.
    fn absent() -> Scalar;
}

impl<T: Stored> Stored for Option<T> {
    fn to_scalar(&self) -> Scalar {
        self.as_ref().map_or_else(T::absent, Stored::to_scalar)
    }
    fn from_scalar(scalar: Scalar) -> Option<Self> {
        match scalar {
            Scalar::Id(None) | Scalar::Int(None) | Scalar::Text(None) | Scalar::Bytes(None) => Some(None),
            present => T::from_scalar(present).map(Some),
        }
    }
    fn absent() -> Scalar {
        T::absent()
    }
}

impl<T: Id> Stored for T {
    fn to_scalar(&self) -> Scalar {
        Scalar::Id(Some(self.uuid()))
    }
    fn from_scalar(scalar: Scalar) -> Option<Self> {
        match scalar {
            Scalar::Id(Some(id)) => Some(Self::from_uuid(id)),
            Scalar::Bytes(Some(bytes)) => Uuid::from_slice(&bytes).ok().map(Self::from_uuid),
            _ => None,
        }
    }
    fn absent() -> Scalar {
        Scalar::Id(None)
    }
}

macro_rules! as_int {
    ($($ty:ty: $value:ident => $int:expr, $back:expr;)*) => {$(
        impl Stored for $ty {
            fn to_scalar(&self) -> Scalar { let $value = self; Scalar::Int(Some($int)) }
            fn from_scalar(scalar: Scalar) -> Option<Self> {
                let back: fn(i64) -> Option<Self> = $back;
                match scalar { Scalar::Int(Some(n)) => back(n), _ => None }
            }
            fn absent() -> Scalar { Scalar::Int(None) }
        }
    )*};
}

as_int! {
    i64: n => *n, Some;
    bool: n => i64::from(*n), |n| match n { 0 => Some(false), 1 => Some(true), _ => None };
    Timestamp: t => t.micros(), |n| Some(Timestamp::from_micros(n));
    Version: v => v.0, |n| Some(Version(n));
    Price: p => p.minor(), Price::new;
    Quantity: q => q.get(), Quantity::new;
    Count: t => t.get(), Count::new;
}

/// Reads a text scalar, also where an engine hands text back as bytes.
pub fn text_of(scalar: Scalar) -> Option<String> {
    match scalar {
        Scalar::Text(text) => text,
        Scalar::Bytes(bytes) => String::from_utf8(bytes?).ok(),
        _ => None,
    }
}

macro_rules! as_text {
    ($($ty:ty: $value:ident => $text:expr, $back:expr;)*) => {$(
        impl Stored for $ty {
            fn to_scalar(&self) -> Scalar { let $value = self; Scalar::Text(Some($text.to_owned())) }
            fn from_scalar(scalar: Scalar) -> Option<Self> {
                let back: fn(String) -> Option<Self> = $back;
                text_of(scalar).and_then(back)
            }
            fn absent() -> Scalar { Scalar::Text(None) }
        }
    )*};
}

as_text! {
    String: s => s, Some;
    Currency: c => c.code(), |s| s.parse().ok();
    Email: e => e.as_str(), |s| Email::new(&s).ok();
    ZoneName: z => z.as_str(), |s| ZoneName::new(&s).ok();
    Gtin: g => g.as_str(), |s| Gtin::new(&s).ok();
    text::Name: t => t.as_str(), |s| Some(text::Name::from_table(s));
    text::Title: t => t.as_str(), |s| Some(text::Title::from_table(s));
    text::Reason: t => t.as_str(), |s| Some(text::Reason::from_table(s));
    text::AddressLine: t => t.as_str(), |s| Some(text::AddressLine::from_table(s));
    text::Postcode: t => t.as_str(), |s| Some(text::Postcode::from_table(s));
    text::Reference: t => t.as_str(), |s| Some(text::Reference::from_table(s));
    text::Sku: t => t.as_str(), |s| text::Sku::new(&s).ok();
    text::Slug: t => t.as_str(), |s| text::Slug::new(&s).ok();
    text::CountryCode: t => t.as_str(), |s| text::CountryCode::new(&s).ok();
}

impl Stored for Vec<u8> {
    fn to_scalar(&self) -> Scalar {
        Scalar::Bytes(Some(self.clone()))
    }
    fn from_scalar(scalar: Scalar) -> Option<Self> {
        match scalar {
            Scalar::Bytes(bytes) => bytes,
            // Sixteen bytes look like an id to the engine that has one type for both.
            Scalar::Id(id) => id.map(|id| id.as_bytes().to_vec()),
            _ => None,
        }
    }
    fn absent() -> Scalar {
        Scalar::Bytes(None)
    }
}

/// Defines an enum whose members are words: the same word in tables, JSON and messages.
#[macro_export]
macro_rules! string_enum {
    ($($(#[$doc:meta])* pub enum $name:ident { $($(#[$mdoc:meta])* $member:ident = $word:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name { $($(#[$mdoc])* #[serde(rename = $word)] $member),* }

        impl $name {
            /// Every member, in the order of the declaration.
            pub const ALL: &[Self] = &[$(Self::$member),*];
            /// The word.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$member => $word),* } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
        impl std::str::FromStr for $name {
            type Err = ();
            fn from_str(word: &str) -> Result<Self, ()> { match word { $($word => Ok(Self::$member),)* _ => Err(()) } }
        }
        impl $crate::stored::Stored for $name {
            fn to_scalar(&self) -> $crate::stored::Scalar { $crate::stored::Scalar::Text(Some(self.as_str().to_owned())) }
            fn from_scalar(scalar: $crate::stored::Scalar) -> Option<Self> { $crate::stored::text_of(scalar)?.parse().ok() }
            fn absent() -> $crate::stored::Scalar { $crate::stored::Scalar::Text(None) }
        }
    )*};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_an_earlier_release_took_is_read_as_it_is() {
        let old = Scalar::Text(Some("Gold\u{ad}en".to_owned()));

        assert_eq!(text::Name::from_scalar(old).map(text::Name::into_string), Some("Gold\u{ad}en".to_owned()));
    }
}
