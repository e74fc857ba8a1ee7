//! The names of companies: asked for by themselves, decided about by staff.

use edge::{Created, Endpoint, Json, JsonBody, LimitClass, NoContent, Path, QueryParams, Route, Router};
use kernel::text::{Name, Reason};
use kernel::{Cursor, NameChangeId, PageOf};
use market::authority::{Member, Staff};
use market::companies::{
    self, AskNameChange, NameChange, NameChangeError, NameChangeReview, NameChangeState, NameDecision,
};
use market::{Ctx, EventKind, may};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use crate::shapes::PageIn;

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<ListOwnNameChanges>()
        .mount::<AskForNames>()
        .mount::<WithdrawNameChange>()
        .mount::<ListNameChanges>()
        .mount::<DecideNameChange>()
}

/// What one's own company asked for.
struct ListOwnNameChanges;

impl Endpoint for ListOwnNameChanges {
    const ROUTE: Route = Route::get(
        "companies.own_name_changes",
        "/api/company/name-changes",
        "List your company's requests to change its names, newest first.",
    );
    type Auth = Member<may::EditCompany>;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<NameChange>>;
    type Error = NameChangeError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit();
        Ok(Json::new(companies::own_name_changes(ctx, &auth, q.cursor, limit).await?))
    }
}

/// The names to have; leave out what stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameChangeIn {
    /// Display name on the marketplace.
    #[serde(default)]
    display_name: Option<Name>,
    /// Legal name, as in the commercial register.
    #[serde(default)]
    legal_name: Option<Name>,
}

/// A company asks for other names.
struct AskForNames;

impl Endpoint for AskForNames {
    const ROUTE: Route = Route::post(
        "companies.ask_name_change",
        "/api/company/name-changes",
        "Request other names for your company. Staff review them; until then the present ones stand.",
        &[EventKind::NameChangeAsked],
    );
    type Auth = Member<may::EditCompany>;
    type In = (JsonBody<NameChangeIn>,);
    type Out = Created<NameChange>;
    type Error = NameChangeError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (JsonBody(b),): Self::In) -> Result<Self::Out, Self::Error> {
        let cmd = AskNameChange { display_name: b.display_name, legal_name: b.legal_name };
        let change = companies::ask_name_change(ctx, &auth, cmd).await?;
        Ok(Created::new("/api/company/name-changes".to_owned(), change))
    }
}

/// A company takes its wish back.
struct WithdrawNameChange;

impl Endpoint for WithdrawNameChange {
    const ROUTE: Route = Route::delete(
        "companies.withdraw_name_change",
        "/api/company/name-changes/{name_change_id}",
        "Withdraw a request to change your company's names.",
        &[EventKind::NameChangeWithdrawn],
    );
    type Auth = Member<may::EditCompany>;
    type In = (Path<NameChangeId>,);
    type Out = NoContent;
    type Error = NameChangeError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        companies::withdraw_name_change(ctx, &auth, id).await?;
        Ok(NoContent)
    }
}

/// Filters for name changes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameChangesIn {
    /// Filter by status.
    #[serde(default)]
    state: Option<NameChangeState>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::PageLimit>,
}

/// What companies asked for.
struct ListNameChanges;

impl Endpoint for ListNameChanges {
    const ROUTE: Route = Route::get(
        "companies.name_changes",
        "/api/admin/name-changes",
        "List requests to change companies' names, newest first, with the companies whose names look alike.",
    );
    type Auth = Staff<may::ReadCompanies>;
    type In = (QueryParams<NameChangesIn>,);
    type Out = Json<PageOf<NameChangeReview>>;
    type Error = NameChangeError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit.unwrap_or_default();
        Ok(Json::new(companies::name_changes(ctx, &auth, q.state, q.cursor, limit).await?))
    }
}

kernel::string_enum! {
    /// Accept or refuse.
    pub enum NameVerdict {
        /// The company gets the names.
        Accept = "accept",
        /// It keeps those it has.
        Refuse = "refuse",
    }
}

/// How many of the companies with similar names somebody has seen: no more are shown than these.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "i64")]
pub(crate) struct SimilarSeen(i64);

impl SimilarSeen {
    pub(crate) const fn get(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for SimilarSeen {
    type Error = String;
    fn try_from(seen: i64) -> Result<Self, Self::Error> {
        let most = companies::MOST_SIMILAR;
        let fits = usize::try_from(seen).is_ok_and(|seen| seen <= most);
        if fits { Ok(Self(seen)) } else { Err(format!("must be a whole number from 0 to {most}")) }
    }
}

impl JsonSchema for SimilarSeen {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SimilarSeen".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": companies::MOST_SIMILAR })
    }
}

/// A decision about names.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameDecisionIn {
    /// Accept or refuse.
    decision: NameVerdict,
    /// How many `similar_companies` you have seen. Required to accept names that look like others'.
    #[serde(default)]
    similar_seen: Option<SimilarSeen>,
    /// Why it is refused. Required to refuse.
    #[serde(default)]
    reason: Option<Reason>,
}

/// Staff decides about names.
struct DecideNameChange;

impl Endpoint for DecideNameChange {
    const ROUTE: Route = Route::post(
        "companies.decide_name_change",
        "/api/admin/name-changes/{name_change_id}/decision",
        "Accept or refuse a company's new names.",
        &[EventKind::CompanyRenamed, EventKind::NameChangeRefused],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::DecideCompanies>;
    type In = (Path<NameChangeId>, JsonBody<NameDecisionIn>);
    type Out = Json<NameChange>;
    type Error = NameChangeError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        let decision = match (b.decision, b.reason) {
            (NameVerdict::Accept, _) => {
                NameDecision::Accept { similar_seen: b.similar_seen.map_or(0, SimilarSeen::get) }
            }
            (NameVerdict::Refuse, Some(reason)) => NameDecision::Refuse(reason),
            (NameVerdict::Refuse, None) => return Err(NameChangeError::NoReason),
        };
        Ok(Json::new(companies::decide_name_change(ctx, &auth, id, decision).await?))
    }
}
