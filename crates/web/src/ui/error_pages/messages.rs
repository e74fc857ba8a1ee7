//! Refusals, and what is wrong about fields, in the reader's language. The trade and the edge speak
//! English; the texts here stand under the code of a refusal, or under the sentence itself.

use edge::Lang;

use crate::ui::format;
use crate::ui::locale::{Locale, Value};

/// Under which names the numbers of a sentence are filled in, in their order.
const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// What begins the part of a sentence that only programs know: the words a field takes, an example.
const TAILS: [&str; 4] = ["`", ":", ";", " such as "];

/// What the sentences for programs speak of, and those for people do not: names of fields, ids,
/// addresses of the JSON API, headers.
const OF_PROGRAMS: [&str; 6] = ["_", "/api", "If-Match", "Idempotency-Key", "idempotency key", "access token"];

/// A refusal, by its code and what it says: in English exactly that, where it is meant for people; else
/// what the code means.
pub(crate) fn refusal(locale: &Locale, code: &str, detail: &str) -> String {
    let meaning = locale.maybe(&format!("code-{}", code.replace(['.', '_'], "-")));
    let exact = locale.lang == Lang::En && !OF_PROGRAMS.iter().any(|word| detail.contains(word));
    let said = if exact { None } else { meaning.or_else(|| worded(locale, detail)) };
    said.unwrap_or_else(|| whole(detail))
}

/// A sentence of the trade in a language; as it stands where nobody put it into words there.
pub(crate) fn sentence(locale: &Locale, english: &str) -> String {
    worded(locale, english).unwrap_or_else(|| english.to_owned())
}

fn worded(locale: &Locale, english: &str) -> Option<String> {
    let head = || TAILS.iter().filter_map(|tail| english.find(tail)).min().and_then(|at| english.get(..at));
    known(locale, english).or_else(|| known(locale, head()?))
}

fn known(locale: &Locale, english: &str) -> Option<String> {
    let (key, numbers) = key(english);
    let numbers: Vec<String> = numbers.into_iter().map(|digits| grouped(locale.lang, digits)).collect();
    let things: Vec<(&'static str, Value<'_>)> =
        NAMES.into_iter().zip(&numbers).map(|(name, number)| (name, Value::from(number))).collect();
    locale.maybe_filled(&format!("sentence-{key}"), &things)
}

/// The key of a sentence, and its numbers: `must have at most 128 characters` is
/// `must-have-at-most-n-characters` and 128.
fn key(english: &str) -> (String, Vec<&str>) {
    let (mut key, mut numbers, mut rest) = (String::new(), Vec::new(), english);
    while let Some(next) = rest.chars().next() {
        let number = number(rest, key.is_empty() || key.ends_with('-'));
        let (piece, after) = rest.split_at(number.max(next.len_utf8()));
        rest = after;
        if number > 0 {
            numbers.push(piece);
            key.push('n');
        } else if next.is_ascii_alphabetic() {
            key.push(next.to_ascii_lowercase());
        } else if !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
    }
    key.truncate(key.trim_end_matches('-').len());
    (key, numbers)
}

/// How long the number is that a text begins with: digits, a fraction, and between words a sign.
fn number(text: &str, between_words: bool) -> usize {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = usize::from(between_words && text.starts_with('-'));
    let whole = digits(&text[sign..]);
    if whole == 0 {
        return 0;
    }
    let fraction = text[sign + whole..].strip_prefix('.').map_or(0, digits);
    sign + whole + if fraction > 0 { fraction + 1 } else { 0 }
}

