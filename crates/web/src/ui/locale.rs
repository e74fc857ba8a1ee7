//! Texts by language: Fluent files beside the pages that use them. English is whole; what another
//! language lacks is said in English. A test holds the three to the same keys.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use edge::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use super::{numbers, stated};

/// The texts of one language.
pub(crate) struct Locale {
    /// Which.
    pub lang: Lang,
    /// Texts that are always the same, as they stand in the files.
    plain: HashMap<&'static str, &'static str>,
    /// The others.
    bundle: FluentBundle<FluentResource>,
}

macro_rules! texts {
    ($($subject:literal),* $(,)?) => {
        const ENGLISH: &[&str] = &[$(include_str!(concat!("../", $subject, "/en.ftl"))),*];
        const HINDI: &[&str] = &[$(include_str!(concat!("../", $subject, "/hi.ftl"))),*];
        const ARABIC: &[&str] = &[$(include_str!(concat!("../", $subject, "/ar.ftl"))),*];
    };
}

texts![
    "accounts",
    "audit",
    "auth",
    "baskets",
    "catalog",
    "companies",
    "delivery",
    "imports",
    "inventory",
    "listings",
    "notices",
    "ops",
    "orders",
    "pricing",
    "security",
    "ui",
    "ui/error_pages"
];

// Each is read when it is first asked for.
static ENGLISH_TEXTS: LazyLock<Locale> = LazyLock::new(|| Locale::made(Lang::En));
static HINDI_TEXTS: LazyLock<Locale> = LazyLock::new(|| Locale::made(Lang::Hi));
static ARABIC_TEXTS: LazyLock<Locale> = LazyLock::new(|| Locale::made(Lang::Ar));

/// The keys of each language, for the test that compares them.
pub static KEYS: LazyLock<Vec<(Lang, BTreeSet<String>)>> =
    LazyLock::new(|| Lang::ALL.iter().map(|lang| (*lang, keys(*lang).map(str::to_owned).collect())).collect());

fn keys(lang: Lang) -> impl Iterator<Item = &'static str> {
    let lines = sources(lang).iter().flat_map(|text| text.lines());
    lines.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())).filter_map(key)
}

fn key(line: &str) -> Option<&str> {
    Some(line.split_once('=')?.0.trim_end())
}

pub(super) const fn sources(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => ENGLISH,
        Lang::Hi => HINDI,
        Lang::Ar => ARABIC,
    }
}

/// The messages of a file that are one line with nothing to fill in, and all the rest of it. Most are: they need not
/// be read as patterns, nor be in memory twice.
fn apart(text: &'static str) -> (Vec<(&'static str, &'static str)>, String) {
    let (mut fixed, mut others) = (Vec::new(), String::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let after = lines.clone().find(|next| !next.trim().is_empty());
        let goes_on = after.is_some_and(|next| next.starts_with([' ', '}']));
        let is_message = line.starts_with(|c: char| c.is_ascii_lowercase()) && !line.contains(['{', '}']);
        match line.split_once('=').filter(|(_, text)| is_message && !goes_on && !text.trim().is_empty()) {
            Some((key, text)) => fixed.push((key.trim_end(), text.trim_matches(' '))),
            None => others.extend([line, "\n"]),
        }
    }
    (fixed, others)
}

