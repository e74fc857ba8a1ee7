//! Statements, their assembly from static pieces, and rows.

use std::borrow::Cow;
use std::collections::VecDeque;

use kernel::{Scalar, Stored};

use super::error::{Error, Result};

/// Which engine runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DbEngine {
    /// SQLite, embedded.
    Sqlite,
    /// MySQL or MariaDB.
    Mysql,
    /// PostgreSQL.
    Postgres,
}

impl DbEngine {
    /// The name people use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Mysql => "MySQL/MariaDB",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// One statement, in the words of each engine. Placeholders are `?` in all of them.
#[derive(Debug, Clone, Copy)]
pub struct Stmt {
    sqlite: &'static str,
    mysql: &'static str,
    postgres: &'static str,
}

impl Stmt {
    /// Words for SQLite, MySQL and PostgreSQL.
    pub const fn per_engine(sqlite: &'static str, mysql: &'static str, postgres: &'static str) -> Self {
        Self { sqlite, mysql, postgres }
    }
    /// The same words for all.
    pub const fn same(sql: &'static str) -> Self {
        Self::per_engine(sql, sql, sql)
    }
    /// The words for one engine, with its placeholders.
    pub fn text(&self, engine: DbEngine) -> Cow<'static, str> {
        match engine {
            DbEngine::Sqlite => Cow::Borrowed(self.sqlite),
            DbEngine::Mysql => Cow::Borrowed(self.mysql),
            DbEngine::Postgres => Cow::Owned(numbered(self.postgres)),
        }
    }
    const fn raw(&self, engine: DbEngine) -> &'static str {
        match engine {
            DbEngine::Sqlite => self.sqlite,
            DbEngine::Mysql => self.mysql,
            DbEngine::Postgres => self.postgres,
        }
    }
}

/// PostgreSQL wants `$1, $2 …`. Rule: no question mark in a literal or comment of a statement.
fn numbered(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len() + 16);
    let mut n = 0;
    for (at, piece) in sql.split('?').enumerate() {
        if at > 0 {
            n += 1;
            out.push('$');
            out.push_str(&n.to_string());
        }
        out.push_str(piece);
    }
    out
}

/// A statement assembled from static pieces, for filters and orders that vary. Values only ever
/// enter as bound arguments.
#[derive(Debug, Clone, Default)]
pub struct SqlBuilder {
    pieces: Vec<Stmt>,
    args: Vec<Scalar>,
}

impl SqlBuilder {
    /// Starts with one piece.
    pub fn new(first: &Stmt, args: Vec<Scalar>) -> Self {
        Self { pieces: vec![*first], args }
    }
    /// Adds a piece and what it binds.
    pub fn push(&mut self, piece: &Stmt, args: Vec<Scalar>) -> &mut Self {
        self.pieces.push(*piece);
        self.args.extend(args);
        self
    }
    /// The same piece several times with a comma between: `?, ?, ?`.
    pub fn push_list(&mut self, args: Vec<Scalar>) -> &mut Self {
        const FIRST: Stmt = Stmt::same("?");
        const NEXT: Stmt = Stmt::same(", ?");
        for (at, arg) in args.into_iter().enumerate() {
            self.push(if at == 0 { &FIRST } else { &NEXT }, vec![arg]);
        }
        self
    }
    /// One insert of many rows: the piece ends in `values `, and each row binds as many words.
    pub fn rows(head: &Stmt, rows: Vec<Vec<Scalar>>) -> Self {
        const FIRST: Stmt = Stmt::same("?");
        const NEXT: Stmt = Stmt::same(", ?");
        const OPEN: Stmt = Stmt::same("(");
        const BETWEEN: Stmt = Stmt::same("), (");
        const CLOSE: Stmt = Stmt::same(")");
        let mut built = Self::new(head, vec![]);
        for (at, row) in rows.into_iter().enumerate() {
            let words = row.len();
            built.push(if at == 0 { &OPEN } else { &BETWEEN }, row);
            for word in 0..words {
                built.push(if word == 0 { &FIRST } else { &NEXT }, vec![]);
            }
        }
        built.push(&CLOSE, vec![]);
        built
    }
    /// Takes the arguments out, for [`super::Query::all`].
    pub fn take_args(&mut self) -> Vec<Scalar> {
        std::mem::take(&mut self.args)
    }
}

/// What can be asked: a statement, or an assembled one.
#[derive(Debug, Clone, Copy)]
pub enum SqlText<'a> {
    /// As it was written.
    Whole(&'a Stmt),
    /// As it was put together.
    Pieces(&'a SqlBuilder),
}

impl<'a> From<&'a Stmt> for SqlText<'a> {
    fn from(statement: &'a Stmt) -> Self {
        Self::Whole(statement)
    }
}

impl<'a> From<&'a SqlBuilder> for SqlText<'a> {
    fn from(built: &'a SqlBuilder) -> Self {
        Self::Pieces(built)
    }
}

impl SqlText<'_> {
    /// The words for one engine, with its placeholders.
    pub fn render(&self, engine: DbEngine) -> Cow<'static, str> {
        match self {
            Self::Whole(statement) => statement.text(engine),
            Self::Pieces(built) => {
                let joined: String = built.pieces.iter().map(|p| p.raw(engine)).collect();
                Cow::Owned(if engine == DbEngine::Postgres { numbered(&joined) } else { joined })
            }
        }
    }
}

/// One row; words are taken off in the order of the columns.
#[derive(Debug)]
pub struct Row {
    cells: VecDeque<Scalar>,
}

impl Row {
    pub(super) fn new(cells: VecDeque<Scalar>) -> Self {
        Self { cells }
    }
    /// The next column as a word. Fails when it is none of that kind: a damaged row, or a store
    /// that names its columns in another order than it reads them.
    pub fn take<T: Stored>(&mut self) -> Result<T> {
        let cell = self.cells.pop_front().ok_or_else(|| Error::decode("a row has fewer columns than were read"))?;
        T::from_scalar(cell).ok_or_else(|| Error::decode(std::any::type_name::<T>()))
    }
    /// The next columns, as a tuple.
    pub fn take_tuple<T: Columns>(&mut self) -> Result<T> {
        T::take_from(self)
    }
}

/// What is read from several columns, in their order. Implemented for tuples.
pub trait Columns: Sized {
    /// Reads it.
    fn take_from(row: &mut Row) -> Result<Self>;
}

macro_rules! tuples {
    ($($($column:ident)+;)*) => {$(
        impl<$($column: Stored),+> Columns for ($($column,)+) {
            fn take_from(row: &mut Row) -> Result<Self> {
                Ok(($(row.take::<$column>()?,)+))
            }
        }
    )*};
}

tuples! {
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_for_postgres_only() {
        let statement = Stmt::same("select a from t where b = ? and c = ?");

        assert_eq!(statement.text(DbEngine::Postgres), "select a from t where b = $1 and c = $2");
        assert_eq!(statement.text(DbEngine::Mysql), "select a from t where b = ? and c = ?");
    }

    #[test]
    fn pieces_number_through() {
        let mut built = SqlBuilder::new(&Stmt::same("select a from t where b = ?"), vec![]);
        built
            .push(&Stmt::same(" and c in ("), vec![])
            .push_list(vec![Scalar::Int(Some(1)), Scalar::Int(Some(2))])
            .push(&Stmt::same(")"), vec![]);

        assert_eq!(SqlText::from(&built).render(DbEngine::Postgres), "select a from t where b = $1 and c in ($2, $3)");
        assert_eq!(built.take_args().len(), 2);
    }
}
