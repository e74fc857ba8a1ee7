//! Ending all sign-ins of somebody else, or of a company, without blocking anybody.

use edge::{Endpoint, JsonBody, LimitClass, NoContent, OrProblem, Path, RateLimits, Route, Router};
use kernel::{CompanyId, MembershipId, UserId};
use market::accounts::{self, EndSessionsError};
use market::authority::{Member, Staff};
use market::{Ctx, EventKind, may};

use super::PasswordOnlyIn;

pub(super) fn mount(router: Router) -> Router {
    router.mount::<SignOutMember>().mount::<SignOutOwnCompany>().mount::<SignOutUser>().mount::<SignOutCompany>()
}

/// One of the company's people.
struct SignOutMember;

impl Endpoint for SignOutMember {
    const ROUTE: Route = Route::post(
        "accounts.sign_out_member",
        "/api/members/{membership_id}/sign-out",
        "End all of a team member's sessions in your company. They can sign in again.",
        &[EventKind::UserSignedOut],
    );
    type Auth = Member<may::ManageTeam>;
    type In = (Path<MembershipId>, JsonBody<PasswordOnlyIn>, RateLimits);
    type Out = NoContent;
    type Error = OrProblem<EndSessionsError>;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), JsonBody(b), limits): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        limits
            .with_password(true, accounts::end_sessions_of_member(ctx, &auth, id, b.password.into_secret()))
            .await??;
        Ok(NoContent)
    }
}

/// All of one's own company.
struct SignOutOwnCompany;

impl Endpoint for SignOutOwnCompany {
    const ROUTE: Route = Route::post(
        "accounts.sign_out_own_company",
        "/api/company/sign-out",
        "End all sessions in your company except the current one. Everybody can sign in again.",
        &[EventKind::CompanySignedOut],
    );
    type Auth = Member<may::ManageTeam>;
    type In = (JsonBody<PasswordOnlyIn>, RateLimits);
    type Out = NoContent;
    type Error = OrProblem<EndSessionsError>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (JsonBody(b), limits): Self::In) -> Result<Self::Out, Self::Error> {
        limits
            .with_password(true, accounts::end_sessions_of_own_company(ctx, &auth, b.password.into_secret()))
            .await??;
        Ok(NoContent)
    }
}

/// A person, wherever they work.
struct SignOutUser;

impl Endpoint for SignOutUser {
    const ROUTE: Route = Route::post(
        "accounts.sign_out_user",
        "/api/admin/users/{user_id}/sign-out",
        "End all sessions of a user without blocking them.",
        &[EventKind::UserSignedOut],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::LockUsers>;
    type In = (Path<UserId>, JsonBody<PasswordOnlyIn>, RateLimits);
    type Out = NoContent;
    type Error = OrProblem<EndSessionsError>;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), JsonBody(b), limits): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        limits.with_password(true, accounts::end_sessions_of_user(ctx, &auth, id, b.password.into_secret())).await??;
        Ok(NoContent)
    }
}

/// Everybody of a company.
struct SignOutCompany;

impl Endpoint for SignOutCompany {
    const ROUTE: Route = Route::post(
        "accounts.sign_out_company",
        "/api/admin/companies/{company_id}/sign-out",
        "End all sessions in a company without suspending it.",
        &[EventKind::CompanySignedOut],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::SuspendCompanies>;
    type In = (Path<CompanyId>, JsonBody<PasswordOnlyIn>, RateLimits);
    type Out = NoContent;
    type Error = OrProblem<EndSessionsError>;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), JsonBody(b), limits): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        limits
            .with_password(true, accounts::end_sessions_of_company(ctx, &auth, id, b.password.into_secret()))
            .await??;
        Ok(NoContent)
    }
}
