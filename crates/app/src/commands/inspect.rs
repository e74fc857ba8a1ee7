//! Commands that look and tell.

use infra::config::{self, DEFAULTS};

use super::print;
use crate::bootstrap;
use crate::cli::{CheckConfigArgs, Sources};

/// The table of routes.
pub fn routes() {
    let table = crate::router();
    print(&format!(
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
        print(&format!(
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
    print(&serde_json::to_string_pretty(&document).unwrap_or_default());
}

/// What holds, and what production would refuse.
pub fn check_config(sources: &Sources, how: &CheckConfigArgs) -> anyhow::Result<()> {
    if how.defaults {
        print(DEFAULTS);
        return Ok(());
    }
    let config = bootstrap::read_config(sources, &[])?;
    print(&config::describe(&config));
    for warning in config::warnings(&config) {
        print(&format!("Warning: {warning}."));
    }
    let errors = config::production_errors(&config);
    if errors.is_empty() {
        print("This configuration is safe for production.");
    } else {
        print("This configuration is not safe for production:");
        for error in &errors {
            print(&format!("  - {error}"));
        }
    }
    Ok(())
}

/// Brings the schema up to date.
pub async fn migrate(sources: &Sources) -> anyhow::Result<()> {
    let config = bootstrap::read_config(sources, &[])?;
    let db = bootstrap::database(&config).await?;
    let done = bootstrap::migrate(&db).await?;
    if done.is_empty() {
        print("The database schema is up to date.");
    }
    for name in &done {
        print(&format!("applied {name}"));
    }
    Ok(())
}
