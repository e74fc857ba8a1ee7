//! What listings make of events: they show, or stop showing, a vendor's offers, and what can be ordered of a product.

use infra::jobs::{JobError, NewJob};
use kernel::{CompanyId, ProductId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::job::{self, BatchJob, Job, System};
use crate::may::CompanyKind;
use crate::{Ctx, Event, catalog, companies};

/// Show, or stop showing, a vendor's offers in listings.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RefreshListings {
    #[serde(rename = "company_id")]
    pub(crate) vendor: CompanyId,
}

impl Job for RefreshListings {
    const KIND: &'static str = "refresh_listings";

    fn target(&self) -> String {
        self.vendor.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        refresh(ctx, by, self.vendor).await.map_err(job::failed)
    }
}

/// Show what can be ordered of a product.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RefreshProduct {
    #[serde(rename = "product_id")]
    pub(crate) product: ProductId,
}

impl Job for RefreshProduct {
    const KIND: &'static str = "refresh_product";

    fn target(&self) -> String {
        self.product.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        Self::run_batch(vec![self], ctx, by).await.map(drop)
    }
}

impl BatchJob for RefreshProduct {
    async fn run_batch(batch: Vec<Self>, ctx: &Ctx, by: &System) -> Result<Vec<usize>, JobError> {
        let products = batch.into_iter().map(|job| job.product).collect();
        catalog::refresh_products(ctx, by, products).await.map_err(job::failed)?;
        Ok(vec![])
    }
}

/// Go through the catalogue, because the rules by which products are found or priced changed. A step of the
/// schema asks for it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ReindexCatalog {
    /// Behind this product.
    pub(crate) after: Option<ProductId>,
}

impl Job for ReindexCatalog {
    const KIND: &'static str = "reindex_catalog";

    fn target(&self) -> String {
        String::new()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        catalog::reindex(ctx, by, self.after).await.map_err(job::failed)
    }
}

/// The same where texts are folded in another way than before, and GTINs stand apart from words. It is a job of its
/// own kind, so that no older node takes it and does it in the old way.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RefoldCatalog {
    /// Behind this product.
    pub(crate) after: Option<ProductId>,
}

impl Job for RefoldCatalog {
    const KIND: &'static str = "refold_catalog";

    fn target(&self) -> String {
        String::new()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        catalog::reindex(ctx, by, self.after).await.map_err(job::failed)
    }
}

/// Go through the catalogue, because brands that begin alike are told apart. A step of the schema asks for it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RekeyBrands {}

impl Job for RekeyBrands {
    const KIND: &'static str = "rekey_brands";

    fn target(&self) -> String {
        String::new()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        catalog::rekey_brands(ctx, by).await.map_err(job::failed)
    }
}

/// Go through the catalogue, because a filter stands beside each term that no earlier node wrote. It is a job of its own
/// kind, so that none of them takes it. A step of the schema asks for it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct FilterTerms {
    /// Behind this product.
    pub(crate) after: Option<ProductId>,
}

impl Job for FilterTerms {
    const KIND: &'static str = "filter_terms";

    fn target(&self) -> String {
        String::new()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        catalog::reindex(ctx, by, self.after).await.map_err(job::failed)
    }
}

/// Count how common terms are: each day, and when an import has grown the catalogue.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CountTerms {}

impl Job for CountTerms {
    const KIND: &'static str = "count_terms";

    fn target(&self) -> String {
        String::new()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        catalog::count_terms(ctx, by).await.map_err(job::failed)
    }
}

/// What is done every day.
pub(crate) fn recurring() -> Vec<NewJob> {
    vec![job::due(&CountTerms {}, Timestamp::from_micros(0))]
}

/// What is to be done because of an event.
pub(crate) fn follow(event: &Event, now: Timestamp) -> Vec<NewJob> {
    match event {
        Event::CompanyApproved { company }
        | Event::CompanyReinstated { company }
        | Event::CompanySuspended { company, .. } => {
            vec![job::due(&RefreshListings { vendor: *company }, now)]
        }
        Event::AvailabilityChanged { product } => vec![job::due(&RefreshProduct { product: *product }, now)],
        Event::ImportAdvanced { left: 0, .. } => vec![job::due(&CountTerms {}, now)],
        _ => vec![],
    }
}

async fn refresh(ctx: &Ctx, by: &System, vendor: CompanyId) -> Result<(), companies::CompanyError> {
    if companies::find_kind(&ctx.store.db, vendor).await? != Some(CompanyKind::Vendor) {
        return Ok(());
    }
    let mut after = None;
    loop {
        after = ctx
            .store
            .write(&by.origin(), |tx| async move {
                let done = catalog::refresh_vendor_listings(&tx, vendor, after).await?;
                let last = done.last().copied();
                let event = Event::ListingsRefreshed { vendor, products: Some(done) };
                Ok::<_, companies::CompanyError>(tx.commit_with(event.record(), last))
            })
            .await?;
        if after.is_none() {
            return Ok(());
        }
    }
}
