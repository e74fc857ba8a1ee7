//! Names are the field's terms (`docs/glossary.md`): words that were once coined here do not come back in
//! types, functions, modules, files, configuration keys, metrics, route ids, rights or the command line.
//! And what the docs name is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use market::may::Permission;

/// Words that no name may contain, and the term in their stead.
const WORDS: &[(&str, &str)] = &[
    ("arrival", "incoming request"),
    ("carrier", "delivery partner"),
    ("carrying", "set cookie"),
    ("desk", "web, staff's pages"),
    ("door", "the page or layer that is meant"),
    ("doors", "auth"),
    ("fact", "event"),
    ("facts", "details"),
    ("fates", "scenarios"),
    ("fault", "error"),
    ("faults", "errors"),
    ("fitness", "password policy"),
    ("flights", "singleflight"),
    ("floor", "layer"),
    ("foresee", "preview"),
    ("glance", "try to authenticate"),
    ("glimpse", "auth result"),
    ("goto", "redirect"),
    ("heard", "after commit"),
    ("house", "app state, server"),
    ("journey", "pipeline"),
    ("kept", "cached, stored"),
    ("notebook", "recorder"),
    ("oddities", "anomalies"),
    ("oddity", "anomaly"),
    ("org", "company"),
    ("organization", "company"),
    ("owed", "pending"),
    ("passenger", "follower"),
    ("patience", "timeout"),
    ("pilot", "leader"),
    ("pulse", "node metrics"),
    ("purchase", "order"),
    ("purchases", "orders"),
    ("revive", "requeue"),
    ("revived", "requeued"),
    ("room", "capacity"),
    ("rooms", "load shedder"),
    ("said", "committed, flash"),
    ("saying", "with"),
    ("shadow", "monitor only"),
    ("shelf", "category"),
    ("shelves", "categories"),
    ("shown", "page, view"),
    ("stall", "offer"),
    ("stalls", "offers"),
    ("street", "layer"),
    ("told", "view, message"),
    ("tongue", "locale"),
    ("travel", "pipeline"),
    ("unfit", "weak password"),
    ("untold", "unsent"),
    ("ware", "product card"),
    ("watch", "security"),
    ("watched", "security log"),
    ("whoever", "authenticate"),
    ("workplace", "membership"),
];

/// Names that are taken by another thing as a whole, though their words are good in others.
const NAMES: &[(&str, &str)] = &[
    ("Ask", "Query, LimitCheck"),
    ("Asks", "Checks"),
    ("Because", "MovementCause"),
    ("Book", "Policies"),
    ("Built", "SqlBuilder"),
    ("By", "Auth"),
    ("Came", "an outcome with a name"),
    ("Do", "Action"),
    ("Everyone", "PublicScope"),
    ("Held", "what is held"),
    ("Left", "ResponseState"),
    ("NoGood", "InvalidToken"),
    ("Place", "what is meant: Location, ConcurrencyPermit, Membership"),
    ("Sent", "Response"),
    ("Standing", "Principal"),
    ("Taken", "Allocation"),
    ("Talk", "CancelSafe"),
    ("Trip", "RequestContext"),
    ("Wanted", "Demand"),
    ("Who", "RateSubject"),
    ("Worth", "SessionStatus"),
    ("also", "emit"),
    ("ask", "query, send"),
    ("asked", "filters"),
    ("brought", "read_cookie"),
    ("cast", "accounts"),
    ("face", "error_pages"),
    ("far", "remote"),
    ("foresee", "preview"),
    ("keep_draft", "commit_silently"),
    ("near", "local"),
    ("nothing_new", "no_change"),
    ("odd", "proxy_anomalies"),
    ("pad", "quick_order"),
    ("places", "memberships, locations"),
    ("seen", "preview, a view by its name"),
    ("to_its_end", "run_to_completion"),
    ("when", "format"),
];

/// Names that have such a word, and why they may.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("ask", "the step of the demo that asks to join; the form's question"),
    ("pad", "a one-time pad: the field's term"),
    ("places", "columns of a CSV header; seats of a shared table in demo data"),
];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Files below a folder, named from the repository's top.
fn files(under: &str) -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![top().join(under)]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder of the repository") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(top()).expect("it is below").to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

fn read(path: &str) -> String {
    fs::read_to_string(top().join(path)).expect("a text")
}

