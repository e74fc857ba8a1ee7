//! Oneself: name, address, company, password.

use askama::Template;
use edge::{
    Admits, Endpoint, Form, FormFields, LimitClass, Page, PageContext, Problem, RateLimits, Route, Router,
    SignInOutcome,
};
use kernel::Secret;
use market::accounts::{self, ChangePassword, PasswordError};
use market::authority::SignedIn;
use market::{Ctx, EventKind};

use crate::auth;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowMe>().mount::<NewPassword>()
}

/// Oneself.
#[derive(Template)]
#[template(path = "accounts/member/profile.html")]
struct ProfilePage<'a> {
    f: &'a Frame,
    form: FormFields,
}

impl ProfilePage<'_> {
    fn must_change_password(&self) -> bool {
        self.f.me.as_ref().is_some_and(|me| me.password_change_required)
    }
}

/// One looks at oneself.
struct ShowMe;

impl Endpoint for ShowMe {
    const ROUTE: Route =
        Route::get("accounts.member.profile", "/me", "Show your profile and company.").admits(Admits::Restricted);
    type Auth = SignedIn;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: SignedIn, (page_context,): Self::In) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, page_context).await?;
        frame.show(&ProfilePage { f: &frame, form: FormFields::default() })
    }
}

/// Somebody changes their password.
struct NewPassword;

impl Endpoint for NewPassword {
    const ROUTE: Route = Route::post(
        "accounts.member.change_password",
        "/me/password",
        "Change your password. All your other sessions end.",
        &[EventKind::PasswordChanged],
    )
    .limit(LimitClass::Token)
    .admits(Admits::Restricted);
    type Auth = SignedIn;
    type In = (Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, (form, limits, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        match change(ctx, &auth, &mut fields, &limits).await {
            Ok(secret) => Ok(Page::redirect(&links::local("/me?flash=password-changed")).session(secret.as_ref())),
            Err(problem) => {
                let problem = problems::about(problem, "accounts.weak_password", "new_password");
                let problem = problems::about(problem, "accounts.same_password", "new_password");
                let form = fields.with_problem(problems::about(problem, "accounts.wrong_password", "current_password"));
                let mut frame = Frame::open(ctx, page_context).await?;
                frame.page_context.current = links::local("/me");
                frame.show_form(&ProfilePage { f: &frame, form: form.clone() }, &form)
            }
        }
    }
}

async fn change(
    ctx: &Ctx,
    by: &SignedIn,
    fields: &mut FormFields,
    limits: &RateLimits,
) -> Result<Option<Secret<String>>, Problem> {
    let (current, new) = (auth::password(fields, "current_password"), auth::password(fields, "new_password"));
    let (Some(current), Some(new)) = (current, new) else { return Err(fields.to_problem()) };
    let attempt = limits.begin_password_check().await?;
    let changed = accounts::change_password(ctx, by, ChangePassword { current, new }).await;
    attempt.finish(outcome(&changed)).await;
    Ok(changed?)
}

/// How the confirmation by the current password ended.
const fn outcome<T>(done: &Result<T, PasswordError>) -> SignInOutcome {
    match done {
        // A new password is looked at once the current one proved right.
        Ok(_) | Err(PasswordError::WeakPassword { .. } | PasswordError::Same) => SignInOutcome::Correct,
        Err(PasswordError::Wrong) => SignInOutcome::Incorrect,
        Err(_) => SignInOutcome::NotChecked,
    }
}
