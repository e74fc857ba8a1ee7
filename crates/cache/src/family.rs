//! What is kept: declared once, as a type.

use std::time::Duration;

use kernel::Cacheable;

use crate::key::{Key, KeyWriter};
use crate::marks::Tag;

/// Where values of a family are kept, and who loads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharing {
    /// In the process that loaded them.
    Node,
    /// In the process and in Redis; each node loads at most once at a time.
    Fleet,
    /// The same, and all nodes together load at most once at a time: for what is dear.
    FleetOnce,
}

/// One sort of cached value.
pub trait Family: Send + Sync + 'static {
    /// A number below 32 that no other family has: names its counters.
    const ID: u8;
    /// Its name in metrics and in Redis.
    const NAME: &'static str;
    /// Counts up when [`Family::Value`] changes its form: nodes of different releases never read
    /// each other's values.
    const SHAPE: u16;
    /// The longest a value is used; a tenth less by chance, so that values made together do not end
    /// together.
    const LIFETIME: Duration;
    /// The longest it is remembered that there is nothing.
    const ABSENT: Duration;
    /// Where, and who loads.
    const SHARING: Sharing;
    /// For whom: [`Everyone`], one [`Tenant`], or the [`Bearer`] of a secret.
    type Scope: Scope;
    /// What names a value.
    type Key: Key;
    /// What is kept.
    type Value: Cacheable;

    /// The value's own version, for conditional requests.
    fn version(_: &Self::Value) -> Option<i64> {
        None
    }
}

/// For whom a value is. Sealed: there is everybody, there is one tenant, and there is the bearer of
/// a secret.
pub trait Scope: sealed::Sealed + Send + Sync {
    /// Puts itself into the key.
    fn put(&self, key: &mut KeyWriter);
}

/// A value that is the same for everybody.
#[derive(Debug, Clone, Copy)]
pub struct Everyone;

/// A value of one tenant's own: its id stands in the key, so no other finds it.
#[derive(Debug, Clone, Copy)]
pub struct Tenant(pub [u8; 16]);

/// A value of whoever holds a secret: the secret's hash stands in the key, so nobody else finds it.
#[derive(Clone, Copy)]
pub struct Bearer(pub [u8; 32]);

impl Scope for Bearer {
    fn put(&self, key: &mut KeyWriter) {
        key.bearer(&self.0);
    }
}

impl Scope for Everyone {
    fn put(&self, _: &mut KeyWriter) {}
}

impl Scope for Tenant {
    fn put(&self, key: &mut KeyWriter) {
        key.tenant(self.0);
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Everyone {}
    impl Sealed for super::Bearer {}
    impl Sealed for super::Tenant {}
}

/// What a load found.
#[derive(Debug, Clone)]
pub struct Loaded<V> {
    pub(crate) value: Option<V>,
    pub(crate) tags: Vec<Tag>,
}

impl<V> Loaded<V> {
    /// A value, or that there is none, with everything it depends on.
    pub fn of(value: Option<V>, tags: Vec<Tag>) -> Self {
        Self { value, tags }
    }
}

/// How far the news of a change got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// All nodes hear of it within the bound.
    All,
    /// This node knows; the others will hear when Redis can be reached, or through whoever else
    /// tells them.
    Here,
}
