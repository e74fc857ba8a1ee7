//! What clients see, as it was last agreed on: the routes, the OpenAPI document, and the shape of every
//! answer. A difference is either a mistake or something to tell in CHANGELOG.md.
//!
//! Renewed by `AQAD_TEST_RENEW_SNAPSHOTS=1 scripts/test snapshots::`, then read with `git diff`.

mod costs;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use infra::node_metrics::{LinkStatus, RedisHealth};
use kernel::Timestamp;
use serde_json::{Map, Value, json};
use testkit::{Engine, TestApp};

use crate::authz_walk::allowed::{Due, who};
use crate::authz_walk::world::World;
use crate::authz_walk::{actor_for, every_route, path_of, place_of, send};

/// Compares with what was agreed on, or takes its place.
fn is_as_agreed(name: &str, now: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if env::var_os("AQAD_TEST_RENEW_SNAPSHOTS").is_some() {
        assert!(env::var_os("CI").is_none(), "a gate compares; it renews nothing");
        fs::write(&file, now).expect("a snapshot");
        return;
    }
    let before = fs::read_to_string(&file).unwrap_or_default();
    let (gone, new) = (only_in(&before, now), only_in(now, &before));
    assert!(
        before == now,
        "{name} has changed; if that is meant, renew it with AQAD_TEST_RENEW_SNAPSHOTS=1 scripts/test snapshots:: and tell \
         clients in CHANGELOG.md\n- {}\n+ {}",
        gone.join("\n- "),
        new.join("\n+ "),
    );
}

/// The first lines of one text that the other has not.
fn only_in<'a>(one: &'a str, other: &str) -> Vec<&'a str> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for line in other.lines() {
        *known.entry(line).or_default() += 1;
    }
    let mut unknown = Vec::new();
    for line in one.lines() {
        match known.get_mut(line) {
            Some(left) if *left > 0 => *left -= 1,
            _ => unknown.push(line),
        }
    }
    unknown.truncate(30);
    unknown
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("it is JSON") + "\n"
}

#[test]
fn the_routes_are_those_agreed_on() {
    let ran = Command::new(env!("CARGO_BIN_EXE_aqad")).env_clear().arg("routes").output().expect("the program runs");
    assert!(ran.status.success());

    let said = String::from_utf8(ran.stdout).expect("text");
    let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
    is_as_agreed("routes.txt", &(lines.join("\n") + "\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_openapi_document_is_the_one_agreed_on() {
    let app = TestApp::new(Engine::Sqlite).await;

    let document = app.anybody().get("/api/openapi.json").await.is(200);

    is_as_agreed("openapi.json", &pretty(&document.json));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_has_the_shape_agreed_on() {
    let mut world = World::new(Engine::Sqlite).await;
    world.make_work_for_staff().await;
    let holders = world.holders().await;
    something_to_watch(&world).await;
    let mut shapes = Map::new();
    let mut routes = every_route();
    // Before others are refused something: what is seen is written down once a second.
    let is_watch = |path: &str| path.starts_with("/api/admin/security") || path == "/api/admin/health";
    routes.sort_by_key(|mounted| !is_watch(mounted.route.path));

    for mounted in routes {
        let place = place_of(mounted.route.id).expect("every route has a place");
        let (who, path, body) = (who(&mounted), path_of(&world, &mounted, place), place.3(&world).to_string());
        // By the first whom it serves.
        for holder in holders.iter().filter(|holder| who.due(holder) == Due::Entry) {
            let answer = send(&world, &actor_for(holder, &mounted).await, &mounted, &path, &body).await;
            if !answer.status.is_success() {
                continue;
            }
            let name = format!("{} {}", mounted.route.method.name(), mounted.route.path);
            // The document has a snapshot of its own.
            let shape = if mounted.route.id == "system.openapi" { json!("the document") } else { shape(&answer.json) };
            shapes.insert(name, json!({ "status": answer.status.as_u16(), "body": shape }));
            break;
        }
    }

    assert_eq!(shapes.len(), every_route().len(), "some route served nobody");
    is_as_agreed("answers.json", &pretty(&Value::Object(shapes)));
}

/// Refusals that are written down, and samples of how the node is doing.
async fn something_to_watch(world: &World) {
    let wrong = json!({ "email": "acme@vendor.example", "password": "not the right one at all" });
    world.app.anybody().post("/api/auth/login", &wrong).await.is(401);
    world.a.retailer.get("/api/admin/audit").await.is(403);
    market::security::flush(&world.app.ctx).await.expect("it is written down");
    for _ in 0..2 {
        let links = RedisHealth { limits_redis: LinkStatus::None, cache_redis: LinkStatus::None };
        world.app.ctx.node_metrics.sample(&world.app.ctx.store, links).await;
        // A minute has a sample once it has ended.
        world.app.clock.advance(testkit::minutes(1));
    }
}

/// What kind of thing each part of an answer is.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => json!("null"),
        Value::Bool(_) => json!("boolean"),
        Value::Number(_) => json!("number"),
        Value::String(text) => json!(kind_of(text)),
        Value::Array(all) => Value::Array(all.iter().map(shape).reduce(either).into_iter().collect()),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), shape_of_field(name, value))).collect()
        }
    }
}

