//! Folding of texts for search: the same words whatever the case, the accents or the engine.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest word the index keeps, in characters.
pub const WORD_MAX: usize = 32;

/// Folds one text: compatibility forms split, Latin and Arabic marks dropped, lower case.
/// Vowel signs of Indic scripts are letters to their readers and stay.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}')) {
        match c {
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'ı' => out.push('i'),
            c => out.extend(c.to_lowercase().filter(|l| *l != '\u{307}')),
        }
    }
    out
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
    use super::*;

    #[test]
    fn accents_case_and_signs_do_not_matter() {
        assert_eq!(words("Café  STRASSE-12 straße", 9), ["cafe", "strasse", "12"]);
        assert_eq!(words("\") OR 1=1 --", 9), ["or", "1"]);
        assert_eq!(words("%_*", 9), Vec::<String>::new());
    }

    #[test]
    fn indic_words_stay_whole() {
        assert_eq!(words("दूध दही", 9).len(), 2);
    }
}
