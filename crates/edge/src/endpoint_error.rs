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

/// The error of an action, or a problem of the server's own, such as a limit.
#[derive(Debug)]
pub struct OrProblem<E>(Problem, PhantomData<fn() -> E>);

impl<E: DomainError> From<E> for OrProblem<E> {
    fn from(error: E) -> Self {
        Self(error.into(), PhantomData)
    }
}

impl<E> From<Problem> for OrProblem<E> {
    fn from(problem: Problem) -> Self {
        Self(problem, PhantomData)
    }
}

impl<E> From<OrProblem<E>> for Problem {
    fn from(error: OrProblem<E>) -> Self {
        error.0
    }
}

impl<E: DocumentedError + 'static> EndpointError for OrProblem<E> {
    fn entries() -> Vec<ErrorEntry> {
        each_once(E::entries())
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
