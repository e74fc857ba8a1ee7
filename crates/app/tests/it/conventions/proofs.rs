//! No action without a right: whoever can call a subject from outside shows a proof.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, lines_with, none, sources};

/// What is a proof, or holds one.
const PROOFS: [&str; 11] = [
    "Vendor",
    "Retailer",
    "Partner",
    "Staff",
    "Member",
    "Either",
    "SignedIn",
    "Operator",
    "System",
    "Importer",
    "CompanyDecision",
];

const OPEN: &str = "open to everybody: what anybody may see of the catalogue";
const WAY_IN: &str = "a way in: it makes out who is asking, by a password, a token or an invitation";
const OWN_WORK: &str = "the server writes down and forgets its own counts; nobody is answered";

/// What asks for no proof, and why.
const WITHOUT: &[(&str, &str, &str)] = &[
    ("accounts", "accept_invitation", WAY_IN),
    ("accounts", "authenticate", WAY_IN),
    ("accounts", "authenticate_browser", WAY_IN),
    ("accounts", "invited", WAY_IN),
    ("accounts", "recent_sessions", WAY_IN),
    ("accounts", "refresh", WAY_IN),
    ("accounts", "register", WAY_IN),
    ("accounts", "sign_in", WAY_IN),
    ("accounts", "sign_in_browser", WAY_IN),
    ("accounts", "try_authenticate_browser", WAY_IN),
    ("catalog", "brand", OPEN),
    ("catalog", "brands", OPEN),
    ("catalog", "categories", OPEN),
    ("catalog", "product", OPEN),
    ("catalog", "search", OPEN),
    ("catalog", "search_page", OPEN),
    ("catalog", "statement_of", OPEN),
    ("catalog", "statements_of_others", OPEN),
    ("companies", "vendor_profile", OPEN),
    ("companies", "vendors", OPEN),
    ("inventory", "in_stock", OPEN),
    ("orders", "popular", OPEN),
    ("orders", "ranking_of", OPEN),
    ("security", "flush", OWN_WORK),
    ("security", "purge", OWN_WORK),
    ("security", "run", OWN_WORK),
];

/// The names of a subject that can be used outside the crate: those in `pub use`.
fn shown(module: &Source) -> BTreeSet<String> {
    let uses = module.text.split("\npub use ").skip(1).filter_map(|rest| rest.split(';').next());
    let names = uses.flat_map(|list| list.split(|c: char| !c.is_alphanumeric() && c != '_'));
    names.map(str::to_owned).collect()
}

/// Name and parameters of every `pub async fn` that is no method.
fn actions(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for rest in text.split("\npub async fn ").skip(1) {
        let Some((name, rest)) = rest.split_once(['(', '<']) else { continue };
        let signature = rest.split_once(" {\n").map_or(rest, |(signature, _)| signature);
        let parameters = signature.rsplit_once(" -> ").map_or(signature, |(parameters, _)| parameters);
        found.push((name.to_owned(), parameters.to_owned()));
    }
    found
}

fn has_proof(parameters: &str) -> bool {
    parameters.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| PROOFS.contains(&word))
}

#[test]
fn every_action_takes_a_proof() {
    let sources = sources();
    let is_top =
        |source: &&Source| source.subject().is_some_and(|subject| source.path.ends_with(&format!("/{subject}/mod.rs")));
    let modules: BTreeMap<&str, (&Source, BTreeSet<String>)> =
        sources.iter().filter(is_top).filter_map(|module| Some((module.subject()?, (module, shown(module))))).collect();
    let (mut naked, mut excused, mut seen) = (Vec::new(), BTreeSet::new(), 0);
    for source in &sources {
        let Some((subject, (module, names))) = source.subject().and_then(|subject| modules.get_key_value(subject))
        else {
            continue;
        };
        let text = source.text.split("#[cfg(test)]").next().unwrap_or_default();
        for (name, parameters) in actions(text) {
            // Within a subject, a private module is called by nobody else.
            if source.path != module.path && !names.contains(&name) {
                continue;
            }
            seen += 1;
            match WITHOUT.iter().find(|(of, action, _)| of == subject && *action == name) {
                Some(entry) => drop(excused.insert(entry)),
                None if !has_proof(&parameters) => naked.push(format!("{}: {name}", source.path)),
                None => {}
            }
        }
    }

    assert!(seen > 120, "the scan sees only {seen} actions");
    none("an action that takes no proof", &naked);
    let stale: Vec<_> = WITHOUT.iter().filter(|entry| !excused.contains(entry)).collect();
    none("an exception for what is not there", &stale);
}

#[test]
fn the_scan_sees_what_an_action_takes() {
    let text = "\npub async fn a(ctx: &Ctx, by: &Vendor<may::X>) -> Result<Staff, F> {\n}\n\npub async fn b(\n    ctx: &Ctx,\n) -> Result<Vendor, F> {\n    x\n}\n";

    let found: Vec<(String, bool)> = actions(text).into_iter().map(|(name, takes)| (name, has_proof(&takes))).collect();
    assert_eq!(found, [("a".to_owned(), true), ("b".to_owned(), false)]);
}

#[test]
fn what_needs_a_right_is_checked_again_when_it_commits() {
    // One's own sign-ins, password and account: they need no right that could be taken away meanwhile.
    let ones_own = ["sessions/session.rs", "sessions/browser.rs", "people/password.rs", "people/deletion.rs"];
    let may = |s: &Source| ones_own.iter().any(|file| s.path == format!("crates/market/src/accounts/{file}"));
    let unchecked = |line: &str| line.contains("principal().origin()") || line.contains("principal.origin()");

    none("a write that does not look at its author's right again", &lines_with(unchecked, may));
}
