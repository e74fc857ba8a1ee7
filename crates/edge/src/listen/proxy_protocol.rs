//! PROXY protocol, version 2: a balancer that only passes bytes on tells first whose they are.
//!
//! The header stands before everything else, TLS included. It is read exactly, because what
//! follows is TLS's or HTTP's. A peer named in [`super::ListenLimits::proxy_protocol_from`] must send it;
//! from anybody else it is just a broken request, since whoever may send it chooses his address.
//!
//! Stricter than the standard in one point: datagrams and Unix sockets, which cannot be on the
//! other side of an HTTP balancer, are refused, not taken as unspecified.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::{Instant, timeout};

/// Made to look wrong to every other protocol.
const SIGNATURE: [u8; 12] = *b"\r\n\r\n\0\r\nQUIT\n";
/// The signature, version and command, family, and the length of the rest.
const START: usize = SIGNATURE.len() + 4;
/// Addresses and TLVs together: the usual TLVs need a tenth of it.
const LONGEST_REST: usize = 4096;
/// Between two warnings about refused headers.
const WARN_EVERY: Duration = Duration::from_mins(1);

/// Who is behind the connection, as its header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProxiedPeer {
    /// The balancer itself (a health check), or somebody it cannot name.
    Balancer,
    /// Its client; an IPv4-mapped address is given as it came, as a socket gives it.
    Client(SocketAddr),
}

/// Why a header is not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum ProxyHeaderError {
    /// Balancers that only probe the port do this.
    #[error("the peer closed the connection without sending anything")]
    Nothing,
    #[error("the connection does not start with a PROXY protocol version 2 header")]
    NotAHeader,
    #[error("unknown PROXY protocol version or command {0:#04x}")]
    UnknownCommand(u8),
    #[error("unknown address family or transport {0:#04x}")]
    UnknownFamily(u8),
    #[error("the header has {0} bytes of addresses and TLVs, which is too many")]
    TooLong(usize),
    #[error("the header is too short for its addresses")]
    TooShort,
    #[error("the header took too long to arrive")]
    TimedOut,
    #[error("the connection closed in the middle of the header")]
    BrokenOff(#[source] io::Error),
}

/// Reads a header and not a byte more, within `bound` for the whole of it.
pub(super) async fn read_proxy_header<S: AsyncRead + Unpin>(
    stream: &mut S,
    bound: Duration,
) -> Result<ProxiedPeer, ProxyHeaderError> {
    timeout(bound, read(stream)).await.unwrap_or(Err(ProxyHeaderError::TimedOut))
}

async fn read<S: AsyncRead + Unpin>(stream: &mut S) -> Result<ProxiedPeer, ProxyHeaderError> {
    let start = read_start(stream).await?;
    let [.., command, family, high, low] = start;
    let sender = Sender::of(command, family)?;
    let length = usize::from(u16::from_be_bytes([high, low]));
    if length > LONGEST_REST {
        return Err(ProxyHeaderError::TooLong(length));
    }
    let mut rest = vec![0; length];
    stream.read_exact(&mut rest).await.map_err(ProxyHeaderError::BrokenOff)?;
    sender.proxied_peer(&rest)
}

/// Something else than a header is noticed at its first wrong byte: it may be shorter than a start.
async fn read_start<S: AsyncRead + Unpin>(stream: &mut S) -> Result<[u8; START], ProxyHeaderError> {
    let mut start = [0; START];
    let mut filled = 0;
    while filled < START {
        match stream.read(&mut start[filled..]).await.map_err(ProxyHeaderError::BrokenOff)? {
            0 if filled == 0 => return Err(ProxyHeaderError::Nothing),
            0 => return Err(ProxyHeaderError::BrokenOff(io::ErrorKind::UnexpectedEof.into())),
            more => filled += more,
        }
        let signed = filled.min(SIGNATURE.len());
        if start[..signed] != SIGNATURE[..signed] {
            return Err(ProxyHeaderError::NotAHeader);
        }
    }
    Ok(start)
}

/// What the start of a header promises of its rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sender {
    Unnamed,
    Tcp4,
    Tcp6,
}

impl Sender {
    fn of(command: u8, family: u8) -> Result<Self, ProxyHeaderError> {
        match (command, family) {
            // LOCAL says nothing about a client, whatever family it names.
            (0x20, _) | (0x21, 0x00) => Ok(Self::Unnamed),
            (0x21, 0x11) => Ok(Self::Tcp4),
            (0x21, 0x21) => Ok(Self::Tcp6),
            (0x21, _) => Err(ProxyHeaderError::UnknownFamily(family)),
            _ => Err(ProxyHeaderError::UnknownCommand(command)),
        }
    }

    /// `rest` is addresses and then TLVs, which say nothing we use.
    fn proxied_peer(self, rest: &[u8]) -> Result<ProxiedPeer, ProxyHeaderError> {
        let source = match self {
            Self::Unnamed => return Ok(ProxiedPeer::Balancer),
            Self::Tcp4 => source::<4>(rest),
            Self::Tcp6 => source::<16>(rest),
        };
        source.map(ProxiedPeer::Client).ok_or(ProxyHeaderError::TooShort)
    }
}

/// From source and destination address, source and destination port: the source's.
fn source<const N: usize>(rest: &[u8]) -> Option<SocketAddr>
where
    IpAddr: From<[u8; N]>,
{
    let (source, rest) = rest.split_first_chunk::<N>()?;
    let (_, ports) = rest.split_first_chunk::<N>()?;
    let [high, low, _, _] = *ports.first_chunk()?;
    Some(SocketAddr::new(IpAddr::from(*source), u16::from_be_bytes([high, low])))
}

/// Tells of refused headers: aloud at most once a minute, because one wrong setting of a balancer
/// refuses every connection it makes.
#[derive(Debug, Default)]
pub(super) struct ProxyWarnings {
    last: Mutex<Option<Instant>>,
}

impl ProxyWarnings {
    pub(super) fn report(&self, balancer: IpAddr, refused: &ProxyHeaderError) {
        if !matches!(refused, ProxyHeaderError::Nothing) && self.may_warn() {
            tracing::warn!(peer.address = %balancer, %refused, "listen.proxy_header_refused");
        } else {
            tracing::debug!(peer.address = %balancer, %refused, "listen.proxy_header_refused");
        }
    }

    fn may_warn(&self) -> bool {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let due = last.is_none_or(|at| at.elapsed() >= WARN_EVERY);
        if due {
            *last = Some(Instant::now());
        }
        due
    }
}
