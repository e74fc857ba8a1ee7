//! `aqad limits`: how callers stand with a running server's limits, and letting them off.

use std::fmt::Write;

use anyhow::{bail, ensure};
use edge::limits::{CallerLimits, CallerRef, LimiterStatus};
use kernel::Email;

use super::print;
use crate::bootstrap;
use crate::cli::{CallerArgs, LimitsCommand, Sources};
use crate::control::{self, ControlRequest, ControlResponse};

/// Does what was typed.
pub async fn run(sources: &Sources, what: &LimitsCommand) -> anyhow::Result<()> {
    let config = bootstrap::read_config(sources, &[])?;
    let request = match what {
        LimitsCommand::Show { top } => ControlRequest::Overview(*top),
        LimitsCommand::Caller(caller) => ControlRequest::Look(named(caller)?),
        LimitsCommand::Reset(caller) => ControlRequest::Reset(named(caller)?),
    };
    let response = control::send(&config.control_socket(), &request).await?;
    match response {
        ControlResponse::Overview(overview) => print(&render_overview(&overview)),
        ControlResponse::Caller(caller) => print(&render_caller(&caller)),
        ControlResponse::Reset(true) => print("Done. The limit was reset on all nodes."),
        ControlResponse::Reset(false) => {
            bail!("Redis is unavailable; the limit was reset on this node only. Try again when Redis is back")
        }
        ControlResponse::Failed(why) => bail!(why),
        ControlResponse::Cache(_)
        | ControlResponse::CachedValue(_)
        | ControlResponse::Dropped(_)
        | ControlResponse::Rotated { .. }
        | ControlResponse::Resealed(_)
        | ControlResponse::Condition(_) => {
            bail!("unexpected response from the server; is it running the same version?")
        }
    }
    Ok(())
}

fn named(caller: &CallerArgs) -> anyhow::Result<CallerRef> {
    let given = [caller.address.is_some(), caller.user.is_some(), caller.company.is_some(), caller.account.is_some()];
    ensure!(
        given.iter().filter(|g| **g).count() == 1,
        "specify exactly one of --address, --user, --company and --account"
    );
    if let Some(address) = caller.address {
        return Ok(CallerRef::Address(address));
    }
    if let Some(user) = &caller.user {
        let id = user.parse().map_err(|_| anyhow::anyhow!("--user {user} is not a user ID; it looks like usr_…"))?;
        return Ok(CallerRef::User(id));
    }
    if let Some(company) = &caller.company {
        let id = company.parse();
        let id = id.map_err(|_| anyhow::anyhow!("--company {company} is not a company ID; it looks like cmp_…"))?;
        return Ok(CallerRef::Company(id));
    }
    let email = Email::new(caller.account.as_deref().unwrap_or_default())?;
    Ok(CallerRef::Account(email, caller.from))
}

fn render_overview(overview: &LimiterStatus) -> String {
    let mode = match overview.mode.as_str() {
        "shared" => format!("shared through Redis (nodes: {})", overview.nodes),
        "alone" => format!("on this node ONLY: Redis is unavailable (failed calls: {})", overview.redis_failures),
        "off" => "OFF".to_owned(),
        _ => "on this node; Redis is not configured".to_owned(),
    };
    let full = if overview.overflowing { "; memory is FULL, new clients are estimated" } else { "" };
    let mut text = format!(
        "limits are counted    {mode}\nallowed               {}\nblocked               {} ({} from memory)\ndecided locally       {}\ncounters              {} in {} KiB{full}\n",
        overview.admitted,
        overview.refused,
        overview.remembered,
        overview.alone,
        overview.counters,
        overview.bytes / 1_024
    );
    if overview.offenders.is_empty() {
        text.push_str("\nNo client has hit a limit recently.");
        return text;
    }
    let _ = write!(text, "\n{:<44} {:<20} {:>9}  {:>12}  {:>11}", "CLIENT", "LIMIT", "BLOCKED", "FIRST", "LAST");
    for one in &overview.offenders {
        let _ = write!(
            text,
            "\n{:<44} {:<20} {:>9}  {:>8} s ago  {:>7} s ago",
            one.caller, one.policy, one.times, one.first_seconds_ago, one.last_seconds_ago
        );
    }
    text
}

fn render_caller(caller: &CallerLimits) -> String {
    if caller.items.is_empty() {
        return "This client has not used any of its limits recently.".to_owned();
    }
    let mut text = format!("{:<22} {:>9} {:>9} {:>9}  {}", "LIMIT", "QUOTA", "WINDOW", "REMAINING", "RESETS IN");
    for state in &caller.items {
        let _ = write!(
            text,
            "\n{:<22} {:>9} {:>7} s {:>9}  {} s",
            state.policy, state.limit, state.window_seconds, state.remaining, state.reset_seconds
        );
    }
    text
}
