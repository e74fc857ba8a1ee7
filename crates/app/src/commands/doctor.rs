//! `aqad doctor`: looks at everything the server needs.

use std::sync::Arc;
use std::time::Duration;

use anyhow::bail;
use infra::clock::{OsEntropy, SystemClock, seconds};
use infra::config::{self, Config};
use infra::crypto::{SealFormat, Vault};
use infra::db::{self, Db, DbEngine};
use infra::jobs;
use infra::readiness::{LATE_EVENT_S, LATE_JOB_S};
use infra::signing_keys::{self, OpenKeysError};
use kernel::{Clock, Secret};
use market::accounts::{self, Unsealed};
use market::authority::Operator;
use market::schema::MIGRATIONS;
use market::{OpenError, catalog, inventory, orders};
use supervisor::TaskState;

use super::print;
use crate::bootstrap;
use crate::cli::Sources;
use crate::control::{self, ControlRequest, ControlResponse};

/// With fewer products every search is quick, whatever it goes by.
const WORTH_COUNTING: i64 = 2_000;

/// What was found so far.
#[derive(Default)]
struct Findings {
    wrong: u32,
}

impl Findings {
    fn report(&mut self, good: bool, what: &str) {
        self.wrong += u32::from(!good);
        print(&format!("{} {what}", if good { "ok   " } else { "WRONG" }));
    }
    /// Redis never keeps the server from answering; that it is away is wrong all the same.
    fn answers(&mut self, whose: &str, answer: Result<Duration, String>) {
        let good = answer.is_ok();
        let says = answer.map_or_else(|why| why, |took| format!("responds in {} ms", took.as_millis()));
        self.report(good, &format!("Redis for {whose}: {says}"));
    }
}

/// Says what is right and what is wrong. Changes nothing.
pub async fn run(sources: &Sources) -> anyhow::Result<()> {
    let config = bootstrap::read_config(sources, &[])?;
    let mut findings = Findings::default();
    findings.report(true, "configuration is readable");
    for error in config::production_errors(&config) {
        findings.report(config.mode == config::Mode::Development, &format!("not safe for production: {error}"));
    }
    for warning in config::warnings(&config) {
        findings.report(true, &format!("warning: {warning}"));
    }
    redis(&config, &mut findings).await?;
    let running = node(&config, &mut findings).await;
    match bootstrap::database_to_look_at(&config).await {
        Ok(Some(db)) => {
            findings.report(true, &format!("{} responds", db.engine().name()));
            database(&config, &db, running, &mut findings).await?;
        }
        Ok(None) => findings.report(false, "there is no database yet; `aqad serve` or `aqad migrate` makes it"),
        Err(error) => findings.report(false, &format!("{error:#}")),
    }
    if findings.wrong > 0 {
        bail!("checks that failed: {}", findings.wrong);
    }
    Ok(())
}

/// Asks the server that runs with this configuration, if there is one, how it is; says whether there is.
async fn node(config: &Config, findings: &mut Findings) -> bool {
    let Ok(ControlResponse::Condition(node)) =
        control::send(&config.control_socket(), &ControlRequest::Condition).await
    else {
        return false;
    };
    match node.not_ready {
        None => findings.report(true, "the server that runs here is ready"),
        Some(why) => findings.report(false, &format!("the server that runs here is not ready: {why}")),
    }
    for task in node.restarted {
        let says =
            format!("background task {} is {}; restarts: {} ({})", task.name, task.state, task.restarts, task.why);
        match task.state {
            TaskState::Running => findings.report(true, &format!("warning: {says}")),
            _ => findings.report(false, &format!("{says}; the server's log says more")),
        }
    }
    true
}

async fn redis(config: &Config, findings: &mut Findings) -> anyhow::Result<()> {
    if let Some(target) = config.limits_redis()? {
        findings.answers("limits", limiter::probe(&target).await);
    }
    let Some(target) = config.cache_redis()?.filter(|_| config.cache.enabled) else { return Ok(()) };
    let answer = cache::probe(&target, &config.cache.redis_prefix).await;
    let answers = answer.is_ok();
    findings.answers("cache", answer);
    if answers && servers(&config.cache.redis_url) == servers(&config.limits.redis_url) {
        let says = match redis_link::eviction_policy(&target).await {
            Ok(policy) if policy == "noeviction" => {
                "it never evicts, so a full cache would leave no room for counters".to_owned()
            }
            Ok(policy) => format!("it may evict counters, which resets quotas (maxmemory-policy {policy})"),
            Err(why) => format!("its eviction policy could not be read ({why})"),
        };
        findings.report(true, &format!("warning: cache and limits share one Redis; {says}"));
    }
    Ok(())
}

/// The hosts of an address, without user, database and name.
fn servers(url: &Secret<String>) -> Option<&str> {
    let hosts = url.reveal().split_once("://")?.1.rsplit('@').next()?;
    hosts.split('/').next()
}

async fn database(config: &Config, db: &Db, running: bool, findings: &mut Findings) -> anyhow::Result<()> {
    if let Err(error) = tables(config, db, running, findings).await {
        let source = config.database_settings()?.source;
        findings.report(false, &format!("{:#}", bootstrap::explained(&source, &error)));
    }
    Ok(())
}

