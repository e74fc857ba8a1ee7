//! Whose request it is (RL-10, RL-11), and in which networks a caller is counted (RL-12).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use limiter::http::address::{
    ClientAddress, Networks, ProxyAnomaly, canonical, client_address, client_networks, client_prefix,
};
use limiter::{LimitCheck, Limiter, Policy};

use crate::support::single_node;

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn networks(all: &[(&str, u8)]) -> Networks {
    Networks::new(all.iter().map(|(address, bits)| (ip(address), *bits)))
}

/// The proxies of these tests.
fn proxies() -> Networks {
    networks(&[("10.0.0.0", 8), ("fd00::", 8)])
}

fn forwarded(lines: &[&[u8]]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append("x-forwarded-for", HeaderValue::from_bytes(line).unwrap());
    }
    headers
}

/// Who is behind the proxy 10.0.0.1 that sends these lines.
fn behind(lines: &[&str]) -> IpAddr {
    let lines: Vec<&[u8]> = lines.iter().map(|line| line.as_bytes()).collect();
    client_address(&proxies(), ip("10.0.0.1"), &forwarded(&lines)).address
}

const CLAIMS: [&str; 5] = ["x-forwarded-for", "forwarded", "x-real-ip", "true-client-ip", "cf-connecting-ip"];

#[test]
fn whatever_a_stranger_claims_it_is_the_peer() {
    let values = ["10.0.0.1", "198.51.100.9", "for=198.51.100.9", "127.0.0.1, 10.0.0.1", "nonsense", ""];
    for trusted in [Networks::default(), proxies()] {
        for which in 0..1_usize << CLAIMS.len() {
            for value in values {
                let mut headers = HeaderMap::new();
                for (at, name) in CLAIMS.iter().enumerate().filter(|(at, _)| which >> at & 1 == 1) {
                    headers.append(HeaderName::from_static(name), value.parse().unwrap());
                    if at % 2 == 0 {
                        headers.append(HeaderName::from_static(name), "10.9.9.9".parse().unwrap());
                    }
                }

                let seen = client_address(&trusted, ip("203.0.113.7"), &headers);

                let anomaly = (which > 0).then_some(ProxyAnomaly::UntrustedPeer);
                assert_eq!(seen, ClientAddress { address: ip("203.0.113.7"), anomaly }, "{headers:?}");
            }
        }
    }
}

#[test]
fn behind_a_proxy_it_is_the_rightmost_that_is_no_proxy() {
    let cases: &[(&[&str], &str)] = &[
        (&["192.0.2.1"], "192.0.2.1"),
        (&["198.51.100.9, 192.0.2.1"], "192.0.2.1"),
        (&["198.51.100.9, 192.0.2.1, 10.0.0.7"], "192.0.2.1"),
        (&["198.51.100.9,192.0.2.1,10.0.0.7,10.0.0.8"], "192.0.2.1"),
        // Several lines are one list, in their order.
        (&["198.51.100.9", "192.0.2.1"], "192.0.2.1"),
        (&["198.51.100.9, 192.0.2.1", "10.0.0.7", "10.0.0.8, fd00::1"], "192.0.2.1"),
        (&["192.0.2.1:51234"], "192.0.2.1"),
        (&["2001:db8::1"], "2001:db8::1"),
        (&["[2001:db8::1]"], "2001:db8::1"),
        (&["[2001:db8::1]:443, 10.0.0.7:80"], "2001:db8::1"),
        (&["fe80::1%eth0"], "fe80::1"),
        (&["[fe80::1%25eth0]:443"], "fe80::1"),
        (&["  198.51.100.9 ,\t 192.0.2.1 \t, 10.0.0.7  "], "192.0.2.1"),
        (&["::ffff:192.0.2.1"], "192.0.2.1"),
        (&["64:ff9b::c000:201"], "192.0.2.1"),
        (&["192.0.2.1, ::ffff:10.0.0.7"], "192.0.2.1"),
        // All of them proxies: the farthest.
        (&["10.0.0.9, 10.0.0.8, fd00::1"], "10.0.0.9"),
    ];
    for (lines, expected) in cases {
        assert_eq!(behind(lines), ip(expected), "{lines:?}");
    }
}

