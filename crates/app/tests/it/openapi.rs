//! The OpenAPI document is one that generators of clients make working code of: each form of a schema that some of
//! them misread is kept out of the whole document. That real ones do is tried by `scripts/clients`.

use std::collections::{BTreeMap, BTreeSet};

use edge::openapi;
use market::may::{Permission, Role};
use serde_json::{Value, json};

use crate::conventions::none;

/// Every operation, with its method and path.
fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let all = paths.iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().expect("methods").iter();
        methods.map(move |(method, operation)| (format!("{method} {path}"), operation))
    });
    all.collect()
}

/// Every schema of the document with where it is: components, parameters, bodies, answers, and all within them.
fn schemas(document: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    for (name, schema) in document["components"]["schemas"].as_object().expect("components") {
        walk(name.clone(), schema, &mut found);
    }
    for (at, operation) in operations(document) {
        for parameter in operation["parameters"].as_array().expect("parameters") {
            walk(format!("{at}?{}", parameter["name"]), &parameter["schema"], &mut found);
        }
        let answers = operation["responses"].as_object().expect("responses").values();
        let contents = answers.chain(operation.get("requestBody")).filter_map(|holder| holder["content"].as_object());
        for content in contents.flat_map(|contents| contents.values()) {
            walk(at.clone(), &content["schema"], &mut found);
        }
    }
    found
}

fn walk<'a>(at: String, schema: &'a Value, found: &mut Vec<(String, &'a Value)>) {
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        walk(format!("{at}.{name}"), field, found);
    }
    let choices = ["anyOf", "oneOf", "allOf"].iter().filter_map(|key| schema[*key].as_array()).flatten();
    let inner = choices.chain(["items", "additionalProperties"].iter().filter_map(|key| schema.get(*key)));
    for schema in inner.filter(|inner| inner.is_object()) {
        walk(at.clone(), schema, found);
    }
    found.push((at, schema));
}

fn document() -> Value {
    openapi::document(&api::router())
}

/// Where schemas of the whole document are as they must not be.
fn wrong(document: &Value, is_wrong: impl Fn(&Value) -> bool) -> Vec<String> {
    let all = schemas(document);
    assert!(all.len() > 1_500, "the walk sees only {} schemas", all.len());
    all.into_iter().filter(|(_, schema)| is_wrong(schema)).map(|(at, _)| at).collect()
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[test]
fn no_schema_has_a_default() {
    let document = document();

    none("a default, which makes an optional field a required one", &wrong(&document, |s| s.get("default").is_some()));
    // What was one is still said.
    let code = &document["components"]["schemas"]["FailureIn"]["properties"]["code"];
    assert!(code["description"].as_str().expect("words").contains("`other`"), "{code}");
}

#[test]
fn a_choice_of_words_is_an_enum_that_explains_each_of_them() {
    let document = document();

    none("a `const`", &wrong(&document, |s| s.get("const").is_some()));
    // Currencies have codes that the world knows.
    let is_known = |schema: &Value| texts(&schema["enum"]).contains(&"INR");
    let unexplained = |schema: &Value| {
        let (words, descriptions) = (texts(&schema["enum"]), texts(&schema["x-enum-descriptions"]));
        let is_variant = words.len() == 1;
        let explained = words.len() == descriptions.len() && descriptions.iter().all(|text| !text.is_empty());
        schema.get("enum").is_some() && (schema["type"] != "string" || !(is_variant || is_known(schema) || explained))
    };
    none("an enum of other than explained words", &wrong(&document, unexplained));
    let components = &document["components"]["schemas"];
    assert_eq!(texts(&components["Role"]["enum"]), Role::ALL.iter().map(|role| role.as_str()).collect::<Vec<_>>());
    assert_eq!(components["Role"]["x-enum-descriptions"][1], "Can view only.");
    assert_eq!(
        texts(&components["Permission"]["enum"]),
        Permission::ALL.iter().map(|right| right.as_str()).collect::<Vec<_>>()
    );
    let page = openapi::reference(&api::router());
    assert!(page.contains("<dt><code>viewer</code></dt><dd>Can view only.</dd>"), "people are told, too");
}

#[test]
fn a_choice_is_a_type_or_null_or_has_a_discriminator() {
    let document = document();
    let components = &document["components"]["schemas"];

    let odd_any = |schema: &Value| {
        let choices = schema["anyOf"].as_array();
        choices.is_some_and(|all| all.len() != 2 || all[0].get("$ref").is_none() || all[1] != json!({ "type": "null" }))
    };
    none("an `anyOf` other than of a type and null", &wrong(&document, odd_any));
    let odd_kinds = |schema: &Value| {
        let kinds = schema["type"].as_array();
        kinds.is_some_and(|all| all.len() != 2 || all[0] == "null" || all[1] != "null")
    };
    none("a list of types other than one and null", &wrong(&document, odd_kinds));
    let odd_one = |schema: &Value| {
        let Some(choices) = schema["oneOf"].as_array() else { return false };
        let field = schema["discriminator"]["propertyName"].as_str().unwrap_or_default();
        let mapping = schema["discriminator"]["mapping"].as_object();
        let told_apart = mapping.into_iter().flatten().all(|(word, path)| {
            let variant = document.pointer(path.as_str().expect("a path").trim_start_matches('#'));
            variant.is_some_and(|v| {
                texts(&v["required"]).contains(&field) && v["properties"][field]["enum"] == json!([word])
            })
        });
        mapping.is_none_or(|all| all.len() != choices.len()) || !told_apart
    };
    none("a `oneOf` that cannot be told apart", &wrong(&document, odd_one));
    none("an `allOf`", &wrong(&document, |schema| schema.get("allOf").is_some()));
    assert_eq!(
        components["HoldReason"]["discriminator"]["mapping"]["too_far"],
        "#/components/schemas/HoldReasonTooFar"
    );
}

#[test]
fn every_integer_says_its_width_and_fits() {
    let document = document();

    let is_integer = |schema: &Value| schema["type"] == "integer" || texts(&schema["type"]).contains(&"integer");
    let odd = |schema: &Value| {
        let bounds = [&schema["minimum"], &schema["maximum"]].map(Value::as_i64);
        let is_small = bounds.iter().all(|bound| bound.is_some_and(|n| i32::try_from(n).is_ok()));
        is_integer(schema) && schema["format"] != if is_small { "int32" } else { "int64" }
    };
    none("an integer without a width that its bounds allow", &wrong(&document, odd));
    assert_eq!(document["components"]["schemas"]["CacheStats"]["properties"]["bytes"]["format"], "int64");
}

#[test]
fn programs_are_told_to_use_a_bearer_token_and_nothing_else() {
    let document = document();
    let schemes = document["components"]["securitySchemes"].as_object().expect("schemes");

    assert_eq!(schemes.keys().collect::<Vec<_>>(), ["bearer"]);
    assert_eq!((&schemes["bearer"]["type"], &schemes["bearer"]["scheme"]), (&json!("http"), &json!("bearer")));
    for mounted in api::router().all() {
        let at =
            format!("/paths/{}/{}", mounted.route.path.replace('/', "~1"), mounted.route.method.name().to_lowercase());
        let operation = document.pointer(&at).expect("every route is in the document");
        let due = if mounted.is_public() { json!([]) } else { json!([{ "bearer": [] }]) };
        assert_eq!(operation["security"], due, "{at}");
    }
}

/// A name as a generator writes it, whatever its language.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

/// Names that are one in some language.
fn alike<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Vec<&'a str>> {
    let mut by_plain: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in names {
        by_plain.entry(plain(name)).or_default().insert(name);
    }
    by_plain.into_values().filter(|names| names.len() > 1).map(|names| names.into_iter().collect()).collect()
}

