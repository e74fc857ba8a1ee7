//! Whether a vendor's figures are what its orders come to, and how they are made right. A release that does not know
//! them moves orders past them while an update rolls out; a job looks every day, and `aqad doctor` says it.

use kernel::CompanyId;
use kernel::ids::Id;

use super::{MOST_DAYS, rolling_up};
use crate::authority::Operator;
use crate::job::System;
use crate::orders::store::{self, Period, RolledUp};
use crate::{Ctx, Event};

/// A figure that is not what the orders come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongFigure {
    /// Whose.
    pub vendor: CompanyId,
    /// Which, in words.
    pub figure: String,
    /// As it is kept.
    pub kept: i64,
    /// As the orders say.
    pub counted: i64,
}

/// Vendors of one page.
const PAGE: i64 = 500;

/// For the job: counts the orders of those vendors anew whose counts are wrong.
pub(in crate::orders) async fn recount_wrong(ctx: &Ctx, by: &System) -> infra::db::Result<()> {
    recount_counts(ctx, &by.origin()).await.map(drop)
}

async fn recount_counts(ctx: &Ctx, origin: &infra::Origin) -> infra::db::Result<usize> {
    // TENANT: all vendors, for the job and the console.
    let mut vendors: Vec<CompanyId> =
        store::wrong_counts_unscoped(&ctx.store.db).await?.into_iter().map(|(vendor, ..)| vendor).collect();
    vendors.dedup();
    for vendor in &vendors {
        let done = ctx.store.write::<_, infra::db::Error, _, _>(origin, |tx| async move {
            if store::recount(&tx, *vendor).await? {
                return Ok(tx.commit_with(Event::OrdersRecounted { vendor: *vendor }.record(), ()));
            }
            Ok(tx.no_change(()))
        });
        done.await?;
    }
    Ok(vendors.len())
}

/// Counts and sums up anew whatever is wrong; tells of how many vendors there was something.
pub async fn recount(ctx: &Ctx, _: Operator) -> infra::db::Result<usize> {
    let origin = infra::Origin::default();
    let recounted = recount_counts(ctx, &origin).await?;
    let (mut after, mut rolled) = (CompanyId::least(), 0);
    loop {
        let vendors = store::vendors_after(&ctx.store.db, after, PAGE).await?;
        let Some((last, _)) = vendors.last() else { return Ok(recounted.max(rolled)) };
        after = *last;
        for (vendor, _) in vendors {
            let known = everything_summed(&ctx.store.db, vendor).await?;
            if wrong_sales(&ctx.store.db, vendor, &known).await?.is_empty() {
                continue;
            }
            let periods: Vec<Period> = known.sums.iter().map(|(period, _)| *period).collect();
            rolling_up::write(ctx, &origin, vendor, &periods, false).await?;
            rolled += 1;
        }
    }
}

async fn everything_summed(db: &infra::db::Db, vendor: CompanyId) -> infra::db::Result<RolledUp> {
    store::rolled_up(db, vendor, kernel::Timestamp::from_micros(0)).await
}

/// Counts of orders and sums of sales that are not what the orders come to. Reads only.
pub async fn wrong_figures(_: Operator, db: &infra::db::Db) -> infra::db::Result<Vec<WrongFigure>> {
    // TENANT: all vendors, for the console.
    let wrong = store::wrong_counts_unscoped(db).await?.into_iter();
    let mut found: Vec<WrongFigure> = wrong
        .map(|(vendor, state, kept, counted)| WrongFigure {
            vendor,
            figure: format!("orders that are {state}"),
            kept,
            counted,
        })
        .collect();
    let mut after = CompanyId::least();
    loop {
        let vendors = store::vendors_after(db, after, PAGE).await?;
        let Some((last, _)) = vendors.last() else { return Ok(found) };
        after = *last;
        for (vendor, _) in vendors {
            let known = everything_summed(db, vendor).await?;
            found.extend(wrong_sales(db, vendor, &known).await?);
        }
    }
}

/// What is summed up of a vendor and is wrong.
async fn wrong_sales(db: &infra::db::Db, vendor: CompanyId, known: &RolledUp) -> infra::db::Result<Vec<WrongFigure>> {
    let periods: Vec<Period> = known.sums.iter().map(|(period, _)| *period).collect();
    let mut found = Vec::new();
    for ((period, kept), sum) in known.sums.iter().zip(store::sums(db, vendor, &periods).await?) {
        for (what, kept, counted) in
            [("orders", kept.orders, sum.orders), ("minor units", kept.total_minor, sum.total_minor)]
        {
            if kept != counted {
                let figure = format!("{what} sold within {} days from {}", period.days, period.begins);
                found.push(WrongFigure { vendor, figure, kept, counted });
            }
        }
    }
    for of_one_length in periods.chunk_by(|one, next| one.days == next.days) {
        for some in of_one_length.chunks(usize::from(MOST_DAYS)) {
            let kept = store::offers_summed(db, vendor, some[0].days, some).await?;
            let counted = store::offers_sold(db, vendor, some).await?;
            let nothing_sold = |(_, packs, minor): &&(_, i64, i64)| (*packs, *minor) == (0, 0);
            let mut offers: Vec<_> = kept.iter().chain(&counted).filter(|row| !nothing_sold(row)).collect();
            offers.sort_unstable();
            // One that is right is there twice.
            let lone = offers.chunk_by(|one, next| one == next).filter(|same| same.len() == 1);
            for (offer, packs, _) in lone.flatten() {
                let other = |rows: &[(kernel::OfferId, i64, i64)]| {
                    rows.iter().find(|(known, ..)| known == offer).map_or(0, |(_, _, minor)| *minor)
                };
                let (kept, counted) = (other(&kept), other(&counted));
                let figure = format!("minor units that {offer} brought ({packs} packs)");
                found.push(WrongFigure { vendor, figure, kept, counted });
            }
        }
    }
    Ok(found)
}
