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
//! use limiter::http::{address::Networks, layer::{RateLimitLayer, RequestLimits}};
//! use limiter::{Limiter, Policy};
//!
//! fn router(limiter: Limiter, trusted: Networks) -> Router {
//!     let policies = [Arc::new(Policy::new("address", 100, Duration::from_secs(60)))];
//!     let layer = RateLimitLayer::new(limiter, move |request: &Request<Body>, keyer| {
//!         match request.extensions().get::<ConnectInfo<SocketAddr>>() {
//!             Some(peer) => RequestLimits::by_address(&policies, peer.0.ip(), request.headers(), &trusted, keyer),
//!             None => RequestLimits::none(),
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

use super::address::{Networks, client_address, client_networks};
use super::headers::{self, HeaderStyle};
use crate::decision::LimitDecision;
use crate::key::{LimitKey, LimitKeyHasher};
use crate::limiter::Limiter;
use crate::policy::{LimitCheck, Policy};

/// The counters of one request: policies with their keys.
#[derive(Debug, Clone, Default)]
pub struct RequestLimits(Vec<(Arc<Policy>, LimitKey, u32)>);

impl RequestLimits {
    /// None: the request is not limited.
    pub fn none() -> Self {
        Self::default()
    }
    /// Adds a counter.
    #[must_use]
    pub fn with(mut self, policy: &Arc<Policy>, key: LimitKey) -> Self {
        self.0.push((Arc::clone(policy), key, 1));
        self
    }
    /// The client's address and the networks around it, under each policy.
    pub fn by_address(
        policies: &[Arc<Policy>],
        peer: IpAddr,
        headers: &HeaderMap,
        trusted: &Networks,
        key_hasher: &LimitKeyHasher,
    ) -> Self {
        let address = client_address(trusted, peer, headers).address;
        let each = policies.iter().flat_map(|policy| {
            client_networks(address).map(move |level| {
                (Arc::clone(policy), key_hasher.key(&policy.name, &[level.bytes()]), level.multiplier)
            })
        });
        Self(each.collect())
    }
    fn checks(&self) -> Vec<LimitCheck<'_>> {
        self.0.iter().map(|(policy, key, multiplier)| LimitCheck::new(policy, *key).multiplier(*multiplier)).collect()
    }
}

/// Limits what goes through it. `C` says which counters a request has.
pub struct RateLimitLayer<C> {
    limiter: Limiter,
    // Routers clone their services for each request: what the function has captured is not copied.
    counters: Arc<C>,
    style: HeaderStyle,
}

impl<C> Clone for RateLimitLayer<C> {
    fn clone(&self) -> Self {
        Self { limiter: self.limiter.clone(), counters: Arc::clone(&self.counters), style: self.style }
    }
}

impl<C> RateLimitLayer<C> {
    /// With a function from a request to its counters.
    pub fn new<B>(limiter: Limiter, counters: C) -> Self
    where
        C: Fn(&Request<B>, &LimitKeyHasher) -> RequestLimits,
    {
        Self { limiter, counters: Arc::new(counters), style: HeaderStyle::Draft }
    }
    /// With other fields.
    #[must_use]
    pub fn with_header_style(mut self, style: HeaderStyle) -> Self {
        self.style = style;
        self
    }
}

impl<S, C> Layer<S> for RateLimitLayer<C> {
    type Service = RateLimitService<S, C>;
    fn layer(&self, inner: S) -> Self::Service {
        RateLimitService { inner, layer: self.clone() }
    }
}

/// A service behind a limiter.
pub struct RateLimitService<S, C> {
    inner: S,
    layer: RateLimitLayer<C>,
}

impl<S: Clone, C> Clone for RateLimitService<S, C> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), layer: self.layer.clone() }
    }
}

impl<S, C, B, R> Service<Request<B>> for RateLimitService<S, C>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    C: Fn(&Request<B>, &LimitKeyHasher) -> RequestLimits,
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
        let counters = (self.layer.counters)(&request, self.layer.limiter.key_hasher());
        let (limiter, style) = (self.layer.limiter.clone(), self.layer.style);
        // The clone that was polled ready is the one to call (tower's documentation of `Service`).
        let fresh = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, fresh);
        Box::pin(async move {
            let decision = limiter.admit(&counters.checks()).await;
            let mut answer = if decision.admitted { inner.call(request).await? } else { refusal(&decision) };
            headers::insert_headers(answer.headers_mut(), &decision, style);
            Ok(answer)
        })
    }
}

/// The type of problem that a used-up quota is (the draft's registration).
pub const QUOTA_EXCEEDED: &str = "https://iana.org/assignments/http-problem-types#quota-exceeded";

fn refusal<R: From<Bytes>>(decision: &LimitDecision) -> Response<R> {
    let mut names: Vec<String> = Vec::new();
    for verdict in decision.violated() {
        let name = format!("\"{}\"", verdict.policy.name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let seconds = headers::retry_after_seconds(decision);
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
