//! What the store is asked for, and what drives the statement: whichever is likely to read least.

use std::cmp::Reverse;
use std::sync::Arc;

use kernel::{CompanyId, Currency, PageLimit};

use super::bloom::{bloom, category_term, currency_term};
use super::counts::TermCounts;
use crate::catalog::filter::{After, CategoryFilter, Currencies, Sort};

/// What the store is asked for.
#[derive(Debug, Clone)]
pub(in crate::catalog) struct Plan {
    /// A SKU in the letter cases it may have: what goes by it is found beside what the words find.
    pub skus: Vec<String>,
    /// Brand and vendor, as terms.
    pub filters: Vec<String>,
    /// Whose own offers price what is found, where it is one vendor's.
    pub vendor: Option<CompanyId>,
    /// Words that must all stand in the index.
    pub terms: Vec<String>,
    /// Words of which one must; empty when no word is open.
    pub any_of: Vec<String>,
    pub category_filter: Option<CategoryFilter>,
    /// The key of a brand.
    pub brand: Option<String>,
    pub currencies: Currencies,
    pub sort: Sort,
    pub after: Option<After>,
    pub limit: PageLimit,
    /// How common terms are.
    pub counts: Arc<TermCounts>,
}

/// What a statement begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::catalog) enum Drive {
    /// What goes by a SKU, and what the words find.
    Sku,
    /// The products of a term.
    Term(String),
    /// The products of the words of which one must be there.
    AnyOf,
    /// The products sold in a currency of few.
    Currency,
    /// An index of the order asked for: all of it, or so many products of it at most. Where that many did not fill
    /// the page, another one has to drive.
    Order { most: Option<u64> },
}

/// What is done for each product, as multiples of reading one more of a term. Measured on SQLite with 100,000
/// products, and about the same on servers.
mod cost {
    /// One more product of a term.
    pub const READ: u64 = 1;
    /// The same of several terms, which are brought together.
    pub const MERGE: u64 = 4;
    /// Looking one term of a product up.
    pub const PROBE: u64 = 6;
    /// Looking several up.
    pub const PROBE_LIST: u64 = 30;
    /// Reading the product itself and sorting it in.
    pub const PRODUCT: u64 = 20;
}

/// How many times as long as expected a walk may take before it is given up.
const LONGER: u64 = 4;
/// How many times as dear as the other way a walk to the end may be.
const DEARER: u64 = 3;

impl Plan {
    /// What is likely to read least.
    pub fn drive(&self) -> Drive {
        let surely = self.drive_surely();
        if self.counts.products == 0 || self.vendor.is_some() || self.brand.is_some() || surely == Drive::Sku {
            return surely;
        }
        let (read, candidates) = (self.cost_of(&surely), self.candidates());
        let walk = candidates * self.cost_of_probes();
        let few = self.few_of_currency().filter(|cost| *cost < read.min(walk));
        if few.is_some() {
            return Drive::Currency;
        }
        // The products of a term come newest first, too.
        let is_newest_of_term = self.sort == Sort::Newest && matches!(surely, Drive::Term(_));
        if is_newest_of_term || walk.saturating_mul(2) >= read {
            return surely;
        }
        // Where words and order have to do with each other, a walk may go on for long: to the end only where that is not
        // much dearer than the other way.
        let to_the_end = self.scope() * self.cost_of_probes() <= read.saturating_mul(DEARER);
        Drive::Order { most: (!to_the_end).then_some(candidates * LONGER) }
    }

    /// The same, of those that go to the end of what is to be read.
    pub fn drive_surely(&self) -> Drive {
        if !self.skus.is_empty() {
            return Drive::Sku;
        }
        // The longest of those of which nothing is known is likely the rarest.
        let terms = self.terms.iter().chain(&self.filters);
        let rarest = terms.min_by_key(|term| (self.counts.of(term), Reverse(term.len())));
        match rarest {
            None if self.any_of.is_empty() => Drive::Order { most: None },
            None => Drive::AnyOf,
            Some(term) => {
                let is_rarer = self.any_of_count().is_some_and(|n| n * cost::MERGE < self.counts.of(term));
                if is_rarer { Drive::AnyOf } else { Drive::Term(term.clone()) }
            }
        }
    }

