//! Oneself.

use edge::{Body, Cache, Endpoint, Gate, Json, Kept, Limit, Method, NoContent, Outcome, Problem, Route, Table};
use http::StatusCode;
use market::accounts::{self, ChangePassword, Me};
use market::authority::SignedIn;
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::shapes::PasswordIn;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowMe>().with::<ChangingPassword>()
}

/// Oneself.
struct ShowMe;

impl Endpoint for ShowMe {
    const ROUTE: Route = Route {
        id: "me.show",
        method: Method::Get,
        path: "/api/me",
        summary: "Get the current user, their company and its status, and their permissions.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = SignedIn;
    type In = ();
    type Out = Json<Me>;
    async fn handle(ctx: &Ctx, by: SignedIn, (): ()) -> Result<Self::Out, Problem> {
        let me = accounts::me(ctx, &by).await?;
        me.map(Json::of).ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "request.no_such_thing", "not found"))
    }
}

/// A password change.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChangeIn {
    /// The current password.
    current_password: PasswordIn,
    /// The new password.
    new_password: PasswordIn,
}

/// Somebody changes their password.
struct ChangingPassword;

impl Endpoint for ChangingPassword {
    const ROUTE: Route = Route {
        id: "auth.change_password",
        method: Method::Post,
        path: "/api/auth/password",
        summary: "Change your password. All your other sessions end; a browser gets a new cookie.",
        limit: Limit::Token,
        cache: Cache::Never,
        audit: &[EventKind::PasswordChanged],
        refuses: &[accounts::PasswordFault::LIST],
    };
    type By = SignedIn;
    type In = (Body<PasswordChangeIn>, Gate);
    type Out = Kept<NoContent>;
    async fn handle(ctx: &Ctx, by: SignedIn, (Body(b), gate): Self::In) -> Result<Self::Out, Problem> {
        let attempt = gate.confirm().await?;
        let cmd = ChangePassword { current: b.current_password.into_secret(), new: b.new_password.into_secret() };
        let changed = accounts::change_password(ctx, &by, cmd).await;
        attempt.conclude(confirmation(&changed)).await;
        Ok(Kept::with(NoContent).session(changed?.as_ref()))
    }
}

/// How a confirmation by password ended.
const fn confirmation<T>(done: &Result<T, accounts::PasswordFault>) -> Outcome {
    match done {
        // A new password is looked at once the current one proved right.
        Ok(_) | Err(accounts::PasswordFault::WeakPassword { .. }) => Outcome::Right,
        Err(accounts::PasswordFault::Wrong) => Outcome::Wrong,
        Err(_) => Outcome::Unheard,
    }
}
