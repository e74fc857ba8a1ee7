//! What is read as which number, and what is refused.

use proptest::prelude::*;

use super::*;

fn inr(text: &str) -> Result<i64, NumberError> {
    amount(text, Currency::INR).map(Price::minor)
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for (text, minor) in [
        ("120.50", 12_050),
        ("120.5", 12_050),
        ("12,50", 1_250),
        ("0,99", 99),
        ("12,5", 1_250),
        ("1234,56", 123_456),
        ("1,250.00", 125_000),
        ("1.250,00", 125_000),
        ("1 250,00", 125_000),
        ("1\u{202f}250,00", 125_000),
        ("1'250.00", 125_000),
        ("1,234", 123_400),
        ("12,345", 1_234_500),
        ("1,20,000", 12_000_000),
        ("1,20,000.5", 12_000_050),
        ("1.234.567", 123_456_700),
        ("1 234 567", 123_456_700),
        ("007", 700),
        ("120\u{66b}50", 12_050),
        ("١٢٠٫٥٠", 12_050),
        ("١٬٢٥٠٫٠٠", 125_000),
        ("१,२०,०००.५०", 12_000_050),
        ("१२०", 12_000),
        ("₹1,20,000.50", 12_000_050),
        ("₹ 120", 12_000),
        ("Rs. 120", 12_000),
        ("Rs 120/-", 12_000),
        ("INR\u{a0}120.50", 12_050),
        ("120.50 INR", 12_050),
        ("\u{2068}₹120.50\u{2069}", 12_050),
        ("रु. १२०", 12_000),
    ] {
        assert_eq!(inr(text), Ok(minor), "{text:?}");
    }
    for (text, currency, minor) in [
        ("7", Currency::JPY, 7),
        ("¥1,234,567", Currency::JPY, 1_234_567),
        ("1.234", Currency::KWD, 1_234),
        ("0,007", Currency::KWD, 7),
        ("KWD\u{a0}1,234.500", Currency::KWD, 1_234_500),
        ("1.234,500", Currency::KWD, 1_234_500),
        ("120 د.إ.\u{200f}", Currency::AED, 12_000),
        ("Dhs 120", Currency::AED, 12_000),
    ] {
        assert_eq!(amount(text, currency).map(Price::minor), Ok(minor), "{text:?}");
    }
}

#[test]
fn what_could_be_two_numbers_is_none() {
    for text in ["12 50", "1,20,00", "12,345,67", "1 23", "0,123,456", "1,2,3", "1,,000", "1.000 000", "12.50.1"] {
        assert_eq!(inr(text), Err(NumberError::Unclear), "{text:?}");
    }
    assert_eq!(amount("1,234", Currency::KWD), Err(NumberError::Unclear));
    assert_eq!(whole("1,23"), Err(NumberError::NotWhole));
}

#[test]
fn what_is_no_amount_is_refused_with_its_reason() {
    for text in [
        "",
        "-1",
        "+1",
        "1e3",
        ".5",
        ",5",
        "5.",
        "5,",
        "½",
        "1½",
        "ten",
        "0x10",
        "1_000",
        "=1+1",
        "(5)",
        "\u{202e}1",
        "12 kg",
    ] {
        assert_eq!(inr(text), Err(NumberError::NotAnAmount), "{text:?}");
    }
    for text in ["1.005", "1.234", "0,999", "1,234.567", "1234,567"] {
        assert_eq!(inr(text), Err(NumberError::TooManyDecimals { most: 2 }), "{text:?}");
    }
    assert_eq!(amount("12,50", Currency::JPY), Err(NumberError::TooManyDecimals { most: 0 }));
    for text in ["$5", "AED 120", "120 د.إ", "€ 5"] {
        assert_eq!(inr(text), Err(NumberError::OtherCurrency { currency: Currency::INR }), "{text:?}");
    }
    for text in ["0", "0.00", "99999999999999999999", "10,00,00,00,000.01"] {
        assert_eq!(inr(text), Err(NumberError::OutOfRange { currency: Currency::INR }), "{text:?}");
    }
    let said = NumberError::OutOfRange { currency: Currency::INR }.to_string();
    assert_eq!(said, "must be between 0.01 and 10000000000.00");
}

#[test]
fn whole_numbers_are_read_with_their_groups() {
    for (text, number) in [
        ("12", 12),
        (" 007 ", 7),
        ("0", 0),
        ("1,000", 1_000),
        ("1,20,000", 120_000),
        ("١٢", 12),
        ("१,०००", 1_000),
        ("１２", 12),
    ] {
        assert_eq!(whole(text), Ok(number), "{text:?}");
    }
    for text in ["", "1.5", "1.000", "12,5", "-1", "+1", "1e3", "ten", "₹5", "1000000000000000000000"] {
        assert_eq!(whole(text), Err(NumberError::NotWhole), "{text:?}");
    }
    for text in ["1,00", "12 50", "1,2,3"] {
        assert!(whole(text).is_err(), "{text:?}");
    }
    for (text, number) in [("-3", -3), ("\u{2212}3", -3), ("+5", 5), ("-1,000", -1_000), ("٣", 3)] {
        assert_eq!(signed(text), Ok(number), "{text:?}");
    }
    for text in ["--3", "+-3", "- 3", "3-", "-"] {
        assert_eq!(signed(text), Err(NumberError::NotWhole), "{text:?}");
    }
}

