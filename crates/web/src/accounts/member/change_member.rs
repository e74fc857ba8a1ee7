//! Changing somebody's place in the company.

use edge::{Cache, Endpoint, Fields, Form, Limit, Method, Path, Problem, Route, Screen, Shown, Table};
use kernel::{MembershipId, Version};
use market::accounts::{self, ChangeMember, MemberState, TeamFault};
use market::authority::Member;
use market::may;
use market::{Ctx, EventKind};

use super::team::{Extra, again};
use crate::ui::links;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ChangePlace>()
}

/// Somebody's place changes.
struct ChangePlace;

impl Endpoint for ChangePlace {
    const ROUTE: Route = Route {
        id: "desk_team.change",
        method: Method::Post,
        path: "/team/members/{membership_id}",
        summary: "Change a team member's role, or suspend or remove them. Takes effect immediately.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::MemberChanged],
        refuses: &[TeamFault::LIST],
    };
    type By = Member<may::ManageTeam>;
    type In = (Path<MembershipId>, Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), form, screen): Self::In) -> Result<Shown, Problem> {
        let mut fields = form.fields;
        match change(ctx, &by, id, &mut fields).await {
            Ok(flash) => Ok(Shown::goto(&links::with_flash(&links::local("/team"), flash))),
            Err(problem) => again(ctx, screen, Extra { problem: Some(problem), ..Extra::default() }).await,
        }
    }
}

/// What is said afterwards.
async fn change(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    id: MembershipId,
    fields: &mut Fields,
) -> Result<&'static str, Problem> {
    let (role, state) = (fields.maybe("role"), fields.maybe("state"));
    let version = fields.number("version").map(Version);
    let (Some(role), Some(state), Some(version)) = (role, state, version) else { return Err(fields.refusal()) };
    accounts::change_member(ctx, by, id, ChangeMember { role, state, version }).await?;
    Ok(match state {
        Some(MemberState::Suspended) => "member-suspended",
        Some(MemberState::Active) => "member-resumed",
        Some(MemberState::Removed) => "member-removed",
        None => "member-changed",
    })
}
