//! `aqad cache`: how a running server's cache is doing, and dropping what is in it.

use std::fmt::Write;
use std::str::FromStr;

use ::cache::{CacheHealth, CacheStats, FamilyStats, StoredCopy, ValueReport};
use anyhow::bail;
use market::audit::CacheTarget;

use super::print;
use crate::bootstrap;
use crate::cli::{CacheCommand, CacheTargetArgs, Sources};
use crate::control::{self, ControlRequest, ControlResponse};

/// Does what was typed.
pub async fn run(sources: &Sources, what: &CacheCommand) -> anyhow::Result<()> {
    let config = bootstrap::read_config(sources, &[])?;
    let request = match what {
        CacheCommand::Show { key: None } => ControlRequest::Cache,
        CacheCommand::Show { key: Some(key) } => ControlRequest::CachedValue(
            key.parse().map_err(|error| anyhow::anyhow!("--key {key} names no cached value; {error}"))?,
        ),
        CacheCommand::Clear => ControlRequest::Drop(CacheTarget::Everything),
        CacheCommand::Drop(target) => ControlRequest::Drop(named(target)?),
    };
    match control::send(&config.control_socket(), &request).await? {
        ControlResponse::Cache(report) => print(&render(&report)),
        ControlResponse::CachedValue(found) => print(&render_value(what, found.as_ref())),
        ControlResponse::Dropped(true) => print("Done. Dropped on all nodes."),
        ControlResponse::Dropped(false) => print(
            "Done on this node. It cannot reach Redis; a background job will notify the other nodes from the first node that can.",
        ),
        _ => bail!("unexpected response from the server; is it running the same version?"),
    }
    Ok(())
}

/// The command line insists on exactly one.
fn named(target: &CacheTargetArgs) -> anyhow::Result<CacheTarget> {
    match (&target.product, &target.company, &target.user) {
        (Some(id), ..) => Ok(CacheTarget::Product(parsed(id, "product", "prd")?)),
        (_, Some(id), _) => Ok(CacheTarget::Company(parsed(id, "company", "cmp")?)),
        (.., Some(id)) => Ok(CacheTarget::User(parsed(id, "user", "usr")?)),
        _ => bail!("specify exactly one of --product, --company and --user"),
    }
}

fn parsed<T: FromStr>(id: &str, option: &str, prefix: &str) -> anyhow::Result<T> {
    id.parse().map_err(|_| anyhow::anyhow!("--{option} {id} is not a {option} ID; it looks like {prefix}_…"))
}

/// Where one value is kept.
fn render_value(what: &CacheCommand, found: Option<&ValueReport>) -> String {
    let CacheCommand::Show { key: Some(key) } = what else { return String::new() };
    let Some(report) = found else { return format!("{key}\nThe cache is OFF: every read goes to the database.") };
    let place = |kept: Option<&StoredCopy>| {
        let Some(kept) = kept else { return "not there".to_owned() };
        let use_of = if kept.is_good { "in use" } else { "outdated, not used" };
        let what = if kept.is_absent { "known not to exist" } else { use_of };
        let version = kept.version.map(|version| format!(", version {version}")).unwrap_or_default();
        format!("{what}{version}; {} bytes; expires in {} s", kept.bytes, kept.expires_in_ms / 1_000)
    };
    let mut text = format!("{key}\nin this process       {}", place(report.process.as_ref()));
    if let Some(redis_key) = &report.redis_key {
        let _ =
            write!(text, "\nin Redis              {}\nkey in Redis          {redis_key}", place(report.redis.as_ref()));
    }
    text
}

