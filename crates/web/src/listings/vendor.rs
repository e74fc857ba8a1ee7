//! A vendor lists a product, or offers one that somebody listed.

use askama::Template;
use edge::{BodySize, Endpoint, Form, FormFields, LimitClass, Page, PageContext, Problem, QueryParams, Route, Router};
use kernel::{Currency, ProductId};
use market::authority::{Access, SignedIn, Vendor};
use market::catalog::{self, ProductView, TaxClass};
use market::listings::{self, ListError, ListProduct, Listed, OfferProduct};
use market::{Ctx, EventKind, companies, may};
use schemars::JsonSchema;
use serde::Deserialize;

use super::terms;
use crate::catalog::vendor::categories;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowListing>().mount::<List>()
}

/// What is to be listed.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct ListingIn {
    /// A product that somebody listed, which is to be offered as well.
    #[serde(default)]
    product: String,
}

/// The form.
#[derive(Template)]
#[template(path = "listings/vendor.html")]
struct ListingPage<'a> {
    f: &'a Frame,
    form: FormFields,
    currency: Currency,
    categories: Vec<(String, String)>,
    /// The product that is offered as well; none for a new one.
    product: Option<ProductView>,
}

impl ListingPage<'_> {
    fn taxes(&self) -> Vec<(String, String)> {
        TaxClass::ALL.iter().map(|class| (class.to_string(), self.f.word("tax", class))).collect()
    }
    /// The product that has the GTIN already, where that is what is wrong.
    fn taken(&self) -> Option<String> {
        let problem = self.form.problem().filter(|problem| problem.code == "products.gtin_taken")?;
        Some(problem.details.as_ref()?.get("product_id")?.as_str()?.to_owned())
    }
    /// Whether the GTIN is reserved for another company.
    fn is_reserved(&self) -> bool {
        self.form.problem().is_some_and(|problem| problem.code == "products.gtin_reserved")
    }
    /// Where the GTIN that was typed can be claimed.
    fn claim(&self) -> String {
        format!("/vendor/gtin-claims?gtin={}", links::escaped(self.form.text("gtin")))
    }
}

async fn page(ctx: &Ctx, page_context: PageContext, form: FormFields) -> Result<Page, Problem> {
    let by = SignedIn::grant(page_context.principal.as_ref()).map_err(edge::layers::authentication::denied_problem)?;
    let currency = companies::own_company(ctx, &by).await?.currency;
    let product = match form.text("product").parse::<ProductId>() {
        Ok(id) => Some(problems::cached_value(&catalog::product(ctx, id).await?)?),
        Err(_) => None,
    };
    let frame = Frame::open(ctx, page_context).await?;
    let categories = categories::choices(ctx, &frame, "").await?;
    frame.show_form(&ListingPage { f: &frame, form: form.clone(), currency, categories, product }, &form)
}

/// The form for a new product or offer.
struct ShowListing;

impl Endpoint for ShowListing {
    const ROUTE: Route = Route::get(
        "listings.vendor.new_product",
        "/vendor/products/new",
        "Show the form for listing a new product or offering an existing one.",
    );
    type Auth = Vendor<may::EditOffers>;
    type In = (QueryParams<ListingIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (QueryParams(query), page_context): Self::In) -> Result<Page, Problem> {
        let usual = [("pack_size", "1"), ("min_quantity", "1"), ("quantity_step", "1"), ("max_quantity", "1000")];
        let form = usual.iter().fold(FormFields::default(), |form, (name, text)| form.with(name, *text));
        page(ctx, page_context, form.with("product", query.product)).await
    }
}

/// A product is listed, or offered.
struct List;

impl Endpoint for List {
    const ROUTE: Route = Route::post(
        "listings.vendor.list_product",
        "/vendor/products/new",
        "List a new product with the vendor's offer, or offer an existing one.",
        &[EventKind::ProductListed, EventKind::OfferCreated],
    )
    .body(BodySize::Medium)
    .limit(LimitClass::Listing);
    type Auth = Vendor<may::EditOffers>;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (mut form, page_context): Self::In) -> Result<Page, Problem> {
        match list(ctx, &auth, &mut form).await {
            Ok(listed) => {
                let offer = links::of("/vendor/products", &listed.offer_id);
                Ok(Page::redirect(&links::with_flash(&offer, "product-listed")))
            }
            Err(problem) => page(ctx, page_context, form.fields.with_problem(problem)).await,
        }
    }
}

async fn list(ctx: &Ctx, by: &Vendor<may::EditOffers>, form: &mut Form) -> Result<Listed, Problem> {
    let who = SignedIn::grant(Some(by.principal())).map_err(edge::layers::authentication::denied_problem)?;
    let currency = companies::own_company(ctx, &who).await?.currency;
    let key = form.idempotency_key()?.clone();
    let fields = &mut form.fields;
    let listed = if fields.has("product") {
        let (product, terms) = (fields.read("product"), terms::read(fields, currency));
        let (Some(product), Some(terms)) = (product, terms) else { return Err(fields.to_problem()) };
        listings::offer_product(ctx, by, &key, OfferProduct { product, terms }).await
    } else {
        let Some(cmd) = new_product(fields, currency) else { return Err(fields.to_problem()) };
        listings::list_product(ctx, by, &key, cmd).await
    };
    Ok(listed.map_err(placed)?.split().0)
}

fn new_product(fields: &mut FormFields, currency: Currency) -> Option<ListProduct> {
    let (title, brand, category) = (fields.read("title"), fields.read("brand"), fields.read("category"));
    let (gtin, description, tax_class) =
        (fields.read_optional("gtin"), fields.read("description"), fields.read("tax_class"));
    let terms = terms::read(fields, currency);
    Some(ListProduct {
        title: title?,
        brand: brand?,
        category: category?,
        gtin: gtin?,
        description: description?,
        tax_class: tax_class?,
        terms: terms?,
    })
}

/// A refusal beside the field it is about.
fn placed(error: ListError) -> Problem {
    let field = match &error {
        ListError::NoCategory => "category",
        ListError::GtinTaken { .. } => "gtin",
        ListError::SkuTaken => "sku",
        ListError::BadTerms => "quantity_step",
        ListError::OtherCurrency { .. } => "price",
        _ => return error.into(),
    };
    problems::beside(error, field)
}
