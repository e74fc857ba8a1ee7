//! A server with short limits, the application behind it, and clients of both kinds.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use edge::listen::{
    BodyBudget, BodyError, BodyStream, BrokenOff, ConnectionError, Drained, HttpResponse, HttpService, ListenLimits,
    Peer, ReplyBody, TlsMaterial, read_limited, serve,
};
use futures_util::{Stream, stream};
use http::{Request, StatusCode};
use hyper::body::Incoming;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Notify, Semaphore, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// What every limit is in these tests, unless the test says otherwise.
pub const LIMIT: Duration = Duration::from_millis(500);
/// How much later than its limit something may happen on a busy machine.
pub const SLACK: Duration = Duration::from_millis(1500);

pub fn short() -> ListenLimits {
    ListenLimits {
        header_read: LIMIT,
        body_read: LIMIT,
        idle: LIMIT,
        tls_handshake: LIMIT,
        drain: Duration::from_secs(4),
        ..ListenLimits::default()
    }
}

/// The application.
pub struct Shop {
    body_read: Duration,
    /// One notice per request that entered `/slow`.
    pub entered: Notify,
    /// Permits let requests leave `/slow`.
    pub gate: Semaphore,
}

impl HttpService for Shop {
    async fn call(&self, peer: Peer, req: Request<Incoming>) -> HttpResponse {
        match req.uri().path() {
            "/panic" => panic!("as asked"),
            "/empty400" => reply(StatusCode::BAD_REQUEST, ""),
            "/peer/socket" => reply(StatusCode::OK, &peer.socket.to_string()),
            "/peer/address" => reply(StatusCode::OK, &peer.addr.to_string()),
            "/peer" => reply(StatusCode::OK, &format!("{} {}", peer.addr.ip(), peer.secure)),
            "/big" => HttpResponse::new(Bytes::from(vec![b'x'; 32 * 1024 * 1024]).into()),
            "/broken" => streamed(stream::unfold(0, |sent| async move {
                // What was sent is on its way before the end of it is known.
                tokio::task::yield_now().await;
                let piece = if sent == 0 { Ok(Bytes::from_static(b"one")) } else { Err(BrokenOff) };
                Some((piece, sent + 1))
            })),
            // A piece, and another when half a limit has passed, for three limits.
            "/drip" => streamed(stream::unfold(0, |sent| async move {
                // SLEEP: half of the bound between two pieces.
                tokio::time::sleep(LIMIT / 2).await;
                (sent < 6).then(|| (Ok(Bytes::from_static(b"drop")), sent + 1))
            })),
            "/slow" => {
                self.entered.notify_one();
                self.gate.acquire().await.expect("never closed").forget();
                reply(StatusCode::OK, "slow and done")
            }
            "/body" => match read_limited(
                req.into_body(),
                1024,
                Instant::now() + self.body_read,
                BodyBudget::new(1 << 20, 1024).reservation(peer.addr.ip()),
            )
            .await
            {
                Ok(body) => reply(StatusCode::OK, &body.len().to_string()),
                Err(BodyError::TimedOut) => reply(StatusCode::REQUEST_TIMEOUT, "late"),
                Err(BodyError::TooLarge) => reply(StatusCode::PAYLOAD_TOO_LARGE, "large"),
                Err(BodyError::BudgetFull) => reply(StatusCode::SERVICE_UNAVAILABLE, "full"),
                Err(BodyError::Broken(_)) => reply(StatusCode::BAD_REQUEST, "broken"),
            },
            _ => reply(StatusCode::OK, "hello"),
        }
    }

    fn reject(&self, error: ConnectionError) -> HttpResponse {
        let status = match error {
            ConnectionError::Malformed => 400,
            ConnectionError::UriTooLong => 414,
            ConnectionError::HeadTooLarge => 431,
            ConnectionError::HeadTimeout => 408,
            ConnectionError::AddressBusy => 429,
            ConnectionError::ServerFull => 503,
            ConnectionError::Panic => 500,
        };
        http::Response::builder()
            .status(status)
            .header("content-type", "application/problem+json")
            .header("x-content-type-options", "nosniff")
            .body(Bytes::from(format!(r#"{{"code":"{error:?}"}}"#)).into())
            .expect("a reply")
    }
}

fn streamed(pieces: impl Stream<Item = Result<Bytes, BrokenOff>> + Send + 'static) -> HttpResponse {
    HttpResponse::new(ReplyBody::new(Bytes::new(), Some(BodyStream::new(pieces, LIMIT * 8))))
}

fn reply(status: StatusCode, text: &str) -> HttpResponse {
    let mut reply = HttpResponse::new(Bytes::from(text.to_owned()).into());
    *reply.status_mut() = status;
    reply
}

/// A running server.
pub struct Server {
    pub addr: SocketAddr,
    pub shop: Arc<Shop>,
    pub tls: Option<Material>,
    stop: watch::Sender<bool>,
    run: JoinHandle<Drained>,
}

/// A certificate on disk, and the server's hold of it.
pub struct Material {
    pub dir: TempDir,
    pub server: TlsMaterial,
    pub trusted: CertificateDer<'static>,
}

impl Server {
    pub async fn plain(limits: ListenLimits) -> Self {
        Self::start(limits, None, "127.0.0.1:0").await
    }

    pub async fn tls(limits: ListenLimits) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let trusted = write_certificate(&dir);
        let server =
            TlsMaterial::from_pem_files(dir.path().join("chain.pem"), dir.path().join("key.pem")).expect("material");
        Self::start(limits, Some(Material { dir, server, trusted }), "127.0.0.1:0").await
    }

    pub async fn start(limits: ListenLimits, tls: Option<Material>, at: &str) -> Self {
        let listener = TcpListener::bind(at).await.expect("a port");
        let addr = listener.local_addr().expect("an address");
        let shop = Arc::new(Shop { body_read: limits.body_read, entered: Notify::new(), gate: Semaphore::new(0) });
        let (stop, stopped) = watch::channel(false);
        let material = tls.as_ref().map(|tls| tls.server.clone());
        let run = tokio::spawn(serve(listener, material, limits, Arc::clone(&shop), stopped));
        Self { addr, shop, tls, stop, run }
    }

    pub async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.addr).await.expect("a connection")
    }

