//! What of a request its endpoint does not look at: better refused than left out, where whoever sent it relies on it.

use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::endpoint::MountedEndpoint;
use crate::extract::body_not_expected;
use crate::problem::Problem;
use crate::route::Method;

/// Refuses a body, a coding, a condition or a key that this endpoint would not look at.
pub(crate) fn check(method: &http::Method, headers: &HeaderMap, mounted: &MountedEndpoint) -> Result<(), Problem> {
    let comes = headers.contains_key(header::TRANSFER_ENCODING)
        || headers.get(header::CONTENT_LENGTH).is_some_and(|n| n != "0");
    if comes && !mounted.takes_body && (mounted.page || Method::of(method) == Some(Method::Get)) {
        return Err(body_not_expected());
    }
    if mounted.takes_body {
        check_coding(headers)?;
    }
    if mounted.page {
        return Ok(());
    }
    // With an asterisk it asks for nothing but that the object is there.
    let conditions = headers.get_all(header::IF_MATCH).iter().any(|sent| sent != "*");
    if conditions && !mounted.takes_condition && mounted.route.method != Method::Get {
        let detail = "this endpoint does not look at If-Match; send the request without it, or read at /api/docs which endpoint changes the object under a condition";
        return Err(Problem::new(StatusCode::BAD_REQUEST, "request.if_match_not_expected", detail));
    }
    // What a method makes idempotent by itself needs no key, nor does what happens under a condition.
    let repeats = mounted.route.method == Method::Post && !mounted.takes_key;
    if repeats && headers.contains_key("idempotency-key") {
        let detail = "this endpoint does not look at Idempotency-Key, so it would not keep a second request from taking effect; send the request without it";
        return Err(Problem::new(StatusCode::BAD_REQUEST, "idempotency.key_not_expected", detail));
    }
    Ok(())
}

/// A body that is coded is not unpacked: what it says is not what its length says (RFC 9110, 15.5.16).
fn check_coding(headers: &HeaderMap) -> Result<(), Problem> {
    let is_plain = |sent: &HeaderValue| sent.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity");
    if headers.get_all(header::CONTENT_ENCODING).iter().all(is_plain) {
        return Ok(());
    }
    let detail = "send the body as it is, without a Content-Encoding";
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.coded_body", detail)
        .with_header(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"))
        .closing_connection())
}
