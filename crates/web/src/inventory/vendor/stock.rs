//! A vendor's stock: what runs low, what is there, and the forms that change it.

use askama::Template;
use edge::{
    Endpoint, Form, FormFields, LimitClass, Page, PageContext, Problem, QueryParams, RateLimits, Route, Router,
};
use kernel::{Cursor, LocationId, OfferId, PageOf, Quantity, SignedQuantity};
use market::authority::Vendor;
use market::catalog::{self, OfferView};
use market::inventory::{
    self, AddLocation, LevelRow, LocationRow, LowRow, MoveStock, MovementKind, SetThreshold, StockError, Threshold,
};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::ui::filters;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;
use crate::ui::proofs::vendor_proof;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListStock>().mount::<Move>().mount::<SetLow>().mount::<AddWarehouse>()
}

/// What a hand can do to stock.
const BY_HAND: [MovementKind; 3] = [MovementKind::Received, MovementKind::Adjusted, MovementKind::Damaged];

/// Filters for stock.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct StockIn {
    /// Of this offer; of all, where it is none.
    #[serde(default)]
    pub(super) offer: String,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    pub(super) cursor: Option<Cursor>,
}

/// Stock.
#[derive(Template)]
#[template(path = "inventory/vendor/stock.html")]
struct StockPage<'a> {
    f: &'a Frame,
    form: FormFields,
    /// The offer that the forms are about.
    offer: Option<OfferView>,
    low: PageOf<LowRow>,
    levels: PageOf<LevelRow>,
    locations: Vec<LocationRow>,
}

impl StockPage<'_> {
    fn may_adjust(&self) -> bool {
        self.f.may_do("inventory.move")
    }
    fn kinds(&self) -> Vec<(String, String)> {
        BY_HAND.iter().map(|kind| (kind.to_string(), self.f.word("movement", kind))).collect()
    }
    fn location_options(&self) -> Vec<(String, String)> {
        self.locations.iter().map(|place| (place.id.to_string(), format!("{}, {}", place.name, place.city))).collect()
    }
    /// The warehouse to show: the one that was chosen, or the only one.
    fn location(&self) -> String {
        let only = if let [only] = self.locations.as_slice() { only.id.to_string() } else { String::new() };
        if self.form.text("intent") == "move" { self.form.text("location").to_owned() } else { only }
    }
    /// What stands above several warehouses: nobody chose the first of them.
    fn choose_location(&self) -> String {
        if self.locations.len() == 1 { String::new() } else { self.f.t("listings-choose") }
    }
    fn place(&self, id: &LocationId) -> String {
        self.locations.iter().find(|place| place.id == *id).map(|place| place.name.clone()).unwrap_or_default()
    }
    fn typed(&self, intent: &str, name: &str) -> String {
        if self.form.text("intent") == intent { self.form.text(name).to_owned() } else { String::new() }
    }
    fn wrong(&self, intent: &str, name: &str) -> String {
        if self.form.text("intent") == intent { self.f.error(&self.form, name) } else { String::new() }
    }
    /// From how many packs on stock is low: what was typed, or what is so now.
    fn threshold(&self, level: &LevelRow) -> String {
        let name = format!("threshold.{}", level.location_id);
        let is_typed = self.form.text("intent") == "threshold" && self.form.was_sent(&name);
        if is_typed { self.form.text(&name).to_owned() } else { level.low_threshold.to_string() }
    }
    fn was_submitted(&self, intent: &str) -> bool {
        self.form.problem().is_some() && self.form.text("intent") == intent
    }
    fn older(&self) -> String {
        filters::older(self.f, self.levels.next_cursor.as_ref())
    }
    fn newer(&self) -> String {
        filters::newest(self.f)
    }
}

/// What is there at a place, and how much of it is promised.
pub(crate) fn there(f: &Frame, level: &LevelRow) -> String {
    f.t2("inventory-of-there", ("there", level.on_hand), ("promised", level.allocated))
}

