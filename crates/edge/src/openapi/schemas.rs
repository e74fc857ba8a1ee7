//! The schemas of the document, said in the way that generators of clients read: JSON Schema has several ways to
//! say a thing, and some of them make code that does not compile or cannot sign in.
//!
//! - No `default`: a generator takes the field for one that is always there, and `null` for a value of its type.
//! - A choice of words is one `enum`; what each word means is in `x-enum-descriptions`, in the same order.
//! - A choice of objects is between named components, told apart by a `discriminator`.
//! - An integer says how wide it is: without that, clients keep it in 32 bits.
//! - What no operation refers to is left out.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Every way by which a schema contains others, as lists.
const CHOICES: [&str; 3] = ["anyOf", "oneOf", "allOf"];

/// Rewrites all schemas of a document.
pub(super) fn rewrite(document: &mut Value) {
    name_variants(document);
    each_root(document, &mut |schema| {
        each_schema(schema, &mut |object| {
            move_default(object);
            join_words(object);
            say_width(object);
        });
    });
    drop_unused(document);
}

/// The schemas of components, parameters, bodies and responses.
fn each_root(document: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    let components = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut);
    components.into_iter().flat_map(Map::values_mut).for_each(&mut *visit);
    let paths = document["paths"].as_object_mut().into_iter().flat_map(Map::values_mut);
    for operation in paths.filter_map(Value::as_object_mut).flat_map(Map::values_mut) {
        let parameters = operation["parameters"].as_array_mut().into_iter().flatten();
        parameters.filter_map(|parameter| parameter.get_mut("schema")).for_each(&mut *visit);
        if let Some(body) = operation.get_mut("requestBody") {
            each_content(body, visit);
        }
        let responses = operation["responses"].as_object_mut().into_iter().flat_map(Map::values_mut);
        responses.for_each(|response| each_content(response, visit));
    }
}

fn each_content(holder: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    let contents = holder.get_mut("content").and_then(Value::as_object_mut);
    let schemas = contents.into_iter().flat_map(Map::values_mut).filter_map(|content| content.get_mut("schema"));
    schemas.for_each(visit);
}

/// A schema and all within it, the inner ones first.
fn each_schema(schema: &mut Value, visit: &mut impl FnMut(&mut Map<String, Value>)) {
    let Some(object) = schema.as_object_mut() else { return };
    if let Some(fields) = object.get_mut("properties").and_then(Value::as_object_mut) {
        fields.values_mut().for_each(|field| each_schema(field, visit));
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = object.get_mut(key) {
            each_schema(inner, visit);
        }
    }
    for key in CHOICES {
        let choices = object.get_mut(key).and_then(Value::as_array_mut);
        choices.into_iter().flatten().for_each(|choice| each_schema(choice, visit));
    }
    visit(object);
}

/// A default is told in words, unless it is that there is none.
fn move_default(object: &mut Map<String, Value>) {
    let Some(default) = object.remove("default").filter(|default| !default.is_null()) else { return };
    let word = format!("`{}`", default.as_str().map_or_else(|| default.to_string(), str::to_owned));
    let before = object.get("description").and_then(Value::as_str).unwrap_or_default();
    if !before.contains(&word) {
        let text = format!("{before} The default is {word}.");
        object.insert("description".to_owned(), text.trim_start().into());
    }
}

/// Words that are choices of their own become one `enum`.
fn join_words(object: &mut Map<String, Value>) {
    let words: Option<Vec<(Value, Value)>> =
        object.get("oneOf").and_then(Value::as_array).and_then(|all| all.iter().map(word).collect());
    if let Some(words) = words {
        object.remove("oneOf");
        let (words, descriptions): (Vec<Value>, Vec<Value>) = words.into_iter().unzip();
        object.insert("type".to_owned(), "string".into());
        object.insert("enum".to_owned(), words.into());
        object.insert("x-enum-descriptions".to_owned(), descriptions.into());
    }
    if let Some(only) = object.remove("const") {
        object.insert("enum".to_owned(), json!([only]));
    }
}

/// The word that a choice is, with its description.
fn word(choice: &Value) -> Option<(Value, Value)> {
    // The inner schemas were visited before: a constant is an `enum` of one.
    let [only] = choice["enum"].as_array()?.as_slice() else { return None };
    only.is_string().then(|| (only.clone(), choice.get("description").cloned().unwrap_or_default()))
}

/// What fits into 32 bits by its bounds says so; everything else has 64, with a sign: no number of this API is larger.
fn say_width(object: &mut Map<String, Value>) {
    let is_integer = |kind: &Value| kind == "integer";
    let kind = object.get("type");
    let is_integer =
        kind.is_some_and(|kind| is_integer(kind) || kind.as_array().is_some_and(|all| all.iter().any(is_integer)));
    if !is_integer {
        return;
    }
    let bound = |key: &str| object.get(key).and_then(Value::as_i64).and_then(|n| i32::try_from(n).ok());
    let is_small = bound("minimum").is_some() && bound("maximum").is_some();
    object.insert("format".to_owned(), if is_small { "int32" } else { "int64" }.into());
}

/// Objects that are told apart by a word in one of their fields become components of their own: `HoldReason` with
/// the code `too_far` is `HoldReasonTooFar`.
fn name_variants(document: &mut Value) {
    let Some(components) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return };
    let mut variants = Map::new();
    for (name, schema) in components.iter_mut() {
        let Some(choices) = schema["oneOf"].as_array().cloned() else { continue };
        let Some((field, words)) = discriminator(&choices) else { continue };
        let (mut refs, mut mapping) = (Vec::new(), Map::new());
        for (word, choice) in words.into_iter().zip(choices) {
            let variant = format!("{name}{}", in_camel_case(&word));
            let path = format!("#/components/schemas/{variant}");
            refs.push(json!({ "$ref": path }));
            mapping.insert(word, path.into());
            variants.insert(variant, choice);
        }
        schema["oneOf"] = refs.into();
        schema["discriminator"] = json!({ "propertyName": field, "mapping": mapping });
    }
    components.append(&mut variants);
}

/// The field that has another word in each of these objects, and the words.
fn discriminator(choices: &[Value]) -> Option<(String, Vec<String>)> {
    let mut fields = choices.first()?["properties"].as_object()?.keys();
    let word = |choice: &Value, field: &str| Some(choice["properties"][field]["const"].as_str()?.to_owned());
    let words = |field: &String| choices.iter().map(|choice| word(choice, field)).collect::<Option<Vec<_>>>();
    fields.find_map(|field| Some((field.clone(), words(field)?)))
}

fn in_camel_case(word: &str) -> String {
    let mut text = String::new();
    for part in word.split('_') {
        let mut letters = part.chars();
        text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        text.push_str(letters.as_str());
    }
    text
}

/// Leaves out the components that nothing leads to from an operation.
fn drop_unused(document: &mut Value) {
    let (mut used, mut open) = (BTreeSet::new(), Vec::new());
    references(&document["paths"], &mut open);
    while let Some(name) = open.pop() {
        if used.insert(name.clone()) {
            references(&document["components"]["schemas"][&name], &mut open);
        }
    }
    if let Some(components) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        components.retain(|name, _| used.contains(name));
    }
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            let name = fields.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
            found.extend(name.map(str::to_owned));
            fields.values().for_each(|inner| references(inner, found));
        }
        Value::Array(all) => all.iter().for_each(|inner| references(inner, found)),
        _ => {}
    }
}
