//! The job that drops cached values on all nodes, where Redis could not be told at the commit.

use cache::{InvalidationReach, Tag};
use infra::jobs::JobError;
use serde::{Deserialize, Serialize};

use crate::Ctx;
use crate::job::{Job, System};

/// Tell all nodes what to drop from their caches.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct InvalidateCache {
    pub(crate) tags: Vec<Tag>,
}

impl Job for InvalidateCache {
    const KIND: &'static str = "invalidate_cache";

    fn target(&self) -> String {
        "all".to_owned()
    }

    async fn run(self, ctx: &Ctx, _: &System) -> Result<(), JobError> {
        match ctx.cache.drop_tags(&self.tags).await {
            InvalidationReach::AllNodes => Ok(()),
            InvalidationReach::ThisNode => {
                Err(JobError("Redis cannot be reached to invalidate cached values".to_owned()))
            }
        }
    }
}
