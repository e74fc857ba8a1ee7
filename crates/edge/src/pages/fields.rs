//! What was typed into a form, and what is wrong about it, field by field. A form that was refused is
//! shown again with all of it, so that nothing is typed twice.

use http::StatusCode;
use kernel::printed::trimmed;
use kernel::{Currency, FieldError, Price, number};
use serde::de::value::Error as ValueError;
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::problem::Problem;

/// Fields whose text is never sent back, nor kept over a sign-in.
const SECRETS: [&str; 4] = ["password", "current_password", "new_password", "token"];

/// The fields of a form.
#[derive(Debug, Clone, Default)]
pub struct FormFields {
    pairs: Vec<(String, String)>,
    errors: Vec<FieldError>,
    problem: Option<Box<Problem>>,
}

impl FormFields {
    /// As they were sent.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self { pairs, errors: Vec::new(), problem: None }
    }

    /// Whether nobody sent it: a page that is looked at for the first time.
    pub fn is_untouched(&self) -> bool {
        self.pairs.is_empty() && self.errors.is_empty() && self.problem.is_none()
    }

    /// A field's text, without the blanks and direction marks around it; empty where it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, text)| bare(text))
    }

    /// A field's text as it was sent: passwords may begin with a space.
    pub fn raw(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text)
    }

    /// Whether a field was sent with a text.
    pub fn has(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// Whether a field was sent, be it empty.
    pub fn was_sent(&self, name: &str) -> bool {
        self.pairs.iter().any(|(known, _)| known == name)
    }

    /// All texts of fields with a name, in the order of the page.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.pairs.iter().filter(move |(known, _)| known == name).map(|(_, text)| bare(text))
    }

    /// Fields whose names begin alike, with the rest of their names: `quantity.off_…`.
    pub fn with_prefix<'f>(&'f self, prefix: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        self.pairs.iter().filter_map(move |(name, text)| Some((name.strip_prefix(prefix)?, bare(text))))
    }

    /// Sets a field: what a form shows before anybody typed.
    #[must_use]
    pub fn with(mut self, name: &str, text: impl Into<String>) -> Self {
        self.pairs.retain(|(known, _)| known != name);
        self.pairs.push((name.to_owned(), text.into()));
        self
    }

    /// What may be kept over a sign-in.
    pub fn without_secrets(&self) -> impl Iterator<Item = (&str, &str)> {
        let without_secrets = |name: &str| !SECRETS.contains(&name) && name != super::CSRF_FIELD;
        self.pairs.iter().filter(move |(name, _)| without_secrets(name)).map(|(name, text)| (&**name, &**text))
    }

    /// Reads a field as a word of the trade. `None` where it is none, and then the form says so.
    pub fn read<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let text = self.text(name).to_owned();
        if text.is_empty() {
            return self.add_error(name, "must not be empty");
        }
        self.checked(name, T::deserialize(IntoDeserializer::<ValueError>::into_deserializer(text)))
    }

    /// The same for a field that may be empty: then it is `Some(None)`.
    pub fn read_optional<T: DeserializeOwned>(&mut self, name: &str) -> Option<Option<T>> {
        if self.has(name) { self.read(name).map(Some) } else { Some(None) }
    }

    /// Reads a whole number as a word of the trade, grouped or not, in digits of any script.
    pub fn read_number<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        match number::signed(self.text(name)) {
            Ok(number) => self.checked(name, T::deserialize(IntoDeserializer::<ValueError>::into_deserializer(number))),
            Err(why) => self.add_error(name, &why.to_string()),
        }
    }

    /// Reads an amount as people write it, such as `1,120.50`, in the minor units of a currency.
    pub fn read_price(&mut self, name: &str, currency: Currency) -> Option<Price> {
        match number::amount(self.text(name), currency) {
            Ok(price) => Some(price),
            Err(why) => self.add_error(name, &why.to_string()),
        }
    }

    /// Notes what is wrong about a field.
    pub fn add_error<T>(&mut self, name: &str, why: &str) -> Option<T> {
        self.errors.push(FieldError { path: name.to_owned(), detail: why.to_owned() });
        None
    }

    fn checked<T>(&mut self, name: &str, read: Result<T, ValueError>) -> Option<T> {
        read.map_err(|why| crate::validation::strict_json::plain_message(&why.to_string()))
            .map_or_else(|why| self.add_error(name, &why), Some)
    }

    /// The refusal that the noted errors are.
    pub fn to_problem(&self) -> Problem {
        let mut problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "form.invalid", "some fields are invalid");
        problem.errors.clone_from(&self.errors);
        problem
    }

    /// With the refusal that the page shows.
    #[must_use]
    pub fn with_problem(mut self, problem: Problem) -> Self {
        self.errors.clone_from(&problem.errors);
        self.problem = Some(Box::new(problem));
        self
    }

    /// The refusal, where there was one.
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_deref()
    }

    /// The status of the page that shows the form.
    pub fn status(&self) -> StatusCode {
        self.problem.as_ref().map_or(StatusCode::OK, |problem| problem.status)
    }

    /// Everything that is wrong, field by field.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// What is wrong about a field, in English.
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.path == name).map(|error| &*error.detail)
    }
}

/// What was typed or pasted, without what stands around it.
fn bare(text: &str) -> &str {
    trimmed(text.trim()).trim()
}

#[cfg(test)]
mod tests {
    use kernel::NumberError;

    use super::*;

    #[test]
    fn a_decimal_comma_is_one_and_no_separator_of_thousands() {
        let read = |text: &str| {
            let mut fields = FormFields::new(vec![("price".to_owned(), text.to_owned())]);
            let price = fields.read_price("price", Currency::INR).map(Price::minor);
            (price, fields.error("price").map(str::to_owned))
        };

        assert_eq!(read("12,50"), (Some(1_250), None));
        assert_eq!(read("0,99"), (Some(99), None));
        assert_eq!(read("12 50"), (None, Some(NumberError::Unclear.to_string())));
        assert_eq!(read("१२०.५"), (Some(12_050), None));
        assert_eq!(read("-1"), (None, Some("must be an amount, such as 120.50".to_owned())));
    }

    #[test]
    fn secrets_are_not_kept_over_a_sign_in() {
        let pair = |name: &str| (name.to_owned(), "x".to_owned());
        let fields = FormFields::new(vec![pair("city"), pair("password"), pair("_csrf"), pair("token")]);

        assert_eq!(fields.without_secrets().collect::<Vec<_>>(), [("city", "x")]);
    }

    #[test]
    fn every_wrong_field_is_told() {
        let mut fields = FormFields::new(vec![("quantity".to_owned(), "many".to_owned())]);

        assert_eq!(fields.read_number::<u32>("quantity"), None);
        assert_eq!(fields.read::<String>("city"), None);
        assert_eq!(fields.read_optional::<String>("reference"), Some(None));
        let shown = fields.clone().with_problem(fields.to_problem());

        assert_eq!(shown.status(), 422);
        assert_eq!(shown.error("quantity"), Some("must be a whole number"));
        assert!(shown.error("city").is_some());
        assert_eq!(shown.text("quantity"), "many");
    }
}
