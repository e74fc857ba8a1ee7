//! Icons: inline SVG by name, drawn in `icons.html`.

use askama::Template;

/// One icon, hidden from screen readers: the words beside it say what it means.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "ui/icons/icons.html")]
pub(crate) struct Icon<'a> {
    name: &'a str,
    turns: bool,
}

// Its text is ours throughout: the name only chooses a path.
impl askama::filters::HtmlSafe for Icon<'_> {}

/// The icon of this name.
pub(crate) fn icon(name: &str) -> Icon<'_> {
    let turns = matches!(name, "chevron" | "back" | "arrow" | "undo" | "truck" | "rider" | "leave" | "list");
    Icon { name, turns }
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
