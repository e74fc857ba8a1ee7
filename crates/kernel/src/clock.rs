//! Time and chance, as traits: `infra` reads the real ones, tests bring their own.

use std::fmt;
use std::time::Duration;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use uuid::Uuid;

/// An instant: whole microseconds since 1970-01-01T00:00:00Z. An integer in every table, because
/// engines disagree about everything else; RFC 3339 in UTC towards people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }
    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }
    /// Whole seconds since the epoch, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }
    /// That many seconds later (earlier, if negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
    fn date(self) -> Option<OffsetDateTime> {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000).ok()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(date) = self.date() else { return f.write_str("out of range") };
        let ((year, month, day), (hour, minute, second, micros)) = (date.to_calendar_date(), date.to_hms_micro());
        // All six digits each time: texts of one length sort as their instants do.
        write!(f, "{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{micros:06}Z", u8::from(month))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        let date = OffsetDateTime::parse(&text, &Rfc3339)
            .map_err(|_| serde::de::Error::custom("must be an RFC 3339 date and time, such as 2026-07-01T09:30:00Z"))?;
        i64::try_from(date.unix_timestamp_nanos() / 1_000).map(Self).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Timestamp {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Timestamp".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

/// What time it is.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Timestamp;
    /// How long some instant is ago, which one means nothing: never steps back, whoever sets the machine's clock.
    fn steady(&self) -> Duration;
    /// By how many microseconds this clock was moved on purpose, by a test or for the demo; back, if negative. Times
    /// that the database tells are moved as much.
    fn moved_us(&self) -> i64 {
        0
    }
}

/// Where chance comes from.
pub trait Entropy: Send + Sync + 'static {
    /// Fills the buffer with unpredictable bytes.
    fn fill(&self, buffer: &mut [u8]);
    /// A fresh identifier (`UUIDv7`: sorts by time, 74 random bits; an id, never a secret).
    fn uuid(&self, now: Timestamp) -> Uuid;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_with_all_six_digits_and_read_with_any() {
        for (micros, text) in [
            (0, "1970-01-01T00:00:00.000000Z"),
            (1_782_898_200_000_000, "2026-07-01T09:30:00.000000Z"),
            (1_782_898_200_120_000, "2026-07-01T09:30:00.120000Z"),
            (1_782_898_200_123_456, "2026-07-01T09:30:00.123456Z"),
        ] {
            assert_eq!(Timestamp::from_micros(micros).to_string(), text);
            let read: Timestamp = serde_json::from_value(text.into()).expect("an instant");
            assert_eq!(read.micros(), micros);
        }
        let short: Timestamp = serde_json::from_str("\"2026-07-01T09:30:00.12Z\"").expect("an instant");
        assert_eq!(short.micros(), 1_782_898_200_120_000);
    }
}
