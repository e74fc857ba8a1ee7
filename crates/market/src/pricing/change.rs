//! A vendor changes a price.

use kernel::{Money, OfferId, Price, PriceChangeId, Version};
use schemars::JsonSchema;
use serde::Serialize;

use super::guard::{Recent, Verdict, delta_ppm, judge};
use super::store::{self, NewChange};
use crate::authority::Vendor;
use crate::{Ctx, Event, catalog, may};

kernel::words! {
    /// What became of a change.
    pub enum ChangeState {
        /// It holds, or held until the next.
        Applied = "applied",
        /// It waits for somebody to confirm it.
        Held = "held",
        /// It was refused.
        Rejected = "rejected",
        /// Another one came while it waited.
        Superseded = "superseded",
    }
}

/// What became of a change.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Changed {
    /// The step.
    pub change_id: PriceChangeId,
    /// Applied, or held.
    pub state: ChangeState,
    /// Why it is held.
    pub why_held: Option<String>,
    /// The price that holds now.
    pub price: Money,
    /// Of the price, for the next `If-Match`.
    pub version: Version,
}

faults! {
    /// Why a price stays as it is.
    pub enum PriceFault via { Password(crate::accounts::PasswordFault) } {
        /// Not there, or another vendor's.
        Missing = Missing "prices.no_such_offer" "there is no such offer or price change of yours",
        /// Changed meanwhile.
        Stale { current_minor: i64, version: i64 } = Stale "prices.changed_meanwhile" "this price was changed since you read it",
        /// It is that already.
        Same = Conflict "prices.same" "this is the price already",
        /// It does not wait any more.
        NotHeld { state: ChangeState } = Conflict "prices.not_held" "this price change is {state}, and does not wait",
        /// The other pair of eyes must be another's.
        SecondPerson = Forbidden "prices.second_person" "somebody else of your company must confirm this change",
        /// Alone, one confirms with the password.
        PasswordNeeded = Forbidden "prices.password_needed" "you are alone in your company: confirm this change with your password",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor is not one of this listing",
    }
}

/// Changes the price of one of one's own offers, or lays the change aside when it looks wrong.
pub async fn change_price(
    ctx: &Ctx,
    by: &Vendor<may::EditPrices>,
    offer: OfferId,
    price: Price,
    version: Version,
) -> Result<Changed, PriceFault> {
    let (vendor, user, change) = (by.vendor(), by.user(), ctx.store.id::<PriceChangeId>());
    let now = ctx.store.now();
    ctx.store
        .write(&by.origin(), |work| {
            let rules = std::sync::Arc::clone(&ctx.rules);
            async move {
                let held = store::lock_own(&work, vendor, offer).await?.ok_or(PriceFault::Missing)?;
                if held.version != version {
                    return Err(PriceFault::Stale { current_minor: held.price.minor(), version: held.version.0 });
                }
                let (old, new) = (held.price.minor(), price.minor());
                if old == new {
                    return Err(PriceFault::Same);
                }
                let recent = Recent { changes: store::changes_since(&work, vendor, now.plus_seconds(-600)).await? };
                let verdict = judge(&rules, old, new, recent);
                store::supersede(&work, offer, now).await?;
                let row = NewChange {
                    id: change,
                    offer,
                    vendor,
                    old: Some(old),
                    new,
                    currency: held.price.currency(),
                    delta_ppm: delta_ppm(old, new),
                    by: user,
                    now,
                };
                match verdict {
                    Verdict::Apply => {
                        store::insert_change(&work, &row, ChangeState::Applied, None).await?;
                        store::set_price(&work, offer, new, change).await?;
                        catalog::refresh_listing(&work, held.product).await?;
                        let price = Money::new(new, held.price.currency()).unwrap_or(held.price);
                        let changed = Changed {
                            change_id: change,
                            state: ChangeState::Applied,
                            why_held: None,
                            price,
                            version: Version(version.0 + 1),
                        };
                        let event = Event::PriceChanged {
                            offer,
                            change,
                            vendor,
                            product: Some(held.product),
                            old_minor: Some(old),
                            new_minor: new,
                            by: user,
                        };
                        Ok(work.commit_saying(event.fact(), changed))
                    }
                    Verdict::Hold(why) => {
                        store::insert_change(&work, &row, ChangeState::Held, Some(why.clone())).await?;
                        let changed = Changed {
                            change_id: change,
                            state: ChangeState::Held,
                            why_held: Some(why.clone()),
                            price: held.price,
                            version,
                        };
                        Ok(work
                            .commit_saying(Event::PriceHeld { offer, change, vendor, why, by: user }.fact(), changed))
                    }
                }
            }
        })
        .await
}
