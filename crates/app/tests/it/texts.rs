//! Texts that people read are in the terms of commerce: phrases that were once mended do not come back,
//! in pages, problems, notices, logs or the command line.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use edge::openapi::LAYER_CODES;
use serde_json::json;
use testkit::{Engine, TestApp};

/// What was once said, and what a native speaker writes. A text must not be the phrase, nor contain one
/// of three words or more.
const MENDED: &[(&str, &str)] = &[
    ("Called off", "Cancelled"),
    ("Call this part off", "Cancel this vendor's order"),
    ("Call it off", "Cancel"),
    ("Under way", "In progress"),
    ("Ready to be fetched", "Ready for pickup"),
    ("To fetch", "Pickups"),
    ("Fetch the goods", "Start pickup"),
    ("With a partner", "Courier assigned"),
    ("With a rider", "Rider assigned"),
    ("Without a partner", "Needs a courier"),
    ("Particulars", "Details"),
    ("What it is", "Description"),
    ("Who sells it", "Offers"),
    ("You can order", "Order quantity"),
    ("Price of a pack", "Pack price"),
    ("Sum", "Amount"),
    ("Single piece", "Sold singly"),
    ("Bought most often", "Popular"),
    ("Dearest first", "Price: high to low"),
    ("No product fits", "No products found"),
    ("To the checkout", "Checkout"),
    ("Look for products", "Browse products"),
    ("It is in the basket", "Added to basket"),
    ("It was taken out of the basket", "Removed"),
    ("The same again is in the basket", "Items added at today's prices"),
    ("at the prices of now", "at today's prices"),
    ("Use the prices of now", "Accept new prices"),
    ("Prices moved since you put these in", "Prices have changed"),
    ("Take what can be brought", "Accept the reduced order"),
    ("The vendors are told", "We've notified the vendors"),
    ("Who takes it in", "Receiver's name"),
    ("In cash at the door", "Cash on delivery"),
    ("Yours alone", "Your PO number"),
    ("such as the number of your own order", "Your PO number"),
    ("Tell it only when the goods are in your hands", "Share it only after you receive the goods"),
    ("Leave it out", "Skip"),
    ("Nobody sells this at present", "No vendor offers this now"),
    ("Your way in", "Application status"),
    ("Looked at by our staff", "Under review"),
    ("Your company may trade", "Your company is approved"),
    ("Your company was stopped", "Your company is suspended"),
    ("Let it go on", "Reinstate"),
    ("Let off", "Reset limit"),
    ("Lock them out", "Block user"),
    ("Go over to", "Switch to"),
    ("Leave it", "Discard"),
    ("Held prices", "Prices to approve"),
    ("Waits for a second look", "Needs approval"),
    ("Waits at the guard", "Needs approval"),
    ("that go unasked", "Changes above 20% need a second person's approval"),
    ("Look at the change", "Preview"),
    ("Change it to this", "Apply"),
    ("Refuse it", "Reject"),
    ("Refused", "Rejected"),
    ("Take out for good", "Archive"),
    ("Take it up again", "Resume selling"),
    ("Look at what it would do", "Preview changes"),
    ("handed in", "uploaded"),
    ("Mend it", "Fix it"),
    ("Take it back", "Undo"),
    ("There", "On hand"),
    ("Promised", "Reserved"),
    ("Free packs", "Available"),
    ("Low from", "Low-stock alert at"),
    ("Move stock", "Adjust stock"),
    ("Counted anew", "Recount"),
    ("Spoilt", "Damaged"),
    ("Places for stock", "Warehouses"),
    ("Begin packing", "Start packing"),
    ("Packed, ready to be fetched", "Mark ready"),
    ("What happened", "History"),
    ("Cancellation asked for", "Cancellation requested"),
    ("Answer by", "Respond by"),
    ("Where most was refused", "Top blocked endpoints"),
    ("Latency, 95 of 100", "p95 latency"),
    ("Work that is due", "Jobs queued"),
    ("The first moments", "Starting up"),
    ("look at the house", "metrics appear in a few seconds"),
    ("Limits in the shadow", "Monitor-only limits"),
    ("Laid aside", "Failed"),
    ("were laid aside", "failed"),
    ("Take a product out", "Remove a product"),
    ("Name in addresses", "URL slug"),
    ("This is not for you", "You don't have access"),
    ("This could not be read", "Bad request"),
    ("There is nothing here", "Page not found"),
    ("behind the question mark of the address", "This link is invalid"),
    ("What you do is not sent", "Nothing was sent; try again when connected"),
    ("Single keys do something", "Enable single-key shortcuts"),
    ("As the system", "Match system"),
    ("The same as a table", "Show as table"),
    ("there is no such", "no such"),
    ("at the moment;", "right now;"),
    ("is not valid any more", "is no longer valid"),
    ("put the sum on one", "combine the quantities into one"),
    ("some fields need another look", "some fields are invalid"),
    ("Perhaps not what was meant", "Warning"),
    ("has the wrong type or form", "must be a whole number"),
    ("1 पंक्तियाँ", "1 पंक्ति"),
    ("मेरी सवारियाँ", "मेरी डिलीवरी"),
    ("प्रेषक", "डिस्पैचर"),
    ("لدى شريك", "حُددت شركة التوصيل"),
    ("أسعار موقوفة", "أسعار بانتظار الاعتماد"),
    ("المورّد", "البائع"),
    ("طلب المورّد", "طلب البائع"),
    ("طلبات المورّدين", "طلبات البائعين"),
];

