//! Actions that ask for the password of whoever does them.

use edge::{FormFields, Problem, RateLimits};
use kernel::{DomainError, Secret};

/// Reads the password that an action asks for, and does the action.
pub(crate) async fn with_password<T, E: DomainError>(
    (fields, limits): (&mut FormFields, &RateLimits),
    action: impl AsyncFnOnce(Secret<String>) -> Result<T, E>,
) -> Result<T, Problem> {
    let Some(password) = super::password(fields, "password") else { return Err(fields.to_problem()) };
    Ok(limits.with_password(true, action(password)).await??)
}
