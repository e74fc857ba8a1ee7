//! Vendors, retailers and delivery partners with addresses, owners and mailboxes.

use super::cities::{City, EMIRATES, INDIA, STREETS};
use super::dice::{Dice, shuffled};
use super::firms::{
    GULF_FORMS, GULF_SHOPS, GULF_STEMS, INDIAN_FORMS, INDIAN_SHOPS, INDIAN_STEMS, PARTNERS, VENDOR_TRADES,
};
use super::people::{gulf_families, indian_families, owner};

/// A company that trades on the marketplace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedCompany {
    /// The registered name, with its legal form.
    pub legal_name: String,
    /// The name on the sign.
    pub display_name: String,
    /// Lower-case ASCII, unique to this kind of company and number.
    pub email: String,
    /// Who signs for it.
    pub owner_name: String,
    /// The city of its main branch.
    pub city: &'static str,
    /// `IN` or `AE`.
    pub country: &'static str,
    /// `INR` or `AED`, by country.
    pub currency: &'static str,
    /// The IANA time zone of the country.
    pub time_zone: &'static str,
    /// Building, street and district.
    pub line1: String,
    /// An Indian PIN code; in the Emirates, which have none, a P.O. Box number.
    pub postcode: String,
}

/// What tells one kind of company from another.
struct Kind {
    seed: u64,
    mailboxes: &'static [&'static str],
    /// Below twenty: shifts which ranks trade from the Emirates.
    shift: usize,
    wholesale: bool,
}

/// Vendor `n`: its name speaks of the trade given by [`vendor_trade`].
#[must_use]
pub fn vendor(n: u32) -> GeneratedCompany {
    let trades = VENDOR_TRADES.len();
    let (_, words) = trade(n);
    let kind = Kind {
        seed: 0x7E40 + u64::from(n) % trades as u64,
        mailboxes: &["sales", "orders", "trade"],
        shift: (14 + n as usize % trades * 7) % 20,
        wholesale: true,
    };
    company(n, n as usize / trades, &kind, words, words)
}

/// The slug of the root category vendor `n` deals in.
#[must_use]
pub fn vendor_trade(n: u32) -> &'static str {
    trade(n).0
}

fn trade(n: u32) -> (&'static str, &'static [&'static str]) {
    VENDOR_TRADES.get(n as usize % VENDOR_TRADES.len()).copied().unwrap_or(("fresh-food", PARTNERS))
}

/// Retailer `n`: a shop, a restaurant or a caterer.
#[must_use]
pub fn retailer(n: u32) -> GeneratedCompany {
    let kind = Kind { seed: 0x5E11, mailboxes: &["buying", "store", "purchase"], shift: 14, wholesale: false };
    company(n, n as usize, &kind, INDIAN_SHOPS, GULF_SHOPS)
}

/// Delivery partner `n`: a carrier or courier.
#[must_use]
pub fn delivery_partner(n: u32) -> GeneratedCompany {
    let kind = Kind { seed: 0xD311, mailboxes: &["dispatch", "fleet"], shift: 11, wholesale: true };
    company(n, n as usize, &kind, PARTNERS, PARTNERS)
}

/// Builds company `n`; `rank` numbers the companies that share the same words.
fn company(n: u32, rank: usize, kind: &Kind, indian: &[&str], gulf: &[&str]) -> GeneratedCompany {
    let mut dice = Dice::new(kind.seed << 32 | u64::from(n));
    // Three of twenty trade from the Emirates, spread evenly. Each country counts its own ranks.
    let turn = rank * 3 + kind.shift;
    let abroad = turn % 20 < 3;
    let rank = if abroad { turn / 20 } else { rank.saturating_sub(turn / 20) };
    let (cities, words, forms) = if abroad { (EMIRATES, gulf, GULF_FORMS) } else { (INDIA, indian, INDIAN_FORMS) };
    let City { name: city, pin, areas } = dice.pick(cities);
    let area = dice.pick(areas);
    let (stem, word, round) = named(rank, kind.seed, abroad, words);
    // Once every pair of stem and word is taken, branches are told apart by where they are.
    let display_name = match round {
        0 => format!("{stem} {word}"),
        1 => format!("{stem} {word}, {area}"),
        _ => format!("{stem} {word}, {area} {round}"),
    };
    let mailbox = dice.pick(kind.mailboxes);
    let slug = ascii_slug(&format!("{stem} {word}"));
    let postcode = if abroad {
        format!("{}", 1_000 + dice.below(98_000))
    } else {
        format!("{}", u64::from(*pin) + dice.below(30))
    };
    GeneratedCompany {
        legal_name: format!("{stem} {word} {}", dice.pick(forms)),
        email: format!("{mailbox}@{slug}-{n}.example"),
        owner_name: owner(n.wrapping_mul(3).wrapping_add(u32::try_from(kind.seed % 1_000).unwrap_or(0)), abroad),
        city,
        country: if abroad { "AE" } else { "IN" },
        currency: if abroad { "AED" } else { "INR" },
        time_zone: if abroad { "Asia/Dubai" } else { "Asia/Kolkata" },
        line1: premises(&mut dice, kind.wholesale, abroad, area),
        postcode,
        display_name,
    }
}

/// Stem and word for company `rank`, and how often all pairs were used up before it.
fn named<'a>(rank: usize, seed: u64, abroad: bool, words: &[&'a str]) -> (&'static str, &'a str, usize) {
    let stems: Vec<&'static str> = if abroad {
        GULF_STEMS.iter().copied().chain(gulf_families()).collect()
    } else {
        INDIAN_STEMS.iter().copied().chain(indian_families()).collect()
    };
    let pairs = stems.len() * words.len();
    let place = shuffled(rank, pairs, seed);
    let stem = stems.get(place % stems.len()).copied().unwrap_or("Vanamala");
    let word = words.get(place / stems.len()).copied().unwrap_or("Stores");
    (stem, word, rank / pairs)
}

fn premises(dice: &mut Dice, wholesale: bool, abroad: bool, area: &str) -> String {
    let number = 1 + dice.below(190);
    let street = dice.pick(STREETS);
    match (wholesale, abroad) {
        (true, true) => format!("Warehouse {number}, {area}"),
        (false, true) => format!("Shop {}, Building {number}, {area}", 1 + dice.below(12)),
        (true, false) if dice.chance(40) => format!("Plot {number}, Phase {}, {area}", 1 + dice.below(3)),
        (true, false) => format!("Godown {number}, {street}, {area}"),
        (false, false) if dice.chance(50) => format!("{number}/{}, {street}, {area}", 1 + dice.below(9)),
        (false, false) => format!("Shop No. {number}, {street}, {area}"),
    }
}

/// Lower-case ASCII letters and single hyphens; accents are folded, other signs dropped.
fn ascii_slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars() {
        let folded = match letter {
            'Á' | 'á' | 'à' | 'â' | 'ã' => 'a',
            'ç' => 'c',
            'É' | 'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'î' => 'i',
            'ñ' => 'n',
            'ó' | 'ô' | 'õ' => 'o',
            'ú' | 'ü' => 'u',
            other => other.to_ascii_lowercase(),
        };
        if folded.is_ascii_alphanumeric() {
            slug.push(folded);
        } else if folded == ' ' && !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug
}
