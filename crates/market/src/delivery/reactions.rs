//! What deliveries make of events: a packed order wants one, a cancelled one wants none.

use infra::jobs::{JobError, NewJob};
use kernel::{Timestamp, VendorOrderId};
use serde::{Deserialize, Serialize};

use super::dispatch::{cancel, request};
use crate::job::{self, Job, System};
use crate::orders::VendorOrderState;
use crate::{Ctx, Event};

/// Want a delivery for a packed order.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RequestDelivery {
    #[serde(rename = "vendor_order_id")]
    pub(crate) vendor_order: VendorOrderId,
}

impl Job for RequestDelivery {
    const KIND: &'static str = "request_delivery";

    fn target(&self) -> String {
        self.vendor_order.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        request(ctx, by, self.vendor_order).await.map_err(job::failed)
    }
}

/// Cancel the delivery of a cancelled order.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CancelDelivery {
    #[serde(rename = "vendor_order_id")]
    pub(crate) vendor_order: VendorOrderId,
}

impl Job for CancelDelivery {
    const KIND: &'static str = "cancel_delivery";

    fn target(&self) -> String {
        self.vendor_order.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        cancel(ctx, by, self.vendor_order).await.map_err(job::failed)
    }
}

/// What is to be done because of an event.
pub(crate) fn follow(event: &Event, now: Timestamp) -> Vec<NewJob> {
    match event {
        Event::VendorOrderStateChanged { vendor_order, to: VendorOrderState::Ready, .. } => {
            vec![job::due(&RequestDelivery { vendor_order: *vendor_order }, now)]
        }
        Event::VendorOrderStateChanged { vendor_order, to: VendorOrderState::Cancelled, .. } => {
            vec![job::due(&CancelDelivery { vendor_order: *vendor_order }, now)]
        }
        _ => vec![],
    }
}
