//! What is taken along as a file: rows of a table, all of them, written as they are read.

use edge::export::{BreakNotices, ExportPermit, export};
use edge::{Page, PageContext, Problem};
use infra::row_source::RowSource;
use infra::table_encoder::CsvEncoder;
use market::Ctx;

use crate::ui::locale::Locale;

/// The rows as a file of that name.
pub(crate) async fn file(
    ctx: &Ctx,
    name: &str,
    rows: RowSource,
    (place, page_context): (ExportPermit, PageContext),
) -> Result<Page, Problem> {
    let locale = Locale::of(page_context.lang);
    let notices =
        BreakNotices { too_slow: locale.translate("export-too-slow"), failed: locale.translate("export-failed") };
    let clock = std::sync::Arc::clone(&ctx.store.clock);
    export(name, rows, Box::new(CsvEncoder::default()), notices, (place, clock)).await
}
