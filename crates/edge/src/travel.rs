//! The one road every request takes. Read top to bottom, this file is the diagram:
//!
//! connection → client address → rate limiter → security headers → CORS → authentication →
//! authorization → validation → handler → database → response
//!
//! The connection is `listen`'s; the database is reached by the handler's action in `market`.
//! Security headers, CORS grant and cache policy are put on at the end, whatever happened before.

use std::net::IpAddr;
use std::pin::pin;

use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use http_body_util::Full;
use hyper::body::Incoming;
use kernel::{OrgId, RequestId, UserId};
use limiter::http::address::{self, Oddity};
use market::Ctx;
use market::authority::{Access, Standing};
use market::watch::Kind;
use tokio::time::{Instant, timeout};

use crate::endpoint::{Endpoint, Mounted};
use crate::house::House;
use crate::layers::{authentication, cache, security_headers, session};
use crate::limits::{Admitted, Who};
use crate::listen::{Answer, LowFault, Peer, Reply as Wire};
use crate::pages::Fields;
use crate::parts::{Input, Trip};
use crate::problem::Problem;
use crate::reply::{Reply, Sent};
use crate::route::{Cache, Limit};
use crate::table::Found;
use crate::watched::Origin;

impl Answer for House {
    async fn answer(&self, peer: Peer, request: Request<Incoming>) -> Wire {
        let id = self.ctx.store.id::<RequestId>();
        let began = Instant::now();
        let (head, body) = request.into_parts();
        let found = self.table.find(&head.method, head.uri.path());
        let mounted = if let Found::Endpoint(mounted, _) = &found { Some(**mounted) } else { None };

        let client = self.client(peer, &head.headers, id);
        let mut left = Left::default();
        let arrival = Arrival { client, id, head: &head };
        let outcome = {
            // Pinned here, it is not copied into the timer: it is some kilobytes.
            let journey = pin!(self.journey(arrival, body, found, &mut left));
            timeout(self.patience, journey).await.unwrap_or_else(|_| Err(too_slow()))
        };

        let mut sent = outcome.unwrap_or_else(|problem| {
            let origin = Origin { address: Some(client), who: left.who, request: Some(id) };
            self.watch_refusal(&problem, mounted.as_ref(), origin);
            report(&problem, id, mounted.as_ref());
            self.tell(&problem, id, mounted.as_ref(), &head, &left)
        });
        // The id that a browser is to use from now on goes out whatever the answer is; an answer that
        // says itself what becomes of the cookie knows better.
        if let Some(cookie) = left.cookie.filter(|_| !session::is_settled(&sent.headers)) {
            sent.headers.append(header::SET_COOKIE, cookie);
        }
        cache::apply(mounted.map_or(Cache::Never, |m| m.cache()), &head.headers, &mut sent);
        // What others may keep says nothing about one caller; what is refused says it already.
        let own = sent.headers.get(header::CACHE_CONTROL).is_some_and(|v| v == "no-store");
        if let Some(admitted) = left.admitted.filter(|_| own && !sent.headers.contains_key(header::RETRY_AFTER)) {
            admitted.put_on(&mut sent.headers);
        }
        security_headers::put_on(&mut sent.headers);
        self.cors.put_on(&head.headers, &mut sent.headers);
        if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
            sent.headers.insert("x-request-id", value);
        }
        measure(mounted.as_ref(), &head.method, sent.status, began);
        // Probes come all the time and take no time: they would hide what people wait for.
        if mounted.is_none_or(|m| m.route.limit != Limit::Probe) {
            self.ctx.pulse.answered(sent.status.as_u16(), began.elapsed());
        }
        wire(sent)
    }

    /// The same dress for faults below the router.
    fn refuse(&self, fault: LowFault) -> Wire {
        let problem = below(fault);
        tracing::debug!(code = problem.code, "a connection was refused before routing");
        self.watch_refusal(&problem, None, Origin::default());
        let mut sent = problem.send(None);
        cache::apply(Cache::Never, &HeaderMap::new(), &mut sent);
        security_headers::put_on(&mut sent.headers);
        self.cors.put_on(&HeaderMap::new(), &mut sent.headers);
        wire(sent)
    }

    fn now_open(&self, connections: usize) {
        self.ctx.pulse.connections(connections);
    }
}

/// A request at the door.
pub(crate) struct Arrival<'h> {
    pub client: IpAddr,
    pub id: RequestId,
    pub head: &'h http::request::Parts,
}

/// What a journey leaves behind for the answer, however it ends.
#[derive(Default)]
pub(crate) struct Left {
    /// What was admitted, for the fields; it gives its places back when the answer is written.
    pub admitted: Option<Admitted>,
    /// The cookie with a browser's next id.
    pub cookie: Option<HeaderValue>,
    /// Who looks at the page.
    pub standing: Option<Standing>,
    /// What they typed, if their sign-in is over.
    pub typed: Option<Fields>,
    /// Who asked, once that was known.
    pub who: Option<(UserId, OrgId)>,
}

