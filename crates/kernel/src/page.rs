//! Pages by cursor, and versions for conditional writes.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

/// Where the next page starts. Opaque to clients; inside, the sort keys of the last row.
/// It carries no right: the finder it is used with scopes to its own tenant again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cursor(String);

/// The text is no cursor of ours, or one of another listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a cursor of this list; use next_cursor from the previous page")]
pub struct InvalidCursor;

impl Cursor {
    /// Wraps the sort keys of the last row, under the name of the listing's order.
    pub fn of<K: Serialize>(listing: &str, keys: &K) -> Self {
        let json = serde_json::to_vec(&(listing, keys)).unwrap_or_default();
        let mut text = String::with_capacity(json.len() * 2);
        for byte in json {
            text.push(char::from(HEX[usize::from(byte >> 4)]));
            text.push(char::from(HEX[usize::from(byte & 15)]));
        }
        Self(text)
    }
    /// As it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The same, followed by hexadecimal digits that say whose it is. Whoever reads it takes them away first.
    #[must_use]
    pub fn followed_by(&self, digits: &str) -> Self {
        Self(format!("{}{digits}", self.0))
    }
    /// The sort keys, if the cursor is of that listing.
    pub fn keys<K: DeserializeOwned>(&self, listing: &str) -> Result<K, InvalidCursor> {
        let nibble = |b: u8| HEX.iter().position(|h| *h == b).and_then(|n| u8::try_from(n).ok());
        let bytes: Option<Vec<u8>> = self
            .0
            .as_bytes()
            .chunks(2)
            .map(|pair| match pair {
                [high, low] => Some(nibble(*high)? << 4 | nibble(*low)?),
                _ => None,
            })
            .collect();
        let (name, keys): (String, K) =
            serde_json::from_slice(&bytes.ok_or(InvalidCursor)?).map_err(|_| InvalidCursor)?;
        if name == listing { Ok(keys) } else { Err(InvalidCursor) }
    }
}

const HEX: &[u8; 16] = b"0123456789abcdef";

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        if (2..=1_024).contains(&text.len()) && text.bytes().all(|b| HEX.contains(&b)) {
            Ok(Self(text))
        } else {
            Err(serde::de::Error::custom(InvalidCursor))
        }
    }
}

impl JsonSchema for Cursor {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cursor".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 2, "maxLength": 1024, "pattern": "^[0-9a-f]+$" })
    }
}

/// How many rows a page may hold: 1 to 100, 20 unless told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PageLimit(u16);

impl PageLimit {
    /// The most rows that a page may hold.
    pub const MAX: u16 = 100;
    /// How many it holds unless told.
    pub const DEFAULT: u16 = 20;
    /// Rows a page holds.
    pub fn rows(self) -> usize {
        usize::from(self.0)
    }
    /// One row more than the page holds: its presence says that there is a next page.
    pub fn rows_plus_one(self) -> i64 {
        i64::from(self.0) + 1
    }
    /// So many rows, or as many as a page can hold.
    pub fn up_to(rows: usize) -> Self {
        Self(u16::try_from(rows.clamp(1, 100)).unwrap_or(100))
    }
    /// A limit, if it is one.
    pub fn new(n: u16) -> Option<Self> {
        (1..=Self::MAX).contains(&n).then_some(Self(n))
    }
}

impl Default for PageLimit {
    fn default() -> Self {
        Self(Self::DEFAULT)
    }
}

impl<'de> Deserialize<'de> for PageLimit {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        u16::deserialize(d)
            .ok()
            .and_then(Self::new)
            .ok_or_else(|| serde::de::Error::custom(format!("must be a whole number between 1 and {}", Self::MAX)))
    }
}

impl JsonSchema for PageLimit {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Limit".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1, "maximum": Self::MAX })
    }
}

/// Which page of a list, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageNumber(u32);

impl PageNumber {
    /// Rows on the pages before it.
    pub fn rows_before(self, limit: PageLimit) -> usize {
        (self.0 as usize - 1).saturating_mul(limit.rows())
    }
}

impl<'de> Deserialize<'de> for PageNumber {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let number = u32::deserialize(d).ok().filter(|number| *number >= 1).map(Self);
        number.ok_or_else(|| serde::de::Error::custom("must be a whole number from 1 on"))
    }
}

impl JsonSchema for PageNumber {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PageNumber".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1 })
    }
}

/// One page of a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PageOf{T}")]
pub struct PageOf<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// Cursor of the next page; null on the last page.
    #[schemars(with = "Option<String>")]
    pub next_cursor: Option<Cursor>,
}

impl<T> PageOf<T> {
    /// Cuts the probe row off and names the next page by the last row kept.
    pub fn cut(mut rows: Vec<T>, limit: PageLimit, cursor_of: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > limit.rows();
        rows.truncate(limit.rows());
        let next_cursor = if more { rows.last().map(cursor_of) } else { None };
        Self { items: rows, next_cursor }
    }
    /// The same page of other rows.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> PageOf<U> {
        PageOf { items: self.items.into_iter().map(f).collect(), next_cursor: self.next_cursor }
    }
}

/// Version of an object: one more with each change of its own row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Version(pub i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_serves_its_own_listing_only() {
        let cursor = Cursor::of("by_price", &(120_i64, "prd_x"));

        assert_eq!(cursor.keys::<(i64, String)>("by_price"), Ok((120, "prd_x".to_owned())));
        assert_eq!(cursor.keys::<(i64, String)>("by_name"), Err(InvalidCursor));
        assert!(serde_json::from_str::<Cursor>("\"zz\"").is_err());
        assert_eq!(Cursor("abc".into()).keys::<i64>("x"), Err(InvalidCursor));
    }

    #[test]
    fn the_probe_row_is_cut_off() {
        let limit = PageLimit::new(2).expect("in range");

        let page = PageOf::cut(vec![1, 2, 3], limit, |n| Cursor::of("n", n));
        assert_eq!((page.items, page.next_cursor.is_some()), (vec![1, 2], true));

        let last = PageOf::cut(vec![1, 2], limit, |n| Cursor::of("n", n));
        assert!(last.next_cursor.is_none());
    }
}
