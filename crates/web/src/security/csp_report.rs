//! Where browsers tell of a page that tried what its policy forbids.

use edge::pages::Violations;
use edge::{Cache, Endpoint, Limit, Method, NoContent, Problem, Route, Table, Visitor};
use market::Ctx;
use market::authority::Anyone;
use market::watch::{Kind, Seen};

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ReceiveReport>()
}

/// A browser tells.
struct ReceiveReport;

impl Endpoint for ReceiveReport {
    const ROUTE: Route = Route {
        id: "doors.report",
        method: Method::Post,
        path: "/csp-report",
        summary: "Receive a browser's Content Security Policy violation report.",
        limit: Limit::Open,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = Anyone;
    type In = (Violations, Visitor);
    type Out = NoContent;
    async fn handle(ctx: &Ctx, _: Anyone, (Violations(told), Visitor(from)): Self::In) -> Result<NoContent, Problem> {
        let (kind, code, address) = (Kind::CspViolation, "csp.violation", from.address.parse().ok());
        for one in told {
            let (directive, blocked) = (one.directive, one.blocked);
            tracing::warn!(security = "csp_violation", request.id = %from.request, directive, blocked, "a browser reported a Content Security Policy violation");
            let request = Some(from.request);
            ctx.watch.note(Seen { kind, endpoint: Self::ROUTE.id, code, status: None, address, who: None, request });
        }
        Ok(NoContent)
    }
}
