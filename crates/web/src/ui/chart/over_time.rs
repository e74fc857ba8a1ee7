//! Charts over time: bars of one or two series, a line with its area, a sparkline.

use super::scale::{Length, Scale};
use super::{Caption, Markup, Series, Text, figure};

const WIDTH: i64 = 640;
const HEIGHT: i64 = 240;
/// Room for the numbers at the start, which stand on their lines.
const START: i64 = 56;
const TOP: i64 = 24;
const BASELINE: i64 = HEIGHT - 30;
/// More labels than these would touch on a phone.
const LABELS: usize = 6;

/// Bars side by side for each label, for one series or two.
pub(crate) fn bars(frame: &Caption<'_>, labels: &[String], series: &[Series<'_>]) -> Markup {
    let plot = Plot::of(frame, labels, series);
    let mut out = plot.open();
    let floor = plot.y(0);
    let slot = plot.slot();
    let width = Length((slot * 3 / 4 / i64::try_from(series.len().max(1)).unwrap_or(1)).min(4_800));
    for (at, label) in labels.iter().enumerate() {
        out.add(format_args!("<g>"));
        let mut offset = plot.middle(at).0 - width.0 * i64::try_from(series.len()).unwrap_or(1) / 2;
        let order: Vec<usize> = if frame.rtl { (0..series.len()).rev().collect() } else { (0..series.len()).collect() };
        for one in order {
            let value = series[one].at(at);
            let (top, bottom) = (plot.y(value).min(floor), plot.y(value).max(floor));
            // What is not nothing is seen.
            let height = Length((bottom.0 - top.0).max(if value == 0 { 0 } else { 100 }));
            out.add(format_args!(
                r#"<rect class="mark-{}" x="{}" y="{top}" width="{}" height="{height}" rx="2"><title>{}, {}: {}</title></rect>"#,
                one % 2 + 1,
                Length(offset),
                Length((width.0 - 100).max(50)),
                Text(label),
                Text(series[one].name),
                Text(&(frame.format)(value))
            ));
            offset += width.0;
        }
        out.add(format_args!("</g>"));
    }
    plot.close(&mut out);
    figure(frame, labels, series, &out)
}

/// A line with its area down to nothing.
pub(crate) fn line(frame: &Caption<'_>, labels: &[String], series: Series<'_>) -> Markup {
    let all = [series];
    let plot = Plot::of(frame, labels, &all);
    let mut out = plot.open();
    let points: Vec<_> = (0..labels.len()).map(|at| (plot.middle(at), plot.y(series.at(at)))).collect();
    draw(&mut out, &points, plot.y(0));
    for (at, (x, y)) in points.iter().enumerate() {
        let (label, value) = (Text(&labels[at]), (frame.format)(series.at(at)));
        // Few points are marked; many are found by pointing at them.
        let (class, radius) = match points.len() {
            1 => ("dot-1", 8),
            2..=31 => ("dot-1", 5),
            _ => ("spot", 5),
        };
        let title = Text(&value);
        out.add(format_args!(
            r#"<circle class="{class}" cx="{x}" cy="{y}" r="{radius}"><title>{label}: {title}</title></circle>"#
        ));
    }
    plot.close(&mut out);
    figure(frame, labels, &all, &out)
}

/// A line as small as a word, with a dot at the last value; `label` says what a reader would see.
pub(crate) fn spark(label: &str, values: &[i64], rtl: bool) -> Markup {
    let (width, height) = (96, 28);
    let scale = Scale::over(values.iter().copied());
    let steps = i64::try_from(values.len().saturating_sub(1)).unwrap_or(1).max(1);
    let mut points = Vec::with_capacity(values.len());
    for (at, value) in (0_i64..).zip(values) {
        let along = if values.len() == 1 { 9_000 } else { 300 + 9_000 * at / steps };
        let y = Length(200 + scale.below_top(*value, Length::units(height - 4)).0);
        points.push((Length(if rtl { width * 100 - along } else { along }), y));
    }
    let mut out = Markup::default();
    out.add(format_args!(
        r#"<svg class="spark" viewBox="0 0 {width} {height}" role="img" aria-label="{}">"#,
        Text(label)
    ));
    draw(&mut out, &points, Length(200 + scale.below_top(0, Length::units(height - 4)).0));
    if let Some((x, y)) = points.last() {
        out.add(format_args!(r#"<circle class="dot-1" cx="{x}" cy="{y}" r="3"/>"#));
    }
    out.add(format_args!("</svg>"));
    out
}

fn draw(out: &mut Markup, points: &[(Length, Length)], floor: Length) {
    let [first, .., last] = points else { return };
    let path = points.iter().map(|(x, y)| format!("{x} {y}")).collect::<Vec<_>>().join(" ");
    out.add(format_args!(r#"<path class="area-1" d="M{} {floor} {path} {} {floor}z"/>"#, first.0, last.0));
    out.add(format_args!(r#"<path class="line-1" d="M{path}"/>"#));
}

/// The field on which the marks stand.
struct Plot<'a> {
    frame: &'a Caption<'a>,
    labels: &'a [String],
    scale: Scale,
}

impl<'a> Plot<'a> {
    fn of(frame: &'a Caption<'a>, labels: &'a [String], series: &[Series<'_>]) -> Self {
        let scale = Scale::over(series.iter().flat_map(|one| one.values.iter().copied()));
        Self { frame, labels, scale }
    }

    fn y(&self, value: i64) -> Length {
        Length(TOP * 100 + self.scale.below_top(value, Length::units(BASELINE - TOP)).0)
    }

    /// How much room each label has, in hundredths.
    fn slot(&self) -> i64 {
        (WIDTH - START) * 100 / i64::try_from(self.labels.len().max(1)).unwrap_or(i64::MAX)
    }

    fn middle(&self, at: usize) -> Length {
        let along = START * 100 + self.slot() * i64::try_from(at).unwrap_or_default() + self.slot() / 2;
        Length(if self.frame.rtl { WIDTH * 100 - along } else { along })
    }

    /// The picture's beginning: its name, and the lines with their numbers.
    fn open(&self) -> Markup {
        let mut out = Markup::default();
        // Text runs by its own letters; places and anchors are always counted from the left.
        out.add(format_args!(
            r#"<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{}" direction="ltr">"#,
            Text(self.frame.summary)
        ));
        for tick in self.scale.ticks() {
            let (y, class) = (self.y(tick), if tick == 0 { "base" } else { "grid" });
            out.add(format_args!(r#"<path class="{class}" d="M0 {y}H{WIDTH}"/>"#));
        }
        out
    }

    /// The numbers on their lines, the labels below, and the end.
    fn close(&self, out: &mut Markup) {
        let (edge, anchor) = if self.frame.rtl { (WIDTH, "end") } else { (0, "start") };
        // Nothing needs no number where it is the floor, beside the labels.
        let floor = Length::units(BASELINE);
        for tick in self.scale.ticks().filter(|tick| *tick != 0 || self.y(0) < floor) {
            let above = Length(self.y(tick).0 - 400);
            let number = (self.frame.format)(tick);
            out.add(format_args!(
                r#"<text class="tick" x="{edge}" y="{above}" text-anchor="{anchor}">{}</text>"#,
                Text(&number)
            ));
        }
        let every = self.labels.len().div_ceil(LABELS).max(1);
        for (at, label) in self.labels.iter().enumerate().step_by(every) {
            let x = self.middle(at);
            out.add(format_args!(r#"<text x="{x}" y="{}" text-anchor="middle">{}</text>"#, HEIGHT - 8, Text(label)));
        }
        out.add(format_args!("</svg>"));
    }
}
