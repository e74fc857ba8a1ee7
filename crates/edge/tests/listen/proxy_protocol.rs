//! PROXY protocol headers that are taken, from whom, and as what.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use edge::listen::ListenLimits;
use limiter::http::address::Networks;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::interval;

use super::harness::{Server, ask, connect_from, handshake, is_refusal, one_response, say, short, until_closed};

pub const BALANCER: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 50);
pub const BOUND: Duration = Duration::from_secs(5);

const SIGNATURE: &[u8] = b"\r\n\r\n\0\r\nQUIT\n";
pub const LOCAL: u8 = 0x20;
pub const PROXY: u8 = 0x21;
pub const TCP4: u8 = 0x11;
pub const TCP6: u8 = 0x21;
/// A type, a length and a value, as balancers send them: `PP2_TYPE_AUTHORITY`.
const TLV: &[u8] = b"\x02\x00\x0bexample.com";
pub const REQUEST: &[u8] = b"GET /peer/address HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

/// The balancer is one of this network's, and is the only peer in it here.
pub fn behind_a_balancer() -> ListenLimits {
    ListenLimits { proxy_protocol_from: Networks::new([(IpAddr::V4(Ipv4Addr::new(127, 0, 0, 48)), 30)]), ..short() }
}

/// Nothing is closed because its time is over.
pub fn patient() -> ListenLimits {
    ListenLimits { header_read: Duration::from_mins(1), idle: Duration::from_mins(1), ..behind_a_balancer() }
}

pub fn from_client(source: &str) -> Vec<u8> {
    with_tlvs(source, b"")
}

pub fn local() -> Vec<u8> {
    header(LOCAL, 0, b"")
}

pub fn with_tlvs(source: &str, tlvs: &[u8]) -> Vec<u8> {
    let source: SocketAddr = source.parse().expect("an address");
    let (family, source_ip, here) = match source.ip() {
        IpAddr::V4(v4) => (TCP4, v4.octets().to_vec(), vec![10; 4]),
        IpAddr::V6(v6) => (TCP6, v6.octets().to_vec(), vec![10; 16]),
    };
    let ports = [source.port().to_be_bytes(), 443_u16.to_be_bytes()].concat();
    header(PROXY, family, &[&source_ip, &here, &ports, tlvs].concat())
}

pub fn header(command: u8, family: u8, rest: &[u8]) -> Vec<u8> {
    let length = u16::try_from(rest.len()).expect("a length").to_be_bytes();
    [SIGNATURE, &[command, family], &length, rest].concat()
}

pub async fn send(stream: &mut TcpStream, bytes: &[u8]) {
    // Refused in the middle of it, the rest cannot be sent.
    let _ = stream.write_all(bytes).await;
}

#[tokio::test]
async fn the_header_names_the_peer_and_the_request_follows_in_the_same_segment() {
    let server = Server::plain(behind_a_balancer()).await;
    let own = format!("{BALANCER}:");
    for (sent, peer) in [
        (from_client("203.0.113.9:4711"), "203.0.113.9:4711"),
        (from_client("[2001:db8::9]:4712"), "[2001:db8::9]:4712"),
        (from_client("[::ffff:203.0.113.9]:4713"), "203.0.113.9:4713"),
        (with_tlvs("203.0.113.9:4714", TLV), "203.0.113.9:4714"),
        (with_tlvs("[2001:db8::9]:4715", &TLV.repeat(9)), "[2001:db8::9]:4715"),
        (with_tlvs("203.0.113.9:4716", &[0; 4096 - 12]), "203.0.113.9:4716"),
        (local(), &own),
        (header(LOCAL, TCP4, &[9; 12]), &own),
        (header(LOCAL, 0x31, TLV), &own),
        (header(PROXY, 0, b""), &own),
        (header(PROXY, 0, TLV), &own),
    ] {
        let mut balancer = connect_from(BALANCER, server.addr).await;

        send(&mut balancer, &[&sent, REQUEST].concat()).await;
        let (answer, _) = until_closed(&mut balancer, BOUND).await;

        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{peer}: {answer}");
        let told = answer.rsplit("\r\n\r\n").next().expect("a body");
        assert!(if peer == own { told.starts_with(peer) } else { told == peer }, "{told}, not {peer}");
    }
}