impl House {
    fn client(&self, peer: Peer, headers: &HeaderMap, id: RequestId) -> IpAddr {
        let client = address::client(&self.proxies, peer.addr.ip(), headers);
        if let Some(oddity) = client.oddity {
            self.oddities.note(oddity, peer.addr.ip());
            // The other oddity is a proxy of ours that is set up badly.
            if oddity == Oddity::Untrusted {
                let origin = Origin { address: Some(client.address), who: None, request: Some(id) };
                self.watch_oddity(Kind::Suspicious, "-", "forwarded_by_a_stranger", origin);
            }
        }
        client.address
    }

    /// From the client's address to the handler's answer.
    async fn journey(
        &self,
        arrival: Arrival<'_>,
        body: Incoming,
        found: Found<'_, '_>,
        left: &mut Left,
    ) -> Result<Sent, Problem> {
        let Arrival { client, id, head } = arrival;
        let (mounted, params) = match found {
            Found::Endpoint(mounted, params) => (mounted, params),
            // CORS: a preflight is answered here, whatever the path. It counts against the address.
            other => {
                self.gatekeeper.admit(&Who::at(client), None, id).await?;
                return self
                    .cors
                    .preflight(&head.method, &head.headers)
                    .map_or_else(|| elsewhere(&head.method, other), Ok);
            }
        };
        if let Some(sent) = self.at_our_name(mounted, head) {
            return Ok(sent);
        }
        // Rate limiter, and authentication where somebody must be known.
        let (who, standing) = match self.whoever(&arrival, mounted, left).await {
            Ok(known) => known,
            Err(problem) => {
                left.typed = self.typed(mounted, &head.headers, body, &problem).await;
                return Err(problem);
            }
        };
        left.who = standing.as_ref().map(|standing| (standing.user(), standing.org()));
        left.standing = standing.clone().filter(|_| mounted.page);
        left.admitted = Some(self.count(&who, &arrival, mounted).await?);
        acceptable(&head.headers, mounted)?;

        // Authorization, validation, handler: with the endpoint's own types.
        let address = client.to_string();
        body_belongs(&head.headers, mounted)?;
        let mut body = Some(body);
        let ended = {
            let mut trip = Trip {
                endpoint: mounted.route.id,
                method: &head.method,
                headers: &head.headers,
                params,
                query: head.uri.query().unwrap_or_default(),
                body: &mut body,
                bytes: None,
                max_body: self.max_body,
                body_deadline: self.body_deadline(),
                request: id,
                address: &address,
                who,
                standing: standing.as_ref(),
                path: head.uri.path(),
                vault: &self.ctx.vault,
                home: &self.home,
                gatekeeper: &self.gatekeeper,
                rooms: &self.rooms,
            };
            (mounted.enter)(&self.ctx, standing.as_ref(), &mut trip).await
        };
        if let (Err(problem), Some(body)) = (&ended, body) {
            left.typed = self.typed(mounted, &head.headers, body, problem).await;
        }
        ended
    }

    /// Until when a body that comes now must be there.
    pub(crate) fn body_deadline(&self) -> Instant {
        Instant::now() + self.body_patience
    }

