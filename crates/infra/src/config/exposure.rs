//! What of this server others can reach, and what of its talk they could hear.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use kernel::Secret;
use redis_link::hosts_in_clear;

use super::error::{ConfigError, ConfigIssue};
use super::{Config, LogFormatSetting, Mode};
use crate::db::transport::{Transport, is_this_machine, transport};

/// Whoever speaks from here has the machine already.
pub(super) const THIS_MACHINE: [(IpAddr, u8); 2] =
    [(IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)), 8), (IpAddr::V6(Ipv6Addr::LOCALHOST), 128)];
/// The shortest token that guards the metrics: 128 bits in hexadecimal.
const SHORTEST_TOKEN: usize = 32;

/// Refuses what cannot be in any mode.
pub(super) fn validate(config: &Config) -> Result<(), ConfigError> {
    let value = |key: &str, why: String| Err(ConfigError::Value { key: key.to_owned(), why });
    let token = config.server.metrics_token.reveal();
    let fits = token.len() >= SHORTEST_TOKEN && token.bytes().all(|byte| byte.is_ascii_graphic());
    if !token.is_empty() && !fits {
        let why = format!("must have {SHORTEST_TOKEN} characters or more, letters and digits (openssl rand -hex 32)");
        return value("server.metrics_token", why);
    }
    database_files(config)
}

/// Whether the files of the database's TLS can have an effect, and can be read.
fn database_files(config: &Config) -> Result<(), ConfigError> {
    let value = |key: &str, why: String| Err(ConfigError::Value { key: key.to_owned(), why });
    let database = &config.database;
    if database.client_cert_file.is_empty() != database.client_key_file.is_empty() {
        return value(
            "database.client_key_file",
            "set both client_cert_file and client_key_file, or neither".to_owned(),
        );
    }
    let url = database.url.reveal();
    for (key, path) in [
        ("database.ca_file", &database.ca_file),
        ("database.client_cert_file", &database.client_cert_file),
        ("database.client_key_file", &database.client_key_file),
    ] {
        if path.is_empty() {
            continue;
        }
        if url.is_empty() {
            return value(key, "has no effect on SQLite; set database.url or remove this key".to_owned());
        }
        // What the driver prefers, it leaves where the server does not want it.
        if !["verify", "VERIFY", "require", "REQUIRE"].iter().any(|word| url.contains(&format!("mode={word}"))) {
            let mode = if url.starts_with("mysql") { "ssl-mode=VERIFY_IDENTITY" } else { "sslmode=verify-full" };
            return value(key, format!("has no effect unless database.url asks for TLS; add {mode} to its parameters"));
        }
        if let Err(error) = std::fs::read(path) {
            return value(key, format!("cannot read {path}: {error}"));
        }
    }
    Ok(())
}

/// What production refuses.
pub(super) fn production_errors(config: &Config) -> Vec<ConfigIssue> {
    let mut found = Vec::new();
    found.extend(metrics(config));
    found.extend(database(config));
    let (limits, cache) = (&config.limits, &config.cache);
    if !limits.redis_allow_insecure_transport {
        found.extend(redis("limits", &limits.redis_url));
    }
    if !cache.redis_allow_insecure_transport && cache.enabled {
        found.extend(redis("cache", &cache.redis_url));
    }
    found
}

fn metrics(config: &Config) -> Option<ConfigIssue> {
    let text = &config.server.metrics_listen;
    if text.is_empty() {
        return None;
    }
    let Ok(address) = text.parse::<SocketAddr>() else {
        return Some("server.metrics_listen must be an address with a port, or empty".to_owned());
    };
    let guarded = !config.server.metrics_token.reveal().is_empty();
    (!is_inner(address.ip()) && !guarded).then(|| {
        "server.metrics_listen is no loopback or private address, so others could read the metrics; bind it to one, set server.metrics_token_file (openssl rand -hex 32), or turn metrics off with an empty address".to_owned()
    })
}

