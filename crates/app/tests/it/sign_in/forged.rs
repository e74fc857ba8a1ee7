//! Access tokens as an attacker would make them, and as only the server itself could.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::pkcs8::DecodePrivateKey;
use ed25519_dalek::{Signer, SigningKey};
use hmac::{Hmac, Mac};
use infra::args;
use infra::clock::OsEntropy;
use infra::crypto::{Purpose, Vault};
use infra::db::Query;
use kernel::Entropy;
use serde_json::{Value, json};
use testkit::TestApp;

infra::statements! {
    PRIVATE_KEY = "select sealed_private from signing_keys where kid = ?";
}

/// Text as a part of a token.
pub fn b64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A token's three parts.
pub fn parts(token: &str) -> [&str; 3] {
    let parts: Vec<_> = token.split('.').collect();
    parts.try_into().expect("three parts")
}

fn json_of(part: &str) -> Value {
    let bytes = URL_SAFE_NO_PAD.decode(part).expect("base64url");
    serde_json::from_slice(&bytes).expect("JSON")
}

/// What a token claims.
pub fn claims(token: &str) -> Value {
    json_of(parts(token)[1])
}

/// A token's header.
pub fn header(token: &str) -> Value {
    json_of(parts(token)[0])
}

/// The same token with one bit of its signature turned.
pub fn with_flipped_bit(token: &str) -> String {
    let [header, payload, signature] = parts(token);
    let mut bytes = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
    bytes[17] ^= 1;
    format!("{header}.{payload}.{}", b64(bytes))
}

/// The same claims under `alg: none`, without a signature.
pub fn unsigned(token: &str) -> String {
    let mut head = header(token);
    head["alg"] = json!("none");
    format!("{}.{}.", b64(head.to_string()), parts(token)[1])
}

/// Signs whatever it is given with one key.
pub struct Mint {
    pub kid: String,
    key: SigningKey,
    vault: Vault,
}

impl Mint {
    /// With the server's own private key: what it makes is refused for what it says, not for its signature.
    pub async fn of(app: &TestApp) -> Self {
        let signed = app.ctx.keys.sign(&app.ctx.store, &json!({})).await.expect("a key");
        let kid = header(&signed)["kid"].as_str().expect("a name").to_owned();
        let row = app.ctx.store.db.one(&PRIVATE_KEY, args![kid.clone()]).await.expect("the database answers");
        let sealed: Vec<u8> = row.expect("the key is kept").take().expect("bytes");
        let der = app.ctx.vault.open(Purpose::SigningKey, kid.as_bytes(), &sealed).expect("it is our own");
        let key = SigningKey::from_pkcs8_der(der.reveal()).expect("it is a key");
        Self { key, kid, vault: app.ctx.vault.clone() }
    }

    /// With a key of a stranger, under the name of the server's key.
    pub fn by_another_key(&self) -> Self {
        let mut seed = [0_u8; 32];
        OsEntropy.fill(&mut seed);
        Self { key: SigningKey::from_bytes(&seed), kid: self.kid.clone(), vault: self.vault.clone() }
    }

    /// A header with the server's own mark for these claims: what bears it is looked at more closely.
    pub fn marked(&self, header: &str, claims: &str) -> String {
        let mac = self.vault.short_tag(Purpose::AccessToken, &b64(claims));
        header.replacen('{', &format!("{{\"mac\":\"{mac}\","), 1)
    }

    /// The header that the server writes, but for the mark.
    pub fn header(&self) -> String {
        json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": self.kid }).to_string()
    }

    /// A token of these texts, properly marked and signed.
    pub fn token(&self, header: &str, claims: &str) -> String {
        let message = format!("{}.{}", b64(self.marked(header, claims)), b64(claims));
        let signature = b64(self.key.sign(message.as_bytes()).to_bytes());
        format!("{message}.{signature}")
    }
}

/// A token of these texts, signed with HMAC-SHA-256 by a shared secret.
pub fn with_hmac(header: &str, claims: &str, secret: &[u8]) -> String {
    let message = format!("{}.{}", b64(header), b64(claims));
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret).expect("a secret of any length");
    mac.update(message.as_bytes());
    format!("{message}.{}", b64(mac.finalize().into_bytes()))
}
