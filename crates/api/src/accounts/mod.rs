//! People: oneself (`me`), those of one's company (`member`), all of them (`staff`); what one alone may not do, or
//! not without their password (`administrators`, `sign_out`).

mod administrators;
mod me;
mod member;
mod sign_out;
mod staff;

use edge::{OrProblem, RateLimits, Router, SignInOutcome};
use kernel::DomainError;
use market::accounts::PasswordError;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::shapes::PasswordIn;

pub(crate) fn mount(router: Router) -> Router {
    let router = me::mount(router);
    let router = member::mount(router);
    let router = administrators::mount(router);
    let router = sign_out::mount(router);
    staff::mount(router)
}

/// The password of whoever asks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PasswordOnlyIn {
    /// Your password.
    password: PasswordIn,
}

/// Counts the password that comes with an action, before it is looked at and after.
async fn with_password<T, E: DomainError>(
    limits: &RateLimits,
    action: impl Future<Output = Result<T, E>> + Send,
) -> Result<T, OrProblem<E>> {
    let attempt = limits.begin_password_check().await?;
    let done = action.await;
    let is_wrong = matches!(&done, Err(error) if error.code() == PasswordError::Wrong.code());
    // It may not have been looked at: nothing is forgiven for it.
    attempt.finish(if is_wrong { SignInOutcome::Incorrect } else { SignInOutcome::NotChecked }).await;
    Ok(done?)
}
