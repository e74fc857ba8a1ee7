//! What is kept for a time that the operator sets, and for how long.

use infra::config::RetentionConfig;
use kernel::string_enum;

string_enum! {
    /// A class of data that is deleted by age.
    pub enum RetainedData {
        /// Sign-ins, with address and browser, and their refresh tokens.
        Sessions = "sessions",
        /// Invitations, with the address that was invited.
        Invitations = "invitations",
        /// Lines of baskets.
        BasketLines = "basket_lines",
        /// Files of changes that nobody confirmed.
        ImportPreviews = "import_previews",
        /// Where goods of an order went.
        OrderAddresses = "order_addresses",
        /// What companies were told.
        Notices = "notices",
        /// The audit trail.
        AuditRows = "audit_rows",
    }
}

/// For how long data is kept, in seconds.
#[derive(Debug, Clone, Copy)]
pub struct RetentionRules {
    session: i64,
    invitation: i64,
    basket: i64,
    order_address: i64,
    notice: i64,
    audit: i64,
    security: i64,
}

const DAY_S: i64 = 24 * 3_600;

impl RetentionRules {
    /// As the operator set them.
    pub(crate) const fn of(config: &RetentionConfig) -> Self {
        Self {
            session: config.session_days * DAY_S,
            invitation: config.invitation_days * DAY_S,
            basket: config.basket_days * DAY_S,
            order_address: config.order_address_days * DAY_S,
            notice: config.notice_days * DAY_S,
            audit: config.audit_days * DAY_S,
            security: config.security_days * DAY_S,
        }
    }

    /// How long some data is kept. Files that nobody confirmed have a time of their own, which nobody sets.
    pub const fn seconds(&self, of: RetainedData) -> i64 {
        match of {
            RetainedData::Sessions => self.session,
            RetainedData::Invitations => self.invitation,
            RetainedData::BasketLines => self.basket,
            RetainedData::ImportPreviews => 0,
            RetainedData::OrderAddresses => self.order_address,
            RetainedData::Notices => self.notice,
            RetainedData::AuditRows => self.audit,
        }
    }

    /// How long what the security log counted and sampled is kept.
    pub const fn security_s(&self) -> i64 {
        self.security
    }
}
