//! The configuration as it stands, for a page: every key with its value, secrets masked.

use std::sync::{Arc, PoisonError, RwLock};

use kernel::Secret;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use toml::{Table, Value};

use super::masked_url::masked_url;
use super::{Config, DEFAULTS};

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConfigEntry {
    /// The section; empty for top-level keys.
    pub section: String,
    /// The key.
    pub key: String,
    /// Value as in a file. Secrets are masked, and passwords are removed from URLs.
    pub value: String,
    /// Whether the value is masked.
    pub is_secret: bool,
    /// Whether it has its default value.
    pub is_default: bool,
    /// What set it: a file, an environment variable or an option of the command line; null for defaults.
    pub source: Option<String>,
}

/// What stands where a secret is serialised; no file can say so, because secrets are kept apart.
const HIDDEN: &str = "[secret]";
/// The same where a list of secrets is empty.
const HIDDEN_NONE: &str = "[no secret]";

/// Serialises a secret as a mark; configuration names it at each field that is one.
pub(super) fn hidden<S: Serializer>(_: &Secret<String>, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(HIDDEN)
}

/// The same for a list of them.
pub(super) fn hidden_list<S: Serializer>(all: &[Secret<String>], s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(if all.is_empty() { HIDDEN_NONE } else { HIDDEN })
}

/// Every key, section by section, in the order of their names.
pub fn entries(config: &Config) -> Vec<ConfigEntry> {
    let defaults: Table = DEFAULTS.parse().unwrap_or_default();
    let Ok(Value::Table(all)) = Value::try_from(config) else { return Vec::new() };
    let (sections, single): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, value)| value.is_table());
    let mut rows: Vec<ConfigEntry> =
        single.into_iter().map(|(key, value)| row(config, "", key, &value, &defaults)).collect();
    for (section, value) in sections {
        let none = Table::new();
        let known = defaults.get(&section).and_then(Value::as_table).unwrap_or(&none);
        let keys = value.as_table().into_iter().flatten();
        rows.extend(keys.map(|(key, value)| row(config, &section, key.clone(), value, known)));
    }
    rows
}

fn row(config: &Config, section: &str, key: String, value: &Value, known: &Table) -> ConfigEntry {
    let path = if section.is_empty() { key.clone() } else { format!("{section}.{key}") };
    let source = config.sources.of(&path).map(str::to_owned);
    let section = section.to_owned();
    if value.as_str() == Some(HIDDEN) || value.as_str() == Some(HIDDEN_NONE) {
        let (is_set, value) = masked(config, &section, &key);
        return ConfigEntry { section, key, value, is_secret: true, is_default: !is_set, source };
    }
    let is_default = known.get(&key) == Some(value);
    let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    ConfigEntry { section, key, value, is_secret: false, is_default, source }
}

/// Whether a secret is set, and what may be shown of it.
fn masked(config: &Config, section: &str, key: &str) -> (bool, String) {
    let secret = match (section, key) {
        ("auth", "previous_secrets") if config.auth.previous_secrets.is_empty() => {
            return (false, "(empty)".to_owned());
        }
        ("auth", "previous_secrets") => return (true, "(set, hidden)".to_owned()),
        ("database", "url") => &config.database.url,
        ("cache", "redis_url") => &config.cache.redis_url,
        ("limits", "redis_url") => &config.limits.redis_url,
        ("auth", "secret") => &config.auth.secret,
        ("server", "metrics_token") => &config.server.metrics_token,
        // One that is not named here is not looked at.
        _ => return (true, "(hidden)".to_owned()),
    };
    if secret.reveal().is_empty() {
        return (false, "(empty)".to_owned());
    }
    (true, masked_url(secret).unwrap_or_else(|| "(set, hidden)".to_owned()))
}

/// What the running server goes by, kept for whoever asks. Cheap to clone.
#[derive(Clone)]
pub struct EffectiveConfig(Arc<RwLock<Arc<[ConfigEntry]>>>);

impl EffectiveConfig {
    /// As it was at the start.
    pub fn new(config: &Config) -> Self {
        Self(Arc::new(RwLock::new(entries(config).into())))
    }

    /// As it stands.
    pub fn entries(&self) -> Arc<[ConfigEntry]> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The limits were read again: those of their keys that need no restart have other values now.
    pub fn reload_limits(&self, config: &Config) {
        let reloads = |row: &ConfigEntry| {
            let fixed = ["redis_", "nodes", "memory_bytes", "max_"];
            row.section == "limits" && !fixed.iter().any(|word| row.key.starts_with(word))
        };
        let fresh = entries(config);
        let mut rows: Vec<ConfigEntry> = self.entries().iter().filter(|row| !reloads(row)).cloned().collect();
        rows.extend(fresh.into_iter().filter(reloads));
        rows.sort_by(|a, b| (&a.section, &a.key).cmp(&(&b.section, &b.key)));
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = rows.into();
    }
}
