//! The pipeline that every request passes through. Read top to bottom, this file is the diagram:
//!
//! connection → client address → rate limiter → security headers → CORS → authentication →
//! authorization → validation → handler → database → response
//!
//! The connection is `listen`'s; the database is reached by the handler's action in `market`.
//! Security headers, CORS grant and cache policy are put on at the end, whatever happened before.

use std::net::IpAddr;
use std::pin::pin;

use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, header};
use hyper::body::Incoming;
use infra::EventLine;
use infra::db::{CostMeter, publish_request_cost};
use kernel::RequestId;
use limiter::http::address::{self, ProxyAnomaly};
use market::security::SecurityEventKind;
use tokio::time::{Instant, timeout};

use crate::access_log::AnsweredRequest;
use crate::endpoint::MountedEndpoint;
use crate::extract::RequestContext;
use crate::layers::{cache, cookies, security_headers, session};
use crate::limits::{RateSubject, is_given_back};
use crate::listen::{ConnectionError, HttpResponse, HttpService, Peer, ReplyBody};
use crate::problem::Problem;
use crate::request::{IncomingRequest, ResponseState};
use crate::response::Response;
use crate::route::{CachePolicy, LimitClass};
use crate::router::RouteMatch;
use crate::security_log::RequestOrigin;
use crate::state::AppState;
use crate::validation::expected;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

impl HttpService for AppState {
    async fn call(&self, peer: Peer, request: Request<Incoming>) -> HttpResponse {
        let id = self.ctx.store.id::<RequestId>();
        let started_at = Instant::now();
        let (head, body) = request.into_parts();
        let route_match = self.router.find(&head.method, head.uri.path());
        let mounted = if let RouteMatch::Endpoint(mounted, _) = &route_match { Some(**mounted) } else { None };

        let client = self.client(peer, &head.headers, id);
        let mut response_state = ResponseState::default();
        let incoming = IncomingRequest { client, peer, id, head: &head };
        let cost = CostMeter::default();
        let outcome = {
            // Pinned here, it is not copied into the timer: it is some kilobytes.
            let dispatch = pin!(self.dispatch(incoming, body, route_match, &mut response_state));
            timeout(self.request_timeout, cost.measure(dispatch)).await.unwrap_or_else(|_| Err(timed_out()))
        };

        let origin = RequestOrigin { address: Some(client), who: response_state.user, request: Some(id) };
        let mut response = outcome.unwrap_or_else(|problem| {
            log_problem(&problem, id, mounted.as_ref());
            let response = self.error_response(&problem, id, mounted.as_ref(), &head, &response_state);
            Response { refusal: Some(problem.note()), ..response }
        });
        self.record_outcome(&response, &head, mounted.as_ref(), origin);
        let given_back = mounted.is_some_and(|mounted| is_given_back(response.status, mounted.route.limit));
        if let Some(permit) = response_state.permit.as_ref().filter(|_| given_back) {
            self.gatekeeper.give_back(&permit.shared);
        }
        // The id that a browser is to use from now on goes out whatever the answer is; an answer that
        // says itself what becomes of the cookie knows better.
        if let Some(cookie) = response_state.session_cookie.filter(|_| !session::sets_session_cookie(&response.headers))
        {
            response.headers.append(header::SET_COOKIE, cookie);
        }
        cache::apply(mounted.map_or(CachePolicy::Never, |m| m.cache()), &head.headers, &mut response);
        // What others may keep says nothing about one caller; what is refused says it already.
        let own = response.headers.get(header::CACHE_CONTROL).is_some_and(|v| v == "no-store");
        if let Some(permit) =
            response_state.permit.filter(|_| own && !response.headers.contains_key(header::RETRY_AFTER))
        {
            permit.apply(&mut response.headers);
        }
        security_headers::apply(&mut response.headers);
        self.cors.apply(&head.headers, &mut response.headers);
        if let Ok(value) = HeaderValue::try_from(id.to_string()) {
            response.headers.insert(REQUEST_ID, value);
        }
        record_metrics(mounted.as_ref(), &head.method, response.status, started_at);
        publish_request_cost(mounted.map_or("none", |m| m.route.id), cost.cost());
        let (endpoint, duration) = (mounted.map_or("-", |m| m.route.id), started_at.elapsed());
        let (method, who) = (&head.method, response_state.user);
        self.access_log.record(&AnsweredRequest { id, client, who, endpoint, method, response: &response, duration });
        // Probes come all the time and take no time: they would hide what people wait for.
        if mounted.is_none_or(|m| m.route.limit != LimitClass::Probe) {
            self.ctx.node_metrics.record_request(response.status.as_u16(), started_at.elapsed());
        }
        into_http(response)
    }

