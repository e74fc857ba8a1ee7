//! The quick-order pad: pasted text or CSV becomes article numbers and quantities. Pure.

use kernel::gtin::Gtin;
use kernel::printed::plain_digits;
use kernel::text::Sku;
use kernel::{Quantity, number};

/// Lines that are read at most.
const MOST_LINES: usize = super::MOST_LINES;
/// Characters that a line has at most.
const MOST_CHARS: usize = 200;

/// Why a line is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuickOrderError {
    /// More than 200 characters.
    TooLong,
    /// The 101st line; it and those after it were not read.
    TooManyLines,
    /// Nothing in front of the quantity.
    NoSku,
    /// Not an article number or GTIN.
    BadSku,
    /// Not a whole number from 1 to 1,000,000.
    BadQuantity,
    /// More than an article number and a quantity.
    TooManyFields,
    /// A quotation mark that is not closed, or with something behind it.
    BadQuotes,
}

/// One line of the pad that was not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuickOrderLine {
    /// Which line of the text, from 1, blank ones counted.
    pub number: usize,
    /// What stands where its article number belongs, by which to name it; empty where no field was read.
    pub named: String,
    /// What it says: an article number or GTIN, and how many packs.
    pub read: Result<(Sku, Quantity), QuickOrderError>,
}

/// Reads a text line by line: article number, then a tab, comma, semicolon (Latin or Arabic) or blanks, then packs (one
/// if it says nothing). Fields may stand in quotation marks. A row of titles at the top and blank
/// lines are left out.
pub fn parse(text: &str) -> Vec<QuickOrderLine> {
    let mut found = Vec::new();
    let mut may_be_titles = true;
    for (at, line) in lines(text).enumerate() {
        // A tab in front is an empty first cell, not a margin.
        let line = line.trim_end().trim_start_matches(|c: char| c.is_whitespace() && c != '\t');
        if line.is_empty() {
            continue;
        }
        let number = at + 1;
        if found.len() == MOST_LINES {
            found.push(QuickOrderLine { number, named: String::new(), read: Err(QuickOrderError::TooManyLines) });
            break;
        }
        let fields = fields(line);
        if !(std::mem::take(&mut may_be_titles) && fields.as_ref().is_ok_and(|fields| are_titles(fields))) {
            let named = fields.as_ref().ok().and_then(|fields| fields.first()).cloned().unwrap_or_default();
            found.push(QuickOrderLine { number, named, read: fields.and_then(read) });
        }
    }
    found
}

/// The lines of a text as [`parse`] counts them, blank ones among them.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines().flat_map(|line| line.split('\r'))
}

/// What people call the columns in their spreadsheets.
fn are_titles(fields: &[String]) -> bool {
    const SKUS: &[&str] = &["sku", "gtin", "ean", "upc", "article", "article number", "item", "item code", "code"];
    const QUANTITIES: &[&str] = &["quantity", "qty", "packs", "pack", "count", "amount"];
    let is_one_of = |field: Option<&String>, words: &[&str]| {
        field.is_none_or(|field| words.contains(&field.to_ascii_lowercase().as_str()))
    };
    is_one_of(fields.first(), SKUS) && is_one_of(fields.get(1), QUANTITIES) && fields.len() <= 2
}

fn read(fields: Vec<String>) -> Result<(Sku, Quantity), QuickOrderError> {
    let mut fields = fields.into_iter();
    let sku = fields.next().filter(|sku| !sku.is_empty()).ok_or(QuickOrderError::NoSku)?;
    let sku = sku_or_gtin(&sku).ok_or(QuickOrderError::BadSku)?;
    let quantity = quantity(fields.next().as_deref().unwrap_or_default())?;
    if fields.next().is_some() {
        return Err(QuickOrderError::TooManyFields);
    }
    Ok((sku, quantity))
}

/// An article number, or a GTIN as it is printed, in groups.
fn sku_or_gtin(text: &str) -> Option<Sku> {
    Sku::new(text).or_else(|why| Sku::new(&printed_gtin(text).ok_or(why)?)).ok()
}

/// The digits of a GTIN that is printed in groups; all of them, because blanks could have parted other things, too.
fn printed_gtin(text: &str) -> Option<String> {
    let digits = plain_digits(text);
    let is_one = matches!(digits.len(), 8 | 12..=14) && Gtin::new(&digits).is_ok();
    is_one.then_some(digits)
}

/// A line cut at blanks whose GTIN has blanks within: `4 006381 333931 5`. Where it can be read in one way only.
fn with_spaced_gtin(fields: Vec<String>) -> Vec<String> {
    let Some((last, front)) = fields.split_last().filter(|(_, front)| front.len() > 1) else { return fields };
    let (all, front) = (printed_gtin(&fields.concat()), printed_gtin(&front.concat()));
    match (all, front) {
        (Some(gtin), None) => vec![gtin],
        (None, Some(gtin)) => vec![gtin, last.clone()],
        _ => fields,
    }
}

