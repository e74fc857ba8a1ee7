//! What every page has around it, and what its template asks: texts, amounts, times, and what the
//! reader may do. One round trip: who is signed in.

use std::borrow::Cow;
use std::sync::OnceLock;

use askama::Template;
use edge::{FormFields, Lang, Page, PageContext, Problem, Theme};
use http::StatusCode;
use jiff::tz::TimeZone;
use kernel::{Currency, Money, RequestId, Timestamp};
use market::Ctx;
use market::accounts::{self, Me};
use market::authority::{Access, CompanyState, SignedIn};
use market::companies::{Barrier, BuyerTerms, DeliveryCountries};
use market::delivery::FailureCode;
use market::may::{CompanyKind, Permission, Role, rights};
use market::orders::HistoryRow;
use market::pricing::HoldReason;

use super::assets::{ASSETS, Assets, POLICY};
use super::error_pages::{labels, messages};
use super::locale::{Locale, Value};
use super::nav::{self, Entry};
use super::{Markup, format, links};

/// A page's surroundings.
pub(crate) struct Frame {
    /// Who looks at it, and how.
    pub page_context: PageContext,
    /// Who that is, where somebody is signed in.
    pub me: Option<Me>,
    /// Its language.
    pub locale: &'static Locale,
    /// The name of the attempt that a form on it makes.
    pub key: String,
    /// What happened just now: a key of the texts.
    pub flash: Option<String>,
    /// Whether to show where one signs in, to whom nobody knows.
    pub offers_sign_in: bool,
    zone: TimeZone,
    nav: OnceLock<Vec<Entry>>,
}

impl Frame {
    /// For a request.
    pub async fn open(ctx: &Ctx, page_context: PageContext) -> Result<Self, Problem> {
        let me = match SignedIn::grant(page_context.principal.as_ref()) {
            Ok(by) => accounts::me(ctx, &by).await?,
            Err(_) => None,
        };
        let key = ctx.store.id::<RequestId>().to_string();
        let zone = me.as_ref().and_then(|me| TimeZone::get(me.time_zone.as_str()).ok()).unwrap_or(TimeZone::UTC);
        Ok(Self { me, key, zone, ..Self::bare(page_context) })
    }

    /// Without asking who that is: for refusals, which must be shown whatever is broken.
    pub fn bare(page_context: PageContext) -> Self {
        let query = page_context.current.as_str().split_once('?').map_or("", |(_, query)| query);
        let flash = query.split('&').find_map(|pair| pair.strip_prefix("flash=")).map(|flash| format!("flash-{flash}"));
        let locale = Locale::of(page_context.lang);
        Self {
            locale,
            // A link on another page must not make this one claim what did not happen.
            flash: flash.filter(|_| page_context.same_origin).and_then(|key| locale.maybe(&key)).map(Cow::into_owned),
            page_context,
            offers_sign_in: true,
            me: None,
            key: String::new(),
            zone: TimeZone::UTC,
            nav: OnceLock::new(),
        }
    }

    /// The page that a template makes.
    pub fn show(&self, page: &impl Template) -> Result<Page, Problem> {
        self.show_as(StatusCode::OK, page)
    }

    /// The page with a form, under the status of what became of it.
    pub fn show_form(&self, page: &impl Template, form: &FormFields) -> Result<Page, Problem> {
        Ok(self.show_as(form.status(), page)?.refused(form.problem()))
    }

