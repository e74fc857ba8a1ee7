//! Starts up: configuration, database, schema, keys.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use infra::clock::{OsEntropy, SystemClock};
use infra::config::{self, Config};
use infra::db::{self, DataSource, Db};
use market::Ctx;
use market::authority::Operator;
use market::schema::MIGRATIONS;

use crate::cli::Sources;
use crate::{folder_lock, signals};

/// Reads the configuration from file, environment and `--set`, in that order. In development it makes
/// the master secret, if there is none yet: for commands that start or change something.
pub fn load_config(sources: &Sources, extra: &[(&str, &str)]) -> anyhow::Result<Config> {
    config::load(sources.config.as_deref(), pairs(sources, extra)?, &OsEntropy).context("configuration")
}

/// The same, and makes nothing: for commands that look.
pub fn read_config(sources: &Sources, extra: &[(&str, &str)]) -> anyhow::Result<Config> {
    config::read(sources.config.as_deref(), pairs(sources, extra)?).context("configuration")
}

fn pairs(sources: &Sources, extra: &[(&str, &str)]) -> anyhow::Result<Vec<(String, String)>> {
    let is_conventional = |name: &str| config::CONVENTIONAL_NAMES.iter().any(|(known, _)| *known == name);
    // What a command decides itself, such as the demo, is not for the host's variables to change.
    let is_ours = |name: &str| name.starts_with("AQAD_") || (extra.is_empty() && is_conventional(name));
    // A variable that is no text is told by its name, never by its value.
    let mut pairs = Vec::new();
    for (name, value) in std::env::vars_os() {
        let Some(name) = name.to_str().filter(|name| is_ours(name)) else { continue };
        let Some(value) = value.to_str() else { bail!("the environment variable {name} is not valid UTF-8") };
        pairs.push((name.to_owned(), value.to_owned()));
    }
    pairs.extend(extra.iter().map(|(key, value)| (format!("--set {key}"), (*value).to_owned())));
    for (at, set) in sources.set.iter().enumerate() {
        let Some((key, value)) = set.split_once('=') else {
            // Not what was typed: it may be a secret.
            bail!("--set number {} has no `=`; write KEY=VALUE, such as server.listen=0.0.0.0:8080", at + 1);
        };
        pairs.push((format!("--set {}", key.trim()), value.to_owned()));
    }
    Ok(pairs)
}

/// Opens the database to work with it; says what to do when it cannot be reached. A file is this process's
/// alone from then on.
pub async fn database(config: &Config) -> anyhow::Result<Db> {
    let settings = config.database_settings()?;
    if let DataSource::Sqlite { path, .. } = &settings.source {
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        let made = create_private_folder(folder);
        made.with_context(|| format!("cannot create the data folder {}", folder.display()))?;
        folder_lock::take(folder)?;
        let made = create_private_file(path);
        made.with_context(|| format!("cannot create the database file {}", path.display()))?;
    }
    Db::open(&settings).await.map_err(|error| explained(&settings.source, &error))
}

/// Opens the database to look at it, and changes nothing. Nothing where there is no database yet.
pub async fn database_to_look_at(config: &Config) -> anyhow::Result<Option<Db>> {
    let settings = config.database_settings()?;
    if let DataSource::Sqlite { path, .. } = &settings.source
        && !path.try_exists().with_context(|| path.display().to_string())?
    {
        return Ok(None);
    }
    Db::open_to_read(&settings).await.map(Some).map_err(|error| explained(&settings.source, &error))
}

/// An error of the database with what to do about it, in the terms of the engine.
pub fn explained(source: &DataSource, error: &db::Error) -> anyhow::Error {
    let DataSource::Sqlite { path, .. } = source else {
        return anyhow!("{error}").context(
            "cannot use the database; is it running, and are the address, name and password in database.url correct?",
        );
    };
    let (text, path) = (error.to_string(), path.display());
    let advice = [
        ("disk is full", "the disk is full: free some space; nothing that was confirmed is lost"),
        (
            "disk I/O error",
            "the disk fails: look at the system's log, and restore the file from its backup if it is damaged",
        ),
        (
            "readonly",
            "the file or its folder cannot be written: look at their owner and rights, and whether the file system is mounted read-only",
        ),
        (
            "unable to open",
            "the file or its folder cannot be opened: look at their owner and rights, and how many files may be open",
        ),
        ("locked", "another program holds the file; stop it (fuser shows which)"),
        ("writer is busy", "another program, or a long change, holds the file"),
        ("malformed", "the file is damaged: restore it from its backup"),
        ("not a database", "the file is no SQLite database: restore it from its backup"),
    ];
    let advice = advice.iter().find(|(sign, _)| text.contains(sign)).map_or("see docs/operations.md", |(_, what)| what);
    anyhow!("{text}").context(format!("cannot use the database {path}: {advice}"))
}

/// Makes the folder so that only its owner can look into it.
pub fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Makes an empty database file that only its owner can read; SQLite gives its side files the same rights.
fn create_private_file(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new().append(true).create(true).mode(0o600).open(file).map(drop)
}

/// Brings the schema up to date, or refuses to go on with an old one.
pub async fn schema(config: &Config, db: &Db) -> anyhow::Result<()> {
    if config.database.migrate_at_start {
        let done = migrate(db).await?;
        if !done.is_empty() {
            tracing::info!(migrations = done.join(", "), "the database migrations were applied");
        }
        return warn_of_newer(db).await;
    }
    let waiting: Vec<&str> =
        db::migration_states(db, MIGRATIONS).await?.iter().filter(|s| s.applied_at.is_none()).map(|s| s.name).collect();
    if waiting.is_empty() {
        return warn_of_newer(db).await;
    }
    bail!(
        "the database has pending migrations ({}); run `aqad migrate`, or set database.migrate_at_start = true",
        waiting.join(", ")
    )
}

/// Applies what waits; returns the names. Told to end, it does so after the step that is being applied.
pub async fn migrate(db: &Db) -> anyhow::Result<Vec<&'static str>> {
    signals::hold().context("cannot listen for signals")?;
    let applying = db::migrate_until(db, &SystemClock, MIGRATIONS, &signals::must_end);
    let done = applying.await.context("the database migrations failed")?;
    if signals::must_end() {
        bail!("ended by a signal; migrations applied before: {}. Start again to go on", named(&done));
    }
    Ok(done)
}

fn named(done: &[&str]) -> String {
    if done.is_empty() { "none".to_owned() } else { done.join(", ") }
}

/// A newer version has been here: this one goes on, and somebody should know.
async fn warn_of_newer(db: &Db) -> anyhow::Result<()> {
    let newer = db::newer_steps(db, MIGRATIONS).await?;
    if !newer.is_empty() {
        tracing::warn!(
            migrations = newer.join(", "),
            "the database schema is of a newer version; this one can use it until it is replaced"
        );
    }
    Ok(())
}

/// The whole trade, ready to be called.
pub async fn open_context(config: &Config) -> anyhow::Result<Ctx> {
    let db = database(config).await?;
    schema(config, &db).await?;
    let ctx = Ctx::open(config, db, Arc::new(SystemClock), Arc::new(OsEntropy)).await;
    let ctx = ctx.context("cannot start the marketplace")?;
    let indexed = market::companies::index_names(&ctx, Operator::at_the_console()).await;
    indexed.context("cannot note what the names of companies look like")?;
    Ok(ctx)
}
