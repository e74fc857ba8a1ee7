//! Values that every crate uses: ids, money, quantities, texts, cursors, errors, the clock.
//!
//! Nothing here does I/O, reads a clock or rolls a die: those are traits that `infra` fulfils.
//! A value of one of these types has been checked; nobody checks it again further in.

pub mod cacheable;
pub mod clock;
pub mod email;
pub mod entity_tag;
pub mod error;
pub mod fold;
pub mod gtin;
pub mod ids;
pub mod money;
pub mod number;
pub mod page;
pub mod printed;
pub mod qty;
pub mod secret;
pub mod skeleton;
pub mod stored;
pub mod text;
pub mod zone;

pub use cacheable::Cacheable;
pub use clock::{Clock, Entropy, Timestamp};
pub use email::Email;
pub use entity_tag::{EntityTag, Precondition, Representation};
pub use error::{DocumentedError, DomainError, ErrorEntry, ErrorKind, FieldError};
pub use ids::*;
pub use money::{Currency, Money, Price};
pub use number::NumberError;
pub use page::{Cursor, PageLimit, PageNumber, PageOf, Version};
pub use qty::{Count, Quantity, SignedQuantity};
pub use secret::Secret;
pub use stored::{Scalar, Stored};
pub use zone::ZoneName;
