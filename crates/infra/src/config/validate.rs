//! What is not safe, or cannot be.

use std::net::IpAddr;

use super::error::{ConfigError, ConfigIssue};
use super::masked_url::known_parameters;
use super::{Config, Durability, Mode};
use crate::clock::OsEntropy;

/// A hundred years.
const MOST_DAYS: i64 = 36_500;

/// Refuses what cannot be in any mode, and in production whatever is not safe.
pub(super) fn validate(config: &Config) -> Result<(), ConfigError> {
    let value = |key: &str, why: &str| Err(ConfigError::Value { key: key.to_owned(), why: why.to_owned() });
    if config.server.tls_cert_file.is_empty() != config.server.tls_key_file.is_empty() {
        return value("server.tls_key_file", "set both tls_cert_file and tls_key_file, or neither");
    }
    if !config.server.public_url.starts_with("http://") && !config.server.public_url.starts_with("https://") {
        return value("server.public_url", "must start with https:// (or http:// in development)");
    }
    networks(config)?;
    super::exposure::validate(config)?;
    limits(config)?;
    cache(config)?;
    for (key, number) in [
        ("database.max_connections", u64::from(config.database.max_connections)),
        ("server.header_timeout_seconds", config.server.header_timeout_seconds),
        ("server.body_timeout_seconds", config.server.body_timeout_seconds),
        ("server.idle_timeout_seconds", config.server.idle_timeout_seconds),
        ("server.request_timeout_seconds", config.server.request_timeout_seconds),
    ] {
        if number == 0 {
            return value(key, "must be 1 or more");
        }
    }
    database_times(config)?;
    bodies_and_log(config)?;
    trade_and_sign_in(config)?;
    retention(config)?;
    config.database_settings()?;
    let production_errors = production_errors(config);
    if config.mode == Mode::Production && !production_errors.is_empty() {
        return Err(ConfigError::Unsafe(
            production_errors.iter().map(|c| format!("  - {c}")).collect::<Vec<_>>().join("\n"),
        ));
    }
    // Development makes its own later, where something is to be started.
    let is_to_be_made = config.mode == Mode::Development && config.auth.secret.reveal().is_empty();
    if let (false, Err(weak)) = (is_to_be_made, config.vault(std::sync::Arc::new(OsEntropy))) {
        return value("auth.secret", &weak.to_string());
    }
    if config.auth.previous_secrets.iter().any(|secret| secret.reveal().len() < 32) {
        let why = "each must have at least 32 characters, as every master secret ever had; list them whole";
        return value("auth.previous_secrets", why);
    }
    Ok(())
}

/// Whether networks can be read, and name less than the whole internet.
fn networks(config: &Config) -> Result<(), ConfigError> {
    let value = |key: &str, why: &str| Err(ConfigError::Value { key: key.to_owned(), why: why.to_owned() });
    let server = &config.server;
    for (key, networks) in [
        ("server.trusted_proxies", &server.trusted_proxies),
        ("server.proxy_protocol_from", &server.proxy_protocol_from),
        ("server.staff_from", &server.staff_from),
    ] {
        if let Some(bad) = networks.iter().find(|p| parse_network(p).is_none()) {
            return value(key, &format!("`{bad}` is not an IP address or a network such as 10.0.0.0/8"));
        }
        if let Some(bad) = networks.iter().find(|p| parse_network(p).is_some_and(|(_, bits)| bits == 0)) {
            let why = if key == "server.staff_from" {
                format!("`{bad}` covers the whole internet; leave the list empty to admit staff from everywhere")
            } else {
                format!(
                    "`{bad}` covers the whole internet, so any client could fake its address; set the proxy's own network"
                )
            };
            return value(key, &why);
        }
    }
    Ok(())
}

