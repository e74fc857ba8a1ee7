//! Every fact the business can state. Stating one is the only way to end a write.

use kernel::{
    CategoryId, Currency, DeliveryId, ImportId, InvitationId, JobId, LocationId, MovementId, OfferId, OrgId,
    PriceChangeId, ProductId, PurchaseId, SessionId, StockLevelId, Timestamp, UserId, VendorOrderId,
};
use platform::Fact;
use serde::{Deserialize, Serialize};

use crate::may::{OrgKind, Role};

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident = $word:literal { $($field:ident: $ty:ty),* $(,)? } about $subject:ident;)*) => {
        kernel::words! {
            /// Which sort of thing happened.
            pub enum EventKind { $($(#[$doc])* $name = $word),* }
        }

        /// A thing that happened.
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "the fields are named for what they are")]
        pub enum Event { $($(#[$doc])* $name { $($field: $ty),* }),* }

        impl Event {
            /// Which sort.
            pub const fn kind(&self) -> EventKind { match self { $(Self::$name { .. } => EventKind::$name),* } }

            /// As it goes into the audit trail and the outbox.
            pub fn fact(&self) -> Fact {
                let subject = match self { $(Self::$name { $subject, .. } => $subject.to_string()),* };
                Fact { kind: self.kind().word(), subject, data: serde_json::to_value(self).unwrap_or_default() }
            }
        }
    };
}

/// A vendor's part of a purchase, as listeners need it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlacedPart {
    /// The part.
    pub order: VendorOrderId,
    /// Whose it is.
    pub vendor: OrgId,
    /// Its number, for people.
    pub number: String,
    /// Until when the vendor may accept.
    pub accept_by: Timestamp,
}

events! {
    /// A company and its first person asked to join.
    CompanyRegistered = "company.registered" { org: OrgId, kind: OrgKind, name: String } about org;
    /// A company may trade.
    CompanyApproved = "company.approved" { org: OrgId } about org;
    /// A company was refused.
    CompanyRejected = "company.rejected" { org: OrgId, reason: String } about org;
    /// A company was stopped.
    CompanySuspended = "company.suspended" { org: OrgId, reason: String } about org;
    /// A stopped company may go on.
    CompanyReinstated = "company.reinstated" { org: OrgId } about org;
    /// A company changed its particulars.
    CompanyEdited = "company.edited" { org: OrgId } about org;
    /// Somebody signed in.
    SignedIn = "session.started" { session: SessionId, user: UserId, org: OrgId } about session;
    /// A sign-in was prolonged.
    SessionRenewed = "session.renewed" { session: SessionId } about session;
    /// A sign-in ended.
    SessionEnded = "session.ended" { session: SessionId, why: String } about session;
    /// A used refresh token came again: the sign-in was ended.
    RefreshReused = "session.refresh_reused" { session: SessionId } about session;
    /// Somebody changed their password; their other sign-ins ended.
    PasswordChanged = "user.password_changed" { user: UserId } about user;
    /// A person was locked out.
    UserLocked = "user.locked" { user: UserId, reason: String } about user;
    /// A person may sign in again.
    UserUnlocked = "user.unlocked" { user: UserId } about user;
    /// Staff was made at the console.
    StaffMade = "user.staff_made" { user: UserId, role: Role } about user;
    /// Somebody was invited.
    MemberInvited = "member.invited" { invitation: InvitationId, org: OrgId, role: Role } about invitation;
    /// An invitation was taken back.
    InvitationWithdrawn = "member.invitation_withdrawn" { invitation: InvitationId } about invitation;
    /// Somebody joined.
    MemberJoined = "member.joined" { user: UserId, org: OrgId, role: Role } about user;
    /// Somebody's place changed.
    MemberChanged = "member.changed" { user: UserId, org: OrgId, role: Role, state: String } about user;
    /// A shelf was added.
    CategoryAdded = "category.added" { category: CategoryId } about category;
    /// A product appeared.
    ProductListed = "product.listed" { product: ProductId, offer: OfferId, vendor: OrgId } about product;
    /// A product's particulars changed.
    ProductEdited = "product.edited" { product: ProductId } about product;
    /// A product was taken out of the catalogue.
    ProductRetired = "product.retired" { product: ProductId, reason: String } about product;
    /// A vendor offers a product.
    OfferMade = "offer.made" { offer: OfferId, product: ProductId, vendor: OrgId } about offer;
    /// An offer's terms or state changed.
    OfferEdited = "offer.edited" { offer: OfferId, product: ProductId } about offer;
    /// A price changed.
    PriceChanged = "price.changed" { offer: OfferId, change: PriceChangeId, vendor: OrgId, product: Option<ProductId>, old_minor: Option<i64>, new_minor: i64, currency: Option<Currency>, by: UserId, import: Option<ImportId> } about offer;
    /// A price change looks wrong and waits.
    PriceHeld = "price.held" { offer: OfferId, change: PriceChangeId, vendor: OrgId, why: String, by: UserId, import: Option<ImportId> } about offer;
    /// A waiting price change was refused.
    PriceRefused = "price.refused" { offer: OfferId, change: PriceChangeId, vendor: OrgId } about offer;
    /// A place for stock was added.
    LocationAdded = "location.added" { location: LocationId, vendor: OrgId } about location;
    /// Stock moved by hand.
    StockMoved = "stock.moved" { movement: MovementId, level: StockLevelId, vendor: OrgId, quantity: i64 } about level;
    /// Somebody said from how many packs on stock is low.
    StockThresholdSet = "stock.threshold_set" { level: StockLevelId, vendor: OrgId, threshold: i64 } about level;
    /// A vendor handed a file of changes in.
    ImportPreviewed = "import.previewed" { import: ImportId, vendor: OrgId, kind: crate::imports::ImportKind, rows: i64 } about import;
    /// Somebody confirmed what they had seen of it.
    ImportConfirmed = "import.confirmed" { import: ImportId, vendor: OrgId, by: UserId } about import;
    /// Some of its rows were worked through; none is left of an import that has ended.
    ImportAdvanced = "import.advanced" { import: ImportId, vendor: OrgId, done: i64, left: i64, failed: i64 } about import;
    /// Somebody wants it taken back.
    ImportUndoAsked = "import.undo_asked" { import: ImportId, vendor: OrgId, by: UserId } about import;
    /// A purchase was placed.
    OrderPlaced = "order.placed" { purchase: PurchaseId, number: String, retailer: OrgId, parts: Vec<PlacedPart> } about purchase;
    /// A vendor's part moved on.
    OrderMoved = "order.moved" { order: VendorOrderId, number: String, purchase: PurchaseId, vendor: OrgId, retailer: OrgId, to: crate::orders::OrderState, reason: Option<String> } about order;
    /// A delivery is wanted.
    DeliveryWanted = "delivery.wanted" { delivery: DeliveryId, order: VendorOrderId } about delivery;
    /// A delivery moved on.
    DeliveryMoved = "delivery.moved" { delivery: DeliveryId, order: VendorOrderId, to: crate::delivery::DeliveryState, partner: Option<OrgId> } about delivery;
    /// A wrong proof code was tried.
    ProofRefused = "delivery.proof_refused" { delivery: DeliveryId, left: i64 } about delivery;
    /// A company was told something.
    NoticeSent = "notice.sent" { notice: kernel::NoticeId, org: OrgId } about notice;
    /// A vendor's products show again what can be bought of them.
    ListingsRefreshed = "listings.refreshed" { vendor: OrgId, products: Option<Vec<ProductId>> } about vendor;
    /// A company read its notices.
    NoticesRead = "notices.read" { org: OrgId } about org;
    /// A job that was laid aside is tried again.
    JobRevived = "job.revived" { job: JobId } about job;
    /// What a caller was counted for was forgotten.
    LimitsReset = "limits.reset" { caller: String } about caller;
    /// Something was dropped from the cache by hand.
    CacheCleared = "cache.cleared" { what: crate::audit::Cached } about what;
    /// Demo or test data was put in.
    Seeded = "data.seeded" { what: String } about what;
}
