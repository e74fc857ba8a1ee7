//! Companies that wait for a decision, and some about which one was taken.

use infra::Origin;
use kernel::text::Reason;
use market::Event;
use market::authority::CompanyState;
use market::companies::{self, CompanyDecision};
use market::may::CompanyKind;

use super::Simulation;
use crate::SeedError;
use crate::companies::{CompanyBuilder, Trader};
use crate::generated;

/// Numbers of companies that the catalogue did not need.
const UNUSED: u32 = 5_000;

/// Lets some companies ask to join, refuses one, and stops a vendor that has orders.
pub(super) async fn applications(simulation: &Simulation, builder: &CompanyBuilder<'_>) -> Result<(), SeedError> {
    let asking = [
        (CompanyKind::Vendor, generated::vendor(UNUSED)),
        (CompanyKind::Retailer, generated::retailer(UNUSED)),
        (CompanyKind::DeliveryPartner, generated::delivery_partner(UNUSED)),
        (CompanyKind::Retailer, generated::retailer(UNUSED + 1)),
        (CompanyKind::Vendor, generated::vendor(UNUSED + 4)),
    ];
    let mut last = None;
    for (kind, company) in asking {
        last = Some(ask(builder, kind, &company).await?);
    }
    if let Some(refused) = last {
        let reason = Reason::new("The registration number belongs to another company")?;
        companies::decide(
            &simulation.ctx,
            refused.company,
            CompanyDecision::Reject(&simulation.actors.admin()?, reason),
        )
        .await?;
    }
    if let Some(vendor) = simulation.actors.vendors().get(5) {
        let reason = Reason::new("Three retailers received goods past their date")?;
        companies::decide(
            &simulation.ctx,
            vendor.trader.company,
            CompanyDecision::Suspend(&simulation.actors.admin()?, reason),
        )
        .await?;
    }
    Ok(())
}

async fn ask(
    builder: &CompanyBuilder<'_>,
    kind: CompanyKind,
    company: &generated::GeneratedCompany,
) -> Result<Trader, SeedError> {
    builder
        .ctx
        .store
        .write(&Origin::default(), |tx| async move {
            let trader = builder.found(&tx, kind, CompanyState::Submitted, company).await?;
            let event = Event::CompanyRegistered { company: trader.company, kind, name: trader.name.clone() };
            Ok(tx.commit_with(event.record(), trader))
        })
        .await
}
