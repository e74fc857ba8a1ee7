//! The HTTP kit. It has no routes of its own: the crates `api` and `web` declare endpoints,
//! and [`pipeline`] is the one way every request takes to them.

pub mod access_log;
pub mod endpoint;
mod endpoint_error;
pub mod export;
pub mod extract;
pub mod layers;
pub mod limits;
pub mod listen;
pub mod load_shedder;
pub mod openapi;
pub mod operation;
pub mod pages;
pub mod pipeline;
pub mod problem;
pub mod proxy_anomalies;
mod refusal_note;
pub mod reply;
mod request;
pub mod response;
pub mod route;
pub mod router;
mod security_log;
pub mod state;
mod validation;

pub use endpoint::{Endpoint, MountedEndpoint};
pub use endpoint_error::{EndpointError, OrProblem};
pub use export::ExportPermit;
pub use extract::{
    ClientInfo, IdempotencyHeader, Input, JsonBody, OptionalJsonBody, Path, PathName, PathPair, QueryParams,
    RateLimits, SameOrigin,
};
pub use layers::cursor_binding::CursorBinding;
pub use limits::{Gatekeeper, RateSubject, SignInOutcome, StepUpAnswer};
pub use pages::{ErrorContext, ErrorPages, Form, FormFields, Lang, LocalPath, Page, PageContext, Theme};
pub use problem::Problem;
pub use reply::{Accepted, CachedJson, Created, Document, IntoResponse, Json, NoContent, Tagged, WithCookies};
pub use route::{Admits, BodySize, CachePolicy, LimitClass, Method, Route, RowsRead};
pub use router::Router;
pub use state::AppState;
pub use validation::conditions::IfMatch;
