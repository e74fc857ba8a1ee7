//! Companies that wait for a decision, and some about which one was taken.

use kernel::text::Reason;
use market::Event;
use market::authority::OrgState;
use market::companies::{self, Decision};
use market::may::OrgKind;
use platform::Origin;

use super::Stage;
use crate::SeedFault;
use crate::companies::{Founder, Trader};
use crate::imagined;

/// Numbers of companies that the catalogue did not need.
const UNUSED: u32 = 5_000;

/// Lets some companies ask to join, refuses one, and stops a vendor that has orders.
pub(super) async fn rooms(stage: &Stage, founder: &Founder<'_>) -> Result<(), SeedFault> {
    let asking = [
        (OrgKind::Vendor, imagined::vendor(UNUSED)),
        (OrgKind::Retailer, imagined::retailer(UNUSED)),
        (OrgKind::DeliveryPartner, imagined::delivery_partner(UNUSED)),
        (OrgKind::Retailer, imagined::retailer(UNUSED + 1)),
        (OrgKind::Vendor, imagined::vendor(UNUSED + 4)),
    ];
    let mut last = None;
    for (kind, company) in asking {
        last = Some(ask(founder, kind, &company).await?);
    }
    if let Some(refused) = last {
        let reason = Reason::new("The registration number belongs to another company")?;
        companies::decide(&stage.ctx, refused.org, Decision::Reject(&stage.cast.admin()?, reason)).await?;
    }
    if let Some(vendor) = stage.cast.vendors().get(5) {
        let reason = Reason::new("Three retailers received goods past their date")?;
        companies::decide(&stage.ctx, vendor.trader.org, Decision::Suspend(&stage.cast.admin()?, reason)).await?;
    }
    Ok(())
}

async fn ask(founder: &Founder<'_>, kind: OrgKind, company: &imagined::Company) -> Result<Trader, SeedFault> {
    founder
        .ctx
        .store
        .write(&Origin::default(), |work| async move {
            let trader = founder.found(&work, kind, OrgState::Submitted, company).await?;
            let event = Event::CompanyRegistered { org: trader.org, kind, name: trader.name.clone() };
            Ok(work.commit_saying(event.fact(), trader))
        })
        .await
}
