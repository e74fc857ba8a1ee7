//! A form as it is sent: its fields, from one of our own pages.

use std::fmt::Write as _;

use bytes::Bytes;
use futures_util::stream;
use http::{HeaderMap, StatusCode, header};
use infra::IdempotentRequest;
use infra::crypto::fingerprint;
use kernel::ids::Id;
use kernel::text::IdempotencyKey;
use schemars::SchemaGenerator;

use super::csrf::{self, CSRF_FIELD};
use super::fields::FormFields;
use crate::extract::{FromRequest, RequestContext};
use crate::operation::Operation;
use crate::problem::Problem;

/// The field that names an attempt, for forms that must have their effect once.
const KEY_FIELD: &str = "_key";
/// Fields a form may have.
const MOST_FIELDS: usize = 600;

/// A form that one of our pages sent.
#[derive(Debug)]
pub struct Form {
    /// Its fields.
    pub fields: FormFields,
    idempotency_key: Option<IdempotentRequest>,
}

impl Form {
    /// The name of this attempt: the same form sent twice has its effect once.
    pub fn idempotency_key(&self) -> Result<&IdempotentRequest, Problem> {
        let detail = "this form is incomplete; reload the page and try again";
        self.idempotency_key.as_ref().ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "form.no_key", detail))
    }
}

impl Form {
    /// The name of this attempt with exactly these fields, where the page gave it one: pressed twice it is one,
    /// and typed otherwise, as after the back button, it is another.
    pub fn attempt(&self) -> Option<IdempotentRequest> {
        let request = self.idempotency_key.as_ref()?;
        let key = request.request_hash.iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing into a text cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Some(IdempotentRequest { key, ..request.clone() })
    }
}

impl FromRequest for Form {
    const READS_BODY: bool = true;
    fn describe(_: &mut Operation, _: &mut SchemaGenerator) {}
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let bytes = request.read_body().await?;
        let sent = read(request.headers, bytes).await?;
        check_csrf_token(request, &sent.pairs)?;
        let idempotency_key = idempotency_key(request, &sent.pairs);
        Ok(Self { fields: sent.into_fields(), idempotency_key })
    }
}

/// With a sign-in, the form carries its token. That it comes from a page of ours is known already
/// (`layers::caller`).
fn check_csrf_token(request: &RequestContext<'_>, pairs: &[(String, String)]) -> Result<(), Problem> {
    let Some(session) = request.principal.and_then(market::authority::Principal::session) else { return Ok(()) };
    let sent = pairs.iter().find(|(name, _)| name == CSRF_FIELD).map_or("", |(_, text)| text);
    if csrf::verify(request.vault, session, sent) {
        return Ok(());
    }
    let detail = "this form belongs to another session; reload the page and try again";
    Err(Problem::new(StatusCode::FORBIDDEN, "form.not_ours", detail))
}

fn idempotency_key(request: &RequestContext<'_>, pairs: &[(String, String)]) -> Option<IdempotentRequest> {
    let (_, key) = pairs.iter().find(|(name, _)| name == KEY_FIELD)?;
    let key = IdempotencyKey::new(key).ok()?;
    let path = request.params.join("/");
    let mut parts = vec![request.route_id.as_bytes(), path.as_bytes()];
    // The token is written anew on every page, so it says nothing about the attempt.
    let named = pairs.iter().filter(|(name, _)| name != CSRF_FIELD);
    parts.extend(named.flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]));
    let company = request.principal?.company();
    Some(IdempotentRequest { company: company.uuid(), key: key.as_str().to_owned(), request_hash: fingerprint(&parts) })
}

/// What was sent.
#[derive(Debug, Default)]
pub(crate) struct SentForm {
    /// Names and texts; empty for a file that is none.
    pairs: Vec<(String, String)>,
    /// Names of fields with files that are no text, and what to do about them.
    not_text: Vec<(String, &'static str)>,
}

impl SentForm {
    /// As fields, which say which files could not be read.
    pub(crate) fn into_fields(self) -> FormFields {
        let mut fields = FormFields::new(self.pairs);
        for (name, why) in self.not_text {
            fields.add_error::<()>(&name, why);
        }
        fields
    }
}

/// The fields of a body, whichever way a browser writes them.
pub(crate) async fn read(headers: &HeaderMap, body: Bytes) -> Result<SentForm, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let sent = match kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => {
            let pairs = serde_urlencoded::from_bytes(&body).map_err(|_| unreadable())?;
            SentForm { pairs, ..SentForm::default() }
        }
        "multipart/form-data" => parts(kind, body).await?,
        _ => {
            let detail = "this form was sent in an unsupported format";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "form.other_type", detail));
        }
    };
    if sent.pairs.len() > MOST_FIELDS { Err(unreadable()) } else { Ok(sent) }
}

/// Why a file is not taken as text: workbooks are archives, or compound files of older programs.
fn not_text(bytes: &[u8]) -> &'static str {
    let is_workbook = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0");
    if is_workbook {
        "this file is a workbook, not text; save it as CSV (UTF-8) and choose that file"
    } else {
        "this file is not text in UTF-8; save it as CSV (UTF-8) and choose that file"
    }
}

async fn parts(kind: &str, body: Bytes) -> Result<SentForm, Problem> {
    let boundary = multer::parse_boundary(kind).map_err(|_| unreadable())?;
    let mut form = multer::Multipart::new(stream::iter([Ok::<_, std::io::Error>(body)]), boundary);
    let mut sent = SentForm::default();
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        let name = field.name().unwrap_or_default().to_owned();
        let is_file = field.file_name().is_some();
        let bytes = field.bytes().await.map_err(|_| unreadable())?;
        let text = match String::from_utf8(bytes.to_vec()) {
            Ok(text) => text,
            Err(_) if is_file => {
                sent.not_text.push((name.clone(), not_text(&bytes)));
                String::new()
            }
            Err(_) => return Err(not_utf8(&name)),
        };
        // A file input that was left empty is sent all the same.
        sent.pairs.push((name, text));
        if sent.pairs.len() > MOST_FIELDS {
            return Err(unreadable());
        }
    }
    Ok(sent)
}

/// A text field that is none: no browser sends that.
fn not_utf8(name: &str) -> Problem {
    let detail = "the file is not UTF-8 text";
    let mut problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "form.not_utf8", detail);
    problem.errors.push(kernel::FieldError { path: name.to_owned(), detail: detail.to_owned() });
    problem
}

fn unreadable() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "form.unreadable",
        "the form could not be read; reload the page and try again",
    )
}
