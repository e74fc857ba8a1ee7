//! A market of any size, in chunks: memory does not grow with it.

use kernel::{Limit, Secret};
use market::authority::{Access, Operator, Staff};
use market::may::{self, OrgKind, Role};
use market::{Ctx, accounts, catalog, companies};

use crate::chunk::{Chunk, Maker, RIVALS};
use crate::companies::{Carrier, Founder, LOCATIONS, Person, Seller, Trader, staff_emails};
use crate::stalls::Stalls;
use crate::{Progress, SeedFault, shelves};

/// Delivery partners of a market of any size.
const CARRIERS: u32 = 6;
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
    /// Shelves.
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
    pub platform: kernel::OrgId,
    pub staff: Vec<Person>,
    pub vendors: Vec<Seller>,
    pub retailers: Vec<Trader>,
    pub carriers: Vec<Carrier>,
    pub summary: Summary,
}

/// Fills an empty database with a market of some size. Everybody in it has the same password.
pub async fn bulk(
    ctx: &Ctx,
    operator: Operator,
    sizes: &Sizes,
    password: &Secret<String>,
    progress: &dyn Progress,
) -> Result<Summary, SeedFault> {
    let hash = refuse_or_hash(ctx, operator, password).await?;
    let founder = Founder { ctx, operator, hash: &hash };
    Ok(build(&founder, sizes, progress).await?.summary)
}

/// Refuses a database that is in use; else makes the one hash of everybody's password.
pub(crate) async fn refuse_or_hash(
    ctx: &Ctx,
    operator: Operator,
    password: &Secret<String>,
) -> Result<String, SeedFault> {
    let console = operator.act_as(ctx.store.id(), ctx.store.id(), OrgKind::Platform, Role::SuperAdmin);
    let staff = Staff::<may::ReadCompanies>::grant(Some(&console)).map_err(SeedFault::Denied)?;
    // The platform's own company may be there: its first person is often made before anything else.
    for kind in [OrgKind::Vendor, OrgKind::Retailer, OrgKind::DeliveryPartner] {
        if !companies::companies(ctx, &staff, Some(kind), None, (None, Limit::default())).await?.items.is_empty() {
            return Err(SeedFault::NotEmpty("companies"));
        }
    }
    if catalog::categories(ctx).await?.value().is_ok_and(|all| !all.is_empty()) {
        return Err(SeedFault::NotEmpty("categories"));
    }
    for email in staff_emails() {
        let email = kernel::Email::new(&email).map_err(|fault| SeedFault::Unfit(format!("{email} {fault}")))?;
        if accounts::find_person(ctx, operator, &email).await?.is_some() {
            return Err(SeedFault::NotEmpty("demo users"));
        }
    }
    ctx.passwords.hash(password.clone()).await.map_err(|_| SeedFault::Overloaded)
}

/// Fills a database that was found to be empty.
pub(crate) async fn build(founder: &Founder<'_>, sizes: &Sizes, progress: &dyn Progress) -> Result<World, SeedFault> {
    let mut world = people(founder, sizes, progress).await?;
    let shelves = shelves::shelves(founder.ctx, founder.operator).await?;
    world.summary.categories = shelves.len() as u64;
    if world.vendors.is_empty() {
        return Ok(world);
    }
    let wanted = (sizes.products.min(u64::from(u32::MAX)), sizes.inventory);
    let mut maker =
        Maker { ctx: founder.ctx, shelves: &shelves, stalls: Stalls::new(&world.vendors), wanted, made: (0, 0) };
    progress.begin("products", wanted.0);
    while maker.made.0 < wanted.0 {
        let (from, mut chunk) = (maker.made.0, Chunk::default());
        for _ in 0..PRODUCTS_AT_ONCE.min(wanted.0 - from) {
            maker.add(&mut chunk)?;
        }
        chunk.write(founder.ctx, founder.operator, format!("products {from}..{}", maker.made.0)).await?;
        world.summary.products += chunk.products.len() as u64;
        world.summary.offers += chunk.prices.len() as u64;
        world.summary.inventory += chunk.levels.len() as u64;
        progress.step(chunk.products.len() as u64);
    }
    progress.done();
    Ok(world)
}

async fn people(founder: &Founder<'_>, sizes: &Sizes, progress: &dyn Progress) -> Result<World, SeedFault> {
    let whole = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let (vendors, retailers) = (whole(sizes.vendors), whole(sizes.retailers));
    progress.begin("companies", u64::from(vendors) + u64::from(retailers) + u64::from(CARRIERS));
    let (platform, staff) = founder.platform().await?;
    let carriers = founder.carriers(0..CARRIERS).await?;
    progress.step(u64::from(CARRIERS));
    let mut world =
        World { platform, staff, vendors: Vec::new(), retailers: Vec::new(), carriers, summary: Summary::default() };
    // Enough places that three vendors of a product can hold as many levels as each product needs.
    let least = sizes.inventory.div_ceil(sizes.products.max(1)).div_ceil(RIVALS).clamp(1, LOCATIONS);
    for from in (0..vendors).step_by(COMPANIES_AT_ONCE as usize) {
        let made = founder.vendors(from..vendors.min(from.saturating_add(COMPANIES_AT_ONCE)), least).await?;
        progress.step(made.len() as u64);
        world.vendors.extend(made);
    }
    for from in (0..retailers).step_by(COMPANIES_AT_ONCE as usize) {
        let made = founder.retailers(from..retailers.min(from.saturating_add(COMPANIES_AT_ONCE))).await?;
        progress.step(made.len() as u64);
        world.retailers.extend(made);
    }
    progress.done();
    world.summary = Summary {
        vendors: world.vendors.len() as u64,
        retailers: world.retailers.len() as u64,
        delivery_partners: world.carriers.len() as u64,
        people: (world.staff.len()
            + world.vendors.len()
            + world.retailers.len()
            + world.carriers.iter().map(|c| 2 + c.riders.len()).sum::<usize>()) as u64,
        locations: world.vendors.iter().map(|v| v.locations.len() as u64).sum(),
        ..Summary::default()
    };
    Ok(world)
}
