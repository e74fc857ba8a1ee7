//! Taking an invitation. Its code is typed or pasted, and never stands in an address.

use askama::Template;
use edge::{
    Cache, Endpoint, Fields, Form, Gate, Limit, Method, Outcome, Problem, Route, Screen, Shown, Table, Visitor,
};
use kernel::Secret;
use market::accounts::{self, AcceptInvitation, TeamFault};
use market::authority::Anyone;
use market::{Ctx, EventKind};

use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowJoin>().with::<Join>()
}

/// Where an invitation is taken.
#[derive(Template)]
#[template(path = "auth/join.html")]
struct JoinPage<'a> {
    f: &'a Frame,
    form: Fields,
}

/// The page is asked for.
struct ShowJoin;

impl Endpoint for ShowJoin {
    const ROUTE: Route = Route {
        id: "doors.join",
        method: Method::Get,
        path: "/join",
        summary: "Show the page for accepting an invitation.",
        limit: Limit::Open,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = Anyone;
    type In = (Screen,);
    type Out = Shown;
    async fn handle(_: &Ctx, _: Anyone, (screen,): Self::In) -> Result<Shown, Problem> {
        let frame = Frame::bare(screen);
        frame.show(&JoinPage { f: &frame, form: Fields::default() })
    }
}

/// An invitation is taken.
struct Join;

impl Endpoint for Join {
    const ROUTE: Route = Route {
        id: "doors.accept_invitation",
        method: Method::Post,
        path: "/join",
        summary: "Accept an invitation to a company. An invitation can be used once.",
        limit: Limit::Joining,
        cache: Cache::Never,
        audit: &[EventKind::MemberJoined],
        refuses: &[TeamFault::LIST],
    };
    type By = Anyone;
    type In = (Form, Visitor, Gate, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, _: Anyone, (form, visitor, gate, screen): Self::In) -> Result<Shown, Problem> {
        let (mut fields, frame) = (form.fields, Frame::bare(screen));
        match join(ctx, &mut fields, &visitor, &gate).await {
            Ok(()) => Ok(Shown::goto(&links::local("/sign-in?flash=joined"))),
            Err(problem) => {
                let problem = problems::about(problem, "accounts.weak_password", "password");
                let problem = problems::about(problem, "accounts.wrong_password", "password");
                let form = fields.refused(problems::about(problem, "team.invitation_not_valid", "code"));
                frame.show_form(&JoinPage { f: &frame, form: form.clone() }, &form)
            }
        }
    }
}

async fn join(ctx: &Ctx, fields: &mut Fields, Visitor(caller): &Visitor, gate: &Gate) -> Result<(), Problem> {
    let (code, name) = (fields.read::<String>("code").filter(|code| code.len() <= 128), fields.read("name"));
    let password = super::password(fields, "password");
    if code.is_none() && fields.fault("code").is_none() {
        fields.wrong::<()>("code", "is too long");
    }
    let (Some(code), Some(name), Some(password)) = (code, name, password) else { return Err(fields.refusal()) };
    let token = Secret::new(code);
    // The password may be that of an account that is there: guessing it is signing in.
    let invited = accounts::invited(ctx, &token).await?;
    let attempt = gate.sign_in(invited.as_str(), None).await?;
    let joined = accounts::accept_invitation(ctx, AcceptInvitation { token, name, password }, caller).await;
    let wrong = matches!(joined, Err(TeamFault::WrongPassword));
    attempt.conclude(if wrong { Outcome::Wrong } else { Outcome::Unheard }).await;
    Ok(joined?)
}
