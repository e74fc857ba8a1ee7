//! The only place that makes proofs of right, but for [`System`], which background work makes for itself.
//!
//! An action takes a proof such as `&Vendor<may::EditPrices>`. Proofs have private fields: they
//! come from [`Access::grant`], which judges a [`Principal`] looked up for this very request: in the
//! tables, or in the cache, out of which it falls with whatever ends it. What a token says about
//! roles is never believed.
//!
//! An action with its proof:
//! ```
//! use kernel::{OfferId, Price, Version};
//! use market::authority::Vendor;
//! use market::{Ctx, may, pricing};
//!
//! async fn with_its_proof(ctx: &Ctx, by: &Vendor<may::EditPrices>, offer: OfferId, to: Price, read: Version) {
//!     drop(pricing::change_price(ctx, by, offer, to, read).await);
//! }
//! ```
//! Without it, that does not build:
//! ```compile_fail,E0061
//! use kernel::{OfferId, Price, Version};
//! use market::{Ctx, pricing};
//!
//! async fn without_a_proof(ctx: &Ctx, offer: OfferId, to: Price, read: Version) {
//!     drop(pricing::change_price(ctx, offer, to, read).await);
//! }
//! ```
//! Nor with the proof of another right:
//! ```compile_fail,E0308
//! use kernel::{OfferId, Price, Version};
//! use market::authority::Vendor;
//! use market::{Ctx, may, pricing};
//!
//! async fn with_another_right(ctx: &Ctx, by: &Vendor<may::ReadOffers>, offer: OfferId, to: Price, read: Version) {
//!     drop(pricing::change_price(ctx, by, offer, to, read).await);
//! }
//! ```
//! Nor does a proof that was made by hand:
//! ```compile_fail,E0423
//! let by = market::authority::System(infra::Origin::default());
//! ```

use std::marker::PhantomData;

use infra::{Origin, WriteGuard};
use kernel::{CompanyId, RequestId, SessionId, UserId, ids::Id};

use crate::accounts::STANDING;
pub use crate::job::System;
pub use crate::may::CompanyState;
use crate::may::{CompanyKind, Permission, Right, Role, rights};

/// Who is asking, as the tables have it now.
#[derive(Debug, Clone)]
pub struct Principal {
    pub(crate) user: UserId,
    pub(crate) company: CompanyId,
    pub(crate) kind: CompanyKind,
    pub(crate) role: Role,
    pub(crate) company_state: CompanyState,
    pub(crate) session: Option<SessionId>,
    pub(crate) request: Option<RequestId>,
    /// Whether their password was set by somebody else, and they have to set their own first.
    pub(crate) must_change_password: bool,
    /// Whether it was made at the console, for demo data and repairs, and stands in no table.
    pub(crate) at_console: bool,
}

impl Principal {
    /// The person.
    pub const fn user(&self) -> UserId {
        self.user
    }
    /// The company they act for.
    pub const fn company(&self) -> CompanyId {
        self.company
    }
    /// Its sort.
    pub const fn kind(&self) -> CompanyKind {
        self.kind
    }
    /// Their role there.
    pub const fn role(&self) -> Role {
        self.role
    }
    /// Whether it may trade.
    pub const fn company_state(&self) -> CompanyState {
        self.company_state
    }
    /// The sign-in; none for work at the console.
    pub const fn session(&self) -> Option<SessionId> {
        self.session
    }
    /// On whose behalf, for the audit trail. Not for what needs a right: a proof of it has its own.
    pub fn origin(&self) -> Origin {
        let request = self.request.map(Id::uuid);
        Origin { user: Some(self.user.uuid()), company: Some(self.company.uuid()), request, standing: None }
    }
    /// The same for a write that needs a right: it fails where the role, the account or the company's state is
    /// another when it commits, and none of them changes before it has.
    fn guarded_origin(&self) -> Origin {
        let standing = WriteGuard {
            held: &STANDING,
            user: self.user.uuid(),
            company: self.company.uuid(),
            role: self.role.as_str(),
            company_state: self.company_state.as_str(),
        };
        Origin { standing: (!self.at_console).then_some(standing), ..self.origin() }
    }
    /// Why they may do nothing but what restricted people may, if so: they have a password that somebody else knows, or
    /// their company is suspended.
    pub fn restriction(&self) -> Option<AccessDenied> {
        if self.must_change_password {
            return Some(AccessDenied::PasswordChangeRequired);
        }
        (self.company_state == CompanyState::Suspended).then_some(AccessDenied::CompanyNotApproved(self.company_state))
    }
    fn holds(&self, right: Permission) -> bool {
        rights(self.kind, self.role).contains(&right)
    }
}

/// Why a right is not granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessDenied {
    /// Nobody known is asking.
    NotSignedIn,
    /// Somebody known, in a company of another sort or in a role without this right.
    NoRight,
    /// Their password was set by somebody else: first they set their own.
    PasswordChangeRequired,
    /// The company may not trade at present.
    CompanyNotApproved(CompanyState),
}

