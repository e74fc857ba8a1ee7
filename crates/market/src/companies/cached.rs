//! What of companies is kept: what everybody sees of vendors.

use cache::{CacheFamily, CacheKey, CacheKeyWriter, PublicScope};
use kernel::fold::fold;
use kernel::ids::Id;
use kernel::{CompanyId, PageOf, cacheable};

use super::view::{CompanyProfile, VendorFilter};

cacheable!(CompanyProfile { id, name, city, country, currency, delivers_to });

/// A vendor's profile.
pub(super) struct Profiles;

/// Which vendor.
pub(super) struct VendorKey(pub CompanyId);

/// Whether and where a vendor's profile is kept.
pub(crate) async fn inspect_vendor(cache: &cache::Cache, id: CompanyId) -> Option<cache::ValueReport> {
    cache.inspect::<Profiles>(&PublicScope, &VendorKey(id)).await
}

impl CacheKey for VendorKey {
    fn write(&self, to: &mut CacheKeyWriter) {
        to.id(*self.0.uuid().as_bytes());
    }
}

impl CacheFamily for Profiles {
    const ID: u8 = 6;
    const NAME: &'static str = "vendor";
    const SCHEMA_VERSION: u16 = 2;
    type Scope = PublicScope;
    type Key = VendorKey;
    type Value = CompanyProfile;
}

/// A page of vendors.
pub(super) struct Vendors;

impl CacheKey for VendorFilter {
    fn write(&self, to: &mut CacheKeyWriter) {
        let q = self.q.as_ref().map(|q| fold(q.as_str()));
        to.optional(q.as_deref().map(str::as_bytes))
            .optional(self.after.as_ref().map(|c| c.as_str().as_bytes()))
            .bytes(&self.limit.rows().to_le_bytes());
    }
}

impl CacheFamily for Vendors {
    const ID: u8 = 7;
    const NAME: &'static str = "vendors";
    const SCHEMA_VERSION: u16 = 2;
    type Scope = PublicScope;
    type Key = VendorFilter;
    type Value = PageOf<CompanyProfile>;
}
