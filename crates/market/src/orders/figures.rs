//! A vendor's own figures: what waits, what was sold, and of what the most.

mod counting;
mod rolling_up;

use kernel::{CompanyId, Currency, Money, OfferId, ProductId, Timestamp};

pub(super) use counting::recount_wrong;
pub use counting::{WrongFigure, recount, wrong_figures};
pub(super) use rolling_up::{call_off, decline, roll_up};

use self::rolling_up::days_of;
use super::read::OrderError;
use super::state::VendorOrderState;
use super::store::{self, Period, RolledUp, Sum};
use crate::authority::Vendor;
use crate::{Ctx, companies, may};

/// How far back figures go, in days.
const MOST_DAYS: u16 = 90;

/// What a vendor sold on one day of its own calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalesDay {
    /// When the day began.
    pub day: Timestamp,
    /// Orders placed on it that were not rejected or called off.
    pub orders: i64,
    /// Their sum, without what was declined.
    pub total: Money,
}

/// An offer that sold well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BestSeller {
    /// The offer.
    pub offer_id: OfferId,
    /// Of which product.
    pub product_id: ProductId,
    /// What that is called.
    pub title: String,
    /// The vendor's article number.
    pub sku: String,
    /// Packs sold, without those declined.
    pub packs: i64,
    /// For how much.
    pub total: Money,
}

/// How many of a vendor's own orders are in each state. States in which nothing can follow are left
/// out: they only ever grow. One round trip; counted as orders move.
pub async fn vendor_counts(
    ctx: &Ctx,
    by: &Vendor<may::ReadVendorOrders>,
) -> Result<Vec<(VendorOrderState, i64)>, OrderError> {
    Ok(store::counts(&ctx.store.db, by.vendor()).await?)
}

/// A vendor's last days, and what is summed up of them.
struct Span {
    vendor: CompanyId,
    currency: Currency,
    days: Vec<Period>,
    known: RolledUp,
}

/// How a day of a span is read.
enum How {
    Summed(Sum),
    Live,
    Empty,
}

impl Span {
    async fn of(ctx: &Ctx, by: &Vendor<may::ReadVendorOrders>, days: u16) -> Result<Self, OrderError> {
        // A vendor sells in its company's currency, which never changes.
        let (zone, currency) =
            companies::zone_and_currency(&ctx.store.db, by.vendor()).await?.ok_or(OrderError::Missing)?;
        let days = days_of(&zone.last_days(ctx.store.now(), days.clamp(1, MOST_DAYS)));
        let since = days.first().map_or_else(|| ctx.store.now(), |day| day.begins);
        let known = store::rolled_up(&ctx.store.db, by.vendor(), since).await?;
        Ok(Self { vendor: by.vendor(), currency, days, known })
    }

    fn how(&self, day: &Period) -> How {
        match self.known.find(day) {
            Some(sum) => How::Summed(sum),
            None if self.known.is_empty(day) => How::Empty,
            None => How::Live,
        }
    }

    /// As few periods as cover the span: those that are summed up, tens of days first, and those that are not.
    fn cover(&self) -> (Vec<Period>, Vec<Period>) {
        let (mut summed, mut live): (Vec<Period>, Vec<Period>) = (vec![], vec![]);
        let mut left = self.days.as_slice();
        while let Some(day) = left.first() {
            let ten = rolling_up::ten_days(left).filter(|ten| self.known.find(ten).is_some());
            match (ten, self.how(day), live.last_mut()) {
                (Some(ten), ..) => summed.push(ten),
                (None, How::Summed(_), _) => summed.push(*day),
                (None, How::Live, Some(last)) if last.ends == day.begins => last.ends = day.ends,
                (None, How::Live, _) => live.push(*day),
                (None, How::Empty, _) => {}
            }
            left = &left[ten.map_or(1, |_| rolling_up::TEN)..];
        }
        summed.sort_unstable();
        (summed, live)
    }
}

/// What a vendor sold on each of the last days, today's among them, oldest first; 90 at most. Days
/// are those of the company's time zone. Three round trips, however much it sold: days that are over are summed up.
pub async fn sales(ctx: &Ctx, by: &Vendor<may::ReadVendorOrders>, days: u16) -> Result<Vec<SalesDay>, OrderError> {
    let span = Span::of(ctx, by, days).await?;
    let live: Vec<Period> = span.days.iter().filter(|day| matches!(span.how(day), How::Live)).copied().collect();
    let mut counted = store::sums(&ctx.store.db, span.vendor, &live).await?.into_iter();
    let mut sales = Vec::with_capacity(span.days.len());
    for day in &span.days {
        let sum = match span.how(day) {
            How::Summed(sum) => Some(sum),
            How::Live => counted.next(),
            How::Empty => None,
        };
        let (orders, minor) = sum.map_or((0, 0), |sum| (sum.orders, sum.total_minor));
        let total = Money::new(minor, span.currency).map_err(|e| infra::db::Error::Decode(e.to_string()))?;
        sales.push(SalesDay { day: day.begins, orders, total });
    }
    Ok(sales)
}

/// The ten offers that brought a vendor the most on the last days, today's among them. Three round trips.
pub async fn best_sellers(
    ctx: &Ctx,
    by: &Vendor<may::ReadVendorOrders>,
    days: u16,
) -> Result<Vec<BestSeller>, OrderError> {
    let span = Span::of(ctx, by, days).await?;
    let (summed, live) = span.cover();
    Ok(store::best_sellers(&ctx.store.db, span.vendor, (&summed, &live), span.currency).await?)
}
