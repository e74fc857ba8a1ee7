//! Starts up: configuration, database, schema, keys.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use infra::clock::{OsEntropy, SystemClock};
use infra::config::{self, Config};
use infra::db::{self, Db};
use market::Ctx;
use market::authority::Operator;
use market::schema::MIGRATIONS;

use crate::cli::Sources;
use crate::signals;

/// Reads the configuration from file, environment and `--set`, in that order.
pub fn load_config(sources: &Sources, extra: &[(&str, &str)]) -> anyhow::Result<Config> {
    let mut pairs: Vec<(String, String)> = std::env::vars().filter(|(name, _)| name.starts_with("AQAD_")).collect();
    let mut put = |key: &str, value: &str| {
        pairs.push((format!("AQAD_{}", key.replace('.', "__").to_ascii_uppercase()), value.to_owned()));
    };
    for (key, value) in extra {
        put(key, value);
    }
    for set in &sources.set {
        let Some((key, value)) = set.split_once('=') else {
            bail!("--set expects KEY=VALUE, such as server.listen=0.0.0.0:8080, but got `{set}`");
        };
        put(key, value);
    }
    config::load(sources.config.as_deref(), pairs, &OsEntropy).context("configuration")
}

/// Opens the database; says what to do when it cannot be reached.
pub async fn database(config: &Config) -> anyhow::Result<Db> {
    let settings = config.database_settings()?;
    if let db::DataSource::Sqlite { path, .. } = &settings.source {
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        create_private(folder, path).with_context(|| format!("cannot create the data folder {}", folder.display()))?;
    }
    Db::open(&settings).await.context(
        "cannot open the database; is it running, and are the address, name and password in database.url correct?",
    )
}

/// Makes the folder and an empty database file that only their owner can read; SQLite gives its
/// side files the same rights.
fn create_private(folder: &Path, file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
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

/// The whole trade, ready to be called. Fails when the program is told to end meanwhile.
pub async fn open_context(config: &Config) -> anyhow::Result<Ctx> {
    let db = signals::unless_ended(database(config)).await?;
    // A step of the schema is brought to its end first.
    schema(config, &db).await?;
    signals::unless_ended(async {
        let ctx = Ctx::open(config, db, Arc::new(SystemClock), Arc::new(OsEntropy)).await;
        let ctx = ctx.context("cannot start the marketplace")?;
        let indexed = market::companies::index_names(&ctx, Operator::at_the_console()).await;
        indexed.context("cannot note what the names of companies look like")?;
        Ok(ctx)
    })
    .await
}
