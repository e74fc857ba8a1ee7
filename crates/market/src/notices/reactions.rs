//! What notices make of events: who is told what.

use infra::jobs::{JobError, NewJob};
use kernel::{CompanyId, EventId, Timestamp};
use serde::{Deserialize, Serialize};

use super::message::NewNotice;
use super::{Message, notify};
use crate::delivery::DeliveryState;
use crate::job::{self, BatchJob, Job, System};
use crate::may::CompanyKind;
use crate::orders::VendorOrderState;
use crate::{Ctx, Event};

/// Tell a company something.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Notify {
    /// Whom.
    #[serde(rename = "company_id")]
    pub(crate) company: CompanyId,
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
        self.company.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        Self::run_batch(vec![self], ctx, by).await.map(drop)
    }
}

impl BatchJob for Notify {
    async fn run_batch(batch: Vec<Self>, ctx: &Ctx, by: &System) -> Result<Vec<usize>, JobError> {
        let notice =
            |Self { company, kind, subject, message, once }| NewNotice { company, kind, subject, message, once };
        notify(ctx, by, batch.into_iter().map(notice).collect()).await.map_err(job::failed)?;
        Ok(vec![])
    }
}

/// Who is to be told what because of an event: once, however often it is relayed.
pub(crate) fn follow((id, event): (EventId, &Event), now: Timestamp) -> Vec<NewJob> {
    let (kind, subject) = (event.kind().as_str(), event.subject());
    let job = |(company, message): (CompanyId, Message)| {
        let once = format!("{kind}:{subject}:{company}:{id}");
        job::due(&Notify { company, kind: kind.to_owned(), subject: subject.clone(), message, once }, now)
    };
    recipients(event).into_iter().map(job).collect()
}

fn recipients(event: &Event) -> Vec<(CompanyId, Message)> {
    match event {
        // Nobody of a suspended company can read notices; GET /api/me tells them why.
        Event::CompanyApproved { company } | Event::CompanyReinstated { company } => {
            vec![(*company, Message::CompanyMayTrade)]
        }
        Event::CompanyRenamed { company, display_name, .. } => {
            vec![(*company, Message::CompanyRenamed { display_name: display_name.clone() })]
        }
        Event::NameChangeRefused { company, reason, .. } => {
            vec![(*company, Message::NameChangeRefused { reason: reason.clone() })]
        }
        // A batch is told of once, at its end.
        Event::PriceChanged { import: Some(_), .. }
        | Event::PriceHeld { import: Some(_), .. }
        | Event::PriceRejected { import: Some(_), .. } => vec![],
        Event::PriceChanged { vendor, old_minor: Some(old), new_minor, currency: Some(currency), .. } => {
            let (old_minor, new_minor, currency) = (*old, *new_minor, *currency);
            vec![(*vendor, Message::PriceChanged { old_minor, new_minor, currency })]
        }
        Event::PriceHeld { vendor, why, .. } => vec![(*vendor, Message::PriceHeld { why: *why })],
        Event::PriceRejected { vendor, .. } => vec![(*vendor, Message::PriceRejected)],
        Event::ImportAdvanced { vendor, left: 0, done, failed, .. } => {
            vec![(*vendor, Message::ImportEnded { done: *done, failed: *failed })]
        }
        Event::OrderPlaced { vendor_orders, .. } => vendor_orders
            .iter()
            .map(|placed| {
                let message = Message::OrderPlaced { number: placed.number.clone(), accept_by: placed.accept_by };
                (placed.vendor_id, message)
            })
            .collect(),
        Event::VendorOrderStateChanged { number, vendor, retailer, to, .. } => {
            let moved =
                |company: &CompanyId| (*company, Message::VendorOrderStateChanged { number: number.clone(), to: *to });
            match to {
                VendorOrderState::CancelRequested => vec![moved(vendor)],
                VendorOrderState::Cancelled => [vendor, retailer].map(moved).to_vec(),
                VendorOrderState::Preparing | VendorOrderState::Completed | VendorOrderState::Placed => vec![],
                _ => vec![moved(retailer)],
            }
        }
        Event::DeliveryStateChanged { to: DeliveryState::Offered, partner: Some(partner), .. } => {
            vec![(*partner, Message::DeliveryOffered)]
        }
        Event::DeliveryStateChanged { to: DeliveryState::Cancelled, partner: Some(partner), .. } => {
            vec![(*partner, Message::DeliveryCancelled)]
        }
        Event::ProductRequestDecided { vendor, title, state, others, .. } => {
            let decided = Message::ProductRequestDecided { title: title.clone(), state: *state };
            let changed = |company: &CompanyId| (*company, Message::ProductChanged { title: title.clone() });
            std::iter::once((*vendor, decided)).chain(others.iter().map(changed)).collect()
        }
        Event::PrefixDecided { vendor, prefix, state, .. } => {
            vec![(*vendor, Message::CompanyPrefixDecided { prefix: prefix.clone(), state: *state })]
        }
        _ => recipients_of_codes(event),
    }
}

/// Who is told that a delivery code is blocked, or that there is a new one.
fn recipients_of_codes(event: &Event) -> Vec<(CompanyId, Message)> {
    match event {
        Event::ProofCodeBlocked { number, retailer, partner, platform, .. } => {
            let retailer = (CompanyKind::Retailer, Some(*retailer));
            let told = [retailer, (CompanyKind::DeliveryPartner, *partner), (CompanyKind::Platform, *platform)];
            let blocked = |reader| Message::DeliveryCodeBlocked { number: number.clone(), reader };
            told.into_iter().filter_map(|(reader, company)| Some((company?, blocked(reader)))).collect()
        }
        Event::ProofCodeRenewed { number, retailer, partner, .. } => {
            let told = [(CompanyKind::Retailer, Some(*retailer)), (CompanyKind::DeliveryPartner, *partner)];
            let renewed = |reader| Message::DeliveryCodeRenewed { number: number.clone(), reader };
            told.into_iter().filter_map(|(reader, company)| Some((company?, renewed(reader)))).collect()
        }
        _ => vec![],
    }
}
