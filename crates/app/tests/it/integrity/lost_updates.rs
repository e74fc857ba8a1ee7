//! Whoever finds that a row changed under their hands does not say that they changed it. On SQLite writers
//! take turns, so a trigger plays the faster one: it makes the update find no row.

use infra::IdempotentRequest;
use kernel::ids::Id;
use market::inventory::{self, CountStock};
use market::may::{self, Role};
use rusqlite::Connection;
use serde_json::json;
use testkit::TestVendorOrder;

use super::{Market, market, seller};

impl Market {
    /// Until the end of what follows, every update of a table comes too late.
    async fn too_late<T>(&self, table: &str, then: impl Future<Output = T>) -> T {
        self.meanwhile(&format!("before update on {table} begin select raise(ignore); end"), then).await
    }

    /// Until the end of what follows, somebody does something at certain moments of a transaction.
    async fn meanwhile<T>(&self, trigger: &str, then: impl Future<Output = T>) -> T {
        let trigger = format!("create trigger faster {trigger}");
        // A way to the file that the program does not know of.
        let file = Connection::open(self.app.db.file()).expect("the file opens");
        file.execute_batch(&trigger).expect("somebody is faster");
        let outcome = then.await;
        file.execute_batch("drop trigger faster").expect("and gone");
        outcome
    }

    async fn placed(&self) -> TestVendorOrder {
        self.buyer.buys(&[(&self.tea, 4)]).await.remove(0)
    }

    /// State and length of the history of a vendor order.
    async fn state(&self, part: &TestVendorOrder) -> (String, usize) {
        let shown = self.vendor.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
        (shown.text_at("/state"), shown.json["history"].as_array().expect("a history").len())
    }

    async fn stock(&self) -> (i64, i64, i64) {
        self.vendor.stock_of(&self.tea).await
    }

    async fn movements(&self) -> usize {
        self.vendor.get("/api/inventory/movements?limit=100").await.is(200).items().len()
    }
}

#[tokio::test]
async fn an_order_whose_stock_went_meanwhile_is_not_placed() {
    let m = market(100).await;

    let refused = m.too_late("stock_levels", m.buyer.tries_to_buy(&[(&m.tea, 4)])).await;

    assert_eq!(refused.status, 503, "{}", refused.text);
    assert!(m.buyer.get("/api/orders").await.is(200).items().is_empty());
    assert_eq!((m.stock().await, m.movements().await), ((100, 0, 100), 1));
    m.placed().await;
    m.app.finish().await;
}

#[tokio::test]
async fn an_order_is_not_placed_if_the_stock_of_one_of_its_lines_went_meanwhile() {
    let m = market(100).await;
    let (rice, salt) = (m.vendor.sells("Rice", 500, 100).await, m.vendor.sells("Salt", 500, 77).await);
    let lines = [(&m.tea, 4), (&rice, 4), (&salt, 4)];
    let order = || m.buyer.tries_to_buy(&lines);

    // The others could be taken.
    let one = "before update on stock_levels when old.on_hand = 77 begin select raise(ignore); end";
    let refused = m.meanwhile(one, order()).await;

    assert_eq!(refused.status, 503, "{}", refused.text);
    assert!(m.buyer.get("/api/orders").await.is(200).items().is_empty());
    for (offer, packs) in [(&m.tea, 100), (&rice, 100), (&salt, 77)] {
        assert_eq!(m.vendor.stock_of(offer).await, (packs, 0, packs));
    }
    assert_eq!(m.movements().await, 3);
    order().await.is(201);
    m.app.finish().await;
}

#[tokio::test]
async fn stock_is_taken_only_as_far_as_it_is_there_when_it_is_taken() {
    let m = market(100).await;
    let faster = |packs: i64| {
        format!("after insert on order_events begin update stock_levels set allocated = allocated + {packs}; end")
    };

    // Between the plan and the taking another takes so much that four are not there any more.
    let refused = m.meanwhile(&faster(97), m.buyer.tries_to_buy(&[(&m.tea, 4)])).await;
    assert_eq!(refused.status, 503, "{}", refused.text);
    // Four are, but after them the offer has run out, which was not planned: nobody would look at it again.
    let refused = m.meanwhile(&faster(96), m.buyer.tries_to_buy(&[(&m.tea, 4)])).await;
    assert_eq!(refused.status, 503, "{}", refused.text);

    assert_eq!((m.stock().await, m.movements().await), ((100, 0, 100), 1));
    // Another pack is left, as planned: the offer is there for the next one.
    m.meanwhile(&faster(95), m.buyer.tries_to_buy(&[(&m.tea, 4)])).await.is(201);
    assert_eq!(m.stock().await, (100, 99, 1));
    // Put right what the trigger left without a movement.
    let file = Connection::open(m.app.db.file()).expect("the file opens");
    file.execute_batch("update stock_levels set allocated = 4").expect("as the movements have it");
    drop(file);
    m.app.finish().await;
}

