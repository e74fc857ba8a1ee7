//! What a database can refuse, in one vocabulary for three engines.

use kernel::{DomainError, ErrorKind};
use thiserror::Error as ThisError;

/// The result of a query.
pub type Result<T> = std::result::Result<T, Error>;

/// What a database can refuse. `Display` is for logs, never for answers.
#[derive(Debug, ThisError)]
pub enum Error {
    /// A unique key holds the value already; the constraint or index, as far as the engine says.
    #[error("unique key violated: {0}")]
    Unique(String),
    /// A row refers to one that is not there, or is referred to.
    #[error("foreign key violated: {0}")]
    ForeignKey(String),
    /// A check constraint refused the values.
    #[error("check violated: {0}")]
    Check(String),
    /// Deadlock, serialization failure or lock time-out: run the whole transaction again.
    #[error("busy: {0}")]
    Busy(String),
    /// The database cannot be reached, or no connection came free in time.
    #[error("unreachable: {0}")]
    Unavailable(String),
    /// There is no such table or column: the schema is not there, or not current.
    #[error("missing from the schema: {0}")]
    Missing(String),
    /// The schema is of a newer version, which says that this one must not use it.
    #[error("{0}")]
    TooNew(String),
    /// A row does not hold the words the store expects.
    #[error("could not read a row: {0}")]
    Decode(String),
    /// The idempotency key was used for another request.
    #[error("this idempotency key was already used for a different request; use a new one")]
    KeyReused,
    /// Anything else: an error of ours.
    #[error("database: {0}")]
    Other(String),
}

impl Error {
    pub(super) fn decode(what: &str) -> Self {
        Self::Decode(what.to_owned())
    }
    /// Whether running the whole transaction again may help.
    pub const fn is_busy(&self) -> bool {
        matches!(self, Self::Busy(_))
    }
    /// Whether a unique key stood in the way.
    pub const fn is_unique(&self) -> bool {
        matches!(self, Self::Unique(_))
    }
}

/// What a database error means to a client. Its text stays in the log.
impl DomainError for Error {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Busy(_) | Self::Unavailable(_) | Self::TooNew(_) => ErrorKind::Unavailable,
            Self::KeyReused => ErrorKind::Invalid,
            Self::Unique(_)
            | Self::ForeignKey(_)
            | Self::Check(_)
            | Self::Missing(_)
            | Self::Decode(_)
            | Self::Other(_) => ErrorKind::Bug,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::Busy(_) | Self::Unavailable(_) => "service.unavailable",
            Self::TooNew(_) => "service.not_ready",
            Self::KeyReused => "idempotency.key_reused",
            _ => "service.error",
        }
    }
    fn is_transient(&self) -> bool {
        self.is_busy()
    }
    fn retry_after_s(&self) -> Option<u64> {
        matches!(self, Self::Busy(_) | Self::Unavailable(_)).then_some(2)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ffi;
        let rusqlite::Error::SqliteFailure(code, ref message) = error else {
            return Self::Other(error.to_string());
        };
        let text = message.clone().unwrap_or_else(|| code.to_string());
        match code.extended_code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
                Self::Unique(text)
            }
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Self::ForeignKey(text),
            ffi::SQLITE_CONSTRAINT_CHECK | ffi::SQLITE_CONSTRAINT_NOTNULL | ffi::SQLITE_CONSTRAINT_DATATYPE => {
                Self::Check(text)
            }
            ffi::SQLITE_FULL | ffi::SQLITE_CANTOPEN | ffi::SQLITE_READONLY => Self::Unavailable(text),
            ffi::SQLITE_ERROR if text.starts_with("no such ") => Self::Missing(text),
            extended => match extended & 0xff {
                ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => Self::Busy(text),
                ffi::SQLITE_IOERR => Self::Unavailable(text),
                _ => Self::Other(text),
            },
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let text = error.to_string();
        match &error {
            sqlx::Error::Database(refusal) => {
                let name = refusal.constraint().map_or_else(|| text.clone(), str::to_owned);
                if refusal.is_unique_violation() {
                    return Self::Unique(name);
                }
                if refusal.is_foreign_key_violation() {
                    return Self::ForeignKey(name);
                }
                let number = refusal
                    .try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>()
                    .map(sqlx::mysql::MySqlDatabaseError::number);
                match number {
                    // Deadlock, lock wait time-out, record changed since last read (Galera, snapshot).
                    Some(1213 | 1205 | 1020) => Self::Busy(text),
                    Some(4025 | 3819 | 1048 | 1406 | 1264) => Self::Check(name),
                    // Shutting down, too many connections, not ready (Galera), read-only replica.
                    Some(1053 | 1040 | 1047 | 1290 | 1927) => Self::Unavailable(text),
                    // No such table, no such column.
                    Some(1146 | 1054) => Self::Missing(text),
                    Some(_) => Self::Other(text),
                    None => match refusal.code().as_deref() {
                        Some("40001" | "40P01" | "55P03") => Self::Busy(text),
                        Some("42P01" | "42703") => Self::Missing(text),
                        Some("23514" | "23502" | "22001" | "22003") => Self::Check(name),
                        Some(code)
                            if code.starts_with("57P")
                                || code.starts_with("53")
                                || code.starts_with("08")
                                || code == "25006" =>
                        {
                            Self::Unavailable(text)
                        }
                        _ => Self::Other(text),
                    },
                }
            }
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Tls(_)
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Protocol(_) => Self::Unavailable(text),
            _ => Self::Other(text),
        }
    }
}
