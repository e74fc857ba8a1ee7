//! What can go wrong, said without HTTP. `edge::problem` holds the one table from kind to status.

use serde::Serialize;

/// What sort of refusal an error is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The request cannot be understood at all.
    Malformed,
    /// It is understood, and a rule of ours refuses it.
    Invalid,
    /// Nobody known is asking.
    Unauthenticated,
    /// Somebody known, without the right.
    Forbidden,
    /// There is no such thing, or it is not yours.
    Missing,
    /// It collides with the state of things.
    Conflict,
    /// The object changed since it was read.
    Stale,
    /// A condition that the client must send is absent.
    ConditionMissing,
    /// Too often.
    TooMany,
    /// For the moment we cannot.
    Unavailable,
    /// Our own error; the answer says nothing but the request id.
    Bug,
}

/// One field that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// Where, as a path such as `lines[2].quantity`.
    pub path: String,
    /// Why, in words for the person who sent it.
    pub detail: String,
}

/// A refusal that the edge can turn into an answer.
pub trait DomainError: std::error::Error + Send + Sync + 'static {
    /// Which sort of refusal.
    fn kind(&self) -> ErrorKind;
    /// A stable word for programs, such as `orders.out_of_stock`.
    fn code(&self) -> &'static str;
    /// Fields that were refused, where it is about fields.
    fn fields(&self) -> Vec<FieldError> {
        Vec::new()
    }
    /// Facts the client needs in order to go on, such as the price that changed.
    fn details(&self) -> Option<serde_json::Value> {
        None
    }
    /// Whether the same try may succeed if the whole transaction is run again.
    fn is_transient(&self) -> bool {
        false
    }
    /// After how many seconds another try makes sense.
    fn retry_after_s(&self) -> Option<u64> {
        None
    }
}

/// One error as the API reference lists it: code, kind, message.
pub type ErrorEntry = (&'static str, ErrorKind, &'static str);

/// An error whose codes the API reference lists, those that it passes through included.
pub trait DocumentedError: DomainError {
    /// Every code, by the type that it belongs to.
    fn entries() -> Vec<&'static [ErrorEntry]>;
}
