//! How this node is doing, and its configuration.

use infra::config::ConfigEntry;
use infra::node_metrics::NodeSample;
use schemars::JsonSchema;
use serde::Serialize;
use supervisor::TaskStatus;

use crate::authority::Staff;
use crate::{Ctx, may};

/// Health of this node.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NodeHealth {
    /// The latest sample; null right after start.
    pub now: Option<NodeSample>,
    /// One sample for each minute of the clock that has ended, of the last hour, oldest first. It is of the whole
    /// minute that begins at `at`, and stays as it is.
    pub minutes: Vec<NodeSample>,
    /// Background tasks of this node.
    pub tasks: Vec<TaskStatus>,
}

/// How the node that answers is doing, and did in the last hour.
pub fn health(ctx: &Ctx, _: &Staff<may::ReadSecurity>) -> NodeHealth {
    let metrics = &ctx.node_metrics;
    NodeHealth { now: metrics.latest(), minutes: metrics.minutes(), tasks: ctx.supervisor.statuses() }
}

/// Every sample of the last hour, oldest first; for charts.
pub fn node_samples(ctx: &Ctx, _: &Staff<may::ReadSecurity>) -> Vec<NodeSample> {
    ctx.node_metrics.series()
}

/// The configuration that the node goes by, secrets masked.
pub fn configuration(ctx: &Ctx, _: &Staff<may::ReadSecurity>) -> Vec<ConfigEntry> {
    ctx.config.entries().to_vec()
}
