//! How the house is doing, and what it goes by.

use platform::config::Shown;
use platform::pulse::Sample;
use schemars::JsonSchema;
use serde::Serialize;

use crate::authority::Staff;
use crate::{Ctx, may};

/// Health of this node.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NodeHealth {
    /// The latest sample; null right after start.
    pub now: Option<Sample>,
    /// One sample per minute of the last hour, oldest first.
    pub minutes: Vec<Sample>,
}

/// How the node that answers is doing, and did in the last hour.
pub fn health(ctx: &Ctx, _: &Staff<may::ReadSecurity>) -> NodeHealth {
    NodeHealth { now: ctx.pulse.now(), minutes: ctx.pulse.minutes() }
}

/// Every sample of the last hour, oldest first; for charts.
pub fn pulse(ctx: &Ctx, _: &Staff<may::ReadSecurity>) -> Vec<Sample> {
    ctx.pulse.series()
}

/// The configuration that the node goes by, secrets masked.
pub fn configuration(ctx: &Ctx, _: &Staff<may::ReadSecurity>) -> Vec<Shown> {
    ctx.config.now().to_vec()
}
