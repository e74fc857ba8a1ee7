//! Which limits there are, and which of them a route is counted against.

use kernel::string_enum;
use limiter::FailureMode;

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
        LoginDeviceDaily = "login_device_daily",
        /// Wrong passwords: an address.
        LoginAddress = "login_address",
        /// Wrong passwords: how many accounts from one address.
        LoginAccounts = "login_accounts",
        /// Wrong passwords: an account, from devices it does not know.
        LoginUnknown = "login_unknown",
        /// Asking to join.
        Registration = "registration",
        /// Taking invitations.
        InvitationAcceptance = "invitation_acceptance",
        /// Trading refresh tokens.
        Token = "token",
        /// Tokens that are not good.
        BadToken = "bad_token",
        /// Looking for products.
        Search = "search",
        /// The same, of a person.
        SearchUser = "search_user",
        /// Searches that run.
        SearchBurst = "search_burst",
        /// Looking for products while somebody types.
        Typing = "typing",
        /// The public catalogue.
        Catalogue = "catalogue",
        /// Its rows.
        Rows = "rows",
        /// The same, of a person.
        RowsUser = "rows_user",
        /// Other reading.
        Read = "read",
        /// Pages that refresh themselves.
        Refresh = "refresh",
        /// Other writing.
        Write = "write",
        /// Placing orders.
        Order = "order",
        /// The same, of a company.
        OrderCompany = "order_company",
        /// Listing products.
        Listing = "listing",
        /// The same by file, of a company with a bulk allowance.
        ListingBulk = "listing_bulk",
        /// Changing prices, of a company.
        Price = "price",
        /// The same by file, of a company with a bulk allowance.
        PriceBulk = "price_bulk",
        /// Counting and adjusting stock, of a company.
        Stock = "stock",
        /// The same by file, of a company with a bulk allowance.
        StockBulk = "stock_bulk",
        /// Inviting one address.
        Invitation = "invitation",
        /// Dangerous writes of staff.
        Admin = "admin",
        /// One-time codes to one destination.
        Otp = "otp",
        /// The same, in a day.
        OtpDaily = "otp_daily",
        /// The same, from one address.
        OtpAddress = "otp_address",
        /// Forgotten passwords, of one account.
        PasswordReset = "password_reset",
        /// The same, from one address.
        PasswordResetAddress = "password_reset_address",
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
    pub const fn failure_mode(self) -> FailureMode {
        match self {
            Self::Login
            | Self::LoginDevice
            | Self::LoginDeviceDaily
            | Self::InvitationAcceptance
            | Self::LoginAddress
            | Self::LoginAccounts
            | Self::LoginUnknown
            | Self::Registration
            | Self::BadToken
            | Self::Invitation
            | Self::Admin
            | Self::Otp
            | Self::OtpDaily
            | Self::OtpAddress
            | Self::PasswordReset
            | Self::PasswordResetAddress
            | Self::Payment
            | Self::PaymentCompany => FailureMode::Strict,
            _ => FailureMode::Bounded,
        }
    }

    /// Whether what was counted may be given back: only wrong passwords count, and that is known late; and
    /// what a company shares is not used up by somebody who turns out to have no right to what they asked for.
    pub const fn is_refundable(self) -> bool {
        matches!(
            self,
            Self::Login
                | Self::LoginDevice
                | Self::LoginDeviceDaily
                | Self::LoginAddress
                | Self::LoginUnknown
                | Self::OrderCompany
                | Self::Listing
                | Self::ListingBulk
                | Self::Price
                | Self::PriceBulk
                | Self::Stock
                | Self::StockBulk
                | Self::Invitation
                | Self::PaymentCompany
                | Self::Upload
                | Self::UploadBytes
        )
    }

    /// Whether it counts distinct members, or those that are inside at once.
    pub const fn counts_members(self) -> bool {
        matches!(self, Self::LoginAccounts | Self::SearchBurst)
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
        (LimitClass::InvitationAcceptance, _) => &[(Budget::InvitationAcceptance, LimitScope::Address)],
        (LimitClass::Registration, _) => &[(Budget::Registration, LimitScope::Address)],
        (LimitClass::Token, _) => &[(Budget::Token, LimitScope::Caller)],
        (LimitClass::Search, CallerKind::Address) => {
            &[(Budget::Search, LimitScope::Address), (Budget::SearchBurst, LimitScope::Caller)]
        }
        (LimitClass::Search, CallerKind::Person) => {
            &[(Budget::SearchUser, LimitScope::Person), (Budget::SearchBurst, LimitScope::Caller)]
        }
        (LimitClass::Typing, _) => &[(Budget::Typing, LimitScope::Caller), (Budget::SearchBurst, LimitScope::Caller)],
        (LimitClass::Refresh, _) => &[(Budget::Refresh, LimitScope::Caller)],
        (LimitClass::Catalogue, _) => &[(Budget::Catalogue, LimitScope::Caller)],
        (LimitClass::Read, _) => &[(Budget::Read, LimitScope::Caller)],
        (LimitClass::Write, _) => &[(Budget::Write, LimitScope::Caller)],
        (LimitClass::Order, _) => &[(Budget::Order, LimitScope::Caller), (Budget::OrderCompany, LimitScope::Company)],
        (LimitClass::Listing, _) => &[(Budget::Listing, LimitScope::Company)],
        (LimitClass::Price, _) => &[(Budget::Write, LimitScope::Caller), (Budget::Price, LimitScope::Company)],
        (LimitClass::Stock, _) => &[(Budget::Write, LimitScope::Caller), (Budget::Stock, LimitScope::Company)],
        (LimitClass::Admin, _) => &[(Budget::Admin, LimitScope::Person)],
        // Destination and account are counted by content, like passwords.
        (LimitClass::Otp, _) => &[(Budget::OtpAddress, LimitScope::Address)],
        (LimitClass::PasswordReset, _) => &[(Budget::PasswordResetAddress, LimitScope::Address)],
        (LimitClass::Payment, _) => {
            &[(Budget::Payment, LimitScope::Caller), (Budget::PaymentCompany, LimitScope::Company)]
        }
        (LimitClass::Upload, _) => &[(Budget::Upload, LimitScope::Company)],
        (LimitClass::Export, _) => &[(Budget::Export, LimitScope::Caller)],
    }
}
