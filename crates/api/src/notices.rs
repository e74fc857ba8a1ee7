//! The company's notices.

use edge::{Endpoint, Json, NoContent, Problem, QueryParams, Route, Router};
use kernel::PageOf;
use market::authority::Member;
use market::notices::{self, NoticeRow};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Serialize;

use crate::shapes::PageIn;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListNotices>().mount::<CountUnread>().mount::<MarkRead>()
}

/// The company's notices.
struct ListNotices;

impl Endpoint for ListNotices {
    const ROUTE: Route = Route::get("notices.list", "/api/notices", "List your company's notifications, newest first.");
    type Auth = Member<may::ReadNotices>;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<NoticeRow>>;
    type Error = notices::NoticeError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit();
        Ok(Json::new(notices::notices(ctx, &auth, q.cursor, limit).await?))
    }
}

/// How many notifications are unread.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct UnreadCountOut {
    /// Number of notifications that nobody in your company has read yet; counted up to 1,000.
    #[schemars(range(min = 0, max = notices::MOST_UNREAD))]
    unread: i64,
}

/// How many of them nobody has read yet.
struct CountUnread;

impl Endpoint for CountUnread {
    const ROUTE: Route =
        Route::get("notices.unread_count", "/api/notices/unread-count", "Count your company's unread notifications.");
    type Auth = Member<may::ReadNotices>;
    type In = ();
    type Out = Json<UnreadCountOut>;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (): ()) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(UnreadCountOut { unread: notices::unread(ctx, &auth).await? }))
    }
}

/// The notices were read.
struct MarkRead;

impl Endpoint for MarkRead {
    const ROUTE: Route = Route::post(
        "notices.read",
        "/api/notices/read",
        "Mark your company's notifications as read.",
        &[EventKind::NoticesRead],
    );
    type Auth = Member<may::ReadNotices>;
    type In = ();
    type Out = NoContent;
    type Error = notices::NoticeError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (): ()) -> Result<Self::Out, Self::Error> {
        notices::mark_read(ctx, &auth).await?;
        Ok(NoContent)
    }
}
