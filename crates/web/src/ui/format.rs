//! Times, amounts and numbers as the reader writes them.

use edge::Lang;
use jiff::tz::TimeZone;
use kernel::{Currency, Money, Timestamp};

use crate::ui::locale::Locale;
use crate::ui::numbers::group;
pub(crate) use crate::ui::numbers::number;

/// A moment in a zone: day, short month, year, and the time if asked for.
pub(crate) fn moment(locale: &Locale, at: Timestamp, zone: &TimeZone, with_time: bool) -> String {
    let Ok(moment) = jiff::Timestamp::from_microsecond(at.micros()) else { return String::new() };
    let there = moment.to_zoned(zone.clone());
    let month = locale.translate(&format!("month-{}", there.month()));
    let day = format!("{} {month} {}", there.day(), there.year());
    let comma = if locale.lang == Lang::Ar { "،" } else { "," };
    if with_time { format!("{day}{comma} {:02}:{:02}", there.hour(), there.minute()) } else { day }
}

/// Millionths as percent, rounded to tenths, with a sign: `+12.5%`.
pub(crate) fn percent_change(ppm: i64) -> String {
    let (sign, tenths) = (if ppm < 0 { "−" } else { "+" }, (ppm.unsigned_abs() + 500) / 1_000);
    format!("\u{200e}{sign}{}.{}%", tenths / 10, tenths % 10)
}

/// The time of day in a zone.
pub(crate) fn clock(at: Timestamp, zone: &TimeZone) -> String {
    let Ok(moment) = jiff::Timestamp::from_microsecond(at.micros()) else { return String::new() };
    let there = moment.to_zoned(zone.clone());
    format!("{:02}:{:02}", there.hour(), there.minute())
}

/// A moment as programs read it (`datetime` of HTML).
pub(crate) fn machine(at: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(at.micros()).map(|moment| moment.to_string()).unwrap_or_default()
}

/// Where lakhs and crores are counted.
const fn counts_lakhs(currency: Currency) -> bool {
    matches!(currency, Currency::INR | Currency::PKR | Currency::BDT | Currency::NPR | Currency::LKR)
}

/// The sign in front of an amount.
const fn sign(currency: Currency) -> &'static str {
    match currency {
        Currency::INR => "₹",
        Currency::USD => "$",
        Currency::EUR => "€",
        Currency::GBP => "£",
        Currency::JPY => "¥",
        Currency::KRW => "₩",
        _ => "",
    }
}

/// An amount: `₹1,20,000.50`, `AED 1,250.00`.
pub(crate) fn money(amount: Money) -> String {
    let currency = amount.currency();
    let plain = decimal(amount);
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let grouped = group(whole, if counts_lakhs(currency) { 2 } else { 3 });
    let dot = if rest.is_empty() { "" } else { "." };
    match sign(currency) {
        "" => format!("{currency}\u{a0}{grouped}{dot}{rest}"),
        sign => format!("{sign}{grouped}{dot}{rest}"),
    }
}

/// An amount as a field takes it: digits and one dot.
pub(crate) fn decimal(amount: Money) -> String {
    let exponent = amount.currency().exponent();
    let unit = 10_i64.pow(exponent);
    let (whole, rest) = (amount.minor() / unit, amount.minor() % unit);
    let width = usize::try_from(exponent).unwrap_or(0);
    if exponent == 0 { whole.to_string() } else { format!("{whole}.{rest:0width$}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_as_their_country_does() {
        let show = |minor, currency| money(Money::new(minor, currency).expect("an amount"));

        assert_eq!(show(12_000_050, Currency::INR), "₹1,20,000.50");
        assert_eq!(show(99, Currency::INR), "₹0.99");
        assert_eq!(show(12_500_000, Currency::AED), "AED\u{a0}125,000.00");
        assert_eq!(show(1_234_567, Currency::JPY), "¥1,234,567");
        assert_eq!(show(1_500, Currency::KWD), "KWD\u{a0}1.500");
        assert_eq!(number(Lang::En, -1_234_567), "-1,234,567");
        assert_eq!(number(Lang::Hi, 1_234_567), "12,34,567");
    }

    #[test]
    fn a_moment_is_shown_in_the_zone_of_the_company() {
        let zone = TimeZone::get("Asia/Kolkata").expect("a bundled zone");
        let at = Timestamp::from_micros(1_795_000_000_000_000);

        assert_eq!(moment(Locale::of(Lang::En), at, &zone, true), "18 Nov 2026, 16:36");
        assert!(moment(Locale::of(Lang::Ar), at, &zone, true).ends_with(" 2026، 16:36"));
    }

    #[test]
    fn changes_are_rounded_and_signed() {
        for (ppm, shown) in [(-900_000, "−90.0%"), (119_930, "+12.0%"), (231_949, "+23.2%"), (0, "+0.0%")] {
            assert_eq!(percent_change(ppm), format!("\u{200e}{shown}"));
        }
    }
}
