//! Changing somebody's place in the company.

use edge::{Endpoint, Form, FormFields, Page, PageContext, Path, Problem, RateLimits, Route, Router};
use kernel::{MembershipId, Version};
use market::accounts::{self, ChangeMember, MemberState};
use market::authority::Member;
use market::may;
use market::{Ctx, EventKind};

use super::team::{Extra, again, confirmed, password};
use crate::ui::links;

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
    confirmed(limits, cmd.password.is_some(), accounts::change_member(ctx, by, id, cmd)).await?;
    Ok(match state {
        Some(MemberState::Suspended) => "member-suspended",
        Some(MemberState::Active) => "member-resumed",
        Some(MemberState::Removed) => "member-removed",
        None => "member-changed",
    })
}
