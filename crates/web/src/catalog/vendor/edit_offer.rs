//! A vendor changes an offer: its terms, whether it is sold, and the text of a product of its own.
//! Each form carries the version it was made for; where somebody was quicker, both are shown.

use edge::{BodySize, Endpoint, Form, FormFields, Page, PageContext, Path, Problem, Route, Router};
use kernel::{OfferId, Quantity, Version};
use market::authority::Vendor;
use market::catalog::{self, EditOffer, EditProduct, EditedProduct, OfferError, OfferState, OfferView, ProductError};
use market::{Ctx, EventKind, may};

use super::offer;
use crate::ui::links;
use crate::ui::problems;
use crate::ui::proofs::vendor_proof;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<EditTerms>().mount::<SetState>().mount::<EditText>()
}

type Editor = Vendor<may::EditOffers>;
type Edit = (Path<OfferId>, Form, PageContext);

async fn respond(
    ctx: &Ctx,
    (id, fields, page_context): (OfferId, FormFields, PageContext),
    edited: Result<&'static str, Problem>,
) -> Result<Page, Problem> {
    match edited {
        Ok(flash) => Ok(Page::redirect(&links::with_flash(&links::of("/vendor/products", &id), flash))),
        Err(problem) => offer::show(ctx, page_context, id, fields.with_problem(problem)).await,
    }
}

/// The offer as it is by now.
async fn now(ctx: &Ctx, by: &Editor, id: OfferId) -> Result<OfferView, Problem> {
    let reader: Vendor<may::ReadOffers> = vendor_proof(Some(by.principal()))?;
    Ok(catalog::own_offer(ctx, &reader, id).await?)
}

async fn terms(ctx: &Ctx, by: &Editor, id: OfferId, fields: &mut FormFields) -> Result<&'static str, Problem> {
    let (least, step) =
        (fields.read_number::<Quantity>("min_quantity"), fields.read_number::<Quantity>("quantity_step"));
    let (most, version) = (fields.read_number::<Quantity>("max_quantity"), fields.read_number("version").map(Version));
    let (Some(least), Some(step), Some(most), Some(version)) = (least, step, most, version) else {
        return Err(fields.to_problem());
    };
    let cmd = EditOffer {
        min_quantity: Some(least),
        quantity_step: Some(step),
        max_quantity: Some(most),
        state: None,
        expected: version.into(),
    };
    let beside = |error| match error {
        OfferError::BadTerms => problems::beside(error, "quantity_step"),
        other => other.into(),
    };
    let wanted = (least.get(), step.get(), most.get());
    let done = catalog::edit_offer(ctx, by, id, cmd).await.map(|_| "saved").map_err(beside);
    if done.is_ok() {
        return done;
    }
    let now = now(ctx, by, id).await?;
    problems::same_already(done, wanted == (now.min_quantity, now.quantity_step, now.max_quantity))
}

async fn state(ctx: &Ctx, by: &Editor, id: OfferId, fields: &mut FormFields) -> Result<&'static str, Problem> {
    let (state, version) = (fields.read::<OfferState>("state"), fields.read_number("version").map(Version));
    let (Some(state), Some(version)) = (state, version) else { return Err(fields.to_problem()) };
    let (least, step, most) = (None, None, None);
    let cmd = EditOffer {
        min_quantity: least,
        quantity_step: step,
        max_quantity: most,
        state: Some(state),
        expected: version.into(),
    };
    let done = match state {
        OfferState::Active => "offer-resumed",
        OfferState::Paused => "offer-paused",
        OfferState::Archived => "offer-archived",
    };
    let done = catalog::edit_offer(ctx, by, id, cmd).await.map(|_| done).map_err(Problem::from);
    let is_same = done.is_err() && now(ctx, by, id).await?.state == state;
    problems::same_already(done, is_same)
}

async fn text(ctx: &Ctx, by: &Editor, id: OfferId, fields: &mut FormFields) -> Result<&'static str, Problem> {
    let product = now(ctx, by, id).await?.product_id;
    let (title, brand, category) = (fields.read("title"), fields.read("brand"), fields.read("category"));
    let (description, version) = (fields.read("description"), fields.read_number("version").map(Version));
    let (true, Some(version)) = (fields.errors().is_empty(), version) else { return Err(fields.to_problem()) };
    let cmd = EditProduct { title, brand, category, description, note: None, expected: version.into() };
    let beside = |error| match error {
        ProductError::NoCategory => problems::beside(error, "category"),
        other => other.into(),
    };
    Ok(match catalog::edit_product(ctx, by, product, cmd).await.map_err(beside)? {
        EditedProduct::Now(_) => "saved",
        EditedProduct::Later(_) => "change-requested",
    })
}

/// The terms change.
struct EditTerms;

impl Endpoint for EditTerms {
    const ROUTE: Route = Route::post(
        "catalog.vendor.edit_terms",
        "/vendor/products/{offer_id}/terms",
        "Change an offer's order quantities.",
        &[EventKind::OfferEdited],
    );
    type Auth = Editor;
    type In = Edit;
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Editor, (Path(id), form, page_context): Edit) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let edited = terms(ctx, &auth, id, &mut fields).await;
        respond(ctx, (id, fields, page_context), edited).await
    }
}

/// It is paused, taken up again, or archived.
struct SetState;

impl Endpoint for SetState {
    const ROUTE: Route = Route::post(
        "catalog.vendor.set_offer_state",
        "/vendor/products/{offer_id}/state",
        "Pause, resume or archive an offer.",
        &[EventKind::OfferEdited],
    );
    type Auth = Editor;
    type In = Edit;
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Editor, (Path(id), form, page_context): Edit) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let edited = state(ctx, &auth, id, &mut fields).await;
        respond(ctx, (id, fields, page_context), edited).await
    }
}

/// The product's text changes.
struct EditText;

impl Endpoint for EditText {
    const ROUTE: Route = Route::post(
        "catalog.vendor.edit_text",
        "/vendor/products/{offer_id}/text",
        "Update a product that the vendor maintains, or request the change if others sell it or it was ordered.",
        &[EventKind::ProductEdited, EventKind::ProductChangeRequested],
    )
    .body(BodySize::Medium);
    type Auth = Editor;
    type In = Edit;
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Editor, (Path(id), form, page_context): Edit) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let edited = text(ctx, &auth, id, &mut fields).await;
        respond(ctx, (id, fields, page_context), edited).await
    }
}
