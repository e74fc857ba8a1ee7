//! Parsing a Redis URL, and connecting to what it names.

use std::fmt;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::cluster::{ClusterClient, ClusterClientBuilder};
use redis::cluster_async::ClusterConnection;
use redis::sentinel::{SentinelClient, SentinelClientBuilder, SentinelServerType};
use redis::{
    AsyncConnectionConfig, Client, ClientTlsConfig, ConnectionAddr, IntoConnectionInfo, RedisResult, TlsCertificates,
};
use tokio::sync::Mutex;

/// How long any call may take; deadlines of callers are shorter.
pub(crate) const RESPONSE_TIMEOUT: Duration = Duration::from_secs(5);
/// How long connecting may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);

/// Where Redis is.
pub struct RedisTarget(Topology);

enum Topology {
    Single(Box<Client>),
    Cluster(Box<ClusterClient>),
    // Finding the primary needs the client for itself.
    Sentinel(Box<Mutex<SentinelClient>>),
}

/// The address cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct InvalidRedisTarget(String);

impl fmt::Debug for RedisTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Topology::Single(_) => "RedisTarget(one server)",
            Topology::Cluster(_) => "RedisTarget(cluster)",
            Topology::Sentinel(_) => "RedisTarget(sentinel)",
        })
    }
}

/// An open connection, to one server or to a cluster.
#[derive(Clone)]
pub(crate) enum RawConnection {
    Single(MultiplexedConnection),
    Cluster(ClusterConnection),
}

impl RedisTarget {
    /// Reads an address:
    ///
    /// - `redis://[user:password@]host:port/[db]`, or `rediss://` over TLS;
    /// - `redis+cluster://[user:password@]host:port,host:port`, or `rediss+cluster://`;
    /// - `redis+sentinel://[user:password@]host:port,host:port/name`, where user and password are
    ///   those of the servers, or `rediss+sentinel://`.
    ///
    /// Certificates are checked against the authorities that browsers know.
    pub fn parse(url: &str) -> Result<Self, InvalidRedisTarget> {
        Self::parse_with_ca(url, None)
    }

    /// The same, with certificates checked against one authority: PEM, such as a company's own.
    pub fn parse_with_ca(url: &str, authority: Option<Vec<u8>>) -> Result<Self, InvalidRedisTarget> {
        Self::parse_with_tls(url, RedisTls { authority, client: None })
    }

    /// The same, with a certificate of our own for servers that ask for one.
    pub fn parse_with_tls(url: &str, tls: RedisTls) -> Result<Self, InvalidRedisTarget> {
        let (scheme, rest) = url.split_once("://").ok_or_else(|| InvalidRedisTarget(ACCEPTED_FORMS.to_owned()))?;
        let secure = scheme.starts_with("rediss");
        let plain = if secure { "rediss" } else { "redis" };
        let bad = |e: redis::RedisError| InvalidRedisTarget(e.to_string());
        match scheme {
            "redis" | "rediss" | "unix" | "redis+unix" => {
                let client = match certificates(tls) {
                    Some(certificates) => Client::build_with_tls(url, certificates),
                    None => Client::open(url),
                };
                client.map(|c| Self(Topology::Single(Box::new(c)))).map_err(bad)
            }
            "redis+cluster" | "rediss+cluster" => {
                let (login, hosts, _) = split_address(rest);
                let nodes = hosts.split(',').map(|host| format!("{plain}://{login}{host}/"));
                let mut builder = ClusterClientBuilder::new(nodes)
                    // Only redirections: a call that broke off is not sent again by itself.
                    .retries(1)
                    .connection_timeout(CONNECT_TIMEOUT)
                    .response_timeout(RESPONSE_TIMEOUT);
                if let Some(certificates) = certificates(tls) {
                    builder = builder.certs(certificates);
                }
                builder.build().map(|c| Self(Topology::Cluster(Box::new(c)))).map_err(bad)
            }
            "redis+sentinel" | "rediss+sentinel" => {
                let (login, hosts, name) = split_address(rest);
                if name.is_empty() {
                    return Err(InvalidRedisTarget(ACCEPTED_FORMS.to_owned()));
                }
                let mut addresses = Vec::new();
                for host in hosts.split(',') {
                    let info = format!("redis://{host}/").into_connection_info().map_err(bad)?;
                    addresses.push(info.addr().clone());
                }
                sentinel(addresses, name, login, if secure { Tls::Verified(certificates(tls)) } else { Tls::Off })
                    .map_err(bad)
            }
            _ => Err(InvalidRedisTarget(ACCEPTED_FORMS.to_owned())),
        }
    }

