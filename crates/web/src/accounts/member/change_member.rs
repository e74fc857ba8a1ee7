//! Changing somebody's place in the company.

use edge::{Endpoint, Form, FormFields, Page, PageContext, Path, Problem, RateLimits, Route, Router};
use kernel::{MembershipId, PageLimit, Secret, Version};
use market::accounts::{self, ChangeMember, MemberState, TeamError};
use market::authority::{Access, Member};
use market::may::{self, Role};
use market::{Ctx, EventKind};

use super::team::{Extra, again, confirmed, password};
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ChangeMembership>()
}

/// Somebody's place changes.
struct ChangeMembership;

impl Endpoint for ChangeMembership {
    const ROUTE: Route = Route::post(
        "accounts.member.change_member",
        "/team/members/{membership_id}",
        "Change a team member's role, or suspend or remove them. Takes effect immediately.",
        &[EventKind::MemberChanged, EventKind::InvitationWithdrawn],
    );
    type Auth = Member<may::ManageTeam>;
    type In = (Path<MembershipId>, Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), form, limits, page_context): Self::In,
    ) -> Result<Page, Problem> {
        let mut fields = form.fields;
        match change(ctx, &auth, id, (&mut fields, &limits)).await {
            Ok(flash) => Ok(Page::redirect(&links::with_flash(&links::local("/team"), flash))),
            Err(problem) => {
                let change = fields.with_problem(problem.clone()).with("member", id.to_string());
                again(ctx, page_context, Extra { problem: Some(problem), change, ..Extra::default() }).await
            }
        }
    }
}

/// What is said afterwards.
async fn change(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    id: MembershipId,
    (fields, limits): (&mut FormFields, &RateLimits),
) -> Result<&'static str, Problem> {
    let (role, state) = (fields.read_optional("role"), fields.read_optional("state"));
    let version = fields.read_number("version").map(Version);
    let (Some(role), Some(state), Some(version)) = (role, state, version) else { return Err(fields.to_problem()) };
    let cmd = ChangeMember { role, state, expected: version.into(), password: password(fields) };
    let password = cmd.password.clone();
    let flash = match state {
        Some(MemberState::Suspended) => "member-suspended",
        Some(MemberState::Active) => "member-resumed",
        Some(MemberState::Removed) => "member-removed",
        None => "member-changed",
    };
    let done =
        confirmed(limits, cmd.password.is_some(), accounts::change_member(ctx, by, id, cmd)).await.map(|_| flash);
    if done.as_ref().is_err_and(|problem| problem.code == "team.needs_approval") {
        return ask(ctx, by, id, (password, limits)).await;
    }
    let is_so = done.is_err() && is_so(ctx, by, id, (role, state)).await?;
    problems::same_already(done, is_so)
}

/// One administrator alone makes no other: a second is asked.
async fn ask(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    id: MembershipId,
    (password, limits): (Option<Secret<String>>, &RateLimits),
) -> Result<&'static str, Problem> {
    let Some(password) = password else { return Err(problems::beside(TeamError::PasswordNeeded, "password")) };
    let asked = confirmed(limits, true, accounts::ask_promotion(ctx, by, id, password)).await;
    asked.map(|_| "promotion-asked")
}

/// Whether somebody's place is already what it was to become.
async fn is_so(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    id: MembershipId,
    (role, state): (Option<Role>, Option<MemberState>),
) -> Result<bool, Problem> {
    let Ok(reader) = Member::<may::ReadTeam>::grant(Some(by.principal())) else { return Ok(false) };
    let people = accounts::members(ctx, &reader, None, PageLimit::new(100).unwrap_or_default()).await?.items;
    let found = people.iter().find(|row| row.id == id);
    Ok(found
        .is_some_and(|row| role.is_none_or(|role| role == row.role) && state.is_none_or(|state| state == row.state)))
}
