//! How far a vendor order is: what happened, and what is to come.

use kernel::Timestamp;
use market::orders::{HistoryRow, RetailerVendorOrder, VendorOrderState, VendorOrderStep as Move};

use crate::ui::frame::Frame;
use crate::ui::{Step, StepState};

/// The steps that bring an order to its good end, each tried from where it stands.
const ONWARD: [Move; 7] =
    [Move::Accept, Move::Confirm, Move::Prepare, Move::Pack, Move::PickUp, Move::Deliver, Move::Complete];

/// What happened to a vendor order, and what is to come.
pub(super) fn steps(f: &Frame, vendor_order: &RetailerVendorOrder) -> Vec<Step> {
    let mut steps: Vec<Step> = vendor_order.history.iter().map(|row| happened(f, row)).collect();
    for (state, word) in
        ahead(vendor_order.state).into_iter().zip([StepState::Now].into_iter().chain([StepState::Ahead; 7]))
    {
        let waits = word == StepState::Now && vendor_order.state == VendorOrderState::Placed;
        let note =
            if waits { f.t1("order-accept-by", "at", &f.moment(&vendor_order.accept_by)) } else { String::new() };
        steps.push(step(f, word, state, None, note));
    }
    steps
}

fn happened(f: &Frame, row: &HistoryRow) -> Step {
    let state = match row.to {
        VendorOrderState::Rejected | VendorOrderState::Cancelled => StepState::Bad,
        _ => StepState::Done,
    };
    step(f, state, row.to, Some(row.at), f.order_reason(row))
}

fn step(f: &Frame, state: StepState, order: VendorOrderState, at: Option<Timestamp>, note: String) -> Step {
    let machine = at.map(|at| f.machine(&at)).unwrap_or_default();
    let time = at.map(|at| f.moment(&at)).unwrap_or_default();
    Step { state, title: f.word("vendor-order-state", order), at: machine, time, note }
}

/// The states that lie before a vendor order, if all goes well. None where it is about to be cancelled.
fn ahead(from: VendorOrderState) -> Vec<VendorOrderState> {
    let mut states = Vec::new();
    let mut at = from;
    while let Some(next) = ONWARD.iter().find_map(|step| at.next(*step)) {
        states.push(next);
        at = next;
    }
    states
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_come_follows_from_where_a_part_stands() {
        use VendorOrderState::{Accepted, Completed, Delivered, PartiallyAccepted, Placed, Preparing, Ready, Shipped};

        let all = [Accepted, Preparing, Ready, Shipped, Delivered, Completed];
        assert_eq!(ahead(Placed), all);
        assert_eq!(ahead(PartiallyAccepted), all);
        assert_eq!(ahead(Shipped), all[4..]);
        for ended in
            [Completed, VendorOrderState::Rejected, VendorOrderState::Cancelled, VendorOrderState::CancelRequested]
        {
            assert_eq!(ahead(ended), []);
        }
    }
}
