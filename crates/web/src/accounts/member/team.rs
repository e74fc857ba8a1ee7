//! The people of a company: who is in, and who is invited.

use askama::Template;
use edge::{Cache, Endpoint, Fields, Form, Gate, Limit, Method, Path, Problem, Query, Route, Screen, Shown, Table};
use kernel::{Cursor, Email, InvitationId, PageOf};
use market::accounts::{self, InvitationRow, Invite, Invited, MemberRow, MemberState, TeamFault};
use market::authority::{Access, Member};
use market::may::{self, Role};
use market::{Ctx, EventKind};

use crate::ui::filters::PageIn;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowTeam>().with::<InvitePerson>().with::<Withdraw>()
}

/// The people of a company.
#[derive(Template)]
#[template(path = "accounts/member/team.html")]
struct TeamPage<'a> {
    f: &'a Frame,
    form: Fields,
    /// What was refused, where that is not about the form.
    problem: Option<Problem>,
    people: PageOf<MemberRow>,
    open: Vec<InvitationRow>,
    /// The code of an invitation that was just made, and for whom it is.
    fresh: Option<(Invited, String)>,
}

impl TeamPage<'_> {
    fn manages(&self) -> bool {
        self.f.may(may::Permission::ManageTeam)
    }
    fn roles(&self) -> Vec<(String, String)> {
        let roles = self.f.kind().map_or(&[][..], may::OrgKind::roles);
        roles.iter().map(|role| (role.to_string(), self.f.word("role", role))).collect()
    }
    fn is_me(&self, row: &MemberRow) -> bool {
        self.f.me.as_ref().is_some_and(|me| me.user_id == row.user_id)
    }
    fn is_active(&self, row: &MemberRow) -> bool {
        row.state == MemberState::Active
    }
    fn next(&self) -> String {
        self.people.next_cursor.as_ref().map(|cursor| format!("/team?cursor={}", cursor.as_str())).unwrap_or_default()
    }
    fn first(&self) -> &'static str {
        if self.f.screen.here.as_str().contains("cursor=") { "/team" } else { "" }
    }
}

/// What stands on the page besides the lists.
#[derive(Default)]
pub(super) struct Extra {
    pub form: Fields,
    pub problem: Option<Problem>,
    pub fresh: Option<(Invited, String)>,
}

/// The page; a refusal gives it its status.
pub(super) async fn page(
    ctx: &Ctx,
    by: &Member<may::ReadTeam>,
    screen: Screen,
    cursor: Option<Cursor>,
    extra: Extra,
) -> Result<Shown, Problem> {
    let most = kernel::Limit::new(100).unwrap_or_default();
    let people = accounts::members(ctx, by, cursor, kernel::Limit::new(50).unwrap_or_default()).await?;
    let open = accounts::invitations(ctx, by, None, most).await?.items;
    let mut frame = Frame::open(ctx, screen).await?;
    if frame.screen.path() != "/team" {
        frame.screen.here = links::local("/team");
    }
    let Extra { form, problem, fresh } = extra;
    let status = problem.as_ref().map_or(form.status(), |problem| problem.status);
    frame.show_as(status, &TeamPage { f: &frame, form, problem, people, open, fresh })
}

/// The page after something was refused, for somebody who may see it.
pub(super) async fn again(ctx: &Ctx, screen: Screen, extra: Extra) -> Result<Shown, Problem> {
    match (Member::grant(screen.standing.as_ref()), extra.problem) {
        (Ok(by), problem) => page(ctx, &by, screen, None, Extra { problem, ..extra }).await,
        (Err(_), problem) => Err(problem.unwrap_or_else(|| extra.form.refusal())),
    }
}

/// It is looked at.
struct ShowTeam;

impl Endpoint for ShowTeam {
    const ROUTE: Route = Route {
        id: "desk_team.show",
        method: Method::Get,
        path: "/team",
        summary: "List your company's team members and pending invitations.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[TeamFault::LIST],
    };
    type By = Member<may::ReadTeam>;
    type In = (Screen, Query<PageIn>);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (screen, Query(query)): Self::In) -> Result<Shown, Problem> {
        page(ctx, &by, screen, query.cursor, Extra::default()).await
    }
}

/// Somebody is invited.
struct InvitePerson;

impl Endpoint for InvitePerson {
    const ROUTE: Route = Route {
        id: "desk_team.invite",
        method: Method::Post,
        path: "/team/invitations",
        summary: "Invite a team member. The code is shown only once; share it with them.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::MemberInvited],
        refuses: &[TeamFault::LIST],
    };
    type By = Member<may::ManageTeam>;
    type In = (Form, Gate, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (form, gate, screen): Self::In) -> Result<Shown, Problem> {
        let mut fields = form.fields;
        let extra = match invite(ctx, &by, &mut fields, &gate).await {
            Ok(fresh) => Extra { fresh: Some(fresh), ..Extra::default() },
            Err(problem) => Extra { form: fields.refused(problem), ..Extra::default() },
        };
        again(ctx, screen, extra).await
    }
}

async fn invite(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    fields: &mut Fields,
    gate: &Gate,
) -> Result<(Invited, String), Problem> {
    let (email, role) = (fields.read::<Email>("email"), fields.read::<Role>("role"));
    let (Some(email), Some(role)) = (email, role) else { return Err(fields.refusal()) };
    gate.invite(email.as_str()).await?;
    let whom = email.to_string();
    Ok((accounts::invite(ctx, by, Invite { email, role }).await?, whom))
}

/// An invitation is taken back.
struct Withdraw;

impl Endpoint for Withdraw {
    const ROUTE: Route = Route {
        id: "desk_team.withdraw",
        method: Method::Post,
        path: "/team/invitations/{invitation_id}/withdraw",
        summary: "Revoke an invitation.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::InvitationWithdrawn],
        refuses: &[TeamFault::LIST],
    };
    type By = Member<may::ManageTeam>;
    type In = (Path<InvitationId>, Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), _, screen): Self::In) -> Result<Shown, Problem> {
        match accounts::withdraw_invitation(ctx, &by, id).await {
            Ok(()) => Ok(Shown::goto(&links::local("/team?flash=invitation-withdrawn"))),
            Err(fault) => again(ctx, screen, Extra { problem: Some(fault.into()), ..Extra::default() }).await,
        }
    }
}
