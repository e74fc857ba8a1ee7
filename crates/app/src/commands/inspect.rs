//! Commands that look and tell.

use anyhow::Context;
use market::schema::MIGRATIONS;
use platform::clock::SystemClock;
use platform::config::{self, DEFAULTS};
use platform::db;

use super::say;
use crate::cli::{CheckConfig, Sources};
use crate::open;

/// The table of routes.
pub fn routes() {
    let table = crate::router();
    say(&format!(
        "{:<7} {:<62} {:<62} {:<12} {:<11} {:<4} {}",
        "METHOD", "PATH", "ACCESS", "LIMIT", "CACHE", "KEY", "AUDIT"
    ));
    for mounted in table.all() {
        let route = &mounted.route;
        let who = (mounted.rules)().iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
        let cache = match route.cache {
            edge::CachePolicy::Never => "never".to_owned(),
            edge::CachePolicy::Revalidate => "revalidate".to_owned(),
            edge::CachePolicy::Public(seconds) => format!("public {seconds}"),
        };
        let audit = route.audit.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
        let key = if mounted.takes_key { "yes" } else { "no" };
        say(&format!(
            "{:<7} {:<62} {:<62} {:<12} {:<11} {:<4} {}",
            route.method.name(),
            route.path,
            who,
            route.limit.as_str(),
            cache,
            key,
            audit
        ));
    }
}

/// The OpenAPI document.
pub fn openapi() {
    let document = edge::openapi::document(&api::router());
    say(&serde_json::to_string_pretty(&document).unwrap_or_default());
}

/// What holds, and what production would refuse.
pub fn check_config(sources: &Sources, how: &CheckConfig) -> anyhow::Result<()> {
    if how.defaults {
        say(DEFAULTS);
        return Ok(());
    }
    let config = open::configuration(sources, &[])?;
    say(&config::describe(&config));
    for oddity in config::oddities(&config) {
        say(&format!("Warning: {oddity}."));
    }
    let complaints = config::complaints(&config);
    if complaints.is_empty() {
        say("This configuration is safe for production.");
    } else {
        say("This configuration is not safe for production:");
        for complaint in &complaints {
            say(&format!("  - {complaint}"));
        }
    }
    Ok(())
}

/// Brings the schema up to date.
pub async fn migrate(sources: &Sources) -> anyhow::Result<()> {
    let config = open::configuration(sources, &[])?;
    let db = open::database(&config).await?;
    let done = db::migrate(&db, &SystemClock, MIGRATIONS).await.context("the database migrations failed")?;
    if done.is_empty() {
        say("The database schema is up to date.");
    }
    for name in &done {
        say(&format!("applied {name}"));
    }
    Ok(())
}
