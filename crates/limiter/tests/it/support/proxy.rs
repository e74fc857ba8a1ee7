//! A TCP proxy before Redis that can go silent without closing anything, as a lost network does.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const PASS: u64 = 0;
const BLACKHOLE: u64 = u64::MAX;

pub struct Proxy {
    pub port: u16,
    /// Milliseconds that each piece of an answer is held back; [`BLACKHOLE`]: for ever.
    delay: Arc<AtomicU64>,
}

impl Proxy {
    pub async fn before(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let delay = Arc::new(AtomicU64::new(PASS));
        let proxy = Self { port: listener.local_addr().unwrap().port(), delay: Arc::clone(&delay) };
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(("127.0.0.1", port)).await else { continue };
                let (mut from_client, mut to_client) = client.into_split();
                let (mut from_server, mut to_server) = server.into_split();
                let (there, back) = (Arc::clone(&delay), Arc::clone(&delay));
                tokio::spawn(async move { pump(&mut from_client, &mut to_server, &there, false).await });
                tokio::spawn(async move { pump(&mut from_server, &mut to_client, &back, true).await });
            }
        });
        proxy
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    /// Nothing gets through, nothing is closed.
    pub fn blackhole(&self) {
        self.delay.store(BLACKHOLE, Ordering::SeqCst);
    }

    /// Answers come late.
    pub fn delay(&self, by: Duration) {
        self.delay.store(u64::try_from(by.as_millis()).unwrap(), Ordering::SeqCst);
    }

    pub fn heal(&self) {
        self.delay.store(PASS, Ordering::SeqCst);
    }
}

async fn pump(
    from: &mut tokio::net::tcp::OwnedReadHalf,
    to: &mut tokio::net::tcp::OwnedWriteHalf,
    delay: &AtomicU64,
    late: bool,
) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(n @ 1..) = from.read(&mut buffer).await {
        while delay.load(Ordering::SeqCst) == BLACKHOLE {
            // SLEEP: between two looks.
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        if late {
            // SLEEP: how slow the network is.
            tokio::time::sleep(Duration::from_millis(delay.load(Ordering::SeqCst))).await;
        }
        if to.write_all(&buffer[..n]).await.is_err() {
            return;
        }
    }
}
