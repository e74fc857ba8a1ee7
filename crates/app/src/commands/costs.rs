//! What each route costs the database, as the tests have measured it for this version of the program.

use std::collections::HashMap;

use super::print;

/// By engine, a line for each route: method, path, statements, transactions, round trips, round trips when it is asked
/// again. The test `snapshots::costs` compares them with what is measured.
const MEASURED: [(&str, &str); 3] = [
    ("SQLITE", include_str!("../../tests/snapshots/costs/sqlite.txt")),
    ("MYSQL/MARIADB", include_str!("../../tests/snapshots/costs/mariadb.txt")),
    ("POSTGRESQL", include_str!("../../tests/snapshots/costs/postgres.txt")),
];

/// Prints it. What was not measured is a question mark.
pub fn print_costs() {
    let measured = MEASURED.map(|(_, text)| by_route(text));
    let engines = MEASURED.map(|(engine, _)| format!("{engine:<29}"));
    print(format!("{:<7} {:<62} {}", "", "", engines.join("  ")).trim_end());
    print(&format!("{:<7} {:<62} {}", "METHOD", "PATH", ["STATEMENTS TRANS. TRIPS AGAIN"; 3].join("  ")));
    for mounted in crate::router().all() {
        let (method, path) = (mounted.route.method.name(), mounted.route.path);
        let costs = measured.each_ref().map(|by_route| {
            let [statements, transactions, trips, again] = by_route.get(&(method, path)).copied().unwrap_or(["?"; 4]);
            format!("{statements:>10} {transactions:>6} {trips:>5} {again:>5}")
        });
        print(&format!("{method:<7} {path:<62} {}", costs.join("  ")));
    }
}

fn by_route(text: &'static str) -> HashMap<(&'static str, &'static str), [&'static str; 4]> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let routes = lines.filter_map(|line| {
        let mut words = line.split_whitespace();
        let route = (words.next()?, words.next()?);
        Some((route, [words.next()?, words.next()?, words.next()?, words.next()?]))
    });
    routes.collect()
}
