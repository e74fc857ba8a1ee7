//! Tables of text that people open in spreadsheets: CSV, read within bounds and written so that no
//! cell is run as a formula.
//!
//! What is written is read back as it was: [`escape_formula`] puts an apostrophe before what a spreadsheet
//! would run, reading takes it away again.

use std::collections::BTreeMap;

/// Bytes of a mebibyte, in which sizes are told.
pub const MIB: usize = 1024 * 1024;
/// The most bytes of a file.
pub const MAX_BYTES: usize = MIB;
/// The most bytes of a request that brings one: with its form around it.
pub const MAX_BODY_BYTES: usize = MAX_BYTES + 64 * 1024;
/// The most rows of a file, without its header.
pub const MAX_ROWS: usize = 2_000;
/// What a CSV file begins with, so that Excel reads it as UTF-8; whoever reads one passes over it.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";
/// How many unknown columns are named, and how much of each.
const NAMED: usize = 5;
const NAMED_CHARS: usize = 40;

/// A column that a file may have.
#[derive(Debug, Clone, Copy)]
pub struct CsvColumn {
    /// What stands in the header; letter case does not count.
    pub name: &'static str,
    /// Whether a file without it is refused.
    pub is_required: bool,
    /// The most characters of a cell.
    pub max_chars: usize,
}

/// A row as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvRow {
    /// The line of the file it begins on, from 1.
    pub line: u64,
    /// One cell per known column, in the order of the columns; empty where the file has none.
    pub cells: Vec<String>,
    /// What is wrong with its shape, if anything.
    pub error: Option<RowError>,
}

/// What is wrong with the shape of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowError {
    /// It has more or fewer cells than the header.
    Width,
    /// The cell of this column is too long, and was cut.
    TooLong(&'static str),
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CsvError {
    /// More than [`MAX_BYTES`].
    #[error("it is larger than {} MiB", MAX_BYTES / MIB)]
    TooLarge,
    /// More than [`MAX_ROWS`].
    #[error("it has more than {MAX_ROWS} rows; split it into several files")]
    TooManyRows,
    /// Nothing there.
    #[error("it is empty; the first row must contain the column names: {known}")]
    Empty {
        /// The columns there may be.
        known: String,
    },
    /// Another encoding.
    #[error("it is not UTF-8 (at byte {at}); save it as CSV UTF-8")]
    NotUtf8 {
        /// Where.
        at: usize,
    },
    /// A null character.
    #[error("it contains a null character, so it is not a text file")]
    Null,
    /// Another character that no text has.
    #[error("it contains a control character on line {line}; remove it, or save the file as CSV UTF-8 again")]
    ControlCharacter {
        /// Where it stands.
        line: u64,
    },
    /// A quotation mark that opens and never closes.
    #[error("a quotation mark is never closed; the last row starts on line {line}")]
    OpenQuote {
        /// Where the last row begins.
        line: u64,
    },
    /// Columns nobody knows.
    #[error("it has unknown columns: {unknown}; allowed columns are {known}")]
    UnknownColumns {
        /// Those, clipped.
        unknown: String,
        /// The columns there may be.
        known: String,
    },
    /// One column, twice.
    #[error("it has the column {name} more than once")]
    DuplicateColumn {
        /// Which.
        name: &'static str,
    },
    /// Columns there must be.
    #[error("it is missing the columns {missing}; allowed columns are {known}")]
    Missing {
        /// Those.
        missing: String,
        /// The columns there may be.
        known: String,
    },
}

/// What is appended to see whether the last quotation mark was closed: it must come back as a row.
const SENTINEL: &str = "\u{1}end";

/// Reads a file of these columns.
pub fn read(bytes: &[u8], columns: &[CsvColumn]) -> Result<Vec<CsvRow>, CsvError> {
    if bytes.len() > MAX_BYTES {
        return Err(CsvError::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|e| CsvError::NotUtf8 { at: e.valid_up_to() })?;
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    if text.contains('\0') {
        return Err(CsvError::Null);
    }
    if let Some(at) = text.find(|c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        return Err(CsvError::ControlCharacter { line: line_at(text, at) });
    }
    let known = || columns.iter().map(|c| c.name).collect::<Vec<_>>().join(", ");
    let whole = format!("{text}\n{SENTINEL}");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text, columns))
        .from_reader(whole.as_bytes());
    let mut records = reader.records();
    let mut next = || records.next().and_then(Result::ok).filter(|r| r.iter().ne([SENTINEL]));
    let header = next().ok_or_else(|| CsvError::Empty { known: known() })?;
    // A header that swallows the rest of the file is one whose quotation mark is never closed.
    if header.iter().any(|name| name.contains(SENTINEL)) {
        return Err(CsvError::OpenQuote { line: 1 });
    }
    let places = places(&header, columns)?;
    let mut lines = Lines { text: whole.as_bytes(), seen: 0, line: 1 };
    let mut rows = Vec::new();
    while let Some(record) = next() {
        let line = lines.at(&record);
        if record.iter().any(|cell| cell.ends_with(SENTINEL)) {
            return Err(CsvError::OpenQuote { line });
        }
        if rows.len() == MAX_ROWS {
            return Err(CsvError::TooManyRows);
        }
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(row(line, &record, header.len(), (&places, columns)));
        }
    }
    Ok(rows)
}

