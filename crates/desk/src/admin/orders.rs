//! All purchases, for staff that helps and for those who look after the money.

use std::collections::BTreeMap;

use askama::Template;
use edge::{Cache, Endpoint, Limit, Method, Path, Problem, Route, Screen, Shown, Table};
use kernel::{Money, OrgId, PageOf, PurchaseId};
use market::authority::Staff;
use market::orders::{self, PartView, PurchaseRow, PurchaseState, PurchaseView};
use market::{Ctx, companies, may};

use super::asked::Asked;
use crate::frame::Frame;
use crate::links;
use crate::ui::{Step, StepState};

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ListPurchases>().with::<ShowPurchase>()
}

/// Purchases, newest first.
#[derive(Template)]
#[template(path = "admin/orders.html")]
struct PurchasesPage<'a> {
    f: &'a Frame,
    asked: &'a Asked,
    found: PageOf<PurchaseRow>,
    names: BTreeMap<OrgId, String>,
    sums: Vec<Money>,
}

impl PurchasesPage<'_> {
    fn name(&self, id: &OrgId) -> &str {
        self.names.get(id).map_or("", String::as_str)
    }
}

/// They are looked at.
pub struct ListPurchases;

impl Endpoint for ListPurchases {
    const ROUTE: Route = Route {
        id: "staff.purchases",
        method: Method::Get,
        path: "/admin/orders",
        summary: "List all orders, newest first, or go to the one with a given number.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[orders::OrderFault::LIST],
    };
    type By = Staff<may::ReadAllOrders>;
    type In = (Screen,);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (screen,): Self::In) -> Result<Shown, Problem> {
        let mut asked = Asked::of(&screen, &[]);
        if let Some(id) = orders::any_purchase_numbered(ctx, &by, asked.fields.text("number")).await? {
            return Ok(Shown::goto(&links::of("/admin/orders", &id)));
        }
        let found = find(ctx, &by, &mut asked).await;
        let found = asked.settle(found)?;
        let names = companies::names(ctx, &by, found.items.iter().map(|row| row.retailer_id)).await?;
        let frame = Frame::open(ctx, screen).await?;
        let sums = sums(&found.items);
        frame.show_form(&PurchasesPage { f: &frame, asked: &asked, found, names, sums }, &asked.fields)
    }
}

async fn find(ctx: &Ctx, by: &Staff<may::ReadAllOrders>, asked: &mut Asked) -> Result<PageOf<PurchaseRow>, Problem> {
    let Some(after) = asked.cursor() else { return Err(asked.fields.refusal()) };
    Ok(orders::all_purchases(ctx, by, after, kernel::Limit::default()).await?)
}

/// What the purchases on a page come to, money by money; those called off come to nothing. A sum too
/// large for an amount is left out.
fn sums(rows: &[PurchaseRow]) -> Vec<Money> {
    let mut sums: Vec<(Money, bool)> = Vec::new();
    for row in rows.iter().filter(|row| row.state != PurchaseState::Cancelled) {
        match sums.iter_mut().find(|(sum, _)| sum.currency() == row.total.currency()) {
            Some((sum, fits)) => match sum.plus(row.total) {
                Ok(more) => *sum = more,
                Err(_) => *fits = false,
            },
            None => sums.push((row.total, true)),
        }
    }
    sums.into_iter().filter(|(_, fits)| *fits).map(|(sum, _)| sum).collect()
}

/// A purchase with all its parts.
#[derive(Template)]
#[template(path = "admin/order.html")]
struct PurchasePage<'a> {
    f: &'a Frame,
    purchase: PurchaseView,
    retailer: String,
}

impl PurchasePage<'_> {
    /// How a part came to where it is.
    fn steps(&self, part: &PartView) -> Vec<Step> {
        let last = part.history.len().saturating_sub(1);
        let step = |(at, row): (usize, &orders::HistoryRow)| Step {
            state: match row.to.word() {
                "rejected" | "cancelled" => StepState::Bad,
                "completed" | "delivered" => StepState::Done,
                _ if at == last => StepState::Now,
                _ => StepState::Done,
            },
            title: self.f.word("order", row.to),
            at: self.f.machine(&row.at),
            time: self.f.moment(&row.at),
            note: self.f.order_reason(row),
        };
        part.history.iter().enumerate().map(step).collect()
    }
}

/// It is looked at.
pub struct ShowPurchase;

impl Endpoint for ShowPurchase {
    const ROUTE: Route = Route {
        id: "staff.purchase",
        method: Method::Get,
        path: "/admin/orders/{purchase_id}",
        summary: "Show an order with all its vendor orders.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[orders::OrderFault::LIST],
    };
    type By = Staff<may::ReadAllOrders>;
    type In = (Path<PurchaseId>, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), screen): Self::In) -> Result<Shown, Problem> {
        let purchase = orders::any_purchase(ctx, &by, id).await?;
        let names = companies::names(ctx, &by, [purchase.retailer_id]).await?;
        let frame = Frame::open(ctx, screen).await?;
        let retailer = names.into_values().next().unwrap_or_default();
        frame.show(&PurchasePage { f: &frame, purchase, retailer })
    }
}

#[cfg(test)]
mod tests {
    use kernel::ids::Id;
    use kernel::{Currency, Timestamp};

    use super::*;

    fn row(minor: i64, currency: Currency, state: PurchaseState) -> PurchaseRow {
        PurchaseRow {
            id: PurchaseId::least(),
            number: String::new(),
            retailer_id: OrgId::least(),
            state,
            total: Money::new(minor, currency).expect("an amount"),
            part_count: 1,
            placed_at: Timestamp::from_micros(0),
        }
    }

    #[test]
    fn a_page_is_summed_money_by_money_without_what_was_called_off() {
        let open = |minor, currency| row(minor, currency, PurchaseState::Open);
        let rows = [
            open(100, Currency::INR),
            open(7, Currency::AED),
            open(50, Currency::INR),
            row(1_000, Currency::INR, PurchaseState::Cancelled),
        ];

        let minors: Vec<_> = sums(&rows).iter().map(|sum| (sum.minor(), sum.currency())).collect();

        assert_eq!(minors, [(150, Currency::INR), (7, Currency::AED)]);
    }

    #[test]
    fn a_sum_that_is_no_amount_any_more_is_not_shown() {
        let most = 1_000_000_000_000_000;
        let rows = [row(most, Currency::INR, PurchaseState::Open), row(most, Currency::INR, PurchaseState::Open)];

        assert!(sums(&rows).is_empty());
    }
}