fn quantity(text: &str) -> Result<Quantity, QuickOrderError> {
    if text.is_empty() {
        return Quantity::new(1).ok_or(QuickOrderError::BadQuantity);
    }
    number::whole(text).ok().and_then(Quantity::new).ok_or(QuickOrderError::BadQuantity)
}

/// What parts fields, beside blanks.
const SEPARATORS: [char; 5] = ['\t', ',', ';', '\u{60c}', '\u{61b}'];

/// A line whose quantity has commas within and blanks before it: `RICE-5KG 1,000`, `RICE-5KG, 1,000`. There the comma
/// parts no fields.
fn with_grouped_quantity(line: &str) -> Option<Vec<String>> {
    let (front, last) = line.trim_end().rsplit_once(char::is_whitespace)?;
    let is_grouped = last.starts_with(char::is_numeric) && last.contains([',', '\u{60c}']);
    let front = front.trim();
    let sku = front.strip_suffix(SEPARATORS).unwrap_or(front).trim_end();
    let is_one = !sku.is_empty() && !sku.contains(SEPARATORS) && !sku.contains('"');
    // A GTIN in groups, and behind the comma how many.
    let is_gtin = line.split(SEPARATORS).next().is_some_and(|front| printed_gtin(front).is_some());
    (is_grouped && is_one && !is_gtin).then(|| vec![sku.to_owned(), last.to_owned()])
}

/// Cuts a line at its separator: the first tab, comma or semicolon outside quotation marks, else
/// blanks. Empty fields at the end are a spreadsheet's, not the buyer's.
fn fields(line: &str) -> Result<Vec<String>, QuickOrderError> {
    if line.chars().count() > MOST_CHARS {
        return Err(QuickOrderError::TooLong);
    }
    // Some of these count as blanks, and would cut a line where nobody sees it.
    if line.chars().any(|c| c.is_control() && c != '\t') {
        return Err(QuickOrderError::BadSku);
    }
    if let Some(fields) = with_grouped_quantity(line) {
        return Ok(fields);
    }
    let mut quoted = false;
    let outside = line.chars().find(|c| {
        quoted ^= *c == '"';
        !quoted && SEPARATORS.contains(c)
    });
    let is_separator = |c: char| outside.map_or_else(|| c.is_whitespace(), |separator| c == separator);
    let (mut fields, mut rest) = (Vec::new(), line);
    loop {
        let (field, after) = field(rest, &is_separator)?;
        fields.push(field);
        match after {
            Some(after) if outside.is_none() => rest = after.trim_start(),
            Some(after) => rest = after,
            None => break,
        }
    }
    while fields.len() > 1 && fields.last().is_some_and(String::is_empty) {
        fields.pop();
    }
    Ok(if outside.is_none() { with_spaced_gtin(fields) } else { fields })
}