/// All places of a vendor: a choice that lacks some cannot be made.
pub(crate) async fn all_locations(ctx: &Ctx, by: &Vendor<may::ReadStock>) -> Result<Vec<LocationRow>, Problem> {
    let most = kernel::PageLimit::new(kernel::PageLimit::MAX).unwrap_or_default();
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = inventory::locations(ctx, by, after, most).await?;
        all.extend(page.items);
        after = page.next_cursor;
        if after.is_none() {
            return Ok(all);
        }
    }
}

async fn page(ctx: &Ctx, page_context: PageContext, query: StockIn, form: FormFields) -> Result<Page, Problem> {
    let by: Vendor<may::ReadStock> = vendor_proof(page_context.principal.as_ref())?;
    let offer = match query.offer.parse::<OfferId>() {
        Ok(id) => Some(catalog::own_offer(ctx, &vendor_proof(page_context.principal.as_ref())?, id).await?),
        Err(_) => None,
    };
    let few = kernel::PageLimit::default();
    let low = inventory::low(ctx, &by, None, few).await?;
    let levels = inventory::levels(ctx, &by, offer.as_ref().map(|offer| offer.id), query.cursor, few).await?;
    let locations = all_locations(ctx, &by).await?;
    let frame = Frame::open(ctx, page_context).await?;
    frame.show_form(&StockPage { f: &frame, form: form.clone(), offer, low, levels, locations }, &form)
}

/// Back to where the form stood, or the page again with why nothing happened.
async fn respond(
    ctx: &Ctx,
    (fields, page_context): (FormFields, PageContext),
    done: Result<&'static str, Problem>,
) -> Result<Page, Problem> {
    let offer = fields.text("offer").parse::<OfferId>().ok();
    match done {
        Ok(flash) => {
            let path = offer.map_or_else(|| "/vendor/stock".to_owned(), |offer| format!("/vendor/stock?offer={offer}"));
            Ok(Page::redirect(&links::with_flash(&links::local(&path), flash)))
        }
        Err(problem) => {
            let query = StockIn { offer: offer.map(|offer| offer.to_string()).unwrap_or_default(), cursor: None };
            page(ctx, page_context, query, fields.with_problem(problem)).await
        }
    }
}

/// A vendor's own stock.
struct ListStock;

impl Endpoint for ListStock {
    const ROUTE: Route = Route::get(
        "inventory.vendor.stock",
        "/vendor/stock",
        "Show the vendor's stock by offer and warehouse, lowest first.",
    );
    type Auth = Vendor<may::ReadStock>;
    type In = (QueryParams<StockIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (QueryParams(query), page_context): Self::In) -> Result<Page, Problem> {
        page(ctx, page_context, query, FormFields::default()).await
    }
}

/// Which numbers of packs a movement can have: a recount goes both ways.
fn bounds(kind: Option<MovementKind>) -> String {
    let most = Quantity::MAX;
    if kind == Some(MovementKind::Adjusted) {
        return format!("must be a whole number between -{most} and {most}, other than 0");
    }
    format!("must be a whole number between 1 and {most}")
}

async fn moved(
    ctx: &Ctx,
    by: &Vendor<may::MoveStock>,
    form: &mut Form,
    limits: &RateLimits,
) -> Result<&'static str, Problem> {
    let key = form.idempotency_key()?.clone();
    let fields = &mut form.fields;
    let (offer, location) = (fields.read("offer"), fields.read("location"));
    let (kind, packs) = (fields.read::<MovementKind>("kind"), fields.read_number::<i64>("quantity"));
    // What is spoilt is typed as it is counted, and taken off.
    let packs = packs.map(|packs| if kind == Some(MovementKind::Damaged) { -packs.saturating_abs() } else { packs });
    let quantity = packs.and_then(SignedQuantity::new);
    if packs.is_some() && quantity.is_none() {
        fields.add_error::<()>("quantity", &bounds(kind));
    }
    let reason = fields.read_optional("reason");
    let (Some(offer), Some(location), Some(kind), Some(quantity), Some(reason)) =
        (offer, location, kind, quantity, reason)
    else {
        return Err(fields.to_problem());
    };
    let cmd = MoveStock { offer, location, kind, quantity, reason, import: None };
    let moved = inventory::move_stock(ctx, by, &key, cmd).await.map_err(|error| match error {
        StockError::Promised { .. } | StockError::WrongSign { .. } => problems::beside(error, "quantity"),
        StockError::KindNotByHand { .. } => problems::beside(error, "kind"),
        other => other.into(),
    })?;
    if moved.split().1 {
        limits.give_back();
    }
    Ok("stock-moved")
}

