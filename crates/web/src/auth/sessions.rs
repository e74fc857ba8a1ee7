//! One's own sign-ins: seen, and ended.

use askama::Template;
use edge::{Endpoint, Form, Page, PageContext, Path, Problem, Route, Router};
use kernel::SessionId;
use market::accounts::{self, SessionKind, SessionRow};
use market::authority::SignedIn;
use market::{Ctx, EventKind};

use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListSessions>().mount::<EndSession>().mount::<EndOthers>()
}

/// One's own sign-ins.
#[derive(Template)]
#[template(path = "auth/sessions.html")]
struct SessionsPage<'a> {
    f: &'a Frame,
    rows: Vec<SessionRow>,
}

impl SessionsPage<'_> {
    fn others(&self) -> bool {
        self.rows.iter().any(|row| !row.current)
    }
    /// What the client is, as far as its own words tell.
    fn device(&self, row: &SessionRow) -> String {
        let named = |names: &[(&'static str, &'static str)]| {
            names.iter().find(|(sign, _)| row.agent.contains(sign)).map(|(_, name)| *name)
        };
        let browser = named(&[
            ("Edg/", "Edge"),
            ("OPR/", "Opera"),
            ("SamsungBrowser/", "Samsung Internet"),
            ("Firefox/", "Firefox"),
            ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ]);
        let system = named(&[
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Windows", "Windows"),
            ("Mac OS X", "macOS"),
            ("CrOS", "ChromeOS"),
            ("Linux", "Linux"),
        ]);
        match (browser, system) {
            (Some(browser), Some(system)) => format!("{browser} · {system}"),
            (Some(name), None) | (None, Some(name)) => name.to_owned(),
            (None, None) if row.kind == SessionKind::Token => self.f.t("sessions-program"),
            (None, None) => self.f.t("sessions-unknown"),
        }
    }
}

/// They are looked at.
struct ListSessions;

impl Endpoint for ListSessions {
    const ROUTE: Route = Route::get("auth.page.sessions", "/me/sessions", "List your active sessions.");
    type Auth = SignedIn;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, (page_context,): Self::In) -> Result<Page, Problem> {
        let rows = accounts::own_sessions(ctx, &auth).await?;
        let frame = Frame::open(ctx, page_context).await?;
        frame.show(&SessionsPage { f: &frame, rows })
    }
}

/// One of them ends.
struct EndSession;

impl Endpoint for EndSession {
    const ROUTE: Route = Route::post(
        "auth.page.end_session",
        "/me/sessions/{session_id}/end",
        "End one of your sessions.",
        &[EventKind::SessionEnded],
    );
    type Auth = SignedIn;
    type In = (Path<SessionId>, Form);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, (Path(id), _): Self::In) -> Result<Page, Problem> {
        match accounts::end_own_session(ctx, &auth, id).await {
            // It had ended already: that is what was wanted.
            Ok(()) | Err(accounts::RefreshError::NoSession) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(Page::redirect(&links::local("/me/sessions?flash=session-ended")))
    }
}

/// All the others end.
struct EndOthers;

impl Endpoint for EndOthers {
    const ROUTE: Route = Route::post(
        "auth.page.end_other_sessions",
        "/me/sessions/end-others",
        "End all your other sessions.",
        &[EventKind::SessionEnded],
    );
    type Auth = SignedIn;
    type In = (Form,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, _: Self::In) -> Result<Page, Problem> {
        accounts::end_other_sessions(ctx, &auth).await?;
        Ok(Page::redirect(&links::local("/me/sessions?flash=sessions-ended")))
    }
}
