//! What happens when…? The registry: which subjects hear of events, and which jobs there are. What a
//! subject makes of an event stands in its own `reactions`.

use infra::jobs::{JobError, NewJob, Reactor};
use infra::outbox::PendingEvent;
use infra::{BatchClaim, JobClaim};
use kernel::{EventId, Timestamp};
use serde_json::Value;

use crate::event::{Event, EventKind};
use crate::invalidate_cache::InvalidateCache;
use crate::job::{self, Job};
use crate::{Ctx, accounts, delivery, imports, invalidation, listings, notices, orders, retention};

/// What is to be done because of an event, and when.
fn follow(ctx: &Ctx, (id, event): (EventId, &Event), now: Timestamp) -> Vec<NewJob> {
    [
        accounts::reactions::follow(ctx, event, now),
        listings::reactions::follow(event, now),
        imports::reactions::follow(event, now),
        orders::reactions::follow(ctx, event, now),
        delivery::reactions::follow(event, now),
        notices::reactions::follow((id, event), now),
        retention::follow(event, now),
    ]
    .concat()
}

macro_rules! jobs {
    ($($job:ty),* ; together: $($batch:ty),* $(,)?) => {
        /// Every kind of job.
        const JOBS: &[&str] = &[$(<$job as Job>::KIND),*];

        /// Does a job of some kind.
        async fn run(ctx: &Ctx, kind: &str, data: &str) -> Result<(), JobError> {
            $(if kind == <$job as Job>::KIND {
                return job::run::<$job>(ctx, data).await;
            })*
            Err(JobError(format!("{kind} is no kind of job")))
        }

        /// The kinds of which several are done in one transaction.
        const TOGETHER: &[&str] = &[$(<$batch as Job>::KIND),*];

        /// Does several jobs of such a kind.
        async fn run_batch(ctx: &Ctx, kind: &str, data: &[&str]) -> Result<Vec<usize>, JobError> {
            $(if kind == <$batch as Job>::KIND {
                return job::run_batch::<$batch>(ctx, data).await;
            })*
            Err(JobError(format!("{kind} is not done together")))
        }

        /// A payload as it is written again, once it was read; for the test that pins them.
        #[cfg(test)]
        fn written_again(kind: &str, data: &Value) -> serde_json::Result<Value> {
            $(if kind == <$job as Job>::KIND {
                return serde_json::to_value(serde_json::from_value::<$job>(data.clone())?);
            })*
            Err(serde::de::Error::custom("no kind of job"))
        }
    };
}

jobs! {
    accounts::reactions::ForgetSession,
    accounts::reactions::WithdrawInvitations,
    listings::reactions::RefreshListings,
    listings::reactions::RefreshProduct,
    listings::reactions::RefoldCatalog,
    listings::reactions::ReindexCatalog,
    listings::reactions::RekeyBrands,
    listings::reactions::FilterTerms,
    listings::reactions::CountTerms,
    imports::reactions::AdvanceImport,
    orders::reactions::ExpireVendorOrder,
    orders::reactions::CancelUnconfirmed,
    orders::reactions::CompleteVendorOrder,
    orders::reactions::WithdrawOrders,
    orders::reactions::RollUpSales,
    orders::reactions::RecountOrders,
    delivery::reactions::RequestDelivery,
    delivery::reactions::CancelDelivery,
    notices::reactions::Notify,
    retention::ForgetOldData,
    InvalidateCache;
    together:
    listings::reactions::RefreshProduct,
    orders::reactions::ExpireVendorOrder,
    orders::reactions::CancelUnconfirmed,
    orders::reactions::CompleteVendorOrder,
    notices::reactions::Notify,
}

/// Kinds of events of `infra`, which cause nothing.
pub const EVENTS_OF_INFRA: [&str; 4] = [
    infra::signing_keys::ROTATED,
    infra::signing_keys::DELETED,
    infra::master_secret::MASTER_ROTATED,
    infra::master_secret::RESEALED,
];

fn read(kind: &str, data: &str) -> Result<Option<Event>, JobError> {
    if EVENTS_OF_INFRA.contains(&kind) {
        return Ok(None);
    }
    let kind: EventKind = kind.parse().map_err(|()| JobError(format!("{kind} is no kind of event")))?;
    let data: Value = serde_json::from_str(data).map_err(|e| JobError(e.to_string()))?;
    Event::read(kind, &data).map(Some).map_err(|e| JobError(e.to_string()))
}

/// The business's answer to events and jobs.
#[derive(Clone)]
pub struct Reactions(pub Ctx);

impl Reactor for Reactions {
    fn events(&self) -> Vec<(&'static str, i64)> {
        let ours = EventKind::ALL.iter().map(|kind| (kind.as_str(), kind.version()));
        ours.chain(EVENTS_OF_INFRA.map(|kind| (kind, 1))).collect()
    }

