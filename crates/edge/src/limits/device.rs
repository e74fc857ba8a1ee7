//! Device cookies: a browser that somebody signed in with gets a bucket of its own for their
//! account, so that a stranger who guesses cannot shut the owner out (OWASP, Slow Down Online
//! Guessing Attacks with Device Cookies).
//!
//! The cookie proves nothing else: it is no session, opens nothing, and works for one account.

use http::{HeaderMap, HeaderValue};
use infra::crypto::{Purpose, Vault, constant_time_eq};
use kernel::Timestamp;
use limiter::LimitKeyHasher;

use crate::layers::cookies;

/// Days a device is known without being used.
const DAYS: i64 = 180;
const PURPOSE: Purpose = Purpose::DeviceCookie;

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

    /// The device that a request's cookie proves for an account. Its name may be of another master secret than
    /// this node counts by.
    pub fn of(headers: &HeaderMap, account: &str, vault: &Vault, now: Timestamp) -> Option<Self> {
        hashers(vault).find_map(|hasher| Self::named(headers, &cookie_name(account, &hasher), (account, vault), now))
    }

    fn named(headers: &HeaderMap, name: &str, (account, vault): (&str, &Vault), now: Timestamp) -> Option<Self> {
        let value = cookies::named(headers, name).next()?;
        let mut parts = value.split('.');
        let (nonce, issued, mac) = (parts.next()?, parts.next()?, parts.next()?);
        let since: i64 = issued.parse().ok()?;
        let is_current = (since..since.saturating_add(DAYS * 86_400)).contains(&now.seconds());
        let good = is_current && parts.next().is_none() && nonce.len() <= 64;
        let mut proofs = vault.mac_hexes(PURPOSE, &proved(account, nonce, issued));
        (good && proofs.any(|proof| constant_time_eq(mac.as_bytes(), proof.as_bytes())))
            .then(|| Self { nonce: nonce.to_owned() })
    }

    /// What to name its bucket by.
    pub fn bytes(&self) -> &[u8] {
        self.nonce.as_bytes()
    }

    /// The cookie that makes an account know it from now on.
    pub fn cookie(&self, account: &str, vault: &Vault, now: Timestamp) -> Option<HeaderValue> {
        let (name, issued) = (cookie_name(account, &hashers(vault).next()?), now.seconds().to_string());
        let (mac, age) = (vault.mac_hex(PURPOSE, &proved(account, &self.nonce, &issued)), DAYS * 86_400);
        let text =
            format!("{name}={}.{issued}.{mac}; Max-Age={age}; Path=/; Secure; HttpOnly; SameSite=Strict", self.nonce);
        HeaderValue::from_str(&text).ok()
    }
}

/// One cookie an account, so that people who share a browser do not push each other out. The name
/// tells nobody which account.
fn cookie_name(account: &str, hasher: &LimitKeyHasher) -> String {
    format!("__Host-aqad-device-{}", &hasher.key(PURPOSE.as_str(), &[account.as_bytes()]).hex()[..8])
}

fn proved<'a>(account: &'a str, nonce: &'a str, issued: &'a str) -> [&'a [u8]; 3] {
    [account.as_bytes(), nonce.as_bytes(), issued.as_bytes()]
}

/// What names counters and cookies under each known master secret, the active one first.
pub(super) fn hashers(vault: &Vault) -> impl Iterator<Item = LimitKeyHasher> {
    vault.tags(Purpose::Limits, b"names of callers").map(|tag| LimitKeyHasher::new(&secret(&tag)))
}

/// What counters' names are made with.
pub(super) fn secret(tag: &[u8; 32]) -> [u8; 16] {
    let mut secret = [0; 16];
    secret.copy_from_slice(&tag[..16]);
    secret
}
