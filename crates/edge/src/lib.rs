//! The HTTP kit. It has no routes of its own: the crates `api` and `web` declare endpoints,
//! and [`travel`] is the one road every request takes to them.

pub mod endpoint;
pub mod house;
pub mod layers;
pub mod limits;
pub mod listen;
pub mod odd;
pub mod openapi;
pub mod pages;
pub mod parts;
pub mod problem;
pub mod reply;
pub mod rooms;
pub mod route;
pub mod strict_json;
pub mod table;
pub mod travel;
mod watched;

pub use endpoint::{Endpoint, Mounted};
pub use house::House;
pub use limits::{Answered, Gatekeeper, Outcome, Who};
pub use pages::{Face, Fields, Form, Lang, Local, Refusal, Screen, Shown, Theme};
pub use parts::{Body, Gate, IfMatch, Input, Key, NameInPath, OwnPage, Path, Paths, Query, Visitor};
pub use problem::Problem;
pub use reply::{Accepted, Cached, Created, Document, Json, Kept, NoContent, Reply};
pub use route::{Cache, Limit, Method, Route};
pub use table::Table;
