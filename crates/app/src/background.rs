//! The tasks of a server that answer no requests. Each is started again when it fails; see `supervisor`.

use std::sync::Arc;
use std::time::Duration;

use cache::{Cache, CacheHealth};
use edge::Gatekeeper;
use infra::config::Config;
use infra::jobs;
use infra::master_secret::FOLLOW_S;
use infra::node_metrics::{self, LinkStatus, RedisHealth};
use infra::signing_keys::OpenKeysError;
use market::Ctx;
use market::reactions::Reactions;
use supervisor::{TaskHandle, TaskImportance, until};
use tokio::net::UnixListener;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::control;

/// How often housekeeping is done, and how many times between two sweeps of the cache: a minute.
const HOUSEKEEPING: Duration = Duration::from_secs(5);
const SWEEP_EVERY: u64 = 12;
/// How many times the master secret is looked at between two deletions of keys that ended: an hour.
const DELETE_EVERY: u64 = 3_600 / FOLLOW_S;
/// How long the worker may go on with its present job once all requests have ended, and the security log.
const WORKER_END: Duration = Duration::from_secs(4);
const LOG_END: Duration = Duration::from_secs(1);

/// Those that are waited for at the end, and those that are not.
pub struct BackgroundTasks {
    worker: Option<TaskHandle>,
    security_log: TaskHandle,
    others: Vec<TaskHandle>,
}

/// Starts them all. `others` are tasks that were started before.
pub fn start(
    config: &Config,
    (ctx, gatekeeper): (&Ctx, &Gatekeeper),
    console: Option<UnixListener>,
    mut others: Vec<TaskHandle>,
    stop: &watch::Receiver<bool>,
) -> BackgroundTasks {
    let supervisor = &ctx.supervisor;
    let wanted = || until(stop.clone());
    let worker = config.jobs.enabled.then(|| {
        let (ctx, stop, pause) = (ctx.clone(), stop.clone(), Duration::from_millis(config.jobs.poll_interval_ms));
        supervisor.spawn("worker", TaskImportance::Required, wanted(), move || work(ctx.clone(), pause, stop.clone()))
    });
    let (noting, stopped) = (ctx.clone(), stop.clone());
    let security_log = supervisor.spawn("security_log", TaskImportance::Useful, wanted(), move || {
        write_security_log(noting.clone(), stopped.clone())
    });
    let (sampled, limits) = (ctx.clone(), gatekeeper.clone());
    others.push(supervisor.spawn("node_metrics", TaskImportance::Useful, wanted(), move || {
        sample_node_metrics(limits.clone(), sampled.clone())
    }));
    let following = ctx.clone();
    others.push(
        supervisor.spawn("master_secret", TaskImportance::Required, wanted(), move || {
            follow_master_secret(following.clone())
        }),
    );
    let (limits, cache) = (gatekeeper.clone(), ctx.cache.clone());
    others.push(supervisor.spawn("housekeeping", TaskImportance::Useful, wanted(), move || {
        run_housekeeping(limits.clone(), cache.clone())
    }));
    if let Some(console) = console.map(Arc::new) {
        let (limits, ctx) = (gatekeeper.clone(), ctx.clone());
        others.push(supervisor.spawn("control_socket", TaskImportance::Useful, wanted(), move || {
            control::serve(Arc::clone(&console), limits.clone(), ctx.clone())
        }));
    }
    BackgroundTasks { worker, security_log, others }
}

impl BackgroundTasks {
    /// Ends them all, whatever hangs: what was refused and not yet written down is, in the log and in the tables, if
    /// the database takes it.
    pub async fn finish(self, ctx: &Ctx, gatekeeper: &Gatekeeper) {
        if let Some(worker) = self.worker
            && !worker.finish(WORKER_END).await
        {
            tracing::warn!("the worker's present job was given up; it is run again once its lease has ended");
        }
        self.others.iter().for_each(TaskHandle::abort);
        gatekeeper.run_maintenance();
        self.security_log.finish(LOG_END).await;
        match timeout(LOG_END, market::security::flush(ctx)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the latest security events could not be saved"),
            Err(_) => tracing::warn!("the latest security events could not be saved in time"),
        }
    }
}

/// Relays events and runs jobs.
async fn work(ctx: Ctx, pause: Duration, stop: watch::Receiver<bool>) {
    let store = ctx.store.clone();
    jobs::run_worker(&store, &Reactions(ctx), pause, stop).await;
}

/// Writes down what strangers try.
async fn write_security_log(ctx: Ctx, stop: watch::Receiver<bool>) {
    market::security::run(&ctx, stop).await;
}

/// Sums up refusals, drops what has expired, and publishes figures.
async fn run_housekeeping(gatekeeper: Gatekeeper, cache: Cache) {
    let mut tick = interval(HOUSEKEEPING);
    for round in 0_u64.. {
        tick.tick().await;
        gatekeeper.run_maintenance();
        // What is stale is found out when it is read; this is for what nobody reads any more.
        if round % SWEEP_EVERY == SWEEP_EVERY - 1 {
            cache.sweep();
        }
        cache.stats_with_redis().await.publish();
    }
}

/// Changes to another master secret together with the other nodes, and deletes keys that ended. Ends where the database
/// goes by a secret that this node does not know: it is not ready then.
async fn follow_master_secret(ctx: Ctx) {
    for round in 0_u64.. {
        match ctx.keys.follow_secret(&ctx.store).await {
            Err(OpenKeysError::WrongSecret) => {
                tracing::error!(
                    "the database goes by a master secret that this node does not know; set auth.secret to it and restart"
                );
                return;
            }
            Err(error) => tracing::debug!(%error, "the master secret could not be looked at"),
            Ok(()) => {}
        }
        if round % DELETE_EVERY == 1
            && let Err(error) = ctx.keys.delete_expired(&ctx.store).await
        {
            tracing::warn!(%error, "expired signing keys could not be deleted");
        }
        tokio::time::sleep(Duration::from_secs(FOLLOW_S)).await;
    }
}

/// Takes samples of how this process is doing.
async fn sample_node_metrics(gatekeeper: Gatekeeper, ctx: Ctx) {
    let mut tick = interval(node_metrics::SAMPLE_INTERVAL);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        let cache_redis = match ctx.cache.stats().health {
            CacheHealth::Off | CacheHealth::Local => LinkStatus::None,
            CacheHealth::Shared => LinkStatus::Up,
            CacheHealth::Disconnected => LinkStatus::Down,
        };
        ctx.node_metrics.sample(&ctx.store, RedisHealth { limits_redis: gatekeeper.redis(), cache_redis }).await;
    }
}
