//! The cache: how it is doing, and emptying it.

use ::cache::{CacheHealth, CacheStats, FamilyStats, InvalidationReach};
use askama::Template;
use edge::{Endpoint, Form, FormFields, LimitClass, Page, PageContext, Problem, Route, Router};
use http::StatusCode;
use market::authority::Staff;
use market::{Ctx, EventKind, audit, may};

use crate::ops::figures;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowCache>().mount::<Clear>()
}

const PATH: &str = "/admin/cache";

/// The cache and its families.
#[derive(Template)]
#[template(path = "ops/cache.html")]
struct CachePage<'a> {
    f: &'a Frame,
    form: &'a FormFields,
    report: CacheStats,
}

impl CachePage<'_> {
    fn health(&self) -> &'static str {
        match self.report.health {
            CacheHealth::Off => "off",
            CacheHealth::Local => "one_node",
            CacheHealth::Shared => "shared",
            CacheHealth::Disconnected => "cut_off",
        }
    }

    fn count(&self, n: &u64) -> String {
        figures::count(self.f, *n)
    }

    fn bytes(&self, n: &u64) -> String {
        figures::bytes(*n)
    }

    /// How much memory Redis may use.
    fn redis_limit(&self, most: &u64) -> String {
        if *most == 0 {
            self.f.t("ops-redis-no-limit")
        } else {
            self.f.t1("ops-at-most", "size", figures::bytes(*most).as_str())
        }
    }

    /// How many of all reads were spared a load.
    fn spared(&self) -> String {
        let sum = |of: fn(&FamilyStats) -> u64| self.report.families.iter().map(of).sum::<u64>();
        let hits = sum(|family| family.hits_local + family.hits_redis);
        figures::share(hits, hits + sum(|family| family.loads))
    }

    fn share(&self, family: &FamilyStats) -> String {
        let hits = family.hits_local + family.hits_redis;
        figures::share(hits, hits + family.loads)
    }

    fn load(&self, family: &FamilyStats) -> String {
        if family.loads == 0 { "–".to_owned() } else { figures::millis(family.load_mean_microseconds) }
    }
}

/// It is looked at.
struct ShowCache;

impl Endpoint for ShowCache {
    const ROUTE: Route = Route::get("ops.staff.cache", PATH, "Show cache statistics for this node.");
    type Auth = Staff<may::ManageCache>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        show(ctx, page_context, &FormFields::default()).await
    }
}

async fn show(ctx: &Ctx, page_context: PageContext, form: &FormFields) -> Result<Page, Problem> {
    let frame = Frame::open(ctx, page_context).await?;
    frame.show_form(&CachePage { f: &frame, form, report: ctx.cache.stats_with_redis().await }, form)
}

/// The cache is emptied.
struct Clear;

impl Endpoint for Clear {
    const ROUTE: Route = Route::post(
        "ops.staff.clear_cache",
        "/admin/cache/clearings",
        "Clear the cache on all nodes.",
        &[EventKind::CacheCleared],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ManageCache>;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        if audit::clear_cache(ctx, &auth).await? == InvalidationReach::AllNodes {
            return Ok(Page::redirect(&links::with_flash(&links::local(PATH), "cache-cleared")));
        }
        let says = "Redis is unavailable; only this node's cache was cleared. A background job will clear the others when Redis is back";
        let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "cache.only_here", says);
        show(ctx, page_context, &form.fields.with_problem(problem)).await
    }
}
