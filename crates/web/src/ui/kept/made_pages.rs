//! Pages of the shop that were made before for a reader whom nobody knows, kept compressed as they were sent. A page
//! is found by everything that it shows: the digests of the data, and how the reader wants it. So none has to be
//! dropped when something changes: it is not found any more, and makes room for others.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

use edge::Page;
use edge::pages::MadePage;
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

impl Weighter<u128, MadePage> for Size {
    fn weight(&self, _: &u128, page: &MadePage) -> u64 {
        (page.size() + OVERHEAD) as u64
    }
}

static PAGES: LazyLock<Cache<u128, MadePage, Size>> =
    LazyLock::new(|| Cache::with_weighter(EXPECTED, MOST_BYTES, Size));

/// Nobody outside knows it, so nobody can make two pages meet under one name.
static SECRET: LazyLock<(u64, u64)> = LazyLock::new(|| {
    let random = || RandomState::new().build_hasher().finish();
    (random(), random())
});

/// Names a page by what it shows.
pub(crate) struct PageName(u128);

impl PageName {
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

    /// The page, if it was made before.
    pub fn find(&self) -> Option<Page> {
        PAGES.get(&self.0).map(|page| Page::made_before(&page, &POLICY))
    }

    /// Keeps a page that has a name for the next who asks.
    pub fn keep(name: Option<&Self>, page: &Page) {
        if let Some(Self(name)) = name {
            PAGES.insert(*name, page.to_show_again());
        }
    }
}