    /// What of a product's filter must be set, besides the term that drives.
    pub fn bits(&self, drive: &Drive) -> i64 {
        let terms = self.terms.iter().filter(|term| !matches!(drive, Drive::Term(driver) if driver == *term));
        let mut all: Vec<String> = terms.cloned().collect();
        all.extend(self.category_filter.map(|(category, _)| category_term(category)));
        if let Currencies::One(currency) = self.currencies {
            all.push(currency_term(currency));
        }
        bloom(all.iter().map(String::as_str))
    }

    fn any_of_count(&self) -> Option<u64> {
        (!self.any_of.is_empty()).then(|| self.any_of.iter().map(|term| self.counts.of(term)).sum())
    }

    fn is_by_price(&self) -> bool {
        matches!(self.sort, Sort::PriceAsc | Sort::PriceDesc)
    }

    fn one_currency(&self) -> Option<Currency> {
        match self.currencies {
            Currencies::One(currency) => Some(currency),
            Currencies::Any | Currencies::Between(..) => None,
        }
    }

    /// How many products are sold in the currency, where one is asked for.
    fn sold(&self) -> u64 {
        let all = self.counts.products;
        self.one_currency().map_or(all, |currency| self.counts.of(&currency_term(currency)).min(all))
    }

    /// How many products the index of the order has to walk.
    fn scope(&self) -> u64 {
        if self.is_by_price() { self.sold() } else { self.counts.products }
    }

    /// How many products are found, if words had nothing to do with each other.
    fn found(&self) -> u64 {
        let all = self.counts.products.max(1);
        let counts = self.terms.iter().chain(&self.filters).map(|term| self.counts.of(term));
        counts.chain(self.any_of_count()).fold(self.sold(), |found, count| found * count.min(all) / all)
    }

    /// As many rows as a page has, and one.
    fn rows(&self) -> u64 {
        self.limit.rows() as u64 + 1
    }

    fn cost_of(&self, drive: &Drive) -> u64 {
        let found = self.found();
        let sorted = found * cost::PRODUCT;
        match drive {
            // In the order of the index, it ends where the page is full.
            Drive::Term(term) if self.sort == Sort::Newest => {
                let all = self.counts.of(term);
                (all * self.rows() / found.max(1)).min(all) * cost::READ + self.rows().min(found) * cost::PRODUCT
            }
            Drive::Term(term) => self.counts.of(term) * cost::READ + sorted,
            Drive::AnyOf => self.any_of_count().unwrap_or(0) * cost::MERGE + sorted,
            Drive::Sku | Drive::Currency | Drive::Order { .. } => u64::MAX,
        }
    }

    /// What is looked up of each product that an index of the order comes to.
    fn cost_of_probes(&self) -> u64 {
        let lists = u64::from(!self.any_of.is_empty()) * cost::PROBE_LIST;
        cost::PROBE + lists
    }

    /// How many products a walk along the order comes to until the page is full.
    fn candidates(&self) -> u64 {
        let scope = self.scope();
        (scope * self.rows() / self.found().max(1)).min(scope)
    }

