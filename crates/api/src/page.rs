//! What every listing takes.

use kernel::{Cursor, Limit};
use schemars::JsonSchema;
use serde::Deserialize;

/// Pagination.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageIn {
    /// `next_cursor` of the previous page.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    pub limit: Option<Limit>,
}

impl PageIn {
    /// Rows a page holds.
    pub fn limit(&self) -> Limit {
        self.limit.unwrap_or_default()
    }
}
