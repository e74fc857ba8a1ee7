//! Where somebody can go: one list, from which the side bar and the phone's menu are made. An entry is
//! there if its right is; whether somebody gets in is decided where it leads to.

use market::may::{OrgKind, Permission};

use crate::frame::Frame;

/// A way to go.
pub struct Entry {
    /// Where to.
    pub path: &'static str,
    /// What it says.
    pub label: String,
    /// Its icon.
    pub icon: &'static str,
    /// The letter that leads there, after a `g`.
    pub letter: &'static str,
    /// Whether one is there.
    pub current: bool,
}

/// A way, its text, icon and letter, and the right it takes.
type Way = (&'static str, &'static str, &'static str, &'static str, Option<Permission>);

const EVERYBODY: &[Way] = &[("/", "nav-products", "search", "p", None)];

const RETAILER: &[Way] = &[("/", "nav-products", "search", "p", None)];

const VENDOR: &[Way] = &[];

const PARTNER: &[Way] = &[];

const PLATFORM: &[Way] = &[];

/// The ways of whoever looks at a page.
pub fn of(frame: &Frame) -> Vec<Entry> {
    let ways = match frame.kind() {
        None => EVERYBODY,
        Some(OrgKind::Retailer) => RETAILER,
        Some(OrgKind::Vendor) => VENDOR,
        Some(OrgKind::DeliveryPartner) => PARTNER,
        Some(OrgKind::Platform) => PLATFORM,
    };
    let open = ways.iter().filter(|way| way.4.is_none_or(|right| frame.may(right)));
    let here = frame.screen.path();
    let longest = open.clone().map(|way| way.0).filter(|path| within(here, path)).max_by_key(|path| path.len());
    open.map(|(path, text, icon, letter, _)| Entry {
        path,
        label: frame.t(text),
        icon,
        letter,
        current: longest == Some(*path),
    })
    .collect()
}

/// Whether a page is the one of a way, or lies under it.
fn within(here: &str, path: &str) -> bool {
    here == path || here.strip_prefix(path).is_some_and(|rest| path != "/" && rest.starts_with('/'))
}
