//! Figures of vendors, counted anew.

use anyhow::bail;
use market::authority::Operator;
use market::orders;

use super::print;
use crate::cli::Sources;
use crate::{bootstrap, folder_lock};

/// Counts and adds up again whatever is not what the orders come to. Servers may go on meanwhile, except with SQLite, where
/// one process has the file to itself.
pub async fn run(sources: &Sources) -> anyhow::Result<()> {
    let config = bootstrap::load_config(sources, &[])?;
    if config.database.url.reveal().is_empty() && folder_lock::is_taken(&config.data_dir) {
        bail!("a server is running on {}; stop it, run `aqad recount` and start it again", config.data_dir.display());
    }
    let ctx = bootstrap::open_context(&config).await?;
    let vendors = orders::recount(&ctx, Operator::at_the_console()).await?;
    print(&format!("vendors whose figures were wrong and are right now: {vendors}"));
    ctx.store.db.close().await;
    Ok(())
}
