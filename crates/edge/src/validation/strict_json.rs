//! JSON as it was meant: objects are objects. serde's derived structs also accept an array of
//! their fields in order; that lie ends here. Unknown and duplicate keys are refused by the types
//! themselves (`deny_unknown_fields`; derived structs refuse a key that comes twice).

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

/// Where and why a text is not what was wanted.
#[derive(Debug, PartialEq, Eq)]
pub struct JsonError {
    /// A path such as `lines[2].quantity`; empty for the whole.
    pub path: String,
    /// In words that do not repeat the value that was sent.
    pub detail: String,
}

/// Reads one whole JSON text.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, JsonError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let mut track = serde_path_to_error::Track::new();
    let result = {
        let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
        T::deserialize(Strict(tracked))
    };
    let value = result.map_err(|e| unreadable(bytes, &track.path().to_string(), &e))?;
    json.end().map_err(|e| unreadable(bytes, "", &e))?;
    Ok(value)
}

fn unreadable(bytes: &[u8], path: &str, error: &serde_json::Error) -> JsonError {
    let path = if path == "." { "" } else { path };
    if error.is_syntax() || error.is_eof() {
        // A list where a word is expected is a syntax error to serde_json, however valid the text is.
        if serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok() {
            return JsonError { path: path.to_owned(), detail: "must be one of the allowed values".to_owned() };
        }
        return JsonError {
            // A question mark stands for a name that could not be read.
            path: if path.contains('?') { String::new() } else { path.to_owned() },
            detail: format!("is not valid JSON (line {}, column {})", error.line(), error.column()),
        };
    }
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(says, _)| says);
    JsonError { path: path.to_owned(), detail: plain_message(text) }
}

/// serde's messages for people, without the value that was sent, which may be a password in the wrong
/// field.
pub(crate) fn plain_message(text: &str) -> String {
    let expected = || text.split_once("expected ").map_or("", |(_, what)| what);
    if text.starts_with("invalid type: ") {
        let is_fraction = text.starts_with("invalid type: floating point");
        return match wanted(expected()) {
            whole @ "must be a whole number" if is_fraction => format!("{whole}, without a decimal point or exponent"),
            other => other.to_owned(),
        };
    }
    if text.starts_with("invalid value: ") {
        return match wanted(expected()) {
            "must be a whole number" => "must be a whole number in the allowed range".to_owned(),
            other => other.to_owned(),
        };
    }
    if text.starts_with("invalid length ") {
        return "has the wrong number of items".to_owned();
    }
    if text.starts_with("unknown variant ") {
        return format!("must be {}", expected());
    }
    if let Some(rest) = text.strip_prefix("unknown field `") {
        let name: String =
            rest.split('`').next().unwrap_or_default().chars().take(40).filter(|c| !c.is_control()).collect();
        let known = text.split_once(", expected ").map(|(_, known)| known);
        return match known {
            Some(known) => format!("has an unknown field `{name}`; expected {known}"),
            None => format!("has an unknown field `{name}`; no fields are allowed here"),
        };
    }
    if let Some(name) = text.strip_prefix("missing field ") {
        return format!("is missing the field {name}");
    }
    if let Some(name) = text.strip_prefix("duplicate field ") {
        return format!("has the field {name} more than once");
    }
    text.to_owned()
}

/// What serde calls a type, as a person would.
fn wanted(expected: &str) -> &'static str {
    let first = expected.split(' ').next().unwrap_or_default();
    match first {
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize"
        | "integer" => "must be a whole number",
        "f32" | "f64" => "must be a number",
        "struct" | "map" => "must be an object",
        "enum" | "variant" | "string" => "must be one of the allowed values",
        _ => match expected {
            "a string" | "a borrowed string" | "a character" => "must be text",
            "a boolean" => "must be true or false",
            "a map" => "must be an object",
            "a sequence" => "must be a list",
            "IP address" | "IPv4 address" | "IPv6 address" => "must be an IP address",
            _ => "has the wrong type",
        },
    }
}

/// Reads a struct from an object and from nothing else.
pub(crate) struct Strict<D>(pub D);

