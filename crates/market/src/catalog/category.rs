//! Categories, two levels deep: every product is in one.

use cache::{CacheEntry, Loaded, PublicScope};
use kernel::CategoryId;
use kernel::text::{Name, Slug};
use schemars::JsonSchema;
use serde::Deserialize;

use super::view::{Category, CategoryRow};
use super::{cached, store};
use crate::authority::Staff;
use crate::{Ctx, Event, invalidation, may};

/// A category to add.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CategoryIn")]
pub struct AddCategory {
    /// URL slug.
    pub slug: Slug,
    /// Name.
    pub name: Name,
    /// Slug of the parent category; none for the top level.
    #[serde(default)]
    pub parent: Option<Slug>,
}

errors! {
    /// Why no category was added.
    pub enum CategoryError {
        /// The parent is not there, or is not a root.
        BadParent = Invalid "categories.bad_parent" "the parent must be an existing top-level category",
        /// Its products would be in no category that a product can be in.
        HasProducts = Conflict "categories.has_products" "the parent has products, so it cannot get subcategories; choose a parent without products, or a new top-level category",
        /// The slug is taken.
        Taken = Conflict "categories.slug_taken" "this slug is already in use",
    }
}

/// All categories, in their order.
pub async fn categories(ctx: &Ctx) -> Result<CacheEntry<Vec<Category>>, CategoryError> {
    let load = || async {
        let rows = store::categories(&ctx.store.db).await?;
        Ok(Loaded::of(Some(arranged(rows)), vec![invalidation::categories()]))
    };
    let all = ctx.cache.read::<cached::Categories, _, _, CategoryError>(&PublicScope, &(), load).await?;
    all.ok_or(CategoryError::BadParent)
}

/// Those at the top, with the others under them.
fn arranged(rows: Vec<CategoryRow>) -> Vec<Category> {
    let (roots, under): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.parent_id.is_none());
    let children = |id: CategoryId| under.iter().filter(|row| row.parent_id == Some(id)).cloned().collect();
    roots
        .into_iter()
        .map(|row| Category { children: children(row.id), id: row.id, slug: row.slug, name: row.name })
        .collect()
}

/// Slugs of top-level categories that products are in, also those that were removed: they get no subcategories.
pub async fn categories_with_products(
    ctx: &Ctx,
    _: &Staff<may::ModerateCatalog>,
) -> Result<Vec<String>, CategoryError> {
    Ok(store::roots_with_products(&ctx.store.db).await?)
}

/// Adds a category. Products are in categories that have no others under them, so one that has products gets none.
pub async fn add_category(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    cmd: AddCategory,
) -> Result<CategoryRow, CategoryError> {
    let id = ctx.store.id::<CategoryId>();
    let origin = by.origin();
    let added = ctx.store.write(&origin, |tx| {
        let cmd = cmd.clone();
        async move {
            let parent_id = match &cmd.parent {
                None => None,
                Some(slug) => {
                    let (id, root) = store::find_category(&tx, slug).await?.ok_or(CategoryError::BadParent)?;
                    if id != root {
                        return Err(CategoryError::BadParent);
                    }
                    // Whoever lists a product in it meanwhile is waited for.
                    store::lock_category(&tx, id).await?;
                    if store::has_products(&tx, id).await? {
                        return Err(CategoryError::HasProducts);
                    }
                    Some(id)
                }
            };
            let row = CategoryRow { id, parent_id, slug: cmd.slug.to_string(), name: cmd.name.into_string() };
            store::insert_category(&tx, &row, 1_000).await?;
            Ok(tx.commit_with(Event::CategoryAdded { category: id }.record(), row))
        }
    });
    added.await.map_err(|error| match error {
        CategoryError::Db(error) if error.is_unique() => CategoryError::Taken,
        other => other,
    })
}
