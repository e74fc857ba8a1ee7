//! A job as a worker has it.

use std::time::Duration;

use kernel::JobId;

/// How long a worker has a job that it has begun before another may try.
pub(super) const LEASE_S: i64 = 60;
/// How many jobs are claimed to be done together.
pub(super) const TOGETHER: usize = 100;
/// How long jobs that are done together may run; with [`BEGIN_WITHIN`] well within their lease.
pub(super) const RUN_TOGETHER: Duration = Duration::from_secs(30);
/// How long after a claim jobs of it are begun. Those that are left come round again.
pub(super) const BEGIN_WITHIN: Duration = Duration::from_secs(10);

/// A job that this worker has claimed.
pub(super) struct Claimed {
    pub id: JobId,
    pub kind: String,
    pub data: String,
    pub attempts: i64,
    pub claims: i64,
}
