//! For which host a request is, and over which line it came: looked at before anything else of it is believed.

use std::net::Ipv6Addr;

use http::request::Parts;
use http::{StatusCode, Version, header};
use infra::config::{Config, Mode};
use limiter::http::address::Networks;

use crate::listen::Peer;
use crate::problem::Problem;

/// The most characters of a host's name (RFC 1035).
const LONGEST_HOST: usize = 253;

/// What a server answers: requests for which hosts, and from whom without TLS.
#[derive(Debug, Clone)]
pub struct TransportPolicy {
    /// The names it goes by; nothing where it answers to every one.
    hosts: Option<Vec<String>>,
    /// Who may speak without TLS; nothing where everybody may.
    clear: Option<Networks>,
    public_url: String,
}

impl TransportPolicy {
    /// From configuration. In development every name and every line is good.
    pub fn new(config: &Config) -> Self {
        let production = config.mode == Mode::Production;
        Self {
            hosts: production.then(|| config.hosts()),
            clear: production.then(|| config.clear_from()),
            public_url: config.server.public_url.clone(),
        }
    }

    /// Refuses a request that came in the clear and not from a proxy of ours, one for no host, for several or for
    /// what is none, and one for somebody else's. A probe may come in the clear and for any host: balancers ask by
    /// address, and there is nothing to hide in the answer.
    pub(crate) fn check(&self, peer: Peer, head: &Parts, is_probe: bool) -> Result<(), Problem> {
        let host = host(head, is_probe)?;
        if is_probe {
            return Ok(());
        }
        if !peer.secure && self.clear.as_ref().is_some_and(|named| !named.contains(peer.socket)) {
            let detail = format!("this server takes plain HTTP from its own proxies only; use {}", self.public_url);
            return Err(Problem::new(StatusCode::FORBIDDEN, "access.tls_required", detail).closing_connection());
        }
        let (Some(ours), Some(host)) = (&self.hosts, host) else { return Ok(()) };
        if ours.contains(&host) {
            return Ok(());
        }
        let detail = format!("this server does not answer for the host of this request; use {}", self.public_url);
        Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, "request.misdirected", detail).closing_connection())
    }
}

fn malformed(detail: &str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "request.malformed", detail)
}

/// The host that a request is for. It says so once: a proxy and we could otherwise take it for different ones
/// (RFC 9112, 3.2; RFC 9113, 8.3.1). Old probes of HTTP/1.0 say nothing.
fn host(head: &Parts, is_probe: bool) -> Result<Option<String>, Problem> {
    let mut fields = head.headers.get_all(header::HOST).iter();
    let (field, None) = (fields.next(), fields.next()) else {
        return Err(malformed("the request must name its host once"));
    };
    let read = |text: &[u8]| host_of(text).ok_or_else(|| malformed("what the request names as its host is no host"));
    let field = field.map(|value| read(value.as_bytes())).transpose()?;
    let target = head.uri.authority().map(|authority| read(authority.as_str().as_bytes())).transpose()?;
    let needs_field = head.version == Version::HTTP_11;
    match (target, field) {
        (Some(target), Some(field)) if target != field => Err(malformed("the request names two different hosts")),
        (_, None) if needs_field => Err(malformed("the request must name its host once")),
        (None, None) if !is_probe => Err(malformed("the request must name its host once")),
        (target, field) => Ok(target.or(field)),
    }
}

/// The host of an authority without its port, in lower case; nothing where it is none.
fn host_of(authority: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(authority).ok()?;
    let (host, port) = if let Some(rest) = text.strip_prefix('[') {
        let (inner, after) = rest.split_once(']')?;
        let address: Ipv6Addr = inner.parse().ok()?;
        (format!("[{address}]"), after)
    } else {
        let (name, port) = text.split_at(text.find(':').unwrap_or(text.len()));
        (name_of(name)?, port)
    };
    let is_port =
        |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()) && digits.parse::<u16>().is_ok_and(|p| p > 0);
    (port.is_empty() || port.strip_prefix(':').is_some_and(is_port)).then_some(host)
}

