//! Redis over TLS, with an authority of one's own, and a user who may do what is needed and no more.

use std::time::Duration;

use cache::{Cache, CacheHealth, CacheRedisSettings, CacheSettings, InvalidationReach};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use redis_link::{RedisClientIdentity, RedisTarget, RedisTls};
use tempfile::TempDir;

use crate::support::redis_server::{Server, free_port};
use crate::support::{BOUND, SECRET, SharedRows, SingleLoadRows, Table, read, tag, until};

/// What the operator's manual says that the user needs.
const NEEDS: &str = "+evalsha +script|load +info +type +zrange +zrangebyscore +zadd +del +get +set +getrange +pttl +time +hello +auth +client +ping +select";

struct Secure {
    server: Server,
    port: u16,
    authority: Vec<u8>,
    /// A certificate of the same authority, and its key: a node's.
    client: (Vec<u8>, Vec<u8>),
    _folder: TempDir,
}

impl Secure {
    fn start() -> Self {
        Self::with_clients("no")
    }

    /// One that asks clients for a certificate (`yes`), or does not (`no`).
    fn with_clients(asks: &str) -> Self {
        // The second time it is there already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (folder, port) = (tempfile::tempdir().unwrap(), free_port());
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = params.self_signed(&key).unwrap().pem();
        let issuer = Issuer::new(params, key);
        let server_key = KeyPair::generate().unwrap();
        let names = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
        let certificate = names.signed_by(&server_key, &issuer).unwrap().pem();
        let client_key = KeyPair::generate().unwrap();
        let mut names = CertificateParams::new(vec!["node.internal".to_owned()]).unwrap();
        // Called like its authority, OpenSSL would take it for one.
        names.distinguished_name.push(DnType::CommonName, "node");
        let client = names.signed_by(&client_key, &issuer).unwrap().pem().into_bytes();
        let client = (client, client_key.serialize_pem().into_bytes());
        let put = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path.display().to_string()
        };
        let (ca, cert) = (put("ca.pem", &authority), put("server.pem", &certificate));
        let key = put("server.key", &server_key.serialize_pem());
        let tls = ["--tls-port", &port.to_string(), "--tls-auth-clients", asks];
        let files = ["--tls-ca-cert-file", &ca, "--tls-cert-file", &cert, "--tls-key-file", &key];
        let server = Server::with(&[tls.as_slice(), &files].concat());
        let mut acl = vec!["acl", "setuser", "cache", "on", ">word", "~test:cache:*", "~{test:cache}:*", "-@all"];
        acl.extend(NEEDS.split(' '));
        assert_eq!(server.cli(&acl), "OK");
        Self { server, port, authority: authority.into_bytes(), client, _folder: folder }
    }

    fn node(&self, login: &str, authority: Option<Vec<u8>>) -> Cache {
        let url = format!("rediss://{login}@127.0.0.1:{}/", self.port);
        let redis = CacheRedisSettings {
            target: RedisTarget::parse_with_ca(&url, authority).unwrap(),
            prefix: "test:cache".to_owned(),
            max_staleness: BOUND,
            deadline: Duration::from_millis(200),
        };
        Cache::start(CacheSettings { max_bytes: 1 << 20, secret: SECRET, redis: Some(redis) })
    }
}

#[tokio::test]
async fn nodes_share_over_tls_as_a_user_who_may_do_nothing_else() {
    let redis = Secure::start();
    let nodes = [(); 2].map(|()| redis.node("cache:word", Some(redis.authority.clone())));
    until(Duration::from_secs(10), || nodes.iter().all(|n| n.stats().health == CacheHealth::Shared)).await;
    let (table, [a, b]) = (Table::with([1, 2]), &nodes);
    read::<SharedRows>(a, &table, 1).await;
    read::<SingleLoadRows>(a, &table, 2).await;
    assert_eq!(read::<SharedRows>(b, &table, 1).await, 1);
    assert_eq!(read::<SingleLoadRows>(b, &table, 2).await, 1);
    assert_eq!(table.reads(), 2, "found in Redis");

    let version = table.advance(1);
    assert_eq!(a.drop_tags(&[tag(1)]).await, InvalidationReach::AllNodes);
    // SLEEP: the bound: from here on no node may use what is old.
    tokio::time::sleep(BOUND).await;

    assert_eq!(read::<SharedRows>(b, &table, 1).await, version);
    let target = RedisTarget::parse_with_ca(
        &format!("rediss://cache:word@127.0.0.1:{}/", redis.port),
        Some(redis.authority.clone()),
    );
    assert!(cache::probe(&target.unwrap(), "test:cache").await.is_ok());
    assert!(
        !redis.server.cli(&["acl", "log"]).contains("reason"),
        "nothing was refused: {}",
        redis.server.cli(&["acl", "log"])
    );
}

#[tokio::test]
async fn an_authority_nobody_knows_a_wrong_word_and_a_foreign_prefix_are_no_redis() {
    let redis = Secure::start();
    let strangers = [redis.node("cache:word", None), redis.node("cache:wrong", Some(redis.authority.clone()))];
    // SLEEP: the time in which they would have connected, if they could.
    tokio::time::sleep(Duration::from_millis(500)).await;
    for stranger in &strangers {
        assert_eq!(stranger.stats().health, CacheHealth::Disconnected);
    }
    let target = RedisTarget::parse_with_ca(
        &format!("rediss://cache:word@127.0.0.1:{}/", redis.port),
        Some(redis.authority.clone()),
    );
    let refused = cache::probe(&target.unwrap(), "other").await;
    assert!(refused.is_err_and(|why| why.contains("NOPERM") || why.contains("keys")), "another's prefix");
}

#[tokio::test]
async fn a_redis_that_asks_for_a_certificate_is_shown_ours_and_takes_nobody_without() {
    let redis = Secure::with_clients("yes");
    let (certificate, key) = redis.client.clone();
    let ours = || Some(RedisClientIdentity { certificate: certificate.clone(), key: key.clone() });
    let url = format!("rediss://cache:word@127.0.0.1:{}/", redis.port);
    let with = |client| RedisTls { authority: Some(redis.authority.clone()), client };

    let known = RedisTarget::parse_with_tls(&url, with(ours())).unwrap();
    assert!(cache::probe(&known, "test:cache").await.is_ok());
    let unknown = RedisTarget::parse_with_tls(&url, with(None)).unwrap();
    assert!(cache::probe(&unknown, "test:cache").await.is_err(), "without a certificate");
    let stranger = KeyPair::generate().unwrap();
    let made_up = CertificateParams::new(vec!["node.internal".to_owned()]).unwrap().self_signed(&stranger).unwrap();
    let made_up =
        RedisClientIdentity { certificate: made_up.pem().into_bytes(), key: stranger.serialize_pem().into_bytes() };
    let foreign = RedisTarget::parse_with_tls(&url, with(Some(made_up))).unwrap();
    assert!(cache::probe(&foreign, "test:cache").await.is_err(), "with somebody else's");
}
