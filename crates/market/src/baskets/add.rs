//! Putting into a basket, and taking out.

use std::collections::BTreeMap;

use infra::{IdempotentRequest, WriteOutcome, WriteTx};
use kernel::{CompanyId, Currency, OfferId, Quantity, Timestamp, UserId};

use super::store::{self, StoredLine};
use crate::authority::Retailer;
use crate::catalog::{self, OrderedOffer};
use crate::{Ctx, may};

/// Lines a basket holds at most: as many as an order takes.
pub const MOST_LINES: usize = 100;

/// What happens to the packs of an offer that is in the basket already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddMode {
    /// They become as many as were named. The price that was seen when it was put in stays.
    Set,
    /// As many as were named are added, at the price of now.
    Add,
    /// They become at least as many as were named: twice does no more than once.
    AtLeast,
}

errors! {
    /// Why a basket stays as it is.
    pub enum BasketError {
        /// Not there, paused, retired, or its vendor may not sell.
        NotSellable { offer_ids: Vec<OfferId> } = Conflict "baskets.not_sellable" "some offers are not available right now",
        /// Too few, too many, or not a multiple; with what the basket holds already.
        BadQuantity { offer_id: OfferId, title: String, wanted: i64, min_quantity: i64, quantity_step: i64, max_quantity: i64 } = Invalid "baskets.bad_quantity" "order {min_quantity} to {max_quantity} packs of {title}, in multiples of {quantity_step}; you would have {wanted}",
        /// In other money than the company's.
        OtherCurrency { offer_id: OfferId, buyer: Currency, offer: Currency } = Conflict "baskets.other_currency" "your company buys in {buyer} and this offer is priced in {offer}; choose an offer in {buyer}",
        /// The basket is full.
        Full { most: usize } = Conflict "baskets.full" "a basket can hold at most {most} items",
    }
}

/// A line that was not put in.
#[derive(Debug)]
pub struct RejectedLine {
    /// Of which offer.
    pub offer: OfferId,
    /// Why not.
    pub why: BasketError,
}

/// Puts lines into one's own basket, all or none. An offer that is named twice counts together.
pub async fn add(
    ctx: &Ctx,
    by: &Retailer<may::PlaceOrders>,
    lines: Vec<(OfferId, Quantity)>,
    how: AddMode,
) -> Result<(), BasketError> {
    let wanted = summed(&lines)?;
    ctx.store
        .write(&by.origin(), |tx| {
            let wanted = &wanted;
            async move {
                let plan = Plan::of(ctx, &tx, by, wanted, how).await?;
                if let Some(error) = worst_error(plan.refused) {
                    return Err(error);
                }
                store::replace_own(&tx, by.retailer(), by.user(), &plan.lines).await?;
                Ok(tx.commit_silently(()))
            }
        })
        .await
}

/// The same under the name of an attempt: sent twice, it is put in once.
pub async fn add_once(
    ctx: &Ctx,
    by: &Retailer<may::PlaceOrders>,
    attempt: Option<&IdempotentRequest>,
    lines: Vec<(OfferId, Quantity)>,
    how: AddMode,
) -> Result<(), BasketError> {
    let Some(attempt) = attempt else { return add(ctx, by, lines, how).await };
    let wanted = summed(&lines)?;
    let origin = by.origin();
    let added = ctx.store.write_idempotent(&origin, attempt, |tx| {
        let wanted = &wanted;
        async move {
            let plan = Plan::of(ctx, &tx, by, wanted, how).await?;
            if let Some(error) = worst_error(plan.refused) {
                return Err(error);
            }
            store::replace_own(&tx, by.retailer(), by.user(), &plan.lines).await?;
            Ok(tx.commit_silently(()))
        }
    });
    added.await.map(|_: WriteOutcome<()>| ())
}

/// Puts those lines in that can be, once however often it is sent, and tells which cannot.
pub async fn add_what_fits_once(
    ctx: &Ctx,
    by: &Retailer<may::PlaceOrders>,
    attempt: &IdempotentRequest,
    lines: Vec<(OfferId, Quantity)>,
    how: AddMode,
) -> Result<Vec<RejectedLine>, BasketError> {
    let wanted = summed(&lines)?;
    let origin = by.origin();
    let added = ctx.store.write_idempotent(&origin, attempt, |tx| {
        let wanted = &wanted;
        async move {
            let plan = Plan::of(ctx, &tx, by, wanted, how).await?;
            store::replace_own(&tx, by.retailer(), by.user(), &plan.lines).await?;
            let refused: Vec<OfferId> = plan.refused.iter().map(|refused| refused.offer).collect();
            Ok::<_, BasketError>(tx.commit_silently(refused))
        }
    });
    let (refused, _) = added.await?.split();
    why_refused(ctx, by, wanted.into_iter().filter(|(offer, _)| refused.contains(offer)).collect(), how).await
}

