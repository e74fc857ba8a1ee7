//! The master secret and the signing keys, at the console.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use infra::clock::{OsEntropy, SystemClock};
use infra::config::Config;
use infra::crypto::generate_secret;
use infra::signing_keys::{SIGNS_AFTER, SigningKeys};
use infra::{Origin, Store};
use market::OpenError;
use market::accounts::{self, ResealProgress};
use market::authority::Operator;

use super::print;
use crate::cli::{KeysCommand, Sources};
use crate::control::{self, ControlRequest, ControlResponse};
use crate::{bootstrap, folder_lock};

/// Does what was typed.
pub async fn run(sources: &Sources, what: &KeysCommand) -> anyhow::Result<()> {
    match what {
        KeysCommand::New => {
            print(generate_secret(&OsEntropy).reveal());
            Ok(())
        }
        KeysCommand::Rotate { master: false } => rotate(sources).await,
        KeysCommand::Rotate { master: true } => rotate_master(sources).await,
    }
}

/// Whether a running server has the data to itself, and must do what is asked for.
fn is_served(config: &Config) -> bool {
    config.database.url.reveal().is_empty() && folder_lock::is_taken(&config.data_dir)
}

/// Adds a key that signs as soon as it is known everywhere. A server that has the SQLite folder to itself does it for us.
async fn rotate(sources: &Sources) -> anyhow::Result<()> {
    let config = bootstrap::load_config(sources, &[])?;
    let (kid, overlap_s) = if is_served(&config) {
        match control::send(&config.control_socket(), &ControlRequest::RotateKeys).await? {
            ControlResponse::Rotated { kid, overlap_s } => (kid, overlap_s),
            _ => bail!("unexpected response from the server; is it running the same version?"),
        }
    } else {
        rotate_here(&config).await?
    };
    let known_after = SIGNS_AFTER.as_secs();
    print(&format!(
        "Key {kid} is published now and signs new tokens in {known_after} seconds, once every reader of /.well-known/jwks.json knows it. Older keys stay valid for {overlap_s} seconds more. Running servers load the new key automatically; nobody is signed out."
    ));
    Ok(())
}

async fn rotate_here(config: &Config) -> anyhow::Result<(String, i64)> {
    let db = bootstrap::database(config).await?;
    bootstrap::schema(config, &db).await?;
    let entropy = Arc::new(OsEntropy);
    let vault = config.vault(entropy.clone()).context("auth.secret")?;
    let store = Store::new(db, Arc::new(SystemClock), entropy);
    let keys = SigningKeys::open_for_rotation(&store, vault).await;
    let keys = keys.map_err(|error| OpenError::of_keys(error, config))?;
    let overlap_s = control::overlap_s(config.auth.access_token_seconds);
    Ok((keys.rotate::<OpenError>(&store, &Origin::default(), overlap_s).await?, overlap_s))
}

/// Seals everything again with the configured master secret, portion by portion, and says how far it is.
async fn rotate_master(sources: &Sources) -> anyhow::Result<()> {
    let config = bootstrap::load_config(sources, &[])?;
    let wanted = config.vault(Arc::new(OsEntropy)).context("auth.secret")?.configured().to_string();
    let here = if is_served(&config) { None } else { Some(bootstrap::open_context(&config).await?) };
    let mut at = ResealProgress::default();
    while !at.is_done() {
        let before = at.stage();
        at = match &here {
            Some(ctx) => accounts::reseal(ctx, Operator::at_the_console(), at).await?,
            None => reseal_there(&config, at).await?,
        };
        if at.key_id != wanted {
            bail!(
                "the running server seals with master secret {}, and this configuration has {wanted}; restart the server with this configuration, then start this again",
                at.key_id
            );
        }
        say(before, &at);
        // SLEEP: the nodes look every few seconds.
        tokio::time::sleep(Duration::from_secs(at.wait_s.clamp(0, 1).unsigned_abs())).await;
    }
    finish(&at)
}

async fn reseal_there(config: &Config, at: ResealProgress) -> anyhow::Result<ResealProgress> {
    match control::send(&config.control_socket(), &ControlRequest::Reseal(Box::new(at))).await? {
        ControlResponse::Resealed(at) => Ok(*at),
        _ => bail!("unexpected response from the server; is it running the same version?"),
    }
}

fn say(before: &str, at: &ResealProgress) {
    let ResealProgress { keys, passwords, successors, .. } = at;
    let is_news = before != at.stage() || (passwords + successors) % 2_000 >= 1_800;
    if is_news && !at.is_done() {
        print(&format!(
            "{}… (sealed again so far: signing keys {keys}, password hashes {passwords}, refresh tokens {successors})",
            at.stage()
        ));
    }
}

fn finish(at: &ResealProgress) -> anyhow::Result<()> {
    if at.unreadable > 0 {
        bail!(
            "could not be opened with any known master secret: {}; keep the previous secrets, add the one that is missing to auth.previous_secrets, restart the servers, and start this again",
            at.unreadable
        );
    }
    let ResealProgress { key_id, keys, passwords, successors, .. } = at;
    print(&format!(
        "Everything is sealed with master secret {key_id} (sealed again: signing keys {keys}, password hashes {passwords}, refresh tokens {successors}). Nobody was signed out. The previous secrets can be removed from auth.previous_secrets; after a leak, now. Otherwise leave them there for a day: until then, pages that are open and delivery codes that were told go on."
    ));
    Ok(())
}