/// Stock moves by hand.
struct Move;

impl Endpoint for Move {
    const ROUTE: Route = Route::post(
        "inventory.vendor.move_stock",
        "/vendor/stock/movements",
        "Adjust the vendor's stock by hand.",
        &[EventKind::StockMoved, EventKind::AvailabilityChanged],
    )
    .limit(LimitClass::Stock);
    type Auth = Vendor<may::MoveStock>;
    type In = (Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (mut form, limits, page_context): Self::In) -> Result<Page, Problem> {
        let done = moved(ctx, &auth, &mut form, &limits).await;
        respond(ctx, (form.fields, page_context), done).await
    }
}

async fn set_low(ctx: &Ctx, by: &Vendor<may::MoveStock>, fields: &mut FormFields) -> Result<&'static str, Problem> {
    let offer = fields.read::<OfferId>("offer");
    let places: Vec<String> = fields.with_prefix("threshold.").map(|(place, _)| place.to_owned()).collect();
    let mut set = Vec::with_capacity(places.len());
    for place in places {
        let name = format!("threshold.{place}");
        let packs = fields.read_number::<i64>(&name);
        let threshold = packs.and_then(Threshold::new);
        if packs.is_some() && threshold.is_none() {
            fields.add_error::<()>(&name, &format!("must be a whole number between 0 and {}", Quantity::MAX));
        }
        set.extend(place.parse::<LocationId>().ok().zip(threshold));
    }
    let Some(offer) = offer.filter(|_| fields.errors().is_empty()) else { return Err(fields.to_problem()) };
    for (location, threshold) in set {
        inventory::set_threshold(ctx, by, SetThreshold { offer, location, threshold }).await?;
    }
    Ok("saved")
}

/// It is said from how many packs on stock is low.
struct SetLow;

impl Endpoint for SetLow {
    const ROUTE: Route = Route::post(
        "inventory.vendor.set_threshold",
        "/vendor/stock/thresholds",
        "Set the low-stock alerts of an offer, by warehouse.",
        &[EventKind::StockThresholdSet],
    );
    type Auth = Vendor<may::MoveStock>;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (mut form, page_context): Self::In) -> Result<Page, Problem> {
        let done = set_low(ctx, &auth, &mut form.fields).await;
        respond(ctx, (form.fields, page_context), done).await
    }
}

async fn add_warehouse(
    ctx: &Ctx,
    by: &Vendor<may::MoveStock>,
    fields: &mut FormFields,
) -> Result<&'static str, Problem> {
    let (name, city) = (fields.read("name"), fields.read("city"));
    let (Some(name), Some(city)) = (name, city) else { return Err(fields.to_problem()) };
    inventory::add_location(ctx, by, AddLocation { name, city }).await.map_err(|error| match error {
        StockError::NameTaken => problems::beside(error, "name"),
        other => other.into(),
    })?;
    Ok("location-added")
}

/// A place is added.
struct AddWarehouse;

impl Endpoint for AddWarehouse {
    const ROUTE: Route = Route::post(
        "inventory.vendor.add_location",
        "/vendor/stock/places",
        "Add a warehouse.",
        &[EventKind::LocationAdded],
    );
    type Auth = Vendor<may::MoveStock>;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (mut form, page_context): Self::In) -> Result<Page, Problem> {
        let done = add_warehouse(ctx, &auth, &mut form.fields).await;
        respond(ctx, (form.fields, page_context), done).await
    }
}
