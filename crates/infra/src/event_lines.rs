//! Log lines that a stranger can cause: the first few of a kind in each minute are written one by one, the rest
//! are counted and told in one line. Without this, whoever is refused often enough fills the disk.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Lines of one kind within one minute; of what fails on our side, each may have another cause.
const MOST: u32 = 5;
const MOST_ERRORS: u32 = 60;
const MINUTE: Duration = Duration::from_mins(1);

kernel::string_enum! {
    /// What is told, by its word in the log's field `security` (OWASP's vocabulary, where it has one).
    pub enum EventLine {
        /// A failed sign-in.
        LoginFail = "authn_login_fail",
        /// A failed confirmation of one's own password.
        StepUpFail = "authn_stepup_fail",
        /// A token or cookie that was never ours.
        TokenForged = "authn_token_forged",
        /// A token or session that has ended.
        TokenExpired = "authn_token_expired",
        /// A refresh token that was used before.
        TokenReuse = "authn_token_reuse",
        /// A right that was refused.
        AuthzFail = "authz_fail",
        /// Many different objects that are not there, asked for by one person.
        ObjectProbe = "malicious_direct_reference",
        /// A change that another site's page asked for.
        CrossSite = "cross_site",
        /// A request that came without TLS, and not from a named proxy.
        TlsRequired = "cleartext_refused",
        /// A request for a host that is not this server's.
        Misdirected = "misdirected",
        /// A browser's report about a page.
        CspViolation = "csp_violation",
        /// A registration with an address that has an account.
        DuplicateRegistration = "user_created_duplicate",
        /// A request that failed on our side.
        ServerError = "server_error",
        /// A connection that could not be accepted.
        AcceptFailed = "accept_failed",
    }
}

/// How many lines of a kind were written since when, and how many were not.
#[derive(Default)]
struct LineCount {
    since: Option<Instant>,
    written: u32,
    held_back: u64,
}

static COUNTS: [Mutex<LineCount>; EventLine::ALL.len()] =
    [const { Mutex::new(LineCount { since: None, written: 0, held_back: 0 }) }; EventLine::ALL.len()];

impl EventLine {
    /// Whether a line of this kind may be written now. One that may not is counted.
    pub fn is_due(self) -> bool {
        let mut count = COUNTS[self as usize].lock().unwrap_or_else(PoisonError::into_inner);
        if count.since.is_none_or(|since| since.elapsed() >= MINUTE) {
            *count = LineCount { since: Some(Instant::now()), held_back: count.held_back, written: 0 };
        }
        let is_due = count.written < if self == Self::ServerError { MOST_ERRORS } else { MOST };
        if is_due {
            count.written += 1;
        } else {
            count.held_back += 1;
        }
        is_due
    }

    fn take_held_back(self) -> u64 {
        let mut count = COUNTS[self as usize].lock().unwrap_or_else(PoisonError::into_inner);
        let is_over = count.since.is_none_or(|since| since.elapsed() >= MINUTE);
        if is_over { std::mem::take(&mut count.held_back) } else { 0 }
    }
}

/// Counts a security event of a kind for whoever watches the metrics.
pub fn count_security_event(kind: &'static str) {
    metrics::counter!("aqad_security_events_total", "kind" => kind).increment(1);
}

/// Tells of what was not written line by line in the minutes that are over. To be called every few seconds.
pub fn log_held_back() {
    for line in EventLine::ALL {
        let times = line.take_held_back();
        if times > 0 {
            tracing::warn!(
                security = line.as_str(),
                times,
                "more of these were not logged one by one; see GET /api/admin/security/samples"
            );
        }
    }
}