    pub(crate) async fn connect(&self) -> RedisResult<RawConnection> {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECT_TIMEOUT))
            .set_response_timeout(Some(RESPONSE_TIMEOUT));
        match &self.0 {
            Topology::Single(client) => {
                client.get_multiplexed_async_connection_with_config(&config).await.map(RawConnection::Single)
            }
            Topology::Cluster(client) => client.get_async_connection().await.map(RawConnection::Cluster),
            Topology::Sentinel(client) => {
                client.lock().await.get_async_connection_with_config(&config).await.map(RawConnection::Single)
            }
        }
    }
}

/// By whom servers are known, and by what they know us. Nothing of it is TLS as everybody has it.
#[derive(Default)]
pub struct RedisTls {
    /// The authority whose certificates are believed: PEM. Without, those that browsers know.
    pub authority: Option<Vec<u8>>,
    /// What is shown to servers that ask who we are.
    pub client: Option<RedisClientIdentity>,
}

/// A certificate and its key, PEM.
pub struct RedisClientIdentity {
    /// The chain.
    pub certificate: Vec<u8>,
    /// Its key.
    pub key: Vec<u8>,
}

fn certificates(tls: RedisTls) -> Option<TlsCertificates> {
    let client_tls =
        tls.client.map(|client| ClientTlsConfig { client_cert: client.certificate, client_key: client.key });
    (tls.authority.is_some() || client_tls.is_some())
        .then_some(TlsCertificates { client_tls, root_cert: tls.authority })
}

/// What of an address is spoken to without TLS: hosts, of which `true` says that they name others, wherever those are.
/// Sentinels are asked in the clear in any case, but name servers with TLS where the address says so.
pub fn hosts_in_clear(url: &str) -> Vec<(String, bool)> {
    let Some((scheme, rest)) = url.split_once("://") else { return Vec::new() };
    let names_others = match scheme {
        "redis" | "rediss+sentinel" => false,
        "redis+cluster" | "redis+sentinel" => true,
        _ => return Vec::new(),
    };
    let (_, hosts, _) = split_address(rest);
    let hosts = hosts.split(['?', '#']).next().unwrap_or_default();
    let name = |host: &str| match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => name.to_owned(),
        _ => host.to_owned(),
    };
    hosts.split(',').map(|host| (name(host), names_others)).collect()
}

const ACCEPTED_FORMS: &str = "must be redis://host:port/, rediss://host:port/, redis+cluster://host:port,host:port or redis+sentinel://host:port,host:port/name";

/// `login@hosts/name`; the login comes back with its at sign.
fn split_address(rest: &str) -> (&str, &str, &str) {
    let (login, rest) = rest.rfind('@').map_or(("", rest), |at| (&rest[..=at], &rest[at + 1..]));
    let (hosts, name) = rest.split_once('/').unwrap_or((rest, ""));
    (login, hosts, name)
}

/// Whether servers speak TLS; if so, by which authority they are known, unless by all that browsers know.
enum Tls {
    Off,
    Verified(Option<TlsCertificates>),
}

/// Sentinels are asked in the clear; the servers they name as `tls` says.
fn sentinel(addresses: Vec<ConnectionAddr>, name: &str, login: &str, tls: Tls) -> RedisResult<RedisTarget> {
    let mut builder = SentinelClientBuilder::new(addresses, name, SentinelServerType::Master)?;
    let (user, password) = login.trim_end_matches('@').split_once(':').unwrap_or_default();
    let plain = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    if !user.is_empty() {
        builder = builder.set_client_to_redis_username(plain(user));
    }
    if !password.is_empty() {
        builder = builder.set_client_to_redis_password(plain(password));
    }
    if let Tls::Verified(certificates) = tls {
        builder = builder.set_client_to_redis_tls_mode(redis::TlsMode::Secure);
        if let Some(certificates) = certificates {
            builder = builder.set_client_to_redis_certificates(certificates);
        }
    }
    Ok(RedisTarget(Topology::Sentinel(Box::new(Mutex::new(builder.build()?)))))
}
