//! The limits that texts state. Each is the number that the server goes by: texts name it as `{ LIMIT("name") }`.

use infra::spreadsheet;
use kernel::gtin::CompanyPrefix;
use market::{accounts, baskets, catalog, companies, orders};

/// The most vendors that a page of the shop lets one choose from.
pub(crate) const VENDORS_TO_CHOOSE: u16 = 100;

/// A limit by its name.
pub(crate) fn limit(name: &str) -> Option<i64> {
    let number = match name {
        "approver-days" => return Some(accounts::APPROVER_DAYS),
        "cooling-off-days" => return Some(companies::COOLING_OFF_DAYS),
        "export-minutes" => return i64::try_from(edge::export::EXPORT_MINUTES).ok(),
        "board-open" => market::delivery::MOST_OPEN,
        "basket-lines" => baskets::MOST_LINES,
        "exports-per-person" => edge::export::EXPORTS_PER_PERSON,
        "import-mib" => spreadsheet::MAX_BYTES / spreadsheet::MIB,
        "import-rows" => spreadsheet::MAX_ROWS,
        "order-lines" => orders::MAX_LINES,
        "password-least" => *accounts::PASSWORD_CHARS.start(),
        "password-most" => *accounts::PASSWORD_CHARS.end(),
        "offers-shown" => catalog::MAX_OFFERS,
        "vendors-to-choose" => usize::from(VENDORS_TO_CHOOSE),
        "prefix-least" => *CompanyPrefix::DIGITS.start(),
        "prefix-most" => *CompanyPrefix::DIGITS.end(),
        _ => return None,
    };
    i64::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use edge::Lang;

    use super::*;
    use crate::ui::format;
    use crate::ui::locale::{Locale, sources};

    /// Texts with digits that are no limit of ours, by the beginnings of their keys, and why.
    const OTHERS: &[(&str, &str)] = &[
        ("tax-", "rates are set by law"),
        ("catalog-claim-evidence-hint", "GS1 is a name"),
        ("catalog-prefix", "GTIN-13 and GS1 are names, a zero is what to type"),
        ("catalog-staff-prefixes", "GS1 is a name"),
        ("code-products-", "GS1 is a name"),
        ("code-requests-prefix-reserved", "GS1 is a name"),
        ("import-row-code-gtin-reserved", "GS1 is a name"),
        ("import-row-code-not-a-price", "an example"),
        ("listings-", "the lengths that GTINs have, GS1, an example of a title"),
        ("inventory-packs-moved-hint", "an example"),
        ("ops-", "percentiles and classes of status"),
        ("payment-terms-", "the term's name"),
        ("site-description", "B2B is a name"),
        ("code-form-not-utf8", "UTF-8 is a name"),
        ("code-imports-unreadable", "UTF-8 is a name"),
        ("quick-file-hint", "UTF-8 is a name"),
        ("imports-exports-text", "UTF-8 is a name"),
        ("imports-file-hint", "UTF-8 is a name"),
        ("security-window-", "the windows of the page, by name"),
        ("hold-too-far-in-a-day", "the span within which small steps add up, by name"),
        ("hold-too-far-in-a-week", "the span within which small steps add up, by name"),
        ("sentence-", "numbers of a sentence are filled in; what is left are names and examples"),
    ];

    /// What stands outside of placeables: keys with their texts.
    fn plain(lang: Lang) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        for text in sources(lang) {
            let mut depth = 0;
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let value = match line.split_once('=') {
                    Some((key, value)) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                        found.push((key.trim().to_owned(), String::new()));
                        value
                    }
                    _ => line.trim_start(),
                };
                // The name of a variant is a choice, its text is said.
                let said = value
                    .strip_prefix(['[', '*'])
                    .and_then(|rest| rest.split_once(']'))
                    .map_or(value, |(_, text)| text);
                let Some((_, known)) = found.last_mut() else { continue };
                for letter in said.chars() {
                    match letter {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        // A choice of plurals has its variants inside.
                        other if depth == 0 || !value.contains('{') => known.push(other),
                        _ => {}
                    }
                }
            }
        }
        found
    }

    #[test]
    fn no_text_has_a_limit_of_its_own() {
        for lang in Lang::ALL {
            for (key, text) in plain(*lang) {
                let known = OTHERS.iter().any(|(other, _)| key.starts_with(other));
                assert!(known || !text.contains(char::is_numeric), "{lang}: {key} says {text:?}: write LIMIT(\"…\")");
            }
        }
    }

    #[test]
    fn every_limit_that_a_text_names_is_said_in_each_language() {
        let mut named = 0;
        for lang in Lang::ALL {
            for (text, _) in sources(*lang)
                .iter()
                .flat_map(|text| text.split("LIMIT(\"").skip(1))
                .filter_map(|rest| rest.split_once('"'))
            {
                // Texts speak of them in the plural; a size has a unit.
                let is_many = limit(text).is_some_and(|limit| limit > 1 || text == "import-mib");
                assert!(is_many, "{lang}: {text} is no limit, or is one");
                named += 1;
            }
        }
        assert!(named > 30, "{named}");
    }

    #[test]
    fn texts_say_the_numbers_that_the_server_goes_by() {
        let said = |lang, key: &str, number: usize| {
            let text = Locale::of(lang).translate(key);
            let number = format::number(lang, i64::try_from(number).expect("a number"));
            assert!(text.contains(&number), "{lang}: {key} says {text:?}, and {number} it is");
        };
        for lang in [Lang::En, Lang::Hi, Lang::Ar] {
            said(lang, "imports-file-hint", spreadsheet::MAX_ROWS);
            said(lang, "imports-exports-text", spreadsheet::MAX_ROWS);
            said(lang, "quick-file-hint", baskets::MOST_LINES);
            said(lang, "quick-too-many", baskets::MOST_LINES);
            said(lang, "code-orders-line-count", orders::MAX_LINES);
            said(lang, "password-hint", *accounts::PASSWORD_CHARS.start());
            said(lang, "join-password-hint", *accounts::PASSWORD_CHARS.start());
            said(lang, "code-accounts-weak-password", *accounts::PASSWORD_CHARS.end());
            said(lang, "export-too-slow", usize::try_from(edge::export::EXPORT_MINUTES).expect("a number"));
        }
        assert!(Locale::of(Lang::En).translate("imports-file-hint").contains("up to 1 MiB and 2,000 rows"));
    }
}
