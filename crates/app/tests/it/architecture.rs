//! The shape of the workspace: modules by subject in every layer, route ids by module, short folders, and one name
//! for one public type.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Modules of `api` and `web` that are no subject of the market, and why.
const ACROSS_SUBJECTS: &[(&str, &str, &str)] = &[
    ("api", "auth", "signing in is of accounts, and long enough for a module of its own"),
    ("api", "ops", "the service itself, for staff: health, jobs, limits, cache, configuration"),
    ("api", "system", "probes, public keys, the API's own description"),
    ("api", "shapes", "what endpoints of several subjects take and give; it has no routes"),
    ("web", "auth", "signing in, registering, joining, changing company"),
    ("web", "ops", "staff's pages about the service itself"),
    ("web", "ui", "the design system, and what every page has around it"),
];

/// Files with code or text that a folder may hold.
const FILES_OF_A_FOLDER: usize = 20;

/// Public types that two crates may both have, and why.
const SHARED_NAMES: &[(&str, &str)] = &[];

pub fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Files below a folder, named from it.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder of the repository") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.iter().map(|path| path.strip_prefix(folder).expect("it is below").to_owned()).collect()
}

pub fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| endings.contains(&ending))
}

/// A Rust file without its unit tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a text");
    text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
}

/// The modules of a crate: files and folders of its `src`.
fn modules(name: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(crates().join(name).join("src")).expect("a crate");
    let names = entries.map(|entry| entry.expect("an entry").path());
    let stems = names.filter(|path| path.is_dir() || ends_in(path, &["rs"]));
    let stems = stems.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned());
    stems.filter(|stem| stem != "lib").collect()
}

/// The subjects: folders of the market.
fn subjects() -> BTreeSet<String> {
    let market = crates().join("market/src");
    modules("market").into_iter().filter(|name| market.join(name).is_dir()).collect()
}

#[test]
fn modules_of_api_and_web_are_subjects_of_the_market() {
    let subjects = subjects();

    assert!(subjects.len() >= 13, "{subjects:?}");
    for name in ["api", "web"] {
        let across: BTreeSet<&str> = ACROSS_SUBJECTS.iter().filter(|row| row.0 == name).map(|row| row.1).collect();
        let modules = modules(name);
        let astray: Vec<_> =
            modules.iter().filter(|m| !subjects.contains(*m) && !across.contains(m.as_str())).collect();
        let gone: Vec<_> = across.iter().filter(|module| !modules.contains(**module)).collect();
        assert!(astray.is_empty(), "modules of {name} that are no subject: {astray:?}");
        assert!(gone.is_empty(), "listed, and no module of {name}: {gone:?}");
    }
}

/// Text literals of a file that look like ids of routes; words of rights are none.
fn dotted(text: &str) -> Vec<&str> {
    let pieces: Vec<&str> = text.split('"').collect();
    let literals = pieces.windows(2).filter(|two| !two[0].ends_with("may_do(")).map(|two| two[1]);
    literals.filter(|literal| literal.contains('.') && !literal.contains([' ', '/'])).collect()
}

#[test]
fn a_route_id_begins_with_the_module_it_is_declared_in() {
    let mut wrong = Vec::new();
    for (name, table) in [("api", api::router()), ("web", web::router())] {
        let ids: BTreeSet<&str> = table.all().map(|mounted| mounted.route.id).collect();
        let (src, mut declared) = (crates().join(name).join("src"), BTreeSet::new());
        for path in files(&src).iter().filter(|path| ends_in(path, &["rs"])) {
            let text = code(&src.join(path));
            if !text.contains("impl Endpoint for") {
                continue;
            }
            let way: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
            let module = way[0].trim_end_matches(".rs");
            for id in dotted(&text).into_iter().filter(|literal| ids.contains(literal)) {
                declared.insert(id.to_owned());
                let segments: Vec<&str> = id.split('.').collect();
                // Pages name their audience, which is their file or folder; the API's ids have no audience.
                let names_audience = way.iter().any(|part| part.trim_end_matches(".rs") == segments[1]);
                let fits = match name {
                    "web" => segments.len() == 3 && (names_audience || segments[1] == "page" || module == "ops"),
                    _ => segments.len() == 2,
                };
                if segments[0] != module || !fits {
                    wrong.push(format!("{name}/src/{}: {id}", path.display()));
                }
            }
        }
        let unseen: Vec<_> = ids.iter().filter(|id| !declared.contains(**id)).collect();
        assert!(unseen.is_empty(), "the scan does not see where these are declared: {unseen:?}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_folder_holds_at_most_twenty_files() {
    let mut counts: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for entry in fs::read_dir(crates()).expect("the crates") {
        let src = entry.expect("an entry").path().join("src");
        for path in files(&src).iter().filter(|path| ends_in(path, &["rs", "html", "ftl"])) {
            *counts.entry(src.join(path).parent().expect("a folder").to_owned()).or_default() += 1;
        }
    }

    let full: Vec<_> = counts.iter().filter(|(_, count)| **count > FILES_OF_A_FOLDER).collect();
    assert!(full.is_empty(), "{full:#?}");
}

/// The names of a file's public types.
fn public_types(text: &str) -> BTreeSet<&str> {
    let declared = |line: &'_ str| -> Option<usize> {
        let rest = line.trim_start();
        let word = ["pub struct ", "pub enum ", "pub trait ", "pub type ", "pub union "]
            .iter()
            .find(|w| rest.starts_with(**w))?;
        Some(line.len() - rest.len() + word.len())
    };
    let names = text.lines().filter_map(|line| Some(&line[declared(line)?..]));
    // What a macro declares has its name elsewhere.
    let named = names.map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default());
    named.filter(|name| !name.is_empty()).collect()
}

#[test]
fn no_two_crates_have_a_public_type_of_the_same_name() {
    let mut homes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in fs::read_dir(crates()).expect("the crates") {
        let folder = entry.expect("an entry").path();
        let home = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let src = folder.join("src");
        for path in files(&src).iter().filter(|path| ends_in(path, &["rs"])) {
            for name in public_types(&code(&src.join(path))) {
                homes.entry(name.to_owned()).or_default().insert(home.clone());
            }
        }
    }

    assert!(homes.len() > 300, "the scan sees only {} types", homes.len());
    homes.retain(|_, crates| crates.len() > 1);
    let stale: Vec<_> = SHARED_NAMES.iter().filter(|(name, _)| !homes.contains_key(*name)).collect();
    homes.retain(|name, _| !SHARED_NAMES.iter().any(|(shared, _)| shared == name));
    assert!(homes.is_empty(), "{homes:#?}");
    assert!(stale.is_empty(), "listed, and not shared: {stale:?}");
}
