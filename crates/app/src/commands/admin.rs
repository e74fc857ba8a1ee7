//! Staff accounts, at the console.

use std::io::Read;

use anyhow::{Context, anyhow, bail};
use infra::crypto::generate_secret;
use kernel::text::Name;
use kernel::{Email, Secret};
use market::accounts::{self, CreateStaff};
use market::authority::Operator;
use market::may::Role;

use super::print;
use crate::bootstrap;
use crate::cli::Sources;

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
