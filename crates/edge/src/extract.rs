//! The parts of a request that an endpoint can ask for. Each knows how to take itself, checked,
//! from the request, and how it reads in the reference.

use std::borrow::Cow;
use std::str::FromStr;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use hyper::body::{Body as _, Incoming};
use infra::IdempotentRequest;
use infra::crypto::{Vault, fingerprint};
use kernel::ids::Id;
use kernel::text::IdempotencyKey;
use kernel::{DomainError, RequestId};
use market::accounts::{self, ClientOrigin, PasswordError, SignIn};
use market::authority::Principal;
use market::imports::RowsToCount;
use percent_encoding::percent_decode_str;
use schemars::{JsonSchema, SchemaGenerator};
use serde::de::value::Error as ValueError;
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::layers::authentication;
use crate::layers::cursor_binding::CursorBinding;
use crate::layers::session::{FetchSite, SiteOrigin};
use crate::limits::{
    Budget, Gatekeeper, RateSubject, RowCharge, RowRefusal, SharedCharges, SignInAttempt, SignInOutcome, StepUpAnswer,
};
use crate::listen::{BodyError, BodyReservation, read_limited};
use crate::load_shedder::{ExportPermit, LoadShedder};
use crate::operation::Operation;
use crate::problem::Problem;
use crate::route::RowsRead;
use crate::validation::mistakes;

/// A request on its way through the last layers.
pub struct RequestContext<'a> {
    /// Which endpoint it goes to.
    pub route_id: &'static str,
    /// Its method.
    pub method: &'a Method,
    /// Its headers.
    pub headers: &'a HeaderMap,
    /// The path's parameters, as they were sent.
    pub params: Vec<&'a str>,
    /// The query, as it was sent.
    pub query: &'a str,
    /// How many rows of the catalogue it reads.
    pub rows: RowsRead,
    /// The body, until it is read.
    pub body: &'a mut Option<Incoming>,
    /// The body, once it is read.
    pub bytes: Option<Bytes>,
    /// Largest body.
    pub max_body_bytes: usize,
    /// Until when the body must be there.
    pub body_deadline: Instant,
    /// Memory for it, until it is read.
    pub body_reservation: Option<BodyReservation>,
    /// The request.
    pub request_id: RequestId,
    /// The client's address.
    pub address: &'a str,
    /// Whom it is counted against.
    pub subject: RateSubject,
    /// Who is signed in.
    pub principal: Option<&'a Principal>,
    /// Its path, as it was sent.
    pub path: &'a str,
    /// Makes and checks the token of forms.
    pub vault: &'a Vault,
    /// Where our own pages are.
    pub site_origin: &'a SiteOrigin,
    /// Counts what is counted by content.
    pub gatekeeper: &'a Gatekeeper,
    /// What the caller's company was charged.
    pub(crate) charged: SharedCharges,
    /// Limits requests that run at once.
    pub load_shedder: &'a LoadShedder,
}

impl RequestContext<'_> {
    /// The body as JSON bytes; read once.
    async fn json_bytes(&mut self) -> Result<Bytes, Problem> {
        if !is_json(self.headers) {
            let detail = "send the body as application/json in UTF-8";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.not_json", detail));
        }
        self.read_body().await
    }

    /// Nothing but an empty object, where a body says nothing: some clients send one with every POST.
    pub(crate) async fn expect_no_body(&mut self) -> Result<(), Problem> {
        let bytes = self.body_if_any().await?;
        let is_nothing = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).is_ok_and(|body| body == json!({}));
        if bytes.is_empty() || (is_json(self.headers) && is_nothing(&bytes)) {
            return Ok(());
        }
        Err(body_not_expected())
    }

    /// The body, or no bytes where none comes. HTTP/2 need not say in the headers whether one does.
    async fn body_if_any(&mut self) -> Result<Bytes, Problem> {
        let comes = self.bytes.is_some() || self.body.as_ref().is_some_and(|body| !body.is_end_stream());
        if comes { self.read_body().await } else { Ok(Bytes::new()) }
    }

    /// The body, whatever it is; read once.
    pub(crate) async fn read_body(&mut self) -> Result<Bytes, Problem> {
        if let Some(bytes) = &self.bytes {
            return Ok(bytes.clone());
        }
        let (Some(body), Some(reservation)) = (self.body.take(), self.body_reservation.take()) else {
            return Ok(Bytes::new());
        };
        let read = read_limited(body, self.max_body_bytes, self.body_deadline, reservation).await;
        let bytes = read.map_err(|error| match error {
            BodyError::TooLarge => Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "request.too_large",
                format!("the body can have at most {} bytes", self.max_body_bytes),
            )
            .closing_connection(),
            BodyError::TimedOut => {
                Problem::new(StatusCode::REQUEST_TIMEOUT, "request.body_too_slow", "the body took too long to arrive")
                    .closing_connection()
            }
            BodyError::BudgetFull => body_budget_full(self.request_id),
            BodyError::Broken(_) => Problem::new(
                StatusCode::BAD_REQUEST,
                "request.broken_off",
                "the connection closed before the whole body arrived",
            ),
        })?;
        self.bytes = Some(bytes.clone());
        Ok(bytes)
    }
}

