//! One chunk of the catalogue: products, offers, prices and stock, made up and then written.

use std::collections::{BTreeMap, BTreeSet};

use infra::Origin;
use kernel::gtin::Gtin;
use kernel::text::Sku;
use kernel::{
    Currency, MovementId, OfferId, Price, PriceChangeId, ProductId, Quantity, StockLevelId, Timestamp, Version,
};
use market::Ctx;
use market::authority::Operator;
use market::catalog::{self, OfferTerms, Product, SeedProduct, TaxClass};
use market::inventory::{self, SeedLevel};
use market::pricing::{self, FirstPrice, SeedPrice};

use crate::SeedError;
use crate::categories::SeedCategory;
use crate::companies::{LOCATIONS, Seller, done};
use crate::generated::{self, Dice, Item};
use crate::sellers::SellerRotation;

/// The most vendors that offer one product.
pub(crate) const RIVALS: u64 = 3;

/// What goes into one transaction.
#[derive(Default)]
pub(crate) struct Chunk {
    pub products: Vec<SeedProduct>,
    pub prices: Vec<SeedPrice>,
    pub levels: Vec<SeedLevel>,
}

impl Chunk {
    /// Writes it, all or nothing.
    pub async fn write(&self, ctx: &Ctx, operator: Operator, what: String) -> Result<(), SeedError> {
        let what = &what;
        ctx.store
            .write(&Origin::default(), |tx| async move {
                catalog::seed_products(operator, &tx, &self.products).await?;
                pricing::seed_first(operator, &tx, &self.prices).await?;
                inventory::seed_levels(operator, &tx, &self.levels, ctx.store.now()).await?;
                Ok(done(tx, what.clone(), ()))
            })
            .await
    }
}

/// Makes products up, one after the other, and keeps the count of stock levels on its way to the
/// number that is wanted.
pub(crate) struct Maker<'a> {
    pub ctx: &'a Ctx,
    pub categories: &'a BTreeMap<&'static str, SeedCategory>,
    pub sellers: SellerRotation<'a>,
    /// Products and stock levels wanted in all.
    pub wanted: (u64, u64),
    /// The same, made so far.
    pub made: (u64, u64),
}

impl Maker<'_> {
    /// Adds the next product to a chunk.
    pub fn add(&mut self, chunk: &mut Chunk) -> Result<(), SeedError> {
        let n = u32::try_from(self.made.0).unwrap_or(u32::MAX);
        let (item, mut dice) = (generated::item(n), Dice::new(0x6D5E_0000 ^ u64::from(n)));
        let category = self
            .categories
            .get(item.category)
            .ok_or_else(|| SeedError::Unexpected(format!("no category {}", item.category)))?;
        self.made.0 += 1;
        // As many levels as bring the sum back to its line.
        let line = u128::from(self.wanted.1) * u128::from(self.made.0) / u128::from(self.wanted.0.max(1));
        let owed = u64::try_from(line).unwrap_or(u64::MAX).saturating_sub(self.made.1);
        let least = owed.div_ceil(LOCATIONS).clamp(1, RIVALS);
        let rolled = [1, 1, 2, 2, 2, 3].get(usize::try_from(dice.below(6)).unwrap_or(0)).copied().unwrap_or(1);
        let count = rolled.min(owed.max(1)).max(least);
        let sellers = self.sellers.next(category.root_slug, usize::try_from(count).unwrap_or(1), &mut dice);
        let Some(first) = sellers.first() else { return Ok(()) };
        let now = self.ctx.store.now();
        let product = self.product(&item, category, first, now)?;
        let places = share(owed, &sellers);
        let (mut offers, mut stocked) = (Vec::new(), BTreeSet::new());
        for ((seller, places), rank) in sellers.iter().zip(places).zip(0..) {
            let (offer, vendor) = (self.ctx.store.id::<OfferId>(), seller.trader.company);
            let terms = terms(&item, seller, n, rank, &mut dice)?;
            let least = terms.min_quantity.get();
            let by = Some(seller.trader.owner);
            chunk.prices.push(SeedPrice {
                offer,
                vendor,
                price: terms.price,
                currency: product.currency,
                first: FirstPrice { change: self.ctx.store.id::<PriceChangeId>(), by, now },
            });
            let start = usize::try_from(dice.below(LOCATIONS)).unwrap_or(0);
            for location in seller.locations.iter().cycle().skip(start).take(places) {
                let on_hand = on_hand(least, &mut dice);
                let (id, movement) = (self.ctx.store.id::<StockLevelId>(), self.ctx.store.id::<MovementId>());
                chunk.levels.push(SeedLevel { id, movement, offer, vendor, location: *location, on_hand });
                self.made.1 += 1;
                stocked.insert(offer);
            }
            offers.push((offer, vendor, terms));
        }
        chunk.products.push(SeedProduct { product, categories: category.names.clone(), offers, stocked });
        Ok(())
    }

    fn product(
        &self,
        item: &Item,
        category: &SeedCategory,
        first: &Seller,
        now: Timestamp,
    ) -> Result<Product, SeedError> {
        let gtin = Gtin::new(&item.gtin).map_err(|error| SeedError::Unexpected(format!("{} {error}", item.gtin)))?;
        let currency = first.trader.currency;
        let tax_class =
            if currency == Currency::AED { TaxClass::Vat5 } else { item.tax_class.parse().unwrap_or(TaxClass::Gst18) };
        Ok(Product {
            id: self.ctx.store.id::<ProductId>(),
            title: item.title.clone(),
            brand: item.brand.to_owned(),
            category: category.id,
            root_category: category.root,
            gtin: Some(gtin.as_str().to_owned()),
            description_html: catalog::sanitise(&item.description),
            description: item.description.clone(),
            tax_class: tax_class.to_string(),
            currency,
            created_by: first.trader.company,
            created_at: now,
            version: Version(1),
        })
    }
}

