//! Cryptography stands in few files, and docs/crypto.md tells of each of them, of every purpose and of every crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use infra::crypto::Purpose;

use super::{none, sources, top};

/// Crates of cryptography as the world knows them: those that are used here, and others that somebody could reach for.
const CRATES: &[&str] = &[
    "aes",
    "aes_gcm",
    "argon2",
    "aws_lc_rs",
    "bcrypt",
    "blake2",
    "blake3",
    "chacha20",
    "chacha20poly1305",
    "crypto_box",
    "curve25519_dalek",
    "dryoc",
    "ecdsa",
    "ed25519",
    "ed25519_dalek",
    "getrandom",
    "hkdf",
    "hmac",
    "josekit",
    "jsonwebtoken",
    "k256",
    "md5",
    "md_5",
    "native_tls",
    "openssl",
    "orion",
    "p256",
    "p384",
    "pbkdf2",
    "rand",
    "rand_chacha",
    "rand_core",
    "ring",
    "rsa",
    "rustls",
    "rustls_pki_types",
    "salsa20",
    "scrypt",
    "sha1",
    "sha2",
    "sha3",
    "siphasher",
    "sodiumoxide",
    "subtle",
    "tokio_rustls",
    "webpki",
    "x25519_dalek",
    "xxhash_rust",
];

/// Tables of the page by the heading above them: cells of their rows.
fn tables() -> BTreeMap<String, Vec<Vec<String>>> {
    let page = fs::read_to_string(top().join("docs/crypto.md")).expect("docs/crypto.md");
    let (mut heading, mut found) = (String::new(), BTreeMap::new());
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut heading);
        } else if let Some(row) = line.strip_prefix("| ") {
            let cells = row.trim_end_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect();
            found.entry(heading.clone()).or_insert_with(Vec::new).push(cells);
        }
    }
    found
}

/// What stands between backquotes.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether a line of code uses a crate: imports it or names something in it.
fn uses(line: &str, name: &str) -> bool {
    let path = format!("{name}::");
    let starts = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    line.match_indices(&path).any(|(at, _)| starts(at)) || line.trim() == format!("use {name};")
}

#[test]
fn only_the_files_that_the_page_names_use_cryptography() {
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources() {
        for (_, line) in source.code() {
            for name in CRATES.iter().filter(|name| uses(line, name)) {
                used.entry((*name).to_owned()).or_default().insert(source.path.clone());
            }
        }
    }

    let told: BTreeMap<String, BTreeSet<String>> = tables()["Where cryptography is used"]
        .iter()
        .filter(|row| row[0].starts_with('`'))
        .map(|row| (row[0].trim_matches('`').to_owned(), quoted(&row[1])))
        .collect();

    assert!(used.len() > 8, "the scan sees too little: {used:?}");
    assert_eq!(used, told, "docs/crypto.md, \"Where cryptography is used\"");
    assert!(uses("use sha2::{Digest, Sha256};", "sha2") && uses("let x = rand::random();", "rand"));
    assert!(!uses("crate::crypto::ring::x()", "ring") && !uses("operand::new()", "rand"));
}

#[test]
fn the_page_tells_of_every_purpose_that_keys_are_derived_for() {
    let told: Vec<String> = tables()["Keys derived from the master secret"]
        .iter()
        .filter(|row| row[0].starts_with('`'))
        .map(|row| row[0].trim_matches('`').to_owned())
        .collect();

    let known: Vec<&str> = Purpose::ALL.iter().map(|purpose| purpose.as_str()).collect();

    assert_eq!(told, known, "docs/crypto.md, \"Keys derived from the master secret\", in the order of `Purpose`");
    let distinct: BTreeSet<&&str> = known.iter().collect();
    assert_eq!(distinct.len(), known.len(), "two purposes share a key");
}

#[test]
fn no_dependency_of_cryptography_is_missing_on_the_page() {
    let manifest = fs::read_to_string(top().join("Cargo.toml")).expect("Cargo.toml");
    let named = manifest.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.replace('-', "_"));
    let of_cryptography: BTreeSet<String> = named.filter(|name| CRATES.contains(&name.as_str())).collect();

    let told: BTreeSet<String> =
        tables()["Where cryptography is used"].iter().map(|row| row[0].trim_matches('`').to_owned()).collect();

    none("a crate of cryptography", &of_cryptography.difference(&told).collect::<Vec<_>>());
}
