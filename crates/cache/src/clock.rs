//! The clock that lifetimes of cached values run on.

use std::sync::Arc;
use std::time::Duration;

/// Time since a fixed instant; never goes back.
pub type Steady = Arc<dyn Fn() -> Duration + Send + Sync>;
