//! Refusals as pages. Whoever is not signed in is led to the page where one signs in, and comes back
//! to where they were; a form whose sign-in ended is kept until then. `messages` has the words.

pub(crate) mod messages;

use askama::Template;
use edge::pages::TOKEN_FIELD;
use edge::{Face, Fields, Problem, Refusal, Shown};
use http::{HeaderValue, StatusCode, header};

use crate::auth::SignInPage;
use crate::ui::frame::Frame;
use crate::ui::links;

/// The error pages of the marketplace.
pub static ERROR_PAGES: &dyn Face = &Pages;

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

impl Face for Pages {
    fn refuse(&self, refusal: &Refusal<'_>) -> edge::reply::Sent {
        let frame = Frame::bare(refusal.screen.clone());
        let over = refusal.problem.status == StatusCode::UNAUTHORIZED;
        let shown = match refusal.typed {
            Some(typed) if over => again(&frame, typed),
            _ if over => Ok(Shown::goto(&links::sign_in(&refusal.screen.back))),
            _ => refused(&frame, refusal),
        };
        shown.map_or_else(|_| plain(refusal), Shown::into_sent)
    }
}

/// The sign-in page with what was typed into another form, to be sent again afterwards.
fn again(frame: &Frame, typed: &Fields) -> Result<Shown, Problem> {
    let resume = serde_urlencoded::to_string(typed.harmless().collect::<Vec<_>>()).unwrap_or_default();
    let page = SignInPage::again(frame, &resume, typed.raw(TOKEN_FIELD));
    frame.show_as(StatusCode::UNAUTHORIZED, &page)
}

fn refused(frame: &Frame, refusal: &Refusal<'_>) -> Result<Shown, Problem> {
    let problem = refusal.problem;
    let status = problem.status.as_u16();
    let sort = match status {
        403 | 404 | 405 | 409 | 412 | 413 | 422 | 429 | 503 => status,
        400..=499 => 400,
        _ => 500,
    };
    let page = RefusedPage {
        f: frame,
        problem,
        title: frame.t(&format!("error-title-{sort}")),
        advice: frame.t(&format!("error-advice-{sort}")),
        request: refusal.request.to_string(),
    };
    frame.show_as(problem.status, &page)
}

/// When even the page cannot be made.
fn plain(refusal: &Refusal<'_>) -> edge::reply::Sent {
    let mut sent = edge::reply::Sent::empty(refusal.problem.status);
    sent.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    sent.body = refusal.problem.detail.clone().into();
    sent
}
