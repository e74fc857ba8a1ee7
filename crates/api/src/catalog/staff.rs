//! The catalogue as staff keeps it: categories are added, products taken out and put back.

use edge::{Created, Endpoint, Json, JsonBody, LimitClass, NoContent, Path, QueryParams, Route, Router};
use kernel::{PageOf, ProductId};
use market::authority::Staff;
use market::catalog::{self, AddCategory, CategoryRow, RetiredProduct};
use market::{Ctx, EventKind, may};

use crate::shapes::{PageIn, ReasonIn};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<AddNewCategory>().mount::<RetireProduct>().mount::<RestoreProduct>().mount::<ListRetired>()
}

/// A category is added.
struct AddNewCategory;

impl Endpoint for AddNewCategory {
    const ROUTE: Route =
        Route::post("catalog.add_category", "/api/admin/categories", "Add a category.", &[EventKind::CategoryAdded])
            .limit(LimitClass::Admin);
    type Auth = Staff<may::ModerateCatalog>;
    type In = (JsonBody<AddCategory>,);
    type Out = Created<CategoryRow>;
    type Error = catalog::CategoryError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (JsonBody(b),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Created::new("/api/categories".to_owned(), catalog::add_category(ctx, &auth, b).await?))
    }
}

/// A product leaves the catalogue.
struct RetireProduct;

impl Endpoint for RetireProduct {
    const ROUTE: Route = Route::post(
        "catalog.retire_product",
        "/api/admin/products/{product_id}/retirement",
        "Remove a product from the catalogue.",
        &[EventKind::ProductRetired],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ModerateCatalog>;
    type In = (Path<ProductId>, JsonBody<ReasonIn>);
    type Out = NoContent;
    type Error = catalog::ProductError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        catalog::retire_product(ctx, &auth, id, b.reason).await?;
        Ok(NoContent)
    }
}

/// A retired product comes back.
struct RestoreProduct;

impl Endpoint for RestoreProduct {
    const ROUTE: Route = Route::post(
        "catalog.restore_product",
        "/api/admin/products/{product_id}/restoration",
        "Put a removed product back into the catalogue, unless its GTIN is taken.",
        &[EventKind::ProductRestored],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ModerateCatalog>;
    type In = (Path<ProductId>, JsonBody<ReasonIn>);
    type Out = NoContent;
    type Error = catalog::ProductError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        catalog::restore_product(ctx, &auth, id, b.reason).await?;
        Ok(NoContent)
    }
}

/// Products that were taken out.
struct ListRetired;

impl Endpoint for ListRetired {
    const ROUTE: Route =
        Route::get("catalog.retired", "/api/admin/retired-products", "List removed products, newest first.");
    type Auth = Staff<may::ModerateCatalog>;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<RetiredProduct>>;
    type Error = catalog::ProductError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit();
        Ok(Json::new(catalog::retired_products(ctx, &auth, q.cursor, limit).await?))
    }
}
