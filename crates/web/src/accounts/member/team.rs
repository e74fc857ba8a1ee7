//! The people of a company: who is in, and who is invited.

use askama::Template;
use edge::{Endpoint, Form, FormFields, Page, PageContext, Path, Problem, QueryParams, RateLimits, Route, Router};
use kernel::{Cursor, Email, InvitationId, PageOf};
use market::accounts::{self, InvitationRow, Invite, Invited, MemberRow, MemberState};
use market::authority::{Access, Member};
use market::may::{self, Role};
use market::{Ctx, EventKind};

use crate::ui::filters::PageIn;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowTeam>().mount::<InvitePerson>().mount::<Withdraw>()
}

/// The people of a company.
#[derive(Template)]
#[template(path = "accounts/member/team.html")]
struct TeamPage<'a> {
    f: &'a Frame,
    form: FormFields,
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
        let roles = self.f.kind().map_or(&[][..], may::CompanyKind::roles);
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
        if self.f.page_context.current.as_str().contains("cursor=") { "/team" } else { "" }
    }
}

/// What stands on the page besides the lists.
#[derive(Default)]
pub(super) struct Extra {
    pub form: FormFields,
    pub problem: Option<Problem>,
    pub fresh: Option<(Invited, String)>,
}

/// The page; a refusal gives it its status.
pub(super) async fn page(
    ctx: &Ctx,
    by: &Member<may::ReadTeam>,
    page_context: PageContext,
    cursor: Option<Cursor>,
    extra: Extra,
) -> Result<Page, Problem> {
    let most = kernel::PageLimit::new(100).unwrap_or_default();
    let people = accounts::members(ctx, by, cursor, kernel::PageLimit::new(50).unwrap_or_default()).await?;
    let open = accounts::invitations(ctx, by, None, most).await?.items;
    let mut frame = Frame::open(ctx, page_context).await?;
    if frame.page_context.path() != "/team" {
        frame.page_context.current = links::local("/team");
    }
    let Extra { form, problem, fresh } = extra;
    let status = problem.as_ref().map_or(form.status(), |problem| problem.status);
    frame.show_as(status, &TeamPage { f: &frame, form, problem, people, open, fresh })
}

/// The page after something was refused, for somebody who may see it.
pub(super) async fn again(ctx: &Ctx, page_context: PageContext, extra: Extra) -> Result<Page, Problem> {
    match (Member::grant(page_context.principal.as_ref()), extra.problem) {
        (Ok(by), problem) => page(ctx, &by, page_context, None, Extra { problem, ..extra }).await,
        (Err(_), problem) => Err(problem.unwrap_or_else(|| extra.form.to_problem())),
    }
}

/// It is looked at.
struct ShowTeam;

impl Endpoint for ShowTeam {
    const ROUTE: Route =
        Route::get("accounts.member.team", "/team", "List your company's team members and pending invitations.");
    type Auth = Member<may::ReadTeam>;
    type In = (PageContext, QueryParams<PageIn>);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (page_context, QueryParams(query)): Self::In,
    ) -> Result<Page, Problem> {
        page(ctx, &auth, page_context, query.cursor, Extra::default()).await
    }
}

/// Somebody is invited.
struct InvitePerson;

impl Endpoint for InvitePerson {
    const ROUTE: Route = Route::post(
        "accounts.member.invite",
        "/team/invitations",
        "Invite a team member. The code is shown only once; share it with them.",
        &[EventKind::MemberInvited],
    );
    type Auth = Member<may::ManageTeam>;
    type In = (Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, limits, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let extra = match invite(ctx, &auth, &mut fields, &limits).await {
            Ok(fresh) => Extra { fresh: Some(fresh), ..Extra::default() },
            Err(problem) => Extra { form: fields.with_problem(problem), ..Extra::default() },
        };
        again(ctx, page_context, extra).await
    }
}

async fn invite(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    fields: &mut FormFields,
    limits: &RateLimits,
) -> Result<(Invited, String), Problem> {
    let (email, role) = (fields.read::<Email>("email"), fields.read::<Role>("role"));
    let (Some(email), Some(role)) = (email, role) else { return Err(fields.to_problem()) };
    limits.count_invitation(email.as_str()).await?;
    let whom = email.to_string();
    Ok((accounts::invite(ctx, by, Invite { email, role }).await?, whom))
}

/// An invitation is taken back.
struct Withdraw;

impl Endpoint for Withdraw {
    const ROUTE: Route = Route::post(
        "accounts.member.withdraw_invitation",
        "/team/invitations/{invitation_id}/withdraw",
        "Revoke an invitation.",
        &[EventKind::InvitationWithdrawn],
    );
    type Auth = Member<may::ManageTeam>;
    type In = (Path<InvitationId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), _, page_context): Self::In) -> Result<Page, Problem> {
        match accounts::withdraw_invitation(ctx, &auth, id).await {
            Ok(()) => Ok(Page::redirect(&links::local("/team?flash=invitation-withdrawn"))),
            Err(error) => again(ctx, page_context, Extra { problem: Some(error.into()), ..Extra::default() }).await,
        }
    }
}
