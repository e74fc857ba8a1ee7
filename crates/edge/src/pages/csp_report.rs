//! What a browser says about a page of ours that tried what its policy forbids (CSP level 3, 5.2).
//! Anybody can send such a report: nothing of it is kept but which directive, and whose resource.

use bytes::Bytes;
use http::{StatusCode, header};
use kernel::FieldError;
use schemars::SchemaGenerator;
use serde_json::Value;

use crate::extract::{FromRequest, RequestContext};
use crate::operation::Operation;
use crate::problem::Problem;

/// Violations that one request may tell of.
const MOST: usize = 20;

/// One thing that a policy forbade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CspViolation {
    /// The directive of the policy.
    pub directive: String,
    /// The origin of what was blocked, or a word such as `inline`.
    pub blocked: String,
}

/// The violations that a browser tells of.
#[derive(Debug)]
pub struct CspViolations(pub Vec<CspViolation>);

impl FromRequest for CspViolations {
    const READS_BODY: bool = true;
    fn describe(_: &mut Operation, _: &mut SchemaGenerator) {}
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let kind = request.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if !matches!(&*kind, "application/csp-report" | "application/reports+json") {
            let detail = "send the report in a browser's report format";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.not_json", detail));
        }
        let body = request.read_body().await?;
        read(&body).map(Self).ok_or_else(unreadable)
    }
}

fn unreadable() -> Problem {
    let detail = "this is not a valid browser report";
    let mut problem = Problem::new(StatusCode::BAD_REQUEST, "request.bad_body", detail);
    problem.errors.push(FieldError { path: ".".to_owned(), detail: detail.to_owned() });
    problem
}

/// Both ways of writing it: one object, or a list of reports of whatever sort.
fn read(body: &Bytes) -> Option<Vec<CspViolation>> {
    let sent: Value = serde_json::from_slice(body).ok()?;
    if let Some(one) = sent.get("csp-report") {
        return Some(vec![violation(one, ["effective-directive", "violated-directive"], "blocked-uri")]);
    }
    let ours = |report: &&Value| report.get("type").is_some_and(|kind| kind == "csp-violation");
    let of = |report: &Value| Some(violation(report.get("body")?, ["effectiveDirective"; 2], "blockedURL"));
    Some(sent.as_array()?.iter().filter(ours).take(MOST).filter_map(of).collect())
}

fn violation(report: &Value, directive: [&str; 2], blocked: &str) -> CspViolation {
    let text = |name: &str| report.get(name).and_then(Value::as_str).unwrap_or_default();
    let directive = directive.map(text).into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    // An older browser writes the directive's whole value behind its name.
    let name = directive.split(' ').next().unwrap_or_default();
    CspViolation { directive: word(name), blocked: origin(text(blocked)) }
}

/// A word of lower-case letters and dashes; whatever else is sent is none.
fn word(text: &str) -> String {
    let plain = text.len() <= 40 && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if plain && !text.is_empty() { text.to_owned() } else { "-".to_owned() }
}

/// Scheme and host of an address; its path may say what somebody looked at.
fn origin(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return word(address.split(':').next().unwrap_or_default());
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().rsplit('@').next().unwrap_or_default();
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b':' | b'-' | b'[' | b']');
    if word(scheme) == "-" || host.is_empty() || host.len() > 100 || !host.bytes().all(plain) {
        return "-".to_owned();
    }
    format!("{scheme}://{host}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parsed(report: &Value) -> Option<Vec<(String, String)>> {
        let read = read(&Bytes::from(report.to_string()))?;
        Some(read.into_iter().map(|violation| (violation.directive, violation.blocked)).collect())
    }

    fn pair(directive: &str, blocked: &str) -> Vec<(String, String)> {
        vec![(directive.to_owned(), blocked.to_owned())]
    }

    #[test]
    fn both_ways_of_writing_a_report_are_read() {
        let old = json!({ "csp-report": { "violated-directive": "script-src-elem 'self'", "blocked-uri": "inline" } });
        let new = json!([
            { "type": "deprecation", "body": { "id": "x" } },
            { "type": "csp-violation", "body": { "effectiveDirective": "img-src", "blockedURL": "https://a.example:8443/x?y#z" } },
        ]);

        assert_eq!(parsed(&old), Some(pair("script-src-elem", "inline")));
        assert_eq!(parsed(&new), Some(pair("img-src", "https://a.example:8443")));
        assert_eq!(parsed(&json!([])), Some(vec![]));
        assert_eq!(parsed(&json!({ "x": 1 })), None);
    }

    #[test]
    fn nothing_of_a_report_is_kept_but_words_and_origins() {
        for (blocked, kept) in [
            ("https://user:secret@a.example/path", "https://a.example"),
            ("data:text/html,<script>", "data"),
            ("eval", "eval"),
            ("https://a.example\r\nforged: line", "-"),
            ("<script>alert(1)</script>", "-"),
            ("", "-"),
        ] {
            let report = json!({ "csp-report": { "effective-directive": "a\nb", "blocked-uri": blocked } });
            assert_eq!(parsed(&report), Some(pair("-", kept)), "{blocked}");
        }
        let many: Vec<_> = (0..100).map(|_| json!({ "type": "csp-violation", "body": {} })).collect();
        assert_eq!(parsed(&json!(many)).map(|parsed| parsed.len()), Some(MOST));
    }
}
