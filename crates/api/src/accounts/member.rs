//! The people of one's company.

use edge::{
    Created, Endpoint, IfMatch, Json, JsonBody, NoContent, OrProblem, Path, QueryParams, RateLimits, Route, Router,
};
use kernel::{InvitationId, MembershipId, PageOf};
use market::accounts::{self, ChangeMember, InvitationRow, Invite, Invited, MemberRow, MemberState};
use market::authority::Member;
use market::may::{self, Role};
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::shapes::PageIn;

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<ListMembers>()
        .mount::<EditMember>()
        .mount::<ListInvitations>()
        .mount::<InviteMember>()
        .mount::<WithdrawInvitation>()
}

/// The people of one's company.
struct ListMembers;

impl Endpoint for ListMembers {
    const ROUTE: Route = Route::get("accounts.members", "/api/members", "List your company's team members.");
    type Auth = Member<may::ReadTeam>;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<MemberRow>>;
    type Error = accounts::TeamError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit();
        Ok(Json::new(accounts::members(ctx, &auth, q.cursor, limit).await?))
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
    const ROUTE: Route = Route::patch(
        "accounts.change_member",
        "/api/members/{membership_id}",
        "Change a team member's role, or suspend or remove them. Takes effect immediately.",
        &[EventKind::MemberChanged],
    );
    type Auth = Member<may::ManageTeam>;
    type In = (Path<MembershipId>, IfMatch, JsonBody<MemberPatch>);
    type Out = Json<MemberRow>;
    type Error = accounts::TeamError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), IfMatch(version), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let cmd = ChangeMember { role: b.role, state: b.state, version };
        let row = accounts::change_member(ctx, &auth, id, cmd).await?;
        let version = row.version;
        Ok(Json::versioned(row, version))
    }
}

/// The company's open invitations.
struct ListInvitations;

impl Endpoint for ListInvitations {
    const ROUTE: Route =
        Route::get("accounts.invitations", "/api/invitations", "List your company's pending invitations.");
    type Auth = Member<may::ReadTeam>;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<InvitationRow>>;
    type Error = accounts::TeamError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit();
        Ok(Json::new(accounts::invitations(ctx, &auth, q.cursor, limit).await?))
    }
}

/// Somebody is invited.
struct InviteMember;

impl Endpoint for InviteMember {
    const ROUTE: Route = Route::post(
        "accounts.invite",
        "/api/invitations",
        "Invite a team member. The token is returned only once, in this response; share it with them.",
        &[EventKind::MemberInvited],
    );
    type Auth = Member<may::ManageTeam>;
    type In = (JsonBody<Invite>, RateLimits);
    type Out = Created<Invited>;
    type Error = OrProblem<accounts::TeamError>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (JsonBody(b), limits): Self::In) -> Result<Self::Out, Self::Error> {
        limits.count_invitation(b.email.as_str()).await?;
        let invited = accounts::invite(ctx, &auth, b).await?;
        Ok(Created::new("/api/invitations".to_owned(), invited))
    }
}

/// An invitation is taken back.
struct WithdrawInvitation;

impl Endpoint for WithdrawInvitation {
    const ROUTE: Route = Route::delete(
        "accounts.withdraw_invitation",
        "/api/invitations/{invitation_id}",
        "Revoke an invitation.",
        &[EventKind::InvitationWithdrawn],
    );
    type Auth = Member<may::ManageTeam>;
    type In = (Path<InvitationId>,);
    type Out = NoContent;
    type Error = accounts::TeamError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        accounts::withdraw_invitation(ctx, &auth, id).await?;
        Ok(NoContent)
    }
}
