//! What the codes of the engines mean: whose fault an error is, and whether its connection is still good.
//!
//! An error of a statement of ours is a bug. One that whoever runs the database has to see to, or that passes by
//! itself, means that the service is unavailable; and so does one that is not known here.

/// Whose fault an error is, and what helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A unique key stood in the way.
    Unique,
    /// A reference stood in the way.
    ForeignKey,
    /// A check of values did.
    Check,
    /// Running the whole transaction again helps.
    Busy,
    /// So does preparing the statement anew.
    Stale,
    /// The database, the machine below it or the way to it.
    Unavailable,
    /// A table or column that is not there.
    Missing,
    /// Ours, or damage to the data: nothing that passes.
    Bug,
}

/// Why a connection is given up, and all that were made before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::db) enum Trouble {
    /// It is closed, or about to be.
    Broken,
    /// Its server takes no writes: after a failover, the old primary.
    ReadOnly,
    /// What was prepared on it is out of date.
    Stale,
    /// There was no answer in time.
    Silent,
}

impl Trouble {
    /// For the log and the metrics.
    pub(in crate::db) const fn name(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::ReadOnly => "read_only",
            Self::Stale => "stale",
            Self::Silent => "silent",
        }
    }

    /// What an error says about its connection; nothing where that is in order.
    pub(in crate::db) fn of(error: &sqlx::Error) -> Option<Self> {
        let refusal = match error {
            sqlx::Error::Database(refusal) => refusal,
            sqlx::Error::Encode(_) => return None,
            // What was sent and what is still to come is not known.
            _ => return Some(Self::Broken),
        };
        if let Some(refusal) = refusal.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>() {
            return trouble_of_mysql(refusal.number());
        }
        let fatal = refusal.try_downcast_ref::<sqlx::postgres::PgDatabaseError>().is_some_and(|refusal| {
            matches!(refusal.severity(), sqlx::postgres::PgSeverity::Fatal | sqlx::postgres::PgSeverity::Panic)
        });
        trouble_of_postgres(refusal.code().as_deref().unwrap_or_default(), refusal.message())
            .or_else(|| fatal.then_some(Self::Broken))
    }
}

fn trouble_of_mysql(number: u16) -> Option<Trouble> {
    match number {
        // --read-only, read-only mode, a read-only transaction by default, a group that lost its majority.
        1290 | 1836 | 1792 | 3100 => Some(Trouble::ReadOnly),
        1615 | 1243 => Some(Trouble::Stale),
        // Shutting down, not ready (Galera), offline; killed, aborted, timed out; the network.
        1047 | 1053 | 1077..=1080 | 1152..=1161 | 1184 | 1835 | 1927 | 2006 | 2013 | 3032 | 3168 | 3169 | 4031 => {
            Some(Trouble::Broken)
        }
        _ => None,
    }
}

fn trouble_of_postgres(state: &str, message: &str) -> Option<Trouble> {
    match (state.get(..2), state) {
        (_, "25006") => Some(Trouble::ReadOnly),
        // The second is a pooler's doing: a name that another client gave to a statement.
        (_, "26000" | "42P05") => Some(Trouble::Stale),
        (_, "0A000") if message.contains("cached plan") => Some(Trouble::Stale),
        (Some("08"), _) | (_, "25P03" | "25P04") => Some(Trouble::Broken),
        (_, state) if state.starts_with("57P") => Some(Trouble::Broken),
        _ => None,
    }
}

/// MySQL and MariaDB, by number; by the class of the standard's state where the number is not known here.
pub(super) fn of_mysql(number: u16, state: &str) -> Class {
    match number {
        1022 | 1062 | 1169 | 1586 | 1859 => Class::Unique,
        1216 | 1217 | 1451 | 1452 => Class::ForeignKey,
        1048 | 1264 | 1406 | 3819 | 4025 => Class::Check,
        // Deadlock, lock wait time-out, record changed since last read (Galera, snapshot), definition of the table
        // changed, locks given up, rolled back by the group.
        1020 | 1205 | 1213 | 1412 | 1689 | 3058 | 3101 | 3572 => Class::Busy,
        1243 | 1615 => Class::Stale,
        1054 | 1146 => Class::Missing,
        // Under states that else mean a fault of the statement: rights and accounts, the number of connections, of
        // prepared statements and of questions in an hour, no such database; read-only.
        1040 | 1044 | 1045 | 1049 | 1142 | 1143 | 1203 | 1226 | 1227 | 1370 | 1461 | 1698 | 1792 | 1820 | 1862 => {
            Class::Unavailable
        }
        // Under the general state: damaged tables and indexes; an argument, a group, a collation, a value, a name that
        // is not right.
        1034 | 1194 | 1195 | 1712 | 1093 | 1105 | 1111 | 1166 | 1193 | 1210 | 1221 | 1238 | 1267 | 1270 | 1271
        | 1273 | 1295 | 1300 | 1364 | 1366 | 1411 | 1442 | 1525 | 1690 | 4078 => Class::Bug,
        _ => match state.get(..2) {
            Some("23") => Class::Check,
            Some("40") => Class::Busy,
            Some(
                "01" | "02" | "07" | "0A" | "0K" | "20" | "21" | "22" | "24" | "25" | "2B" | "2F" | "34" | "3D" | "42"
                | "44" | "45" | "XA",
            ) => Class::Bug,
            _ => Class::Unavailable,
        },
    }
}

