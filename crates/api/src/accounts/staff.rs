//! All people, for staff.

use edge::{Endpoint, Json, JsonBody, LimitClass, NoContent, Path, QueryParams, Route, Router};
use kernel::{Cursor, Email, PageOf, UserId};
use market::accounts::{self, UserRow};
use market::authority::Staff;
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::shapes::ReasonIn;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListUsers>().mount::<LockUser>().mount::<UnlockUser>()
}

/// Filters for users.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UsersIn {
    /// Filter by email address.
    #[serde(default)]
    email: Option<Email>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::PageLimit>,
}

/// People.
struct ListUsers;

impl Endpoint for ListUsers {
    const ROUTE: Route =
        Route::get("accounts.users", "/api/admin/users", "List users, newest first, or find one by email address.");
    type Auth = Staff<may::ReadUsers>;
    type In = (QueryParams<UsersIn>,);
    type Out = Json<PageOf<UserRow>>;
    type Error = accounts::UsersError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(accounts::users(ctx, &auth, q.email, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}

/// A person is locked out.
struct LockUser;

impl Endpoint for LockUser {
    const ROUTE: Route = Route::post(
        "accounts.lock_user",
        "/api/admin/users/{user_id}/lock",
        "Block a user. All their sessions end immediately, and their pending invitations are revoked.",
        &[EventKind::UserLocked, EventKind::InvitationWithdrawn],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::LockUsers>;
    type In = (Path<UserId>, JsonBody<ReasonIn>);
    type Out = NoContent;
    type Error = accounts::UsersError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        accounts::lock_user(ctx, &auth, id, b.reason).await?;
        Ok(NoContent)
    }
}

/// A person may sign in again.
struct UnlockUser;

impl Endpoint for UnlockUser {
    const ROUTE: Route = Route::post(
        "accounts.unlock_user",
        "/api/admin/users/{user_id}/unlock",
        "Unblock a user.",
        &[EventKind::UserUnlocked],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::LockUsers>;
    type In = (Path<UserId>,);
    type Out = NoContent;
    type Error = accounts::UsersError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        accounts::unlock_user(ctx, &auth, id).await?;
        Ok(NoContent)
    }
}
