//! What is done to others only with one's own password: ending their sign-ins, approving an administrator.

use edge::{Endpoint, Form, LimitClass, Page, PageContext, Path, Problem, RateLimits, Route, Router};
use kernel::{InvitationId, MembershipId};
use market::accounts;
use market::authority::Member;
use market::{Ctx, EventKind, may};

use super::team::{Extra, again};
use crate::auth::with_password;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<SignOutMember>().mount::<SignOutCompany>().mount::<Approve>()
}

/// Back to the team, saying what was done or what was in the way.
async fn after(
    ctx: &Ctx,
    page_context: PageContext,
    done: Result<(), Problem>,
    flash: &'static str,
) -> Result<Page, Problem> {
    match done {
        Ok(()) => Ok(Page::redirect(&links::with_flash(&links::local("/team"), flash))),
        Err(problem) => again(ctx, page_context, Extra { problem: Some(problem), ..Extra::default() }).await,
    }
}

/// One of the company's people is signed out everywhere.
struct SignOutMember;

impl Endpoint for SignOutMember {
    const ROUTE: Route = Route::post(
        "accounts.member.sign_out_member",
        "/team/members/{membership_id}/sign-out",
        "End all of a team member's sessions in your company. They can sign in again.",
        &[EventKind::UserSignedOut],
    );
    type Auth = Member<may::ManageTeam>;
    type In = (Path<MembershipId>, Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), mut form, limits, page_context): Self::In,
    ) -> Result<Page, Problem> {
        let done = with_password((&mut form.fields, &limits), async |password| {
            accounts::end_sessions_of_member(ctx, &auth, id, password).await
        });
        after(ctx, page_context, done.await, "member-signed-out").await
    }
}

/// Everybody of one's own company is.
struct SignOutCompany;

impl Endpoint for SignOutCompany {
    const ROUTE: Route = Route::post(
        "accounts.member.sign_out_own_company",
        "/team/sign-out",
        "End all sessions in your company except the current one. Everybody can sign in again.",
        &[EventKind::CompanySignedOut],
    );
    type Auth = Member<may::ManageTeam>;
    type In = (Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (mut form, limits, page_context): Self::In) -> Result<Page, Problem> {
        let done = with_password((&mut form.fields, &limits), async |password| {
            accounts::end_sessions_of_own_company(ctx, &auth, password).await
        });
        after(ctx, page_context, done.await, "company-signed-out").await
    }
}

/// A second administrator approves.
struct Approve;

impl Endpoint for Approve {
    const ROUTE: Route = Route::post(
        "accounts.member.approve_invitation",
        "/team/invitations/{invitation_id}/approval",
        "Approve the invitation or promotion of an administrator that another administrator asked for.",
        &[EventKind::InvitationApproved, EventKind::MemberChanged],
    )
    .limit(LimitClass::Admin);
    type Auth = Member<may::ManageTeam>;
    type In = (Path<InvitationId>, Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), mut form, limits, page_context): Self::In,
    ) -> Result<Page, Problem> {
        let done = with_password((&mut form.fields, &limits), async |password| {
            accounts::approve_administrator(ctx, &auth, id, password).await
        });
        after(ctx, page_context, done.await, "administrator-approved").await
    }
}
