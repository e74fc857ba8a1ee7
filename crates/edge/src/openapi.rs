//! The OpenAPI 3.1 document and the reference page, both made from the table of endpoints.

mod layer_codes;
mod page;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

pub use layer_codes::LAYER_CODES;
pub use page::{STYLE, reference};

use crate::endpoint::MountedEndpoint;
use crate::layers::session;
use crate::problem::status_of;
use crate::route::CachePolicy;
use crate::router::Router;

/// One operation of the document, as the parts and replies describe themselves.
pub struct Operation {
    path: &'static str,
    parameters: Vec<Value>,
    body: Option<Value>,
    responses: Map<String, Value>,
    statuses: Vec<(u16, &'static str)>,
}

impl Operation {
    /// The path's parameters, in order.
    pub fn path_parameters(&mut self, schemas: Vec<schemars::Schema>) {
        let names = self.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        self.parameters.extend(
            names
                .zip(schemas)
                .map(|(name, schema)| json!({ "name": name, "in": "path", "required": true, "schema": schema })),
        );
        self.statuses.push((404, "Not found, or it belongs to another company."));
    }
    /// The query's parameters: the fields of a type.
    pub fn query_parameters<T: JsonSchema>(&mut self, schemas: &mut SchemaGenerator) {
        let schema = inlined::<T>(schemas);
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            let mut field = without_null(field.clone());
            let description = field.as_object_mut().and_then(|f| f.remove("description"));
            self.parameters.push(json!({ "name": name, "in": "query", "required": required.contains(&name.as_str()), "description": description.unwrap_or_default(), "schema": field }));
        }
        self.statuses.push((400, "The request is malformed."));
    }
    /// A header of a type.
    pub fn header<T: JsonSchema>(&mut self, name: &str, description: &str, schemas: &mut SchemaGenerator) {
        let schema = schemas.subschema_for::<T>();
        self.parameters.push(
            json!({ "name": name, "in": "header", "required": true, "description": description, "schema": schema }),
        );
        self.statuses.push((400, "The request is malformed."));
    }
    /// The condition of a conditional write.
    pub fn if_match(&mut self) {
        let says = "The ETag you read. The change is made only if it is still current.";
        self.parameters.push(json!({ "name": "If-Match", "in": "header", "required": true, "description": says, "schema": { "type": "string", "pattern": "^\"[0-9]{1,18}(-[0-9a-f]{1,16})?\"$" } }));
        self.statuses.extend([
            (400, "The request is malformed."),
            (412, "It has changed since you read it."),
            (428, "If-Match is missing."),
        ]);
    }
    /// The body.
    pub fn body<T: JsonSchema>(&mut self, schemas: &mut SchemaGenerator) {
        let schema = schemas.subschema_for::<T>();
        self.body = Some(json!({ "required": true, "content": { "application/json": { "schema": schema } } }));
        self.statuses.extend([
            (400, "The request is malformed."),
            (408, "The body took too long to arrive."),
            (413, "The body is too large."),
            (415, "The body is not application/json."),
        ]);
    }
    /// The refusal of requests that pages of other sites make.
    pub fn requires_same_origin(&mut self) {
        self.statuses.push((403, "The request comes from a page of another site."));
    }
    /// A success with a value.
    pub fn responds_with<T: JsonSchema>(&mut self, status: u16, description: &str, schemas: &mut SchemaGenerator) {
        let schema = schemas.subschema_for::<T>();
        self.responses.insert(
            status.to_string(),
            json!({ "description": description, "content": { "application/json": { "schema": schema } } }),
        );
    }
    /// A success without one.
    pub fn responds_empty(&mut self, status: u16) {
        self.responses.insert(status.to_string(), json!({ "description": "Done." }));
    }
    /// A success with a document.
    pub fn responds_document(&mut self, status: u16) {
        self.responses.insert(status.to_string(), json!({ "description": "The document." }));
    }
}

/// A type's schema with nothing behind references at its top.
fn inlined<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Value {
    let schema = schemas.subschema_for::<T>().to_value();
    let name = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()).map(str::to_owned);
    name.and_then(|n| schemas.definitions().get(&n).cloned()).unwrap_or(schema)
}

/// An absent parameter is absent; there is no null in a query.
fn without_null(mut schema: Value) -> Value {
    if let Some(kinds) = schema.get_mut("type").and_then(Value::as_array_mut) {
        kinds.retain(|k| k != "null");
        if let [only] = kinds.as_slice() {
            schema["type"] = only.clone();
        }
    }
    if let Some(choices) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        choices.retain(|c| c["type"] != "null");
        if let [only] = choices.as_slice() {
            let mut only = only.clone();
            if let (Some(to), Some(text)) = (only.as_object_mut(), schema.get("description")) {
                to.insert("description".to_owned(), text.clone());
            }
            return only;
        }
    }
    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        values.retain(|v| !v.is_null());
    }
    schema
}

/// The whole document.
pub fn document(router: &Router) -> Value {
    let mut schemas =
        SchemaSettings::draft2020_12().with(|s| s.definitions_path = "/components/schemas".into()).into_generator();
    let mut paths: Map<String, Value> = Map::new();
    for mounted in router.all() {
        let methods = paths.entry(mounted.route.path).or_insert_with(|| json!({}));
        methods[mounted.route.method.name().to_ascii_lowercase()] = operation(mounted, &mut schemas);
    }
    let mut components: Map<String, Value> = schemas.take_definitions(true).into_iter().collect();
    components.insert("Problem".to_owned(), problem_schema());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "AQAD", "version": env!("CARGO_PKG_VERSION"),
            "description": "A B2B marketplace where vendors list products, retailers order them and delivery partners deliver. Amounts are in minor units. Lists are paginated with cursors. Errors are RFC 9457 problems with stable codes.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" }
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": components, "securitySchemes": {
            "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
            "session": { "type": "apiKey", "in": "cookie", "name": session::COOKIE_NAME, "description": "A browser session. Changes are accepted only from this site's own pages." }
        } }
    })
}

fn operation(mounted: &MountedEndpoint, schemas: &mut SchemaGenerator) -> Value {
    let mut op =
        Operation { path: mounted.route.path, parameters: vec![], body: None, responses: Map::new(), statuses: vec![] };
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
    value["security"] = if mounted.is_public() { json!([]) } else { json!([{ "bearer": [] }, { "session": [] }]) };
    value
}

fn problem_schema() -> Value {
    json!({
        "type": "object", "required": ["type", "title", "status", "detail", "code"],
        "properties": {
            "type": { "type": "string", "description": "Where the code is documented." }, "title": { "type": "string" }, "status": { "type": "integer" },
            "detail": { "type": "string", "description": "A human-readable explanation." }, "code": { "type": "string", "description": "A stable, machine-readable code." },
            "request_id": { "type": "string" }, "facts": { "type": "object", "description": "Details the client may need to continue." },
            "errors": { "type": "array", "items": { "type": "object", "required": ["path", "detail"], "properties": { "path": { "type": "string" }, "detail": { "type": "string" } } } }
        }
    })
}
