//! Metrics, on a listener of their own, so that the public one never shows them.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use bytes::Bytes;
use edge::listen::{
    ConnectionError, HttpResponse, HttpServer, HttpService, ListenLimits, Peer, ReplyBody, TlsMaterial,
};
use http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use http::{Request, Response, StatusCode};
use hyper::body::Incoming;
use infra::config::Config;
use infra::crypto::constant_time_eq;
use kernel::Secret;
use metrics_exporter_prometheus::PrometheusHandle;
use supervisor::{Supervisor, TaskHandle, TaskImportance, until};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How often samples are drained into their buckets, whether or not anybody scrapes: they pile up until then.
const UPKEEP: Duration = Duration::from_secs(5);
/// How long a scrape may take once the program is told to end.
const DRAIN: Duration = Duration::from_millis(200);

/// What answers a scraper, and what a scraper must bring, if anything.
struct Scrape {
    metrics: PrometheusHandle,
    token: Option<Secret<String>>,
}

impl Scrape {
    /// Whether a request may read. Without a token whoever reaches the listener may.
    fn admits(&self, request: &Request<Incoming>) -> bool {
        let Some(token) = &self.token else { return true };
        let mut sent = request.headers().get_all(AUTHORIZATION).iter();
        let (Some(one), None) = (sent.next(), sent.next()) else { return false };
        let (scheme, value) = one.to_str().ok().and_then(|text| text.split_once(' ')).unwrap_or_default();
        scheme.eq_ignore_ascii_case("bearer") && constant_time_eq(value.as_bytes(), token.reveal().as_bytes())
    }
}

impl HttpService for Scrape {
    async fn call(&self, _: Peer, request: Request<Incoming>) -> HttpResponse {
        let found = request.uri().path() == "/metrics" && request.method() == http::Method::GET;
        let (status, body) = match (self.admits(&request), found) {
            (false, _) => {
                (StatusCode::UNAUTHORIZED, "send server.metrics_token: Authorization: Bearer ...\n".to_owned())
            }
            (true, true) => (StatusCode::OK, self.metrics.render()),
            (true, false) => (StatusCode::NOT_FOUND, "only GET /metrics\n".to_owned()),
        };
        let mut answer = Response::new(Bytes::from(body).into());
        *answer.status_mut() = status;
        if status == StatusCode::UNAUTHORIZED {
            answer.headers_mut().insert(WWW_AUTHENTICATE, http::HeaderValue::from_static("Bearer"));
        }
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

/// Starts the listener, unless configuration says that there is none. Over TLS where neighbours are not alone there.
pub async fn start(
    config: &Config,
    (limits, tls): (ListenLimits, Option<TlsMaterial>),
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
    let token = Some(config.server.metrics_token.clone()).filter(|token| !token.reveal().is_empty());
    let tls = tls.filter(|_| config.metrics_use_tls());
    let scrape = Arc::new(Scrape { metrics: handle, token });
    let server = HttpServer::new(listener, tls, ListenLimits { drain: DRAIN, ..limits }, scrape);
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
