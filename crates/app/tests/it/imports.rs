//! Bulk work by CSV: what a file would do, doing it once, and taking it back.

mod files;
mod prices;
mod products;
mod stock;

use std::fmt::Write as _;

use infra::IdempotentRequest;
use kernel::{ImportId, Secret, UserId};
use market::authority::{Access, Operator, Principal, Vendor};
use market::imports::{self, Confirm, ImportError, ImportRow, ImportState, ImportView, Importer, RowState};
use market::may::{self, CompanyKind, Role};
use testkit::{Actor, PASSWORD, TestApp, TestOffer};

fn principal(of: &Actor, kind: CompanyKind, role: Role) -> Principal {
    let user: UserId = of.user_id.parse().expect("an id");
    Operator::at_the_console().act_as(user, of.company_id.parse().expect("an id"), kind, role)
}

fn vendor<R: may::Right>(of: &Actor) -> Vendor<R> {
    Vendor::grant(Some(&principal(of, CompanyKind::Vendor, Role::Owner))).expect("an owner may")
}

fn prices_of(of: &Actor) -> Importer {
    vendor::<may::EditPrices>(of).into()
}

fn stock_of(of: &Actor) -> Importer {
    vendor::<may::MoveStock>(of).into()
}

fn products_of(of: &Actor) -> Importer {
    vendor::<may::EditOffers>(of).into()
}

fn once(of: &Actor, name: &str) -> IdempotentRequest {
    let company: kernel::CompanyId = of.company_id.parse().expect("an id");
    IdempotentRequest { company: kernel::ids::Id::uuid(company), key: name.to_owned(), request_hash: vec![1; 32] }
}

fn with_password() -> Confirm {
    Confirm { password: Some(Secret::new(PASSWORD.to_owned())) }
}

async fn shown(app: &TestApp, of: &Actor, id: ImportId) -> ImportView {
    imports::show(&app.ctx, &vendor(of), id).await.expect("it is there")
}

async fn preview(app: &TestApp, by: &Importer, csv: &str) -> ImportView {
    imports::preview(&app.ctx, by, csv.as_bytes()).await.expect("it can be read")
}

/// Confirms, and has the job run to its end.
async fn applied(app: &TestApp, of: &Actor, by: &Importer, id: ImportId) -> ImportView {
    imports::apply(&app.ctx, by, id, &once(of, &format!("apply {id}")), Confirm::default()).await.expect("it begins");
    app.settle().await;
    shown(app, of, id).await
}

async fn taken_back(app: &TestApp, of: &Actor, by: &Importer, id: ImportId) -> ImportView {
    imports::undo(&app.ctx, by, id).await.expect("it begins");
    app.settle().await;
    shown(app, of, id).await
}

async fn sku(of: &Actor, offer: &TestOffer) -> String {
    of.get(&format!("/api/offers/{}", offer.offer_id)).await.is(200).text_at("/sku")
}

async fn price(of: &Actor, offer: &TestOffer) -> i64 {
    of.get(&format!("/api/offers/{}", offer.offer_id)).await.is(200).int_at("/price/amount_minor")
}

async fn steps(of: &Actor, offer: &TestOffer) -> usize {
    of.get(&format!("/api/offers/{}/price-changes?limit=100", offer.offer_id)).await.is(200).items().len()
}

fn outcomes(view: &ImportView) -> Vec<Option<RowState>> {
    view.rows.iter().map(|row| row.outcome.as_ref().map(|o| o.state)).collect()
}

fn reversals(view: &ImportView) -> Vec<Option<RowState>> {
    view.rows.iter().map(|row| row.reversal.as_ref().map(|o| o.state)).collect()
}

fn counts(row: &ImportRow) -> (ImportState, i64, i64, i64) {
    (row.state, row.to_do, row.done, row.failed)
}

/// A file of so many new products.
fn many_products(shelf: &str, rows: usize) -> String {
    let mut csv =
        "title,brand,category,description,tax_class,sku,pack_size,min_quantity,quantity_step,max_quantity,price\n"
            .to_owned();
    for n in 0..rows {
        writeln!(csv, "Thing {n},Café Malabar,{shelf},Number {n},gst_5,MANY-{n},1,1,1,1000,100.00").expect("memory");
    }
    csv
}

fn is_missing<T>(answer: &Result<T, ImportError>) -> bool {
    matches!(answer, Err(ImportError::Missing))
}
