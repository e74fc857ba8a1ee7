//! The reference page: plain HTML and one stylesheet, no script, so it lives under the strictest policy.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;

use super::document;
use super::layer_codes::LAYER_CODES;
use crate::router::Router;

/// The page's stylesheet.
pub const STYLE: &str = include_str!("page.css");

/// Escapes a text for HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The page.
pub fn reference(router: &Router) -> String {
    let doc = document(router);
    let mut subjects: BTreeMap<String, Vec<(String, String, Value)>> = BTreeMap::new();
    let mut codes: BTreeSet<(String, u64, String)> =
        LAYER_CODES.iter().map(|(code, status, says)| ((*code).to_owned(), *status, (*says).to_owned())).collect();
    for (path, methods) in doc["paths"].as_object().into_iter().flatten() {
        for (method, op) in methods.as_object().into_iter().flatten() {
            let subject = op["tags"][0].as_str().unwrap_or_default().to_owned();
            subjects.entry(subject).or_default().push((path.clone(), method.to_uppercase(), op.clone()));
            for p in op["x-problems"].as_array().into_iter().flatten() {
                codes.insert((
                    p["code"].as_str().unwrap_or_default().to_owned(),
                    p["status"].as_u64().unwrap_or(0),
                    p["detail"].as_str().unwrap_or_default().to_owned(),
                ));
            }
        }
    }
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>AQAD API reference</title><link rel=\"stylesheet\" href=\"/api/docs.css\"></head><body>\n<a class=\"skip\" href=\"#main\">Skip to the reference</a>\n<header><h1>AQAD API reference</h1>",
    );
    let _ = write!(
        out,
        "<p>{}</p><p><a href=\"/api/openapi.json\">OpenAPI 3.1 document</a> · <a href=\"#codes\">Problem codes</a></p></header>\n<nav aria-label=\"Sections\"><ul>",
        escape(doc["info"]["description"].as_str().unwrap_or_default())
    );
    for subject in subjects.keys() {
        let _ = write!(out, "<li><a href=\"#{0}\">{0}</a></li>", escape(subject));
    }
    out.push_str("</ul></nav>\n<main id=\"main\">\n");
    for (subject, ops) in &subjects {
        let _ = writeln!(out, "<section><h2 id=\"{0}\">{0}</h2>", escape(subject));
        for (path, method, op) in ops {
            one(&mut out, path, method, op);
        }
        out.push_str("</section>\n");
    }
    schemas(&mut out, &doc);
    out.push_str("<section><h2 id=\"codes\">Problem codes</h2><dl>");
    let mut before = "";
    for (code, status, detail) in &codes {
        // A code with several sentences is an address once.
        let id = if code == before { String::new() } else { format!(" id=\"{}\"", escape(code)) };
        let _ = write!(
            out,
            "<dt{id}><code>{}</code> <span class=\"status\">{status}</span></dt><dd>{}</dd>",
            escape(code),
            escape(detail)
        );
        before = code;
    }
    out.push_str("</dl></section>\n</main></body></html>\n");
    out
}