/// The first field, and what stands behind its separator.
fn field<'a>(
    text: &'a str,
    is_separator: &impl Fn(char) -> bool,
) -> Result<(String, Option<&'a str>), QuickOrderError> {
    let Some(mut inside) = text.trim_start_matches(' ').strip_prefix('"') else {
        let cut = text.split_once(is_separator);
        let (field, after) = cut.map_or((text, None), |(field, after)| (field, Some(after)));
        return Ok((field.trim().to_owned(), after));
    };
    let mut field = String::new();
    loop {
        let (part, after) = inside.split_once('"').ok_or(QuickOrderError::BadQuotes)?;
        field.push_str(part);
        // Two marks are one that is meant.
        if let Some(more) = after.strip_prefix('"') {
            field.push('"');
            inside = more;
            continue;
        }
        let (behind, after) = after.split_once(is_separator).map_or((after, None), |(b, a)| (b, Some(a)));
        let is_closed = behind.trim().is_empty();
        return if is_closed { Ok((field.trim().to_owned(), after)) } else { Err(QuickOrderError::BadQuotes) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Number and meaning of each line, in words.
    fn said(text: &str) -> Vec<(usize, String)> {
        let plain = |line: QuickOrderLine| match line.read {
            Ok((sku, packs)) => (line.number, format!("{sku} {}", packs.get())),
            Err(error) => (line.number, format!("{error:?}")),
        };
        parse(text).into_iter().map(plain).collect()
    }
    fn one(line: &str) -> String {
        said(line).pop().expect("a line").1
    }
    fn line(number: usize, says: &str) -> (usize, String) {
        (number, says.to_owned())
    }

    #[test]
    fn every_separator_will_do() {
        for line in ["A-1\t12", "A-1,12", "A-1;12", "A-1 12", "A-1    12", " A-1 , 12 ", "\"A-1\",\"12\"", "A-1,12,,"] {
            assert_eq!(one(line), "A-1 12", "{line:?}");
        }
        assert_eq!(one("A-1"), "A-1 1");
        assert_eq!(one("A-1,"), "A-1 1");
        assert_eq!(one("4006381333931 007"), "4006381333931 7");
    }

    #[test]
    fn lines_keep_their_numbers_past_titles_and_blank_ones() {
        let text = "\u{feff}SKU;Quantity\r\n\r\nA-1;2\r\n   \r\nA-2;0\r\nsku;qty";

        assert_eq!(said(text), [line(3, "A-1 2"), line(5, "BadQuantity"), line(6, "BadQuantity")]);
        assert_eq!(said(""), []);
        assert_eq!(said("sku"), []);
        assert_eq!(said("A-1 1\rA-2 2"), [line(1, "A-1 1"), line(2, "A-2 2")]);
    }

    #[test]
    fn what_is_no_quantity_is_said_to_be_none() {
        for bad in [
            "0",
            "-3",
            "+3",
            "1.5",
            "1e3",
            "1000001",
            "99999999999999999999999999",
            "1,5",
            "12 50",
            "ten",
            "=1+1",
            "0x10",
            "1_000",
        ] {
            assert_eq!(one(&format!("A-1;{bad}")), "BadQuantity", "{bad}");
        }
    }

    #[test]
    fn quantities_and_article_numbers_are_read_as_people_write_them() {
        for (line, says) in [
            ("A-1\t1,000", "A-1 1000"),
            ("A-1;\u{0665}", "A-1 5"),
            ("A-1;\u{0967}\u{0968}", "A-1 12"),
            ("A-1;\u{ff11}", "A-1 1"),
            ("\u{2068}A\u{2011}1\u{2069};\u{200f}5", "A-1 5"),
            ("0 37959 80712 1\t4", "037959807121 4"),
            ("0 37959 80712 1 4", "037959807121 4"),
            ("0 37959 80712 1", "037959807121 1"),
            ("4-006381-333931;2", "4-006381-333931 2"),
            ("4 006381 333931", "4006381333931 1"),
            // The comma groups digits.
            ("A-1 1,000", "A-1 1000"),
            ("A-1, 1,20,000", "A-1 120000"),
            ("A-1 \u{661}\u{60c}\u{660}\u{660}\u{660}", "A-1 1000"),
            ("0 37959 80712 1 1,000", "037959807121 1000"),
            ("0 37959 80712 1,4", "037959807121 4"),
            // In Arabic it is another sign.
            ("A-1\u{60c} 12", "A-1 12"),
            ("A-1\u{61b}12", "A-1 12"),
            ("A-1\u{60c}\u{661}\u{662}", "A-1 12"),
        ] {
            assert_eq!(one(line), says, "{line:?}");
        }
        for line in ["4 006381 333930", "A 1 2 3", "12 34 56"] {
            assert_eq!(one(line), "TooManyFields", "{line:?}");
        }
    }

    #[test]
    fn a_line_that_is_not_understood_is_named_as_it_was_typed() {
        for (line, named, why) in [
            ("A-1 1,5", "A-1", QuickOrderError::BadQuantity),
            ("A-1;ten", "A-1", QuickOrderError::BadQuantity),
            ("A-1,1,000", "A-1", QuickOrderError::TooManyFields),
            ("\u{c4}-1 5", "\u{c4}-1", QuickOrderError::BadSku),
            ("\"A-1,5", "", QuickOrderError::BadQuotes),
        ] {
            let read = parse(line).pop().expect("a line");
            assert_eq!((read.named.as_str(), read.read), (named, Err(why)), "{line}");
        }
    }

    #[test]
    fn what_is_no_article_number_is_said_to_be_none() {
        for bad in ["=HYPERLINK(1)", "@SUM", "+1", "<script>", "A\u{0}1", "Ä-1", "\u{202e}1", "\"A 1\"", "'; drop"] {
            assert_eq!(one(&format!("{bad}\t5")), "BadSku", "{bad}");
        }
        for bad in ["A-1\u{c}5", "A-1\u{b}", "A-1,5\u{1}6", "\u{1}", "A-1\u{85}5"] {
            assert_eq!(said(&format!("A-0 1\n{bad},\nA-2 1"))[1..], [line(2, "BadSku"), line(3, "A-2 1")], "{bad:?}");
        }
        assert_eq!(one(",5"), "NoSku");
        assert_eq!(one("\"\",5"), "NoSku");
        assert_eq!(one("\t5"), "NoSku");
        assert_eq!(one(&format!("{},5", "A".repeat(65))), "BadSku");
    }

    #[test]
    fn odd_lines_are_told_apart() {
        assert_eq!(one("A-1 5 packs"), "TooManyFields");
        assert_eq!(one("A-1,1,000"), "TooManyFields");
        assert_eq!(one("\"A-1,5"), "BadQuotes");
        assert_eq!(one("\"A-1\"x,5"), "BadQuotes");
        assert_eq!(one("\"A\"\"1\",5"), "BadSku");
        assert_eq!(one(&"A".repeat(201)), "TooLong");
        assert_eq!(one("\""), "BadQuotes");
    }

    #[test]
    fn the_pad_ends_after_a_hundred_lines() {
        let lines = said(&"A-1 1\n".repeat(5_000));

        assert_eq!(lines.len(), 101);
        assert_eq!(lines[99], line(100, "A-1 1"));
        assert_eq!(lines[100], line(101, "TooManyLines"));
    }
}