fn render(report: &CacheStats) -> String {
    let mode = match report.health {
        CacheHealth::Off => {
            return "cache                 OFF\n\n\
                Every read goes to the database. If several nodes use this database, set cache.redis_url; if this is\n\
                the only node, set cache.single_node = true. `aqad check-config` shows the current settings."
                .to_owned();
        }
        CacheHealth::Local => "on this node; Redis is not configured".to_owned(),
        CacheHealth::Shared => {
            format!("shared through Redis, changes visible on all nodes within {} ms", report.max_staleness_ms)
        }
        CacheHealth::Disconnected => "OFF: Redis is unavailable and every read goes to the database".to_owned(),
    };
    let mut text = format!(
        "cache                 {mode}\nsize                  entries: {}; {} of at most {}\ninvalidations         by this node: {}",
        report.entries,
        size(report.bytes),
        size(report.max_bytes),
        report.invalidations,
    );
    if report.health != CacheHealth::Local {
        let _ = write!(
            text,
            " (sent to Redis late: {}), by other nodes: {}\nRedis                 disconnects: {}; reads that bypassed the cache: {}",
            report.invalidations_delayed, report.invalidations_received, report.redis_losses, report.reads_bypassed,
        );
    }
    if let Some(redis) = &report.redis {
        let most = if redis.max_bytes == 0 { "no limit (set maxmemory)".to_owned() } else { size(redis.max_bytes) };
        let _ = write!(
            text,
            "\nRedis memory          {} of at most {most}; keys: {}; evicted: {}",
            size(redis.used_bytes),
            redis.keys,
            redis.evicted_keys
        );
    }
    text.push('\n');
    if report.families.is_empty() {
        text.push_str(
            "\nNo reads yet. Request something twice, such as /api/categories, and run this again:\nthe first read is a miss and a load, the second is a hit.",
        );
        return text;
    }
    render_reads(&mut text, &report.families);
    render_entries(&mut text, &report.families);
    text.push_str(
        "\n\nSince this node started. LOCAL: found in this process. MEAN: average load time in microseconds.",
    );
    text
}

/// What was asked for, and where it was found.
fn render_reads(text: &mut String, families: &[FamilyStats]) {
    let _ = write!(
        text,
        "\n{:<16} {:>10} {:>10} {:>6} {:>10} {:>10} {:>8} {:>10} {:>8}",
        "CACHE", "LOCAL", "REDIS", "HIT %", "MISSES", "LOADS", "MEAN", "COALESCED", "WAITED"
    );
    for f in families {
        let _ = write!(
            text,
            "\n{:<16} {:>10} {:>10} {:>6} {:>10} {:>10} {:>8} {:>10} {:>8}",
            f.family,
            f.hits_local,
            f.hits_redis,
            hit_rate(f),
            missed(f),
            f.loads,
            f.load_mean_microseconds,
            f.coalesced,
            f.waited_for_other_node
        );
    }
}

/// What is kept, and why something was not used any more.
fn render_entries(text: &mut String, families: &[FamilyStats]) {
    let _ = write!(
        text,
        "\n\n{:<16} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10}",
        "CACHE", "ENTRIES", "BYTES", "REFRESHED", "STALE", "EXPIRED", "EVICTED", "REFUSED"
    );
    for f in families {
        let _ = write!(
            text,
            "\n{:<16} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10}",
            f.family,
            f.entries,
            f.bytes,
            f.refreshed_early,
            f.stale_local + f.stale_redis,
            f.expired,
            f.evicted,
            f.rejected_redis
        );
    }
}

/// Reads that found nothing in this process look in Redis; those that find nothing there load, or
/// wait for somebody who does.
fn missed(f: &FamilyStats) -> u64 {
    f.misses_local.saturating_sub(f.hits_redis)
}

fn hit_rate(f: &FamilyStats) -> String {
    let reads = f.hits_local + f.misses_local;
    let found = reads - missed(f);
    (1_000 * found).checked_div(reads).map_or_else(|| "-".to_owned(), |rate| format!("{}.{}", rate / 10, rate % 10))
}

fn size(bytes: u64) -> String {
    if bytes < 10 << 20 { format!("{} KiB", bytes >> 10) } else { format!("{} MiB", bytes >> 20) }
}
