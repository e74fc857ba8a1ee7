//! What a name looks like. Names that a reader could take for one another have one skeleton, whatever their
//! case, accents, spaces, punctuation, script and legal form: in the spirit of Unicode TS 39, with a table of
//! the look-alikes that names of companies are made of.

mod confusables;

use unicode_normalization::UnicodeNormalization;

use self::confusables::{LetterKind, kind, look_alike};
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

/// Latin letters that look like others, or like two.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        '0' => "o",
        '1' | 'i' => "l",
        'd' => "cl",
        'm' => "rn",
        'w' => "vv",
        _ => return None,
    })
}

/// The words of a name, each as it looks.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    // To search a final sigma is a sigma; to the eye it is this.
    for c in fold(&text.replace('ς', "c")).chars() {
        let word = words.last_mut().expect("there is one");
        match look_alike(c) {
            Some(latin) => word.push_str(latin),
            // Letters that stand above or beside others are no more than an apostrophe.
            None if matches!(c, '\u{2b0}'..='\u{2ff}') => {}
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

/// What a name looks like, as it is kept and compared: with the number of the table it was made with, so that
/// those of an earlier release are found and made anew.
pub fn skeleton_key(text: &str) -> String {
    format!("{}{}", SKELETON_KEYS.0, skeleton(text))
}

/// Between these two, the first one included, are all keys that this release makes.
pub const SKELETON_KEYS: (&str, &str) = ("3:", "3;");

/// Whether a word of a name is made of letters of two alphabets that look alike, or has letters that no name is
/// written with: phonetic ones, small capitals, scripts that are not in use in trade. All of them are there to be
/// taken for others.
pub fn mixes_scripts(text: &str) -> bool {
    let composed: String = text.nfkc().collect();
    let unusual_sign = composed.contains('\u{212e}');
    unusual_sign
        || composed.split(|c: char| !c.is_alphabetic()).any(|word| {
            let mut first = None;
            word.chars().any(|c| match kind(c) {
                LetterKind::Of(alphabet) => *first.get_or_insert(alphabet) != alphabet,
                LetterKind::Distinct => false,
                LetterKind::Unusual => true,
            })
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
            "Acme Mill\u{a731}",
            "Ac\u{1d0d}e Mills",
            "Acme Millsʼ",
            "A¢me Mill$",
            "Acme\u{fe0f} Mills",
            "ꓮꓚme Mills",
            "ᎪᏟmᎬ Mills",
        ] {
            assert_eq!(skeleton(alike), acme, "{alike}");
        }
        let lotus = skeleton("Golden Lotus Traders");
        for alike in [
            "Golɗen Lotus Traders",
            "Golden L\u{1d0f}tus Traders",
            "\u{262}olden Lotus Traders",
            "Golden Lotus Trad\u{212e}rs",
            "Golden Lotus Tr\u{250}ders",
            "Golden \u{a4e1}otus Traders",
            "Golclen Lotus Traders",
            "\u{13c0}olden Lotus \u{13a2}raders",
            "ᏀᎾᏞᎠᎬΝ Lotus Traders",
            "Gold\u{ad}en Lotus Traders",
        ] {
            assert_eq!(skeleton(alike), lotus, "{alike}");
        }
        assert_eq!(skeleton("Aςme Mills"), acme);
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
    fn a_word_of_two_alphabets_or_of_letters_that_no_name_has_is_told() {
        for disguised in [
            "Αcme",
            "The Vоdafone",
            "ᏀᎾᏞᎠᎬΝ Lotus",
            "ᏀᎾᏞᎠᎬ Lotus",
            "Golden ꓡꓳꓔꓴꓢ",
            "Golden ꓡotus",
            "ⲀⲤⲘⲈ",
            "L\u{1d0f}tus",
            "\u{262}olden",
            "Lotu\u{a731}",
            "Tr\u{250}ders",
            "Trad\u{212e}rs",
            "Acme\u{2d0}",
            "ΡΑΥΡΑL",
        ] {
            assert!(mixes_scripts(disguised), "{disguised}");
        }
        let honest =
            ["Acmé 24", "Ромашка", "Ромашка Ltd", "दूध Dairy", "ΗΛΙΟΣ", "Ɗan Ɓaba", "Həsən", "Hawaiʻi", "Ծիրան"];
        let more = [
            "شركة التوابل",
            "मसाला",
            "香料店",
            "スパイス",
            "향신료",
            "เครื่องเทศ",
            "ቅመም",
            "תבלינים",
            "Malabar™",
            "3ª Casa",
            "Straße",
        ];
        for honest in honest.into_iter().chain(more) {
            assert!(!mixes_scripts(honest), "{honest}");
        }
    }
}
