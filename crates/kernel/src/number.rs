//! Amounts and whole numbers as people write them. There is one reading for all doors: digits of any script, grouped
//! by thousands or by lakhs, with a point or a comma before the decimals, with the sign or the code of the currency.
//! What two readers could take for two numbers is refused; nothing is rounded, and nothing is multiplied.

use crate::money::{Currency, Money, Price};
use crate::printed::plain;

mod marks;

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// No amount at all.
    #[error("must be an amount, such as 120.50")]
    NotAnAmount,
    /// Not a whole number.
    #[error("must be a whole number")]
    NotWhole,
    /// Its separators group nothing, or could be read in two ways.
    #[error("can be read as two different numbers; write it without separators between thousands")]
    Unclear,
    /// More decimals than the currency has.
    #[error("must have at most {most} decimals")]
    TooManyDecimals {
        /// How many it has.
        most: u32,
    },
    /// With the sign or the code of another currency.
    #[error("must be in the currency of the offer: {currency}")]
    OtherCurrency {
        /// The one it must be in.
        currency: Currency,
    },
    /// Nothing, or too much.
    #[error("must be between {} and {}", decimal(1, *.currency), decimal(Price::MAX, *.currency))]
    OutOfRange {
        /// In which currency.
        currency: Currency,
    },
}

fn decimal(minor: i64, currency: Currency) -> String {
    Money::new(minor, currency).map(Money::decimal).unwrap_or_default()
}

/// The most digits that are read.
const DIGITS: usize = 15;

/// An amount in a currency: `120.50`, `1,20,000`, `12,50`, `1.250,00`, `₹ १२०`, `AED 1,250.00`.
pub fn amount(text: &str, currency: Currency) -> Result<Price, NumberError> {
    let plain = plain(text);
    let number = marks::without_marks(&plain, currency)?;
    let places = usize::try_from(currency.exponent()).unwrap_or_default();
    let parts = parts(number, places).map_err(|why| match why {
        NotRead::NoNumber => NumberError::NotAnAmount,
        NotRead::Unclear => NumberError::Unclear,
        NotRead::Decimals => NumberError::TooManyDecimals { most: currency.exponent() },
    })?;
    if parts.whole.len() > DIGITS {
        return Err(NumberError::OutOfRange { currency });
    }
    let minor = format!("{}{:0<places$}", parts.whole, parts.decimals).parse().ok();
    minor.and_then(Price::new).ok_or(NumberError::OutOfRange { currency })
}

/// A whole number, not negative: `12`, `1,000`, `1,20,000`, `१२`.
pub fn whole(text: &str) -> Result<i64, NumberError> {
    let plain = plain(text);
    let parts = parts(&plain, 0).map_err(|why| match why {
        NotRead::NoNumber | NotRead::Decimals => NumberError::NotWhole,
        NotRead::Unclear => NumberError::Unclear,
    })?;
    if parts.whole.len() > DIGITS {
        Err(NumberError::NotWhole)
    } else {
        parts.whole.parse().map_err(|_| NumberError::NotWhole)
    }
}

/// The same with a sign before it, if there is one: `-3`, `+5`.
pub fn signed(text: &str) -> Result<i64, NumberError> {
    let plain = plain(text);
    match plain.strip_prefix('-') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => whole(rest).map(|number| -number),
        Some(_) => Err(NumberError::NotWhole),
        None => match plain.strip_prefix('+') {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => whole(rest),
            Some(_) => Err(NumberError::NotWhole),
            None => whole(&plain),
        },
    }
}

/// Digits before and behind the decimal separator.
struct Parts {
    whole: String,
    decimals: String,
}

enum NotRead {
    NoNumber,
    Unclear,
    Decimals,
}

/// What a separator may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Point,
    Comma,
    /// Groups digits and nothing else: a space, an apostrophe, the Arabic sign of thousands.
    Thousands(char),
    /// Stands before decimals and nowhere else: the Arabic decimal sign.
    Decimals,
}

fn separator(c: char) -> Option<Separator> {
    Some(match c {
        '.' => Separator::Point,
        ',' | '\u{60c}' => Separator::Comma,
        ' ' | '\'' | '’' | '\u{66c}' => Separator::Thousands(c),
        '\u{66b}' => Separator::Decimals,
        _ => return None,
    })
}

/// Cuts a number at its decimal separator, if it has one, and looks at how the rest is grouped.
fn parts(text: &str, places: usize) -> Result<Parts, NotRead> {
    let (mut runs, mut between) = (vec![String::new()], Vec::new());
    for c in text.chars() {
        if c.is_ascii_digit() {
            runs.last_mut().ok_or(NotRead::NoNumber)?.push(c);
        } else {
            between.push(separator(c).ok_or(NotRead::NoNumber)?);
            runs.push(String::new());
        }
    }
    if runs.iter().all(String::is_empty) || runs.first().is_some_and(String::is_empty) {
        return Err(NotRead::NoNumber);
    }
    // Two separators in a row, or one at the end.
    if runs.iter().any(String::is_empty) {
        return Err(NotRead::Unclear);
    }
    let decimals = if has_decimals(&runs, &between, places)? {
        between.pop();
        runs.pop().unwrap_or_default()
    } else {
        String::new()
    };
    if !is_grouped(&runs, &between) {
        return Err(NotRead::Unclear);
    }
    if decimals.len() > places {
        return Err(NotRead::Decimals);
    }
    Ok(Parts { whole: runs.concat(), decimals })
}

/// Whether the last run of digits stands behind a decimal separator.
fn has_decimals(runs: &[String], between: &[Separator], places: usize) -> Result<bool, NotRead> {
    let Some((last, before)) = between.split_last() else { return Ok(false) };
    if before.contains(&Separator::Decimals) {
        return Err(NotRead::Unclear);
    }
    let group = |run: &String| run.len() == 3;
    match last {
        Separator::Decimals => Ok(true),
        Separator::Thousands(_) => Ok(false),
        // What stands more than once groups.
        Separator::Point | Separator::Comma if before.contains(last) => Ok(false),
        // Behind others it is the decimal separator, and so is a single point: ours.
        _ if !before.is_empty() || *last == Separator::Point => Ok(true),
        // A single comma groups if it can. Where the currency has three decimals it could be either.
        _ => {
            let front = runs.first().map_or("", String::as_str);
            let can_group = runs.last().is_some_and(group) && front.len() <= 3 && !front.starts_with('0');
            if can_group && places >= 3 { Err(NotRead::Unclear) } else { Ok(!can_group) }
        }
    }
}

/// Whether digits are grouped by thousands, or by lakhs and crores, with one kind of separator.
fn is_grouped(runs: &[String], between: &[Separator]) -> bool {
    let (Some((front, rest)), Some(first)) = (runs.split_first(), between.first()) else { return true };
    let Some((last, middle)) = rest.split_last() else { return true };
    let one_kind = between.iter().all(|separator| separator == first) && *first != Separator::Decimals;
    let thousands = front.len() <= 3 && rest.iter().all(|run| run.len() == 3);
    let lakhs = front.len() <= 2 && last.len() == 3 && middle.iter().all(|run| run.len() == 2);
    let lakhs = lakhs && matches!(first, Separator::Comma | Separator::Thousands('\u{66c}'));
    one_kind && !front.starts_with('0') && (thousands || lakhs)
}

#[cfg(test)]
mod tests;
