//! The design system, and what every page has around it.
//!
//! - `frame`, `nav`: what every page has around it, and what its templates ask: texts, money, times, rights;
//! - `locale`: texts by language (Fluent); `stated`: the limits they state; `format`, `numbers`: times, amounts and numbers;
//! - `export`: rows as a file;
//! - `kept`: pages of the shop as everybody sees them, and what is made of cached lists;
//! - `links`: addresses of pages; `filters`: what the address of a list asks for;
//! - `error_pages`: refusals as pages, and their words; `problems`: refusals beside fields;
//! - `assets`, `style`, `script`: style and script, by the hash of their content;
//! - `components`, `icons`, `chart`, `tone`: what pages are made of; `design` shows all of it at `/design`.
//!
//! Pages take components by `{% import "ui/components.html" as ui %}`.

pub(crate) mod assets;
pub(crate) mod chart;
mod components;
mod design;
pub(crate) mod error_pages;
pub(crate) mod export;
pub(crate) mod filters;
pub(crate) mod format;
pub(crate) mod frame;
mod icons;
pub(crate) mod links;
pub(crate) mod locale;
pub(crate) mod nav;
mod numbers;
pub(crate) mod page_cache;
pub(crate) mod problems;
pub(crate) mod proofs;
mod settings;
pub(crate) mod stated;
mod style;
pub(crate) mod tone;

use edge::Router;

pub(crate) use chart::Markup;
pub(crate) use components::{Step, StepState, has_choice, own_id};
pub(crate) use icons::{NAMES, icon};
pub(crate) use style::STYLE;
pub(crate) use tone::{short, tone};

/// What the pages do with JavaScript, and do not need.
pub(crate) const SCRIPT: &str = include_str!("script/app.js");
/// htmx 2, as its authors minified it (`script/htmx.LICENSE`).
pub(crate) const HTMX: &str = include_str!("script/htmx.min.js");
/// The mark in the browser's tab.
pub(crate) const MARK: &str = include_str!("mark.svg");

pub(crate) fn mount(router: Router) -> Router {
    let router = assets::mount(router);
    let router = settings::mount(router);
    design::mount(router)
}
