//! The server's certificate, replaceable while it runs.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, pem};

/// A certificate chain and its key, read from two PEM files; clones share what they hold.
#[derive(Clone)]
pub struct TlsMaterial {
    store: Arc<CertStore>,
}

/// Why certificate files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read.
    #[error("cannot read {path}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A file is not PEM, or holds nothing of the kind expected.
    #[error("{path} contains no usable PEM data")]
    NotPem {
        /// The file.
        path: PathBuf,
        /// What the parser says.
        #[source]
        source: pem::Error,
    },
    /// The key is of an unknown kind, or is not the certificate's.
    #[error("the certificate and key do not match")]
    Unusable(#[source] rustls::Error),
}

impl TlsMaterial {
    /// Reads and checks both files (blocking; they are small).
    pub fn from_pem_files(chain: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Result<Self, TlsError> {
        let (chain, key) = (chain.into(), key.into());
        let current = RwLock::new(load(&chain, &key)?);
        Ok(Self { store: Arc::new(CertStore { chain, key, current }) })
    }

    /// Reads both files again (blocking). If they are no good, the old certificate stays in use.
    ///
    /// Only new handshakes see the new certificate.
    pub fn reload(&self) -> Result<(), TlsError> {
        let fresh = load(&self.store.chain, &self.store.key)?;
        *self.store.current.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// TLS 1.2 and 1.3, HTTP/2 before HTTP/1.1, tickets for resumption, and no early data
    /// (rustls' default), because a replayed order is an order too many.
    pub(super) fn server_config(&self) -> Result<Arc<ServerConfig>, rustls::Error> {
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(Arc::<CertStore>::clone(&self.store));
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        config.ticketer = ring::Ticketer::new()?;
        Ok(Arc::new(config))
    }
}

impl fmt::Debug for TlsMaterial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.store, f)
    }
}

struct CertStore {
    chain: PathBuf,
    key: PathBuf,
    current: RwLock<Arc<CertifiedKey>>,
}

impl ResolvesServerCert for CertStore {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl fmt::Debug for CertStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsMaterial").field("chain", &self.chain).field("key", &self.key).finish_non_exhaustive()
    }
}

fn load(chain: &Path, key: &Path) -> Result<Arc<CertifiedKey>, TlsError> {
    let not_pem = |path: &Path| {
        let path = path.to_owned();
        move |source| TlsError::NotPem { path, source }
    };
    let certificates =
        CertificateDer::pem_slice_iter(&read(chain)?).collect::<Result<Vec<_>, _>>().map_err(not_pem(chain))?;
    if certificates.is_empty() {
        return Err(not_pem(chain)(pem::Error::NoItemsFound));
    }
    let secret = PrivateKeyDer::from_pem_slice(&read(key)?).map_err(not_pem(key))?;
    CertifiedKey::from_der(certificates, secret, &ring::default_provider()).map(Arc::new).map_err(TlsError::Unusable)
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    fs::read(path).map_err(|source| TlsError::Unreadable { path: path.to_owned(), source })
}
