//! Charts as SVG.
use std::fmt;
/// Markup made by this crate, printed as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markup(String);
impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl askama::filters::HtmlSafe for Markup {}
