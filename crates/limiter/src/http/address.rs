//! The client's address: the socket's, unless the peer is a proxy we trust.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use http::HeaderMap;

/// Hops of `X-Forwarded-For` that are read, from the right; a longer chain ends there.
const HOPS: usize = 32;

/// Networks: an address and how many leading bits of it count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Networks(Vec<(IpAddr, u8)>);

impl Networks {
    /// From addresses with prefix lengths. A length beyond the address counts as all of it; IPv4
    /// written as IPv6 (`::ffff:10.0.0.0/104`) is IPv4.
    pub fn new(networks: impl IntoIterator<Item = (IpAddr, u8)>) -> Self {
        Self(networks.into_iter().map(|(address, bits)| plain(address, bits)).collect())
    }
    /// Whether an address is in one of them.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = canonical(address);
        self.0.iter().any(|(network, bits)| within(address, *network, *bits))
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn plain(address: IpAddr, bits: u8) -> (IpAddr, u8) {
    match address {
        IpAddr::V6(v6) if bits >= 96 => match v6.to_ipv4_mapped() {
            Some(v4) => (IpAddr::V4(v4), (bits - 96).min(32)),
            None => (address, bits.min(128)),
        },
        IpAddr::V6(_) => (address, bits.min(128)),
        IpAddr::V4(_) => (address, bits.min(32)),
    }
}

fn within(address: IpAddr, network: IpAddr, bits: u8) -> bool {
    match (address, network) {
        (IpAddr::V4(a), IpAddr::V4(n)) => bits == 0 || (u32::from(a) ^ u32::from(n)) >> (32 - u32::from(bits)) == 0,
        (IpAddr::V6(a), IpAddr::V6(n)) => bits == 0 || (u128::from(a) ^ u128::from(n)) >> (128 - u32::from(bits)) == 0,
        _ => false,
    }
}

/// An anomaly in how a request was proxied that an operator should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyAnomaly {
    /// A peer that is no trusted proxy says for whom it speaks. It was not believed: it is a liar,
    /// or a proxy that is missing from the list.
    UntrustedPeer,
    /// A trusted proxy does not say for whom it speaks: all its clients look like one.
    NoForwardedFor,
}

/// Who called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress {
    /// From where.
    pub address: IpAddr,
    /// What was odd about it.
    pub anomaly: Option<ProxyAnomaly>,
}

/// Fields in which others claim to carry the client's address. Never believed; they tell that
/// somebody tries.
const CLAIMS: &[&str] = &["x-forwarded-for", "forwarded", "x-real-ip", "true-client-ip", "cf-connecting-ip"];

/// The client behind a peer. A trusted peer's `X-Forwarded-For` lines are joined and read from the
/// right, past trusted hops, to the first that is not; what is no address ends the walk at the last
/// good hop. Everybody else's fields are ignored.
pub fn client_address(trusted: &Networks, peer: IpAddr, headers: &HeaderMap) -> ClientAddress {
    let peer = canonical(peer);
    if !trusted.contains(peer) {
        let claims = CLAIMS.iter().any(|name| headers.contains_key(*name));
        return ClientAddress { address: peer, anomaly: claims.then_some(ProxyAnomaly::UntrustedPeer) };
    }
    let mut address = peer;
    let lines = headers.get_all("x-forwarded-for");
    let hops = lines.iter().rev().flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
    for hop in hops.take(HOPS) {
        let Some(good) = std::str::from_utf8(hop).ok().and_then(|hop| hop_address(hop.trim())) else { break };
        address = good;
        if !trusted.contains(address) {
            break;
        }
    }
    let silent = !headers.contains_key("x-forwarded-for");
    ClientAddress { address, anomaly: silent.then_some(ProxyAnomaly::NoForwardedFor) }
}

/// `192.0.2.1`, `192.0.2.1:443`, `2001:db8::1`, `[2001:db8::1]:443`, with or without a zone.
fn hop_address(text: &str) -> Option<IpAddr> {
    let bare = match text.strip_prefix('[') {
        Some(rest) => {
            let (inside, after) = rest.split_once(']')?;
            let port = after.is_empty() || after.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
            if port { inside } else { return None }
        }
        None => match text.split_once(':') {
            Some((host, port)) if !port.contains(':') => port.parse::<u16>().ok().map(|_| host)?,
            _ => text,
        },
    };
    let without_zone = bare.split_once('%').map_or(bare, |(address, _)| address);
    without_zone.parse().ok().map(canonical)
}

/// IPv4 in IPv6 clothes (mapped, or translated by NAT64, RFC 6052) is IPv4.
pub fn canonical(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => {
            let s = v6.segments();
            if s[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
                let o = v6.octets();
                return IpAddr::from([o[12], o[13], o[14], o[15]]);
            }
            v6.to_ipv4_mapped().map_or(address, IpAddr::V4)
        }
        IpAddr::V4(_) => address,
    }
}

/// A network that a client is counted in: bytes to name it by, and how many times the limit it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientNetwork {
    bytes: [u8; 17],
    /// How many times the limit.
    pub multiplier: u32,
}

impl ClientNetwork {
    /// What to name it by.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    fn v4(address: Ipv4Addr, bits: u8, multiplier: u32) -> Self {
        let kept = u32::from(address) & (u32::MAX << (32 - u32::from(bits)));
        let mut bytes = [0; 17];
        bytes[0] = bits;
        bytes[1..5].copy_from_slice(&kept.to_be_bytes());
        Self { bytes, multiplier }
    }
    fn v6(address: Ipv6Addr, bits: u8, multiplier: u32) -> Self {
        let kept = u128::from(address) & (u128::MAX << (128 - u32::from(bits)));
        let mut bytes = [0; 17];
        // A length no IPv4 prefix has keeps the families apart.
        bytes[0] = 128 + bits;
        bytes[1..].copy_from_slice(&kept.to_be_bytes());
        Self { bytes, multiplier }
    }
}

/// The networks a client is counted in, its household first. Whoever can choose addresses within
/// a network is stopped by it: IPv4 /32 and /24 (eight times), IPv6 /64, /56 (four) and /48 (sixteen).
pub fn client_networks(address: IpAddr) -> impl Iterator<Item = ClientNetwork> + Clone {
    let list = match canonical(address) {
        IpAddr::V4(v4) => [Some(ClientNetwork::v4(v4, 32, 1)), Some(ClientNetwork::v4(v4, 24, 8)), None],
        IpAddr::V6(v6) => [
            Some(ClientNetwork::v6(v6, 64, 1)),
            Some(ClientNetwork::v6(v6, 56, 4)),
            Some(ClientNetwork::v6(v6, 48, 16)),
        ],
    };
    list.into_iter().flatten()
}

/// The smallest network that is counted as one client: an IPv4 address, or an IPv6 /64.
pub fn client_prefix(address: IpAddr) -> IpAddr {
    match canonical(address) {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & (u128::MAX << 64))),
        v4 @ IpAddr::V4(_) => v4,
    }
}
