//! What is sold: for each child category its goods, varieties, sizes, packs and price ranges.

use super::brands;

/// How a line is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sold {
    /// In closed packs, counted by the piece.
    Packed,
    /// By weight or volume: the base unit is the gram or the millilitre.
    Loose,
}

/// Goods of one name: "Basmati Rice" in its varieties, sizes and packs.
pub(super) struct Line {
    pub(super) sold: Sold,
    pub(super) noun: &'static str,
    /// Words before the noun, from the cheapest kind to the dearest; empty for the plain kind.
    pub(super) varieties: &'static [&'static str],
    /// Labels that [`Size::read`] understands.
    pub(super) sizes: &'static [&'static str],
    /// The lowest and highest price in rupees of a kilogram, a litre or a piece.
    pub(super) rupees: (u32, u32),
    pub(super) packs: &'static [u32],
    /// Sentences true of this line only.
    pub(super) notes: &'static [&'static str],
}

/// The goods of one child category.
pub(super) struct CategoryGoods {
    pub(super) category: &'static str,
    pub(super) tax: &'static str,
    pub(super) brands: &'static [&'static str],
    /// Sentences true of everything on the shelf.
    pub(super) notes: &'static [&'static str],
    /// How to keep it.
    pub(super) keep: &'static str,
    pub(super) lines: &'static [Line],
}

/// Net content of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    Grams(u32),
    Millilitres(u32),
    Pieces(u32),
}

impl Size {
    /// Reads "500 g", "1.5 L bottle", "30 pieces": a number, a unit, and words it ignores.
    pub(super) fn read(label: &str) -> Self {
        let mut words = label.split(' ');
        let number = words.next().unwrap_or_default();
        let (whole, tenths) = number.split_once('.').unwrap_or((number, "0"));
        let whole: u32 = whole.parse().unwrap_or(1);
        let thousandfold = whole * 1_000 + tenths.parse::<u32>().unwrap_or(0) * 100;
        match words.next() {
            Some("kg") => Self::Grams(thousandfold),
            Some("g") => Self::Grams(whole),
            Some("L") => Self::Millilitres(thousandfold),
            Some("ml") => Self::Millilitres(whole),
            _ => Self::Pieces(whole),
        }
    }

    /// Whether one person can still lift a pack of so many.
    pub(super) fn fits(self, pack: u32) -> bool {
        pack == 1
            || match self {
                Self::Grams(net) | Self::Millilitres(net) => net * pack <= 24_000,
                Self::Pieces(count) => count * pack <= 600,
            }
    }
}

/// Writes a category as a table; each row: how sold, noun, varieties, sizes, price range, packs, notes.
macro_rules! category {
    (
        $category:literal $tax:literal $brands:ident
        notes $notes:tt
        keep $keep:literal
        $($sold:ident $noun:literal $varieties:tt $sizes:tt $low:literal..$high:literal $packs:tt $($note:literal)*;)*
    ) => {
        CategoryGoods {
            category: $category,
            tax: $tax,
            brands: super::brands::$brands,
            notes: &$notes,
            keep: $keep,
            lines: &[$(Line {
                sold: super::Sold::$sold,
                noun: $noun,
                varieties: &$varieties,
                sizes: &$sizes,
                rupees: ($low, $high),
                packs: &$packs,
                notes: &[$($note),*],
            }),*],
        }
    };
}

mod baby;
mod beauty;
mod beverages;
mod dairy;
mod fresh;
mod frozen;
mod household;
mod snacks;
mod staples;

/// All categories, one for each child category.
pub(super) fn categories() -> impl Iterator<Item = &'static CategoryGoods> {
    [
        fresh::GOODS,
        beverages::GOODS,
        beauty::GOODS,
        household::GOODS,
        staples::GOODS,
        snacks::GOODS,
        dairy::GOODS,
        frozen::GOODS,
        baby::GOODS,
    ]
    .into_iter()
    .flatten()
}
