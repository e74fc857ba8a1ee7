//! Actions that ask for the password of whoever does them.

use edge::{FormFields, Problem, RateLimits, SignInOutcome};
use kernel::{DomainError, Secret};
use market::accounts::PasswordError;

/// Counts the password that comes with an action, before it is looked at and after.
pub(crate) async fn with_password<T, E: DomainError>(
    (fields, limits): (&mut FormFields, &RateLimits),
    action: impl AsyncFnOnce(Secret<String>) -> Result<T, E>,
) -> Result<T, Problem> {
    let Some(password) = super::password(fields, "password") else { return Err(fields.to_problem()) };
    let attempt = limits.begin_password_check().await?;
    let done = action(password).await;
    let is_wrong = matches!(&done, Err(error) if error.code() == PasswordError::Wrong.code());
    // It may not have been looked at: nothing is forgiven for it.
    attempt.finish(if is_wrong { SignInOutcome::Incorrect } else { SignInOutcome::NotChecked }).await;
    Ok(done?)
}
