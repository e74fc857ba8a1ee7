//! The company's notices.

use edge::{CachePolicy, Endpoint, Json, LimitClass, Method, NoContent, Problem, QueryParams, Route, Router};
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
    const ROUTE: Route = Route {
        id: "notices.list",
        method: Method::Get,
        path: "/api/notices",
        summary: "List your company's notifications, newest first.",
        limit: LimitClass::Read,
        cache: CachePolicy::Never,
        audit: &[],
        refuses: &[notices::NoticeError::LIST],
    };
    type Auth = Member<may::ReadNotices>;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<NoticeRow>>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Problem> {
        let limit = q.limit();
        Ok(Json::new(notices::notices(ctx, &auth, q.cursor, limit).await?))
    }
}

/// The notices were read.
struct MarkRead;

impl Endpoint for MarkRead {
    const ROUTE: Route = Route {
        id: "notices.read",
        method: Method::Post,
        path: "/api/notices/read",
        summary: "Mark your company's notifications as read.",
        limit: LimitClass::Write,
        cache: CachePolicy::Never,
        audit: &[EventKind::NoticesRead],
        refuses: &[notices::NoticeError::LIST],
    };
    type Auth = Member<may::ReadNotices>;
    type In = ();
    type Out = NoContent;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (): ()) -> Result<Self::Out, Problem> {
        notices::mark_read(ctx, &auth).await?;
        Ok(NoContent)
    }
}
