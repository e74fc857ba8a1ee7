//! Every event that can happen, and whom it makes the marketplace tell.

use infra::clock::SystemClock;
use infra::jobs::Reactor;
use infra::outbox::PendingEvent;
use kernel::ids::Id;
use kernel::{Clock, EventId};
use market::delivery::DeliveryState;
use market::orders::VendorOrderState;
use market::reactions::Reactions;
use market::{Event, EventKind};
use serde_json::{Value, json};
use testkit::{Engine, TestApp};

/// Ids of the companies that an event may name, by the field that names them.
const COMPANIES: [(&str, &str); 5] = [
    ("vendor_id", "cmp_01k0000000000000000000000v"),
    ("retailer_id", "cmp_01k0000000000000000000000r"),
    ("delivery_partner_id", "cmp_01k0000000000000000000000p"),
    ("company_id", "cmp_01k0000000000000000000000c"),
    ("platform_id", "cmp_01k0000000000000000000000f"),
];

/// Events that are told of: their kind, what is particular about one, and the fields that name whom it is told
/// to. The others are told to nobody.
const TOLD: &[(&str, &str, &[&str])] = &[
    ("company.approved", "{}", &["company_id"]),
    ("company.reinstated", "{}", &["company_id"]),
    ("company.renamed", "{}", &["company_id"]),
    ("company.name_change_refused", "{}", &["company_id"]),
    ("price.changed", r#"{"import_id":null,"old_minor":1,"currency":"INR"}"#, &["vendor_id"]),
    ("price.held", r#"{"import_id":null}"#, &["vendor_id"]),
    ("price.rejected", "{}", &["vendor_id"]),
    ("import.advanced", r#"{"rows_left":0}"#, &["vendor_id"]),
    ("order.placed", "{}", &["vendor_id"]),
    ("order.state_changed", r#"{"state":"partially_accepted"}"#, &["retailer_id"]),
    ("order.state_changed", r#"{"state":"accepted"}"#, &["retailer_id"]),
    ("order.state_changed", r#"{"state":"cancel_requested"}"#, &["vendor_id"]),
    ("order.state_changed", r#"{"state":"ready"}"#, &["retailer_id"]),
    ("order.state_changed", r#"{"state":"shipped"}"#, &["retailer_id"]),
    ("order.state_changed", r#"{"state":"delivered"}"#, &["retailer_id"]),
    ("order.state_changed", r#"{"state":"rejected"}"#, &["retailer_id"]),
    ("order.state_changed", r#"{"state":"cancelled"}"#, &["retailer_id", "vendor_id"]),
    ("delivery.state_changed", r#"{"state":"offered"}"#, &["delivery_partner_id"]),
    ("delivery.state_changed", r#"{"state":"cancelled"}"#, &["delivery_partner_id"]),
    ("delivery.proof_code_blocked", "{}", &["delivery_partner_id", "platform_id", "retailer_id"]),
    ("delivery.proof_code_renewed", "{}", &["delivery_partner_id", "retailer_id"]),
    // The others are those who sell or maintain it.
    ("product.request_decided", r#"{"state":"accepted"}"#, &["company_id", "vendor_id"]),
    ("product.request_decided", r#"{"state":"refused","other_company_ids":[]}"#, &["vendor_id"]),
    ("company_prefix.decided", "{}", &["vendor_id"]),
];

/// Of kinds that are told of: those that are told to nobody all the same.
const TOLD_TO_NOBODY: &[(&str, &str)] = &[
    // The first price of an offer.
    ("price.changed", r#"{"import_id":null,"old_minor":null,"currency":null}"#),
    // A file is told of once, at its end.
    ("price.changed", r#"{"old_minor":1,"currency":"INR"}"#),
    ("price.held", "{}"),
    ("price.rejected", r#"{"import_id":"imp_01k00000000000000000000001"}"#),
    ("import.advanced", r#"{"rows_left":1}"#),
    ("order.state_changed", r#"{"state":"placed"}"#),
    ("order.state_changed", r#"{"state":"preparing"}"#),
    ("order.state_changed", r#"{"state":"completed"}"#),
    ("delivery.state_changed", r#"{"state":"unassigned"}"#),
    ("delivery.state_changed", r#"{"state":"assigned"}"#),
    ("delivery.state_changed", r#"{"state":"picked_up"}"#),
    ("delivery.state_changed", r#"{"state":"failed"}"#),
    ("delivery.state_changed", r#"{"state":"delivered"}"#),
];

/// A payload of a kind as it was released, with companies that can be told apart and what is particular.
fn payload(kind: &str, particular: &str) -> Value {
    let released: Value =
        serde_json::from_str(include_str!("../../../../market/tests/snapshots/events.json")).expect("JSON");
    let mut payload = released[kind][0].clone();
    let particular: Value = serde_json::from_str(particular).expect("JSON");
    for (name, value) in particular.as_object().expect("an object") {
        payload[name] = value.clone();
    }
    name_companies(&mut payload);
    for vendor_order in payload["vendor_orders"].as_array_mut().into_iter().flatten() {
        name_companies(vendor_order);
    }
    payload
}

fn name_companies(payload: &mut Value) {
    for (field, id) in COMPANIES {
        if payload.get(field).is_some() {
            payload[field] = json!(id);
        }
    }
}

/// The fields that name whom an event is told to.
fn told(reactions: &Reactions, kind: &str, payload: &Value) -> Vec<&'static str> {
    let event = PendingEvent { id: EventId::least(), kind: kind.to_owned(), data: payload.to_string() };
    let jobs = reactions.jobs_of(&event, SystemClock.now()).expect("it can be read");
    let notices = jobs.iter().filter(|job| job.kind == "notify");
    let mut told: Vec<&str> = notices
        .map(|job| {
            let named = COMPANIES.iter().find(|(_, id)| job.data["company_id"] == *id);
            named.unwrap_or_else(|| panic!("{} is told of {payload}", job.data["company_id"])).0
        })
        .collect();
    told.sort_unstable();
    told
}

#[tokio::test]
async fn nothing_follows_from_an_event_that_is_not_relayed() {
    let app = TestApp::new(Engine::Sqlite).await;
    let reactions = Reactions(app.ctx.clone());
    let released: Value =
        serde_json::from_str(include_str!("../../../../market/tests/snapshots/events.json")).expect("JSON");
    let mut kept_back = Vec::new();

    for kind in EventKind::ALL {
        for payload in released[kind.as_str()].as_array().expect("payloads") {
            let data = payload.to_string();
            let event = PendingEvent { id: EventId::least(), kind: kind.to_string(), data };
            let jobs = reactions.jobs_of(&event, SystemClock.now()).expect("it can be read");
            if !Event::read(*kind, payload).expect("it can be read").record().relayed {
                assert!(jobs.is_empty(), "{kind}: {jobs:?}");
                kept_back.push(kind.as_str());
            }
        }
    }

    assert!(["notice.sent", "stock.moved"].iter().all(|kind| kept_back.contains(kind)), "{kept_back:?}");
    assert!(!["order.placed", "product.listed"].iter().any(|kind| kept_back.contains(kind)), "{kept_back:?}");
    app.finish().await;
}

#[tokio::test]
async fn every_event_is_told_to_those_in_the_table_and_to_nobody_else() {
    let app = TestApp::new(Engine::Sqlite).await;
    let reactions = Reactions(app.ctx.clone());

    for (kind, particular, expected) in TOLD {
        assert_eq!(told(&reactions, kind, &payload(kind, particular)), *expected, "{kind} {particular}");
    }
    for (kind, particular) in TOLD_TO_NOBODY {
        assert!(told(&reactions, kind, &payload(kind, particular)).is_empty(), "{kind} {particular}");
    }
    for kind in EventKind::ALL.iter().map(|kind| kind.as_str()) {
        if !TOLD.iter().any(|(told, ..)| *told == kind) {
            assert!(told(&reactions, kind, &payload(kind, "{}")).is_empty(), "{kind} is told of");
        }
    }
    app.finish().await;
}

#[test]
fn every_state_of_an_order_and_of_a_delivery_has_a_row() {
    let rows: Vec<(&str, Value)> = TOLD
        .iter()
        .map(|(kind, particular, _)| (*kind, *particular))
        .chain(TOLD_TO_NOBODY.iter().copied())
        .map(|(kind, particular)| (kind, serde_json::from_str(particular).expect("JSON")))
        .collect();
    let has = |kind: &str, state: &str| rows.iter().any(|(of, row)| *of == kind && row["state"] == state);

    for state in VendorOrderState::ALL {
        assert!(has("order.state_changed", state.as_str()), "{state}");
    }
    for state in DeliveryState::ALL {
        assert!(has("delivery.state_changed", state.as_str()), "{state}");
    }
}