/// On which line a byte stands. A line ends in \n, \r or both.
fn line_at(text: &str, at: usize) -> u64 {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let ends = before.iter().zip(before.iter().skip(1).map(Some).chain([None]));
    let ended = ends.filter(|(byte, next)| **byte == b'\n' || **byte == b'\r' && *next != Some(&b'\n')).count();
    1 + u64::try_from(ended).unwrap_or(u64::MAX)
}

/// On which line records begin. The reader's own count is behind after `\r\n` and blank lines: there a
/// record begins, to it, right behind the one before.
struct Lines<'a> {
    text: &'a [u8],
    seen: usize,
    line: u64,
}

impl Lines<'_> {
    fn at(&mut self, record: &csv::StringRecord) -> u64 {
        let from = record.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(self.seen);
        while let Some(byte) = self.text.get(self.seen) {
            if self.seen >= from && !matches!(byte, b'\r' | b'\n') {
                break;
            }
            // A line ends in \n, \r or both.
            let is_first_of_two = *byte == b'\r' && self.text.get(self.seen + 1) == Some(&b'\n');
            self.line += u64::from(matches!(byte, b'\r' | b'\n') && !is_first_of_two);
            self.seen += 1;
        }
        self.line
    }
}

/// The separator under which the header has most of the columns.
fn separator(text: &str, columns: &[CsvColumn]) -> u8 {
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let known = |by: char| {
        let names = first.split(by).map(|name| plain(name.trim().trim_matches('"')));
        names.filter(|name| columns.iter().any(|c| c.name == name)).count()
    };
    // The first of equals is the comma.
    let best = [b',', b';', b'\t'].into_iter().rev().max_by_key(|by| known(char::from(*by)));
    best.unwrap_or(b',')
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Which cell of a row belongs to which column.
fn places(header: &csv::StringRecord, columns: &[CsvColumn]) -> Result<BTreeMap<usize, usize>, CsvError> {
    let known = || columns.iter().map(|c| c.name).collect::<Vec<_>>().join(", ");
    let (mut places, mut unknown) = (BTreeMap::new(), Vec::new());
    for (at, name) in header.iter().enumerate() {
        match columns.iter().position(|c| c.name == plain(name)) {
            Some(column) if places.values().any(|taken| *taken == column) => {
                return Err(CsvError::DuplicateColumn { name: columns[column].name });
            }
            Some(column) => {
                places.insert(at, column);
            }
            None => unknown.push(name),
        }
    }
    if !unknown.is_empty() {
        let more = unknown.len().saturating_sub(NAMED);
        let shown = unknown.iter().take(NAMED).map(|n| format!("“{}”", clipped(n, NAMED_CHARS)));
        let shown = shown.collect::<Vec<_>>().join(", ");
        let unknown = if more > 0 { format!("{shown} and {more} more") } else { shown };
        return Err(CsvError::UnknownColumns { unknown, known: known() });
    }
    let missing = columns.iter().enumerate().filter(|(at, c)| c.is_required && !places.values().any(|p| p == at));
    let missing = missing.map(|(_, c)| c.name).collect::<Vec<_>>().join(", ");
    if missing.is_empty() { Ok(places) } else { Err(CsvError::Missing { missing, known: known() }) }
}

fn row(
    line: u64,
    record: &csv::StringRecord,
    width: usize,
    (places, columns): (&BTreeMap<usize, usize>, &[CsvColumn]),
) -> CsvRow {
    let mut cells = vec![String::new(); columns.len()];
    let mut error = (record.len() != width).then_some(RowError::Width);
    for (at, column) in places {
        let most = columns[*column].max_chars;
        let cell = unescape_formula(record.get(*at).unwrap_or_default());
        if cell.chars().count() > most {
            error = error.or(Some(RowError::TooLong(columns[*column].name)));
        }
        cells[*column] = clipped(&cell, most);
    }
    CsvRow { line, cells, error }
}

fn clipped(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// Writes a file, row by row.
pub struct CsvWriter {
    writer: csv::Writer<Vec<u8>>,
}

impl Default for CsvWriter {
    fn default() -> Self {
        // The line that says that a file is not whole has one cell.
        Self { writer: csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()) }
    }
}

impl CsvWriter {
    /// The names of the columns, after the mark that says that the file is UTF-8; once, before all rows.
    pub fn header(&mut self, names: &[&str]) {
        let marked = BYTE_ORDER_MARK.as_bytes().to_vec();
        self.writer = csv::WriterBuilder::new().flexible(true).from_writer(marked);
        self.write(names.iter().map(|name| name.as_bytes()));
    }
    /// Adds a row, its cells escaped.
    pub fn row(&mut self, cells: &[String]) {
        self.write(cells.iter().map(|cell| escape_formula(cell)));
    }
    /// Adds a line of one cell.
    pub fn line(&mut self, text: &str) {
        self.write(std::iter::once(escape_formula(text)));
    }
    fn write(&mut self, cells: impl Iterator<Item = impl AsRef<[u8]>>) {
        // Memory takes whatever is written.
        let written = self.writer.write_record(cells);
        debug_assert!(written.is_ok(), "memory refused a row: {written:?}");
    }
    /// What was written since this was last asked.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(self).writer.into_inner().unwrap_or_default()
    }
}