#[tokio::test]
async fn whoever_made_the_connection_stays_known_whatever_the_header_says() {
    let server = Server::plain(behind_a_balancer()).await;
    let request = b"GET /peer/socket HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    for sent in [from_client("203.0.113.9:4711"), local()] {
        let mut balancer = connect_from(BALANCER, server.addr).await;

        send(&mut balancer, &[&sent, &request[..]].concat()).await;
        let (answer, _) = until_closed(&mut balancer, BOUND).await;

        assert!(answer.ends_with(&format!("\r\n\r\n{BALANCER}")), "{answer}");
    }
}

#[tokio::test]
async fn a_header_in_pieces_is_put_together() {
    let server = Server::plain(patient()).await;
    let mut balancer = connect_from(BALANCER, server.addr).await;
    balancer.set_nodelay(true).expect("no delay");

    let mut every = interval(Duration::from_millis(1));
    for byte in [&with_tlvs("203.0.113.9:4711", TLV), REQUEST].concat() {
        every.tick().await;
        balancer.write_all(&[byte]).await.expect("written");
    }
    let (answer, _) = until_closed(&mut balancer, BOUND).await;

    assert!(answer.ends_with("\r\n\r\n203.0.113.9:4711"), "{answer}");
}

#[tokio::test]
async fn the_header_is_for_all_requests_of_its_connection_and_comes_once() {
    let server = Server::plain(behind_a_balancer()).await;
    let mut balancer = connect_from(BALANCER, server.addr).await;
    send(&mut balancer, &from_client("203.0.113.9:4711")).await;
    for _ in 0..2 {
        say(&mut balancer, "GET /peer/address HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
        assert!(one_response(&mut balancer).await.ends_with("\r\n\r\n203.0.113.9:4711"));
    }

    send(&mut balancer, &[&from_client("198.51.100.1:1"), REQUEST].concat()).await;

    is_refusal(&until_closed(&mut balancer, BOUND).await.0, "400", "Malformed");
}

#[tokio::test]
async fn over_tls_the_header_comes_before_the_handshake() {
    let server = Server::tls(behind_a_balancer()).await;
    let trusted = server.tls.as_ref().expect("material").trusted.clone();
    let mut balancer = connect_from(BALANCER, server.addr).await;
    send(&mut balancer, &with_tlvs("[2001:db8::9]:4711", TLV)).await;

    let mut stream = handshake(balancer, "http/1.1", trusted.clone()).await.expect("a handshake");
    assert!(ask(&mut stream, "/peer").await.ends_with("\r\n\r\n2001:db8::9 true"));

    let without = connect_from(BALANCER, server.addr).await;
    assert!(handshake(without, "http/1.1", trusted).await.is_err(), "the header is not optional");
    server.serves_a_good_client().await;
}

#[tokio::test]
async fn a_header_from_anybody_else_is_a_broken_request() {
    let (listed, unlisted) = (Server::plain(behind_a_balancer()).await, Server::plain(short()).await);
    for (server, peer) in [(&listed, Ipv4Addr::new(127, 0, 0, 52)), (&unlisted, BALANCER)] {
        let mut stranger = connect_from(peer, server.addr).await;
        send(&mut stranger, &[&from_client("203.0.113.9:4711"), REQUEST].concat()).await;
        is_refusal(&until_closed(&mut stranger, BOUND).await.0, "400", "Malformed");

        let mut honest = connect_from(peer, server.addr).await;
        assert!(ask(&mut honest, "/peer").await.ends_with(&format!("\r\n\r\n{peer} false")));
    }
}

#[tokio::test]
async fn ipv4_networks_and_peers_may_both_be_written_as_ipv6() {
    let mapped = |text: &str, bits| vec![(text.parse().expect("an address"), bits)];
    for at in ["[::]:0", "127.0.0.1:0"] {
        for (networks, believed) in [
            (mapped("127.0.0.50", 32), true),
            (mapped("::ffff:127.0.0.50", 128), true),
            (mapped("::ffff:127.0.0.0", 104), true),
            (mapped("::ffff:127.0.0.51", 128), false),
            (mapped("::ffff:10.0.0.0", 104), false),
            (mapped("2001:db8::", 32), false),
        ] {
            let server = Server::start(
                ListenLimits { proxy_protocol_from: Networks::new(networks.clone()), ..short() },
                None,
                at,
            )
            .await;
            let to = SocketAddr::from((Ipv4Addr::LOCALHOST, server.addr.port()));
            let mut balancer = connect_from(BALANCER, to).await;

            send(&mut balancer, &[&from_client("203.0.113.9:4711"), REQUEST].concat()).await;
            let (answer, _) = until_closed(&mut balancer, BOUND).await;

            assert_eq!(answer.ends_with("203.0.113.9:4711"), believed, "{networks:?} at {at}: {answer}");
        }
    }
}
