//! Who may do what: rights as types, roles as a table.

use kernel::words;

words! {
    /// What sort of company.
    pub enum OrgKind {
        /// Those who run the marketplace.
        Platform = "platform",
        /// Sells.
        Vendor = "vendor",
        /// Buys.
        Retailer = "retailer",
        /// Brings.
        DeliveryPartner = "delivery_partner",
    }

    /// What somebody is in their company. The same word may mean other rights in another sort of company.
    pub enum Role {
        /// May do everything their sort of company can do.
        Owner = "owner",
        /// May look.
        Viewer = "viewer",
        /// Vendor: products and prices.
        CatalogManager = "catalog_manager",
        /// Vendor: stock.
        InventoryManager = "inventory_manager",
        /// Vendor: orders.
        OrderManager = "order_manager",
        /// Vendor: money.
        VendorFinance = "vendor_finance",
        /// Retailer: buys.
        Buyer = "buyer",
        /// Retailer: approves what buyers want.
        Approver = "approver",
        /// Retailer: money.
        RetailerFinance = "retailer_finance",
        /// Retailer: takes deliveries in.
        Receiver = "receiver",
        /// Delivery partner: hands out jobs.
        FleetDispatcher = "fleet_dispatcher",
        /// Delivery partner: rides.
        Rider = "rider",
        /// Delivery partner: money.
        PartnerFinance = "partner_finance",
        /// Platform: everything.
        SuperAdmin = "super_admin",
        /// Platform: daily operation.
        OpsAdmin = "ops_admin",
        /// Platform: what is in the catalogue.
        CatalogModerator = "catalog_moderator",
        /// Platform: who may trade.
        KycReviewer = "kyc_reviewer",
        /// Platform: starts payments.
        FinanceMaker = "finance_maker",
        /// Platform: approves payments.
        FinanceChecker = "finance_checker",
        /// Platform: gives deliveries to partners.
        Dispatcher = "dispatcher",
        /// Platform: helps people.
        SupportAgent = "support_agent",
        /// Platform: watches over accounts.
        SecurityOfficer = "security_officer",
        /// Platform: looks at everything, changes nothing.
        Auditor = "auditor",
    }
}

/// A right as a type. Actions name the right they need in their signature.
pub trait Right: Send + Sync + 'static {
    /// The same right as a value, for tables.
    const RIGHT: Permission;
}