/// Whether a talk with the database has bounds that make sense.
fn database_times(config: &Config) -> Result<(), ConfigError> {
    let value = |key: &str, why: &str| Err(ConfigError::Value { key: key.to_owned(), why: why.to_owned() });
    let database = &config.database;
    for (key, seconds, most) in [
        ("database.connect_timeout_seconds", database.connect_timeout_seconds, 60),
        ("database.statement_timeout_seconds", database.statement_timeout_seconds, 3_600),
        ("database.commit_timeout_seconds", database.commit_timeout_seconds, 300),
        ("database.idle_timeout_seconds", database.idle_timeout_seconds, 86_400),
        ("database.max_lifetime_seconds", database.max_lifetime_seconds, 86_400),
    ] {
        if !(1..=most).contains(&seconds) {
            return value(key, &format!("must be between 1 and {most}"));
        }
    }
    Ok(())
}

/// Whether bodies have memory enough, and the access log a share of requests.
fn bodies_and_log(config: &Config) -> Result<(), ConfigError> {
    let value = |key: &str, why: &str| Err(ConfigError::Value { key: key.to_owned(), why: why.to_owned() });
    if !crate::telemetry::is_log_level(&config.log.level) {
        return value("log.level", "must be error, warn, info or debug, or by module, such as info,market=debug");
    }
    if config.log.access_log_percent > 100 {
        return value("log.access_log_percent", "must be between 0 and 100");
    }
    let least = 4 * crate::spreadsheet::MAX_BODY_BYTES;
    if config.server.body_memory_bytes < least {
        let why = format!("must be at least {least}: room for four files of the size that imports take");
        return value("server.body_memory_bytes", &why);
    }
    Ok(())
}

/// Whether the numbers of trade and sign-in make sense.
fn trade_and_sign_in(config: &Config) -> Result<(), ConfigError> {
    let value = |key: &str, why: &str| Err(ConfigError::Value { key: key.to_owned(), why: why.to_owned() });
    let trade = &config.trade;
    for (key, number, least, most) in [
        ("trade.accept_hours", trade.accept_hours, 0, 24 * 365),
        ("trade.return_days", trade.return_days, 0, 365),
        ("trade.price_guard_percent", trade.price_guard_percent, 1, 1_000),
        ("trade.price_guard_burst", trade.price_guard_burst, 1, 1_000_000),
        ("trade.unaccepted_packs", trade.unaccepted_packs, 1, 1_000_000),
        ("trade.unaccepted_percent", trade.unaccepted_percent, 1, 100),
        ("trade.unaccepted_value", trade.unaccepted_value, 0, 1_000_000_000_000_000),
        ("trade.unaccepted_trust_orders", trade.unaccepted_trust_orders, 1, 1_000_000),
        ("auth.refresh_idle_days", config.auth.refresh_idle_days, 1, 365),
        ("auth.refresh_absolute_days", config.auth.refresh_absolute_days, 1, 365),
        ("auth.session_idle_minutes", config.auth.session_idle_minutes, 1, 24 * 60),
        ("auth.session_absolute_hours", config.auth.session_absolute_hours, 1, 24 * 30),
        ("auth.max_sessions", config.auth.max_sessions, 1, 10_000),
    ] {
        if !(least..=most).contains(&number) {
            return value(key, &format!("must be between {least} and {most}"));
        }
    }
    for (key, number, most) in [
        ("auth.hashing_threads", config.auth.hashing_threads, 1_024),
        ("auth.hashing_queue", config.auth.hashing_queue, 1_000_000),
    ] {
        if number > most {
            return value(key, &format!("must be at most {most}"));
        }
    }
    if config.auth.session_idle_minutes > config.auth.session_absolute_hours * 60 {
        return value("auth.session_idle_minutes", "must not be longer than auth.session_absolute_hours");
    }
    if !(30..=3_600).contains(&config.auth.access_token_seconds) {
        return value("auth.access_token_seconds", "must be between 30 and 3600");
    }
    Ok(())
}

