//! Configuration: the compiled-in defaults, then a file, then the environment. A key that nobody
//! knows is refused, and so is, in production, whatever is not safe to run.

mod conventional;
mod effective;
mod error;
mod exposure;
mod layers;
mod masked_url;
mod secrets;
mod sources;
mod validate;
mod web_origin;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use kernel::{Currency, Entropy, Secret};
use limiter::http::address::Networks;
use redis_link::{RedisClientIdentity, RedisTarget, RedisTls};
use serde::{Deserialize, Serialize};

pub use conventional::CONVENTIONAL_NAMES;
pub use effective::{ConfigEntry, EffectiveConfig, entries};
pub use error::{ConfigError, ConfigIssue};
pub use layers::{DEFAULTS, describe, load, read};
pub use secrets::exposed_files;
pub use sources::ConfigSources;
pub use validate::{parse_network, production_errors, warnings};

use crate::crypto::{Vault, WeakSecret};
use crate::telemetry::LogFormat;

/// How careful to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// On somebody's own machine.
    Development,
    /// For real.
    Production,
}

/// Everything that can be set. `config/default.toml` says what each key means.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub struct Config {
    pub mode: Mode,
    pub data_dir: PathBuf,
    pub server: ServerConfig,
    pub database: DatabaseConfig,
    pub auth: AuthConfig,
    pub cache: CacheConfig,
    pub limits: LimitsConfig,
    pub cors: CorsConfig,
    pub trade: TradeConfig,
    pub retention: RetentionConfig,
    pub jobs: JobsConfig,
    pub log: LogConfig,
    #[serde(skip)]
    pub sources: ConfigSources,
}

/// `[server]`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub struct ServerConfig {
    pub listen: SocketAddr,
    pub metrics_listen: String,
    #[serde(serialize_with = "effective::hidden")]
    pub metrics_token: Secret<String>,
    pub metrics_token_file: String,
    pub public_url: String,
    pub allowed_hosts: Vec<String>,
    pub tls_cert_file: String,
    pub tls_key_file: String,
    pub trusted_proxies: Vec<String>,
    pub proxy_protocol_from: Vec<String>,
    pub staff_from: Vec<String>,
    pub control_socket: String,
    pub max_connections: usize,
    pub max_connections_per_address: usize,
    pub header_timeout_seconds: u64,
    pub body_timeout_seconds: u64,
    pub idle_timeout_seconds: u64,
    pub request_timeout_seconds: u64,
    pub drain_timeout_seconds: u64,
    pub body_memory_bytes: usize,
}

/// `[database]`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub struct DatabaseConfig {
    #[serde(serialize_with = "effective::hidden")]
    pub url: Secret<String>,
    pub url_file: String,
    pub ca_file: String,
    pub client_cert_file: String,
    pub client_key_file: String,
    pub allow_insecure_transport: bool,
    pub max_connections: u32,
    pub acquire_timeout_seconds: u64,
    pub connect_timeout_seconds: u64,
    pub statement_timeout_seconds: u64,
    pub commit_timeout_seconds: u64,
    pub idle_timeout_seconds: u64,
    pub max_lifetime_seconds: u64,
    pub pooler: crate::db::Pooler,
    pub sqlite_durability: Durability,
    pub migrate_at_start: bool,
}

/// When a commit on SQLite counts as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Durability {
    /// On the platters.
    Full,
    /// Handed to the operating system.
    Normal,
}

/// `[auth]`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub struct AuthConfig {
    #[serde(serialize_with = "effective::hidden")]
    pub secret: Secret<String>,
    pub secret_file: String,
    #[serde(serialize_with = "effective::hidden_list")]
    pub previous_secrets: Vec<Secret<String>>,
    pub previous_secrets_file: String,
    pub access_token_seconds: i64,
    pub refresh_idle_days: i64,
    pub refresh_absolute_days: i64,
    pub session_idle_minutes: i64,
    pub session_absolute_hours: i64,
    pub max_sessions: i64,
    pub hashing_threads: usize,
    pub hashing_queue: usize,
}

/// How many requests in how many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Requests.
    pub requests: u64,
    /// Seconds.
    pub seconds: u32,
    /// Requests in any one second; nothing for no such limit.
    #[serde(default)]
    pub burst: u64,
    /// Judge without refusing.
    #[serde(default)]
    pub monitor_only: bool,
}

/// Which fields tell callers how they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub enum LimitHeaders {
    Draft,
    Legacy,
    Both,
    None,
}

/// `[limits]`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub struct LimitsConfig {
    pub enabled: bool,
    #[serde(serialize_with = "effective::hidden")]
    pub redis_url: Secret<String>,
    pub redis_url_file: String,
    pub redis_ca_file: String,
    pub redis_client_cert_file: String,
    pub redis_client_key_file: String,
    pub redis_allow_insecure_transport: bool,
    pub redis_prefix: String,
    pub redis_timeout_ms: u64,
    pub nodes: u64,
    pub memory_bytes: usize,
    pub headers: LimitHeaders,
    pub monitor_only: bool,
    pub pow_bits: u32,
    pub max_concurrent_requests: usize,
    pub max_concurrent_searches: usize,
    pub max_concurrent_exports: usize,
    pub routes: BTreeMap<String, Quota>,
    /// Every other key: a quota by its name. Which there are, the defaults say.
    #[serde(flatten)]
    pub quotas: BTreeMap<String, Quota>,
}

