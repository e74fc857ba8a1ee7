//! Queries and paths that are not what was asked for, and texts that mean something elsewhere.

use std::fmt::Write as _;

use edge::openapi;
use kernel::Cursor;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, on_every_engine};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::hostile_input::{REFUSED, TRICKS};
use crate::hostile_world::World;

/// Percent-encodes whatever is not a letter or digit.
fn enc(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        let _ =
            if byte.is_ascii_alphanumeric() { write!(out, "{}", char::from(byte)) } else { write!(out, "%{byte:02x}") };
    }
    out
}

/// A path with its parameters filled in.
fn filled(world: &World, path: &str) -> String {
    let known = |path: String, (name, id): (&&str, &String)| path.replace(&format!("{{{name}}}"), id);
    world.ids.iter().fold(path.to_owned(), known)
}

fn operations(document: &Value) -> impl Iterator<Item = (&String, String, &Value)> {
    let paths = document["paths"].as_object().expect("paths").iter();
    paths
        .flat_map(|(path, of)| of.as_object().expect("methods").iter().map(move |(m, op)| (path, m.to_uppercase(), op)))
}

fn parameters<'d>(operation: &'d Value, place: &str) -> Vec<&'d str> {
    let all = operation["parameters"].as_array().into_iter().flatten();
    all.filter(|p| p["in"] == place).filter_map(|p| p["name"].as_str()).collect()
}

/// The name of the listing and the keys within a cursor; those of the public catalogue have a tag behind them.
fn opened(cursor: &str) -> (String, Value) {
    let bytes = cursor.as_bytes().chunks(2).map(|two| std::str::from_utf8(two).expect("hexadecimal"));
    let bytes: Vec<u8> = bytes.map(|two| u8::from_str_radix(two, 16).expect("hexadecimal")).collect();
    let mut read = serde_json::Deserializer::from_slice(&bytes).into_iter();
    read.next().expect("a cursor").expect("JSON")
}

fn forged(listing: &str, keys: &Value) -> String {
    serde_json::to_value(Cursor::of(listing, keys)).expect("JSON").as_str().expect("text").to_owned()
}

