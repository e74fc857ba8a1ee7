//! An HTTP/2 client made of bare frames, so that it can misbehave.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf, split};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tokio_rustls::client::TlsStream;

use super::harness::Server;

pub const DATA: u8 = 0;
pub const HEADERS: u8 = 1;
pub const RST_STREAM: u8 = 3;
pub const SETTINGS: u8 = 4;
pub const PING: u8 = 6;
pub const GOAWAY: u8 = 7;
pub const ACK: u8 = 1;
pub const END_STREAM_AND_HEADERS: u8 = 5;
pub const ENHANCE_YOUR_CALM: u32 = 11;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

pub struct Frame {
    pub kind: u8,
    pub flags: u8,
    pub stream: u32,
    pub payload: Vec<u8>,
}

pub struct Client {
    pub from: ReadHalf<TlsStream<TcpStream>>,
    pub to: WriteHalf<TlsStream<TcpStream>>,
}

impl Client {
    /// Preface and empty SETTINGS are sent.
    pub async fn connect(server: &Server) -> Self {
        let (from, to) = split(server.connect_tls("h2").await);
        let mut client = Self { from, to };
        client.to.write_all(PREFACE).await.expect("written");
        client.send(SETTINGS, 0, 0, &[]).await;
        client
    }

    pub async fn send(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) {
        self.to.write_all(&frame(kind, flags, stream, payload)).await.expect("written");
        self.to.flush().await.expect("flushed");
    }

    pub async fn get(&mut self, stream: u32, path: &str) {
        self.send(HEADERS, END_STREAM_AND_HEADERS, stream, &request(path)).await;
    }

    /// Reads until `wanted`, acknowledging settings and pings as a live peer does.
    pub async fn read_until(&mut self, wanted: impl Fn(&Frame) -> bool) -> Frame {
        let found = async {
            loop {
                let frame = self.read().await.expect("still open");
                if wanted(&frame) {
                    return frame;
                }
                if matches!(frame.kind, SETTINGS | PING) && frame.flags & ACK == 0 {
                    let payload = if frame.kind == PING { &frame.payload[..] } else { &[] };
                    self.send(frame.kind, ACK, 0, payload).await;
                }
            }
        };
        timeout(Duration::from_secs(5), found).await.expect("the frame in time")
    }

    /// Reads on until the server closes, acknowledging pings; also gives the GOAWAY's reason.
    pub async fn until_closed(&mut self, bound: Duration) -> (Option<u32>, Duration) {
        let started = Instant::now();
        let mut reason = None;
        let end = async {
            while let Some(frame) = self.read().await {
                if frame.kind == GOAWAY {
                    reason = frame.payload[4..8].try_into().ok().map(u32::from_be_bytes);
                }
                if frame.kind == PING && frame.flags & ACK == 0 {
                    let ack = self.to.write_all(&super::h2::frame(PING, ACK, 0, &frame.payload)).await;
                    if ack.is_err() || self.to.flush().await.is_err() {
                        return;
                    }
                }
            }
        };
        timeout(bound, end).await.expect("the server closes the connection in time");
        (reason, started.elapsed())
    }

    async fn read(&mut self) -> Option<Frame> {
        read_frame(&mut self.from).await
    }
}

pub async fn read_frame(from: &mut ReadHalf<TlsStream<TcpStream>>) -> Option<Frame> {
    let mut head = [0; 9];
    from.read_exact(&mut head).await.ok()?;
    let [a, b, c, kind, flags, stream @ ..] = head;
    let mut payload = vec![0; usize::from(a) << 16 | usize::from(b) << 8 | usize::from(c)];
    from.read_exact(&mut payload).await.ok()?;
    Some(Frame { kind, flags, stream: u32::from_be_bytes(stream), payload })
}

pub fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("a short frame").to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// `GET path` for localhost over https, in HPACK without a table of its own.
pub fn request(path: &str) -> Vec<u8> {
    let literal = |index: u8, text: &str| {
        let length = u8::try_from(text.len()).expect("a short text");
        [&[index, length], text.as_bytes()].concat()
    };
    [vec![0x82, 0x87], literal(0x04, path), literal(0x01, "localhost")].concat()
}