/// A name in lower case, without the dot that ends an absolute one.
fn name_of(name: &str) -> Option<String> {
    let name = name.strip_suffix('.').unwrap_or(name);
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    (name.len() <= LONGEST_HOST && name.split('.').all(is_label)).then(|| name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::*;

    #[test]
    fn a_host_is_a_name_or_an_address_with_or_without_a_port() {
        for (sent, host) in [
            ("shop.example", Some("shop.example")),
            ("Shop.Example.", Some("shop.example")),
            ("shop.example:8443", Some("shop.example")),
            ("my_host", Some("my_host")),
            ("127.0.0.1:8080", Some("127.0.0.1")),
            ("[0:0:0:0:0:0:0:1]:80", Some("[::1]")),
            ("[::1]", Some("[::1]")),
            ("", None),
            (".", None),
            (":80", None),
            ("a b", None),
            ("a..b", None),
            ("a/b", None),
            ("user@shop.example", None),
            ("shop.example:", None),
            ("shop.example:0", None),
            ("shop.example:+80", None),
            ("shop.example:65536", None),
            ("shop.example:80:80", None),
            ("shop.example, evil.example", None),
            ("[::1]80", None),
            ("[shop]", None),
            ("::1", None),
            ("b\u{fc}cher.example", None),
        ] {
            assert_eq!(host_of(sent.as_bytes()).as_deref(), host, "{sent}");
        }
        assert_eq!(host_of(&[0xff]), None);
        assert_eq!(host_of("a".repeat(254).as_bytes()), None);
    }

    fn policy() -> TransportPolicy {
        TransportPolicy {
            hosts: Some(vec!["shop.example".to_owned()]),
            clear: Some(Networks::new([("10.9.9.9".parse().expect("an address"), 32)])),
            public_url: "https://shop.example".to_owned(),
        }
    }

    fn peer(socket: &str, secure: bool) -> Peer {
        let client: SocketAddr = "203.0.113.7:1".parse().expect("an address");
        Peer { addr: client, socket: socket.parse().expect("an address"), secure }
    }

    fn head(version: Version, uri: &str, hosts: &[&str]) -> Parts {
        let request = hosts.iter().fold(http::Request::get(uri), |request, host| request.header("host", *host));
        request.version(version).body(()).expect("a request").into_parts().0
    }

    fn refused(peer: Peer, head: &Parts, is_probe: bool) -> Option<(u16, &'static str)> {
        policy().check(peer, head, is_probe).err().map(|problem| (problem.status.as_u16(), problem.code))
    }

    #[test]
    fn every_version_says_its_host_once_in_its_own_place() {
        let malformed = Some((400, "request.malformed"));
        for (version, uri, hosts, expected) in [
            (Version::HTTP_11, "/", &["shop.example"][..], None),
            (Version::HTTP_11, "http://shop.example/", &["shop.example"], None),
            (Version::HTTP_11, "http://evil.example/", &["shop.example"], malformed),
            (Version::HTTP_11, "http://shop.example/", &[], malformed),
            (Version::HTTP_11, "/", &["shop.example", "shop.example"], malformed),
            (Version::HTTP_11, "/", &["shop.example/"], malformed),
            (Version::HTTP_11, "/", &["evil.example"], Some((421, "request.misdirected"))),
            (Version::HTTP_10, "/", &["shop.example"], None),
            (Version::HTTP_10, "/", &[], malformed),
            (Version::HTTP_2, "https://shop.example/", &[], None),
            (Version::HTTP_2, "https://shop.example/", &["shop.example"], None),
            (Version::HTTP_2, "https://shop.example/", &["evil.example"], malformed),
            (Version::HTTP_2, "https://user@shop.example/", &[], malformed),
            (Version::HTTP_2, "https://evil.example/", &[], Some((421, "request.misdirected"))),
            (Version::HTTP_2, "/", &["shop.example"], None),
            (Version::HTTP_2, "/", &[], malformed),
        ] {
            let head = head(version, uri, hosts);
            assert_eq!(refused(peer("192.0.2.1", true), &head, false), expected, "{version:?} {uri} {hosts:?}");
        }
    }

    #[test]
    fn a_request_in_the_clear_comes_from_a_named_peer_whatever_its_client() {
        let head = head(Version::HTTP_11, "/", &["shop.example"]);
        for (peer, expected) in [
            (peer("10.9.9.9", false), None),
            (peer("192.0.2.1", true), None),
            (peer("127.0.0.1", false), Some((403, "access.tls_required"))),
            (peer("203.0.113.7", false), Some((403, "access.tls_required"))),
        ] {
            assert_eq!(refused(peer, &head, false), expected, "{peer:?}");
        }
    }

    #[test]
    fn a_probe_is_answered_in_the_clear_and_by_whatever_name() {
        for (version, hosts) in [(Version::HTTP_11, &["10.0.0.7:8080"][..]), (Version::HTTP_10, &[])] {
            assert_eq!(refused(peer("192.0.2.1", false), &head(version, "/livez", hosts), true), None);
        }
        let junk = head(Version::HTTP_11, "/livez", &["a b"]);
        assert_eq!(refused(peer("192.0.2.1", false), &junk, true), Some((400, "request.malformed")));
    }
}
