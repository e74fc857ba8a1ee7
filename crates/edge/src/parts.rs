//! The parts of a request that an endpoint can ask for. Each knows how to take itself, checked,
//! from the request, and how it reads in the reference.

use std::str::FromStr;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use hyper::body::Incoming;
use kernel::ids::Id;
use kernel::text::IdempotencyKey;
use kernel::{RequestId, Version};
use market::accounts::{self, Caller, SignIn};
use market::authority::Standing;
use percent_encoding::percent_decode_str;
use platform::OnceKey;
use platform::crypto::{Vault, fingerprint};
use schemars::{JsonSchema, SchemaGenerator};
use serde::de::value::Error as ValueError;
use serde::de::{DeserializeOwned, IntoDeserializer};
use tokio::time::Instant;

use crate::layers::session::{self, Home, Page};
use crate::limits::{Answered, Attempt, Budget, Gatekeeper, Outcome, Who};
use crate::listen::{BodyFault, read_limited};
use crate::openapi::Operation;
use crate::problem::Problem;
use crate::rooms::Rooms;
use crate::strict_json;

/// A request on its way through the last layers.
pub struct Trip<'a> {
    /// Which endpoint it goes to.
    pub endpoint: &'static str,
    /// Its method.
    pub method: &'a Method,
    /// Its headers.
    pub headers: &'a HeaderMap,
    /// The path's parameters, as they were sent.
    pub params: Vec<&'a str>,
    /// The query, as it was sent.
    pub query: &'a str,
    /// The body, until it is read.
    pub body: &'a mut Option<Incoming>,
    /// The body, once it is read.
    pub bytes: Option<Bytes>,
    /// Largest body.
    pub max_body: usize,
    /// Until when the body must be there.
    pub body_deadline: Instant,
    /// The request.
    pub request: RequestId,
    /// The client's address.
    pub address: &'a str,
    /// Whom it is counted against.
    pub who: Who,
    /// Who is signed in.
    pub standing: Option<&'a Standing>,
    /// Its path, as it was sent.
    pub path: &'a str,
    /// Makes and checks the token of forms.
    pub vault: &'a Vault,
    /// Where our own pages are.
    pub home: &'a Home,
    /// Counts what is counted by content.
    pub gatekeeper: &'a Gatekeeper,
    /// Room for the handler.
    pub rooms: &'a Rooms,
}

impl Trip<'_> {
    /// The body as JSON bytes; read once.
    async fn json_bytes(&mut self) -> Result<Bytes, Problem> {
        if !is_json(self.headers) {
            let says = "send the body as application/json in UTF-8";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.not_json", says));
        }
        self.whole_body().await
    }

    /// The body, whatever it is; read once.
    pub(crate) async fn whole_body(&mut self) -> Result<Bytes, Problem> {
        if let Some(bytes) = &self.bytes {
            return Ok(bytes.clone());
        }
        let Some(body) = self.body.take() else {
            return Ok(Bytes::new());
        };
        let bytes = read_limited(body, self.max_body, self.body_deadline).await.map_err(|fault| match fault {
            BodyFault::TooLarge => Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "request.too_large",
                format!("the body can have at most {} bytes", self.max_body),
            )
            .closing(),
            BodyFault::TimedOut => {
                Problem::new(StatusCode::REQUEST_TIMEOUT, "request.body_too_slow", "the body took too long to arrive")
                    .closing()
            }
            BodyFault::Broken(_) => Problem::new(
                StatusCode::BAD_REQUEST,
                "request.broken_off",
                "the connection closed before the whole body arrived",
            ),
        })?;
        self.bytes = Some(bytes.clone());
        Ok(bytes)
    }
}

/// Exactly one content type, which is JSON in UTF-8.
fn is_json(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(only), None) = (types.next(), types.next()) else {
        return false;
    };
    let text = only.to_str().unwrap_or_default().to_ascii_lowercase();
    let mut pieces = text.split(';').map(str::trim);
    pieces.next() == Some("application/json") && pieces.all(|p| matches!(p.replace('"', "").as_str(), "charset=utf-8"))
}

/// A part of a request.
pub trait Part: Sized + Send {
    /// Whether it reads the body.
    const BODY: bool = false;
    /// Whether it is the idempotency key.
    const KEY: bool = false;
    /// Describes it for the reference.
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator);
    /// Takes it, checked.
    fn take(trip: &mut Trip<'_>) -> impl Future<Output = Result<Self, Problem>> + Send;
}

/// All parts an endpoint asks for.
pub trait Input: Sized + Send {
    /// Whether the body is one of them.
    const TAKES_BODY: bool;
    /// Whether the idempotency key is.
    const TAKES_KEY: bool;
    /// Describes them for the reference.
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator);
    /// Takes them in order.
    fn take(trip: &mut Trip<'_>) -> impl Future<Output = Result<Self, Problem>> + Send;
}

