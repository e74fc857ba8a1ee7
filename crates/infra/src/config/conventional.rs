//! Names of environment variables that hosts and other programs use. `AQAD_…` wins over them.

use kernel::Secret;
use toml::{Table, Value};

use super::ConfigError;

/// The names, and what they set.
pub const CONVENTIONAL_NAMES: &[(&str, &str)] = &[
    ("JWT_SECRET", "auth.secret"),
    ("DATABASE_URL", "database.url"),
    ("DB_PASSWORD", "the password in database.url, if it has none"),
    ("REDIS_URL", "limits.redis_url and cache.redis_url"),
    ("PORT", "the port of server.listen"),
];

/// The keys that a variable sets, and their values; nothing for one that is none of these, or empty.
pub(super) fn settings(name: &str, value: &str, merged: &Table) -> Result<Vec<(&'static str, String)>, ConfigError> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(Vec::new());
    }
    Ok(match name {
        "JWT_SECRET" => vec![("auth.secret", value.to_owned())],
        "DATABASE_URL" => vec![("database.url", value.to_owned())],
        "REDIS_URL" => vec![("limits.redis_url", value.to_owned()), ("cache.redis_url", value.to_owned())],
        "PORT" => port(value, merged)?,
        _ => Vec::new(),
    })
}

/// The address stays as it is; so does a public address that somebody chose.
fn port(value: &str, merged: &Table) -> Result<Vec<(&'static str, String)>, ConfigError> {
    let wrong = || ConfigError::Value {
        key: "server.listen".to_owned(),
        why: "the variable PORT must be a number from 1 to 65535".to_owned(),
    };
    let port: u16 = value.parse().ok().filter(|port| *port > 0).ok_or_else(wrong)?;
    let text = |key: &str| merged.get("server").and_then(|s| s.get(key)).and_then(Value::as_str).unwrap_or_default();
    let listen = text("listen").rsplit_once(':').map_or("127.0.0.1", |(host, _)| host);
    let mut set = vec![("server.listen", format!("{listen}:{port}"))];
    if text("public_url") == "http://localhost:8080" {
        set.push(("server.public_url", format!("http://localhost:{port}")));
    }
    Ok(set)
}

/// Puts a password into an address of a database that has a user and no password.
pub(super) fn with_password(url: &Secret<String>, password: &str) -> Option<Secret<String>> {
    let (scheme, rest) = url.reveal().split_once("://")?;
    let (user, place) = rest.rsplit_once('@')?;
    if user.is_empty() || user.contains([':', '/', '?', '#']) || password.is_empty() {
        return None;
    }
    Some(Secret::new(format!("{scheme}://{user}:{}@{place}", percent_encoded(password))))
}

/// Adds parameters to an address of a database; an empty value is none.
pub(super) fn with_parameters<'a>(
    url: &Secret<String>,
    parameters: impl IntoIterator<Item = (&'static str, &'a String)>,
) -> Secret<String> {
    let (url, fragment) = url.reveal().split_once('#').map_or((url.reveal().as_str(), None), |(u, f)| (u, Some(f)));
    let mut out = url.to_owned();
    for (name, value) in parameters.into_iter().filter(|(_, value)| !value.is_empty()) {
        out.push(if out.contains('?') { '&' } else { '?' });
        out.extend([name, "=", &percent_encoded(value)]);
    }
    out.extend(fragment.map(|fragment| format!("#{fragment}")));
    Secret::new(out)
}

fn percent_encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
