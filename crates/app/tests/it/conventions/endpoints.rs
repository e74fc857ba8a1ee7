//! Rules of the table of endpoints: bodies, events, codes.

use std::collections::{BTreeMap, BTreeSet};

use edge::openapi;
use edge::route::Method;
use serde_json::Value;

use super::{Source, lines_with, none, sources};

/// Objects of a schema that would take fields nobody knows.
fn open_objects(document: &Value, schema: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let target = document.pointer(name.trim_start_matches('#')).expect("the document has what it refers to");
        return open_objects(document, target, at, found);
    }
    let is_object = schema["type"] == "object" || schema.get("properties").is_some();
    if is_object && schema["additionalProperties"] != false {
        found.push(at.to_owned());
    }
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        open_objects(document, field, &format!("{at}.{name}"), found);
    }
    let choices = ["anyOf", "oneOf", "allOf"].iter().filter_map(|key| schema[*key].as_array()).flatten();
    for inner in choices.chain(schema.get("items")) {
        open_objects(document, inner, at, found);
    }
}

#[test]
fn every_body_refuses_fields_that_nobody_knows() {
    let document = openapi::document(&api::router());
    let (mut open, mut bodies) = (Vec::new(), 0);
    for operation in
        document["paths"].as_object().expect("paths").values().flat_map(|m| m.as_object().expect("methods").values())
    {
        if let Some(schema) = operation.pointer("/requestBody/content/application~1json/schema") {
            bodies += 1;
            open_objects(&document, schema, operation["operationId"].as_str().expect("an id"), &mut open);
        }
    }

    assert_eq!(bodies, api::router().all().filter(|m| m.takes_body).count());
    none("a body that takes unknown fields", &open);
}

#[test]
fn only_counts_drafts_and_the_use_of_a_sign_in_are_written_without_an_event() {
    let places = [
        (
            "record_last_use(",
            &["crates/market/src/accounts/store/sessions.rs", "crates/infra/src/master_secret.rs"][..],
        ),
        ("record_counters(", &["crates/market/src/security/store.rs"]),
        ("commit_silently(", &["crates/market/src/baskets/", "crates/market/src/catalog/refresh.rs"]),
    ];
    for (word, files) in places {
        let may =
            |s: &Source| files.iter().any(|file| s.path.starts_with(file)) || s.path == "crates/infra/src/write.rs";
        none("a change that states no event", &lines_with(|line| line.contains(word), may));
    }
}

#[test]
fn every_write_states_an_event_and_no_read_does() {
    let table = api::router();
    let wrong = table.all().filter(|m| (m.route.method == Method::Get) != m.route.audit.is_empty());

    none("the audit trail of these routes", &wrong.map(|m| m.route.id).collect::<Vec<_>>());
}

/// Code and sort of every refusal that the market's sources define.
pub(crate) fn codes_of_the_market() -> BTreeMap<String, BTreeSet<String>> {
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources().iter().filter(|s| s.path.starts_with("crates/market/")) {
        for (_, line) in source.code() {
            let Some((kind, rest)) = line.rsplit_once(" = ").and_then(|(_, def)| def.split_once(" \"")) else {
                continue;
            };
            let code = rest.split('"').next().unwrap_or_default();
            if kind.chars().all(char::is_alphabetic) && code.split('.').count() == 2 && rest.contains("\" \"") {
                codes.entry(code.to_owned()).or_default().insert(kind.to_owned());
            }
        }
    }
    codes
}

#[test]
fn a_code_means_one_thing_and_the_reference_explains_it() {
    // Refusals of the console and of pages, which have no reference page: those of pages are shown where
    // they are met, and have no endpoint.
    let elsewhere = |code: &str| {
        let console = ["staff.", "config."];
        let pages = ["imports.", "baskets.", "catalog.too_many", "checkout.", "stock.changed"];
        console.iter().chain(&pages).any(|family| code.starts_with(family))
    };
    let page = openapi::reference(&api::router());
    let codes = codes_of_the_market();

    assert!(codes.len() > 40, "the scan sees only {} codes", codes.len());
    none("codes of two sorts", &codes.iter().filter(|(_, kinds)| kinds.len() > 1).collect::<Vec<_>>());
    let missing = codes.keys().filter(|c| !elsewhere(c) && !page.contains(&format!("<dt id=\"{c}\">")));
    none("codes that /api/docs does not explain", &missing.collect::<Vec<_>>());
}

#[test]
fn every_code_of_the_layers_is_explained_in_the_reference() {
    let listed: BTreeSet<&str> = openapi::LAYER_CODES.iter().map(|(code, ..)| *code).collect();
    let families = ["access.", "auth.", "idempotency.", "limits.", "request.", "service."];
    let mut used = BTreeSet::new();
    let texts = sources();
    for source in texts.iter().filter(|s| s.path.starts_with("crates/edge/src/") && !s.path.contains("layer_codes")) {
        for piece in source.code().flat_map(|(_, line)| line.split('"').skip(1).step_by(2)) {
            let plain = piece.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.');
            if plain && families.iter().any(|family| piece.starts_with(family)) {
                used.insert(piece);
            }
        }
    }

    assert!(!used.is_empty());
    none("a layer's code is missing from LAYER_CODES", &used.difference(&listed).collect::<Vec<_>>());
}
