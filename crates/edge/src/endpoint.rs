//! An endpoint is a declaration: one type that says who may call, what comes in, what goes out,
//! and everything in [`Route`]. The compiler wants all of it, so nothing can be mounted without.

use std::pin::Pin;

use kernel::ErrorEntry;
use market::Ctx;
use market::authority::{Access, AccessDenied, Principal, Rule};

use crate::endpoint_error::EndpointError;
use crate::extract::{Input, RequestContext};
use crate::layers::authentication;
use crate::layers::cursor_binding::CursorBinding;
use crate::operation::Operation;
use crate::problem::Problem;
use crate::reply::IntoResponse;
use crate::response::Response;
use crate::route::{Admits, CachePolicy, Method, Route, RowsRead};

/// One method at one path.
pub trait Endpoint: Send + Sync + 'static {
    /// What it says about itself.
    const ROUTE: Route;
    /// Who may call: the proof that the action wants.
    type Auth: Access;
    /// What comes in, already checked.
    type In: Input;
    /// What goes out.
    type Out: IntoResponse;
    /// How it fails: the error of the action it calls, [`OrProblem`] where a
    /// limit may refuse besides, or [`Problem`] where the
    /// reference lists none. The reference reads the codes off it.
    type Error: EndpointError;
    /// Calls the action. At most fifteen lines: everything else has happened, or follows.
    fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        input: Self::In,
    ) -> impl Future<Output = Result<Self::Out, Self::Error>> + Send;
}

type ResponseFuture<'a> = Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send + 'a>>;

/// An endpoint in the table, its types behind function pointers.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each says of one thing whether the endpoint takes it")]
pub struct MountedEndpoint {
    /// What it says about itself.
    pub route: Route,
    /// The status of its success.
    pub status: u16,
    /// Who may call.
    pub rules: fn() -> Vec<Rule>,
    /// Whether somebody may, without the proof.
    pub authorizes: fn(Option<&Principal>) -> bool,
    /// The refusals of its own.
    pub errors: fn() -> Vec<ErrorEntry>,
    /// Whether the body belongs to it.
    pub takes_body: bool,
    /// Whether it wants an idempotency key.
    pub takes_key: bool,
    /// Whether it takes `If-Match`.
    pub takes_condition: bool,
    /// Whether it is for people.
    pub page: bool,
    is_public: bool,
    cache: CachePolicy,
    /// Describes input and output for the reference.
    pub describe: fn(&mut Operation, &mut schemars::SchemaGenerator),
    /// Authorization, validation, handler.
    pub run: for<'a> fn(&'a Ctx, Option<&'a Principal>, &'a mut RequestContext<'a>) -> ResponseFuture<'a>,
}

impl MountedEndpoint {
    /// The table's row for an endpoint.
    pub fn of<E: Endpoint>() -> Self {
        let rules = E::Auth::rules();
        let is_shared = E::ROUTE.method == Method::Get && rules == [Rule::Anyone];
        Self {
            route: E::ROUTE,
            is_public: rules.contains(&Rule::Anyone),
            cache: if is_shared { E::ROUTE.cache } else { CachePolicy::Never },
            status: E::Out::STATUS,
            rules: E::Auth::rules,
            authorizes: |principal| grant::<E>(principal).is_ok(),
            errors: E::Error::entries,
            takes_body: E::In::TAKES_BODY,
            takes_key: E::In::TAKES_KEY,
            takes_condition: E::In::TAKES_CONDITION,
            page: E::Out::IS_PAGE,
            describe: |operation, schemas| {
                E::In::describe(operation, schemas);
                E::Out::describe(operation, schemas);
            },
            run: |ctx, principal, request| Box::pin(run::<E>(ctx, principal, request)),
        }
    }

    /// The same as far as one request is counted.
    pub(crate) fn for_request(&self, head: &http::request::Parts) -> Self {
        let query = head.uri.query().unwrap_or_default();
        Self { route: self.route.for_request(&head.headers, query), ..*self }
    }

    /// Whether everybody may call, so that nobody needs to be recognised.
    pub fn is_public(&self) -> bool {
        self.is_public
    }

    /// Who may keep its answers: nobody, whatever it declares, unless it reads and looks at no caller.
    pub fn cache(&self) -> CachePolicy {
        self.cache
    }
}

/// The proof that the action wants, for whoever may do more than next to nothing, or where that is enough.
fn grant<E: Endpoint>(principal: Option<&Principal>) -> Result<E::Auth, AccessDenied> {
    let auth = E::Auth::grant(principal)?;
    let restriction = principal.and_then(Principal::restriction).filter(|_| !E::Auth::rules().contains(&Rule::Anyone));
    match (restriction, E::ROUTE.admits) {
        (None, _) | (_, Admits::Restricted) | (Some(AccessDenied::CompanyNotApproved(_)), Admits::Suspended) => {
            Ok(auth)
        }
        (Some(denied), _) => Err(denied),
    }
}

/// The last layers of one endpoint, after those in `pipeline`.
async fn run<E: Endpoint>(
    ctx: &Ctx,
    principal: Option<&Principal>,
    request: &mut RequestContext<'_>,
) -> Result<Response, Problem> {
    // Authorization: the proof that the action wants, or a refusal.
    let auth = grant::<E>(principal).map_err(authentication::denied_problem)?;
    // Validation: every part of the request, in types that cannot be wrong.
    let input = E::In::from_request(request).await?;
    if !E::In::TAKES_BODY {
        request.expect_no_body().await?;
    }
    // Load shedding: only now, or whoever sends a body slowly would hold a place.
    let _place = request.load_shedder.enter(&E::ROUTE, request.request_id).await?;
    // Handler.
    let mut response = E::handle(ctx, auth, input).await.map_err(Into::into)?.into_response();
    if request.rows != RowsRead::Uncounted {
        CursorBinding::new(request.vault, &request.subject).bind_json(&mut response);
    }
    Ok(response)
}
