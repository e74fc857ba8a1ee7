//! Entity tags: which representation of an object somebody has read (RFC 9110, 8.8.3), and as what a write
//! wants to find it still (13.1.1).

use std::fmt;

use serde::Serialize;

use crate::Version;

/// A hash of bytes that is the same on every node. It names a representation among those of one object.
pub fn digest(bytes: &[u8]) -> u64 {
    siphasher::sip::SipHasher13::new().hash(bytes)
}

/// Names one representation of an object: the object's version, and a hash of the JSON that shows it. Whatever
/// is shown counts, also what belongs to other rows, such as the price of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntityTag {
    version: Version,
    digest: u64,
}

impl EntityTag {
    /// Of an object's version and the digest of its JSON.
    pub const fn new(version: Version, digest: u64) -> Self {
        Self { version, digest }
    }

    /// As [`fmt::Display`] writes it, without the quotes: `7-5f47e0a1c2d3b4f6`.
    pub fn parse(opaque: &str) -> Option<Self> {
        let (version, digest) = opaque.split_once('-')?;
        let is_version = (1..=18).contains(&version.len()) && version.bytes().all(|b| b.is_ascii_digit());
        let is_digest = digest.len() == 16 && digest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if !(is_version && is_digest) {
            return None;
        }
        Some(Self { version: Version(version.parse().ok()?), digest: u64::from_str_radix(digest, 16).ok()? })
    }
}

impl fmt::Display for EntityTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}-{:016x}\"", self.version.0, self.digest)
    }
}

/// An object as it is shown to those who may change it.
pub trait Representation: Serialize {
    /// The version of its own row.
    fn version(&self) -> Version;
    /// Its tag, as it is sent with its JSON.
    fn tag(&self) -> EntityTag {
        let json = serde_json::to_vec(self).unwrap_or_default();
        EntityTag::new(self.version(), digest(&json))
    }
}

/// As what a write wants to find an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Precondition {
    /// Whatever it is, as long as it is there (`If-Match: *`).
    Any,
    /// As one of these tags names it.
    Tags(Vec<EntityTag>),
    /// The row that is written has this version, whatever is shown beside it: for forms and files, which write
    /// one part of an object only.
    Version(Version),
}

impl From<Version> for Precondition {
    fn from(version: Version) -> Self {
        Self::Version(version)
    }
}

impl Precondition {
    /// What it says about a row of a version; nothing where all that is shown has to be looked at.
    pub fn judges_version(&self, version: Version) -> Option<bool> {
        match self {
            Self::Any => Some(true),
            Self::Version(read) => Some(*read == version),
            Self::Tags(_) => None,
        }
    }
    /// Whether an object is as it was read.
    pub fn holds(&self, shown: &impl Representation) -> bool {
        match self {
            Self::Tags(tags) => tags.contains(&shown.tag()),
            other => other.judges_version(shown.version()).unwrap_or(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Shown {
        version: Version,
        price: i64,
    }

    impl Representation for Shown {
        fn version(&self) -> Version {
            self.version
        }
    }

    #[test]
    fn a_tag_is_read_as_it_is_written_and_in_no_other_form() {
        let tag = Shown { version: Version(7), price: 5 }.tag();
        let written = tag.to_string();

        assert_eq!(EntityTag::parse(written.trim_matches('"')), Some(tag));
        for other in ["7", "7-", "-0123456789abcdef", "7-0123456789ABCDEF", "7-0123456789abcde", "+7-0123456789abcdef"]
        {
            assert_eq!(EntityTag::parse(other), None, "{other}");
        }
    }

    #[test]
    fn whatever_is_shown_counts_for_a_tag_and_the_version_alone_for_a_form() {
        let (read, now) = (Shown { version: Version(3), price: 5 }, Shown { version: Version(3), price: 6 });
        let tags = Precondition::Tags(vec![read.tag()]);

        assert!(tags.holds(&read) && !tags.holds(&now));
        assert!(Precondition::from(Version(3)).holds(&now) && !Precondition::from(Version(2)).holds(&now));
        assert!(Precondition::Any.holds(&now));
    }
}
