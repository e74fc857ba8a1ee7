//! An answer on its way through the layers.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::layers::security_headers;
use crate::listen::BodyStream;
use crate::refusal_note::RefusalNote;

/// An answer before the layers have dressed it.
#[derive(Debug)]
pub struct Response {
    /// The status.
    pub status: StatusCode,
    /// Headers of its own.
    pub headers: HeaderMap,
    /// The body, or where the rest of it is made as it is taken, its beginning.
    pub body: Bytes,
    /// What follows.
    pub rest: Option<BodyStream>,
    /// A hash of the body, where it is known already.
    pub digest: Option<u64>,
    /// The refusal that it shows beside something else, as a page does with a form.
    pub refusal: Option<RefusalNote>,
}

impl Response {
    /// An answer with a body of a type.
    pub fn new(status: StatusCode, content_type: &'static str, body: Bytes) -> Self {
        let mut headers = security_headers::first();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        Self { status, headers, body, rest: None, digest: None, refusal: None }
    }
    /// An answer without one.
    pub fn empty(status: StatusCode) -> Self {
        Self { status, headers: security_headers::first(), body: Bytes::new(), rest: None, digest: None, refusal: None }
    }
}
