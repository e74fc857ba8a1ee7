//! Where browsers tell of a page that tried what its policy forbids.

use edge::pages::CspViolations;
use edge::{ClientInfo, Endpoint, LimitClass, NoContent, Problem, Route, Router};
use infra::EventLine;
use market::Ctx;
use market::authority::Anyone;
use market::security::{SecurityEvent, SecurityEventKind};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ReceiveReport>()
}

/// A browser tells.
struct ReceiveReport;

impl Endpoint for ReceiveReport {
    const ROUTE: Route = Route::post(
        "security.page.csp_report",
        "/csp-report",
        "Receive a browser's Content Security Policy violation report.",
        &[],
    )
    .limit(LimitClass::Open);
    type Auth = Anyone;
    type In = (CspViolations, ClientInfo);
    type Out = NoContent;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        _: Anyone,
        (CspViolations(told), ClientInfo(from)): Self::In,
    ) -> Result<NoContent, Problem> {
        let (kind, code, address) = (SecurityEventKind::CspViolation, "csp.violation", from.address.parse().ok());
        for one in told {
            let (directive, blocked) = (one.directive, one.blocked);
            if EventLine::CspViolation.is_due() {
                tracing::warn!(security = "csp_violation", client.address = from.address, request.id = %from.request, directive, blocked, "a browser reported a Content Security Policy violation");
            }
            let (endpoint, request) = (Self::ROUTE.id, Some(from.request));
            let (status, who, account) = (None, None, None);
            ctx.security.record(SecurityEvent { kind, endpoint, code, status, address, who, account, request });
        }
        Ok(NoContent)
    }
}