/// Who may call, as a value for tables and documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Everybody.
    Anyone,
    /// Everybody who is signed in, whatever the state of their company.
    SignedIn,
    /// Those who hold a right in an approved company of a sort (any sort, if none is named).
    Holds(Option<CompanyKind>, Permission),
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Anyone => f.write_str("anyone"),
            Self::SignedIn => f.write_str("signed in"),
            Self::Holds(Some(kind), right) => write!(f, "{kind}: {right}"),
            Self::Holds(None, right) => write!(f, "member: {right}"),
        }
    }
}

/// A way to be let in. Implemented by the proofs below, and by nothing else.
pub trait Access: Sized + Send + Sync + 'static {
    /// The rules; one of them must hold.
    fn rules() -> Vec<Rule>;
    /// The proof, if the standing gives it.
    fn grant(principal: Option<&Principal>) -> Result<Self, AccessDenied>;
}

/// Proof of nothing: the route is open to everybody.
#[derive(Debug, Clone, Copy)]
pub struct Anyone(());

impl Access for Anyone {
    fn rules() -> Vec<Rule> {
        vec![Rule::Anyone]
    }
    fn grant(_: Option<&Principal>) -> Result<Self, AccessDenied> {
        Ok(Self(()))
    }
}

/// Proof that a known person is asking.
#[derive(Debug, Clone)]
pub struct SignedIn(Principal);

impl SignedIn {
    /// Who.
    pub const fn principal(&self) -> &Principal {
        &self.0
    }
}

impl Access for SignedIn {
    fn rules() -> Vec<Rule> {
        vec![Rule::SignedIn]
    }
    fn grant(principal: Option<&Principal>) -> Result<Self, AccessDenied> {
        principal.cloned().map(Self).ok_or(AccessDenied::NotSignedIn)
    }
}

fn holder<R: Right>(kind: Option<CompanyKind>, principal: Option<&Principal>) -> Result<Principal, AccessDenied> {
    let principal = principal.ok_or(AccessDenied::NotSignedIn)?;
    if kind.is_some_and(|kind| kind != principal.kind) || !principal.holds(R::RIGHT) {
        return Err(AccessDenied::NoRight);
    }
    if principal.must_change_password {
        return Err(AccessDenied::PasswordChangeRequired);
    }
    if principal.company_state != CompanyState::Approved {
        return Err(AccessDenied::CompanyNotApproved(principal.company_state));
    }
    Ok(principal.clone())
}

macro_rules! proofs {
    ($($(#[$doc:meta])* $name:ident($kind:expr, $company:ident);)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name<R>(Principal, PhantomData<fn() -> R>);

        impl<R> $name<R> {
            /// Who.
            pub const fn principal(&self) -> &Principal { &self.0 }
            /// The person.
            pub const fn user(&self) -> UserId { self.0.user }
            /// The company, to which every finder is scoped.
            pub const fn $company(&self) -> CompanyId { self.0.company }
            /// On whose behalf, for the audit trail; the write fails if the right is gone when it commits.
            pub fn origin(&self) -> Origin { self.0.guarded_origin() }
        }

        impl<R: Right> Access for $name<R> {
            fn rules() -> Vec<Rule> { vec![Rule::Holds($kind, R::RIGHT)] }
            fn grant(principal: Option<&Principal>) -> Result<Self, AccessDenied> {
                holder::<R>($kind, principal).map(|principal| Self(principal, PhantomData))
            }
        }
    )*};
}

proofs! {
    /// Proof that somebody holds a right in an approved vendor.
    Vendor(Some(CompanyKind::Vendor), vendor);
    /// Proof that somebody holds a right in an approved retailer.
    Retailer(Some(CompanyKind::Retailer), retailer);
    /// Proof that somebody holds a right in an approved delivery partner.
    Partner(Some(CompanyKind::DeliveryPartner), partner);
    /// Proof that somebody holds a right in the platform.
    Staff(Some(CompanyKind::Platform), platform);
    /// Proof that somebody holds a right in an approved company of whatever sort.
    Member(None, company);
}

/// Proof of one right or, failing that, of another.
#[derive(Debug)]
pub enum Either<A, B> {
    /// The first.
    Left(A),
    /// The second.
    Right(B),
}

impl<A: Access, B: Access> Access for Either<A, B> {
    fn rules() -> Vec<Rule> {
        [A::rules(), B::rules()].concat()
    }
    fn grant(principal: Option<&Principal>) -> Result<Self, AccessDenied> {
        match A::grant(principal) {
            Ok(left) => Ok(Self::Left(left)),
            // The more telling refusal wins: "not approved" says more than "no right".
            Err(first) => B::grant(principal)
                .map(Self::Right)
                .map_err(|second| if first == AccessDenied::NoRight { second } else { first }),
        }
    }
}

/// Proof of sitting at the server's console: whoever can run the program against its data.
#[derive(Debug, Clone, Copy)]
pub struct Operator(());

impl Operator {
    /// Only the command line makes one.
    pub const fn at_the_console() -> Self {
        Self(())
    }
    /// A standing without a sign-in, for demo data and repairs.
    pub fn act_as(self, user: UserId, company: CompanyId, kind: CompanyKind, role: Role) -> Principal {
        Principal {
            user,
            company,
            kind,
            role,
            company_state: CompanyState::Approved,
            session: None,
            request: None,
            must_change_password: false,
            at_console: true,
        }
    }
}
