//! Made-up data: the demo, and bulk for load tests.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};
use infra::telemetry;
use market::authority::Operator;
use seed::{Progress, Sizes};

use super::admin::generate_password;
use super::print;
use crate::cli::{DemoArgs, SeedArgs, Sources};
use crate::{bootstrap, folder_lock, serve, signals};

/// Marks a folder as made by the demo, so that only such folders are ever emptied.
const MARK: &str = ".aqad-demo";

/// A bar on the terminal; a line per stretch of work where there is none.
#[derive(Default)]
struct Bar(Mutex<Option<ProgressBar>>);

impl Progress for Bar {
    fn begin(&self, what: &str, total: u64) {
        let bar = ProgressBar::new(total);
        if let Ok(style) = ProgressStyle::with_template("{msg:<34} {wide_bar} {pos}/{len} {elapsed} (left: {eta})") {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        if bar.is_hidden() {
            print(&format!("{what} ({total})"));
        }
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(bar);
    }
    fn step(&self, n: u64) {
        if let Some(bar) = &*self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) {
            bar.inc(n);
        }
    }
    fn done(&self) {
        if let Some(bar) = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take() {
            bar.finish();
        }
    }
}

/// Empties the demo's own folder, and nothing else.
fn fresh_folder(folder: &Path) -> anyhow::Result<()> {
    let mark = folder.join(MARK);
    if folder.exists() {
        let is_empty = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?.next().is_none();
        if !mark.exists() && !is_empty {
            bail!(
                "{} already exists and was not created by the demo; choose another folder with --folder",
                folder.display()
            );
        }
        // Not under the feet of another demo that runs there.
        folder_lock::take(folder)?;
        for name in ["aqad.db", "aqad.db-wal", "aqad.db-shm", "secret"] {
            match std::fs::remove_file(folder.join(name)) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                    return Err(e).with_context(|| format!("cannot empty {}", folder.display()));
                }
                _ => {}
            }
        }
    }
    std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    std::fs::write(&mark, "created by `aqad demo`; emptied each time it starts\n")
        .with_context(|| mark.display().to_string())
}

/// What to open. A browser keeps a sign-in over plain HTTP for the name localhost, and not for a number.
fn address_of(listen: SocketAddr) -> String {
    if listen.ip().is_loopback() { format!("http://localhost:{}", listen.port()) } else { format!("http://{listen}") }
}

/// A whole marketplace to look at.
pub async fn demo(sources: &Sources, demo: &DemoArgs) -> anyhow::Result<()> {
    fresh_folder(&demo.folder)?;
    let (folder, listen) = (demo.folder.display().to_string(), demo.listen.to_string());
    let url = address_of(demo.listen);
    let extra = [
        ("mode", "development"),
        ("data_dir", folder.as_str()),
        ("database.url", ""),
        ("server.listen", &listen),
        ("server.public_url", &url),
        ("server.metrics_listen", ""),
        ("database.sqlite_durability", "normal"),
        ("log.level", "warn"),
    ];
    let config = bootstrap::load_config(sources, &extra)?;
    telemetry::start_logging(config.log_format(), &config.log.level)
        .context("cannot start the thread that writes the log")?;
    let ctx = bootstrap::open_context(&config).await?;
    let password = generate_password(&ctx);
    let made = signals::unless_ended(Box::pin(async {
        let made = seed::demo(&ctx, Operator::at_the_console(), &password, &Bar::default()).await;
        made.context("the demo data could not be created")
    }))
    .await?;
    let introduce = || {
        print("\nOne account per role. They all have the same password this time:");
        print(&format!("\n    {}\n", password.reveal()));
        made.accounts.iter().for_each(|a| print(&format!("    {:<28} {:<52} {}", a.role, a.email, a.company)));
    };
    if demo.no_serve {
        introduce();
        ctx.store.db.close().await;
        return Ok(());
    }
    let again = || bootstrap::read_config(sources, &extra);
    serve::run_until_signal(&config, ctx, again, |running| {
        introduce();
        let here = address_of(running.address);
        print(&format!("\nThe marketplace is running at {here}\n    sign in      {here}/sign-in\n    API docs     {here}/api/docs\nPress Ctrl-C to stop."));
    })
    .await
}

/// Made-up data of a given size.
pub async fn seed(sources: &Sources, sizes: &SeedArgs) -> anyhow::Result<()> {
    let config = bootstrap::load_config(sources, &[])?;
    let ctx = bootstrap::open_context(&config).await?;
    let password = generate_password(&ctx);
    let sizes = Sizes {
        vendors: sizes.vendors,
        retailers: sizes.retailers,
        products: sizes.products,
        inventory: sizes.inventory,
    };
    let summary = seed::bulk(&ctx, Operator::at_the_console(), &sizes, &password, &Bar::default()).await?;
    print(&format!("{summary}\nThe password of every account is {}", password.reveal()));
    ctx.store.db.close().await;
    Ok(())
}
