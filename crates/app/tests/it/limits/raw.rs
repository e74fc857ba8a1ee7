//! A client that is cheap enough for floods: bytes over a socket from an address of its choice.

use std::net::{IpAddr, SocketAddr};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

pub struct Wire {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Wire {
    pub async fn from(source: &str, to: SocketAddr) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        let source: IpAddr = source.parse().expect("an address");
        socket.bind(SocketAddr::new(source, 0)).expect("a loopback address");
        let stream = socket.connect(to).await.expect("a connection");
        stream.set_nodelay(true).expect("no delay");
        Self { stream, buffer: Vec::with_capacity(16 * 1024) }
    }

    /// The status of the answer to a request.
    pub async fn ask(&mut self, request: &[u8]) -> u16 {
        self.stream.write_all(request).await.expect("bytes are taken");
        self.answer().await
    }

    async fn answer(&mut self) -> u16 {
        loop {
            if let Some(head) = find(&self.buffer, b"\r\n\r\n") {
                let text = std::str::from_utf8(&self.buffer[..head]).expect("ASCII").to_ascii_lowercase();
                let field = |name: &str| text.lines().find_map(|l| l.strip_prefix(name)).map(str::trim);
                let length: usize = field("content-length:").and_then(|n| n.parse().ok()).unwrap_or(0);
                let whole = head + 4 + length;
                while self.buffer.len() < whole {
                    self.more().await;
                }
                let status = text.get(9..12).and_then(|s| s.parse().ok()).expect("a status");
                self.buffer.drain(..whole);
                return status;
            }
            self.more().await;
        }
    }

    async fn more(&mut self) {
        let read = self.stream.read_buf(&mut self.buffer).await.expect("bytes");
        assert!(read > 0, "the server hung up");
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}

/// A GET.
pub fn get(path: &str, token: Option<&str>) -> Vec<u8> {
    let authorization = token.map(|t| format!("authorization: Bearer {t}\r\n")).unwrap_or_default();
    format!("GET {path} HTTP/1.1\r\nhost: a\r\n{authorization}\r\n").into_bytes()
}

/// A POST of JSON.
pub fn post(path: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("POST {path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n{headers}content-length: {length}\r\n\r\n{body}")
        .into_bytes()
}
