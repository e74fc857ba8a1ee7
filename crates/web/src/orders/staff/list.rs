//! All purchases, newest first.

use std::collections::BTreeMap;

use askama::Template;
use edge::{CachePolicy, Endpoint, LimitClass, Method, Page, PageContext, Problem, Route, Router};
use kernel::{Money, OrgId, PageOf};
use market::authority::Staff;
use market::orders::{self, PurchaseRow, PurchaseState};
use market::{Ctx, companies, may};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListPurchases>()
}

/// Purchases, newest first.
#[derive(Template)]
#[template(path = "orders/staff/list.html")]
struct PurchasesPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
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
struct ListPurchases;

impl Endpoint for ListPurchases {
    const ROUTE: Route = Route {
        id: "staff.purchases",
        method: Method::Get,
        path: "/admin/orders",
        summary: "List all orders, newest first, or go to the one with a given number.",
        limit: LimitClass::Read,
        cache: CachePolicy::Never,
        audit: &[],
        refuses: &[orders::OrderFault::LIST],
    };
    type Auth = Staff<may::ReadAllOrders>;
    type In = (PageContext,);
    type Out = Page;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let mut filters = Filters::of(&page_context, &[]);
        if let Some(id) = orders::any_purchase_numbered(ctx, &auth, filters.fields.text("number")).await? {
            return Ok(Page::redirect(&links::of("/admin/orders", &id)));
        }
        let found = fetch(ctx, &auth, &mut filters).await;
        let found = filters.settle(found)?;
        let names = companies::names(ctx, &auth, found.items.iter().map(|row| row.retailer_id)).await?;
        let frame = Frame::open(ctx, page_context).await?;
        let sums = sums(&found.items);
        frame.show_form(&PurchasesPage { f: &frame, filters: &filters, found, names, sums }, &filters.fields)
    }
}

async fn fetch(
    ctx: &Ctx,
    by: &Staff<may::ReadAllOrders>,
    filters: &mut Filters,
) -> Result<PageOf<PurchaseRow>, Problem> {
    let Some(after) = filters.cursor() else { return Err(filters.fields.to_problem()) };
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

#[cfg(test)]
mod tests {
    use kernel::ids::Id;
    use kernel::{Currency, PurchaseId, Timestamp};

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
