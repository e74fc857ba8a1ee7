//! A company asks to join, in three steps: what it is, its particulars, its first person. What earlier
//! steps were told goes along in hidden fields; nothing is kept here until the last one is sent.

use askama::Template;
use edge::{
    BodySize, ClientInfo, Endpoint, Form, FormFields, LimitClass, Page, PageContext, Problem, QueryParams, Route,
    Router,
};
use kernel::text::Name;
use kernel::{Currency, Email};
use market::accounts::{self, Register};
use market::authority::Anyone;
use market::companies::Address;
use market::may::CompanyKind;
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::companies::countries;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowRegister>().mount::<CheckCompany>().mount::<SubmitRegistration>().mount::<ShowRegistered>()
}

/// The three steps.
const KIND: u8 = 1;
const COMPANY: u8 = 2;
const PERSON: u8 = 3;

/// The fields of the second step.
const PARTICULARS: [&str; 7] = ["legal_name", "display_name", "line", "city", "postcode", "country", "currency"];

/// The sorts of company that can ask, and their icons.
const KINDS: [(CompanyKind, &str); 3] =
    [(CompanyKind::Retailer, "store"), (CompanyKind::Vendor, "vendor"), (CompanyKind::DeliveryPartner, "truck")];

/// One of the three steps.
#[derive(Template)]
#[template(path = "auth/register.html")]
struct RegisterPage<'a> {
    f: &'a Frame,
    form: FormFields,
    step: u8,
}

impl RegisterPage<'_> {
    fn kinds(&self) -> [(CompanyKind, &'static str); 3] {
        KINDS
    }
    /// Fields of other steps, which go along.
    fn along(&self) -> Vec<&'static str> {
        let person = ["name", "email"];
        let others: &[&str] = if self.step == PERSON { &PARTICULARS } else { &person };
        std::iter::once("kind").chain(others.iter().copied()).filter(|name| self.form.has(name)).collect()
    }
    fn countries(&self) -> Vec<(&'static str, String)> {
        countries::names(self.f)
    }
    fn currencies(&self) -> Vec<(String, String)> {
        Currency::ALL.iter().map(|currency| (currency.code().to_owned(), currency.code().to_owned())).collect()
    }
    fn progress(&self) -> Vec<(String, bool)> {
        let step = |at: u8| (self.f.t(&format!("register-step-{at}")), at == self.step);
        (KIND..=PERSON).map(step).collect()
    }
}

fn show(mut frame: Frame, form: &FormFields, step: u8) -> Result<Page, Problem> {
    frame.page_context.current = links::local("/register");
    frame.show_form(&RegisterPage { f: &frame, form: form.clone(), step }, form)
}

/// What is known when the page is asked for.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct RegisterIn {
    #[serde(default)]
    kind: String,
}

/// The page is asked for.
struct ShowRegister;

impl Endpoint for ShowRegister {
    const ROUTE: Route =
        Route::get("auth.page.register", "/register", "Show the company registration page.").limit(LimitClass::Open);
    type Auth = Anyone;
    type In = (PageContext, QueryParams<RegisterIn>);
    type Out = Page;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Anyone, (page_context, QueryParams(query)): Self::In) -> Result<Page, Problem> {
        let known = KINDS.iter().find(|(kind, _)| kind.as_str() == query.kind);
        let form =
            known.map_or_else(FormFields::default, |(kind, _)| FormFields::default().with("kind", kind.as_str()));
        show(Frame::bare(page_context), &form, if known.is_some() { COMPANY } else { KIND })
    }
}

/// The company's particulars.
struct Particulars {
    kind: CompanyKind,
    legal_name: Name,
    display_name: Name,
    address: Address,
    currency: Currency,
}

