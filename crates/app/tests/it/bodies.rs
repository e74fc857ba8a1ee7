//! How large a body each route takes, and how much memory bodies take that never end.

use std::time::Duration;

use edge::{MountedEndpoint, openapi};
use serde_json::Value;
use testkit::{Engine, TestApp};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use crate::authz_walk::allowed::{Due, who};
use crate::authz_walk::world::World;
use crate::authz_walk::{every_route, pages, path_of, place_of, send};
use crate::nodes::Node;

const KIB: usize = 1024;

/// Routes that take more than 8 KiB: how many KiB, and what for.
const LARGER: &[(&str, usize)] = &[
    // Titles and descriptions.
    ("listings.list_product", 64),
    ("catalog.edit_product", 64),
    ("listings.vendor.list_product", 64),
    ("catalog.vendor.edit_text", 64),
    // Up to a hundred lines.
    ("orders.place", 64),
    ("orders.accept", 64),
    ("orders.retailer.place", 64),
    ("orders.vendor.accept", 64),
    ("baskets.retailer.add", 64),
    ("baskets.retailer.change", 64),
    ("baskets.retailer.remove", 64),
    ("baskets.retailer.accept_prices", 64),
    // What shows that a claim is right.
    ("catalog.claim_gtin", 64),
    ("catalog.state_prefix", 64),
    ("catalog.vendor.claim_gtin", 64),
    ("catalog.vendor.state_prefix", 64),
    // A company's particulars in a script that takes nine bytes a character; a form that goes on after a sign-in.
    ("auth.page.submit_registration", 64),
    ("auth.page.submit_sign_in", 64),
    // Files.
    ("baskets.retailer.check_quick_order", 1_024 + 64),
    ("baskets.retailer.add_quick_order", 1_024 + 64),
    ("imports.vendor.upload", 1_024 + 64),
];

fn most(route: &str) -> usize {
    LARGER.iter().find(|(id, _)| *id == route).map_or(8, |(_, kib)| *kib) * KIB
}

#[test]
fn each_route_takes_as_much_as_was_reviewed() {
    let all: Vec<_> = every_route().into_iter().chain(pages::every_page()).collect();

    for mounted in &all {
        assert_eq!(mounted.route.body.bytes(), most(mounted.route.id), "{}", mounted.route.id);
    }
    for (id, _) in LARGER {
        assert!(all.iter().any(|mounted| mounted.route.id == *id && mounted.takes_body), "{id} takes no body");
    }
}

/// The bytes of the longest body that a schema allows, six for each character: `\\u0938`, as programs write them
/// that keep to ASCII.
fn longest(document: &Value, schema: &Value) -> usize {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return longest(document, &document["components"]["schemas"][name]);
    }
    for choice in ["anyOf", "oneOf"] {
        if let Some(all) = schema[choice].as_array() {
            return all.iter().map(|one| longest(document, one)).max().unwrap_or(0);
        }
    }
    let count = |name: &str| schema[name].as_u64().and_then(|n| usize::try_from(n).ok());
    let is =
        |kind: &str| schema["type"] == kind || schema["type"].as_array().is_some_and(|all| all.contains(&kind.into()));
    if let Some(fields) = schema["properties"].as_object() {
        return fields.iter().map(|(name, field)| name.len() + 4 + longest(document, field)).sum::<usize>() + 2;
    }
    if is("array") {
        return count("maxItems").expect("lists have a bound") * (longest(document, &schema["items"]) + 1);
    }
    // What is neither a text with a bound nor a number is a word, an id or an instant.
    if is("string") { 2 + count("maxLength").map_or(64, |most| 6 * most) } else { 24 }
}

