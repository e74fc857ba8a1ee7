//! What can be read off the sources: what they use, and what they must not.

use std::fs;
use std::path::Path;

use testkit::{Engine, TestApp};

use crate::architecture::ends_in;
use crate::conventions::{Source, none, sources, top, walk};

fn text(path: &str) -> String {
    fs::read_to_string(top().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Templates, scripts and styles of the pages.
fn page_files() -> Vec<Source> {
    let mut found = Vec::new();
    walk(&top().join("crates/web/src"), "crates/web/src", &[], &mut found);
    found.retain(|source| ends_in(Path::new(&source.path), &["html", "js", "css"]));
    assert!(found.len() > 50, "the scan sees only {} files", found.len());
    found
}

/// Lines of our code with one of these words, outside what may.
fn code_with(words: &[&str], may: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !may.iter().any(|path| source.path.starts_with(path))) {
        let bad = source.code().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        found.extend(bad.map(|(at, line)| format!("{}:{at}: {}", source.path, line.trim())));
    }
    found
}

/// The packages of the lock file: name, source and sum.
fn packages() -> Vec<(String, Option<String>, Option<String>)> {
    let lock = text("Cargo.lock");
    let field = |package: &str, name: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(&format!("{name} = \"")))?;
        Some(line.trim_end_matches('"').to_owned())
    };
    let read =
        |package: &str| (field(package, "name").expect("a name"), field(package, "source"), field(package, "checksum"));
    let found: Vec<_> = lock.split("[[package]]").skip(1).map(read).collect();
    assert!(found.len() > 100, "the scan sees only {} packages", found.len());
    found
}

#[test]
fn own_code_is_memory_safe_and_its_arithmetic_is_checked() {
    let manifest = text("Cargo.toml");
    assert!(manifest.contains("\nunsafe_code = \"forbid\"\n"));
    let release = manifest.split("[profile.release]").nth(1).and_then(|rest| rest.split("\n[").next()).expect("it");
    assert!(release.contains("overflow-checks = true"), "{release}");
    let mut manifests = Vec::new();
    walk(&top().join("crates"), "crates", &["target", "src", "tests"], &mut manifests);
    manifests.retain(|source| source.path.ends_with("/Cargo.toml"));
    assert!(manifests.len() > 10, "the scan sees only {} crates", manifests.len());
    let without = manifests.iter().filter(|source| !source.text.contains("[lints]\nworkspace = true"));

    none("a crate without the workspace's lints", &without.map(|source| &source.path).collect::<Vec<_>>());
}

#[test]
fn no_code_starts_a_process_or_asks_another_server() {
    let words = ["process::Command", "reqwest", "hyper::client", "hyper_util::client", "ureq", "danger_accept"];
    none("a process or a request to others", &code_with(&words, &["crates/testkit/"]));
}

#[test]
fn no_weak_algorithm_is_used_or_depended_on_by_us() {
    let words = ["Md5", "Sha1", "md5::", "sha1::", "Aes", "Ecb", "Rc4", "RS256", "HS256", "Pkcs1"];
    none("a weak algorithm", &code_with(&words, &[]));

    let manifest = text("Cargo.toml");
    for crate_name in ["md-5", "md5", "sha1", "sha-1", "rsa", "rc4", "des", "ecb", "openssl"] {
        assert!(!manifest.contains(&format!("\n{crate_name} = ")), "{crate_name} is a dependency of ours");
    }
    for crate_name in ["argon2", "chacha20poly1305", "hmac", "sha2"] {
        assert!(manifest.contains(&format!("\n{crate_name} = ")), "{crate_name} is what it is done with");
    }
}

#[test]
fn the_lock_file_has_no_parser_that_must_not_be_there() {
    // Patterns that can take exponential time, and formats that have been the way in elsewhere.
    let unwanted = ["fancy-regex", "pcre2", "onig", "quick-xml", "roxmltree", "xml-rs", "serde_yaml", "pickle"];
    let found = packages().into_iter().filter(|(name, ..)| unwanted.contains(&name.as_str()));

    none("a parser", &found.collect::<Vec<_>>());
}

#[test]
fn every_dependency_comes_from_one_registry_with_its_sum() {
    let own = |name: &str| name == "aqad" || top().join("crates").join(name).is_dir();
    let is_bad = |(name, source, sum): &(String, Option<String>, Option<String>)| match source.as_deref() {
        None => !own(name),
        Some("registry+https://github.com/rust-lang/crates.io-index") => sum.as_ref().is_none_or(|sum| sum.len() != 64),
        Some(_) => true,
    };

    none("a package of another place, or without a sum", &packages().into_iter().filter(is_bad).collect::<Vec<_>>());
}

