//! All orders, newest first.

use std::collections::BTreeMap;

use askama::Template;
use edge::{Endpoint, Page, PageContext, Problem, Route, Router};
use kernel::{CompanyId, Money, PageOf};
use market::authority::Staff;
use market::orders::{self, OrderRow, OrderState};
use market::{Ctx, companies, may};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListOrders>()
}

/// Orders, newest first.
#[derive(Template)]
#[template(path = "orders/staff/list.html")]
struct OrdersPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    found: PageOf<OrderRow>,
    names: BTreeMap<CompanyId, String>,
    sums: Vec<Money>,
}

impl OrdersPage<'_> {
    fn name(&self, id: &CompanyId) -> &str {
        self.names.get(id).map_or("", String::as_str)
    }
}

/// They are looked at.
struct ListOrders;

impl Endpoint for ListOrders {
    const ROUTE: Route = Route::get(
        "orders.staff.list",
        "/admin/orders",
        "List all orders, newest first, or go to the one with a given number.",
    );
    type Auth = Staff<may::ReadAllOrders>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let mut filters = Filters::of(&page_context, &[]);
        if let Some(id) = orders::any_order_numbered(ctx, &auth, filters.fields.text("number")).await? {
            return Ok(Page::redirect(&links::of("/admin/orders", &id)));
        }
        let found = fetch(ctx, &auth, &mut filters).await;
        let found = filters.settle(found)?;
        let names = companies::names(ctx, &auth, found.items.iter().map(|row| row.retailer_id)).await?;
        let frame = Frame::open(ctx, page_context).await?;
        let sums = sums(&found.items);
        frame.show_form(&OrdersPage { f: &frame, filters: &filters, found, names, sums }, &filters.fields)
    }
}

async fn fetch(ctx: &Ctx, by: &Staff<may::ReadAllOrders>, filters: &mut Filters) -> Result<PageOf<OrderRow>, Problem> {
    let Some(after) = filters.cursor() else { return Err(filters.fields.to_problem()) };
    Ok(orders::all_orders(ctx, by, after, kernel::PageLimit::default()).await?)
}

/// What the orders on a page come to, money by money: what is to be paid. A sum too large for an amount is left out.
fn sums(rows: &[OrderRow]) -> Vec<Money> {
    let mut sums: Vec<(Money, bool)> = Vec::new();
    for row in rows.iter().filter(|row| row.state != OrderState::Cancelled) {
        match sums.iter_mut().find(|(sum, _)| sum.currency() == row.accepted_total.currency()) {
            Some((sum, fits)) => match sum.plus(row.accepted_total) {
                Ok(more) => *sum = more,
                Err(_) => *fits = false,
            },
            None => sums.push((row.accepted_total, true)),
        }
    }
    sums.into_iter().filter(|(_, fits)| *fits).map(|(sum, _)| sum).collect()
}

#[cfg(test)]
mod tests {
    use kernel::ids::Id;
    use kernel::{Currency, OrderId, Timestamp};

    use super::*;

    fn row(minor: i64, currency: Currency, state: OrderState) -> OrderRow {
        OrderRow {
            id: OrderId::least(),
            number: String::new(),
            retailer_id: CompanyId::least(),
            state,
            total: Money::new(kernel::money::MAX_MINOR, currency).expect("an amount"),
            accepted_total: Money::new(minor, currency).expect("an amount"),
            vendor_order_count: 1,
            placed_at: Timestamp::from_micros(0),
        }
    }

    #[test]
    fn a_page_is_summed_money_by_money_without_what_was_declined_or_called_off() {
        let open = |minor, currency| row(minor, currency, OrderState::Open);
        let rows = [
            open(100, Currency::INR),
            open(7, Currency::AED),
            open(50, Currency::INR),
            row(1_000, Currency::INR, OrderState::Cancelled),
        ];

        let minors: Vec<_> = sums(&rows).iter().map(|sum| (sum.minor(), sum.currency())).collect();

        assert_eq!(minors, [(150, Currency::INR), (7, Currency::AED)]);
    }

    #[test]
    fn a_sum_that_is_no_amount_any_more_is_not_shown() {
        let most = 1_000_000_000_000_000;
        let rows = [row(most, Currency::INR, OrderState::Open), row(most, Currency::INR, OrderState::Open)];

        assert!(sums(&rows).is_empty());
    }
}