/// Callers come back at different moments, or they would all come at once.
fn body_budget_full(request: RequestId) -> Problem {
    let after = u64::try_from(1 + request.uuid().as_u128() % 5).unwrap_or(1);
    let detail = "too many request bodies are arriving right now; try again shortly";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "service.busy", detail)
        .with_header(header::RETRY_AFTER, HeaderValue::from(after))
        .closing_connection()
}

/// The refusal of a body where none belongs.
pub(crate) fn body_not_expected() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "request.body_not_expected", "this request must not have a body")
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
pub trait FromRequest: Sized + Send {
    /// Whether it reads the body.
    const READS_BODY: bool = false;
    /// Whether it is the idempotency key.
    const IS_IDEMPOTENCY_KEY: bool = false;
    /// Whether it is a condition on what the object is.
    const IS_CONDITION: bool = false;
    /// Describes it for the reference.
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator);
    /// Takes it, checked.
    fn from_request(request: &mut RequestContext<'_>) -> impl Future<Output = Result<Self, Problem>> + Send;
}

/// All parts an endpoint asks for.
pub trait Input: Sized + Send {
    /// Whether the body is one of them.
    const TAKES_BODY: bool;
    /// Whether the idempotency key is.
    const TAKES_KEY: bool;
    /// Whether a condition is.
    const TAKES_CONDITION: bool;
    /// Describes them for the reference.
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator);
    /// Takes them in order.
    fn from_request(request: &mut RequestContext<'_>) -> impl Future<Output = Result<Self, Problem>> + Send;
}

macro_rules! inputs {
    ($(($($part:ident)*))*) => {$(
        impl<$($part: FromRequest),*> Input for ($($part,)*) {
            const TAKES_BODY: bool = false $(|| $part::READS_BODY)*;
            const TAKES_KEY: bool = false $(|| $part::IS_IDEMPOTENCY_KEY)*;
            const TAKES_CONDITION: bool = false $(|| $part::IS_CONDITION)*;
            fn describe(_operation: &mut Operation, _schemas: &mut SchemaGenerator) { $($part::describe(_operation, _schemas);)* }
            async fn from_request(_request: &mut RequestContext<'_>) -> Result<Self, Problem> { Ok(($($part::from_request(_request).await?,)*)) }
        }
    )*};
}

inputs! { () (A) (A B) (A B C) (A B C D) }

/// The one parameter of the path.
#[derive(Debug)]
pub struct Path<T>(pub T);

/// The two parameters of the path, outer first.
#[derive(Debug)]
pub struct PathPair<A, B>(pub A, pub B);

/// A parameter that is not well-formed names nothing.
fn param<T: FromStr>(request: &RequestContext<'_>, at: usize) -> Result<T, Problem> {
    let read = request.params.get(at).and_then(|text| text.parse().ok());
    read.ok_or_else(not_found)
}

fn not_found() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "request.no_such_thing", "not found")
}

impl<T: Id + FromStr + JsonSchema + Send> FromRequest for Path<T> {
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.path_parameters(vec![schemas.subschema_for::<T>()]);
    }
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        param(request, 0).map(Path)
    }
}

impl<A: Id + FromStr + JsonSchema + Send, B: Id + FromStr + JsonSchema + Send> FromRequest for PathPair<A, B> {
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.path_parameters(vec![schemas.subschema_for::<A>(), schemas.subschema_for::<B>()]);
    }
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        Ok(Self(param(request, 0)?, param(request, 1)?))
    }
}

/// The one parameter of the path, a name rather than an id. Percent-decoded once, here, behind the
/// choice of the route: a slash in it separates nothing, and a plus is a plus.
#[derive(Debug)]
pub struct PathName<T>(pub T);

