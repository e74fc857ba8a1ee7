//! Style and script of the pages, in the program itself. Their addresses contain a hash of what they
//! hold, so browsers may keep them for ever; the policy of pages names the scripts by the same hash.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use edge::pages::gzip;
use edge::{CachePolicy, Endpoint, LimitClass, Page, PageContext, PathName, Problem, Route, Router};
use http::{HeaderValue, StatusCode};
use market::Ctx;
use market::authority::Anyone;
use sha2::{Digest, Sha256};

use crate::ui;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowAsset>()
}

/// One file.
pub(crate) struct Asset {
    /// Its name, with its hash.
    pub name: String,
    /// Its hash as pages name it (Subresource Integrity).
    pub integrity: String,
    content_type: &'static str,
    plain: Bytes,
    zipped: Bytes,
}

impl Asset {
    fn of(stem: &str, ending: &str, content_type: &'static str, content: String) -> Self {
        let hash = Sha256::digest(content.as_bytes());
        let short = u64::from_be_bytes([0, 0, hash[0], hash[1], hash[2], hash[3], hash[4], hash[5]]);
        let plain = Bytes::from(content);
        Self {
            name: format!("{stem}-{short:012x}.{ending}"),
            integrity: format!("sha256-{}", STANDARD.encode(hash)),
            content_type,
            zipped: gzip(&plain),
            plain,
        }
    }

    /// Where it is.
    pub fn path(&self) -> String {
        format!("/assets/{}", self.name)
    }
}

/// All files.
pub(crate) struct Assets {
    /// The one stylesheet.
    pub style: Asset,
    /// What makes pages quicker where scripts run.
    pub htmx: Asset,
    /// Our own few lines.
    pub app: Asset,
    /// The mark in the browser's tab.
    pub mark: Asset,
}

/// The files, hashed and compressed when they are first asked for.
pub(crate) static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets {
    style: Asset::of("aqad", "css", "text/css; charset=utf-8", ui::STYLE.to_owned()),
    htmx: Asset::of("htmx", "js", "text/javascript; charset=utf-8", ui::HTMX.to_owned()),
    app: Asset::of("aqad", "js", "text/javascript; charset=utf-8", ui::SCRIPT.to_owned()),
    mark: Asset::of("mark", "svg", "image/svg+xml", ui::MARK.to_owned()),
});

/// What pages may do: run the two scripts, which they name by hash, and talk to us. No inline script,
/// no evaluation, and HTML out of strings only by the one policy that our script makes.
pub(crate) static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let (htmx, app) = (&ASSETS.htmx.integrity, &ASSETS.app.integrity);
    let policy = format!(
        "default-src 'none'; script-src '{htmx}' '{app}'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default; report-uri /csp-report"
    );
    HeaderValue::from_str(&policy).expect("visible ASCII")
});

/// A file is fetched.
struct ShowAsset;

impl Endpoint for ShowAsset {
    const ROUTE: Route = Route::get("ui.page.asset", "/assets/{name}", "Serve an asset: stylesheet, script or logo.")
        .limit(LimitClass::Open)
        .cache(CachePolicy::Public(31_536_000));
    type Auth = Anyone;
    type In = (PathName<String>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Anyone, (PathName(name), page_context): Self::In) -> Result<Page, Problem> {
        let all = &*ASSETS;
        let found = [&all.style, &all.htmx, &all.app, &all.mark].into_iter().find(|asset| asset.name == name);
        let asset = found.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "request.no_such_thing", "not found"))?;
        let body = if page_context.accepts_gzip { &asset.zipped } else { &asset.plain };
        Ok(Page::asset(asset.content_type, body.clone(), page_context.accepts_gzip))
    }
}
