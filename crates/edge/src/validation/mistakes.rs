//! Every mistake of a body or a query at once, each with its path. serde stops at the first; so what was wrong is
//! taken out and the rest read again, until nothing is wrong any more or enough was found.

use std::collections::BTreeSet;

use kernel::FieldError;
use schemars::{JsonSchema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment, Track};

use super::node::Node;
use super::strict_json::{self, Strict};

/// The most that are told.
const MOST: usize = 20;
/// How often the text is read for them: what held a mistake is taken out as well where it cannot be without.
const PASSES: usize = 64;

/// Reads a body as JSON.
pub fn read_json<T: DeserializeOwned + JsonSchema>(bytes: &[u8]) -> Result<T, Vec<FieldError>> {
    let first = match strict_json::read(bytes) {
        Ok(value) => return Ok(value),
        Err(first) => first,
    };
    let all = serde_json::from_slice(bytes).ok().and_then(|node| collect::<T>(node).err());
    Err(all
        .filter(|all| !all.is_empty())
        .unwrap_or_else(|| vec![FieldError { path: first.path, detail: first.detail }]))
}

/// Reads a query.
pub fn read_query<T: DeserializeOwned + JsonSchema>(text: &str) -> Result<T, Vec<FieldError>> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(text).unwrap_or_default();
    collect(Node::Object(pairs.into_iter().map(|(name, value)| (name, Node::Text(value))).collect()))
}

fn collect<T: DeserializeOwned + JsonSchema>(mut node: Node) -> Result<T, Vec<FieldError>> {
    let mut mistakes = Mistakes::default();
    for pass in 0..PASSES {
        let mut track = Track::new();
        let read = T::deserialize(Strict(serde_path_to_error::Deserializer::new(&node, &mut track)));
        let error = match read {
            Ok(value) if mistakes.found.is_empty() => return Ok(value),
            Ok(_) => break,
            Err(error) => error.to_string(),
        };
        if pass == 0 {
            let schema = SchemaGenerator::default().into_root_schema_for::<T>().to_value();
            mistakes.note_missing(&schema, &schema, &node, "");
        }
        if !mistakes.note(&mut node, &track.path(), &error) || mistakes.found.len() >= MOST {
            break;
        }
    }
    Err(mistakes.found)
}

/// What was found so far.
#[derive(Default)]
struct Mistakes {
    found: Vec<FieldError>,
    /// What is missing because it was missing from the start, or was taken out.
    gone: BTreeSet<String>,
}

impl Mistakes {
    fn push(&mut self, path: String, detail: String) {
        if self.gone.insert(path.clone()) && self.found.len() < MOST {
            self.found.push(FieldError { path, detail });
        }
    }

    /// Notes each field that the schema wants and that is not there: serde names only the first of an object.
    fn note_missing(&mut self, root: &Value, schema: &Value, node: &Node, path: &str) {
        let schema = resolved(root, schema);
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.note_missing(root, part, node, path);
        }
        match node {
            Node::Object(fields) => {
                for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if !fields.iter().any(|(known, _)| known == name) {
                        self.push(join(path, name), "is missing".to_owned());
                    }
                }
                for (name, field) in fields {
                    if let Some(schema) = schema["properties"].get(name) {
                        self.note_missing(root, schema, field, &join(path, name));
                    }
                }
            }
            Node::List(items) => {
                for (index, item) in items {
                    self.note_missing(root, &schema["items"], item, &format!("{path}[{index}]"));
                }
            }
            _ => {}
        }
    }

    /// Notes a mistake, and takes out what is wrong. False where that is all there is.
    fn note(&mut self, node: &mut Node, path: &Path, error: &str) -> bool {
        let place = NodePath::of(node, path);
        let quoted = |prefix: &str| error.strip_prefix(prefix)?.split('`').next();
        if let Some(name) = quoted("missing field `") {
            self.push(join(&place.path, name), "is missing".to_owned());
            self.gone.insert(place.path.clone());
            return take_out(node, &place.steps);
        }
        if let Some(name) = quoted("duplicate field `") {
            self.push(join(&place.path, name), "appears more than once".to_owned());
            return take_out_named(node, &place.steps, name);
        }
        if let Some(name) = quoted("unknown field `") {
            let detail = error.split_once(", expected ").map_or_else(
                || "is not known; no fields are allowed here".to_owned(),
                |(_, known)| format!("is not known here; expected {known}"),
            );
            let (steps, parent) = if place.ends_in(name) { place.parent() } else { (place.steps, place.path) };
            self.push(join(&parent, name), detail);
            return take_out_named(node, &steps, name);
        }
        self.push(place.path, strict_json::plain_message(error));
        take_out(node, &place.steps)
    }
}

/// A name behind a path. Names that nobody knows are the caller's: cut, and without what would break a line.
fn join(path: &str, name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
    if path.is_empty() { name } else { format!("{path}.{name}") }
}

/// A schema behind references and behind "or null".
fn resolved<'s>(root: &'s Value, mut schema: &'s Value) -> &'s Value {
    for _ in 0..8 {
        let reference = schema["$ref"].as_str().and_then(|to| root.pointer(to.trim_start_matches('#')));
        let choice = schema["anyOf"].as_array().and_then(|all| all.iter().find(|one| one["type"] != "null"));
        match reference.or(choice) {
            Some(inner) => schema = inner,
            None => break,
        }
    }
    schema
}

