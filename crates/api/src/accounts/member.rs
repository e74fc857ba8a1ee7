//! The people of one's company.

use edge::{
    Body, Cache, Created, Endpoint, Gate, IfMatch, Json, Limit, Method, NoContent, Path, Problem, Query, Route, Table,
};
use kernel::{Email, InvitationId, MembershipId, PageOf};
use market::accounts::{self, ChangeMember, InvitationRow, Invite, Invited, MemberRow, MemberState};
use market::authority::Member;
use market::may::{self, Role};
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::shapes::PageIn;

pub(crate) fn mount(table: Table) -> Table {
    table
        .with::<ListMembers>()
        .with::<EditMember>()
        .with::<ListInvitations>()
        .with::<InviteMember>()
        .with::<WithdrawInvitation>()
}

/// The people of one's company.
struct ListMembers;

impl Endpoint for ListMembers {
    const ROUTE: Route = Route {
        id: "team.members",
        method: Method::Get,
        path: "/api/members",
        summary: "List your company's team members.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[accounts::TeamFault::LIST],
    };
    type By = Member<may::ReadTeam>;
    type In = (Query<PageIn>,);
    type Out = Json<PageOf<MemberRow>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let limit = q.limit();
        Ok(Json::of(accounts::members(ctx, &by, q.cursor, limit).await?))
    }
}

/// A change to a team member.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberPatch {
    /// The new role.
    #[serde(default)]
    role: Option<Role>,
    /// Suspend, reactivate or remove.
    #[serde(default)]
    state: Option<MemberState>,
}

/// Somebody's place changes.
struct EditMember;

impl Endpoint for EditMember {
    const ROUTE: Route = Route {
        id: "team.change_member",
        method: Method::Patch,
        path: "/api/members/{membership_id}",
        summary: "Change a team member's role, or suspend or remove them. Takes effect immediately.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::MemberChanged],
        refuses: &[accounts::TeamFault::LIST],
    };
    type By = Member<may::ManageTeam>;
    type In = (Path<MembershipId>, IfMatch, Body<MemberPatch>);
    type Out = Json<MemberRow>;
    async fn handle(
        ctx: &Ctx,
        by: Self::By,
        (Path(id), IfMatch(version), Body(b)): Self::In,
    ) -> Result<Self::Out, Problem> {
        let cmd = ChangeMember { role: b.role, state: b.state, version };
        let row = accounts::change_member(ctx, &by, id, cmd).await?;
        let version = row.version;
        Ok(Json::at(row, version))
    }
}

/// The company's open invitations.
struct ListInvitations;

impl Endpoint for ListInvitations {
    const ROUTE: Route = Route {
        id: "team.invitations",
        method: Method::Get,
        path: "/api/invitations",
        summary: "List your company's pending invitations.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[accounts::TeamFault::LIST],
    };
    type By = Member<may::ReadTeam>;
    type In = (Query<PageIn>,);
    type Out = Json<PageOf<InvitationRow>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let limit = q.limit();
        Ok(Json::of(accounts::invitations(ctx, &by, q.cursor, limit).await?))
    }
}

/// An invitation to create.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InviteIn {
    /// Email address.
    email: Email,
    /// The role in the company.
    role: Role,
}

/// Somebody is invited.
struct InviteMember;

impl Endpoint for InviteMember {
    const ROUTE: Route = Route {
        id: "team.invite",
        method: Method::Post,
        path: "/api/invitations",
        summary: "Invite a team member. The token is returned only once, in this response; share it with them.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::MemberInvited],
        refuses: &[accounts::TeamFault::LIST],
    };
    type By = Member<may::ManageTeam>;
    type In = (Body<InviteIn>, Gate);
    type Out = Created<Invited>;
    async fn handle(ctx: &Ctx, by: Self::By, (Body(b), gate): Self::In) -> Result<Self::Out, Problem> {
        gate.invite(b.email.as_str()).await?;
        let invited = accounts::invite(ctx, &by, Invite { email: b.email, role: b.role }).await?;
        Ok(Created::at("/api/invitations".to_owned(), invited))
    }
}

/// An invitation is taken back.
struct WithdrawInvitation;

impl Endpoint for WithdrawInvitation {
    const ROUTE: Route = Route {
        id: "team.withdraw_invitation",
        method: Method::Delete,
        path: "/api/invitations/{invitation_id}",
        summary: "Revoke an invitation.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::InvitationWithdrawn],
        refuses: &[accounts::TeamFault::LIST],
    };
    type By = Member<may::ManageTeam>;
    type In = (Path<InvitationId>,);
    type Out = NoContent;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        accounts::withdraw_invitation(ctx, &by, id).await?;
        Ok(NoContent)
    }
}
