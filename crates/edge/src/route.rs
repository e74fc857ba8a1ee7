//! What a route declares about itself, as plain data.

use kernel::string_enum;
use limiter::load_shedding::Importance;
use market::EventKind;

string_enum! {
    /// Which class of limits a request is counted against (`limits::budgets`); the numbers are
    /// configuration (`[limits]`).
    pub enum LimitClass {
        /// Signing in: counted by account, address and device once the body is read.
        Login = "login",
        /// Asking to join.
        Registration = "registration",
        /// Taking an invitation; the password is counted as in signing in.
        InvitationAcceptance = "invitation_acceptance",
        /// Trading refresh tokens; changing one's password.
        Token = "token",
        /// Looking for products.
        Search = "search",
        /// The public catalogue.
        Catalogue = "catalogue",
        /// Looking for products while somebody types.
        Typing = "typing",
        /// Other reading.
        Read = "read",
        /// Pages that refresh themselves.
        Refresh = "refresh",
        /// Other writing.
        Write = "write",
        /// Placing orders.
        Order = "order",
        /// Listing products.
        Listing = "listing",
        /// Changing a price: a write that also counts against what the company may change.
        Price = "price",
        /// Adjusting stock, likewise.
        Stock = "stock",
        /// Dangerous writes of staff.
        Admin = "admin",
        /// Asking for a one-time code; counted by destination once the body is read.
        Otp = "otp",
        /// A forgotten password; counted by account once the body is read.
        PasswordReset = "password_reset",
        /// Paying.
        Payment = "payment",
        /// Sending files; their bytes are counted once they are known.
        Upload = "upload",
        /// Exporting.
        Export = "export",
        /// Health: always told, and counted by itself.
        Probe = "probe",
        /// Keys, documents: bounded by the address alone.
        Open = "open",
    }
}

/// Methods that routes answer to. HEAD goes with GET, OPTIONS is answered by the layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "RFC 9110 explains them")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
    /// The method a request asks for.
    pub fn of(method: &http::Method) -> Option<Self> {
        match *method {
            http::Method::GET | http::Method::HEAD => Some(Self::Get),
            http::Method::POST => Some(Self::Post),
            http::Method::PUT => Some(Self::Put),
            http::Method::PATCH => Some(Self::Patch),
            http::Method::DELETE => Some(Self::Delete),
            _ => None,
        }
    }
}

/// Who may keep an answer, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CachePolicy {
    /// Nobody. Everything behind a sign-in, and every error.
    Never,
    /// Anybody, if they ask again each time; they are told "not modified" by `ETag`.
    Revalidate,
    /// Anybody, for that many seconds.
    Public(u32),
}

/// How large a body a route takes; what is longer is refused before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BodySize {
    /// 8 KiB: a few fields.
    Small,
    /// 64 KiB: many lines, or a text of some length in any script.
    Medium,
    /// A file of the size that is promised ([`infra::spreadsheet::MAX_BYTES`]), with the form around it.
    Large,
}

impl BodySize {
    /// In bytes.
    pub const fn bytes(self) -> usize {
        match self {
            Self::Small => 8 * 1024,
            Self::Medium => 64 * 1024,
            Self::Large => infra::spreadsheet::MAX_BODY_BYTES,
        }
    }
}

/// How many rows of the public catalogue an answer of a route has at most: counted, besides requests, against who
/// copies it. The cursors of such a route are good for who got them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsRead {
    /// None that are counted.
    Uncounted,
    /// So many.
    UpTo(u16),
    /// As many as `limit` in the query says.
    ByLimit,
}

/// Everything a route says about itself besides its types.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// A stable name: subject and verb.
    pub id: &'static str,
    /// To which method it answers.
    pub method: Method,
    /// At which path; parameters in braces.
    pub path: &'static str,
    /// One sentence for the reference.
    pub summary: &'static str,
    /// Against which budget it is counted.
    pub limit: LimitClass,
    /// Against which instead, where a page of ours asks by itself.
    pub automatic: Option<LimitClass>,
    /// How many rows of the catalogue it gives.
    pub rows: RowsRead,
    /// How large a body it takes.
    pub body: BodySize,
    /// Whether it is there in development only.
    pub development_only: bool,
    /// Who may keep its answers.
    pub cache: CachePolicy,
    /// Which events it leaves in the audit trail when it succeeds; none for reads.
    pub audit: &'static [EventKind],
    /// Whom it serves who is signed in and may do next to nothing.
    pub admits: Admits,
}