async fn tables(config: &Config, db: &Db, running: bool, findings: &mut Findings) -> db::Result<()> {
    let states = db::migration_states(db, MIGRATIONS).await?;
    let waiting: Vec<&str> = states.iter().filter(|s| s.applied_at.is_none()).map(|s| s.name).collect();
    if !waiting.is_empty() {
        findings.report(false, &format!("pending migrations: {}; run aqad migrate", waiting.join(", ")));
        return Ok(());
    }
    findings.report(true, "the database schema is up to date");
    let newer = db::newer_steps(db, MIGRATIONS).await?;
    if !newer.is_empty() {
        findings.report(
            true,
            &format!(
                "warning: the database has migrations of a newer version: {}; replace this version soon",
                newer.join(", ")
            ),
        );
    }
    let drift = inventory::drift(Operator::at_the_console(), db).await?;
    findings.report(drift.is_empty(), &format!("stock levels match their movements (mismatches: {})", drift.len()));
    search_statistics(db, findings).await?;
    figures(db, findings).await?;
    waiting_work(db, running, findings).await?;
    keys(config, db, findings).await
}

/// Whether searches go by counts of the catalogue as it is: with others they find the same, and take longer.
async fn search_statistics(db: &Db, findings: &mut Findings) -> db::Result<()> {
    let counted = catalog::counted_products(Operator::at_the_console(), db).await?;
    let says = format!("search statistics: of {} products, there are {}", counted.then, counted.now);
    let is_far_off = counted.now.max(counted.then) >= WORTH_COUNTING && counted.is_off_by(50);
    let says = if is_far_off {
        format!("warning: {says}; searches may be slow until the job count_terms ran, which is done each day")
    } else {
        says
    };
    findings.report(true, &says);
    Ok(())
}

/// Wrong figures that are named one by one.
const NAMED: usize = 10;

/// Whether vendors are shown what their orders come to.
async fn figures(db: &Db, findings: &mut Findings) -> db::Result<()> {
    let wrong = orders::wrong_figures(Operator::at_the_console(), db).await?;
    let says = format!("vendors' order counts and sales match their orders (mismatches: {})", wrong.len());
    let advice = if wrong.is_empty() { "" } else { "; run `aqad recount`" };
    findings.report(wrong.is_empty(), &format!("{says}{advice}"));
    for figure in wrong.iter().take(NAMED) {
        let (vendor, kept, counted) = (figure.vendor, figure.kept, figure.counted);
        print(&format!("      {vendor}: {} are kept as {kept}, and are {counted}", figure.figure));
    }
    Ok(())
}

/// How long work has waited; how much there is says little. Where a file's server is stopped, work waits for it.
async fn waiting_work(db: &Db, running: bool, findings: &mut Findings) -> db::Result<()> {
    let now = SystemClock.now();
    let backlog = jobs::backlog(db, now).await?;
    let stopped = db.engine() == DbEngine::Sqlite && !running;
    for (what, count, age, late) in [
        ("events pending", backlog.events, backlog.oldest.event_age_s(now), LATE_EVENT_S),
        ("jobs queued", backlog.due, backlog.oldest.job_age_s(now), LATE_JOB_S),
    ] {
        let says =
            format!("{what}: {count}, the oldest for {}", seconds(Duration::from_secs(age.max(0).unsigned_abs())));
        match (age > late, stopped) {
            (false, _) => findings.report(true, &says),
            (true, true) => findings.report(true, &format!("warning: {says}; no server is running")),
            (true, false) => findings.report(
                false,
                &format!(
                    "{says}: no worker keeps up; is there a server of this version with jobs.enabled, and what does its log say?"
                ),
            ),
        }
    }
    findings.report(backlog.dead == 0, &format!("jobs failed: {} (see GET /api/admin/jobs)", backlog.dead));
    Ok(())
}

/// Whether people can sign in: the secret is the database's, and opens the key that signs.
async fn keys(config: &Config, db: &Db, findings: &mut Findings) -> db::Result<()> {
    let Ok(vault) = config.vault(Arc::new(OsEntropy)) else {
        findings.report(false, "auth.secret: there is none, but a database; restore the secret from its backup");
        return Ok(());
    };
    match signing_keys::inspect(db, &vault, &SystemClock).await {
        Ok(true) => findings.report(true, "the signing keys can be decrypted with auth.secret"),
        Ok(false) => findings.report(true, "there is no signing key yet; the first start makes one"),
        Err(OpenKeysError::Db(error)) => return Err(error),
        Err(error) => {
            findings.report(false, &OpenError::of_keys(error, config).to_string());
            return Ok(());
        }
    }
    let unsealed = accounts::unsealed(Operator::at_the_console(), db, &vault).await?;
    let (good, says) = sealing(&vault, unsealed, !config.auth.previous_secrets.is_empty());
    findings.report(good, &says);
    Ok(())
}

/// Whether everything is sealed by the master secret, and what to do where it is not.
fn sealing(vault: &Vault, unsealed: Unsealed, has_previous: bool) -> (bool, String) {
    let Unsealed { keys, passwords, successors } = unsealed;
    let left = format!("signing keys {keys}, password hashes {passwords}, refresh tokens {successors}");
    if vault.format() == SealFormat::Unversioned {
        return (true, "warning: the database is sealed as earlier releases did it; once every node runs this version, run `aqad keys rotate --master`".to_owned());
    }
    if vault.active() != vault.configured() {
        return (true, "warning: the database still goes by one of auth.previous_secrets; once every node has the new auth.secret, run `aqad keys rotate --master`".to_owned());
    }
    match (unsealed.is_empty(), has_previous) {
        (true, false) => (true, "everything is sealed by auth.secret".to_owned()),
        (true, true) => {
            (true, "nothing needs auth.previous_secrets any more; remove it a day after the rotation".to_owned())
        }
        (false, true) => {
            (true, format!("warning: auth.previous_secrets is still needed ({left}); run `aqad keys rotate --master`"))
        }
        (false, false) => (
            false,
            format!(
                "not sealed by auth.secret: {left}; list the master secret before it in auth.previous_secrets, restart, and run `aqad keys rotate --master`"
            ),
        ),
    }
}
