//! Held price changes, and the history of prices.

use kernel::{Cursor, Money, OfferId, PageLimit, PageOf, PriceChangeId, Secret, UserId, Version};

use super::approval::{self, Approval};
use super::change::{Changed, PriceError};
use super::store;
use super::view::{ChangeRow, ChangeState, HeldRow, PriceChangeView};
use crate::accounts::Approver;
use crate::authority::{Either, Staff, Vendor};
use crate::{Ctx, Event, accounts, catalog, may};

/// The steps of one of one's own offers, newest first.
pub async fn history(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    offer: OfferId,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<ChangeRow>, PriceError> {
    let after = after.map(|c| c.keys("price_history")).transpose().map_err(|_| PriceError::BadCursor)?;
    if !store::owns_offer(&ctx.store.db, by.vendor(), offer).await? {
        return Err(PriceError::Missing);
    }
    let rows = store::list_of_offer(&ctx.store.db, by.vendor(), offer, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("price_history", &row.id)))
}

/// One's own changes that wait, newest first.
pub async fn held_changes(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<ChangeRow>, PriceError> {
    let after = after.map(|c| c.keys("price_held")).transpose().map_err(|_| PriceError::BadCursor)?;
    let rows = store::list_held(&ctx.store.db, by.vendor(), after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("price_held", &row.id)))
}

/// Every vendor's changes that wait, newest first. Staff looks on: only the vendor decides.
pub async fn all_held(
    ctx: &Ctx,
    _: &Either<Staff<may::ModerateCatalog>, Staff<may::ReadAudit>>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<HeldRow>, PriceError> {
    let after = after.map(|c| c.keys("price_all_held")).transpose().map_err(|_| PriceError::BadCursor)?;
    let rows = store::list_held_unscoped(&ctx.store.db, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("price_all_held", &row.change.id)))
}

/// What is decided about a change that waits.
#[derive(Debug, Clone)]
pub struct Decide {
    /// Confirm it, or refuse it.
    pub apply: Applies,
    /// Needed from somebody who is alone in their company and confirms their own change.
    pub password: Option<Secret<String>>,
}

/// One change of one's own prices.
pub async fn own_change(ctx: &Ctx, by: &Vendor<may::ReadOffers>, id: PriceChangeId) -> Result<ChangeRow, PriceError> {
    store::find_own_change(&ctx.store.db, by.vendor(), id).await?.ok_or(PriceError::Missing)
}

kernel::string_enum! {
    /// Approve or reject.
    pub enum Applies {
        /// Approve the new price.
        Confirm = "confirm",
        /// Reject the new price.
        Refuse = "refuse",
    }
}

/// Confirms or refuses a change that waits. Another person of the vendor confirms; somebody who has been
/// alone there for seven days confirms with the password ([`approval`]). Refusing needs no second person.
pub async fn decide_held(
    ctx: &Ctx,
    by: &Vendor<may::ApprovePrices>,
    id: PriceChangeId,
    cmd: Decide,
) -> Result<Changed, PriceError> {
    let (vendor, user) = (by.vendor(), by.user());
    let row = store::find_own_change(&ctx.store.db, vendor, id).await?.ok_or(PriceError::Missing)?;
    if cmd.apply == Applies::Confirm {
        approve(ctx, by, row.changed_by, cmd.password).await?;
    }
    let (apply, now, offer) = (cmd.apply, ctx.store.now(), row.offer_id);
    ctx.store
        .write(&by.origin(), |tx| {
            let row = row.clone();
            async move {
                let held = store::lock_own(&tx, vendor, offer).await?.ok_or(PriceError::Missing)?;
                let state = if apply == Applies::Confirm { ChangeState::Applied } else { ChangeState::Rejected };
                if !store::settle(&tx, id, state, user, now).await? {
                    let state = store::change_state(&tx, id).await?.unwrap_or(row.state);
                    return Err(PriceError::NotHeld { state });
                }
                let (mut price, mut version) = (held.price, held.version);
                let event = if apply == Applies::Confirm {
                    store::set_price(&tx, offer, row.new_minor, id).await?;
                    catalog::refresh_listing(&tx, held.product).await?;
                    price = Money::new(row.new_minor, row.currency).unwrap_or(price);
                    version = Version(version.0 + 1);
                    Event::PriceChanged {
                        offer,
                        change: id,
                        vendor,
                        product: Some(held.product),
                        old_minor: Some(held.price.minor()),
                        new_minor: row.new_minor,
                        currency: Some(row.currency),
                        by: user,
                        import: None,
                    }
                } else {
                    Event::PriceRejected { offer, change: id, vendor, import: None }
                };
                let changed = Changed { change_id: id, state, why_held: None, price, version, offer_tag: None };
                Ok(tx.commit_with(event.record(), changed))
            }
        })
        .await
}

/// Whether this person may confirm what somebody changed. Asked before the change is locked: who lost the
/// right meanwhile counts for seven days, and who has just got it stands behind the others.
async fn approve(
    ctx: &Ctx,
    by: &Vendor<may::ApprovePrices>,
    changed_by: Option<UserId>,
    password: Option<Secret<String>>,
) -> Result<(), PriceError> {
    let approvers = accounts::approvers(&ctx.store.db, by.vendor(), ctx.store.now()).await?;
    match barrier(ctx, by, changed_by, &approvers).await? {
        None => Ok(()),
        Some(PriceError::PasswordNeeded) => {
            Ok(accounts::confirm_password(ctx, by.user(), password.ok_or(PriceError::PasswordNeeded)?).await?)
        }
        Some(why) => Err(why),
    }
}

/// What stands between this person and confirming what somebody changed; nothing where they may at once.
async fn barrier(
    ctx: &Ctx,
    by: &Vendor<may::ApprovePrices>,
    changed_by: Option<UserId>,
    approvers: &[Approver],
) -> Result<Option<PriceError>, PriceError> {
    let now = ctx.store.now();
    let changed = match changed_by {
        Some(user) => accounts::answerable(&ctx.store.db, by.vendor(), user, now).await?,
        None => Vec::new(),
    };
    Ok(match approval::judge(by.user(), &changed, approvers, now) {
        Approval::Given => None,
        Approval::WithPassword => Some(PriceError::PasswordNeeded),
        Approval::SecondPerson if changed_by == Some(by.user()) => Some(PriceError::SecondPerson),
        Approval::SecondPerson => Some(PriceError::LetIn),
        Approval::AloneFrom(alone_from) => Some(PriceError::AloneTooShort { alone_from }),
        Approval::NewUntil(approver_from) => Some(PriceError::NewApprover { approver_from }),
    })
}

/// For each change that waits, what stands between this person and confirming it, so that nobody is offered what they
/// would be refused. Asked once for each who changed something.
pub async fn approval_barriers(
    ctx: &Ctx,
    by: &Vendor<may::ApprovePrices>,
    held: &[PriceChangeView],
) -> Result<Vec<Option<PriceError>>, PriceError> {
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let approvers = accounts::approvers(&ctx.store.db, by.vendor(), ctx.store.now()).await?;
    let mut barriers = Vec::with_capacity(held.len());
    for row in held {
        barriers.push(barrier(ctx, by, row.change.changed_by, &approvers).await?);
    }
    Ok(barriers)
}
