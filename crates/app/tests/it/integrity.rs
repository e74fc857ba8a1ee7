//! What edits that meet, guards of statements, plans and round trips promise.

mod deferred;
mod edits;
mod guards;
mod lost_updates;
pub mod plans;
mod refusals;
mod round_trips;
mod search_plans;
mod server_plans;
mod totals;

use kernel::ids::Id;
use kernel::{CompanyId, Scalar};
use market::authority::{Operator, Principal, Vendor};
use market::may::{CompanyKind, Right, Role};
use testkit::{Actor, Engine, TestApp, TestOffer};

use crate::forms;

/// A vendor with tea at ₹100.00 a pack, and somebody who buys it.
struct Market {
    app: TestApp,
    vendor: Actor,
    buyer: Actor,
    tea: TestOffer,
}

async fn market(packs: i64) -> Market {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = vendor.sells("Tea", 10_000, packs).await;
    Market { app, vendor, buyer, tea }
}

/// The proof that a vendor's owner may do something.
fn seller<R: Right>(who: &Actor) -> Vendor<R> {
    let (user, company) = (who.user_id.parse().expect("an id"), who.company_id.parse().expect("an id"));
    let principal: Principal = Operator::at_the_console().act_as(user, company, CompanyKind::Vendor, Role::Owner);
    market::authority::Access::grant(Some(&principal)).expect("a right")
}

/// An id of any kind, as a statement binds it.
pub fn id(text: &str) -> Scalar {
    let bare = text.rsplit('_').next().expect("a text");
    let any: CompanyId = format!("cmp_{bare}").parse().expect("an id");
    Scalar::Id(Some(any.uuid()))
}

fn number(n: i64) -> Scalar {
    Scalar::Int(Some(n))
}

fn text(words: &str) -> Scalar {
    Scalar::Text(Some(words.to_owned()))
}

/// Puts packs of an offer in somebody's basket, by the form of the product's page.
pub async fn puts_in_basket(by: &Actor, offer: &TestOffer, packs: &str) {
    let page = by.get(&format!("/products/{}", offer.product_id)).await.is(200);
    let token = forms::hidden(&page, "_csrf");
    let fields = [("offer", offer.offer_id.as_str()), ("quantity", packs), ("_csrf", token.as_str())];
    forms::send(by, &[], "/basket/lines", &fields).await.is(303);
}
