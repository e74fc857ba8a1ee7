//! Metrics, on a listener of their own, so that the public one never shows them.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use bytes::Bytes;
use edge::listen::{ConnectionError, HttpResponse, HttpServer, HttpService, ListenLimits, Peer, ReplyBody};
use http::{Request, Response, StatusCode};
use hyper::body::Incoming;
use infra::config::Config;
use metrics_exporter_prometheus::PrometheusHandle;
use supervisor::{Supervisor, TaskHandle, TaskImportance, until};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How often samples are drained into their buckets, whether or not anybody scrapes: they pile up until then.
const UPKEEP: Duration = Duration::from_secs(5);
/// How long a scrape may take once the program is told to end.
const DRAIN: Duration = Duration::from_millis(200);

/// What answers a scraper.
struct Scrape(PrometheusHandle);

impl HttpService for Scrape {
    async fn call(&self, _: Peer, request: Request<Incoming>) -> HttpResponse {
        let found = request.uri().path() == "/metrics" && request.method() == http::Method::GET;
        let body = if found { self.0.render() } else { "only GET /metrics\n".to_owned() };
        let mut answer = Response::new(Bytes::from(body).into());
        *answer.status_mut() = if found { StatusCode::OK } else { StatusCode::NOT_FOUND };
        answer.headers_mut().insert(
            http::header::CONTENT_TYPE,
            http::HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8"),
        );
        answer
    }
    fn reject(&self, _: ConnectionError) -> HttpResponse {
        let mut answer = Response::new(ReplyBody::default());
        *answer.status_mut() = StatusCode::BAD_REQUEST;
        answer
    }
}

/// Starts the listener, unless configuration says that there is none.
pub async fn start(
    config: &Config,
    limits: ListenLimits,
    supervisor: &Supervisor,
    stop: watch::Receiver<bool>,
) -> anyhow::Result<Vec<TaskHandle>> {
    let address = &config.server.metrics_listen;
    if address.is_empty() {
        return Ok(Vec::new());
    }
    let listener = TcpListener::bind(address).await.with_context(|| {
        format!(
            "cannot listen on {address} (server.metrics_listen); is the port already in use? Set it to an empty string to turn metrics off"
        )
    })?;
    // A second server in one process (tests) goes without metrics of its own.
    let Ok(handle) = infra::telemetry::start_metrics() else { return Ok(Vec::new()) };
    let drained = handle.clone();
    let upkeep = move || {
        let drained = drained.clone();
        async move {
            loop {
                tokio::time::sleep(UPKEEP).await;
                drained.run_upkeep();
            }
        }
    };
    let server = HttpServer::new(listener, None, ListenLimits { drain: DRAIN, ..limits }, Arc::new(Scrape(handle)));
    let heard = stop.clone();
    let accept = move || {
        let (server, stop) = (server.clone(), heard.clone());
        async move { server.accept(stop).await }
    };
    Ok(vec![
        supervisor.spawn("metrics_upkeep", TaskImportance::Useful, until(stop.clone()), upkeep),
        supervisor.spawn("metrics_listener", TaskImportance::Useful, until(stop), accept),
    ])
}
