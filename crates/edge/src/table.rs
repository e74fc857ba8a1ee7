//! The table of all endpoints, and finding one in it.

use std::collections::BTreeMap;

use crate::endpoint::{Endpoint, Mounted};
use crate::route::Method;

/// All endpoints of the house. There is no other way to be reached.
#[derive(Default)]
pub struct Table {
    paths: matchit::Router<usize>,
    rows: Vec<(&'static str, BTreeMap<Method, Mounted>)>,
}

/// What a path and method lead to.
pub enum Found<'t, 'p> {
    /// An endpoint, and the path's parameters as they were sent.
    Endpoint(&'t Mounted, Vec<&'p str>),
    /// The path is known, the method is not; these are.
    OtherMethods(Vec<&'static str>),
    /// Nothing.
    Nothing,
}

impl Table {
    /// Mounts an endpoint.
    ///
    /// # Panics
    /// When two endpoints claim one method and path: a mistake in the program, found at start.
    #[must_use]
    pub fn with<E: Endpoint>(mut self) -> Self {
        let mounted = Mounted::of::<E>();
        let path = E::ROUTE.path;
        let at = self.rows.iter().position(|(known, _)| *known == path).unwrap_or_else(|| {
            self.rows.push((path, BTreeMap::new()));
            let at = self.rows.len() - 1;
            self.paths.insert(path, at).expect("two paths of the table collide");
            at
        });
        let twice = self.rows[at].1.insert(E::ROUTE.method, mounted);
        assert!(twice.is_none(), "two endpoints at {} {path}", E::ROUTE.method.name());
        self
    }

    /// Every endpoint, by path and method.
    pub fn all(&self) -> impl Iterator<Item = &Mounted> {
        let mut rows: Vec<_> = self.rows.iter().collect();
        rows.sort_by_key(|(path, _)| *path);
        rows.into_iter().flat_map(|(_, methods)| methods.values())
    }

    /// What a request leads to. The path is matched as it was sent: no decoding, no dots, no
    /// second spelling (BFLA-3).
    pub fn find<'t, 'p>(&'t self, method: &http::Method, path: &'p str) -> Found<'t, 'p> {
        let Ok(hit) = self.paths.at(path) else {
            return Found::Nothing;
        };
        let methods = &self.rows[*hit.value].1;
        match Method::of(method).and_then(|m| methods.get(&m)) {
            Some(mounted) => Found::Endpoint(mounted, hit.params.iter().map(|(_, value)| value).collect()),
            None => Found::OtherMethods(allowed(methods)),
        }
    }
}

fn allowed(methods: &BTreeMap<Method, Mounted>) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = methods.keys().map(|m| m.name()).collect();
    if methods.contains_key(&Method::Get) {
        names.push("HEAD");
    }
    names.push("OPTIONS");
    names
}