    /// A refusal as whoever asked can read it: a page for people, a problem for programs.
    fn tell(
        &self,
        problem: &Problem,
        id: RequestId,
        mounted: Option<&Mounted>,
        head: &http::request::Parts,
        left: &Left,
    ) -> Sent {
        let person = is_a_person(&head.headers);
        let lost = mounted.is_none() && person && !head.uri.path().starts_with("/api/");
        if lost || mounted.is_some_and(|mounted| mounted.page) {
            return self.show(problem, id, head, left);
        }
        let come_back = matches!(problem.status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        if come_back && person { problem.send_as_page(id) } else { problem.send(Some(id)) }
    }
}

/// Whether a body that comes belongs to the request.
fn body_belongs(headers: &HeaderMap, mounted: &Mounted) -> Result<(), Problem> {
    let comes = headers.contains_key(header::TRANSFER_ENCODING)
        || headers.get(header::CONTENT_LENGTH).is_some_and(|n| n != "0");
    if comes && !mounted.takes_body {
        return Err(Problem::new(
            StatusCode::BAD_REQUEST,
            "request.body_not_expected",
            "this request must not have a body",
        ));
    }
    Ok(())
}

/// The last three layers of one endpoint.
pub(crate) async fn enter<E: Endpoint>(
    ctx: &Ctx,
    standing: Option<&Standing>,
    trip: &mut Trip<'_>,
) -> Result<Sent, Problem> {
    // Authorization: the proof that the action wants, or a refusal.
    let by = E::By::grant(standing).map_err(authentication::refused)?;
    // Validation: every part of the request, in types that cannot be wrong.
    let input = E::In::take(trip).await?;
    // Room: only now, or whoever sends a body slowly would hold a place.
    let _place = trip.rooms.enter(&E::ROUTE, trip.request).await?;
    // Handler.
    E::handle(ctx, by, input).await.map(Reply::send)
}

/// A path that is nothing, or not with this method.
fn elsewhere(method: &http::Method, found: Found<'_, '_>) -> Result<Sent, Problem> {
    let Found::OtherMethods(known) = found else {
        return Err(Problem::new(StatusCode::NOT_FOUND, "request.no_such_path", "no such endpoint; see /api/docs"));
    };
    let allow = HeaderValue::from_str(&known.join(", ")).unwrap_or_else(|_| HeaderValue::from_static(""));
    if method == http::Method::OPTIONS {
        let mut sent = Sent::empty(StatusCode::NO_CONTENT);
        sent.headers.insert(header::ALLOW, allow);
        return Ok(sent);
    }
    Err(Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "request.method_not_allowed",
        format!("this endpoint supports {}", known.join(", ")),
    )
    .with_header(header::ALLOW, allow))
}

/// Whether the client takes what we give: JSON, or a page from the few routes that give one.
fn acceptable(headers: &HeaderMap, mounted: &Mounted) -> Result<(), Problem> {
    let lines: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|v| v.to_str().ok()).collect();
    if lines.is_empty() || matches!(mounted.route.slice(), "system" | "assets") {
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

fn too_slow() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "service.too_slow", "the request timed out; try again shortly")
        .with_header(header::RETRY_AFTER, HeaderValue::from_static("5"))
}

fn below(fault: LowFault) -> Problem {
    match fault {
        LowFault::Malformed => {
            Problem::new(StatusCode::BAD_REQUEST, "request.malformed", "this is not a valid HTTP request")
        }
        LowFault::UriTooLong => {
            Problem::new(StatusCode::URI_TOO_LONG, "request.address_too_long", "the URL is too long")
        }
        LowFault::HeadTooLarge => Problem::new(
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "request.headers_too_large",
            "the headers are too large",
        ),
        LowFault::HeadTimeout => {
            Problem::new(StatusCode::REQUEST_TIMEOUT, "request.headers_too_slow", "the headers took too long to arrive")
        }
        LowFault::AddressBusy => Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "limits.too_many_connections",
            "too many connections from your IP address",
        )
        .with_header(header::RETRY_AFTER, HeaderValue::from_static("10")),
        LowFault::ServerFull => {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "service.full", "too many connections; try again shortly")
                .with_header(header::RETRY_AFTER, HeaderValue::from_static("10"))
        }
        LowFault::Panic => {
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "service.error", "something went wrong on our side")
        }
    }
}

/// Tells the log of a refusal, and what the client is not told. Limits are written down by the
/// gatekeeper, which sums them up.
fn report(problem: &Problem, id: RequestId, mounted: Option<&Mounted>) {
    let endpoint = mounted.map_or("-", |m| m.route.id);
    match problem.status.as_u16() {
        503 if problem.inside.is_none() => {
            tracing::debug!(request.id = %id, endpoint, code = problem.code, "a request was shed under load");
        }
        500.. => {
            tracing::error!(request.id = %id, endpoint, status = problem.status.as_u16(), code = problem.code, cause = problem.inside, "a request failed");
        }
        401 | 403 => {
            tracing::warn!(security = "authz_fail", request.id = %id, endpoint, code = problem.code, "a request was rejected");
        }
        _ => {
            tracing::debug!(request.id = %id, endpoint, status = problem.status.as_u16(), code = problem.code, "a request was rejected");
        }
    }
}

/// Whether a browser asks for a page to show: it names HTML before anything else.
fn is_a_person(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accept.trim_start().starts_with("text/html")
}

fn measure(mounted: Option<&Mounted>, method: &http::Method, status: StatusCode, began: Instant) {
    let endpoint = mounted.map_or("none", |m| m.route.id);
    let class = match status.as_u16() {
        ..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    };
    metrics::histogram!("aqad_http_request_seconds", "endpoint" => endpoint, "status" => class)
        .record(began.elapsed().as_secs_f64());
    tracing::debug!(endpoint, %method, status = status.as_u16(), duration_us = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX), "answered");
}

fn wire(sent: Sent) -> Wire {
    let mut answer = http::Response::new(Full::new(sent.body));
    *answer.status_mut() = sent.status;
    *answer.headers_mut() = sent.headers;
    answer
}
