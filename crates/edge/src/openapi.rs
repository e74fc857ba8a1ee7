//! The OpenAPI 3.1 document and the reference page, both made from the table of endpoints.

mod layer_codes;
mod page;
mod schemas;

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

pub use layer_codes::LAYER_CODES;
pub use page::{STYLE, reference};

use crate::endpoint::MountedEndpoint;
use crate::operation::Operation;
use crate::problem::status_of;
use crate::route::CachePolicy;
use crate::router::Router;

/// The subjects that operations are grouped by, and what each is about.
const SUBJECTS: &[(&str, &str)] = &[
    ("accounts", "Users, team members and invitations."),
    ("audit", "The audit log, for staff."),
    ("auth", "Signing in and out, registration, passwords and sessions."),
    ("catalog", "Products, offers, categories and brands."),
    ("companies", "Companies: their details, names and status."),
    ("delivery", "Deliveries, riders and tracking."),
    ("inventory", "Stock, its locations and movements."),
    ("listings", "Listing products for sale."),
    ("notices", "Your company's notifications."),
    ("ops", "Jobs, cache, rate limits, health and configuration, for staff."),
    ("orders", "Orders of retailers, and the vendor orders that they consist of."),
    ("pricing", "Price changes and their approval."),
    ("security", "The security log, for staff."),
    ("system", "Health checks, signing keys and this document."),
];

/// The whole document.
pub fn document(router: &Router) -> Value {
    let mut generator =
        SchemaSettings::draft2020_12().with(|s| s.definitions_path = "/components/schemas".into()).into_generator();
    let mut paths: Map<String, Value> = Map::new();
    for mounted in router.all() {
        let methods = paths.entry(mounted.route.path).or_insert_with(|| json!({}));
        methods[mounted.route.method.name().to_ascii_lowercase()] = operation(mounted, &mut generator);
    }
    let mut components: Map<String, Value> = generator.take_definitions(true).into_iter().collect();
    components.insert("Problem".to_owned(), problem_schema());
    let subjects = SUBJECTS.iter().map(|(name, description)| json!({ "name": name, "description": description }));
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "AQAD", "version": env!("CARGO_PKG_VERSION"),
            "description": "A B2B marketplace where vendors list products, retailers order them and delivery partners deliver. Amounts are in minor units. Lists are paginated with cursors. Errors are RFC 9457 problems with stable codes.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" }
        },
        "servers": [{ "url": "/" }],
        "tags": subjects.collect::<Vec<_>>(),
        "paths": paths,
        "components": { "schemas": components, "securitySchemes": {
            // Pages of this site use a cookie instead. It is not in the document: clients would send their token as one.
            "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "The access token that POST /api/auth/login gives." }
        } }
    });
    schemas::rewrite(&mut document);
    document
}

fn operation(mounted: &MountedEndpoint, schemas: &mut SchemaGenerator) -> Value {
    let mut op = Operation::new(mounted.route.path);
    (mounted.describe)(&mut op, schemas);
    let statuses = [
        (400, "The request is malformed."),
        (406, "The client does not accept any format the endpoint provides."),
        (429, "Too many requests; see Retry-After."),
        (500, "Internal error."),
        (503, "Temporarily unavailable; see Retry-After."),
    ];
    op.statuses.extend(statuses);
    if !mounted.is_public() {
        op.statuses.extend([
            (401, "Sign-in is required."),
            (403, "The role does not allow this, or the company is not approved to trade."),
        ]);
    }
    let own = (mounted.errors)();
    op.statuses.extend(own.iter().map(|(_, kind, _)| (status_of(*kind), "See the codes below.")));
    if mounted.takes_key {
        op.statuses.push((422, "The idempotency key was already used for a different request."));
    }
    for (status, says) in op.statuses {
        op.responses.entry(status.to_string()).or_insert_with(|| json!({ "description": says, "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } }));
    }
    if mounted.cache() != CachePolicy::Never {
        op.responses.insert("304".to_owned(), json!({ "description": "Not modified." }));
    }
    let rules: Vec<String> = (mounted.rules)().iter().map(ToString::to_string).collect();
    let mut value = json!({
        "operationId": mounted.route.id, "tags": [mounted.route.subject()], "summary": mounted.route.summary,
        "parameters": op.parameters, "responses": op.responses,
        "x-access": rules, "x-limit": mounted.route.limit, "x-audit": mounted.route.audit,
        "x-problems": own.iter().map(|(code, kind, text)| json!({ "code": code, "status": status_of(*kind), "detail": text })).collect::<Vec<_>>()
    });
    if let Some(body) = op.body {
        value["requestBody"] = body;
    }
    value["security"] = if mounted.is_public() { json!([]) } else { json!([{ "bearer": [] }]) };
    value
}

fn problem_schema() -> Value {
    json!({
        "type": "object", "required": ["type", "title", "status", "detail", "code"],
        "properties": {
            "type": { "type": "string", "description": "Where the code is documented." }, "title": { "type": "string" }, "status": { "type": "integer" },
            "detail": { "type": "string", "description": "A human-readable explanation." }, "code": { "type": "string", "description": "A stable, machine-readable code." },
            "message": { "type": "string", "description": "A sentence to show to people; on 429 only." },
            "request_id": { "type": "string" }, "details": { "type": "object", "description": "Details the client may need to continue." },
            "errors": { "type": "array", "items": { "type": "object", "required": ["path", "detail"], "properties": { "path": { "type": "string" }, "detail": { "type": "string" } } } }
        }
    })
}
