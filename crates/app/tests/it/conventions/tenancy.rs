//! Whose rows a statement touches: whatever reads or writes a table of companies or people names the
//! owner in a condition of its own, or says in a comment `// TENANT:` why it needs none.

use std::collections::BTreeSet;

use super::{Source, none, sources, top, walk};

/// Columns that say whose a row is.
const OWNERS: [&str; 6] = ["company_id", "vendor_id", "retailer_id", "partner_id", "rider_id", "user_id"];

/// A statement, or a piece of one, with its text for each engine.
struct Statement {
    place: String,
    name: String,
    texts: Vec<String>,
    has_reason: bool,
}

/// Tables with a column that says whose a row is.
fn owned_tables() -> BTreeSet<String> {
    let mut migrations = Vec::new();
    walk(&top().join("migrations/sqlite"), "", &[], &mut migrations);
    let mut owned = BTreeSet::new();
    for table in migrations.iter().flat_map(|m| m.text.split("create table ").skip(1)) {
        let (name, rest) = table.split_once(" (").expect("a table has columns");
        let columns = rest.split("\n)").next().unwrap_or_default();
        if columns.lines().filter_map(|line| line.split_whitespace().next()).any(|column| OWNERS.contains(&column)) {
            owned.insert(name.to_owned());
        }
    }
    owned
}

/// The name that a line begins a statement with.
fn named(line: &str) -> Option<&str> {
    let line = line.trim_start().trim_start_matches("pub(super) ").trim_start_matches("const ");
    let (name, text) = line.split_once(" =").map(|(name, text)| (name.trim_end_matches(": Stmt"), text.trim()))?;
    let is_name = name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    let is_statement = text.starts_with(['"', '[']) || text == "{" || text.is_empty() || text.starts_with("Stmt::");
    (is_name && !name.is_empty() && is_statement).then_some(name)
}

fn statements(source: &Source) -> Vec<Statement> {
    let lines: Vec<&str> = source.text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = named(line) else { continue };
        let end = lines[at..]
            .iter()
            .position(|line| ["\";", "\"];", "};"].iter().any(|end| line.ends_with(end)) || line.ends_with(");"));
        let text = lines[at..=at + end.expect("a statement ends")].join("\n").replace("\\\"", "'");
        let above = lines[..at].iter().rev().take_while(|line| line.trim_start().starts_with("//"));
        found.push(Statement {
            place: format!("{}:{}", source.path, at + 1),
            name: name.to_owned(),
            texts: text.split('"').skip(1).step_by(2).map(str::to_owned).collect(),
            has_reason: above.into_iter().any(|line| line.contains("// TENANT: ")),
        });
    }
    found
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || c == '(').filter(|word| !word.is_empty()).collect()
}

fn touches(text: &str, owned: &BTreeSet<String>) -> bool {
    let names = words(text);
    names.windows(2).any(|two| ["from", "join", "update", "into"].contains(&two[0]) && owned.contains(two[1]))
}

/// Whether a condition that nothing else can make void names the owner; of an insert, a column.
fn names_owner(text: &str) -> bool {
    if text.starts_with("insert") {
        let columns = text.split([')', '(']).nth(1).unwrap_or_default();
        return columns.split(", ").any(|column| OWNERS.contains(&column));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(4).any(|four| {
        // Behind a bracket it may be one of several conditions, of which one is enough.
        let column = four[1].split_once('.').filter(|(alias, _)| !alias.starts_with('('));
        let column = column.map_or(four[1], |(_, column)| column);
        ["where", "and", "on"].contains(&four[0])
            && OWNERS.contains(&column)
            && four[2] == "="
            && four[3].starts_with('?')
    })
}

/// Whether an "or" stands beside the conditions, outside all brackets: it would make each of them void.
fn has_bare_or(text: &str) -> bool {
    let mut depth = 0;
    text.split_whitespace().any(|word| {
        let is_bare = depth == 0 && word == "or";
        depth += word.matches('(').count();
        depth -= depth.min(word.matches(')').count());
        is_bare
    })
}

fn is_scoped(text: &str, owned: &BTreeSet<String>) -> bool {
    let halves = text.split(" union all ").filter(|half| touches(half, owned));
    !has_bare_or(text) && halves.into_iter().all(names_owner)
}

/// The functions of some files that use a statement.
fn users<'s>(stores: &[&'s Source], statement: &str) -> Vec<&'s str> {
    let (mut found, used) = (Vec::new(), format!("&{statement}"));
    for function in stores.iter().flat_map(|store| store.text.split("fn ").skip(1)) {
        let mut uses = function.split(&used).skip(1);
        if uses.any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')) {
            found.push(function.split(['(', '<']).next().unwrap_or_default());
        }
    }
    found
}

