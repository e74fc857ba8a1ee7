//! What a vendor sold on days that are over, summed up, so that its page adds up ninety numbers and not ninety days of
//! orders.
//!
//! A job sums a day up an hour after it ended, and ten days together once nothing of them can change; today is read from
//! the orders. What is rejected, cancelled or declined later is taken off in its own transaction, while the order is
//! held; the job holds each order that can still change before it sums its day up. A day that is summed up is kept with
//! its borders: where a company moves to another time zone, its days have others, are not found, and are read from the
//! orders until the job has summed them up. An earlier release takes nothing off, so days of which something can still
//! change are compared with their orders, each time the job runs, until nothing can.

use infra::WriteTx;
use kernel::ids::Id;
use kernel::{CompanyId, Timestamp, ZoneName};

use super::MOST_DAYS;
use crate::job::System;
use crate::orders::store::{self, LockedVendorOrder, Period, RolledUp, SoldLine, Sum};
use crate::{Ctx, Event};

/// How many days are summed up together.
pub(super) const TEN: usize = 10;
/// How long after its end a day is summed up: longer than any write takes, and than clocks of nodes differ.
const AFTER_S: i64 = 3_600;
/// Days behind those that are shown, until what is summed up of one is forgotten.
const FORGOTTEN_AFTER_S: i64 = 30 * 86_400;
/// Vendors that are looked at together, and how many of them one run of the job sums up.
const PAGE: i64 = 100;
const VENDORS_OF_ONE_RUN: usize = 25;

/// Days between borders.
pub(super) fn days_of(borders: &[Timestamp]) -> Vec<Period> {
    borders.windows(2).map(|day| Period { days: 1, begins: day[0], ends: day[1] }).collect()
}

/// The ten days that a list begins with, if they are summed up together: each tenth day begins such ten, the same for
/// whoever asks and whenever.
pub(super) fn ten_days(days: &[Period]) -> Option<Period> {
    let (first, last) = (days.first()?, days.get(TEN - 1)?);
    // From any border of a day to the next it is 23 to 25 hours, so that a border some hours later counts days.
    let number = (first.begins.seconds() + 6 * 3_600).div_euclid(86_400);
    let ten = i64::try_from(TEN).unwrap_or(i64::MAX);
    (number.rem_euclid(ten) == 0).then_some(Period { days: ten, begins: first.begins, ends: last.ends })
}

/// For the job: sums up what vendors behind one sold on days that are over.
pub(in crate::orders) async fn roll_up(ctx: &Ctx, by: &System, after: Option<CompanyId>) -> infra::db::Result<()> {
    let (mut after, mut rolled) = (after.unwrap_or_else(Id::least), 0);
    loop {
        let vendors = store::vendors_after(&ctx.store.db, after, PAGE).await?;
        let Some((last, _)) = vendors.last() else { return Ok(()) };
        after = *last;
        for (vendor, zone) in &vendors {
            let is_last = rolled + 1 == VENDORS_OF_ONE_RUN;
            rolled += usize::from(roll_up_vendor(ctx, by, (*vendor, zone), is_last).await?);
            if rolled == VENDORS_OF_ONE_RUN {
                return Ok(());
            }
        }
    }
}

/// Whether there was anything to sum up.
async fn roll_up_vendor(
    ctx: &Ctx,
    by: &System,
    (vendor, zone): (CompanyId, &ZoneName),
    more: bool,
) -> infra::db::Result<bool> {
    let now = ctx.store.db_now().await?;
    let days = days_of(&zone.last_days(now, MOST_DAYS + 1));
    let Some(since) = days.first().map(|day| day.begins) else { return Ok(false) };
    let known = store::rolled_up(&ctx.store.db, vendor, since).await?;
    let periods = periods_over(&days, &known, now.plus_seconds(-AFTER_S));
    let periods = still_to_do(ctx, vendor, &known, periods).await?;
    if periods.is_empty() {
        return Ok(false);
    }
    write(ctx, &by.origin(), vendor, &periods, more).await?;
    Ok(true)
}

