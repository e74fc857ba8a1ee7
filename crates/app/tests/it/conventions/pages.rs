//! Rules of pages that the compiler does not know: scans of templates and texts.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use edge::openapi::LAYER_CODES;

use super::endpoints::codes_of_the_market;

fn files(folder: &Path, ending: &str, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|known| known == ending) {
            let text = fs::read_to_string(&path).expect("a text");
            found.push((path, text));
        }
    }
}

fn all(ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src"), ending, &mut found);
    found
}

#[test]
fn templates_hold_no_script_no_style_and_print_nothing_unescaped() {
    let templates = all("html");
    assert!(templates.len() > 20, "the scan sees only {} templates", templates.len());
    let mut wrong = Vec::new();
    for (path, text) in &templates {
        let is_layout = path.ends_with("ui/layout.html");
        for (at, line) in text.lines().enumerate() {
            let lower = line.to_ascii_lowercase();
            let words = ["|safe", "| safe", " style=", "<style", "javascript:", "hx-on", "hx-vals='js", "<iframe"];
            let on = lower.split(" on").skip(1).any(|rest| {
                let name = rest.split('=').next().unwrap_or_default();
                rest.contains('=')
                    && !name.is_empty()
                    && name.bytes().all(|b| b.is_ascii_lowercase())
                    && name.len() < 16
            });
            if words.iter().any(|word| lower.contains(word)) || on || (lower.contains("<script") && !is_layout) {
                wrong.push(format!("{}:{}: {}", path.display(), at + 1, line.trim()));
            }
        }
        if text.lines().count() > 300 {
            wrong.push(format!("{} is long", path.display()));
        }
        for form in text.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let guarded =
                ["forms::top(", "f.token()", "forms::sent(", "_csrf"].iter().any(|token| form.contains(token));
            let is_example = path.ends_with("ui/components.html");
            if form.contains("method=\"post\"") && !guarded && !is_example {
                wrong.push(format!(
                    "{}: a form without the token: {}",
                    path.display(),
                    form.lines().next().unwrap_or_default()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The literals that stand behind a call: `f.t("key")` has `key`.
fn literals<'t>(text: &'t str, call: &str) -> Vec<&'t str> {
    text.split(call).skip(1).filter_map(|rest| rest.split_once('"').map(|(key, _)| key)).collect()
}

#[test]
fn every_text_that_a_page_says_is_there_and_none_is_left_over() {
    let mut sources = all("html");
    sources.extend(all("rs"));
    let known = &web::KEYS[0].1;
    let (mut missing, mut families) = (BTreeSet::new(), BTreeSet::new());
    for (path, text) in &sources {
        for call in [".t(\"", ".t1(\"", ".t2(\"", ".translate(\"", ".fill(\""] {
            for key in literals(text, call) {
                if !known.contains(key) {
                    missing.insert(format!("{}: {key}", path.display()));
                }
            }
        }
        for call in [".word(\"", "choices(&frame, \""] {
            families.extend(literals(text, call).into_iter().map(|family| format!("{family}-")));
        }
        // Keys made of a part that is fixed and one that is not: `format!("month-{}")`.
        families.extend(text.split('"').filter_map(|piece| Some(piece.split_once("-{")?.0.to_owned() + "-")));
    }
    assert!(missing.is_empty(), "texts that nobody wrote: {missing:#?}");

    let whole: String = sources.iter().map(|(_, text)| text.as_str()).collect();
    let said: BTreeSet<&str> = whole.split('"').collect();
    let unused: Vec<_> = known
        .iter()
        .filter(|key| !said.contains(key.as_str()) && !families.iter().any(|family| key.starts_with(family.as_str())))
        .collect();
    assert!(unused.is_empty(), "texts that nobody says: {unused:#?}");
}

#[test]
fn every_refusal_a_page_can_meet_has_its_words() {
    // Of the console, or of what only programs send.
    let elsewhere = [
        "config.bad_cache",
        "config.sealed_key",
        "config.tests_only",
        "config.unknown_secret",
        "config.weak_secret",
        "config.wrong_secret",
        "idempotency.key_missing",
        "idempotency.key_not_expected",
        "page.number_and_cursor",
        "page.too_deep",
        "request.bad_if_match",
        "request.coded_body",
        "request.if_match_missing",
        "request.if_match_not_expected",
        "request.not_json",
        "request.unknown_etag",
        "service.not_ready",
        "staff.email_taken",
        "staff.no_such_role",
    ];
    let market = codes_of_the_market();
    let layers = LAYER_CODES.iter().map(|(code, ..)| *code);
    let codes: BTreeSet<&str> = market.keys().map(String::as_str).chain(layers).collect();
    let key = |code: &str| format!("code-{}", code.replace(['.', '_'], "-"));
    let known = &web::KEYS[0].1;

    assert!(codes.len() > 80, "the scan sees only {} codes", codes.len());
    let missing: Vec<_> = codes.iter().filter(|c| !elsewhere.contains(*c) && !known.contains(&key(c))).collect();
    assert!(missing.is_empty(), "codes without words in web/src: {missing:#?}");
    let ours: BTreeSet<String> = codes.iter().map(|code| key(code)).collect();
    // Refusals that pages alone know.
    let of_pages = |key: &str| ["code-form-", "code-checkout-"].iter().any(|family| key.starts_with(family));
    let gone: Vec<_> = known.iter().filter(|k| k.starts_with("code-") && !of_pages(k) && !ours.contains(*k)).collect();
    assert!(gone.is_empty(), "words for codes that nobody has: {gone:#?}");
}