macro_rules! rights {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        kernel::words! {
            /// Every right there is.
            pub enum Permission { $($(#[$doc])* $name = $word),* }
        }
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;
            impl Right for $name { const RIGHT: Permission = Permission::$name; }
        )*
    };
}

rights! {
    /// See the people of one's own company and its open invitations.
    ReadTeam = "team.read";
    /// Invite people, change their roles, remove them.
    ManageTeam = "team.manage";
    /// Change the company's own particulars.
    EditCompany = "company.edit";
    /// Read the company's notices.
    ReadNotices = "notices.read";
    /// Vendor: see own offers and prices.
    ReadOffers = "offers.read";
    /// Vendor: list products and change offers.
    EditOffers = "offers.edit";
    /// Vendor: change prices.
    EditPrices = "prices.edit";
    /// Vendor: confirm or refuse a held price.
    ApprovePrices = "prices.approve";
    /// Vendor: see own stock.
    ReadStock = "stock.read";
    /// Vendor: move own stock.
    MoveStock = "stock.move";
    /// Vendor: see own part of purchases.
    ReadVendorOrders = "vendor_orders.read";
    /// Vendor: accept, pack, hand over.
    HandleVendorOrders = "vendor_orders.handle";
    /// Retailer: buy.
    PlaceOrders = "orders.place";
    /// Retailer: see own purchases.
    ReadOrders = "orders.read";
    /// Retailer: cancel, and decide on short supply.
    ChangeOrders = "orders.change";
    /// Retailer: follow deliveries and see their proof codes.
    TrackDeliveries = "deliveries.track";
    /// Delivery partner: see the company's deliveries.
    ReadDeliveries = "deliveries.read";
    /// Delivery partner: take deliveries and give them to riders.
    AssignRiders = "deliveries.assign";
    /// Delivery partner: carry out deliveries given to oneself.
    CarryDeliveries = "deliveries.carry";
    /// Platform: see companies.
    ReadCompanies = "companies.read";
    /// Platform: let companies trade, or not.
    DecideCompanies = "companies.decide";
    /// Platform: stop companies, and let them go on.
    SuspendCompanies = "companies.suspend";
    /// Platform: see people.
    ReadUsers = "users.read";
    /// Platform: lock people out, and in again.
    LockUsers = "users.lock";
    /// Platform: see all purchases.
    ReadAllOrders = "orders.read_all";
    /// Platform: see all deliveries and give them to partners.
    Dispatch = "deliveries.dispatch";
    /// Platform: shelves and products.
    ModerateCatalog = "catalog.moderate";
    /// Platform: read the audit trail.
    ReadAudit = "audit.read";
    /// Platform: see background work and try it again.
    ManageJobs = "jobs.manage";
    /// Platform: see who runs into limits.
    ReadLimits = "limits.read";
    /// Platform: see what strangers tried, how the house is doing, and what it goes by.
    ReadSecurity = "security.read";
    /// Platform: let callers off.
    ResetLimits = "limits.reset";
    /// Platform: see how the cache is doing, and empty it.
    ManageCache = "cache.manage";
}

impl OrgKind {
    /// The roles somebody can have in this sort of company.
    pub const fn roles(self) -> &'static [Role] {
        use Role::{
            Approver, Auditor, Buyer, CatalogManager, CatalogModerator, Dispatcher, FinanceChecker, FinanceMaker,
            FleetDispatcher, InventoryManager, KycReviewer, OpsAdmin, OrderManager, Owner, PartnerFinance, Receiver,
            RetailerFinance, Rider, SecurityOfficer, SuperAdmin, SupportAgent, VendorFinance, Viewer,
        };
        match self {
            Self::Vendor => &[Owner, CatalogManager, InventoryManager, OrderManager, VendorFinance, Viewer],
            Self::Retailer => &[Owner, Buyer, Approver, RetailerFinance, Receiver, Viewer],
            Self::DeliveryPartner => &[Owner, FleetDispatcher, Rider, PartnerFinance],
            Self::Platform => &[
                SuperAdmin,
                OpsAdmin,
                CatalogModerator,
                KycReviewer,
                FinanceMaker,
                FinanceChecker,
                Dispatcher,
                SupportAgent,
                SecurityOfficer,
                Auditor,
            ],
        }
    }
}

