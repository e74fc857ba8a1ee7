//! The console's way into a running server: a socket in the file system that only its owner can
//! open. One line of JSON asks, one answers. What can be asked is what `aqad limits`
//! and `aqad cache` can do.

use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use cache::{CacheStats, InvalidationReach, ValueReport};
use edge::Gatekeeper;
use edge::limits::{CallerLimits, CallerRef, LimiterStatus};
use infra::Origin;
use market::Ctx;
use market::accounts::{self, ResealProgress};
use market::audit::{self, CacheTarget, CachedThing};
use market::authority::Operator;
use market::schema::MIGRATIONS;
use serde::{Deserialize, Serialize};
use supervisor::TaskState;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::time::timeout;

/// Longest question in bytes, and how long it may take.
const MAX_REQUEST_BYTES: u64 = 4 * 1024;
const TIMEOUT: Duration = Duration::from_secs(5);

/// What the console asks.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlRequest {
    /// How the limiter is, with so many offenders.
    Overview(usize),
    /// How a caller stands.
    Look(CallerRef),
    /// Forget what a caller was counted for.
    Reset(CallerRef),
    /// How the cache is doing.
    Cache,
    /// Where one of its values is kept.
    CachedValue(CachedThing),
    /// Drop something from it.
    Drop(CacheTarget),
    /// Sign with a new key from now on.
    RotateKeys,
    /// Seal the next portion again with the master secret.
    Reseal(Box<ResealProgress>),
    /// Whether the node is ready, and how its background tasks are.
    Condition,
}

/// What the server answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlResponse {
    /// To [`ControlRequest::Overview`].
    Overview(Box<LimiterStatus>),
    /// To [`ControlRequest::Look`].
    Caller(CallerLimits),
    /// To [`ControlRequest::Reset`]: whether all nodes forgot.
    Reset(bool),
    /// To [`ControlRequest::Cache`].
    Cache(Box<CacheStats>),
    /// To [`ControlRequest::CachedValue`]; nothing where the cache is off.
    CachedValue(Option<ValueReport>),
    /// To [`ControlRequest::Drop`]: whether all nodes were told.
    Dropped(bool),
    /// To [`ControlRequest::RotateKeys`].
    Rotated {
        /// The key that signs as soon as it is known everywhere.
        kid: String,
        /// Seconds for which the others verify from then on.
        overlap_s: i64,
    },
    /// To [`ControlRequest::Reseal`]: how far it is now.
    Resealed(Box<ResealProgress>),
    /// To [`ControlRequest::Condition`].
    Condition(NodeCondition),
    /// It could not be done.
    Failed(String),
}

/// Whether a node is ready, for whoever looks after it.
#[derive(Debug, Serialize, Deserialize)]
pub struct NodeCondition {
    /// Why it is not; nothing where it is.
    pub not_ready: Option<String>,
    /// Background tasks that were started again since the node started.
    pub restarted: Vec<RestartedTask>,
}

/// A background task that was started again.
#[derive(Debug, Serialize, Deserialize)]
pub struct RestartedTask {
    /// Its name.
    pub name: String,
    /// Its state, in a word.
    pub state: TaskState,
    /// How often.
    pub restarts: u64,
    /// Why, the last time.
    pub why: String,
}

/// Binds a path. A socket that a dead server left there is replaced; one that answers is not, nor is
/// anything that is no socket.
pub fn bind(path: &Path) -> anyhow::Result<UnixListener> {
    let at = || format!("{} (server.control_socket)", path.display());
    if std::os::unix::net::UnixStream::connect(path).is_ok() {
        bail!("another server is already listening at {}; give each server its own socket", at());
    }
    match std::fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_socket() => std::fs::remove_file(path).with_context(at)?,
        Ok(_) => bail!("{} exists and is not a socket; choose another path", at()),
        Err(_) => {}
    }
    let listener = UnixListener::bind(path)
        .with_context(|| format!("cannot listen at {}; a socket path can have at most 107 characters", at()))?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).with_context(at)?;
    Ok(listener)
}

/// Answers the console for as long as it is polled.
pub async fn serve(listener: Arc<UnixListener>, gatekeeper: Gatekeeper, ctx: Ctx) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // No more files to open, say in a flood: the console is wanted then.
            tokio::time::sleep(Duration::from_millis(200)).await;
            continue;
        };
        let (gatekeeper, ctx) = (gatekeeper.clone(), ctx.clone());
        tokio::spawn(async move {
            // Whoever does not finish in time is at this machine, and can try again.
            let _ = timeout(TIMEOUT, handle_connection(stream, &gatekeeper, &ctx)).await;
        });
    }
}

