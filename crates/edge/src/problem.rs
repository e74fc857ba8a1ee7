//! Refusals on the wire: RFC 9457 problem details. The only place with status codes of errors.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode, header};
use kernel::{DomainError, ErrorKind, FieldError, RequestId};
use limiter::LimitDecision;
use market::AccountTag;
use market::security::SecurityEventKind;
use serde::Serialize;
use serde_json::Value;

use crate::refusal_note::RefusalNote;
pub use crate::refusal_note::SecurityNote;
use crate::response::Response;

/// A refusal on its way out.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The status.
    pub status: StatusCode,
    /// A stable word for programs.
    pub code: &'static str,
    /// For people.
    pub detail: String,
    /// Fields that were refused.
    pub errors: Vec<FieldError>,
    /// What the client needs in order to go on.
    pub details: Option<Value>,
    /// Headers that belong to the status.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// What the log is told; never sent.
    pub internal: Option<String>,
    /// What the watch is told besides; never sent.
    pub security: SecurityNote,
    /// The limits that were in the way.
    pub rate_limit: Option<Box<LimitDecision>>,
}

/// The type of problem that a used-up quota is (draft-ietf-httpapi-ratelimit-headers).
const QUOTA_EXCEEDED: &str = "https://iana.org/assignments/http-problem-types#quota-exceeded";

/// What the refusal of every limit says to people, but for those of signing in.
const TOO_MANY_REQUESTS: &str = "Too many requests. Please try again later.";
/// How the sentence of a limit of signing in begins.
pub(crate) const SIGN_IN_LIMIT: &str = "Too many sign-in attempts.";