macro_rules! inputs {
    ($(($($part:ident)*))*) => {$(
        impl<$($part: Part),*> Input for ($($part,)*) {
            const TAKES_BODY: bool = false $(|| $part::BODY)*;
            const TAKES_KEY: bool = false $(|| $part::KEY)*;
            fn describe(_operation: &mut Operation, _schemas: &mut SchemaGenerator) { $($part::describe(_operation, _schemas);)* }
            async fn take(_trip: &mut Trip<'_>) -> Result<Self, Problem> { Ok(($($part::take(_trip).await?,)*)) }
        }
    )*};
}

inputs! { () (A) (A B) (A B C) (A B C D) }

/// The one parameter of the path.
#[derive(Debug)]
pub struct Path<T>(pub T);

/// The two parameters of the path, outer first.
#[derive(Debug)]
pub struct Paths<A, B>(pub A, pub B);

/// A parameter that is not well-formed names nothing.
fn param<T: FromStr>(trip: &Trip<'_>, at: usize) -> Result<T, Problem> {
    let read = trip.params.get(at).and_then(|text| text.parse().ok());
    read.ok_or_else(nothing_such)
}

fn nothing_such() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "request.no_such_thing", "not found")
}

impl<T: Id + FromStr + JsonSchema + Send> Part for Path<T> {
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.path_parameters(vec![schemas.subschema_for::<T>()]);
    }
    async fn take(trip: &mut Trip<'_>) -> Result<Self, Problem> {
        param(trip, 0).map(Path)
    }
}

impl<A: Id + FromStr + JsonSchema + Send, B: Id + FromStr + JsonSchema + Send> Part for Paths<A, B> {
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.path_parameters(vec![schemas.subschema_for::<A>(), schemas.subschema_for::<B>()]);
    }
    async fn take(trip: &mut Trip<'_>) -> Result<Self, Problem> {
        Ok(Self(param(trip, 0)?, param(trip, 1)?))
    }
}

/// The one parameter of the path, a name rather than an id. Percent-decoded once, here, behind the
/// choice of the route: a slash in it separates nothing, and a plus is a plus.
#[derive(Debug)]
pub struct NameInPath<T>(pub T);

impl<T: DeserializeOwned + JsonSchema + Send> Part for NameInPath<T> {
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.path_parameters(vec![schemas.subschema_for::<T>()]);
    }
    async fn take(trip: &mut Trip<'_>) -> Result<Self, Problem> {
        let sent = trip.params.first().copied().unwrap_or_default();
        let name = percent_decode_str(sent).decode_utf8().ok();
        let read = name.and_then(|name| T::deserialize(IntoDeserializer::<ValueError>::into_deserializer(&*name)).ok());
        read.map(Self).ok_or_else(nothing_such)
    }
}

/// The query.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + JsonSchema + Send> Part for Query<T> {
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.query_parameters::<T>(schemas);
    }
    async fn take(trip: &mut Trip<'_>) -> Result<Self, Problem> {
        serde_urlencoded::from_str(trip.query).map(Query).map_err(|error| {
            Problem::unreadable("request.bad_query", "query", strict_json::wording(&error.to_string()))
        })
    }
}

/// The body, as JSON of a type.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + JsonSchema + Send> Part for Body<T> {
    const BODY: bool = true;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.body::<T>(schemas);
    }
    async fn take(trip: &mut Trip<'_>) -> Result<Self, Problem> {
        let bytes = trip.json_bytes().await?;
        strict_json::read(&bytes)
            .map(Body)
            .map_err(|bad| Problem::unreadable("request.bad_body", &bad.path, bad.detail))
    }
}

/// The idempotency key. The same key with the same request is the same attempt.
#[derive(Debug)]
pub struct Key(pub OnceKey);

impl Part for Key {
    const BODY: bool = true;
    const KEY: bool = true;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.header::<IdempotencyKey>(
            "Idempotency-Key",
            "Identifies this attempt. If you send the same request again with the same key, it takes effect only once and returns the same response.",
            schemas,
        );
    }
    async fn take(trip: &mut Trip<'_>) -> Result<Self, Problem> {
        let mut sent = trip.headers.get_all("idempotency-key").iter();
        let key = match (sent.next(), sent.next()) {
            (Some(key), None) => key.to_str().ok().and_then(|k| IdempotencyKey::new(k).ok()),
            _ => None,
        };
        let says = "send one Idempotency-Key header of 1 to 128 letters, digits or ._:- that you have not used for another request";
        let key = key.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "idempotency.key_missing", says))?;
        let org = trip
            .standing
            .map(Standing::org)
            .ok_or_else(|| Problem::new(StatusCode::UNAUTHORIZED, "auth.required", "sign in first"))?;
        let bytes = trip.json_bytes().await?;
        let path = trip.params.join("/");
        let request_hash = fingerprint(&[trip.endpoint.as_bytes(), path.as_bytes(), &bytes]);
        Ok(Self(OnceKey { org: org.uuid(), key: key.as_str().to_owned(), request_hash }))
    }
}

