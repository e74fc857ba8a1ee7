//! `aqad cache`: how a running server's cache is doing, and dropping what is in it.

use std::fmt::Write;
use std::str::FromStr;

use ::cache::{FamilyReport, Health, Report};
use anyhow::bail;
use market::audit::Cached;

use super::say;
use crate::cli::{Cache, Sources, Upon};
use crate::control::{self, Ask, Told};
use crate::open;

/// Does what was typed.
pub async fn run(sources: &Sources, what: &Cache) -> anyhow::Result<()> {
    let config = open::configuration(sources, &[])?;
    let question = match what {
        Cache::Show => Ask::Cache,
        Cache::Clear => Ask::Drop(Cached::Everything),
        Cache::Drop(upon) => Ask::Drop(named(upon)?),
    };
    match control::ask(&config.control_socket(), &question).await? {
        Told::Cache(report) => say(&shown(&report)),
        Told::Dropped(true) => say("Done: all nodes were told to drop it."),
        Told::Dropped(false) => say(
            "Done on this node. It does not reach Redis, so the others were not told yet: background work tells them, from the first node that does.",
        ),
        _ => bail!("the server answers something else: is it of this release?"),
    }
    Ok(())
}

/// The command line insists on exactly one.
fn named(upon: &Upon) -> anyhow::Result<Cached> {
    match (&upon.product, &upon.company, &upon.user) {
        (Some(id), ..) => Ok(Cached::Product(parsed(id, "product", "prd")?)),
        (_, Some(id), _) => Ok(Cached::Company(parsed(id, "company", "org")?)),
        (.., Some(id)) => Ok(Cached::User(parsed(id, "user", "usr")?)),
        _ => bail!("name exactly one of --product, --company and --user"),
    }
}

fn parsed<T: FromStr>(id: &str, option: &str, prefix: &str) -> anyhow::Result<T> {
    id.parse().map_err(|_| anyhow::anyhow!("--{option} {id} is no {option}'s id; it looks like {prefix}_…"))
}

fn shown(report: &Report) -> String {
    let mode = match report.health {
        Health::Off => {
            return "cached                NOTHING: the cache is off\n\n\
                Every read asks the database. Set cache.redis_url where several nodes serve this database,\n\
                or cache.single_node = true where this is the only one; `aqad check-config` says which holds."
                .to_owned();
        }
        Health::Alone => "by this node; there is no Redis".to_owned(),
        Health::Shared => {
            format!("shared through Redis, changes seen on all nodes within {} ms", report.bound_milliseconds)
        }
        Health::CutOff => "NOTHING: CUT OFF, Redis does not answer and every read asks the database".to_owned(),
    };
    let mut text = format!(
        "cached                {mode}\nsize                  {} entries, {} of at most {}\ndropped               {} times by this node",
        report.entries,
        size(report.bytes),
        size(report.most_bytes),
        report.invalidations,
    );
    if report.health != Health::Alone {
        let _ = write!(
            text,
            " ({} of them owed to Redis for a while), {} times because of others\nRedis                 lost {} times; {} reads went without a cache",
            report.invalidations_owed, report.invalidations_heard, report.redis_losses, report.reads_without_tiers,
        );
    }
    text.push('\n');
    if report.families.is_empty() {
        text.push_str(
            "\nNothing was read yet. Read something twice, such as /api/categories, and look again:\nthe first read is a miss and a load, the second a hit.",
        );
        return text;
    }
    reads(&mut text, &report.families);
    kept(&mut text, &report.families);
    text.push_str("\n\nSince this node started. HERE: found in this process. Means are of loads, in microseconds.");
    text
}

/// What was asked for, and where it was found.
fn reads(text: &mut String, families: &[FamilyReport]) {
    let _ = write!(
        text,
        "\n{:<16} {:>10} {:>10} {:>6} {:>10} {:>10} {:>8} {:>10} {:>8}",
        "READ", "HERE", "IN REDIS", "HIT %", "MISSED", "LOADS", "MEAN", "COALESCED", "WAITED"
    );
    for f in families {
        let _ = write!(
            text,
            "\n{:<16} {:>10} {:>10} {:>6} {:>10} {:>10} {:>8} {:>10} {:>8}",
            f.family,
            f.hits_process,
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
fn kept(text: &mut String, families: &[FamilyReport]) {
    let _ = write!(
        text,
        "\n\n{:<16} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10}",
        "KEPT", "ENTRIES", "BYTES", "REFRESHED", "STALE", "EXPIRED", "EVICTED", "REFUSED"
    );
    for f in families {
        let _ = write!(
            text,
            "\n{:<16} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10}",
            f.family,
            f.entries,
            f.bytes,
            f.refreshed_early,
            f.stale_process + f.stale_redis,
            f.expired,
            f.evicted,
            f.refused_redis
        );
    }
}

/// Reads that found nothing in this process look in Redis; those that find nothing there load, or
/// wait for somebody who does.
fn missed(f: &FamilyReport) -> u64 {
    f.misses_process.saturating_sub(f.hits_redis)
}

fn hit_rate(f: &FamilyReport) -> String {
    let reads = f.hits_process + f.misses_process;
    let found = reads - missed(f);
    (1_000 * found).checked_div(reads).map_or_else(|| "-".to_owned(), |rate| format!("{}.{}", rate / 10, rate % 10))
}

fn size(bytes: u64) -> String {
    if bytes < 10 << 20 { format!("{} KiB", bytes >> 10) } else { format!("{} MiB", bytes >> 20) }
}
