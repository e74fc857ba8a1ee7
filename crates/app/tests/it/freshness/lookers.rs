//! Clients that look at the same things on all nodes all the time while somebody changes them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use serde_json::Value;
use testkit::Actor;
use tokio::task::JoinSet;

use super::BOUND;
use crate::nodes::until;

/// Looks at a view before the change is made, so that it is kept, and after the bound.
const WARM: usize = 4;
const LATE: usize = 8;

/// One look: when it was sent, and whether it showed things as they will be.
type Look = (Instant, bool);
type Judge = dyn Fn(u16, &Value) -> bool + Send + Sync;

/// Something that is looked at.
#[derive(Clone)]
pub struct View {
    path: String,
    /// Whether an answer shows things after the change.
    is_new: Arc<Judge>,
}

impl View {
    pub fn new(path: impl Into<String>, is_new: impl Fn(u16, &Value) -> bool + Send + Sync + 'static) -> Self {
        Self { path: path.into(), is_new: Arc::new(is_new) }
    }
}

/// What came of it on one node in one view.
struct Seen {
    node: usize,
    path: String,
    looks: Vec<Look>,
}

/// Looks at all views on all nodes, makes the change on the first of them, goes on looking, and
/// insists on the promises. Tells how long after the acknowledgement anybody saw the old state.
pub async fn everybody_sees(urls: &[String], views: &[View], change: impl Future<Output = ()>) -> Duration {
    let (acknowledged, warm) = (Arc::new(OnceLock::new()), Arc::new(AtomicUsize::new(0)));
    let mut looking = JoinSet::new();
    for (node, url) in urls.iter().enumerate() {
        for view in views {
            let (anybody, view) = (Actor::anybody(url), view.clone());
            let (acknowledged, warm) = (Arc::clone(&acknowledged), Arc::clone(&warm));
            looking.spawn(async move {
                let (mut looks, mut late) = (Vec::new(), 0);
                while late < LATE {
                    let sent = Instant::now();
                    let answer = anybody.get(&view.path).await;
                    looks.push((sent, (view.is_new)(answer.status.as_u16(), &answer.json)));
                    warm.fetch_add(usize::from(looks.len() == WARM), Ordering::Relaxed);
                    late += usize::from(acknowledged.get().is_some_and(|at| sent > *at + BOUND));
                    // SLEEP: the pace of somebody who looks again and again.
                    tokio::time::sleep(Duration::from_millis(3)).await;
                }
                Seen { node, path: view.path, looks }
            });
        }
    }
    let everybody = urls.len() * views.len();
    until(Duration::from_secs(30), || warm.load(Ordering::Relaxed) == everybody || looking.len() < everybody).await;
    change.await;
    let acknowledged = *acknowledged.get_or_init(Instant::now);
    let here = Actor::anybody(&urls[0]);
    for view in views {
        let answer = here.get(&view.path).await;
        let is_new = (view.is_new)(answer.status.as_u16(), &answer.json);
        assert!(is_new, "{} is old for whoever made the change: {}", view.path, answer.text);
    }

    let mut worst = Duration::ZERO;
    for Seen { node, path, looks } in looking.join_all().await {
        assert!(
            looks.iter().any(|(sent, new)| *sent < acknowledged && !new),
            "node {node} never showed the old {path}"
        );
        let old = looks.iter().filter(|(sent, new)| *sent > acknowledged && !new);
        let Some(age) = old.map(|(sent, _)| *sent - acknowledged).max() else { continue };
        assert!(node != 0, "{path} was old on the node that had acknowledged the change, {age:?} later");
        assert!(age <= BOUND, "{path} was old on node {node} {age:?} after the acknowledgement");
        worst = worst.max(age);
    }
    worst
}