/// The status for a sort of refusal.
const fn status(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::Malformed => StatusCode::BAD_REQUEST,
        ErrorKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::Missing => StatusCode::NOT_FOUND,
        ErrorKind::Conflict => StatusCode::CONFLICT,
        ErrorKind::Stale => StatusCode::PRECONDITION_FAILED,
        ErrorKind::ConditionMissing => StatusCode::PRECONDITION_REQUIRED,
        ErrorKind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::Bug => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The status for a sort of refusal, for the reference.
pub const fn status_of(kind: ErrorKind) -> u16 {
    status(kind).as_u16()
}

impl<F: DomainError> From<F> for Problem {
    fn from(error: F) -> Self {
        let kind = error.kind();
        let hidden = matches!(kind, ErrorKind::Bug | ErrorKind::Unavailable);
        let detail = match kind {
            ErrorKind::Bug => {
                "something went wrong on our side; if it keeps happening, contact us with the request ID".to_owned()
            }
            ErrorKind::Unavailable => "the service is temporarily unavailable; try again shortly".to_owned(),
            _ => error.to_string(),
        };
        let mut problem = Self::new(status(kind), error.code(), detail);
        if let Some(seconds) = error.retry_after_s() {
            problem.headers.push((header::RETRY_AFTER, HeaderValue::from(seconds)));
        }
        if problem.status == StatusCode::UNAUTHORIZED {
            problem.headers.push((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        }
        problem.errors = error.fields();
        problem.details = if hidden { None } else { error.details() };
        problem.internal = hidden.then(|| chain(&error));
        problem
    }
}

/// An error with all its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}

#[derive(Serialize)]
struct ProblemBody<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<RequestId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: &'a Vec<FieldError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: &'a Option<Value>,
    #[serde(rename = "violated-policies", skip_serializing_if = "Vec::is_empty")]
    violated_policies: Vec<&'a str>,
}

impl Problem {
    /// A refusal by the layers.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            code,
            detail: detail.into(),
            errors: Vec::new(),
            details: None,
            headers: Vec::new(),
            internal: None,
            security: SecurityNote::default(),
            rate_limit: None,
        }
    }
    /// What the watch hears of it.
    pub(crate) fn note(&self) -> RefusalNote {
        RefusalNote { status: self.status, code: self.code, security: self.security }
    }
    /// With a header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }
    /// As an event of a kind.
    #[must_use]
    pub(crate) fn with_security_kind(mut self, kind: SecurityEventKind) -> Self {
        self.security.kind = Some(kind);
        self
    }
    /// As a try at an account.
    #[must_use]
    pub(crate) fn at_account(mut self, account: AccountTag) -> Self {
        self.security.account = Some(account);
        self
    }
    /// The rest of the request is not read: the client is told that the connection ends.
    #[must_use]
    pub fn closing_connection(self) -> Self {
        self.with_header(header::CONNECTION, HeaderValue::from_static("close"))
    }
    /// A body or a query that cannot be read, with everything that is wrong in it.
    pub fn unreadable(code: &'static str, whole: &str, errors: Vec<FieldError>) -> Self {
        let sentence = |error: &FieldError| {
            let place = if error.path.is_empty() { whole } else { &error.path };
            format!("{place} {}", error.detail)
        };
        let mut detail = errors.iter().take(3).map(sentence).collect::<Vec<_>>().join("; ");
        if errors.len() > 3 {
            detail.push_str("; see errors for the others");
        }
        Self { errors, ..Self::new(StatusCode::BAD_REQUEST, code, detail) }
    }

    /// As a person sees it in a browser.
    pub fn to_html_response(&self, request: RequestId) -> Response {
        let page = retry_page(self, &request.to_string());
        let mut response = Response::new(self.status, "text/html; charset=utf-8", Bytes::from(page));
        for (name, value) in &self.headers {
            response.headers.append(name.clone(), value.clone());
        }
        response
    }

    /// What a client may show to people as it is, of refusals that say only when to come back: `detail` speaks of
    /// the limit, and those of signing in speak to people already.
    fn message(&self) -> Option<&str> {
        let of_sign_in = self.detail.starts_with(SIGN_IN_LIMIT);
        let too_many = (self.status == StatusCode::TOO_MANY_REQUESTS).then_some(TOO_MANY_REQUESTS);
        if of_sign_in { too_many.map(|_| self.detail.as_str()) } else { too_many }
    }

    /// As it is sent.
    pub fn to_response(&self, request: Option<RequestId>) -> Response {
        let violated = self.rate_limit.as_ref().map(|decision| decision.violated().map(|v| &*v.policy.name).collect());
        let mut violated_policies: Vec<&str> = violated.unwrap_or_default();
        violated_policies.dedup();
        let quota = !violated_policies.is_empty();
        let body = ProblemBody {
            r#type: if quota { QUOTA_EXCEEDED.to_owned() } else { format!("/api/docs#{}", self.code) },
            title: self.status.canonical_reason().unwrap_or("Error"),
            status: self.status.as_u16(),
            detail: &self.detail,
            message: self.message(),
            code: self.code,
            request_id: request,
            errors: &self.errors,
            details: &self.details,
            violated_policies,
        };
        let bytes = serde_json::to_vec(&body).unwrap_or_default();
        let mut response = Response::new(self.status, "application/problem+json", Bytes::from(bytes));
        for (name, value) in &self.headers {
            response.headers.append(name.clone(), value.clone());
        }
        response
    }
}

/// A refusal as a page. Everything shown is ours: nothing the caller sent is in it.
fn retry_page(problem: &Problem, request: &str) -> String {
    // A limit says itself how long to wait.
    let (title, advice) = match problem.status {
        StatusCode::TOO_MANY_REQUESTS => ("Too many requests", "Nothing was submitted."),
        _ => ("Service unavailable", "Nothing was submitted. Go back, wait a moment and try again."),
    };
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title><link rel=\"stylesheet\" href=\"/api/docs.css\"></head><body><main><h1>{title}</h1><p>{}</p><p>{advice}</p><p><small>Request ID: {request}</small></p></main></body></html>",
        problem.detail
    )
}
