//! Imports: begun by their vendor, each row written down once, and forgotten only while nobody confirmed them.

use infra::IdempotentRequest;
use kernel::Scalar;
use kernel::ids::Id;
use market::imports::{self, Confirm, Importer};
use market::may;
use testkit::Actor;

use super::{Market, market};
use crate::integrity::{id, number, seller, text};

impl Market {
    /// A file that changes one price; told by its id.
    async fn previewed(&self) -> kernel::ImportId {
        let sku = self.acme.get(&format!("/api/offers/{}", self.tea.offer_id)).await.is(200).text_at("/sku");
        let file = format!("sku,price\n{sku},101.00\n");
        let view = imports::preview(&self.app.ctx, &self.importer(), file.as_bytes()).await.expect("it can be read");
        view.import.id
    }

    fn importer(&self) -> Importer {
        seller::<may::EditPrices>(&self.acme).into()
    }
}

#[tokio::test]
async fn an_import_is_begun_by_its_vendor_and_each_of_its_rows_written_down_once() {
    let m = market().await;
    let import = m.previewed().await;
    let (shown, now) = (import.to_string(), m.now());
    let begin = |whose: &Actor| vec![id(&m.acme.user_id), number(now), number(0), id(&whose.company_id), id(&shown)];
    let undo =
        |whose: &Actor| vec![id(&m.acme.user_id), number(now), number(0), number(1), id(&whose.company_id), id(&shown)];
    let row = || vec![text("applied"), text("{}"), id(&shown), number(line(&m))];
    let forget = |whose: &Actor, before: i64| vec![id(&whose.company_id), number(before)];
    let rows = vec![(0, forget(&m.rival, now + 1)), (0, forget(&m.acme, 1)), (1, forget(&m.acme, now + 1))];
    m.finds("imports::store::FORGET_ROWS", rows).await;
    m.finds("imports::store::FORGET", vec![(0, forget(&m.rival, now + 1)), (0, forget(&m.acme, 1))]).await;
    m.finds("imports::store::APPLYING", vec![(0, begin(&m.rival)), (1, begin(&m.acme))]).await;
    m.finds("imports::store::APPLIED", vec![(1, row())]).await;

    let company: kernel::CompanyId = m.acme.company_id.parse().expect("an id");
    let key = IdempotentRequest { company: company.uuid(), key: "apply".to_owned(), request_hash: vec![1; 32] };
    let by = m.importer();
    imports::apply(&m.app.ctx, &by, import, &key, Confirm::default()).await.expect("it begins");
    m.app.settle().await;

    // It was confirmed: nobody forgets it, and its row is written down.
    let old: Vec<(u64, Vec<Scalar>)> = vec![(0, forget(&m.acme, now + 1))];
    m.finds("imports::store::FORGET_ROWS", old.clone()).await;
    m.finds("imports::store::FORGET", old).await;
    m.finds("imports::store::APPLIED", vec![(0, row())]).await;
    m.finds("imports::store::UNDONE", vec![(1, row())]).await;
    m.finds("imports::store::UNDOING", vec![(0, undo(&m.rival)), (1, undo(&m.acme))]).await;

    imports::undo(&m.app.ctx, &by, import).await.expect("it begins");
    m.app.settle().await;
    m.finds("imports::store::UNDONE", vec![(0, row())]).await;
    m.finds("imports::store::UNDOING", vec![(0, undo(&m.acme))]).await;
    m.finish().await;
}

/// The line of the only row, as the table numbers it.
fn line(m: &Market) -> i64 {
    let file = rusqlite::Connection::open(m.app.db.file()).expect("the file opens");
    file.query_row("select line from import_rows", [], |row| row.get(0)).expect("one row")
}
