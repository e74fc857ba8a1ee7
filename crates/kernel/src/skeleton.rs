//! What a name looks like. Names that a reader could take for one another have one skeleton, whatever their
//! case, accents, spaces, punctuation, script and legal form: in the spirit of Unicode TS 39, with a table of
//! the look-alikes that names of companies are made of.

use unicode_normalization::UnicodeNormalization;

use crate::fold::fold;

/// Longest skeleton, in characters.
pub const SKELETON_MAX: usize = 120;

/// What a company is by law says nothing about which company it is.
const LEGAL_FORMS: &[&str] = &[
    "private",
    "pvt",
    "limited",
    "ltd",
    "llp",
    "llc",
    "plc",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "fze",
    "fzco",
    "fzc",
    "wll",
    "opc",
];

/// Letters of other scripts, folded, and the Latin ones that their capitals or themselves look like.
const LOOK_ALIKES: &[(char, &str)] = &[
    // Cyrillic.
    ('а', "a"),
    ('в', "b"),
    ('е', "e"),
    ('ѕ', "s"),
    ('і', "i"),
    ('ј', "j"),
    ('к', "k"),
    ('м', "m"),
    ('н', "h"),
    ('о', "o"),
    ('р', "p"),
    ('с', "c"),
    ('т', "t"),
    ('у', "y"),
    ('х', "x"),
    ('һ', "h"),
    ('ԁ', "d"),
    ('ԛ', "q"),
    ('ԝ', "w"),
    ('ѵ', "v"),
    ('ь', "b"),
    ('ӏ', "l"),
    ('п', "n"),
    ('г', "r"),
    ('ԍ', "g"),
    ('ү', "y"),
    ('ѡ', "w"),
    // Greek.
    ('α', "a"),
    ('β', "b"),
    ('ε', "e"),
    ('ζ', "z"),
    ('η', "h"),
    ('ι', "i"),
    ('κ', "k"),
    ('μ', "m"),
    ('ν', "n"),
    ('ο', "o"),
    ('ρ', "p"),
    ('τ', "t"),
    ('υ', "y"),
    ('χ', "x"),
    ('σ', "o"),
    ('ς', "c"),
    ('γ', "y"),
    ('ω', "w"),
    // Armenian, Latin letters of other alphabets.
    ('օ', "o"),
    ('ս', "u"),
    ('ո', "n"),
    ('հ', "h"),
    ('ց', "g"),
    ('զ', "q"),
    ('ɑ', "a"),
    ('ɡ', "g"),
    ('ɩ', "i"),
    ('ɪ', "i"),
    ('ʟ', "l"),
    ('ʀ', "r"),
    ('ɴ', "n"),
    ('ʏ', "y"),
    ('ʙ', "b"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ŋ', "n"),
    // Arabic letters that differ by country or by a stroke.
    ('ى', "ي"),
    ('ی', "ي"),
    ('ک', "ك"),
    ('ة', "ه"),
    ('ہ', "ه"),
    ('ھ', "ه"),
    ('ٱ', "ا"),
    // What stands for a word.
    ('&', "and"),
    ('|', "l"),
];

/// Marks and letters that nobody sees, or that are left out at will.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{653}'..='\u{655}' | '\u{670}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Digits of other scripts as ours.
fn digit(c: char) -> char {
    let zeros = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{be6}', '\u{c66}'];
    let of = zeros.into_iter().find_map(|zero| {
        let value = u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10)?;
        char::from_digit(value, 10)
    });
    of.unwrap_or(c)
}

/// Latin letters that look like others, or like two.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        '0' => "o",
        '1' | 'i' => "l",
        'm' => "rn",
        'w' => "vv",
        _ => return None,
    })
}

/// The words of a name, each as it looks.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in fold(text).chars().filter(|c| !is_unseen(*c)).map(digit) {
        let word = words.last_mut().expect("there is one");
        match LOOK_ALIKES.iter().find(|(alike, _)| *alike == c) {
            Some((_, latin)) => word.push_str(latin),
            None if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) => word.push(c),
            // What is inside a word, such as an apostrophe or a full stop, does not part it.
            None if matches!(c, '\'' | '’' | '‘' | '`' | '.') => {}
            None => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What a name looks like; the same for all that could be taken for it. Never empty.
pub fn skeleton(text: &str) -> String {
    let mut words = words(text);
    while words.len() > 1 && words.last().is_some_and(|word| LEGAL_FORMS.contains(&word.as_str())) {
        words.pop();
    }
    let mut out = String::new();
    for c in words.concat().chars() {
        match latin(c) {
            Some(alike) => out.push_str(alike),
            None => out.push(c),
        }
    }
    if out.is_empty() {
        out = fold(text);
    }
    out.chars().take(SKELETON_MAX).collect()
}

/// Whether one word is made of letters of Latin and of another alphabet that looks like it: no name is written
/// so, but to be taken for another.
pub fn mixes_scripts(text: &str) -> bool {
    let composed: String = text.nfkc().collect();
    composed.split(|c: char| !c.is_alphabetic()).any(|word| {
        let latin = |c: char| matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{250}'..='\u{2af}');
        let other = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{58f}' | '\u{13a0}'..='\u{13ff}');
        word.chars().any(latin) && word.chars().any(other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_have_one_skeleton() {
        let acme = skeleton("Acme Mills");

        for alike in [
            "ACME MILLS",
            "acme-mills",
            "  Acmé   Mílls ",
            "AcmeMills",
            "Acme Mi11s",
            "Acme MiIls",
            "Асmе Мills",
            "ACME MILLS Pvt. Ltd.",
            "Acme Mills Private Limited",
            "Acrne Mills",
            "A.C.M.E. Mills",
            "Acme\u{200b} Mills",
            "Ａｃｍｅ Ｍｉｌｌｓ",
        ] {
            assert_eq!(skeleton(alike), acme, "{alike}");
        }
        assert_eq!(skeleton("Corner & Sons"), skeleton("corner and sons"));
        assert_eq!(skeleton("ΒΑΝΚ ΟΝΕ"), skeleton("Bank One"));
        assert_eq!(skeleton("شركة على"), skeleton("شركه علي"));
        assert_eq!(skeleton("Route ६६"), skeleton("Route 66"));
    }

    #[test]
    fn names_that_differ_have_others() {
        for (one, other) in [
            ("Acme Mills", "Acme Mill"),
            ("Acme", "Acne"),
            ("Corner 1", "Corner 2"),
            ("दूध", "दही"),
            ("Limited", "Ltd"),
            ("Company Kitchen", "Kitchen"),
        ] {
            assert_ne!(skeleton(one), skeleton(other), "{one} and {other}");
        }
    }

    #[test]
    fn a_skeleton_is_neither_empty_nor_long() {
        assert_eq!(skeleton("!!!"), "!!!");
        assert_eq!(skeleton(&"M".repeat(120)).chars().count(), SKELETON_MAX);
        assert!(skeleton(&"\u{fdfa}".repeat(120)).len() <= 4 * SKELETON_MAX);
    }

    #[test]
    fn a_word_of_two_alphabets_is_told() {
        assert!(mixes_scripts("Αcme") && mixes_scripts("The Vоdafone"));
        for honest in ["Acmé 24", "Ромашка", "Ромашка Ltd", "दूध Dairy", "ΗΛΙΟΣ"] {
            assert!(!mixes_scripts(honest), "{honest}");
        }
    }
}