impl Locale {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &ENGLISH_TEXTS,
            Lang::Hi => &HINDI_TEXTS,
            Lang::Ar => &ARABIC_TEXTS,
        }
    }

    fn made(lang: Lang) -> Self {
        let id = match lang {
            Lang::En => langid!("en"),
            Lang::Hi => langid!("hi"),
            Lang::Ar => langid!("ar"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Between scripts of two directions, what is filled in needs its own direction.
        bundle.set_use_isolating(lang == Lang::Ar);
        // There is one function, under one name: it cannot be there already.
        let _ = bundle.add_function("LIMIT", move |names, _| match names {
            [FluentValue::String(name)] => {
                stated::limit(name).map_or(FluentValue::Error, |limit| numbers::number(lang, limit).into())
            }
            _ => FluentValue::Error,
        });
        let mut plain = HashMap::new();
        for text in sources(lang) {
            let (fixed, others) = apart(text);
            plain.extend(fixed);
            // A broken file is found by a test; what can be read of it is used.
            let resource = FluentResource::try_new(others).unwrap_or_else(|(read, _)| read);
            let _ = bundle.add_resource(resource);
        }
        Self { lang, plain, bundle }
    }

    fn find(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
        if let Some(text) = self.plain.get(key) {
            return Some(Cow::Borrowed(text));
        }
        let pattern = self.bundle.get_message(key)?.value()?;
        Some(Cow::Owned(self.bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned()))
    }

    /// A text, if any language has it.
    pub fn maybe(&self, key: &str) -> Option<Cow<'static, str>> {
        self.find(key, None).or_else(|| Self::of(Lang::En).find(key, None))
    }

    /// A text.
    pub fn translate(&self, key: &str) -> Cow<'static, str> {
        self.maybe(key).unwrap_or_else(|| Cow::Owned(key.to_owned()))
    }

    /// A text with things filled in, if any language has it.
    pub fn maybe_filled<'v>(&self, key: &str, things: &[(&'v str, Value<'v>)]) -> Option<String> {
        let args: FluentArgs<'v> = things.iter().map(|(name, value)| (*name, value.fluent())).collect();
        let filled = |locale: &Self| locale.find(key, Some(&args));
        filled(self).or_else(|| filled(Self::of(Lang::En))).map(Cow::into_owned)
    }

    /// A text with things filled in.
    pub fn fill(&self, key: &str, things: &[(&'static str, Value<'_>)]) -> String {
        self.maybe_filled(key, things).unwrap_or_else(|| key.to_owned())
    }
}

/// What is filled into a text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'v> {
    /// A text, as it is.
    Text(&'v str),
    /// A number, by which the text may choose its plural.
    Number(i64),
}

impl<'v> Value<'v> {
    fn fluent(self) -> FluentValue<'v> {
        match self {
            Self::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Self::Number(number) => FluentValue::from(number),
        }
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(text)
    }
}

