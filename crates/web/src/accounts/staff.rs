//! People: found by their address, locked out and let in again.

use std::collections::BTreeSet;

use askama::Template;
use edge::{Endpoint, Form, FormFields, LimitClass, Page, PageContext, Path, Problem, RateLimits, Route, Router};
use kernel::text::Reason;
use kernel::{PageOf, UserId};
use market::accounts::{self, UserRow};
use market::authority::{Access, Staff};
use market::{Ctx, EventKind, may};

use crate::auth::with_password;
use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListUsers>().mount::<Lock>().mount::<Unlock>().mount::<SignOut>()
}

const PATH: &str = "/admin/users";
const NAMES: &[&str] = &["email"];

/// People.
#[derive(Template)]
#[template(path = "accounts/staff.html")]
struct UsersPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    found: PageOf<UserRow>,
    oneself: Option<UserId>,
    /// People whom the reader neither blocks nor unblocks.
    conflicting: BTreeSet<UserId>,
}

impl UsersPage<'_> {
    /// Whether the reader blocks people, and this is somebody else.
    fn locks(&self, row: &UserRow) -> bool {
        self.f.may_do("accounts.lock_users") && self.oneself != Some(row.id)
    }
    /// Whether that is theirs to decide, too.
    fn can_be_locked(&self, row: &UserRow) -> bool {
        self.locks(row) && !self.conflicting.contains(&row.id)
    }
}

/// They are looked at.
struct ListUsers;

impl Endpoint for ListUsers {
    const ROUTE: Route =
        Route::get("accounts.staff.users", PATH, "List users, newest first, or find one by email address.");
    type Auth = Staff<may::ReadUsers>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let filters = Filters::of(&page_context, NAMES);
        show(ctx, &auth, page_context, filters).await
    }
}

async fn show(
    ctx: &Ctx,
    by: &Staff<may::ReadUsers>,
    page_context: PageContext,
    mut filters: Filters,
) -> Result<Page, Problem> {
    let found = fetch(ctx, by, &mut filters).await;
    let found = filters.settle(found)?;
    let conflicting = accounts::conflicting_users(ctx, by, found.items.iter().map(|row| row.id)).await?;
    let oneself = page_context.principal.as_ref().map(market::authority::Principal::user);
    let frame = Frame::open(ctx, page_context).await?;
    frame.show_form(&UsersPage { f: &frame, filters: &filters, found, oneself, conflicting }, &filters.fields)
}

async fn fetch(ctx: &Ctx, by: &Staff<may::ReadUsers>, filters: &mut Filters) -> Result<PageOf<UserRow>, Problem> {
    let (email, after) = (filters.fields.read_optional("email"), filters.cursor());
    let (Some(email), Some(after)) = (email, after) else { return Err(filters.fields.to_problem()) };
    Ok(accounts::users(ctx, by, email, after, kernel::PageLimit::default()).await?)
}

/// Back to the person: with what was done, or with what was in the way.
async fn after(
    ctx: &Ctx,
    page_context: PageContext,
    done: Result<&'static str, Problem>,
    typed: FormFields,
) -> Result<Page, Problem> {
    let filters = Filters::at(PATH, NAMES, typed);
    let problem = match done {
        Ok(flash) => return Ok(Page::redirect(&links::with_flash(&links::local(&filters.here()), flash))),
        Err(problem) => problem,
    };
    match Staff::<may::ReadUsers>::grant(page_context.principal.as_ref()) {
        Ok(by) => {
            let fields = filters.fields.with_problem(problem);
            show(ctx, &by, page_context, Filters::at(PATH, NAMES, fields)).await
        }
        Err(_) => Err(problem),
    }
}

/// A person is locked out.
struct Lock;

impl Endpoint for Lock {
    const ROUTE: Route = Route::post(
        "accounts.staff.lock_user",
        "/admin/users/{user_id}/lock",
        "Block a user. All their sessions end immediately, and their pending invitations are revoked.",
        &[EventKind::UserLocked, EventKind::InvitationWithdrawn],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::LockUsers>;
    type In = (Path<UserId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut typed = form.fields;
        let done = match typed.read::<Reason>("reason") {
            Some(reason) => accounts::lock_user(ctx, &auth, id, reason).await.map_err(Problem::from),
            None => Err(typed.to_problem()),
        };
        let done = problems::settled(done.map(|()| "user-locked"), &["locked"]);
        after(ctx, page_context, done, typed).await
    }
}

/// A person may sign in again.
struct Unlock;

impl Endpoint for Unlock {
    const ROUTE: Route = Route::post(
        "accounts.staff.unlock_user",
        "/admin/users/{user_id}/unlock",
        "Unblock a user.",
        &[EventKind::UserUnlocked],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::LockUsers>;
    type In = (Path<UserId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let done = accounts::unlock_user(ctx, &auth, id).await;
        let done = problems::settled(done.map(|()| "user-unlocked").map_err(Problem::from), &["active"]);
        after(ctx, page_context, done, form.fields).await
    }
}

/// A person is signed out everywhere.
struct SignOut;

impl Endpoint for SignOut {
    const ROUTE: Route = Route::post(
        "accounts.staff.sign_out_user",
        "/admin/users/{user_id}/sign-out",
        "End all sessions of a user without blocking them.",
        &[EventKind::UserSignedOut],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::LockUsers>;
    type In = (Path<UserId>, Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), form, limits, page_context): Self::In,
    ) -> Result<Page, Problem> {
        let mut typed = form.fields;
        let done = with_password((&mut typed, &limits), async |password| {
            accounts::end_sessions_of_user(ctx, &auth, id, password).await
        });
        let done = done.await.map(|()| "user-signed-out");
        after(ctx, page_context, done, typed).await
    }
}
