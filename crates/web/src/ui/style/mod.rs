//! The stylesheet: one asset of a few files, in this order.

/// All of it.
pub(crate) const STYLE: &str = concat!(
    include_str!("tokens.css"),
    include_str!("base.css"),
    include_str!("layout.css"),
    include_str!("components.css"),
    include_str!("tables.css"),
    include_str!("charts.css"),
    include_str!("gallery.css"),
);

#[cfg(test)]
mod tests;
