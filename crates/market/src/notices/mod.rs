//! Messages to companies: what the marketplace wants them to know.
//!
//! Invariant: one event makes one notice per company, however often its job runs. However many are told of an event,
//! it is one transaction.

mod forgetting;
mod message;
pub(crate) mod reactions;
mod store;

use kernel::{Cursor, NoticeId, PageLimit, PageOf, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

pub(crate) use forgetting::forget;
pub use message::Message;
use message::NewNotice;
pub use store::ALL as STATEMENTS;

use crate::authority::Member;
use crate::job::System;
use crate::{Ctx, Event, may};

/// A notification.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NoticeRow {
    /// Unique ID.
    pub id: NoticeId,
    /// When it happened.
    pub at: Timestamp,
    /// Kind of notification.
    pub kind: String,
    /// ID of the object it is about.
    pub subject: String,
    /// The text in English.
    pub text: String,
    /// As data; notices from before there were any have words only.
    #[serde(skip)]
    pub message: Option<Message>,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

errors! {
    /// Why notices stay as they are.
    pub enum NoticeError {
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// For the reaction: tells companies something, once.
async fn notify(ctx: &Ctx, by: &System, notices: Vec<NewNotice>) -> Result<(), NoticeError> {
    let (now, notices) = (ctx.store.now(), notices.into_iter().map(|notice| (ctx.store.id(), notice)));
    let notices: Vec<(NoticeId, NewNotice)> = notices.collect();
    let told = &notices;
    ctx.store
        .write(&by.origin(), |mut tx| async move {
            let mut sent = store::insert(&tx, told, now).await?;
            let event = |(notice, company)| Event::NoticeSent { notice, company }.record();
            let Some(last) = sent.pop() else { return Ok(tx.no_change(())) };
            for sent in sent {
                tx.emit(event(sent));
            }
            Ok(tx.commit_with(event(last), ()))
        })
        .await
}

/// The company's notices, newest first.
pub async fn notices(
    ctx: &Ctx,
    by: &Member<may::ReadNotices>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<NoticeRow>, NoticeError> {
    let after = after.map(|c| c.keys("notices")).transpose().map_err(|_| NoticeError::BadCursor)?;
    let rows = store::list_own(&ctx.store.db, by.company(), after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("notices", &row.id)))
}

/// Unread notices are counted as far as this: nobody who has so many wants to know how many more there are.
pub const MOST_UNREAD: i64 = 1_000;

/// How many of them nobody has read yet; [`MOST_UNREAD`] where there are as many or more.
pub async fn unread(ctx: &Ctx, by: &Member<may::ReadNotices>) -> infra::db::Result<i64> {
    store::unread_own(&ctx.store.db, by.company(), MOST_UNREAD).await
}

/// Marks everything up to now as read.
pub async fn mark_read(ctx: &Ctx, by: &Member<may::ReadNotices>) -> Result<(), NoticeError> {
    let (company, now) = (by.company(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| async move {
            if store::mark_own_read(&tx, company, now).await? == 0 {
                return Ok(tx.no_change(()));
            }
            Ok(tx.commit_with(Event::NoticesRead { company }.record(), ()))
        })
        .await
}
