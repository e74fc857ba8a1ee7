//! What falls out of the cache when something happens: one table from facts to tags.
//!
//! Every write ends by stating a fact, so none escapes this table. Tags are dropped right after the
//! commit, before whoever wrote gets an answer, and once more when the fact is relayed; where Redis
//! cannot be told then, a job of its own does it ([`crate::reactions`]).

use std::pin::Pin;

use cache::{Cache, Reach, Tag};
use kernel::ids::Id;
use kernel::{OrgId, ProductId, SessionId, UserId};
use platform::Fact;
use platform::jobs::JobFault;
use platform::write::Heard;
use serde::{Deserialize, Serialize};

use crate::audit::Cached;
use crate::event::Event;
use crate::job::{Job, System};
use crate::{Ctx, EventKind};

/// A product as it is shown.
pub(crate) fn product(id: ProductId) -> Tag {
    Tag::of("product", id.uuid().as_bytes())
}
/// A company: its name, its state.
pub(crate) fn company(id: OrgId) -> Tag {
    Tag::of("company", id.uuid().as_bytes())
}
/// A person: their state, their places, their sign-ins.
pub(crate) fn user(id: UserId) -> Tag {
    Tag::restless("user", id.uuid().as_bytes())
}
/// One sign-in.
pub(crate) fn session(id: SessionId) -> Tag {
    Tag::restless("session", id.uuid().as_bytes())
}
/// Which vendors there are, by name.
pub(crate) fn vendors() -> Tag {
    Tag::of("vendors", &[])
}
/// The shelves.
pub(crate) fn shelves() -> Tag {
    Tag::of("shelves", &[])
}
/// Which products a search finds, and in which order but that of prices.
pub(crate) fn found() -> Tag {
    Tag::of("found", &[])
}
/// The order of products by price.
pub(crate) fn prices() -> Tag {
    Tag::of("prices", &[])
}

/// Everything that depends on what happened.
pub(crate) fn tags_of(event: &Event) -> Vec<Tag> {
    match event {
        Event::CompanyRegistered { org, .. }
        | Event::CompanyApproved { org }
        | Event::CompanyRejected { org, .. }
        | Event::CompanySuspended { org, .. }
        | Event::CompanyReinstated { org }
        | Event::CompanyEdited { org }
        | Event::CacheCleared { what: Cached::Company(org) } => vec![company(*org), vendors()],
        Event::SessionEnded { session: id, .. }
        | Event::RefreshReused { session: id }
        | Event::SessionRenewed { session: id } => vec![session(*id)],
        Event::PasswordChanged { user: id }
        | Event::UserLocked { user: id, .. }
        | Event::UserUnlocked { user: id }
        | Event::StaffMade { user: id, .. }
        | Event::MemberJoined { user: id, .. }
        | Event::MemberChanged { user: id, .. }
        | Event::CacheCleared { what: Cached::User(id) } => vec![user(*id)],
        Event::CategoryAdded { .. } => vec![shelves(), found()],
        Event::ProductListed { product: id, .. }
        | Event::ProductEdited { product: id }
        | Event::ProductRetired { product: id, .. }
        | Event::OfferMade { product: id, .. }
        | Event::OfferEdited { product: id, .. }
        | Event::CacheCleared { what: Cached::Product(id) } => vec![product(*id), found(), prices()],
        Event::PriceChanged { product: Some(id), .. } => vec![product(*id), prices()],
        Event::ListingsRefreshed { products: Some(ids), .. } => {
            ids.iter().map(|id| product(*id)).chain([found(), prices()]).collect()
        }
        // An earlier release did not say of which products.
        Event::PriceChanged { product: None, .. }
        | Event::ListingsRefreshed { products: None, .. }
        | Event::CacheCleared { what: Cached::Everything }
        | Event::Seeded { .. } => vec![Tag::EVERYTHING],
        // Sign-ins that begin, teams, held prices, stock, orders, deliveries, notices, jobs
        // and limits change nothing that is kept; what an import changes says so itself.
        Event::SignedIn { .. }
        | Event::MemberInvited { .. }
        | Event::InvitationWithdrawn { .. }
        | Event::PriceHeld { .. }
        | Event::PriceRefused { .. }
        | Event::LocationAdded { .. }
        | Event::StockMoved { .. }
        | Event::StockThresholdSet { .. }
        | Event::ImportPreviewed { .. }
        | Event::ImportConfirmed { .. }
        | Event::ImportAdvanced { .. }
        | Event::ImportUndoAsked { .. }
        | Event::OrderPlaced { .. }
        | Event::OrderMoved { .. }
        | Event::DeliveryWanted { .. }
        | Event::DeliveryMoved { .. }
        | Event::ProofRefused { .. }
        | Event::NoticeSent { .. }
        | Event::NoticesRead { .. }
        | Event::JobRevived { .. }
        | Event::LimitsReset { .. } => vec![],
    }
}

/// Drops what a write has changed, right after its commit.
pub(crate) struct Freshness(pub Cache);

impl Heard for Freshness {
    fn committed<'a>(&'a self, facts: &'a [Fact]) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
        Box::pin(async move {
            // Facts of the floor below (keys, schema) are no events and change nothing that is kept.
            let events = facts.iter().filter_map(|fact| {
                let kind: EventKind = fact.kind.parse().ok()?;
                Event::read(kind, &fact.data).ok()
            });
            drop_all(&self.0, events).await;
        })
    }
}

/// Drops everything that depends on some events; tells which tags other nodes were not told of.
pub(crate) async fn drop_all(cache: &Cache, events: impl Iterator<Item = Event>) -> Option<Vec<Tag>> {
    let mut tags: Vec<Tag> = events.flat_map(|event| tags_of(&event)).collect();
    tags.sort_unstable();
    tags.dedup();
    match cache.drop_tags(&tags).await {
        Reach::All => None,
        Reach::Here => Some(tags),
    }
}

/// Tell all nodes what to drop from their caches.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct DropCached {
    pub(crate) tags: Vec<Tag>,
}

impl Job for DropCached {
    const KIND: &'static str = "drop_cached";

    fn target(&self) -> String {
        "all".to_owned()
    }

    async fn run(self, ctx: &Ctx, _: &System) -> Result<(), JobFault> {
        match ctx.cache.drop_tags(&self.tags).await {
            Reach::All => Ok(()),
            Reach::Here => Err(JobFault("Redis cannot be reached to invalidate cached values".to_owned())),
        }
    }
}