    /// The response to an error below the router.
    fn reject(&self, error: ConnectionError) -> HttpResponse {
        let problem = connection_problem(error);
        tracing::debug!(code = problem.code, "a connection was refused before routing");
        self.record_refusal(problem.note(), None, RequestOrigin::default());
        let mut response = problem.to_response(None);
        cache::apply(CachePolicy::Never, &HeaderMap::new(), &mut response);
        security_headers::apply(&mut response.headers);
        self.cors.apply(&HeaderMap::new(), &mut response.headers);
        into_http(response)
    }

    fn on_connection_count(&self, connections: usize) {
        self.ctx.node_metrics.set_connections(connections);
    }
}

impl AppState {
    fn client(&self, peer: Peer, headers: &HeaderMap, id: RequestId) -> IpAddr {
        let client = address::client_address(&self.trusted_proxies, peer.addr.ip(), headers);
        if let Some(anomaly) = client.anomaly {
            self.proxy_anomalies.record(anomaly, peer.addr.ip());
            // The other oddity is a proxy of ours that is set up badly.
            if anomaly == ProxyAnomaly::UntrustedPeer {
                let origin = RequestOrigin { address: Some(client.address), who: None, request: Some(id) };
                self.record_anomaly(SecurityEventKind::Suspicious, "-", "forwarded_by_a_stranger", origin);
            }
        }
        client.address
    }

    /// From the client's address to the handler's answer.
    async fn dispatch(
        &self,
        incoming: IncomingRequest<'_>,
        body: Incoming,
        route_match: RouteMatch<'_, '_>,
        response_state: &mut ResponseState,
    ) -> Result<Response, Problem> {
        let IncomingRequest { client, id, head, .. } = incoming;
        self.check_head(&incoming, &route_match).await?;
        let (mounted, params) = match route_match {
            RouteMatch::Endpoint(mounted, params) => (mounted, params),
            other => return self.answer_preflight(&incoming, other).await,
        };
        if let Some(response) = self.redirect_to_localhost(mounted, head) {
            self.gatekeeper.admit(&RateSubject::from_address(client), None, id).await?;
            return Ok(response);
        }
        let mounted = &mounted.for_request(head);
        // Rate limiter, and authentication where somebody must be known.
        let (subject, principal) = match self.authenticate(&incoming, mounted, response_state).await {
            Ok(known) => known,
            Err(problem) => {
                response_state.rejected_form = self.rejected_form(mounted, &incoming, body, &problem).await;
                return Err(problem);
            }
        };
        response_state.note_principal(principal.as_ref(), mounted);
        // What a company shares is counted for those only who will be let in.
        let authorized = (mounted.authorizes)(principal.as_ref());
        let counted = if authorized { subject } else { subject.without_company() };
        let permit = self.enforce_rate_limit(&counted, &incoming, mounted, response_state.rejected_credential).await?;
        let charged = permit.shared.clone();
        response_state.permit = Some(permit);
        check_accept(&head.headers, mounted)?;
        // Authorization, validation, handler: with the endpoint's own types (`endpoint::run`).
        expected::check(&head.method, &head.headers, mounted)?;
        let mut body = Some(body);
        let result = {
            let mut request = RequestContext {
                route_id: mounted.route.id,
                method: &head.method,
                headers: &head.headers,
                params,
                query: head.uri.query().unwrap_or_default(),
                rows: mounted.route.rows,
                body: &mut body,
                bytes: None,
                max_body_bytes: mounted.route.body.bytes(),
                body_deadline: self.body_deadline(),
                body_reservation: Some(self.body_budget.reservation(client)),
                request_id: id,
                address: &client.to_string(),
                subject,
                principal: principal.as_ref(),
                path: head.uri.path(),
                vault: &self.ctx.vault,
                site_origin: &self.site_origin,
                gatekeeper: &self.gatekeeper,
                charged,
                load_shedder: &self.load_shedder,
            };
            (mounted.run)(&self.ctx, principal.as_ref(), &mut request).await
        };
        if let (Err(problem), Some(body)) = (&result, body) {
            response_state.rejected_form = self.rejected_form(mounted, &incoming, body, problem).await;
        }
        result
    }

