//! Which characters a text may have: what disguises a text, and what shows nothing, is refused.

use unicode_normalization::char::is_combining_mark;

/// Joins letters, or keeps them apart.
const ZWNJ: char = '\u{200c}';
const ZWJ: char = '\u{200d}';

/// Whether all characters of a text are allowed where they stand. Line breaks and tabs are where `lines` says so.
pub(super) fn is_allowed(text: &str, lines: bool) -> bool {
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let fits = match c {
            '\n' | '\r' | '\t' => lines,
            ZWNJ | ZWJ => joins(before, c, rest.peek().copied()),
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}' => {
                selects(before, c)
            }
            c => !is_forbidden(c),
        };
        if !fits {
            return false;
        }
        before = Some(c);
    }
    true
}

/// Whether a text shows anything but blanks and marks.
pub(super) fn shows(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !is_combining_mark(c) && !matches!(c, ZWNJ | ZWJ))
}

/// Controls and format characters (bidirectional ones disguise what a text says), characters that show nothing,
/// those without a meaning that everybody shares, and non-characters.
fn is_forbidden(c: char) -> bool {
    match c {
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{600}'..='\u{605}'
        | '\u{61c}'
        | '\u{6dd}'
        | '\u{70f}'
        | '\u{890}'..='\u{891}'
        | '\u{8e2}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{ffff}'
        | '\u{110bd}'
        | '\u{110cd}'
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        // Tags, private use, and what stands behind all planes in use.
        | '\u{e0000}'..='\u{10ffff}' => true,
        c => (c as u32) & 0xfffe == 0xfffe,
    }
}

/// Whether a joiner has something to join: letters of scripts that are written with it, or pictures.
fn joins(before: Option<char>, joiner: char, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    match after {
        Some(after) if needs_joiners(before) && needs_joiners(after) => true,
        Some(after) if joiner == ZWJ && is_picture(before) && is_picture(after) => true,
        // A consonant without its vowel, at the end of a word.
        _ => is_virama(before),
    }
}

/// Letters and marks of Arabic and its neighbours, of India and Sri Lanka, Burma, Khmer and Mongolian.
fn needs_joiners(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{7ff}' | '\u{840}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{f40}'..='\u{fbc}'
        | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}' | '\u{1820}'..='\u{18aa}' | '\u{fb50}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && (c.is_alphabetic() || is_combining_mark(c))
}

fn is_virama(c: char) -> bool {
    matches!(
        c,
        '\u{94d}'
            | '\u{9cd}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{bcd}'
            | '\u{c4d}'
            | '\u{ccd}'
            | '\u{d4d}'
            | '\u{dca}'
            | '\u{1039}'
            | '\u{103a}'
            | '\u{17d2}'
    )
}

/// What pictures of several people or things are put together from, with their colours and selectors.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether a selector stands behind what it selects a form of: a picture or sign, a character of Chinese, a letter
/// of Mongolian.
fn selects(before: Option<char>, selector: char) -> bool {
    let Some(before) = before else { return false };
    let is_chinese = matches!(before, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    match selector {
        '\u{fe0e}'..='\u{fe0f}' => matches!(before, '0'..='9' | '#' | '*' | '©' | '®' | '\u{2030}'..='\u{2bff}'
            | '\u{3030}'..='\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}'),
        '\u{180b}'..='\u{180f}' => matches!(before, '\u{1820}'..='\u{18aa}'),
        _ => is_chinese,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Description, Name, TextError, Title};

    const INVISIBLE: [char; 32] = [
        '\u{ad}',
        '\u{34f}',
        '\u{600}',
        '\u{61c}',
        '\u{6dd}',
        '\u{70f}',
        '\u{115f}',
        '\u{17b4}',
        '\u{180b}',
        '\u{180e}',
        '\u{200b}',
        '\u{200c}',
        '\u{200d}',
        '\u{200e}',
        '\u{202e}',
        '\u{2060}',
        '\u{2064}',
        '\u{2066}',
        '\u{206a}',
        '\u{206f}',
        '\u{2800}',
        '\u{3164}',
        '\u{e000}',
        '\u{f8ff}',
        '\u{fe0f}',
        '\u{feff}',
        '\u{ffa0}',
        '\u{1d173}',
        '\u{e0041}',
        '\u{e0100}',
        '\u{f0000}',
        '\u{10fffd}',
    ];

    #[test]
    fn what_nobody_sees_is_no_name_and_no_part_of_one() {
        for c in INVISIBLE {
            // Around a text these are not its own: a page puts them there.
            let is_trimmed = crate::printed::trimmed(&c.to_string()).is_empty();
            let around = if is_trimmed { vec![] } else { vec![c.to_string(), format!("{c}ab"), format!("ab{c}")] };
            for text in around.into_iter().chain([format!("ab{c}cd")]) {
                assert_eq!(Name::new(&text), Err(TextError::Forbidden), "{text:?}");
                assert_eq!(Description::new(&text), Err(TextError::Forbidden), "{text:?}");
            }
            if is_trimmed {
                assert_eq!(Name::new(&format!("{c}ab{c}")).map(Name::into_string), Ok("ab".to_owned()), "{c:?}");
                assert_eq!(Name::new(&c.to_string()), Err(TextError::Empty), "{c:?}");
            }
        }
    }

    #[test]
    fn marks_on_nothing_are_no_name() {
        for text in ["\u{301}", "\u{301} \u{20dd}", "\u{93e}", " \u{a0}\u{3000} "] {
            assert_eq!(Title::new(text), Err(TextError::Empty), "{text:?}");
        }
        for text in ["-", "!!!", "e\u{301}", "7", "₹", "😀"] {
            assert!(Title::new(text).is_ok(), "{text:?}");
        }
    }

    #[test]
    fn joiners_and_selectors_stand_where_scripts_and_pictures_need_them() {
        let needed = [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "क्\u{200c} ख",
            "അവന്\u{200d}",
            "ශ්\u{200d}රී",
            "👨\u{200d}🍳",
            "👩🏽\u{200d}⚕\u{fe0f} Care",
            "❤\u{fe0f}\u{200d}🔥",
            "1\u{fe0f}\u{20e3} Shop",
            "葛\u{e0100}城",
        ];
        for text in needed {
            assert!(Name::new(text).is_ok(), "{text:?}");
        }
        for text in ["می\u{200c}", "ab\u{200d}می", "می\u{200c}\u{200c}خواهم", "क\u{200d}", "\u{200d}🍳", "A\u{fe0f}"]
        {
            assert_eq!(Name::new(text), Err(TextError::Forbidden), "{text:?}");
        }
    }
}
