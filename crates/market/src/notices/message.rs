//! What a notice says: as data, which pages put in their reader's language, and in English.

use kernel::{CompanyId, Currency, Timestamp};
use serde::{Deserialize, Serialize};

use crate::catalog::{PrefixState, RequestState};
use crate::may::CompanyKind;
use crate::orders::VendorOrderState;
use crate::pricing::HoldReason;

/// A notice to be sent.
#[derive(Debug, Clone)]
pub(super) struct NewNotice {
    /// To whom.
    pub company: CompanyId,
    /// Which sort of thing happened.
    pub kind: String,
    /// To what.
    pub subject: String,
    /// What it says.
    pub message: Message,
    /// At most one notice has this.
    pub once: String,
}

/// What a company is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "says", rename_all = "snake_case")]
pub enum Message {
    /// It may trade.
    CompanyMayTrade,
    /// It has the names it asked for.
    CompanyRenamed {
        /// What it is called.
        display_name: String,
    },
    /// It keeps the names it has.
    NameChangeRefused {
        /// Why.
        reason: String,
    },
    /// One of its prices changed; amounts in minor units.
    PriceChanged {
        /// What it was.
        old_minor: i64,
        /// What it is.
        new_minor: i64,
        /// In which currency.
        currency: Currency,
    },
    /// A price change waits.
    PriceHeld {
        /// Why.
        why: HoldReason,
    },
    /// A waiting price change was refused.
    PriceRejected,
    /// An import has ended.
    ImportEnded {
        /// Rows that were worked through.
        done: i64,
        /// Of those, rows that changed nothing.
        failed: i64,
    },
    /// It is asked to accept an order.
    OrderPlaced {
        /// The order's number.
        number: String,
        /// Until when.
        accept_by: Timestamp,
    },
    /// An order is somewhere else on its way.
    VendorOrderStateChanged {
        /// Its number.
        number: String,
        /// Where it is.
        to: VendorOrderState,
    },
    /// A delivery waits for a rider.
    DeliveryOffered,
    /// A delivery that it had is not to be made.
    DeliveryCancelled,
    /// The code of a delivery is blocked after too many wrong ones.
    DeliveryCodeBlocked {
        /// The number of its vendor order.
        number: String,
        /// To which sort of company this is told.
        reader: CompanyKind,
    },
    /// A delivery has a new code.
    DeliveryCodeRenewed {
        /// The number of its vendor order.
        number: String,
        /// To which sort of company this is told.
        reader: CompanyKind,
    },
    /// Staff decided what it asked about a product.
    ProductRequestDecided {
        /// The product's name when it asked.
        title: String,
        /// What was decided.
        state: RequestState,
    },
    /// A product that it sells or maintains changed, because somebody else asked staff for that.
    ProductChanged {
        /// The product's name before.
        title: String,
    },
    /// Staff decided about a GS1 company prefix that it stated.
    CompanyPrefixDecided {
        /// Its digits.
        prefix: String,
        /// What was decided.
        state: PrefixState,
    },
}

impl Message {
    /// In English, for readers that are programs.
    pub fn text(&self) -> String {
        match self {
            Self::CompanyMayTrade => "Your company is approved.".to_owned(),
            Self::CompanyRenamed { display_name } => format!("Your company's name is now {display_name}."),
            Self::NameChangeRefused { reason } => format!("Your company's new name was rejected: {reason}"),
            Self::PriceChanged { old_minor, new_minor, currency } => {
                format!("Price changed from {old_minor} to {new_minor} minor units of {currency}.")
            }
            Self::PriceHeld { why } => format!("A price change needs approval: {why}."),
            Self::PriceRejected => "A pending price change was rejected.".to_owned(),
            Self::ImportEnded { done, failed } => {
                format!("Import finished. Rows processed: {done}; failed: {failed}.")
            }
            Self::OrderPlaced { number, accept_by } => format!("New order {number}: respond by {accept_by}."),
            Self::VendorOrderStateChanged { number, to } => format!("Order {number} is {to}."),
            Self::DeliveryOffered => "A delivery needs a rider.".to_owned(),
            Self::DeliveryCancelled => "A delivery was cancelled. Don't pick it up.".to_owned(),
            Self::DeliveryCodeBlocked { number, reader } => code_blocked(number, *reader),
            Self::DeliveryCodeRenewed { number, reader } => code_renewed(number, *reader),
            Self::ProductRequestDecided { title, state } => {
                format!("Your request about \"{title}\" was decided: {state}.")
            }
            Self::ProductChanged { title } => {
                format!("The product \"{title}\" changed after a review. Check that it is still what you sell.")
            }
            Self::CompanyPrefixDecided { prefix, state } => format!("Your company prefix {prefix} is {state}."),
        }
    }
}

fn code_blocked(number: &str, reader: CompanyKind) -> String {
    let next = match reader {
        CompanyKind::Platform => "Generate a new code on the delivery's page.",
        CompanyKind::DeliveryPartner => "The marketplace's dispatchers were notified and can generate a new code.",
        _ => "The code you have is no longer valid. You'll be notified as soon as there is a new one.",
    };
    format!("The delivery code of order {number} is blocked after too many wrong attempts. {next}")
}

fn code_renewed(number: &str, reader: CompanyKind) -> String {
    match reader {
        CompanyKind::DeliveryPartner => {
            format!("Order {number} has a new delivery code. The rider can ask the shop for it.")
        }
        _ => format!("Order {number} has a new delivery code. The previous one is no longer valid."),
    }
}
