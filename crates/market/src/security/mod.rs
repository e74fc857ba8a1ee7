//! What strangers tried: failed sign-ins, refused rights, limits run into, suspicious requests; and
//! how the service is doing meanwhile.
//!
//! Invariants: noting waits for nothing; counts are exact, samples are bounded, so that nobody fills
//! the disk by being refused; of a request only its endpoint, code and address are kept, never its
//! path, query or body; of the e-mail address that was tried a keyed hash.

mod flush;
mod health;
mod read;
mod recorder;
mod store;
mod view;

use kernel::string_enum;

pub use flush::{flush, purge, run};
pub use health::{NodeHealth, configuration, health, node_samples};
pub use read::{KindSeries, SecurityError, TimeSeries, by_endpoint, samples, series, top_addresses};
pub use recorder::{SecurityEvent, SecurityRecorder};
pub use store::ALL as STATEMENTS;
pub use view::{AccountName, AddressRow, EndpointName, EndpointRow, InvalidName, SampleFilter, SampleRow};

string_enum! {
    /// The kind of security event.
    pub enum SecurityEventKind {
        /// A wrong password, at sign-in or at a confirmation.
        LoginFailed = "login_failed",
        /// A sign-in attempt blocked by a rate limit.
        LoginRefusedByLimit = "login_refused_by_limit",
        /// A request without the required permission or sign-in.
        AuthzRefused = "authz_refused",
        /// An object that does not exist or is another company's, asked for by somebody who is signed in.
        MissingObject = "missing_object",
        /// A step that the state of an object did not allow.
        TransitionRefused = "transition_refused",
        /// A request from a website that may not call the API.
        CorsRefused = "cors_refused",
        /// A token or session that was never issued here.
        TokenRefused = "token_refused",
        /// A token or session that has ended.
        TokenExpired = "token_expired",
        /// Too many requests or connections.
        LimitViolation = "limit_violation",
        /// A change sent with a browser's cookie from another site's page.
        CrossSite = "cross_site",
        /// A suspicious request.
        Suspicious = "suspicious",
        /// A Content Security Policy violation reported by a browser.
        CspViolation = "csp_violation",
        /// A server error or a request shed under load.
        ServerError = "server_error",
    }

    /// The time range.
    pub enum TimeWindow {
        /// The last hour, by the minute.
        Hour = "1h",
        /// The last 24 hours, in steps of 24 minutes.
        Day = "24h",
        /// The last 7 days, in steps of 168 minutes.
        Week = "7d",
    }
}

/// Buckets of a series.
pub const BUCKETS: i64 = 60;

impl TimeWindow {
    /// Seconds of one bucket.
    pub const fn bucket_seconds(self) -> i64 {
        match self {
            Self::Hour => 60,
            Self::Day => 24 * 60,
            Self::Week => 7 * 24 * 60,
        }
    }
}
