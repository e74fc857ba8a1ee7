//! Text as people read it. What they copy from a page, a letter or a spreadsheet holds signs that nobody sees, blanks
//! and dashes of several kinds, and digits of their own script; codes and numbers are read as what they show.

/// The zero of each script that writes decimal digits (Unicode general category Nd); nine more follow it.
const ZEROS: [char; 66] = [
    '0',
    '\u{660}',
    '\u{6f0}',
    '\u{7c0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{b66}',
    '\u{be6}',
    '\u{c66}',
    '\u{ce6}',
    '\u{d66}',
    '\u{de6}',
    '\u{e50}',
    '\u{ed0}',
    '\u{f20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17e0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19d0}',
    '\u{1a80}',
    '\u{1a90}',
    '\u{1b50}',
    '\u{1bb0}',
    '\u{1c40}',
    '\u{1c50}',
    '\u{a620}',
    '\u{a8d0}',
    '\u{a900}',
    '\u{a9d0}',
    '\u{a9f0}',
    '\u{aa50}',
    '\u{abf0}',
    '\u{ff10}',
    '\u{104a0}',
    '\u{10d30}',
    '\u{11066}',
    '\u{110f0}',
    '\u{11136}',
    '\u{111d0}',
    '\u{112f0}',
    '\u{11450}',
    '\u{114d0}',
    '\u{11650}',
    '\u{116c0}',
    '\u{11730}',
    '\u{118e0}',
    '\u{11950}',
    '\u{11c50}',
    '\u{11d50}',
    '\u{11da0}',
    '\u{16a60}',
    '\u{16ac0}',
    '\u{16b50}',
    '\u{1d7ce}',
    '\u{1d7d8}',
    '\u{1d7e2}',
    '\u{1d7ec}',
    '\u{1d7f6}',
    '\u{1e140}',
    '\u{1e2f0}',
    '\u{1e950}',
    '\u{1fbf0}',
];

/// A decimal digit of any script as one of ours; whatever else it is stays as it is.
pub fn western_digit(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let before = ZEROS.partition_point(|zero| *zero <= c);
    let value = before.checked_sub(1).and_then(|at| ZEROS.get(at)).map(|zero| u32::from(c) - u32::from(*zero));
    value.filter(|value| *value < 10).and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}

/// Signs that say which way a text runs, or where a part of it ends: a page puts them around a name or a number. The
/// two that turn letters around are none of them, because what they show is not what is there.
const fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202c}' | '\u{feff}')
}

/// What nobody sees in a code or a number: direction marks, joiners, blanks of no width. A soft hyphen is none of
/// them: at the end of a line it is a hyphen to whoever reads it.
const fn is_unseen(c: char) -> bool {
    is_direction_mark(c) || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// A blank of any kind, line breaks and other controls left out.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')
}

/// A dash of any kind as a hyphen, a blank as a space, a digit and a full-width sign as ours.
fn plain_char(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c if is_blank(c) => ' ',
        c => western_digit(c),
    }
}

/// A code or a number as it was meant: without what nobody sees and without blanks around it, in our digits, with
/// plain hyphens and spaces.
pub fn plain(text: &str) -> String {
    let shown: String = text.chars().filter(|c| !is_unseen(*c)).map(plain_char).collect();
    shown.trim_matches(' ').to_owned()
}

/// The same without any spaces and hyphens: digits that are printed in groups.
pub fn plain_digits(text: &str) -> String {
    let mut digits = plain(text);
    digits.retain(|c| !matches!(c, ' ' | '-'));
    digits
}

/// A text without the blanks and direction marks around it.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| is_direction_mark(c) || is_blank(c))
}

/// A text to look for: what nobody sees is left out, wherever it stands.
pub fn sought(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_unseen(*c) && *c != '\u{ad}').collect();
    trimmed(&seen).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_prints_is_read_as_what_it_shows() {
        for printed in [
            "O-2026-AB12",
            "\u{2068}O-2026-AB12\u{2069}",
            "\u{200f}O\u{2011}2026\u{2013}AB12\u{200e}",
            "\u{a0}O-٢٠٢٦-AB١٢\u{202f}",
            "O-२०२६-AB१२",
            "Ｏ－２０２６－ＡＢ１２",
            "\u{feff}O-20\u{2060}26-AB\u{200b}12",
        ] {
            assert_eq!(plain(printed), "O-2026-AB12", "{printed:?}");
        }
        assert_eq!(plain("A\u{a0}1\u{2009}2"), "A 1 2");
        assert_eq!(plain("A\u{ad}1"), "A\u{ad}1", "it may be a hyphen");
        assert_eq!(plain("\u{202e}1"), "\u{202e}1", "what turns letters around is not taken for nothing");
        assert_eq!(plain_digits(" 4 006381-333931 "), "4006381333931");
    }

    #[test]
    fn digits_of_every_script_are_digits_and_nothing_else_is() {
        assert!(ZEROS.is_sorted());
        for zero in ZEROS {
            let digits: String =
                (0..10).filter_map(|n| char::from_u32(u32::from(zero) + n)).map(western_digit).collect();
            assert_eq!(digits, "0123456789");
        }
        for other in ['a', '/', ':', '²', '½', 'Ⅷ', '\u{970}', 'ा'] {
            assert_eq!(western_digit(other), other);
        }
    }

    #[test]
    fn only_the_ends_of_a_text_are_trimmed() {
        assert_eq!(trimmed("\u{2068} Acme \u{200f}Mills\u{2069}\u{a0}"), "Acme \u{200f}Mills");
        assert_eq!(trimmed("\u{1}a"), "\u{1}a");
        assert_eq!(sought("\u{2068}Acme \u{200f}Mi\u{ad}lls\u{2069}"), "Acme Mills");
    }
}
