//! A browser's sign-in by cookie, and the list of one's own sign-ins.

use edge::{
    CachePolicy, ClientInfo, Endpoint, Json, JsonBody, LimitClass, Method, NoContent, Path, Problem, RateLimits, Route,
    Router, SameOrigin, WithCookies,
};
use kernel::SessionId;
use market::accounts::{self, BrowserSession, SessionRow};
use market::authority::{Anyone, SignedIn};
use market::{Ctx, EventKind};

use super::sign_in::LoginIn;

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<CreateSession>()
        .mount::<DeleteSession>()
        .mount::<ListSessions>()
        .mount::<EndSession>()
        .mount::<EndOtherSessions>()
}

/// A browser signs in.
struct CreateSession;

impl Endpoint for CreateSession {
    const ROUTE: Route = Route {
        id: "auth.create_session",
        method: Method::Post,
        path: "/api/auth/session",
        summary: "Sign a browser in with email and password: like auth.login, with a cookie instead of tokens.",
        limit: LimitClass::Login,
        cache: CachePolicy::Never,
        audit: &[EventKind::SignedIn],
        refuses: &[accounts::SignInError::LIST],
    };
    type Auth = Anyone;
    type In = (SameOrigin, JsonBody<LoginIn>, ClientInfo, RateLimits);
    type Out = WithCookies<Json<BrowserSession>>;
    async fn handle(
        ctx: &Ctx,
        _: Anyone,
        (_, JsonBody(b), ClientInfo(caller), limits): Self::In,
    ) -> Result<Self::Out, Problem> {
        let (entered, device) =
            b.signs_in(&limits, async |cmd| accounts::sign_in_browser(ctx, cmd, &caller).await).await?;
        Ok(WithCookies::new(Json::new(entered.session)).session(Some(&entered.secret)).cookie(device))
    }
}

/// A browser signs out.
struct DeleteSession;

impl Endpoint for DeleteSession {
    const ROUTE: Route = Route {
        id: "auth.delete_session",
        method: Method::Delete,
        path: "/api/auth/session",
        summary: "Sign out, and clear the session's data from the browser.",
        limit: LimitClass::Write,
        cache: CachePolicy::Never,
        audit: &[EventKind::SessionEnded],
        refuses: &[],
    };
    type Auth = SignedIn;
    type In = ();
    type Out = WithCookies<NoContent>;
    async fn handle(ctx: &Ctx, auth: SignedIn, (): ()) -> Result<Self::Out, Problem> {
        accounts::sign_out(ctx, &auth).await?;
        Ok(WithCookies::new(NoContent).clear_site_data())
    }
}

/// One's own sign-ins.
struct ListSessions;

impl Endpoint for ListSessions {
    const ROUTE: Route = Route {
        id: "auth.sessions",
        method: Method::Get,
        path: "/api/me/sessions",
        summary: "List your active sessions.",
        limit: LimitClass::Read,
        cache: CachePolicy::Never,
        audit: &[],
        refuses: &[],
    };
    type Auth = SignedIn;
    type In = ();
    type Out = Json<Vec<SessionRow>>;
    async fn handle(ctx: &Ctx, auth: SignedIn, (): ()) -> Result<Self::Out, Problem> {
        Ok(Json::new(accounts::own_sessions(ctx, &auth).await?))
    }
}

/// One of one's own sign-ins ends.
struct EndSession;

impl Endpoint for EndSession {
    const ROUTE: Route = Route {
        id: "auth.end_session",
        method: Method::Delete,
        path: "/api/me/sessions/{session_id}",
        summary: "End one of your sessions.",
        limit: LimitClass::Write,
        cache: CachePolicy::Never,
        audit: &[EventKind::SessionEnded],
        refuses: &[accounts::RefreshError::LIST],
    };
    type Auth = SignedIn;
    type In = (Path<SessionId>,);
    type Out = NoContent;
    async fn handle(ctx: &Ctx, auth: SignedIn, (Path(id),): Self::In) -> Result<NoContent, Problem> {
        accounts::end_own_session(ctx, &auth, id).await?;
        Ok(NoContent)
    }
}

/// One's other sign-ins end.
struct EndOtherSessions;

impl Endpoint for EndOtherSessions {
    const ROUTE: Route = Route {
        id: "auth.end_other_sessions",
        method: Method::Delete,
        path: "/api/me/sessions",
        summary: "End all your other sessions.",
        limit: LimitClass::Write,
        cache: CachePolicy::Never,
        audit: &[EventKind::SessionEnded],
        refuses: &[],
    };
    type Auth = SignedIn;
    type In = ();
    type Out = NoContent;
    async fn handle(ctx: &Ctx, auth: SignedIn, (): ()) -> Result<NoContent, Problem> {
        accounts::end_other_sessions(ctx, &auth).await?;
        Ok(NoContent)
    }
}
