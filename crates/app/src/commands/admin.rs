//! Staff accounts and keys, at the console.

use std::io::Read;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use infra::clock::{OsEntropy, SystemClock};
use infra::config::Config;
use infra::crypto::{Vault, generate_secret};
use infra::signing_keys::{SIGNS_AFTER, SigningKeys};
use infra::{Origin, Store};
use kernel::text::Name;
use kernel::{Email, Secret};
use market::OpenError;
use market::accounts::{self, CreateStaff};
use market::authority::Operator;
use market::may::Role;

use super::print;
use crate::cli::Sources;
use crate::control::{self, ControlRequest, ControlResponse};
use crate::{bootstrap, folder_lock};

/// Makes a staff account.
pub async fn create(
    sources: &Sources,
    email: &str,
    name: &str,
    role: &str,
    password_stdin: bool,
) -> anyhow::Result<()> {
    let email = Email::new(email).context("--email")?;
    let name = Name::new(name).map_err(|e| anyhow!("--name {e}"))?;
    let Ok(role) = role.parse::<Role>() else { bail!("--role {role}: unknown role; see aqad admin create --help") };
    let config = bootstrap::load_config(sources, &[])?;
    let ctx = bootstrap::open_context(&config).await?;
    let password = if password_stdin {
        let mut text = String::new();
        std::io::stdin()
            .lock()
            .take(1_024)
            .read_to_string(&mut text)
            .context("cannot read the password from standard input")?;
        Secret::new(text.trim_end_matches(['\r', '\n']).to_owned())
    } else {
        generate_password(&ctx)
    };
    let cmd = CreateStaff { name, email: email.clone(), password: password.clone(), role, must_change_password: true };
    accounts::create_staff(&ctx, Operator::at_the_console(), cmd).await?;
    print(&format!("{email} can sign in as {role}, and must set a password of their own first."));
    if !password_stdin {
        print(&format!("Password (shown only once): {}", password.reveal()));
    }
    Ok(())
}

/// A password nobody has to think up: 24 random characters.
pub fn generate_password(ctx: &market::Ctx) -> Secret<String> {
    Secret::new(
        generate_secret(ctx.store.entropy.as_ref())
            .reveal()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(24)
            .collect(),
    )
}

/// Adds a key that signs as soon as it is known everywhere. A server that has the SQLite folder to itself does it for us.
pub async fn rotate(sources: &Sources) -> anyhow::Result<()> {
    let config = bootstrap::load_config(sources, &[])?;
    let (kid, overlap_s) = if config.database.url.reveal().is_empty() && folder_lock::is_taken(&config.data_dir) {
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
    let vault = Vault::new(&config.auth.secret, entropy.clone()).context("auth.secret")?;
    let store = Store::new(db, Arc::new(SystemClock), entropy);
    let keys = SigningKeys::open_for_rotation(&store, vault).await;
    let keys = keys.map_err(|error| OpenError::of_keys(error, config))?;
    let overlap_s = control::overlap_s(config.auth.access_token_seconds);
    Ok((keys.rotate::<OpenError>(&store, &Origin::default(), overlap_s).await?, overlap_s))
}
