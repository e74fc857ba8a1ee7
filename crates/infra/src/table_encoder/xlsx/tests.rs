//! What a workbook holds, read back from its bytes.

use std::io::Read as _;

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::*;

fn number(bytes: &[u8], at: usize, len: usize) -> usize {
    bytes[at..at + len].iter().rev().fold(0, |sum, b| sum << 8 | usize::from(*b))
}

/// The parts of an archive, along its directory, with their checksums compared.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let (count, mut at) = (number(bytes, end + 10, 2), number(bytes, end + 16, 4));
    let mut parts = Vec::new();
    for _ in 0..count {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let (crc, packed, plain) = (number(bytes, at + 16, 4), number(bytes, at + 20, 4), number(bytes, at + 24, 4));
        let (name, offset) = (number(bytes, at + 28, 2), number(bytes, at + 42, 4));
        let name = String::from_utf8(bytes[at + 46..at + 46 + name].to_vec()).expect("a name");
        assert_eq!(&bytes[offset..offset + 4], b"PK\x03\x04");
        let from = offset + 30 + number(bytes, offset + 26, 2);
        let mut text = String::new();
        DeflateDecoder::new(&bytes[from..from + packed]).read_to_string(&mut text).expect("it unpacks");
        let mut sum = Crc::new();
        sum.update(text.as_bytes());
        assert_eq!((text.len(), usize::try_from(sum.sum()).expect("fits")), (plain, crc), "{name}");
        at += 46 + name.len();
        parts.push((name, text));
    }
    assert_eq!(at, end);
    parts
}

/// The sheet of a file of these rows; taken away after each of them.
fn sheet(columns: &[&str], rows: &[&[&str]]) -> String {
    let (mut xlsx, mut bytes) = (XlsxWriter::default(), Vec::new());
    xlsx.header(columns);
    for row in rows {
        xlsx.row(row.iter().copied());
        bytes.extend(xlsx.take());
    }
    xlsx.finish();
    bytes.extend(xlsx.take());
    parts(&bytes).pop().expect("a sheet").1
}

#[test]
fn a_workbook_has_the_parts_that_spreadsheets_look_for() {
    let mut xlsx = XlsxWriter::default();
    xlsx.header(&["sku"]);
    xlsx.finish();

    let parts = parts(&xlsx.take());

    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    let wanted =
        ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"];
    assert_eq!(names[..5], wanted);
    assert_eq!(names[5..], ["xl/worksheets/sheet1.xml"]);
    assert!(parts.iter().all(|(_, text)| text.starts_with("<?xml ")));
}

#[test]
fn what_is_paid_is_a_number_too() {
    let sheet = sheet(&["order", "total", "accepted_total"], &[&["O-1", "3000.00", "120.50"]]);

    for (at, amount) in [("B2", "3000.00"), ("C2", "120.50")] {
        assert!(sheet.contains(&format!("<c r=\"{at}\" s=\"1\"><v>{amount}</v></c>")), "{sheet}");
    }
}

#[test]
fn counts_and_prices_are_numbers_and_everything_else_is_text() {
    let sheet = sheet(&["sku", "price", "quantity"], &[&["007", "120.50", "12"], &["=1+1", "1.500", "many"]]);

    for cell in [
        "<c r=\"A2\" s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">007</t></is></c>",
        "<c r=\"B2\" s=\"1\"><v>120.50</v></c>",
        "<c r=\"C2\" s=\"0\"><v>12</v></c>",
        // As text, and it stays text when somebody edits the cell.
        "<c r=\"A3\" s=\"4\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t></is></c>",
        "<c r=\"B3\" s=\"2\"><v>1.500</v></c>",
        "<t xml:space=\"preserve\">many</t>",
    ] {
        assert!(sheet.contains(cell), "{cell} in {sheet}");
    }
    assert!(!sheet.contains("<f>"), "nothing is a formula");
}

#[test]
fn texts_are_what_they_were() {
    let sheet = sheet(&["title"], &[&["<b> & \"é\" दूध قهوة 😀"], &["a\u{7}b\nc"], &["_x0041_ _x_"], &["", " "]]);

    assert!(sheet.contains(">&lt;b&gt; &amp; \"é\" दूध قهوة 😀<"), "{sheet}");
    assert!(sheet.contains(">a_x0007_b\nc<"), "{sheet}");
    assert!(sheet.contains(">_x005F_x0041_ _x_<"), "{sheet}");
    assert!(sheet.contains("<row r=\"5\"><c r=\"B5\""), "{sheet}");
}

#[test]
fn numbers_that_a_spreadsheet_would_round_stay_text() {
    for (cell, is) in [
        ("0", Some(0)),
        ("120.50", Some(2)),
        ("-3", Some(0)),
        ("123456789012345", Some(0)),
        ("1234567890123456", None),
        ("1e3", None),
        ("1.", None),
        (".5", None),
        ("", None),
        ("1,5", None),
        ("٣", None),
    ] {
        assert_eq!(decimals(cell), is, "{cell}");
    }
    assert_eq!([0, 25, 26, 51, 52, 701, 702].map(column), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
}

#[test]
fn a_file_that_is_not_whole_says_so_in_its_last_line() {
    let mut xlsx = XlsxWriter::default();
    xlsx.header(&["sku"]);
    xlsx.row(["A"]);
    xlsx.break_off("More rows follow in the shop.");

    let sheet = parts(&xlsx.take()).pop().expect("a sheet").1;

    assert!(sheet.ends_with("More rows follow in the shop.</t></is></c></row></sheetData></worksheet>"), "{sheet}");
}

#[test]
fn a_table_becomes_a_workbook_of_the_same_cells() {
    let mut xlsx = XlsxEncoder::new("There is more.".to_owned());
    xlsx.header(&["sku", "price", "note"]);
    xlsx.row(&["007", "120.50", "=HYPERLINK(1)"].map(str::to_owned));
    xlsx.finish();

    let sheet = parts(&xlsx.take()).pop().expect("a sheet").1;

    for text in ["\">007<", "<v>120.50</v>", "\">=HYPERLINK(1)<"] {
        assert!(sheet.contains(text), "{text} in {sheet}");
    }
    assert!(!sheet.contains("There is more."));
}
