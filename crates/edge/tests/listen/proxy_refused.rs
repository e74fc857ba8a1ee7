//! PROXY protocol headers that are refused: closed without an answer, within a bound.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use edge::listen::ListenLimits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{interval, timeout};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber, span};

use super::harness::{LIMIT, Server, about_the_limit, ask, connect_from, until_closed};
use super::proxy_protocol::{
    BALANCER, BOUND, LOCAL, PROXY, REQUEST, TCP4, TCP6, behind_a_balancer, from_client, header, patient, send,
    with_tlvs,
};

#[tokio::test]
async fn anything_else_from_a_balancer_is_closed_without_an_answer() {
    let server = Server::plain(patient()).await;
    let (four, six) = ([9; 12], [9; 36]);
    for (what, sent) in [
        ("plain HTTP", b"".to_vec()),
        ("version 1", b"PROXY TCP4 203.0.113.9 10.0.0.1 4711 443\r\n".to_vec()),
        ("TLS", b"\x16\x03\x01\x02\x00".to_vec()),
        ("a signature that ends wrongly", b"\r\n\r\n\0\r\nQUIT\r".to_vec()),
        ("version 1 in binary", header(0x11, TCP4, &four)),
        ("version 3", header(0x31, TCP4, &four)),
        ("an unknown command", header(0x22, TCP4, &four)),
        ("UDP over IPv4", header(PROXY, 0x12, &four)),
        ("UDP over IPv6", header(PROXY, 0x22, &six)),
        ("a Unix socket", header(PROXY, 0x31, &[9; 216])),
        ("an unknown family", header(PROXY, 0x41, &six)),
        ("a transport without a family", header(PROXY, 0x01, &four)),
        ("a family without a transport", header(PROXY, 0x10, &four)),
        ("IPv4 without its last byte", header(PROXY, TCP4, &four[1..])),
        ("IPv6 without its last byte", header(PROXY, TCP6, &six[1..])),
        ("TLVs over the limit", with_tlvs("203.0.113.9:4711", &[0; 4097 - 12])),
        ("as long as can be", header(LOCAL, 0, &vec![0; 65_535])),
    ] {
        let mut balancer = connect_from(BALANCER, server.addr).await;

        send(&mut balancer, &[&sent, REQUEST].concat()).await;
        let (heard, took) = until_closed(&mut balancer, BOUND).await;

        assert_eq!(heard, "", "{what} after {took:?}");
    }
    server.serves_a_good_client().await;
}

#[tokio::test]
async fn something_else_is_noticed_at_its_first_wrong_byte() {
    let server = Server::plain(patient()).await;
    for start in [&b"P"[..], b"\r\n\r\nG"] {
        let mut balancer = connect_from(BALANCER, server.addr).await;
        send(&mut balancer, start).await;

        assert_eq!(until_closed(&mut balancer, BOUND).await.0, "");
    }
}

#[tokio::test]
async fn a_header_that_does_not_end_is_closed_at_the_deadline() {
    let server = Server::plain(behind_a_balancer()).await;
    let whole = from_client("203.0.113.9:4711");
    for cut in [0, 5, 15, 16, whole.len() - 1] {
        let mut silent = connect_from(BALANCER, server.addr).await;
        send(&mut silent, &whole[..cut]).await;

        let (heard, took) = server.while_serving(until_closed(&mut silent, BOUND)).await;

        about_the_limit(took);
        assert_eq!(heard, "", "after {cut} bytes");
    }
}

#[tokio::test]
async fn single_bytes_do_not_move_the_deadline() {
    let server = Server::plain(behind_a_balancer()).await;
    let (mut from, mut to) = connect_from(BALANCER, server.addr).await.into_split();
    let dribble = async {
        let mut every = interval(LIMIT / 10);
        for byte in with_tlvs("203.0.113.9:4711", &[0; 4000]) {
            every.tick().await;
            let _ = to.write_all(&[byte]).await;
        }
    };

    let (heard, took) = tokio::select! {
        () = dribble => panic!("the header was longer than the deadline"),
        end = until_closed(&mut from, BOUND) => end,
    };

    about_the_limit(took);
    assert_eq!(heard, "");
}

#[tokio::test]
async fn a_balancer_that_closes_in_the_middle_leaves_nothing_behind() {
    let server = Server::plain(ListenLimits { max_connections: 1, ..patient() }).await;
    for cut in [0, 5, 20] {
        let mut balancer = connect_from(BALANCER, server.addr).await;
        send(&mut balancer, &from_client("203.0.113.9:4711")[..cut]).await;
        balancer.shutdown().await.expect("closed");

        assert_eq!(until_closed(&mut balancer, BOUND).await.0, "", "after {cut} bytes");
    }
    // The only place is free again.
    let again = async { while !ask(&mut server.connect().await, "/").await.starts_with("HTTP/1.1 200") {} };
    timeout(BOUND, again).await.expect("places are given back");
}

#[tokio::test]
async fn a_drain_does_not_wait_for_headers() {
    let server = Server::plain(patient()).await;
    let mut waiting = connect_from(BALANCER, server.addr).await;
    send(&mut waiting, &from_client("203.0.113.9:4711")[..20]).await;
    server.serves_a_good_client().await;

    server.stop();
    let (heard, took) = until_closed(&mut waiting, BOUND).await;

    assert_eq!(heard, "");
    assert!(took < Duration::from_secs(2), "the drain lasts 4 s, this took {took:?}");
    assert_eq!(server.drained().await.cut, 0);
}

#[tokio::test]
async fn refusals_are_told_once_aloud_and_probes_of_the_port_never() {
    let _told = tracing::subscriber::set_default(Ears);
    let server = Server::plain(patient()).await;
    for (sent, loud, quiet) in [(&b""[..], 0, 1), (b"GET", 1, 1), (b"GET", 1, 2), (b"PROXY", 1, 3)] {
        let mut balancer = connect_from(BALANCER, server.addr).await;
        send(&mut balancer, sent).await;
        let _ = balancer.shutdown().await;
        let _ = balancer.read(&mut [0]).await;

        assert_eq!((LOUD.load(Ordering::Relaxed), QUIET.load(Ordering::Relaxed)), (loud, quiet), "{sent:?}");
    }
}

static LOUD: AtomicUsize = AtomicUsize::new(0);
static QUIET: AtomicUsize = AtomicUsize::new(0);

/// Counts the events about refused headers, by their level.
struct Ears;

impl Subscriber for Ears {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut message = Message(String::new());
        event.record(&mut message);
        if message.0 == "listen.proxy_header_refused" {
            let heard = if *event.metadata().level() == Level::WARN { &LOUD } else { &QUIET };
            heard.fetch_add(1, Ordering::Relaxed);
        }
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}
