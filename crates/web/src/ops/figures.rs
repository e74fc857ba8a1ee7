//! Figures of the service as people read them, and charts of them.

use crate::ui::Markup;
use crate::ui::chart::{self, Caption, Series};
use crate::ui::frame::Frame;

/// Keeps a figure in front of its unit where the text runs from right to left.
const LTR: char = '\u{200e}';

/// A count.
pub(crate) fn count(f: &Frame, n: u64) -> String {
    f.number(&whole(n))
}

/// A count as charts take it.
pub(crate) fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Bytes, in the largest unit of which there is one.
pub(crate) fn bytes(n: u64) -> String {
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];
    match units.iter().find(|(_, size)| n >= *size) {
        Some((unit, size)) => format!("{LTR}{} {unit}", tenths(n / (size / 10))),
        None => format!("{LTR}{n} B"),
    }
}

/// Thousandths as percent.
pub(crate) fn percent(permille: u64) -> String {
    format!("{}%", tenths(permille))
}

/// A share of a whole as percent; a dash where there is no whole.
pub(crate) fn share(part: u64, of: u64) -> String {
    (part * 1_000 + of / 2).checked_div(of).map_or_else(|| "–".to_owned(), percent)
}

/// Microseconds as milliseconds.
pub(crate) fn millis(us: u64) -> String {
    if us < 10_000 { format!("{LTR}{} ms", tenths(us / 100)) } else { format!("{LTR}{} ms", us / 1_000) }
}

/// Seconds as minutes, hours or days, rounded down.
pub(crate) fn span(f: &Frame, seconds: u64) -> String {
    let (key, n) = match seconds {
        ..60 => ("ops-seconds", seconds),
        60..3_600 => ("ops-minutes", seconds / 60),
        3_600..86_400 => ("ops-hours", seconds / 3_600),
        _ => ("ops-days", seconds / 86_400),
    };
    f.t1(key, "n", whole(n))
}

fn tenths(n: u64) -> String {
    format!("{}.{}", n / 10, n % 10)
}

/// What is drawn: values over time, each beside its moment.
pub(crate) struct Plot<'a> {
    /// What it is.
    pub title: String,
    /// The moments.
    pub labels: &'a [String],
    /// How a value is written.
    pub format: &'a dyn Fn(i64) -> String,
}

impl Plot<'_> {
    /// One thing, as a line.
    pub fn line(&self, f: &Frame, values: &[i64]) -> Markup {
        self.with_caption(f, values, |caption| chart::line(caption, self.labels, Series { name: &self.title, values }))
    }

    /// One thing, as bars.
    pub fn bars(&self, f: &Frame, values: &[i64]) -> Markup {
        self.with_caption(f, values, |caption| {
            chart::bars(caption, self.labels, &[Series { name: &self.title, values }])
        })
    }

    /// Two things beside each other, as bars.
    pub fn pair(&self, f: &Frame, one: (&str, &[i64]), two: (&str, &[i64])) -> Markup {
        let all = [one.1, two.1].concat();
        let series = [one, two].map(|(name, values)| Series { name, values });
        self.with_caption(f, &all, |caption| chart::bars(caption, self.labels, &series))
    }

    fn with_caption(&self, f: &Frame, values: &[i64], draw: impl FnOnce(&Caption<'_>) -> Markup) -> Markup {
        let at = |value: Option<i64>| value.map(self.format).unwrap_or_default();
        let (low, high) = (at(values.iter().min().copied()), at(values.iter().max().copied()));
        let named = [("title", (&self.title).into()), ("low", (&low).into()), ("high", (&high).into())];
        let summary = f.locale.fill("ops-chart-summary", &named);
        let (as_table, period, nothing) = (f.t("table-data"), f.t("label-when"), f.t("label-chart-nothing"));
        draw(&Caption {
            title: &self.title,
            summary: &summary,
            as_table: &as_table,
            period: &period,
            nothing: &nothing,
            rtl: f.page_context.lang.direction() == "rtl",
            format: self.format,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_shares_and_times_are_read_at_a_glance() {
        assert_eq!(bytes(999), "\u{200e}999 B");
        assert_eq!(bytes(1_000), "\u{200e}1.0 kB");
        assert_eq!(bytes(67_108_864), "\u{200e}67.1 MB");
        assert_eq!(bytes(2_150_000_000), "\u{200e}2.1 GB");
        assert_eq!(percent(1_234), "123.4%");
        assert_eq!(share(1, 3), "33.3%");
        assert_eq!(share(2, 7), "28.6%");
        assert_eq!(share(0, 0), "–");
        assert_eq!(millis(1_234), "\u{200e}1.2 ms");
        assert_eq!(millis(123_456), "\u{200e}123 ms");
    }
}
