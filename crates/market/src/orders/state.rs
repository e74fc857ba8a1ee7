//! The states of a vendor order, and every step between them. Pure.

use kernel::string_enum;

string_enum! {
    /// The status of a vendor order.
    pub enum VendorOrderState {
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
    pub enum VendorOrderStep {
        /// The vendor takes all of it.
        Accept = "accept",
        /// The vendor takes some of it.
        AcceptPartly = "accept_partly",
        /// The vendor takes none of it.
        Reject = "reject",
        /// The retailer takes what the vendor can bring.
        Confirm = "confirm",
        /// The retailer calls it off.
        Cancel = "cancel",
        /// The retailer asks to call it off.
        RequestCancel = "request_cancel",
        /// The marketplace cancels it, or the retailer does where its vendor may not trade.
        Withdraw = "withdraw",
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

string_enum! {
    /// Why an order moved, where nobody said so in words of their own.
    pub enum ReasonCode {
        /// Nobody answered in time.
        NotAnswered = "not_answered",
        /// The retailer was suspended before the goods were picked up.
        RetailerSuspended = "retailer_suspended",
    }
}

impl VendorOrderState {
    /// The state a step leads to; `None` where it is not possible.
    pub const fn next(self, step: VendorOrderStep) -> Option<Self> {
        Some(match (self, step) {
            (Self::Placed, VendorOrderStep::Accept)
            | (Self::PartiallyAccepted, VendorOrderStep::Confirm)
            | (Self::CancelRequested, VendorOrderStep::RefuseToCancel) => Self::Accepted,
            (Self::Placed, VendorOrderStep::AcceptPartly) => Self::PartiallyAccepted,
            (Self::Placed, VendorOrderStep::Reject | VendorOrderStep::Expire) => Self::Rejected,
            (Self::Placed | Self::PartiallyAccepted, VendorOrderStep::Cancel)
            | (Self::PartiallyAccepted, VendorOrderStep::Expire)
            | (Self::CancelRequested, VendorOrderStep::AgreeToCancel)
            | (
                Self::Placed
                | Self::PartiallyAccepted
                | Self::Accepted
                | Self::CancelRequested
                | Self::Preparing
                | Self::Ready,
                VendorOrderStep::Withdraw,
            ) => Self::Cancelled,
            (Self::Accepted, VendorOrderStep::RequestCancel) => Self::CancelRequested,
            (Self::Accepted, VendorOrderStep::Prepare) => Self::Preparing,
            (Self::Preparing, VendorOrderStep::Pack) => Self::Ready,
            (Self::Ready, VendorOrderStep::PickUp) => Self::Shipped,
            (Self::Shipped, VendorOrderStep::Deliver) => Self::Delivered,
            (Self::Delivered, VendorOrderStep::Complete) => Self::Completed,
            _ => return None,
        })
    }

    /// Whether nothing can follow.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Completed | Self::Rejected | Self::Cancelled)
    }
}
