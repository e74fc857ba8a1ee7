//! A vendor's own offers.

use infra::WriteTx;
use kernel::text::SearchText;
use kernel::{
    CompanyId, Cursor, EntityTag, OfferId, PageLimit, PageOf, Precondition, Quantity, Representation, Version,
};

use super::store;
use super::view::{OfferState, OfferView};
use crate::authority::Vendor;
use crate::{Ctx, Event, may};

errors! {
    /// Why an offer is not shown or stays as it is.
    pub enum OfferError {
        /// Not there, or another vendor's.
        Missing = Missing "offers.no_such_offer" "no such offer",
        /// Changed meanwhile.
        Stale = Stale "offers.changed_meanwhile" "this offer has changed since you read it",
        /// For good.
        Archived = Conflict "offers.archived" "an archived offer cannot be restored; create a new offer",
        /// Fewest, step and most do not fit together.
        BadTerms = Invalid "offers.quantities_do_not_fit" "the minimum and maximum quantities must be multiples of the order multiple, and the minimum cannot exceed the maximum",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// One's own offers, oldest first.
pub async fn own_offers(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<OfferView>, OfferError> {
    let after = after.map(|c| c.keys("offers")).transpose().map_err(|_| OfferError::BadCursor)?;
    let rows = store::list_own_offers(&ctx.store.db, by.vendor(), after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("offers", &row.id)))
}

/// Which of one's own offers.
#[derive(Debug, Clone, Default)]
pub struct WhichOffers {
    /// Of products with these words, the last of which may be the beginning of one; or with this as
    /// the article number.
    pub q: Option<SearchText>,
    /// In this state.
    pub state: Option<OfferState>,
    /// After the page before.
    pub after: Option<Cursor>,
}

/// One's own offers that fit, oldest first. One round trip.
pub async fn find_own_offers(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    which: WhichOffers,
    limit: PageLimit,
) -> Result<PageOf<OfferView>, OfferError> {
    let after = which.after.map(|c| c.keys("found_offers")).transpose().map_err(|_| OfferError::BadCursor)?;
    let rows = store::find_own_offers(&ctx.store.db, by.vendor(), (which.q, which.state), after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("found_offers", &row.id)))
}

/// One of one's own offers.
pub async fn own_offer(ctx: &Ctx, by: &Vendor<may::ReadOffers>, id: OfferId) -> Result<OfferView, OfferError> {
    store::find_own_offer(&ctx.store.db, by.vendor(), id).await?.ok_or(OfferError::Missing)
}

/// What of an offer its vendor may change. The price has its own action, with its own guard.
#[derive(Debug, Clone)]
pub struct EditOffer {
    /// Fewest packs.
    pub min_quantity: Option<Quantity>,
    /// In multiples of.
    pub quantity_step: Option<Quantity>,
    /// Most packs of one order.
    pub max_quantity: Option<Quantity>,
    /// Whether it can be bought.
    pub state: Option<OfferState>,
    /// As it was read.
    pub expected: Precondition,
}

/// Changes one of one's own offers.
pub async fn edit_offer(
    ctx: &Ctx,
    by: &Vendor<may::EditOffers>,
    id: OfferId,
    cmd: EditOffer,
) -> Result<OfferView, OfferError> {
    let vendor = by.vendor();
    ctx.store
        .write(&by.origin(), |tx| {
            let cmd = cmd.clone();
            async move {
                let mut row = store::lock_own_offer(&tx, vendor, id).await?.ok_or(OfferError::Missing)?;
                if !is_as_read(&tx, (vendor, id), row.version, &cmd.expected).await? {
                    return Err(OfferError::Stale);
                }
                if row.state == OfferState::Archived {
                    return Err(OfferError::Archived);
                }
                let before = row.clone();
                row.min_quantity = cmd.min_quantity.map_or(row.min_quantity, Quantity::get);
                row.quantity_step = cmd.quantity_step.map_or(row.quantity_step, Quantity::get);
                row.max_quantity = cmd.max_quantity.map_or(row.max_quantity, Quantity::get);
                row.state = cmd.state.unwrap_or(row.state);
                if row.min_quantity % row.quantity_step != 0
                    || row.max_quantity % row.quantity_step != 0
                    || row.min_quantity > row.max_quantity
                {
                    return Err(OfferError::BadTerms);
                }
                if row == before {
                    let view = store::find_own_offer(&tx, vendor, id).await?.ok_or(OfferError::Missing)?;
                    return Ok(tx.no_change(view));
                }
                store::update_own_offer(&tx, vendor, &row).await?;
                store::refresh_listing(&tx, row.product).await?;
                let view = store::find_own_offer(&tx, vendor, id).await?.ok_or(OfferError::Missing)?;
                Ok(tx.commit_with(Event::OfferEdited { offer: id, product: row.product }.record(), view))
            }
        })
        .await
}

/// Whether one of a vendor's offers is as it was read. Whoever changes an offer or its price has locked the
/// offer's row, so that of two who read the same tag one is refused.
pub(crate) async fn is_as_read(
    tx: &WriteTx,
    (vendor, id): (CompanyId, OfferId),
    version: Version,
    expected: &Precondition,
) -> infra::db::Result<bool> {
    if let Some(holds) = expected.judges_version(version) {
        return Ok(holds);
    }
    Ok(store::find_own_offer(tx, vendor, id).await?.is_some_and(|offer| expected.holds(&offer)))
}

/// The tag of one of a vendor's offers as a transaction sees it.
pub(crate) async fn offer_tag(tx: &WriteTx, vendor: CompanyId, id: OfferId) -> infra::db::Result<Option<EntityTag>> {
    Ok(store::find_own_offer(tx, vendor, id).await?.map(|offer| offer.tag()))
}
