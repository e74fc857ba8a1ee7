//! Whom a request is counted against, and who is let further on.

use market::authority::Standing;
use market::watch::Kind;

use super::authentication::{self, Caller, Credential, Glimpse, credential};
use super::session::{self, Page};
use crate::endpoint::Mounted;
use crate::house::House;
use crate::limits::{Admitted, NoGood, Who};
use crate::problem::Problem;
use crate::route::{Cache, Limit};
use crate::travel::{Arrival, Left};
use crate::watched::Origin;

impl House {
    /// Whom a request is counted against. A credential whose owner is known to be refused is refused
    /// here, before a signature is checked or a table read.
    pub(crate) async fn whoever(
        &self,
        arrival: &Arrival<'_>,
        mounted: &Mounted,
        left: &mut Left,
    ) -> Result<(Who, Option<Standing>), Problem> {
        let (who, sent) = (Who::at(arrival.client), credential(&arrival.head.headers));
        if mounted.page {
            self.only_from_our_pages(&who, arrival).await?;
        }
        // A page says who is signed in, whoever may look at it.
        let greets = mounted.page && session::only_reads(&arrival.head.method) && mounted.cache() == Cache::Never;
        let browses = greets || matches!(mounted.route.limit, Limit::Search | Limit::Catalogue);
        if mounted.is_open() && !browses {
            return Ok((who, None));
        }
        if let Some(text) = sent.text() {
            self.gatekeeper.at_the_door(&who, text, &mounted.route)?;
        }
        if mounted.is_open() {
            // Nobody has to be known here; whoever is counts by themselves instead of by their office.
            // What others may keep sets no cookie, so no id is replaced.
            return match authentication::glance(&self.ctx, sent, arrival.id).await {
                Glimpse::Known(standing) => Ok((who.known(&standing), Some(standing))),
                Glimpse::Nobody => Ok((who, None)),
                Glimpse::Guessing => {
                    let origin = Origin { address: Some(arrival.client), who: None, request: Some(arrival.id) };
                    self.watch_oddity(Kind::TokenRefused, mounted.route.id, "auth.session_over", origin);
                    self.gatekeeper.count_refused_token(&who, NoGood::Forged).await?;
                    Ok((who, None))
                }
            };
        }
        if matches!(sent, Credential::Session(_)) {
            self.only_from_our_pages(&who, arrival).await?;
        }
        match authentication::recognise(&self.ctx, sent, arrival.id).await? {
            Caller::Nobody => Ok((who, None)),
            Caller::Known(standing, rotated) => {
                left.cookie = rotated.as_ref().and_then(session::carrying);
                Ok((who.known(&standing), Some(standing)))
            }
            Caller::NoGood(why, problem) => {
                self.gatekeeper.count_refused_token(&who, why).await?;
                Err(problem)
            }
        }
    }

    /// Refuses a write that comes with a cookie or as a form, and not from a page of ours, before anything
    /// is looked up for it. It counts against the address.
    async fn only_from_our_pages(&self, who: &Who, arrival: &Arrival<'_>) -> Result<(), Problem> {
        let head = arrival.head;
        if session::only_reads(&head.method) || self.home.page(&head.headers) == Page::Own {
            return Ok(());
        }
        self.gatekeeper.admit(who, None, arrival.id).await?;
        Err(session::cross_site())
    }

    /// Counts a request; a refusal of a person is remembered under their credential.
    pub(crate) async fn count(&self, who: &Who, arrival: &Arrival<'_>, mounted: &Mounted) -> Result<Admitted, Problem> {
        let counted = self.gatekeeper.admit(who, Some(&mounted.route), arrival.id).await;
        if let (Err(refused), Some(text)) = (&counted, credential(&arrival.head.headers).text()) {
            self.gatekeeper.remember(text, &mounted.route, who, refused);
        }
        counted
    }
}
