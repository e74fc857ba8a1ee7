//! People: oneself (`me`), those of one's company (`member`), all of them (`staff`); what one alone may not do, or
//! not without their password (`administrators`, `sign_out`).

mod administrators;
mod me;
mod member;
mod sign_out;
mod staff;

use edge::Router;
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
