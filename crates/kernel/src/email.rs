//! E-mail addresses, as far as a marketplace needs them.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

/// An address in its one canonical form: trimmed and in lower case, so that letter case and
/// trailing blanks never make a second account. A subset of RFC 5321: ASCII, no quoting.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Email(String);

/// The text is not an address we accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be an email address such as name@company.example")]
pub struct InvalidEmail;

impl Email {
    /// Parses and canonicalises.
    pub fn new(raw: &str) -> Result<Self, InvalidEmail> {
        let text = crate::printed::trimmed(raw);
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmail)?;
        let local_ok = (1..=64).contains(&local.len())
            && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&b))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label_ok = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let domain_ok = domain.len() <= 189 && domain.contains('.') && domain.split('.').all(label_ok);
        if local_ok && domain_ok { Ok(Self(text.to_ascii_lowercase())) } else { Err(InvalidEmail) }
    }
    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The part before the at sign.
    pub fn local(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Email {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Email".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string", "minLength": 5, "maxLength": 254,
            "pattern": "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_address_are_one_address() {
        assert_eq!(Email::new(" Asha@Shop.Example ").map(|e| e.to_string()), Ok("asha@shop.example".to_owned()));
    }

    #[test]
    fn tricks_are_not_addresses() {
        for bad in [
            "",
            "a",
            "a@b",
            "a@b..c",
            "a b@c.d",
            "v@x.y\nBcc: e@x.y",
            "v@x.y,e@x.y",
            "a@-b.c",
            "é@x.y",
            "\"a\"@x.y",
            "a@x.y\0",
            "@x.y",
            ".a@x.y",
        ] {
            assert_eq!(Email::new(bad), Err(InvalidEmail), "{bad:?}");
        }
    }
}
