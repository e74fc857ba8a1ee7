//! One file per group of commands.

mod admin;
mod cache;
mod data;
mod doctor;
mod inspect;
mod limits;

use std::io::Write;

use anyhow::Context;
use infra::telemetry;

use crate::cli::{AdminCommand, Cli, Command, KeysCommand, Sources};
use crate::{bootstrap, serve};

/// Tells the person at the terminal something.
fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    // A closed pipe (`aqad routes | head`) is no failure of ours.
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

/// Does what was typed.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    // Two providers are linked by nobody; naming one keeps it so.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match cli.command {
        Command::Routes => inspect::routes(),
        Command::Openapi => inspect::openapi(),
        Command::CheckConfig(how) => return inspect::check_config(&cli.sources, &how),
        other => {
            let runtime =
                tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the runtime")?;
            return runtime.block_on(with_runtime(other, &cli.sources));
        }
    }
    Ok(())
}

async fn with_runtime(command: Command, sources: &Sources) -> anyhow::Result<()> {
    match command {
        Command::Serve => serving(sources).await,
        Command::Demo(demo) => data::demo(sources, &demo).await,
        Command::Seed(seed) => data::seed(sources, &seed).await,
        Command::Migrate => inspect::migrate(sources).await,
        Command::Admin(AdminCommand::Create { email, name, role, password_stdin }) => {
            admin::create(sources, &email, &name, &role, password_stdin).await
        }
        Command::Keys(KeysCommand::Rotate) => admin::rotate(sources).await,
        Command::Cache(what) => cache::run(sources, &what).await,
        Command::Limits(what) => limits::run(sources, &what).await,
        Command::Doctor => doctor::run(sources).await,
        Command::Routes | Command::Openapi | Command::CheckConfig(_) => Ok(()),
    }
}

async fn serving(sources: &Sources) -> anyhow::Result<()> {
    let config = bootstrap::load_config(sources, &[])?;
    telemetry::start_logging(config.log.format, &config.log.level)
        .context("cannot start the thread that writes the log")?;
    let ctx = bootstrap::open_context(&config).await?;
    let scheme = if config.uses_tls() { "https" } else { "http" };
    serve::run_until_signal(
        &config,
        ctx,
        || bootstrap::read_config(sources, &[]),
        |running| {
            print(&format!(
                "AQAD listens on {scheme}://{} (reference: {scheme}://{}/api/docs)",
                running.address, running.address
            ));
        },
    )
    .await
}
