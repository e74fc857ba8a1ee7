//! Time zones by name, and the days they make of instants. The zones are compiled in (IANA's
//! database), so every node cuts the same instants into the same days.

use std::fmt;

use jiff::tz::TimeZone;
use jiff::{Timestamp as Instant, ToSpan};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

use crate::clock::Timestamp;
use crate::text::CountryCode;

/// The name of a time zone, such as `Asia/Kolkata`, in the database's own spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ZoneName(String);

/// The text names no time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be the name of a time zone, such as Asia/Kolkata")]
pub struct InvalidZone;

/// Longer than any name in the database.
const MAX_CHARS: usize = 64;

impl ZoneName {
    /// Looks the name up; letter case does not count, the database's spelling is kept.
    pub fn new(raw: &str) -> Result<Self, InvalidZone> {
        if raw.is_empty() || raw.len() > MAX_CHARS || !raw.is_ascii() {
            return Err(InvalidZone);
        }
        let zone = TimeZone::get(raw).map_err(|_| InvalidZone)?;
        match zone.iana_name() {
            // Stands for "nobody knows", which is no answer here.
            None | Some("Etc/Unknown") => Err(InvalidZone),
            Some(name) => Ok(Self(name.to_owned())),
        }
    }
    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self("UTC".to_owned())
    }
    /// Where most people of a country live; UTC for one that the marketplace does not trade in.
    pub fn of_country(country: &CountryCode) -> Self {
        let name = match country.as_str() {
            "IN" => "Asia/Kolkata",
            "AE" => "Asia/Dubai",
            "SA" => "Asia/Riyadh",
            "QA" => "Asia/Qatar",
            "BH" => "Asia/Bahrain",
            "KW" => "Asia/Kuwait",
            "OM" => "Asia/Muscat",
            "JO" => "Asia/Amman",
            "PK" => "Asia/Karachi",
            "LK" => "Asia/Colombo",
            "NP" => "Asia/Kathmandu",
            "BD" => "Asia/Dhaka",
            "SG" => "Asia/Singapore",
            "MY" => "Asia/Kuala_Lumpur",
            "JP" => "Asia/Tokyo",
            "KR" => "Asia/Seoul",
            "VN" => "Asia/Ho_Chi_Minh",
            "TN" => "Africa/Tunis",
            "GB" => "Europe/London",
            _ => "UTC",
        };
        Self(name.to_owned())
    }
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The calendar year there.
    pub fn year(&self, at: Timestamp) -> i16 {
        let zone = TimeZone::get(&self.0).unwrap_or(TimeZone::UTC);
        Instant::from_microsecond(at.micros()).unwrap_or_default().to_zoned(zone).year()
    }
    /// Where the last `days` days begin, today's among them, oldest first; and where tomorrow does.
    /// Days are those of the calendar there: where clocks change, one has 23 or 25 hours.
    pub fn last_days(&self, now: Timestamp, days: u16) -> Vec<Timestamp> {
        let zone = TimeZone::get(&self.0).unwrap_or(TimeZone::UTC);
        // Beyond the year 9999 there is no calendar to ask.
        let today = Instant::from_microsecond(now.micros()).unwrap_or_default().to_zoned(zone.clone()).date();
        let starts = (-1..i64::from(days)).rev().filter_map(|back| {
            let start = today.checked_sub(back.days()).ok()?.to_zoned(zone.clone()).ok()?;
            Some(Timestamp::from_micros(start.timestamp().as_microsecond()))
        });
        starts.collect()
    }
}

impl fmt::Display for ZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for ZoneName {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for ZoneName {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ZoneName".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": MAX_CHARS, "pattern": "^[A-Za-z0-9_+/-]+$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        serde_json::from_value(serde_json::json!(text)).expect("an instant")
    }
    fn days(zone: &str, now: &str, n: u16) -> Vec<String> {
        let zone = ZoneName::new(zone).expect("a zone");
        zone.last_days(at(now), n).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn only_names_of_the_database_are_zones_and_each_has_one_spelling() {
        assert_eq!(ZoneName::new("asia/kolkata").map(|z| z.to_string()), Ok("Asia/Kolkata".to_owned()));
        assert_eq!(ZoneName::new("utc"), Ok(ZoneName::utc()));
        let long = "A".repeat(65);
        for bad in ["", "Asia/Atlantis", "+05:30", "UTC+5", "Etc/Unknown", "../../etc/passwd", "Asia/Kolkata\0", &long]
        {
            assert_eq!(ZoneName::new(bad), Err(InvalidZone), "{bad:?}");
        }
    }

    #[test]
    fn every_country_has_a_zone_that_is_one() {
        for country in "IN AE SA QA BH KW OM JO PK LK NP BD SG MY JP KR VN TN GB US DE".split(' ') {
            let zone = ZoneName::of_country(&CountryCode::new(country).expect("a code"));

            assert_eq!(ZoneName::new(zone.as_str()), Ok(zone));
        }
    }

    #[test]
    fn days_begin_at_midnight_there() {
        let kolkata = days("Asia/Kolkata", "2026-03-01T19:00:00Z", 2);
        // Clocks went forward there on 29 March 2026, and that day had 23 hours.
        let london = days("Europe/London", "2026-03-30T12:00:00Z", 2);

        assert_eq!(
            kolkata,
            ["2026-02-28T18:30:00.000000Z", "2026-03-01T18:30:00.000000Z", "2026-03-02T18:30:00.000000Z"]
        );
        assert_eq!(
            london,
            ["2026-03-29T00:00:00.000000Z", "2026-03-29T23:00:00.000000Z", "2026-03-30T23:00:00.000000Z"]
        );
        assert_eq!(days("UTC", "2026-03-01T00:00:00Z", 90).len(), 91);
    }
}
