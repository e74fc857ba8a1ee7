//! The numbers by which people know orders.

use kernel::printed::plain;

/// The letter of an order's number.
pub(super) const ORDER: &str = "O";
/// The letter of the number of a vendor order.
pub(super) const VENDOR_ORDER: &str = "V";

/// A number for people: the year where whose number it is, and the last, random characters of the id. No counter row
/// that every order would have to wait for.
pub(super) fn number(letter: &str, year: i16, id: &str) -> String {
    let tail: String = id.chars().rev().take(10).collect::<Vec<_>>().into_iter().rev().collect();
    format!("{letter}-{year}-{}", tail.to_uppercase())
}

/// A number as somebody typed it or copied it from a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OrderNumber(String);

impl OrderNumber {
    /// Letter case, blanks and a `#` before it do not count, nor what a page puts around it, the kind of dash or the
    /// script of its digits. `None` where it cannot be the number of an order.
    pub(super) fn typed(text: &str) -> Option<Self> {
        // What is far too long is not looked at.
        let text = text.get(..text.len().min(400)).unwrap_or_default();
        let bare: String = plain(text).trim_start_matches('#').split_whitespace().collect();
        let is_one = (1..=32).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        is_one.then(|| Self(bare.to_ascii_uppercase()))
    }

    /// As it stands on the order.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        let given = number(ORDER, 1970, "ord_01abcdefghijklmnop");
        assert_eq!(given, "O-1970-GHIJKLMNOP");

        let printed = [
            "\u{2068}O-1970-GHIJKLMNOP\u{2069}",
            "\u{200f}O\u{2011}١٩٧٠\u{2013}GHIJKLMNOP\u{a0}",
            "Ｏ-１９７０-GHIJKLMNOP",
        ];
        let typed = ["O-1970-GHIJKLMNOP", " o-1970-ghijklmnop\n", "#O-1970-GHIJKLMNOP", "O-1970- GHIJK LMNOP"];
        for typed in typed.into_iter().chain(printed) {
            assert_eq!(OrderNumber::typed(typed).as_ref().map(OrderNumber::as_str), Some(&*given), "{typed:?}");
        }
        for other in ["", " ", "#", "P_1", "' or 1=1", "O-1970-ΓHI", "\u{202e}O-1970-GHI", &"9".repeat(33)] {
            assert_eq!(OrderNumber::typed(other), None, "{other:?}");
        }
    }
}
