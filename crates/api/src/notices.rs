//! The company's notices.

use edge::{Cache, Endpoint, Json, Limit, Method, NoContent, Problem, Query, Route, Table};
use kernel::PageOf;
use market::authority::Member;
use market::notices::{self, NoticeRow};
use market::{Ctx, EventKind, may};

use crate::shapes::PageIn;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ListNotices>().with::<MarkRead>()
}

/// The company's notices.
struct ListNotices;

impl Endpoint for ListNotices {
    const ROUTE: Route = Route {
        id: "notices.list",
        method: Method::Get,
        path: "/api/notices",
        summary: "List your company's notifications, newest first.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[notices::NoticeFault::LIST],
    };
    type By = Member<may::ReadNotices>;
    type In = (Query<PageIn>,);
    type Out = Json<PageOf<NoticeRow>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let limit = q.limit();
        Ok(Json::of(notices::notices(ctx, &by, q.cursor, limit).await?))
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
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::NoticesRead],
        refuses: &[notices::NoticeFault::LIST],
    };
    type By = Member<may::ReadNotices>;
    type In = ();
    type Out = NoContent;
    async fn handle(ctx: &Ctx, by: Self::By, (): ()) -> Result<Self::Out, Problem> {
        notices::mark_read(ctx, &by).await?;
        Ok(NoContent)
    }
}
