//! What listings make of events: they show, or stop showing, a vendor's offers.

use kernel::{OrgId, Timestamp};
use platform::jobs::{JobFault, NewJob};
use serde::{Deserialize, Serialize};

use crate::job::{self, Job, System};
use crate::may::OrgKind;
use crate::{Ctx, Event, catalog, companies};

/// Show, or stop showing, a vendor's offers in listings.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RefreshListings {
    #[serde(rename = "company_id")]
    pub(crate) vendor: OrgId,
}

impl Job for RefreshListings {
    const KIND: &'static str = "refresh_listings";

    fn target(&self) -> String {
        self.vendor.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobFault> {
        refresh(ctx, by, self.vendor).await.map_err(job::failed)
    }
}

/// What is to be done because of an event.
pub(crate) fn follow(event: &Event, now: Timestamp) -> Vec<NewJob> {
    match event {
        Event::CompanyApproved { org } | Event::CompanyReinstated { org } | Event::CompanySuspended { org, .. } => {
            vec![job::due(&RefreshListings { vendor: *org }, now)]
        }
        _ => vec![],
    }
}

async fn refresh(ctx: &Ctx, by: &System, vendor: OrgId) -> Result<(), companies::CompanyFault> {
    if companies::find_kind(&ctx.store.db, vendor).await? != Some(OrgKind::Vendor) {
        return Ok(());
    }
    let mut after = None;
    loop {
        after = ctx
            .store
            .write(&by.origin(), |work| async move {
                let done = catalog::refresh_vendor_listings(&work, vendor, after).await?;
                let last = done.last().copied();
                let event = Event::ListingsRefreshed { vendor, products: Some(done) };
                Ok::<_, companies::CompanyFault>(work.commit_saying(event.fact(), last))
            })
            .await?;
        if after.is_none() {
            return Ok(());
        }
    }
}
