//! Charts of nothing, of one, of the largest numbers, and of hostile names.

use super::scale::{Length, Scale};
use super::{Caption, Series, Share, bars, line, ranks, shares, spark};

fn plain(value: i64) -> String {
    value.to_string()
}

fn frame(title: &str) -> Caption<'_> {
    let format = &plain;
    Caption { title, summary: title, as_table: "Table", period: "Day", nothing: "Nothing yet", rtl: false, format }
}

fn days(count: usize) -> Vec<String> {
    (1..=count).map(|day| format!("{day} Jul")).collect()
}

fn ticks(values: &[i64]) -> Vec<i64> {
    Scale::over(values.iter().copied()).ticks().collect()
}

/// Numbers in the markup that have more than two decimals.
fn fine_numbers(markup: &str) -> Vec<&str> {
    let numbers = markup.split(|c: char| !c.is_ascii_digit() && c != '.');
    numbers.filter(|number| number.split_once('.').is_some_and(|(_, decimals)| decimals.len() > 2)).collect()
}

#[test]
fn lines_stand_at_round_numbers_and_hold_every_value() {
    assert_eq!(ticks(&[]), [0, 1]);
    assert_eq!(ticks(&[0, 0]), [0, 1]);
    assert_eq!(ticks(&[7]), [0, 2, 4, 6, 8]);
    assert_eq!(ticks(&[3, 97]), [0, 50, 100]);
    assert_eq!(ticks(&[-30, 120]), [-50, 0, 50, 100, 150]);
    assert_eq!(ticks(&[4_100]), [0, 2_000, 4_000, 6_000]);
}

#[test]
fn the_largest_and_the_smallest_number_do_not_overflow() {
    let values = [i64::MAX, i64::MIN, 0];
    let series = [Series { name: "a", values: &values }];

    let drawn = bars(&frame("t"), &days(3), &series).to_string() + &line(&frame("t"), &days(3), series[0]).to_string();
    let small = spark("s", &values, false).to_string();
    let whole = shares("t", "s", &[share_of("a", i64::MAX), share_of("b", i64::MAX)]).to_string();

    assert!(fine_numbers(&(drawn + &small + &whole)).is_empty());
    assert!(whole.contains(r#"x="50" width="50""#), "{whole}");
}

fn share_of(name: &str, value: i64) -> Share<'_> {
    Share { name, value, shown: value.to_string(), tone: "info" }
}

#[test]
fn lengths_are_written_in_hundredths_at_most() {
    assert_eq!(Length(0).to_string(), "0");
    assert_eq!(Length(1_250).to_string(), "12.50");
    assert_eq!(Length(-5).to_string(), "-0.05");
    assert_eq!(Length::units(640).to_string(), "640");
}

#[test]
fn a_chart_of_nothing_says_so_and_draws_nothing() {
    let empty = Series { name: "a", values: &[] };

    for chart in [bars(&frame("t"), &[], &[empty]), line(&frame("t"), &[], empty), ranks("t", "Nothing yet", &[])] {
        let chart = chart.to_string();
        assert!(chart.contains("Nothing yet") && !chart.contains("<svg"), "{chart}");
    }
    assert!(!shares("t", "s", &[share_of("a", 0)]).to_string().contains(" x="));
    assert!(!spark("s", &[], false).to_string().contains("<path"));
}

#[test]
fn a_single_point_is_a_dot_and_a_bar() {
    let one = Series { name: "a", values: &[5] };

    let dot = line(&frame("t"), &days(1), one).to_string();
    let bar = bars(&frame("t"), &days(1), &[one]).to_string();

    assert!(dot.contains("<circle") && !dot.contains("line-1"), "{dot}");
    assert!(bar.contains(r#"width="47""#), "a single bar is no wall: {bar}");
    assert!(spark("s", &[5], false).to_string().contains("<circle"));
}

#[test]
fn the_table_has_every_number_and_the_axis_few_labels() {
    let values: Vec<i64> = (1..=90).map(|n| n * 1_001).collect();
    let both = [Series { name: "now", values: &values }, Series { name: "before", values: &values[..89] }];

    let chart = bars(&frame("t"), &days(90), &both).to_string();

    assert_eq!(chart.matches(r#"<th scope="row">"#).count(), 90);
    assert_eq!(chart.matches(r#"<td class="num">"#).count(), 180);
    assert_eq!(chart.matches(r#"text-anchor="middle""#).count(), 6);
    assert!(chart.contains(r#"<td class="num">90090</td><td class="num">0</td>"#), "what lacks counts as nothing");
    assert!(chart.contains(r#"class="legend""#));
}

#[test]
fn names_are_text_wherever_they_stand() {
    let attack = r#""><script>alert("Hacked")</script>'&"#;
    let series = Series { name: attack, values: &[1, 2] };
    let hostile = |_| attack.to_owned();
    let named = Caption { as_table: attack, period: attack, nothing: attack, format: &hostile, ..frame(attack) };
    let labels = vec![attack.to_owned(); 2];
    let part = Share { name: attack, value: 1, shown: attack.to_owned(), tone: "bad" };

    let all = [
        bars(&named, &labels, &[series, series]),
        bars(&named, &[], &[]),
        line(&named, &labels, series),
        spark(attack, &[1, 2], true),
        ranks(attack, attack, &[(attack.to_owned(), 1, attack.to_owned())]),
        shares(attack, attack, &[part]),
    ];

    for chart in all {
        let chart = chart.to_string();
        assert!(!chart.contains("<script") && !chart.contains(r#"""#.repeat(2).as_str()), "{chart}");
        assert!(!chart.contains('\'') && !chart.contains("style="), "{chart}");
    }
}

#[test]
fn from_right_to_left_time_begins_at_the_right() {
    let series = Series { name: "a", values: &[1, 2] };
    let place = |chart: String| chart.split(r#"<circle class="dot-1" cx=""#).nth(1).map(|rest| rest[..3].to_owned());

    let left = place(line(&frame("t"), &days(2), series).to_string());
    let right = place(line(&Caption { rtl: true, ..frame("t") }, &days(2), series).to_string());

    assert_eq!(left.as_deref(), Some("202"));
    assert_eq!(right.as_deref(), Some("438"));
}
