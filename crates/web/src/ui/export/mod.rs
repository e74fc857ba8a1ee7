//! What is taken along as a file: rows of a table, all of them, written as they are read; CSV, or a workbook for Excel
//! where the address asks for it (`?format=xlsx`).

use edge::export::{BreakNotices, ExportPermit, export};
use edge::{Page, PageContext, Problem};
use infra::row_source::RowSource;
use infra::table_encoder::xlsx::XlsxEncoder;
use infra::table_encoder::{CsvEncoder, TableEncoder};
use kernel::string_enum;
use market::Ctx;

use crate::ui::filters::Filters;
use crate::ui::locale::Locale;

string_enum! {
    /// What a file is.
    pub enum FileFormat {
        /// UTF-8 with commas.
        Csv = "csv",
        /// A workbook of one sheet.
        Xlsx = "xlsx",
    }
}

/// The rows as a file of that name, in the format that is asked for.
pub(crate) async fn file(
    ctx: &Ctx,
    name: &str,
    rows: RowSource,
    (place, page_context): (ExportPermit, PageContext),
) -> Result<Page, Problem> {
    let mut asked = Filters::of(&page_context, &["format"]).fields;
    let Some(format) = asked.read_optional::<FileFormat>("format") else { return Err(asked.to_problem()) };
    let locale = Locale::of(page_context.lang);
    let encoder: Box<dyn TableEncoder> = match format.unwrap_or(FileFormat::Csv) {
        FileFormat::Csv => Box::new(CsvEncoder::default()),
        FileFormat::Xlsx => Box::new(XlsxEncoder::new(locale.translate("export-is-cut").into_owned())),
    };
    let notices = BreakNotices {
        too_slow: locale.translate("export-too-slow").into_owned(),
        failed: locale.translate("export-failed").into_owned(),
    };
    let clock = std::sync::Arc::clone(&ctx.store.clock);
    export(name, rows, encoder, notices, (place, clock)).await
}
