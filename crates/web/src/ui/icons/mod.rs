//! Icons: inline SVG by name, drawn in `icons.html`, each once.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use askama::Template;

/// How one is drawn.
#[derive(Template)]
#[template(path = "ui/icons/icons.html")]
struct Drawing<'a> {
    name: &'a str,
    turns: bool,
}

/// One icon, hidden from screen readers: the words beside it say what it means.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Icon(&'static str);

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

// Its text is ours throughout: the name only chooses a path.
impl askama::filters::HtmlSafe for Icon {}

/// All of them, and last the one that stands for a name that there is not.
static DRAWN: LazyLock<(HashMap<&'static str, String>, String)> = LazyLock::new(|| {
    let draw = |name: &str| {
        let turns = matches!(name, "chevron" | "back" | "arrow" | "undo" | "truck" | "rider" | "leave" | "list");
        // Writing into memory does not fail.
        Drawing { name, turns }.render().unwrap_or_default()
    };
    (NAMES.iter().map(|name| (*name, draw(name))).collect(), draw(""))
});

/// The icon of this name.
pub(crate) fn icon(name: &str) -> Icon {
    let (all, none) = &*DRAWN;
    Icon(all.get(name).unwrap_or(none))
}

/// Every name there is, as the gallery shows them.
pub(crate) const NAMES: &[&str] = &[
    "knot",
    "home",
    "search",
    "basket",
    "box",
    "truck",
    "orders",
    "price",
    "stock",
    "chart",
    "people",
    "person",
    "team",
    "settings",
    "bell",
    "shield",
    "key",
    "lock",
    "clock",
    "history",
    "check",
    "warn",
    "error",
    "info",
    "help",
    "plus",
    "minus",
    "trash",
    "edit",
    "undo",
    "again",
    "copy",
    "upload",
    "download",
    "filter",
    "list",
    "eye",
    "moon",
    "sun",
    "language",
    "menu",
    "close",
    "chevron",
    "down",
    "back",
    "arrow",
    "rise",
    "fall",
    "money",
    "vendor",
    "store",
    "rider",
    "heart-pulse",
    "pin",
    "phone",
    "leave",
];

#[cfg(test)]
mod tests {
    use super::{NAMES, icon};

    #[test]
    fn every_name_has_its_own_drawing() {
        let mut drawings: Vec<String> = NAMES.iter().map(|name| icon(name).to_string()).collect();
        drawings.push(icon("nothing of this name").to_string());
        drawings.sort();
        drawings.dedup();

        assert_eq!(drawings.len(), NAMES.len() + 1);
    }
}
