//! Statements, their assembly from static pieces, and rows.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use std::vec::IntoIter;

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
            DbEngine::Postgres => Cow::Borrowed(numbered_once(self.postgres)),
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

/// The same, made once for each statement of the program.
fn numbered_once(sql: &'static str) -> &'static str {
    // By where it stands: the program's texts are constants, so there are no more of these than statements.
    static KNOWN: RwLock<Option<HashMap<(usize, usize), &'static str>>> = RwLock::new(None);
    let place = (sql.as_ptr().addr(), sql.len());
    let known = |map: &Option<HashMap<_, &'static str>>| map.as_ref().and_then(|map| map.get(&place)).copied();
    if let Some(text) = known(&KNOWN.read().unwrap_or_else(PoisonError::into_inner)) {
        return text;
    }
    let mut map = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    map.get_or_insert_default().entry(place).or_insert_with(|| numbered(sql).leak())
}

/// How many places a list of values gets in a statement: the next power of two, so that lists of all lengths make a
/// few statements that stay prepared, and not one of each length. Beyond a thousand it is as long as it is: that is
/// rare, and engines have a bound on arguments.
const fn places(values: usize) -> usize {
    if values > LONGEST_PADDED { values } else { values.next_power_of_two() }
}

const LONGEST_PADDED: usize = 1_024;

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
    /// The values of an `in (…)`, `?, ?, ?`, for which it makes no difference that the last one may stand there
    /// several times: lists are padded to few lengths.
    pub fn push_list(&mut self, mut args: Vec<Scalar>) -> &mut Self {
        if let Some(last) = args.last().cloned() {
            args.resize(places(args.len()), last);
        }
        self.push_row(args)
    }
    /// A question mark for each, with a comma between.
    fn push_row(&mut self, args: Vec<Scalar>) -> &mut Self {
        const FIRST: Stmt = Stmt::same("?");
        const NEXT: Stmt = Stmt::same(", ?");
        self.pieces.extend((0..args.len()).map(|at| if at == 0 { FIRST } else { NEXT }));
        self.args.extend(args);
        self
    }
    /// One insert of many rows: the piece ends in `values `, and each row binds as many words.
    pub fn rows(head: &Stmt, rows: Vec<Vec<Scalar>>) -> Self {
        const OPEN: Stmt = Stmt::same("(");
        const BETWEEN: Stmt = Stmt::same("), (");
        const CLOSE: Stmt = Stmt::same(")");
        let mut built = Self::new(head, vec![]);
        for (at, row) in rows.into_iter().enumerate() {
            built.push(if at == 0 { &OPEN } else { &BETWEEN }, vec![]).push_row(row);
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
    cells: IntoIter<Scalar>,
}

impl Row {
    pub(super) fn new(cells: Vec<Scalar>) -> Self {
        Self { cells: cells.into_iter() }
    }
    /// The next column as a word. Fails when it is none of that kind: a damaged row, or a store
    /// that names its columns in another order than it reads them.
    pub fn take<T: Stored>(&mut self) -> Result<T> {
        let cell = self.cells.next().ok_or_else(|| Error::decode("a row has fewer columns than were read"))?;
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
        let again = statement.text(DbEngine::Postgres);
        assert!(matches!(again, Cow::Borrowed("select a from t where b = $1 and c = $2")), "made once");
    }

    #[test]
    fn lists_of_all_lengths_make_few_statements_and_bind_no_other_value() {
        let of = |values: i64| {
            let mut built = SqlBuilder::new(&Stmt::same("select a from t where c in ("), vec![]);
            built.push_list((0..values).map(|n| Scalar::Int(Some(n))).collect()).push(&Stmt::same(")"), vec![]);
            (SqlText::from(&built).render(DbEngine::Sqlite).into_owned(), built.take_args())
        };

        let texts: std::collections::BTreeSet<String> = (1..=1_000).map(|values| of(values).0).collect();
        let (text, bound) = of(3);

        assert_eq!(texts.len(), 11);
        assert_eq!(text, "select a from t where c in (?, ?, ?, ?)");
        assert_eq!(bound, [0, 1, 2, 2].map(|n| Scalar::Int(Some(n))));
        assert_eq!((of(0).1.len(), of(1_025).1.len()), (0, 1_025));
    }

    #[test]
    fn a_row_that_is_inserted_has_as_many_places_as_values() {
        let rows = vec![vec![Scalar::Int(Some(1)); 3]; 2];
        let built = SqlBuilder::rows(&Stmt::same("insert into t (a, b, c) values "), rows);

        let text = SqlText::from(&built).render(DbEngine::Sqlite);

        assert_eq!(text, "insert into t (a, b, c) values (?, ?, ?), (?, ?, ?)");
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