/// Sentences may count what there is never one of.
const NEVER_ONE: &[&str] = &[
    // A password has many characters, a body many bytes, tokens live for minutes, a basket holds many items.
    "characters",
    "bytes",
    "items",
    "seconds",
    // From a least to a most; a GTIN has eight or more digits; at least a hundred are looked up at once.
    "packs",
    "digits",
    "SKUs",
];

/// The texts of pages: language, key and text, with everything a text may choose from.
fn pages() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    each_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), "ftl", &mut |path, text| {
        let lang = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, value)) =
                line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                name.trim().clone_into(&mut key);
                found.push((lang.clone(), key.clone(), value.trim().to_owned()));
            } else if let Some(known) = found.iter_mut().rev().find(|(l, k, _)| *l == lang && *k == key) {
                known.2.push('\n');
                known.2.push_str(line.trim());
            }
        }
    });
    assert!(found.len() > 3_000, "the scan sees only {} texts", found.len());
    found
}

pub fn each_file(folder: &Path, ending: &str, take: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            if !["tests", "target", "testkit", "generated"].contains(&name.as_str()) {
                each_file(&path, ending, take);
            }
        } else if path.extension().is_some_and(|known| known == ending) {
            take(&path, &fs::read_to_string(&path).expect("a text"));
        }
    }
}

/// The string literals of the program that have at least two words, without those of unit tests.
fn literals() -> Vec<(String, String)> {
    let mut found = Vec::new();
    each_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), "rs", &mut |path, text| {
        let tested = text.find("#[cfg(test)]").unwrap_or(text.len());
        for line in text[..tested].lines().filter(|line| !line.trim_start().starts_with("//")) {
            // What stands between quotation marks: every second piece.
            let pieces = line.replace("\\\"", "'");
            for said in pieces.split('"').skip(1).step_by(2).filter(|said| said.contains(' ')) {
                found.push((path.display().to_string(), said.to_owned()));
            }
        }
    });
    assert!(found.len() > 1_000, "the scan sees only {} literals", found.len());
    found
}

/// Small letters, without what is filled in and without marks at the ends.
fn plain(text: &str) -> String {
    text.to_lowercase()
        .replace('\u{2019}', "'")
        .trim_matches(|c: char| c.is_whitespace() || ".…:!?".contains(c))
        .to_owned()
}

/// Each thing a text may say: its branches, or itself.
fn branches(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.rsplit_once(']').map_or(line, |(_, said)| said).trim())
}

fn mended(text: &str) -> Option<&'static str> {
    let whole = plain(text);
    let found = MENDED.iter().find(|(once, _)| {
        let once = plain(once);
        let padded = format!(" {} ", whole.replace(|c: char| !c.is_alphanumeric() && c != '\'', " "));
        let words = once.replace(|c: char| !c.is_alphanumeric() && c != '\'', " ");
        whole == once || (once.split_whitespace().count() >= 3 && padded.contains(&format!(" {} ", words.trim())))
    });
    found.map(|(_, better)| *better)
}

