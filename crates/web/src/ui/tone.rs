//! How states look, and how ids are shortened.

use std::fmt::Display;

/// The tone of a state's word; the word itself says it, the tone repeats it.
pub(crate) fn tone(word: impl Display) -> &'static str {
    match word.to_string().as_str() {
        "approved" | "active" | "delivered" | "completed" | "up" | "shared" => "good",
        "submitted" | "unassigned" | "placed" | "partially_accepted" | "cancel_requested" => "warn",
        "suspended" | "locked" | "rejected" | "failed" | "dead" | "down" | "cut_off" => "bad",
        "cancelled" | "off" | "none" => "neutral",
        _ => "info",
    }
}

/// An id as it can be told from its neighbours: its sort and its end.
pub(crate) fn short(id: impl Display) -> String {
    let id = id.to_string();
    match id.split_once('_') {
        Some((sort, rest)) if rest.is_ascii() && rest.len() > 6 => format!("{sort}…{}", &rest[rest.len() - 6..]),
        _ => id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_its_sort_and_its_end() {
        assert_eq!(short("cmp_01k0000000000000000000abcd"), "cmp…00abcd");
        assert_eq!(short("everything"), "everything");
        assert_eq!(short("a_b"), "a_b");
        assert_eq!(short("x_ääääääääääää"), "x_ääääääääääää");
    }
}
