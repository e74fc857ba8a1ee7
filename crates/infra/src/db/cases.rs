//! One update that gives each of many rows a number of its own.

use kernel::{Scalar, Stored};

use super::statement::{SqlBuilder, Stmt};

impl SqlBuilder {
    /// `when ? then ?` for each row. The piece before it ends in `case id`, the piece behind it begins with `end`
    /// or `else`.
    pub fn push_cases<K: Stored>(&mut self, cases: impl IntoIterator<Item = (K, i64)>) -> &mut Self {
        // PostgreSQL takes a number that it knows nothing of for a text.
        const CASE: Stmt = Stmt::per_engine(" when ? then ?", " when ? then ?", " when ? then cast(? as bigint)");
        for (key, number) in cases {
            self.push(&CASE, vec![key.to_scalar(), Scalar::Int(Some(number))]);
        }
        self
    }
}