#[test]
fn the_longest_body_that_the_reference_allows_fits() {
    let document = openapi::document(&api::router());

    for mounted in every_route().iter().filter(|mounted| mounted.takes_body) {
        let method = mounted.route.method.name().to_ascii_lowercase();
        let schema =
            &document["paths"][mounted.route.path][method]["requestBody"]["content"]["application/json"]["schema"];
        let (longest, most) = (longest(&document, schema), most(mounted.route.id));
        assert!(longest <= most, "{}: {longest} of {most} bytes", mounted.route.id);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_and_page_refuses_a_body_beyond_its_own_maximum() {
    let mut world = World::new(Engine::Sqlite).await;
    world.make_work_for_staff().await;
    world.make_file().await;
    let holders = world.holders().await;
    let mut refused = 0;

    for mounted in every_route().into_iter().filter(|mounted| mounted.takes_body) {
        let place = place_of(mounted.route.id).expect("every route has a place");
        let path = path_of(&world, &mounted, place);
        let holder = holders.iter().find(|holder| who(&mounted).due(holder) == Due::Entry).expect("somebody");
        let body = " ".repeat(most(mounted.route.id) + 1);
        let answer = send(&world, &holder.actor, &mounted, &path, &body).await;
        assert_eq!((answer.status.as_u16(), &answer.json["code"]), (413, &"request.too_large".into()), "{path}");
        refused += 1;
    }
    // The walk has no body of its own for what browsers report.
    let forms = |mounted: &MountedEndpoint| mounted.takes_body && mounted.route.id != "security.page.csp_report";
    for mounted in pages::every_page().into_iter().filter(forms) {
        let holder = holders.iter().find(|holder| who(&mounted).due(holder) == Due::Entry).expect("somebody");
        let answer = pages::ask_with(&world, &holder.actor, &mounted, &"x".repeat(most(mounted.route.id) + 1)).await;
        assert_eq!(answer.status, 413, "{}", mounted.route.id);
        refused += 1;
    }

    assert!(refused > 80, "{refused} routes");
    Box::pin(world.finish()).await;
}

/// A body that a page takes and that never ends: so many bytes of it, and no more.
async fn unfinished(app: std::net::SocketAddr, from: &str, forwarded: &str, bytes: usize) -> TcpStream {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind((from.parse::<std::net::Ipv4Addr>().expect("an address"), 0).into()).expect("a loopback address");
    let mut stream = socket.connect(app).await.expect("a connection");
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nhost: a\r\nsec-fetch-site: same-origin\r\nx-forwarded-for: {forwarded}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
        64 * KIB
    );
    stream.write_all(head.as_bytes()).await.expect("bytes are taken");
    // Who is refused early may have hung up.
    let _ = stream.write_all(&vec![b'a'; bytes]).await;
    stream
}

/// What came back within a moment, if anything did.
async fn answer_of(stream: &mut TcpStream, within: Duration) -> String {
    let mut bytes = vec![0; 2 * KIB];
    let read = tokio::time::timeout(within, stream.read(&mut bytes)).await;
    let read = read.ok().and_then(Result::ok).unwrap_or(0);
    String::from_utf8_lossy(&bytes[..read]).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_budget_refuses_large_bodies_and_still_takes_small_ones() {
    let options = [("server.body_memory_bytes", "4456448"), ("server.trusted_proxies", "127.0.0.0/8")];
    let app = TestApp::with(Engine::Sqlite, &options).await;
    app.retailer("corner").await;
    let mut held = Vec::new();
    let mut last = String::new();

    for nth in 0..80 {
        let mut stream = unfinished(app.address, "127.0.0.1", &format!("203.0.{nth}.1"), 60 * KIB).await;
        last = answer_of(&mut stream, Duration::from_millis(50)).await;
        if !last.is_empty() {
            break;
        }
        held.push(stream);
    }

    assert!(last.starts_with("HTTP/1.1 503 ") && last.contains("retry-after: "), "{} are held: {last}", held.len());
    assert!((44..=54).contains(&held.len()), "three quarters of 4.25 MiB: {} bodies", held.len());
    app.anybody().sign_in("corner@retailer.example").await.get("/api/me").await.is(200);
    drop(held);
    // The server hears of it when it next looks at the connections.
    for _ in 0..100 {
        let mut stream = unfinished(app.address, "127.0.0.1", "203.0.113.1", 60 * KIB).await;
        last = answer_of(&mut stream, Duration::from_millis(50)).await;
        if last.is_empty() {
            break;
        }
    }
    assert_eq!(last, "", "there is room again");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_four_thousand_bodies_that_never_end_takes_no_more_than_their_budget() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Node::start(&[
        ("data_dir", &folder.path().display().to_string()),
        ("server.listen", "127.0.0.1:0"),
        ("server.metrics_listen", ""),
        ("server.body_memory_bytes", "33554432"),
        ("server.body_timeout_seconds", "60"),
        ("limits.enabled", "false"),
        ("jobs.enabled", "false"),
        ("log.level", "error"),
    ]);
    let before = server.resident_bytes();

    let mut held = Vec::new();
    for nth in 0..4_000_u32 {
        let from = format!("127.1.{}.1", nth / 100 + 1);
        held.push(unfinished(server.address, &from, "-", 60 * KIB).await);
    }
    let flooded = server.resident_bytes();
    drop(held);

    // Without a budget they were 250 MB and more.
    let grown = (flooded.saturating_sub(before)) >> 20;
    assert!(grown <= 160, "{grown} MiB for 4,000 connections");
    let mut after = flooded;
    for _ in 0..300 {
        after = server.resident_bytes();
        if after.saturating_sub(before) >> 20 <= 128 {
            break;
        }
        // Somebody else asks meanwhile: memory is given back while there is work.
        // Each of the server's threads gives back its own, so that several are asked at once.
        let asks = || async { testkit::Actor::anybody(&server.url).get("/livez").await.is(200) };
        tokio::join!(asks(), asks(), asks(), asks());
        // SLEEP: between two looks; memory is given back when the connections are gone.
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let kept = after.saturating_sub(before) >> 20;
    assert!(kept <= 128, "{kept} MiB are not given back");
}
