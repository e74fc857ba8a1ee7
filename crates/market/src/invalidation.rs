//! What falls out of the cache when something happens: one table from events to tags.
//!
//! Every write ends by stating an event, so none escapes this table. Tags are dropped right after the
//! commit, before whoever wrote gets an answer, and once more when the event is relayed; where Redis
//! cannot be told then, a job of its own does it ([`crate::reactions`]).

use std::pin::Pin;

use cache::{Cache, InvalidationReach, Tag};
use infra::EventRecord;
use infra::write::AfterCommit;
use kernel::ids::Id;
use kernel::{CompanyId, ProductId, SessionId, UserId};

use crate::audit::CacheTarget;
use crate::event::{Event, EventKind};

/// A product as it is shown.
pub(crate) fn product(id: ProductId) -> Tag {
    Tag::of("product", id.uuid().as_bytes())
}
/// A company: its name, its state.
pub(crate) fn company(id: CompanyId) -> Tag {
    Tag::of("company", id.uuid().as_bytes())
}
/// A person: their state, their places, their sign-ins.
pub(crate) fn user(id: UserId) -> Tag {
    Tag::volatile("user", id.uuid().as_bytes())
}
/// One sign-in.
pub(crate) fn session(id: SessionId) -> Tag {
    Tag::volatile("session", id.uuid().as_bytes())
}
/// Which vendors there are, by name.
pub(crate) fn vendors() -> Tag {
    Tag::of("vendors", &[])
}
/// The categories.
pub(crate) fn categories() -> Tag {
    Tag::of("categories", &[])
}
/// Which products a search finds, and in which order but that of prices.
pub(crate) fn found() -> Tag {
    Tag::of("found", &[])
}
/// The order of products by price.
pub(crate) fn prices() -> Tag {
    Tag::of("prices", &[])
}

/// Which offers can be ordered: of the products of one vendor by its own prices.
pub(crate) fn orderable() -> Tag {
    Tag::of("orderable", &[])
}

/// Everything that depends on what happened.
pub(crate) fn tags_of(event: &Event) -> Vec<Tag> {
    match event {
        Event::CompanyRegistered { company, .. }
        | Event::CompanyApproved { company }
        | Event::CompanyRejected { company, .. }
        | Event::CompanySuspended { company, .. }
        | Event::CompanyReinstated { company }
        | Event::CompanyEdited { company, delivers_to: None }
        | Event::BulkListingSet { company, .. }
        | Event::CompanyRenamed { company, .. }
        // Its sign-ins hang on its tag; what shows it goes with them.
        | Event::CompanySignedOut { company }
        | Event::CacheCleared { what: CacheTarget::Company(company) } => vec![self::company(*company), vendors()],
        // Where the products of a search can be delivered, too.
        Event::CompanyEdited { company, delivers_to: Some(_) } => vec![self::company(*company), vendors(), found()],
        Event::SessionEnded { session: id, .. }
        | Event::RefreshReused { session: id }
        | Event::SessionForgotten { session: id }
        | Event::SessionRenewed { session: id } => vec![session(*id)],
        Event::PasswordChanged { user: id }
        | Event::UserLocked { user: id, .. }
        | Event::UserUnlocked { user: id }
        | Event::UserSignedOut { user: id, .. }
        | Event::StaffCreated { user: id, .. }
        | Event::MemberJoined { user: id, .. }
        | Event::MemberChanged { user: id, .. }
        | Event::CacheCleared { what: CacheTarget::User(id) } => vec![user(*id)],
        Event::CategoryAdded { .. } => vec![categories(), found()],
        Event::ProductListed { product: id, .. }
        | Event::ProductEdited { product: id }
        | Event::ProductRetired { product: id, .. }
        | Event::ProductRestored { product: id, .. }
        | Event::ProductRefreshed { product: id }
        | Event::OfferCreated { product: id, .. }
        | Event::OfferEdited { product: id, .. }
        | Event::CacheCleared { what: CacheTarget::Product(id) } => vec![product(*id), found(), prices()],
        Event::PriceChanged { product: Some(id), .. } => vec![product(*id), prices()],
        // In which order its offers are shown; its lowest price follows at once.
        Event::AvailabilityChanged { product: id } => vec![product(*id), orderable()],
        Event::ListingsRefreshed { products: Some(ids), .. } | Event::CatalogReindexed { products: ids, .. } => {
            ids.iter().map(|id| product(*id)).chain([found(), prices()]).collect()
        }
        // An earlier release did not say of which products.
        Event::PriceChanged { product: None, .. }
        | Event::ListingsRefreshed { products: None, .. }
        | Event::CacheCleared { what: CacheTarget::Everything }
        | Event::Seeded { .. } => vec![Tag::EVERYTHING],
        other if changes_nothing_cached(other.kind()) => vec![],
        // Of an event that is named nowhere everything depends.
        _ => vec![Tag::EVERYTHING],
    }
}