    /// What it costs to read all that is sold in one currency.
    fn few_of_currency(&self) -> Option<u64> {
        self.one_currency().filter(|_| !self.is_by_price()).map(|_| self.sold() * cost::PRODUCT)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use kernel::CategoryId;
    use kernel::ids::Id;

    use super::*;

    const COUNTED: [(&str, u64); 6] =
        [("pack", 67_000), ("of", 65_000), ("12", 26_000), ("pouch", 23_000), ("can", 2_700), ("c:INR", 85_000)];

    fn counted() -> TermCounts {
        let by_term: HashMap<String, u64> = COUNTED.into_iter().map(|(term, n)| (term.to_owned(), n)).collect();
        TermCounts { products: 100_000, by_term }
    }

    fn plan(terms: &[&str], sort: Sort, counts: TermCounts) -> Plan {
        Plan {
            skus: Vec::new(),
            filters: Vec::new(),
            vendor: None,
            terms: terms.iter().map(|term| (*term).to_owned()).collect(),
            any_of: Vec::new(),
            category_filter: None,
            brand: None,
            currencies: match sort {
                Sort::PriceAsc | Sort::PriceDesc => Currencies::One(Currency::INR),
                Sort::Newest | Sort::Name => Currencies::Any,
            },
            sort,
            after: None,
            limit: PageLimit::default(),
            counts: Arc::new(counts),
        }
    }

    #[test]
    fn the_rarest_word_drives_and_the_longest_of_those_that_were_not_counted() {
        let of = |terms: &[&str]| plan(terms, Sort::Newest, counted()).drive();

        assert_eq!(of(&["pouch", "can"]), Drive::Term("can".to_owned()));
        assert_eq!(of(&["pouch", "saffron", "can"]), Drive::Term("saffron".to_owned()));
        assert_eq!(of(&["anise", "saffron"]), Drive::Term("saffron".to_owned()));
        assert_eq!(plan(&["of", "pack"], Sort::Name, TermCounts::default()).drive(), Drive::Term("pack".to_owned()));
    }

    #[test]
    fn common_words_are_looked_for_along_the_order_and_not_for_ever() {
        for sort in [Sort::Name, Sort::PriceAsc, Sort::PriceDesc] {
            // All but all have them.
            assert_eq!(plan(&["pack", "of", "12"], sort, counted()).drive(), Drive::Order { most: None }, "{sort:?}");
            let Drive::Order { most: Some(most) } = plan(&["can"], sort, counted()).drive() else {
                panic!("{sort:?}");
            };
            assert!((2_000..4_000).contains(&most), "{sort:?}: {most}");
            assert_eq!(plan(&["can"], sort, counted()).drive_surely(), Drive::Term("can".to_owned()));
        }
        assert_eq!(plan(&["saffron"], Sort::Name, counted()).drive(), Drive::Term("saffron".to_owned()));
    }

    #[test]
    fn one_vendors_products_never_come_out_of_an_index_of_all() {
        let vendor = CompanyId::least();
        let of =
            |sort| Plan { vendor: Some(vendor), filters: vec!["v:x".to_owned()], ..plan(&["pack"], sort, counted()) };

        for sort in [Sort::Newest, Sort::Name, Sort::PriceAsc] {
            assert_eq!(of(sort).drive(), Drive::Term("v:x".to_owned()), "{sort:?}");
        }
    }

    #[test]
    fn a_currency_of_few_drives_where_another_order_is_asked_for() {
        let of = |currency, terms: &[&str]| {
            let currencies = Currencies::One(currency);
            Plan { currencies, ..plan(terms, Sort::Newest, counted()) }.drive()
        };

        assert_eq!(of(Currency::USD, &["pack"]), Drive::Currency);
        assert_eq!(of(Currency::USD, &[]), Drive::Currency);
        assert_eq!(of(Currency::INR, &["pack"]), Drive::Term("pack".to_owned()));
        assert_eq!(of(Currency::INR, &[]), Drive::Order { most: None });
    }

    #[test]
    fn the_beginning_of_rare_words_drives_and_that_of_common_ones_is_looked_up() {
        let of = |any_of: &[&str], terms: &[&str]| {
            let any_of = any_of.iter().map(|word| (*word).to_owned()).collect();
            Plan { any_of, ..plan(terms, Sort::Newest, counted()) }.drive()
        };

        assert_eq!(of(&["quince", "quinoa"], &["pack"]), Drive::AnyOf);
        assert_eq!(of(&["pack", "pouch"], &["can"]), Drive::Term("can".to_owned()));
        assert_eq!(of(&["pack", "pouch"], &[]), Drive::Order { most: None });
        assert_eq!(of(&["quince", "quinoa"], &[]), Drive::AnyOf);
    }

    #[test]
    fn what_drives_is_not_looked_for_in_the_filter_and_shelf_and_currency_are() {
        let of = plan(&["pouch", "can"], Sort::PriceAsc, counted());
        let driver = Drive::Term("can".to_owned());
        let shelf = CategoryId::least();

        assert_eq!(of.bits(&driver), bloom(["pouch", "c:INR"]));
        let on_shelf = Plan { category_filter: Some((shelf, false)), ..of };
        assert_eq!(on_shelf.bits(&driver), bloom(["pouch", "c:INR", category_term(shelf).as_str()]));
    }
}
