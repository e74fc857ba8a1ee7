//! Where somebody can go: one list, from which the side bar and the phone's menu are made. An entry is
//! there if its right is; whether somebody gets in is decided where it leads to.

use market::may::{CompanyKind, Permission};

/// A way to go.
pub(crate) struct Entry {
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

use Permission as P;

const EVERYBODY: &[Way] = &[("/", "nav-products", "search", "p", None)];

const RETAILER: &[Way] = &[
    ("/", "nav-products", "search", "p", None),
    ("/quick-order", "nav-quick-order", "edit", "q", Some(P::PlaceOrders)),
    ("/basket", "nav-basket", "basket", "b", Some(P::PlaceOrders)),
    ("/orders", "nav-orders", "orders", "o", Some(P::ReadOrders)),
    ("/notices", "nav-notices", "bell", "n", Some(P::ReadNotices)),
    ("/team", "nav-team", "team", "t", Some(P::ReadTeam)),
    ("/company", "nav-company", "store", "c", None),
];

const VENDOR: &[Way] = &[
    ("/vendor", "nav-today", "home", "h", Some(P::ReadOffers)),
    ("/vendor/orders", "nav-orders", "orders", "o", Some(P::ReadVendorOrders)),
    ("/vendor/products", "nav-own-products", "box", "p", Some(P::ReadOffers)),
    ("/vendor/prices", "nav-prices", "price", "r", Some(P::ReadOffers)),
    ("/vendor/stock", "nav-stock", "stock", "s", Some(P::ReadStock)),
    ("/vendor/imports", "nav-imports", "upload", "i", Some(P::ReadOffers)),
    ("/vendor/sales", "nav-sales", "chart", "l", Some(P::ReadVendorOrders)),
    ("/notices", "nav-notices", "bell", "n", Some(P::ReadNotices)),
    ("/team", "nav-team", "team", "t", Some(P::ReadTeam)),
    ("/company", "nav-company", "vendor", "c", None),
];

const PARTNER: &[Way] = &[
    ("/delivery", "nav-board", "truck", "b", Some(P::ReadDeliveries)),
    ("/delivery/rides", "nav-rides", "rider", "r", Some(P::FulfilDeliveries)),
    ("/notices", "nav-notices", "bell", "n", Some(P::ReadNotices)),
    ("/team", "nav-team", "team", "t", Some(P::ReadTeam)),
    ("/company", "nav-company", "truck", "c", None),
];

const PLATFORM: &[Way] = &[
    ("/admin", "nav-overview", "home", "h", None),
    ("/admin/companies", "nav-companies", "store", "c", Some(P::ReadCompanies)),
    ("/admin/users", "nav-users", "people", "u", Some(P::ReadUsers)),
    ("/admin/orders", "nav-orders", "orders", "o", Some(P::ReadAllOrders)),
    ("/admin/deliveries", "nav-deliveries", "truck", "d", Some(P::Dispatch)),
    ("/admin/catalog", "nav-catalog", "box", "k", Some(P::ModerateCatalog)),
    ("/admin/requests", "nav-requests", "check", "q", Some(P::ModerateCatalog)),
    ("/admin/prices", "nav-held-prices", "price", "r", Some(P::ModerateCatalog)),
    ("/admin/prices", "nav-held-prices", "price", "r", Some(P::ReadAudit)),
    ("/admin/security", "nav-security", "shield", "s", Some(P::ReadSecurity)),
    ("/admin/limits", "nav-limits", "filter", "l", Some(P::ReadLimits)),
    ("/admin/cache", "nav-cache", "box", "", Some(P::ManageCache)),
    ("/admin/jobs", "nav-jobs", "clock", "j", Some(P::ManageJobs)),
    ("/admin/health", "nav-health", "heart-pulse", "p", Some(P::ReadSecurity)),
    ("/admin/config", "nav-config", "settings", "", Some(P::ReadSecurity)),
    ("/admin/audit", "nav-audit", "key", "a", Some(P::ReadAudit)),
    ("/notices", "nav-notices", "bell", "n", Some(P::ReadNotices)),
    ("/team", "nav-team", "team", "t", Some(P::ReadTeam)),
];

/// Pages that lie under a way by what they are about, and not by their path.
const UNDER: [(&str, &str); 6] = [
    ("/vendor/requests", "/vendor/products"),
    ("/vendor/gtin-claims", "/vendor/products"),
    ("/vendor/prefixes", "/vendor/products"),
    ("/admin/prefixes", "/admin/requests"),
    ("/admin/retired-products", "/admin/catalog"),
    ("/admin/name-changes", "/admin/companies"),
];

/// The ways of somebody of a sort of company, who is at a path and may use some of them; `text` gives the texts.
pub(crate) fn entries(
    kind: Option<CompanyKind>,
    here: &str,
    may: impl Fn(Permission) -> bool,
    text: impl Fn(&str) -> String,
) -> Vec<Entry> {
    let ways = match kind {
        None => EVERYBODY,
        Some(CompanyKind::Retailer) => RETAILER,
        Some(CompanyKind::Vendor) => VENDOR,
        Some(CompanyKind::DeliveryPartner) => PARTNER,
        Some(CompanyKind::Platform) => PLATFORM,
    };
    let here = UNDER.iter().find(|(page, _)| within(here, page)).map_or(here, |(_, way)| *way);
    let open = ways.iter().filter(|way| way.4.is_none_or(&may));
    let longest = open.clone().map(|way| way.0).filter(|path| within(here, path)).max_by_key(|path| path.len());
    let entry = |(path, label, icon, letter, _): &Way| Entry {
        path,
        label: text(label),
        icon,
        letter,
        current: longest == Some(*path),
    };
    let mut entries: Vec<Entry> = open.map(entry).collect();
    // What either of two rights opens stands there once.
    entries.dedup_by_key(|entry| entry.path);
    entries
}

/// Whether a page is the one of a way, or lies under it.
fn within(here: &str, path: &str) -> bool {
    here == path || here.strip_prefix(path).is_some_and(|rest| path != "/" && rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(kind: CompanyKind, here: &str) -> Vec<&'static str> {
        let entries = entries(Some(kind), here, |_| true, str::to_owned);
        entries.into_iter().filter(|entry| entry.current).map(|entry| entry.path).collect()
    }

    #[test]
    fn a_page_is_marked_where_people_would_look_for_it() {
        for (kind, here, marked) in [
            (CompanyKind::Vendor, "/vendor", "/vendor"),
            (CompanyKind::Vendor, "/vendor/products/new", "/vendor/products"),
            (CompanyKind::Vendor, "/vendor/prefixes", "/vendor/products"),
            (CompanyKind::Vendor, "/vendor/gtin-claims", "/vendor/products"),
            (CompanyKind::Platform, "/admin/retired-products", "/admin/catalog"),
            (CompanyKind::Platform, "/admin/name-changes", "/admin/companies"),
            (CompanyKind::Platform, "/admin/health", "/admin/health"),
        ] {
            assert_eq!(at(kind, here), [marked], "{here}");
        }
    }
}
