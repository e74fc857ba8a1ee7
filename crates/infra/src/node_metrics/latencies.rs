//! How long requests take, counted in buckets of fixed bounds: four to each doubling, so that a
//! percentile is off by a quarter at most, and counting is one addition.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Up to here everything is in the first bucket: 64 µs.
const FIRST_OCTAVE: u32 = 6;
/// Twenty doublings of 64 µs: the last bucket is of what took longer than a minute.
const BUCKETS: usize = 1 + 4 * 20;

/// Counts.
pub(super) struct Latencies([AtomicU64; BUCKETS]);

impl Default for Latencies {
    fn default() -> Self {
        Self(std::array::from_fn(|_| AtomicU64::new(0)))
    }
}

impl Latencies {
    /// Counts one.
    pub fn count(&self, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.0[bucket(micros)].fetch_add(1, Ordering::Relaxed);
    }
    /// How the counts stand.
    pub fn counts(&self) -> Vec<u64> {
        self.0.iter().map(|count| count.load(Ordering::Relaxed)).collect()
    }
}

fn bucket(micros: u64) -> usize {
    if micros < 1 << FIRST_OCTAVE {
        return 0;
    }
    let octave = micros.ilog2();
    let quarter = usize::try_from((micros >> (octave - 2)) & 3).unwrap_or(3);
    let octaves = usize::try_from(octave - FIRST_OCTAVE).unwrap_or(BUCKETS);
    (1 + octaves * 4 + quarter).min(BUCKETS - 1)
}

/// The bounds of a bucket in microseconds; the upper one is outside.
fn bounds(bucket: usize) -> (u64, u64) {
    let Some(after) = bucket.checked_sub(1) else { return (0, 1 << FIRST_OCTAVE) };
    let (octaves, quarter) = (after / 4, after % 4);
    let width = 1_u64 << (FIRST_OCTAVE as usize + octaves - 2);
    let from = (4 + quarter as u64) * width;
    (from, from + width)
}

/// What was counted between two moments.
pub(super) fn between(before: &[u64], now: &[u64]) -> Vec<u64> {
    now.iter().zip(before).map(|(now, before)| now.saturating_sub(*before)).collect()
}

/// What so many of a hundred did not exceed; nothing where nothing was counted.
pub(super) fn percentile(counts: &[u64], percent: u64) -> Option<u64> {
    let all: u64 = counts.iter().sum();
    let rank = (all * percent).div_ceil(100);
    let mut before = 0;
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        if before + count >= rank {
            let (from, to) = bounds(at);
            return Some(from + (to - from) * (rank - before) / count);
        }
        before += count;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_lies_within_the_bounds_of_its_bucket() {
        for micros in (0..3_000).chain([9_999, 100_000, 1_234_567, 59_999_999]) {
            let (from, to) = bounds(bucket(micros));
            assert!((from..to).contains(&micros), "{micros} is not in {from}..{to}");
            assert!(from < 64 || (to - from) * 4 <= from, "{from}..{to} is too wide");
        }
        assert_eq!(bucket(u64::MAX), BUCKETS - 1);
    }

    #[test]
    fn percentiles_are_off_by_a_quarter_at_most() {
        let latencies = Latencies::default();
        let before = latencies.counts();
        for millis in 1..=100 {
            latencies.count(Duration::from_millis(millis));
        }
        let counts = between(&before, &latencies.counts());

        for (percent, exact) in [(50, 50_000), (95, 95_000), (99, 99_000)] {
            let found = percentile(&counts, percent).expect("something was counted");
            assert!(found.abs_diff(exact) * 4 <= exact, "p{percent}: {found}");
        }
        assert_eq!(percentile(&between(&counts, &counts), 50), None);
    }
}
