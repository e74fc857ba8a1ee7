//! The people of one's company.

use edge::{
    Created, Endpoint, IfMatch, Json, JsonBody, NoContent, OrProblem, Path, QueryParams, RateLimits, Route, Router,
    Tagged,
};
use kernel::{Email, InvitationId, MembershipId, PageOf};
use market::accounts::{self, ChangeMember, InvitationRow, Invite, Invited, MemberRow, MemberState, TeamError};
use market::authority::Member;
use market::may::{self, Role};
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de};

use crate::shapes::{PageIn, PasswordIn, password_length};

/// The password of whoever asks. One that is too long is refused even where none is needed.
fn own_password<'de, D: Deserializer<'de>>(body: D) -> Result<Option<PasswordIn>, D::Error> {
    let given = Option::<PasswordIn>::deserialize(body)?;
    if given.as_ref().is_some_and(|password| !password.can_be_one()) {
        return Err(de::Error::custom(password_length()));
    }
    Ok(given)
}

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<ListMembers>()
        .mount::<ShowMember>()
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
    type Error = TeamError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit();
        Ok(Json::new(accounts::members(ctx, &auth, q.cursor, limit).await?))
    }
}

/// One of them.
struct ShowMember;

impl Endpoint for ShowMember {
    const ROUTE: Route = Route::get("accounts.member", "/api/members/{membership_id}", "Get a team member.");
    type Auth = Member<may::ReadTeam>;
    type In = (Path<MembershipId>,);
    type Out = Tagged<MemberRow>;
    type Error = TeamError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Tagged(accounts::member(ctx, &auth, id).await?))
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
    /// Your password. Required to make or reinstate an owner or, on the platform, anybody.
    #[serde(default, deserialize_with = "own_password")]
    password: Option<PasswordIn>,
}

/// Counts a password that came with a change, before it is looked at and after.
async fn confirmed<T>(
    limits: &RateLimits,
    is_confirmed: bool,
    change: impl Future<Output = Result<T, TeamError>> + Send,
) -> Result<T, OrProblem<TeamError>> {
    Ok(limits.with_password(is_confirmed, change).await??)
}

/// Somebody's place changes.
struct EditMember;

impl Endpoint for EditMember {
    const ROUTE: Route = Route::patch(
        "accounts.change_member",
        "/api/members/{membership_id}",
        "Change a team member's role, or suspend or remove them. Takes effect immediately, and revokes the pending invitations of somebody who can no longer manage the team.",
        &[EventKind::MemberChanged, EventKind::InvitationWithdrawn],
    );
    type Auth = Member<may::ManageTeam>;
    type In = (Path<MembershipId>, IfMatch, JsonBody<MemberPatch>, RateLimits);
    type Out = Tagged<MemberRow>;
    type Error = OrProblem<TeamError>;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), IfMatch(expected), JsonBody(b), limits): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let password = b.password.map(PasswordIn::into_secret);
        let (is_confirmed, cmd) =
            (password.is_some(), ChangeMember { role: b.role, state: b.state, expected, password });
        Ok(Tagged(confirmed(&limits, is_confirmed, accounts::change_member(ctx, &auth, id, cmd)).await?))
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
    type Error = TeamError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit();
        Ok(Json::new(accounts::invitations(ctx, &auth, q.cursor, limit).await?))
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
    /// Your password. Required to invite an owner or, to the platform, anybody.
    #[serde(default, deserialize_with = "own_password")]
    password: Option<PasswordIn>,
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
    type In = (JsonBody<InviteIn>, RateLimits);
    type Out = Created<Invited>;
    type Error = OrProblem<TeamError>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (JsonBody(b), limits): Self::In) -> Result<Self::Out, Self::Error> {
        limits.count_invitation(b.email.as_str()).await?;
        let cmd = Invite { email: b.email, role: b.role, password: b.password.map(PasswordIn::into_secret) };
        let invited = confirmed(&limits, cmd.password.is_some(), accounts::invite(ctx, &auth, cmd)).await?;
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
    type Error = TeamError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        accounts::withdraw_invitation(ctx, &auth, id).await?;
        Ok(NoContent)
    }
}
