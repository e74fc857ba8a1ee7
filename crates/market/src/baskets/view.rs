//! What a basket shows. Imports neither store nor actions.

use kernel::text::CountryCode;
use kernel::{CompanyId, Money, OfferId, ProductId, Quantity};

use crate::companies::{Barrier, BuyerTerms, DeliveryCountries};
use crate::inventory::first_digit;

/// Whether there is enough of an offer for a line. How much there is is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// As many packs as are wanted, or more.
    Enough,
    /// About as many as are wanted: the order tells.
    Unconfirmed,
    /// Fewer packs than are wanted.
    Less,
    /// None.
    Nothing,
}

impl Availability {
    /// What so many free packs are for so many wanted ones. Only the first digit of what is free is gone by:
    /// asking for one quantity after the other tells no more, and orders are counted.
    pub fn of(free: i64, wanted: i64) -> Self {
        let (low, high) = first_digit(free.max(0));
        match wanted {
            _ if free <= 0 => Self::Nothing,
            wanted if wanted <= low => Self::Enough,
            wanted if wanted <= high => Self::Unconfirmed,
            _ => Self::Less,
        }
    }
}

/// One line of a basket.
#[derive(Debug, Clone)]
pub struct BasketLine {
    /// Of which offer.
    pub offer_id: OfferId,
    /// Of which product.
    pub product_id: ProductId,
    /// What it is called.
    pub title: String,
    /// The vendor's article number.
    pub sku: String,
    /// Pieces in a pack.
    pub pack_size: i64,
    /// Fewest packs, now.
    pub min_quantity: i64,
    /// In multiples of, now.
    pub quantity_step: i64,
    /// Most packs of one order, now.
    pub max_quantity: i64,
    /// Packs.
    pub quantity: Quantity,
    /// Of one pack, when it was put in or the prices were accepted.
    pub seen: Money,
    /// Of one pack, now.
    pub price: Money,
    /// Whether the offer can be bought at present.
    pub sellable: bool,
    /// Whether the packs are within the offer's quantities of now.
    pub fits: bool,
    /// Whether there is enough of it.
    pub availability: Availability,
    /// Of all packs, now; none where it is beyond any order.
    pub total: Option<Money>,
    /// Where its vendor delivers.
    pub delivers_to: DeliveryCountries,
    /// What the company buys in, and where the goods would go.
    pub buyer: BuyerTerms,
}

impl BasketLine {
    /// Why the company cannot buy it, whatever is in stock.
    pub fn barrier(&self) -> Option<Barrier> {
        self.buyer.barrier(self.price.currency(), &self.delivers_to)
    }
    /// Whether it counts among what the basket comes to.
    fn is_for_sale(&self) -> bool {
        self.sellable && self.barrier() != Some(Barrier::Currency)
    }
    /// Whether the price moved since it was seen.
    pub fn moved(&self) -> bool {
        self.seen != self.price
    }
    /// Whether it could be ordered as it is; to another address, where its vendor does not deliver to this one.
    pub fn can_be_ordered(&self) -> bool {
        let may_be_there = matches!(self.availability, Availability::Enough | Availability::Unconfirmed);
        self.is_for_sale() && self.fits && may_be_there && self.total.is_some()
    }
}

/// What of a basket is one vendor's.
#[derive(Debug, Clone)]
pub struct BasketVendor {
    /// Whose.
    pub vendor_id: CompanyId,
    /// Whose, by name.
    pub vendor_name: String,
    /// What.
    pub lines: Vec<BasketLine>,
    /// Of the lines that can be bought at present, in the company's currency; none where there is none, or it is beyond any order.
    pub total: Option<Money>,
}

/// A basket.
#[derive(Debug, Clone, Default)]
pub struct BasketView {
    /// By vendor, in the order of their names.
    pub vendors: Vec<BasketVendor>,
    /// Of the lines that can be bought at present, in the company's currency; none where there is none, or it is beyond any order.
    pub total: Option<Money>,
}

impl BasketView {
    /// Every line.
    pub fn lines(&self) -> impl Iterator<Item = &BasketLine> {
        self.vendors.iter().flat_map(|vendor| &vendor.lines)
    }
    /// Whether all of it could be ordered as it is. An empty one cannot.
    pub fn can_be_ordered(&self) -> bool {
        self.total.is_some() && self.lines().all(BasketLine::can_be_ordered)
    }
    /// Whether a price moved since it was seen.
    pub fn moved(&self) -> bool {
        self.lines().any(BasketLine::moved)
    }
    /// The same for a delivery address in some country.
    #[must_use]
    pub fn to_country(mut self, country: &CountryCode) -> Self {
        for line in self.vendors.iter_mut().flat_map(|vendor| &mut vendor.lines) {
            line.buyer.country = country.clone();
        }
        self
    }
}

pub(super) fn sum<'a>(lines: impl IntoIterator<Item = &'a BasketLine>) -> Option<Money> {
    let mut totals = lines.into_iter().filter(|line| line.is_for_sale()).map(|line| line.total);
    let first = totals.next()??;
    totals.try_fold(first, |sum, total| sum.plus(total?).ok())
}
