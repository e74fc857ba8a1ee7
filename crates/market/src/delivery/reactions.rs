//! What deliveries make of events: a packed order wants one.

use kernel::{Timestamp, VendorOrderId};
use platform::jobs::{JobFault, NewJob};
use serde::{Deserialize, Serialize};

use super::dispatch::want;
use crate::job::{self, Job, System};
use crate::orders::OrderState;
use crate::{Ctx, Event};

/// Want a delivery for a packed order.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct WantDelivery {
    #[serde(rename = "vendor_order_id")]
    pub(crate) part: VendorOrderId,
}

impl Job for WantDelivery {
    const KIND: &'static str = "want_delivery";

    fn target(&self) -> String {
        self.part.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobFault> {
        want(ctx, by, self.part).await.map_err(job::failed)
    }
}

/// What is to be done because of an event.
pub(crate) fn follow(event: &Event, now: Timestamp) -> Vec<NewJob> {
    match event {
        Event::OrderMoved { order, to: OrderState::Ready, .. } => {
            vec![job::due(&WantDelivery { part: *order }, now)]
        }
        _ => vec![],
    }
}
