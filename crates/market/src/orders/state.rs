//! The states of a vendor order, and every step between them. Pure.

use kernel::words;

words! {
    /// The status of a vendor order.
    pub enum OrderState {
        /// Placed; waiting for the vendor's response.
        Placed = "placed",
        /// Partially accepted; waiting for the retailer's response.
        PartiallyAccepted = "partially_accepted",
        /// Accepted by the vendor.
        Accepted = "accepted",
        /// Cancellation requested; waiting for the vendor's response.
        CancelRequested = "cancel_requested",
        /// Being packed.
        Preparing = "preparing",
        /// Ready for pickup.
        Ready = "ready",
        /// Out for delivery.
        Shipped = "shipped",
        /// Delivered.
        Delivered = "delivered",
        /// Completed.
        Completed = "completed",
        /// Rejected by the vendor.
        Rejected = "rejected",
        /// Cancelled.
        Cancelled = "cancelled",
    }

    /// What moves an order.
    pub enum Step {
        /// The vendor takes all of it.
        Accept = "accept",
        /// The vendor takes some of it.
        AcceptPartly = "accept_partly",
        /// The vendor takes none of it.
        Reject = "reject",
        /// The retailer takes what the vendor can bring.
        ConfirmPart = "confirm_part",
        /// The retailer calls it off.
        Cancel = "cancel",
        /// The retailer asks to call it off.
        RequestCancel = "request_cancel",
        /// The vendor lets it be called off.
        AgreeToCancel = "agree_to_cancel",
        /// The vendor does not.
        RefuseToCancel = "refuse_to_cancel",
        /// The vendor picks.
        Prepare = "prepare",
        /// The vendor has packed.
        Pack = "pack",
        /// The rider has it.
        PickUp = "pick_up",
        /// The retailer has it.
        Deliver = "deliver",
        /// Nobody answered in time.
        Expire = "expire",
        /// The time to complain is over.
        Complete = "complete",
    }
}

words! {
    /// Why an order moved, where nobody said so in words of their own.
    pub enum ReasonCode {
        /// Nobody answered in time.
        NotAnswered = "not_answered",
    }
}

impl OrderState {
    /// The state a step leads to; `None` where it is not possible.
    pub const fn next(self, step: Step) -> Option<Self> {
        Some(match (self, step) {
            (Self::Placed, Step::Accept)
            | (Self::PartiallyAccepted, Step::ConfirmPart)
            | (Self::CancelRequested, Step::RefuseToCancel) => Self::Accepted,
            (Self::Placed, Step::AcceptPartly) => Self::PartiallyAccepted,
            (Self::Placed, Step::Reject | Step::Expire) => Self::Rejected,
            (Self::Placed | Self::PartiallyAccepted, Step::Cancel)
            | (Self::PartiallyAccepted, Step::Expire)
            | (Self::CancelRequested, Step::AgreeToCancel) => Self::Cancelled,
            (Self::Accepted, Step::RequestCancel) => Self::CancelRequested,
            (Self::Accepted, Step::Prepare) => Self::Preparing,
            (Self::Preparing, Step::Pack) => Self::Ready,
            (Self::Ready, Step::PickUp) => Self::Shipped,
            (Self::Shipped, Step::Deliver) => Self::Delivered,
            (Self::Delivered, Step::Complete) => Self::Completed,
            _ => return None,
        })
    }

    /// Whether nothing can follow.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Completed | Self::Rejected | Self::Cancelled)
    }
}
