//! The categories that products stand on.

use std::collections::BTreeMap;

use infra::Origin;
use kernel::CategoryId;
use market::Ctx;
use market::authority::Operator;
use market::catalog::{self, CategoryRow};

use crate::SeedError;
use crate::companies::done;
use crate::generated::CATEGORIES;

/// A category with the one above it.
#[derive(Debug, Clone)]
pub(crate) struct SeedCategory {
    pub id: CategoryId,
    pub root: CategoryId,
    pub root_slug: &'static str,
    /// Both names, as the words are made of them.
    pub names: Vec<String>,
}

/// Puts all categories in; tells them by their slugs.
pub(crate) async fn categories(
    ctx: &Ctx,
    operator: Operator,
) -> Result<BTreeMap<&'static str, SeedCategory>, SeedError> {
    ctx.store
        .write(&Origin::default(), |tx| async move {
            let mut made: BTreeMap<&'static str, SeedCategory> = BTreeMap::new();
            for (row, position) in CATEGORIES.iter().zip(1..) {
                let id = ctx.store.id::<CategoryId>();
                let parent = row.parent.and_then(|slug| made.get(slug));
                let category = SeedCategory {
                    id,
                    root: parent.map_or(id, |above| above.root),
                    root_slug: row.parent.unwrap_or(row.slug),
                    names: std::iter::once(row.name.to_owned())
                        .chain(parent.into_iter().flat_map(|above| above.names.clone()))
                        .collect(),
                };
                let parent_id = parent.map(|above| above.id);
                catalog::seed_category(
                    operator,
                    &tx,
                    &CategoryRow { id, parent_id, slug: row.slug.to_owned(), name: row.name.to_owned() },
                    position,
                )
                .await?;
                made.insert(row.slug, category);
            }
            Ok(done(tx, "categories".to_owned(), made))
        })
        .await
}
