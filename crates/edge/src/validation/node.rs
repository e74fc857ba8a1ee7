//! A body or a query as it was sent, with every field that came twice, so that parts of it can be taken out and the
//! rest read again.

use std::fmt;

use serde::de::value::{Error, MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{Deserialize, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

/// A value.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number below zero.
    Signed(i64),
    /// A whole number.
    Unsigned(u64),
    /// Another number.
    Float(f64),
    /// A text of JSON.
    String(String),
    /// A parameter of a query: a text that is what is expected there.
    Text(String),
    /// Items, each with its place in what was sent.
    List(Vec<(usize, Node)>),
    /// Fields, in order.
    Object(Vec<(String, Node)>),
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Signed(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Unsigned(value))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Float(value))
    }
    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::String(value.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push((list.len(), item));
        }
        Ok(Node::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Node, A::Error> {
        let mut object = Vec::new();
        while let Some(field) = fields.next_entry()? {
            object.push(field);
        }
        Ok(Node::Object(object))
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(NodeVisitor)
    }
}

impl<'de> IntoDeserializer<'de, Error> for &'de Node {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

/// A number in a text, or why it is none.
fn number(text: &str, wanted: &'static str) -> Result<i128, Error> {
    text.parse().map_err(|_| Error::invalid_type(Unexpected::Other("text"), &wanted))
}

macro_rules! whole_numbers {
    ($($method:ident $type:ident $visit:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            let Node::Text(text) = self else { return self.deserialize_any(visitor) };
            let out_of_range = |_| Error::invalid_value(Unexpected::Other("text"), &stringify!($type));
            visitor.$visit($type::try_from(number(text, stringify!($type))?).map_err(out_of_range)?)
        }
    )*};
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Null => visitor.visit_unit(),
            Node::Bool(value) => visitor.visit_bool(*value),
            Node::Signed(value) => visitor.visit_i64(*value),
            Node::Unsigned(value) => visitor.visit_u64(*value),
            Node::Float(value) => visitor.visit_f64(*value),
            Node::String(text) | Node::Text(text) => visitor.visit_borrowed_str(text),
            Node::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter().map(|(_, item)| item))),
            Node::Object(fields) => {
                visitor.visit_map(MapDeserializer::new(fields.iter().map(|(name, field)| (name.as_str(), field))))
            }
        }
    }
    whole_numbers! {
        deserialize_i8 i8 visit_i8; deserialize_i16 i16 visit_i16; deserialize_i32 i32 visit_i32;
        deserialize_i64 i64 visit_i64; deserialize_u8 u8 visit_u8; deserialize_u16 u16 visit_u16;
        deserialize_u32 u32 visit_u32; deserialize_u64 u64 visit_u64;
    }
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Text(text) => match text.as_str() {
                "true" => visitor.visit_bool(true),
                "false" => visitor.visit_bool(false),
                _ => Err(Error::invalid_type(Unexpected::Other("text"), &"a boolean")),
            },
            other => other.deserialize_any(visitor),
        }
    }
    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Node::Text(text) = self else { return self.deserialize_any(visitor) };
        let read = text.parse().map_err(|_| Error::invalid_type(Unexpected::Other("text"), &"f64"));
        visitor.visit_f64(read?)
    }
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        // Fields are named: a list of their values is no object.
        if matches!(self, Node::List(_)) {
            return Err(Error::invalid_type(Unexpected::Seq, &visitor));
        }
        self.deserialize_any(visitor)
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if matches!(self, Node::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Node::String(text) | Node::Text(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            Node::Object(fields) => {
                let fields = MapDeserializer::new(fields.iter().map(|(name, field)| (name.as_str(), field)));
                MapAccessDeserializer::new(fields).deserialize_enum(name, variants, visitor)
            }
            _ => Err(Error::invalid_type(Unexpected::Other("another type"), &"string or map")),
        }
    }
    forward_to_deserialize_any! {
        i128 u128 f32 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct struct identifier
        ignored_any
    }
}