/// The rights of a role in a sort of company. The one table; everything else asks it.
pub const fn rights(kind: OrgKind, role: Role) -> &'static [Permission] {
    use Permission as P;
    match (kind, role) {
        (OrgKind::Vendor, Role::Owner) => &[
            P::ReadTeam,
            P::ManageTeam,
            P::EditCompany,
            P::ReadNotices,
            P::ReadOffers,
            P::EditOffers,
            P::EditPrices,
            P::ApprovePrices,
            P::ReadStock,
            P::MoveStock,
            P::ReadVendorOrders,
            P::HandleVendorOrders,
        ],
        (OrgKind::Vendor, Role::CatalogManager) => {
            &[P::ReadNotices, P::ReadOffers, P::EditOffers, P::EditPrices, P::ReadStock]
        }
        (OrgKind::Vendor, Role::InventoryManager) => &[P::ReadNotices, P::ReadOffers, P::ReadStock, P::MoveStock],
        (OrgKind::Vendor, Role::OrderManager) => {
            &[P::ReadNotices, P::ReadOffers, P::ReadStock, P::ReadVendorOrders, P::HandleVendorOrders]
        }
        (OrgKind::Vendor, Role::VendorFinance) => {
            &[P::ReadNotices, P::ReadOffers, P::ApprovePrices, P::ReadVendorOrders]
        }
        (OrgKind::Vendor, Role::Viewer) => &[P::ReadOffers, P::ReadStock, P::ReadVendorOrders],
        (OrgKind::Retailer, Role::Owner) => &[
            P::ReadTeam,
            P::ManageTeam,
            P::EditCompany,
            P::ReadNotices,
            P::PlaceOrders,
            P::ReadOrders,
            P::ChangeOrders,
            P::TrackDeliveries,
        ],
        (OrgKind::Retailer, Role::Buyer) => {
            &[P::ReadNotices, P::PlaceOrders, P::ReadOrders, P::ChangeOrders, P::TrackDeliveries]
        }
        (OrgKind::Retailer, Role::Approver) => &[P::ReadNotices, P::ReadOrders, P::ChangeOrders],
        (OrgKind::Retailer, Role::Receiver) => &[P::ReadNotices, P::ReadOrders, P::TrackDeliveries],
        (OrgKind::Retailer, Role::RetailerFinance) => &[P::ReadNotices, P::ReadOrders],
        (OrgKind::Retailer, Role::Viewer) => &[P::ReadOrders],
        (OrgKind::DeliveryPartner, Role::Owner) => {
            &[P::ReadTeam, P::ManageTeam, P::EditCompany, P::ReadNotices, P::ReadDeliveries, P::AssignRiders]
        }
        (OrgKind::DeliveryPartner, Role::FleetDispatcher) => {
            &[P::ReadTeam, P::ReadNotices, P::ReadDeliveries, P::AssignRiders]
        }
        (OrgKind::DeliveryPartner, Role::Rider) => &[P::CarryDeliveries],
        (OrgKind::DeliveryPartner, Role::PartnerFinance) => &[P::ReadNotices, P::ReadDeliveries],
        (OrgKind::Platform, role) => of_staff(role),
        _ => &[],
    }
}

/// The rights of the platform's own people.
const fn of_staff(role: Role) -> &'static [Permission] {
    use Permission as P;
    match role {
        Role::SuperAdmin => &[
            P::ReadTeam,
            P::ManageTeam,
            P::ReadCompanies,
            P::DecideCompanies,
            P::SuspendCompanies,
            P::ReadUsers,
            P::LockUsers,
            P::ReadAllOrders,
            P::Dispatch,
            P::ModerateCatalog,
            P::ReadAudit,
            P::ManageJobs,
            P::ManageCache,
            P::ReadLimits,
            P::ReadSecurity,
            P::ResetLimits,
            P::ReadNotices,
        ],
        Role::OpsAdmin => &[
            P::ReadTeam,
            P::ReadCompanies,
            P::SuspendCompanies,
            P::ReadUsers,
            P::ReadAllOrders,
            P::Dispatch,
            P::ManageJobs,
            P::ManageCache,
            P::ReadLimits,
            P::ReadSecurity,
            P::ReadNotices,
        ],
        Role::CatalogModerator => &[P::ModerateCatalog],
        Role::KycReviewer => &[P::ReadCompanies, P::DecideCompanies],
        Role::Dispatcher => &[P::Dispatch, P::ReadNotices],
        Role::SupportAgent => &[P::ReadCompanies, P::ReadUsers, P::ReadAllOrders],
        Role::SecurityOfficer => &[
            P::ReadCompanies,
            P::SuspendCompanies,
            P::ReadUsers,
            P::LockUsers,
            P::ReadAudit,
            P::ReadLimits,
            P::ReadSecurity,
            P::ResetLimits,
        ],
        Role::Auditor => {
            &[P::ReadCompanies, P::ReadUsers, P::ReadAllOrders, P::ReadAudit, P::ReadLimits, P::ReadSecurity]
        }
        Role::FinanceMaker | Role::FinanceChecker => &[P::ReadAllOrders],
        _ => &[],
    }
}
