//! What the page at /design shows: made-up orders of a made-up week.

use crate::ui::chart::{self, Caption, Markup, Series, Share};
use crate::ui::{Step, StepState};

/// The colours, as `style/tokens.css` names them.
pub(crate) const TOKENS: &[&str] = &[
    "paper",
    "surface",
    "sunken",
    "line",
    "edge",
    "ink",
    "ink-soft",
    "accent",
    "accent-strong",
    "accent-wash",
    "danger",
    "good",
    "good-wash",
    "warn",
    "warn-wash",
    "bad",
    "bad-wash",
    "info",
    "info-wash",
    "neutral",
    "neutral-wash",
    "focus",
    "mark",
    "series-1",
    "series-2",
];

/// A sparkline.
pub(crate) fn trend() -> Markup {
    chart::spark("Rising from 3 to 9", &[3, 4, 4, 6, 5, 8, 9], false)
}

/// A timeline with every state.
pub(crate) fn steps() -> Vec<Step> {
    let step = |state, title: &str, time: &str, note: &str| Step {
        state,
        title: title.to_owned(),
        at: "2026-07-01T10:04:00Z".to_owned(),
        time: time.to_owned(),
        note: note.to_owned(),
    };
    vec![
        step(StepState::Done, "Placed", "1 July, 15:34", "by Asha Rao"),
        step(StepState::Done, "Accepted", "1 July, 15:50", "by Kaveri Mills"),
        step(StepState::Now, "Out for delivery", "1 July, 18:10", "with Swift Riders"),
        step(StepState::Bad, "Attempt failed", "1 July, 19:02", "No one to receive the goods"),
        step(StepState::Ahead, "Delivered", "", ""),
    ]
}

/// One chart of each sort, and what they look like with little to show.
pub(crate) fn charts(rtl: bool) -> Vec<Markup> {
    let thousands = |value: i64| match value {
        ..1000 => value.to_string(),
        _ => format!("{},{:03}", value / 1000, value % 1000),
    };
    let few = |value: i64| value.to_string();
    let frame = |title: &'static str| Caption {
        title,
        summary: "Example figures by day",
        as_table: "Show as table",
        period: "Day",
        nothing: "No sales yet.",
        rtl,
        format: &thousands,
    };
    let labels: Vec<String> = (1..=14).map(|day| format!("{day} Jul")).collect();
    let now = [4_100, 5_200, 4_800, 6_900, 7_300, 2_100, 0, 5_900, 6_100, 7_800, 7_200, 8_400, 3_000, 1_200];
    let before = [3_900, 4_700, 5_100, 5_800, 6_900, 1_900, 400, 5_200, 5_900, 6_100, 6_600, 7_000, 2_800, 900];
    let (now, before) =
        (Series { name: "This period", values: &now }, Series { name: "Previous period", values: &before });
    let moves = Series { name: "Moved", values: &[12, -4, 7, -9, 3, 15, -2] };
    let part = |name, value: i64, tone| Share { name, value, shown: value.to_string(), tone };
    let rows = [("Basmati rice, aged, 5 kg", 940), ("Toor dal, unpolished, 1 kg", 610), ("Groundnut oil, 15 l", 85)];
    let rows: Vec<_> = rows.iter().map(|(name, value)| ((*name).to_owned(), *value, value.to_string())).collect();
    let parts = [
        part("Delivered", 62, "good"),
        part("Out for delivery", 21, "info"),
        part("Late", 6, "warn"),
        part("Refused", 3, "bad"),
    ];
    vec![
        chart::bars(&frame("Sales by day"), &labels, &[now, before]),
        chart::line(&frame("Sales, as a line"), &labels, now),
        chart::bars(&Caption { format: &few, ..frame("Stock movements") }, &labels[..7], &[moves]),
        chart::ranks("Best sellers", "No sales yet.", &rows),
        chart::shares("Orders by status", "62 delivered, 21 out for delivery, 6 late, 3 rejected", &parts),
        chart::line(&frame("A single day"), &labels[..1], now),
        chart::bars(&frame("No data"), &[], &[now]),
    ]
}