fn particulars(fields: &mut FormFields) -> Option<Particulars> {
    let kind = fields.read::<CompanyKind>("kind");
    if kind.is_some_and(|kind| KINDS.iter().all(|(known, _)| *known != kind)) {
        fields.add_error::<()>("kind", "must be selected");
    }
    let (legal_name, display_name) = (fields.read("legal_name"), fields.read("display_name"));
    let (line, city, postcode) = (fields.read("line"), fields.read("city"), fields.read("postcode"));
    let (country, currency) = (fields.read("country"), fields.read("currency"));
    let address = Address { line: line?, city: city?, postcode: postcode?, country: country? };
    let (kind, currency) = (kind?, currency?);
    Some(Particulars { kind, legal_name: legal_name?, display_name: display_name?, address, currency })
        .filter(|_| fields.errors().is_empty())
}

/// The second step is sent.
struct CheckCompany;

impl Endpoint for CheckCompany {
    const ROUTE: Route = Route::post(
        "auth.page.register_company",
        "/register/company",
        "Check a company's details and ask for its first user. Nothing is saved.",
        &[],
    )
    .limit(LimitClass::Open);
    type Auth = Anyone;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Anyone, (form, page_context): Self::In) -> Result<Page, Problem> {
        let (mut fields, frame) = (form.fields, Frame::bare(page_context));
        if fields.has("back") {
            return show(frame, &fields, COMPANY);
        }
        if particulars(&mut fields).is_some() {
            return show(frame, &fields, PERSON);
        }
        let problem = fields.to_problem();
        refused(frame, fields, problem)
    }
}

/// Back to the step with the first field that was refused.
fn refused(frame: Frame, fields: FormFields, mut problem: Problem) -> Result<Page, Problem> {
    let of = |names: &[&str]| problem.errors.iter().any(|error| names.contains(&&*error.path));
    let step = if of(&["kind"]) {
        KIND
    } else if of(&PARTICULARS) {
        COMPANY
    } else {
        PERSON
    };
    let later = ["name", "email", "password"];
    problem.errors.retain(|error| step == PERSON || !later.contains(&&*error.path));
    show(frame, &fields.with_problem(problem), step)
}

/// The last step is sent.
struct SubmitRegistration;

impl Endpoint for SubmitRegistration {
    const ROUTE: Route = Route::post("auth.page.submit_registration", "/register", "Register a company and its first user. The response is the same whether or not the email address has an account.", &[EventKind::CompanyRegistered]).body(BodySize::Medium).limit(LimitClass::Registration);
    type Auth = Anyone;
    type In = (Form, ClientInfo, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Anyone, (form, visitor, page_context): Self::In) -> Result<Page, Problem> {
        let (mut fields, frame) = (form.fields, Frame::bare(page_context));
        match ask(ctx, &mut fields, &visitor).await {
            Ok(()) => Ok(Page::redirect(&links::local("/register/done"))),
            Err(problem) => refused(frame, fields, problems::about(problem, "accounts.weak_password", "password")),
        }
    }
}

async fn ask(ctx: &Ctx, fields: &mut FormFields, ClientInfo(caller): &ClientInfo) -> Result<(), Problem> {
    let company = particulars(fields);
    let (name, email) = (fields.read::<Name>("name"), fields.read::<Email>("email"));
    let password = super::password(fields, "password");
    let (Some(company), Some(name), Some(email), Some(password)) = (company, name, email, password) else {
        return Err(fields.to_problem());
    };
    let Particulars { kind, legal_name, display_name, address, currency } = company;
    let cmd = Register { kind, legal_name, display_name, address, currency, name, email, password };
    Ok(accounts::register(ctx, cmd, caller).await?)
}

/// What is said to everybody who asked.
#[derive(Template)]
#[template(path = "auth/registered.html")]
struct RegisteredPage<'a> {
    f: &'a Frame,
}

/// It is said.
struct ShowRegistered;

impl Endpoint for ShowRegistered {
    const ROUTE: Route = Route::get(
        "auth.page.registered",
        "/register/done",
        "Show what happens after registration; the same for everyone.",
    )
    .limit(LimitClass::Open);
    type Auth = Anyone;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Anyone, (page_context,): Self::In) -> Result<Page, Problem> {
        let frame = Frame::bare(page_context);
        frame.show(&RegisteredPage { f: &frame })
    }
}
