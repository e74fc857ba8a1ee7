//! From values to places, in whole hundredths: no float is ever written.

use std::fmt;

/// A length in hundredths of a unit of the viewBox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Length(pub(super) i64);

impl Length {
    pub(super) const fn units(units: i64) -> Self {
        Self(units * 100)
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, size) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match (size / 100, size % 100) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (whole, part) => write!(f, "{sign}{whole}.{part:02}"),
        }
    }
}

/// `part` of `whole`, of a `length`: the share of it.
pub(super) fn share(part: i128, whole: i128, length: Length) -> Length {
    let of = if whole == 0 { 0 } else { i128::from(length.0) * part / whole };
    Length(i64::try_from(of).unwrap_or(length.0))
}

/// A vertical axis: from the lowest to the highest line, both of them round numbers, nothing always among them.
#[derive(Debug, Clone)]
pub(super) struct Scale {
    low: i128,
    high: i128,
    step: i128,
}

impl Scale {
    /// The axis on which all values find room.
    pub(super) fn over(values: impl Iterator<Item = i64> + Clone) -> Self {
        let low = i128::from(values.clone().min().unwrap_or_default().min(0));
        let high = i128::from(values.max().unwrap_or_default().max(0));
        let rough = (high - low + 3) / 4;
        let mut step = 1;
        while step < rough {
            // 1, 2, 5, 10, 20, 50 …
            step = if leading(step) == 2 { step / 2 * 5 } else { step * 2 };
        }
        let up = |value: i128| (value + step - 1).div_euclid(step) * step;
        let (low, high) = (-up(-low), up(high));
        Self { low, high: if high == low { low + step } else { high }, step }
    }

    /// The values that have a line.
    pub(super) fn ticks(&self) -> impl Iterator<Item = i64> {
        let count = (self.high - self.low) / self.step;
        let (low, step) = (self.low, self.step);
        (0..=count).filter_map(move |at| i64::try_from(low + at * step).ok())
    }

    /// How far below the top a value stands, on an axis this long.
    pub(super) fn below_top(&self, value: i64, length: Length) -> Length {
        share(self.high - i128::from(value), self.high - self.low, length)
    }
}

fn leading(mut number: i128) -> i128 {
    while number >= 10 {
        number /= 10;
    }
    number
}
