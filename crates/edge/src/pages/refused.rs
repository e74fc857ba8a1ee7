//! Refusals on the road of a page: what was typed is kept, and the room with pages shows it.

use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use hyper::body::Incoming;
use kernel::RequestId;

use super::face::Refusal;
use super::fields::Fields;
use super::form;
use super::screen::Screen;
use crate::endpoint::Mounted;
use crate::house::House;
use crate::layers::session::Page;
use crate::listen::read_limited;
use crate::problem::Problem;
use crate::reply::Sent;
use crate::travel::Left;

/// The largest form that is kept over a sign-in, in bytes.
const KEPT: usize = 64 * 1024;

impl House {
    /// What a form of ours brought whose sign-in is over. From another site's page nothing is kept: it
    /// would be sent in the name of whoever signs in.
    pub(crate) async fn typed(
        &self,
        mounted: &Mounted,
        headers: &HeaderMap,
        body: Incoming,
        problem: &Problem,
    ) -> Option<Fields> {
        let over = mounted.page && mounted.takes_body && problem.status == StatusCode::UNAUTHORIZED;
        if !over || self.home.page(headers) != Page::Own {
            return None;
        }
        let bytes = read_limited(body, KEPT.min(self.max_body), self.body_deadline()).await.ok()?;
        form::read(headers, bytes).await.ok().map(Fields::of)
    }

    /// A refusal as a page.
    pub(crate) fn show(&self, problem: &Problem, request: RequestId, head: &http::request::Parts, left: &Left) -> Sent {
        let whole = head.uri.path_and_query().map_or("/", |path| path.as_str());
        let known = left.standing.as_ref().map(|standing| (standing, &self.ctx.vault));
        let screen = Screen::of((&head.method, &head.headers), whole, known);
        let mut sent = self.face.refuse(&Refusal { problem, request, screen: &screen, typed: left.typed.as_ref() });
        for (name, value) in &problem.headers {
            // A browser that is asked for a bearer token asks its user for one.
            if *name != header::WWW_AUTHENTICATE {
                sent.headers.append(name.clone(), value.clone());
            }
        }
        sent
    }

    /// The same page at our own name, where a browser came by the number of this machine: over plain
    /// HTTP it keeps a sign-in for the name `localhost` only.
    pub(crate) fn at_our_name(&self, mounted: &Mounted, head: &http::request::Parts) -> Option<Sent> {
        let host = head.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let by_number = host.starts_with("127.0.0.1") || host.starts_with("[::1]");
        let ours = self.home.origin().filter(|origin| origin.starts_with("http://localhost"))?;
        if !mounted.page || head.method != Method::GET || !by_number {
            return None;
        }
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
        let mut sent = Sent::empty(StatusCode::TEMPORARY_REDIRECT);
        sent.headers.insert(header::LOCATION, HeaderValue::from_str(&format!("{ours}{path}")).ok()?);
        Some(sent)
    }
}
