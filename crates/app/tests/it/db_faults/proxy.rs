//! A TCP proxy before a database whose connections can go silent without being closed, as a lost network or a
//! machine that was switched off does, while new ones work.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use testkit::TestDb;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub struct Proxy {
    port: u16,
    server: u16,
    /// How often connections went silent: those made before the last time are.
    silences: Arc<AtomicU64>,
}

impl Proxy {
    /// Puts one between a database and whoever is given its address from now on.
    pub async fn before(db: &mut TestDb) -> Self {
        let server = port_of(&db.url);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("its address").port();
        let silences = Arc::new(AtomicU64::new(0));
        let shared = Arc::clone(&silences);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let Ok(onward) = TcpStream::connect(("127.0.0.1", server)).await else { continue };
                let born = shared.load(Ordering::SeqCst);
                let (from_client, to_client) = client.into_split();
                let (from_server, to_server) = onward.into_split();
                tokio::spawn(pump(from_client, to_server, Arc::clone(&shared), born));
                tokio::spawn(pump(from_server, to_client, Arc::clone(&shared), born));
            }
        });
        db.url = with_port(&db.url, port);
        Self { port, server, silences }
    }

    /// Nothing gets through connections that are open now, and nothing is closed.
    pub fn silence(&self) {
        self.silences.fetch_add(1, Ordering::SeqCst);
    }

    /// Takes itself out of the way, for the end of a test.
    pub fn around(&self, url: &str) -> String {
        assert_eq!(port_of(url), self.port);
        with_port(url, self.server)
    }
}

pub fn port_of(url: &str) -> u16 {
    let rest = url.rsplit_once(':').expect("a port").1;
    rest.split('/').next().and_then(|port| port.parse().ok()).expect("a number")
}

pub fn with_port(url: &str, port: u16) -> String {
    let (head, rest) = url.rsplit_once(':').expect("a port");
    format!("{head}:{port}/{}", rest.split_once('/').expect("a name").1)
}

async fn pump(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    silences: Arc<AtomicU64>,
    born: u64,
) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(n @ 1..) = from.read(&mut buffer).await {
        if silences.load(Ordering::SeqCst) > born {
            // Both ends stay open.
            std::future::pending::<()>().await;
        }
        if to.write_all(&buffer[..n]).await.is_err() {
            return;
        }
    }
}