    /// The same with another status.
    pub fn show_as(&self, status: StatusCode, page: &impl Template) -> Result<Page, Problem> {
        let html = page.render().map_err(|error| {
            let mut problem = Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "service.error",
                "something went wrong on our side; if it keeps happening, contact us with the request ID",
            );
            problem.internal = Some(error.to_string());
            problem
        })?;
        Ok(Page::html(status, labels::named(html), &POLICY, self.page_context.accepts_gzip))
    }

    // ------------------------------------------------------------- texts

    /// A text.
    pub fn t(&self, key: &str) -> String {
        self.locale.translate(key).into_owned()
    }

    /// A text with one thing filled in.
    pub fn t1<'v>(&self, key: &str, name: &'static str, thing: impl Into<Value<'v>>) -> String {
        self.locale.fill(key, &[(name, thing.into())])
    }

    /// A text with two things filled in.
    pub fn t2<'v>(
        &self,
        key: &str,
        one: (&'static str, impl Into<Value<'v>>),
        two: (&'static str, impl Into<Value<'v>>),
    ) -> String {
        self.locale.fill(key, &[(one.0, one.1.into()), (two.0, two.1.into())])
    }

    /// A word of the trade in the reader's language: `state-placed`, `role-owner`.
    pub fn word(&self, what: &str, word: impl std::fmt::Display) -> String {
        let word = word.to_string();
        let known = self.locale.maybe(&format!("{what}-{}", word.replace('_', "-")));
        known.map_or(word, Cow::into_owned)
    }

    /// A category in the reader's language: in English as staff named it, and so where it is not among the texts.
    pub fn category(&self, slug: &str, name: &str) -> String {
        let known = if self.locale.lang == Lang::En { None } else { self.locale.maybe(&format!("category-{slug}")) };
        known.map_or_else(|| name.to_owned(), Cow::into_owned)
    }

    /// A kind of event in the reader's language.
    pub fn event(&self, kind: &str) -> String {
        let known = self.locale.maybe(&format!("event-{}", kind.replace(['.', '_'], "-")));
        known.map_or_else(|| kind.to_owned(), Cow::into_owned)
    }

    /// The name of a field of an event in the reader's language: where it means something else in this kind of event
    /// than in others, by that name.
    pub fn event_field(&self, kind: &str, name: &str) -> String {
        let (kind, field) = (kind.replace(['.', '_'], "-"), name.replace('_', "-"));
        let own = self.locale.maybe(&format!("audit-field-{kind}-{field}"));
        let named = own.or_else(|| self.locale.maybe(&format!("audit-field-{field}")));
        named.map_or_else(|| name.replace('_', " "), Cow::into_owned)
    }

    /// A country by its name; by its code where that is not among the texts.
    pub fn country(&self, code: &str) -> String {
        let known = self.locale.maybe(&format!("country-{}", code.to_ascii_lowercase()));
        known.map_or_else(|| code.to_owned(), Cow::into_owned)
    }

    /// What is wrong about a field, in the reader's language as far as it is known there.
    pub fn error(&self, form: &FormFields, name: &str) -> String {
        form.error(name).map(|why| self.why(form, why)).unwrap_or_default()
    }

    /// What is wrong about a field. Where that is the refusal itself, it is said as the refusal is.
    fn why(&self, form: &FormFields, why: &str) -> String {
        let itself = form.problem().filter(|problem| problem.detail == why);
        itself.map_or_else(|| self.sentence(why), |problem| self.refusal(problem))
    }

    /// A sentence of the trade, which speaks English, in the reader's language where it is known.
    pub fn sentence(&self, english: &str) -> String {
        messages::sentence(self.locale, english)
    }

    /// Why a price change waits.
    pub fn hold_reason(&self, why: &HoldReason) -> String {
        match why {
            HoldReason::TooFar { delta_ppm, limit_ppm, hours } => {
                let tenths = (delta_ppm.unsigned_abs() + 500) / 1_000;
                let whole = self.number(&i64::try_from(tenths / 10).unwrap_or(i64::MAX));
                let moved = format!("{}{whole}.{}", if *delta_ppm < 0 { "−" } else { "" }, tenths % 10);
                let limit = self.number(&(limit_ppm / 10_000));
                let key = match hours {
                    None => "hold-too-far",
                    Some(..=24) => "hold-too-far-in-a-day",
                    Some(_) => "hold-too-far-in-a-week",
                };
                self.t2(key, ("a", moved.as_str()), ("b", limit.as_str()))
            }
            HoldReason::TooMany { changes } => self.t1("hold-too-many", "a", self.number(changes).as_str()),
        }
    }

    /// Why an order moved: by a rule of the marketplace, or in somebody's words.
    pub fn order_reason(&self, row: &HistoryRow) -> String {
        let rule = row.reason_code.map(|code| self.word("order-reason", code));
        rule.or_else(|| row.reason.clone()).unwrap_or_default()
    }

    /// Why goods could not be handed over, and what the rider added.
    pub fn failure(&self, code: &FailureCode, note: &str) -> String {
        match code {
            FailureCode::Other => note.to_owned(),
            code if note.is_empty() => self.word("ride-reason", code),
            code => format!("{}: {note}", self.word("ride-reason", code)),
        }
    }

    /// A refusal in the reader's language.
    pub fn refusal(&self, problem: &Problem) -> String {
        let details = problem.details.as_ref().and_then(|details| details.as_object());
        let detailed = details.and_then(|details| messages::detailed(self.locale, problem.code, details));
        detailed.unwrap_or_else(|| self.stored_refusal(problem.code, &problem.detail))
    }

    /// The same of one that was kept: by its code and what it said.
    pub fn stored_refusal(&self, code: &str, detail: &str) -> String {
        messages::refusal(self.locale, code, detail)
    }

    // ------------------------------------------------------------- amounts, numbers, times

    /// An amount.
    pub fn money(&self, amount: &Money) -> String {
        format::money(*amount)
    }

    /// An amount in minor units of a currency.
    pub fn minor(&self, minor: &i64, currency: &Currency) -> String {
        Money::new(*minor, *currency).map(format::money).unwrap_or_default()
    }

    /// An amount as a field takes it.
    pub fn decimal(&self, amount: &Money) -> String {
        format::decimal(*amount)
    }

    /// A whole number.
    pub fn number(&self, number: &i64) -> String {
        format::number(self.page_context.lang, *number)
    }

    /// A day in the company's zone.
    pub fn day(&self, at: &Timestamp) -> String {
        format::moment(self.locale, *at, &self.zone, false)
    }

    /// A moment in the company's zone.
    pub fn moment(&self, at: &Timestamp) -> String {
        format::moment(self.locale, *at, &self.zone, true)
    }

    /// The time of day in the company's zone.
    pub fn clock(&self, at: &Timestamp) -> String {
        format::clock(*at, &self.zone)
    }

    /// A moment for programs.
    pub fn machine(&self, at: &Timestamp) -> String {
        format::machine(*at)
    }

    // ------------------------------------------------------------- the reader

    /// What the reader's company buys in, and where its goods go; none where nobody who buys is signed in.
    pub fn buyer(&self) -> Option<BuyerTerms> {
        let me = self.me.as_ref().filter(|me| me.company_kind == CompanyKind::Retailer)?;
        Some(BuyerTerms { currency: me.currency, country: me.country.clone() })
    }

    /// Why the reader's company cannot buy what is offered; empty where it can, or nobody who buys is signed in.
    pub fn barrier(&self, priced_in: Currency, delivers_to: &DeliveryCountries) -> String {
        let Some(buyer) = self.buyer() else { return String::new() };
        let barrier = buyer.barrier(priced_in, delivers_to);
        barrier.map(|barrier| self.barrier_in_words(barrier, priced_in, &buyer)).unwrap_or_default()
    }

    /// Why somebody cannot buy what is priced in a currency.
    pub fn barrier_in_words(&self, barrier: Barrier, priced_in: Currency, buyer: &BuyerTerms) -> String {
        match barrier {
            Barrier::Currency => {
                self.t2("barrier-currency", ("priced", priced_in.code()), ("yours", buyer.currency.code()))
            }
            Barrier::Country => self.t1("barrier-country", "country", &self.country(buyer.country.as_str())),
        }
    }

    /// The sort of their company.
    pub fn kind(&self) -> Option<CompanyKind> {
        self.page_context.principal.as_ref().map(market::authority::Principal::kind)
    }

    /// Their role in it.
    pub fn role(&self) -> Option<Role> {
        self.page_context.principal.as_ref().map(market::authority::Principal::role)
    }

    /// Whether to show a way to something. Whether they get in is decided where it leads to.
    pub fn may(&self, right: Permission) -> bool {
        self.page_context.principal.as_ref().is_some_and(|principal| {
            principal.company_state() == CompanyState::Approved
                && rights(principal.kind(), principal.role()).contains(&right)
        })
    }

    /// The same by the right's word, for templates.
    pub fn may_do(&self, right: &str) -> bool {
        right.parse().is_ok_and(|right| self.may(right))
    }

    /// Where they can go.
    pub fn nav(&self) -> &[Entry] {
        let made = || nav::entries(self.kind(), self.page_context.path(), |right| self.may(right), |key| self.t(key));
        self.nav.get_or_init(made)
    }

    /// Where the mark leads.
    pub fn home(&self) -> &'static str {
        if self.page_context.principal.is_some() { "/home" } else { "/" }
    }

    /// Whether products are looked for in the top bar: not on the page that has a search of its own.
    pub fn shops(&self) -> bool {
        let has_its_own = matches!(self.page_context.path(), "/" | "/products");
        !has_its_own && matches!(self.kind(), None | Some(CompanyKind::Retailer))
    }

    /// Whether the page is for a phone in one hand.
    pub fn is_touch(&self) -> bool {
        self.role() == Some(Role::Rider)
    }

    // ------------------------------------------------------------- forms

    /// The field that says that a form is one of ours.
    pub fn token(&self) -> Markup {
        Markup::hidden(edge::pages::CSRF_FIELD, &self.page_context.csrf_token)
    }

    /// The name of the attempt: as it was sent, where a form comes back.
    pub fn key_of<'s>(&'s self, form: &'s FormFields) -> &'s str {
        if form.has("_key") { form.text("_key") } else { &self.key }
    }

    /// What is wrong, as pairs of a field's id and words.
    pub fn field_errors(&self, form: &FormFields) -> Vec<(String, String)> {
        form.errors().iter().map(|error| (error.path.clone(), self.why(form, &error.detail))).collect()
    }

    // ------------------------------------------------------------- the page

    /// Its files.
    pub fn assets(&self) -> &'static Assets {
        &ASSETS
    }

    /// The theme by its word; empty where the system says.
    pub fn theme(&self) -> &'static str {
        self.page_context.theme.map_or("", Theme::as_str)
    }

    /// The languages there are.
    pub fn languages(&self) -> &'static [Lang] {
        Lang::ALL
    }

    /// A text as it stands in an address.
    pub fn escaped(&self, text: &str) -> String {
        links::escaped(text)
    }
}
