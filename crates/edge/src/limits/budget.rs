//! Which limits there are, and which of them a route is counted against.

use kernel::string_enum;
use limiter::Failure;

use crate::route::LimitClass;

string_enum! {
    /// A limit with numbers of its own; the word is its key in `[limits]`.
    pub enum Budget {
        /// Everything, whoever asks.
        Service = "service",
        /// Asking for health.
        Probe = "probe",
        /// Everything an address does without having signed in.
        Address = "address",
        /// Everything a person does.
        User = "user",
        /// Wrong passwords: an account, from one address.
        Login = "login",
        /// Wrong passwords: an account, from a device it knows.
        LoginDevice = "login_device",
        /// The same, in a day.
        LoginDeviceDay = "login_device_day",
        /// Wrong passwords: an address.
        LoginAddress = "login_address",
        /// Wrong passwords: how many accounts from one address.
        LoginAccounts = "login_accounts",
        /// Wrong passwords: an account, from devices it does not know.
        LoginUnknown = "login_unknown",
        /// Asking to join.
        Registration = "registration",
        /// Taking invitations.
        Joining = "joining",
        /// Trading refresh tokens.
        Token = "token",
        /// Tokens that are not good.
        BadToken = "bad_token",
        /// Looking for products.
        Search = "search",
        /// The same, of a person.
        SearchUser = "search_user",
        /// Searches that run.
        SearchAtOnce = "search_at_once",
        /// The public catalogue.
        Catalogue = "catalogue",
        /// Other reading.
        Read = "read",
        /// Other writing.
        Write = "write",
        /// Placing orders.
        Order = "order",
        /// The same, of a company.
        OrderCompany = "order_company",
        /// Listing products.
        Listing = "listing",
        /// Inviting one address.
        Invitation = "invitation",
        /// Dangerous writes of staff.
        Admin = "admin",
        /// One-time codes to one destination.
        Code = "code",
        /// The same, in a day.
        CodeDay = "code_day",
        /// The same, from one address.
        CodeAddress = "code_address",
        /// Forgotten passwords, of one account.
        Reset = "reset",
        /// The same, from one address.
        ResetAddress = "reset_address",
        /// Payments.
        Payment = "payment",
        /// The same, of a company.
        PaymentCompany = "payment_company",
        /// Files.
        Upload = "upload",
        /// Size in bytes.
        UploadBytes = "upload_bytes",
        /// Exports.
        Export = "export",
    }
}

/// Whom a budget counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitScope {
    /// Whoever asks, best known: the person, else the address.
    Caller,
    /// An address and the networks around it.
    Address,
    /// A person.
    Person,
    /// A company.
    Company,
}

impl Budget {
    /// How careful to be while Redis is away: strict where guessing or money is at stake.
    pub const fn failure(self) -> Failure {
        match self {
            Self::Login
            | Self::LoginDevice
            | Self::LoginDeviceDay
            | Self::Joining
            | Self::LoginAddress
            | Self::LoginAccounts
            | Self::LoginUnknown
            | Self::Registration
            | Self::BadToken
            | Self::Invitation
            | Self::Admin
            | Self::Code
            | Self::CodeDay
            | Self::CodeAddress
            | Self::Reset
            | Self::ResetAddress
            | Self::Payment
            | Self::PaymentCompany => Failure::Strict,
            _ => Failure::Bounded,
        }
    }

    /// Whether what was counted may be given back: only wrong passwords count, and that is known late.
    pub const fn is_refundable(self) -> bool {
        matches!(self, Self::Login | Self::LoginDevice | Self::LoginDeviceDay | Self::LoginAddress | Self::LoginUnknown)
    }

    /// Whether it counts distinct members, or those that are inside at once.
    pub const fn counts_members(self) -> bool {
        matches!(self, Self::LoginAccounts | Self::SearchAtOnce)
    }
}

/// By what a caller is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallerKind {
    /// An address.
    Address,
    /// A person.
    Person,
}

/// The budgets of a route's class, besides what every request is counted against.
pub const fn budgets(class: LimitClass, known: CallerKind) -> &'static [(Budget, LimitScope)] {
    match (class, known) {
        // Passwords are counted by content: an account and where it is tried from (`sign_in`).
        (LimitClass::Login | LimitClass::Open, _) => &[],
        (LimitClass::Probe, _) => &[(Budget::Probe, LimitScope::Address)],
        (LimitClass::Joining, _) => &[(Budget::Joining, LimitScope::Address)],
        (LimitClass::Registration, _) => &[(Budget::Registration, LimitScope::Address)],
        (LimitClass::Token, _) => &[(Budget::Token, LimitScope::Caller)],
        (LimitClass::Search, CallerKind::Address) => {
            &[(Budget::Search, LimitScope::Address), (Budget::SearchAtOnce, LimitScope::Caller)]
        }
        (LimitClass::Search, CallerKind::Person) => {
            &[(Budget::SearchUser, LimitScope::Person), (Budget::SearchAtOnce, LimitScope::Caller)]
        }
        (LimitClass::Catalogue, _) => &[(Budget::Catalogue, LimitScope::Caller)],
        (LimitClass::Read, _) => &[(Budget::Read, LimitScope::Caller)],
        (LimitClass::Write, _) => &[(Budget::Write, LimitScope::Caller)],
        (LimitClass::Order, _) => &[(Budget::Order, LimitScope::Caller), (Budget::OrderCompany, LimitScope::Company)],
        (LimitClass::Listing, _) => &[(Budget::Listing, LimitScope::Company)],
        (LimitClass::Admin, _) => &[(Budget::Admin, LimitScope::Person)],
        // Destination and account are counted by content, like passwords.
        (LimitClass::Code, _) => &[(Budget::CodeAddress, LimitScope::Address)],
        (LimitClass::Reset, _) => &[(Budget::ResetAddress, LimitScope::Address)],
        (LimitClass::Payment, _) => {
            &[(Budget::Payment, LimitScope::Caller), (Budget::PaymentCompany, LimitScope::Company)]
        }
        (LimitClass::Upload, _) => &[(Budget::Upload, LimitScope::Company)],
        (LimitClass::Export, _) => &[(Budget::Export, LimitScope::Caller)],
    }
}
