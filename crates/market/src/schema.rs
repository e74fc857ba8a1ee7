//! The tables: migrations in order, and every statement that runs against them.

use infra::db::{Migration, Stmt};

macro_rules! flagged {
    () => {
        false
    };
    (breaks_older) => {
        true
    };
}

/// `"0042_orders"`, or `"0042_orders" breaks_older` where programs that do not know the step must not go on.
macro_rules! migrations {
    ($($name:literal $($breaks_older:ident)?),* $(,)?) => {
        /// Every step of the schema, in order.
        pub const MIGRATIONS: &[Migration] = &[$(Migration {
            name: $name,
            sqlite: include_str!(concat!("../../../migrations/sqlite/", $name, ".sql")),
            mysql: include_str!(concat!("../../../migrations/mysql/", $name, ".sql")),
            postgres: include_str!(concat!("../../../migrations/postgres/", $name, ".sql")),
            breaks_older: flagged!($($breaks_older)?),
        }),*];
    };
}

migrations! {
    "0001_infra",
    "0002_accounts",
    "0003_catalog",
    "0004_pricing",
    "0005_inventory",
    "0006_orders",
    "0007_delivery",
    "0008_notices",
    "0009_sessions",
    "0010_brands",
    "0011_baskets",
    "0012_time_zones",
    "0013_security",
    "0014_imports",
    "0015_notice_messages",
    "0016_open_work",
    "0017_companies",
    "0018_catalog",
    "0019_companies",
    "0020_infra",
    "0021_tried_accounts",
    "0022_infra",
    "0023_jobs",
    "0024_histories",
    "0025_catalog",
    "0026_orders",
    "0027_companies",
    "0028_catalog",
    "0029_catalog",
    "0030_delivery",
    "0031_infra",
    "0032_accounts",
    "0034_orders",
    "0037_catalog",
    "0038_orders",
}

/// Every statement of every store, with its name; the test that prepares them all walks this.
pub fn statements() -> Vec<(&'static str, Stmt)> {
    [
        infra::outbox::ALL,
        infra::jobs::ALL,
        infra::signing_keys::ALL,
        infra::master_secret::ALL,
        crate::accounts::STATEMENTS,
        crate::companies::STATEMENTS,
        crate::catalog::STATEMENTS,
        crate::pricing::STATEMENTS,
        crate::inventory::STATEMENTS,
        crate::baskets::STATEMENTS,
        crate::imports::STATEMENTS,
        crate::orders::STATEMENTS,
        crate::orders::COUNTING,
        crate::orders::ROLLING_UP,
        crate::delivery::STATEMENTS,
        crate::notices::STATEMENTS,
        crate::audit::STATEMENTS,
        crate::security::STATEMENTS,
    ]
    .concat()
}
