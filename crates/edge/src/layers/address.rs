//! The client's address: the socket's, unless the peer is a proxy we trust (SECURITY: RL-10, RL-11).

use std::net::{IpAddr, Ipv6Addr};

use http::HeaderMap;
use platform::config::parse_network;

/// Proxies whose word is believed.
#[derive(Debug, Clone, Default)]
pub struct Proxies {
    networks: Vec<(IpAddr, u8)>,
}

impl Proxies {
    /// From configuration; what is no network was refused there.
    pub fn new(networks: &[String]) -> Self {
        Self { networks: networks.iter().filter_map(|n| parse_network(n)).collect() }
    }
    fn trusts(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|(network, bits)| within(address, *network, *bits))
    }

    /// The client behind a peer. Headers of anybody else are ignored; all `X-Forwarded-For` lines
    /// are joined and read from the right, past trusted hops, to the first that is not.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = canonical(peer);
        if !self.trusts(client) {
            return client;
        }
        let lines: Vec<&str> = headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok()).collect();
        for hop in lines.join(",").rsplit(',') {
            // A hop that is no address ends the walk at the last good one.
            let Some(address) = parse_hop(hop.trim()) else { break };
            client = address;
            if !self.trusts(client) {
                break;
            }
        }
        client
    }
}

fn parse_hop(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|t| t.split_once(']')).map_or(text, |(inside, _)| inside);
    let address = bare
        .parse()
        .ok()
        .or_else(|| text.rsplit_once(':').and_then(|(host, port)| port.parse::<u16>().ok().and(host.parse().ok())))?;
    Some(canonical(address))
}

/// IPv4 in IPv6 clothes (mapped, or translated by NAT64) is IPv4.
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

/// What one caller is for the limiter: an IPv4 address, or the /64 that one household gets.
pub fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let s = v6.segments();
            IpAddr::V6(Ipv6Addr::new(s[0], s[1], s[2], s[3], 0, 0, 0, 0))
        }
    }
}

/// True when `address` is in the network, both of one family.
pub(crate) fn within(address: IpAddr, network: IpAddr, bits: u8) -> bool {
    match (address, network) {
        (IpAddr::V4(a), IpAddr::V4(n)) => bits == 0 || (u32::from(a) ^ u32::from(n)) >> (32 - u32::from(bits)) == 0,
        (IpAddr::V6(a), IpAddr::V6(n)) => bits == 0 || (u128::from(a) ^ u128::from(n)) >> (128 - u32::from(bits)) == 0,
        _ => false,
    }
}