#[test]
fn what_is_no_address_ends_the_walk_at_the_last_good_hop() {
    let garbage = [
        "",
        "unknown",
        "_hidden",
        "192.0.2.1.5",
        "192.0.2.256",
        "192.0.2.1:",
        "192.0.2.1:65536",
        "192.0.2.1:80:80",
        "[2001:db8::1",
        "[2001:db8::1]x",
        "[2001:db8::1]:",
        "2001:db8::1::2",
        "192.0.2.1;q=1",
        "\"192.0.2.1\"",
        "for=192.0.2.1",
        "192.0.2.1 198.51.100.9",
        "http://192.0.2.1/",
        "0x7f000001",
        "3232235777",
    ];
    for bad in garbage {
        assert_eq!(behind(&[&format!("198.51.100.9, {bad}")]), ip("10.0.0.1"), "{bad:?} at the end");
        assert_eq!(behind(&[&format!("198.51.100.9, {bad}, 10.0.0.7")]), ip("10.0.0.7"), "{bad:?} behind a proxy");
        assert_eq!(behind(&[&format!("{bad}, 192.0.2.1, 10.0.0.7")]), ip("192.0.2.1"), "{bad:?} before the client");
        assert_eq!(behind(&["198.51.100.9", bad, "10.0.0.7"]), ip("10.0.0.7"), "{bad:?} on a line of its own");
    }
}

#[test]
fn bytes_that_are_no_text_end_the_walk_too() {
    let of = |lines: &[&[u8]]| client_address(&proxies(), ip("10.0.0.1"), &forwarded(lines)).address;

    assert_eq!(of(&[b"198.51.100.9, \xff\xfe, 10.0.0.7"]), ip("10.0.0.7"));
    assert_eq!(of(&[b"\xc3\x28, 192.0.2.1, 10.0.0.7"]), ip("192.0.2.1"));
    assert_eq!(of(&[b"198.51.100.9", b"\xff"]), ip("10.0.0.1"));
}

#[test]
fn a_header_of_ten_kilobytes_changes_nothing() {
    let padding = "198.51.100.9, ".repeat(10_240 / 14 + 1);
    assert!(padding.len() > 10_240);
    assert_eq!(behind(&[&format!("{padding}192.0.2.1, 10.0.0.7")]), ip("192.0.2.1"));

    // So many proxies are no chain that somebody runs: the walk ends among them.
    let chain = format!("198.51.100.9{}", ", 10.0.0.7".repeat(1_200));
    assert_eq!(behind(&[&chain]), ip("10.0.0.7"));

    let spaces = format!("192.0.2.1,{}10.0.0.7", " ".repeat(10_240));
    assert_eq!(behind(&[&spaces]), ip("192.0.2.1"));
}

#[test]
fn a_proxy_that_does_not_say_for_whom_it_speaks_is_told() {
    let silent = client_address(&proxies(), ip("10.0.0.1"), &HeaderMap::new());
    let speaking = client_address(&proxies(), ip("10.0.0.1"), &forwarded(&[b"192.0.2.1"]));
    // Only X-Forwarded-For is read; other claims are not believed from anybody.
    let mut other = HeaderMap::new();
    other.insert("x-real-ip", "192.0.2.1".parse().unwrap());
    let other = client_address(&proxies(), ip("10.0.0.1"), &other);

    assert_eq!(silent, ClientAddress { address: ip("10.0.0.1"), anomaly: Some(ProxyAnomaly::NoForwardedFor) });
    assert_eq!(speaking.anomaly, None);
    assert_eq!(other, silent);
}

#[test]
fn ipv4_in_ipv6_clothes_is_ipv4() {
    for dressed in ["::ffff:192.0.2.1", "64:ff9b::192.0.2.1"] {
        assert_eq!(canonical(ip(dressed)), ip("192.0.2.1"));
        assert_eq!(client_prefix(ip(dressed)), ip("192.0.2.1"));
        assert_eq!(client_address(&proxies(), ip(dressed), &HeaderMap::new()).address, ip("192.0.2.1"));
        let all =
            |address| client_networks(ip(address)).map(|l| (l.bytes().to_vec(), l.multiplier)).collect::<Vec<_>>();
        assert_eq!(all(dressed), all("192.0.2.1"));
    }
    // Neither is the like of it.
    for address in ["::192.0.2.1", "64:ff9b:1::192.0.2.1", "::fffe:c000:201", "2002:c000:201::"] {
        assert!(canonical(ip(address)).is_ipv6(), "{address}");
    }
    assert_eq!(client_address(&proxies(), ip("::ffff:10.0.0.1"), &forwarded(&[b"192.0.2.1"])).address, ip("192.0.2.1"));
}

