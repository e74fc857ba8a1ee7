//! `docs/security-model.md` says what the program declares: its tables are compared with routes and rights, with
//! limits and their defaults, with what may be kept of answers, and (`cached`) with what the cache does. What a table
//! says in words is its authors' business; who, how many and how long is not.

mod cached;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use edge::limits::{Budget, CallerKind, LimitScope, budgets};
use edge::{CachePolicy, LimitClass, Method, MountedEndpoint};
use infra::config::{DEFAULTS, Quota};
use market::authority::Rule;
use market::may::{CompanyKind, rights};

use crate::conventions::none;

const MODEL: &str = include_str!("../../../../docs/security-model.md");
/// Three printed pages of a small font.
const MAX_WORDS: usize = 2_200;

/// The rows of the table under a heading, cell by cell.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let start = MODEL.find(&format!("# {heading}\n")).unwrap_or_else(|| panic!("no heading \"{heading}\""));
    let section = MODEL[start + 2..].split("\n#").next().expect("a section");
    let lines = section.lines().filter(|line| line.starts_with('|')).skip(2);
    let rows: Vec<Vec<&str>> =
        lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>()).collect();
    assert!(!rows.is_empty(), "no table under \"{heading}\"");
    assert!(rows.iter().all(|row| row.len() == rows[0].len() && row.iter().all(|cell| !cell.is_empty())), "{heading}");
    rows
}

/// What stands in backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// The name that a row begins with.
fn name<'a>(row: &[&'a str]) -> &'a str {
    quoted(row[0]).first().copied().unwrap_or_else(|| panic!("{row:?} begins with no name"))
}

/// Where a cell is not what the program declares: says what to write there.
fn differences(due: &BTreeMap<&str, String>, rows: &[Vec<&str>], cell: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in rows {
        let name = name(row);
        if !seen.insert(name) {
            found.push(format!("{name} stands there twice"));
        }
        match due.get(name) {
            None => found.push(format!("{name} is not in the program")),
            Some(due) if due != row[cell] => {
                found.push(format!("{name}: write \"{due}\" in place of \"{}\"", row[cell]));
            }
            Some(_) => {}
        }
    }
    let missing = due.iter().filter(|(name, _)| !seen.contains(**name));
    found.extend(missing.map(|(name, due)| format!("`{name}` is missing: {due}")));
    found
}

/// Who may read at routes, or, where none of them reads, who may write.
fn open_to(routes: &[&MountedEndpoint]) -> String {
    let reads = routes.iter().any(|mounted| mounted.route.method == Method::Get);
    let asked = routes.iter().filter(|mounted| !reads || mounted.route.method == Method::Get);
    let rules: Vec<Rule> = asked.flat_map(|mounted| (mounted.rules)()).collect();
    let mut all = Vec::new();
    if rules.contains(&Rule::Anyone) {
        all.push("anyone".to_owned());
    }
    if rules.contains(&Rule::SignedIn) {
        all.push("whoever is signed in".to_owned());
    }
    for kind in CompanyKind::ALL {
        let lets_in = |rule: &Rule, role| match rule {
            Rule::Holds(of, right) => of.is_none_or(|of| of == *kind) && rights(*kind, role).contains(right),
            Rule::Anyone | Rule::SignedIn => false,
        };
        let roles: Vec<&str> = kind
            .roles()
            .iter()
            .filter(|role| rules.iter().any(|rule| lets_in(rule, **role)))
            .map(|role| role.as_str())
            .collect();
        if roles.len() == kind.roles().len() {
            all.push(format!("{kind}: every role"));
        } else if !roles.is_empty() {
            all.push(format!("{kind}: {}", roles.join(", ")));
        }
    }
    all.join("; ")
}

/// How much of a path a dashboard's address covers.
fn covers(address: &str, path: &str) -> Option<usize> {
    let rest = path.strip_prefix(address)?;
    let is_below = rest.is_empty() || address != "/" && rest.starts_with('/');
    is_below.then_some(address.len())
}

#[test]
fn every_page_is_of_one_dashboard_which_is_open_to_those_it_names() {
    let rows = table("Dashboards");
    let router = web::router();
    let mut pages: Vec<Vec<&MountedEndpoint>> = vec![Vec::new(); rows.len()];
    let mut wrong = Vec::new();

    for mounted in router.all() {
        let path = mounted.route.path;
        let of = |row: &[&str]| quoted(row[1]).into_iter().filter_map(|address| covers(address, path)).max();
        let longest = rows.iter().filter_map(|row| of(row)).max();
        let homes: Vec<usize> = (0..rows.len()).filter(|&nth| longest.is_some() && of(&rows[nth]) == longest).collect();
        match homes.as_slice() {
            [home] => pages[*home].push(mounted),
            _ => wrong.push(format!("{path} is a page of {} dashboards", homes.len())),
        }
    }
    for (row, pages) in rows.iter().zip(&pages) {
        let unused = quoted(row[1]).into_iter().filter(|a| !pages.iter().any(|m| covers(a, m.route.path).is_some()));
        wrong.extend(unused.map(|address| format!("{}: there are no pages under {address}", row[0])));
        let due = open_to(pages);
        if row[2] != due {
            wrong.push(format!("{}: write \"{due}\" in place of \"{}\"", row[0], row[2]));
        }
    }
    none("docs/security-model.md, Dashboards", &wrong);
}

/// A number as the document writes it.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let first = digits.len() % 3;
    let groups = (0..digits.len()).filter(|at| at % 3 == first).map(|at| &digits[at..at + 3]);
    let all: Vec<&str> = [&digits[..first]].into_iter().filter(|part| !part.is_empty()).chain(groups).collect();
    all.join(",")
}

