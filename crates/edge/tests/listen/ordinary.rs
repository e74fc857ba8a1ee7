//! Broken requests, broken handlers, bodies, certificates, and the end of the day.

use std::time::Duration;

use edge::listen::ListenLimits;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::h2::{self, Client};
use super::harness::{Server, ask, is_refusal, one_response, say, short, until_closed, write_certificate};

const BOUND: Duration = Duration::from_secs(5);

#[tokio::test]
async fn what_hyper_refuses_looks_like_ours() {
    let huge = "x".repeat(80 * 1024);
    let many = "a: b\r\n".repeat(101);
    let cases = [
        ("NOT A REQUEST\r\n\r\n".to_owned(), "400", "Malformed"),
        ("\u{16}\u{3}\u{1}\r\n\r\n".to_owned(), "400", "Malformed"),
        ("GET / HTTP/1.1\r\nbad header\r\n\r\n".to_owned(), "400", "Malformed"),
        ("POST / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n".to_owned(), "400", "Malformed"),
        (format!("GET / HTTP/1.1\r\nx-huge: {huge}\r\n\r\n"), "431", "HeadTooLarge"),
        (format!("GET / HTTP/1.1\r\n{many}\r\n"), "431", "HeadTooLarge"),
        (format!("GET /{huge} HTTP/1.1\r\nhost: localhost\r\n\r\n"), "414", "UriTooLong"),
    ];
    let (plain, tls) = (Server::plain(short()).await, Server::tls(short()).await);
    for (request, status, code) in cases {
        let mut stream = plain.connect().await;
        say(&mut stream, &request).await;
        let answer = plain.while_serving(until_closed(&mut stream, BOUND)).await.0;
        is_refusal(&answer, status, code);

        let mut stream = tls.connect_tls("http/1.1").await;
        say(&mut stream, &request).await;
        let answer = tls.while_serving(until_closed(&mut stream, BOUND)).await.0;
        is_refusal(&answer, status, code);
    }
}

#[tokio::test]
async fn hypers_own_limit_for_uris_is_ours_too() {
    let server = Server::plain(ListenLimits { max_header_bytes: 256 * 1024, ..short() }).await;
    let mut stream = server.connect().await;

    say(&mut stream, &format!("GET /{} HTTP/1.1\r\nhost: localhost\r\n\r\n", "x".repeat(66_000))).await;

    is_refusal(&until_closed(&mut stream, BOUND).await.0, "414", "UriTooLong");
}

#[tokio::test]
async fn a_broken_request_after_good_ones_leaves_their_answers_alone() {
    let server = Server::plain(short()).await;
    let mut stream = server.connect().await;

    say(&mut stream, "GET /empty400 HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\nNOT A REQUEST\r\n\r\n").await;
    let (answers, _) = until_closed(&mut stream, BOUND).await;

    let (first, rest) = answers.split_at(answers[1..].find("HTTP/1.1").expect("a second answer") + 1);
    let (second, third) = rest.split_at(rest.find("hello").expect("a body") + 5);
    assert!(first.starts_with("HTTP/1.1 400 ") && !first.contains("nosniff"), "{first}");
    assert!(second.starts_with("HTTP/1.1 200 "), "{second}");
    is_refusal(third, "400", "Malformed");
}

#[tokio::test]
async fn http_1_0_is_refused_the_same_way() {
    let server = Server::plain(short()).await;
    let mut stream = server.connect().await;
    say(&mut stream, "GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n").await;
    assert!(one_response(&mut stream).await.starts_with("HTTP/1.0 200"));

    say(&mut stream, "NOT A REQUEST\r\n\r\n").await;

    is_refusal(&until_closed(&mut stream, BOUND).await.0, "400", "Malformed");
}

#[tokio::test]
async fn our_own_empty_400_with_close_is_not_mistaken_for_hypers() {
    let server = Server::plain(short()).await;

    let answer = ask(&mut server.connect().await, "/empty400").await;

    assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{answer}");
    assert!(answer.contains("connection: close") && answer.ends_with("\r\n\r\n"), "{answer}");
    assert!(!answer.contains("nosniff"), "{answer}");
}

