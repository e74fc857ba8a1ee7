//! Shapes that the endpoints of several subjects take and give.

use kernel::text::Reason;
use kernel::{Cursor, PageLimit, Secret};
use market::accounts::PASSWORD_CHARS;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Pagination.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageIn {
    /// `next_cursor` of the previous page.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    pub limit: Option<PageLimit>,
}

impl PageIn {
    /// Rows a page holds.
    pub fn limit(&self) -> PageLimit {
        self.limit.unwrap_or_default()
    }
}

/// A reason.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReasonIn {
    /// The reason.
    pub(crate) reason: Reason,
}

/// A password as it is sent, of four bytes a character at most; judged later.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct PasswordIn(Secret<String>);

impl JsonSchema for PasswordIn {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PasswordIn".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": PASSWORD_CHARS.end() })
    }
}

/// What is said of a password that can be none.
pub(crate) fn password_length() -> String {
    format!("must have 1 to {} characters", PASSWORD_CHARS.end())
}

impl TryFrom<String> for PasswordIn {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.is_empty() || text.len() > 4 * PASSWORD_CHARS.end() || text.contains('\0') {
            return Err(password_length());
        }
        Ok(Self(Secret::new(text)))
    }
}

impl PasswordIn {
    /// Whether it is no longer than passwords are.
    pub(crate) fn can_be_one(&self) -> bool {
        self.0.reveal().chars().count() <= *PASSWORD_CHARS.end()
    }
    pub(crate) fn into_secret(self) -> Secret<String> {
        self.0
    }
}

/// A password to hold from now on, judged by the policy. What is no password at all is refused like any other text.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct NewPasswordIn(PasswordIn);

impl JsonSchema for NewPasswordIn {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "NewPasswordIn".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": PASSWORD_CHARS.start(), "maxLength": PASSWORD_CHARS.end() })
    }
}

impl NewPasswordIn {
    pub(crate) fn into_secret(self) -> Secret<String> {
        self.0.into_secret()
    }
}

/// A list without pagination.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ListOf{T}")]
pub(crate) struct ListOut<T> {
    /// The items.
    pub(crate) items: Vec<T>,
}
