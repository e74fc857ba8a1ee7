//! The states of a delivery, and every step between them. Pure.

use kernel::string_enum;

string_enum! {
    /// The status of a delivery.
    pub enum DeliveryState {
        /// Needs a delivery partner.
        Unassigned = "unassigned",
        /// Assigned to a delivery partner; no rider yet.
        Offered = "offered",
        /// Assigned to a rider.
        Assigned = "assigned",
        /// Picked up by the rider.
        PickedUp = "picked_up",
        /// The delivery attempt failed.
        Failed = "failed",
        /// Delivered.
        Delivered = "delivered",
        /// Cancelled before the goods were picked up.
        Cancelled = "cancelled",
    }

    /// What moves a delivery.
    pub enum DeliveryStep {
        /// The platform gives it to a partner.
        Offer = "offer",
        /// The partner gives it to a rider.
        Assign = "assign",
        /// The rider takes the goods.
        PickUp = "pick_up",
        /// The rider could not hand them over.
        Fail = "fail",
        /// The rider handed them over.
        Complete = "complete",
        /// Its order was cancelled.
        Cancel = "cancel",
    }
}

string_enum! {
    /// Why goods could not be handed over.
    pub enum FailureCode {
        /// The shop was closed.
        Closed = "closed",
        /// Nobody was there to take the goods.
        Nobody = "nobody",
        /// The goods were refused.
        Refused = "refused",
        /// The address could not be found.
        Address = "address",
        /// The goods were damaged on the way.
        Damaged = "damaged",
        /// Something else, in the rider's words.
        Other = "other",
    }
}

impl DeliveryState {
    /// The state a step leads to; `None` where it is not possible.
    pub const fn next(self, step: DeliveryStep) -> Option<Self> {
        Some(match (self, step) {
            // Goods that are on their way can change hands: a rider or a partner may be unable to go on.
            (
                Self::Unassigned | Self::Offered | Self::Assigned | Self::PickedUp | Self::Failed,
                DeliveryStep::Offer,
            ) => Self::Offered,
            (Self::Offered | Self::Assigned | Self::PickedUp | Self::Failed, DeliveryStep::Assign) => Self::Assigned,
            (Self::Assigned, DeliveryStep::PickUp) => Self::PickedUp,
            (Self::PickedUp, DeliveryStep::Fail) => Self::Failed,
            (Self::PickedUp, DeliveryStep::Complete) => Self::Delivered,
            (Self::Unassigned | Self::Offered | Self::Assigned, DeliveryStep::Cancel) => Self::Cancelled,
            _ => return None,
        })
    }
}
