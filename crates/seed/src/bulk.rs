//! A market of any size, in chunks: memory does not grow with it.

use kernel::{PageLimit, Secret};
use market::authority::{Access, Operator, Staff};
use market::may::{self, CompanyKind, Role};
use market::{Ctx, accounts, catalog, companies};

use crate::chunk::{Chunk, Maker, RIVALS};
use crate::companies::{CompanyBuilder, DeliveryPartner, LOCATIONS, Person, Seller, Trader, staff_emails};
use crate::sellers::SellerRotation;
use crate::{Progress, SeedError, categories};

/// Delivery partners of a market of any size.
const PARTNERS: u32 = 6;
/// Companies of one transaction.
const COMPANIES_AT_ONCE: u32 = 250;
/// Products of one transaction. With two thousand vendors each chunk touches a page per vendor in ten
/// indexes: chunks of 500 wrote 24 GB to fill 1 GB.
const PRODUCTS_AT_ONCE: u64 = 2_000;

/// How large a market.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Vendors.
    pub vendors: u64,
    /// Retailers.
    pub retailers: u64,
    /// Products.
    pub products: u64,
    /// Stock levels: offers times places.
    pub inventory: u64,
}

/// What was put in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Vendors.
    pub vendors: u64,
    /// Retailers.
    pub retailers: u64,
    /// Delivery partners.
    pub delivery_partners: u64,
    /// People of all of them and of the platform.
    pub people: u64,
    /// Categories.
    pub categories: u64,
    /// Places of vendors.
    pub locations: u64,
    /// Products.
    pub products: u64,
    /// Vendors' offers of them.
    pub offers: u64,
    /// Stock levels.
    pub inventory: u64,
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { vendors, retailers, delivery_partners, people, categories, locations, products, offers, inventory } =
            self;
        write!(f, "Companies: {vendors} vendors, {retailers} retailers, {delivery_partners} delivery partners; ")?;
        write!(f, "users: {people}\nCatalogue: {categories} categories, {products} products, {offers} offers\n")?;
        write!(f, "Inventory: {locations} warehouses, {inventory} stock levels")
    }
}

/// Who is in the market now.
pub(crate) struct World {
    pub platform: kernel::CompanyId,
    pub staff: Vec<Person>,
    pub vendors: Vec<Seller>,
    pub retailers: Vec<Trader>,
    pub partners: Vec<DeliveryPartner>,
    pub summary: Summary,
}

/// Fills an empty database with a market of some size. Everybody in it has the same password.
pub async fn bulk(
    ctx: &Ctx,
    operator: Operator,
    sizes: &Sizes,
    password: &Secret<String>,
    progress: &dyn Progress,
) -> Result<Summary, SeedError> {
    let hash = refuse_or_hash(ctx, operator, password).await?;
    let builder = CompanyBuilder { ctx, operator, hash: &hash };
    Ok(build(&builder, sizes, progress).await?.summary)
}

/// Refuses a database that is in use; else makes the one hash of everybody's password.
pub(crate) async fn refuse_or_hash(
    ctx: &Ctx,
    operator: Operator,
    password: &Secret<String>,
) -> Result<String, SeedError> {
    let console = operator.act_as(ctx.store.id(), ctx.store.id(), CompanyKind::Platform, Role::SuperAdmin);
    let staff = Staff::<may::ReadCompanies>::grant(Some(&console)).map_err(SeedError::Denied)?;
    // The platform's own company may be there: its first person is often made before anything else.
    for kind in [CompanyKind::Vendor, CompanyKind::Retailer, CompanyKind::DeliveryPartner] {
        if !companies::companies(ctx, &staff, Some(kind), None, (None, PageLimit::default())).await?.items.is_empty() {
            return Err(SeedError::NotEmpty("companies"));
        }
    }
    if catalog::categories(ctx).await?.value().is_ok_and(|all| !all.is_empty()) {
        return Err(SeedError::NotEmpty("categories"));
    }
    for email in staff_emails() {
        let email = kernel::Email::new(&email).map_err(|error| SeedError::Unexpected(format!("{email} {error}")))?;
        if accounts::find_person(ctx, operator, &email).await?.is_some() {
            return Err(SeedError::NotEmpty("demo users"));
        }
    }
    ctx.passwords.hash(password.clone()).await.map_err(|_| SeedError::Overloaded)
}

