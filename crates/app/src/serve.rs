//! The server: opens in order, closes in order.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use bytes::Bytes;
use cache::{Cache, CacheHealth};
use edge::listen::{self, ConnectionError, HttpService, Peer, TlsMaterial};
use edge::{AppState, Gatekeeper};
use http::{Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Incoming;
use infra::config::{Config, Mode};
use infra::jobs;
use infra::node_metrics::{self, LinkStatus, RedisHealth};
use market::Ctx;
use market::reactions::Reactions;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::{control, signals};

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
    housekeeping: JoinHandle<()>,
    security_log: JoinHandle<()>,
    node_metrics_task: JoinHandle<()>,
    control: Option<JoinHandle<()>>,
    accept_loop: JoinHandle<listen::Drained>,
    worker: Option<JoinHandle<()>>,
    metrics: Option<JoinHandle<listen::Drained>>,
}

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
    let socket = control_socket(config)?;
    let metrics = metrics_listener(config, stop.clone()).await?;
    let listener = TcpListener::bind(server.listen)
        .await
        .with_context(|| format!("cannot listen on {} (server.listen); is the port already in use?", server.listen))?;
    let address = listener.local_addr()?;
    let gatekeeper = gatekeeper(config, &ctx).await?;
    let state = Arc::new(AppState::new(config, ctx.clone(), gatekeeper.clone(), router(config), web::ERROR_PAGES));
    let accept_loop = tokio::spawn(listen::serve(listener, tls.clone(), limits(config), state, stop.clone()));
    let security_log = tokio::spawn(write_security_log(ctx.clone(), stop.clone()));
    let node_metrics_task = tokio::spawn(sample_node_metrics(gatekeeper.clone(), ctx.clone()));
    let worker = config.jobs.enabled.then(|| {
        let (store, pause) = (ctx.store.clone(), Duration::from_millis(config.jobs.poll_interval_ms));
        let reactor = Reactions(ctx.clone());
        tokio::spawn(async move { jobs::run_worker(&store, &reactor, pause, stop).await })
    });
    let housekeeping = tokio::spawn(run_housekeeping(gatekeeper.clone(), ctx.cache.clone()));
    let control = socket.map(|socket| control::serve(socket, gatekeeper.clone(), ctx.clone()));
    Ok(RunningServer {
        address,
        ctx,
        tls,
        gatekeeper,
        housekeeping,
        security_log,
        node_metrics_task,
        control,
        accept_loop,
        worker,
        metrics,
    })
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

    /// Waits for the end: running requests, then the worker's job, then the database.
    pub async fn wait(self) -> anyhow::Result<()> {
        let drained = self.accept_loop.await.context("the accept loop failed")?;
        if drained.cut > 0 {
            tracing::warn!(connections = drained.cut, "some connections were closed at the end of the drain time");
        }
        if let Some(worker) = self.worker {
            worker.await.context("the worker failed")?;
        }
        if let Some(metrics) = self.metrics {
            metrics.abort();
        }
        if let Some(control) = self.control {
            control.abort();
        }
        self.housekeeping.abort();
        self.node_metrics_task.abort();
        // What was refused and not yet written down: in the log, and in the tables.
        self.gatekeeper.run_maintenance();
        self.security_log.await.context("the security log failed")?;
        if let Err(error) = market::security::flush(&self.ctx).await {
            tracing::warn!(%error, "the latest security events could not be saved");
        }
        self.ctx.store.db.close().await;
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

/// Sums up refusals, drops what has expired, and publishes figures.
async fn run_housekeeping(gatekeeper: Gatekeeper, cache: Cache) {
    let mut tick = tokio::time::interval(Duration::from_secs(5));
    for round in 0_u64.. {
        tick.tick().await;
        gatekeeper.run_maintenance();
        // What is stale is found out when it is read; this is for what nobody reads any more.
        if round % SWEEP_EVERY == SWEEP_EVERY - 1 {
            cache.sweep();
        }
        cache.stats().publish();
    }
}

/// Writes down what strangers try.
async fn write_security_log(ctx: Ctx, stop: watch::Receiver<bool>) {
    market::security::run(&ctx, stop).await;
}

/// Takes samples of how this process is doing.
async fn sample_node_metrics(gatekeeper: Gatekeeper, ctx: Ctx) {
    let mut tick = tokio::time::interval(node_metrics::SAMPLE_INTERVAL);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        let cache_redis = match ctx.cache.stats().health {
            CacheHealth::Off | CacheHealth::Local => LinkStatus::None,
            CacheHealth::Shared => LinkStatus::Up,
            CacheHealth::Disconnected => LinkStatus::Down,
        };
        ctx.node_metrics.sample(&ctx.store, RedisHealth { limits_redis: gatekeeper.redis(), cache_redis }).await;
    }
}

/// Rounds of housekeeping between two sweeps of the cache: a minute.
const SWEEP_EVERY: u64 = 12;

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

/// Metrics have a listener of their own, so that the public one never shows them.
struct Scrape(metrics_exporter_prometheus::PrometheusHandle);

impl HttpService for Scrape {
    async fn call(&self, _: Peer, request: Request<Incoming>) -> listen::HttpResponse {
        let found = request.uri().path() == "/metrics" && request.method() == http::Method::GET;
        let body = if found { self.0.render() } else { "only GET /metrics\n".to_owned() };
        let mut answer = Response::new(Full::new(Bytes::from(body)));
        *answer.status_mut() = if found { StatusCode::OK } else { StatusCode::NOT_FOUND };
        answer.headers_mut().insert(
            http::header::CONTENT_TYPE,
            http::HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8"),
        );
        answer
    }
    fn reject(&self, _: ConnectionError) -> listen::HttpResponse {
        let mut answer = Response::new(Full::new(Bytes::new()));
        *answer.status_mut() = StatusCode::BAD_REQUEST;
        answer
    }
}

async fn metrics_listener(
    config: &Config,
    stop: watch::Receiver<bool>,
) -> anyhow::Result<Option<JoinHandle<listen::Drained>>> {
    if config.server.metrics_listen.is_empty() {
        return Ok(None);
    }
    let address = &config.server.metrics_listen;
    let listener = TcpListener::bind(address).await.with_context(|| {
        format!(
            "cannot listen on {address} (server.metrics_listen); is the port already in use? Set it to an empty string to turn metrics off"
        )
    })?;
    // A second server in one process (tests) goes without metrics of its own.
    let Ok(handle) = infra::telemetry::start_metrics() else { return Ok(None) };
    // Samples pile up until they are drained into their buckets, whether or not anybody scrapes.
    let upkeep = handle.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_secs(5)).await;
            upkeep.run_upkeep();
        }
    });
    let mut limits = limits(config);
    limits.drain = Duration::from_millis(200);
    Ok(Some(tokio::spawn(listen::serve(listener, None, limits, Arc::new(Scrape(handle)), stop))))
}

/// Runs until SIGTERM or Ctrl-C. SIGHUP reads the certificate again, and the limits from `again`.
pub async fn run_until_signal(
    config: &Config,
    ctx: Ctx,
    again: impl Fn() -> anyhow::Result<Config>,
    ready: impl FnOnce(&RunningServer),
) -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (tell, stop) = watch::channel(false);
    let running = start(config, ctx, stop).await?;
    ready(&running);
    let mut hup = signal(SignalKind::hangup())?;
    signals::hold()?;
    loop {
        tokio::select! {
            () = signals::until_must_end() => break,
            _ = hup.recv() => running.reload(&again),
        }
    }
    tracing::info!("shutting down; waiting for running requests to finish");
    tell.send_replace(true);
    running.wait().await
}
