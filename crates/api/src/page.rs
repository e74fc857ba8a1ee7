//! What every listing takes.

use kernel::{Cursor, Limit};
use schemars::JsonSchema;
use serde::Deserialize;

/// Where to go on, and how far.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageIn {
    /// `next_cursor` of the page before.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// Rows a page holds; 20 unless told.
    #[serde(default)]
    pub limit: Option<Limit>,
}

impl PageIn {
    /// Rows a page holds.
    pub fn limit(&self) -> Limit {
        self.limit.unwrap_or_default()
    }
}