/// Digits in groups from the right: three, then so many at a time.
fn grouped(digits: &str, wide: usize, by: &str) -> String {
    let mut out = String::new();
    for (at, c) in digits.chars().enumerate() {
        let left = digits.len() - at;
        if at > 0 && left >= 3 && (left - 3).is_multiple_of(wide) {
            out.push_str(by);
        }
        out.push(c);
    }
    out
}

/// In the digits that begin with a zero.
fn in_digits(text: &str, zero: char) -> String {
    let other = |c: char| c.to_digit(10).and_then(|d| char::from_u32(u32::from(zero) + d)).unwrap_or(c);
    text.chars().map(other).collect()
}

proptest! {
    /// However people write an amount, it is read as that or refused.
    #[test]
    fn an_amount_is_read_as_what_was_written_or_not_at_all(
        minor in prop_oneof![1..1_000_i64, 1..1_000_000_000_i64, 1..=Price::MAX],
        currency in prop::sample::select(Currency::ALL),
        (thousands, point) in prop::sample::select(vec![("", "."), ("", ","), (",", "."), (".", ","), (" ", ","), ("\u{202f}", ","), ("'", "."), ("\u{66c}", "\u{66b}")]),
        wide in 2..=3_usize,
        zero in prop::sample::select(vec!['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}']),
        mark in prop::sample::select(vec!["{}", "{} CODE", "CODE\u{a0}{}", "\u{2068}{}\u{2069}", " {} "]),
        short in any::<bool>(),
    ) {
        let decimal = decimal(minor, currency);
        let (whole, decimals) = decimal.split_once('.').unwrap_or((&decimal, ""));
        let decimals = if short { decimals.trim_end_matches('0') } else { decimals };
        let point = if decimals.is_empty() { "" } else { point };
        let number = in_digits(&format!("{}{point}{decimals}", grouped(whole, wide, thousands)), zero);
        // Where a currency has three decimals, `1.234` is what we print of them, and never a thousand.
        prop_assume!(!(currency.exponent() == 3 && thousands == "." && decimals.is_empty()));
        let text = mark.replace("{}", &number).replace("CODE", currency.code());

        let read = amount(&text, currency).map(Price::minor);

        prop_assert!(read == Ok(minor) || matches!(read, Err(NumberError::Unclear | NumberError::TooManyDecimals { .. })), "{:?} was {:?}", text, read);
        // What is ours is always read.
        if point != "," && thousands != "." && (wide == 3 || thousands == ",") && (currency.exponent() < 3 || !decimals.is_empty()) {
            prop_assert_eq!(read, Ok(minor), "{:?}", text);
        }
    }

    /// Whatever is read has the digits that were written: none is added, and none left out, but for zeros.
    #[test]
    fn no_digit_is_lost_or_moved(text in "[0-9]{1,4}([,. '][0-9]{1,4}){0,3}", currency in prop::sample::select(Currency::ALL)) {
        let Ok(price) = amount(&text, currency) else { return Ok(()) };
        let places = usize::try_from(currency.exponent()).expect("three at most");
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        // The digits as a whole number of some power of ten of the minor unit; which one, the last separator says.
        let behind = text.rfind([',', '.', ' ', '\'']).map_or(0, |at| text.len() - at - 1);
        let as_whole = format!("{digits}{}", "0".repeat(places)).parse::<i64>();
        let as_decimals = (behind > 0 && behind <= places).then(|| format!("{digits}{}", "0".repeat(places - behind)).parse::<i64>());

        prop_assert!(Ok(price.minor()) == as_whole || as_decimals.is_some_and(|minor| minor == Ok(price.minor())), "{:?} was {:?}", text, price);
        // One or two digits behind a separator are never thousands.
        if behind == 1 || behind == 2 {
            prop_assert_ne!(Ok(price.minor()), as_whole, "{:?}", text);
        }
    }

    #[test]
    fn a_whole_number_has_the_digits_that_were_written(text in "\\PC{0,12}|[0-9]{1,3}([,. ][0-9]{2,3}){0,3}") {
        if let Ok(number) = whole(&text) {
            let digits: String = plain(&text).chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(Ok(number), digits.parse::<i64>(), "{:?}", text);
        }
    }
}