    /// A TLS connection that trusts `trusted` and offers `alpn`.
    pub async fn connect_tls(&self, alpn: &str) -> TlsStream<TcpStream> {
        let trusted = self.tls.as_ref().expect("a TLS server").trusted.clone();
        self.try_tls(alpn, trusted).await.expect("a handshake")
    }

    pub async fn try_tls(&self, alpn: &str, trusted: CertificateDer<'static>) -> std::io::Result<TlsStream<TcpStream>> {
        handshake(self.connect().await, alpn, trusted).await
    }

    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    pub async fn drained(self) -> Drained {
        timeout(Duration::from_secs(10), self.run).await.expect("an end").expect("no panic")
    }

    /// A client with nothing wrong with it, from an address of its own.
    pub async fn serves_a_good_client(&self) {
        let started = Instant::now();
        let answer = if self.tls.is_some() {
            let mut stream = self.connect_tls("http/1.1").await;
            ask(&mut stream, "/").await
        } else {
            let mut stream = connect_from(Ipv4Addr::new(127, 0, 0, 99), self.addr).await;
            ask(&mut stream, "/").await
        };
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.contains("\r\ndate: ") && !answer.contains("\r\nserver: "), "{answer}");
        assert!(started.elapsed() < SLACK, "a good client waited {:?}", started.elapsed());
    }

    /// Runs an attack, and meanwhile one good client after the other, until both are done.
    pub async fn while_serving<T>(&self, attack: impl Future<Output = T>) -> T {
        let over = AtomicBool::new(false);
        let attack = async {
            let outcome = attack.await;
            over.store(true, Ordering::Relaxed);
            outcome
        };
        let good_clients = async {
            while !over.load(Ordering::Relaxed) {
                self.serves_a_good_client().await;
            }
        };
        tokio::join!(attack, good_clients).0
    }
}

/// TLS over a connection that already is.
pub async fn handshake(
    stream: TcpStream,
    alpn: &str,
    trusted: CertificateDer<'static>,
) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted).expect("a certificate");
    let mut config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![alpn.as_bytes().to_vec()];
    let name = ServerName::try_from("localhost").expect("a name");
    TlsConnector::from(Arc::new(config)).connect(name, stream).await
}

pub async fn connect_from(from: Ipv4Addr, to: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind(SocketAddr::new(IpAddr::V4(from), 0)).expect("a local address");
    socket.connect(to).await.expect("a connection")
}

/// One request, and everything that comes back until the server closes.
pub async fn ask<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S, path: &str) -> String {
    say(stream, &format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")).await;
    until_closed(stream, Duration::from_secs(5)).await.0
}

pub async fn say<S: AsyncWrite + Unpin>(stream: &mut S, text: &str) {
    stream.write_all(text.as_bytes()).await.expect("written");
    stream.flush().await.expect("flushed");
}

/// One response with a content-length, leaving the connection open.
pub async fn one_response<S: AsyncRead + Unpin>(stream: &mut S) -> String {
    let mut all = Vec::new();
    let whole = async {
        loop {
            let text = String::from_utf8_lossy(&all).into_owned();
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                if body.len() >= length.map_or(0, |length| length.parse().expect("a length")) {
                    return text;
                }
            }
            assert!(stream.read_buf(&mut all).await.expect("read") > 0, "closed after {text:?}");
        }
    };
    timeout(Duration::from_secs(5), whole).await.expect("a response in time")
}

/// What arrives until the server closes (or resets), and how long that took.
pub async fn until_closed<S: AsyncRead + Unpin>(stream: &mut S, bound: Duration) -> (String, Duration) {
    let started = Instant::now();
    let mut all = Vec::new();
    let end = async { while stream.read_buf(&mut all).await.is_ok_and(|n| n > 0) {} };
    timeout(bound, end).await.expect("the server closes the connection in time");
    (String::from_utf8_lossy(&all).into_owned(), started.elapsed())
}

/// Asserts that something took about one limit.
pub fn about_the_limit(took: Duration) {
    assert!(took >= LIMIT * 4 / 5, "too early: {took:?}");
    assert!(took <= LIMIT + SLACK, "too late: {took:?}");
}

/// Asserts a refusal with everything `refuse` gave.
pub fn is_refusal(answer: &str, status: &str, code: &str) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
    for line in
        ["content-type: application/problem+json", "x-content-type-options: nosniff", "connection: close", "date: "]
    {
        assert!(answer.contains(&format!("\r\n{line}")), "{line} is missing in {answer}");
    }
    assert!(answer.ends_with(&format!("\r\n\r\n{{\"code\":\"{code}\"}}")), "{answer}");
}

/// Writes a new self-signed certificate for localhost.
pub fn write_certificate(dir: &TempDir) -> CertificateDer<'static> {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    std::fs::write(dir.path().join("chain.pem"), made.cert.pem()).expect("written");
    std::fs::write(dir.path().join("key.pem"), made.signing_key.serialize_pem()).expect("written");
    made.cert.der().clone()
}
