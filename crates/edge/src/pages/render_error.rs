//! Refusals of page requests: what was typed is kept, and the crate with the pages shows it.

use http::{HeaderValue, Method, StatusCode, header};
use hyper::body::Incoming;
use kernel::RequestId;

use super::context::PageContext;
use super::error_pages::ErrorContext;
use super::fields::FormFields;
use super::form;
use crate::endpoint::MountedEndpoint;
use crate::layers::authentication::{Credential, credential};
use crate::layers::session::FetchSite;
use crate::listen::read_limited;
use crate::problem::Problem;
use crate::request::{IncomingRequest, ResponseState};
use crate::response::Response;
use crate::state::AppState;

/// The largest form that is kept over a sign-in, in bytes: written once more into the form that signs in, it must
/// fit there.
const LARGEST_STORED: usize = 16 * 1024;

impl AppState {
    /// What a form of ours brought whose sign-in is over. From another site's page nothing is kept: it
    /// would be sent in the name of whoever signs in.
    pub(crate) async fn rejected_form(
        &self,
        mounted: &MountedEndpoint,
        incoming: &IncomingRequest<'_>,
        body: Incoming,
        problem: &Problem,
    ) -> Option<FormFields> {
        let signed_out = mounted.page && mounted.takes_body && problem.status == StatusCode::UNAUTHORIZED;
        let headers = &incoming.head.headers;
        if !signed_out || self.site_origin.fetch_site(headers) != FetchSite::SameOrigin {
            return None;
        }
        let most = mounted.route.body.bytes().min(LARGEST_STORED);
        let reservation = self.body_budget.reservation(incoming.client);
        let bytes = read_limited(body, most, self.body_deadline(), reservation).await.ok()?;
        form::read(headers, bytes).await.ok().map(form::SentForm::into_fields)
    }

    /// A refusal as a page.
    pub(crate) fn render_error_page(
        &self,
        problem: &Problem,
        request: RequestId,
        head: &http::request::Parts,
        response_state: &ResponseState,
    ) -> Response {
        let path_and_query = head.uri.path_and_query().map_or("/", |path| path.as_str());
        let known = response_state.principal.as_ref().map(|principal| (principal, &self.ctx.vault));
        let page_context = PageContext::new((&head.method, &head.headers), path_and_query, known);
        let brings_one = !matches!(credential(&head.headers), Credential::Absent);
        let mut response = self.error_pages.render(&ErrorContext {
            problem,
            request_id: request,
            page_context: &page_context,
            may_be_signed_in: known.is_none() && !response_state.rejected_credential && brings_one,
            submitted: response_state.rejected_form.as_ref(),
        });
        for (name, value) in &problem.headers {
            // A browser that is asked for a bearer token asks its user for one.
            if *name != header::WWW_AUTHENTICATE {
                response.headers.append(name.clone(), value.clone());
            }
        }
        response
    }

    /// The same page at our own name, where a browser came by the number of this machine: over plain
    /// HTTP it keeps a sign-in for the name `localhost` only.
    pub(crate) fn redirect_to_localhost(
        &self,
        mounted: &MountedEndpoint,
        head: &http::request::Parts,
    ) -> Option<Response> {
        let host = head.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let by_number = host.starts_with("127.0.0.1") || host.starts_with("[::1]");
        let ours = self.site_origin.origin().filter(|origin| origin.starts_with("http://localhost"))?;
        if !mounted.page || head.method != Method::GET || !by_number {
            return None;
        }
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
        let mut response = Response::empty(StatusCode::TEMPORARY_REDIRECT);
        response.headers.insert(header::LOCATION, HeaderValue::from_str(&format!("{ours}{path}")).ok()?);
        Some(response)
    }
}
