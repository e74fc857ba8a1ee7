//! Descriptions: what was written, and what may be shown of it.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;

use super::view::Product;

/// A few tags of running text and lists, no attributes, no links, nothing that loads or runs.
static RULES: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut rules = Builder::empty();
    rules.tags(HashSet::from(["p", "br", "b", "strong", "i", "em", "ul", "ol", "li"]));
    rules.clean_content_tags(HashSet::from(["script", "style", "iframe", "object", "svg", "math", "template"]));
    rules
});

/// The part of a description that is safe to show as HTML (ASVS 1.3.1).
pub fn sanitise(written: &str) -> String {
    RULES.clean(written).to_string()
}

/// Gives a product another description.
pub(super) fn describe(product: &mut Product, written: String) {
    product.description_html = sanitise(&written);
    product.description = written;
}
