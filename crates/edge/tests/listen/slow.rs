//! Peers that hold a connection without using it, or ask for more than their share.

use std::net::Ipv4Addr;
use std::time::Duration;

use edge::listen::ListenLimits;
use tokio::io::{AsyncWriteExt, split};
use tokio::time::{Instant, interval, timeout};

use super::h2::{self, Client};
use super::harness::{
    LIMIT, SLACK, Server, about_the_limit, ask, connect_from, is_refusal, one_response, say, short, until_closed,
};

const BOUND: Duration = Duration::from_secs(5);

#[tokio::test]
async fn a_silent_client_is_closed() {
    let server = Server::plain(short()).await;
    let mut silent = server.connect().await;

    let (heard, took) = server.while_serving(until_closed(&mut silent, BOUND)).await;

    about_the_limit(took);
    assert_eq!(heard, "");
}

#[tokio::test]
async fn headers_one_byte_at_a_time_get_408() {
    let server = Server::plain(short()).await;
    let (mut from, to) = server.connect().await.into_split();
    let dribble = dribble(to, "GET / HTTP/1.1\r\nhost: localhost\r\nx-long: ");

    let (heard, took) = server
        .while_serving(async {
            tokio::select! {
                never = dribble => never,
                end = until_closed(&mut from, BOUND) => end,
            }
        })
        .await;

    about_the_limit(took);
    is_refusal(&heard, "408", "HeadTimeout");
}

