//! Rows that are read page by page, for files of any length. The next page is read when somebody asks for it,
//! and a connection to the database is held no longer than that takes: who asks may be as slow as they like.
//!
//! It knows nothing of the file that is written from the rows (see [`crate::table_encoder`]).

use std::pin::Pin;

use crate::db::Result;

/// Rows with the key of each, in the order of the keys.
pub type KeyedRows<K> = Vec<(K, Vec<String>)>;

type NextPage<'a> = Pin<Box<dyn Future<Output = Result<Vec<Vec<String>>>> + Send + 'a>>;

trait Pages: Send {
    fn next(&mut self) -> NextPage<'_>;
}

/// Pages by key: each begins behind the last row of the one before.
struct ByKey<K, F> {
    /// Behind what the next page begins; none when there is no further page.
    after: Option<K>,
    read: F,
}

impl<K, F, P> Pages for ByKey<K, F>
where
    K: Copy + Send,
    F: Fn(K) -> P + Send,
    P: Future<Output = Result<KeyedRows<K>>> + Send + 'static,
{
    fn next(&mut self) -> NextPage<'_> {
        let page = self.after.map(&self.read);
        Box::pin(async move {
            let rows = match page {
                Some(page) => page.await?,
                None => Vec::new(),
            };
            self.after = rows.last().map(|(key, _)| *key);
            Ok(rows.into_iter().map(|(_, cells)| cells).collect())
        })
    }
}

/// A table's columns and its rows.
pub struct RowSource {
    columns: Vec<&'static str>,
    pages: Box<dyn Pages>,
}

impl RowSource {
    /// Pages that `read` gives: the rows behind a key, none behind the last. The first is behind `first`.
    pub fn by_key<K, P>(
        columns: impl IntoIterator<Item = &'static str>,
        first: K,
        read: impl Fn(K) -> P + Send + 'static,
    ) -> Self
    where
        K: Copy + Send + 'static,
        P: Future<Output = Result<KeyedRows<K>>> + Send + 'static,
    {
        Self { columns: columns.into_iter().collect(), pages: Box::new(ByKey { after: Some(first), read }) }
    }

    /// The names of the columns.
    pub fn columns(&self) -> &[&'static str] {
        &self.columns
    }

    /// The next rows; none at the end.
    pub async fn next_page(&mut self) -> Result<Option<Vec<Vec<String>>>> {
        let rows = self.pages.next().await?;
        Ok((!rows.is_empty()).then_some(rows))
    }
}

impl std::fmt::Debug for RowSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RowSource").field("columns", &self.columns).finish_non_exhaustive()
    }
}
