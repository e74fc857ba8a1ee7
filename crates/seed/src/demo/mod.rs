//! A small market with a life behind it: three weeks of purchases, up to this very moment.
//!
//! Everything after the catalogue happens through the market's own actions, on a calendar that is
//! set back and then runs up to now; the clock's own work (expiry, completion) happens on the way.

mod buying;
mod calendar;
mod cast;
mod fates;
mod prices;
mod waiting;

use std::sync::Arc;

use kernel::Secret;
use market::Ctx;
use market::authority::Operator;
use market::reactions::Reactions;

use crate::bulk::{Sizes, build, refuse_or_hash};
use crate::companies::Founder;
use crate::imagined::Dice;
use crate::{Progress, SeedFault};
use calendar::Calendar;
use cast::Cast;

/// How large the demo is.
const SIZES: Sizes = Sizes { vendors: 50, retailers: 200, products: 2_000, inventory: 6_000 };

const DAY: i64 = 86_400;

/// What was put in.
#[derive(Debug, Clone)]
pub struct Demo {
    /// People worth signing in as; all have the password that was given.
    pub accounts: Vec<Account>,
}

/// Somebody worth signing in as.
#[derive(Debug, Clone)]
pub struct Account {
    /// What they are, for people.
    pub role: &'static str,
    /// How they sign in.
    pub email: String,
    /// Where they work.
    pub company: String,
}

/// One stretch of the calendar: so many purchases between two moments, each part with the next of
/// the fates.
struct Era {
    purchases: u32,
    from_s: i64,
    to_s: i64,
    fates: &'static [fates::Fate],
}

/// What the scenes of the demo share.
struct Stage {
    ctx: Ctx,
    calendar: Arc<Calendar>,
    cast: Cast,
    dice: Dice,
    /// How long one step of an order takes.
    pace_s: i64,
}

impl Stage {
    /// Does the background work that is due by now.
    async fn settle(&self) -> Result<(), SeedFault> {
        let reactions = Reactions(self.ctx.clone());
        while platform::jobs::tick(&self.ctx.store, &reactions).await? > 0 {}
        Ok(())
    }
}

/// Fills an empty database with the demo.
pub async fn demo(
    ctx: &Ctx,
    operator: Operator,
    password: &Secret<String>,
    progress: &dyn Progress,
) -> Result<Demo, SeedFault> {
    let hash = refuse_or_hash(ctx, operator, password).await?;
    let calendar = Arc::new(Calendar::over(Arc::clone(&ctx.store.clock)));
    let mut past = ctx.clone();
    past.store.clock = calendar.clone();
    // Orders that still wait for an answer must be younger than the time to accept, completed
    // ones older than the time to complain.
    let fresh = ctx.rules.accept_s * 3 / 4;
    let settled = ctx.rules.return_s.max(fresh);
    calendar.set_back(settled + 9 * DAY);
    let founder = Founder { ctx: &past, operator, hash: &hash };
    let world = build(&founder, &SIZES, progress).await?;
    let cast = Cast::of(&founder, world).await?;
    let accounts = cast.accounts();
    let mut stage = Stage { ctx: past.clone(), calendar, cast, dice: Dice::new(0xDE30), pace_s: 60 };
    let eras = [
        Era { purchases: 55, from_s: settled + 8 * DAY, to_s: settled + DAY, fates: fates::PAST },
        Era { purchases: 30, from_s: settled, to_s: fresh, fates: fates::LATELY },
        Era { purchases: 35, from_s: fresh, to_s: 60, fates: fates::NOW },
    ];
    progress.begin("orders", eras.iter().map(|era| u64::from(era.purchases)).sum());
    for (era, number) in eras.iter().zip(0..) {
        if number == 2 {
            prices::change(&stage).await?;
        }
        live_through(&mut stage, era, progress).await?;
    }
    waiting::rooms(&stage, &founder).await?;
    stage.calendar.set_back(0);
    stage.settle().await?;
    progress.done();
    Ok(Demo { accounts })
}

async fn live_through(stage: &mut Stage, era: &Era, progress: &dyn Progress) -> Result<(), SeedFault> {
    let gap = (era.from_s - era.to_s).max(0) / i64::from(era.purchases);
    // A purchase has up to four parts, and a part up to a dozen steps.
    stage.pace_s = (gap / 50).max(1);
    let mut fates = era.fates.iter().cycle();
    for nth in 0..era.purchases {
        stage.calendar.set_back(era.from_s - gap * i64::from(nth));
        if let Some(bought) = buying::buy(stage).await? {
            for part in bought.parts {
                let fate = fates.next().copied().unwrap_or_default();
                fates::play(stage, &bought.retailer, part, fate).await?;
            }
        }
        stage.settle().await?;
        progress.step(1);
    }
    Ok(())
}
