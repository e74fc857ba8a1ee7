//! Price changes that the guard holds, to be confirmed or refused, and the latest there were.

use askama::Template;
use edge::{
    Cache, Endpoint, Fields, Form, Gate, Limit, Method, Outcome, Path, Problem, Query, Route, Screen, Shown, Table,
};
use kernel::{Cursor, PageOf, PriceChangeId, Secret};
use market::accounts::PasswordFault;
use market::authority::Vendor;
use market::pricing::{self, Applies, Decide, PriceFault, SeenChange};
use market::{Ctx, EventKind, may};

use crate::ui::filters::{self, PageIn};
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;
use crate::ui::proofs::vendor_proof;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ListPrices>().with::<DecidePrice>()
}

/// Held changes, and the latest.
#[derive(Template)]
#[template(path = "pricing/vendor/changes.html")]
struct PricesPage<'a> {
    f: &'a Frame,
    form: Fields,
    held: PageOf<SeenChange>,
    latest: Vec<SeenChange>,
}

impl PricesPage<'_> {
    /// Whether this change is to be confirmed with the password: somebody alone in their company tried.
    fn asks_password(&self, id: &PriceChangeId) -> bool {
        let query = |problem: &Problem| {
            matches!(problem.code, "prices.password_needed" | "accounts.wrong_password")
                && self.form.text("change") == id.to_string()
        };
        self.form.problem().is_some_and(query)
    }
    fn is_own(&self, row: &SeenChange) -> bool {
        row.change.changed_by.is_some() && row.change.changed_by == self.f.me.as_ref().map(|me| me.user_id)
    }
    fn older(&self) -> String {
        filters::older(self.f, self.held.next_cursor.as_ref())
    }
    fn newer(&self) -> String {
        filters::newest(self.f)
    }
}

async fn page(ctx: &Ctx, screen: Screen, after: Option<Cursor>, form: Fields) -> Result<Shown, Problem> {
    let by: Vendor<may::ReadOffers> = vendor_proof(screen.standing.as_ref())?;
    let held = pricing::held_seen(ctx, &by, after, kernel::Limit::default()).await?;
    let latest = pricing::latest_changes(ctx, &by, kernel::Limit::default()).await?;
    let frame = Frame::open(ctx, screen).await?;
    frame.show_form(&PricesPage { f: &frame, form: form.clone(), held, latest }, &form)
}

/// The guard's held changes.
struct ListPrices;

impl Endpoint for ListPrices {
    const ROUTE: Route = Route {
        id: "vendor.prices",
        method: Method::Get,
        path: "/vendor/prices",
        summary: "List the vendor's held and recent price changes.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[PriceFault::LIST],
    };
    type By = Vendor<may::ReadOffers>;
    type In = (Query<PageIn>, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, _: Self::By, (Query(query), screen): Self::In) -> Result<Shown, Problem> {
        page(ctx, screen, query.cursor, Fields::default()).await
    }
}

/// A held change is decided.
struct DecidePrice;

impl Endpoint for DecidePrice {
    const ROUTE: Route = Route {
        id: "vendor.decide_price",
        method: Method::Post,
        path: "/vendor/prices/{price_change_id}/decision",
        summary: "Approve or reject a held price change.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::PriceChanged, EventKind::PriceRefused],
        refuses: &[PriceFault::LIST, PasswordFault::LIST],
    };
    type By = Vendor<may::ApprovePrices>;
    type In = (Path<PriceChangeId>, Form, Gate, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), form, gate, screen): Self::In) -> Result<Shown, Problem> {
        let mut fields = form.fields;
        match decide(ctx, &by, id, (&mut fields, &gate)).await {
            Ok(flash) => Ok(Shown::goto(&links::with_flash(&links::local("/vendor/prices"), flash))),
            Err(problem) => page(ctx, screen, None, fields.refused(problem).with("change", id.to_string())).await,
        }
    }
}

async fn decide(
    ctx: &Ctx,
    by: &Vendor<may::ApprovePrices>,
    id: PriceChangeId,
    (fields, gate): (&mut Fields, &Gate),
) -> Result<&'static str, Problem> {
    let Some(apply) = fields.read::<Applies>("decision") else { return Err(fields.refusal()) };
    let typed = fields.raw("password");
    let password = (!typed.is_empty() && typed.len() <= 512).then(|| Secret::new(typed.to_owned()));
    let attempt = if password.is_some() { Some(gate.confirm().await?) } else { None };
    let decided = pricing::decide_held(ctx, by, id, Decide { apply, password }).await;
    if let Some(attempt) = attempt {
        let is_wrong = matches!(decided, Err(PriceFault::Password(PasswordFault::Wrong)));
        // It may not have been looked at: nothing is forgiven for it.
        attempt.conclude(if is_wrong { Outcome::Wrong } else { Outcome::Unheard }).await;
    }
    decided.map_err(|fault| match fault {
        PriceFault::PasswordNeeded | PriceFault::Password(_) => problems::beside(fault, "password"),
        other => other.into(),
    })?;
    Ok(if apply == Applies::Confirm { "price-confirmed" } else { "price-rejected" })
}
