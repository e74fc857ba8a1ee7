//! What happens when…? One table from facts to work, and one from work to actions.

use cache::{Reach, Tag};
use kernel::{ImportId, OrgId, Timestamp, VendorOrderId};
use platform::jobs::{JobFault, NewJob, Reactor};
use platform::outbox::Waiting;
use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::may::OrgKind;
use crate::notices::Message;
use crate::orders::OrderState;
use crate::{Ctx, catalog, companies, delivery, freshness, imports, notices, orders};

/// A piece of work that a fact can cause.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Job {
    /// Tell a company something.
    Notify {
        /// Whom.
        org: OrgId,
        /// Which sort of thing happened.
        kind: String,
        /// To what.
        subject: String,
        /// In words.
        text: String,
        /// As facts; work from before there were any has words only.
        #[serde(default)]
        message: Option<Message>,
        /// At most one notice has this.
        once: String,
    },
    /// Reject an order that nobody answered.
    ExpireOrder(VendorOrderId),
    /// Call off an order whose buyer did not say whether less will do.
    CancelUnconfirmed(VendorOrderId),
    /// Complete an order whose time to complain is over.
    CompleteOrder(VendorOrderId),
    /// Want a delivery for a packed order.
    WantDelivery(VendorOrderId),
    /// Show, or stop showing, a vendor's offers in listings.
    RefreshListings(OrgId),
    /// Work through some more rows of an import.
    AdvanceImport(ImportId),
    /// Tell all nodes what to drop from their caches.
    DropCached(Vec<Tag>),
}

/// The kind of [`Job::DropCached`].
const DROP_CACHED: &str = "drop_cached";

impl Job {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Notify { .. } => "notify",
            Self::ExpireOrder(_) => "expire_order",
            Self::CancelUnconfirmed(_) => "cancel_unconfirmed",
            Self::CompleteOrder(_) => "complete_order",
            Self::WantDelivery(_) => "want_delivery",
            Self::RefreshListings(_) => "refresh_listings",
            Self::AdvanceImport(_) => "advance_import",
            Self::DropCached(_) => DROP_CACHED,
        }
    }
    fn target(&self) -> String {
        match self {
            Self::Notify { org, .. } | Self::RefreshListings(org) => org.to_string(),
            Self::ExpireOrder(order)
            | Self::CancelUnconfirmed(order)
            | Self::CompleteOrder(order)
            | Self::WantDelivery(order) => order.to_string(),
            Self::AdvanceImport(import) => import.to_string(),
            Self::DropCached(_) => "all".to_owned(),
        }
    }
}

/// What is to be done because of an event, and when.
pub fn of(ctx: &Ctx, event: &Event, now: Timestamp) -> Vec<(Job, Timestamp)> {
    let tell = |org: OrgId, message: Message| {
        let (kind, subject) = (event.kind().word().to_owned(), event.fact().subject);
        let once = format!("{kind}:{subject}:{org}:{}", now.micros());
        (Job::Notify { org, kind, subject, text: message.text(), message: Some(message), once }, now)
    };
    match event {
        Event::CompanyApproved { org } | Event::CompanyReinstated { org } => {
            vec![(Job::RefreshListings(*org), now), tell(*org, Message::CompanyMayTrade)]
        }
        // Nobody there can read notices now; GET /api/me tells them why.
        Event::CompanySuspended { org, .. } => vec![(Job::RefreshListings(*org), now)],
        // A batch is told of once, at its end.
        Event::PriceChanged { import: Some(_), .. } | Event::PriceHeld { import: Some(_), .. } => vec![],
        Event::PriceChanged { vendor, old_minor: Some(old), new_minor, currency: Some(currency), .. } => {
            let (old_minor, new_minor, currency) = (*old, *new_minor, *currency);
            vec![tell(*vendor, Message::PriceChanged { old_minor, new_minor, currency })]
        }
        Event::PriceHeld { vendor, why, .. } => {
            vec![tell(*vendor, Message::PriceHeld { why: why.clone() })]
        }
        Event::PriceRefused { vendor, .. } => vec![tell(*vendor, Message::PriceRefused)],
        Event::ImportConfirmed { import, .. } | Event::ImportUndoAsked { import, .. } => {
            vec![(Job::AdvanceImport(*import), now)]
        }
        Event::ImportAdvanced { vendor, left: 0, done, failed, .. } => {
            vec![tell(*vendor, Message::ImportEnded { done: *done, failed: *failed })]
        }
        Event::ImportAdvanced { import, .. } => vec![(Job::AdvanceImport(*import), now)],
        Event::OrderPlaced { parts, .. } => parts
            .iter()
            .flat_map(|part| {
                let asked = Message::OrderPlaced { number: part.number.clone(), accept_by: part.accept_by };
                [(Job::ExpireOrder(part.order), part.accept_by), tell(part.vendor, asked)]
            })
            .collect(),
        Event::OrderMoved { order, number, vendor, retailer, to, .. } => {
            let moved = |org: &OrgId| tell(*org, Message::OrderMoved { number: number.clone(), to: *to });
            let mut jobs = match to {
                OrderState::CancelRequested => vec![moved(vendor)],
                OrderState::Cancelled => [vendor, retailer].map(moved).to_vec(),
                OrderState::Preparing | OrderState::Completed | OrderState::Placed => vec![],
                _ => vec![moved(retailer)],
            };
            jobs.extend(next_of_order(ctx, *order, *to, now));
            jobs
        }
        Event::DeliveryMoved { to: delivery::DeliveryState::Offered, partner: Some(partner), .. } => {
            vec![tell(*partner, Message::DeliveryOffered)]
        }
        _ => vec![],
    }
}

