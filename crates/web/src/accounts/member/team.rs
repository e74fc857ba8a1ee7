//! The people of a company: who is in, and who is invited.

use askama::Template;
use edge::{Endpoint, Form, FormFields, Page, PageContext, Path, Problem, QueryParams, RateLimits, Route, Router};
use kernel::{Cursor, Email, InvitationId, PageLimit, PageOf, Secret};
use market::accounts::{self, InvitationRow, Invite, Invited, MemberRow, MemberState, TeamError};
use market::authority::{Access, Member};
use market::may::{self, Role};
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

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
    /// A change of somebody's place that was refused.
    change: FormFields,
    at: TeamIn,
    people: PageOf<MemberRow>,
    open: PageOf<InvitationRow>,
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
    /// Whether the reader may approve what another administrator asked for.
    fn approves(&self, row: &InvitationRow) -> bool {
        let asked = self.f.me.as_ref().is_some_and(|me| me.user_id == row.invited_by || me.email == row.email);
        self.manages() && row.awaits_approval && !asked
    }
    fn is_active(&self, row: &MemberRow) -> bool {
        row.state == MemberState::Active
    }
    /// Whether this person's place changes only with the password of whoever changes it.
    fn asks_password(&self, row: &MemberRow) -> bool {
        let asked = self.problem.as_ref().is_some_and(asks_password);
        asked && self.change.text("member") == row.id.to_string()
    }
    /// The role to show: the one that was to be given, where the password is asked for.
    fn role_of(&self, row: &MemberRow) -> String {
        let given = self.change.text("role");
        if self.asks_password(row) && !given.is_empty() { given.to_owned() } else { row.role.to_string() }
    }
    /// Whether an invitation is confirmed with the password: all of the platform's are.
    fn invites_with_password(&self) -> bool {
        self.f.kind() == Some(may::CompanyKind::Platform) || self.form.problem().is_some_and(asks_password)
    }
    fn next(&self) -> String {
        let next = self.people.next_cursor.as_ref();
        next.map(|next| address(Some(next), self.at.invitations.as_ref())).unwrap_or_default()
    }
    fn first(&self) -> String {
        if self.at.cursor.is_some() { address(None, self.at.invitations.as_ref()) } else { String::new() }
    }
    fn next_invitations(&self) -> String {
        let next = self.open.next_cursor.as_ref();
        next.map(|next| address(self.at.cursor.as_ref(), Some(next))).unwrap_or_default()
    }
    fn first_invitations(&self) -> String {
        if self.at.invitations.is_some() { address(self.at.cursor.as_ref(), None) } else { String::new() }
    }
}

/// Whether the password is missing, or was wrong.
fn asks_password(problem: &Problem) -> bool {
    matches!(problem.code, "team.password_needed" | "accounts.wrong_password")
}

/// Where the two lists go on.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
pub(super) struct TeamIn {
    /// `next_cursor` of the people before.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// `next_cursor` of the invitations before.
    #[serde(default)]
    invitations: Option<Cursor>,
}

/// The page at other places of its lists.
fn address(people: Option<&Cursor>, invitations: Option<&Cursor>) -> String {
    let named = [("cursor", people), ("invitations", invitations)];
    let pairs: Vec<String> =
        named.into_iter().filter_map(|(name, at)| Some(format!("{name}={}", at?.as_str()))).collect();
    if pairs.is_empty() { "/team".to_owned() } else { format!("/team?{}", pairs.join("&")) }
}

/// What stands on the page besides the lists.
#[derive(Default)]
pub(super) struct Extra {
    pub form: FormFields,
    pub problem: Option<Problem>,
    pub change: FormFields,
    pub fresh: Option<(Invited, String)>,
}

/// The page; a refusal gives it its status.
pub(super) async fn page(
    ctx: &Ctx,
    by: &Member<may::ReadTeam>,
    page_context: PageContext,
    at: TeamIn,
    extra: Extra,
) -> Result<Page, Problem> {
    let most = PageLimit::new(50).unwrap_or_default();
    let people = accounts::members(ctx, by, at.cursor.clone(), most).await?;
    let open = accounts::invitations(ctx, by, at.invitations.clone(), most).await?;
    let mut frame = Frame::open(ctx, page_context).await?;
    if frame.page_context.path() != "/team" {
        frame.page_context.current = links::local("/team");
    }
    let Extra { form, problem, change, fresh } = extra;
    let status = problem.as_ref().map_or(form.status(), |problem| problem.status);
    frame.show_as(status, &TeamPage { f: &frame, form, problem, change, at, people, open, fresh })
}

/// The page after something was refused, for somebody who may see it.
pub(super) async fn again(ctx: &Ctx, page_context: PageContext, extra: Extra) -> Result<Page, Problem> {
    match (Member::grant(page_context.principal.as_ref()), extra.problem) {
        (Ok(by), problem) => page(ctx, &by, page_context, TeamIn::default(), Extra { problem, ..extra }).await,
        (Err(_), problem) => Err(problem.unwrap_or_else(|| extra.form.to_problem())),
    }
}

/// It is looked at.
struct ShowTeam;

impl Endpoint for ShowTeam {
    const ROUTE: Route =
        Route::get("accounts.member.team", "/team", "List your company's team members and pending invitations.");
    type Auth = Member<may::ReadTeam>;
    type In = (PageContext, QueryParams<TeamIn>);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (page_context, QueryParams(query)): Self::In,
    ) -> Result<Page, Problem> {
        page(ctx, &auth, page_context, query, Extra::default()).await
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
    let (whom, cmd) = (email.to_string(), Invite { email, role, password: password(fields) });
    Ok((confirmed(limits, cmd.password.is_some(), accounts::invite(ctx, by, cmd)).await?, whom))
}

/// The password, where one was typed.
pub(super) fn password(fields: &FormFields) -> Option<Secret<String>> {
    let typed = fields.raw("password");
    (!typed.is_empty() && typed.len() <= 512).then(|| Secret::new(typed.to_owned()))
}

/// Counts a password that came with a change, before it is looked at and after; what is said about it stands
/// beside its field.
pub(super) async fn confirmed<T>(
    limits: &RateLimits,
    is_confirmed: bool,
    change: impl Future<Output = Result<T, TeamError>> + Send,
) -> Result<T, Problem> {
    let done = limits.with_password(is_confirmed, change).await?;
    done.map_err(|error| match error {
        TeamError::PasswordNeeded | TeamError::Password(_) => problems::beside(error, "password"),
        other => other.into(),
    })
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