#[test]
fn names_stay_when_others_are_added_and_are_different_in_every_language() {
    let document = document();
    let components: Vec<&str> =
        document["components"]["schemas"].as_object().expect("components").keys().map(String::as_str).collect();
    let ids: Vec<&str> = operations(&document).iter().map(|(_, o)| o["operationId"].as_str().expect("an id")).collect();

    // A number at the end is a place in a list, which moves with every new type before it.
    let numbered = components.iter().filter(|name| !name.bytes().all(|b| b.is_ascii_alphabetic()));
    none("a type with a number in its name", &numbered.collect::<Vec<_>>());
    none("types of one name", &alike(components.iter().copied()));
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "an operationId twice");
    none("operations of one name", &alike(ids.iter().copied()));
    assert!(components.contains(&"PageOfOrderRow") && components.contains(&"ListOfConfigEntry"), "{components:?}");
}

#[test]
fn what_is_referred_to_is_there_and_what_is_there_is_referred_to() {
    let document = document();
    let text = document.to_string();

    let name = |schema: &Value| schema["$ref"].as_str().map(|path| path.trim_start_matches('#').to_owned());
    none("a dead reference", &wrong(&document, |s| name(s).is_some_and(|path| document.pointer(&path).is_none())));
    let components = document["components"]["schemas"].as_object().expect("components").keys();
    let unused = components.filter(|name| !text.contains(&format!("\"#/components/schemas/{name}\"")));
    none("a type that nothing refers to", &unused.collect::<Vec<_>>());
}

#[test]
fn every_operation_has_a_subject_that_is_explained() {
    let document = document();
    let tags = document["tags"].as_array().expect("tags");

    let explained: BTreeSet<&str> = tags.iter().map(|tag| tag["name"].as_str().expect("a name")).collect();
    let used: BTreeSet<&str> = operations(&document).iter().flat_map(|(_, o)| texts(&o["tags"])).collect();
    assert_eq!(used, explained);
    assert!(tags.iter().all(|tag| tag["description"].as_str().is_some_and(|text| text.ends_with('.'))), "{tags:?}");
    let silent = operations(&document).into_iter().flat_map(|(at, o)| {
        let parameters = o["parameters"].as_array().expect("parameters").iter();
        parameters.filter(|p| p["description"] == "").map(move |p| format!("{at}: {}", p["name"])).collect::<Vec<_>>()
    });
    none("an empty description", &silent.collect::<Vec<_>>());
}
