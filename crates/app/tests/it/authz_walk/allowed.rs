//! Who may do what, written by hand: the texts in `tests/authorization`. Nothing here asks the program's own
//! tables, so that a right given to the wrong role is a difference, and not a new expectation.

use std::collections::{BTreeMap, BTreeSet};

use edge::{Admits, MountedEndpoint};
use market::authority::{CompanyState, Rule};
use market::may::{CompanyKind, Permission, Role, rights};

use super::world::Holder;

const RIGHTS: &str = include_str!("../../authorization/rights.txt");
const ENDPOINTS: &str = include_str!("../../authorization/endpoints.txt");
const PAGES: &str = include_str!("../../authorization/pages.txt");

/// Whom a route serves.
#[derive(Debug, PartialEq, Eq)]
pub enum Who {
    Anyone,
    SignedIn,
    /// People of a suspended company as well.
    EvenSuspended,
    Roles(BTreeSet<(CompanyKind, Role)>),
}

/// What a route has for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    Entry,
    NoRight,
    NotApproved,
}

impl Who {
    fn parse(heading: &str) -> Self {
        match heading {
            "anyone" => Self::Anyone,
            "signed in" => Self::SignedIn,
            "signed in, also while suspended" => Self::EvenSuspended,
            _ => Self::Roles(heading.split("; ").flat_map(roles_of).collect()),
        }
    }
    pub fn due(&self, holder: &Holder) -> Due {
        match self {
            Self::SignedIn if holder.state == CompanyState::Suspended => Due::NotApproved,
            Self::Anyone | Self::SignedIn | Self::EvenSuspended => Due::Entry,
            Self::Roles(roles) if !roles.contains(&(holder.kind, holder.role)) => Due::NoRight,
            Self::Roles(_) if holder.state == CompanyState::Approved => Due::Entry,
            Self::Roles(_) => Due::NotApproved,
        }
    }
    pub fn serves(&self, kind: CompanyKind, role: Role) -> bool {
        match self {
            Self::Anyone | Self::SignedIn | Self::EvenSuspended => true,
            Self::Roles(roles) => roles.contains(&(kind, role)),
        }
    }
}

fn roles_of(part: &str) -> Vec<(CompanyKind, Role)> {
    let (kind, roles) = part.split_once(": ").unwrap_or_else(|| panic!("{part:?} names no type of company"));
    let kind = kind.parse().unwrap_or_else(|()| panic!("{kind:?} is no type of company"));
    roles.split(", ").map(|role| (kind, role.parse().unwrap_or_else(|()| panic!("{role:?} is no role")))).collect()
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Method and path of a route to whom it serves.
fn allowed(text: &'static str) -> BTreeMap<(&'static str, &'static str), Who> {
    let (mut allowed, mut heading) = (BTreeMap::new(), "");
    for line in lines(text) {
        let Some(route) = line.strip_prefix("    ") else {
            heading = line;
            continue;
        };
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let twice = allowed.insert((method, path.trim_start()), Who::parse(heading));
        assert!(twice.is_none(), "{route} stands there twice");
    }
    allowed
}

/// Whom this endpoint or page serves.
pub fn who(mounted: &MountedEndpoint) -> Who {
    let route = (mounted.route.method.name(), mounted.route.path);
    let found = allowed(ENDPOINTS).remove(&route).or_else(|| allowed(PAGES).remove(&route));
    found.unwrap_or_else(|| panic!("tests/authorization does not say whom {route:?} serves"))
}

/// What the program would answer by its declarations and its table of rights.
fn as_declared(rules: &[Rule]) -> Who {
    let mut roles = BTreeSet::new();
    for rule in rules {
        match *rule {
            Rule::Anyone => return Who::Anyone,
            Rule::SignedIn => return Who::SignedIn,
            Rule::Holds(kind, right) => {
                for kind in CompanyKind::ALL.iter().copied().filter(|k| kind.is_none_or(|kind| kind == *k)) {
                    let holders = kind.roles().iter().filter(|role| rights(kind, **role).contains(&right));
                    roles.extend(holders.map(|role| (kind, *role)));
                }
            }
        }
    }
    Who::Roles(roles)
}

fn differences(text: &'static str, routes: &edge::Router) -> Vec<String> {
    let mut allowed = allowed(text);
    let mut wrong = Vec::new();
    for mounted in routes.all() {
        let (method, path) = (mounted.route.method.name(), mounted.route.path);
        let mut declared = as_declared(&(mounted.rules)());
        if declared == Who::SignedIn && mounted.route.admits != Admits::Unrestricted {
            declared = Who::EvenSuspended;
        }
        match allowed.remove(&(method, path)) {
            None => wrong.push(format!("{method} {path} is not in the text: it serves {declared:?}")),
            Some(who) if who != declared => {
                wrong.push(format!("{method} {path} is to serve {who:?}, and serves {declared:?}"));
            }
            Some(_) => {}
        }
    }
    wrong.extend(allowed.keys().map(|(method, path)| format!("{method} {path} is in the text only")));
    wrong
}

#[test]
fn every_endpoint_serves_the_roles_that_were_decided() {
    let wrong = differences(ENDPOINTS, &api::router());

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_serves_the_roles_that_were_decided() {
    let wrong = differences(PAGES, &web::router());

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rights of each role, by the text.
fn decided_rights() -> BTreeMap<(CompanyKind, Role), BTreeSet<Permission>> {
    let mut decided = BTreeMap::new();
    for table in RIGHTS.split("\n\n").filter(|table| lines_of(table).count() > 1) {
        let mut lines = lines_of(table);
        let mut heading = lines.next().expect("a heading").split_whitespace();
        let kind: CompanyKind = heading.next().and_then(|word| word.parse().ok()).expect("a type of company");
        let roles: Vec<Role> = heading.map(|word| word.parse().expect("a role")).collect();
        assert_eq!(roles, kind.roles(), "the roles of {kind}");
        for role in &roles {
            decided.insert((kind, *role), BTreeSet::new());
        }
        for line in lines {
            let mut words = line.split_whitespace();
            let right: Permission = words.next().and_then(|word| word.parse().ok()).expect("a right");
            let cells: Vec<bool> = words.map(is_yes).collect();
            assert_eq!(cells.len(), roles.len(), "{line}");
            let holders = roles.iter().zip(cells).filter(|(_, holds)| *holds);
            for (role, _) in holders {
                decided.entry((kind, *role)).or_default().insert(right);
            }
        }
    }
    decided
}

fn lines_of(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn is_yes(cell: &str) -> bool {
    assert!(matches!(cell, "yes" | "-"), "{cell:?} is neither yes nor -");
    cell == "yes"
}

#[test]
fn every_role_holds_the_rights_that_were_decided() {
    let decided = decided_rights();

    assert_eq!(decided.len(), CompanyKind::ALL.iter().map(|kind| kind.roles().len()).sum::<usize>());
    for (kind, role) in CompanyKind::ALL.iter().flat_map(|kind| Role::ALL.iter().map(move |role| (*kind, *role))) {
        let held: BTreeSet<Permission> = rights(kind, role).iter().copied().collect();
        let due = decided.get(&(kind, role)).cloned().unwrap_or_default();
        let (more, less): (Vec<_>, Vec<_>) = (held.difference(&due).collect(), due.difference(&held).collect());
        assert!(more.is_empty() && less.is_empty(), "{kind} {role} holds {more:?} besides, and lacks {less:?}");
    }
}