    /// Tells the watch what was refused, and what is odd about a request whatever became of it.
    fn record_outcome(
        &self,
        response: &Response,
        head: &http::request::Parts,
        mounted: Option<&MountedEndpoint>,
        origin: RequestOrigin,
    ) {
        let endpoint = mounted.map_or("-", |m| m.route.id);
        if let Some(refusal) = response.refusal {
            self.record_refusal(refusal, mounted, origin);
            if mounted.is_some() && refusal.status == StatusCode::NOT_FOUND {
                self.record_missing(head.uri.path(), endpoint, origin);
            }
        }
        let is_noted = response.refusal.is_some_and(|refusal| refusal.code == "access.cross_site");
        if !is_noted {
            self.record_cors(&head.headers, endpoint, origin);
        }
    }

    /// CORS: a preflight is answered here, whatever the path. It counts against the address.
    async fn answer_preflight(
        &self,
        incoming: &IncomingRequest<'_>,
        other: RouteMatch<'_, '_>,
    ) -> Result<Response, Problem> {
        let head = incoming.head;
        self.gatekeeper.admit(&RateSubject::from_address(incoming.client), None, incoming.id).await?;
        if let Some(response) = self.cors.preflight(&head.method, &head.headers) {
            return Ok(response);
        }
        match self.page_above(head, &other) {
            Some(page) => Ok(page),
            None => unmatched(&head.method, other),
        }
    }

    /// Where a form was refused, its address stands in the browser. Whoever loads it again or comes back to it, in
    /// another language as well, is led to the page above, which had the form.
    fn page_above(&self, head: &http::request::Parts, other: &RouteMatch<'_, '_>) -> Option<Response> {
        let is_looked_at = head.method.is_safe() && head.method != http::Method::OPTIONS && prefers_html(&head.headers);
        if !is_looked_at || !matches!(other, RouteMatch::MethodNotAllowed(_)) {
            return None;
        }
        let is_page = |path: &str| match self.router.find(&http::Method::GET, path) {
            RouteMatch::Endpoint(mounted, _) => mounted.page,
            _ => false,
        };
        let above = std::iter::successors(head.uri.path().rsplit_once('/'), |(path, _)| path.rsplit_once('/'));
        let page = above.map(|(path, _)| path).find(|path| !path.is_empty() && is_page(path))?;
        let mut response = Response::empty(StatusCode::SEE_OTHER);
        response.headers.insert(header::LOCATION, HeaderValue::from_str(page).ok()?);
        Some(response)
    }

    /// Refuses a request for no host, for several or for somebody else's, one that came in the clear and should not,
    /// and a browser that has too many cookies. It counts against the address.
    async fn check_head(
        &self,
        incoming: &IncomingRequest<'_>,
        route_match: &RouteMatch<'_, '_>,
    ) -> Result<(), Problem> {
        let is_probe =
            matches!(route_match, RouteMatch::Endpoint(mounted, _) if mounted.route.limit == LimitClass::Probe);
        let checked = self.transport.check(incoming.peer, incoming.head, is_probe);
        let checked = checked.and_then(|()| cookies::check_size(&incoming.head.headers));
        let Err(refused) = checked else { return Ok(()) };
        self.gatekeeper.admit(&RateSubject::from_address(incoming.client), None, incoming.id).await?;
        Err(refused)
    }

    /// A refusal as whoever asked can read it: a page for people, a problem for programs.
    fn error_response(
        &self,
        problem: &Problem,
        id: RequestId,
        mounted: Option<&MountedEndpoint>,
        head: &http::request::Parts,
        response_state: &ResponseState,
    ) -> Response {
        let browser = prefers_html(&head.headers);
        let unknown_page = mounted.is_none() && browser && !head.uri.path().starts_with("/api/");
        if unknown_page || mounted.is_some_and(|mounted| mounted.page) {
            return self.render_error_page(problem, id, head, response_state);
        }
        let come_back = matches!(problem.status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        if come_back && browser { problem.to_html_response(id) } else { problem.to_response(Some(id)) }
    }
}

/// A path that is nothing, or not with this method.
fn unmatched(method: &http::Method, route_match: RouteMatch<'_, '_>) -> Result<Response, Problem> {
    let RouteMatch::MethodNotAllowed(known) = route_match else {
        return Err(Problem::new(StatusCode::NOT_FOUND, "request.no_such_path", "no such endpoint; see /api/docs"));
    };
    let allow = HeaderValue::from_str(&known.join(", ")).unwrap_or_else(|_| HeaderValue::from_static(""));
    if method == http::Method::OPTIONS {
        let mut response = Response::empty(StatusCode::NO_CONTENT);
        response.headers.insert(header::ALLOW, allow);
        return Ok(response);
    }
    Err(Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "request.method_not_allowed",
        format!("this endpoint supports {}", known.join(", ")),
    )
    .with_header(header::ALLOW, allow))
}

