//! What an account that was tried is called where its e-mail address may not stand: in the log, in security
//! events, and where limits are shown.

use infra::crypto::{Purpose, Vault};
use kernel::Email;

/// Twelve hexadecimal digits of a keyed hash: the same for each spelling of an address, whether or not it has an
/// account, and of no use to whoever does not have the master secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountTag([u8; 6]);

impl AccountTag {
    /// For an address.
    pub fn new(vault: &Vault, email: &Email) -> Self {
        Self::of_canonical(vault, email.as_str())
    }

    /// For an address in its canonical spelling.
    pub fn of_canonical(vault: &Vault, email: &str) -> Self {
        let hash = vault.tag(Purpose::AccountName, email.as_bytes());
        Self([hash[0], hash[1], hash[2], hash[3], hash[4], hash[5]])
    }
}

impl std::fmt::Display for AccountTag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
