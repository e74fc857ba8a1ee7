//! Tables as Excel workbooks (Office Open XML, ISO/IEC 29500), written piece by piece: what was written can be taken
//! away at any time, so that no more than a page of it is in memory.
//!
//! Each cell has a type. Counts and prices are numbers; everything else is text and stays text, also where it begins
//! like a formula or with a zero, so nothing in it is run, and no number loses a digit.

use std::fmt::Write as _;

use self::zip::Zip;
use crate::spreadsheet::would_run;
use crate::table_encoder::TableEncoder;

mod zip;

/// The media type of the file.
const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The most rows of a sheet, without its header: what Excel opens.
pub const MAX_ROWS: usize = 1_048_575;
/// The most characters of a cell: what Excel opens.
const MAX_CHARS: usize = 32_767;
/// Bytes of the sheet after which nothing more is added: sizes in the file have 32 bits.
const MAX_SHEET: u64 = 4_000_000_000;
/// Digits that a number of a spreadsheet keeps.
const MAX_DIGITS: usize = 15;

/// Columns of numbers, by their names; whatever else stands in a file is text.
const NUMBERS: [&str; 14] = [
    "price",
    "unit_price",
    "quantity",
    "pack_size",
    "min_quantity",
    "quantity_step",
    "max_quantity",
    "quantity_ordered",
    "quantity_accepted",
    "quantity_declined",
    "quantity_cancelled",
    "amount",
    "total",
    "accepted_total",
];

const PARTS: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        "xl/styles.xml",
        // The cells below name these: general, two decimals, three decimals, text, text that begins like a formula.
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.000"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#,
    ),
];
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"#;
const END: &str = "</sheetData></worksheet>";

/// Writes a workbook of one sheet: its header, its rows, its end.
pub struct XlsxWriter {
    zip: Zip,
    are_numbers: Vec<bool>,
    rows: usize,
    is_cut: bool,
}

impl Default for XlsxWriter {
    fn default() -> Self {
        let mut zip = Zip::default();
        for (name, part) in PARTS {
            zip.begin(name);
            zip.write(XML.as_bytes());
            zip.write(part.as_bytes());
            zip.end();
        }
        zip.begin("xl/worksheets/sheet1.xml");
        zip.write(XML.as_bytes());
        zip.write(SHEET.as_bytes());
        Self { zip, are_numbers: Vec::new(), rows: 0, is_cut: false }
    }
}

impl XlsxWriter {
    /// The names of the columns; once, before all rows. They say which of them are numbers.
    pub fn header(&mut self, columns: &[&str]) {
        self.are_numbers = columns.iter().map(|name| NUMBERS.contains(name)).collect();
        self.line(columns.iter().map(|name| (*name, false)));
    }
    /// One more row. Beyond what a sheet holds it is left out, and the last line says so.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        if self.rows >= MAX_ROWS || self.zip.written_of_part() >= MAX_SHEET {
            self.is_cut = true;
            return;
        }
        let are_numbers = std::mem::take(&mut self.are_numbers);
        let is_number = |at: usize| are_numbers.get(at).copied().unwrap_or_default();
        self.line(cells.into_iter().enumerate().map(|(at, cell)| (cell, is_number(at))));
        self.are_numbers = are_numbers;
    }
    /// Whether rows were left out.
    pub const fn is_cut(&self) -> bool {
        self.is_cut
    }
    /// Nothing more comes.
    pub fn finish(&mut self) {
        self.zip.write(END.as_bytes());
        self.zip.end();
        self.zip.finish();
    }
    /// Nothing more comes although there is more: the last line says so.
    pub fn break_off(&mut self, notice: &str) {
        self.line([(notice, false)]);
        self.finish();
    }
    /// What was written since this was last asked.
    pub fn take(&mut self) -> Vec<u8> {
        self.zip.take()
    }

    fn line<'a>(&mut self, cells: impl IntoIterator<Item = (&'a str, bool)>) {
        self.rows += 1;
        let mut xml = format!("<row r=\"{}\">", self.rows);
        for (at, (cell, is_number)) in cells.into_iter().enumerate() {
            push_cell(&mut xml, (&column(at), self.rows), cell, is_number);
        }
        xml.push_str("</row>");
        self.zip.write(xml.as_bytes());
    }
}

/// Rows as a workbook. Where a sheet cannot hold all of them, its last line is the notice.
pub struct XlsxEncoder {
    writer: XlsxWriter,
    notice: String,
}

impl XlsxEncoder {
    /// With what the last line says where rows had to be left out.
    pub fn new(notice: String) -> Self {
        Self { writer: XlsxWriter::default(), notice }
    }
}

impl TableEncoder for XlsxEncoder {
    fn content_type(&self) -> &'static str {
        CONTENT_TYPE
    }
    fn extension(&self) -> &'static str {
        "xlsx"
    }
    fn header(&mut self, columns: &[&str]) {
        self.writer.header(columns);
    }
    fn row(&mut self, cells: &[String]) {
        self.writer.row(cells.iter().map(String::as_str));
    }
    fn finish(&mut self) {
        if self.writer.is_cut() {
            self.writer.break_off(&self.notice);
        } else {
            self.writer.finish();
        }
    }
    fn break_off(&mut self, notice: &str) {
        self.writer.break_off(notice);
    }
    fn take(&mut self) -> Vec<u8> {
        self.writer.take()
    }
}

/// The letters of a column: A to Z, then AA.
fn column(mut at: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(at % 26).unwrap_or_default()));
        match (at / 26).checked_sub(1) {
            Some(more) => at = more,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

fn push_cell(xml: &mut String, (column, row): (&str, usize), cell: &str, is_number: bool) {
    // Writing to a text cannot fail.
    let _ = match decimals(cell).filter(|_| is_number) {
        Some(decimals) => {
            let style = match decimals {
                2 => 1,
                3 => 2,
                _ => 0,
            };
            write!(xml, "<c r=\"{column}{row}\" s=\"{style}\"><v>{cell}</v></c>")
        }
        None if cell.is_empty() => Ok(()),
        None => {
            let style = if would_run(cell) { 4 } else { 3 };
            let text = escaped(cell);
            write!(
                xml,
                "<c r=\"{column}{row}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
            )
        }
    };
}

/// How many decimals a plain number has; none where it is another text, or has more digits than a spreadsheet keeps.
fn decimals(cell: &str) -> Option<usize> {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let fits = (1..=MAX_DIGITS).contains(&whole.len()) && whole.len() + rest.len() <= MAX_DIGITS;
    (fits && is_plain(whole) && is_plain(rest) && !digits.ends_with('.')).then_some(rest.len())
}

/// A text as XML has it. What XML has no character for is written as spreadsheets write it, `_x0007_`, and what would
/// be read as that is guarded.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices().take(MAX_CHARS) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' if is_escape(text.get(at..).unwrap_or_default()) => out.push_str("_x005F_"),
            '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            c => {
                let _ = write!(out, "_x{:04X}_", u32::from(c));
            }
        }
    }
    out
}

fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.starts_with(b"_x")
        && bytes.get(6) == Some(&b'_')
        && bytes.get(2..6).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests;