/// Why lines are not in: judged again, as the first answer may be long ago. Nothing is put in.
async fn why_refused(
    ctx: &Ctx,
    by: &Retailer<may::PlaceOrders>,
    wanted: Vec<(OfferId, i64)>,
    how: AddMode,
) -> Result<Vec<RejectedLine>, BasketError> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let origin = by.origin();
    let judged = ctx.store.write(&origin, |tx| {
        let wanted = &wanted;
        async move {
            let plan = Plan::of(ctx, &tx, by, wanted, how).await?;
            Ok::<_, BasketError>(tx.no_change(plan.refused))
        }
    });
    let mut known: Vec<RejectedLine> = judged.await?;
    let is_known = |offer: &OfferId| known.iter().any(|refused| refused.offer == *offer);
    let by_now_free: Vec<OfferId> = wanted.iter().map(|(offer, _)| *offer).filter(|offer| !is_known(offer)).collect();
    known.extend(
        by_now_free
            .into_iter()
            .map(|offer| RejectedLine { offer, why: BasketError::NotSellable { offer_ids: vec![offer] } }),
    );
    Ok(known)
}

/// Puts those lines in that can be, and tells which cannot.
pub(crate) async fn add_what_fits(
    ctx: &Ctx,
    by: &Retailer<may::PlaceOrders>,
    lines: Vec<(OfferId, Quantity)>,
    how: AddMode,
) -> Result<Vec<RejectedLine>, BasketError> {
    let wanted = summed(&lines)?;
    ctx.store
        .write(&by.origin(), |tx| {
            let wanted = &wanted;
            async move {
                let plan = Plan::of(ctx, &tx, by, wanted, how).await?;
                store::replace_own(&tx, by.retailer(), by.user(), &plan.lines).await?;
                Ok(tx.commit_silently(plan.refused))
            }
        })
        .await
}

/// One line per offer, in the order they were named.
fn summed(lines: &[(OfferId, Quantity)]) -> Result<Vec<(OfferId, i64)>, BasketError> {
    let mut sums: BTreeMap<OfferId, i64> = BTreeMap::new();
    for (offer, quantity) in lines {
        let sum = sums.entry(*offer).or_default();
        *sum = sum.saturating_add(quantity.get());
    }
    if sums.len() > MOST_LINES {
        return Err(BasketError::Full { most: MOST_LINES });
    }
    Ok(lines.iter().filter_map(|(offer, _)| sums.remove(offer).map(|sum| (*offer, sum))).collect())
}

/// What of some wanted lines goes in, and what does not.
struct Plan {
    lines: Vec<StoredLine>,
    refused: Vec<RejectedLine>,
}

impl Plan {
    async fn of(
        ctx: &Ctx,
        tx: &WriteTx,
        by: &Retailer<may::PlaceOrders>,
        wanted: &[(OfferId, i64)],
        how: AddMode,
    ) -> Result<Self, BasketError> {
        let mut plan = Self { lines: Vec::new(), refused: Vec::new() };
        if wanted.is_empty() {
            return Ok(plan);
        }
        // Two tabs of one person take turns, or they could fill the basket beyond its bounds.
        let currency = store::lock_own(tx, by.retailer(), by.user()).await?;
        let held = store::list_held(tx, by.retailer(), by.user()).await?;
        let mut basket = Basket::of(held, currency, ctx.store.now());
        let ids: Vec<OfferId> = wanted.iter().map(|(offer, _)| *offer).collect();
        let offers: BTreeMap<OfferId, OrderedOffer> =
            catalog::offers_for_order(tx, &ids).await?.into_iter().map(|o| (o.id, o)).collect();
        for (id, quantity) in wanted {
            let line = match offers.get(id) {
                Some(offer) => basket.line(offer, *quantity, how),
                None => Err(BasketError::NotSellable { offer_ids: vec![*id] }),
            };
            match line {
                Ok(line) => plan.lines.push(line),
                Err(why) => plan.refused.push(RejectedLine { offer: *id, why }),
            }
        }
        Ok(plan)
    }
}

/// A basket as it is while lines are put in.
struct Basket {
    held: BTreeMap<OfferId, StoredLine>,
    lines: usize,
    /// What the company buys in.
    currency: Option<Currency>,
    now: Timestamp,
}

impl Basket {
    fn of(held: Vec<StoredLine>, currency: Option<Currency>, now: Timestamp) -> Self {
        let held: BTreeMap<OfferId, StoredLine> = held.into_iter().map(|line| (line.offer, line)).collect();
        Self { lines: held.len(), held, currency, now }
    }

