//! How a table is written as a file, piece by piece. It knows nothing of where the rows come from
//! (see [`crate::row_source`]).

use crate::spreadsheet::CsvWriter;

pub mod xlsx;

/// Writes one file: its header, its rows, its end. What was written is taken away meanwhile, so that no more
/// than a page of it is in memory.
pub trait TableEncoder: Send {
    /// The media type of the file.
    fn content_type(&self) -> &'static str;
    /// What its name ends in, without the dot.
    fn extension(&self) -> &'static str;
    /// The names of the columns; once, before all rows.
    fn header(&mut self, columns: &[&str]);
    /// One more row.
    fn row(&mut self, cells: &[String]);
    /// Nothing more comes, and everything there is has come.
    fn finish(&mut self);
    /// Nothing more comes although there is more: says so in the file's last line.
    fn break_off(&mut self, notice: &str);
    /// What was written since this was last asked.
    fn take(&mut self) -> Vec<u8>;
}

/// CSV: UTF-8 with commas, each cell escaped against formulas.
#[derive(Default)]
pub struct CsvEncoder(CsvWriter);

impl TableEncoder for CsvEncoder {
    fn content_type(&self) -> &'static str {
        "text/csv; charset=utf-8"
    }
    fn extension(&self) -> &'static str {
        "csv"
    }
    fn header(&mut self, columns: &[&str]) {
        self.0.header(columns);
    }
    fn row(&mut self, cells: &[String]) {
        self.0.row(cells);
    }
    fn finish(&mut self) {}
    fn break_off(&mut self, notice: &str) {
        self.0.line(notice);
    }
    fn take(&mut self) -> Vec<u8> {
        self.0.take()
    }
}