fn database(config: &Config) -> Option<ConfigIssue> {
    if config.database.allow_insecure_transport {
        return None;
    }
    let source = config.database_settings().ok()?.source;
    let mode = match source {
        crate::db::DataSource::Mysql(_) => "ssl-mode=VERIFY_IDENTITY",
        _ => "sslmode=verify-full",
    };
    let what = match transport(&source) {
        Some(Transport::SameMachine | Transport::Verified) => return None,
        Some(Transport::Encrypted) => "does not check who answers",
        Some(Transport::Clear) => "crosses the network without TLS",
        None => return Some("database.url cannot be read; see its parameters".to_owned()),
    };
    Some(format!(
        "database.url {what}; add the parameter {mode} (and database.ca_file for an authority of your own), or set database.allow_insecure_transport = true if the network itself is protected"
    ))
}

fn redis(section: &str, url: &Secret<String>) -> Option<ConfigIssue> {
    let others: Vec<(String, bool)> = hosts_in_clear(url.reveal());
    let (host, names_others) =
        others.into_iter().find(|(host, names_others)| *names_others || !is_this_machine(host))?;
    let what = match (names_others, url.reveal().starts_with("rediss")) {
        (_, true) => format!("asks the sentinel {host} without TLS"),
        (true, false) => "goes without TLS to every server that a cluster or sentinels name".to_owned(),
        (false, false) => "crosses the network without TLS".to_owned(),
    };
    Some(format!(
        "{section}.redis_url {what}; write rediss:// (and {section}.redis_ca_file for an authority of your own), or set {section}.redis_allow_insecure_transport = true if the network itself is protected"
    ))
}

/// Whether only neighbours reach an address: of this machine, or of a network that the internet does not route.
fn is_inner(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let shared = v4.octets()[0] == 100 && v4.octets()[1] & 0xc0 == 64;
            v4.is_loopback() || v4.is_private() || v4.is_link_local() || shared
        }
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

impl Config {
    /// Whether the metrics are read over TLS: with the server's certificate, where others than neighbours reach them.
    pub fn metrics_use_tls(&self) -> bool {
        let address = self.server.metrics_listen.parse::<SocketAddr>();
        self.uses_tls() && address.is_ok_and(|address| !is_inner(address.ip()))
    }
}

/// What can be meant in production, and had better be known.
pub(super) fn warnings(config: &Config) -> Vec<ConfigIssue> {
    let mut found = Vec::new();
    if config.mode != Mode::Production {
        return found;
    }
    if config.log.format == LogFormatSetting::Text {
        found.push("log.format is text, which few log processors read; leave it at auto, or write json".to_owned());
    }
    let metrics = config.server.metrics_listen.parse::<SocketAddr>();
    let is_outer = metrics.is_ok_and(|address| !is_inner(address.ip()));
    if is_outer && !config.uses_tls() {
        found.push("server.metrics_listen has no TLS, so server.metrics_token crosses the network in the clear; keep that network to yourself".to_owned());
    }
    for (key, is_allowed) in [
        ("database.allow_insecure_transport", config.database.allow_insecure_transport && database_crosses(config)),
        (
            "limits.redis_allow_insecure_transport",
            config.limits.redis_allow_insecure_transport && redis("limits", &config.limits.redis_url).is_some(),
        ),
        (
            "cache.redis_allow_insecure_transport",
            config.cache.redis_allow_insecure_transport && redis("cache", &config.cache.redis_url).is_some(),
        ),
    ] {
        if is_allowed {
            found.push(format!("{key} is on; whoever is on the way can read and change what is said"));
        }
    }
    found
}

fn database_crosses(config: &Config) -> bool {
    let way = config.database_settings().ok().and_then(|settings| transport(&settings.source));
    !matches!(way, Some(Transport::SameMachine | Transport::Verified))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_addresses_are_those_that_the_internet_does_not_route() {
        for inner in [
            "127.0.0.1",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.1.1",
            "::1",
            "fd00::1",
            "fe80::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(is_inner(inner.parse().expect("an address")), "{inner}");
        }
        for outer in [
            "0.0.0.0",
            "::",
            "8.8.8.8",
            "172.15.0.1",
            "172.32.0.1",
            "100.63.0.1",
            "100.128.0.1",
            "192.169.0.1",
            "2001:db8::1",
            "::ffff:8.8.8.8",
        ] {
            assert!(!is_inner(outer.parse().expect("an address")), "{outer}");
        }
    }
}
