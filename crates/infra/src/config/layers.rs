//! Puts the layers of configuration on top of each other and reads the result.

use std::fmt::Write as _;
use std::path::Path;

use kernel::{Entropy, Secret};
use toml::{Table, Value};

use super::error::ConfigError;
use super::masked_url::masked_url;
use super::{Config, Mode};

/// The compiled-in defaults, which explain every key.
pub const DEFAULTS: &str = include_str!("../../../../config/default.toml");

/// Variables that begin like ours and belong to the command line, the scripts and the tests.
const OTHER_TOOLS: &[&str] =
    &["CONFIG", "TEST_", "SERVICES", "KEEP_SERVICES", "DURABLE", "SCHEMATHESIS", "START_", "STOP_"];

/// Reads defaults, file and environment (given as pairs, so that tests need not touch the real
/// one), fills in secrets from files, and judges the whole.
pub fn load(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
    entropy: &dyn Entropy,
) -> Result<Config, ConfigError> {
    let known: Table = DEFAULTS.parse().expect("the compiled-in defaults are valid TOML");
    let mut merged = known.clone();
    if let Some(path) = file {
        let origin = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|e| ConfigError::File { path: origin.clone(), why: e.to_string() })?;
        let table: Table = text
            .parse()
            .map_err(|e: toml::de::Error| ConfigError::File { path: origin.clone(), why: e.to_string() })?;
        overlay(&mut merged, table, &known, "", &origin)?;
    }
    for (name, value) in environment {
        let Some(path) = name.strip_prefix("AQAD_").filter(|p| !OTHER_TOOLS.iter().any(|tool| p.starts_with(tool)))
        else {
            continue;
        };
        let keys: Vec<String> = path.split("__").map(str::to_ascii_lowercase).collect();
        overlay(&mut merged, nested(&keys, &value, &known), &known, "", &name)?;
    }
    let mut config: Config = Value::Table(merged)
        .try_into()
        .map_err(|e: toml::de::Error| ConfigError::Value { key: "?".to_owned(), why: e.to_string() })?;
    config.database.url = secret_of(config.database.url, &config.database.url_file, "database.url_file")?;
    config.limits.redis_url =
        secret_of(config.limits.redis_url, &config.limits.redis_url_file, "limits.redis_url_file")?;
    config.cache.redis_url = secret_of(config.cache.redis_url, &config.cache.redis_url_file, "cache.redis_url_file")?;
    config.auth.secret = secret_of(config.auth.secret, &config.auth.secret_file, "auth.secret_file")?;
    if config.mode == Mode::Development && config.auth.secret.reveal().is_empty() {
        config.auth.secret = development_secret(&config.data_dir, entropy)?;
    }
    super::validate::validate(&config)?;
    Ok(config)
}

/// Puts `over` on top; refuses keys that the defaults do not know and values of another type.
fn overlay(base: &mut Table, over: Table, known: &Table, within: &str, origin: &str) -> Result<(), ConfigError> {
    for (key, value) in over {
        let path = if within.is_empty() { key.clone() } else { format!("{within}.{key}") };
        let Some(default) = known.get(&key) else {
            return Err(ConfigError::UnknownKey { origin: origin.to_owned(), hint: hint(&key, known), key: path });
        };
        match (default, value) {
            // A table without keys of its own takes any.
            (Value::Table(known), Value::Table(over)) if known.is_empty() => drop(base.insert(key, Value::Table(over))),
            (Value::Table(known), Value::Table(over)) => {
                if let Some(Value::Table(base)) = base.get_mut(&key) {
                    overlay(base, over, known, &path, origin)?;
                }
            }
            (default, value) if default.type_str() == value.type_str() => drop(base.insert(key, value)),
            (default, value) => {
                let why =
                    format!("expected {}, but {origin} has {}", article(default.type_str()), article(value.type_str()));
                return Err(ConfigError::Value { key: path, why });
            }
        }
    }
    Ok(())
}

/// A type with its article.
fn article(name: &str) -> String {
    let an = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{an} {name}")
}

fn hint(key: &str, known: &Table) -> String {
    let close = known
        .keys()
        .filter(|k| k.starts_with(&key[..key.len().min(3)]) || key.contains(k.as_str()))
        .map(|k| format!("`{k}`"))
        .collect::<Vec<_>>();
    let all = || known.keys().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
    if close.is_empty() {
        format!("; valid keys are {}", all())
    } else {
        format!("; did you mean {}?", close.join(" or "))
    }
}

