//! The company's notices.

use edge::{Endpoint, Json, NoContent, QueryParams, Route, Router};
use kernel::PageOf;
use market::authority::Member;
use market::notices::{self, NoticeRow};
use market::{Ctx, EventKind, may};

use crate::shapes::PageIn;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListNotices>().mount::<MarkRead>()
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
