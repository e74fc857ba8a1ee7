//! A browser's sign-in by cookie, and the list of one's own sign-ins.

use edge::{
    Admits, ClientInfo, Endpoint, Json, JsonBody, LimitClass, NoContent, OrProblem, Path, Problem, RateLimits, Route,
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
    const ROUTE: Route = Route::post(
        "auth.create_session",
        "/api/auth/session",
        "Sign a browser in with email and password: like auth.login, with a cookie instead of tokens.",
        &[EventKind::SignedIn],
    )
    .limit(LimitClass::Login);
    type Auth = Anyone;
    type In = (SameOrigin, JsonBody<LoginIn>, ClientInfo, RateLimits);
    type Out = WithCookies<Json<BrowserSession>>;
    type Error = OrProblem<accounts::SignInError>;
    async fn handle(
        ctx: &Ctx,
        _: Anyone,
        (_, JsonBody(b), ClientInfo(caller), limits): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let (entered, device) =
            b.signs_in(&limits, async |cmd| accounts::sign_in_browser(ctx, cmd, &caller).await).await?;
        Ok(WithCookies::new(Json::new(entered.session)).session(Some(&entered.secret)).cookie(device))
    }
}

/// A browser signs out.
struct DeleteSession;

impl Endpoint for DeleteSession {
    const ROUTE: Route = Route::delete(
        "auth.delete_session",
        "/api/auth/session",
        "Sign out, and clear the session's data from the browser.",
        &[EventKind::SessionEnded],
    )
    .admits(Admits::Restricted);
    type Auth = SignedIn;
    type In = ();
    type Out = WithCookies<NoContent>;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, (): ()) -> Result<Self::Out, Problem> {
        accounts::sign_out(ctx, &auth).await?;
        Ok(WithCookies::new(NoContent).clear_site_data())
    }
}

/// One's own sign-ins.
struct ListSessions;

impl Endpoint for ListSessions {
    const ROUTE: Route = Route::get("auth.sessions", "/api/me/sessions", "List your active sessions.");
    type Auth = SignedIn;
    type In = ();
    type Out = Json<Vec<SessionRow>>;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, (): ()) -> Result<Self::Out, Problem> {
        Ok(Json::new(accounts::own_sessions(ctx, &auth).await?))
    }
}

/// One of one's own sign-ins ends.
struct EndSession;

impl Endpoint for EndSession {
    const ROUTE: Route = Route::delete(
        "auth.end_session",
        "/api/me/sessions/{session_id}",
        "End one of your sessions.",
        &[EventKind::SessionEnded],
    );
    type Auth = SignedIn;
    type In = (Path<SessionId>,);
    type Out = NoContent;
    type Error = accounts::RefreshError;
    async fn handle(ctx: &Ctx, auth: SignedIn, (Path(id),): Self::In) -> Result<NoContent, Self::Error> {
        accounts::end_own_session(ctx, &auth, id).await?;
        Ok(NoContent)
    }
}

/// One's other sign-ins end.
struct EndOtherSessions;

impl Endpoint for EndOtherSessions {
    const ROUTE: Route = Route::delete(
        "auth.end_other_sessions",
        "/api/me/sessions",
        "End all your other sessions.",
        &[EventKind::SessionEnded],
    );
    type Auth = SignedIn;
    type In = ();
    type Out = NoContent;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, (): ()) -> Result<NoContent, Problem> {
        accounts::end_other_sessions(ctx, &auth).await?;
        Ok(NoContent)
    }
}