/// What is measured from one moment to the next is null until there were two.
const MEASURED: [&str; 5] = ["machine_cpu_permille", "process_cpu_permille", "p50_us", "p95_us", "p99_us"];

fn shape_of_field(name: &str, value: &Value) -> Value {
    if MEASURED.contains(&name) && (value.is_null() || value.is_number()) {
        return json!("number or null");
    }
    shape(value)
}

fn kind_of(text: &str) -> String {
    let is_id = text.len() == 30 && text.is_ascii() && text.as_bytes()[3] == b'_';
    if is_id {
        return format!("id {}", &text[..4]);
    }
    let is_instant = serde_json::from_value::<Timestamp>(json!(text)).is_ok();
    if is_instant { "instant".to_owned() } else { "text".to_owned() }
}

/// The shape of what may be of either; a field that only one has ends in a question mark.
fn either(one: Value, other: Value) -> Value {
    match (one, other) {
        (one, other) if one == other => one,
        (Value::Object(one), Value::Object(mut other)) => {
            let mut both = Map::new();
            for (name, value) in one {
                let bare = name.trim_end_matches('?').to_owned();
                let found = other.remove(&bare).or_else(|| other.remove(&format!("{bare}?")));
                match found {
                    Some(found) => both.insert(name, either(value, found)),
                    None => both.insert(format!("{bare}?"), value),
                };
            }
            both.extend(other.into_iter().map(|(name, value)| (format!("{}?", name.trim_end_matches('?')), value)));
            Value::Object(both)
        }
        (Value::Array(one), Value::Array(other)) => {
            Value::Array(one.into_iter().chain(other).reduce(either).into_iter().collect())
        }
        (one, other) => {
            let mut kinds: Vec<Value> = [one, other]
                .into_iter()
                .flat_map(|kind| match kind {
                    Value::Object(mut fields) if fields.len() == 1 && fields.contains_key("one of") => {
                        fields.remove("one of").and_then(|kinds| kinds.as_array().cloned()).unwrap_or_default()
                    }
                    kind => vec![kind],
                })
                .collect();
            kinds.sort_by_key(ToString::to_string);
            kinds.dedup();
            json!({ "one of": kinds })
        }
    }
}

#[test]
fn a_shape_says_what_may_be_missing_and_what_may_be_null() {
    let answer = json!({ "items": [{ "a": 1, "b": null, "c": [] }, { "a": 2, "b": "x", "d": true }, { "a": 3, "b": null, "c": [1] }] });

    let expected =
        json!({ "items": [{ "a": "number", "b": { "one of": ["null", "text"] }, "c?": ["number"], "d?": "boolean" }] });
    assert_eq!(shape(&answer), expected);
}