/// Whether the client takes what we give: JSON, or a page from the few routes that give one.
fn check_accept(headers: &HeaderMap, mounted: &MountedEndpoint) -> Result<(), Problem> {
    let lines: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|v| v.to_str().ok()).collect();
    if lines.is_empty() || matches!(mounted.route.subject(), "system" | "assets") {
        return Ok(());
    }
    let page = mounted.page;
    let takes = |range: &str| {
        let mut pieces = range.split(';').map(str::trim);
        let kind = pieces.next().unwrap_or_default().to_ascii_lowercase();
        let refused = pieces.any(|p| matches!(p, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
        let ours = if page { ["*/*", "text/*", "text/html"] } else { ["*/*", "application/*", "application/json"] };
        !refused && ours.contains(&kind.as_str())
    };
    if lines.join(",").split(',').any(|range| takes(range.trim())) {
        return Ok(());
    }
    let says = if page {
        "this page is only available as text/html"
    } else {
        "this endpoint is only available as application/json"
    };
    Err(Problem::new(StatusCode::NOT_ACCEPTABLE, "request.not_acceptable", says))
}

fn timed_out() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "service.too_slow", "the request timed out; try again shortly")
        .with_header(header::RETRY_AFTER, HeaderValue::from_static("5"))
}

fn connection_problem(error: ConnectionError) -> Problem {
    match error {
        ConnectionError::Malformed => {
            Problem::new(StatusCode::BAD_REQUEST, "request.malformed", "this is not a valid HTTP request")
        }
        ConnectionError::UriTooLong => {
            Problem::new(StatusCode::URI_TOO_LONG, "request.address_too_long", "the URL is too long")
        }
        ConnectionError::HeadTooLarge => cookies::unreadable_headers(),
        ConnectionError::HeadTimeout => {
            Problem::new(StatusCode::REQUEST_TIMEOUT, "request.headers_too_slow", "the headers took too long to arrive")
        }
        ConnectionError::AddressBusy => Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "limits.too_many_connections",
            "too many connections from your IP address",
        )
        .with_header(header::RETRY_AFTER, HeaderValue::from_static("10")),
        ConnectionError::ServerFull => {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "service.full", "too many connections; try again shortly")
                .with_header(header::RETRY_AFTER, HeaderValue::from_static("10"))
        }
        ConnectionError::Panic => {
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "service.error", "something went wrong on our side")
        }
    }
}

/// Tells the log of a refusal, and what the client is not told. What may be worth an alert is told by
/// `security_log`, limits by the gatekeeper; both sum up.
fn log_problem(problem: &Problem, id: RequestId, mounted: Option<&MountedEndpoint>) {
    let endpoint = mounted.map_or("-", |m| m.route.id);
    match problem.status.as_u16() {
        503 if problem.internal.is_none() => {
            tracing::debug!(request.id = %id, endpoint, code = problem.code, "a request was shed under load");
        }
        500.. if !EventLine::ServerError.is_due() => {}
        500.. => {
            tracing::error!(request.id = %id, endpoint, status = problem.status.as_u16(), code = problem.code, cause = problem.internal, "a request failed");
        }
        _ => {
            tracing::debug!(request.id = %id, endpoint, status = problem.status.as_u16(), code = problem.code, "a request was rejected");
        }
    }
}

/// Whether a browser asks for a page to show: it names HTML before anything else.
fn prefers_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accept.trim_start().starts_with("text/html")
}

fn record_metrics(mounted: Option<&MountedEndpoint>, method: &http::Method, status: StatusCode, started_at: Instant) {
    let endpoint = mounted.map_or("none", |m| m.route.id);
    let class = match status.as_u16() {
        ..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    };
    metrics::histogram!("aqad_http_request_duration_seconds", "endpoint" => endpoint, "status" => class)
        .record(started_at.elapsed().as_secs_f64());
    tracing::debug!(endpoint, %method, status = status.as_u16(), duration_us = u64::try_from(started_at.elapsed().as_micros()).unwrap_or(u64::MAX), "answered");
}

fn into_http(response: Response) -> HttpResponse {
    let mut answer = http::Response::new(ReplyBody::new(response.body, response.rest));
    *answer.status_mut() = response.status;
    *answer.headers_mut() = response.headers;
    answer
}
