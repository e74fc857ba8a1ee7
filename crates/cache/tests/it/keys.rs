//! Names of values: what is different has different ones.

use cache::{Cache, CacheFamily, CacheKey, CacheKeyWriter, CacheTier, Loaded, PublicScope, Tag, TenantScope};
use proptest::prelude::*;
use std::time::Duration;

use crate::support::{Row, Table, TenantRows, single_node};

struct Texts(Vec<String>);

impl CacheKey for Texts {
    fn write(&self, to: &mut CacheKeyWriter) {
        for text in &self.0 {
            to.bytes(text.as_bytes());
        }
    }
}

struct Named;

impl CacheFamily for Named {
    const ID: u8 = 9;
    const NAME: &'static str = "named";
    const SCHEMA_VERSION: u16 = 1;
    const TTL: Duration = Duration::from_mins(1);
    const NEGATIVE_TTL: Duration = Duration::from_secs(1);
    const TIER: CacheTier = CacheTier::Local;
    type Scope = PublicScope;
    type Key = Texts;
    type Value = String;
}

/// What the cache gives for a key, when it would load `own`.
async fn named(cache: &Cache, key: &[&str], own: &str) -> String {
    let key = Texts(key.iter().map(|t| (*t).to_owned()).collect());
    let load = || async { Ok::<_, ()>(Loaded::of(Some(own.to_owned()), vec![])) };
    cache.read::<Named, _, _, _>(&PublicScope, &key, load).await.unwrap().unwrap().value().unwrap()
}

#[tokio::test]
async fn parts_that_join_to_the_same_text_are_different_keys() {
    let cache = single_node();
    let keys: [&[&str]; 9] = [
        &["a:b", "c"],
        &["a", "b:c"],
        &["a", "b", "c"],
        &["", "abc"],
        &["abc", ""],
        &["abc"],
        &["A", "b", "c"],
        &["a", "b", "c", ""],
        &["\u{e9}"],
    ];
    for (at, key) in keys.iter().enumerate() {
        assert_eq!(named(&cache, key, &at.to_string()).await, at.to_string());
    }
    assert_eq!(named(&cache, &["e\u{301}"], "decomposed").await, "decomposed");
    assert_eq!(named(&cache, &["a:b", "c"], "never loaded").await, "0");
}

proptest! {
    #[test]
    fn two_lists_of_parts_meet_only_if_they_are_the_same(a: Vec<String>, b: Vec<String>) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (one, other): (Vec<&str>, Vec<&str>) = (a.iter().map(String::as_str).collect(), b.iter().map(String::as_str).collect());
        let (first, second) = runtime.block_on(async {
            let cache = single_node();
            (named(&cache, &one, "first").await, named(&cache, &other, "second").await)
        });
        prop_assert_eq!(first, "first");
        prop_assert_eq!(second == "first", a == b);
    }

    #[test]
    fn every_tag_has_a_slot_that_is_not_everythings(sort: String, id: Vec<u8>) {
        prop_assert_ne!(Tag::of(&sort, &id), Tag::EVERYTHING);
        prop_assert_eq!(Tag::of(&sort, &id), Tag::of(&sort, &id));
    }
}

#[tokio::test]
async fn a_tenant_finds_nothing_of_anothers() {
    let (cache, table) = (single_node(), Table::with([]));
    for tenant in 1..=2 {
        table.set(tenant, 5, tenant * 10);
    }
    let of = |tenant: u64| {
        let (cache, table) = (cache.clone(), table.clone());
        async move {
            let mut id = [0; 16];
            id[..8].copy_from_slice(&tenant.to_le_bytes());
            let load = || table.load(tenant, 5);
            let found =
                cache.read::<TenantRows, _, _, _>(&TenantScope(id), &crate::support::Id(5), load).await.unwrap();
            found.map(|entry| entry.value().unwrap())
        }
    };
    for _ in 0..2 {
        assert_eq!(of(1).await.map(|row: Row| (row.tenant, row.version)), Some((1, 10)));
        assert_eq!(of(2).await.map(|row| (row.tenant, row.version)), Some((2, 20)));
        assert_eq!(of(3).await, None);
    }
    assert_eq!(table.reads(), 3);
}