/// `[cache]`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub struct CacheConfig {
    pub enabled: bool,
    #[serde(serialize_with = "effective::hidden")]
    pub redis_url: Secret<String>,
    pub redis_url_file: String,
    pub redis_ca_file: String,
    pub redis_client_cert_file: String,
    pub redis_client_key_file: String,
    pub redis_allow_insecure_transport: bool,
    pub redis_prefix: String,
    pub redis_timeout_ms: u64,
    pub max_staleness_ms: u64,
    pub memory_bytes: u64,
    pub single_node: bool,
}

/// `[cors]`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub struct CorsConfig {
    pub origins: Vec<String>,
}

/// `[trade]`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub struct TradeConfig {
    pub currency: Currency,
    pub accept_hours: i64,
    pub return_days: i64,
    pub price_guard_percent: i64,
    pub price_guard_burst: i64,
    pub unaccepted_packs: i64,
    pub unaccepted_percent: i64,
    pub unaccepted_value: i64,
    pub unaccepted_trust_orders: i64,
}

/// `[retention]`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub struct RetentionConfig {
    pub session_days: i64,
    pub invitation_days: i64,
    pub basket_days: i64,
    pub order_address_days: i64,
    pub notice_days: i64,
    pub security_days: i64,
    pub audit_days: i64,
}

/// `[jobs]`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub struct JobsConfig {
    pub enabled: bool,
    pub poll_interval_ms: u64,
}

/// How log lines are to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub enum LogFormatSetting {
    Auto,
    Text,
    Json,
}

/// `[log]`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml is the one place that explains the keys")]
pub struct LogConfig {
    pub format: LogFormatSetting,
    pub level: String,
    pub access_log_percent: u64,
}

impl Config {
    /// Where the data lives, for [`crate::db::Db::open`].
    pub fn database_settings(&self) -> Result<crate::db::DbSettings, ConfigError> {
        use crate::db::DataSource;
        let url = self.database.url.reveal();
        let source = if url.is_empty() {
            DataSource::Sqlite {
                path: self.data_dir.join("aqad.db"),
                survive_power_loss: self.database.sqlite_durability == Durability::Full,
            }
        } else if url.starts_with("mysql://") {
            DataSource::Mysql(self.database_url_with_files())
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            DataSource::Postgres(self.database_url_with_files())
        } else {
            let why = "must start with mysql:// or postgres://; leave it empty to use SQLite in data_dir";
            return Err(ConfigError::Value { key: "database.url".to_owned(), why: why.to_owned() });
        };
        Ok(crate::db::DbSettings {
            source,
            max_connections: self.database.max_connections,
            acquire_timeout: Duration::from_secs(self.database.acquire_timeout_seconds),
            timeouts: crate::db::DbTimeouts {
                statement: Duration::from_secs(self.database.statement_timeout_seconds),
                commit: Duration::from_secs(self.database.commit_timeout_seconds),
                connect: Duration::from_secs(self.database.connect_timeout_seconds),
                idle: Duration::from_secs(self.database.idle_timeout_seconds),
                lifetime: Duration::from_secs(self.database.max_lifetime_seconds),
                pooler: self.database.pooler,
            },
        })
    }

    /// The master secret with those before it.
    pub fn vault(&self, entropy: Arc<dyn Entropy>) -> Result<Vault, WeakSecret> {
        Vault::with_previous(&self.auth.secret, &self.auth.previous_secrets, entropy)
    }

    /// Networks of proxies whose `X-Forwarded-For` is believed.
    pub fn trusted_proxies(&self) -> Networks {
        Networks::new(self.server.trusted_proxies.iter().filter_map(|n| parse_network(n)))
    }

    /// Networks of balancers that speak the PROXY protocol.
    pub fn proxy_protocol_from(&self) -> Networks {
        Networks::new(self.server.proxy_protocol_from.iter().filter_map(|n| parse_network(n)))
    }

    /// The database's address as the driver is to have it, with the files of its TLS.
    fn database_url_with_files(&self) -> Secret<String> {
        let database = &self.database;
        let url = masked_url::known_parameters(&database.url).0;
        let files = [
            ("ssl-ca", &database.ca_file),
            ("ssl-cert", &database.client_cert_file),
            ("ssl-key", &database.client_key_file),
        ];
        conventional::with_parameters(&url, files)
    }

    /// How log lines look: in production one JSON object each, and never in colours.
    pub fn log_format(&self) -> LogFormat {
        match (self.log.format, self.mode) {
            (LogFormatSetting::Json, _) | (LogFormatSetting::Auto, Mode::Production) => LogFormat::Json,
            (LogFormatSetting::Text, Mode::Production) => LogFormat::Plain,
            (LogFormatSetting::Text | LogFormatSetting::Auto, _) => LogFormat::Text,
        }
    }

