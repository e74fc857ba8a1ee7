//! Database servers that ask for a certificate: real ones, started by the test.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use infra::clock::OsEntropy;
use infra::config::{ConfigError, load};
use infra::db::{Db, Query, Stmt};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tempfile::TempDir;

/// Starts MariaDB in the folder `$1` at the port `$2`. As root it runs as its own user.
const MARIADB: &str = r#"
set -e; cd "$1"; PATH=$PATH:/usr/sbin:/sbin; as=
if [ "$(id -u)" = 0 ]; then chown -R mysql: .; as="setpriv --reuid=mysql --regid=$(id -g mysql) --clear-groups"; fi
$as mariadb-install-db --no-defaults --datadir="$1/data" --auth-root-authentication-method=normal --skip-test-db \
  --skip-name-resolve --innodb-log-file-size=8M >/dev/null
exec $as mariadbd --no-defaults --datadir="$1/data" --socket="$1/s" --pid-file="$1/pid" --bind-address=127.0.0.1 \
  --port="$2" --skip-name-resolve --skip-log-bin --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=16M \
  --innodb-log-file-size=8M --key-buffer-size=1M --performance-schema=0 --ssl-ca="$1/ca.pem" --ssl-cert="$1/server.pem" \
  --ssl-key="$1/server.key" --init-file="$1/init.sql"
"#;
/// The same for PostgreSQL.
const POSTGRES: &str = r#"
set -e; cd "$1"; as=
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1); [ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")
if [ "$(id -u)" = 0 ]; then chown -R postgres: .; as="setpriv --reuid=postgres --regid=$(id -g postgres) --clear-groups"; fi
$as "$bin/initdb" -D "$1/data" -U aqad -E UTF8 --locale=C.UTF-8 --no-sync -A trust >/dev/null
echo 'hostssl all all 127.0.0.1/32 trust clientcert=verify-ca' >"$1/hba"
chmod 0644 "$1/hba"
exec $as "$bin/postgres" -D "$1/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off \
  -c hba_file="$1/hba" -c ssl=on -c ssl_ca_file="$1/ca.pem" -c ssl_cert_file="$1/server.pem" -c ssl_key_file="$1/server.key"
"#;
const ACCOUNT: &str = "create database shop;\ncreate user aqad@'127.0.0.1' identified by 'aqad' require x509;\ngrant all on shop.* to aqad@'127.0.0.1';\n";

/// A server, its authority, and a certificate for its clients; gone with the test.
struct Demanding {
    child: Child,
    port: u16,
    folder: TempDir,
}

impl Drop for Demanding {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Demanding {
    fn start(script: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("aqad-tls-").tempdir_in("/tmp").expect("a folder");
        certificates(folder.path());
        put(folder.path(), "init.sql", ACCOUNT);
        let port = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("its address").port();
        let said = fs::File::create(folder.path().join("said")).expect("a file");
        let (path, to) = (folder.path().display().to_string(), port.to_string());
        let child = Command::new("sh")
            .args(["-c", script, "sh", &path, &to])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(said)
            .spawn()
            .expect("sh runs");
        Self { child, port, folder }
    }

    fn file(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Opens it as the program does, with these files of the client's, and asks it something.
    async fn opens(&self, url: &str, more: &[(&str, &str)]) -> Result<(), String> {
        let (url, authority) = (url.replace("PORT", &self.port.to_string()), self.file("ca.pem"));
        let data = self.file("node");
        let usual = [
            ("data_dir", data.as_str()),
            ("database.url", &url),
            ("database.ca_file", &authority),
            ("database.acquire_timeout_seconds", "2"),
        ];
        let pairs = usual.iter().chain(more).map(|(key, value)| (format!("--set {key}"), (*value).to_owned()));
        let config = load(None, pairs.collect::<Vec<_>>(), &OsEntropy).map_err(|e: ConfigError| e.to_string())?;
        let settings = config.database_settings().map_err(|e| e.to_string())?;
        let db = Db::open(&settings).await.map_err(|e| e.to_string())?;
        let row = db.one(&Stmt::same("select 1"), vec![]).await.map_err(|e| e.to_string());
        db.close().await;
        row.map(drop)
    }

    /// Whoever shows the certificate is let in, as soon as the server is up; nobody else is.
    async fn lets_in_whom_it_knows(mut self, url: &str) {
        let (certificate, key) = (self.file("client.pem"), self.file("client.key"));
        let known = [("database.client_cert_file", certificate.as_str()), ("database.client_key_file", key.as_str())];
        let began = Instant::now();
        let mut opened = self.opens(url, &known).await;
        while opened.is_err() && began.elapsed() < Duration::from_mins(1) {
            assert!(self.child.try_wait().expect("a state").is_none(), "it ended: {}", self.said());
            // SLEEP: between two looks.
            tokio::time::sleep(Duration::from_millis(100)).await;
            opened = self.opens(url, &known).await;
        }
        opened.unwrap_or_else(|why| panic!("with the certificate: {why}: {}", self.said()));

        let refused = self.opens(url, &[]).await.expect_err("without a certificate");
        let (other, other_key) = (self.file("other.pem"), self.file("other.key"));
        let others = [("database.client_cert_file", other.as_str()), ("database.client_key_file", other_key.as_str())];
        let foreign = self.opens(url, &others).await.expect_err("with somebody else's");
        let plain = url.split('?').next().expect("an address");
        let unencrypted = self.opens(plain, &known).await.expect_err("TLS must be asked for");
        assert!(unencrypted.contains("database.ca_file"), "{unencrypted}");
        assert!(!refused.is_empty() && !foreign.is_empty());
    }

    fn said(&self) -> String {
        fs::read_to_string(self.folder.path().join("said")).unwrap_or_default()
    }
}

fn put(folder: &Path, name: &str, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join(name);
    fs::write(&path, text).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("rights");
}

/// One that is called otherwise than its authority: OpenSSL takes it for its own authority else.
fn named(hosts: Vec<String>, name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(hosts).expect("parameters");
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

/// An authority with a certificate for the server and one for its clients; and one that nobody vouches for.
fn certificates(folder: &Path) {
    let key = KeyPair::generate().expect("a key");
    let mut params = named(Vec::new(), "authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    put(folder, "ca.pem", &params.self_signed(&key).expect("a certificate").pem());
    let issuer = Issuer::new(params, key);
    for (name, host) in [("server", "127.0.0.1"), ("client", "node.internal")] {
        let key = KeyPair::generate().expect("a key");
        let params = named(vec![host.to_owned()], name);
        put(folder, &format!("{name}.pem"), &params.signed_by(&key, &issuer).expect("a certificate").pem());
        put(folder, &format!("{name}.key"), &key.serialize_pem());
    }
    let key = KeyPair::generate().expect("a key");
    let params = named(vec!["node.internal".to_owned()], "other");
    put(folder, "other.pem", &params.self_signed(&key).expect("a certificate").pem());
    put(folder, "other.key", &key.serialize_pem());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mariadb_that_asks_for_a_certificate_is_shown_ours_and_takes_nobody_without() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let url = "mysql://aqad:aqad@127.0.0.1:PORT/shop?ssl-mode=VERIFY_IDENTITY";
    Demanding::start(MARIADB).lets_in_whom_it_knows(url).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgresql_that_asks_for_a_certificate_is_shown_ours_and_takes_nobody_without() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let url = "postgres://aqad@127.0.0.1:PORT/postgres?sslmode=verify-full";
    Demanding::start(POSTGRES).lets_in_whom_it_knows(url).await;
}
