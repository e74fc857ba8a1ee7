//! The limiter: how it is, who runs into it, how a caller stands, and letting them off.

use askama::Template;
use edge::limits::{CallerLimits, CallerRef, LimitState, LimitedCaller, LimiterStatus};
use edge::{Endpoint, Form, FormFields, LimitClass, Page, PageContext, Problem, RateLimits, Route, Router};
use http::StatusCode;
use infra::config::ConfigEntry as Setting;
use kernel::{Email, string_enum};
use market::authority::{Access, Staff};
use market::{Ctx, EventKind, audit, may, security};

use crate::ops::figures;
use crate::ui::filters::{Filters, choices};
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowLimits>().mount::<Reset>()
}

const PATH: &str = "/admin/limits";
const NAMES: &[&str] = &["by", "value", "from"];
/// How many offenders are shown.
const TOP: usize = 50;

string_enum! {
    /// How a client is identified.
    pub enum LookupBy {
        /// An address.
        Address = "address",
        /// A user, by their ID.
        User = "user",
        /// A company, by its ID.
        Company = "company",
        /// The e-mail address that somebody tries to sign in with.
        Account = "account",
    }
}

/// The limiter and its offenders.
#[derive(Template)]
#[template(path = "ops/limits.html")]
struct LimitsPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    overview: LimiterStatus,
    caller: Option<CallerLimits>,
    known: Vec<(String, String)>,
    monitored: Vec<String>,
    all_monitor_only: bool,
}

impl LimitsPage<'_> {
    fn count(&self, n: &u64) -> String {
        figures::count(self.f, *n)
    }

    fn bytes(&self) -> String {
        figures::bytes(u64::try_from(self.overview.bytes).unwrap_or(u64::MAX))
    }

    fn counters(&self) -> String {
        figures::count(self.f, u64::try_from(self.overview.counters).unwrap_or(u64::MAX))
    }

    fn ago(&self, row: &LimitedCaller) -> String {
        self.f.t1("ops-ago", "span", &figures::span(self.f, row.last_seconds_ago))
    }

    fn window(&self, row: &LimitState) -> String {
        figures::span(self.f, row.window_seconds)
    }

    fn back(&self, row: &LimitState) -> String {
        figures::span(self.f, row.reset_seconds)
    }

    /// The way to how an offender stands; empty for accounts, which are named by a word that tells nothing.
    fn look(&self, row: &LimitedCaller) -> String {
        match row.caller.split_once(' ') {
            Some((by @ ("address" | "user" | "company"), value)) => {
                self.filters.address(&[("by", by), ("value", value)])
            }
            _ => String::new(),
        }
    }
}

/// It is looked at.
struct ShowLimits;

impl Endpoint for ShowLimits {
    const ROUTE: Route = Route::get(
        "ops.staff.limits",
        PATH,
        "Show this node's rate limiter, its most blocked clients, and a client's limits.",
    );
    type Auth = Staff<may::ReadLimits>;
    type In = (PageContext, RateLimits);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (page_context, limits): Self::In) -> Result<Page, Problem> {
        let filters = Filters::of(&page_context, NAMES);
        show(ctx, page_context, &limits, filters).await
    }
}

async fn show(
    ctx: &Ctx,
    page_context: PageContext,
    limits: &RateLimits,
    mut filters: Filters,
) -> Result<Page, Problem> {
    let mut caller = None;
    if filters.fields.has("value") {
        match named(&mut filters.fields) {
            Some(named) => caller = Some(limits.gatekeeper().inspect(&named).await),
            None => filters.fields = filters.fields.clone().with_problem(filters.fields.to_problem()),
        }
    }
    let settings = match Staff::<may::ReadSecurity>::grant(page_context.principal.as_ref()) {
        Ok(by) => security::configuration(ctx, &by),
        Err(_) => Vec::new(),
    };
    let (monitored, all_monitor_only) = monitor_only(&settings);
    let frame = Frame::open(ctx, page_context).await?;
    let (known, overview) = (choices(&frame, "caller-kind", LookupBy::ALL), limits.gatekeeper().status(TOP));
    let page = LimitsPage { f: &frame, filters: &filters, overview, caller, known, monitored, all_monitor_only };
    frame.show_form(&page, &filters.fields)
}

