//! An endpoint is a declaration: one type that says who may call, what comes in, what goes out,
//! and everything in [`Route`]. The compiler wants all of it, so nothing can be mounted without.

use std::pin::Pin;

use market::Ctx;
use market::authority::{Access, Rule, Standing};

use crate::openapi::Operation;
use crate::parts::{Input, Trip};
use crate::problem::Problem;
use crate::reply::{Reply, Sent};
use crate::route::{Cache, Method, Route};
use crate::travel;

/// One method at one path.
pub trait Endpoint: Send + Sync + 'static {
    /// What it says about itself.
    const ROUTE: Route;
    /// Who may call: the proof that the action wants.
    type By: Access;
    /// What comes in, already checked.
    type In: Input;
    /// What goes out.
    type Out: Reply;
    /// Calls the action. At most fifteen lines: everything else has happened, or follows.
    fn handle(ctx: &Ctx, by: Self::By, input: Self::In) -> impl Future<Output = Result<Self::Out, Problem>> + Send;
}

type Running<'a> = Pin<Box<dyn Future<Output = Result<Sent, Problem>> + Send + 'a>>;

/// An endpoint in the table, its types behind function pointers.
#[derive(Clone, Copy)]
pub struct Mounted {
    /// What it says about itself.
    pub route: Route,
    /// The status of its success.
    pub status: u16,
    /// Who may call.
    pub rules: fn() -> Vec<Rule>,
    /// Whether the body belongs to it.
    pub takes_body: bool,
    /// Whether it wants an idempotency key.
    pub takes_key: bool,
    /// Whether it is for people.
    pub page: bool,
    /// Describes input and output for the reference.
    pub describe: fn(&mut Operation, &mut schemars::SchemaGenerator),
    /// Authorization, validation, handler.
    pub enter: for<'a> fn(&'a Ctx, Option<&'a Standing>, &'a mut Trip<'a>) -> Running<'a>,
}

impl Mounted {
    /// The table's row for an endpoint.
    pub fn of<E: Endpoint>() -> Self {
        Self {
            route: E::ROUTE,
            status: E::Out::STATUS,
            rules: E::By::rules,
            takes_body: E::In::TAKES_BODY,
            takes_key: E::In::TAKES_KEY,
            page: E::Out::PAGE,
            describe: |operation, schemas| {
                E::In::describe(operation, schemas);
                E::Out::describe(operation, schemas);
            },
            enter: |ctx, standing, trip| Box::pin(travel::enter::<E>(ctx, standing, trip)),
        }
    }

    /// Whether everybody may call, so that nobody needs to be recognised.
    pub fn is_open(&self) -> bool {
        (self.rules)().contains(&Rule::Anyone)
    }

    /// Who may keep its answers: nobody, whatever it declares, unless it reads and looks at no caller.
    pub fn cache(&self) -> Cache {
        let everybodys = self.route.method == Method::Get && (self.rules)() == [Rule::Anyone];
        if everybodys { self.route.cache } else { Cache::Never }
    }
}
