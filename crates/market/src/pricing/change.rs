//! A vendor changes a price.

use std::collections::BTreeMap;
use std::sync::Arc;

use infra::db::Query;
use infra::{Committed, IdempotentRequest, WriteOutcome, WriteTx};
use kernel::{
    CompanyId, EntityTag, ImportId, Money, OfferId, Precondition, Price, PriceChangeId, Timestamp, UserId, Version,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::guard::{EarlierPrices, GuardDecision, Recent, delta_ppm, judge};
use super::hold_reason::HoldReason;
use super::store::{self, LockedPrice, NewChange};
use super::view::ChangeState;
use crate::authority::Vendor;
use crate::{Ctx, Event, Rules, catalog, may};

/// Result of a price change.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Changed {
    /// ID of the price change.
    pub change_id: PriceChangeId,
    /// Whether the change was applied or held for approval.
    pub state: ChangeState,
    /// Why it needs approval.
    pub why_held: Option<HoldReason>,
    /// The current price.
    pub price: Money,
    /// Version of the price: one more with each change.
    pub version: Version,
    /// The tag of the offer from now on.
    #[serde(skip)]
    pub offer_tag: Option<EntityTag>,
}

errors! {
    /// Why a price stays as it is.
    pub enum PriceError via { Password(crate::accounts::PasswordError) } {
        /// Not there, or another vendor's.
        Missing = Missing "prices.no_such_offer" "no such offer or price change",
        /// Changed meanwhile.
        Stale { current_minor: i64, version: i64 } = Stale "prices.changed_meanwhile" "this price has changed since you read it",
        /// It is that already.
        Same = Conflict "prices.same" "this is already the current price",
        /// It does not wait any more.
        NotHeld { state: ChangeState } = Conflict "prices.not_held" "this price change is {state} and no longer waiting for approval",
        /// The other pair of eyes must be another's.
        SecondPerson = Forbidden "prices.second_person" "someone else at your company must approve this change",
        /// Who let somebody in is no second person yet.
        LetIn = Forbidden "prices.let_in_lately" "the colleague who made this change joined less than 7 days ago and was invited by you, or by somebody you invited; someone else at your company must approve it",
        /// Alone for too short a time.
        AloneTooShort { alone_from: Timestamp } = Forbidden "prices.not_alone_long_enough" "someone else at your company could approve price changes within the last 7 days; another approver must decide, or you can approve this change yourself from {alone_from} on",
        /// An approver for too short a time, where others have been one for longer.
        NewApprover { approver_from: Timestamp } = Forbidden "prices.new_approver" "others at your company have been able to approve prices for longer than you; one of them must approve this change, or you can from {approver_from} on",
        /// Alone, one confirms with the password.
        PasswordNeeded = Forbidden "prices.password_needed" "nobody else at your company can approve this change; enter your password to approve it",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// A price to set.
#[derive(Debug, Clone, Copy)]
pub struct NewPrice {
    /// Of which offer.
    pub offer: OfferId,
    /// Of one pack.
    pub price: Price,
    /// Of the price, as it was read.
    pub version: Version,
    /// The batch it belongs to.
    pub batch: Batch,
}

/// A batch of changes that somebody looked at as a whole before it began.
#[derive(Debug, Clone, Copy)]
pub struct Batch {
    /// Which.
    pub import: ImportId,
    /// Whether its size was confirmed with the password: then its changes are not held for being many.
    /// Each is held for going too far all the same.
    pub is_confirmed: bool,
}

/// Changes the price of one of one's own offers, or lays the change aside when it looks wrong.
pub async fn change_price(
    ctx: &Ctx,
    by: &Vendor<may::EditPrices>,
    offer: OfferId,
    price: Price,
    expected: impl Into<Precondition>,
) -> Result<Changed, PriceError> {
    let step = Step::new(ctx, by, (offer, price, expected.into()), None);
    ctx.store.write(&by.origin(), |tx| take(tx, Arc::clone(&ctx.rules), step.clone())).await
}

/// The same as part of a batch: once, however often it is asked for under its key.
pub async fn change_price_in_batch(
    ctx: &Ctx,
    by: &Vendor<may::EditPrices>,
    key: &IdempotentRequest,
    new: NewPrice,
) -> Result<WriteOutcome<Changed>, PriceError> {
    let step = Step::new(ctx, by, (new.offer, new.price, new.version.into()), Some(new.batch));
    ctx.store.write_idempotent(&by.origin(), key, |tx| take(tx, Arc::clone(&ctx.rules), step.clone())).await
}

/// How many price changes of a vendor the guard counts at present.
pub(crate) async fn changes_lately(ctx: &Ctx, vendor: CompanyId) -> infra::db::Result<i64> {
    store::changes_since(&ctx.store.db, vendor, ctx.store.now().plus_seconds(-LATELY_S)).await
}

/// What an offer of a vendor cost a day and a week ago.
pub(super) async fn earlier_prices(
    ask: &impl Query,
    vendor: CompanyId,
    offer: OfferId,
    (current, now): (i64, Timestamp),
) -> infra::db::Result<EarlierPrices> {
    let found = store::earlier_prices(ask, vendor, &[offer], EarlierPrices::instants(now)).await?;
    Ok(found.get(&offer).copied().unwrap_or(EarlierPrices::always(current)))
}

/// The same of many offers: one round trip.
pub(crate) async fn earlier_prices_of(
    ctx: &Ctx,
    vendor: CompanyId,
    offers: &[OfferId],
) -> infra::db::Result<BTreeMap<OfferId, EarlierPrices>> {
    if offers.is_empty() {
        return Ok(BTreeMap::new());
    }
    store::earlier_prices(&ctx.store.db, vendor, offers, EarlierPrices::instants(ctx.store.now())).await
}

/// How far back the guard counts changes.
const LATELY_S: i64 = 600;

/// One step of a price, as it is asked for.
#[derive(Clone)]
struct Step {
    change: PriceChangeId,
    vendor: CompanyId,
    by: UserId,
    offer: OfferId,
    price: Price,
    expected: Precondition,
    batch: Option<Batch>,
    now: Timestamp,
}

impl Step {
    fn new(
        ctx: &Ctx,
        by: &Vendor<may::EditPrices>,
        (offer, price, expected): (OfferId, Price, Precondition),
        batch: Option<Batch>,
    ) -> Self {
        let change = ctx.store.id();
        Self { change, vendor: by.vendor(), by: by.user(), offer, price, expected, batch, now: ctx.store.now() }
    }
}

/// Locks the price, judges the step, and takes it or lays it aside.
async fn take(tx: WriteTx, rules: Arc<Rules>, step: Step) -> Result<Committed<Changed>, PriceError> {
    let held = store::lock_own(&tx, step.vendor, step.offer).await?.ok_or(PriceError::Missing)?;
    if !catalog::is_as_read(&tx, (step.vendor, step.offer), held.version, &step.expected).await? {
        return Err(PriceError::Stale { current_minor: held.price.minor(), version: held.version.0 });
    }
    let (old, new) = (held.price.minor(), step.price.minor());
    if old == new {
        return Err(PriceError::Same);
    }
    let lately = store::changes_since(&tx, step.vendor, step.now.plus_seconds(-LATELY_S)).await?;
    let changes = if step.batch.is_some_and(|batch| batch.is_confirmed) { 0 } else { lately };
    let earlier = earlier_prices(&tx, step.vendor, step.offer, (old, step.now)).await?;
    let verdict = judge(&rules, old, new, Recent { changes, earlier });
    store::supersede(&tx, step.offer, step.now).await?;
    match verdict {
        GuardDecision::Apply => apply(tx, &step, &held).await,
        GuardDecision::Hold(why) => hold(tx, &step, &held, why).await,
    }
}

fn row(step: &Step, held: &LockedPrice) -> NewChange {
    let (old, new) = (held.price.minor(), step.price.minor());
    NewChange {
        id: step.change,
        offer: step.offer,
        vendor: step.vendor,
        old: Some(old),
        new,
        currency: held.price.currency(),
        delta_ppm: delta_ppm(old, new),
        by: step.by,
        now: step.now,
    }
}

async fn apply(tx: WriteTx, step: &Step, held: &LockedPrice) -> Result<Committed<Changed>, PriceError> {
    let (old, new) = (held.price.minor(), step.price.minor());
    store::insert_change(&tx, &row(step, held), ChangeState::Applied, None).await?;
    store::set_price(&tx, step.offer, new, step.change).await?;
    catalog::refresh_listing(&tx, held.product).await?;
    let price = Money::new(new, held.price.currency()).unwrap_or(held.price);
    let changed = Changed {
        change_id: step.change,
        state: ChangeState::Applied,
        why_held: None,
        price,
        version: Version(held.version.0 + 1),
        offer_tag: catalog::offer_tag(&tx, step.vendor, step.offer).await?,
    };
    let event = Event::PriceChanged {
        offer: step.offer,
        change: step.change,
        vendor: step.vendor,
        product: Some(held.product),
        old_minor: Some(old),
        new_minor: new,
        currency: Some(price.currency()),
        by: step.by,
        import: step.batch.map(|batch| batch.import),
    };
    Ok(tx.commit_with(event.record(), changed))
}

async fn hold(tx: WriteTx, step: &Step, held: &LockedPrice, why: HoldReason) -> Result<Committed<Changed>, PriceError> {
    store::insert_change(&tx, &row(step, held), ChangeState::Held, Some(why)).await?;
    let changed = Changed {
        change_id: step.change,
        state: ChangeState::Held,
        why_held: Some(why),
        price: held.price,
        version: held.version,
        offer_tag: catalog::offer_tag(&tx, step.vendor, step.offer).await?,
    };
    let (offer, change, vendor) = (step.offer, step.change, step.vendor);
    let import = step.batch.map(|batch| batch.import);
    Ok(tx.commit_with(Event::PriceHeld { offer, change, vendor, why, by: step.by, import }.record(), changed))
}
