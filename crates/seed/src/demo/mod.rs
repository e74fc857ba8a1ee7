//! A small market with a life behind it: three weeks of orders, up to this very moment.
//!
//! Everything after the catalogue happens through the market's own actions, on a calendar that is
//! set back and then runs up to now; the clock's own work (expiry, completion) happens on the way.

mod actors;
mod buying;
mod calendar;
mod prices;
mod scenarios;
mod waiting;

use std::sync::Arc;

use kernel::Secret;
use market::Ctx;
use market::authority::Operator;
use market::reactions::Reactions;

use crate::bulk::{Sizes, build, refuse_or_hash};
use crate::companies::CompanyBuilder;
use crate::generated::Dice;
use crate::{Progress, SeedError};
use actors::Actors;
use calendar::Calendar;

/// How large the demo is.
const SIZES: Sizes = Sizes { vendors: 50, retailers: 200, products: 2_000, inventory: 6_000 };

const DAY: i64 = 86_400;

/// What was put in.
#[derive(Debug, Clone)]
pub struct DemoData {
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

/// One stretch of the calendar: so many orders between two moments, each part with the next of
/// the fates.
struct Period {
    orders: u32,
    from_s: i64,
    to_s: i64,
    scenarios: &'static [scenarios::Scenario],
}

/// What the scenes of the demo share.
struct Simulation {
    ctx: Ctx,
    calendar: Arc<Calendar>,
    actors: Actors,
    dice: Dice,
    /// How long one step of an order takes.
    pace_s: i64,
}

impl Simulation {
    /// Does the background work that is due by now.
    async fn settle(&self) -> Result<(), SeedError> {
        let reactions = Reactions(self.ctx.clone());
        while infra::jobs::tick(&self.ctx.store, &reactions).await? > 0 {}
        Ok(())
    }
}

/// Fills an empty database with the demo.
pub async fn demo(
    ctx: &Ctx,
    operator: Operator,
    password: &Secret<String>,
    progress: &dyn Progress,
) -> Result<DemoData, SeedError> {
    let hash = refuse_or_hash(ctx, operator, password).await?;
    let calendar = Arc::new(Calendar::over(Arc::clone(&ctx.store.clock)));
    let mut past = ctx.clone();
    past.store.clock = calendar.clone();
    // Orders that still wait for an answer must be younger than the time to accept, completed
    // ones older than the time to complain.
    let fresh = ctx.rules.accept_s * 3 / 4;
    let settled = ctx.rules.return_s.max(fresh);
    calendar.set_back(settled + 9 * DAY);
    let builder = CompanyBuilder { ctx: &past, operator, hash: &hash };
    let world = build(&builder, &SIZES, progress).await?;
    let actors = Actors::of(&builder, world).await?;
    let accounts = actors.accounts();
    let mut simulation = Simulation { ctx: past.clone(), calendar, actors, dice: Dice::new(0xDE30), pace_s: 60 };
    let periods = [
        Period { orders: 55, from_s: settled + 8 * DAY, to_s: settled + DAY, scenarios: scenarios::PAST },
        Period { orders: 30, from_s: settled, to_s: fresh, scenarios: scenarios::LATELY },
        Period { orders: 35, from_s: fresh, to_s: 60, scenarios: scenarios::NOW },
    ];
    progress.begin("orders", periods.iter().map(|period| u64::from(period.orders)).sum());
    for (period, number) in periods.iter().zip(0..) {
        if number == 2 {
            prices::change(&simulation).await?;
        }
        live_through(&mut simulation, period, progress).await?;
    }
    waiting::applications(&simulation, &builder).await?;
    simulation.calendar.set_back(0);
    simulation.settle().await?;
    progress.done();
    Ok(DemoData { accounts })
}

async fn live_through(simulation: &mut Simulation, period: &Period, progress: &dyn Progress) -> Result<(), SeedError> {
    let gap = (period.from_s - period.to_s).max(0) / i64::from(period.orders);
    // An order has up to four parts, and a part up to a dozen steps.
    simulation.pace_s = (gap / 50).max(1);
    let mut scenarios = period.scenarios.iter().cycle();
    for nth in 0..period.orders {
        simulation.calendar.set_back(period.from_s - gap * i64::from(nth));
        if let Some(bought) = buying::buy(simulation).await? {
            for vendor_order in bought.vendor_orders {
                let scenario = scenarios.next().copied().unwrap_or_default();
                scenarios::play(simulation, &bought.retailer, vendor_order, scenario).await?;
            }
        }
        simulation.settle().await?;
        progress.step(1);
    }
    Ok(())
}
