//! The files of a crate import each other in one direction: whoever reads one need not read what imports it.
//!
//! A scan of paths, not a compiler. An import is a path that begins with `crate`, `super`, `self` or a module of
//! the file's own, in a `use` or in code. A name that a file only passes on (`pub use`) is imported from the file
//! it comes from. What a file imports from modules below itself does not count: it holds them together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::architecture::{crates, ends_in, files};

/// A file by its module path; the root is empty.
type Module = Vec<String>;
/// Which files a file imports.
type Graph = BTreeMap<Module, BTreeSet<Module>>;

/// A path of a file as it is written, the name it gets there, and whether it is passed on.
struct Import {
    path: Vec<String>,
    name: String,
    is_public: bool,
}

fn segments(path: &str) -> Vec<String> {
    path.split("::").map(str::trim).filter(|segment| !segment.is_empty()).map(str::to_owned).collect()
}

/// The paths of a `use`: `a::{b, c::{self, D as E}}` has three.
fn expand(prefix: &[String], tree: &str, found: &mut Vec<(Vec<String>, String)>) {
    let tree = tree.trim();
    if let Some((before, inside)) = tree.split_once('{') {
        let prefix = [prefix, &segments(before)].concat();
        let inside = inside.strip_suffix('}').expect("a use that ends");
        let (mut depth, mut start) = (0_usize, 0);
        for (at, char) in inside.char_indices() {
            match char {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    expand(&prefix, &inside[start..at], found);
                    start = at + 1;
                }
                _ => {}
            }
        }
        expand(&prefix, &inside[start..], found);
    } else if !tree.is_empty() {
        let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim())));
        let mut path = [prefix, &segments(path)].concat();
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = alias.map_or_else(|| path.last().cloned().unwrap_or_default(), str::to_owned);
        found.push((path, name));
    }
}

/// All paths of a file: those of its `use` statements, and those in its code.
fn imports(text: &str) -> Vec<Import> {
    let (mut found, mut code) = (Vec::new(), String::new());
    let mut lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    while let Some(line) = lines.next() {
        let words: Vec<&str> = line.split_whitespace().take(2).collect();
        let is_public = matches!(words.as_slice(), [visible, "use"] if visible.starts_with("pub"));
        if !is_public && words.first() != Some(&"use") {
            code.extend([line, "\n"]);
            continue;
        }
        let mut statement = line.to_owned();
        while !statement.contains(';') {
            statement.push_str(lines.next().expect("a use that ends"));
        }
        let tree = statement.split_once("use ").expect("it is one").1.split(';').next().unwrap_or_default();
        let mut paths = Vec::new();
        expand(&[], tree, &mut paths);
        found.extend(paths.into_iter().map(|(path, name)| Import { path, name, is_public }));
    }
    let of_a_path = |char: char| char.is_alphanumeric() || matches!(char, '_' | ':' | '$');
    let tokens = code.split(|char| !of_a_path(char)).filter(|token| token.contains("::") && !token.starts_with(':'));
    found.extend(tokens.map(|token| Import { path: segments(token), name: String::new(), is_public: false }));
    found
}

/// A path as the root sees it; `None` where it leads out of the crate, or to a name in scope.
fn from_root(module: &Module, path: &[String], files: &BTreeMap<Module, Vec<Import>>) -> Option<Module> {
    let ups = path.iter().take_while(|segment| *segment == "super").count();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([module, &path[1..]].concat()),
        "super" => Some([&module[..module.len().saturating_sub(ups)], &path[ups..]].concat()),
        _ => files.contains_key(&[module, &path[..1]].concat()).then(|| [module, path].concat()),
    }
}

/// The file that a path leads to: the deepest module on it, or where that one has the next name from.
fn file_of(path: &Module, files: &BTreeMap<Module, Vec<Import>>, hops: usize) -> Module {
    let mut depth = path.len();
    while depth > 0 && !files.contains_key(&path[..depth]) {
        depth -= 1;
    }
    let module = path[..depth].to_vec();
    let passed_on = path.get(depth).and_then(|name| {
        let import = files.get(&module)?.iter().find(|import| import.is_public && import.name == *name)?;
        from_root(&module, &import.path, files).map(|source| [source.as_slice(), &path[depth + 1..]].concat())
    });
    match passed_on {
        Some(source) if hops < 9 => file_of(&source, files, hops + 1),
        _ => module,
    }
}