/// A place in a node: how to get there, and how it is called in what was sent.
struct NodePath {
    steps: Vec<usize>,
    path: String,
    /// The paths on the way, the whole's first.
    parents: Vec<String>,
}

impl NodePath {
    fn of(node: &Node, path: &Path) -> Self {
        let (mut at, mut place) = (node, Self { steps: Vec::new(), path: String::new(), parents: Vec::new() });
        for segment in path {
            let next = match (segment, at) {
                (Segment::Seq { index }, Node::List(items)) => {
                    items.get(*index).map(|(sent, item)| (*index, item, format!("{}[{sent}]", place.path)))
                }
                (Segment::Map { key: name } | Segment::Enum { variant: name }, Node::Object(fields)) => {
                    let found = fields.iter().position(|(known, _)| known == name);
                    found.map(|index| (index, &fields[index].1, join(&place.path, name)))
                }
                _ => None,
            };
            let Some((step, inner, path)) = next else { break };
            place.parents.push(std::mem::replace(&mut place.path, path));
            place.steps.push(step);
            at = inner;
        }
        place
    }
    fn ends_in(&self, name: &str) -> bool {
        self.parents.last().is_some_and(|parent| join(parent, name) == self.path)
    }
    fn parent(mut self) -> (Vec<usize>, String) {
        self.steps.pop();
        (self.steps, self.parents.pop().unwrap_or_default())
    }
}

/// What stands at some steps into a node.
fn at<'n>(node: &'n mut Node, steps: &[usize]) -> Option<&'n mut Node> {
    steps.iter().try_fold(node, |node, step| match node {
        Node::List(items) => items.get_mut(*step).map(|(_, item)| item),
        Node::Object(fields) => fields.get_mut(*step).map(|(_, field)| field),
        _ => None,
    })
}

/// Takes out what stands at some steps; false where that is everything.
fn take_out(node: &mut Node, steps: &[usize]) -> bool {
    let Some((last, before)) = steps.split_last() else { return false };
    match at(node, before) {
        Some(Node::List(items)) => drop(items.remove(*last)),
        Some(Node::Object(fields)) => drop(fields.remove(*last)),
        _ => return false,
    }
    true
}

/// Takes out every field of a name; false where there is none.
fn take_out_named(node: &mut Node, steps: &[usize], name: &str) -> bool {
    let Some(Node::Object(fields)) = at(node, steps) else { return false };
    let before = fields.len();
    fields.retain(|(known, _)| known != name);
    fields.len() < before
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Order {
        lines: Vec<Line>,
        to: To,
        #[serde(default)]
        note: Option<String>,
        total: i64,
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Line {
        offer: String,
        packs: i64,
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct To {
        city: String,
        code: String,
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Find {
        #[serde(default)]
        limit: Option<u8>,
        #[serde(default)]
        open: Option<bool>,
        of: String,
    }

    fn wrong<T: std::fmt::Debug>(read: Result<T, Vec<FieldError>>) -> Vec<String> {
        read.expect_err("it is wrong").into_iter().map(|e| format!("{}: {}", e.path, e.detail)).collect()
    }

    #[test]
    fn all_mistakes_of_a_body_are_told_with_the_places_they_were_sent_at() {
        let body = br#"{"lines":[{"offer":"a","packs":"x"},{"offer":"b","packs":2},{"packs":1.0,"of":1}],"to":{"city":5},"note":7}"#;

        let whole = "must be a whole number, without a decimal point or exponent";
        assert_eq!(
            wrong(read_json::<Order>(body)),
            [
                "total: is missing",
                "lines[2].offer: is missing",
                "to.code: is missing",
                "lines[0].packs: must be a whole number",
                &format!("lines[2].packs: {whole}"),
                "lines[2].of: is not known here; expected `offer` or `packs`",
                "to.city: must be text",
                "note: must be text",
            ]
        );
    }

    #[test]
    fn a_body_that_is_no_object_or_no_json_is_wrong_as_a_whole() {
        assert_eq!(wrong(read_json::<Order>(b"[]")), [": must be an object"]);
        assert_eq!(wrong(read_json::<Order>(b"{lines")), [": is not valid JSON (line 1, column 2)"]);
        let twice = br#"{"lines":[],"to":{"city":"a","code":"b"},"total":1,"total":2}"#;
        assert_eq!(wrong(read_json::<Order>(twice)), ["total: appears more than once"]);
    }

    #[test]
    fn each_parameter_of_a_query_is_named() {
        assert!(read_query::<Find>("of=a&limit=5&open=true").is_ok());
        assert_eq!(
            wrong(read_query::<Find>("limit=many&open=perhaps&colour=red")),
            [
                "of: is missing",
                "limit: must be a whole number",
                "open: must be true or false",
                "colour: is not known here; expected one of `limit`, `open`, `of`",
            ]
        );
        assert_eq!(wrong(read_query::<Find>("of=a&limit=1&limit=2")), ["limit: appears more than once"]);
        assert_eq!(wrong(read_query::<Find>("of=a&limit=300")), ["limit: must be a whole number in the allowed range"]);
    }
}
