//! A Bloom filter of 62 bits over what a product is found by. It stands beside each of its terms, so that whoever reads
//! the products of one term leaves out most of those without another, without looking that one up. It never tells that
//! something is there, only that it is not: what passes is looked up.

use kernel::{CategoryId, Currency};

const BITS: u64 = 62;

/// The bits of some terms together. These numbers are stored: another way of counting them needs a job that goes
/// through the catalogue.
pub(in crate::catalog) fn bloom<'a>(terms: impl IntoIterator<Item = &'a str>) -> i64 {
    terms.into_iter().fold(0, |bits, term| {
        let hash = mixed(term);
        bits | 1 << (hash % BITS) | 1 << ((hash >> 32) % BITS)
    })
}

/// FNV-1a, and the last steps of `MurmurHash3`, which spread it over all bits.
fn mixed(term: &str) -> u64 {
    let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = term.bytes().fold(0xcbf2_9ce4_8422_2325, fnv);
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

/// A category in a product's filter; no word holds a colon.
pub(in crate::catalog) fn category_term(category: CategoryId) -> String {
    format!("k:{category}")
}

/// A currency in a product's filter, and among the counts.
pub(in crate::catalog) fn currency_term(currency: Currency) -> String {
    format!("c:{}", currency.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_keeps_its_meaning() {
        assert_eq!(bloom(["can"]), 0x0800_0020);
        assert_eq!(bloom(["pouch", "दूध"]) & bloom(["दूध"]), bloom(["दूध"]));
        assert_eq!(bloom([]), 0);
    }

    #[test]
    fn a_filter_passes_all_that_is_in_it_and_little_else() {
        let words: Vec<String> = (0..2_000).map(|n| format!("word{n}")).collect();

        let of_a_product = bloom(words[..16].iter().map(String::as_str));

        assert!(words[..16].iter().all(|word| of_a_product & bloom([word.as_str()]) == bloom([word.as_str()])));
        let passed = words[16..].iter().filter(|word| of_a_product & bloom([word.as_str()]) == bloom([word.as_str()]));
        assert!(passed.count() < 600);
    }
}
