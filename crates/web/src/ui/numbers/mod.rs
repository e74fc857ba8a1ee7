//! Numbers as the reader groups their digits.

use edge::Lang;

/// A whole number with its digits grouped: by lakh and crore where that is the custom.
pub(crate) fn number(lang: Lang, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let grouped = if lang == Lang::Hi { group(&digits, 2) } else { group(&digits, 3) };
    if number < 0 { format!("-{grouped}") } else { grouped }
}

/// Groups digits from the right: three, then `wide` at a time.
pub(crate) fn group(digits: &str, wide: usize) -> String {
    let (mut rest, mut groups) = (digits, Vec::new());
    let mut size = 3;
    while rest.len() > size {
        let (front, back) = rest.split_at(rest.len() - size);
        groups.push(back);
        rest = front;
        size = wide;
    }
    groups.push(rest);
    groups.reverse();
    groups.join(",")
}
