//! Puts the layers of configuration on top of each other and reads the result.

use std::fmt::Write as _;
use std::path::Path;

use kernel::Entropy;
use toml::{Table, Value};

use super::conventional;
use super::error::ConfigError;
use super::masked_url::masked_url;
use super::sources::{ConfigSources, Layer};
use super::web_origin::{canonical_name, canonical_origin};
use super::{Config, Mode};

/// The compiled-in defaults, which explain every key.
pub const DEFAULTS: &str = include_str!("../../../../config/default.toml");

/// Variables that begin like ours and belong to the command line, the scripts and the tests.
const OTHER_TOOLS: &[&str] =
    &["CONFIG", "TEST_", "SERVICES", "KEEP_SERVICES", "DURABLE", "SCHEMATHESIS", "START_", "STOP_"];

/// Reads defaults, file and environment (given as pairs, so that tests need not touch the real
/// one), fills in secrets from files, and judges the whole. Development makes its own secret.
pub fn load(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
    entropy: &dyn Entropy,
) -> Result<Config, ConfigError> {
    let mut config = read(file, environment)?;
    super::secrets::make_own_secret(&mut config, entropy)?;
    Ok(config)
}

/// The same, and makes nothing: for whoever only looks. A name that begins with `--set ` is a key as it
/// is typed there.
pub fn read(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<Config, ConfigError> {
    let known: Table = DEFAULTS.parse().expect("the compiled-in defaults are valid TOML");
    let mut layers = Layers { merged: known.clone(), known, sources: ConfigSources::default() };
    layers.sources.set_file(file);
    if let Some(path) = file {
        let name = path.display().to_string();
        layers.put(parsed(path, &name)?, Layer { rank: 1, name: &name })?;
    }
    let pairs: Vec<(String, String)> = environment.into_iter().collect();
    for (name, value) in &pairs {
        for (key, value) in conventional::settings(name, value, &layers.merged)? {
            layers.put_text(&key.split('.').collect::<Vec<_>>(), &value, Layer { rank: 2, name })?;
        }
    }
    for (name, value) in &pairs {
        let keys: Vec<String> = match (name.strip_prefix("--set "), name.strip_prefix("AQAD_")) {
            (Some(key), _) => key.split('.').map(str::to_ascii_lowercase).collect(),
            (_, Some(key)) if !OTHER_TOOLS.iter().any(|tool| key.starts_with(tool)) => {
                key.split("__").map(str::to_ascii_lowercase).collect()
            }
            _ => continue,
        };
        layers.put_text(&keys, value, Layer { rank: 3, name })?;
    }
    let password = pairs.iter().rev().find(|(name, _)| name == "DB_PASSWORD").map(|(_, value)| value.as_str());
    layers.finish(password)
}

/// A file's table. What is wrong is said by its place only: the line may hold a secret.
fn parsed(path: &Path, name: &str) -> Result<Table, ConfigError> {
    let error = |why: String| ConfigError::File { path: name.to_owned(), why };
    let text = std::fs::read_to_string(path).map_err(|e| error(e.to_string()))?;
    text.parse().map_err(|e: toml::de::Error| {
        let before = &text[..text.floor_char_boundary(e.span().map_or(0, |span| span.start))];
        let (line, column) =
            (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1);
        error(format!("line {line}, column {column}: this is not valid TOML (text needs quotes, each key stands once)"))
    })
}

/// The layers so far, one on top of the other.
struct Layers {
    merged: Table,
    known: Table,
    sources: ConfigSources,
}

impl Layers {
    fn put(&mut self, over: Table, layer: Layer<'_>) -> Result<(), ConfigError> {
        let mut at = Overlay { within: String::new(), layer, sources: &mut self.sources };
        overlay(&mut self.merged, over, &self.known, &mut at)
    }

    fn put_text(&mut self, keys: &[impl AsRef<str>], text: &str, layer: Layer<'_>) -> Result<(), ConfigError> {
        let table = nested(keys, text, &self.known);
        self.put(table, layer)
    }

    /// Reads the whole, with secrets from their files, and judges it.
    fn finish(self, db_password: Option<&str>) -> Result<Config, ConfigError> {
        let mut config: Config = serde_path_to_error::deserialize(Value::Table(self.merged))
            .map_err(|e| ConfigError::Value { key: e.path().to_string(), why: without_value(e.inner().message()) })?;
        config.sources = self.sources;
        super::secrets::read_secret_files(&mut config)?;
        if let Some(url) = db_password.and_then(|text| conventional::with_password(&config.database.url, text)) {
            config.database.url = url;
            let before = config.sources.of("database.url").unwrap_or("the defaults").to_owned();
            config.sources.rename("database.url", &format!("{before}, with the password from DB_PASSWORD"));
        }
        super::secrets::read_own_secret(&mut config)?;
        for origin in &mut config.cors.origins {
            *origin = canonical_origin(origin).map_err(|why| ConfigError::Value {
                key: "cors.origins".to_owned(),
                why: format!("`{origin}` is not an origin as browsers send it: {why}"),
            })?;
        }
        for host in &mut config.server.allowed_hosts {
            *host = canonical_name(host).map_err(|why| ConfigError::Value {
                key: "server.allowed_hosts".to_owned(),
                why: format!("`{host}` is not the name of a host: {why}"),
            })?;
        }
        super::validate::validate(&config).map_err(|error| match error {
            ConfigError::Value { key, why } => match config.sources.of(&key) {
                Some(source) => ConfigError::Value { why: format!("{why} (set by {source})"), key },
                None => ConfigError::Value { key, why },
            },
            error => error,
        })?;
        Ok(config)
    }
}

/// What a parser says, without the value it was given, and in words instead of its types.
fn without_value(message: &str) -> String {
    match message.split_once("expected ") {
        Some((_, rest)) => wanted(rest),
        None if message.contains(['`', '"', '\'']) => "this value is not valid".to_owned(),
        None => message.to_owned(),
    }
}

/// What a parser calls a type, as an operator would.
fn wanted(expected: &str) -> String {
    let whole = |most: u64| format!("must be a whole number from 0 to {most}");
    match expected.split([' ', ',']).next().unwrap_or_default() {
        "u8" => whole(u8::MAX.into()),
        "u16" => whole(u16::MAX.into()),
        "u32" => whole(u32::MAX.into()),
        // As large as the numbers of a file can be.
        "u64" | "usize" => whole(i64::MAX.unsigned_abs()),
        "i64" => "must be a whole number".to_owned(),
        "struct" | "map" => "must be a table, such as { requests = 100, seconds = 60 }".to_owned(),
        _ => match expected {
            "a string" => "must be text".to_owned(),
            "a boolean" => "must be true or false".to_owned(),
            "a sequence" => "must be a list".to_owned(),
            "a map" => "must be a table".to_owned(),
            // The words that a key takes, and the forms that our own types ask for.
            other => format!("must be {other}"),
        },
    }
}

/// Where `overlay` is.
struct Overlay<'a> {
    within: String,
    layer: Layer<'a>,
    sources: &'a mut ConfigSources,
}