#[test]
fn no_phrase_that_was_mended_comes_back() {
    let mut wrong = Vec::new();
    for (lang, key, text) in pages() {
        wrong.extend(
            branches(&text).filter_map(|said| Some(format!("{lang} {key}: {said} (better: {})", mended(said)?))),
        );
    }
    for (path, said) in literals() {
        wrong.extend(mended(&said).map(|better| format!("{path}: {said} (better: {better})")));
    }
    for mounted in aqad::router().all() {
        wrong.extend(mended(mounted.route.summary).map(|better| format!("{}: {better}", mounted.route.id)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_phrase_is_found_in_any_form() {
    assert_eq!(mended("Called off."), Some("Cancelled"));
    assert_eq!(mended("3 jobs were laid aside today"), Some("failed"));
    assert_eq!(
        mended("the price would move by 5%, more than the 20% that go unasked"),
        Some("Changes above 20% need a second person's approval")
    );
    assert_eq!(mended("Add stock so that it can be ordered"), None);
}

/// The commands of the program, as `aqad COMMAND --help` says them.
const COMMANDS: &[&[&str]] = &[
    &[],
    &["serve"],
    &["demo"],
    &["seed"],
    &["migrate"],
    &["routes"],
    &["openapi"],
    &["admin", "create"],
    &["keys", "rotate"],
    &["limits", "show"],
    &["limits", "caller"],
    &["limits", "reset"],
    &["cache"],
    &["cache", "show"],
    &["cache", "clear"],
    &["cache", "drop"],
    &["check-config"],
    &["recount"],
    &["doctor"],
];

#[test]
fn the_command_line_says_what_it_does_in_such_words_too() {
    let mut wrong = Vec::new();
    for command in COMMANDS {
        let output = Command::new(env!("CARGO_BIN_EXE_aqad")).args(*command).arg("--help").output().expect("it runs");
        let help = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && help.contains("Usage"), "{command:?}: {help}");
        wrong.extend(help.lines().filter_map(|line| Some(format!("{command:?}: {line} (better: {})", mended(line)?))));
    }
    let defaults = include_str!("../../../../config/default.toml");
    let comments = defaults.lines().filter(|line| line.starts_with('#'));
    wrong.extend(comments.filter_map(|line| Some(format!("{line} (better: {})", mended(line)?))));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A word with an underscore between letters, outside marks of code.
fn raw_name(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_lowercase() || c == '_';
    let outside = text.split('`').step_by(2).flat_map(|piece| piece.split(|c: char| !is_part(c)));
    outside.map(|word| word.trim_matches('_')).find(|word| word.contains('_'))
}

#[test]
fn no_english_text_names_a_field_or_a_type_of_the_program() {
    let mut wrong = Vec::new();
    for (lang, key, text) in pages() {
        let said = without_filled_in(&text);
        if lang == "en" && (raw_name(&said).is_some() || is_jargon(&said)) {
            wrong.push(format!("{key}: {text}"));
        }
    }
    let refusals = aqad::router();
    let said = refusals.all().flat_map(|mounted| (mounted.errors)()).map(|(_, _, says)| says);
    for says in said.chain(LAYER_CODES.iter().map(|(_, _, says)| *says)) {
        let plain = without_filled_in(says);
        // The beginnings of ids are what clients see.
        if raw_name(&plain.replace("usr_ ", "").replace("cmp_ ", "")).is_some() || is_jargon(&plain) {
            wrong.push(says.to_owned());
        }
    }
    wrong.extend(
        literals().into_iter().filter(|(_, said)| is_jargon(said)).map(|(path, said)| format!("{path}: {said}")),
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What serde and Rust call types, and values written for programmers.
fn is_jargon(text: &str) -> bool {
    let types = ["i64", "u64", "u32", "usize", "f64", "struct ", "a borrowed string", "variant"];
    types.iter().any(|word| text.contains(&format!("expected {word}"))) || text.contains("{summary:?}")
}

/// A text without what stands in braces.
fn without_filled_in(text: &str) -> String {
    let mut depth = 0;
    let outside = text.chars().filter(|c| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth == 0 && *c != '}'
    });
    outside.collect()
}

/// A count before a word in the plural: `{n} seconds`.
fn counts_blindly(text: &str) -> bool {
    let after = text.split('}').skip(1).filter_map(|rest| rest.strip_prefix(' '));
    let words = after.filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphabetic()).next());
    let mut plurals = words.filter(|w| w.len() > 3 && w.ends_with('s') && !w.ends_with("ss"));
    plurals.any(|word| !NEVER_ONE.contains(&word) && !VERBS.contains(&word))
}

/// Words in s that are no plurals.
const VERBS: &[&str] = &[
    "allows", "appears", "contains", "covers", "exists", "gives", "holds", "leaves", "loses", "needs", "receives",
    "responds", "supports", "takes", "this", "always", "becomes", "belongs", "wants", "has", "does", "goes", "loses",
];

/// A text without the limits it states: a test beside them says that none is one.
fn without_limits(text: &str) -> String {
    let mut parts = text.split("{ LIMIT(");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| whole + part.split_once('}').map_or(part, |(_, rest)| rest))
}

#[test]
fn nothing_is_said_of_one_in_the_plural() {
    let mut wrong = Vec::new();
    for (lang, key, text) in pages().into_iter().filter(|(lang, ..)| lang == "en") {
        let text = without_limits(&text);
        let chooses = text.contains("->");
        let blind = !chooses && counts_blindly(&text);
        let branch = chooses && !text.contains("[one]") && !text.contains("[1]") && !text.contains("[0]");
        // Prices are held when there were many, and a list goes on when it was full.
        if (blind || branch) && !["hold-too-many", "shop-found-more"].contains(&&*key) {
            wrong.push(format!("{lang} {key}: {text}"));
        }
    }
    let refusals = aqad::router();
    let said = refusals.all().flat_map(|mounted| (mounted.errors)());
    wrong.extend(said.filter(|(_, _, says)| counts_blindly(says)).map(|(code, ..)| code.to_owned()));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_language_has_the_plurals_it_needs() {
    let forms: BTreeMap<&str, &[&str]> =
        [("en", &["[one]"][..]), ("hi", &["[one]"]), ("ar", &["[zero]", "[one]", "[two]", "[few]", "[many]"])].into();
    let mut wrong = Vec::new();
    let texts = pages();
    let chooses_by_count =
        |key: &str| texts.iter().any(|(lang, k, text)| lang == "en" && k == key && text.contains("[one]"));
    for (lang, key, text) in texts.iter().filter(|(_, key, _)| chooses_by_count(key)) {
        let choices = text.matches("->").count();
        let lacks = forms[lang.as_str()].iter().filter(|form| {
            let exact = if **form == "[zero]" { text.matches("[0]").count() } else { 0 };
            text.matches(**form).count() + exact < choices
        });
        wrong.extend(lacks.map(|form| format!("{lang} {key} lacks {form}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_is_wrong_is_explained_to_people() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let anybody = app.anybody();
    let sent = [
        ("/api/auth/login", json!({ "email": 5, "password": "x" }), "email must be text"),
        ("/api/auth/login", json!({ "email": "a@b.example" }), "password is missing"),
        ("/api/auth/login", json!([]), "must be an object"),
        ("/api/auth/register", json!({ "kind": "bank" }), "legal_name is missing"),
    ];

    for (path, body, says) in sent {
        let answer = anybody.post(path, &body).await.is(400).code("request.bad_body");
        assert!(answer.text_at("/detail").contains(says), "{says}: {}", answer.text);
    }
    let order = json!({ "lines": [{ "offer_id": "off_01k0000000000000000000000", "quantity": "many" }] });
    let answer = owner.post("/api/orders", &order).await;
    assert!(!answer.text.contains("expected i64"), "{}", answer.text);
    let query = anybody.get("/api/products?limit=many").await.is(400);
    assert!(query.text_at("/detail").contains("must be a whole number"), "{}", query.text);
    app.finish().await;
}
