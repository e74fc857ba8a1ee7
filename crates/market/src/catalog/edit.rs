//! A vendor changes a product it maintains. While nobody else sells it and it was never ordered, the change is
//! made at once. After that it would change what others sell, or what was bought: it becomes a request with the
//! difference, which staff decide.

use infra::{Committed, WriteTx};
use kernel::text::{Description, Name, Reason, Slug, Title};
use kernel::{CompanyId, Precondition, ProductId, ProductRequestId, Version};

use super::product::{ProductError, index};
use super::request_view::{FieldChange, NewRequest, ProductField, ProductRequest, RequestKind};
use super::view::{Product, ProductView};
use super::{describe, store};
use crate::authority::Vendor;
use crate::{Ctx, Event, may};

/// What of a product its vendor may change.
#[derive(Debug, Clone)]
pub struct EditProduct {
    /// What it is called.
    pub title: Option<Title>,
    /// Who makes it.
    pub brand: Option<Name>,
    /// Its category.
    pub category: Option<Slug>,
    /// What it is.
    pub description: Option<Description>,
    /// Why, for staff who may have to decide.
    pub note: Option<Reason>,
    /// As it was read.
    pub expected: Precondition,
}

/// What became of a change.
#[derive(Debug, Clone)]
pub enum EditedProduct {
    /// It was made; the product as it is now.
    Now(ProductView),
    /// Staff decide about it.
    Later(ProductRequest),
}

/// Changes a product one maintains, or asks for the change. Another vendor's product is not there.
pub async fn edit_product(
    ctx: &Ctx,
    by: &Vendor<may::EditOffers>,
    id: ProductId,
    cmd: EditProduct,
) -> Result<EditedProduct, ProductError> {
    let (vendor, request) = (by.vendor(), ctx.store.id::<ProductRequestId>());
    let requested = ctx
        .store
        .write(&by.origin(), |tx| {
            let cmd = cmd.clone();
            async move {
                let row = store::lock_own_product(&tx, vendor, id).await?.ok_or(ProductError::Missing)?;
                if !is_as_read(&tx, &row, &cmd.expected).await? {
                    return Err(ProductError::Stale);
                }
                let note = cmd.note.clone().map(Reason::into_string);
                let change = Change::of(&tx, row, cmd).await?;
                if change.fields.is_empty() {
                    return Ok(tx.no_change(None));
                }
                if !change.needs_staff(&tx, vendor).await? {
                    return change.apply(tx).await;
                }
                let (user, now, product) = (by.user(), ctx.store.now(), id);
                let new = NewRequest {
                    id: request,
                    kind: RequestKind::Change,
                    product,
                    company: vendor,
                    user,
                    now,
                    changes: change.fields,
                    gtin: None,
                    note,
                };
                store::supersede_change(&tx, vendor, product, now).await?;
                store::insert_request(&tx, &new).await?;
                let event = Event::ProductChangeRequested { request, product, vendor };
                Ok(tx.commit_with(event.record(), Some(request)))
            }
        })
        .await?;
    let db = &ctx.store.db;
    match requested {
        Some(id) => store::find_own_request(db, vendor, id).await?.map(EditedProduct::Later),
        None => store::find_view(db, id).await?.map(|(view, _)| EditedProduct::Now(view)),
    }
    .ok_or(ProductError::Missing)
}

/// Whether a product that is locked is as it was read: for a tag, with all the offers that are shown with it.
async fn is_as_read(tx: &WriteTx, row: &Product, expected: &Precondition) -> infra::db::Result<bool> {
    if let Some(holds) = expected.judges_version(row.version) {
        return Ok(holds);
    }
    Ok(store::find_view_in(tx, row.id).await?.is_some_and(|shown| expected.holds(&shown)))
}

/// A product as it is to be, and in what that differs from what it is.
struct Change {
    row: Product,
    fields: Vec<FieldChange>,
    read: Version,
}

impl Change {
    async fn of(tx: &WriteTx, mut row: Product, cmd: EditProduct) -> Result<Self, ProductError> {
        let mut fields = Vec::new();
        let mut note = |field, old: &str, new: &str| {
            if old != new {
                fields.push(FieldChange { field, old: old.to_owned(), new: new.to_owned() });
            }
        };
        if let Some(title) = cmd.title {
            note(ProductField::Title, &row.title, title.as_str());
            row.title = title.into_string();
        }
        if let Some(brand) = cmd.brand {
            note(ProductField::Brand, &row.brand, brand.as_str());
            row.brand = brand.into_string();
        }
        if let Some(slug) = &cmd.category {
            match store::find_leaf(tx, slug).await? {
                Some((category, root)) if category != row.category => {
                    note(ProductField::Category, &store::category_slug(tx, row.category).await?, slug.as_str());
                    (row.category, row.root_category) = (category, root);
                }
                Some(_) => {}
                // Where it is now it may stay, also where no other product could be put.
                None if store::category_slug(tx, row.category).await? == slug.as_str() => {}
                None => return Err(ProductError::NoCategory),
            }
        }
        if let Some(text) = cmd.description {
            note(ProductField::Description, &row.description, text.as_str());
            describe::describe(&mut row, text.into_string());
        }
        Ok(Self { read: row.version, row, fields })
    }

    /// Whether somebody else depends on what changes: who sells the product depends on all of it, who bought
    /// it on what it is called and counted among. The product is locked, and whoever offers it locks it first.
    async fn needs_staff(&self, tx: &WriteTx, vendor: CompanyId) -> Result<bool, ProductError> {
        if store::is_offered_by_others(tx, vendor, self.row.id).await? {
            return Ok(true);
        }
        let is_identity = self.fields.iter().any(|change| change.field != ProductField::Description);
        Ok(is_identity && store::was_ordered(tx, self.row.id).await?)
    }

    async fn apply<T>(self, tx: WriteTx) -> Result<Committed<Option<T>>, ProductError>
    where
        T: Send,
    {
        if !store::update_product(&tx, &self.row, self.read).await? {
            return Err(ProductError::Stale);
        }
        index(&tx, &self.row).await?;
        Ok(tx.commit_with(Event::ProductEdited { product: self.row.id }.record(), None))
    }
}
