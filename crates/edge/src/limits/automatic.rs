//! What a request is counted as that a page sends by itself, and how many rows of the catalogue one reads.

use http::HeaderMap;
use kernel::PageLimit;

use crate::route::{LimitClass, Route, RowsRead};

/// The field by which our pages say that nobody pressed anything: something was typed so far, or the page
/// refreshes itself. It opens nothing: what is counted as that has a limit of its own.
pub const AUTOMATIC_FIELD: &str = "aqad-automatic";

impl Route {
    /// The route as far as one request is counted: its class, and the rows that may be read.
    #[must_use]
    pub(crate) fn for_request(mut self, headers: &HeaderMap, query: &str) -> Self {
        if headers.contains_key(AUTOMATIC_FIELD)
            && let Some(class) = self.automatic
        {
            self.limit = class;
        }
        if self.rows == RowsRead::ByLimit {
            self.rows = RowsRead::UpTo(requested_rows(query));
        }
        self
    }
}

impl LimitClass {
    /// Whether it is looking at the public catalogue: whoever is known counts by themselves.
    pub(crate) const fn is_of_catalogue(self) -> bool {
        matches!(self, Self::Search | Self::Typing | Self::Catalogue)
    }
    /// Whether pages send it by themselves: a person's own budget is not used up by it.
    pub(super) const fn is_automatic(self) -> bool {
        matches!(self, Self::Typing | Self::Refresh)
    }
}

/// How many rows a page of a list has that the query describes. Where it is no good, it is refused later.
fn requested_rows(query: &str) -> u16 {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    let named = pairs.iter().filter(|(name, _)| name == "limit").filter_map(|(_, text)| text.parse().ok());
    let most = named.filter_map(PageLimit::new).map(PageLimit::rows).max();
    u16::try_from(most.unwrap_or_else(|| PageLimit::default().rows())).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_reads_as_many_rows_as_it_asks_for() {
        for (query, rows) in [
            ("", 20),
            ("q=rice", 20),
            ("limit=100&q=rice", 100),
            ("l%69mit=100", 100),
            ("limit=1&limit=100", 100),
            ("limit=1", 1),
            ("limit=0", 20),
            ("limit=many", 20),
        ] {
            assert_eq!(requested_rows(query), rows, "{query}");
        }
    }
}
