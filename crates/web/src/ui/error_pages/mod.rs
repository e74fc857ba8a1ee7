//! Refusals as pages. Whoever is not signed in is led to the page where one signs in, and comes back
//! to where they were; a form whose sign-in ended is kept until then. `messages` has the words, `labels` the
//! names of the fields that they are about.

pub(crate) mod labels;
pub(crate) mod messages;

use askama::Template;
use edge::pages::CSRF_FIELD;
use edge::{ErrorContext, ErrorPages, FormFields, LocalPath, Page, Problem};
use http::{HeaderValue, StatusCode, header};

use crate::auth::SignInPage;
use crate::ui::frame::Frame;
use crate::ui::links;

/// The error pages of the marketplace.
pub static ERROR_PAGES: &dyn ErrorPages = &Pages;

struct Pages;

/// A refusal.
#[derive(Template)]
#[template(path = "ui/error_pages/error_page.html")]
struct RefusedPage<'a> {
    f: &'a Frame,
    problem: &'a Problem,
    title: String,
    advice: String,
    request: String,
}

impl ErrorPages for Pages {
    fn render(&self, refusal: &ErrorContext<'_>) -> edge::response::Response {
        let frame = Frame::bare(refusal.page_context.clone());
        let over = refusal.problem.status == StatusCode::UNAUTHORIZED;
        let shown = match refusal.submitted {
            Some(typed) if over => again(&frame, typed),
            _ if over => Ok(Page::redirect(&to_sign_in(refusal))),
            _ => refused(frame, refusal),
        };
        shown.map_or_else(|_| plain(refusal), Page::into_response)
    }
}

/// Where one signs in; of a session that ended, with why.
fn to_sign_in(refusal: &ErrorContext<'_>) -> LocalPath {
    let (problem, next) = (refusal.problem, &refusal.page_context.return_to);
    if problem.code != "auth.session_over" {
        return links::sign_in(next);
    }
    let why = problem.details.as_ref().and_then(|details| details.get("ended_because")?.as_str());
    links::sign_in_again(next, why.unwrap_or("over"))
}

/// The sign-in page with what was typed into another form, to be sent again afterwards.
fn again(frame: &Frame, typed: &FormFields) -> Result<Page, Problem> {
    let resume = serde_urlencoded::to_string(typed.without_secrets().collect::<Vec<_>>()).unwrap_or_default();
    let page = SignInPage::again(frame, &resume, typed.raw(CSRF_FIELD));
    frame.show_as(StatusCode::UNAUTHORIZED, &page)
}

fn refused(mut frame: Frame, refusal: &ErrorContext<'_>) -> Result<Page, Problem> {
    let problem = refusal.problem;
    // Limits refuse before anybody looks whose cookie it is: whoever has one is not told to sign in.
    frame.offers_sign_in = !refusal.may_be_signed_in;
    let status = problem.status.as_u16();
    let sort = match status {
        403 | 404 | 405 | 409 | 412 | 413 | 422 | 429 | 503 => status,
        400..=499 => 400,
        _ => 500,
    };
    let page = RefusedPage {
        f: &frame,
        problem,
        title: frame.t(&format!("error-title-{sort}")),
        advice: frame.t(&format!("error-advice-{sort}")),
        request: refusal.request_id.to_string(),
    };
    frame.show_as(problem.status, &page)
}

/// When even the page cannot be made.
fn plain(refusal: &ErrorContext<'_>) -> edge::response::Response {
    let mut sent = edge::response::Response::empty(refusal.problem.status);
    sent.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    sent.body = refusal.problem.detail.clone().into();
    sent
}