/// Sums periods up, with an event.
pub(super) async fn write(
    ctx: &Ctx,
    origin: &infra::Origin,
    vendor: CompanyId,
    periods: &[Period],
    more: bool,
) -> infra::db::Result<()> {
    let forgotten = periods.iter().map(|period| period.begins).min().unwrap_or_else(|| ctx.store.now());
    let forgotten = forgotten.plus_seconds(-FORGOTTEN_AFTER_S - i64::from(MOST_DAYS) * 86_400);
    ctx.store
        .write(origin, |tx| async move {
            store::roll_up(&tx, vendor, periods, forgotten).await?;
            let count = i64::try_from(periods.len()).unwrap_or(i64::MAX);
            Ok(tx.commit_with(Event::SalesRolledUp { vendor, periods: count, more }.record(), ()))
        })
        .await
}

/// Periods that ended before an instant and in which something may have been ordered.
fn periods_over(days: &[Period], known: &RolledUp, before: Timestamp) -> Vec<Period> {
    let tens = (0..days.len()).filter_map(|at| ten_days(&days[at..]));
    let all = days.iter().copied().chain(tens);
    all.filter(|period| period.ends <= before && !known.is_empty(period)).collect()
}

/// Those of them that are not summed up yet, or not as their orders are now.
async fn still_to_do(
    ctx: &Ctx,
    vendor: CompanyId,
    known: &RolledUp,
    periods: Vec<Period>,
) -> infra::db::Result<Vec<Period>> {
    let open: Vec<Period> =
        periods.into_iter().filter(|period| known.find(period).is_none_or(|sum| !sum.is_settled)).collect();
    let sums = store::sums(&ctx.store.db, vendor, &open).await?;
    let is_to_do = |(period, sum): &(Period, Sum)| match known.find(period) {
        Some(kept) => kept != *sum,
        None => period.days == 1 || sum.is_settled,
    };
    Ok(open.into_iter().zip(sums).filter(is_to_do).map(|(period, _)| period).collect())
}

/// Within a transition: the order that is held is sold no more, with what its lines came to before.
pub(in crate::orders) async fn call_off(tx: &WriteTx, order: &LockedVendorOrder) -> infra::db::Result<()> {
    let periods = store::periods_at(tx, order.vendor, order.placed_at).await?;
    if periods.is_empty() {
        return Ok(());
    }
    let lines = store::sold_lines(tx, order.id).await?;
    store::take_off(tx, (order.vendor, &periods), 1, &lines).await
}

/// Within a transition: of the order that is held, some packs are sold no more.
pub(in crate::orders) async fn decline(
    tx: &WriteTx,
    order: &LockedVendorOrder,
    declined: &[SoldLine],
) -> infra::db::Result<()> {
    if declined.is_empty() {
        return Ok(());
    }
    let periods = store::periods_at(tx, order.vendor, order.placed_at).await?;
    store::take_off(tx, (order.vendor, &periods), 0, declined).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(zone: &str, from: &str, count: u16) -> Vec<Period> {
        let zone = ZoneName::new(zone).expect("a zone");
        let now: Timestamp = serde_json::from_value(serde_json::json!(from)).expect("an instant");
        days_of(&zone.last_days(now, count))
    }

    #[test]
    fn each_tenth_day_begins_ten_also_where_clocks_change() {
        for zone in ["Asia/Kolkata", "Europe/London", "America/New_York", "Pacific/Auckland", "UTC"] {
            let days = days(zone, "2026-11-30T12:00:00.000000Z", 400);
            let begin: Vec<usize> = (0..days.len()).filter(|at| ten_days(&days[*at..]).is_some()).collect();
            assert!(begin.len() >= 38, "{zone}: {begin:?}");
            assert!(begin.windows(2).all(|two| two[1] - two[0] == TEN), "{zone}: {begin:?}");
        }
    }

    #[test]
    fn ten_days_are_those_from_the_first_to_the_tenth() {
        let days = days("Asia/Kolkata", "2026-11-30T12:00:00.000000Z", 30);
        let at = (0..days.len()).find(|at| ten_days(&days[*at..]).is_some()).expect("ten");

        let ten = ten_days(&days[at..]).expect("ten");

        assert_eq!((ten.days, ten.begins, ten.ends), (10, days[at].begins, days[at + 9].ends));
        assert_eq!(ten_days(&days[at..at + 9]), None);
    }
}
