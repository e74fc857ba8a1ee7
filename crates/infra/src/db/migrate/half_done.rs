//! What a statement of the schema does on MySQL and MariaDB, and whether it did: for one that was noted as begun
//! and not as done, because the program was killed in between.
//!
//! A table that such a statement made is empty, as no program knows it yet: it is dropped, and made again.
//! A column, an index or a constraint is compared with what the statement says. Each statement is atomic on
//! the server, so there is no half of one. What fits neither way was changed by somebody else, and is left
//! for people to look at.

use crate::args;
use crate::db::error::{Error, Result};
use crate::db::{Query, SqlBuilder, Stmt, Tx};

const HAS_TABLE: Stmt =
    Stmt::same("select count(*) from information_schema.tables where table_schema = database() and table_name = ?");
const COLUMN: Stmt = Stmt::same(
    "select cast(column_type as char), cast(is_nullable as char) from information_schema.columns where table_schema = database() and table_name = ? and column_name = ?",
);
const INDEX: Stmt = Stmt::same(
    "select cast(group_concat(column_name order by seq_in_index separator ',') as char), cast(max(non_unique) as signed) from information_schema.statistics where table_schema = database() and table_name = ? and index_name = ? group by index_name",
);
const HAS_CONSTRAINT: Stmt = Stmt::same(
    "select count(*) from information_schema.table_constraints where table_schema = database() and table_name = ? and constraint_name = ?",
);

/// What a statement does.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// It changes rows.
    Rows,
    /// It makes a table.
    Table(&'static str),
    /// It drops a table.
    NoTable(String),
    /// It changes a table.
    Parts(String, Vec<Part>),
}

/// One thing that a statement changes about a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// There is such a column from then on: its type, and whether it may be null.
    Column(String, String, bool),
    /// There is such an index: its columns, and whether it is unique.
    Index(String, Vec<String>, bool),
    /// There is such a constraint.
    Constraint(String),
    /// There is no such column.
    NoColumn(String),
    /// There is no such index.
    NoIndex(String),
    /// There is no such constraint.
    NoConstraint(String),
    /// A column is described anew, which may be done twice.
    Repeatable,
}

/// A statement without the lines of comment before it.
pub(super) fn without_comment(mut text: &str) -> &str {
    loop {
        text = text.trim();
        let Some(comment) = text.strip_prefix("--") else { return text };
        text = comment.split_once('\n').map_or("", |(_, rest)| rest);
    }
}

impl Effect {
    /// Reads a statement. Fails where nobody could tell afterwards whether it was done.
    pub(super) fn of(statement: &'static str) -> std::result::Result<Self, String> {
        let words: Vec<&str> = statement.split([' ', '\n', '\t', '(']).filter(|word| !word.is_empty()).collect();
        let name = |at: usize| words.get(at).map_or_else(String::new, |word| unquoted(word).to_owned());
        Ok(match words.as_slice() {
            ["insert" | "update" | "delete" | "replace", ..] => Self::Rows,
            ["create", "table", "if", ..] => return Err(unknown(statement)),
            ["create", "table", table, ..] => Self::Table(unquoted(table)),
            ["drop", "table", ..] => Self::NoTable(name(2)),
            ["create", "index", _, "on", ..] => Self::Parts(name(4), vec![index(statement, name(2), false)]),
            ["create", "unique", "index", _, "on", ..] => Self::Parts(name(5), vec![index(statement, name(3), true)]),
            ["drop", "index", _, "on", ..] => Self::Parts(name(4), vec![Part::NoIndex(name(2))]),
            ["alter", "table", table, ..] => {
                let items = behind(statement, table);
                let parts = split(items).into_iter().map(|item| part(item.trim()).ok_or_else(|| unknown(item)));
                Self::Parts(name(2), parts.collect::<std::result::Result<_, _>>()?)
            }
            _ => return Err(unknown(statement)),
        })
    }
}

fn unknown(text: &str) -> String {
    let head: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect();
    format!(
        "nobody could tell whether `{head}` was done when it is interrupted; see docs/migrations.md for what can be used"
    )
}

