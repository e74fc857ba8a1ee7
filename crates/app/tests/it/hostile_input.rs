//! Bodies that are not what was asked for. Every operation of the OpenAPI document that takes a
//! body gets every mutation of a good one; then the good one, to show that nothing else was wrong.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use edge::openapi;
use serde_json::{Value, json};
use testkit::{Engine, TestResponse};

use crate::hostile_world::{Case, World};
use crate::http_edges::alone;

/// Texts that mean something to a database, a browser, a template, a mail, a format or a file system.
pub const TRICKS: &[&str] = &[
    "' OR 1=1 --",
    "<script>alert(\"Hacked\")</script>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "%s%n",
    "../../etc/passwd",
    "'; drop table users; --",
];
/// Texts that no one-line field may hold: a second line, letters that run the other way, and what shows nothing.
pub const REFUSED: &[&str] = &[
    "x\r\nBcc: x",
    "invoice\u{202e}fdp.exe",
    "nul\u{0}byte",
    "soft\u{ad}hyphen",
    "\u{200d}",
    "\u{fe0f}",
    "\u{e000}",
    "\u{301}",
];

impl Case {
    async fn send(&self, method: &str, kind: &[&str], body: Vec<u8>) -> TestResponse {
        let key = format!("{:x}-{:x}", std::ptr::from_ref(self) as usize, fresh());
        let mut headers = vec![("if-match", "*")];
        headers.extend(self.takes_key.then_some(("idempotency-key", key.as_str())));
        headers.extend(kind.iter().map(|k| ("content-type", *k)));
        self.who.send(method, &self.path, &headers, Some(body)).await
    }
}

fn fresh() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// A body, what is wrong with it, and where the refusal must say so; `None` where it may be
/// refused for its meaning instead.
type Mutation = (String, String, Option<String>);

/// The schema behind references and behind "or null"; whether null is one of the choices.
fn solid<'d>(document: &'d Value, schema: &'d Value) -> (&'d Value, bool) {
    if let Some(name) = schema["$ref"].as_str() {
        return solid(document, document.pointer(name.trim_start_matches('#')).expect("a schema"));
    }
    let is_null = |s: &Value| s["type"] == "null";
    match schema["anyOf"].as_array() {
        Some(choices) if choices.iter().any(is_null) => {
            (solid(document, choices.iter().find(|c| !is_null(c)).expect("a choice")).0, true)
        }
        _ => (schema, schema["type"].as_array().is_some_and(|kinds| kinds.iter().any(|k| k == "null"))),
    }
}

/// The body with other text at one place.
fn with(body: &Value, pointer: &str, text: &str) -> String {
    let mut body = body.clone();
    *body.pointer_mut(pointer).expect("the place exists") = json!("@@here@@");
    body.to_string().replacen("\"@@here@@\"", text, 1)
}

/// `/lines/0/quantity` as the refusals write it.
fn dotted(pointer: &str) -> String {
    let mut out = String::new();
    for piece in pointer.split('/').skip(1) {
        if piece.bytes().all(|b| b.is_ascii_digit()) {
            let _ = write!(out, "[{piece}]");
        } else {
            out.push_str(if out.is_empty() { "" } else { "." });
            out.push_str(piece);
        }
    }
    out
}

fn mutations(document: &Value, schema: &Value, body: &Value, pointer: &str, out: &mut Vec<Mutation>) {
    let (schema, nullable) = solid(document, schema);
    let here = body.pointer(pointer).expect("the place exists");
    let at = dotted(pointer);
    let mut put = |text: &str, place: Option<&str>| {
        let shown: String = text.chars().take(60).collect();
        out.push((format!("{at} = {shown}"), with(body, pointer, text), place.map(str::to_owned)));
    };
    if !nullable {
        put("null", Some(&at));
    }
    if !here.is_boolean() {
        put("true", Some(&at));
    }
    match here {
        Value::Object(fields) => {
            for other in ["7", "\"text\"", "[]"] {
                put(other, Some(&at));
            }
            put(&Value::Array(fields.values().cloned().collect()).to_string(), Some(&at));
            let inner = here.to_string();
            for name in ["role", "vendor_id", "is_verified", "status", "price", "__proto__"]
                .iter()
                .filter(|n| !fields.contains_key(**n))
            {
                put(&format!("{{\"{name}\":\"x\",{}", &inner[1..]), Some(&at));
                put(&format!("{},\"{name}\":true}}", &inner[..inner.len() - 1]), Some(&at));
            }
            for (name, value) in fields {
                put(&format!("{},\"{name}\":{value}}}", &inner[..inner.len() - 1]), Some(&at));
            }
            for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                let mut less = here.clone();
                less.as_object_mut().expect("an object").remove(name);
                put(&less.to_string(), Some(&at));
            }
            let known = schema["properties"].as_object().expect("an object has properties");
            assert_eq!(
                known.keys().collect::<Vec<_>>(),
                fields.keys().collect::<Vec<_>>(),
                "the good body at {at} must have every field"
            );
            for (name, field) in known {
                mutations(document, field, body, &format!("{pointer}/{name}"), out);
            }
        }
        Value::Array(_) => {
            for other in ["{}", "\"text\"", "7", "[null]", "[[]]"] {
                put(other, Some(&at));
            }
            mutations(document, &schema["items"], body, &format!("{pointer}/0"), out);
        }
        Value::Number(_) => {
            for other in ["\"10\"", "1.5", "1e3", "[]", "{}", "[1]", "NaN", "1000000000000000000000000000000"] {
                put(other, Some(&at));
            }
            for other in ["-1000", "0", "-0", "1000000000001", "9007199254740993"] {
                put(other, None);
            }
        }
        _ => {
            for other in ["7", "1.5", "{}", "[]", "{\"$ne\":null}", "[\"x\"]", "\"\\ud800\"", "\"a\\ud800b\""] {
                put(other, Some(&at));
            }
            for other in ["\"\"", "\"nul\\u0000byte\"", "\"\u{feff}\""] {
                put(other, None);
            }
            put(&format!("\"{}\"", "x".repeat(6_000)), Some(&at));
        }
    }
}