impl<'v> From<&'v String> for Value<'v> {
    fn from(text: &'v String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn the_languages_have_the_same_texts_and_each_can_be_read() {
        let english = &KEYS[0].1;
        for (lang, keys) in KEYS.iter() {
            let missing: Vec<_> = english.difference(keys).collect();
            let unknown: Vec<_> = keys.difference(english).collect();
            assert!(missing.is_empty() && unknown.is_empty(), "{lang}: lacks {missing:?}, has alone {unknown:?}");
            for text in sources(*lang) {
                let broken = FluentResource::try_new((*text).to_owned()).err().map(|(_, errors)| errors);
                assert!(broken.is_none(), "{lang}: {broken:?}");
            }
            let locale = Locale::of(*lang);
            for key in keys {
                assert!(locale.find(key, None).is_some(), "{lang}: {key} says nothing");
            }
        }
    }

    #[test]
    fn texts_that_stand_in_the_files_are_what_fluent_reads_there() {
        for lang in Lang::ALL {
            let locale = Locale::of(*lang);
            let mut whole = FluentBundle::new_concurrent(vec![langid!("en")]);
            for text in sources(*lang) {
                let resource = FluentResource::try_new((*text).to_owned()).expect("readable");
                whole.add_resource(resource).expect("no text twice");
            }
            for (key, text) in &locale.plain {
                let pattern = whole.get_message(key).and_then(|message| message.value()).expect("a text");
                assert_eq!(whole.format_pattern(pattern, None, &mut Vec::new()), *text, "{lang}: {key}");
            }
            let all = KEYS.iter().find(|(of, _)| of == lang).map_or(0, |(_, keys)| keys.len());
            assert!(locale.plain.len() * 2 > all, "{lang}: {} of {all} stand in the files", locale.plain.len());
        }
    }

    #[test]
    fn no_text_is_written_twice() {
        for lang in Lang::ALL {
            let mut seen = BTreeSet::new();
            let twice: Vec<_> = keys(*lang).filter(|key| !seen.insert(*key)).collect();
            assert!(twice.is_empty(), "{lang}: {twice:?} in two places, of which one is never said");
        }
    }

    /// Every word of a list that pages say through `Frame::as_str` has its text.
    fn untranslated<W: std::fmt::Display + Copy>(prefix: &str, words: &[W]) -> Vec<String> {
        let key = |word: &W| format!("{prefix}-{}", word.to_string().replace(['.', '_'], "-"));
        words.iter().map(key).filter(|key| Locale::of(Lang::En).maybe(key).is_none()).collect()
    }

    #[test]
    fn no_reader_meets_a_word_of_the_tables() {
        use market::{
            accounts, audit, authority, catalog, delivery, imports, inventory, may, orders, pricing, security,
        };
        let missing = [
            untranslated("event", market::EventKind::ALL),
            untranslated("event", &market::EVENTS_OF_INFRA),
            untranslated("company-kind", may::CompanyKind::ALL),
            untranslated("role", may::Role::ALL),
            untranslated("company-state", authority::CompanyState::ALL),
            untranslated("order-state", orders::OrderState::ALL),
            untranslated("vendor-order-state", orders::VendorOrderState::ALL),
            untranslated("order-reason", orders::ReasonCode::ALL),
            untranslated("ride-reason", delivery::FailureCode::ALL),
            untranslated("payment-terms", orders::PaymentTerms::ALL),
            untranslated("delivery-state", delivery::DeliveryState::ALL),
            untranslated("sort", catalog::Sort::ALL),
            untranslated("tax", catalog::TaxClass::ALL),
            untranslated("offer-state", catalog::OfferState::ALL),
            untranslated("in-stock", inventory::InStock::ALL),
            untranslated("movement", inventory::MovementKind::ALL),
            untranslated("import-kind", imports::ImportKind::ALL),
            untranslated("import-state", imports::ImportState::ALL),
            untranslated("import-row-state", imports::RowState::ALL),
            untranslated("import-row-code", imports::RowCode::ALL),
            untranslated("price-change-state", pricing::ChangeState::ALL),
            untranslated("user-state", accounts::UserState::ALL),
            untranslated("audit-member-state", accounts::MemberState::ALL),
            untranslated("job-state", audit::JobState::ALL),
            untranslated("security-kind", security::SecurityEventKind::ALL),
            untranslated("security-window", security::TimeWindow::ALL),
            untranslated("redis-state", infra::node_metrics::LinkStatus::ALL),
        ];
        assert_eq!(missing.concat(), Vec::<String>::new());
    }

    #[test]
    fn no_reader_meets_a_field_of_an_event() {
        // One payload of each form of each kind.
        let payloads: BTreeMap<String, Vec<BTreeMap<String, serde_json::Value>>> =
            serde_json::from_str(include_str!("../../../market/tests/snapshots/events.json")).expect("JSON");
        let fields: BTreeSet<&String> = payloads.values().flatten().flat_map(BTreeMap::keys).collect();

        let names: Vec<&str> = fields.into_iter().map(String::as_str).filter(|name| *name != "v").collect();

        assert!(names.len() > 30, "the payloads were not read: {names:?}");
        assert_eq!(untranslated("audit-field", &names), Vec::<String>::new());
        // Of the kinds in `market::EVENTS_OF_INFRA`.
        let of_infra = ["kid", "overlap_s", "key_id", "old_key_id", "what", "rows"];
        assert_eq!(untranslated("audit-field", &of_infra), Vec::<String>::new());
    }
}