/// A number as the reader groups its digits.
fn grouped(lang: Lang, number: &str) -> String {
    let (front, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    let whole = front.parse().map_or_else(|_| front.to_owned(), |whole| format::number(lang, whole));
    format!("{whole}{fraction}")
}

/// Words as a sentence that stands alone.
fn whole(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let stop = if words.is_empty() || words.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lang: Lang, english: &str) -> String {
        sentence(Locale::of(lang), english)
    }

    fn refused(lang: Lang, code: &str, detail: &str) -> String {
        refusal(Locale::of(lang), code, detail)
    }

    #[test]
    fn a_sentence_is_known_whatever_its_numbers() {
        let english = "must be a whole number between 1 and 1000000";

        assert_eq!(key(english), ("must-be-a-whole-number-between-n-and-n".to_owned(), vec!["1", "1000000"]));
        assert_eq!(of(Lang::En, english), "Must be a whole number between 1 and 1,000,000.");
        assert_eq!(of(Lang::Hi, english), "यह 1 से 10,00,000 तक की पूर्ण संख्या होनी चाहिए।");
        assert!(of(Lang::Ar, english).contains("1,000,000"));
        assert_eq!(of(Lang::En, "must be an amount, such as 120.05"), "Enter an amount, such as 120.05.");
        assert_eq!(key("from -36.0 to 30").1, ["-36.0", "30"]);
        assert_eq!(of(Lang::En, "must be a whole number, 0 or more"), "Must be a whole number, 0 or more.");
    }

    #[test]
    fn what_only_programs_know_is_left_out() {
        let choice = "उपलब्ध विकल्पों में से एक चुनें।";

        assert_eq!(of(Lang::Hi, "must be one of `INR`, `AED`"), choice);
        assert_eq!(of(Lang::Hi, "must be `open` or `paused`"), choice);
        assert_eq!(of(Lang::En, "has the wrong type"), "This value isn't valid here.");
        let id = "must be an id such as usr_01k0000000000000000000000";
        assert_eq!(of(Lang::En, id), "This choice isn't available. Reload the page.");
    }

    #[test]
    fn an_unknown_sentence_stays_as_it_is() {
        for lang in [Lang::En, Lang::Hi, Lang::Ar] {
            for said in ["the moon is in the 7th house", "été: rien", "यह पूरा वाक्य है।", "\u{60c}", ""]
            {
                assert_eq!(of(lang, said), said);
            }
        }
    }

    #[test]
    fn every_sentence_of_the_kernel_and_of_passwords_is_known() {
        let said = [
            kernel::text::TextError::Empty.to_string(),
            kernel::text::TextError::TooLong.to_string(),
            kernel::text::TextError::Forbidden.to_string(),
            kernel::text::TextError::TooShort.to_string(),
            read::<kernel::Email>("x"),
            read::<kernel::gtin::Gtin>("x"),
            read::<kernel::gtin::CompanyPrefix>("x"),
            read::<kernel::gtin::CompanyPrefix>("0200000"),
            read::<kernel::Currency>("x"),
            read::<kernel::ZoneName>("x"),
            read::<kernel::CompanyId>("x"),
            read::<kernel::Timestamp>("x"),
            number::<kernel::Quantity>("x"),
            number::<kernel::Quantity>("0"),
            number::<kernel::SignedQuantity>("0"),
            number::<kernel::Count>("-1"),
            number::<kernel::Price>("0"),
            number::<u32>("-1"),
            kernel::NumberError::NotAnAmount.to_string(),
            kernel::NumberError::NotWhole.to_string(),
            kernel::NumberError::Unclear.to_string(),
            kernel::NumberError::TooManyDecimals { most: 2 }.to_string(),
            kernel::NumberError::OtherCurrency { currency: kernel::Currency::INR }.to_string(),
            kernel::NumberError::OutOfRange { currency: kernel::Currency::INR }.to_string(),
        ];
        for english in said {
            assert_ne!(of(Lang::Hi, &english), english);
            assert_ne!(of(Lang::Ar, &english), english);
        }
    }

    fn read<T: serde::de::DeserializeOwned>(text: &str) -> String {
        let mut form = edge::FormFields::new(vec![("x".to_owned(), text.to_owned())]);
        assert!(form.read::<T>("x").is_none());
        form.error("x").unwrap_or_default().to_owned()
    }

    fn number<T: serde::de::DeserializeOwned>(text: &str) -> String {
        let mut form = edge::FormFields::new(vec![("x".to_owned(), text.to_owned())]);
        assert!(form.read_number::<T>("x").is_none());
        form.error("x").unwrap_or_default().to_owned()
    }

    #[test]
    fn a_refusal_is_exact_in_english_and_general_elsewhere() {
        let stock = "of 12 packs 9 are promised to orders; this would leave fewer";

        assert_eq!(
            refused(Lang::En, "stock.promised", stock),
            "Of 12 packs 9 are promised to orders; this would leave fewer."
        );
        assert!(refused(Lang::Hi, "stock.promised", stock).starts_with("इस स्टॉक का कुछ भाग"));
        assert_eq!(refused(Lang::Ar, "moon.full", "the moon is full"), "The moon is full.");
    }

    #[test]
    fn a_refusal_for_programs_is_put_for_people_in_english_too() {
        let technical = "your company is suspended; see GET /api/me for the reason";
        let plain = "Your company isn't approved to trade right now. See your company page for the reason.";

        assert_eq!(refused(Lang::En, "access.company_not_approved", technical), plain);
    }
}