/// Whether a sentence is in words of serde and Rust, which mean nothing to whoever wrote the client.
fn is_of_the_parser(said: &str) -> bool {
    const WORDS: &[&str] = &[
        "invalid type",
        "invalid value",
        "invalid length",
        "wrong type",
        "struct",
        "enum",
        "variant",
        "sequence",
        "tuple",
        "newtype",
        "borrowed",
        "expected a",
        "expected i",
        "expected u",
        "expected f",
        "usize",
        "i64",
        "u64",
        "i32",
        "u32",
        "u16",
        "u8",
        "f64",
        "Option",
        "Vec",
        "::",
        "at line",
    ];
    WORDS.iter().any(|word| said.contains(word))
}

/// Insists on a refusal that a client can act on.
#[track_caller]
fn refused(answer: &TestResponse, what: &str) {
    let status = answer.status.as_u16();
    assert!((400..500).contains(&status), "{what}: {status} {}", answer.text);
    assert!(!answer.text_at("/code").is_empty() && !answer.text_at("/detail").is_empty(), "{what}");
    for error in answer.json["errors"].as_array().into_iter().flatten() {
        let said = error["detail"].as_str().expect("words");
        assert!(!said.is_empty() && !is_of_the_parser(said), "{what}: {said}");
    }
}

async fn whole_bodies(case: &Case, id: &str, method: &str) {
    let json = ["application/json"];
    let good = case.body.to_string();
    // Deeper than any parser goes, and no larger than the smallest body that a route takes.
    let deep = format!("{}{}", "[".repeat(3_500), "]".repeat(3_500));
    let named = format!("{{\"zzz\":{}", "{\"a\":".repeat(1_400));
    let spoilt = [
        good[..good.len() - 1].to_owned(),
        format!("{good} x"),
        format!("{good}{good}"),
        format!("{good},"),
        String::new(),
        " ".to_owned(),
        format!("\u{feff}{good}"),
        format!("[{good}]"),
        format!("\"{}\"", good.replace('"', "\\\"")),
        deep,
        named,
    ];
    for text in spoilt {
        let began = Instant::now();
        let answer = case.send(method, &json, text.clone().into_bytes()).await;
        let what = format!("{id}: {}", text.chars().take(40).collect::<String>());
        refused(&answer, &what);
        assert_eq!((answer.status.as_u16(), answer.text_at("/code").as_str()), (400, "request.bad_body"), "{what}");
        assert!(began.elapsed() < Duration::from_secs(5), "{what} took {:?}", began.elapsed());
    }
    let latin = [good.as_bytes(), b"\xff"].concat();
    refused(&case.send(method, &json, latin).await, id);
    let alone = Case { who: alone(&case.who), path: case.path.clone(), takes_key: case.takes_key, body: Value::Null };
    let huge = alone.send(method, &json, "[".repeat(2_000_000).into_bytes()).await;
    assert!(matches!(huge.status.as_u16(), 400 | 413), "{id}: {}", huge.status);
    for kinds in [
        &["text/plain"][..],
        &[],
        &["application/json", "application/json"],
        &["application/json; charset=utf-16"],
        &["application/x-www-form-urlencoded"],
    ] {
        assert_eq!(case.send(method, kinds, good.clone().into_bytes()).await.status, 415, "{id} as {kinds:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_body_that_is_not_what_was_asked_for_is_refused_and_the_good_one_taken() {
    let mut world = World::new(Engine::Sqlite).await;
    let document = openapi::document(&api::router());
    let operations = document["paths"]
        .as_object()
        .expect("paths")
        .values()
        .flat_map(|methods| methods.as_object().expect("methods"));
    let (mut sent, mut taken) = (0, 0);

    for (method, operation) in operations {
        let Some(schema) = operation.pointer("/requestBody/content/application~1json/schema") else { continue };
        let (id, method) = (operation["operationId"].as_str().expect("an id"), method.to_uppercase());
        let case = world.cases.remove(id).unwrap_or_else(|| panic!("{id} takes a body: add a good one to World::new"));
        let mut bad = Vec::new();
        mutations(&document, schema, &case.body, "", &mut bad);
        for (what, body, place) in bad {
            let what = format!("{id}: {what}");
            let answer = case.send(&method, &["application/json"], body.into_bytes()).await;
            refused(&answer, &what);
            if let Some(place) = place {
                assert_eq!(
                    (answer.status.as_u16(), answer.text_at("/code").as_str()),
                    (400, "request.bad_body"),
                    "{what}"
                );
                assert!(answer.text_at("/errors/0/path").starts_with(&place), "{what}: {}", answer.text);
            }
            sent += 1;
        }
        whole_bodies(&case, id, &method).await;
        let good = case.send(&method, &["application/json"], case.body.to_string().into_bytes()).await;
        assert!(good.status.is_success(), "{id}: the good body: {} {}", good.status, good.text);
        taken += 1;
    }

    assert!(world.cases.is_empty(), "bodies of no operation: {:?}", world.cases.keys());
    assert!(sent > 1_000 && taken == 48, "{sent} mutations of {taken} bodies");
    world.app.finish().await;
}
