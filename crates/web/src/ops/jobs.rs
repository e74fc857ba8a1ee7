//! Background work: what waits, and what was dead-lettered and may be tried again.

use askama::Template;
use edge::{Endpoint, Form, LimitClass, Page, PageContext, Path, Problem, Route, Router};
use kernel::{JobId, PageOf};
use market::audit::{self, JobRow, JobState};
use market::authority::Staff;
use market::{Ctx, EventKind, may};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListJobs>().mount::<Retry>()
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
    const ROUTE: Route = Route::get("ops.staff.jobs", PATH, "List failed or queued background jobs.");
    type Auth = Staff<may::ManageJobs>;
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
    by: &Staff<may::ManageJobs>,
    page_context: PageContext,
    mut filters: Filters,
) -> Result<Page, Problem> {
    let state = filters.fields.text("state").parse().unwrap_or(JobState::Dead);
    let found = match filters.cursor() {
        Some(after) => audit::jobs(ctx, by, state, after, kernel::PageLimit::default()).await.map_err(Problem::from),
        None => Err(filters.fields.to_problem()),
    };
    let found = filters.settle(found)?;
    let frame = Frame::open(ctx, page_context).await?;
    let tab = |state: JobState| (filters.with("state", state.as_str()), frame.word("job-state", state), String::new());
    let tabs = [JobState::Dead, JobState::Ready].map(tab).to_vec();
    frame.show_form(&JobsPage { f: &frame, filters: &filters, state, found, tabs }, &filters.fields)
}

/// A job is tried again.
struct Retry;

impl Endpoint for Retry {
    const ROUTE: Route = Route::post(
        "ops.staff.retry_job",
        "/admin/jobs/{job_id}/retry",
        "Retry a failed job.",
        &[EventKind::JobRequeued],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ManageJobs>;
    type In = (Path<JobId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        match audit::requeue_job(ctx, &auth, id).await {
            Ok(()) => Ok(Page::redirect(&links::with_flash(&links::local(PATH), "job-requeued"))),
            Err(error) => {
                let fields = form.fields.with_problem(error.into());
                show(ctx, &auth, page_context, Filters::at(PATH, NAMES, fields)).await
            }
        }
    }
}