/// Sign-ins that begin, teams, held prices, stock, orders, deliveries, notices, jobs and limits change nothing that
/// is kept; what an import or a decision changes says so itself. The particulars of such an event are not even read.
pub(crate) const fn changes_nothing_cached(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::SignedIn
            | EventKind::MemberInvited
            | EventKind::InvitationApproved
            | EventKind::InvitationWithdrawn
            | EventKind::InvitationNotAccepted
            | EventKind::NamesIndexed
            | EventKind::NameChangeAsked
            | EventKind::NameChangeWithdrawn
            | EventKind::NameChangeRefused
            | EventKind::ProductChangeRequested
            | EventKind::GtinClaimed
            | EventKind::ProductRequestWithdrawn
            | EventKind::ProductRequestDecided
            | EventKind::PrefixStated
            | EventKind::PrefixWithdrawn
            | EventKind::PrefixDecided
            | EventKind::PriceHeld
            | EventKind::PriceRejected
            | EventKind::LocationAdded
            | EventKind::StockMoved
            | EventKind::StockThresholdSet
            | EventKind::ImportPreviewed
            | EventKind::ImportConfirmed
            | EventKind::ImportAdvanced
            | EventKind::ImportUndoRequested
            | EventKind::OrderPlaced
            | EventKind::VendorOrderStateChanged
            | EventKind::SalesRolledUp
            | EventKind::OrdersRecounted
            | EventKind::DeliveryRequested
            | EventKind::DeliveryStateChanged
            | EventKind::ProofCodeRejected
            | EventKind::ProofCodeBlocked
            | EventKind::ProofCodeRenewed
            | EventKind::NoticeSent
            | EventKind::NoticesRead
            | EventKind::DataForgotten
            | EventKind::JobRequeued
            | EventKind::LimitsReset
    )
}

/// Drops what a write has changed, right after its commit.
pub(crate) struct InvalidateOnCommit(pub Cache);

impl AfterCommit for InvalidateOnCommit {
    fn committed<'a>(&'a self, records: &'a [EventRecord]) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
        Box::pin(async move {
            // Events of infra (keys, schema) are none of the market's, and change nothing that is cached.
            let events = records.iter().filter_map(|record| {
                let kind: EventKind = record.kind.parse().ok().filter(|kind| !changes_nothing_cached(*kind))?;
                Event::read(kind, &record.data).ok()
            });
            drop_all(&self.0, events).await;
        })
    }
}

/// Drops everything that depends on some events; tells which tags other nodes were not told of.
pub async fn drop_all(cache: &Cache, events: impl Iterator<Item = Event>) -> Option<Vec<Tag>> {
    let mut tags: Vec<Tag> = events.flat_map(|event| tags_of(&event)).collect();
    tags.sort_unstable();
    tags.dedup();
    match cache.drop_tags(&tags).await {
        InvalidationReach::AllNodes => None,
        InvalidationReach::ThisNode => Some(tags),
    }
}