/// The version that the client read: the write happens only if it still holds (RFC 9110, 13.1.1).
#[derive(Debug, Clone, Copy)]
pub struct IfMatch(pub Version);

impl Part for IfMatch {
    fn describe(operation: &mut Operation, _: &mut SchemaGenerator) {
        operation.if_match();
    }
    async fn take(trip: &mut Trip<'_>) -> Result<Self, Problem> {
        let mut sent = trip.headers.get_all(header::IF_MATCH).iter();
        let (one, two) = (sent.next(), sent.next());
        let Some(tag) = one else {
            let says = "send If-Match with the ETag you read, so that you do not overwrite someone else's change";
            return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "request.if_match_missing", says));
        };
        let inside = tag.to_str().ok().and_then(|t| t.strip_prefix('"')?.strip_suffix('"'));
        // Behind the dash stands the hash of what was shown; the version alone guards the write.
        let digits = inside
            .map(|t| t.split('-').next().unwrap_or_default())
            .filter(|d| d.len() <= 18 && d.bytes().all(|b| b.is_ascii_digit()));
        match digits.and_then(|d| d.parse().ok()).filter(|_| two.is_none()) {
            Some(version) => Ok(Self(Version(version))),
            None => Err(Problem::new(
                StatusCode::BAD_REQUEST,
                "request.bad_if_match",
                "If-Match must be one ETag from this API, such as \"7\"",
            )),
        }
    }
}

/// Where the request comes from.
#[derive(Debug, Clone)]
pub struct Visitor(pub Caller);

impl Part for Visitor {
    fn describe(_: &mut Operation, _: &mut SchemaGenerator) {}
    async fn take(trip: &mut Trip<'_>) -> Result<Self, Problem> {
        let agent = trip.headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let agent: String = agent.chars().filter(|c| !c.is_control()).take(200).collect();
        Ok(Self(Caller { address: trip.address.to_owned(), agent, request: trip.request }))
    }
}

/// The rate limiter, for what only the content can name (an account that is tried), and for staff.
pub struct Gate {
    keeper: Gatekeeper,
    who: Who,
    /// For the cookie of a known device.
    headers: HeaderMap,
}

impl Gate {
    /// Counts one try at signing in to an account from here. Say how it ended.
    pub async fn sign_in(&self, account: &str, answered: Option<&Answered>) -> Result<Attempt, Problem> {
        self.keeper.begin_sign_in(account, self.who, &self.headers, answered).await
    }
    /// One try at signing in, counted before the password is looked at, whatever the sign-in is to give;
    /// with the cookie by which the account knows the device from now on.
    pub async fn signs_in<T>(
        &self,
        cmd: SignIn,
        answered: Option<&Answered>,
        begin: impl AsyncFnOnce(SignIn) -> Result<T, accounts::SignInFault>,
    ) -> Result<(T, Option<HeaderValue>), Problem> {
        let attempt = self.sign_in(cmd.email.as_str(), answered).await?;
        let begun = begin(cmd).await;
        let outcome = match &begun {
            Ok(_) => Outcome::Right,
            Err(accounts::SignInFault::BadCredentials) => Outcome::Wrong,
            Err(_) => Outcome::Unheard,
        };
        let device = attempt.conclude(outcome).await;
        Ok((begun?, device))
    }
    /// Counts one try of somebody signed in at their own password. Say how it ended.
    pub async fn confirm(&self) -> Result<Attempt, Problem> {
        self.keeper.begin_confirmation(self.who).await
    }
    /// Counts a message to somebody.
    pub async fn invite(&self, destination: &str) -> Result<(), Problem> {
        self.keeper.admit_destination(Budget::Invitation, &self.who, destination).await
    }
    /// The limiter itself, for staff.
    pub const fn keeper(&self) -> &Gatekeeper {
        &self.keeper
    }
}

impl Part for Gate {
    fn describe(_: &mut Operation, _: &mut SchemaGenerator) {}
    async fn take(trip: &mut Trip<'_>) -> Result<Self, Problem> {
        let cookies = trip.headers.get_all(header::COOKIE).iter().map(|line| (header::COOKIE, line.clone()));
        Ok(Self { keeper: trip.gatekeeper.clone(), who: trip.who, headers: cookies.collect() })
    }
}

/// Not from a page of another site, where the browser says from which. For what gives a browser a
/// cookie: nobody else's page signs it in to an account of theirs.
#[derive(Debug, Clone, Copy)]
pub struct OwnPage;

impl Part for OwnPage {
    fn describe(operation: &mut Operation, _: &mut SchemaGenerator) {
        operation.refuses_other_sites();
    }
    async fn take(trip: &mut Trip<'_>) -> Result<Self, Problem> {
        if trip.home.page(trip.headers) == Page::Other { Err(session::cross_site()) } else { Ok(Self) }
    }
}
