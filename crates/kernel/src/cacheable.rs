//! What may be kept for a while after it was read, and what must be read anew every time.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A type whose values may be kept: whoever implements it says that an hour-old value, dropped when
/// it changes, does no harm.
///
/// What is in stock, what was paid, what a checkout would charge and secrets do not have it, and
/// neither does a bare number: one that may be kept has a type that says what it counts
/// ([`crate::Count`], [`crate::Quantity`]). For structs, [`crate::cacheable!`] asks it of every
/// field, so a field that may not be kept does not compile:
///
/// ```compile_fail,E0277
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Shown { title: String, in_stock: i64 }
/// kernel::cacheable!(Shown { title, in_stock });
/// ```
///
/// and a field that is left out does not compile either:
///
/// ```compile_fail,E0027
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Shown { title: String, in_stock: i64 }
/// kernel::cacheable!(Shown { title });
/// ```
///
/// while this does:
///
/// ```
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Shown { title: String, price: kernel::Money, offers: kernel::Count }
/// kernel::cacheable!(Shown { title, price, offers });
/// ```
pub trait Cacheable: Serialize + DeserializeOwned + Send + Sync + 'static {}

/// Asks of a field that its type may be kept. For [`crate::cacheable!`].
pub const fn assert_cacheable<T: Cacheable>(_: &T) {}

/// Says that a struct may be kept. All its fields have to be named, and to be [`Cacheable`].
#[macro_export]
macro_rules! cacheable {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::Cacheable for $name {}
        const _: fn(&$name) = |value| {
            let $name { $($field),* } = value;
            $( $crate::cacheable::assert_cacheable($field); )*
        };
    };
}

/// Says that types must never be kept. Whoever makes one of them [`Cacheable`] all the same gets an
/// ambiguity that does not compile:
///
/// ```compile_fail,E0283
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Stock(i64);
/// impl kernel::Cacheable for Stock {}
/// kernel::never_cacheable!(Stock);
/// ```
#[macro_export]
macro_rules! never_cacheable {
    ($($name:ty),+ $(,)?) => {$(
        const _: fn() = || {
            trait Either<Which> { fn either() {} }
            struct Yes;
            impl<T: ?Sized> Either<()> for T {}
            impl<T: ?Sized + $crate::Cacheable> Either<Yes> for T {}
            // One of the two, or it cannot be told which.
            let _ = <$name as Either<_>>::either;
        };
    )+};
}

impl Cacheable for String {}
impl Cacheable for bool {}
impl<T: Cacheable> Cacheable for Option<T> {}
impl<T: Cacheable> Cacheable for Vec<T> {}
impl<T: Cacheable> Cacheable for crate::PageOf<T> {}
impl Cacheable for crate::Cursor {}
impl Cacheable for crate::Email {}
impl Cacheable for crate::ZoneName {}
impl Cacheable for crate::text::CountryCode {}
impl Cacheable for crate::Currency {}
impl Cacheable for crate::Money {}
impl Cacheable for crate::Quantity {}
impl Cacheable for crate::Count {}
impl Cacheable for crate::Timestamp {}
impl Cacheable for crate::Version {}