#[tokio::test]
async fn headers_one_byte_at_a_time_get_408_over_tls_and_on_a_used_connection() {
    let server = Server::tls(short()).await;
    let mut stream = server.connect_tls("http/1.1").await;
    say(&mut stream, "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    assert!(one_response(&mut stream).await.starts_with("HTTP/1.1 200"));
    let (mut from, to) = split(stream);
    let dribble = dribble(to, "GET / HTTP/1.1\r\nx-long: ");

    let (heard, took) = server
        .while_serving(async {
            tokio::select! {
                never = dribble => never,
                end = until_closed(&mut from, BOUND) => end,
            }
        })
        .await;

    about_the_limit(took);
    is_refusal(&heard, "408", "HeadTimeout");
}

#[tokio::test]
async fn a_body_one_byte_at_a_time_gets_408() {
    let server = Server::plain(short()).await;
    let (mut from, to) = server.connect().await.into_split();
    let dribble = dribble(to, "POST /body HTTP/1.1\r\nhost: localhost\r\ncontent-length: 999\r\n\r\n");

    let (heard, took) = server
        .while_serving(async {
            tokio::select! {
                never = dribble => never,
                end = until_closed(&mut from, BOUND) => end,
            }
        })
        .await;

    about_the_limit(took);
    assert!(heard.starts_with("HTTP/1.1 408 ") && heard.ends_with("late"), "{heard}");
}

#[tokio::test]
async fn an_idle_keep_alive_connection_is_closed() {
    let server = Server::plain(ListenLimits { header_read: Duration::from_mins(1), ..short() }).await;
    let mut stream = server.connect().await;
    say(&mut stream, "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    assert!(one_response(&mut stream).await.starts_with("HTTP/1.1 200"));

    let (heard, took) = server.while_serving(until_closed(&mut stream, BOUND)).await;

    about_the_limit(took);
    assert_eq!(heard, "");
}

#[tokio::test]
async fn keep_alive_may_rest_longer_than_headers_may_take() {
    let server = Server::plain(ListenLimits { header_read: LIMIT / 5, idle: Duration::from_mins(1), ..short() }).await;
    let mut stream = server.connect().await;

    let mut every = interval(LIMIT / 2);
    for _ in 0..3 {
        every.tick().await;
        say(&mut stream, "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
        assert!(one_response(&mut stream).await.starts_with("HTTP/1.1 200"));
    }
}

#[tokio::test]
async fn a_client_that_does_not_take_its_response_is_cut() {
    let server = Server::plain(short()).await;
    let mut stream = server.connect().await;
    say(&mut stream, "GET /big HTTP/1.1\r\nhost: localhost\r\n\r\n").await;

    // Writable for ever, readable never: only a broken connection ends this.
    let started = Instant::now();
    let cut = async {
        let mut every = interval(LIMIT / 10);
        while stream.write_all(b"x").await.is_ok() {
            every.tick().await;
        }
    };
    server.while_serving(cut).await;

    assert!(started.elapsed() >= LIMIT && started.elapsed() < LIMIT * 2 + SLACK, "{:?}", started.elapsed());
}

#[tokio::test]
async fn an_answer_that_is_made_as_it_is_taken_may_outlive_its_connections_age() {
    let short_lived = ListenLimits { max_connection_age: LIMIT / 2, drain: LIMIT / 2, ..short() };
    let (plain, tls) = (Server::plain(short_lived.clone()).await, Server::tls(short_lived).await);

    let mut stream = plain.connect().await;
    let (answer, encrypted) = tokio::join!(ask(&mut stream, "/drip"), async {
        let mut client = Client::connect(&tls).await;
        client.get(1, "/drip").await;
        let mut pieces = 0;
        loop {
            let frame = client.read_until(|frame| frame.stream == 1 && frame.kind != h2::HEADERS).await;
            assert_eq!(frame.kind, h2::DATA);
            pieces += usize::from(!frame.payload.is_empty());
            if frame.flags & 1 == 1 {
                return pieces;
            }
        }
    });

    assert_eq!((answer.matches("drop").count(), answer.ends_with("\r\n0\r\n\r\n")), (6, true), "{answer}");
    assert_eq!(encrypted, 6);
}

#[tokio::test]
async fn tcp_without_a_client_hello_is_closed() {
    let server = Server::tls(short()).await;
    let mut silent = server.connect().await;

    let (heard, took) = server.while_serving(until_closed(&mut silent, BOUND)).await;

    about_the_limit(took);
    assert_eq!(heard, "");
}

#[tokio::test]
async fn http2_without_a_preface_is_closed() {
    let server = Server::tls(short()).await;
    let mut silent = server.connect_tls("h2").await;

    let (_settings, took) = server.while_serving(until_closed(&mut silent, BOUND)).await;

    about_the_limit(took);
}

#[tokio::test]
async fn http2_with_settings_only_is_closed() {
    let server = Server::tls(short()).await;
    let mut client = Client::connect(&server).await;

    let (_, took) = server.while_serving(client.until_closed(BOUND)).await;

    about_the_limit(took);
}

#[tokio::test]
async fn an_idle_http2_peer_that_pings_is_sent_away() {
    let server = Server::tls(short()).await;
    let mut client = Client::connect(&server).await;
    client.get(1, "/").await;
    client.read_until(|frame| frame.kind == h2::DATA && frame.stream == 1).await;
    let Client { mut from, mut to } = client;

    let started = Instant::now();
    let mut reason = None;
    let attack = async {
        let mut every = interval(LIMIT / 10);
        loop {
            tokio::select! {
                frame = h2::read_frame(&mut from) => match frame {
                    None => return,
                    Some(frame) if frame.kind == h2::GOAWAY => reason = Some(frame.payload[7]),
                    Some(frame) if frame.kind == h2::PING && frame.flags & h2::ACK == 0 => {
                        let _ = to.write_all(&h2::frame(h2::PING, h2::ACK, 0, &frame.payload)).await;
                    }
                    Some(_) => {}
                },
                _ = every.tick() => {
                    let _ = to.write_all(&h2::frame(h2::PING, 0, 0, b"at work!")).await;
                }
            }
        }
    };
    server.while_serving(attack).await;

    about_the_limit(started.elapsed());
    assert_eq!(reason, Some(0), "a GOAWAY without an error");
}

#[tokio::test]
async fn http2_rapid_reset_is_told_to_calm_down() {
    let server = Server::tls(short()).await;
    let mut client = Client::connect(&server).await;
    client.read_until(|frame| frame.kind == h2::SETTINGS && frame.flags & h2::ACK != 0).await;
    let burst: Vec<u8> = (0..500)
        .flat_map(|n| {
            let headers = h2::frame(h2::HEADERS, h2::END_STREAM_AND_HEADERS, 2 * n + 1, &h2::request("/slow"));
            [headers, h2::frame(h2::RST_STREAM, 0, 2 * n + 1, &8_u32.to_be_bytes())].concat()
        })
        .collect();

    let attack = async {
        // The server may close in the middle of it.
        let _ = client.to.write_all(&burst).await;
        let _ = client.to.flush().await;
        client.until_closed(BOUND).await
    };
    let (reason, took) = server.while_serving(attack).await;

    assert_eq!(reason, Some(h2::ENHANCE_YOUR_CALM));
    assert!(took < SLACK, "{took:?}");
}

#[tokio::test]
async fn http2_resets_of_requests_already_begun_are_bounded_too() {
    let server = Server::tls(short()).await;
    let mut client = Client::connect(&server).await;

    let attack = async {
        let mut begun = 0;
        for n in 0..1000 {
            let headers = h2::frame(h2::HEADERS, h2::END_STREAM_AND_HEADERS, 2 * n + 1, &h2::request("/slow"));
            let sent = client.to.write_all(&headers).await.is_ok() && client.to.flush().await.is_ok();
            if !sent || timeout(LIMIT, server.shop.entered.notified()).await.is_err() {
                break;
            }
            begun += 1;
            let reset = h2::frame(h2::RST_STREAM, 0, 2 * n + 1, &8_u32.to_be_bytes());
            let _ = client.to.write_all(&reset).await;
            let _ = client.to.flush().await;
        }
        client.until_closed(BOUND).await;
        begun
    };
    let begun = server.while_serving(attack).await;

    assert!((100..200).contains(&begun), "{begun}");
}

#[tokio::test]
async fn an_old_connection_finishes_its_request_and_closes() {
    let server = Server::tls(ListenLimits { max_connection_age: LIMIT, ..short() }).await;
    let started = Instant::now();
    let mut client = Client::connect(&server).await;
    client.get(1, "/slow").await;

    client.read_until(|frame| frame.kind == h2::GOAWAY).await;
    about_the_limit(started.elapsed());
    server.shop.gate.add_permits(1);
    let answer = client.read_until(|frame| frame.kind == h2::DATA && frame.stream == 1).await;

    assert_eq!(answer.payload, b"slow and done");
    client.until_closed(BOUND).await;
}

#[tokio::test]
async fn one_address_gets_its_share_and_no_more() {
    let server =
        Server::plain(ListenLimits { max_connections_per_address: 3, header_read: Duration::from_mins(1), ..short() })
            .await;
    let greedy = Ipv4Addr::new(127, 0, 0, 7);
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut stream = connect_from(greedy, server.addr).await;
        say(&mut stream, "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
        assert!(one_response(&mut stream).await.starts_with("HTTP/1.1 200"));
        held.push(stream);
    }

    let mut fourth = connect_from(greedy, server.addr).await;
    let answer = server.while_serving(until_closed(&mut fourth, BOUND)).await.0;
    is_refusal(&answer, "429", "AddressBusy");

    drop(held);
    let again =
        async { while !ask(&mut connect_from(greedy, server.addr).await, "/").await.starts_with("HTTP/1.1 200") {} };
    timeout(BOUND, again).await.expect("places are given back");
}

#[tokio::test]
async fn a_full_server_says_so() {
    let server = Server::plain(ListenLimits { max_connections: 1, ..short() }).await;
    let mut first = server.connect().await;
    say(&mut first, "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    assert!(one_response(&mut first).await.starts_with("HTTP/1.1 200"));

    let answer = ask(&mut server.connect().await, "/").await;

    is_refusal(&answer, "503", "ServerFull");
}

/// Sends `start`, then one byte after the other, for ever.
async fn dribble<W: AsyncWriteExt + Unpin>(mut to: W, start: &str) -> (String, Duration) {
    say(&mut to, start).await;
    let mut every = interval(LIMIT / 10);
    loop {
        every.tick().await;
        // After the server has closed, only the reader has something to say.
        let _ = to.write_all(b"a").await;
        let _ = to.flush().await;
    }
}
