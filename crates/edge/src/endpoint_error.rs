//! How an endpoint fails, as a type: the API reference lists what the compiler lets through.

use std::marker::PhantomData;

use kernel::{DocumentedError, DomainError, ErrorEntry};

use crate::problem::Problem;

/// An error that becomes a problem response, and whose codes the API reference lists.
pub trait EndpointError: Into<Problem> + Send + 'static {
    /// Every code of its own, each once.
    fn entries() -> Vec<ErrorEntry>;
}

impl<E: DocumentedError> EndpointError for E {
    fn entries() -> Vec<ErrorEntry> {
        each_once(E::entries())
    }
}

/// No codes of its own: only those that every endpoint has.
impl EndpointError for Problem {
    fn entries() -> Vec<ErrorEntry> {
        Vec::new()
    }
}

/// An error of one of several actions, as a tuple of their error types.
#[derive(Debug)]
pub struct OneOf<L>(Problem, PhantomData<fn() -> L>);

impl<E: DomainError, L> From<E> for OneOf<L> {
    fn from(error: E) -> Self {
        Self(error.into(), PhantomData)
    }
}

impl<L> From<Problem> for OneOf<L> {
    fn from(problem: Problem) -> Self {
        Self(problem, PhantomData)
    }
}

impl<L> From<OneOf<L>> for Problem {
    fn from(error: OneOf<L>) -> Self {
        error.0
    }
}

impl<A: DocumentedError> EndpointError for OneOf<(A,)> {
    fn entries() -> Vec<ErrorEntry> {
        each_once(A::entries())
    }
}

impl<A: DocumentedError, B: DocumentedError> EndpointError for OneOf<(A, B)> {
    fn entries() -> Vec<ErrorEntry> {
        each_once([A::entries(), B::entries()].concat())
    }
}

fn each_once(lists: Vec<&'static [ErrorEntry]>) -> Vec<ErrorEntry> {
    let mut entries: Vec<ErrorEntry> = Vec::new();
    for entry in lists.into_iter().flatten() {
        if !entries.iter().any(|(code, ..)| *code == entry.0) {
            entries.push(*entry);
        }
    }
    entries
}
