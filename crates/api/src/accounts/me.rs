//! Oneself.

use edge::{
    Admits, Endpoint, Json, JsonBody, LimitClass, NoContent, OrProblem, Problem, RateLimits, Route, Router,
    SignInOutcome, WithCookies,
};
use http::StatusCode;
use market::accounts::{self, ChangePassword, Me};
use market::authority::SignedIn;
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::shapes::{NewPasswordIn, PasswordIn};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowMe>().mount::<ChangingPassword>()
}

/// Oneself.
struct ShowMe;

impl Endpoint for ShowMe {
    const ROUTE: Route = Route::get(
        "accounts.me",
        "/api/me",
        "Get the current user, their company and its status, and their permissions.",
    )
    .admits(Admits::Restricted);
    type Auth = SignedIn;
    type In = ();
    type Out = Json<Me>;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, (): ()) -> Result<Self::Out, Problem> {
        let me = accounts::me(ctx, &auth).await?;
        me.map(Json::new).ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "request.no_such_thing", "not found"))
    }
}

/// A password change.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChangeIn {
    /// The current password.
    current_password: PasswordIn,
    /// The new password. A phrase of several words works well; so do many random digits.
    new_password: NewPasswordIn,
}

/// Somebody changes their password.
struct ChangingPassword;

impl Endpoint for ChangingPassword {
    const ROUTE: Route = Route::post(
        "accounts.change_password",
        "/api/auth/password",
        "Change your password. All your other sessions end; a browser gets a new cookie.",
        &[EventKind::PasswordChanged],
    )
    .limit(LimitClass::Token)
    .admits(Admits::Restricted);
    type Auth = SignedIn;
    type In = (JsonBody<PasswordChangeIn>, RateLimits);
    type Out = WithCookies<NoContent>;
    type Error = OrProblem<accounts::PasswordError>;
    async fn handle(ctx: &Ctx, auth: SignedIn, (JsonBody(b), limits): Self::In) -> Result<Self::Out, Self::Error> {
        let attempt = limits.begin_password_check().await?;
        let cmd = ChangePassword { current: b.current_password.into_secret(), new: b.new_password.into_secret() };
        let changed = accounts::change_password(ctx, &auth, cmd).await;
        attempt.finish(confirmation(&changed)).await;
        Ok(WithCookies::new(NoContent).session(changed?.as_ref()))
    }
}

/// How a confirmation by password ended.
const fn confirmation<T>(done: &Result<T, accounts::PasswordError>) -> SignInOutcome {
    match done {
        // A new password is looked at once the current one proved right.
        Ok(_) | Err(accounts::PasswordError::WeakPassword { .. } | accounts::PasswordError::Same) => {
            SignInOutcome::Correct
        }
        Err(accounts::PasswordError::Wrong) => SignInOutcome::Incorrect,
        Err(_) => SignInOutcome::NotChecked,
    }
}
