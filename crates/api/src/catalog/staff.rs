//! The catalogue as staff keeps it: categories are added, products taken out.

use edge::{Created, Endpoint, JsonBody, LimitClass, NoContent, Path, Route, Router};
use kernel::ProductId;
use market::authority::Staff;
use market::catalog::{self, AddCategory, CategoryRow};
use market::{Ctx, EventKind, may};

use crate::shapes::ReasonIn;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<AddNewCategory>().mount::<RetireProduct>()
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
