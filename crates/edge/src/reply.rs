//! Successes on the wire.

use bytes::Bytes;
use cache::CacheEntry;
use http::{HeaderValue, StatusCode, header};
use kernel::entity_tag::digest;
use kernel::{Cacheable, EntityTag, Representation, Secret, Version};
use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;

use crate::layers::session;
use crate::operation::Operation;
use crate::response::Response;

/// What an endpoint can give.
pub trait IntoResponse: Send {
    /// The status of its success.
    const STATUS: u16;
    /// Whether it is for people, and refusals are pages as well.
    const IS_PAGE: bool = false;
    /// Describes it for the reference.
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator);
    /// As it is sent.
    fn into_response(self) -> Response;
}

fn json<T: Serialize>(status: StatusCode, value: &T) -> Response {
    match serde_json::to_vec(value) {
        Ok(bytes) => Response::new(status, "application/json", Bytes::from(bytes)),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written as JSON");
            Response::empty(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

/// Puts the tag on an answer that shows an object of a version. It names the JSON as it is sent.
fn set_etag(response: &mut Response, version: Version) {
    let digest = response.digest.unwrap_or_else(|| digest(&response.body));
    response.digest = Some(digest);
    if let Ok(value) = HeaderValue::try_from(EntityTag::new(version, digest).to_string()) {
        response.headers.insert(header::ETAG, value);
    }
}

/// 200 with a value.
#[derive(Debug)]
pub struct Json<T>(T);

impl<T> Json<T> {
    /// With a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }
}

impl<T: Serialize + JsonSchema + Send> IntoResponse for Json<T> {
    const STATUS: u16 = 200;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.responds_with::<T>(Self::STATUS, "Success.", schemas);
    }
    fn into_response(self) -> Response {
        json(StatusCode::OK, &self.0)
    }
}

/// 200 with an object that can be changed under a condition, and its `ETag`.
#[derive(Debug)]
pub struct Tagged<T>(pub T);

impl<T: Representation + JsonSchema + Send> IntoResponse for Tagged<T> {
    const STATUS: u16 = 200;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.responds_with::<T>(Self::STATUS, "Success.", schemas);
        operation.response_has_etag(Self::STATUS);
    }
    fn into_response(self) -> Response {
        let mut response = json(StatusCode::OK, &self.0);
        set_etag(&mut response, self.0.version());
        response
    }
}

/// 200 with a value that was written as JSON when it was read from the database, perhaps by another
/// request or another node.
#[derive(Debug)]
pub struct CachedJson<T>(pub CacheEntry<T>);

impl<T: Cacheable + JsonSchema> IntoResponse for CachedJson<T> {
    const STATUS: u16 = 200;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.responds_with::<T>(Self::STATUS, "Success.", schemas);
        operation.response_has_etag(Self::STATUS);
    }
    fn into_response(self) -> Response {
        let mut response = Response::new(StatusCode::OK, "application/json", self.0.json());
        response.digest = Some(self.0.digest());
        if let Some(version) = self.0.version() {
            set_etag(&mut response, Version(version));
        }
        response
    }
}

/// 201 with the new thing's address.
#[derive(Debug)]
pub struct Created<T> {
    value: T,
    location: String,
    replayed: bool,
}

impl<T> Created<T> {
    /// Made, at an address.
    pub const fn new(location: String, value: T) -> Self {
        Self { value, location, replayed: false }
    }
    /// Whether the answer was kept from an earlier request with the same idempotency key.
    #[must_use]
    pub fn replayed(mut self, replayed: bool) -> Self {
        self.replayed = replayed;
        self
    }
}

impl<T: Serialize + JsonSchema + Send> IntoResponse for Created<T> {
    const STATUS: u16 = 201;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.responds_with::<T>(Self::STATUS, "Created. Location gives its address.", schemas);
    }
    fn into_response(self) -> Response {
        let mut response = json(StatusCode::CREATED, &self.value);
        if let Ok(location) = HeaderValue::from_str(&self.location) {
            response.headers.insert(header::LOCATION, location);
        }
        if self.replayed {
            response.headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
        }
        response
    }
}

/// 202: understood, and not done yet, or nothing more is said.
#[derive(Debug)]
pub struct Accepted<T> {
    value: T,
    location: Option<String>,
}

impl<T> Accepted<T> {
    /// Understood.
    pub const fn new(value: T) -> Self {
        Self { value, location: None }
    }
    /// What becomes of it is shown at an address.
    pub const fn at(location: String, value: T) -> Self {
        Self { value, location: Some(location) }
    }
}

impl<T: Serialize + JsonSchema + Send> IntoResponse for Accepted<T> {
    const STATUS: u16 = 202;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        operation.responds_with::<T>(Self::STATUS, "Understood.", schemas);
    }
    fn into_response(self) -> Response {
        let mut response = json(StatusCode::ACCEPTED, &self.value);
        if let Some(location) = self.location.and_then(|location| HeaderValue::from_str(&location).ok()) {
            response.headers.insert(header::LOCATION, location);
        }
        response
    }
}

/// 204.
#[derive(Debug, Clone, Copy)]
pub struct NoContent;

impl IntoResponse for NoContent {
    const STATUS: u16 = 204;
    fn describe(operation: &mut Operation, _: &mut SchemaGenerator) {
        operation.responds_empty(Self::STATUS);
    }
    fn into_response(self) -> Response {
        Response::empty(StatusCode::NO_CONTENT)
    }
}

/// 200 with a document that is no JSON of ours, or one too large to describe.
#[derive(Debug)]
pub struct Document {
    /// Its type.
    pub content_type: &'static str,
    /// Its bytes.
    pub body: Bytes,
}

impl IntoResponse for Document {
    const STATUS: u16 = 200;
    fn describe(operation: &mut Operation, _: &mut SchemaGenerator) {
        operation.responds_document(Self::STATUS);
    }
    fn into_response(self) -> Response {
        Response::new(StatusCode::OK, self.content_type, self.body)
    }
}

/// An answer that tells the browser to keep something, or to forget it.
#[derive(Debug)]
pub struct WithCookies<R> {
    reply: R,
    cookies: Vec<HeaderValue>,
    clears_site_data: bool,
}

impl<R> WithCookies<R> {
    /// Nothing to keep, so far.
    pub const fn new(reply: R) -> Self {
        Self { reply, cookies: Vec::new(), clears_site_data: false }
    }
    /// A cookie, if there is one.
    #[must_use]
    pub fn cookie(mut self, cookie: Option<HeaderValue>) -> Self {
        self.cookies.extend(cookie);
        self
    }
    /// The id of the browser's sign-in, if there is another.
    #[must_use]
    pub fn session(self, id: Option<&Secret<String>>) -> Self {
        self.cookie(id.and_then(session::set_cookie))
    }
    /// Whatever belonged to the sign-in that ended.
    #[must_use]
    pub fn clear_site_data(mut self) -> Self {
        self.clears_site_data = true;
        self.cookie(session::clear_cookie())
    }
}

impl<R: IntoResponse> IntoResponse for WithCookies<R> {
    const STATUS: u16 = R::STATUS;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        R::describe(operation, schemas);
    }
    fn into_response(self) -> Response {
        let mut response = self.reply.into_response();
        for cookie in self.cookies {
            response.headers.append(header::SET_COOKIE, cookie);
        }
        if self.clears_site_data {
            // Not "cookies": that would make the device unknown to the account as well, and strangers'
            // guesses its owner's concern. The cookie of the sign-in is taken away by name.
            response.headers.insert("clear-site-data", HeaderValue::from_static(r#""cache", "storage""#));
        }
        response
    }
}