/// Fills a database that was found to be empty.
pub(crate) async fn build(
    builder: &CompanyBuilder<'_>,
    sizes: &Sizes,
    progress: &dyn Progress,
) -> Result<World, SeedError> {
    let mut world = people(builder, sizes, progress).await?;
    let categories = categories::categories(builder.ctx, builder.operator).await?;
    world.summary.categories = categories.len() as u64;
    if world.vendors.is_empty() {
        return Ok(world);
    }
    let wanted = (sizes.products.min(u64::from(u32::MAX)), sizes.inventory);
    let mut maker = Maker {
        ctx: builder.ctx,
        categories: &categories,
        sellers: SellerRotation::new(&world.vendors),
        wanted,
        made: (0, 0),
    };
    progress.begin("products", wanted.0);
    while maker.made.0 < wanted.0 {
        let (from, mut chunk) = (maker.made.0, Chunk::default());
        for _ in 0..PRODUCTS_AT_ONCE.min(wanted.0 - from) {
            maker.add(&mut chunk)?;
        }
        chunk.write(builder.ctx, builder.operator, format!("products {from}..{}", maker.made.0)).await?;
        world.summary.products += chunk.products.len() as u64;
        world.summary.offers += chunk.prices.len() as u64;
        world.summary.inventory += chunk.levels.len() as u64;
        progress.step(chunk.products.len() as u64);
    }
    progress.done();
    catalog::count_terms_at_console(builder.ctx, builder.operator)
        .await
        .map_err(|e| SeedError::Unexpected(e.to_string()))?;
    Ok(world)
}

async fn people(builder: &CompanyBuilder<'_>, sizes: &Sizes, progress: &dyn Progress) -> Result<World, SeedError> {
    let whole = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let (vendors, retailers) = (whole(sizes.vendors), whole(sizes.retailers));
    progress.begin("companies", u64::from(vendors) + u64::from(retailers) + u64::from(PARTNERS));
    let (platform, staff) = builder.platform().await?;
    let partners = builder.partners(0..PARTNERS).await?;
    progress.step(u64::from(PARTNERS));
    let mut world =
        World { platform, staff, vendors: Vec::new(), retailers: Vec::new(), partners, summary: Summary::default() };
    // Enough places that three vendors of a product can hold as many levels as each product needs.
    let least = sizes.inventory.div_ceil(sizes.products.max(1)).div_ceil(RIVALS).clamp(1, LOCATIONS);
    for from in (0..vendors).step_by(COMPANIES_AT_ONCE as usize) {
        let made = builder.vendors(from..vendors.min(from.saturating_add(COMPANIES_AT_ONCE)), least).await?;
        progress.step(made.len() as u64);
        world.vendors.extend(made);
    }
    for from in (0..retailers).step_by(COMPANIES_AT_ONCE as usize) {
        let made = builder.retailers(from..retailers.min(from.saturating_add(COMPANIES_AT_ONCE))).await?;
        progress.step(made.len() as u64);
        world.retailers.extend(made);
    }
    progress.done();
    world.summary = Summary {
        vendors: world.vendors.len() as u64,
        retailers: world.retailers.len() as u64,
        delivery_partners: world.partners.len() as u64,
        people: (world.staff.len()
            + world.vendors.len()
            + world.retailers.len()
            + world.partners.iter().map(|c| 2 + c.riders.len()).sum::<usize>()) as u64,
        locations: world.vendors.iter().map(|v| v.locations.len() as u64).sum(),
        ..Summary::default()
    };
    Ok(world)
}
