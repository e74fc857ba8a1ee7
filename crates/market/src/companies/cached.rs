//! What of companies is kept: what everybody sees of vendors.

use std::time::Duration;

use cache::{Everyone, Family, Key, KeyWriter, Sharing};
use kernel::fold::fold;
use kernel::ids::Id;
use kernel::{CompanyId, PageOf, cacheable};

use super::company::{CompanyProfile, VendorFilter};

cacheable!(CompanyProfile { id, name, city, country, currency });

/// A vendor's profile.
pub(super) struct Profiles;

/// Which vendor.
pub(super) struct VendorKey(pub CompanyId);

impl Key for VendorKey {
    fn write(&self, to: &mut KeyWriter) {
        to.id(*self.0.uuid().as_bytes());
    }
}

impl Family for Profiles {
    const ID: u8 = 6;
    const NAME: &'static str = "vendor";
    const SHAPE: u16 = 1;
    const LIFETIME: Duration = Duration::from_hours(1);
    const ABSENT: Duration = Duration::from_secs(30);
    const SHARING: Sharing = Sharing::Fleet;
    type Scope = Everyone;
    type Key = VendorKey;
    type Value = CompanyProfile;
}

/// A page of vendors.
pub(super) struct Vendors;

impl Key for VendorFilter {
    fn write(&self, to: &mut KeyWriter) {
        let q = self.q.as_ref().map(|q| fold(q.as_str()));
        to.maybe(q.as_deref().map(str::as_bytes))
            .maybe(self.after.as_ref().map(|c| c.as_str().as_bytes()))
            .bytes(&self.limit.rows().to_le_bytes());
    }
}

impl Family for Vendors {
    const ID: u8 = 7;
    const NAME: &'static str = "vendors";
    const SHAPE: u16 = 1;
    const LIFETIME: Duration = Duration::from_hours(1);
    const ABSENT: Duration = Duration::from_secs(30);
    const SHARING: Sharing = Sharing::Fleet;
    type Scope = Everyone;
    type Key = VendorFilter;
    type Value = PageOf<CompanyProfile>;
}