/// Whether data is kept as long as the program needs it. "For ever" is not offered: personal data has an end.
fn retention(config: &Config) -> Result<(), ConfigError> {
    let kept = &config.retention;
    for (key, days, least, most, why) in [
        ("session_days", kept.session_days, 1, MOST_DAYS, "a sign-in tells its owner where it came from"),
        (
            "invitation_days",
            kept.invitation_days,
            30,
            MOST_DAYS,
            "whoever let a colleague in cannot approve their price changes in the days after",
        ),
        ("basket_days", kept.basket_days, 1, MOST_DAYS, "what is in a basket waits to be ordered"),
        (
            "order_address_days",
            kept.order_address_days,
            30,
            MOST_DAYS,
            "questions about a delivery come after the order has ended",
        ),
        ("notice_days", kept.notice_days, 7, MOST_DAYS, "people read notices after a week away"),
        ("security_days", kept.security_days, 7, 365, "the pages about security show up to seven days"),
        ("audit_days", kept.audit_days, 365, MOST_DAYS, "the trail has to outlast a year's accounts"),
    ] {
        if !(least..=most).contains(&days) {
            let why = format!("must be between {least} and {most} days, because {why}");
            return Err(ConfigError::Value { key: format!("retention.{key}"), why });
        }
    }
    Ok(())
}

/// Whether the limits can be kept.
fn limits(config: &Config) -> Result<(), ConfigError> {
    let value = |key: &str, why: &str| Err(ConfigError::Value { key: format!("limits.{key}"), why: why.to_owned() });
    let limits = &config.limits;
    config.limits_redis()?;
    let quotas = limits.quotas.iter().map(|(name, quota)| (name.clone(), quota));
    let routes = limits.routes.iter().map(|(name, quota)| (format!("routes.{name}"), quota));
    for (name, quota) in quotas.chain(routes) {
        if !(1..=86_400).contains(&quota.seconds) {
            return value(&name, "seconds must be between 1 and 86400 (a day)");
        }
        if quota.requests > 1_000_000_000_000 {
            return value(&name, "requests must be at most 1000000000000");
        }
    }
    for (key, number, least, most) in [
        ("redis_timeout_ms", limits.redis_timeout_ms, 1, 1_000),
        ("nodes", limits.nodes, 1, 10_000),
        ("memory_bytes", limits.memory_bytes as u64, 1 << 20, 1 << 40),
        ("pow_bits", u64::from(limits.pow_bits), 1, 30),
        ("max_concurrent_requests", limits.max_concurrent_requests as u64, 8, 1_000_000),
        ("max_concurrent_searches", limits.max_concurrent_searches as u64, 1, 1_000_000),
        ("max_concurrent_exports", limits.max_concurrent_exports as u64, 1, 10_000),
    ] {
        if !(least..=most).contains(&number) {
            return value(key, &format!("must be between {least} and {most}"));
        }
    }
    if !is_prefix(&limits.redis_prefix) {
        return value("redis_prefix", "must have 1 to 64 letters, digits or -_:. characters");
    }
    Ok(())
}

fn is_prefix(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || "-_:.".contains(c);
    (1..=64).contains(&text.len()) && text.chars().all(word)
}

/// Whether the cache can be kept.
fn cache(config: &Config) -> Result<(), ConfigError> {
    let value = |key: &str, why: &str| Err(ConfigError::Value { key: format!("cache.{key}"), why: why.to_owned() });
    let cache = &config.cache;
    config.cache_redis()?;
    for (key, number, least, most) in [
        ("redis_timeout_ms", cache.redis_timeout_ms, 1, 5_000),
        ("max_staleness_ms", cache.max_staleness_ms, 20, 1_000),
        ("memory_bytes", cache.memory_bytes, 1 << 20, 1 << 40),
    ] {
        if !(least..=most).contains(&number) {
            return value(key, &format!("must be between {least} and {most}"));
        }
    }
    if !is_prefix(&cache.redis_prefix) {
        return value("redis_prefix", "must have 1 to 64 letters, digits or -_:. characters");
    }
    if !cache.redis_url.reveal().is_empty() && cache.single_node {
        return value("single_node", "must be false when cache.redis_url is set; remove one of them");
    }
    Ok(())
}

