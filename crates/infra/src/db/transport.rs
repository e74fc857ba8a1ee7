//! How safe the way to a database server is, as its address says.

use std::net::IpAddr;

use sqlx::mysql::{MySqlConnectOptions, MySqlSslMode};
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::DataSource;

/// The way to a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Transport {
    /// It leaves this machine nowhere: a file, a socket, a loopback address.
    SameMachine,
    /// TLS, and the server proves who it is.
    Verified,
    /// TLS with whoever answers.
    Encrypted,
    /// In the clear, or as the server likes it.
    Clear,
}

/// The way to a database; nothing where its address cannot be read.
pub(crate) fn transport(source: &DataSource) -> Option<Transport> {
    let (is_here, mode) = match source {
        DataSource::Sqlite { .. } => return Some(Transport::SameMachine),
        DataSource::Mysql(url) => {
            let options: MySqlConnectOptions = url.reveal().parse().ok()?;
            let mode = match options.get_ssl_mode() {
                MySqlSslMode::VerifyCa | MySqlSslMode::VerifyIdentity => Transport::Verified,
                MySqlSslMode::Required => Transport::Encrypted,
                _ => Transport::Clear,
            };
            (options.get_socket().is_some() || is_this_machine(options.get_host()), mode)
        }
        DataSource::Postgres(url) => {
            let options: PgConnectOptions = url.reveal().parse().ok()?;
            let mode = match options.get_ssl_mode() {
                PgSslMode::VerifyCa | PgSslMode::VerifyFull => Transport::Verified,
                PgSslMode::Require => Transport::Encrypted,
                _ => Transport::Clear,
            };
            let host = options.get_host();
            (options.get_socket().is_some() || host.starts_with('/') || is_this_machine(host), mode)
        }
    };
    Some(if is_here { Transport::SameMachine } else { mode })
}

/// Whether a host is this machine, whatever a name server says.
pub(crate) fn is_this_machine(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost")
        || bare.parse().is_ok_and(|address: IpAddr| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use kernel::Secret;

    use super::*;

    #[test]
    fn only_tls_with_a_server_that_proves_who_it_is_counts_as_verified() {
        let mysql = |url: &str| transport(&DataSource::Mysql(Secret::new(url.to_owned())));
        let postgres = |url: &str| transport(&DataSource::Postgres(Secret::new(url.to_owned())));

        for (url, way) in [
            ("mysql://a:b@127.0.0.1/x", Transport::SameMachine),
            ("mysql://a:b@localhost:3306/x", Transport::SameMachine),
            ("mysql://a:b@db/x?socket=/run/mysqld.sock", Transport::SameMachine),
            ("mysql://a:b@db.internal/x", Transport::Clear),
            ("mysql://a:b@db.internal/x?ssl-mode=PREFERRED", Transport::Clear),
            ("mysql://a:b@db.internal/x?ssl-mode=REQUIRED", Transport::Encrypted),
            ("mysql://a:b@db.internal/x?ssl-mode=VERIFY_CA", Transport::Verified),
            ("mysql://a:b@db.internal/x?sslmode=verify_identity", Transport::Verified),
        ] {
            assert_eq!(mysql(url), Some(way), "{url}");
        }
        for (url, way) in [
            ("postgres://a:b@[::1]/x", Transport::SameMachine),
            ("postgres://a:b@%2Frun%2Fpostgresql/x", Transport::SameMachine),
            ("postgres://a:b@db/x?host=/run/postgresql", Transport::SameMachine),
            ("postgres://a:b@localhost/x?host=db.internal", Transport::Clear),
            ("postgres://a:b@localhost.evil.example/x", Transport::Clear),
            ("postgres://a:b@db.internal/x", Transport::Clear),
            ("postgres://a:b@db.internal/x?sslmode=prefer", Transport::Clear),
            ("postgres://a:b@db.internal/x?sslmode=require", Transport::Encrypted),
            ("postgres://a:b@db.internal/x?sslmode=verify-ca", Transport::Verified),
            ("postgres://a:b@db.internal/x?sslmode=verify-full", Transport::Verified),
        ] {
            assert_eq!(postgres(url), Some(way), "{url}");
        }
        assert_eq!(postgres("postgres://a:b@db/x?sslmode=perhaps"), None);
    }
}
