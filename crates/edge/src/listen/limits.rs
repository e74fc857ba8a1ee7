//! Every number the accept loop obeys.

use std::net::IpAddr;
use std::time::Duration;

use limiter::http::address::Networks;

/// Limits of the listener. The defaults suit a server facing the internet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListenLimits {
    /// From the first byte of a request to the end of its headers; also how long a new peer may say nothing.
    pub header_read: Duration,
    /// For a whole request body. Not enforced here: it is what the caller of [`super::read_limited`] adds to now.
    pub body_read: Duration,
    /// Keep-alive: how long a connection may rest between requests. Behind a balancer, longer than its idle time.
    pub idle: Duration,
    /// For the TLS handshake.
    pub tls_handshake: Duration,
    /// Open connections in all.
    pub max_connections: usize,
    /// Open connections per IPv4 address or IPv6 /64. Behind a balancer all share its address: name it in one of
    /// the two lists below.
    pub max_connections_per_address: usize,
    /// Networks whose connections begin with a PROXY protocol header, version 2; without it they are
    /// closed. They count for the client it names, or in all only.
    pub proxy_protocol_from: Networks,
    /// Networks whose connections are many people's, for instance HTTP proxies: counted in all, not per address.
    pub uncapped: Networks,
    /// Bytes of a request line with its headers (HTTP/1).
    pub max_header_bytes: usize,
    /// Number of header fields (HTTP/1). 100 is free of charge: hyper then parses without allocating.
    pub max_headers: usize,
    /// Requests at once on one HTTP/2 connection.
    pub h2_max_streams: u32,
    /// Bytes of a decoded header list (HTTP/2).
    pub h2_max_header_list: u32,
    /// After this age a connection finishes what it does and closes.
    pub max_connection_age: Duration,
    /// At shutdown, and after the age limit: how long requests in flight may still take.
    pub drain: Duration,
}

impl Default for ListenLimits {
    fn default() -> Self {
        Self {
            header_read: Duration::from_secs(10),
            body_read: Duration::from_secs(30),
            idle: Duration::from_secs(75),
            tls_handshake: Duration::from_secs(10),
            max_connections: 10_000,
            max_connections_per_address: 100,
            proxy_protocol_from: Networks::default(),
            uncapped: Networks::default(),
            max_header_bytes: 32 * 1024,
            max_headers: 100,
            h2_max_streams: 100,
            h2_max_header_list: 16 * 1024,
            max_connection_age: Duration::from_mins(10),
            drain: Duration::from_secs(30),
        }
    }
}

impl ListenLimits {
    /// True for a peer whose connections must begin with a PROXY header.
    pub(super) fn expects_proxy_header(&self, peer: IpAddr) -> bool {
        self.proxy_protocol_from.contains(peer)
    }

    /// True for an address behind which are many people.
    pub(super) fn is_uncapped(&self, client: IpAddr) -> bool {
        self.uncapped.contains(client)
    }

    /// How long a finished response may take to be taken by the peer.
    ///
    /// Most bodies are whole and in memory, so a peer that needs longer is slow on purpose. A body that is made as
    /// it is taken has this long for each piece.
    pub(super) fn response_write(&self) -> Duration {
        self.idle.max(self.body_read) * 2
    }

    /// How long a closing connection may take when nothing is in flight on it.
    pub(super) fn close_timeout(&self) -> Duration {
        self.header_read.min(Duration::from_secs(5))
    }

    /// How long to keep reading after our last byte, so that the kernel does not answer
    /// unread bytes with a reset that destroys the response on its way.
    pub(super) fn linger(&self) -> Duration {
        Duration::from_secs(2).min(self.header_read).min(self.drain / 2)
    }
}
