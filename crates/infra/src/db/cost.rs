//! What a request or a job costs the database: its statements, transactions and round trips, counted where they are
//! sent. What is begun in a task of its own (a commit) is counted for whoever began it.
//!
//! A statement that a connection runs for the first time is prepared, and a connection may have to be made: trips of
//! the connection, not of the request, so that what a request costs is the same each time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

tokio::task_local! {
    static METER: CostMeter;
}

/// What was sent to the database.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DbCost {
    /// Queries and changes.
    pub statements: u64,
    /// Transactions that were begun.
    pub transactions: u64,
    /// How often an answer was waited for: statements, begins and commits.
    pub round_trips: u64,
}

#[derive(Debug, Default)]
struct Counted {
    statements: AtomicU64,
    transactions: AtomicU64,
    round_trips: AtomicU64,
}

/// Counts what is sent while something runs. Cheap to clone; clones count together.
#[derive(Debug, Clone, Default)]
pub struct CostMeter(Arc<Counted>);

impl CostMeter {
    /// Runs something, and counts for it. What is measured within it is counted there alone.
    pub async fn measure<F: Future>(&self, work: F) -> F::Output {
        METER.scope(self.clone(), work).await
    }

    /// What was counted so far.
    pub fn cost(&self) -> DbCost {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        DbCost {
            statements: read(&self.0.statements),
            transactions: read(&self.0.transactions),
            round_trips: read(&self.0.round_trips),
        }
    }
}

/// Publishes what a request cost.
pub fn publish_request_cost(endpoint: &'static str, cost: DbCost) {
    // Most requests are answered by the cache.
    if cost == DbCost::default() {
        return;
    }
    metrics::counter!("aqad_request_db_statements_total", "endpoint" => endpoint).increment(cost.statements);
    metrics::counter!("aqad_request_db_transactions_total", "endpoint" => endpoint).increment(cost.transactions);
    metrics::counter!("aqad_request_db_round_trips_total", "endpoint" => endpoint).increment(cost.round_trips);
}

/// Runs work of a kind that no request waits for, and publishes what it cost.
pub async fn publish_work_cost<F: Future>(kind: &str, work: F) -> F::Output {
    let meter = CostMeter::default();
    let done = meter.measure(work).await;
    let cost = meter.cost();
    let count = |name: &'static str, n: u64| metrics::counter!(name, "kind" => kind.to_owned()).increment(n);
    count("aqad_job_runs_total", 1);
    count("aqad_job_db_statements_total", cost.statements);
    count("aqad_job_db_transactions_total", cost.transactions);
    count("aqad_job_db_round_trips_total", cost.round_trips);
    done
}

/// For what goes on in a task of its own: counts there for whoever made it.
pub(crate) fn counted_here<F: Future>(work: F) -> impl Future<Output = F::Output> {
    let meter = METER.try_with(Clone::clone).ok();
    async move {
        match meter {
            Some(meter) => METER.scope(meter, work).await,
            None => work.await,
        }
    }
}

/// Several statements in one trip.
pub(super) fn count_statements(statements: u64) {
    count(statements, 0);
}

/// A transaction is begun.
pub(super) fn count_begin() {
    count(0, 1);
}

/// A transaction is committed.
pub(super) fn count_commit() {
    count(0, 0);
}

fn count(statements: u64, transactions: u64) {
    metrics::counter!("aqad_db_round_trips_total").increment(1);
    let _ = METER.try_with(|CostMeter(counted)| {
        counted.statements.fetch_add(statements, Ordering::Relaxed);
        counted.transactions.fetch_add(transactions, Ordering::Relaxed);
        counted.round_trips.fetch_add(1, Ordering::Relaxed);
    });
}