fn one(out: &mut String, path: &str, method: &str, op: &Value) {
    let text = |v: &Value| escape(v.as_str().unwrap_or_default());
    let list = |v: &Value| {
        v.as_array().into_iter().flatten().filter_map(Value::as_str).map(escape).collect::<Vec<_>>().join(" or ")
    };
    let _ = write!(
        out,
        "<article id=\"{0}\"><h3><span class=\"method {1}\">{2}</span> <code>{3}</code></h3><p>{4}</p><p class=\"details\">Access: {5}. Rate limit: {6}.",
        text(&op["operationId"]),
        method.to_lowercase(),
        method,
        escape(path),
        text(&op["summary"]),
        list(&op["x-access"]),
        text(&op["x-limit"])
    );
    let audit = list(&op["x-audit"]);
    if !audit.is_empty() {
        let _ = write!(out, " Audit events: {audit}.");
    }
    out.push_str("</p>");
    let parameters = op["parameters"].as_array().map_or(&[][..], Vec::as_slice);
    if !parameters.is_empty() {
        out.push_str("<details><summary>Parameters</summary><dl>");
        for p in parameters {
            let needed = if p["required"] == true { "required" } else { "optional" };
            let _ = write!(
                out,
                "<dt><code>{}</code> in {}, {needed}</dt><dd>{} {}</dd>",
                text(&p["name"]),
                text(&p["in"]),
                text(&p["description"]),
                shape(&p["schema"])
            );
        }
        out.push_str("</dl></details>");
    }
    if let Some(schema) = op.pointer("/requestBody/content/application~1json/schema") {
        let _ = write!(out, "<p>Body: {}</p>", shape(schema));
    }
    out.push_str("<details><summary>Responses</summary><dl>");
    for (status, answer) in op["responses"].as_object().into_iter().flatten() {
        let gives = answer.pointer("/content/application~1json/schema").map(shape).unwrap_or_default();
        let _ = write!(
            out,
            "<dt><span class=\"status\">{}</span></dt><dd>{} {gives}</dd>",
            escape(status),
            text(&answer["description"])
        );
    }
    for p in op["x-problems"].as_array().into_iter().flatten() {
        let _ = write!(
            out,
            "<dt><span class=\"status\">{}</span> <a href=\"#{1}\"><code>{1}</code></a></dt><dd>{2}</dd>",
            p["status"],
            text(&p["code"]),
            text(&p["detail"])
        );
    }
    out.push_str("</dl></details></article>\n");
}

/// A schema in a few words.
fn shape(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()) {
        return format!("<a href=\"#schema-{0}\">{0}</a>", escape(name));
    }
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().map(|v| format!("<code>{}</code>", escape(&v.to_string()))).collect::<Vec<_>>().join(" ");
    }
    if let Some(choices) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
        return choices.iter().map(shape).collect::<Vec<_>>().join(" or ");
    }
    if let Some(value) = schema.get("const") {
        return format!("<code>{}</code>", escape(&value.to_string()));
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        other => other.as_str().unwrap_or("any").to_owned(),
    };
    let items = schema.get("items").map(|i| format!(" of {}", shape(i))).unwrap_or_default();
    let bounds: Vec<String> =
        ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "format"]
            .iter()
            .filter_map(|k| {
                schema.get(*k).map(|v| {
                    format!(
                        "{k} <code>{}</code>",
                        escape(v.as_str().map_or_else(|| v.to_string(), str::to_owned).as_str())
                    )
                })
            })
            .collect();
    let bounds = if bounds.is_empty() { String::new() } else { format!(" ({})", bounds.join(", ")) };
    format!("{}{items}{bounds}", escape(&kind))
}

/// The words of a type, each with what it means.
fn words(out: &mut String, schema: &Value, descriptions: &[Value]) {
    out.push_str("<dl>");
    for (word, says) in schema["enum"].as_array().into_iter().flatten().zip(descriptions) {
        let (word, says) = (word.as_str().unwrap_or_default(), says.as_str().unwrap_or_default());
        let _ = write!(out, "<dt><code>{}</code></dt><dd>{}</dd>", escape(word), escape(says));
    }
    out.push_str("</dl>");
}

fn schemas(out: &mut String, doc: &Value) {
    out.push_str("<section><h2 id=\"schemas\">Types</h2>");
    for (name, schema) in doc["components"]["schemas"].as_object().into_iter().flatten() {
        let says = escape(schema["description"].as_str().unwrap_or_default());
        let _ = write!(out, "<article id=\"schema-{0}\"><h3>{0}</h3><p>{says}</p>", escape(name));
        let Some(fields) = schema["properties"].as_object() else {
            if let Some(descriptions) = schema["x-enum-descriptions"].as_array() {
                words(out, schema, descriptions);
            } else {
                let _ = write!(out, "<p>{}</p>", shape(schema));
            }
            out.push_str("</article>");
            continue;
        };
        let needed: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        out.push_str("<dl>");
        for (field, of) in fields {
            let optional = if needed.contains(&field.as_str()) { "" } else { ", optional" };
            let _ = write!(
                out,
                "<dt><code>{}</code>{optional}</dt><dd>{} {}</dd>",
                escape(field),
                escape(of["description"].as_str().unwrap_or_default()),
                shape(of)
            );
        }
        out.push_str("</dl></article>");
    }
    out.push_str("</section>\n");
}