async fn handle_connection(stream: UnixStream, gatekeeper: &Gatekeeper, ctx: &Ctx) -> std::io::Result<()> {
    let (reading, mut writing) = stream.into_split();
    let mut line = String::new();
    BufReader::new(reading.take(MAX_REQUEST_BYTES)).read_line(&mut line).await?;
    let response = match serde_json::from_str(&line) {
        Ok(ControlRequest::Overview(most)) => ControlResponse::Overview(Box::new(gatekeeper.status(most))),
        Ok(ControlRequest::Look(caller)) => ControlResponse::Caller(gatekeeper.inspect(&caller).await),
        Ok(ControlRequest::Reset(caller)) => reset(gatekeeper, ctx, &caller).await,
        Ok(ControlRequest::Cache) => ControlResponse::Cache(Box::new(ctx.cache.stats_with_redis().await)),
        Ok(ControlRequest::CachedValue(what)) => {
            ControlResponse::CachedValue(audit::inspect_cache(ctx, Operator::at_the_console(), what).await)
        }
        Ok(ControlRequest::Drop(what)) => {
            match audit::clear_cache_at_console(ctx, Operator::at_the_console(), what).await {
                Ok(reach) => ControlResponse::Dropped(reach == InvalidationReach::AllNodes),
                Err(error) => ControlResponse::Failed(error.to_string()),
            }
        }
        Ok(ControlRequest::RotateKeys) => rotate(ctx).await,
        Ok(ControlRequest::Reseal(at)) => match accounts::reseal(ctx, Operator::at_the_console(), *at).await {
            Ok(at) => ControlResponse::Resealed(Box::new(at)),
            Err(error) => ControlResponse::Failed(error.to_string()),
        },
        Ok(ControlRequest::Condition) => ControlResponse::Condition(condition(ctx).await),
        Err(error) => ControlResponse::Failed(format!("could not read the command: {error}")),
    };
    let mut text = serde_json::to_string(&response).unwrap_or_default();
    text.push('\n');
    writing.write_all(text.as_bytes()).await
}

async fn reset(gatekeeper: &Gatekeeper, ctx: &Ctx, caller: &CallerRef) -> ControlResponse {
    match audit::record_console_limits_reset(ctx, Operator::at_the_console(), gatekeeper.label(caller)).await {
        Ok(()) => ControlResponse::Reset(gatekeeper.reset(caller).await),
        Err(error) => ControlResponse::Failed(error.to_string()),
    }
}

async fn rotate(ctx: &Ctx) -> ControlResponse {
    let overlap_s = overlap_s(ctx.rules.access_s);
    match ctx.keys.rotate::<infra::db::Error>(&ctx.store, &Origin::default(), overlap_s).await {
        Ok(kid) => ControlResponse::Rotated { kid, overlap_s },
        Err(error) => ControlResponse::Failed(error.to_string()),
    }
}

/// Twice a token's life: nobody who signed in a moment ago is signed out.
pub const fn overlap_s(access_s: i64) -> i64 {
    access_s * 2
}

async fn condition(ctx: &Ctx) -> NodeCondition {
    let report = ctx.readiness.look(&ctx.store, MIGRATIONS, &ctx.supervisor).await;
    let restarted = ctx.supervisor.statuses().into_iter().filter(|task| task.restarts > 0);
    let restarted = restarted.map(|task| RestartedTask {
        name: task.name.to_owned(),
        state: task.state,
        restarts: task.restarts,
        why: task.last_failure.unwrap_or_default(),
    });
    NodeCondition { not_ready: report.reason().map(str::to_owned), restarted: restarted.collect() }
}

/// Asks a running server.
pub async fn send(path: &Path, request: &ControlRequest) -> anyhow::Result<ControlResponse> {
    let exchange = async {
        let mut stream = UnixStream::connect(path).await.with_context(|| {
            format!(
                "no server responds at {}; is `aqad serve` running with this configuration, as this user?",
                path.display()
            )
        })?;
        let mut text = serde_json::to_string(request)?;
        text.push('\n');
        stream.write_all(text.as_bytes()).await?;
        let mut answer = String::new();
        BufReader::new(stream).read_line(&mut answer).await?;
        anyhow::Ok(serde_json::from_str(&answer)?)
    };
    match timeout(TIMEOUT, exchange).await.context("the server did not respond in time")?? {
        ControlResponse::Failed(why) => bail!(why),
        response => Ok(response),
    }
}
