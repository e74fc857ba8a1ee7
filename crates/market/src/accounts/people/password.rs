//! Changing and confirming one's password.

use infra::EventLine;
use kernel::{Secret, UserId};

use super::password_policy::{self, PasswordContext};
use crate::accounts::sessions::new_browser_id;
use crate::accounts::store;
use crate::authority::SignedIn;
use crate::{Ctx, Event};

/// What is needed to change a password.
#[derive(Debug, Clone)]
pub struct ChangePassword {
    /// The one that holds.
    pub current: Secret<String>,
    /// The one to hold.
    pub new: Secret<String>,
}

errors! {
    /// Why the password stays.
    pub enum PasswordError {
        /// The current one is wrong.
        Wrong = Forbidden "accounts.wrong_password" "the current password is wrong",
        /// It was set by somebody else, who knows it.
        Same = Invalid "accounts.same_password" "this is the password that was set for you; choose another one",
        /// See [`super::WeakPassword`].
        WeakPassword { why: String } = Invalid "accounts.weak_password" "the new password {why}",
        /// Too much at once.
        Overloaded = Unavailable "service.busy" "too many passwords are being checked right now; try again in a moment",
    }
}

/// Changes one's own password; every other sign-in of this person ends. A browser's goes on under
/// another id, which is given back: whoever had got hold of the former one is out as well.
pub async fn change_password(
    ctx: &Ctx,
    by: &SignedIn,
    cmd: ChangePassword,
) -> Result<Option<Secret<String>>, PasswordError> {
    let principal = by.principal();
    let is_same = principal.must_change_password && cmd.new.reveal() == cmd.current.reveal();
    confirm_password(ctx, principal.user, cmd.current).await?;
    if is_same {
        return Err(PasswordError::Same);
    }
    let (name, email) = store::name_and_email(&ctx.store.db, principal.user).await?.ok_or(PasswordError::Wrong)?;
    let companies = store::company_names(&ctx.store.db, principal.user).await?;
    let names = companies.iter().flat_map(|(legal, display)| [legal, display]).chain([&name]).map(String::as_str);
    password_policy::check(&cmd.new, &PasswordContext::new(&email, names))
        .map_err(|why| PasswordError::WeakPassword { why: why.to_string() })?;
    let hash = ctx.passwords.hash(cmd.new).await.map_err(|_| PasswordError::Overloaded)?;
    let (user, session, now) = (principal.user, principal.session, ctx.store.now());
    let (secret, new) = new_browser_id(ctx);
    let origin = principal.origin();
    let replaced = ctx.store.write::<_, PasswordError, _, _>(&origin, |tx| {
        let (hash, new) = (hash.clone(), new.clone());
        async move {
            store::set_password(&tx, user, &hash).await?;
            store::revoke_others(&tx, user, session, now).await?;
            let replaced = match session {
                Some(session) => store::replace_secret(&tx, session, new).await?,
                None => false,
            };
            Ok(tx.commit_with(Event::PasswordChanged { user }.record(), replaced))
        }
    });
    Ok(replaced.await?.then_some(secret))
}

/// Proves that the person at the keyboard knows the password (step-up before a delicate act).
pub(crate) async fn confirm_password(ctx: &Ctx, user: UserId, password: Secret<String>) -> Result<(), PasswordError> {
    let kept = store::password_hash(&ctx.store.db, user).await?;
    match ctx.passwords.verify(password, kept).await {
        Ok(true) => Ok(()),
        Ok(false) => {
            if EventLine::StepUpFail.is_due() {
                tracing::warn!(security = "authn_stepup_fail", user.id = %user, "a password confirmation failed");
            }
            Err(PasswordError::Wrong)
        }
        Err(_) => Err(PasswordError::Overloaded),
    }
}