macro_rules! forward {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> { self.0.$method(Strict(visitor)) }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<D> {
    type Error = D::Error;

    forward! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8
        deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64 deserialize_char deserialize_str
        deserialize_string deserialize_bytes deserialize_byte_buf deserialize_option deserialize_unit deserialize_seq
        deserialize_map deserialize_identifier deserialize_ignored_any
    }

    /// The point of it all: a struct is read as an object and as nothing else.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Strict(visitor))
    }
    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_unit_struct(name, Strict(visitor))
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, Strict(visitor))
    }
    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple(len, Strict(visitor))
    }
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple_struct(name, len, Strict(visitor))
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, Strict(visitor))
    }
}

macro_rules! pass {
    ($($method:ident($ty:ty))*) => {$(
        fn $method<E: Error>(self, value: $ty) -> Result<V::Value, E> { self.0.$method(value) }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Strict<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.expecting(f)
    }
    pass! {
        visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_f64(f64) visit_char(char) visit_str(&str)
        visit_borrowed_str(&'de str) visit_string(String) visit_bytes(&[u8]) visit_byte_buf(Vec<u8>)
    }
    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }
    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }
    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Strict(inner))
    }
    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Strict(inner))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Strict(seq))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Strict(map))
    }
    fn visit_enum<A: EnumAccess<'de>>(self, choice: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(choice)
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Strict<S> {
    type Value = S::Value;
    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Strict(inner))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Strict<A> {
    type Error = A::Error;
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Strict(seed))
    }
    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Strict<A> {
    type Error = A::Error;
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Strict(seed))
    }
    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Line {
        packs: i64,
        few: u8,
        title: String,
        is_gift: bool,
        share: f64,
        tags: Vec<String>,
    }

    fn why(json: &str) -> String {
        let bad = read::<Line>(json.as_bytes()).expect_err("it is not a line");
        format!("{} {}", bad.path, bad.detail)
    }

    #[test]
    fn a_list_where_a_word_is_expected_is_valid_json_of_the_wrong_type() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Word {
            Nobody,
        }
        #[derive(Debug, serde::Deserialize)]
        struct Body {
            code: Word,
        }
        let said = |json: &str| read::<Body>(json.as_bytes()).map(|body| body.code).map_err(|e| (e.path, e.detail));

        assert!(matches!(said(r#"{"code":"nobody"}"#), Ok(Word::Nobody)));
        let wrong = said(r#"{"code":["nobody"]}"#).expect_err("a list");
        assert_eq!(wrong, ("code".to_owned(), "must be one of the allowed values".to_owned()));
        assert!(said(r#"{"code":[}"#).expect_err("not JSON").1.starts_with("is not valid JSON"));
    }

    #[test]
    fn what_is_wrong_is_said_without_words_of_the_parser() {
        let line = |from: &str, to: &str| {
            let good = r#"{"packs":1,"few":1,"title":"Tea","is_gift":false,"share":0.5,"tags":[]}"#;
            assert!(read::<Line>(good.as_bytes()).is_ok());
            why(&good.replace(from, to))
        };

        assert_eq!(line("\"packs\":1", "\"packs\":\"hunter2\""), "packs must be a whole number");
        let whole = "packs must be a whole number, without a decimal point or exponent";
        assert_eq!(line("\"packs\":1", "\"packs\":1.5"), whole);
        assert_eq!(line("\"packs\":1", "\"packs\":1.0"), whole);
        assert_eq!(line("\"few\":1", "\"few\":1000"), "few must be a whole number in the allowed range");
        assert_eq!(line("\"Tea\"", "7"), "title must be text");
        assert_eq!(line("false", "0"), "is_gift must be true or false");
        assert_eq!(line("0.5", "\"half\""), "share must be a number");
        assert_eq!(line("[]", "{}"), "tags must be a list");
        assert_eq!(line("\"packs\":1,", ""), " is missing the field `packs`");
        assert_eq!(line("\"packs\":1,", "\"packs\":1,\"packs\":2,"), " has the field `packs` more than once");
        assert!(line("\"few\":1", "\"few\":1,\"fewer\":2").ends_with(
            "has an unknown field `fewer`; expected one of `packs`, `few`, `title`, `is_gift`, `share`, `tags`"
        ));
        assert_eq!(why("[]"), " must be an object");
        assert_eq!(plain_message("unknown variant `x`, expected `open` or `paused`"), "must be `open` or `paused`");
        assert_eq!(
            plain_message("unknown field `x`, there are no fields"),
            "has an unknown field `x`; no fields are allowed here"
        );
    }
}
