//! What a type's schema says about its bounds is what is read, and what a refusal says.

use kernel::text::{AddressLine, Evidence, Name, Postcode, Reason, Reference, SearchText, Title};
use kernel::{PageLimit, Price, Quantity, SignedQuantity};
use schemars::{JsonSchema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The numbers of a text.
fn numbers(text: &str) -> Vec<i64> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// What a type's schema says: its bounds, and that they are those of what is read.
fn bounds_hold<T: DeserializeOwned + JsonSchema>(letter: &str) {
    let schema = serde_json::to_value(T::json_schema(&mut SchemaGenerator::default())).expect("JSON");
    let read = |value: Value| serde_json::from_value::<T>(value).map(drop).map_err(|error| error.to_string());
    if let Some(most) = schema["maxLength"].as_u64() {
        let most = usize::try_from(most).expect("a length");
        assert_eq!(read(json!(letter.repeat(most))), Ok(()), "{schema}");
        let refused = read(json!(letter.repeat(most + 1))).expect_err("it is too long");
        assert!(numbers(&refused).iter().all(|n| usize::try_from(*n) == Ok(most)), "{refused}");
    }
    for (bound, beyond) in [("minimum", -1), ("maximum", 1)] {
        let Some(last) = schema[bound].as_i64() else { continue };
        assert_eq!(read(json!(last)), Ok(()), "{schema}");
        let refused = read(json!(last + beyond)).expect_err("it is out of bounds");
        let known = [schema["minimum"].as_i64(), schema["maximum"].as_i64(), Some(0)];
        // A sign stands before its digits.
        let known: Vec<i64> = known.into_iter().flatten().map(i64::abs).collect();
        assert!(numbers(&refused).iter().all(|n| known.contains(n)), "{refused}: {schema}");
    }
}

#[test]
fn the_reference_and_the_refusals_of_every_type_state_its_bounds() {
    bounds_hold::<Name>("न");
    bounds_hold::<Title>("म");
    bounds_hold::<Reason>("x");
    bounds_hold::<Evidence>("x");
    bounds_hold::<AddressLine>("x");
    bounds_hold::<Postcode>("9");
    bounds_hold::<Reference>("x");
    bounds_hold::<SearchText>("x");
    bounds_hold::<Quantity>("");
    bounds_hold::<SignedQuantity>("");
    bounds_hold::<Price>("");
    bounds_hold::<PageLimit>("");
}
