//! The private parts with tests of their own, compiled again here: the library itself has `test = false`.

use edge::listen::{ConnectionError, HttpResponse, ListenLimits};

#[path = "../../src/listen/address_cap.rs"]
mod address_cap;
#[path = "../../src/listen/date.rs"]
mod date;
#[expect(dead_code, reason = "only what the tests call is used here")]
#[path = "../../src/listen/refusal.rs"]
mod refusal;