/// Puts `over` on top; refuses keys that the defaults do not know and values of another type.
fn overlay(base: &mut Table, over: Table, known: &Table, at: &mut Overlay<'_>) -> Result<(), ConfigError> {
    for (key, value) in over {
        let path = if at.within.is_empty() { key.clone() } else { format!("{}.{key}", at.within) };
        let origin = at.layer.name;
        let Some(default) = known.get(&key) else {
            return Err(ConfigError::UnknownKey { origin: origin.to_owned(), hint: hint(&key, known), key: path });
        };
        at.sources.put(&path, at.layer);
        match (default, value) {
            // A table without keys of its own takes any.
            (Value::Table(known), Value::Table(over)) if known.is_empty() => drop(base.insert(key, Value::Table(over))),
            (Value::Table(known), Value::Table(over)) => {
                if let Some(Value::Table(base)) = base.get_mut(&key) {
                    let outer = std::mem::replace(&mut at.within, path);
                    overlay(base, over, known, at)?;
                    at.within = outer;
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
fn nested(keys: &[impl AsRef<str>], text: &str, known: &Table) -> Table {
    let mut table = Table::new();
    if let [key] = keys {
        let key = key.as_ref();
        let value = match known.get(key) {
            Some(Value::Integer(_)) => text.parse().map_or_else(|_| Value::String(text.to_owned()), Value::Integer),
            Some(Value::Boolean(_)) => text.parse().map_or_else(|_| Value::String(text.to_owned()), Value::Boolean),
            Some(Value::Array(_)) => Value::Array(list(text).map(|s| Value::String(s.to_owned())).collect()),
            Some(Value::Table(_)) => format!("v = {text}")
                .parse::<Table>()
                .ok()
                .and_then(|mut t| t.remove("v"))
                .unwrap_or_else(|| Value::String(text.to_owned())),
            _ => Value::String(text.to_owned()),
        };
        table.insert(key.to_owned(), value);
    } else if let [section, rest @ ..] = keys {
        let empty = Table::new();
        let section = section.as_ref();
        let known = known.get(section).and_then(Value::as_table).unwrap_or(&empty);
        table.insert(section.to_owned(), Value::Table(nested(rest, text, known)));
    }
    table
}

/// The items of a list: `a,b`, or as in a file, `["a", "b"]`, with or without its quotes (shells take
/// them away).
fn list(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(text);
    let unquoted = |item: &'_ str| -> usize {
        usize::from(item.len() >= 2 && item.starts_with(['"', '\'']) && item.ends_with(['"', '\'']))
    };
    inner
        .split(',')
        .map(str::trim)
        .map(move |item| &item[unquoted(item)..item.len() - unquoted(item)])
        .filter(|s| !s.is_empty())
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
    let from = |key: &str| config.sources.of(key).map_or_else(String::new, |source| format!(", from {source}"));
    let secret = match (config.auth.secret.reveal().is_empty(), config.mode) {
        (true, Mode::Development) => "(made at the first start)".to_owned(),
        (true, Mode::Production) => "(empty)".to_owned(),
        (false, _) => format!("(set, hidden){}", from("auth.secret")),
    };
    let before = match config.auth.previous_secrets.len() {
        0 => String::new(),
        count => format!(", and {count} before it{}", from("auth.previous_secrets")),
    };
    let mut out = String::new();
    let place = masked_url(&config.database.url)
        .unwrap_or_else(|| format!("SQLite at {}", config.data_dir.join("aqad.db").display()));
    let mode = if config.mode == Mode::Production { "production" } else { "development" };
    let _ = writeln!(out, "mode                    {mode}");
    let _ = writeln!(
        out,
        "listens on              {} ({}{})",
        config.server.listen,
        if config.uses_tls() { "TLS" } else { "plain HTTP" },
        from("server.listen")
    );
    let _ = writeln!(
        out,
        "metrics on              {}",
        match (config.server.metrics_listen.as_str(), config.server.metrics_token.reveal().is_empty()) {
            ("", _) => "(off)".to_owned(),
            (address, true) => address.to_owned(),
            (address, false) => format!("{address} (token set, hidden)"),
        }
    );
    let _ = writeln!(out, "public address          {}", config.server.public_url);
    let _ = writeln!(out, "trusted proxies         {}", in_one_line(&config.server.trusted_proxies));
    let _ = writeln!(out, "PROXY protocol from     {}", in_one_line(&config.server.proxy_protocol_from));
    let _ = writeln!(out, "hosts                   {}", in_one_line(&config.hosts()));
    let staff = if config.server.staff_from.is_empty() { "(everywhere)" } else { &config.server.staff_from.join(", ") };
    let _ = writeln!(out, "staff from              {staff}");
    let _ = writeln!(out, "database                {place}{}", from("database.url"));
    let _ = writeln!(out, "master secret           {secret}{before}");
    let _ = writeln!(out, "cache                   {}{}", cache(config), from("cache.redis_url"));
    let counted = masked_url(&config.limits.redis_url).unwrap_or_else(|| "in this process".to_owned());
    let mode = if config.limits.monitor_only { ", MONITOR ONLY: nothing is blocked" } else { "" };
    let on = if config.limits.enabled { "on" } else { "OFF" };
    let _ = writeln!(out, "limits                  {on}, counted {counted}{mode}{}", from("limits.redis_url"));
    for (name, quota) in config.limits.quotas.iter().chain(&config.limits.routes) {
        let burst = if quota.burst > 0 { format!(", burst {} per second", quota.burst) } else { String::new() };
        let mode = if quota.monitor_only { " (monitor only)" } else { "" };
        let most = match quota.requests {
            0 if name == "service" => "no limit".to_owned(),
            requests => format!("{requests} in {} s", quota.seconds),
        };
        let _ = writeln!(out, "  {name:<21} {most}{burst}{mode}");
    }
    let _ = writeln!(out, "CORS origins            {}", in_one_line(&config.cors.origins));
    let _ = writeln!(out, "trade");
    for (key, value) in Table::try_from(&config.trade).unwrap_or_default() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let _ = writeln!(out, "  {key:<24}{value}");
    }
    out
}

/// Several things in one line.
fn in_one_line(all: &[String]) -> String {
    if all.is_empty() { "(none)".to_owned() } else { all.join(", ") }
}
