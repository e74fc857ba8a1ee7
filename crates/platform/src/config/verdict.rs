//! What is not safe, or cannot be.

use std::net::IpAddr;

use super::layers::ConfigFault;
use super::{Config, Durability, Mode};
use crate::clock::OsEntropy;
use crate::crypto::Vault;

/// One thing that is wrong, and what to write instead.
pub type Complaint = String;

/// Refuses what cannot be in any mode, and in production whatever is not safe.
pub(super) fn judge(config: &Config) -> Result<(), ConfigFault> {
    let value = |key: &str, why: &str| Err(ConfigFault::Value { key: key.to_owned(), why: why.to_owned() });
    if config.server.tls_cert.is_empty() != config.server.tls_key.is_empty() {
        return value("server.tls_key", "tls_cert and tls_key go together; set both or neither");
    }
    if !config.server.public_url.starts_with("http://") && !config.server.public_url.starts_with("https://") {
        return value("server.public_url", "must start with https:// (or http:// in development)");
    }
    if let Some(bad) = config.server.trusted_proxies.iter().find(|p| parse_network(p).is_none()) {
        return value(
            "server.trusted_proxies",
            &format!("`{bad}` is neither an address nor a network such as 10.0.0.0/8"),
        );
    }
    if let Some(bad) = config.cors.origins.iter().find(|o| !is_origin(o)) {
        return value(
            "cors.origins",
            &format!(
                "`{bad}` is no origin; write scheme, host and port only, in lower case, such as https://shop.example.com"
            ),
        );
    }
    for (key, number) in [
        ("database.max_connections", u64::from(config.database.max_connections)),
        ("server.header_seconds", config.server.header_seconds),
        ("server.body_seconds", config.server.body_seconds),
        ("server.idle_seconds", config.server.idle_seconds),
        ("server.request_seconds", config.server.request_seconds),
    ] {
        if number == 0 {
            return value(key, "must be 1 or more");
        }
    }
    let trade = &config.trade;
    for (key, number, least, most) in [
        ("trade.accept_hours", trade.accept_hours, 0, 24 * 365),
        ("trade.return_days", trade.return_days, 0, 365),
        ("trade.price_guard_percent", trade.price_guard_percent, 1, 1_000),
        ("trade.price_guard_burst", trade.price_guard_burst, 1, 1_000_000),
        ("auth.refresh_idle_days", config.auth.refresh_idle_days, 1, 365),
        ("auth.refresh_absolute_days", config.auth.refresh_absolute_days, 1, 365),
    ] {
        if !(least..=most).contains(&number) {
            return value(key, &format!("must be between {least} and {most}"));
        }
    }
    if !(30..=3_600).contains(&config.auth.access_seconds) {
        return value("auth.access_seconds", "must be between 30 and 3600");
    }
    config.database_settings()?;
    let complaints = complaints(config);
    if config.mode == Mode::Production && !complaints.is_empty() {
        return Err(ConfigFault::Unsafe(complaints.iter().map(|c| format!("  - {c}")).collect::<Vec<_>>().join("\n")));
    }
    if let Err(weak) = Vault::new(&config.auth.secret, std::sync::Arc::new(OsEntropy)) {
        return value("auth.secret", &weak.to_string());
    }
    Ok(())
}

/// Everything that production would refuse.
pub fn complaints(config: &Config) -> Vec<Complaint> {
    let mut found = Vec::new();
    if config.auth.secret.reveal().is_empty() {
        found.push(
            "auth.secret is empty: set AQAD_AUTH__SECRET_FILE to a file with 48 random bytes (openssl rand -base64 48)"
                .to_owned(),
        );
    } else if let Err(weak) = Vault::new(&config.auth.secret, std::sync::Arc::new(OsEntropy)) {
        found.push(format!("auth.secret: {weak}"));
    }
    if !config.speaks_tls() && config.server.trusted_proxies.is_empty() && !config.server.listen.ip().is_loopback() {
        found.push("server.listen faces the network without TLS: set server.tls_cert and server.tls_key, or name the proxy that ends TLS in server.trusted_proxies".to_owned());
    }
    if !config.server.public_url.starts_with("https://") {
        found.push("server.public_url must start with https://".to_owned());
    }
    if !config.limits.enabled {
        found.push("limits.enabled must be true".to_owned());
    }
    if config.cors.origins.iter().any(|o| !o.starts_with("https://")) {
        found.push("cors.origins may name https:// origins only".to_owned());
    }
    if config.database.url.reveal().is_empty() && config.database.sqlite_durability == Durability::Normal {
        found.push("database.sqlite_durability must be \"full\": orders must survive a power cut".to_owned());
    }
    if let Ok(metrics) = config.server.metrics_listen.parse::<std::net::SocketAddr>() {
        if metrics.ip().is_unspecified() {
            found.push("server.metrics_listen faces every network: bind it to an inner address".to_owned());
        }
    } else if !config.server.metrics_listen.is_empty() {
        found.push("server.metrics_listen must be an address with a port, or empty".to_owned());
    }
    found
}

/// `10.0.0.0/8`, `::1`, …: the network's address and the length of its prefix.
pub fn parse_network(text: &str) -> Option<(IpAddr, u8)> {
    let (address, bits) = text.split_once('/').map_or((text, None), |(a, b)| (a, Some(b)));
    let address: IpAddr = address.parse().ok()?;
    let most = if address.is_ipv4() { 32 } else { 128 };
    let bits = bits.map_or(Some(most), |b| b.parse().ok())?;
    (bits <= most).then_some((address, bits))
}

fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|h| {
        !h.is_empty() && h.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-:[]".contains(&b))
    })
}
