//! The categories that a vendor may choose for a product.

use edge::Problem;
use market::Ctx;
use market::catalog;

use crate::ui::frame::Frame;
use crate::ui::problems;

/// The categories that products may be in, by slug and name; one below another names both. The `present` one of a
/// product is among them, also where no other product could be put.
pub(crate) async fn choices(ctx: &Ctx, f: &Frame, present: &str) -> Result<Vec<(String, String)>, Problem> {
    let mut leaves = Vec::new();
    for category in problems::cached_value(&catalog::categories(ctx).await?)? {
        if category.children.is_empty() || category.slug == present {
            let name = f.category(&category.slug, &category.name);
            leaves.push((category.slug.clone(), name));
        }
        if !category.children.is_empty() {
            let above = f.category(&category.slug, &category.name);
            let named = |under: catalog::CategoryRow| {
                let name = format!("{above} › {}", f.category(&under.slug, &under.name));
                (under.slug, name)
            };
            leaves.extend(category.children.into_iter().map(named));
        }
    }
    Ok(leaves)
}
