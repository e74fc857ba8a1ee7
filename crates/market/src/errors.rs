//! Defines the refusals of an action, each with its sort, its stable code and its sentence.

/// Defines an error enum. The fields of a variant become the details of its problem; `via` names
/// errors of subjects to the left that pass through.
macro_rules! errors {
    (
        $(#[$doc:meta])*
        pub enum $name:ident $(via { $($via:ident($inner:ty)),* $(,)? })? {
            $($(#[$vdoc:meta])* $variant:ident $({ $($field:ident: $ty:ty),* $(,)? })? = $kind:ident $code:literal $text:literal),* $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, thiserror::Error)]
        pub enum $name {
            $($(#[$vdoc])* #[error($text)] $variant $({ $(#[doc = "Named in the sentence."] $field: $ty),* })?,)*
            $($(#[doc = "Passed through."] #[error(transparent)] $via(#[from] $inner),)*)?
            #[doc = "The database refused."]
            #[error(transparent)]
            Db(#[from] infra::db::Error),
        }

        impl $name {
            /// Every refusal of its own, for the documentation.
            pub const LIST: &'static [kernel::ErrorEntry] = &[$(($code, kernel::ErrorKind::$kind, $text)),*];
        }

        impl kernel::DocumentedError for $name {
            fn entries() -> Vec<&'static [kernel::ErrorEntry]> {
                [vec![Self::LIST], $($(<$inner as kernel::DocumentedError>::entries(),)*)?].concat()
            }
        }

        impl kernel::DomainError for $name {
            fn kind(&self) -> kernel::ErrorKind {
                match self {
                    $(Self::$variant { .. } => kernel::ErrorKind::$kind,)*
                    $($(Self::$via(inner) => kernel::DomainError::kind(inner),)*)?
                    Self::Db(error) => kernel::DomainError::kind(error),
                }
            }
            fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)*
                    $($(Self::$via(inner) => kernel::DomainError::code(inner),)*)?
                    Self::Db(error) => kernel::DomainError::code(error),
                }
            }
            fn details(&self) -> Option<serde_json::Value> {
                match self {
                    $(Self::$variant $({ $($field),* })? => {
                        let details = serde_json::json!({ $($(stringify!($field): $field),*)? });
                        if details.as_object().is_some_and(serde_json::Map::is_empty) { None } else { Some(details) }
                    })*
                    $($(Self::$via(inner) => kernel::DomainError::details(inner),)*)?
                    Self::Db(_) => None,
                }
            }
            fn is_transient(&self) -> bool {
                match self {
                    $(Self::$variant { .. } => false,)*
                    $($(Self::$via(inner) => kernel::DomainError::is_transient(inner),)*)?
                    Self::Db(error) => error.is_busy(),
                }
            }
            fn retry_after_s(&self) -> Option<u64> {
                match kernel::DomainError::kind(self) {
                    kernel::ErrorKind::Unavailable => Some(2),
                    _ => None,
                }
            }
        }
    };
}