    fn line(&mut self, offer: &OrderedOffer, quantity: i64, how: AddMode) -> Result<StoredLine, BasketError> {
        let before = self.held.get(&offer.id);
        let packs = before.map_or(0, |line| line.quantity);
        let quantity = match how {
            AddMode::Set => quantity,
            AddMode::Add => packs.saturating_add(quantity),
            AddMode::AtLeast => packs.max(quantity),
        };
        if quantity < offer.min_quantity || quantity > offer.max_quantity || quantity % offer.quantity_step != 0 {
            return Err(BasketError::BadQuantity {
                offer_id: offer.id,
                title: offer.title.clone(),
                wanted: quantity,
                min_quantity: offer.min_quantity,
                quantity_step: offer.quantity_step,
                max_quantity: offer.max_quantity,
            });
        }
        let money = offer.price.currency();
        if let Some(buyer) = self.currency.filter(|buyer| *buyer != money) {
            return Err(BasketError::OtherCurrency { offer_id: offer.id, buyer, offer: money });
        }
        if before.is_none() && self.lines >= MOST_LINES {
            return Err(BasketError::Full { most: MOST_LINES });
        }
        self.lines += usize::from(before.is_none());
        // Whoever adds has just seen the price of now; whoever changes a number may not have.
        let seen_minor = before.filter(|_| how != AddMode::Add).map_or(offer.price.minor(), |line| line.seen_minor);
        let added_at = before.map_or(self.now, |line| line.added_at);
        Ok(StoredLine { offer: offer.id, quantity, seen_minor, added_at })
    }
}

/// The refusal to tell of: offers that cannot be had, all of them; else the first.
fn worst_error(refused: Vec<RejectedLine>) -> Option<BasketError> {
    let is_gone = |refused: &&RejectedLine| matches!(refused.why, BasketError::NotSellable { .. });
    let gone: Vec<OfferId> = refused.iter().filter(is_gone).map(|refused| refused.offer).collect();
    if gone.is_empty() {
        return refused.into_iter().next().map(|refused| refused.why);
    }
    Some(BasketError::NotSellable { offer_ids: gone })
}

/// Takes one offer out of one's own basket.
pub async fn remove(ctx: &Ctx, by: &Retailer<may::PlaceOrders>, offer: OfferId) -> Result<(), BasketError> {
    remove_many(ctx, by, &[offer]).await
}

/// Takes some offers out of one's own basket. What was put in meanwhile stays.
pub async fn remove_many(ctx: &Ctx, by: &Retailer<may::PlaceOrders>, offers: &[OfferId]) -> Result<(), BasketError> {
    if offers.is_empty() {
        return Ok(());
    }
    draft(ctx, by, |tx, company, user| async move {
        store::delete_own(&tx, company, user, offers).await?;
        Ok(tx)
    })
    .await
}

/// Within a write: takes everything out of a buyer's basket, if it holds exactly this. Whoever else
/// changes the basket waits until the write has ended.
pub(crate) async fn empty_if_unchanged(
    tx: &WriteTx,
    company: CompanyId,
    user: UserId,
    lines: &BTreeMap<OfferId, i64>,
) -> infra::db::Result<bool> {
    store::lock_own(tx, company, user).await?;
    let held = store::list_held(tx, company, user).await?;
    let held: BTreeMap<OfferId, i64> = held.into_iter().map(|line| (line.offer, line.quantity)).collect();
    let is_this = !lines.is_empty() && held == *lines;
    if is_this {
        store::clear_own(tx, company, user).await?;
    }
    Ok(is_this)
}

/// Takes everything out of one's own basket.
pub async fn empty(ctx: &Ctx, by: &Retailer<may::PlaceOrders>) -> Result<(), BasketError> {
    draft(ctx, by, |tx, company, user| async move {
        store::clear_own(&tx, company, user).await?;
        Ok(tx)
    })
    .await
}

/// Takes the prices of now for seen: what moved in one's own basket is accepted.
pub async fn accept_prices(ctx: &Ctx, by: &Retailer<may::PlaceOrders>) -> Result<(), BasketError> {
    draft(ctx, by, |tx, company, user| async move {
        store::accept_own_prices(&tx, company, user).await?;
        Ok(tx)
    })
    .await
}

async fn draft<F, Fut>(ctx: &Ctx, by: &Retailer<may::PlaceOrders>, change: F) -> Result<(), BasketError>
where
    F: Fn(WriteTx, CompanyId, UserId) -> Fut + Send + Sync,
    Fut: Future<Output = infra::db::Result<WriteTx>> + Send,
{
    let (company, user) = (by.retailer(), by.user());
    ctx.store
        .write(&by.origin(), |tx| {
            let changed = change(tx, company, user);
            async move { Ok(changed.await?.commit_silently(())) }
        })
        .await
}
