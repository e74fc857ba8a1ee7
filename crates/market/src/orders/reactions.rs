//! What orders make of events: deadlines.

use kernel::{Timestamp, VendorOrderId};
use platform::jobs::{JobFault, NewJob};
use serde::{Deserialize, Serialize};

use super::moves::{settle_completed, settle_expired, settle_unconfirmed};
use super::state::OrderState;
use crate::job::{self, Job, System};
use crate::{Ctx, Event};

macro_rules! deadlines {
    ($($(#[$doc:meta])* $name:ident = $kind:literal by $settle:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Serialize, Deserialize)]
        pub(crate) struct $name {
            #[serde(rename = "vendor_order_id")]
            pub(crate) part: VendorOrderId,
        }

        impl Job for $name {
            const KIND: &'static str = $kind;

            fn target(&self) -> String {
                self.part.to_string()
            }

            async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobFault> {
                $settle(ctx, by, self.part).await.map_err(job::failed)
            }
        }
    )*};
}

deadlines! {
    /// Reject an order that nobody answered.
    ExpireOrder = "expire_order" by settle_expired;
    /// Call off an order whose buyer did not say whether less will do.
    CancelUnconfirmed = "cancel_unconfirmed" by settle_unconfirmed;
    /// Complete an order whose time to complain is over.
    CompleteOrder = "complete_order" by settle_completed;
}

/// What is to be done because of an event, and when.
pub(crate) fn follow(ctx: &Ctx, event: &Event, now: Timestamp) -> Vec<NewJob> {
    match event {
        Event::OrderPlaced { parts, .. } => {
            parts.iter().map(|part| job::due(&ExpireOrder { part: part.id }, part.accept_by)).collect()
        }
        Event::OrderMoved { order, to: OrderState::PartiallyAccepted, .. } => {
            vec![job::due(&CancelUnconfirmed { part: *order }, now.plus_seconds(ctx.rules.accept_s))]
        }
        Event::OrderMoved { order, to: OrderState::Delivered, .. } => {
            vec![job::due(&CompleteOrder { part: *order }, now.plus_seconds(ctx.rules.return_s))]
        }
        _ => vec![],
    }
}
