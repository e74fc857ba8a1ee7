//! The design system of the desks: tokens and styles, icons, components, charts and the one script.
//!
//! Pages take it by `{% import "ui/components.html" as ui %}`; the gallery shows all of it at once.

pub mod chart;
mod design;
pub mod gallery;
mod icon;
pub mod nav;
mod parts;
mod style;

pub use chart::Markup;
pub(crate) use design::mount;
pub use icon::{NAMES, icon};
pub use parts::{Step, StepState, own_id};
pub use style::STYLE;

/// What the pages do with JavaScript, and do not need.
pub const SCRIPT: &str = include_str!("script/app.js");
/// htmx 2, as its authors minified it (`script/htmx.LICENSE`).
pub const HTMX: &str = include_str!("script/htmx.min.js");
/// The mark in the browser's tab.
pub const MARK: &str = include_str!("mark.svg");
