//! Device cookies: a browser that somebody signed in with gets a bucket of its own for their
//! account, so that a stranger who guesses cannot shut the owner out (OWASP, Slow Down Online
//! Guessing Attacks with Device Cookies).
//!
//! The cookie proves nothing else: it is no session, opens nothing, and works for one account.

use http::{HeaderMap, HeaderValue};
use infra::crypto::{Vault, constant_time_eq};
use kernel::Timestamp;
use limiter::LimitKeyHasher;

use crate::layers::cookies;

/// Days a device is known without being used.
const DAYS: i64 = 180;
const PURPOSE: &str = "device-cookie";

/// A device that an account knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Device {
    nonce: String,
}

impl Device {
    /// A device nobody knew.
    pub fn fresh(vault: &Vault) -> Self {
        Self { nonce: vault.token().0.reveal().clone() }
    }

    /// The device that a request's cookie proves for an account.
    pub fn of(
        headers: &HeaderMap,
        account: &str,
        vault: &Vault,
        hasher: &LimitKeyHasher,
        now: Timestamp,
    ) -> Option<Self> {
        let name = cookie_name(account, hasher);
        let value = cookies::named(headers, &name).next()?;
        let mut parts = value.split('.');
        let (nonce, issued, mac) = (parts.next()?, parts.next()?, parts.next()?);
        let since: i64 = issued.parse().ok()?;
        let is_current = (since..since.saturating_add(DAYS * 86_400)).contains(&now.seconds());
        let good = is_current && parts.next().is_none() && nonce.len() <= 64;
        (good && constant_time_eq(mac.as_bytes(), proof(account, nonce, issued, vault).as_bytes()))
            .then(|| Self { nonce: nonce.to_owned() })
    }

    /// What to name its bucket by.
    pub fn bytes(&self) -> &[u8] {
        self.nonce.as_bytes()
    }

    /// The cookie that makes an account know it from now on.
    pub fn cookie(&self, account: &str, vault: &Vault, hasher: &LimitKeyHasher, now: Timestamp) -> Option<HeaderValue> {
        let (name, issued) = (cookie_name(account, hasher), now.seconds().to_string());
        let (mac, age) = (proof(account, &self.nonce, &issued, vault), DAYS * 86_400);
        let text =
            format!("{name}={}.{issued}.{mac}; Max-Age={age}; Path=/; Secure; HttpOnly; SameSite=Strict", self.nonce);
        HeaderValue::from_str(&text).ok()
    }
}

/// One cookie an account, so that people who share a browser do not push each other out. The name
/// tells nobody which account.
fn cookie_name(account: &str, hasher: &LimitKeyHasher) -> String {
    format!("__Host-aqad-device-{}", &hasher.key(PURPOSE, &[account.as_bytes()]).hex()[..8])
}

fn proof(account: &str, nonce: &str, issued: &str, vault: &Vault) -> String {
    vault.mac_hex(PURPOSE, &[account.as_bytes(), nonce.as_bytes(), issued.as_bytes()])
}