#[test]
fn networks_contain_what_their_bits_say() {
    // A network, an address within it and one outside.
    let cases: &[(&str, u8, Option<&str>, Option<&str>)] = &[
        ("0.0.0.0", 0, Some("255.1.2.3"), Some("2001:db8::1")),
        ("::", 0, Some("2001:db8::1"), Some("192.0.2.1")),
        ("192.0.2.1", 32, Some("192.0.2.1"), Some("192.0.2.0")),
        ("192.0.2.1", 99, Some("192.0.2.1"), Some("192.0.2.0")),
        ("192.0.2.77", 24, Some("192.0.2.255"), Some("192.0.3.0")),
        ("192.0.2.0", 31, Some("192.0.2.1"), Some("192.0.2.2")),
        ("2001:db8::1", 128, Some("2001:db8::1"), Some("2001:db8::2")),
        ("2001:db8::1", 255, Some("2001:db8::1"), Some("2001:db8::2")),
        ("2001:db8::", 33, Some("2001:db8:7fff::1"), Some("2001:db8:8000::1")),
        ("::ffff:10.0.0.0", 104, Some("10.255.0.1"), Some("11.0.0.1")),
        ("::ffff:10.0.0.0", 104, Some("::ffff:10.1.2.3"), Some("::10.1.2.3")),
        ("::ffff:0.0.0.0", 96, Some("192.0.2.1"), Some("2001:db8::1")),
        ("::ffff:192.0.2.1", 128, Some("192.0.2.1"), Some("192.0.2.2")),
        ("::ffff:192.0.2.1", 200, Some("192.0.2.1"), Some("192.0.2.2")),
    ];
    for &(address, bits, inside, outside) in cases {
        let network = networks(&[(address, bits)]);
        assert!(inside.is_none_or(|inside| network.contains(ip(inside))), "{inside:?} in {address}/{bits}");
        assert!(outside.is_none_or(|outside| !network.contains(ip(outside))), "{outside:?} in {address}/{bits}");
    }
    assert!(Networks::default().is_empty() && !Networks::default().contains(ip("0.0.0.0")));
}

const N: u64 = 5;

/// How many requests are admitted, one from each address and all of them twice.
async fn admitted(limiter: &Limiter, addresses: impl Iterator<Item = IpAddr> + Clone) -> u64 {
    let policy = Arc::new(Policy::new("address", N, Duration::from_secs(60)));
    let mut admitted = 0;
    for address in addresses.clone().chain(addresses) {
        let level = |level: limiter::http::address::ClientNetwork| {
            LimitCheck::new(&policy, limiter.key_hasher().key("address", &[level.bytes()])).multiplier(level.multiplier)
        };
        let checks: Vec<_> = client_networks(address).map(level).collect();
        admitted += u64::from(limiter.admit(&checks).await.admitted);
    }
    admitted
}

fn v6(network: &str, shift: u32, count: u128) -> impl Iterator<Item = IpAddr> + Clone {
    let network = u128::from(network.parse::<Ipv6Addr>().unwrap());
    (0..count).map(move |n| IpAddr::V6(Ipv6Addr::from(network | n << shift)))
}

fn v4(network: &str, count: u32) -> impl Iterator<Item = IpAddr> + Clone {
    let network = u32::from(network.parse::<Ipv4Addr>().unwrap());
    (0..count).map(move |n| IpAddr::V4(Ipv4Addr::from(network | n)))
}

#[tokio::test]
async fn who_can_choose_addresses_is_stopped_by_the_network_they_lie_in() {
    // 65,536 households of one /48, then each exact bound: it is reached, and not passed.
    let cases: [(&str, u64, u64); 5] = [
        ("a /48", admitted(&single_node().0, v6("2001:db8:1::", 64, 1 << 16)).await, 16 * N),
        ("a /56", admitted(&single_node().0, v6("2001:db8:1::", 64, 1 << 8)).await, 4 * N),
        ("a /64", admitted(&single_node().0, v6("2001:db8:1::", 0, 256)).await, N),
        ("a /24", admitted(&single_node().0, v4("192.0.2.0", 256)).await, 8 * N),
        ("one address", admitted(&single_node().0, v4("192.0.2.1", 1).cycle().take(256)).await, N),
    ];

    for (network, admitted, most) in cases {
        assert_eq!(admitted, most, "{network}");
    }
}

#[tokio::test]
async fn neighbours_have_quotas_of_their_own_and_clothes_do_not_bring_another() {
    let (limiter, _clock) = single_node();
    let times = |address: &str| std::iter::repeat_n(ip(address), 20);

    let all = [
        admitted(&limiter, times("192.0.2.1")).await,
        admitted(&limiter, times("::ffff:192.0.2.1")).await,
        admitted(&limiter, times("64:ff9b::192.0.2.1")).await,
        admitted(&limiter, times("192.0.2.2")).await,
        admitted(&limiter, times("2001:db8::1")).await,
        admitted(&limiter, times("2001:db8:0:1::1")).await,
    ];

    assert_eq!(all, [N, 0, 0, N, N, N]);
}
