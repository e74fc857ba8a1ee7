//! Background work: what waits, and what was laid aside and may be tried again.

use askama::Template;
use edge::{Cache, Endpoint, Form, Limit, Method, Path, Problem, Route, Screen, Shown, Table};
use kernel::{JobId, PageOf};
use market::audit::{self, JobRow, JobState};
use market::authority::Staff;
use market::{Ctx, EventKind, may};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ListJobs>().with::<Retry>()
}

const PATH: &str = "/admin/jobs";
const NAMES: &[&str] = &["state"];

/// Jobs in one state.
#[derive(Template)]
#[template(path = "ops/jobs.html")]
struct JobsPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    state: JobState,
    found: PageOf<JobRow>,
    tabs: Vec<(String, String, String)>,
}

/// They are looked at.
struct ListJobs;

impl Endpoint for ListJobs {
    const ROUTE: Route = Route {
        id: "staff.jobs",
        method: Method::Get,
        path: PATH,
        summary: "List failed or queued background jobs.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[audit::AuditFault::LIST],
    };
    type By = Staff<may::ManageJobs>;
    type In = (Screen,);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (screen,): Self::In) -> Result<Shown, Problem> {
        let filters = Filters::of(&screen, NAMES);
        show(ctx, &by, screen, filters).await
    }
}

async fn show(ctx: &Ctx, by: &Staff<may::ManageJobs>, screen: Screen, mut filters: Filters) -> Result<Shown, Problem> {
    let state = filters.fields.text("state").parse().unwrap_or(JobState::Dead);
    let found = match filters.cursor() {
        Some(after) => audit::jobs(ctx, by, state, after, kernel::Limit::default()).await.map_err(Problem::from),
        None => Err(filters.fields.refusal()),
    };
    let found = filters.settle(found)?;
    let frame = Frame::open(ctx, screen).await?;
    let tab = |state: JobState| (filters.with("state", state.word()), frame.word("job-state", state), String::new());
    let tabs = [JobState::Dead, JobState::Ready].map(tab).to_vec();
    frame.show_form(&JobsPage { f: &frame, filters: &filters, state, found, tabs }, &filters.fields)
}

/// A job is tried again.
struct Retry;

impl Endpoint for Retry {
    const ROUTE: Route = Route {
        id: "staff.retry_job",
        method: Method::Post,
        path: "/admin/jobs/{job_id}/retry",
        summary: "Retry a failed job.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::JobRevived],
        refuses: &[audit::AuditFault::LIST],
    };
    type By = Staff<may::ManageJobs>;
    type In = (Path<JobId>, Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), form, screen): Self::In) -> Result<Shown, Problem> {
        match audit::revive_job(ctx, &by, id).await {
            Ok(()) => Ok(Shown::goto(&links::with_flash(&links::local(PATH), "job-requeued"))),
            Err(fault) => {
                let fields = form.fields.refused(fault.into());
                show(ctx, &by, screen, Filters::at(PATH, NAMES, fields)).await
            }
        }
    }
}
