//! The accept loop: sockets in, [`HttpService`]s out, and every limit below the router.
//!
//! Promises to the rest of the server:
//! - plain TCP speaks HTTP/1.1 only; on TLS the protocol is what ALPN agreed on;
//! - no peer holds a connection without using it (see `activity`), and no address holds many;
//! - a balancer named in [`ListenLimits::proxy_protocol_from`] tells whose its connections are, and nobody else can;
//! - every error made below the router still looks like ours ([`HttpService::refuse`]): what hyper would
//!   answer by itself is replaced on its way out (see `http1_io`);
//! - a line of an HTTP/1 header block that does not end in CR LF is no line (see `http1_lines`);
//! - a panic in a handler costs one request;
//! - when `stop` turns true, requests in flight finish and new connections are refused.
//!
//! One gap is known: an HTTP/2 header list over the limit is answered by `h2` with a bare 431.

mod accept;
mod activity;
mod address_cap;
mod body;
mod body_budget;
mod connection;
mod date;
mod exchange;
mod http1_io;
mod http1_lines;
mod limits;
mod proxy_protocol;
mod refusal;
mod reply_body;
mod server_state;
mod tls;

use std::net::{IpAddr, SocketAddr};

use http::Request;
use hyper::body::Incoming;

pub use accept::{HttpServer, serve};
pub use body::{BodyError, LimitedBody, read_limited};
pub use body_budget::{BodyBudget, BodyReservation, BudgetFull};
pub use limits::ListenLimits;
pub use reply_body::{BodyStream, BrokenOff, ReplyBody};
pub use server_state::Drained;
pub use tls::{TlsError, TlsMaterial};

/// Who is on the other end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer {
    /// The socket's address, or the one that a believed PROXY header names; an IPv4-mapped IPv6 address is given as IPv4.
    pub addr: SocketAddr,
    /// The socket's address, whatever a PROXY header says: who made the connection.
    pub socket: IpAddr,
    /// True when the request came over TLS.
    pub secure: bool,
}

/// An answer.
pub type HttpResponse = http::Response<ReplyBody>;

/// What the rest of the server gives: one async function answering one request.
pub trait HttpService: Send + Sync + 'static {
    /// Answers one request. A panic in here becomes [`ConnectionError::Panic`].
    fn call(&self, peer: Peer, req: Request<Incoming>) -> impl Future<Output = HttpResponse> + Send;

    /// The answer for an error noticed below the router, where there is no request to speak of.
    fn reject(&self, error: ConnectionError) -> HttpResponse;

    /// Hears now and then how many connections are open.
    fn on_connection_count(&self, _connections: usize) {}
}

/// An error noticed before (or instead of) the router.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConnectionError {
    /// The bytes are no HTTP/1 request: answer 400.
    Malformed,
    /// The request line is longer than we read: answer 414.
    UriTooLong,
    /// The header block is too long or has too many fields: answer 431.
    HeadTooLarge,
    /// A request began but its header block did not end in time: answer 408.
    HeadTimeout,
    /// This address has too many connections open: answer 429.
    AddressBusy,
    /// The server has too many connections open: answer 503.
    ServerFull,
    /// The handler panicked: answer 500.
    Panic,
}
