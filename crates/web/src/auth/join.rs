//! Taking an invitation. Its code is typed or pasted, and never stands in an address.

use askama::Template;
use edge::{
    ClientInfo, Endpoint, Form, FormFields, LimitClass, Page, PageContext, Problem, RateLimits, Route, Router,
    SignInOutcome,
};
use kernel::Secret;
use market::accounts::{self, AcceptInvitation, JoinOutcome};
use market::authority::Anyone;
use market::{Ctx, EventKind};

use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowJoin>().mount::<Join>()
}

/// Where an invitation is taken.
#[derive(Template)]
#[template(path = "auth/join.html")]
struct JoinPage<'a> {
    f: &'a Frame,
    form: FormFields,
}

/// The page is asked for.
struct ShowJoin;

impl Endpoint for ShowJoin {
    const ROUTE: Route =
        Route::get("auth.page.join", "/join", "Show the page for accepting an invitation.").limit(LimitClass::Open);
    type Auth = Anyone;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Anyone, (page_context,): Self::In) -> Result<Page, Problem> {
        let frame = Frame::bare(page_context);
        frame.show(&JoinPage { f: &frame, form: FormFields::default() })
    }
}

/// An invitation is taken.
struct Join;

impl Endpoint for Join {
    const ROUTE: Route = Route::post(
        "auth.page.accept_invitation",
        "/join",
        "Accept an invitation to a company. An invitation can be used once.",
        &[EventKind::MemberJoined, EventKind::InvitationNotAccepted],
    )
    .limit(LimitClass::InvitationAcceptance);
    type Auth = Anyone;
    type In = (Form, ClientInfo, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Anyone, (form, visitor, limits, page_context): Self::In) -> Result<Page, Problem> {
        let (mut fields, frame) = (form.fields, Frame::bare(page_context));
        match join(ctx, &mut fields, &visitor, &limits).await {
            Ok(()) => Ok(Page::redirect(&links::local("/sign-in?flash=joined"))),
            Err(problem) => {
                let problem = problems::about(problem, "accounts.weak_password", "password");
                let form = fields.with_problem(problems::about(problem, "team.invitation_not_valid", "code"));
                frame.show_form(&JoinPage { f: &frame, form: form.clone() }, &form)
            }
        }
    }
}

async fn join(
    ctx: &Ctx,
    fields: &mut FormFields,
    ClientInfo(caller): &ClientInfo,
    limits: &RateLimits,
) -> Result<(), Problem> {
    let (code, name) = (fields.read::<String>("code").filter(|code| code.len() <= 128), fields.read("name"));
    let password = super::password(fields, "password");
    if code.is_none() && fields.error("code").is_none() {
        fields.add_error::<()>("code", "is too long");
    }
    let (Some(code), Some(name), Some(password)) = (code, name, password) else { return Err(fields.to_problem()) };
    let token = Secret::new(code);
    // The password may be that of an account that is there: guessing it is signing in.
    let invited = accounts::invited(ctx, &token).await?;
    let attempt = limits.begin_sign_in(invited.as_str(), None).await?;
    let joined = accounts::accept_invitation(ctx, AcceptInvitation { token, name, password }, caller).await;
    let wrong = JoinOutcome::is_wrong_try(&joined);
    attempt.finish(if wrong { SignInOutcome::Incorrect } else { SignInOutcome::NotChecked }).await;
    Ok(joined.map(drop)?)
}
