//! Oneself: name, address, company, password.

use askama::Template;
use edge::{Cache, Endpoint, Fields, Form, Gate, Limit, Method, Outcome, Problem, Route, Screen, Shown, Table};
use kernel::Secret;
use market::accounts::{self, ChangePassword, PasswordFault};
use market::authority::SignedIn;
use market::{Ctx, EventKind};

use crate::auth;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowMe>().with::<NewPassword>()
}

/// Oneself.
#[derive(Template)]
#[template(path = "accounts/member/profile.html")]
struct ProfilePage<'a> {
    f: &'a Frame,
    form: Fields,
}

/// One looks at oneself.
struct ShowMe;

impl Endpoint for ShowMe {
    const ROUTE: Route = Route {
        id: "doors.me",
        method: Method::Get,
        path: "/me",
        summary: "Show your profile and company.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = SignedIn;
    type In = (Screen,);
    type Out = Shown;
    async fn handle(ctx: &Ctx, _: SignedIn, (screen,): Self::In) -> Result<Shown, Problem> {
        let frame = Frame::open(ctx, screen).await?;
        frame.show(&ProfilePage { f: &frame, form: Fields::default() })
    }
}

/// Somebody changes their password.
struct NewPassword;

impl Endpoint for NewPassword {
    const ROUTE: Route = Route {
        id: "doors.change_password",
        method: Method::Post,
        path: "/me/password",
        summary: "Change your password. All your other sessions end.",
        limit: Limit::Token,
        cache: Cache::Never,
        audit: &[EventKind::PasswordChanged],
        refuses: &[PasswordFault::LIST],
    };
    type By = SignedIn;
    type In = (Form, Gate, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: SignedIn, (form, gate, screen): Self::In) -> Result<Shown, Problem> {
        let mut fields = form.fields;
        match change(ctx, &by, &mut fields, &gate).await {
            Ok(secret) => Ok(Shown::goto(&links::local("/me?flash=password-changed")).session(secret.as_ref())),
            Err(problem) => {
                let problem = problems::about(problem, "accounts.weak_password", "new_password");
                let form = fields.refused(problems::about(problem, "accounts.wrong_password", "current_password"));
                let mut frame = Frame::open(ctx, screen).await?;
                frame.screen.here = links::local("/me");
                frame.show_form(&ProfilePage { f: &frame, form: form.clone() }, &form)
            }
        }
    }
}

async fn change(ctx: &Ctx, by: &SignedIn, fields: &mut Fields, gate: &Gate) -> Result<Option<Secret<String>>, Problem> {
    let (current, new) = (auth::password(fields, "current_password"), auth::password(fields, "new_password"));
    let (Some(current), Some(new)) = (current, new) else { return Err(fields.refusal()) };
    let attempt = gate.confirm().await?;
    let changed = accounts::change_password(ctx, by, ChangePassword { current, new }).await;
    attempt.conclude(outcome(&changed)).await;
    Ok(changed?)
}

/// How the confirmation by the current password ended.
const fn outcome<T>(done: &Result<T, PasswordFault>) -> Outcome {
    match done {
        // A new password is looked at once the current one proved right.
        Ok(_) | Err(PasswordFault::WeakPassword { .. }) => Outcome::Right,
        Err(PasswordFault::Wrong) => Outcome::Wrong,
        Err(_) => Outcome::Unheard,
    }
}
