//! Signing in and out with a browser.

use std::borrow::Cow;

use askama::Template;
use edge::{
    Admits, BodySize, ClientInfo, Endpoint, Form, FormFields, LimitClass, LocalPath, Page, PageContext, Problem,
    RateLimits, Route, Router, StepUpAnswer,
};
use market::accounts::{self, BrowserSignIn, SignIn};
use market::authority::{AccessDenied, Anyone, CompanyState, SignedIn};
use market::may::{CompanyKind, Role};
use market::{Ctx, EventKind};

use super::resume;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowSignIn>().mount::<SubmitSignIn>().mount::<SignOut>().mount::<Home>()
}

/// Work in place of a lock, which the page does while the password is typed again.
struct ProofOfWork {
    challenge: String,
    bits: i64,
    /// Minutes after which a try needs none.
    minutes: Option<i64>,
}

impl ProofOfWork {
    /// What a refusal asks for, if it does.
    fn required(problem: &Problem) -> Option<Self> {
        let details = problem.details.as_ref().filter(|_| problem.code == "auth.step_up_required")?;
        let (challenge, bits) = (details.get("challenge")?.as_str()?.to_owned(), details.get("bits")?.as_i64()?);
        let free_in = details.get("free_in").and_then(serde_json::Value::as_i64);
        Some(Self { challenge, bits, minutes: free_in.map(|seconds| seconds / 60 + 1) })
    }
}

/// Where one signs in.
#[derive(Template)]
#[template(path = "auth/sign_in.html")]
pub(crate) struct SignInPage<'a> {
    f: &'a Frame,
    form: FormFields,
    /// What was typed into a form whose sign-in ended.
    keeps: bool,
    /// Why the last session ended.
    ended: Option<String>,
    work: Option<ProofOfWork>,
}

impl<'a> SignInPage<'a> {
    /// Again, in the middle of a form, whose token tells whose it is.
    pub fn again(f: &'a Frame, resume: &str, token: &str) -> Self {
        let at = f.page_context.current.as_str();
        let form = FormFields::default().with("resume", resume).with("resume_at", at).with("resume_for", token);
        Self { f, form, keeps: true, ended: None, work: None }
    }
}

/// The page is asked for.
struct ShowSignIn;

impl Endpoint for ShowSignIn {
    const ROUTE: Route = Route::get("auth.page.sign_in", "/sign-in", "Show the sign-in page.").limit(LimitClass::Open);
    type Auth = Anyone;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Anyone, (page_context,): Self::In) -> Result<Page, Problem> {
        let query = page_context.current.as_str().split_once('?').map_or("", |(_, query)| query).to_owned();
        let asked: Vec<(String, String)> = serde_urlencoded::from_str(&query).unwrap_or_default();
        let named = |name: &str| asked.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        let (frame, form) =
            (Frame::bare(page_context), FormFields::default().with("next", named("next").unwrap_or_default()));
        let why = |why: String| frame.locale.maybe(&format!("sign-in-ended-{why}")).map(Cow::into_owned);
        let ended = named("ended").map(|key| why(key).unwrap_or_else(|| frame.t("code-auth-session-over")));
        frame.show(&SignInPage { f: &frame, form, keeps: false, ended, work: None })
    }
}

/// Somebody signs in.
struct SubmitSignIn;

impl Endpoint for SubmitSignIn {
    const ROUTE: Route =
        Route::post("auth.page.submit_sign_in", "/sign-in", "Sign a browser in.", &[EventKind::SignedIn])
            .body(BodySize::Medium)
            .limit(LimitClass::Login);
    type Auth = Anyone;
    type In = (Form, ClientInfo, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Anyone, (form, visitor, limits, page_context): Self::In) -> Result<Page, Problem> {
        let (mut fields, frame) = (form.fields, Frame::bare(page_context));
        match enter(ctx, &mut fields, &visitor, &limits).await {
            Ok((entered, device)) => {
                let (shown, entered) = next_page(ctx, &frame, &fields, entered, &visitor).await?;
                Ok(shown.session(Some(&entered.secret)).cookie(device))
            }
            Err(problem) => {
                let (keeps, work) = (fields.has("resume_at"), ProofOfWork::required(&problem));
                let form = fields.with_problem(problem);
                frame.show_form(&SignInPage { f: &frame, form: form.clone(), keeps, ended: None, work }, &form)
            }
        }
    }
}

