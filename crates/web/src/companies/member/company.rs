//! One's own company: what it says about itself, and when its days begin.

use std::sync::LazyLock;

use askama::Template;
use edge::{Endpoint, Form, FormFields, Page, PageContext, Problem, Route, Router};
use kernel::text::{AddressLine, CountryCode, Name, Postcode};
use kernel::{PageLimit, Version, ZoneName};
use market::authority::{Access, Member, SignedIn};
use market::companies::{
    self, BadDeliveryCountries, Company, DeliveryCountries, EditCompany, NameChange, NameChangeState,
};
use market::{Ctx, EventKind, may};

use crate::companies::countries;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowCompany>().mount::<Edit>()
}

/// Places with a zone of their own, and UTC.
static ZONES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    let is_place = |name: &String| name.contains('/') && !name.starts_with("Etc/");
    let mut zones: Vec<String> = names.filter(is_place).collect();
    zones.sort();
    zones.push("UTC".to_owned());
    zones
});

/// One's own company.
#[derive(Template)]
#[template(path = "companies/member/company.html")]
struct CompanyPage<'a> {
    f: &'a Frame,
    company: Company,
    form: FormFields,
    edits: bool,
    /// The latest wish for other names.
    wish: Option<NameChange>,
    names: FormFields,
    /// Whether somebody else changed it while it was being changed here.
    stale: bool,
}

impl CompanyPage<'_> {
    /// What stands there now, where that is not what was read before.
    fn now(&self, value: &str, field: &str) -> String {
        let other = self.stale && value != self.form.text(field);
        if other { self.f.t1("company-now", "value", value) } else { String::new() }
    }
    /// The wish that is under review.
    fn open(&self) -> Option<&NameChange> {
        self.wish.as_ref().filter(|wish| wish.state == NameChangeState::Open)
    }
    /// Why the latest wish was refused.
    fn refused(&self) -> Option<&str> {
        let wish = self.wish.as_ref().filter(|wish| wish.state == NameChangeState::Refused);
        wish.and_then(|wish| wish.reason.as_deref())
    }
    fn name(&self, field: &str, now: &str) -> String {
        if self.names.has(field) { self.names.text(field).to_owned() } else { now.to_owned() }
    }
    /// Countries to deliver to, and whether each is ticked.
    fn countries(&self) -> Vec<(String, String, bool)> {
        let listed = countries::names(self.f).into_iter();
        let mut named: Vec<_> = listed.map(|(code, name)| (code.to_owned(), name)).collect();
        let known: Vec<String> = named.iter().map(|(code, _)| code.clone()).collect();
        let others = self.company.delivers_to.iter().flat_map(DeliveryCountries::iter).map(ToString::to_string);
        named.extend(others.filter(|code| !known.contains(code)).map(|code| (code.clone(), code)));
        let ticked = |code: &str| self.form.has(&format!("{DELIVERS_TO}{code}"));
        named
            .into_iter()
            .map(|(code, name)| {
                let is_ticked = ticked(&code);
                (code, name, is_ticked)
            })
            .collect()
    }
    /// Where it delivers, in words; empty for what delivers nothing.
    fn delivers_to(&self) -> String {
        let named = self.company.delivers_to.iter().flat_map(DeliveryCountries::iter);
        named.map(|code| self.f.country(code.as_str())).collect::<Vec<_>>().join(", ")
    }
    fn zones(&self) -> Vec<(&'static str, &'static str)> {
        ZONES.iter().map(|zone| (zone.as_str(), zone.as_str())).collect()
    }
}

/// What the names of the boxes of countries begin with.
const DELIVERS_TO: &str = "delivers_to.";

/// The form as the company is.
fn filled(company: &Company) -> FormFields {
    let ticked = company.delivers_to.iter().flat_map(DeliveryCountries::iter);
    let form = ticked.fold(FormFields::default(), |form, code| form.with(&format!("{DELIVERS_TO}{code}"), "yes"));
    form.with("address_line", &*company.address_line)
        .with("city", &*company.city)
        .with("postcode", &*company.postcode)
        .with("time_zone", company.time_zone.as_str())
        .with("version", company.version.0.to_string())
}

/// It is looked at.
struct ShowCompany;

impl Endpoint for ShowCompany {
    const ROUTE: Route = Route::get("companies.member.show", "/company", "Get your company, whatever its status.");
    type Auth = SignedIn;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, (page_context,): Self::In) -> Result<Page, Problem> {
        let company = companies::own_company(ctx, &auth).await?;
        let wish = wish(ctx, &page_context).await?;
        let frame = Frame::open(ctx, page_context).await?;
        let (form, edits) = (filled(&company), frame.may(may::Permission::EditCompany));
        let names = FormFields::default();
        frame.show(&CompanyPage { f: &frame, company, form, edits, wish, names, stale: false })
    }
}

