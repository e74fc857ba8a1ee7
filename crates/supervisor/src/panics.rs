//! Panics that are caught, and what may be told of them.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use futures_util::FutureExt;

/// The longest message that is kept.
const MAX_CHARS: usize = 120;

/// Drives work to its end, or to its panic. What it shares with others must bear that it is dropped at any await.
pub async fn catch_panic<T>(work: impl Future<Output = T>) -> Result<T, String> {
    AssertUnwindSafe(work).catch_unwind().await.map_err(|panic| fixed_part(&*panic))
}

/// The same for work that does not wait.
pub fn catch_panic_of<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| fixed_part(&*panic))
}

/// A panic's message up to the first value in it: what `expect` was told, and not the error that was met.
fn fixed_part(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without a text");
    let line = text.lines().next().unwrap_or_default();
    let fixed = line.split_once(": ").map_or(line, |(fixed, _)| fixed);
    fixed.chars().take(MAX_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(work: impl FnOnce()) -> String {
        catch_panic_of(work).expect_err("it panics")
    }

    #[test]
    fn values_in_a_panic_are_not_kept() {
        let secret = "hunter2";

        assert_eq!(of(|| panic!("a fixed text")), "a fixed text");
        assert_eq!(of(|| panic!("no connection: postgres://aqad:{secret}@db")), "no connection");
        let refused = secret.parse::<u8>().map(|number| number.to_string());
        assert_eq!(of(|| drop(refused.expect("the key opens"))), "the key opens");
        assert!(!of(|| assert_eq!(secret, "guess")).contains(secret));
        assert_eq!(of(|| std::panic::panic_any(7_u8)), "a panic without a text");
        assert_eq!(of(|| panic!("{}", "x".repeat(500))).len(), MAX_CHARS);
    }
}
