//! Health, keys, and the API's own description.

use std::sync::LazyLock;

use bytes::Bytes;
use edge::openapi::{STYLE, document, reference};
use edge::{CachePolicy, Document, Endpoint, Json, LimitClass, Problem, Route, Router};
use http::{HeaderValue, StatusCode, header};
use infra::readiness::ReadinessReport;
use infra::signing_keys::PUBLISHED_S;
use market::Ctx;
use market::authority::Anyone;
use market::schema::MIGRATIONS;
use schemars::JsonSchema;
use serde::Serialize;

static OPENAPI: LazyLock<Bytes> =
    LazyLock::new(|| Bytes::from(serde_json::to_vec(&document(&crate::router())).unwrap_or_default()));
static REFERENCE: LazyLock<Bytes> = LazyLock::new(|| Bytes::from(reference(&crate::router())));

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<Livez>().mount::<Readyz>().mount::<Jwks>().mount::<OpenApi>().mount::<Docs>().mount::<DocsStyle>()
}

const fn probe(id: &'static str, path: &'static str, summary: &'static str) -> Route {
    Route::get(id, path, summary).limit(LimitClass::Probe)
}

const fn open(id: &'static str, path: &'static str, summary: &'static str, cache: CachePolicy) -> Route {
    Route::get(id, path, summary).limit(LimitClass::Open).cache(cache)
}

/// Status of the process.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct HealthOut {
    /// `ok`.
    status: &'static str,
}

/// Whether the process answers.
struct Livez;

impl Endpoint for Livez {
    const ROUTE: Route = probe("system.livez", "/livez", "Check that the process is running.");
    type Auth = Anyone;
    type In = ();
    type Out = Json<HealthOut>;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Anyone, (): ()) -> Result<Self::Out, Problem> {
        Ok(Json::new(HealthOut { status: "ok" }))
    }
}

/// Whether requests can be served.
struct Readyz;

/// When to ask again.
const RETRY_READINESS: HeaderValue = HeaderValue::from_static("2");

impl Endpoint for Readyz {
    const ROUTE: Route = probe(
        "system.readyz",
        "/readyz",
        "Check that this node should be sent requests: its database responds, has the right schema and takes writes, and background tasks run.",
    );
    type Auth = Anyone;
    type In = ();
    type Out = Json<ReadinessReport>;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Anyone, (): ()) -> Result<Self::Out, Problem> {
        let report = ctx.readiness.look(&ctx.store, MIGRATIONS, &ctx.supervisor).await;
        let Some(reason) = report.reason() else { return Ok(Json::new(ReadinessReport::clone(&report))) };
        let mut problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "service.not_ready", reason)
            .with_header(header::RETRY_AFTER, RETRY_READINESS);
        problem.details = serde_json::to_value(&*report).ok();
        Err(problem)
    }
}

/// The public halves of the signing keys.
struct Jwks;

impl Endpoint for Jwks {
    const ROUTE: Route = open(
        "system.jwks",
        "/.well-known/jwks.json",
        "Get the public keys used to sign access tokens (RFC 7517).",
        CachePolicy::Public(PUBLISHED_S),
    );
    type Auth = Anyone;
    type In = ();
    type Out = Document;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Anyone, (): ()) -> Result<Document, Problem> {
        ctx.keys.follow(&ctx.store).await;
        let body = serde_json::to_vec(&ctx.keys.public_set()).unwrap_or_default();
        Ok(Document { content_type: "application/jwk-set+json", body: Bytes::from(body) })
    }
}

/// The API's description for programs.
struct OpenApi;

impl Endpoint for OpenApi {
    const ROUTE: Route =
        open("system.openapi", "/api/openapi.json", "Get this API's OpenAPI 3.1 document.", CachePolicy::Public(300));
    type Auth = Anyone;
    type In = ();
    type Out = Document;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Anyone, (): ()) -> Result<Document, Problem> {
        Ok(Document { content_type: "application/json", body: OPENAPI.clone() })
    }
}

/// The API's description for people.
struct Docs;

impl Endpoint for Docs {
    const ROUTE: Route = open("system.docs", "/api/docs", "The API reference page.", CachePolicy::Public(300));
    type Auth = Anyone;
    type In = ();
    type Out = Document;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Anyone, (): ()) -> Result<Document, Problem> {
        Ok(Document { content_type: "text/html; charset=utf-8", body: REFERENCE.clone() })
    }
}

/// The page's stylesheet.
struct DocsStyle;

impl Endpoint for DocsStyle {
    const ROUTE: Route = open(
        "system.docs_style",
        "/api/docs.css",
        "The stylesheet of the API reference page.",
        CachePolicy::Public(300),
    );
    type Auth = Anyone;
    type In = ();
    type Out = Document;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Anyone, (): ()) -> Result<Document, Problem> {
        Ok(Document { content_type: "text/css; charset=utf-8", body: Bytes::from_static(STYLE.as_bytes()) })
    }
}
