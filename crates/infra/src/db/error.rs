//! What a database can refuse, in one vocabulary for three engines.

mod codes;

use kernel::{DomainError, ErrorKind};
use thiserror::Error as ThisError;

use self::codes::Class;
pub(super) use self::codes::Trouble;

/// The result of a query.
pub type Result<T> = std::result::Result<T, Error>;

/// What a database can refuse. `Display` is for logs, never for answers.
#[derive(Debug, Clone, ThisError)]
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
    /// What was prepared is out of date, because the schema changed: prepare it anew, or run the whole transaction
    /// again.
    #[error("out of date: {0}")]
    Stale(String),
    /// The database cannot be reached, cannot do it at present, or no connection came free in time.
    #[error("unavailable: {0}")]
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
    /// Whoever wrote this is not any more what they were when it was let through; the transaction was rolled back.
    #[error(
        "your role, your account or your company's status has just changed, so nothing was saved; reload and try again"
    )]
    StandingLost,
    /// The job that wrote this was claimed by another worker meanwhile; the transaction was rolled back.
    #[error("another worker has claimed this job meanwhile; nothing of it was kept")]
    ClaimLost,
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
        matches!(self, Self::Busy(_) | Self::Stale(_))
    }
    /// Whether the database refused what it was given, and will do so again.
    pub const fn is_refusal(&self) -> bool {
        matches!(self, Self::Unique(_) | Self::ForeignKey(_) | Self::Check(_) | Self::Other(_))
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
            Self::Busy(_) | Self::Stale(_) | Self::Unavailable(_) | Self::TooNew(_) => ErrorKind::Unavailable,
            Self::KeyReused => ErrorKind::Invalid,
            Self::StandingLost => ErrorKind::Forbidden,
            Self::Unique(_)
            | Self::ForeignKey(_)
            | Self::Check(_)
            | Self::Missing(_)
            | Self::Decode(_)
            | Self::ClaimLost
            | Self::Other(_) => ErrorKind::Bug,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::Busy(_) | Self::Stale(_) | Self::Unavailable(_) => "service.unavailable",
            Self::TooNew(_) => "service.not_ready",
            Self::KeyReused => "idempotency.key_reused",
            Self::StandingLost => "access.standing_changed",
            _ => "service.error",
        }
    }
    fn is_transient(&self) -> bool {
        self.is_busy()
    }
    fn retry_after_s(&self) -> Option<u64> {
        matches!(self, Self::Busy(_) | Self::Stale(_) | Self::Unavailable(_)).then_some(2)
    }
}

impl Error {
    /// `name` is what a constraint is called, `text` all that the engine said.
    fn of(class: Class, name: impl FnOnce() -> Option<String>, text: String) -> Self {
        match class {
            Class::Unique => Self::Unique(name().unwrap_or(text)),
            Class::ForeignKey => Self::ForeignKey(name().unwrap_or(text)),
            Class::Check => Self::Check(name().unwrap_or(text)),
            Class::Busy => Self::Busy(text),
            Class::Stale => Self::Stale(text),
            Class::Unavailable => Self::Unavailable(text),
            Class::Missing => Self::Missing(text),
            Class::Bug => Self::Other(text),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(code, ref message) = error else {
            return Self::Other(error.to_string());
        };
        let text = message.clone().unwrap_or_else(|| code.to_string());
        Self::of(codes::of_sqlite(code.extended_code, &text), || None, text)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let text = error.to_string();
        match &error {
            sqlx::Error::Database(refusal) => {
                let state = refusal.code();
                let state = state.as_deref().unwrap_or_default();
                let class = match refusal.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>() {
                    Some(refusal) => codes::of_mysql(refusal.number(), state),
                    None => codes::of_postgres(state, refusal.message()),
                };
                Self::of(class, || refusal.constraint().map(str::to_owned), text)
            }
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::WorkerCrashed | sqlx::Error::Protocol(_) => {
                Self::Unavailable(text)
            }
            _ => Self::Other(text),
        }
    }
}