/// Puts an apostrophe before what a spreadsheet would run as a formula (OWASP, CSV injection): a cell
/// that begins with `=`, `+`, `-`, `@`, a tab or a line break, blanks before it or not, fullwidth or not.
/// Plain numbers stay. So does what follows a semicolon, tab or line break within the cell: a
/// spreadsheet that takes those for separators would begin another cell there.
pub fn escape_formula(cell: &str) -> String {
    pieces(cell).map(|(at, piece)| if runs(piece, at == 0) { format!("'{piece}") } else { piece.to_owned() }).collect()
}

/// Whether a spreadsheet would run a cell, or a part of it.
pub fn would_run(cell: &str) -> bool {
    pieces(cell).any(|(at, piece)| runs(piece, at == 0))
}

/// Takes those apostrophes away again.
pub fn unescape_formula(cell: &str) -> String {
    let bare = |at, piece: &'_ str| match piece.strip_prefix('\'') {
        Some(rest) if runs(rest, at == 0) => rest.to_owned(),
        _ => piece.to_owned(),
    };
    pieces(cell).map(|(at, piece)| bare(at, piece)).collect()
}

fn pieces(cell: &str) -> impl Iterator<Item = (usize, &str)> {
    cell.split_inclusive([';', '\t', '\r', '\n']).enumerate()
}

