//! The table of all endpoints, and finding one in it.

use std::collections::BTreeMap;

use crate::endpoint::{Endpoint, MountedEndpoint};
use crate::route::Method;

/// All endpoints of the server. There is no other way to be reached.
#[derive(Default)]
pub struct Router {
    paths: matchit::Router<usize>,
    endpoints: Vec<(&'static str, BTreeMap<Method, MountedEndpoint>)>,
}

/// What a path and method lead to.
pub enum RouteMatch<'t, 'p> {
    /// An endpoint, and the path's parameters as they were sent.
    Endpoint(&'t MountedEndpoint, Vec<&'p str>),
    /// The path is known, the method is not; these are.
    MethodNotAllowed(Vec<&'static str>),
    /// Nothing.
    NotFound,
}

impl Router {
    /// Mounts an endpoint.
    ///
    /// # Panics
    /// When two endpoints claim one method and path: a mistake in the program, found at start.
    #[must_use]
    pub fn mount<E: Endpoint>(mut self) -> Self {
        let mounted = MountedEndpoint::of::<E>();
        let path = E::ROUTE.path;
        let at = self.endpoints.iter().position(|(known, _)| *known == path).unwrap_or_else(|| {
            self.endpoints.push((path, BTreeMap::new()));
            let at = self.endpoints.len() - 1;
            self.paths.insert(path, at).expect("two paths of the table collide");
            at
        });
        let duplicate = self.endpoints[at].1.insert(E::ROUTE.method, mounted);
        assert!(duplicate.is_none(), "two endpoints at {} {path}", E::ROUTE.method.name());
        self
    }

    /// Without what is there in development only.
    #[must_use]
    pub fn for_production(mut self) -> Self {
        for (_, methods) in &mut self.endpoints {
            methods.retain(|_, mounted| !mounted.route.development_only);
        }
        self
    }

    /// Every endpoint, by path and method.
    pub fn all(&self) -> impl Iterator<Item = &MountedEndpoint> {
        let mut endpoints: Vec<_> = self.endpoints.iter().collect();
        endpoints.sort_by_key(|(path, _)| *path);
        endpoints.into_iter().flat_map(|(_, methods)| methods.values())
    }

    /// What a request leads to. The path is matched as it was sent: no decoding, no dots, no
    /// second spelling (BFLA-3).
    pub fn find<'t, 'p>(&'t self, method: &http::Method, path: &'p str) -> RouteMatch<'t, 'p> {
        let Ok(matched) = self.paths.at(path) else {
            return RouteMatch::NotFound;
        };
        let methods = &self.endpoints[*matched.value].1;
        match Method::of(method).and_then(|m| methods.get(&m)) {
            Some(mounted) => RouteMatch::Endpoint(mounted, matched.params.iter().map(|(_, value)| value).collect()),
            None if methods.is_empty() => RouteMatch::NotFound,
            None => RouteMatch::MethodNotAllowed(allowed(methods)),
        }
    }
}

fn allowed(methods: &BTreeMap<Method, MountedEndpoint>) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = methods.keys().map(|m| m.name()).collect();
    if methods.contains_key(&Method::Get) {
        names.push("HEAD");
    }
    names.push("OPTIONS");
    names
}