/// PostgreSQL, by state.
pub(super) fn of_postgres(state: &str, message: &str) -> Class {
    if trouble_of_postgres(state, message) == Some(Trouble::Stale) {
        return Class::Stale;
    }
    match state {
        "23505" => Class::Unique,
        "23503" | "23001" => Class::ForeignKey,
        "22001" | "22003" => Class::Check,
        "55P03" | "55006" => Class::Busy,
        "42P01" | "42703" | "3F000" => Class::Missing,
        // For reading only, ended while idle or for its length; rights; lost in the middle of a commit.
        "25006" | "25P03" | "25P04" | "42501" | "40003" => Class::Unavailable,
        // Damaged tables and indexes.
        "XX001" | "XX002" => Class::Bug,
        _ => match state.get(..2) {
            Some("23") => Class::Check,
            Some("40") => Class::Busy,
            Some(
                "00" | "01" | "02" | "03" | "09" | "0A" | "0B" | "0F" | "0L" | "0P" | "0Z" | "20" | "21" | "22" | "24"
                | "25" | "27" | "2B" | "2D" | "2F" | "34" | "38" | "39" | "3B" | "42" | "44" | "54" | "P0",
            ) => Class::Bug,
            _ => Class::Unavailable,
        },
    }
}

/// SQLite, by extended result code.
pub(super) fn of_sqlite(extended: i32, message: &str) -> Class {
    use rusqlite::ffi;
    match extended {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            Class::Unique
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Class::ForeignKey,
        _ => match extended & 0xff {
            ffi::SQLITE_CONSTRAINT => Class::Check,
            // The third is a race for the write-ahead log, the fourth a schema that changed meanwhile.
            ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED | ffi::SQLITE_PROTOCOL | ffi::SQLITE_SCHEMA => Class::Busy,
            // The disk, the file's rights, memory: for whoever looks after the machine.
            ffi::SQLITE_FULL
            | ffi::SQLITE_IOERR
            | ffi::SQLITE_CANTOPEN
            | ffi::SQLITE_READONLY
            | ffi::SQLITE_PERM
            | ffi::SQLITE_NOMEM
            | ffi::SQLITE_INTERRUPT => Class::Unavailable,
            ffi::SQLITE_ERROR if message.starts_with("no such ") => Class::Missing,
            // A damaged file among them: it does not mend itself, and nobody is to come back in two seconds.
            _ => Class::Bug,
        },
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn numbers_of_mysql_are_told_apart() {
        let table = [
            // (number, state, class, trouble)
            (1062, "23000", Class::Unique, None),
            (1452, "23000", Class::ForeignKey, None),
            (4025, "23000", Class::Check, None),
            (1213, "40001", Class::Busy, None),
            (1205, "HY000", Class::Busy, None),
            (3101, "40000", Class::Busy, None),
            (1615, "HY000", Class::Stale, Some(Trouble::Stale)),
            (1146, "42S02", Class::Missing, None),
            (1064, "42000", Class::Bug, None),
            (1364, "HY000", Class::Bug, None),
            (1194, "HY000", Class::Bug, None),
            (1317, "70100", Class::Unavailable, None),
            (1969, "70100", Class::Unavailable, None),
            (3024, "HY000", Class::Unavailable, None),
            (1226, "42000", Class::Unavailable, None),
            (1203, "42000", Class::Unavailable, None),
            (1836, "HY000", Class::Unavailable, Some(Trouble::ReadOnly)),
            (1290, "HY000", Class::Unavailable, Some(Trouble::ReadOnly)),
            (1792, "25006", Class::Unavailable, Some(Trouble::ReadOnly)),
            (3100, "HY000", Class::Unavailable, Some(Trouble::ReadOnly)),
            (1114, "HY000", Class::Unavailable, None),
            (1021, "HY000", Class::Unavailable, None),
            (1045, "28000", Class::Unavailable, None),
            (1142, "42000", Class::Unavailable, None),
            (1040, "08004", Class::Unavailable, None),
            (1047, "08S01", Class::Unavailable, Some(Trouble::Broken)),
            (1053, "08S01", Class::Unavailable, Some(Trouble::Broken)),
            (1927, "70100", Class::Unavailable, Some(Trouble::Broken)),
            (2013, "HY000", Class::Unavailable, Some(Trouble::Broken)),
            // Not known here.
            (9999, "HY000", Class::Unavailable, None),
            (9999, "40XYZ", Class::Busy, None),
        ];
        for (number, state, class, trouble) in table {
            assert_eq!((of_mysql(number, state), trouble_of_mysql(number)), (class, trouble), "{number} ({state})");
        }
    }

    #[test]
    fn states_of_postgres_are_told_apart() {
        let table = [
            ("23505", Class::Unique, None),
            ("23503", Class::ForeignKey, None),
            ("23514", Class::Check, None),
            ("40001", Class::Busy, None),
            ("40P01", Class::Busy, None),
            ("55P03", Class::Busy, None),
            ("26000", Class::Stale, Some(Trouble::Stale)),
            ("42P05", Class::Stale, Some(Trouble::Stale)),
            ("42P01", Class::Missing, None),
            ("42601", Class::Bug, None),
            ("22012", Class::Bug, None),
            ("25P02", Class::Bug, None),
            ("0A000", Class::Bug, None),
            ("XX001", Class::Bug, None),
            ("25006", Class::Unavailable, Some(Trouble::ReadOnly)),
            ("25P03", Class::Unavailable, Some(Trouble::Broken)),
            ("25P04", Class::Unavailable, Some(Trouble::Broken)),
            ("28P01", Class::Unavailable, None),
            ("3D000", Class::Unavailable, None),
            ("42501", Class::Unavailable, None),
            ("53100", Class::Unavailable, None),
            ("53200", Class::Unavailable, None),
            ("53300", Class::Unavailable, None),
            ("57014", Class::Unavailable, None),
            ("57P01", Class::Unavailable, Some(Trouble::Broken)),
            ("57P03", Class::Unavailable, Some(Trouble::Broken)),
            ("57P05", Class::Unavailable, Some(Trouble::Broken)),
            ("58030", Class::Unavailable, None),
            ("08006", Class::Unavailable, Some(Trouble::Broken)),
            ("40003", Class::Unavailable, None),
            ("XX000", Class::Unavailable, None),
            // Not known here.
            ("ZZ999", Class::Unavailable, None),
            ("", Class::Unavailable, None),
        ];
        for (state, class, trouble) in table {
            assert_eq!((of_postgres(state, ""), trouble_of_postgres(state, "")), (class, trouble), "{state}");
        }
        let plan = "cached plan must not change result type";
        assert_eq!(
            (of_postgres("0A000", plan), trouble_of_postgres("0A000", plan)),
            (Class::Stale, Some(Trouble::Stale))
        );
    }

    #[test]
    fn codes_of_sqlite_are_told_apart() {
        let table = [
            (ffi::SQLITE_CONSTRAINT_UNIQUE, Class::Unique),
            (ffi::SQLITE_CONSTRAINT_FOREIGNKEY, Class::ForeignKey),
            (ffi::SQLITE_CONSTRAINT_CHECK, Class::Check),
            (ffi::SQLITE_CONSTRAINT_TRIGGER, Class::Check),
            (ffi::SQLITE_BUSY, Class::Busy),
            (ffi::SQLITE_BUSY_SNAPSHOT, Class::Busy),
            (ffi::SQLITE_PROTOCOL, Class::Busy),
            (ffi::SQLITE_FULL, Class::Unavailable),
            (ffi::SQLITE_IOERR, Class::Unavailable),
            (ffi::SQLITE_IOERR_FSYNC, Class::Unavailable),
            (ffi::SQLITE_NOMEM, Class::Unavailable),
            (ffi::SQLITE_READONLY_DBMOVED, Class::Unavailable),
            (ffi::SQLITE_CANTOPEN_ISDIR, Class::Unavailable),
            (ffi::SQLITE_CORRUPT, Class::Bug),
            (ffi::SQLITE_NOTADB, Class::Bug),
            (ffi::SQLITE_ERROR, Class::Bug),
        ];
        for (code, class) in table {
            assert_eq!(of_sqlite(code, ""), class, "{code}");
        }
        assert_eq!(of_sqlite(ffi::SQLITE_ERROR, "no such table: t"), Class::Missing);
    }
}
