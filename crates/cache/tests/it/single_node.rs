//! One node by itself.

use std::sync::atomic::Ordering;
use std::time::Duration;

use cache::{Cache, CacheSettings, InvalidationReach, Loaded, PublicScope};
use tokio::task::JoinSet;

use crate::support::{Hands, Id, LocalRows, SECRET, ShortLivedRows, Table, alone_at, read, single_node, tag, until};

#[tokio::test]
async fn what_was_read_is_read_once() {
    let (cache, table) = (single_node(), Table::with([1]));

    for _ in 0..10 {
        assert_eq!(read::<LocalRows>(&cache, &table, 1).await, 1);
    }

    assert_eq!(table.reads(), 1);
    let family = &cache.stats().families[0];
    assert_eq!((family.hits_local, family.misses_local, family.loads), (9, 1, 1));
    assert_eq!((family.entries, family.bytes), (1, cache.stats().bytes));
}

#[tokio::test]
async fn a_change_that_was_dropped_is_seen_at_once() {
    let (cache, table) = (single_node(), Table::with([1, 2]));
    for id in [1, 2] {
        read::<LocalRows>(&cache, &table, id).await;
    }

    table.advance(1);
    assert_eq!(cache.drop_tags(&[tag(1)]).await, InvalidationReach::AllNodes);

    assert_eq!(read::<LocalRows>(&cache, &table, 1).await, 2);
    assert_eq!(read::<LocalRows>(&cache, &table, 2).await, 1);
    assert_eq!(table.reads(), 3, "what did not change is not loaded again");
}

#[tokio::test]
async fn clearing_drops_everything() {
    let (cache, table) = (single_node(), Table::with([1, 2]));
    for _ in 0..2 {
        for id in [1, 2] {
            read::<LocalRows>(&cache, &table, id).await;
        }
        cache.clear().await;
    }
    assert_eq!(table.reads(), 4);
    cache.sweep();
    assert_eq!(cache.stats().entries, 0, "and a sweep gives its memory back");
}