#[tokio::test]
async fn stock_that_changed_meanwhile_is_neither_moved_nor_counted() {
    let m = market(100).await;
    let moving =
        json!({ "offer_id": m.tea.offer_id, "location_id": m.tea.location_id, "kind": "damaged", "quantity": -1 });
    let company: kernel::CompanyId = m.vendor.company_id.parse().expect("an id");
    let key = IdempotentRequest { company: company.uuid(), key: "count".to_owned(), request_hash: vec![7; 32] };
    let (offer, location) = (m.tea.offer_id.parse().expect("an id"), m.tea.location_id.parse().expect("an id"));
    let counted = CountStock { offer, location, believed: 100, counted: 90, import: m.app.ctx.store.id() };
    let by = seller::<may::MoveStock>(&m.vendor);

    let moved = m.too_late("stock_levels", m.vendor.post_once("/api/inventory/movements", "spoilt", &moving)).await;
    let count = m.too_late("stock_levels", inventory::count_stock(&m.app.ctx, &by, &key, counted.clone())).await;

    moved.is(409).code("stock.promised");
    assert!(count.is_err(), "{count:?}");
    assert_eq!((m.stock().await, m.movements().await), ((100, 0, 100), 1));
    inventory::count_stock(&m.app.ctx, &by, &key, counted).await.expect("nobody is faster now");
    assert_eq!((m.stock().await, m.movements().await), ((90, 0, 90), 2));
    m.app.finish().await;
}

#[tokio::test]
async fn an_order_that_moved_meanwhile_is_not_moved_again() {
    let m = market(100).await;
    let part = m.placed().await;
    let of_vendor = |verb: &str| format!("/api/vendor-orders/{}/{verb}", part.id);
    let of_buyer = format!("/api/orders/{}/vendor-orders/{}/cancellation", part.order_id, part.id);
    let why = json!({ "reason": "said so by telephone" });

    for (by, path, body) in [
        (&m.vendor, of_vendor("acceptance"), json!({})),
        (&m.vendor, of_vendor("rejection"), why.clone()),
        (&m.buyer, of_buyer.clone(), why.clone()),
    ] {
        let refused = m.too_late("vendor_orders", by.post(&path, &body)).await;
        assert_eq!(refused.status, 503, "{path}: {}", refused.text);
    }

    assert_eq!(m.state(&part).await, ("placed".to_owned(), 1));
    assert_eq!(m.stock().await, (100, 4, 96));
    m.app.finish().await;
}

#[tokio::test]
async fn packs_that_are_not_reserved_any_more_are_not_given_back() {
    let m = market(100).await;
    let part = m.placed().await;
    let shown = m.vendor.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
    let less = json!({ "lines": [{ "line_id": shown.text_at("/lines/0/id"), "quantity": 3 }] });
    let acceptance = format!("/api/vendor-orders/{}/acceptance", part.id);
    let cancellation = format!("/api/orders/{}/vendor-orders/{}/cancellation", part.order_id, part.id);
    let why = json!({ "reason": "said so by telephone" });

    for (by, path, body) in [(&m.vendor, &acceptance, &less), (&m.buyer, &cancellation, &why)] {
        let refused = m.too_late("stock_levels", by.post(path, body)).await;
        assert!(refused.status.is_server_error(), "{path}: {} {}", refused.status, refused.text);
    }

    assert_eq!(m.state(&part).await, ("placed".to_owned(), 1));
    assert_eq!((m.stock().await, m.movements().await), ((100, 4, 96), 2));
    m.app.finish().await;
}

