//! A `tower` layer: asks before the service is called, answers 429 where it is refused.
//!
//! Around a router of axum, with the client's address as the caller (the closure's parameters need
//! their types written down):
//!
//! ```no_run
//! use std::{net::SocketAddr, sync::Arc, time::Duration};
//!
//! use axum::{Router, body::Body, extract::ConnectInfo, routing::get};
//! use http::Request;
//! use limiter::http::{address::Networks, layer::{Counters, LimitLayer}};
//! use limiter::{Limiter, Policy};
//!
//! fn router(limiter: Limiter, trusted: Networks) -> Router {
//!     let policies = [Arc::new(Policy::new("address", 100, Duration::from_secs(60)))];
//!     let layer = LimitLayer::new(limiter, move |request: &Request<Body>, keyer| {
//!         match request.extensions().get::<ConnectInfo<SocketAddr>>() {
//!             Some(peer) => Counters::by_address(&policies, peer.0.ip(), request.headers(), &trusted, keyer),
//!             None => Counters::none(),
//!         }
//!     });
//!     Router::new().route("/", get(|| async { "hello" })).layer(layer)
//! }
//! ```

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use tower_layer::Layer;
use tower_service::Service;

use super::address::{Networks, client, levels};
use super::fields::{self, Style};
use crate::decision::Decision;
use crate::key::{Key, Keyer};
use crate::limiter::Limiter;
use crate::policy::{Ask, Policy};

/// The counters of one request: policies with their keys.
#[derive(Debug, Clone, Default)]
pub struct Counters(Vec<(Arc<Policy>, Key, u32)>);

impl Counters {
    /// None: the request is not limited.
    pub fn none() -> Self {
        Self::default()
    }
    /// Adds a counter.
    #[must_use]
    pub fn and(mut self, policy: &Arc<Policy>, key: Key) -> Self {
        self.0.push((Arc::clone(policy), key, 1));
        self
    }
    /// The client's address and the networks around it, under each policy.
    pub fn by_address(
        policies: &[Arc<Policy>],
        peer: IpAddr,
        headers: &HeaderMap,
        trusted: &Networks,
        keyer: &Keyer,
    ) -> Self {
        let address = client(trusted, peer, headers).address;
        let each = policies.iter().flat_map(|policy| {
            levels(address)
                .map(move |level| (Arc::clone(policy), keyer.key(&policy.name, &[level.bytes()]), level.times))
        });
        Self(each.collect())
    }
    fn asks(&self) -> Vec<Ask<'_>> {
        self.0.iter().map(|(policy, key, times)| Ask::new(policy, *key).times(*times)).collect()
    }
}

/// Limits what goes through it. `C` says which counters a request has.
pub struct LimitLayer<C> {
    limiter: Limiter,
    // Routers clone their services for each request: what the function has captured is not copied.
    counters: Arc<C>,
    style: Style,
}

impl<C> Clone for LimitLayer<C> {
    fn clone(&self) -> Self {
        Self { limiter: self.limiter.clone(), counters: Arc::clone(&self.counters), style: self.style }
    }
}

impl<C> LimitLayer<C> {
    /// With a function from a request to its counters.
    pub fn new<B>(limiter: Limiter, counters: C) -> Self
    where
        C: Fn(&Request<B>, &Keyer) -> Counters,
    {
        Self { limiter, counters: Arc::new(counters), style: Style::Draft }
    }
    /// With other fields.
    #[must_use]
    pub fn telling(mut self, style: Style) -> Self {
        self.style = style;
        self
    }
}

impl<S, C> Layer<S> for LimitLayer<C> {
    type Service = Limited<S, C>;
    fn layer(&self, inner: S) -> Self::Service {
        Limited { inner, layer: self.clone() }
    }
}

/// A service behind a limiter.
pub struct Limited<S, C> {
    inner: S,
    layer: LimitLayer<C>,
}

impl<S: Clone, C> Clone for Limited<S, C> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), layer: self.layer.clone() }
    }
}

impl<S, C, B, R> Service<Request<B>> for Limited<S, C>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    C: Fn(&Request<B>, &Keyer) -> Counters,
    B: Send + 'static,
    R: From<Bytes> + Send + 'static,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let counters = (self.layer.counters)(&request, self.layer.limiter.keyer());
        let (limiter, style) = (self.layer.limiter.clone(), self.layer.style);
        // The clone that was polled ready is the one to call (tower's documentation of `Service`).
        let fresh = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, fresh);
        Box::pin(async move {
            let decision = limiter.admit(&counters.asks()).await;
            let mut answer = if decision.admitted { inner.call(request).await? } else { refusal(&decision) };
            fields::put_on(answer.headers_mut(), &decision, style);
            Ok(answer)
        })
    }
}

/// The type of problem that a used-up quota is (the draft's registration).
pub const QUOTA_EXCEEDED: &str = "https://iana.org/assignments/http-problem-types#quota-exceeded";

fn refusal<R: From<Bytes>>(decision: &Decision) -> Response<R> {
    let mut names: Vec<String> = Vec::new();
    for verdict in decision.violated() {
        let name = format!("\"{}\"", verdict.policy.name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let seconds = fields::retry_seconds(decision);
    let plural = if seconds == 1 { "" } else { "s" };
    let body = format!(
        "{{\"type\":\"{QUOTA_EXCEEDED}\",\"title\":\"Too Many Requests\",\"status\":429,\"detail\":\"Try again in {seconds} second{plural}.\",\"violated-policies\":[{}]}}",
        names.join(",")
    );
    let mut answer = Response::new(R::from(Bytes::from(body)));
    *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
