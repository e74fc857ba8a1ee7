//! The token of forms: only a page that was shown to this sign-in knows it. It stands behind the
//! look at where a request comes from (`layers::session`), should a browser not say (CSRF; ASVS 3.5.1).
//!
//! What is shown is another text each time: the token under a one-time pad. Pages are compressed, and
//! a secret that stays the same beside text of a stranger's choice could be guessed by length (BREACH).

use std::fmt::Write as _;

use infra::crypto::{Purpose, Vault, constant_time_eq};
use kernel::SessionId;
use kernel::ids::Id;

/// The field that carries it.
pub const CSRF_FIELD: &str = "_csrf";
/// Bytes of the token.
const LENGTH: usize = 16;

fn token_of(tag: [u8; 32]) -> [u8; LENGTH] {
    let mut token = [0; LENGTH];
    token.copy_from_slice(&tag[..LENGTH]);
    token
}

/// The token as a form of a sign-in carries it, this time.
pub fn mask(vault: &Vault, session: SessionId, pad: [u8; LENGTH]) -> String {
    let tag = vault.tag(Purpose::FormToken, session.uuid().as_bytes());
    let masked = token_of(tag).iter().zip(pad).map(|(t, p)| t ^ p).collect::<Vec<_>>();
    pad.iter().chain(&masked).fold(String::with_capacity(4 * LENGTH), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether a form carries the token of its sign-in.
pub fn verify(vault: &Vault, session: SessionId, sent: &str) -> bool {
    let bytes: Option<Vec<u8>> = sent
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok()))
        .collect();
    let Some(bytes) = bytes.filter(|b| b.len() == 2 * LENGTH) else { return false };
    let (pad, masked) = bytes.split_at(LENGTH);
    let token: Vec<u8> = masked.iter().zip(pad).map(|(m, p)| m ^ p).collect();
    let id = *session.uuid().as_bytes();
    vault.tags(Purpose::FormToken, &id).any(|tag| constant_time_eq(&token, &token_of(tag)))
}