#[tokio::test]
async fn a_delivery_that_moved_meanwhile_is_not_moved_again_and_its_goods_stay() {
    let m = market(100).await;
    let part = m.placed().await;
    let (partner, dispatcher) = (m.app.partner("wheels").await, m.app.staff(Role::Dispatcher).await);
    let rider = m.app.colleague(&partner, "rider").await;
    m.vendor.packs(&part).await;
    m.app.settle().await;
    let id = dispatcher.get("/api/deliveries").await.is(200).text_at("/items/0/id");
    let to = |what: &str| format!("/api/deliveries/{id}/{what}");
    let state = async || dispatcher.get(&format!("/api/deliveries/{id}")).await.is(200).text_at("/state");

    let (to_partner, body) = (to("partner"), json!({ "partner_id": partner.company_id }));
    assert_eq!(m.too_late("deliveries", dispatcher.post(&to_partner, &body)).await.status, 503);
    assert_eq!(state().await, "unassigned");
    dispatcher.post(&to_partner, &body).await.is(200);
    let (to_rider, body) = (to("rider"), json!({ "rider_id": rider.user_id }));
    assert_eq!(m.too_late("deliveries", partner.post(&to_rider, &body)).await.status, 503);
    assert_eq!(state().await, "offered");
    partner.post(&to_rider, &body).await.is(200);
    let pickup = to("pickup");
    for table in ["deliveries", "vendor_orders"] {
        assert_eq!(m.too_late(table, rider.act(&pickup)).await.status, 503, "{table}");
    }

    assert_eq!((state().await, m.state(&part).await.0), ("assigned".to_owned(), "ready".to_owned()));
    assert_eq!(m.stock().await, (100, 4, 96));
    m.app.finish().await;
}

#[tokio::test]
async fn what_was_decided_or_edited_meanwhile_is_not_said_to_be_done() {
    let m = market(100).await;
    let staff = m.app.staff(Role::SuperAdmin).await;
    let second = m.app.colleague(&m.vendor, "owner").await;
    let price = format!("/api/offers/{}/price", m.tea.offer_id);
    let held = m.vendor.put(&price, "*", &json!({ "price_minor": 90_000 })).await.is(202);
    let decision = format!("/api/price-changes/{}/decision", held.text_at("/change_id"));
    let newcomer = m.app.applicant("vendor", "zenith").await;
    let approval = format!("/api/admin/companies/{}/approval", newcomer.company_id);
    let invited = m.vendor.post("/api/invitations", &json!({ "email": "a@b.example", "role": "viewer" })).await.is(201);
    let invitation = format!("/api/invitations/{}", invited.text_at("/id"));
    let joining = json!({ "token": invited.text_at("/token"), "name": "Ravi Nair", "password": testkit::PASSWORD });
    let product = format!("/api/products/{}", m.tea.product_id);
    let retirement = format!("/api/admin/products/{}/retirement", m.tea.product_id);
    let (confirm, name, title) =
        (json!({ "decision": "confirm" }), json!({ "city": "New" }), json!({ "title": "New" }));
    let anybody = m.app.anybody();

    m.too_late("price_changes", second.post(&decision, &confirm)).await.is(409).code("prices.not_held");
    m.too_late("companies", staff.post(&approval, &json!({}))).await.is(409).code("companies.wrong_state");
    let own = m.vendor.get("/api/company").await.is(200).etag();
    let listed = m.vendor.get(&product).await.is(200).etag();
    m.too_late("companies", m.vendor.patch("/api/company", &own, &name)).await.is(412);
    m.too_late("products", m.vendor.patch(&product, &listed, &title)).await.is(412);
    m.too_late("products", staff.post(&retirement, &json!({ "reason": "said so by telephone" }))).await.is(404);
    m.too_late("invitations", anybody.post("/api/auth/accept-invitation", &joining)).await.is(422);
    m.too_late("invitations", m.vendor.delete(&invitation)).await.is(404);

    // All of it is as it was, and can be done now that nobody is faster.
    second.post(&decision, &confirm).await.is(200);
    staff.post(&approval, &json!({})).await.is(200);
    m.vendor.patch("/api/company", &own, &name).await.is(200);
    let listed = m.vendor.get(&product).await.is(200).etag();
    m.vendor.patch(&product, &listed, &title).await.is(200);
    m.vendor.delete(&invitation).await.is(204);
    m.app.finish().await;
}