    /// Names of hosts that this server answers for: that of its public address, and those allowed besides.
    pub fn hosts(&self) -> Vec<String> {
        let own = web_origin::host_in_url(&self.server.public_url);
        std::iter::once(own).chain(self.server.allowed_hosts.iter().cloned()).collect()
    }

    /// Who may speak without TLS where the server has no certificate: proxies and balancers that are named; where none
    /// is, this machine.
    pub fn clear_from(&self) -> Networks {
        let named = self.server.trusted_proxies.iter().chain(&self.server.proxy_protocol_from);
        let named: Vec<_> = named.filter_map(|n| parse_network(n)).collect();
        Networks::new(if named.is_empty() { exposure::THIS_MACHINE.to_vec() } else { named })
    }

    /// From where the platform's people may sign in and act.
    pub fn staff_from(&self) -> StaffNetworks {
        StaffNetworks(Networks::new(self.server.staff_from.iter().filter_map(|n| parse_network(n))))
    }

    /// Where `aqad limits` and `aqad cache` reach the server.
    pub fn control_socket(&self) -> PathBuf {
        let set = &self.server.control_socket;
        if set.is_empty() { self.data_dir.join("aqad.sock") } else { PathBuf::from(set) }
    }

    /// The fleet's Redis for limits, if there is one.
    pub fn limits_redis(&self) -> Result<Option<RedisTarget>, ConfigError> {
        let limits = &self.limits;
        let files = RedisFiles {
            ca: &limits.redis_ca_file,
            client_cert: &limits.redis_client_cert_file,
            client_key: &limits.redis_client_key_file,
        };
        target(&limits.redis_url, &files, "limits")
    }

    /// The fleet's Redis for the cache, if there is one.
    pub fn cache_redis(&self) -> Result<Option<RedisTarget>, ConfigError> {
        let cache = &self.cache;
        let files = RedisFiles {
            ca: &cache.redis_ca_file,
            client_cert: &cache.redis_client_cert_file,
            client_key: &cache.redis_client_key_file,
        };
        target(&cache.redis_url, &files, "cache")
    }

    /// Whether this process may cache by itself: it is the only one that serves this database.
    pub fn may_cache_locally(&self) -> bool {
        self.cache.single_node || self.database.url.reveal().is_empty()
    }

    /// Whether the server itself speaks TLS.
    pub fn uses_tls(&self) -> bool {
        !self.server.tls_cert_file.is_empty() && !self.server.tls_key_file.is_empty()
    }
}

/// From where the platform's people may sign in and act: some networks, or everywhere.
#[derive(Debug, Clone)]
pub struct StaffNetworks(Networks);

impl StaffNetworks {
    /// Whether they may from this address.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.is_empty() || self.0.contains(address)
    }
}

/// The files of a Redis' TLS; an empty name is none.
struct RedisFiles<'a> {
    ca: &'a str,
    client_cert: &'a str,
    client_key: &'a str,
}

fn target(url: &Secret<String>, files: &RedisFiles<'_>, section: &str) -> Result<Option<RedisTarget>, ConfigError> {
    let error = |key: &str, why: String| ConfigError::Value { key: format!("{section}.{key}"), why };
    let uses_tls = url.reveal().starts_with("rediss");
    for (key, path) in [
        ("redis_ca_file", files.ca),
        ("redis_client_cert_file", files.client_cert),
        ("redis_client_key_file", files.client_key),
    ] {
        if !path.is_empty() && !uses_tls {
            let why = "has no effect unless redis_url starts with rediss; change redis_url or remove this key";
            return Err(error(key, why.to_owned()));
        }
    }
    if files.client_cert.is_empty() != files.client_key.is_empty() {
        let why = "set both redis_client_cert_file and redis_client_key_file, or neither";
        return Err(error("redis_client_key_file", why.to_owned()));
    }
    if url.reveal().is_empty() {
        return Ok(None);
    }
    let read = |key: &str, path: &str| match path {
        "" => Ok(None),
        path => std::fs::read(path).map(Some).map_err(|e| error(key, format!("cannot read {path}: {e}"))),
    };
    let authority = read("redis_ca_file", files.ca)?;
    let certificate = read("redis_client_cert_file", files.client_cert)?;
    let client = match (certificate, read("redis_client_key_file", files.client_key)?) {
        (Some(certificate), Some(key)) => Some(RedisClientIdentity { certificate, key }),
        _ => None,
    };
    let named = match (authority.is_some(), client.is_some()) {
        (false, false) => "redis_url",
        (true, false) => "redis_url and redis_ca_file",
        (_, true) => "redis_url, redis_ca_file, redis_client_cert_file and redis_client_key_file",
    };
    RedisTarget::parse_with_tls(url.reveal(), RedisTls { authority, client })
        .map(Some)
        .map_err(|why| error(named, why.to_string()))
}
