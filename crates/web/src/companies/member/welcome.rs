//! Where one's company stands: asked, looked at, approved; and what to do meanwhile and first.

use askama::Template;
use edge::{Admits, Endpoint, Page, PageContext, Problem, Route, Router};
use market::Ctx;
use market::authority::{CompanyState, SignedIn};
use market::companies::{self, Company};
use market::may::{CompanyKind, Permission};

use crate::ui::frame::Frame;
use crate::ui::{Step, StepState};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowWelcome>()
}

/// A first step: where, which text, and the right it takes.
type First = (&'static str, &'static str, Option<Permission>);

use Permission as P;

const RETAILER: &[First] = &[
    ("/", "welcome-retailer-browse", None),
    ("/quick-order", "welcome-retailer-quick", Some(P::PlaceOrders)),
    ("/orders", "welcome-retailer-orders", Some(P::ReadOrders)),
];
const VENDOR: &[First] = &[
    ("/vendor/products", "welcome-vendor-products", Some(P::EditOffers)),
    ("/vendor/imports", "welcome-vendor-imports", Some(P::EditOffers)),
    ("/vendor/stock", "welcome-vendor-stock", Some(P::MoveStock)),
    ("/vendor", "welcome-vendor-today", Some(P::ReadVendorOrders)),
];
const PARTNER: &[First] = &[
    ("/team", "welcome-partner-riders", Some(P::ManageTeam)),
    ("/delivery", "welcome-partner-board", Some(P::ReadDeliveries)),
    ("/delivery/rides", "welcome-partner-rides", Some(P::FulfilDeliveries)),
];
const EVERY: &[First] = &[
    ("/team", "welcome-every-team", Some(P::ManageTeam)),
    ("/company", "welcome-every-company", Some(P::EditCompany)),
];

/// Where the company stands.
#[derive(Template)]
#[template(path = "companies/member/welcome.html")]
struct WelcomePage<'a> {
    f: &'a Frame,
    company: Company,
}

impl WelcomePage<'_> {
    fn approved(&self) -> bool {
        self.company.state == CompanyState::Approved
    }
    fn reason(&self) -> &str {
        self.company.state_reason.as_deref().unwrap_or_default()
    }
    fn steps(&self) -> Vec<Step> {
        let (asked, now) = (self.company.created_at, self.company.state);
        let step = |state, key: &str, note: &str| Step {
            state,
            title: self.f.t(key),
            at: String::new(),
            time: String::new(),
            note: note.to_owned(),
        };
        let looked_at = if now == CompanyState::Submitted { StepState::Now } else { StepState::Done };
        let (last, key) = match now {
            CompanyState::Submitted => (StepState::Ahead, "welcome-step-approved"),
            CompanyState::Approved => (StepState::Done, "welcome-step-approved"),
            CompanyState::Rejected => (StepState::Bad, "welcome-step-rejected"),
            CompanyState::Suspended => (StepState::Bad, "welcome-step-suspended"),
        };
        let first = Step {
            at: self.f.machine(&asked),
            time: self.f.moment(&asked),
            ..step(StepState::Done, "welcome-step-asked", "")
        };
        vec![first, step(looked_at, "welcome-step-looked-at", ""), step(last, key, self.reason())]
    }
    /// What to do first, as far as one may.
    fn first_steps(&self) -> Vec<(&'static str, String)> {
        let own = match self.company.kind {
            CompanyKind::Retailer => RETAILER,
            CompanyKind::Vendor => VENDOR,
            CompanyKind::DeliveryPartner => PARTNER,
            CompanyKind::Platform => &[],
        };
        let open = own.iter().chain(EVERY).filter(|(_, _, right)| right.is_none_or(|right| self.f.may(right)));
        open.map(|(path, key, _)| (*path, self.f.t(key))).collect()
    }
}

/// It is looked at.
struct ShowWelcome;

impl Endpoint for ShowWelcome {
    const ROUTE: Route =
        Route::get("companies.member.welcome", "/welcome", "Show the company's status and first steps.")
            .admits(Admits::Suspended);
    type Auth = SignedIn;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, (page_context,): Self::In) -> Result<Page, Problem> {
        let company = companies::own_company(ctx, &auth).await?;
        let frame = Frame::open(ctx, page_context).await?;
        frame.show(&WelcomePage { f: &frame, company })
    }
}