impl<T: DeserializeOwned + JsonSchema + Send> FromRequest for PathName<T> {
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.path_parameters(vec![schemas.subschema_for::<T>()]);
    }
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let sent = request.params.first().copied().unwrap_or_default();
        let name = percent_decode_str(sent).decode_utf8().ok();
        let read = name.and_then(|name| T::deserialize(IntoDeserializer::<ValueError>::into_deserializer(&*name)).ok());
        read.map(Self).ok_or_else(not_found)
    }
}

/// The query.
#[derive(Debug)]
pub struct QueryParams<T>(pub T);

impl<T: DeserializeOwned + JsonSchema + Send> FromRequest for QueryParams<T> {
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.query_parameters::<T>(schemas);
    }
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let query = if request.rows == RowsRead::Uncounted {
            Cow::Borrowed(request.query)
        } else {
            CursorBinding::new(request.vault, &request.subject).query(request.query)?
        };
        let read = mistakes::read_query(&query).map(QueryParams);
        read.map_err(|wrong| Problem::unreadable("request.bad_query", "the query", wrong))
    }
}

/// The body, as JSON of a type.
#[derive(Debug)]
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned + JsonSchema + Send> FromRequest for JsonBody<T> {
    const READS_BODY: bool = true;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.body::<T>(schemas);
    }
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let bytes = request.json_bytes().await?;
        let read = mistakes::read_json(&bytes).map(JsonBody);
        read.map_err(|wrong| Problem::unreadable("request.bad_body", "the body", wrong))
    }
}

/// The body, as JSON of a type all of whose fields may be left out; without a body all of them are.
#[derive(Debug)]
pub struct OptionalJsonBody<T>(pub T);

impl<T: DeserializeOwned + JsonSchema + Default + Send> FromRequest for OptionalJsonBody<T> {
    const READS_BODY: bool = true;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.body::<T>(schemas);
        operation.body_is_optional();
    }
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let is_announced = request.headers.contains_key(header::CONTENT_TYPE);
        if !is_announced && request.body_if_any().await?.is_empty() {
            return Ok(Self(T::default()));
        }
        JsonBody::from_request(request).await.map(|JsonBody(body)| Self(body))
    }
}

/// A key without the quotes that it has as a string of RFC 9651 (draft-ietf-httpapi-idempotency-key-header).
fn unquoted(key: &str) -> &str {
    key.strip_prefix('"').and_then(|key| key.strip_suffix('"')).unwrap_or(key)
}

/// The idempotency key. The same key with the same request is the same attempt.
#[derive(Debug)]
pub struct IdempotencyHeader(pub IdempotentRequest);

impl FromRequest for IdempotencyHeader {
    const READS_BODY: bool = true;
    const IS_IDEMPOTENCY_KEY: bool = true;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.header::<IdempotencyKey>(
            "Idempotency-Key",
            "Identifies this attempt. If you send the same request again with the same key, it takes effect only once and returns the same response.",
            schemas,
        );
    }
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let mut sent = request.headers.get_all("idempotency-key").iter();
        let key = match (sent.next(), sent.next()) {
            (Some(key), None) => key.to_str().ok().and_then(|k| IdempotencyKey::new(unquoted(k)).ok()),
            _ => None,
        };
        let detail = "send one Idempotency-Key header of 1 to 128 letters, digits or ._:- that you have not used for another request";
        let key = key.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "idempotency.key_missing", detail))?;
        let company = request
            .principal
            .map(Principal::company)
            .ok_or_else(|| Problem::new(StatusCode::UNAUTHORIZED, "auth.required", "sign in first"))?;
        let bytes = request.json_bytes().await?;
        let path = request.params.join("/");
        let request_hash = fingerprint(&[request.route_id.as_bytes(), path.as_bytes(), &bytes]);
        Ok(Self(IdempotentRequest { company: company.uuid(), key: key.as_str().to_owned(), request_hash }))
    }
}

/// Where the request comes from.
#[derive(Debug, Clone)]
pub struct ClientInfo(pub ClientOrigin);

impl FromRequest for ClientInfo {
    fn describe(_: &mut Operation, _: &mut SchemaGenerator) {}
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let agent = request.headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let agent: String = agent.chars().filter(|c| !c.is_control()).take(200).collect();
        let (address, endpoint) = (request.address.to_owned(), request.route_id);
        Ok(Self(ClientOrigin { address, agent, request: request.request_id, endpoint }))
    }
}

/// The rate limiter, for what only the content can name (an account that is tried), and for staff.
pub struct RateLimits {
    gatekeeper: Gatekeeper,
    subject: RateSubject,
    charged: SharedCharges,
    /// For the cookie of a known device.
    headers: HeaderMap,
}