/// What is to be done with an order that came into a state, besides telling of it.
fn next_of_order(ctx: &Ctx, order: VendorOrderId, to: OrderState, now: Timestamp) -> Option<(Job, Timestamp)> {
    match to {
        OrderState::PartiallyAccepted => Some((Job::CancelUnconfirmed(order), now.plus_seconds(ctx.rules.accept_s))),
        OrderState::Ready => Some((Job::WantDelivery(order), now)),
        OrderState::Delivered => Some((Job::CompleteOrder(order), now.plus_seconds(ctx.rules.return_s))),
        _ => None,
    }
}

/// Does one piece of work. Each of these bears repetition.
async fn run(ctx: &Ctx, job: Job) -> Result<(), JobFault> {
    let failed = |why: &dyn std::fmt::Debug| JobFault(format!("{why:?}"));
    match job {
        Job::Notify { org, kind, subject, text, message, once } => {
            notices::tell(ctx, org, (&kind, &subject), (&text, message.as_ref()), &once).await.map_err(|e| failed(&e))
        }
        Job::ExpireOrder(order) => orders::settle_expired(ctx, order).await.map_err(|e| failed(&e)),
        Job::CancelUnconfirmed(order) => orders::settle_unconfirmed(ctx, order).await.map_err(|e| failed(&e)),
        Job::CompleteOrder(order) => orders::settle_completed(ctx, order).await.map_err(|e| failed(&e)),
        Job::WantDelivery(order) => delivery::want(ctx, order).await.map_err(|e| failed(&e)),
        Job::RefreshListings(vendor) => refresh_listings(ctx, vendor).await.map_err(|e| failed(&e)),
        Job::AdvanceImport(import) => imports::advance(ctx, import).await.map_err(|e| failed(&e)),
        Job::DropCached(tags) => match ctx.cache.drop_tags(&tags).await {
            Reach::All => Ok(()),
            Reach::Here => Err(JobFault("Redis cannot be reached to invalidate cached values".to_owned())),
        },
    }
}

async fn refresh_listings(ctx: &Ctx, vendor: OrgId) -> Result<(), companies::CompanyFault> {
    if companies::find_kind(&ctx.store.db, vendor).await? != Some(OrgKind::Vendor) {
        return Ok(());
    }
    let mut after = None;
    loop {
        after = ctx
            .store
            .write(&platform::Origin::default(), |work| async move {
                let done = catalog::refresh_vendor_listings(&work, vendor, after).await?;
                let last = done.last().copied();
                let event = Event::ListingsRefreshed { vendor, products: Some(done) };
                Ok::<_, companies::CompanyFault>(work.commit_saying(event.fact(), last))
            })
            .await?;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// The business's answer to facts and jobs.
#[derive(Clone)]
pub struct Reactions(pub Ctx);

impl Reactor for Reactions {
    fn jobs_of(&self, _: &str, data: &str, now: Timestamp) -> Result<Vec<NewJob>, JobFault> {
        // Facts that are no events of ours (keys, schema) cause nothing.
        let Ok(event) = serde_json::from_str::<Event>(data) else { return Ok(vec![]) };
        let new = |(job, run_at): (Job, Timestamp)| {
            let data = serde_json::to_value(&job).map_err(|e| JobFault(e.to_string()))?;
            Ok(NewJob { kind: job.kind(), target: job.target(), data, run_at })
        };
        of(&self.0, &event, now).into_iter().map(new).collect()
    }

    async fn heard_again(&self, facts: &[Waiting], now: Timestamp) -> Option<NewJob> {
        let events = facts.iter().filter_map(|fact| serde_json::from_str(&fact.data).ok());
        let job = Job::DropCached(freshness::drop_all(&self.0.cache, events).await?);
        Some(NewJob { kind: job.kind(), target: job.target(), data: serde_json::to_value(&job).ok()?, run_at: now })
    }

    fn cannot_do(&self) -> Option<&'static str> {
        (!self.0.cache.reaches_others()).then_some(DROP_CACHED)
    }

    async fn run(&self, _: &str, data: &str) -> Result<(), JobFault> {
        let job = serde_json::from_str(data).map_err(|e| JobFault(e.to_string()))?;
        run(&self.0, job).await
    }
}
