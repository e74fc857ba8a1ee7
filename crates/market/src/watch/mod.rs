//! What strangers tried: failed sign-ins, refused rights, limits run into, odd requests; and how the
//! house is doing meanwhile.
//!
//! Invariants: noting waits for nothing; counts are exact, samples are bounded, so that nobody fills
//! the disk by being refused; of a request only its endpoint, code and address are kept, never its
//! path, query, body, or the e-mail address that was tried.

mod health;
mod keep;
mod notebook;
mod read;
mod store;

use kernel::words;

pub use health::{Health, configuration, health, pulse};
pub use keep::{keep, purge, write_down};
pub use notebook::{Seen, Watch};
pub use read::{
    AddressRow, BadName, EndpointName, EndpointRow, Filter, KindSeries, SampleRow, Series, WatchFault, by_endpoint,
    samples, series, top_addresses,
};
pub use store::ALL as STATEMENTS;

words! {
    /// What sort of thing was seen.
    pub enum Kind {
        /// A wrong password, at signing in or at confirming.
        LoginFailed = "login_failed",
        /// A try to sign in that was not looked at, because there had been too many.
        LoginRefusedByLimit = "login_refused_by_limit",
        /// Somebody wanted what they have no right to, or what nobody gets without signing in.
        AuthzRefused = "authz_refused",
        /// A token or a browser's id that is not good.
        TokenRefused = "token_refused",
        /// Too many requests or connections.
        LimitViolation = "limit_violation",
        /// A change that came with a browser's cookie from another site's page.
        CrossSite = "cross_site",
        /// A request that no program of good will makes.
        Suspicious = "suspicious",
        /// A page of ours that tried what its policy forbids, as a browser says.
        CspViolation = "csp_violation",
        /// A request that failed on our side, or for which there was no room.
        ServerError = "server_error",
    }

    /// How far back.
    pub enum Window {
        /// An hour, by the minute.
        Hour = "1h",
        /// A day, by 24 minutes.
        Day = "24h",
        /// A week, by 168 minutes.
        Week = "7d",
    }
}

/// Buckets of a series.
pub const BUCKETS: i64 = 60;

impl Window {
    /// Seconds of one bucket.
    pub const fn bucket_seconds(self) -> i64 {
        match self {
            Self::Hour => 60,
            Self::Day => 24 * 60,
            Self::Week => 7 * 24 * 60,
        }
    }
}