fn graph(texts: &BTreeMap<Module, String>) -> Graph {
    let files: BTreeMap<Module, Vec<Import>> =
        texts.iter().map(|(module, text)| (module.clone(), imports(text))).collect();
    let of = |(module, imports): (&Module, &Vec<Import>)| {
        let paths = imports.iter().filter_map(|import| from_root(module, &import.path, &files));
        let imported = paths.map(|path| file_of(&path, &files, 0)).filter(|file| !file.starts_with(module));
        (module.clone(), imported.collect())
    };
    files.iter().map(of).collect()
}

/// A cycle, if there is one, in the order of the imports.
fn cycle(graph: &Graph) -> Option<Vec<Module>> {
    let mut left = graph.clone();
    // What imports nothing that is left is in no cycle.
    loop {
        let ends: BTreeSet<Module> =
            left.keys().filter(|m| left[*m].iter().all(|to| !left.contains_key(to))).cloned().collect();
        if ends.is_empty() {
            break;
        }
        left.retain(|module, _| !ends.contains(module));
    }
    // From whatever is left one can go on for ever.
    let mut way = vec![left.keys().next()?.clone()];
    loop {
        let next = left[way.last()?].iter().find(|to| left.contains_key(*to))?;
        if let Some(start) = way.iter().position(|module| module == next) {
            return Some(way.split_off(start));
        }
        way.push(next.clone());
    }
}

/// The files of a crate without their unit tests.
fn texts(name: &str) -> BTreeMap<Module, String> {
    let src = crates().join(name).join("src");
    let paths = files(&src).into_iter().filter(|path| ends_in(path, &["rs"]) && !path.ends_with("main.rs"));
    let by_module = paths.map(|path| {
        let mut module: Module =
            path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
        module.pop_if(|last| matches!(last.as_str(), "mod" | "lib"));
        let text = fs::read_to_string(src.join(path)).expect("a text");
        (module, text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned())
    });
    by_module.collect()
}

#[test]
fn files_of_a_crate_do_not_import_each_other_in_a_circle() {
    let mut circles = Vec::new();
    for entry in fs::read_dir(crates()).expect("the crates") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let circle = cycle(&graph(&texts(&name))).unwrap_or_default();
        let names: Vec<String> = circle.iter().chain(circle.first()).map(|module| module.join("::")).collect();
        if !names.is_empty() {
            circles.push(format!("{name}: {}", names.join(" -> ")));
        }
    }
    assert!(circles.is_empty(), "files that import each other in a circle: {circles:#?}");
}

#[test]
fn the_scan_sees_imports_of_every_form() {
    let of = |files: &[(&str, &str)]| graph(&files.iter().map(|(m, text)| (segments(m), (*text).to_owned())).collect());
    let files = [
        ("", "mod a;\npub mod b;\nmod c;\npub(crate) use b::{Shown as Thing, inner::Deep};"),
        ("a", "// use crate::z;\nuse std::fmt;\nuse crate::{\n    Thing,\n    c::{self, Other},\n};"),
        ("b", "use inner::Deep;\nfn f() { super::c::g::<u8>() }"),
        ("b::inner", "use super::Shown;"),
        ("c", ""),
    ];
    let seen = of(&files);
    let names = |module: &str| seen[&segments(module)].iter().map(|file| file.join("::")).collect::<Vec<_>>().join(" ");
    assert_eq!([names("a"), names("b"), names("b::inner")], ["b c", "c", "b"]);
    assert_eq!(cycle(&seen), None);

    for back in ["use super::Thing;", "fn f() -> crate::Deep { todo!() }", "use crate::a::{self as other};"] {
        let mut files = files;
        files[4].1 = back;
        let circle = cycle(&of(&files)).unwrap_or_default();
        assert!(circle.contains(&segments("c")), "`{back}` is not seen: {circle:?}");
    }

    let edge = graph(&texts("edge"));
    assert!(edge[&segments("pipeline")].contains(&segments("limits::subject")), "a name that `limits` passes on");
}