/// The latest wish for other names; none where the reader has no say in them.
async fn wish(ctx: &Ctx, page_context: &PageContext) -> Result<Option<NameChange>, Problem> {
    let Ok(by) = Member::<may::EditCompany>::grant(page_context.principal.as_ref()) else { return Ok(None) };
    Ok(companies::own_name_changes(ctx, &by, None, PageLimit::new(1).unwrap_or_default()).await?.items.pop())
}

/// The page with the names that were asked for, and why they were not taken.
pub(super) async fn with_names(ctx: &Ctx, page_context: PageContext, names: FormFields) -> Result<Page, Problem> {
    let Ok(by) = SignedIn::grant(page_context.principal.as_ref()) else { return Err(names.to_problem()) };
    let (company, wish) = (companies::own_company(ctx, &by).await?, wish(ctx, &page_context).await?);
    let mut frame = Frame::open(ctx, page_context).await?;
    frame.page_context.current = links::local("/company");
    let form = filled(&company);
    frame.show_form(
        &CompanyPage { f: &frame, company, form, edits: true, wish, names: names.clone(), stale: false },
        &names,
    )
}

/// It changes.
struct Edit;

impl Endpoint for Edit {
    const ROUTE: Route = Route::post(
        "companies.member.edit",
        "/company",
        "Update your company. Its names change by review, its country not at all.",
        &[EventKind::CompanyEdited],
    );
    type Auth = Member<may::EditCompany>;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        match edit(ctx, &auth, &mut fields).await {
            Ok(flash) => Ok(Page::redirect(&links::with_flash(&links::local("/company"), flash))),
            Err(problem) => again(ctx, page_context, fields.with_problem(problem)).await,
        }
    }
}

async fn edit(ctx: &Ctx, by: &Member<may::EditCompany>, fields: &mut FormFields) -> Result<&'static str, Problem> {
    let city = fields.read::<Name>("city");
    let (address_line, postcode) = (fields.read::<AddressLine>("address_line"), fields.read::<Postcode>("postcode"));
    let (time_zone, version) = (fields.read::<ZoneName>("time_zone"), fields.read_number("version").map(Version));
    let delivers_to = if fields.has("delivers") { ticked_countries(fields) } else { None };
    let Some(version) = version.filter(|_| fields.errors().is_empty()) else { return Err(fields.to_problem()) };
    let cmd = EditCompany {
        display_name: None,
        address_line,
        city,
        postcode,
        time_zone,
        delivers_to,
        expected: version.into(),
    };
    let done = companies::edit_own(ctx, by, cmd).await.map(|_| "saved").map_err(Problem::from);
    if done.is_ok() {
        return done;
    }
    let reader = SignedIn::grant(Some(by.principal())).map_err(edge::layers::authentication::denied_problem)?;
    let now = filled(&companies::own_company(ctx, &reader).await?);
    let is_same =
        ["address_line", "city", "postcode", "time_zone"].iter().all(|name| now.text(name) == fields.text(name));
    problems::same_already(done, is_same)
}

/// The countries that were ticked.
fn ticked_countries(fields: &mut FormFields) -> Option<DeliveryCountries> {
    let ticked = fields.with_prefix(DELIVERS_TO).map(|(code, _)| CountryCode::new(code));
    let ticked: Result<Vec<CountryCode>, _> = ticked.collect();
    match ticked.ok().and_then(|codes| DeliveryCountries::try_from(codes).ok()) {
        Some(countries) => Some(countries),
        None => fields.add_error("delivers_to", &BadDeliveryCountries.to_string()),
    }
}

/// The page again, with what was typed. Where somebody was quicker, it shows what they made of it, and the
/// form is about that from now on.
async fn again(ctx: &Ctx, page_context: PageContext, form: FormFields) -> Result<Page, Problem> {
    let Ok(by) = SignedIn::grant(page_context.principal.as_ref()) else { return Err(form.to_problem()) };
    let (company, wish) = (companies::own_company(ctx, &by).await?, wish(ctx, &page_context).await?);
    let frame = Frame::open(ctx, page_context).await?;
    let stale = form.problem().is_some_and(|problem| problem.code == "companies.changed_meanwhile");
    let form = if stale { form.with("version", company.version.0.to_string()) } else { form };
    let names = FormFields::default();
    frame.show_form(&CompanyPage { f: &frame, company, form: form.clone(), edits: true, wish, names, stale }, &form)
}
