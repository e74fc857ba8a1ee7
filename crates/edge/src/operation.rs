//! One operation of the OpenAPI document, as the parts of requests and the replies describe themselves.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// One operation of the document.
pub struct Operation {
    path: &'static str,
    pub(crate) parameters: Vec<Value>,
    pub(crate) body: Option<Value>,
    pub(crate) responses: Map<String, Value>,
    pub(crate) statuses: Vec<(u16, &'static str)>,
}

impl Operation {
    /// Of a path, with nothing said yet.
    pub(crate) fn new(path: &'static str) -> Self {
        Self { path, parameters: vec![], body: None, responses: Map::new(), statuses: vec![] }
    }
    /// The path's parameters, in order.
    pub fn path_parameters(&mut self, schemas: Vec<schemars::Schema>) {
        let names = self.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        self.parameters.extend(
            names
                .zip(schemas)
                .map(|(name, schema)| json!({ "name": name, "in": "path", "required": true, "description": described(name), "schema": schema })),
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
            let mut parameter =
                json!({ "name": name, "in": "query", "required": required.contains(&name.as_str()), "schema": field });
            if let Some(description) = description {
                parameter["description"] = description;
            }
            self.parameters.push(parameter);
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
        let says = "The ETag of the object as you read it, or * for whatever it is now. The change is made only if nothing that the object shows has changed. Weak tags (W/) and those that a compressing proxy marks are taken.";
        self.parameters.push(json!({ "name": "If-Match", "in": "header", "required": true, "description": says, "schema": { "type": "string" }, "example": "\"7-5f47e0a1c2d3b4f6\"" }));
        self.statuses.extend([
            (400, "The request is malformed."),
            (412, "It has changed since you read it."),
            (428, "If-Match is missing."),
        ]);
    }
    /// The header of a success that tells which representation it is.
    pub fn response_has_etag(&mut self, status: u16) {
        if let Some(response) = self.responses.get_mut(&status.to_string()) {
            response["headers"]["ETag"] = json!({ "description": "Names all that is shown. If-Match of whatever changes the object takes it.", "schema": { "type": "string" } });
        }
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
    /// The body may be left out.
    pub fn body_is_optional(&mut self) {
        if let Some(body) = &mut self.body {
            body["required"] = json!(false);
        }
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

/// What a path's parameter stands for, by its name.
fn described(name: &str) -> String {
    match name.strip_suffix("_id") {
        Some(object) => format!("ID of the {}.", object.replace('_', " ")),
        None => format!("The {name}."),
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
