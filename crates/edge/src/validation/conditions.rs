//! Conditions of a request on what an object is (RFC 9110, 13.1): the tags of `If-Match` and `If-None-Match`, as
//! clients and the proxies before us write them.

use http::{HeaderMap, HeaderName, StatusCode, header};
use kernel::{EntityTag, Precondition};
use schemars::SchemaGenerator;

use crate::extract::{FromRequest, RequestContext};
use crate::operation::Operation;
use crate::problem::Problem;

/// What compressing proxies put behind a tag, inside its quotes: Apache and Caddy. nginx makes it weak instead.
const SUFFIXES: [&str; 4] = ["-gzip", "-br", "-zstd", "-deflate"];

/// What a condition says.
#[derive(Debug, PartialEq, Eq)]
enum Condition<'h> {
    /// An asterisk: whatever there is.
    Any,
    /// These tags, without their quotes, and without what a proxy added.
    Tags(Vec<&'h str>),
    /// It is not well-formed.
    Malformed,
}

/// The condition in a header, which may come in several lines; nothing where it is not sent.
fn condition(headers: &HeaderMap, name: HeaderName) -> Option<Condition<'_>> {
    let lines: Vec<Option<&str>> = headers.get_all(name).iter().map(|line| line.to_str().ok().map(str::trim)).collect();
    if lines.is_empty() {
        return None;
    }
    if lines == [Some("*")] {
        return Some(Condition::Any);
    }
    let lists: Option<Vec<Vec<&str>>> = lines.into_iter().map(|line| tags(line?)).collect();
    Some(lists.map_or(Condition::Malformed, |lists| Condition::Tags(lists.concat())))
}

/// The tags of one line. Strong and weak ones are told apart by nobody here: ours change with every byte that is
/// shown, and a proxy that compresses makes them weak without having changed what they name.
fn tags(line: &str) -> Option<Vec<&str>> {
    let (mut found, mut rest) = (Vec::new(), line);
    loop {
        let opened = rest.strip_prefix("W/").unwrap_or(rest).strip_prefix('"')?;
        let (opaque, after) = opened.split_once('"')?;
        found.push(SUFFIXES.iter().find_map(|suffix| opaque.strip_suffix(suffix)).unwrap_or(opaque));
        rest = after.trim_start();
        if rest.is_empty() {
            return Some(found);
        }
        rest = rest.strip_prefix(',')?.trim_start();
    }
}

/// Whether the client says that it has what a tag names (RFC 9110, 13.1.2).
pub(crate) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    match condition(headers, header::IF_NONE_MATCH) {
        Some(Condition::Any) => true,
        Some(Condition::Tags(known)) => known.contains(&tag.trim_matches('"')),
        Some(Condition::Malformed) | None => false,
    }
}

/// As what the client read the object: the write happens only if it is that still (RFC 9110, 13.1.1).
#[derive(Debug, Clone)]
pub struct IfMatch(pub Precondition);

impl FromRequest for IfMatch {
    const IS_CONDITION: bool = true;
    fn describe(operation: &mut Operation, _: &mut SchemaGenerator) {
        operation.if_match();
    }
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let sent = match condition(request.headers, header::IF_MATCH) {
            Some(Condition::Any) => return Ok(Self(Precondition::Any)),
            Some(Condition::Tags(sent)) => sent,
            Some(Condition::Malformed) => {
                let detail = "If-Match must be the ETag that you read, such as \"7-5f47e0a1c2d3b4f6\", or *";
                return Err(Problem::new(StatusCode::BAD_REQUEST, "request.bad_if_match", detail));
            }
            None => {
                let detail = "send If-Match with the ETag you read, so that you do not overwrite someone else's change";
                return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "request.if_match_missing", detail));
            }
        };
        let tags: Vec<EntityTag> = sent.into_iter().filter_map(EntityTag::parse).collect();
        if tags.is_empty() {
            let detail = "this is not an ETag that the object has; read it, and send its ETag header as it is";
            return Err(Problem::new(StatusCode::PRECONDITION_FAILED, "request.unknown_etag", detail));
        }
        Ok(Self(Precondition::Tags(tags)))
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn read(lines: &[&'static str]) -> Option<Condition<'static>> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::IF_MATCH, HeaderValue::from_static(line));
        }
        // The texts are static, the map is not: leaked, as a test may.
        condition(Box::leak(Box::new(headers)), header::IF_MATCH)
    }

    #[test]
    fn tags_are_read_as_clients_and_proxies_write_them() {
        for (lines, tags) in [
            (&["\"7-a\""][..], &["7-a"][..]),
            (&["W/\"7-a\""], &["7-a"]),
            (&["\"7-a-gzip\""], &["7-a"]),
            (&["W/\"7-a-br\""], &["7-a"]),
            (&["\"a,b\" ,W/\"7-a\"", " \"c\""], &["a,b", "7-a", "c"]),
            (&["\"\""], &[""]),
        ] {
            assert_eq!(read(lines), Some(Condition::Tags(tags.to_vec())), "{lines:?}");
        }
        assert_eq!(read(&[" * "]), Some(Condition::Any));
        assert_eq!(read(&[]), None);
        for bad in ["", "7", "\"7", "w/\"7\"", "W/W/\"7\"", "\"7\", *", "\"7\" \"8\"", "\"7\","] {
            assert_eq!(read(&[bad]), Some(Condition::Malformed), "{bad}");
        }
    }
}