#[test]
fn a_statement_of_a_companys_table_names_the_company_or_says_why_not() {
    let (owned, all) = (owned_tables(), sources());
    let (mut unscoped, mut needless, mut scoped, mut excused) = (Vec::new(), Vec::new(), 0, 0);
    let stores: Vec<&Source> = all.iter().filter(|source| source.subject().is_some() && source.is_store()).collect();
    for store in &stores {
        let of_subject: Vec<&Source> =
            stores.iter().filter(|other| other.subject() == store.subject()).copied().collect();
        for statement in statements(store) {
            let of_owners = statement.texts.iter().any(|text| touches(text, &owned));
            let is_scoped = of_owners && statement.texts.iter().all(|text| is_scoped(text, &owned));
            let users = users(&of_subject, &statement.name);
            let is_named_unscoped = !users.is_empty() && users.iter().all(|name| name.ends_with("_unscoped"));
            scoped += usize::from(is_scoped);
            excused += usize::from(of_owners && statement.has_reason);
            if of_owners && !is_scoped && !is_named_unscoped && !statement.has_reason {
                unscoped.push(format!("{}: {}, of {users:?}", statement.place, statement.name));
            }
            if statement.has_reason && (!of_owners || is_scoped) {
                needless.push(format!("{}: {}", statement.place, statement.name));
            }
        }
    }

    assert!(owned.contains("stock_levels") && owned.contains("basket_lines") && owned.len() > 15, "{owned:?}");
    assert!(scoped > 60 && excused > 40, "the scan sees only {scoped} scoped statements and {excused} with a reason");
    none("neither names whose rows it is for, nor is _unscoped, nor says why after // TENANT:", &unscoped);
    none("says why it is not scoped, and needs no reason", &needless);
}

#[test]
fn a_condition_that_something_else_makes_void_does_not_count() {
    let owned = owned_tables();
    let yes = [
        "select id from locations where vendor_id = ? and id > ?",
        "update notices set read_at = ? where at <= ? and company_id = ?",
        "insert into notices (id, company_id) values (?, ?)",
        "select id from a join stock_levels s on s.vendor_id = ?",
        "select id from orders where retailer_id = ? union all select order_id from vendor_orders where retailer_id = ?",
    ];
    let no = [
        "select id from locations where id > ?",
        "select id from locations where (vendor_id = ? or 1=1) and id > ?",
        "select l.id from locations l where (l.vendor_id = ? or 1=1) and l.id > ?",
        "select id from locations where vendor_id = ? or 1 = 1",
        "update deliveries set partner_id = ? where id = ?",
        "select id, company_id from notices where id = ?",
        "select id from orders where retailer_id = ? union all select order_id from vendor_orders where number = ?",
        "select id from stock_levels s where s.vendor_id <> ?",
        "insert into notices (id, text) values (?, ?)",
    ];

    for text in yes {
        assert!(touches(text, &owned) && is_scoped(text, &owned), "{text}");
    }
    for text in no {
        assert!(touches(text, &owned) && !is_scoped(text, &owned), "{text}");
    }
    assert!(!touches("select id from categories where slug = ?", &owned));
}