/// Whom a route for people who are signed in serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admits {
    /// Nobody whose password was set by somebody else, and nobody of a suspended company.
    Unrestricted,
    /// People of a suspended company as well.
    Suspended,
    /// Both: to see why, to set a password of their own, to sign out.
    Restricted,
}

impl Route {
    /// A read: counted as [`LimitClass::Read`], kept by nobody.
    pub const fn get(id: &'static str, path: &'static str, summary: &'static str) -> Self {
        let (body, cache) = (BodySize::Small, CachePolicy::Never);
        let (method, limit) = (Method::Get, LimitClass::Read);
        let (automatic, rows, development_only) = (None, RowsRead::Uncounted, false);
        let (audit, admits): (&[EventKind], _) = (&[], Admits::Unrestricted);
        Self { id, method, path, summary, limit, automatic, rows, body, development_only, cache, audit, admits }
    }
    /// A write: counted as [`LimitClass::Write`], kept by nobody, and it leaves one of these events in the audit trail.
    pub const fn post(
        id: &'static str,
        path: &'static str,
        summary: &'static str,
        audit: &'static [EventKind],
    ) -> Self {
        Self { method: Method::Post, limit: LimitClass::Write, audit, ..Self::get(id, path, summary) }
    }
    /// The same as [`Route::post`], by `PUT`.
    pub const fn put(id: &'static str, path: &'static str, summary: &'static str, audit: &'static [EventKind]) -> Self {
        Self { method: Method::Put, ..Self::post(id, path, summary, audit) }
    }
    /// The same as [`Route::post`], by `PATCH`.
    pub const fn patch(
        id: &'static str,
        path: &'static str,
        summary: &'static str,
        audit: &'static [EventKind],
    ) -> Self {
        Self { method: Method::Patch, ..Self::post(id, path, summary, audit) }
    }
    /// The same as [`Route::post`], by `DELETE`.
    pub const fn delete(
        id: &'static str,
        path: &'static str,
        summary: &'static str,
        audit: &'static [EventKind],
    ) -> Self {
        Self { method: Method::Delete, ..Self::post(id, path, summary, audit) }
    }
    /// Serves people who are signed in and may do next to nothing.
    #[must_use]
    pub const fn admits(mut self, admits: Admits) -> Self {
        self.admits = admits;
        self
    }
    /// Counted against another budget.
    #[must_use]
    pub const fn limit(mut self, limit: LimitClass) -> Self {
        self.limit = limit;
        self
    }
    /// Counted against another budget where a page of ours asks by itself ([`crate::limits::AUTOMATIC_FIELD`]).
    #[must_use]
    pub const fn automatic(mut self, limit: LimitClass) -> Self {
        self.automatic = Some(limit);
        self
    }
    /// Gives rows of the public catalogue.
    #[must_use]
    pub const fn rows(mut self, rows: RowsRead) -> Self {
        self.rows = rows;
        self
    }
    /// Takes larger bodies than a few fields.
    #[must_use]
    pub const fn body(mut self, body: BodySize) -> Self {
        self.body = body;
        self
    }
    /// For those who work on the program: production does not serve it.
    #[must_use]
    pub const fn development_only(mut self) -> Self {
        self.development_only = true;
        self
    }
    /// Kept by others, too.
    #[must_use]
    pub const fn cache(mut self, cache: CachePolicy) -> Self {
        self.cache = cache;
        self
    }
    /// How much it matters when not everything can be served.
    pub const fn importance(&self) -> Importance {
        match self.limit {
            LimitClass::Order
            | LimitClass::Payment
            | LimitClass::Write
            | LimitClass::Price
            | LimitClass::Stock
            | LimitClass::Token
            | LimitClass::Login
            | LimitClass::Admin => Importance::Critical,
            _ => Importance::Ordinary,
        }
    }
    /// The first part of the id: the subject.
    pub fn subject(&self) -> &'static str {
        self.id.split('.').next().unwrap_or(self.id)
    }
}
