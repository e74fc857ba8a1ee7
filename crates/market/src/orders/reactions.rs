//! What orders make of events: deadlines, the end of what a suspended retailer ordered, and figures of vendors.

use infra::jobs::{JobError, NewJob};
use kernel::{CompanyId, Timestamp, VendorOrderId};
use serde::{Deserialize, Serialize};

use super::figures;
use super::state::VendorOrderState;
use super::store;
use super::transitions::{cancel_unconfirmed, complete_delivered, expire_unanswered};
use super::withdrawal::withdraw_of_suspended;
use crate::job::{self, BatchJob, Job, System};
use crate::{Ctx, Event};

macro_rules! deadlines {
    ($($(#[$doc:meta])* $name:ident = $kind:literal of $state:ident by $settle:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Serialize, Deserialize)]
        pub(crate) struct $name {
            #[serde(rename = "vendor_order_id")]
            pub(crate) vendor_order: VendorOrderId,
        }

        impl Job for $name {
            const KIND: &'static str = $kind;

            fn target(&self) -> String {
                self.vendor_order.to_string()
            }

            async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
                $settle(ctx, by, self.vendor_order).await.map_err(job::failed)
            }
        }

        impl BatchJob for $name {
            async fn run_batch(batch: Vec<Self>, ctx: &Ctx, _: &System) -> Result<Vec<usize>, JobError> {
                let vendor_orders: Vec<VendorOrderId> = batch.into_iter().map(|job| job.vendor_order).collect();
                still_in(ctx, VendorOrderState::$state, &vendor_orders).await
            }
        }
    )*};
}

deadlines! {
    /// Reject an order that nobody answered.
    ExpireVendorOrder = "expire_vendor_order" of Placed by expire_unanswered;
    /// Call off an order whose buyer did not say whether less will do.
    CancelUnconfirmed = "cancel_unconfirmed" of PartiallyAccepted by cancel_unconfirmed;
    /// Complete an order whose time to complain is over.
    CompleteVendorOrder = "complete_vendor_order" of Delivered by complete_delivered;
}

/// The places of those that are still where their time was given, and whose steps are to be taken. Most have moved on
/// by then, and no order comes back to one of these states.
async fn still_in(ctx: &Ctx, state: VendorOrderState, vendor_orders: &[VendorOrderId]) -> Result<Vec<usize>, JobError> {
    // TENANT: the system itself, on behalf of nobody.
    let found = store::among_in_state_unscoped(&ctx.store.db, state, vendor_orders).await.map_err(job::failed)?;
    let places = vendor_orders.iter().enumerate().filter(|(_, id)| found.contains(*id));
    Ok(places.map(|(place, _)| place).collect())
}

/// End what a suspended retailer ordered.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct WithdrawOrders {
    #[serde(rename = "company_id")]
    pub(crate) retailer: CompanyId,
}

impl Job for WithdrawOrders {
    const KIND: &'static str = "withdraw_orders";

    fn target(&self) -> String {
        self.retailer.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        withdraw_of_suspended(ctx, by, self.retailer).await.map_err(job::failed)
    }
}

/// Sum up what vendors sold on days that are over.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RollUpSales {
    /// Behind this vendor.
    pub(crate) after: Option<CompanyId>,
}

impl Job for RollUpSales {
    const KIND: &'static str = "roll_up_sales";

    fn target(&self) -> String {
        self.after.map(|vendor| vendor.to_string()).unwrap_or_default()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        figures::roll_up(ctx, by, self.after).await.map_err(job::failed)
    }
}

/// Count the orders of those vendors anew whose counts are wrong, because a release that does not know them moved some.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RecountOrders {}

impl Job for RecountOrders {
    const KIND: &'static str = "recount_orders";

    fn target(&self) -> String {
        String::new()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        figures::recount_wrong(ctx, by).await.map_err(job::failed)
    }
}

/// What comes round by itself: days end at another hour in each time zone, so that they are summed up four times a day.
pub(crate) fn recurring(now: Timestamp) -> Vec<NewJob> {
    let quarter = now.seconds().rem_euclid(86_400) / 21_600;
    let mut rolling_up = job::due(&RollUpSales { after: None }, now);
    rolling_up.target = format!("quarter {quarter}");
    vec![rolling_up, job::due(&RecountOrders {}, now)]
}

/// What is to be done because of an event, and when.
pub(crate) fn follow(ctx: &Ctx, event: &Event, now: Timestamp) -> Vec<NewJob> {
    match event {
        Event::OrderPlaced { vendor_orders, .. } => vendor_orders
            .iter()
            .map(|vendor_order| job::due(&ExpireVendorOrder { vendor_order: vendor_order.id }, vendor_order.accept_by))
            .collect(),
        Event::VendorOrderStateChanged { vendor_order, to: VendorOrderState::PartiallyAccepted, .. } => {
            vec![job::due(&CancelUnconfirmed { vendor_order: *vendor_order }, now.plus_seconds(ctx.rules.accept_s))]
        }
        Event::VendorOrderStateChanged { vendor_order, to: VendorOrderState::Delivered, .. } => {
            vec![job::due(&CompleteVendorOrder { vendor_order: *vendor_order }, now.plus_seconds(ctx.rules.return_s))]
        }
        Event::CompanySuspended { company, .. } => vec![job::due(&WithdrawOrders { retailer: *company }, now)],
        Event::SalesRolledUp { vendor, more: true, .. } => vec![job::due(&RollUpSales { after: Some(*vendor) }, now)],
        _ => vec![],
    }
}