/// The rows of a page, or of a list without pages.
fn rows(answer: &Value) -> Option<&Vec<Value>> {
    answer["items"].as_array().or(answer.as_array())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_query_is_answered_with_more_than_was_asked_for() {
    let world = World::new(Engine::Sqlite).await;
    let document = openapi::document(&api::router());
    let odd = [
        "",
        " ",
        "%",
        "_",
        "\\",
        "\"",
        "*",
        "null",
        "NaN",
        "\u{1f600}",
        "a&b=c",
        "%27",
        "{\"$ne\":null}",
        "[]",
        "\u{feff}",
    ];
    let long = "x".repeat(5_000);
    let mut listings = 0;

    for (path, _, operation) in operations(&document).filter(|(_, method, _)| method == "GET") {
        let names = parameters(operation, "query");
        let (who, base) = (world.caller(operation), filled(&world, path));
        if names.is_empty() {
            continue;
        }
        listings += 1;
        let all = who.get(&base).await.is(200);
        for name in &names {
            for text in TRICKS.iter().chain(REFUSED).chain(&odd).chain([&long.as_str()]) {
                let answer = who.get(&format!("{base}?{name}={}", enc(text))).await;
                let status = answer.status.as_u16();
                assert!(status == 200 || (400..500).contains(&status), "{base}?{name}={text}: {}", answer.text);
                let told = rows(&answer.json).map_or(0, Vec::len);
                assert!(told <= rows(&all.json).map_or(0, Vec::len), "{base}?{name}={text}: {}", answer.text);
                // A search reads past a soft hyphen, as it reads past accents.
                let is_read_past = *name == "q" && text.contains('\u{ad}');
                assert!(!REFUSED.contains(text) || is_read_past || status != 200, "{base}?{name}={text:?} was taken");
            }
            for twice in
                [format!("{name}=a&{name}=b"), format!("{name}[]=a"), format!("{name}[$ne]=a"), format!("{name}.x=a")]
            {
                who.get(&format!("{base}?{twice}")).await.is(400);
            }
        }
        for unknown in ["zzz=1", "id=1&id=2", "admin=true", "vendorId=x", "limit=5&zzz=1", "limit=5&limit=5"] {
            who.get(&format!("{base}?{unknown}")).await.is(400).code("request.bad_query");
        }
        for limit in
            ["0", "101", "-1", "abc", "1000000000", "1.5", "1e1", "", "0x5", "1000000000000000000000000000000", "65537"]
        {
            who.get(&format!("{base}?limit={limit}")).await.is(400).code("request.bad_query");
        }
    }
    assert!(listings > 15, "only {listings} listings were tried");
    world.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cursor_opens_its_own_listing_and_nothing_else() {
    let world = World::new(Engine::Sqlite).await;
    // Two retailers, so that their listing has a second page too.
    world.app.retailer("second").await;
    let document = openapi::document(&api::router());
    let takes_cursor = |op: &Value| parameters(op, "query").contains(&"cursor");
    let lists: Vec<(String, Actor)> = operations(&document)
        .filter(|(_, method, op)| method == "GET" && takes_cursor(op))
        .map(|(path, _, op)| (filled(&world, path), world.caller(op)))
        .collect();
    let mut cursors = Vec::new();
    for (base, who) in &lists {
        let page = who.get(&format!("{base}?limit=1")).await.is(200);
        cursors.extend(page.json["next_cursor"].as_str().map(|cursor| (base.clone(), cursor.to_owned())));
    }

    for (base, who) in &lists {
        let own = cursors.iter().find(|(of, _)| of == base).map(|(_, cursor)| opened(cursor).0);
        for (_, cursor) in &cursors {
            let answer = who.get(&format!("{base}?cursor={cursor}")).await;
            let may = own.as_ref().is_some_and(|own| *own == opened(cursor).0);
            assert!(answer.status.is_client_error() || may, "{base} took the cursor of {:?}", opened(cursor));
        }
        let keys = [
            json!([]),
            json!(null),
            json!({ "$gt": "" }),
            json!("' OR 1=1 --"),
            json!([1, 2, 3, 4]),
            json!(1e300),
            json!("x".repeat(9)),
        ];
        let bad = keys.iter().map(|keys| forged(own.as_deref().unwrap_or("products"), keys));
        for cursor in bad
            .chain(["x", "zz", "00", "5b5d", "", "0", "ff00", "' OR 1=1 --", "AB"].map(enc))
            .chain(["a".repeat(1_026)])
        {
            let answer = who.get(&format!("{base}?cursor={cursor}")).await;
            assert!(matches!(answer.status.as_u16(), 400 | 422), "{base}?cursor={cursor}: {}", answer.text);
        }
    }
    assert!(cursors.len() > 8, "only {} listings have a second page", cursors.len());
    world.app.finish().await;
}

/// The status of a request whose path goes out byte for byte.
async fn status_of(world: &World, who: &Actor, method: &str, path: &str) -> u16 {
    let token = who.token.as_ref().map(|t| format!("authorization: Bearer {t}\r\n")).unwrap_or_default();
    let mut stream = TcpStream::connect(world.app.address).await.expect("a connection");
    let head = format!("{method} {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{token}\r\n");
    stream.write_all(head.as_bytes()).await.expect("bytes are taken");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    let text = String::from_utf8_lossy(&answer);
    text.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_else(|| panic!("no status in {text}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_has_one_spelling() {
    let world = World::new(Engine::Sqlite).await;
    let document = openapi::document(&api::router());
    let mut tried = 0;

    for (path, method, operation) in operations(&document) {
        let who = if operation["x-access"][0] == "delivery_partner: delivery.fulfil" {
            world.rider.clone()
        } else if path.starts_with("/api/price-changes/") {
            world.cases["pricing.decide"].who.clone()
        } else {
            world.caller(operation)
        };
        // A brand is named, not numbered; its spellings have tests of their own.
        for name in parameters(operation, "path").into_iter().filter(|name| *name != "brand") {
            let good = world.ids.get(name).unwrap_or_else(|| panic!("{path}: add a good {name} to World::new"));
            let (_, digits) = good.split_once('_').expect("prefix and digits");
            let spellings = [
                "1".to_owned(),
                "%31".to_owned(),
                "0".to_owned(),
                "-1".to_owned(),
                "*".to_owned(),
                good.to_uppercase(),
                format!("zzz_{digits}"),
                digits.to_owned(),
                format!("{good}/"),
                format!("{good};a=b"),
                format!("{good}.json"),
                format!("/{good}"),
                format!("./{good}"),
                format!("x/../{good}"),
                format!("%2f{good}"),
                format!("{good}%00"),
                format!("{good}%20"),
                format!("%20{good}"),
                format!("{good}%2f"),
                format!("%{:02x}{}", good.as_bytes()[0], &good[1..]),
                good[..good.len() - 1].to_owned(),
                format!("{good}0"),
                "x".repeat(10_000),
                "'%20OR%201=1%20--".to_owned(),
                "..%2f..%2fme".to_owned(),
                "%ff".to_owned(),
            ];
            for bad in spellings {
                let shown: String = bad.chars().take(60).collect();
                let address = filled(&world, &path.replace(&format!("{{{name}}}"), &bad));
                let status = status_of(&world, &who, &method, &address).await;
                assert!(matches!(status, 400 | 404 | 405 | 414), "{method} {path} with {name} = {shown}: {status}");
            }
            tried += 1;
        }
        if method == "GET" {
            assert_eq!(status_of(&world, &who, "GET", &filled(&world, path)).await, 200, "{path} with good ids");
        }
    }
    assert!(tried > 35, "only {tried} parameters were tried");
    world.app.finish().await;
}

on_every_engine!(a_search_for_sql_finds_words_and_nothing_else, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    vendor.sells("Red Rice", 5_500, 5).await;
    vendor.sells("Union Select Tea", 8_000, 5).await;
    let anybody = app.anybody();
    let nothing = [
        "' OR 1=1 --",
        "' OR '1'='1",
        "\" or \"\"=\"",
        "%",
        "_",
        "\\",
        "'",
        "''",
        "*",
        "?",
        "$1",
        "--",
        "/*",
        "%25",
        "r_d",
        ") or (1=1",
        "1; drop table products",
        "' union select password_hash from users --",
        "\\' or 1=1 #",
        "${jndi}",
        "@@version",
        "0x27",
    ];

    for q in nothing {
        let found = anybody.get(&format!("/api/products?q={}", enc(q))).await.is(200);
        assert!(found.items().is_empty(), "{q} found {}", found.text);
        let brand = anybody.get(&format!("/api/products?brand={}", enc(q))).await.is(200);
        assert!(brand.items().is_empty(), "{q} is the brand of {}", brand.text);
        let vendors = anybody.get(&format!("/api/vendors?q={}", enc(q))).await.is(200);
        assert!(vendors.items().is_empty(), "{q} is the name of {}", vendors.text);
        assert!(anybody.get(&format!("/api/products?category={}", enc(q))).await.status.is_client_error(), "{q}");
    }
    assert_eq!(anybody.get("/api/products?q=union%20select").await.is(200).items().len(), 1);
    assert_eq!(anybody.get("/api/products?q=red%20ri").await.is(200).items().len(), 1);
    assert_eq!(anybody.get("/api/vendors?q=acm").await.is(200).items().len(), 1);
    app.finish().await;
});