    fn jobs(&self) -> Vec<&'static str> {
        // Others can tell all nodes what to drop while this one cannot.
        let can = |kind: &&str| *kind != InvalidateCache::KIND || self.0.cache.reaches_others();
        JOBS.iter().copied().filter(can).collect()
    }

    fn jobs_of(&self, record: &PendingEvent, now: Timestamp) -> Result<Vec<NewJob>, JobError> {
        let event = read(&record.kind, &record.data)?;
        Ok(event.map_or_else(Vec::new, |event| follow(&self.0, (record.id, &event), now)))
    }

    fn recurring(&self) -> Vec<NewJob> {
        [retention::recurring(), listings::reactions::recurring(), orders::reactions::recurring(self.0.store.now())]
            .concat()
    }

    async fn on_relay(&self, records: &[PendingEvent], now: Timestamp) -> Option<NewJob> {
        let may_drop = |record: &&PendingEvent| !record.kind.parse().is_ok_and(invalidation::changes_nothing_cached);
        let events = records.iter().filter(may_drop);
        let events = events.filter_map(|record| read(&record.kind, &record.data).ok().flatten());
        let tags = invalidation::drop_all(&self.0.cache, events).await?;
        Some(job::due(&InvalidateCache { tags }, now))
    }

    async fn run(&self, kind: &str, data: &str, claim: Option<JobClaim>) -> Result<(), JobError> {
        let mut ctx = self.0.clone();
        ctx.store = ctx.store.under(claim);
        run(&ctx, kind, data).await
    }

    fn batched(&self) -> Vec<&'static str> {
        TOGETHER.to_vec()
    }

    async fn run_batch(&self, kind: &str, data: &[&str], claim: BatchClaim) -> Result<Vec<usize>, JobError> {
        let mut ctx = self.0.clone();
        ctx.store = ctx.store.ending(claim);
        run_batch(&ctx, kind, data).await
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::event::UNHEARD;

    /// Payloads by kind, as they were committed.
    fn pinned(text: &str) -> BTreeMap<String, Vec<Value>> {
        serde_json::from_str(text).expect("a snapshot is an object of lists")
    }

    #[test]
    fn every_event_is_read_and_written_as_it_was_released() {
        let pinned = pinned(include_str!("../tests/snapshots/events.json"));

        for (kind, payloads) in &pinned {
            let kind: EventKind = kind.parse().expect("a kind that was released is known");
            for payload in payloads {
                let event = Event::read(kind, payload).expect("a payload that was released can be read");
                assert_eq!((event.kind(), &event.record().data), (kind, payload));
                assert_eq!(payload["v"], kind.version());
            }
        }
        let kinds: Vec<&str> = pinned.keys().map(String::as_str).collect();
        let mut all: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.as_str()).collect();
        all.sort_unstable();
        assert_eq!(kinds, all, "each kind has a payload in tests/snapshots/events.json");
    }

    #[test]
    fn every_job_is_read_and_written_as_it_was_released() {
        let pinned = pinned(include_str!("../tests/snapshots/jobs.json"));

        for (kind, payloads) in &pinned {
            for payload in payloads {
                assert_eq!(&written_again(kind, payload).expect("it can be read"), payload, "{kind}");
            }
        }
        let kinds: Vec<&str> = pinned.keys().map(String::as_str).collect();
        let mut all = JOBS.to_vec();
        all.sort_unstable();
        assert_eq!(kinds, all, "each kind has a payload in tests/snapshots/jobs.json");
    }

    #[test]
    fn what_is_not_relayed_drops_nothing_from_a_cache() {
        let pinned = pinned(include_str!("../tests/snapshots/events.json"));

        for kind in UNHEARD {
            for payload in &pinned[kind.as_str()] {
                let event = Event::read(*kind, payload).expect("a payload that was released can be read");
                assert!(invalidation::tags_of(&event).is_empty(), "{kind}");
                assert!(!event.record().relayed, "{kind}");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_to_be_so() {
        let of = |kind: &str, data: &str| read(kind, data).map(|event| event.is_some()).map_err(|error| error.0);

        assert_eq!(of("keys.rotated", "{}"), Ok(false));
        assert_eq!(of("moon.landed", "{}"), Err("moon.landed is no kind of event".to_owned()));
        assert_eq!(of("data.seeded", r#"{"v":1,"what":"demo"}"#), Ok(true));
        assert_eq!(of("data.seeded", r#"{"v":1,"what":"demo","added":"later"}"#), Ok(true));
        assert!(of("data.seeded", r#"{"v":1}"#).is_err_and(|why| why.contains("what")));
        assert!(of("data.seeded", r#"{"v":2,"what":"demo"}"#).is_err_and(|why| why.contains("version 2")));
        assert!(of("data.seeded", r#"{"Seeded":{"what":"demo"}}"#).is_err());
        assert!(of("data.seeded", "no JSON").is_err());
    }
}