/// The limits that judge without refusing, and whether all of them do.
fn monitor_only(settings: &[Setting]) -> (Vec<String>, bool) {
    let limits = settings.iter().filter(|row| row.section == "limits");
    let all = limits.clone().any(|row| row.key == "monitor_only" && row.value == "true");
    let some = limits.filter(|row| row.value.contains("monitor_only = true")).map(|row| row.key.clone());
    (some.collect(), all)
}

/// The caller that is named; none where the value is not what it is said to be.
fn named(fields: &mut FormFields) -> Option<CallerRef> {
    let value = fields.text("value").to_owned();
    let named = match fields.text("by").parse().unwrap_or(LookupBy::Address) {
        LookupBy::Address => value.parse().ok().map(CallerRef::Address),
        LookupBy::User => value.parse().ok().map(CallerRef::User),
        LookupBy::Company => value.parse().ok().map(CallerRef::Company),
        LookupBy::Account => {
            let from = fields.read_optional("from");
            Email::new(&value).ok().zip(from).map(|(email, from)| CallerRef::Account(email, from))
        }
    };
    if named.is_none() && fields.errors().is_empty() {
        return fields.add_error("value", "does not match the selected type");
    }
    named
}

/// A caller is let off.
struct Reset;

impl Endpoint for Reset {
    const ROUTE: Route = Route::post(
        "ops.staff.reset_limits",
        "/admin/limits/resets",
        "Reset a client's limits on all nodes.",
        &[EventKind::LimitsReset],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ResetLimits>;
    type In = (Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, limits, page_context): Self::In) -> Result<Page, Problem> {
        let mut filters = Filters::at(PATH, NAMES, form.fields);
        let problem = match reset(ctx, &auth, &limits, &mut filters.fields).await {
            Ok(()) => return Ok(Page::redirect(&links::with_flash(&links::local(&filters.here()), "limits-reset"))),
            Err(problem) => problem,
        };
        if Staff::<may::ReadLimits>::grant(page_context.principal.as_ref()).is_err() {
            return Err(problem);
        }
        filters.fields = filters.fields.with_problem(problem);
        show(ctx, page_context, &limits, filters).await
    }
}

async fn reset(
    ctx: &Ctx,
    by: &Staff<may::ResetLimits>,
    limits: &RateLimits,
    fields: &mut FormFields,
) -> Result<(), Problem> {
    let Some(caller) = named(fields) else { return Err(fields.to_problem()) };
    let (company, user, account) = (caller.company(), caller.user(), caller.account());
    let of = audit::ResetOf { label: limits.gatekeeper().label(&caller), company, user, account };
    audit::record_limits_reset(ctx, by, of).await?;
    if limits.gatekeeper().reset(&caller).await {
        return Ok(());
    }
    let says = "Redis is unavailable; the limit was reset on this node only. Try again when Redis is back";
    Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "limits.only_here", says))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(key: &str, value: &str) -> Setting {
        Setting {
            section: "limits".to_owned(),
            key: key.to_owned(),
            value: value.to_owned(),
            is_secret: false,
            is_default: false,
            source: None,
        }
    }

    #[test]
    fn monitor_only_limits_are_found_by_their_setting() {
        let settings = [setting("read", "{ monitor_only = true }"), setting("write", "{ monitor_only = false }")];

        assert_eq!(monitor_only(&settings), (vec!["read".to_owned()], false));
        assert!(monitor_only(&[setting("monitor_only", "true")]).1);
    }

    #[test]
    fn a_caller_is_named_by_what_fits() {
        let fields = |by: &str, value: &str| FormFields::default().with("by", by).with("value", value);

        assert!(matches!(named(&mut fields("address", "2001:db8::1")), Some(CallerRef::Address(_))));
        assert!(matches!(named(&mut fields("account", "asha@example.com")), Some(CallerRef::Account(_, None))));
        assert!(named(&mut fields("user", "203.0.113.9")).is_none());
        let mut from_nowhere = fields("account", "asha@example.com").with("from", "nowhere");
        assert!(named(&mut from_nowhere).is_none() && from_nowhere.error("from").is_some());
    }
}