#[tokio::test]
async fn a_slow_reader_cannot_bring_an_old_value_back() {
    let (cache, table) = (single_node(), Table::with([1]));
    table.after.store(200, Ordering::SeqCst);
    let slow = {
        let (cache, table) = (cache.clone(), table.clone());
        tokio::spawn(async move { read::<LocalRows>(&cache, &table, 1).await })
    };
    until(Duration::from_secs(10), || table.reads() == 1).await;

    // It has looked at the row, and has not come back with it.
    table.after.store(0, Ordering::SeqCst);
    table.advance(1);
    cache.drop_tags(&[tag(1)]).await;
    assert_eq!(read::<LocalRows>(&cache, &table, 1).await, 2, "nor may it be waited for");

    assert_eq!(slow.await.unwrap(), 1, "whoever asked before the change may see it as it was");
    assert_eq!(read::<LocalRows>(&cache, &table, 1).await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_who_ask_at_once_make_one_load() {
    let (cache, table) = (single_node(), Table::with([1]));
    table.before.store(100, Ordering::SeqCst);
    let mut readers = JoinSet::new();
    for _ in 0..10_000 {
        let (cache, table) = (cache.clone(), table.clone());
        readers.spawn(async move { read::<LocalRows>(&cache, &table, 1).await });
    }

    assert!(readers.join_all().await.into_iter().all(|version| version == 1));

    assert_eq!(table.reads(), 1);
    let family = &cache.stats().families[0];
    assert_eq!(family.hits_local + family.coalesced, 9_999);
}

#[tokio::test]
async fn whoever_gives_up_loading_leaves_it_to_the_next() {
    let (cache, table) = (single_node(), Table::with([1]));
    table.before.store(100, Ordering::SeqCst);
    let first = {
        let (cache, table) = (cache.clone(), table.clone());
        tokio::spawn(async move { read::<LocalRows>(&cache, &table, 1).await })
    };
    until(Duration::from_secs(10), || table.reads() == 1).await;
    let waiting = {
        let (cache, table) = (cache.clone(), table.clone());
        tokio::spawn(async move { read::<LocalRows>(&cache, &table, 1).await })
    };
    // It takes its place behind the first one.
    tokio::task::yield_now().await;

    first.abort();

    assert_eq!(waiting.await.unwrap(), 1);
    assert_eq!(table.reads(), 2);
}

#[tokio::test]
async fn a_load_that_fails_is_told_and_not_kept() {
    let (cache, table) = (single_node(), Table::with([1]));
    let failing = || async { Err("no database".to_owned()) };

    let told = cache.read::<LocalRows, _, _, String>(&PublicScope, &Id(1), failing).await;

    assert_eq!(told.err().as_deref(), Some("no database"));
    assert_eq!(read::<LocalRows>(&cache, &table, 1).await, 1);
    assert_eq!(cache.stats().families[0].loads_failed, 1);
}

#[tokio::test]
async fn nothing_is_remembered_too_and_ends_when_something_appears() {
    let (hands, table) = (Hands::default(), Table::with([]));
    let cache = alone_at(&hands);
    for _ in 0..3 {
        assert_eq!(read::<LocalRows>(&cache, &table, 1).await, 0);
    }
    assert_eq!(table.reads(), 1);

    table.set(0, 1, 7);
    cache.drop_tags(&[tag(1)]).await;
    assert_eq!(read::<LocalRows>(&cache, &table, 1).await, 7);

    // And by itself after a while, should nobody say so.
    assert_eq!(read::<LocalRows>(&cache, &table, 2).await, 0);
    table.set(0, 2, 7);
    hands.advance(250);
    assert_eq!(read::<LocalRows>(&cache, &table, 2).await, 0, "not before its time is over");
    hands.advance(60);
    assert_eq!(read::<LocalRows>(&cache, &table, 2).await, 7);
}

#[tokio::test]
async fn a_value_ends_with_its_lifetime_and_is_loaded_a_little_earlier_while_it_is_read() {
    let (hands, table) = (Hands::default(), Table::with([1, 2]));
    let cache = alone_at(&hands);
    read::<ShortLivedRows>(&cache, &table, 1).await;
    read::<ShortLivedRows>(&cache, &table, 2).await;
    hands.advance(405);
    table.advance(1);
    assert_eq!(read::<ShortLivedRows>(&cache, &table, 1).await, 2);
    assert_eq!(cache.stats().families[0].expired, 1);

    // Read all the time, it never runs out for those who read it.
    for _ in 0..750 {
        hands.advance(2);
        read::<ShortLivedRows>(&cache, &table, 1).await;
    }
    let family = &cache.stats().families[0];
    assert!(family.refreshed_early >= 3 && family.expired == 1, "{family:?}");
    assert_eq!(family.expired, 1, "nobody met its end");
}

#[tokio::test]
async fn memory_stays_within_its_bound_and_the_often_read_stays_in_it() {
    let bytes = 2 << 20;
    let cache = Cache::start(CacheSettings { max_bytes: bytes, secret: SECRET, redis: None });
    let table = Table::with(0..200_000);
    for round in 0..20_u64 {
        for id in 0..100 {
            read::<LocalRows>(&cache, &table, id).await;
        }
        for id in 0..2_000 {
            read::<LocalRows>(&cache, &table, 1_000 + round * 2_000 + id).await;
        }
        assert!(cache.stats().bytes <= bytes, "{:?}", cache.stats());
    }
    let before = table.reads();
    for id in 0..100 {
        read::<LocalRows>(&cache, &table, id).await;
    }
    let driven_out = table.reads() - before;
    assert!(driven_out < 10, "{driven_out} of 100 that are read all the time went for those read once");
    let stats = cache.stats();
    assert!(stats.families[0].evicted > 30_000, "{stats:?}");
    assert_eq!(stats.families[0].bytes, stats.bytes, "the figures of the families add up");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn stats_of_families_add_up_under_load() {
    let cache = Cache::start(CacheSettings { max_bytes: 64 << 10, secret: SECRET, redis: None });
    let table = Table::with(0..400);
    let mut all = JoinSet::new();
    for at in 0..8_u64 {
        let (cache, table) = (cache.clone(), table.clone());
        all.spawn(async move {
            // Read in two families, replaced, dropped, driven out, swept, all at once.
            for round in 0..3_000 {
                let id = (round * 7 + at * 13) % 400;
                read::<LocalRows>(&cache, &table, id).await;
                read::<ShortLivedRows>(&cache, &table, id % 20).await;
                match round % 50 {
                    0 => cache.sweep(),
                    1..6 => drop(cache.drop_tags(&[tag(id % 20)]).await),
                    _ => {}
                }
            }
        });
    }
    all.join_all().await;

    for _ in 0..2 {
        let stats = cache.stats();
        assert_eq!(stats.families.iter().map(|f| f.entries).sum::<u64>(), stats.entries, "{stats:?}");
        assert_eq!(stats.families.iter().map(|f| f.bytes).sum::<u64>(), stats.bytes, "{stats:?}");
        assert!(stats.bytes <= 64 << 10 && stats.families.iter().any(|f| f.evicted > 1_000), "{stats:?}");
        cache.sweep();
    }
}

#[tokio::test]
async fn a_cache_that_is_off_loads_every_time() {
    let (cache, table) = (Cache::off(), Table::with([1]));
    for _ in 0..3 {
        assert_eq!(read::<LocalRows>(&cache, &table, 1).await, 1);
    }
    assert_eq!(table.reads(), 3);
}

#[tokio::test]
async fn what_was_found_is_the_json_with_its_hash_and_version() {
    let (cache, table) = (single_node(), Table::with([1]));
    let entry = cache.read::<LocalRows, _, _, _>(&PublicScope, &Id(1), || table.load(0, 1)).await.unwrap().unwrap();
    let other =
        single_node().read::<LocalRows, _, _, _>(&PublicScope, &Id(1), || table.load(0, 1)).await.unwrap().unwrap();

    assert_eq!(entry.json(), serde_json::to_vec(&entry.value().unwrap()).unwrap());
    assert_eq!((entry.digest(), entry.version()), (other.digest(), Some(1)), "on every node");
    let none = cache.read::<LocalRows, _, _, ()>(&PublicScope, &Id(2), || async { Ok(Loaded::of(None, vec![])) }).await;
    assert!(none.unwrap().is_none());
}

#[tokio::test]
async fn a_value_near_its_end_that_cannot_be_loaded_again_is_still_used() {
    let (hands, table) = (Hands::default(), Table::with([1]));
    let cache = alone_at(&hands);
    read::<ShortLivedRows>(&cache, &table, 1).await;
    let failing = || async { Err("no database".to_owned()) };
    let mut last = 0;
    loop {
        let found = cache.read::<ShortLivedRows, _, _, String>(&PublicScope, &Id(1), failing).await;
        let Ok(found) = found else { break };
        assert_eq!(found.and_then(|entry| entry.version()), Some(1));
        last += 2;
        hands.advance(2);
    }
    assert!((355..=402).contains(&last), "it failed {last} ms after it was loaded");
    assert!(cache.stats().families[0].refreshed_early > 0);
}

/// Something it depends on changes all the time, faster than a load takes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_shares_loads_even_if_none_can_be_kept() {
    let (cache, table) = (single_node(), Table::with([1]));
    table.before.store(20, Ordering::SeqCst);
    let writer = {
        let (cache, table) = (cache.clone(), table.clone());
        tokio::spawn(async move {
            loop {
                table.advance(1);
                cache.drop_tags(&[tag(1)]).await;
                // SLEEP: the pace of a writer, faster than a load.
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
        })
    };
    let mut readers = JoinSet::new();
    for _ in 0..1_000 {
        let (cache, table) = (cache.clone(), table.clone());
        readers.spawn(async move { read::<LocalRows>(&cache, &table, 1).await });
    }
    readers.join_all().await;
    writer.abort();
    assert!(table.reads() < 30, "{} loads for 1,000 who asked at once", table.reads());
}
