//! What the address of a page asks for, and the addresses of the same page where something else is filters; files are
//! CSV, or a workbook for Excel where their address asks for it (`?format=xlsx`).

use edge::{FormFields, Page, PageContext, Problem};
use http::StatusCode;
use infra::spreadsheet::CsvExport;
use infra::xlsx;
use kernel::{Cursor, PageOf, string_enum};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::ui::frame::Frame;
use crate::ui::links::escaped;
use crate::ui::locale::Locale;

/// The fields of a page's address.
pub(crate) struct Filters {
    path: String,
    names: &'static [&'static str],
    /// As they were sent.
    pub fields: FormFields,
}

impl Filters {
    /// Of the page that is looked at, which understands these names.
    pub fn of(page_context: &PageContext, names: &'static [&'static str]) -> Self {
        let query = page_context.current.as_str().split_once('?').map_or("", |(_, query)| query);
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        Self::at(page_context.path(), names, FormFields::new(pairs))
    }

    /// Of another page: the one that shows what became of a form.
    pub fn at(path: &str, names: &'static [&'static str], fields: FormFields) -> Self {
        Self { path: path.to_owned(), names, fields }
    }

    /// Where to go on. `None` where it is no cursor, and then the page says so.
    #[expect(clippy::option_option, reason = "outside: whether it is good; inside: whether it is there")]
    pub fn cursor(&mut self) -> Option<Option<Cursor>> {
        self.fields.read_optional("cursor")
    }

    /// The page without its place in the list.
    pub fn here(&self) -> String {
        self.address(&[])
    }

    /// The page with one thing filters otherwise; an empty text asks nothing.
    pub fn with(&self, name: &str, text: &str) -> String {
        self.address(&[(name, text)])
    }

    /// The page with several things filters otherwise.
    pub fn address(&self, set: &[(&str, &str)]) -> String {
        let mut address = self.path.clone();
        for name in self.names {
            let text = set.iter().find(|(one, _)| one == name).map_or(self.fields.text(name), |(_, text)| text);
            if !text.is_empty() {
                address.push(if address.contains('?') { '&' } else { '?' });
                address.extend([name, "=", escaped(text).as_str()]);
            }
        }
        address
    }

    /// The page after this one; empty where this is the last.
    pub fn older(&self, next: Option<&Cursor>) -> String {
        let here = self.here();
        let joint = if here.contains('?') { '&' } else { '?' };
        next.map(|cursor| format!("{here}{joint}cursor={}", cursor.as_str())).unwrap_or_default()
    }

    /// The first page; empty where this is it.
    pub fn newer(&self) -> String {
        if self.fields.has("cursor") { self.here() } else { String::new() }
    }

    /// What was found; nothing where what was filters does not fit, and then the page says why.
    pub fn settle<T>(&mut self, found: Result<PageOf<T>, Problem>) -> Result<PageOf<T>, Problem> {
        match found {
            Err(problem) if problem.status == StatusCode::UNPROCESSABLE_ENTITY => {
                self.fields = self.fields.clone().with_problem(problem);
                Ok(PageOf { items: Vec::new(), next_cursor: None })
            }
            found => found,
        }
    }
}

/// Where a list goes on.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct PageIn {
    /// `next_cursor` of the page before.
    #[serde(default)]
    pub cursor: Option<Cursor>,
}

/// The same list from another row on; nothing where there is no more.
pub(crate) fn older(frame: &Frame, next: Option<&Cursor>) -> String {
    let Some(cursor) = next else { return String::new() };
    let query = frame.page_context.current.as_str().split_once('?').map_or("", |(_, query)| query);
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !["cursor=", "flash=", "number="].iter().any(|k| pair.starts_with(k)));
    let mut pairs: Vec<&str> = kept.collect();
    let cursor = format!("cursor={}", escaped(cursor.as_str()));
    pairs.push(&cursor);
    format!("{}?{}", frame.page_context.path(), pairs.join("&"))
}

/// Back to the beginning of a list that is not at its beginning.
pub(crate) fn newest(frame: &Frame) -> String {
    if frame.page_context.current.as_str().contains("cursor=") {
        frame.page_context.path().to_owned()
    } else {
        String::new()
    }
}

/// The words of a list to choose from, each with what it is called.
pub(crate) fn choices<W: std::fmt::Display>(f: &Frame, what: &str, words: &[W]) -> Vec<(String, String)> {
    words.iter().map(|word| (word.to_string(), f.word(what, word))).collect()
}

string_enum! {
    /// What a file is.
    pub enum FileFormat {
        /// UTF-8 with commas.
        Csv = "csv",
        /// A workbook of one sheet.
        Xlsx = "xlsx",
    }
}

/// The file of that name, in the format that is asked for.
pub(crate) fn file(name: &str, export: CsvExport, page_context: &PageContext) -> Result<Page, Problem> {
    let mut asked = Filters::of(page_context, &["format"]).fields;
    let Some(format) = asked.read_optional::<FileFormat>("format") else { return Err(asked.to_problem()) };
    Ok(match format.unwrap_or(FileFormat::Csv) {
        FileFormat::Csv => Page::download(&format!("{name}.csv"), "text/csv; charset=utf-8", export.csv),
        FileFormat::Xlsx => {
            let notice = Locale::of(page_context.lang).translate("export-is-cut");
            Page::download(&format!("{name}.xlsx"), xlsx::CONTENT_TYPE, xlsx::from_csv(&export, &notice))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filters(pairs: &[(&str, &str)]) -> Filters {
        let pairs = pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Filters::at("/admin/things", &["kind", "state"], FormFields::new(pairs))
    }

    #[test]
    fn an_address_keeps_what_was_asked_and_nothing_else() {
        let filters = filters(&[("kind", "a b&c"), ("flash", "x"), ("cursor", "00"), ("reason", "secret")]);

        assert_eq!(filters.here(), "/admin/things?kind=a%20b%26c");
        assert_eq!(filters.with("state", "open"), "/admin/things?kind=a%20b%26c&state=open");
        assert_eq!(filters.with("kind", ""), "/admin/things");
        assert_eq!(filters.newer(), filters.here());
        assert_eq!(filters.older(None), "");
    }

    #[test]
    fn what_does_not_fit_is_said_and_finds_nothing() {
        let mut filters = filters(&[("cursor", "no cursor")]);

        assert!(filters.cursor().is_none());
        let refusal = filters.fields.to_problem();
        let found = filters.settle::<i64>(Err(refusal)).expect("a page");

        assert!(found.items.is_empty());
        assert_eq!(filters.fields.status(), 422);
    }
}
