//! Why a configuration cannot be used.

/// One thing that is wrong, and what to write instead.
pub type ConfigIssue = String;

/// Why a configuration cannot be used. Each says which key, why, and what to write instead.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file cannot be read.
    #[error("{path}: {why}")]
    File {
        /// Which file.
        path: String,
        /// What the system or the parser says.
        why: String,
    },
    /// No such key.
    #[error("{origin}: unknown key `{key}`{hint}")]
    UnknownKey {
        /// The file or variable it came from.
        origin: String,
        /// The key.
        key: String,
        /// What was perhaps meant.
        hint: String,
    },
    /// A value cannot be.
    #[error("key `{key}`: {why}")]
    Value {
        /// The key.
        key: String,
        /// Why not, and what to write instead.
        why: String,
    },
    /// Not safe to run.
    #[error("this configuration is not safe for production:\n{0}")]
    Unsafe(String),
}
