//! How a connection is made, and what is set on it.
//!
//! The name of the server is resolved at each connection, so that one made after a failover reaches the new
//! primary. Between AQAD and PostgreSQL may stand a pooler that gives each transaction another connection
//! (`PgBouncer` in transaction mode): it refuses or ignores what is set at the start of a session, and forgets
//! prepared statements. Then the settings are made in each transaction, and nothing is prepared for later.

use std::time::Duration;

use kernel::Secret;
use sqlx::mysql::MySqlConnectOptions;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Executor};
use tokio::time::timeout;

use super::values::{Conn, assembled};
use crate::clock::seconds;
use crate::db::error::{Error, Result};
use crate::db::{DbEngine, DbSettings, DbTimeouts, Pooler};

/// How long a statement waits for locks of others, in seconds.
const LOCK_S: u64 = 10;
/// After how many seconds a server ends a transaction in which nobody says anything: its program is gone, or
/// cannot be reached, and its locks are in the way of all others.
const SILENT_TRANSACTION_S: u64 = 60;

/// How many statements stay prepared on a connection at most: more than the program has, with a few lengths of each
/// list. sqlx keeps 100, and prepares anew, with a trip more, what it has dropped.
const PREPARED: usize = 1_000;
/// How many they may be on all connections of a node: MySQL and MariaDB have 16,382 for all nodes together
/// (`max_prepared_stmt_count`), and each takes some memory of the server's.
const PREPARED_OF_NODE: usize = 4_000;

/// How many statements one of so many connections keeps prepared.
fn prepared(connections: u32) -> usize {
    (PREPARED_OF_NODE / connections.max(1) as usize).clamp(100, PREPARED)
}

/// Makes connections.
pub(super) enum Connector {
    My { options: Box<MySqlConnectOptions>, setup: String },
    Pg { options: Box<PgConnectOptions>, begin: String, pooled: bool },
}

impl Connector {
    pub(super) fn mysql(url: &Secret<String>, settings: &DbSettings) -> Result<Self> {
        let timeouts = &settings.timeouts;
        let options: MySqlConnectOptions = url.reveal().parse().map_err(|_| malformed())?;
        let options = options.statement_cache_capacity(prepared(settings.max_connections));
        let (s, ms) = (timeouts.statement.as_secs(), timeouts.statement.as_millis());
        // What stands in a comment is read by MariaDB (M) or by MySQL alone. MySQL limits selects only.
        let setup = format!(
            "set session transaction isolation level read committed; \
             set session innodb_lock_wait_timeout = {LOCK_S} \
             /*M!100301 , max_statement_time = {s}, idle_transaction_timeout = {SILENT_TRANSACTION_S} */ \
             /*!50708 , max_execution_time = {ms} */"
        );
        Ok(Self::My { options: Box::new(options.disable_statement_logging()), setup })
    }

    /// To PostgreSQL itself; makes one connection, to see whether a pooler stands between.
    pub(super) async fn postgres(url: &Secret<String>, settings: &DbSettings) -> Result<(Self, Conn)> {
        let timeouts = &settings.timeouts;
        let options: PgConnectOptions = url.reveal().parse().map_err(|_| malformed())?;
        let options = options.statement_cache_capacity(prepared(settings.max_connections));
        let options = options.disable_statement_logging();
        if timeouts.pooler == Pooler::Transaction {
            return Self::pooled(options, timeouts).await;
        }
        let direct = Self::Pg {
            options: Box::new(options.clone().options([
                ("lock_timeout", format!("{LOCK_S}s")),
                ("statement_timeout", format!("{}ms", timeouts.statement.as_millis())),
                ("idle_in_transaction_session_timeout", format!("{SILENT_TRANSACTION_S}s")),
                // The server finds out that a node is gone, and frees what it had locked.
                ("tcp_keepalives_idle", "30".to_owned()),
                ("tcp_keepalives_interval", "10".to_owned()),
                ("tcp_keepalives_count", "3".to_owned()),
            ])),
            begin: "begin isolation level read committed".to_owned(),
            pooled: false,
        };
        let mut conn = match direct.connect(timeouts.connect).await {
            Err(refused) if refuses_settings(&refused) => {
                return match timeouts.pooler {
                    Pooler::None => Err(Error::Unavailable(format!(
                        "{refused}: a connection pooler stands before PostgreSQL; write database.pooler = \"transaction\" (or \"auto\")"
                    ))),
                    _ => Self::pooled(options, timeouts).await,
                };
            }
            connected => connected?,
        };
        if timeouts.pooler == Pooler::Auto && !conn.setting_holds("lock_timeout", &format!("{LOCK_S}s")).await? {
            return Self::pooled(options, timeouts).await;
        }
        Ok((direct, conn))
    }

    async fn pooled(options: PgConnectOptions, timeouts: &DbTimeouts) -> Result<(Self, Conn)> {
        tracing::info!(
            "a connection pooler stands before PostgreSQL: settings are made in each transaction, and no statement stays prepared"
        );
        let begin = format!(
            "begin isolation level read committed; set local lock_timeout = '{LOCK_S}s'; \
             set local statement_timeout = '{}ms'; set local idle_in_transaction_session_timeout = '{SILENT_TRANSACTION_S}s'",
            timeouts.statement.as_millis()
        );
        let options = Box::new(options.extra_float_digits(None));
        let pooled = Self::Pg { options, begin, pooled: true };
        let conn = pooled.connect(timeouts.connect).await?;
        Ok((pooled, conn))
    }

    pub(super) const fn engine(&self) -> DbEngine {
        match self {
            Self::My { .. } => DbEngine::Mysql,
            Self::Pg { .. } => DbEngine::Postgres,
        }
    }

    /// What begins a transaction.
    pub(super) fn begin(&self) -> &str {
        match self {
            Self::My { .. } => "begin",
            Self::Pg { begin, .. } => begin,
        }
    }

    /// Whether each transaction may be on another connection of the server.
    pub(super) const fn is_pooled(&self) -> bool {
        matches!(self, Self::Pg { pooled: true, .. })
    }

    /// Makes a connection; one that does not come about in time is given up.
    pub(super) async fn connect(&self, most: Duration) -> std::result::Result<Conn, sqlx::Error> {
        let connecting = async {
            match self {
                Self::My { options, setup } => {
                    let mut conn = options.connect().await?;
                    conn.execute(assembled(setup)).await?;
                    Ok(Conn::My(conn))
                }
                Self::Pg { options, .. } => Ok(Conn::Pg(options.connect().await?)),
            }
        };
        timeout(most, connecting).await.unwrap_or_else(|_| {
            let why = format!("no connection to the database within {}", seconds(most));
            Err(sqlx::Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, why)))
        })
    }
}

fn malformed() -> Error {
    Error::Unavailable("the database URL is malformed".to_owned())
}

/// What `PgBouncer` says to settings it does not pass on.
fn refuses_settings(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(refusal) if refusal.message().contains("unsupported startup parameter"))
}

/// Whether another attempt a moment later may succeed: the server starts, or has no connection left just now.
pub(super) fn may_come_back(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(error) => {
            use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
            matches!(error.kind(), ConnectionRefused | ConnectionAborted | ConnectionReset)
        }
        sqlx::Error::Database(refusal) => refusal.is_transient_in_connect_phase(),
        _ => false,
    }
}