/// What follows a word in the text that it was taken from.
fn behind<'a>(text: &'a str, word: &str) -> &'a str {
    let until = word.as_ptr().addr() - text.as_ptr().addr() + word.len();
    text.get(until..).unwrap_or_default()
}

fn unquoted(word: &str) -> &str {
    word.trim_matches(['`', ';', ',', ')'])
}

/// The items of a list, cut at commas that stand in no bracket and no text.
fn split(list: &str) -> Vec<&str> {
    let (mut items, mut from, mut depth, mut quoted) = (Vec::new(), 0, 0_usize, false);
    for (at, letter) in list.char_indices() {
        match letter {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            ',' if !quoted && depth == 0 => {
                items.push(&list[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    items.push(&list[from..]);
    items
}

fn part(item: &str) -> Option<Part> {
    let words: Vec<&str> = item.split([' ', '\n', '\t', '(']).filter(|word| !word.is_empty()).collect();
    let name = |at: usize| words.get(at).map_or_else(String::new, |word| unquoted(word).to_owned());
    Some(match words.as_slice() {
        ["add" | "drop", "column", "if", ..] => return None,
        ["add", "column", column, ..] => {
            let described = behind(item, column).trim_start();
            let kind = described.split_once([' ', '\n']).map_or(described, |(kind, _)| kind);
            let conditions = described.split_once(" check ").map_or(described, |(before, _)| before);
            Part::Column(name(2), kind.to_lowercase(), !conditions.contains("not null"))
        }
        ["add", "unique", "index" | "key", ..] => index(item, name(3), true),
        ["add", "index" | "key", ..] => index(item, name(2), false),
        ["add", "constraint", ..] => Part::Constraint(name(2)),
        ["drop", "column", ..] => Part::NoColumn(name(2)),
        ["drop", "index" | "key", ..] => Part::NoIndex(name(2)),
        ["drop", "constraint", ..] => Part::NoConstraint(name(2)),
        ["drop", "foreign", "key", ..] => Part::NoConstraint(name(3)),
        ["modify", ..] => Part::Repeatable,
        _ => return None,
    })
}

fn index(text: &str, name: String, unique: bool) -> Part {
    let inside = text.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map_or("", |(inside, _)| inside);
    let column = |item: &str| unquoted(item.trim().split([' ', '(']).next().unwrap_or_default()).to_owned();
    Part::Index(name, split(inside).into_iter().map(column).collect(), unique)
}

/// Drops the tables that statements have made which are not noted as done. Refuses where one has rows: no
/// program of ours can have put them there.
pub(super) async fn clear(tx: &Tx, effects: &[Effect]) -> Result<()> {
    // Later tables refer to earlier ones.
    for effect in effects.iter().rev() {
        let Effect::Table(name) = *effect else { continue };
        if count(tx, &HAS_TABLE, args![name.to_owned()]).await? == 0 {
            continue;
        }
        let (name_of_table, mut any) = (Stmt::same(name), SqlBuilder::new(&Stmt::same("select 1 from "), vec![]));
        any.push(&name_of_table, vec![]).push(&Stmt::same(" limit 1"), vec![]);
        if tx.one(&any, vec![]).await?.is_some() {
            return Err(Error::Other(format!(
                "an interrupted migration was about to make the table {name}, which is there and has rows; move them away, drop the table, and start again"
            )));
        }
        tracing::warn!(table = name, "an interrupted migration left this table behind, empty; it is made again");
        let mut dropping = SqlBuilder::new(&Stmt::same("drop table "), vec![]);
        dropping.push(&name_of_table, vec![]);
        tx.exec(&dropping, vec![]).await?;
    }
    Ok(())
}

/// Whether a statement was done.
pub(super) async fn is_there(tx: &Tx, effect: &Effect) -> Result<bool> {
    match effect {
        Effect::Rows | Effect::Table(_) => Ok(false),
        Effect::NoTable(name) => Ok(count(tx, &HAS_TABLE, args![name.clone()]).await? == 0),
        Effect::Parts(table, parts) => {
            let mut done = Vec::new();
            for part in parts {
                done.extend(part_is_there(tx, table, part).await?);
            }
            let (first, others) = done.split_first().map_or((false, &[][..]), |(first, others)| (*first, others));
            if others.iter().all(|other| *other == first) {
                return Ok(first);
            }
            Err(differs(table, "some of what the statement changes was changed, and some was not"))
        }
    }
}

fn differs(table: &str, how: &str) -> Error {
    Error::Other(format!(
        "an interrupted migration was about to change the table {table}, which is neither as before nor as it should be: {how}; undo what was changed by hand, and start again"
    ))
}

/// Nothing where it makes no difference.
async fn part_is_there(tx: &Tx, table: &str, part: &Part) -> Result<Option<bool>> {
    let of = |name: &String| args![table.to_owned(), name.clone()];
    Ok(Some(match part {
        Part::Repeatable => return Ok(None),
        Part::Column(name, kind, nullable) => {
            let Some(mut row) = tx.one(&COLUMN, of(name)).await? else { return Ok(Some(false)) };
            let (is, may_be_null): (String, String) = row.take_tuple()?;
            let same = is.strip_prefix(kind.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('('));
            if !same || (may_be_null == "YES") != *nullable {
                return Err(differs(table, &format!("the column {name} is of type {is}")));
            }
            true
        }
        Part::Index(name, columns, unique) => {
            let Some(mut row) = tx.one(&INDEX, of(name)).await? else { return Ok(Some(false)) };
            let (is, not_unique): (String, i64) = row.take_tuple()?;
            if is != columns.join(",") || (not_unique == 0) != *unique {
                return Err(differs(table, &format!("the index {name} is over {is}")));
            }
            true
        }
        Part::Constraint(name) => count(tx, &HAS_CONSTRAINT, of(name)).await? > 0,
        Part::NoConstraint(name) => count(tx, &HAS_CONSTRAINT, of(name)).await? == 0,
        Part::NoColumn(name) => tx.one(&COLUMN, of(name)).await?.is_none(),
        Part::NoIndex(name) => tx.one(&INDEX, of(name)).await?.is_none(),
    }))
}

async fn count(tx: &Tx, statement: &Stmt, args: Vec<kernel::Scalar>) -> Result<i64> {
    tx.one(statement, args).await?.map_or(Ok(0), |mut row| row.take())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(all: &[&str]) -> Vec<String> {
        all.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn what_a_statement_does_is_read_from_its_text() {
        let of = |text: &'static str| Effect::of(text).expect("a known form");

        assert_eq!(
            of("create table baskets (\n    id binary(16) not null\n) engine = innodb"),
            Effect::Table("baskets")
        );
        assert_eq!(
            of("create unique index a_b on a (b, c desc, d(20))"),
            Effect::Parts("a".to_owned(), vec![Part::Index("a_b".to_owned(), texts(&["b", "c", "d"]), true)])
        );
        assert_eq!(
            of(
                "alter table sessions\n    add column kind varbinary(16) not null default 'a,b' check (kind in ('token', 'x')),\n    add column used_at bigint null,\n    drop column old"
            ),
            Effect::Parts(
                "sessions".to_owned(),
                vec![
                    Part::Column("kind".to_owned(), "varbinary(16)".to_owned(), false),
                    Part::Column("used_at".to_owned(), "bigint".to_owned(), true),
                    Part::NoColumn("old".to_owned()),
                ]
            )
        );
        assert_eq!(
            of("alter table a add constraint a_fk foreign key (b, c) references d (e, f), modify b bigint null"),
            Effect::Parts("a".to_owned(), vec![Part::Constraint("a_fk".to_owned()), Part::Repeatable])
        );
        assert_eq!(of("update a set b = 1"), Effect::Rows);
    }

    #[test]
    fn a_statement_of_which_nobody_could_tell_whether_it_was_done_is_refused() {
        for text in [
            "rename table a to b",
            "alter table a rename column b to c",
            "alter table a add b bigint",
            "set foreign_key_checks = 0",
        ] {
            assert!(Effect::of(text).is_err_and(|why| why.contains("nobody could tell")), "{text}");
        }
    }

    #[test]
    fn comments_before_a_statement_are_no_part_of_it() {
        assert_eq!(without_comment("\n-- Why;\n-- and how.\ncreate table a (b bigint)\n"), "create table a (b bigint)");
        assert_eq!(without_comment("-- Nothing."), "");
    }
}
