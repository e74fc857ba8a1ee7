//! Repeatable chance: a `SplitMix64` stream, and a shuffle that needs no memory.

/// Adds this much at each step; the odd constant of `SplitMix64`.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// A repeatable source of choices: the same seed gives the same rolls on every machine.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that roll the sequence belonging to `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// A number from `0` up to, not including, `n`; `0` when `n` is `0`.
    pub fn below(&mut self, n: u64) -> u64 {
        let wide = u128::from(self.roll()) * u128::from(n);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// One of the values in `from`.
    ///
    /// # Panics
    ///
    /// When `from` is empty: there is nothing to pick.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let at = self.below(from.len() as u64);
        &from[usize::try_from(at).unwrap_or(0)]
    }

    /// True in about `percent` of a hundred rolls.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// Scrambles a number so that neighbours end up far apart.
fn mix(seed: u64) -> u64 {
    let a = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let b = (a ^ (a >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    b ^ (b >> 31)
}

/// A number that stands for these words, the same in every run (FNV-1a).
pub(super) fn fingerprint(words: &[&str]) -> u64 {
    let mut sum: u64 = 0xCBF2_9CE4_8422_2325;
    for word in words {
        for byte in word.bytes().chain([0]) {
            sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
    mix(sum)
}

/// Where `index` lands when `0..total` is shuffled by `key`.
///
/// Within one `total` and `key` no two indexes below `total` land on the same place: a Feistel
/// network permutes the next power of four, and walking on until the place is below `total`
/// keeps it a permutation.
pub(super) fn shuffled(index: usize, total: usize, key: u64) -> usize {
    if total < 2 {
        return 0;
    }
    let end = total as u64;
    let half = (u64::BITS - (end - 1).leading_zeros()).div_ceil(2);
    let mask = (1_u64 << half) - 1;
    let mut place = (index % total) as u64;
    loop {
        let (mut left, mut right) = (place >> half, place & mask);
        for round in 0..4 {
            let turned = left ^ (mix(right ^ key.wrapping_add(round)) & mask);
            (left, right) = (right, turned);
        }
        place = (left << half) | right;
        if place < end {
            return usize::try_from(place).unwrap_or(0);
        }
    }
}
