//! Items: a brand, a variety of some goods, a size and a pack, with a price that fits them.

use std::sync::LazyLock;

use super::dice::{Dice, fingerprint, shuffled};
use super::goods::{self, CategoryGoods, Line, Size, Sold};
use super::gtin::gtin;

/// Something a vendor can list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Brand, variety, goods, size and pack, as on a price list.
    pub title: String,
    /// The invented brand.
    pub brand: &'static str,
    /// The slug of a child category.
    pub category: &'static str,
    /// One to three sentences; about two in five carry simple HTML.
    pub description: String,
    /// Thirteen digits with a correct check digit, unique to the number of the item.
    pub gtin: String,
    /// The price of one whole pack, in paise, before tax.
    pub base_price_minor: i64,
    /// Units in a pack: 1, 6, 12 or 24.
    pub pack: u32,
    /// What is counted: `piece` for packaged goods, `g` or `ml` for goods sold loose.
    pub unit: &'static str,
    /// Base units in one unit of the pack: 1 for pieces, 25000 for a 25 kg sack sold in `g`.
    pub net: u32,
    /// The key of the tax rate, such as `gst_5`.
    pub tax_class: &'static str,
}

/// One way to sell a line: a variety in a size and a pack.
struct Offer {
    line: &'static Line,
    variety: &'static str,
    label: &'static str,
    size: Size,
    pack: u32,
}

/// Every way to sell each category's lines, worked out once.
static OFFERS: LazyLock<Vec<(&'static CategoryGoods, Vec<Offer>)>> =
    LazyLock::new(|| goods::categories().map(|category| (category, offers(category))).collect());

fn offers(category: &'static CategoryGoods) -> Vec<Offer> {
    let mut found = Vec::new();
    for line in category.lines {
        for variety in line.varieties {
            for label in line.sizes {
                let size = Size::read(label);
                let fits = line.packs.iter().copied().filter(|pack| size.fits(*pack));
                found.extend(fits.map(|pack| Offer { line, variety, label, size, pack }));
            }
        }
    }
    found
}

/// Item `n`, for `n` below 200 000; beyond that titles repeat.
///
/// Neighbours take turns through the child categories, so any run of items is a mixed basket.
#[must_use]
pub fn item(n: u32) -> Item {
    // Every category has lines and brands, so there always is one.
    made(n).unwrap_or_default()
}

fn made(n: u32) -> Option<Item> {
    let categories = OFFERS.len();
    let (category, offers) = OFFERS.get((n as usize).checked_rem(categories)?)?;
    let brands = category.brands.len();
    let place = shuffled(n as usize / categories, offers.len() * brands, fingerprint(&[category.category]));
    let offer = offers.get(place.checked_div(brands)?)?;
    let brand = category.brands.get(place % brands).copied()?;
    let (unit, net) = match (offer.line.sold, offer.size) {
        (Sold::Loose, Size::Grams(net)) => ("g", net),
        (Sold::Loose, Size::Millilitres(net)) => ("ml", net),
        _ => ("piece", 1),
    };
    Some(Item {
        title: title(brand, offer),
        brand,
        category: category.category,
        description: description(&mut Dice::new(u64::from(n) ^ 0x17E4), category, brand, offer),
        gtin: gtin(n),
        base_price_minor: price(brand, offer),
        pack: offer.pack,
        unit,
        net,
        tax_class: category.tax,
    })
}

impl Offer {
    /// The goods without brand and size: "Nashik Red Onion".
    fn product(&self) -> String {
        format!("{} {}", self.variety, self.line.noun).trim_start().to_owned()
    }

    /// Size and pack: "500 g, pack of 12".
    fn content(&self) -> String {
        match self.pack {
            1 => self.label.to_owned(),
            pack => format!("{}, pack of {pack}", self.label),
        }
    }
}

fn title(brand: &str, offer: &Offer) -> String {
    let size = if offer.label == "1 piece" { String::new() } else { format!(" {}", offer.label) };
    let pack = if offer.pack == 1 { String::new() } else { format!(" (Pack of {})", offer.pack) };
    format!("{brand} {}{size}{pack}", offer.product())
}

fn description(dice: &mut Dice, category: &CategoryGoods, brand: &str, offer: &Offer) -> String {
    let (product, content, keep) = (offer.product(), offer.content(), category.keep);
    let notes: Vec<&str> = offer.line.notes.iter().chain(category.notes).copied().collect();
    let note = *dice.pick(&notes);
    match dice.below(10) {
        0 | 1 => format!("{product} by {brand}, {content}. {note}"),
        2 | 3 => format!("{note} {keep}"),
        4 => format!("{product}, {content}. {note} {keep}"),
        5 => format!("{product}. {note}"),
        6 => format!("<b>{product}</b> by {brand}. {note} {keep}"),
        7 => format!("{note} <b>{keep}</b>"),
        8 => format!("<p>{note}</p><ul><li>Content: {content}</li><li>Brand: {brand}</li><li>{keep}</li></ul>"),
        _ => format!("<ul><li><b>{product}</b></li><li>{content}</li><li>{note}</li></ul>"),
    }
}

/// The price of the pack in paise: the rate of the variety, moved by brand, size and pack.
fn price(brand: &str, offer: &Offer) -> i64 {
    let line = offer.line;
    let (low, high) = line.rupees;
    // Varieties are listed from cheap to dear, and one variety costs alike in all its sizes.
    let kinds = line.varieties.len() as u64;
    let kind = line.varieties.iter().take_while(|variety| **variety != offer.variety).count() as u64;
    let within = (kind * 100 + Dice::new(fingerprint(&[line.noun, offer.variety])).below(101)) / kinds;
    let of_brand = 88 + Dice::new(fingerprint(&[brand])).below(25);
    let (amount, per, of_size) = match offer.size {
        Size::Grams(net) | Size::Millilitres(net) => (
            net,
            1_000,
            match net {
                ..100 => 115,
                100..400 => 107,
                400..2_000 => 100,
                2_000..10_000 => 96,
                _ => 92,
            },
        ),
        Size::Pieces(count) => (count, 1, if count < 20 { 100 } else { 94 }),
    };
    let of_pack = match offer.pack {
        1 => 100,
        6 => 97,
        12 => 95,
        _ => 92,
    };
    let rate = u64::from(low) * 100 + u64::from(high - low) * within;
    let listed = rate * u64::from(amount) * u64::from(offer.pack) / per;
    let paise = listed * of_brand * of_size * of_pack / 1_000_000;
    let step = match paise {
        ..10_000 => 50,
        10_000..100_000 => 100,
        _ => 500,
    };
    i64::try_from((paise / step).max(1) * step).unwrap_or(i64::MAX)
}
