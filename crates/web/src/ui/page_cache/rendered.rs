//! Rendered pages of the shop, for readers who are signed out, kept compressed as they were sent. The key is a hash of
//! everything that a page shows: the digests of the data, and how the reader wants it. So no page has to be dropped
//! when something changes: it is not found any more, and makes room for others.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

use edge::Page;
use edge::pages::RenderedPage;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use siphasher::sip128::{Hasher128, SipHasher13};

use crate::ui::assets::POLICY;
use crate::ui::frame::Frame;

/// Bytes of pages that are kept at most.
const MOST_BYTES: u64 = 8 * 1024 * 1024;
/// What one costs besides its text.
const OVERHEAD: usize = 160;
/// Pages for which room is made at once.
const EXPECTED: usize = 1_000;

#[derive(Clone)]
struct Size;

impl Weighter<u128, RenderedPage> for Size {
    fn weight(&self, _: &u128, page: &RenderedPage) -> u64 {
        (page.size() + OVERHEAD) as u64
    }
}

static PAGES: LazyLock<Cache<u128, RenderedPage, Size>> =
    LazyLock::new(|| Cache::with_weighter(EXPECTED, MOST_BYTES, Size));

/// Nobody outside knows it, so nobody can make two pages share a key.
static SECRET: LazyLock<(u64, u64)> = LazyLock::new(|| {
    let random = || RandomState::new().build_hasher().finish();
    (random(), random())
});

/// The key of a page: a hash of what it shows.
pub(crate) struct PageKey(u128);

impl PageKey {
    /// Of a page of a kind that shows such data, each given by a digest or a word. Nothing where somebody is signed in:
    /// what they see is theirs.
    pub fn of(frame: &Frame, kind: &'static str, digests: &[u64], words: &[&str]) -> Option<Self> {
        let context = &frame.page_context;
        if context.principal.is_some() || frame.me.is_some() || !context.csrf_token.is_empty() {
            return None;
        }
        let mut hasher = SipHasher13::new_with_keys(SECRET.0, SECRET.1);
        let seen = [kind, context.lang.as_str(), frame.theme(), context.current.as_str(), context.return_to.as_str()];
        for word in seen.iter().chain(words) {
            hasher.write_usize(word.len());
            hasher.write(word.as_bytes());
        }
        hasher.write(&[u8::from(context.accepts_gzip), u8::from(context.same_origin)]);
        for digest in digests {
            hasher.write_u64(*digest);
        }
        Some(Self(hasher.finish128().as_u128()))
    }

    /// The page, if it is kept.
    pub fn find(&self) -> Option<Page> {
        PAGES.get(&self.0).map(|page| Page::from_cache(&page, &POLICY))
    }

    /// Keeps a page that has a key for the next who asks.
    pub fn keep(key: Option<&Self>, page: &Page) {
        if let Some(Self(key)) = key {
            PAGES.insert(*key, page.to_cache());
        }
    }
}