#[test]
fn scripts_of_pages_use_nothing_dangerous() {
    let script = text("crates/web/src/ui/script/app.js");
    let code: Vec<&str> = script.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let words = [
        "eval(",
        "new Function",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "postMessage",
        "'message'",
        "sessionStorage",
        "indexedDB",
        "document.domain",
        "document.cookie",
        "__proto__",
        "prototype",
        "Object.assign",
        "JSON.parse",
        "XMLHttpRequest",
        "ActiveX",
    ];
    none(
        "a dangerous word",
        &code.iter().filter(|line| words.iter().any(|word| line.contains(word))).collect::<Vec<_>>(),
    );
    // Whether keys are on: nothing of anybody.
    let stores = code.iter().filter(|line| line.contains("localStorage") && !line.contains("Item('keys'"));
    none("something else in the browser's storage", &stores.collect::<Vec<_>>());
    let layout = text("crates/web/src/ui/layout.html");
    for setting in
        ["\"allowEval\":false", "\"allowScriptTags\":false", "\"selfRequestsOnly\":true", "\"historyCacheSize\":0"]
    {
        assert!(layout.contains(setting), "{setting}");
    }
}

#[test]
fn pages_load_nothing_from_elsewhere() {
    let loads = [
        "src=\"http",
        "src=\"//",
        "href=\"http",
        "href=\"//",
        "url(http",
        "url(\"http",
        "url(//",
        "@import",
        "<object",
        "<embed",
        "<applet",
    ];
    let found = page_files().into_iter().filter(|source| !source.path.ends_with("htmx.min.js"));
    let bad = found.filter(|source| loads.iter().any(|load| source.text.contains(load)));

    none("a page that loads from elsewhere", &bad.map(|source| source.path).collect::<Vec<_>>());
}

#[test]
fn password_fields_hide_what_is_typed_and_let_managers_help() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for source in page_files().iter().filter(|source| ends_in(Path::new(&source.path), &["html"])) {
        assert!(!source.text.contains("onpaste"), "{}", source.path);
        for field in source.text.split("text_field(\"").skip(1).filter_map(|rest| rest.split("}}").next()) {
            let name = field.split('"').next().unwrap_or_default();
            if !name.contains("password") {
                continue;
            }
            seen += 1;
            let helps = ["current-password", "new-password"]
                .iter()
                .any(|word| field.contains(&format!("autocomplete = \"{word}\"")));
            if !(helps && field.contains("type = \"password\"")) || field.contains("maxlength") {
                wrong.push(format!("{}: {field}", source.path));
            }
        }
    }

    none("a password field", &wrong);
    assert!(seen >= 8, "the scan sees only {seen} fields");
}

#[tokio::test]
async fn nothing_of_the_file_system_is_served() {
    let app = TestApp::new(Engine::Sqlite).await;
    let anybody = app.anybody();
    for path in [
        "/.git/config",
        "/.git/HEAD",
        "/.svn/entries",
        "/.env",
        "/.DS_Store",
        "/Cargo.toml",
        "/assets/",
        "/assets",
        "/assets/..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/app.js.map",
        "/aqad.db",
        "/secret",
        "/.well-known/",
    ] {
        let answer = anybody.get(path).await;
        assert_eq!(answer.status, 404, "{path}: {}", answer.text);
    }
    app.finish().await;
}

#[test]
fn the_guide_says_how_certificates_are_got_and_renewed() {
    let guide = text("docs/operations.md");
    let section =
        guide.split("## Certificates\n").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("a section");
    for word in ["ACME", "SIGHUP", "tls_cert_file", "renew"] {
        assert!(section.contains(word), "{word}: {section}");
    }
}

#[test]
fn the_guide_says_what_browsers_need_and_what_happens_without() {
    let guide = text("docs/operations.md");
    let section = guide.split("## Browsers\n").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("a section");
    for word in
        ["HTTPS", "__Host-", "SameSite", "Sec-Fetch-Site", "Origin", "Content Security Policy", "hstspreload.org"]
    {
        assert!(section.contains(word), "{word}: {section}");
    }
}

#[test]
fn remediation_times_are_stated_for_each_severity() {
    let policy = text("SECURITY.md");
    let section = policy.split("## How soon\n").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("a section");
    let days: Vec<u32> = ["critical", "high", "medium", "low"]
        .iter()
        .map(|severity| {
            let row = section.lines().find(|line| line.starts_with(&format!("| {severity} "))).expect("a row");
            let last = row.trim_end_matches('|').rsplit('|').next().expect("a cell");
            last.split_whitespace().find_map(|word| word.parse().ok()).expect("days")
        })
        .collect();

    assert!(days.is_sorted() && days[0] <= 7 && days[3] <= 180, "{days:?}");
}