#[tokio::test]
async fn a_panic_costs_one_request() {
    let server = Server::plain(short()).await;
    let mut stream = server.connect().await;

    say(&mut stream, "GET /panic HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    let answer = server.while_serving(one_response(&mut stream)).await;
    assert!(answer.starts_with("HTTP/1.1 500 ") && answer.ends_with(r#"{"code":"Panic"}"#), "{answer}");

    say(&mut stream, "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    assert!(one_response(&mut stream).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_panic_on_http2_leaves_the_other_streams_alone() {
    let server = Server::tls(short()).await;
    let mut client = Client::connect(&server).await;

    client.get(1, "/slow").await;
    client.get(3, "/panic").await;
    let error = client.read_until(|frame| frame.kind == h2::DATA && frame.stream == 3).await;
    server.shop.gate.add_permits(1);
    let answer = client.read_until(|frame| frame.kind == h2::DATA && frame.stream == 1).await;

    assert_eq!(error.payload, br#"{"code":"Panic"}"#);
    assert_eq!(answer.payload, b"slow and done");
}

#[tokio::test]
async fn bodies_are_read_up_to_their_limit() {
    let server = Server::plain(short()).await;
    let exact = format!("content-length: 1024\r\n\r\n{}", "x".repeat(1024));
    let chunked = format!("transfer-encoding: chunked\r\n\r\n400\r\n{}\r\n0\r\n\r\n", "x".repeat(1024));
    let over = format!("transfer-encoding: chunked\r\n\r\n401\r\n{}\r\n0\r\n\r\n", "x".repeat(1025));
    for (body, status, end) in [
        ("content-length: 0\r\n\r\n", "200", "0"),
        (&exact, "200", "1024"),
        (&chunked, "200", "1024"),
        (&over, "413", "large"),
        // Refused before a byte of it was sent, and without a "100 Continue".
        ("content-length: 1025\r\nexpect: 100-continue\r\n\r\n", "413", "large"),
        ("transfer-encoding: chunked\r\n\r\nnonsense\r\n", "400", "broken"),
    ] {
        let mut stream = server.connect().await;
        say(&mut stream, &format!("POST /body HTTP/1.1\r\nhost: localhost\r\n{body}")).await;
        let answer = one_response(&mut stream).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")) && answer.ends_with(end), "{body}: {answer}");
    }
}

#[tokio::test]
async fn a_client_that_sends_too_much_still_hears_the_413() {
    let server = Server::plain(short()).await;
    let mut stream = server.connect().await;
    let body = "x".repeat(2 * 1024 * 1024);

    say(
        &mut stream,
        &format!("POST /body HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\r\n{body}", body.len()),
    )
    .await;
    let (answer, _) = until_closed(&mut stream, BOUND).await;

    assert!(answer.starts_with("HTTP/1.1 413 ") && answer.ends_with("large"), "{answer}");
}

/// Runs itself again in a process that may open few files.
#[tokio::test]
async fn running_out_of_files_is_survived() {
    const FEW: &str = "LISTEN_TEST_FEW_FILES";
    if std::env::var_os(FEW).is_none() {
        let itself = std::env::current_exe().expect("a path");
        let run = r#"ulimit -n 40 && exec "$0" --exact ordinary::running_out_of_files_is_survived"#;
        let child = std::process::Command::new("sh").arg("-c").arg(run).arg(itself).env(FEW, "1").status();
        assert!(child.expect("a child").success());
        return;
    }
    let server = Server::plain(short()).await;
    // Not a tokio connect: without a yield the server cannot take a descriptor in between.
    let hoard: Vec<_> = std::iter::from_fn(|| std::net::TcpStream::connect(server.addr).ok()).collect();
    assert!(hoard.len() > 10);

    // While no descriptor is left, the accept loop must neither end nor spin.
    // SLEEP: the time in which it would end or spin.
    tokio::time::sleep(Duration::from_millis(200)).await;
    drop(hoard);

    server.serves_a_good_client().await;
}

#[tokio::test]
async fn a_mapped_address_is_an_ipv4_address() {
    let server = Server::start(short(), None, "[::]:0").await;
    let mut stream = TcpStream::connect(("127.0.0.1", server.addr.port())).await.expect("a connection");

    assert!(ask(&mut stream, "/peer").await.ends_with("\r\n\r\n127.0.0.1 false"));
}

#[tokio::test]
async fn a_drain_finishes_what_is_in_flight_and_refuses_the_rest() {
    let server = Server::plain(short()).await;
    let addr = server.addr;
    let mut idle = server.connect().await;
    say(&mut idle, "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    assert!(one_response(&mut idle).await.starts_with("HTTP/1.1 200"));
    let mut busy = server.connect().await;
    say(&mut busy, "GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    server.shop.entered.notified().await;

    server.stop();
    until_closed(&mut idle, BOUND).await;
    let refused = async { while TcpStream::connect(addr).await.is_ok() {} };
    timeout(BOUND, refused).await.expect("new connections are refused");
    server.shop.gate.add_permits(1);
    let (answer, _) = until_closed(&mut busy, BOUND).await;

    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("slow and done"), "{answer}");
    assert!(answer.contains("connection: close"), "{answer}");
    assert_eq!(server.drained().await.cut, 0);
}

#[tokio::test]
async fn a_drain_finishes_http2_streams_after_goaway() {
    let server = Server::tls(short()).await;
    let mut client = Client::connect(&server).await;
    client.get(1, "/slow").await;
    server.shop.entered.notified().await;

    server.stop();
    client.read_until(|frame| frame.kind == h2::GOAWAY).await;
    server.shop.gate.add_permits(1);
    let answer = client.read_until(|frame| frame.kind == h2::DATA && frame.stream == 1).await;

    assert_eq!(answer.payload, b"slow and done");
    client.until_closed(BOUND).await;
    assert_eq!(server.drained().await.cut, 0);
}

#[tokio::test]
async fn a_drain_cuts_what_does_not_end() {
    let server = Server::plain(ListenLimits { drain: Duration::from_millis(300), ..short() }).await;
    let mut stuck = server.connect().await;
    say(&mut stuck, "GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    server.shop.entered.notified().await;

    server.stop();
    let (heard, took) = until_closed(&mut stuck, BOUND).await;

    assert!(heard.is_empty() && took >= Duration::from_millis(200), "{heard} {took:?}");
    assert_eq!(server.drained().await.cut, 1);
}

#[tokio::test]
async fn a_certificate_is_replaced_while_serving_and_only_by_a_good_one() {
    let server = Server::tls(ListenLimits { idle: Duration::from_mins(1), ..short() }).await;
    let material = server.tls.as_ref().expect("material");
    let mut before = server.connect_tls("http/1.1").await;
    say(&mut before, "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    assert!(one_response(&mut before).await.starts_with("HTTP/1.1 200"));

    std::fs::write(material.dir.path().join("chain.pem"), "not a certificate").expect("written");
    assert!(material.server.reload().is_err());
    server.serves_a_good_client().await;

    let key = std::fs::read(material.dir.path().join("key.pem")).expect("a key");
    let fresh = write_certificate(&material.dir);
    let fresh_key = std::fs::read(material.dir.path().join("key.pem")).expect("a key");
    std::fs::write(material.dir.path().join("key.pem"), key).expect("written");
    assert!(material.server.reload().is_err(), "a key of another certificate");
    server.serves_a_good_client().await;

    std::fs::write(material.dir.path().join("key.pem"), fresh_key).expect("written");
    material.server.reload().expect("a good pair");
    let mut after = server.try_tls("http/1.1", fresh).await.expect("the new certificate");
    assert!(ask(&mut after, "/peer").await.ends_with("127.0.0.1 true"));
    assert!(server.try_tls("http/1.1", material.trusted.clone()).await.is_err(), "the old one is gone");
    assert!(ask(&mut before, "/").await.starts_with("HTTP/1.1 200"), "an open connection is untouched");
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_no_whole_transfer() {
    let (plain, tls) = (Server::plain(short()).await, Server::tls(short()).await);

    let answer = ask(&mut plain.connect().await, "/broken").await;

    assert!(answer.starts_with("HTTP/1.1 200 ") && !answer.ends_with("0\r\n\r\n"), "{answer}");
    let mut client = Client::connect(&tls).await;
    client.get(1, "/broken").await;
    client.read_until(|frame| frame.kind == h2::RST_STREAM && frame.stream == 1).await;
    plain.serves_a_good_client().await;
}