/// Everything that production would refuse, whatever the mode is now.
pub fn production_errors(config: &Config) -> Vec<ConfigIssue> {
    let mut found = Vec::new();
    // Production does not take the one that development made for itself.
    if config.auth.secret.reveal().is_empty() || config.has_own_secret() {
        found.push(
            "auth.secret is not set; set AQAD_AUTH__SECRET_FILE to a file with what `aqad keys new` prints".to_owned(),
        );
    } else if let Err(weak) = config.vault(std::sync::Arc::new(OsEntropy)) {
        found.push(format!("auth.secret: {weak}"));
    }
    if !config.uses_tls() && config.server.trusted_proxies.is_empty() && !config.server.listen.ip().is_loopback() {
        found.push("server.listen is reachable from the network without TLS; set server.tls_cert_file and server.tls_key_file, or add the proxy that terminates TLS to server.trusted_proxies".to_owned());
    }
    if !config.server.public_url.starts_with("https://") {
        found.push("server.public_url must start with https://".to_owned());
    }
    if !config.limits.enabled {
        found.push("limits.enabled must be true".to_owned());
    }
    if config.limits.monitor_only {
        found.push(
            "limits.monitor_only must be false, because nothing would be blocked; set it on single limits instead"
                .to_owned(),
        );
    }
    if config.cors.origins.iter().any(|o| !o.starts_with("https://")) {
        found.push("cors.origins can contain https:// origins only".to_owned());
    }
    if config.database.url.reveal().is_empty() && config.database.sqlite_durability == Durability::Normal {
        found.push("database.sqlite_durability must be \"full\", so that orders survive a power cut".to_owned());
    }
    found.extend(super::exposure::production_errors(config));
    found
}

/// What can be meant, and often is not: said at start and by `aqad check-config`.
pub fn warnings(config: &Config) -> Vec<ConfigIssue> {
    let mut found = Vec::new();
    let nobody_named = config.server.trusted_proxies.is_empty() && config.server.proxy_protocol_from.is_empty();
    if config.mode == Mode::Production && config.server.listen.ip().is_loopback() && nobody_named {
        found.push("server.listen accepts local connections only, so there must be a proxy in front, but server.trusted_proxies is empty; all its clients would share one address's limits".to_owned());
    }
    for text in &config.server.trusted_proxies {
        let wide = parse_network(text).is_some_and(|(address, bits)| bits < if address.is_ipv4() { 8 } else { 16 });
        if wide {
            found.push(format!(
                "server.trusted_proxies: `{text}` is a very large network; every client in it can fake its address"
            ));
        }
    }
    if !config.auth.previous_secrets.is_empty() {
        found.push(
            "auth.previous_secrets is set; `aqad keys rotate --master` seals everything with auth.secret, and `aqad doctor` says when the previous ones can be removed"
                .to_owned(),
        );
    }
    let on_a_server = !config.database.url.reveal().is_empty();
    if config.limits.enabled && on_a_server && config.limits.redis_url.reveal().is_empty() {
        found.push(
            "limits.redis_url is empty; if several nodes use this database, each allows the full quota of every limit"
                .to_owned(),
        );
    }
    if config.cache.enabled && config.cache.redis_url.reveal().is_empty() && !config.may_cache_locally() {
        found.push(
            "the cache is off, because other nodes on this database would not see changes; set cache.redis_url, or cache.single_node = true if this is the only node"
                .to_owned(),
        );
    }
    if config.limits.nodes > 1 && config.limits.redis_url.reveal().is_empty() {
        found.push("limits.nodes has no effect without limits.redis_url".to_owned());
    }
    if config.limits.enabled && config.limits.monitor_only {
        found.push("limits.monitor_only is on; nothing is blocked".to_owned());
    }
    for name in known_parameters(&config.database.url).1 {
        found.push(format!("database.url: the parameter `{name}` has no effect and is left out; remove it"));
    }
    found.extend(super::exposure::warnings(config));
    found.extend(super::secrets::exposed_files(config));
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