/// Code without unit tests, comments and literals.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let (mut out, mut rest) = (String::new(), text);
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '"' => literal(&out, rest),
            '\'' if rest.starts_with("'\\") => rest[3..].find('\'').map_or(rest.len(), |end| end + 4),
            '\'' if rest.chars().nth(2) == Some('\'') => rest.chars().take(3).map(char::len_utf8).sum(),
            _ => 0,
        };
        if skipped == 0 {
            out.push(c);
        }
        rest = &rest[skipped.max(c.len_utf8())..];
    }
    out
}

/// How long the literal is that begins here; what stands before it says whether it is raw.
fn literal(before: &str, rest: &str) -> usize {
    let bare = before.trim_end_matches('#');
    if bare.ends_with('r') {
        let end = format!("\"{}", "#".repeat(before.len() - bare.len()));
        return rest[1..].find(&end).map_or(rest.len(), |at| at + 1 + end.len());
    }
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn is_of_a_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The names that a text declares.
fn declared(text: &str) -> Vec<&str> {
    let mut tokens = text.split(|c: char| !is_of_a_name(c)).filter(|token| !token.is_empty()).peekable();
    let mut names = Vec::new();
    while let Some(token) = tokens.next() {
        if matches!(token, "struct" | "enum" | "trait" | "type" | "fn" | "mod" | "const" | "static" | "macro_rules")
            && let Some(name) = tokens.peek()
            && !matches!(*name, "fn" | "mut" | "unsafe" | "async")
        {
            names.push(*name);
        }
    }
    names
}

/// The words of a name: cut at what is no letter or digit, and before a capital.
fn words(name: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut after_small = false;
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() || c.is_ascii_uppercase() && after_small {
            all.push(String::new());
        }
        if c.is_ascii_alphanumeric() {
            all.last_mut().expect("there is one").push(c.to_ascii_lowercase());
        }
        after_small = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    all.retain(|word| !word.is_empty());
    all
}

/// What is wrong with a name.
fn mistake_in(name: &str) -> Option<String> {
    let whole = NAMES.iter().find(|(wrong, _)| *wrong == name);
    let words = words(name);
    let part = WORDS.iter().find(|(wrong, _)| words.iter().any(|word| word == wrong));
    let (wrong, term) = whole.or(part)?;
    Some(format!("{name}: not `{wrong}`; {term}"))
}

/// Every name in the program, with where it is.
fn names() -> BTreeSet<(String, String)> {
    let mut all = BTreeSet::new();
    for path in files("crates").iter().filter(|path| path.contains("/src/")) {
        let way = path.split_once("/src/").expect("it has one").1;
        all.extend(way.split(['/', '.']).map(|part| (part.to_owned(), path.clone())));
        if !is_a(path, "rs") {
            continue;
        }
        let text = read(path);
        all.extend(declared(&code(&text)).into_iter().map(|name| (name.to_owned(), path.clone())));
        let metrics = text.split('"').filter(|literal| literal.starts_with("aqad_") && !literal.contains(' '));
        all.extend(metrics.map(|metric| (metric.to_owned(), path.clone())));
    }
    for line in read("config/default.toml").lines() {
        let line = line.trim_start_matches(['#', ' ', '[']);
        let key: String = line.chars().take_while(|c| is_of_a_name(*c)).collect();
        if line[key.len()..].starts_with([' ', ']']) && !key.contains(char::is_uppercase) {
            all.insert((key, "config/default.toml".to_owned()));
        }
    }
    let cli = code(&read("crates/app/src/cli.rs"));
    all.extend(cli.split(|c| !is_of_a_name(c)).map(|name| (name.to_owned(), "the command line".to_owned())));
    for mounted in api::router().all().chain(web::router().all()) {
        all.insert((mounted.route.id.to_owned(), "a route".to_owned()));
    }
    all.extend(Permission::ALL.iter().map(|right| (right.as_str().to_owned(), "a right".to_owned())));
    all
}

fn is_a(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end == ending)
}