impl RateLimits {
    /// Counts one try at signing in to an account from here. Say how it ended.
    pub async fn begin_sign_in(&self, account: &str, answer: Option<&StepUpAnswer>) -> Result<SignInAttempt, Problem> {
        let begun = self.gatekeeper.begin_sign_in(account, self.subject, &self.headers, answer).await;
        begun.map_err(|refused| refused.at_account(self.gatekeeper.account_tag(account)))
    }
    /// One try at signing in, counted before the password is looked at, whatever the sign-in is to give;
    /// with the cookie by which the account knows the device from now on.
    pub async fn attempt_sign_in<T>(
        &self,
        cmd: SignIn,
        answer: Option<&StepUpAnswer>,
        begin: impl AsyncFnOnce(SignIn) -> Result<T, accounts::SignInError>,
    ) -> Result<(T, Option<HeaderValue>), Problem> {
        let attempt = self.begin_sign_in(cmd.email.as_str(), answer).await?;
        let begun = begin(cmd).await;
        let outcome = match &begun {
            Ok(_) => SignInOutcome::Correct,
            Err(accounts::SignInError::BadCredentials) => SignInOutcome::Incorrect,
            Err(_) => SignInOutcome::NotChecked,
        };
        let device = attempt.finish(outcome).await;
        Ok((begun?, device))
    }
    /// Counts one try of somebody signed in at their own password. Say how it ended.
    pub async fn begin_password_check(&self) -> Result<SignInAttempt, Problem> {
        self.gatekeeper.begin_password_check(self.subject).await
    }
    /// Does what asks for the password of whoever is signed in, and counts the try at it before it is looked at and
    /// after. Where no password comes along, nothing is counted.
    pub async fn with_password<T, E: DomainError>(
        &self,
        comes_along: bool,
        action: impl Future<Output = Result<T, E>>,
    ) -> Result<Result<T, E>, Problem> {
        if !comes_along {
            return Ok(action.await);
        }
        let attempt = self.begin_password_check().await?;
        let done = action.await;
        let is_wrong = matches!(&done, Err(error) if error.code() == PasswordError::Wrong.code());
        // It may not have been looked at: nothing is forgiven for it.
        attempt.finish(if is_wrong { SignInOutcome::Incorrect } else { SignInOutcome::NotChecked }).await;
        Ok(done)
    }
    /// Counts a message to somebody.
    pub async fn count_invitation(&self, destination: &str) -> Result<(), Problem> {
        self.gatekeeper.admit_destination(Budget::Invitation, &self.subject, destination, &self.charged).await
    }
    /// Counts the rows of a file, all or none. Say where it was not begun after all.
    pub async fn charge_rows(&self, file: RowsToCount) -> Result<RowCharge, RowRefusal> {
        self.gatekeeper.charge_rows(&self.subject, file).await
    }
    /// Gives back what the company was charged for this request: it changed nothing.
    pub fn give_back(&self) {
        self.gatekeeper.give_back(&self.charged);
    }
    /// The limiter itself, for staff.
    pub const fn gatekeeper(&self) -> &Gatekeeper {
        &self.gatekeeper
    }
}

impl FromRequest for RateLimits {
    fn describe(_: &mut Operation, _: &mut SchemaGenerator) {}
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let cookies = request.headers.get_all(header::COOKIE).iter().map(|line| (header::COOKIE, line.clone()));
        let (gatekeeper, charged) = (request.gatekeeper.clone(), request.charged.clone());
        Ok(Self { gatekeeper, subject: request.subject, charged, headers: cookies.collect() })
    }
}

impl FromRequest for CursorBinding {
    fn describe(_: &mut Operation, _: &mut SchemaGenerator) {}
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        Ok(Self::new(request.vault, &request.subject))
    }
}

impl FromRequest for ExportPermit {
    fn describe(_: &mut Operation, _: &mut SchemaGenerator) {}
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let person = request.principal.map(Principal::user);
        let person = person.ok_or_else(|| Problem::new(StatusCode::UNAUTHORIZED, "auth.required", "sign in first"))?;
        request.load_shedder.exports().enter(person)
    }
}

/// Not from a page of another site, where the browser says from which. For what gives a browser a
/// cookie: nobody else's page signs it in to an account of theirs.
#[derive(Debug, Clone, Copy)]
pub struct SameOrigin;

impl FromRequest for SameOrigin {
    fn describe(operation: &mut Operation, _: &mut SchemaGenerator) {
        operation.requires_same_origin();
    }
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        if request.site_origin.fetch_site(request.headers) == FetchSite::CrossSite {
            Err(authentication::cross_site())
        } else {
            Ok(Self)
        }
    }
}
