//! Ending all sign-ins to a company without suspending it.

use edge::{Endpoint, Form, LimitClass, Page, PageContext, Path, Problem, RateLimits, Route, Router};
use kernel::CompanyId;
use market::authority::Staff;
use market::{Ctx, EventKind, accounts, may};

use super::show::after;
use crate::auth::with_password;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<SignOut>()
}

/// Everybody of a company is signed out.
struct SignOut;

impl Endpoint for SignOut {
    const ROUTE: Route = Route::post(
        "companies.staff.sign_out",
        "/admin/companies/{company_id}/sign-out",
        "End all sessions in a company without suspending it.",
        &[EventKind::CompanySignedOut],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::SuspendCompanies>;
    type In = (Path<CompanyId>, Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), form, limits, page_context): Self::In,
    ) -> Result<Page, Problem> {
        let mut typed = form.fields;
        let done = with_password((&mut typed, &limits), async |password| {
            accounts::end_sessions_of_company(ctx, &auth, id, password).await
        });
        let done = done.await.map(|()| "company-signed-out");
        after(ctx, page_context, id, done, typed).await
    }
}
