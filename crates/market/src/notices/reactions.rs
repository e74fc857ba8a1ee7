//! What notices make of events: who is told what.

use kernel::{OrgId, Timestamp};
use platform::jobs::{JobFault, NewJob};
use serde::{Deserialize, Serialize};

use super::{Message, tell};
use crate::delivery::DeliveryState;
use crate::job::{self, Job, System};
use crate::orders::OrderState;
use crate::{Ctx, Event};

/// Tell a company something.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Notify {
    /// Whom.
    #[serde(rename = "company_id")]
    pub(crate) org: OrgId,
    /// Which sort of thing happened.
    pub(crate) kind: String,
    /// To what.
    pub(crate) subject: String,
    /// What it is told.
    pub(crate) message: Message,
    /// At most one notice has this.
    pub(crate) once: String,
}

impl Job for Notify {
    const KIND: &'static str = "notify";

    fn target(&self) -> String {
        self.org.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobFault> {
        tell(ctx, by, self.org, (&self.kind, &self.subject), &self.message, &self.once).await.map_err(job::failed)
    }
}

/// Who is to be told what because of an event.
pub(crate) fn follow(event: &Event, now: Timestamp) -> Vec<NewJob> {
    let (kind, subject) = (event.kind().word(), event.subject());
    let notify = |(org, message): (OrgId, Message)| {
        let once = format!("{kind}:{subject}:{org}:{}", now.micros());
        job::due(&Notify { org, kind: kind.to_owned(), subject: subject.clone(), message, once }, now)
    };
    told(event).into_iter().map(notify).collect()
}

fn told(event: &Event) -> Vec<(OrgId, Message)> {
    match event {
        // Nobody of a suspended company can read notices; GET /api/me tells them why.
        Event::CompanyApproved { org } | Event::CompanyReinstated { org } => vec![(*org, Message::CompanyMayTrade)],
        // A batch is told of once, at its end.
        Event::PriceChanged { import: Some(_), .. } | Event::PriceHeld { import: Some(_), .. } => vec![],
        Event::PriceChanged { vendor, old_minor: Some(old), new_minor, currency: Some(currency), .. } => {
            let (old_minor, new_minor, currency) = (*old, *new_minor, *currency);
            vec![(*vendor, Message::PriceChanged { old_minor, new_minor, currency })]
        }
        Event::PriceHeld { vendor, why, .. } => vec![(*vendor, Message::PriceHeld { why: *why })],
        Event::PriceRefused { vendor, .. } => vec![(*vendor, Message::PriceRefused)],
        Event::ImportAdvanced { vendor, left: 0, done, failed, .. } => {
            vec![(*vendor, Message::ImportEnded { done: *done, failed: *failed })]
        }
        Event::OrderPlaced { parts, .. } => parts
            .iter()
            .map(|part| {
                let asked = Message::OrderPlaced { number: part.number.clone(), accept_by: part.accept_by };
                (part.vendor_id, asked)
            })
            .collect(),
        Event::OrderMoved { number, vendor, retailer, to, .. } => {
            let moved = |org: &OrgId| (*org, Message::OrderMoved { number: number.clone(), to: *to });
            match to {
                OrderState::CancelRequested => vec![moved(vendor)],
                OrderState::Cancelled => [vendor, retailer].map(moved).to_vec(),
                OrderState::Preparing | OrderState::Completed | OrderState::Placed => vec![],
                _ => vec![moved(retailer)],
            }
        }
        Event::DeliveryMoved { to: DeliveryState::Offered, partner: Some(partner), .. } => {
            vec![(*partner, Message::DeliveryOffered)]
        }
        _ => vec![],
    }
}
