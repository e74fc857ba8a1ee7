//! Who may do what: rights as types, roles as a table.

use kernel::string_enum;

string_enum! {
    /// The status of a company.
    pub enum CompanyState {
        /// Pending approval.
        Submitted = "submitted",
        /// Approved to trade.
        Approved = "approved",
        /// Rejected.
        Rejected = "rejected",
        /// Suspended.
        Suspended = "suspended",
    }

    /// The type of company.
    pub enum CompanyKind {
        /// Runs the marketplace.
        Platform = "platform",
        /// Sells products.
        Vendor = "vendor",
        /// Buys products.
        Retailer = "retailer",
        /// Delivers orders.
        DeliveryPartner = "delivery_partner",
    }

    /// A user's role in a company. Its permissions depend on the type of company.
    pub enum Role {
        /// Can do everything in the company.
        Owner = "owner",
        /// Can view only.
        Viewer = "viewer",
        /// Vendor: manages products and prices.
        CatalogManager = "catalog_manager",
        /// Vendor: manages stock.
        InventoryManager = "inventory_manager",
        /// Vendor: handles orders.
        OrderManager = "order_manager",
        /// Vendor: finance.
        VendorFinance = "vendor_finance",
        /// Retailer: places orders.
        Buyer = "buyer",
        /// Retailer: approves orders.
        Approver = "approver",
        /// Retailer: finance.
        RetailerFinance = "retailer_finance",
        /// Retailer: receives deliveries.
        Receiver = "receiver",
        /// Delivery partner: assigns deliveries to riders.
        FleetDispatcher = "fleet_dispatcher",
        /// Delivery partner: carries out deliveries.
        Rider = "rider",
        /// Delivery partner: finance.
        PartnerFinance = "partner_finance",
        /// Staff: everything.
        SuperAdmin = "super_admin",
        /// Staff: daily operations.
        OpsAdmin = "ops_admin",
        /// Staff: moderates the catalogue.
        CatalogModerator = "catalog_moderator",
        /// Staff: reviews companies.
        KycReviewer = "kyc_reviewer",
        /// Staff: prepares payments.
        FinanceMaker = "finance_maker",
        /// Staff: approves payments.
        FinanceChecker = "finance_checker",
        /// Staff: assigns deliveries to delivery partners.
        Dispatcher = "dispatcher",
        /// Staff: supports users.
        SupportAgent = "support_agent",
        /// Staff: monitors security.
        SecurityOfficer = "security_officer",
        /// Staff: views everything, changes nothing.
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
        kernel::string_enum! {
            /// A permission.
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
    /// View the company's team members and pending invitations.
    ReadTeam = "accounts.read_team";
    /// Invite team members, change their roles, remove them.
    ManageTeam = "accounts.manage_team";
    /// Update the company's details.
    EditCompany = "companies.edit_own";
    /// Read the company's notifications.
    ReadNotices = "notices.read";
    /// Vendor: view offers and prices.
    ReadOffers = "catalog.read_offers";
    /// Vendor: list products and change offers.
    EditOffers = "catalog.edit_offers";
    /// Vendor: change prices.
    EditPrices = "pricing.edit";
    /// Vendor: approve or reject held prices.
    ApprovePrices = "pricing.approve";
    /// Vendor: view stock.
    ReadStock = "inventory.read";
    /// Vendor: adjust stock.
    MoveStock = "inventory.move";
    /// Vendor: view the company's orders.
    ReadVendorOrders = "orders.read_vendor_orders";
    /// Vendor: accept, pack and hand over orders.
    HandleVendorOrders = "orders.handle_vendor_orders";
    /// Retailer: place orders.
    PlaceOrders = "orders.place";
    /// Retailer: view the company's orders.
    ReadOrders = "orders.read";
    /// Retailer: cancel orders and decide on reduced ones.
    ChangeOrders = "orders.change";
    /// Retailer: track deliveries and see their delivery codes.
    TrackDeliveries = "delivery.track";
    /// Delivery partner: see the company's deliveries.
    ReadDeliveries = "delivery.read";
    /// Delivery partner: accept deliveries and assign them to riders.
    AssignRiders = "delivery.assign";
    /// Delivery partner: carry out assigned deliveries.
    FulfilDeliveries = "delivery.fulfil";
    /// Staff: view companies.
    ReadCompanies = "companies.read";
    /// Staff: approve or reject companies.
    DecideCompanies = "companies.decide";
    /// Staff: suspend and reinstate companies.
    SuspendCompanies = "companies.suspend";
    /// Staff: view users.
    ReadUsers = "accounts.read_users";
    /// Staff: block and unblock users.
    LockUsers = "accounts.lock_users";
    /// Staff: view all orders.
    ReadAllOrders = "orders.read_all";
    /// Staff: cancel orders that were not picked up yet.
    CancelOrders = "orders.cancel_any";
    /// Staff: view all deliveries and assign them to delivery partners.
    Dispatch = "delivery.dispatch";
    /// Staff: manage categories and products.
    ModerateCatalog = "catalog.moderate";
    /// Staff: read the audit log.
    ReadAudit = "audit.read";
    /// Staff: view and retry background jobs.
    ManageJobs = "ops.manage_jobs";
    /// Staff: view rate limits.
    ReadLimits = "ops.read_limits";
    /// Staff: view the security log, system health and configuration.
    ReadSecurity = "security.read";
    /// Staff: reset rate limits.
    ResetLimits = "ops.reset_limits";
    /// Staff: view and clear the cache.
    ManageCache = "ops.manage_cache";
}

impl CompanyKind {
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
pub const fn rights(kind: CompanyKind, role: Role) -> &'static [Permission] {
    use Permission as P;
    match (kind, role) {
        (CompanyKind::Vendor, Role::Owner) => &[
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
        (CompanyKind::Vendor, Role::CatalogManager) => {
            &[P::ReadNotices, P::ReadOffers, P::EditOffers, P::EditPrices, P::ReadStock]
        }
        (CompanyKind::Vendor, Role::InventoryManager) => &[P::ReadNotices, P::ReadOffers, P::ReadStock, P::MoveStock],
        (CompanyKind::Vendor, Role::OrderManager) => {
            &[P::ReadNotices, P::ReadOffers, P::ReadStock, P::ReadVendorOrders, P::HandleVendorOrders]
        }
        (CompanyKind::Vendor, Role::VendorFinance) => {
            &[P::ReadNotices, P::ReadOffers, P::ApprovePrices, P::ReadVendorOrders]
        }
        (CompanyKind::Vendor, Role::Viewer) => &[P::ReadOffers, P::ReadStock, P::ReadVendorOrders],
        (CompanyKind::Retailer, Role::Owner) => &[
            P::ReadTeam,
            P::ManageTeam,
            P::EditCompany,
            P::ReadNotices,
            P::PlaceOrders,
            P::ReadOrders,
            P::ChangeOrders,
            P::TrackDeliveries,
        ],
        (CompanyKind::Retailer, Role::Buyer) => {
            &[P::ReadNotices, P::PlaceOrders, P::ReadOrders, P::ChangeOrders, P::TrackDeliveries]
        }
        (CompanyKind::Retailer, Role::Approver) => &[P::ReadNotices, P::ReadOrders, P::ChangeOrders],
        (CompanyKind::Retailer, Role::Receiver) => &[P::ReadNotices, P::ReadOrders, P::TrackDeliveries],
        (CompanyKind::Retailer, Role::RetailerFinance) => &[P::ReadNotices, P::ReadOrders],
        (CompanyKind::Retailer, Role::Viewer) => &[P::ReadOrders],
        (CompanyKind::DeliveryPartner, Role::Owner) => {
            &[P::ReadTeam, P::ManageTeam, P::EditCompany, P::ReadNotices, P::ReadDeliveries, P::AssignRiders]
        }
        (CompanyKind::DeliveryPartner, Role::FleetDispatcher) => {
            &[P::ReadTeam, P::ReadNotices, P::ReadDeliveries, P::AssignRiders]
        }
        (CompanyKind::DeliveryPartner, Role::Rider) => &[P::FulfilDeliveries],
        (CompanyKind::DeliveryPartner, Role::PartnerFinance) => &[P::ReadNotices, P::ReadDeliveries],
        (CompanyKind::Platform, role) => of_staff(role),
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
            P::CancelOrders,
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
            P::CancelOrders,
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
