//! Whose share of connections counts, when many people come from one address.

use std::net::{IpAddr, Ipv4Addr};

use edge::listen::ListenLimits;
use limiter::http::address::Networks;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::harness::{Server, ask, connect_from, handshake, is_refusal, one_response, say, until_closed};
use super::proxy_protocol::{BALANCER, BOUND, from_client, local, patient, send};

/// A trusted HTTP proxy, which sends no PROXY header.
const HTTP_PROXY: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 60);
/// A client that comes both ways.
const CLIENT: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 7);

fn two_per_address() -> ListenLimits {
    ListenLimits {
        max_connections_per_address: 2,
        uncapped: Networks::new([(IpAddr::V4(HTTP_PROXY), 32)]),
        ..patient()
    }
}

async fn behind(server: &Server, header: &[u8]) -> TcpStream {
    let mut stream = connect_from(BALANCER, server.addr).await;
    send(&mut stream, header).await;
    stream
}

async fn is_served(stream: &mut TcpStream) {
    say(stream, "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    let answer = one_response(stream).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn clients_have_a_share_each_and_their_balancer_has_none() {
    let server = Server::plain(two_per_address()).await;
    let mut held = Vec::new();
    for source in ["203.0.113.9:1", "203.0.113.9:2", "203.0.113.10:1", "[2001:db8::1]:1", "[2001:db8::2]:1"] {
        let mut stream = behind(&server, &from_client(source)).await;
        is_served(&mut stream).await;
        held.push(stream);
    }
    for _ in 0..3 {
        let mut stream = behind(&server, &local()).await;
        is_served(&mut stream).await;
        held.push(stream);
    }

    for source in ["203.0.113.9:3", "[::ffff:203.0.113.9]:4", "[2001:db8::3]:1"] {
        let mut over = behind(&server, &from_client(source)).await;
        is_refusal(&until_closed(&mut over, BOUND).await.0, "429", "AddressBusy");
    }
    is_served(&mut behind(&server, &from_client("203.0.113.10:2")).await).await;

    drop(held);
    let again = async {
        while !ask(&mut behind(&server, &from_client("203.0.113.9:5")).await, "/").await.starts_with("HTTP/1.1 200") {}
    };
    timeout(BOUND, again).await.expect("places are given back");
}

#[tokio::test]
async fn headers_that_are_still_to_come_count_for_nobodys_share() {
    let server = Server::plain(two_per_address()).await;
    let whole = from_client("203.0.113.9:1");
    let mut waiting = Vec::new();
    for _ in 0..3 {
        waiting.push(behind(&server, &whole[..20]).await);
    }

    let mut first = behind(&server, &whole).await;
    is_served(&mut first).await;
    send(&mut waiting[0], &whole[20..]).await;
    is_served(&mut waiting[0]).await;
    send(&mut waiting[1], &whole[20..]).await;

    is_refusal(&until_closed(&mut waiting[1], BOUND).await.0, "429", "AddressBusy");
}

#[tokio::test]
async fn a_client_has_one_share_whichever_way_it_comes() {
    let server = Server::plain(two_per_address()).await;
    let mut direct = connect_from(CLIENT, server.addr).await;
    is_served(&mut direct).await;
    let mut through = behind(&server, &from_client("127.0.0.7:1")).await;
    is_served(&mut through).await;

    let mut over = connect_from(CLIENT, server.addr).await;
    is_refusal(&until_closed(&mut over, BOUND).await.0, "429", "AddressBusy");
    let mut over = behind(&server, &from_client("127.0.0.7:2")).await;
    is_refusal(&until_closed(&mut over, BOUND).await.0, "429", "AddressBusy");
}

#[tokio::test]
async fn over_tls_a_client_over_its_share_is_closed() {
    let server = Server::tls(ListenLimits { max_connections_per_address: 1, ..patient() }).await;
    let trusted = server.tls.as_ref().expect("material").trusted.clone();
    let first = behind(&server, &from_client("203.0.113.9:1")).await;
    let _first = handshake(first, "http/1.1", trusted.clone()).await.expect("a handshake");

    let mut over = behind(&server, &from_client("203.0.113.9:2")).await;
    assert_eq!(until_closed(&mut over, BOUND).await.0, "");
    let other = behind(&server, &from_client("203.0.113.10:1")).await;
    assert!(handshake(other, "http/1.1", trusted).await.is_ok());
}

#[tokio::test]
async fn an_uncapped_proxy_has_no_share_of_its_own_whichever_way_it_comes() {
    let server = Server::plain(two_per_address()).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut direct = connect_from(HTTP_PROXY, server.addr).await;
        is_served(&mut direct).await;
        let mut through = behind(&server, &from_client("127.0.0.60:1")).await;
        is_served(&mut through).await;
        held.extend([direct, through]);
    }

    let mut others = Vec::new();
    for _ in 0..2 {
        let mut stream = connect_from(CLIENT, server.addr).await;
        is_served(&mut stream).await;
        others.push(stream);
    }
    let mut over = connect_from(CLIENT, server.addr).await;
    is_refusal(&until_closed(&mut over, BOUND).await.0, "429", "AddressBusy");
}

#[tokio::test]
async fn nobody_is_exempt_from_the_total() {
    let server = Server::plain(ListenLimits { max_connections: 3, ..two_per_address() }).await;
    let mut proxied = connect_from(HTTP_PROXY, server.addr).await;
    is_served(&mut proxied).await;
    let mut named = behind(&server, &from_client("203.0.113.9:1")).await;
    is_served(&mut named).await;
    // Not even a header yet, and yet a connection.
    let waiting = behind(&server, b"").await;

    for peer in [HTTP_PROXY, BALANCER, CLIENT] {
        let mut over = connect_from(peer, server.addr).await;
        is_refusal(&until_closed(&mut over, BOUND).await.0, "503", "ServerFull");
    }

    drop(waiting);
    let again =
        async { while !ask(&mut connect_from(CLIENT, server.addr).await, "/").await.starts_with("HTTP/1.1 200") {} };
    timeout(BOUND, again).await.expect("its place is free");
}