/// A span of time as the document writes it.
fn span(seconds: u64) -> String {
    match seconds {
        1 => "a second".to_owned(),
        60 => "a minute".to_owned(),
        3_600 => "an hour".to_owned(),
        86_400 => "a day".to_owned(),
        s if s > 3_600 && s % 3_600 == 0 => format!("{} hours", s / 3_600),
        s if s > 60 && s % 60 == 0 => format!("{} minutes", s / 60),
        s => format!("{s} seconds"),
    }
}

fn quota_of(budget: Budget) -> Quota {
    let defaults: toml::Table = DEFAULTS.parse().expect("the defaults are TOML");
    defaults["limits"][budget.as_str()].clone().try_into().expect("a quota")
}

/// What a budget allows, as the document writes it.
fn allowed(budget: Budget) -> String {
    let quota = quota_of(budget);
    let mut text = match budget {
        Budget::Service if quota.requests == 0 => "no limit".to_owned(),
        Budget::SearchBurst => format!("{} at once", quota.requests),
        _ => format!("{} in {}", grouped(quota.requests), span(quota.seconds.into())),
    };
    if quota.burst > 0 {
        let _ = write!(text, ", {} in a second", quota.burst);
    }
    if quota.monitor_only {
        text.push_str(", watched only");
    }
    text
}

/// The limits of a class of routes, as the document writes them.
fn limits_of(class: LimitClass) -> String {
    let mut all = Vec::new();
    for known in [CallerKind::Address, CallerKind::Person] {
        for (budget, scope) in budgets(class, known) {
            let per = match scope {
                LimitScope::Caller => "caller",
                LimitScope::Address => "address",
                LimitScope::Person => "person",
                LimitScope::Company => "company",
            };
            let text = format!("{} per {per} (`{budget}`)", allowed(*budget));
            if !all.contains(&text) {
                all.push(text);
            }
        }
    }
    let is_of = |route: &edge::Route| route.limit == class || route.automatic == Some(class);
    let has_route = api::router().all().chain(web::router().all()).any(|mounted| is_of(&mounted.route));
    let prefix = if has_route { "" } else { "no route yet; " };
    if all.is_empty() { format!("{prefix}none of its own") } else { format!("{prefix}{}", all.join("; ")) }
}

#[test]
fn every_class_of_routes_has_the_limits_that_it_says() {
    let due = LimitClass::ALL.iter().map(|class| (class.as_str(), limits_of(*class))).collect();

    none("docs/security-model.md, Limits of routes", &differences(&due, &table("Limits of routes"), 1));
}

#[test]
fn every_other_limit_has_the_number_that_it_says() {
    let of_classes: BTreeSet<&str> = LimitClass::ALL
        .iter()
        .flat_map(|class| [CallerKind::Address, CallerKind::Person].into_iter().flat_map(|by| budgets(*class, by)))
        .map(|(budget, _)| budget.as_str())
        .collect();
    let others = Budget::ALL.iter().filter(|budget| !of_classes.contains(budget.as_str()));
    let due: BTreeMap<&str, String> = others.map(|budget| (budget.as_str(), allowed(*budget))).collect();

    none("docs/security-model.md, Other limits", &differences(&due, &table("Other limits"), 1));
}

#[test]
fn every_answer_that_others_may_keep_is_listed_with_its_policy() {
    let (api, web) = (api::router(), web::router());
    let mut due: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for mounted in api.all().chain(web.all()) {
        let policy = match mounted.cache() {
            CachePolicy::Never => continue,
            CachePolicy::Revalidate => "public, no-cache".to_owned(),
            CachePolicy::Public(seconds) => format!("public, max-age={seconds}"),
        };
        due.entry(policy).or_default().insert(mounted.route.path);
    }

    let rows = table("Answers that others may keep");
    let said: BTreeMap<String, BTreeSet<&str>> =
        rows.iter().map(|row| (name(row).to_owned(), quoted(row[1]).into_iter().collect())).collect();
    assert_eq!(said, due);
}

#[test]
fn settings_have_the_values_that_the_document_says() {
    let defaults: toml::Table = DEFAULTS.parse().expect("the defaults are TOML");
    let (mut wrong, mut seen) = (Vec::new(), 0);

    for text in quoted(MODEL) {
        let Some((key, said)) = text.split_once(" = ") else { continue };
        let (section, key) = key.split_once('.').unwrap_or_else(|| panic!("{text}: a section and a key"));
        let value = defaults.get(section).and_then(|section| section.get(key)).map(ToString::to_string);
        seen += 1;
        if value.as_deref() != Some(said) {
            wrong.push(format!("{text}: the default is {value:?}"));
        }
    }

    assert!(seen >= 8, "the document names {seen} settings with their values");
    none("docs/security-model.md, settings", &wrong);
}

#[test]
fn the_document_is_short_and_can_be_found() {
    let words = MODEL.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let top = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");

    assert!(words <= MAX_WORDS, "{words} words are more than three pages");
    for from in ["README.md", "SECURITY.md"] {
        let text = std::fs::read_to_string(top.join(from)).expect("a text");
        assert!(text.contains("(docs/security-model.md)"), "{from} does not lead there");
    }
}

#[test]
fn numbers_and_spans_are_written_as_people_write_them() {
    assert_eq!([1, 600, 1_000, 209_715_200].map(grouped), ["1", "600", "1,000", "209,715,200"]);
    let spans = [1, 30, 60, 900, 3_600, 7_200, 86_400].map(span);
    assert_eq!(spans, ["a second", "30 seconds", "a minute", "15 minutes", "an hour", "2 hours", "a day"]);
}