async fn enter(
    ctx: &Ctx,
    fields: &mut FormFields,
    ClientInfo(caller): &ClientInfo,
    limits: &RateLimits,
) -> Result<(BrowserSignIn, Option<http::HeaderValue>), Problem> {
    let email = fields.read("email");
    let password = super::password(fields, "password");
    let (Some(email), Some(password)) = (email, password) else { return Err(fields.to_problem()) };
    let answered = StepUpAnswer::new(fields.text("step_up_challenge"), fields.text("step_up_answer"));
    let cmd = SignIn { email, password, company: None };
    limits.attempt_sign_in(cmd, answered.as_ref(), async |cmd| accounts::sign_in_browser(ctx, cmd, caller).await).await
}

/// Where a sign-in leads: to the form it interrupted, to the choice of a company where there are several,
/// to where somebody wanted to go, or home.
async fn next_page(
    ctx: &Ctx,
    frame: &Frame,
    fields: &FormFields,
    entered: BrowserSignIn,
    visitor: &ClientInfo,
) -> Result<(Page, BrowserSignIn), Problem> {
    if let Some(at) = LocalPath::new(fields.text("resume_at")) {
        return resume::resume(ctx, frame, (fields, at), entered, visitor).await;
    }
    let next = LocalPath::new(fields.text("next")).unwrap_or_else(|| links::local("/home"));
    // Their oldest session made room for this one: they are told, as it may be one that they use.
    let next = if entered.session.ended_sessions > 0 { links::with_flash(&next, "oldest-session-ended") } else { next };
    Ok((Page::redirect(&if entered.several { super::companies::choosing(&next) } else { next }), entered))
}

/// Somebody signs out.
struct SignOut;

impl Endpoint for SignOut {
    const ROUTE: Route = Route::post(
        "auth.page.sign_out",
        "/sign-out",
        "Sign out, and clear the session's data from the browser.",
        &[EventKind::SessionEnded],
    )
    .admits(Admits::Restricted);
    type Auth = SignedIn;
    type In = (Form,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, _: Self::In) -> Result<Page, Problem> {
        accounts::sign_out(ctx, &auth).await?;
        Ok(Page::redirect(&links::local("/sign-in?flash=signed-out")).clear_site_data())
    }
}

/// Whoever is signed in goes to where their work begins.
struct Home;

impl Endpoint for Home {
    const ROUTE: Route =
        Route::get("auth.page.home", "/home", "Go to the user's start page.").admits(Admits::Restricted);
    type Auth = SignedIn;
    type In = ();
    type Out = Page;
    type Error = Problem;
    async fn handle(_: &Ctx, by: SignedIn, (): ()) -> Result<Page, Problem> {
        let principal = by.principal();
        let at = match principal.restriction() {
            Some(AccessDenied::PasswordChangeRequired) => "/me",
            _ if principal.company_state() != CompanyState::Approved => "/welcome",
            _ => home_of(principal.kind(), principal.role()),
        };
        Ok(Page::redirect(&links::local(at)))
    }
}

/// Where somebody's work begins.
fn home_of(kind: CompanyKind, role: Role) -> &'static str {
    match (kind, role) {
        (CompanyKind::Retailer, _) => "/",
        (CompanyKind::Vendor, _) => "/vendor",
        (CompanyKind::DeliveryPartner, Role::Rider) => "/delivery/rides",
        (CompanyKind::DeliveryPartner, _) => "/delivery",
        (CompanyKind::Platform, _) => "/admin",
    }
}
