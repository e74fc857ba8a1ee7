//! An answer on its way through the layers.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

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
        // Room for what the layers put on: growing by and by would move everything four times.
        let mut headers = HeaderMap::with_capacity(28);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        Self { status, headers, body, rest: None, digest: None, refusal: None }
    }
    /// An answer without one.
    pub fn empty(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: Bytes::new(), rest: None, digest: None, refusal: None }
    }
}
