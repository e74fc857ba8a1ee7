//! A delivery partner's own deliveries: the dispatcher's board and the rider's phone.

mod board;
mod ride;
mod rides;
mod show;

use edge::Router;
use kernel::Timestamp;
use market::Ctx;

use crate::ui::frame::Frame;
use crate::ui::{Step, StepState};

pub(crate) fn mount(router: Router) -> Router {
    let router = board::mount(router);
    let router = show::mount(router);
    let router = rides::mount(router);
    ride::mount(router)
}

/// How many there are, as far as they were read.
fn at_least(f: &Frame, many: usize, more: bool) -> String {
    format!("{}{}", f.number(&i64::try_from(many).unwrap_or(i64::MAX)), if more { "+" } else { "" })
}

/// Where today began, in the company's zone.
fn today(ctx: &Ctx, frame: &Frame) -> Timestamp {
    let now = ctx.store.now();
    let zone = frame.me.as_ref().map_or_else(kernel::ZoneName::utc, |me| me.time_zone.clone());
    zone.last_days(now, 1).first().copied().unwrap_or(now)
}

/// One step of a timeline.
fn step(frame: &Frame, state: StepState, title: String, at: Option<&Timestamp>, note: String) -> Step {
    let (machine, time) = at.map_or_else(Default::default, |at| (frame.machine(at), frame.moment(at)));
    Step { state, title, at: machine, time, note }
}
