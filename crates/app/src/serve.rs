//! The server: opens in order, closes in order, and ends whatever hangs.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use edge::listen::{self, HttpServer, TlsMaterial};
use edge::{AppState, Gatekeeper};
use infra::config::{Config, Mode};
use market::Ctx;
use supervisor::{TaskHandle, TaskImportance, until};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::background::{self, BackgroundTasks};
use crate::{control, scrape, signals};

/// How long everything may take that is to be done once requests have ended, or were cut.
const AFTER_REQUESTS: Duration = Duration::from_secs(10);
/// How long the accept loop may take to hear that it is over.
const ACCEPT_END: Duration = Duration::from_secs(1);

/// A server that runs.
pub struct RunningServer {
    /// Where it listens.
    pub address: SocketAddr,
    /// The trade behind it.
    pub ctx: Ctx,
    /// Its certificate, to be read again.
    pub tls: Option<TlsMaterial>,
    /// Its limits.
    pub gatekeeper: Gatekeeper,
    server: HttpServer<AppState>,
    accept_loop: TaskHandle,
    background: BackgroundTasks,
}

/// A task without which there is no server has failed again and again. Whoever supervises the process starts it anew.
#[derive(Debug)]
pub struct TaskLost(pub &'static str);

impl fmt::Display for TaskLost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the task {} failed again and again, and the server cannot go on without it", self.0)
    }
}

impl std::error::Error for TaskLost {}

/// Starts everything; returns once requests are answered.
pub async fn start(config: &Config, ctx: Ctx, stop: watch::Receiver<bool>) -> anyhow::Result<RunningServer> {
    let server = &config.server;
    let tls = if config.uses_tls() {
        Some(
            TlsMaterial::from_pem_files(&server.tls_cert_file, &server.tls_key_file)
                .context("server.tls_cert_file and server.tls_key_file")?,
        )
    } else {
        None
    };
    for warning in infra::config::warnings(config) {
        tracing::warn!(warning, "possible configuration problem");
    }
    let console = control_socket(config)?;
    let metrics = scrape::start(config, (limits(config), tls.clone()), &ctx.supervisor, stop.clone()).await?;
    let listener = TcpListener::bind(server.listen)
        .await
        .with_context(|| format!("cannot listen on {} (server.listen); is the port already in use?", server.listen))?;
    let address = listener.local_addr()?;
    let gatekeeper = gatekeeper(config, &ctx).await?;
    let state = Arc::new(AppState::new(config, ctx.clone(), gatekeeper.clone(), router(config), web::ERROR_PAGES));
    let server = HttpServer::new(listener, tls.clone(), limits(config), state);
    let (accepting, stopped) = (server.clone(), stop.clone());
    let accept_loop = ctx.supervisor.spawn("accept_loop", TaskImportance::Vital, until(stop.clone()), move || {
        let (server, stop) = (accepting.clone(), stopped.clone());
        async move { server.accept(stop).await }
    });
    let background = background::start(config, (&ctx, &gatekeeper), console, metrics, &stop);
    Ok(RunningServer { address, ctx, tls, gatekeeper, server, accept_loop, background })
}

impl RunningServer {
    /// Reads certificate and limits again. What cannot be used is said, and what was there stays.
    pub fn reload(&self, again: &impl Fn() -> anyhow::Result<Config>) {
        if let Some(tls) = &self.tls {
            match tls.reload() {
                Ok(()) => tracing::info!("the certificate was reloaded"),
                Err(error) => tracing::error!(%error, "the new certificate is invalid; keeping the old one"),
            }
        }
        let renumbered = again().map_err(|e| format!("{e:#}")).and_then(|config| {
            self.gatekeeper.reconfigure(&config.limits)?;
            self.ctx.config.reload_limits(&config);
            Ok(())
        });
        match renumbered {
            Ok(()) => tracing::info!(
                "the limits were reloaded; other settings in [limits] need a restart: redis_*, nodes, memory_bytes, max_*"
            ),
            Err(why) => tracing::error!(error = why, "the new limits are invalid; keeping the old ones"),
        }
    }

    /// Waits for the end: running requests, then the worker's job, then the database. Each has its time; what is not
    /// done by then is given up, and the log says so.
    pub async fn wait(self) -> anyhow::Result<()> {
        self.accept_loop.finish(ACCEPT_END).await;
        let drained = self.server.drain().await;
        if drained.cut > 0 {
            tracing::warn!(connections = drained.cut, "some connections were closed at the end of the drain time");
        }
        let rest = async {
            self.background.finish(&self.ctx, &self.gatekeeper).await;
            self.ctx.store.db.close().await;
        };
        if timeout(AFTER_REQUESTS, rest).await.is_err() {
            tracing::warn!("the database could not be closed in time; it is left as the last commit made it");
        }
        Ok(())
    }
}

/// What is served: in production, nothing that only those need who work on the program.
fn router(config: &Config) -> edge::Router {
    let router = crate::router();
    if config.mode == Mode::Production { router.for_production() } else { router }
}

/// The console's socket. Where nobody chose the path and it cannot be used, the server goes without.
fn control_socket(config: &Config) -> anyhow::Result<Option<tokio::net::UnixListener>> {
    match control::bind(&config.control_socket()) {
        Ok(socket) => Ok(Some(socket)),
        Err(error) if config.server.control_socket.is_empty() => {
            tracing::warn!(why = format!("{error:#}"), "`aqad limits` and `aqad cache` cannot reach this server");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

async fn gatekeeper(config: &Config, ctx: &Ctx) -> anyhow::Result<Gatekeeper> {
    let routes = crate::router().all().map(|mounted| mounted.route.id).collect();
    Gatekeeper::start(config, ctx, routes).await.map_err(anyhow::Error::msg).context("configuration")
}

fn limits(config: &Config) -> listen::ListenLimits {
    let server = &config.server;
    listen::ListenLimits {
        header_read: Duration::from_secs(server.header_timeout_seconds),
        body_read: Duration::from_secs(server.body_timeout_seconds),
        idle: Duration::from_secs(server.idle_timeout_seconds),
        drain: Duration::from_secs(server.drain_timeout_seconds),
        max_connections: server.max_connections,
        max_connections_per_address: server.max_connections_per_address,
        proxy_protocol_from: config.proxy_protocol_from(),
        uncapped: config.trusted_proxies(),
        ..listen::ListenLimits::default()
    }
}

/// Runs until SIGTERM or Ctrl-C. SIGHUP reads the certificate again, and the limits from `again`. Fails when the
/// server cannot go on.
pub async fn run_until_signal(
    config: &Config,
    ctx: Ctx,
    again: impl Fn() -> anyhow::Result<Config>,
    ready: impl FnOnce(&RunningServer),
) -> anyhow::Result<()> {
    let (tell, stop) = watch::channel(false);
    let running = signals::unless_ended(start(config, ctx, stop)).await?;
    ready(&running);
    let supervisor = running.ctx.supervisor.clone();
    let ended = loop {
        tokio::select! {
            () = signals::until_must_end() => break Ok(()),
            lost = supervisor.lost() => break Err(TaskLost(lost)),
            () = signals::hangup() => running.reload(&again),
        }
    };
    match &ended {
        Ok(()) => tracing::info!("shutting down; waiting for running requests to finish"),
        Err(lost) => tracing::error!(error = %lost, "shutting down"),
    }
    tell.send_replace(true);
    running.wait().await?;
    Ok(ended?)
}
