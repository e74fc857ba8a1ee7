//! Folding of texts for search: the same words whatever the case, the accents, the digits or the engine.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::printed::western_digit;

/// Longest word the index keeps, in characters.
pub const WORD_MAX: usize = 32;

/// Folds one text, in this order: compatibility forms are split (NFKD), what is left out at will goes, letters that
/// stand for one another become one, digits ours and letters small; then marks are put in order again. Folding a
/// folded text changes nothing, and all normal forms of a text fold alike.
/// Vowel signs of Indic scripts are letters to their readers and stay.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_left_out(*c)) {
        letter(c, &mut out);
    }
    // A joiner that went may have kept marks apart which now stand in another order.
    out.nfkd().filter(|c| !is_left_out(*c)).collect()
}

/// What is written or not at will, or not seen: marks of Latin, Arabic (the hamza and madda that NFKD splits off
/// among them) and Hebrew, the Arabic stretch, joiners, soft hyphens, direction marks and selectors of forms.
const fn is_left_out(c: char) -> bool {
    matches!(c,
        '\u{ad}'
        | '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{5bf}'
        | '\u{5c1}'..='\u{5c2}'
        | '\u{5c4}'..='\u{5c5}'
        | '\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{61c}'
        | '\u{640}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}'
        | '\u{180b}'..='\u{180f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}'
        | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}')
}

/// A letter or digit as the one that stands for all that are taken for it.
fn letter(c: char, out: &mut String) {
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' => out.push('d'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        // Alef with a wasla, final ya and ta, and the forms of Persian and Urdu.
        'ٱ' => out.push('ا'),
        'ى' | 'ی' => out.push('ي'),
        'ة' | 'ہ' => out.push('ه'),
        'ک' => out.push('ك'),
        c => out.extend(western_digit(c).to_lowercase()),
    }
}

/// The distinct words of a text, folded, in order of appearance; whatever is neither letter nor
/// digit separates. At most `most` of them. Nothing a query language could read survives.
pub fn words(text: &str, most: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in fold(text).split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c))) {
        let word: String = word.chars().take(WORD_MAX).collect();
        if !word.is_empty() && !found.contains(&word) {
            found.push(word);
            if found.len() == most {
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_case_and_signs_do_not_matter() {
        assert_eq!(words("Café  STRASSE-12 straße", 9), ["cafe", "strasse", "12"]);
        assert_eq!(words("\") OR 1=1 --", 9), ["or", "1"]);
        assert_eq!(words("%_*", 9), Vec::<String>::new());
        assert_eq!(fold("İSTANBUL ΣΟΦΟΣ"), fold("istanbul σοφος"));
    }

    #[test]
    fn indic_words_stay_whole() {
        assert_eq!(words("दूध दही", 9).len(), 2);
        for joined in ["क्\u{200d}षमा", "क्\u{200c}षमा", "क्षमा"] {
            assert_eq!(words(joined, 9), words("क्षमा", 9), "{joined:?}");
        }
        assert_ne!(fold("की"), fold("का"));
    }

    #[test]
    fn what_readers_take_for_one_word_is_one() {
        for (one, other) in [
            ("أرز", "ارز"),
            ("إبرة", "ابره"),
            ("آلة", "اله"),
            ("مؤسسة", "موسسه"),
            ("شاطئ", "شاطي"),
            ("قهـــوة", "قهوة"),
            ("قَهْوَة", "قهوة"),
            ("رحمٰن", "رحمن"),
            ("على", "علي"),
            ("چای کرک", "چاي كرك"),
            ("می\u{200c}خواهم", "میخواهم"),
            ("soft\u{ad}hyphen", "softhyphen"),
            ("zero\u{200b}width\u{feff}", "zerowidth"),
            ("٢٠٢٦ ७५० ২৪ ۱۲", "2026 750 24 12"),
            ("１２ ｋｇ", "12 kg"),
            ("e\u{301}", "é"),
        ] {
            assert_eq!(words(one, 9), words(other, 9), "{one:?} and {other:?}");
        }
        for (one, other) in [("قهوة", "قهر"), ("ب", "ت"), ("दूध", "दुध"), ("1", "2")] {
            assert_ne!(fold(one), fold(other));
        }
    }

    proptest! {
        #[test]
        fn folding_settles_at_once_and_all_normal_forms_fold_alike(
            text in "\\PC{0,12}|[aéÅßİıΣς\u{300}\u{307}\u{323}آأئةيىک\u{640}\u{64b}\u{653}\u{654}\u{670}क\u{93c}\u{94d}\u{200c}\u{200d}\u{ad}\u{958}٣३\u{fe71}\u{fdfa}½Ⅷ\u{1e9b}]{0,10}"
        ) {
            let folded = fold(&text);

            prop_assert_eq!(&fold(&folded), &folded);
            for form in [text.nfc().collect::<String>(), text.nfd().collect(), text.nfkc().collect(), text.nfkd().collect()] {
                prop_assert_eq!(&fold(&form), &folded, "{:?}", form);
            }
            prop_assert_eq!(words(&folded, 99), words(&text, 99));
        }
    }
}
