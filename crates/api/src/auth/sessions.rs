//! A browser's sign-in by cookie, and the list of one's own sign-ins.

use edge::{
    Body, Cache, Endpoint, Gate, Json, Kept, Limit, Method, NoContent, OwnPage, Path, Problem, Route, Table, Visitor,
};
use kernel::SessionId;
use market::accounts::{self, BrowserSession, SessionRow};
use market::authority::{Anyone, SignedIn};
use market::{Ctx, EventKind};

use super::sign_in::LoginIn;

pub(crate) fn mount(table: Table) -> Table {
    table
        .with::<CreateSession>()
        .with::<DeleteSession>()
        .with::<ListSessions>()
        .with::<EndSession>()
        .with::<EndOtherSessions>()
}

/// A browser signs in.
struct CreateSession;

impl Endpoint for CreateSession {
    const ROUTE: Route = Route {
        id: "auth.enter",
        method: Method::Post,
        path: "/api/auth/session",
        summary: "Sign a browser in with email and password: like auth.login, with a cookie instead of tokens.",
        limit: Limit::Login,
        cache: Cache::Never,
        audit: &[EventKind::SignedIn],
        refuses: &[accounts::SignInFault::LIST],
    };
    type By = Anyone;
    type In = (OwnPage, Body<LoginIn>, Visitor, Gate);
    type Out = Kept<Json<BrowserSession>>;
    async fn handle(ctx: &Ctx, _: Anyone, (_, Body(b), Visitor(caller), gate): Self::In) -> Result<Self::Out, Problem> {
        let (entered, device) = b.signs_in(&gate, async |cmd| accounts::enter(ctx, cmd, &caller).await).await?;
        Ok(Kept::with(Json::of(entered.session)).session(Some(&entered.secret)).cookie(device))
    }
}

/// A browser signs out.
struct DeleteSession;

impl Endpoint for DeleteSession {
    const ROUTE: Route = Route {
        id: "auth.leave",
        method: Method::Delete,
        path: "/api/auth/session",
        summary: "Sign out, and clear the session's data from the browser.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::SessionEnded],
        refuses: &[],
    };
    type By = SignedIn;
    type In = ();
    type Out = Kept<NoContent>;
    async fn handle(ctx: &Ctx, by: SignedIn, (): ()) -> Result<Self::Out, Problem> {
        accounts::sign_out(ctx, &by).await?;
        Ok(Kept::with(NoContent).forgetting())
    }
}

/// One's own sign-ins.
struct ListSessions;

impl Endpoint for ListSessions {
    const ROUTE: Route = Route {
        id: "me.sessions",
        method: Method::Get,
        path: "/api/me/sessions",
        summary: "List your active sessions.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = SignedIn;
    type In = ();
    type Out = Json<Vec<SessionRow>>;
    async fn handle(ctx: &Ctx, by: SignedIn, (): ()) -> Result<Self::Out, Problem> {
        Ok(Json::of(accounts::my_sessions(ctx, &by).await?))
    }
}

/// One of one's own sign-ins ends.
struct EndSession;

impl Endpoint for EndSession {
    const ROUTE: Route = Route {
        id: "me.end_session",
        method: Method::Delete,
        path: "/api/me/sessions/{session_id}",
        summary: "End one of your sessions.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::SessionEnded],
        refuses: &[accounts::RefreshFault::LIST],
    };
    type By = SignedIn;
    type In = (Path<SessionId>,);
    type Out = NoContent;
    async fn handle(ctx: &Ctx, by: SignedIn, (Path(id),): Self::In) -> Result<NoContent, Problem> {
        accounts::end_own_session(ctx, &by, id).await?;
        Ok(NoContent)
    }
}

/// One's other sign-ins end.
struct EndOtherSessions;

impl Endpoint for EndOtherSessions {
    const ROUTE: Route = Route {
        id: "me.end_other_sessions",
        method: Method::Delete,
        path: "/api/me/sessions",
        summary: "End all your other sessions.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::SessionEnded],
        refuses: &[],
    };
    type By = SignedIn;
    type In = ();
    type Out = NoContent;
    async fn handle(ctx: &Ctx, by: SignedIn, (): ()) -> Result<NoContent, Problem> {
        accounts::end_other_sessions(ctx, &by).await?;
        Ok(NoContent)
    }
}
