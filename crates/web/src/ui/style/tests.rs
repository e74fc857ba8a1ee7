//! The stylesheet, measured: contrast in both themes, weight, and directions that mirror.

use std::collections::BTreeMap;

use super::STYLE;

/// The colours a block of `tokens.css` sets, after this selector.
fn colours(selector: &str) -> BTreeMap<&'static str, [f64; 3]> {
    let block = STYLE.split_once(selector).expect("the block").1.split('}').next().expect("its end");
    let channel = |hex: &str, at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits of a colour");
    let tokens = block.split(';').filter_map(|one| one.trim().trim_start_matches('{').trim().split_once(": #"));
    let named = tokens.filter_map(|(name, hex)| Some((name.rsplit("--").next()?, hex)));
    named.map(|(name, hex)| (name, [0, 2, 4].map(|at| f64::from(channel(hex, at)) / 255.0))).collect()
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126f64.mul_add(r, 0.7152f64.mul_add(g, 0.0722 * b))
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

const GROUNDS: [&str; 3] = ["paper", "surface", "sunken"];

/// Foreground, background, and how much contrast they owe each other.
fn pairs() -> Vec<(&'static str, &'static str, f64)> {
    let mut owed = Vec::new();
    for ground in GROUNDS {
        for text in ["ink", "ink-soft", "accent", "accent-strong", "good", "warn", "bad", "info", "neutral"] {
            owed.push((text, ground, 4.5));
        }
        for control in ["edge", "focus", "series-1", "series-2"] {
            owed.push((control, ground, 3.0));
        }
    }
    for tone in ["good", "warn", "bad", "info", "neutral", "accent"] {
        let wash: &'static str = match tone {
            "good" => "good-wash",
            "warn" => "warn-wash",
            "bad" => "bad-wash",
            "info" => "info-wash",
            "neutral" => "neutral-wash",
            _ => "accent-wash",
        };
        owed.extend([
            (tone, wash, 4.5),
            ("ink", wash, 4.5),
            ("ink-soft", wash, 4.5),
            ("accent", wash, 4.5),
            ("focus", wash, 3.0),
        ]);
    }
    owed.extend([("accent-strong", "accent-wash", 4.5), ("ink", "mark", 4.5), ("accent", "neutral-wash", 3.0)]);
    for (text, fill) in [
        ("on-accent", "accent"),
        ("on-accent", "accent-strong"),
        ("on-danger", "danger"),
        ("on-danger", "danger-strong"),
    ] {
        owed.push((text, fill, 4.5));
    }
    owed
}

#[test]
fn every_pair_of_colours_has_the_contrast_it_owes_in_both_themes() {
    let mut poor = Vec::new();
    for theme in [":root {", ":root[data-theme=\"dark\"] {"] {
        let tokens = colours(theme);
        for (fore, back, owed) in pairs() {
            let got = contrast(tokens[fore], tokens[back]);
            if got < owed {
                poor.push(format!("{theme} {fore} on {back}: {got:.2} of {owed}"));
            }
        }
    }

    assert!(poor.is_empty(), "{poor:#?}");
}

#[test]
fn dark_by_choice_and_dark_by_the_system_are_the_same() {
    let chosen = colours(":root[data-theme=\"dark\"] {");
    let by_system = colours(":root:not([data-theme=\"light\"]) {");

    assert!(chosen.len() >= 30, "{chosen:?}");
    assert_eq!(chosen, by_system);
}

#[test]
fn the_stylesheet_is_light_and_knows_no_left_or_right() {
    let words = ["-left", "-right", " left:", " right:", "text-align: left", "text-align: right"];
    let sided: Vec<_> = STYLE.lines().filter(|line| words.iter().any(|word| line.contains(word))).collect();

    assert!(sided.is_empty(), "{sided:#?}");
    assert!(STYLE.len() <= 40_000, "{} bytes", STYLE.len());
}

#[test]
fn every_token_that_is_used_is_defined() {
    let uses = STYLE.split("var(--").skip(1).filter_map(|rest| rest.split([')', ',']).next());
    let unknown: Vec<_> = uses.filter(|name| !STYLE.contains(&format!("--{name}:"))).collect();

    assert!(unknown.is_empty(), "{unknown:?}");
}
