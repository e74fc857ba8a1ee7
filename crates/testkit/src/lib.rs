//! For tests only: a marketplace per test, on the engine that the test asks for, and companies
//! that act in it over HTTP with real tokens.

mod actor;
mod app;
mod clock;
mod company;
mod database;
mod template;

pub use actor::{Actor, PASSWORD, TestResponse};
pub use app::{Options, PUBLIC_URL, TestApp, engine_url};
pub use clock::{MovableClock, days, hours, minutes, seconds};
pub use company::{TestOffer, TestVendorOrder};
pub use database::{Engine, TestDb};

/// Writes one test per engine: `on_every_engine!(name, |engine| async { … });`
#[macro_export]
macro_rules! on_every_engine {
    ($(#[$meta:meta])* $name:ident, $body:expr) => {
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes)]
            use super::*;

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() { ($body)($crate::Engine::Sqlite).await }
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn mariadb() { ($body)($crate::Engine::Mariadb).await }
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() { ($body)($crate::Engine::Postgres).await }
        }
    };
}
