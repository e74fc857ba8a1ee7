//! Refusals, and what is wrong about fields, in the reader's language. The trade and the edge speak
//! English; the texts here stand under the code of a refusal, or under the sentence itself.

use std::borrow::Cow;

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

/// A refusal, by its code and what it says: in English exactly that, where it is meant for people; else with its
/// numbers, where its sentences are known, or what the code means.
pub(crate) fn refusal(locale: &Locale, code: &str, detail: &str) -> String {
    let exact = locale.lang == Lang::En && !OF_PROGRAMS.iter().any(|word| detail.contains(word));
    if exact {
        return whole(detail);
    }
    let meaning = || locale.maybe(&format!("code-{}", code.replace(['.', '_'], "-"))).map(Cow::into_owned);
    let said = counted(locale, detail).or_else(meaning).or_else(|| worded(locale, detail));
    said.unwrap_or_else(|| whole(detail))
}

/// A refusal with what it names, where the texts have it so: `detailed-` and its code.
pub(crate) fn detailed(
    locale: &Locale,
    code: &str,
    details: &serde_json::Map<String, serde_json::Value>,
) -> Option<String> {
    let key = format!("detailed-{}", code.replace(['.', '_'], "-"));
    locale.maybe(&key)?;
    let filled = |(name, value)| Some((String::as_str(name), Filled::of(locale.lang, value)?));
    let filled: Vec<(&str, Filled)> = details.iter().filter_map(filled).collect();
    let things: Vec<(&str, Value<'_>)> = filled.iter().map(|(name, filled)| (*name, filled.value())).collect();
    locale.maybe_filled(&key, &things)
}

/// What is filled into a sentence.
enum Filled {
    /// A number that its plural is chosen by.
    Count(i64),
    /// What stands there as it is.
    Text(String),
}

impl Filled {
    /// Large numbers are grouped; none of them has a plural of its own.
    fn number(lang: Lang, number: i64) -> Self {
        if (0..1_000).contains(&number) { Self::Count(number) } else { Self::Text(format::number(lang, number)) }
    }
    /// A detail of a refusal: a number, a text or an amount.
    fn of(lang: Lang, detail: &serde_json::Value) -> Option<Self> {
        match detail {
            serde_json::Value::Number(number) => number.as_i64().map(|number| Self::number(lang, number)),
            serde_json::Value::String(text) => Some(Self::Text(text.clone())),
            other => serde_json::from_value(other.clone()).ok().map(|amount| Self::Text(format::money(amount))),
        }
    }
    fn value(&self) -> Value<'_> {
        match self {
            Self::Count(number) => Value::Number(*number),
            Self::Text(text) => Value::Text(text),
        }
    }
}

/// Sentences with numbers, if all are known. Without one they say no more than their code does.
fn counted(locale: &Locale, english: &str) -> Option<String> {
    if !english.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let said: Option<Vec<String>> = english.split(". ").map(|sentence| known(locale, sentence)).collect();
    said.map(|sentences| sentences.join(" "))
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
    let numbers: Vec<Filled> = numbers.into_iter().map(|digits| grouped(locale.lang, digits)).collect();
    let things: Vec<(&str, Value<'_>)> =
        NAMES.into_iter().zip(&numbers).map(|(name, number)| (name, number.value())).collect();
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
fn grouped(lang: Lang, number: &str) -> Filled {
    if let Ok(whole) = number.parse() {
        return Filled::number(lang, whole);
    }
    let (front, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    let whole = front.parse().map_or_else(|_| front.to_owned(), |whole| format::number(lang, whole));
    Filled::Text(format!("{whole}{fraction}"))
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
    fn a_limit_says_how_many_and_how_long_in_every_language() {
        let of = |lang, detail: &str| {
            refused(lang, "limits.too_many_requests", detail).replace(['\u{2068}', '\u{2069}'], "")
        };
        let english = "Too many requests: at most 10 in 60 minutes are allowed. Try again in 31 minutes.";

        assert_eq!(of(Lang::En, english), english);
        assert_eq!(
            of(Lang::Hi, english),
            "बहुत अधिक अनुरोध: 60 मिनट में अधिक से अधिक 10 की अनुमति है। 31 मिनट बाद फिर कोशिश करें।"
        );
        assert_eq!(
            of(Lang::Ar, english),
            "طلبات كثيرة جدًا: يُسمح بما لا يزيد على 10 خلال 60 دقيقة. حاول مرة أخرى بعد 31 دقيقة."
        );
        for (detail, numbers) in [
            (
                "Too many requests: at most 50000 in 90 seconds are allowed, and 7 are left. Try again in 11 seconds.",
                &["50,000", "90", "7", "11"][..],
            ),
            ("Too many requests: at most 20 in 1 second are allowed. Try again in 1 second.", &["20"]),
            (
                "Too many requests: at most 5 in 15 minutes are allowed, and 2 are left. Try again in 8 minutes.",
                &["5", "15", "8"],
            ),
            ("Too many sign-in attempts. Try again in 15 minutes.", &["15"]),
        ] {
            for lang in [Lang::Hi, Lang::Ar] {
                let said = of(lang, detail);
                assert!(numbers.iter().all(|number| said.contains(number)), "{said}");
                assert!(!said.contains("requests") && !said.contains("Try"), "{said}");
            }
        }
        let rows = "could not read the file: it has more than 2000 rows; split it into several files";
        assert!(refused(Lang::Hi, "imports.unreadable", rows).contains("2,000"));
        assert!(refused(Lang::Ar, "imports.unreadable", rows).contains("2,000"));
        let general = of(Lang::Hi, "Too many requests: nobody knows of 3 moons.");
        assert_eq!(general, "बहुत अधिक अनुरोध आए। कुछ देर बाद फिर कोशिश करें।");
    }

    #[test]
    fn a_refusal_has_its_numbers_and_amounts_in_every_language() {
        let details = serde_json::json!({ "max_value": { "amount_minor": 5_000_000, "currency": "INR" }, "open_value": { "amount_minor": 450, "currency": "INR" }, "vendor_id": "x" });
        let details = details.as_object().expect("an object");

        for lang in [Lang::En, Lang::Hi, Lang::Ar] {
            let said = detailed(Locale::of(lang), "orders.too_much_unaccepted_value", details).expect("a text");
            assert!(said.contains("₹50,000.00") && said.contains("₹4.50"), "{said}");
            let code = serde_json::json!({ "tries_left": 2 });
            let said = detailed(Locale::of(lang), "deliveries.wrong_code", code.as_object().expect("an object"));
            assert!(said.as_ref().is_some_and(|said| said.contains('2') || lang == Lang::Ar), "{said:?}");
        }
        assert_eq!(detailed(Locale::of(Lang::Ar), "moon.full", details), None);
    }

    #[test]
    fn a_refusal_for_programs_is_put_for_people_in_english_too() {
        let technical = "your company is suspended; see GET /api/me for the reason";
        let plain = "Your company isn't approved to trade right now. See your company page for the reason.";

        assert_eq!(refused(Lang::En, "access.company_not_approved", technical), plain);
    }
}
