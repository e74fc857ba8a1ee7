//! The inverted index as it is written: terms, the words that are known, and how common terms are.

use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::{Count, ProductId, Scalar, Timestamp};

use super::{COUNT_CURRENCIES, COUNT_PRODUCTS, COUNT_TERMS, COUNTS, DROP_COUNTS, DROP_TERMS};
use crate::catalog::planning::{COMMON, TermCounts, currency_term};

pub(super) const ADD_TERMS: Stmt = Stmt::same("insert into search_terms (term, product_id, bloom) values ");
const ADD_WORDS: Stmt = Stmt::per_engine(
    "insert into search_words (word) values ",
    "insert ignore into search_words (word) values ",
    "insert into search_words (word) values ",
);
const UNLESS_KNOWN: Stmt = Stmt::per_engine(" on conflict (word) do nothing", "", " on conflict (word) do nothing");
const ADD_COUNTS: Stmt = Stmt::same("insert into search_counts (term, products) values ");
/// Words of one insert.
const WORDS_AT_ONCE: usize = 500;
/// Under which term all products are counted, and when that was, in seconds. No word holds a colon.
const ALL_PRODUCTS: &str = ":products";
const COUNTED_AT: &str = ":counted_at";

/// Replaces the words and filter terms a product is found by, and the filter that stands beside each.
pub(crate) async fn set_terms(
    tx: &WriteTx,
    product: ProductId,
    (words, filters): (&[String], &[String]),
    bloom: i64,
) -> Result<()> {
    tx.exec(&DROP_TERMS, args![product]).await?;
    let mut terms: Vec<&String> = words.iter().chain(filters).collect();
    // In order, so that two writers meet in the same order and wait instead of deadlocking.
    terms.sort_unstable();
    terms.dedup();
    tx.insert_rows(&ADD_TERMS, terms.into_iter().map(|term| args![*term, product, bloom]).collect()).await?;
    let mut words: Vec<&String> = words.iter().filter(|word| can_be_guessed(word)).collect();
    words.sort_unstable();
    add_words(tx, &words).await
}

/// Lets words be guessed by their beginnings, unless they are already. In order, for the same reason.
pub(super) async fn add_words(tx: &WriteTx, words: &[&String]) -> Result<()> {
    for some in words.chunks(WORDS_AT_ONCE) {
        let mut sql = SqlBuilder::rows(&ADD_WORDS, some.iter().map(|word| args![**word]).collect());
        sql.push(&UNLESS_KNOWN, vec![]);
        let values = sql.take_args();
        tx.exec(&sql, values).await?;
    }
    Ok(())
}

/// Whether a word is offered to those who typed its beginning. Article numbers are not: there are
/// hundreds for each word, and "man" found MAN000017 to MAN002900 and never mango. Typed whole they
/// are found like any word.
pub(super) fn can_be_guessed(word: &str) -> bool {
    word.chars().filter(char::is_ascii_digit).count() < 4
}

fn term_and_count(mut row: Row) -> Result<(String, u64)> {
    let (term, products): (String, i64) = row.take_tuple()?;
    Ok((term, u64::try_from(products).unwrap_or(0)))
}

/// How common terms were when they were counted last, and when that was.
pub(crate) async fn term_counts(db: &Db) -> Result<(TermCounts, Option<Timestamp>)> {
    let rows = db.all(&COUNTS, vec![]).await?;
    let mut counts = TermCounts::default();
    let mut at = None;
    for (term, n) in rows.into_iter().map(term_and_count).collect::<Result<Vec<_>>>()? {
        match term.as_str() {
            ALL_PRODUCTS => counts.products = n,
            COUNTED_AT => at = i64::try_from(n).ok().map(|seconds| Timestamp::from_micros(seconds * 1_000_000)),
            _ => drop(counts.by_term.insert(term, n)),
        }
    }
    Ok((counts, at))
}

/// How many products there are.
pub(crate) async fn count_products(db: &Db) -> Result<Count> {
    db.one(&COUNT_PRODUCTS, vec![]).await?.map_or_else(|| Ok(Count::default()), |mut row| row.take())
}

/// Counts terms anew, as they are at one moment or another: nobody waits for it.
pub(crate) async fn count_terms(db: &Db, now: Timestamp) -> Result<Vec<(String, i64)>> {
    let least = i64::try_from(COMMON).unwrap_or(i64::MAX);
    let read = |mut row: Row| row.take_tuple::<(String, i64)>();
    let mut counts = db.all(&COUNT_TERMS, args![least]).await?.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    for mut row in db.all(&COUNT_CURRENCIES, vec![]).await? {
        let (currency, products) = row.take_tuple()?;
        counts.push((currency_term(currency), products));
    }
    counts.push((ALL_PRODUCTS.to_owned(), count_products(db).await?.get()));
    counts.push((COUNTED_AT.to_owned(), now.seconds()));
    counts.sort_unstable();
    Ok(counts)
}

/// Puts counts in the place of those that were there.
pub(crate) async fn set_term_counts(tx: &WriteTx, counts: &[(String, i64)]) -> Result<()> {
    tx.exec(&DROP_COUNTS, vec![]).await?;
    let rows: Vec<Vec<Scalar>> = counts.iter().map(|(term, products)| args![*term, *products]).collect();
    tx.insert_rows(&ADD_COUNTS, rows).await
}
