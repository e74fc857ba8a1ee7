//! One file per group of commands.

mod admin;
mod cache;
mod costs;
mod data;
mod doctor;
mod inspect;
mod keys;
mod limits;
mod recount;

use std::io::Write;
use std::time::Duration;

use anyhow::Context;
use infra::telemetry;
use tokio::runtime::Runtime;

use crate::cli::{AdminCommand, Cli, Command, RoutesArgs, Sources};
use crate::{bootstrap, serve, signals};

/// Tells the person at the terminal something.
fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    // A closed pipe (`aqad routes | head`) is no failure of ours.
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

/// How long the end waits for what runs on threads of its own, such as looking up a name.
const THREADS_TO_END: Duration = Duration::from_secs(1);

/// A runtime in which signals are held already, if what was typed starts a server: whoever supervises it may signal
/// it as soon as it is there.
pub fn runtime_for_server(typed: &[std::ffi::OsString]) -> anyhow::Result<Option<Runtime>> {
    if !typed.iter().any(|word| word == "serve" || word == "demo") {
        return Ok(None);
    }
    let runtime = runtime()?;
    let within = runtime.enter();
    signals::hold_for_server().context("cannot listen for signals")?;
    drop(within);
    Ok(Some(runtime))
}

fn runtime() -> anyhow::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the runtime")
}

/// Does what was typed.
pub fn run(cli: Cli, ready: Option<Runtime>) -> anyhow::Result<()> {
    // Two providers are linked by nobody; naming one keeps it so.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match cli.command {
        Command::Routes(RoutesArgs { cost: true }) => costs::print_costs(),
        Command::Routes(_) => inspect::routes(),
        Command::Openapi => inspect::openapi(),
        Command::CheckConfig(how) => return inspect::check_config(&cli.sources, &how),
        other => {
            let runtime = ready.map_or_else(runtime, Ok)?;
            let done = runtime.block_on(with_runtime(other, &cli.sources));
            runtime.shutdown_timeout(THREADS_TO_END);
            return done;
        }
    }
    Ok(())
}

async fn with_runtime(command: Command, sources: &Sources) -> anyhow::Result<()> {
    match command {
        Command::Serve => unless_ended_early(Box::pin(serving(sources))).await,
        Command::Demo(demo) => unless_ended_early(Box::pin(data::demo(sources, &demo))).await,
        Command::Seed(seed) => data::seed(sources, &seed).await,
        Command::Migrate => inspect::migrate(sources).await,
        Command::Admin(AdminCommand::Create { email, name, role, password_stdin }) => {
            admin::create(sources, &email, &name, &role, password_stdin).await
        }
        Command::Keys(what) => keys::run(sources, &what).await,
        Command::Cache(what) => cache::run(sources, &what).await,
        Command::Limits(what) => limits::run(sources, &what).await,
        Command::Recount => recount::run(sources).await,
        Command::Doctor => doctor::run(sources).await,
        Command::Routes(_) | Command::Openapi | Command::CheckConfig(_) => Ok(()),
    }
}

/// Whoever ends a server before it serves has got what they asked for.
async fn unless_ended_early(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    match work.await {
        Err(why) if signals::must_end() && !why.is::<serve::TaskLost>() => {
            tracing::info!(why = format!("{why:#}"), "ended by a signal before it served");
            Ok(())
        }
        done => done,
    }
}

async fn serving(sources: &Sources) -> anyhow::Result<()> {
    let config = bootstrap::load_config(sources, &[])?;
    telemetry::start_logging(config.log_format(), &config.log.level)
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