/// An environment variable as a table of one value, of the type the defaults have for it.
fn nested(keys: &[String], text: &str, known: &Table) -> Table {
    let mut table = Table::new();
    if let [key] = keys {
        let value = match known.get(key) {
            Some(Value::Integer(_)) => text.parse().map_or_else(|_| Value::String(text.to_owned()), Value::Integer),
            Some(Value::Boolean(_)) => text.parse().map_or_else(|_| Value::String(text.to_owned()), Value::Boolean),
            Some(Value::Array(_)) => Value::Array(
                text.split(',').map(str::trim).filter(|s| !s.is_empty()).map(|s| Value::String(s.to_owned())).collect(),
            ),
            Some(Value::Table(_)) => format!("v = {text}")
                .parse::<Table>()
                .ok()
                .and_then(|mut t| t.remove("v"))
                .unwrap_or_else(|| Value::String(text.to_owned())),
            _ => Value::String(text.to_owned()),
        };
        table.insert(key.clone(), value);
    } else if let [section, rest @ ..] = keys {
        let empty = Table::new();
        let known = known.get(section).and_then(Value::as_table).unwrap_or(&empty);
        table.insert(section.clone(), Value::Table(nested(rest, text, known)));
    }
    table
}

fn secret_of(given: Secret<String>, file: &str, key: &str) -> Result<Secret<String>, ConfigError> {
    if file.is_empty() {
        return Ok(given);
    }
    let text = std::fs::read_to_string(file)
        .map_err(|e| ConfigError::Value { key: key.to_owned(), why: format!("cannot read {file}: {e}") })?;
    Ok(Secret::new(text.trim().to_owned()))
}

/// Development makes its own secret once and keeps it where only its owner can read it.
fn development_secret(data_dir: &Path, entropy: &dyn Entropy) -> Result<Secret<String>, ConfigError> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let path = data_dir.join("secret");
    let error = |e: std::io::Error| ConfigError::File { path: path.display().to_string(), why: e.to_string() };
    std::fs::create_dir_all(data_dir).map_err(error)?;
    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
        Ok(mut file) => {
            let secret = crate::crypto::generate_secret(entropy);
            file.write_all(secret.reveal().as_bytes()).map_err(error)?;
            Ok(secret)
        }
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
            Ok(Secret::new(std::fs::read_to_string(&path).map_err(error)?.trim().to_owned()))
        }
        Err(e) => Err(error(e)),
    }
}

fn cache(config: &Config) -> String {
    let cache = &config.cache;
    let size = format!("{} MiB in this process", cache.memory_bytes >> 20);
    match masked_url(&cache.redis_url) {
        _ if !cache.enabled => "OFF".to_owned(),
        Some(url) => format!("{size}, shared through {url}, changes visible within {} ms", cache.max_staleness_ms),
        None if config.may_cache_locally() => size,
        None => "OFF (neither cache.redis_url nor cache.single_node is set)".to_owned(),
    }
}

/// What holds, key by key, with secrets masked.
pub fn describe(config: &Config) -> String {
    let masked = |secret: &Secret<String>| if secret.reveal().is_empty() { "(empty)" } else { "(set, hidden)" };
    let mut out = String::new();
    let place = masked_url(&config.database.url)
        .unwrap_or_else(|| format!("SQLite at {}", config.data_dir.join("aqad.db").display()));
    let _ = writeln!(out, "mode                    {:?}", config.mode);
    let _ = writeln!(
        out,
        "listens on              {} ({})",
        config.server.listen,
        if config.uses_tls() { "TLS" } else { "plain HTTP" }
    );
    let _ = writeln!(
        out,
        "metrics on              {}",
        if config.server.metrics_listen.is_empty() { "(off)" } else { &config.server.metrics_listen }
    );
    let _ = writeln!(out, "public address          {}", config.server.public_url);
    let _ = writeln!(out, "trusted proxies         {:?}", config.server.trusted_proxies);
    let _ = writeln!(out, "PROXY protocol from     {:?}", config.server.proxy_protocol_from);
    let _ = writeln!(out, "database                {place}");
    let _ = writeln!(out, "master secret           {}", masked(&config.auth.secret));
    let _ = writeln!(out, "cache                   {}", cache(config));
    let counted = masked_url(&config.limits.redis_url).unwrap_or_else(|| "in this process".to_owned());
    let mode = if config.limits.monitor_only { ", MONITOR ONLY: nothing is blocked" } else { "" };
    let on = if config.limits.enabled { "on" } else { "OFF" };
    let _ = writeln!(out, "limits                  {on}, counted {counted}{mode}");
    for (name, quota) in config.limits.quotas.iter().chain(&config.limits.routes) {
        let burst = if quota.burst > 0 { format!(", burst {} per second", quota.burst) } else { String::new() };
        let mode = if quota.monitor_only { " (monitor only)" } else { "" };
        let most = match quota.requests {
            0 if name == "service" => "no limit".to_owned(),
            requests => format!("{requests} in {} s", quota.seconds),
        };
        let _ = writeln!(out, "  {name:<21} {most}{burst}{mode}");
    }
    let _ = writeln!(out, "CORS origins            {:?}", config.cors.origins);
    let _ = writeln!(out, "trade                   {:?}", config.trade);
    out
}