/// Whether a spreadsheet would run a piece, without the apostrophes before it.
fn runs(piece: &str, is_first: bool) -> bool {
    let bare = piece.trim_start_matches('\'');
    if is_first && bare.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let unseen = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '\u{200b}' | '\u{feff}');
    let seen = bare.trim_start_matches(unseen);
    seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && !is_number(bare.trim())
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let counts = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    counts(whole) && counts(rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: &[CsvColumn] = &[
        CsvColumn { name: "sku", is_required: true, max_chars: 500 },
        CsvColumn { name: "price", is_required: true, max_chars: 500 },
        CsvColumn { name: "note", is_required: false, max_chars: 500 },
    ];

    fn cells(text: &str) -> Vec<Vec<String>> {
        read(text.as_bytes(), COLUMNS).expect("it can be read").into_iter().map(|r| r.cells).collect()
    }

    #[test]
    fn separators_marks_and_letter_case_of_the_header_do_not_matter() {
        for text in
            ["sku,price\nA,1\n", "\u{feff}SKU;Price\r\nA;1\r\n", " sku \tPRICE\n\nA\t1", "\"sku\";\"price\"\nA;1"]
        {
            assert_eq!(cells(text), [["A", "1", ""]], "{text:?}");
        }
        assert_eq!(cells("price,sku\n1,A\n"), [["A", "1", ""]]);
        assert_eq!(cells("sku,price\n\"a \"\"b\"\"\nc\",1\n"), [["a \"b\"\nc", "1", ""]]);
    }

    #[test]
    fn rows_say_on_which_line_they_begin_and_what_is_wrong_with_their_shape() {
        let long = "x".repeat(501);
        let rows = read(format!("sku,price\n\"a\nb\",1\n\nc\n{long},2\n").as_bytes(), COLUMNS).expect("it can be read");

        assert_eq!(rows.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 5, 6]);
        for ends in ["\r\n", "\r", "\n"] {
            let text = ["", "sku,price", "A,1", "", "\"B", "B\",2", "C,3"].join(ends);
            let rows = read(text.as_bytes(), COLUMNS).expect("it can be read");
            assert_eq!(rows.iter().map(|r| r.line).collect::<Vec<_>>(), [3, 5, 7], "{ends:?}");
        }
        assert_eq!(
            rows.iter().map(|r| r.error).collect::<Vec<_>>(),
            [None, Some(RowError::Width), Some(RowError::TooLong("sku"))]
        );
        assert_eq!(rows[2].cells[0].len(), 500);
    }

    #[test]
    fn hostile_files_are_refused_in_words() {
        let refused = |bytes: &[u8]| read(bytes, COLUMNS).expect_err("it is refused");
        let wide = (0..10_000).map(|n| format!("c{n}")).collect::<Vec<_>>().join(",");

        assert_eq!(refused(&vec![b'a'; 10 * MAX_BYTES]), CsvError::TooLarge);
        assert_eq!(refused(b"sku,price\nA,\xff\n"), CsvError::NotUtf8 { at: 12 });
        assert_eq!(refused(b"sku,price\nA\0,1\n"), CsvError::Null);
        assert_eq!(refused(b"sku,price\nA,1\nB,\"2\n"), CsvError::OpenQuote { line: 3 });
        for (text, line) in [
            ("sku,price\nA,1\n\u{1},2\nC,3\n", 3),
            ("sku,price\r\n\"A\r\nB\",1\r\n\u{1}end\r\n", 4),
            ("sku,price\rA,1\rB\u{85},2\r", 3),
            ("sku\u{7},price\nA,1\n", 1),
        ] {
            assert_eq!(refused(text.as_bytes()), CsvError::ControlCharacter { line }, "{text:?}");
        }
        assert_eq!(refused(b"\"sku,price\nA,1\n"), CsvError::OpenQuote { line: 1 });
        assert_eq!(refused(b"sku,price,SKU\n"), CsvError::DuplicateColumn { name: "sku" });
        assert!(
            matches!(refused(b""), CsvError::Empty { .. })
                && matches!(refused(b"\xef\xbb\xbf\n"), CsvError::Empty { .. })
        );
        assert!(matches!(refused(b"sku\nA\n"), CsvError::Missing { missing, .. } if missing == "price"));
        let many = refused(wide.as_bytes()).to_string();
        assert!(many.contains("“c0”") && many.contains("9995 more") && many.contains("sku, price, note"), "{many}");
        assert!(many.len() < 400, "{many}");
        assert_eq!(refused(format!("sku,price\n{}", "A,1\n".repeat(2_001)).as_bytes()), CsvError::TooManyRows);
        assert_eq!(cells(&format!("sku,price\n{}", "A,1\n".repeat(2_000))).len(), 2_000);
    }

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        for bad in [
            "=HYPERLINK(\"http://x\")",
            "+1+1",
            "-2+3",
            "@SUM(1)",
            "\tx",
            "\rx",
            "\nx",
            "  =1",
            "\u{a0}=1",
            "＝1",
            "＋a",
            "－a",
            "＠a",
            "\"=1",
            "--5",
            "-",
            "-5.",
            "=1",
            "'=1",
            "''@x",
        ] {
            assert_eq!(escape_formula(bad), format!("'{bad}"), "{bad:?}");
            assert_eq!(unescape_formula(&escape_formula(bad)), bad);
        }
        for good in ["-5", "+5", "-120.50", "5", "a=b", "'quoted'", "", "a - b", "<script>alert(\"Hacked\")</script>"] {
            assert_eq!(escape_formula(good), good);
        }
        assert_eq!(escape_formula("a;=1;-5\n@x"), "a;'=1;-5\n'@x");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(rows in prop::collection::vec(
            prop::array::uniform3("[-=+@'＝;,\"\t\r\n a0.é]{0,12}|\\PC{0,20}"), 0..20)
        ) {
            // An empty row is no row, and a null no text.
            let rows: Vec<[String; 3]> = rows.into_iter().filter(|r| r.iter().any(|c| !unescape_formula(c).trim().is_empty() && !c.trim().is_empty())).collect();
            let mut csv = CsvWriter::default();
            csv.header(&["sku", "price", "note"]);
            for row in &rows {
                csv.row(row);
            }

            let back: Vec<_> = read(&csv.take(), COLUMNS).expect("it can be read").into_iter().map(|r| r.cells).collect();

            prop_assert_eq!(back, rows.iter().map(|r| r.to_vec()).collect::<Vec<_>>());
        }

        #[test]
        fn no_written_piece_begins_a_formula(cell in "[-=+@'＝;\"\t\r\n a0.]{0,16}") {
            let written = escape_formula(&cell);

            prop_assert!(pieces(&written).all(|(at, piece)| piece.starts_with('\'') || !runs(piece, at == 0)), "{:?}", written);
            prop_assert_eq!(unescape_formula(&written), cell);
        }
    }
}
