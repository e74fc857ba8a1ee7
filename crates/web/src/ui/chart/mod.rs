//! Charts as SVG made by the server, each beside the numbers it shows: a table to unfold, or words in the chart
//! itself. Whole numbers in, whole hundredths out; sizes by viewBox, looks by class (`style/charts.css`).

mod over_time;
mod scale;
mod shares;
#[cfg(test)]
mod tests;

use std::fmt::{self, Write};

pub(crate) use over_time::{bars, line, spark};
pub(crate) use shares::{Share, ranks, shares};

/// HTML or SVG made here, in which every given text is escaped: templates print it as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Markup(String);

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Markup {}

impl Markup {
    /// A hidden field of a form.
    pub fn hidden(name: &str, value: &str) -> Self {
        Self(format!(r#"<input type="hidden" name="{}" value="{}">"#, Text(name), Text(value)))
    }

    /// The description of a product: the one text of somebody else that is printed as markup. It may be,
    /// because the market keeps it only after `catalog::sanitise`, which leaves a few tags of running text
    /// and no attributes (ASVS 1.3.1).
    pub fn description(of: &market::catalog::ProductView) -> Self {
        Self(of.description_html.clone())
    }

    /// Adds markup of ours; a text of anybody else goes in as [`Text`].
    fn add(&mut self, ours: fmt::Arguments<'_>) {
        self.0.write_fmt(ours).expect("a String takes all that is written");
    }
}

/// A text as it may stand in markup, within an attribute too.
struct Text<'a>(&'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for one in self.0.chars() {
            match one {
                '&' => f.write_str("&#38;")?,
                '<' => f.write_str("&#60;")?,
                '>' => f.write_str("&#62;")?,
                '"' => f.write_str("&#34;")?,
                '\'' => f.write_str("&#39;")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// What the charts over time share: their words, translated, and how numbers are written.
pub(crate) struct Caption<'a> {
    /// Above the chart.
    pub title: &'a str,
    /// What the picture shows, for those who do not see it.
    pub summary: &'a str,
    /// Opens the table of the same numbers.
    pub as_table: &'a str,
    /// Head of the table's first column, such as "Day".
    pub period: &'a str,
    /// Said in place of a chart without points.
    pub nothing: &'a str,
    /// Whether time runs from right to left.
    pub rtl: bool,
    /// Writes a number for the reader: money, a count, a share.
    pub format: &'a dyn Fn(i64) -> String,
}

/// Values of one thing over time, one for each label; what lacks counts as nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Series<'a> {
    /// What it is, for the legend and the table.
    pub name: &'a str,
    /// The values, in the order of the labels.
    pub values: &'a [i64],
}

impl Series<'_> {
    fn at(&self, point: usize) -> i64 {
        self.values.get(point).copied().unwrap_or_default()
    }
}

fn figure(frame: &Caption<'_>, labels: &[String], series: &[Series<'_>], picture: &Markup) -> Markup {
    let mut out = Markup::default();
    out.add(format_args!(r#"<figure class="chart"><figcaption>{}</figcaption>"#, Text(frame.title)));
    if labels.is_empty() {
        out.add(format_args!(r#"<p class="soft">{}</p></figure>"#, Text(frame.nothing)));
        return out;
    }
    if series.len() > 1 {
        out.add(format_args!("{}", legend(series)));
    }
    out.add(format_args!("{picture}{}</figure>", table(frame, labels, series)));
    out
}

fn legend(series: &[Series<'_>]) -> Markup {
    let mut out = Markup::default();
    out.add(format_args!(r#"<ul class="legend">"#));
    for (at, one) in series.iter().enumerate() {
        let class = at % 2 + 1;
        out.add(format_args!(
            r#"<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="mark-{class}" width="12" height="12" rx="3"/></svg>{}</li>"#,
            Text(one.name)
        ));
    }
    out.add(format_args!("</ul>"));
    out
}

fn table(frame: &Caption<'_>, labels: &[String], series: &[Series<'_>]) -> Markup {
    let mut out = Markup::default();
    out.add(format_args!(
        r#"<details><summary>{}</summary><div class="table-wrap" role="region" aria-label="{}" tabindex="0"><table class="table"><thead><tr><th scope="col">{}</th>"#,
        Text(frame.as_table),
        Text(frame.title),
        Text(frame.period)
    ));
    for one in series {
        out.add(format_args!(r#"<th scope="col" class="num">{}</th>"#, Text(one.name)));
    }
    out.add(format_args!("</tr></thead><tbody>"));
    for (at, label) in labels.iter().enumerate() {
        out.add(format_args!(r#"<tr><th scope="row">{}</th>"#, Text(label)));
        for one in series {
            out.add(format_args!(r#"<td class="num">{}</td>"#, Text(&(frame.format)(one.at(at)))));
        }
        out.add(format_args!("</tr>"));
    }
    out.add(format_args!("</tbody></table></div></details>"));
    out
}