/// Deals levels out to vendors, one each in turn, none more than it has places.
fn share(owed: u64, sellers: &[&Seller]) -> Vec<usize> {
    let mut places = vec![0; sellers.len()];
    let mut open = usize::try_from(owed).unwrap_or(usize::MAX);
    for _ in 0..LOCATIONS {
        for (taken, seller) in places.iter_mut().zip(sellers) {
            if open > 0 && *taken < seller.locations.len() {
                *taken += 1;
                open -= 1;
            }
        }
    }
    places
}

fn terms(item: &Item, seller: &Seller, n: u32, rank: u32, dice: &mut Dice) -> Result<OfferTerms, SeedError> {
    let letters: String = seller.trader.name.chars().filter(char::is_ascii_alphabetic).take(3).collect();
    // Packs that cost little are not sold one at a time.
    let fewest: &[i64] = if item.base_price_minor < 20_000 { &[1, 5, 10] } else { &[1, 1, 1, 2] };
    let least = *dice.pick(fewest);
    let step = if dice.chance(50) { least } else { 1 };
    let quantity = |n: i64| Quantity::new(n).ok_or_else(|| SeedError::Unexpected(format!("a quantity of {n}")));
    let minor = price(item.base_price_minor, seller.trader.currency, rank, dice);
    Ok(OfferTerms {
        sku: Sku::new(&format!("{}{n:06}", letters.to_ascii_uppercase()))?,
        pack_size: quantity(i64::from(item.pack))?,
        min_quantity: quantity(least)?,
        quantity_step: quantity(step)?,
        max_quantity: quantity(least * 200)?,
        price: Price::new(minor).ok_or_else(|| SeedError::Unexpected(format!("a price of {minor}")))?,
    })
}

/// The first vendor asks the list price, the others a little less or more. Paise become fils at
/// what rupees cost in the Emirates, roughly.
fn price(paise: i64, currency: Currency, rank: u32, dice: &mut Dice) -> i64 {
    let percent = if rank == 0 { 100 } else { 94 + i64::try_from(dice.below(15)).unwrap_or(6) };
    let (minor, steps) = match currency {
        Currency::AED => (paise * 100 / 2_150, [5, 25, 50]),
        _ => (paise, [50, 100, 500]),
    };
    let minor = minor * percent / 100;
    let step = match minor {
        ..1_000 => 1,
        1_000..10_000 => steps[0],
        10_000..100_000 => steps[1],
        _ => steps[2],
    };
    (minor / step).max(1) * step
}

/// Mostly plenty, sometimes nearly nothing.
fn on_hand(least: i64, dice: &mut Dice) -> i64 {
    let times = if dice.chance(8) { 1 + dice.below(4) } else { 12 + dice.below(110) };
    least * i64::try_from(times).unwrap_or(1)
}
