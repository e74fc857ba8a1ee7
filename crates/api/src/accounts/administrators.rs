//! How somebody becomes an administrator of the platform: one asks, another approves.

use edge::{Accepted, Endpoint, JsonBody, LimitClass, NoContent, OrProblem, Path, RateLimits, Route, Router};
use kernel::{InvitationId, MembershipId};
use market::accounts::{self, PromotionAsked, TeamError};
use market::authority::Member;
use market::{Ctx, EventKind, may};

use super::PasswordOnlyIn;

pub(super) fn mount(router: Router) -> Router {
    router.mount::<AskPromotion>().mount::<Approve>()
}

/// Somebody is to be an administrator.
struct AskPromotion;

impl Endpoint for AskPromotion {
    const ROUTE: Route = Route::post(
        "accounts.ask_promotion",
        "/api/members/{membership_id}/promotion",
        "Ask for a team member of the platform to become an administrator, or to be one again. Takes effect once a second administrator approves it; until then it is among the pending invitations, where it can be revoked.",
        &[EventKind::MemberInvited],
    )
    .limit(LimitClass::Admin);
    type Auth = Member<may::ManageTeam>;
    type In = (Path<MembershipId>, JsonBody<PasswordOnlyIn>, RateLimits);
    type Out = Accepted<PromotionAsked>;
    type Error = OrProblem<TeamError>;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), JsonBody(b), limits): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let asked = accounts::ask_promotion(ctx, &auth, id, b.password.into_secret());
        Ok(Accepted::new(limits.with_password(true, asked).await??))
    }
}

/// A second administrator approves.
struct Approve;

impl Endpoint for Approve {
    const ROUTE: Route = Route::post(
        "accounts.approve_invitation",
        "/api/invitations/{invitation_id}/approval",
        "Approve the invitation or promotion of an administrator that another administrator asked for.",
        &[EventKind::InvitationApproved, EventKind::MemberChanged],
    )
    .limit(LimitClass::Admin);
    type Auth = Member<may::ManageTeam>;
    type In = (Path<InvitationId>, JsonBody<PasswordOnlyIn>, RateLimits);
    type Out = NoContent;
    type Error = OrProblem<TeamError>;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), JsonBody(b), limits): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        limits.with_password(true, accounts::approve_administrator(ctx, &auth, id, b.password.into_secret())).await??;
        Ok(NoContent)
    }
}
