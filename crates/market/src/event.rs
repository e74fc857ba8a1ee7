//! Every event the business can state. Stating one is the only way to end a write.
//!
//! Each has a kind and a version, and each field a name of its own in the payload: these outlive the code.
//! A field may be added as an `Option`. Any other change, a new word in a field too, is a new version,
//! which older nodes leave in the outbox, or a new kind. Every payload that was released is in `tests/snapshots/events.json`.

use infra::EventRecord;
use kernel::{
    CategoryId, CompanyId, CompanyPrefixId, Currency, DeliveryId, ImportId, InvitationId, JobId, LocationId,
    MovementId, NameChangeId, OfferId, OrderId, PriceChangeId, ProductId, ProductRequestId, SessionId, StockLevelId,
    UserId, VendorOrderId,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::RetainedData;
use crate::may::{CompanyKind, Role};
use crate::pricing::HoldReason;

/// The particulars of an event cannot be read by this program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct UnreadableEvent(String);

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $version:literal { $($field:ident: $ty:ty as $key:literal),* $(,)? } about $subject:ident;)*) => {
        kernel::string_enum! {
            /// Which sort of thing happened.
            pub enum EventKind { $($(#[$doc])* $name = $word),* }
        }

        impl EventKind {
            /// The version of its payload: the newest that this program reads, and the one it writes.
            pub const fn version(self) -> i64 { match self { $(Self::$name => $version),* } }
        }

        /// A thing that happened.
        #[derive(Debug, Clone)]
        #[expect(missing_docs, reason = "the fields are named for what they are")]
        pub enum Event { $($(#[$doc])* $name { $($field: $ty),* }),* }

        impl Event {
            /// Which sort.
            pub const fn kind(&self) -> EventKind { match self { $(Self::$name { .. } => EventKind::$name),* } }

            /// The id of the thing it is about, in its text form.
            pub fn subject(&self) -> String { match self { $(Self::$name { $subject, .. } => $subject.to_string()),* } }

            fn payload(&self) -> serde_json::Result<Map<String, Value>> {
                let mut payload = Map::new();
                payload.insert(VERSION.to_owned(), self.kind().version().into());
                match self {
                    $(Self::$name { $($field),* } => {
                        $(payload.insert($key.to_owned(), serde_json::to_value($field)?);)*
                    })*
                }
                Ok(payload)
            }

            /// Reads the particulars of an event of some kind, as they stand in the outbox.
            pub fn read(kind: EventKind, payload: &Value) -> Result<Self, UnreadableEvent> {
                let version = payload.get(VERSION).and_then(Value::as_i64);
                match version {
                    Some(version) if (1..=kind.version()).contains(&version) => {}
                    Some(version) => return Err(UnreadableEvent(format!("{kind} of version {version} is not known here"))),
                    None => return Err(UnreadableEvent(format!("{kind} has no version"))),
                }
                Ok(match kind {
                    $(EventKind::$name => Self::$name { $($field: field(payload, $key)?),* }),*
                })
            }
        }
    };
}

/// Under which name a payload says of which version it is.
const VERSION: &str = "v";

fn field<T: DeserializeOwned>(payload: &Value, key: &str) -> Result<T, UnreadableEvent> {
    let value = payload.get(key).unwrap_or(&Value::Null);
    T::deserialize(value).map_err(|why| UnreadableEvent(format!("{key}: {why}")))
}

impl Event {
    /// As it goes into the audit trail and the outbox.
    pub fn record(&self) -> EventRecord {
        let data = self.payload().expect("a payload has texts as keys");
        let relayed = !UNHEARD.contains(&self.kind());
        EventRecord { kind: self.kind().as_str(), subject: self.subject(), data: Value::Object(data), relayed }
    }
}

/// Those from which nothing follows, neither a job nor a value that is dropped from a cache: the audit trail has
/// them, and the outbox has not. Whatever is to follow from one of them, it goes from here first.
pub(crate) const UNHEARD: &[EventKind] = &[
    EventKind::InvitationNotAccepted,
    EventKind::InvitationApproved,
    EventKind::InvitationWithdrawn,
    EventKind::MemberInvited,
    EventKind::NamesIndexed,
    EventKind::NameChangeAsked,
    EventKind::NameChangeWithdrawn,
    EventKind::SignedIn,
    EventKind::ProductChangeRequested,
    EventKind::GtinClaimed,
    EventKind::ProductRequestWithdrawn,
    EventKind::PrefixStated,
    EventKind::PrefixWithdrawn,
    EventKind::StockMoved,
    EventKind::StockThresholdSet,
    EventKind::ImportPreviewed,
    EventKind::DeliveryRequested,
    EventKind::ProofCodeRejected,
    EventKind::NoticeSent,
    EventKind::NoticesRead,
    EventKind::JobRequeued,
    EventKind::LimitsReset,
];

events! {
    /// A company and its first person asked to join.
    CompanyRegistered = "company.registered", 1 { company: CompanyId as "company_id", kind: CompanyKind as "kind", name: String as "name" } about company;
    /// A company may trade.
    CompanyApproved = "company.approved", 1 { company: CompanyId as "company_id" } about company;
    /// A company was refused.
    CompanyRejected = "company.rejected", 1 { company: CompanyId as "company_id", reason: String as "reason" } about company;
    /// A company was stopped.
    CompanySuspended = "company.suspended", 1 { company: CompanyId as "company_id", reason: String as "reason" } about company;
    /// A stopped company may go on.
    CompanyReinstated = "company.reinstated", 1 { company: CompanyId as "company_id" } about company;
    /// A vendor may list many products by file, or may not any more.
    BulkListingSet = "company.bulk_listing_set", 1 { company: CompanyId as "company_id", allowed: bool as "allowed", reason: String as "reason" } about company;
    /// A company changed its particulars.
    CompanyEdited = "company.edited", 1 { company: CompanyId as "company_id", delivers_to: Option<crate::companies::DeliveryCountries> as "delivers_to" } about company;
    /// A company wishes to be called otherwise.
    NameChangeAsked = "company.name_change_requested", 1 { change: NameChangeId as "name_change_id", company: CompanyId as "company_id", display_name: String as "display_name", legal_name: String as "legal_name" } about company;
    /// It does not any more.
    NameChangeWithdrawn = "company.name_change_withdrawn", 1 { change: NameChangeId as "name_change_id", company: CompanyId as "company_id" } about company;
    /// It was refused.
    NameChangeRefused = "company.name_change_refused", 1 { change: NameChangeId as "name_change_id", company: CompanyId as "company_id", reason: String as "reason" } about company;
    /// A company is called otherwise.
    CompanyRenamed = "company.renamed", 1 { change: NameChangeId as "name_change_id", company: CompanyId as "company_id", old_display_name: String as "old_display_name", display_name: String as "display_name", old_legal_name: String as "old_legal_name", legal_name: String as "legal_name" } about company;
    /// Companies of an earlier release were told what their names look like.
    NamesIndexed = "companies.names_indexed", 1 { companies: i64 as "companies" } about companies;
    /// Somebody signed in.
    SignedIn = "session.started", 1 { session: SessionId as "session_id", user: UserId as "user_id", company: CompanyId as "company_id" } about session;
    /// A sign-in was prolonged.
    SessionRenewed = "session.renewed", 1 { session: SessionId as "session_id" } about session;
    /// A sign-in ended.
    SessionEnded = "session.ended", 1 { session: SessionId as "session_id", why: String as "reason" } about session;
    /// A used refresh token came again: the sign-in was ended.
    RefreshReused = "session.refresh_reused", 1 { session: SessionId as "session_id" } about session;
    /// A sign-in that had ended was deleted, with its refresh tokens.
    SessionForgotten = "session.forgotten", 1 { session: SessionId as "session_id" } about session;
    /// Somebody changed their password; their other sign-ins ended.
    PasswordChanged = "user.password_changed", 1 { user: UserId as "user_id" } about user;
    /// A person was locked out.
    UserLocked = "user.locked", 1 { user: UserId as "user_id", reason: String as "reason" } about user;
    /// A person may sign in again.
    UserUnlocked = "user.unlocked", 1 { user: UserId as "user_id" } about user;
    /// All sign-ins of a person were ended, to one company or to all.
    UserSignedOut = "user.signed_out", 1 { user: UserId as "user_id", company: Option<CompanyId> as "company_id" } about user;
    /// All sign-ins to a company were ended.
    CompanySignedOut = "company.signed_out", 1 { company: CompanyId as "company_id" } about company;
    /// Staff was made at the console.
    StaffCreated = "user.staff_created", 1 { user: UserId as "user_id", role: Role as "role" } about user;
    /// Somebody was invited.
    MemberInvited = "member.invited", 1 { invitation: InvitationId as "invitation_id", company: CompanyId as "company_id", role: Role as "role" } about invitation;
    /// A second administrator approved an invitation or a promotion.
    InvitationApproved = "member.invitation_approved", 1 { invitation: InvitationId as "invitation_id", company: CompanyId as "company_id", role: Role as "role" } about invitation;
    /// An invitation was taken back.
    InvitationWithdrawn = "member.invitation_withdrawn", 1 { invitation: InvitationId as "invitation_id" } about invitation;
    /// An invitation was taken with a password that is not its addressee's.
    InvitationNotAccepted = "member.invitation_not_accepted", 1 { invitation: InvitationId as "invitation_id", company: CompanyId as "company_id" } about invitation;
    /// Somebody joined.
    MemberJoined = "member.joined", 1 { user: UserId as "user_id", company: CompanyId as "company_id", role: Role as "role" } about user;
    /// Somebody's place changed.
    MemberChanged = "member.changed", 1 { user: UserId as "user_id", company: CompanyId as "company_id", role: Role as "role", state: String as "state" } about user;
    /// A category was added.
    CategoryAdded = "category.added", 1 { category: CategoryId as "category_id" } about category;
    /// A product appeared.
    ProductListed = "product.listed", 1 { product: ProductId as "product_id", offer: OfferId as "offer_id", vendor: CompanyId as "vendor_id" } about product;
    /// A product's particulars changed.
    ProductEdited = "product.edited", 1 { product: ProductId as "product_id" } about product;
    /// A product was taken out of the catalogue.
    ProductRetired = "product.retired", 1 { product: ProductId as "product_id", reason: String as "reason" } about product;
    /// A retired product is in the catalogue again.
    ProductRestored = "product.restored", 1 { product: ProductId as "product_id", reason: String as "reason" } about product;
    /// A vendor asked staff to change a product that others sell or that was ordered.
    ProductChangeRequested = "product.change_requested", 1 { request: ProductRequestId as "request_id", product: ProductId as "product_id", vendor: CompanyId as "vendor_id" } about request;
    /// A vendor claimed the GTIN of a product that another company maintains.
    GtinClaimed = "product.gtin_claimed", 1 { request: ProductRequestId as "request_id", product: ProductId as "product_id", vendor: CompanyId as "vendor_id" } about request;
    /// A vendor withdrew what it had asked of staff.
    ProductRequestWithdrawn = "product.request_withdrawn", 1 { request: ProductRequestId as "request_id", product: ProductId as "product_id", vendor: CompanyId as "vendor_id" } about request;
    /// Staff decided what a vendor asked about a product.
    ProductRequestDecided = "product.request_decided", 1 { request: ProductRequestId as "request_id", product: ProductId as "product_id", vendor: CompanyId as "vendor_id", title: String as "title", state: crate::catalog::RequestState as "state", reason: String as "reason", others: Vec<CompanyId> as "other_company_ids" } about request;
    /// A vendor stated a GS1 company prefix that it holds.
    PrefixStated = "company_prefix.stated", 1 { id: CompanyPrefixId as "company_prefix_id", vendor: CompanyId as "vendor_id", prefix: String as "prefix" } about id;
    /// A vendor withdrew a company prefix, or gave it up.
    PrefixWithdrawn = "company_prefix.withdrawn", 1 { id: CompanyPrefixId as "company_prefix_id", vendor: CompanyId as "vendor_id", prefix: String as "prefix" } about id;
    /// Staff confirmed, refused or revoked a company prefix.
    PrefixDecided = "company_prefix.decided", 1 { id: CompanyPrefixId as "company_prefix_id", vendor: CompanyId as "vendor_id", prefix: String as "prefix", state: crate::catalog::PrefixState as "state", reason: String as "reason" } about id;
    /// An offer of a product may have run out, or be there again.
    AvailabilityChanged = "product.availability_changed", 1 { product: ProductId as "product_id" } about product;
    /// A product's lowest price or number of offers is another because of what is there of it.
    ProductRefreshed = "product.refreshed", 1 { product: ProductId as "product_id" } about product;
    /// Some products are found by other words, or show another lowest price, because the rules changed.
    CatalogReindexed = "catalog.reindexed", 1 { last: ProductId as "product_id", products: Vec<ProductId> as "product_ids" } about last;
    /// A vendor offers a product.
    OfferCreated = "offer.created", 1 { offer: OfferId as "offer_id", product: ProductId as "product_id", vendor: CompanyId as "vendor_id" } about offer;
    /// An offer's terms or state changed.
    OfferEdited = "offer.edited", 1 { offer: OfferId as "offer_id", product: ProductId as "product_id" } about offer;
    /// A price changed.
    PriceChanged = "price.changed", 1 { offer: OfferId as "offer_id", change: PriceChangeId as "price_change_id", vendor: CompanyId as "vendor_id", product: Option<ProductId> as "product_id", old_minor: Option<i64> as "old_minor", new_minor: i64 as "new_minor", currency: Option<Currency> as "currency", by: UserId as "user_id", import: Option<ImportId> as "import_id" } about offer;
    /// A price change looks wrong and waits.
    PriceHeld = "price.held", 1 { offer: OfferId as "offer_id", change: PriceChangeId as "price_change_id", vendor: CompanyId as "vendor_id", why: HoldReason as "reason", by: UserId as "user_id", import: Option<ImportId> as "import_id" } about offer;
    /// A waiting price change was refused, or withdrawn with the import that made it.
    PriceRejected = "price.rejected", 1 { offer: OfferId as "offer_id", change: PriceChangeId as "price_change_id", vendor: CompanyId as "vendor_id", import: Option<ImportId> as "import_id" } about offer;
    /// A place for stock was added.
    LocationAdded = "location.added", 1 { location: LocationId as "location_id", vendor: CompanyId as "vendor_id" } about location;
    /// Stock moved by hand.
    StockMoved = "stock.moved", 1 { movement: MovementId as "movement_id", level: StockLevelId as "stock_level_id", vendor: CompanyId as "vendor_id", quantity: i64 as "quantity" } about level;
    /// Somebody said from how many packs on stock is low.
    StockThresholdSet = "stock.threshold_set", 1 { level: StockLevelId as "stock_level_id", vendor: CompanyId as "vendor_id", threshold: i64 as "threshold" } about level;
    /// A vendor handed a file of changes in.
    ImportPreviewed = "import.previewed", 1 { import: ImportId as "import_id", vendor: CompanyId as "vendor_id", kind: crate::imports::ImportKind as "kind", rows: i64 as "rows" } about import;
    /// Somebody confirmed what they had seen of it.
    ImportConfirmed = "import.confirmed", 1 { import: ImportId as "import_id", vendor: CompanyId as "vendor_id", by: UserId as "user_id" } about import;
    /// Some of its rows were worked through; none is left of an import that has ended.
    ImportAdvanced = "import.advanced", 1 { import: ImportId as "import_id", vendor: CompanyId as "vendor_id", done: i64 as "rows_done", left: i64 as "rows_left", failed: i64 as "rows_failed" } about import;
    /// Somebody wants it taken back.
    ImportUndoRequested = "import.undo_requested", 1 { import: ImportId as "import_id", vendor: CompanyId as "vendor_id", by: UserId as "user_id" } about import;
    /// An order was placed.
    OrderPlaced = "order.placed", 1 { order: OrderId as "order_id", number: String as "number", retailer: CompanyId as "retailer_id", vendor_orders: Vec<crate::orders::PlacedVendorOrder> as "vendor_orders" } about order;
    /// A vendor order moved on.
    VendorOrderStateChanged = "order.state_changed", 1 { vendor_order: VendorOrderId as "vendor_order_id", number: String as "number", order: OrderId as "order_id", vendor: CompanyId as "vendor_id", retailer: CompanyId as "retailer_id", to: crate::orders::VendorOrderState as "state", reason_code: Option<crate::orders::ReasonCode> as "reason_code", reason: Option<String> as "reason" } about vendor_order;
    /// What a vendor sold within periods that are over was summed up.
    SalesRolledUp = "vendor.sales_rolled_up", 1 { vendor: CompanyId as "vendor_id", periods: i64 as "periods", more: bool as "more" } about vendor;
    /// A vendor's orders were counted anew, because their counts were wrong.
    OrdersRecounted = "vendor.orders_recounted", 1 { vendor: CompanyId as "vendor_id" } about vendor;
    /// A delivery is wanted.
    DeliveryRequested = "delivery.requested", 1 { delivery: DeliveryId as "delivery_id", vendor_order: VendorOrderId as "vendor_order_id" } about delivery;
    /// A delivery moved on.
    DeliveryStateChanged = "delivery.state_changed", 1 { delivery: DeliveryId as "delivery_id", vendor_order: VendorOrderId as "vendor_order_id", to: crate::delivery::DeliveryState as "state", partner: Option<CompanyId> as "delivery_partner_id" } about delivery;
    /// A wrong proof code was tried.
    ProofCodeRejected = "delivery.proof_code_rejected", 1 { delivery: DeliveryId as "delivery_id", left: i64 as "tries_left" } about delivery;
    /// Too many wrong proof codes were tried: the code is good no more.
    ProofCodeBlocked = "delivery.proof_code_blocked", 1 { delivery: DeliveryId as "delivery_id", number: String as "number", retailer: CompanyId as "retailer_id", partner: Option<CompanyId> as "delivery_partner_id", platform: Option<CompanyId> as "platform_id" } about delivery;
    /// A delivery has another proof code.
    ProofCodeRenewed = "delivery.proof_code_renewed", 1 { delivery: DeliveryId as "delivery_id", number: String as "number", retailer: CompanyId as "retailer_id", partner: Option<CompanyId> as "delivery_partner_id" } about delivery;
    /// A company was told something.
    NoticeSent = "notice.sent", 1 { notice: kernel::NoticeId as "notice_id", company: CompanyId as "company_id" } about notice;
    /// A vendor's products show again what can be bought of them.
    ListingsRefreshed = "listings.refreshed", 1 { vendor: CompanyId as "vendor_id", products: Option<Vec<ProductId>> as "product_ids" } about vendor;
    /// A company read its notices.
    NoticesRead = "notices.read", 1 { company: CompanyId as "company_id" } about company;
    /// A dead-lettered job is tried again.
    JobRequeued = "job.requeued", 1 { job: JobId as "job_id" } about job;
    /// What a caller was counted for was forgotten.
    LimitsReset = "limits.reset", 1 { caller: String as "caller" } about caller;
    /// Something was dropped from the cache by hand.
    CacheCleared = "cache.cleared", 1 { what: crate::audit::CacheTarget as "what" } about what;
    /// Data that is kept for a time was deleted, because the time is over.
    DataForgotten = "data.forgotten", 1 { what: RetainedData as "what", rows: i64 as "rows", more: bool as "more" } about what;
    /// Demo or test data was put in.
    Seeded = "data.seeded", 1 { what: String as "what" } about what;
}