#[test]
fn no_name_has_a_word_that_only_its_builders_know() {
    let names = names();
    let excused = |name: &str| EXCEPTIONS.iter().any(|(known, _)| *known == name);

    assert!(names.len() > 3_000, "the scan sees only {} names", names.len());
    let wrong: Vec<String> = names
        .iter()
        .filter(|(name, _)| !excused(name))
        .filter_map(|(name, at)| Some(format!("{at}: {}", mistake_in(name)?)))
        .collect();
    assert!(wrong.is_empty(), "{} names:\n{}", wrong.len(), wrong.join("\n"));
    let stale: Vec<_> = EXCEPTIONS
        .iter()
        .filter(|(known, _)| !names.iter().any(|(name, _)| name == known && mistake_in(name).is_some()))
        .collect();
    assert!(stale.is_empty(), "exceptions for what is not there: {stale:?}");
}

#[test]
fn the_scan_cuts_names_into_words() {
    assert_eq!(words("HTTPTooSlow"), ["httptoo", "slow"]);
    assert_eq!(words("vendorOrder_2 kept.rs"), ["vendor", "order", "2", "kept", "rs"]);
    assert_eq!(declared("pub const fn kept() {} struct House; const A: u8 = 1;"), ["kept", "House", "A"]);
    assert!(
        mistake_in("keep_kept_reply").is_some() && mistake_in("Left").is_some() && mistake_in("tries_left").is_none()
    );
}

/// What stands in backticks in a document, code blocks left out.
fn quoted(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|part| part.split('`').skip(1).step_by(2)).collect()
}

/// What kind of thing a document names: a metric, a path, a key of the configuration.
enum Named<'a> {
    Metric(&'a str),
    Path(&'a str),
    Key(&'a str),
}

fn named(text: &str) -> Option<Named<'_>> {
    const FOLDERS: &str = "crates docs config migrations scripts bench .ci .config api app cache edge infra kernel \
        limiter market redis-link seed supervisor testkit web";
    const SECTIONS: [&str; 10] =
        ["server", "database", "auth", "cache", "limits", "cors", "trade", "retention", "jobs", "log"];

    let is_plain = text.chars().all(|c| is_of_a_name(c) || matches!(c, '/' | '.' | '-'));
    if text.starts_with("aqad_") {
        return text.split('{').next().map(Named::Metric);
    }
    if let Some((folder, _)) = text.split_once('/') {
        return (is_plain && FOLDERS.split(' ').any(|known| known == folder)).then_some(Named::Path(text));
    }
    let (section, key) = text.split_once('.')?;
    (SECTIONS.contains(&section) && key.chars().all(is_of_a_name)).then_some(Named::Key(text))
}

fn is_path(text: &str) -> bool {
    let there = |path: &str| ["", ".rs", ".md"].iter().any(|ending| top().join(format!("{path}{ending}")).exists());
    // `docs/adr/0017` names the file by its number.
    let begins = |(folder, name): (&str, &str)| {
        fs::read_dir(top().join(folder)).is_ok_and(|mut entries| {
            entries.any(|entry| entry.expect("an entry").file_name().to_string_lossy().starts_with(name))
        })
    };
    there(text)
        || there(&format!("crates/{text}"))
        || text.starts_with("docs/") && text.rsplit_once('/').is_some_and(begins)
}

#[test]
fn paths_keys_and_metrics_that_docs_name_are_there() {
    let own = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "STYLE.md", "SECURITY.md"];
    let docs = files("docs").into_iter().filter(|path| is_a(path, "md") && !path.ends_with("glossary.md"));
    let docs: Vec<String> = own.iter().map(|&name| name.to_owned()).chain(docs).collect();
    let names: BTreeSet<String> = names().into_iter().map(|(name, _)| name).collect();
    let sources: String = files("crates").iter().filter(|path| is_a(path, "rs")).map(|path| read(path)).collect();
    let (mut gone, mut seen) = (Vec::new(), 0);

    for doc in &docs {
        let text = read(doc);
        for named in quoted(&text).into_iter().filter_map(named) {
            seen += 1;
            let (text, is_there) = match named {
                Named::Metric(name) => (name, names.contains(name)),
                Named::Path(path) => (path, is_path(path)),
                // Codes of problems and rights look like keys; files too.
                Named::Key(key) => (
                    key,
                    key.rsplit('.').next().is_some_and(|last| ["rs", "html"].contains(&last) || names.contains(last))
                        || sources.contains(&format!("\"{key}\"")),
                ),
            };
            if !is_there {
                gone.push(format!("{doc}: {text}"));
            }
        }
    }

    assert!(seen > 80, "the scan sees only {seen}");
    assert!(gone.is_empty(), "what docs name and is not there: {gone:#?}");
}
