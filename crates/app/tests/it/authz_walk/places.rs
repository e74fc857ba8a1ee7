//! By hand, for every route: whose objects its path names, and a body that is valid for them.

use serde_json::{Value, json};
use testkit::{Actor, PASSWORD};

use super::world::World;

/// To whom that belongs which a route's path or body names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// It names nothing, or something that is everybody's, the platform's, or staff's to decide about.
    Nobodys,
    /// Tenant A's alone: to others it is not there.
    TenantsOwn,
}

use Whose::{Nobodys, TenantsOwn};

/// Route, whose, the objects for the path's parameters, the body (null for none).
pub type Place = (&'static str, Whose, &'static [&'static str], fn(&World) -> Value);

const NONE: fn(&World) -> Value = |_| Value::Null;
const REASON: fn(&World) -> Value = |_| json!({ "reason": "said so by telephone" });

#[rustfmt::skip]
pub const PLACES: &[Place] = &[
    ("system.livez", Nobodys, &[], NONE),
    ("system.readyz", Nobodys, &[], NONE),
    ("system.jwks", Nobodys, &[], NONE),
    ("system.openapi", Nobodys, &[], NONE),
    ("system.docs", Nobodys, &[], NONE),
    ("system.docs_style", Nobodys, &[], NONE),

    ("auth.register", Nobodys, &[], |_| json!({
        "kind": "vendor", "legal_name": "Newcomer Private Limited", "display_name": "Newcomer", "currency": "INR",
        "address": { "line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN" },
        "name": "Asha Menon", "email": "owner@newcomer.example", "password": PASSWORD,
    })),
    ("auth.login", Nobodys, &[], |_| json!({ "email": "rival@vendor.example", "password": PASSWORD })),
    ("auth.refresh", Nobodys, &[], |w| json!({ "refresh_token": w.at("refresh_token.renewed") })),
    ("auth.logout", Nobodys, &[], NONE),
    ("auth.enter", Nobodys, &[], |_| json!({ "email": "rival@vendor.example", "password": PASSWORD })),
    ("auth.leave", Nobodys, &[], NONE),
    ("auth.accept_invitation", Nobodys, &[], |w| json!({
        "token": w.at("invitation_token.accepted"), "name": "Ravi Nair", "password": PASSWORD,
    })),
    ("auth.change_password", Nobodys, &[], |_| json!({ "current_password": PASSWORD, "new_password": PASSWORD })),
    ("me.show", Nobodys, &[], NONE),
    ("me.sessions", Nobodys, &[], NONE),
    ("me.end_other_sessions", Nobodys, &[], NONE),
    ("me.end_session", TenantsOwn, &["session.ended"], NONE),

    ("team.members", Nobodys, &[], NONE),
    ("team.change_member", TenantsOwn, &["member"], |_| json!({ "role": "order_manager" })),
    ("team.invitations", Nobodys, &[], NONE),
    ("team.invite", Nobodys, &[], |_| json!({ "email": "somebody@invited.example", "role": "owner" })),
    ("team.withdraw_invitation", TenantsOwn, &["invitation.withdrawn"], NONE),

    ("company.show", Nobodys, &[], NONE),
    ("company.edit", Nobodys, &[], |_| json!({ "city": "Mangaluru" })),
    ("vendors.list", Nobodys, &[], NONE),
    ("vendors.show", Nobodys, &["vendor"], NONE),
    ("retailers.list", Nobodys, &[], NONE),
    ("retailers.show", Nobodys, &["retailer"], NONE),

    ("catalog.categories", Nobodys, &[], NONE),
    ("catalog.search", Nobodys, &[], NONE),
    ("catalog.brands", Nobodys, &[], NONE),
    ("catalog.brand", Nobodys, &["brand"], NONE),
    ("catalog.popular", Nobodys, &[], NONE),
    ("catalog.product", Nobodys, &["product"], NONE),
    ("catalog.list_product", Nobodys, &[], |_| Actor::product_body("Jackfruit", "SKU-JACK", 90_00)),
    ("catalog.edit_product", TenantsOwn, &["product.edited"], |_| json!({ "title": "Tea in Tins" })),
    // Whatever is listed may be offered by every vendor.
    ("catalog.offer_product", Nobodys, &["product.foreign"], |_| json!({
        "sku": "SKU-RICE", "pack_size": 1, "min_quantity": 1, "quantity_step": 1, "max_quantity": 100, "price_minor": 54_00,
    })),
    ("offers.list", Nobodys, &[], NONE),
    ("offers.show", TenantsOwn, &["offer.edited"], NONE),
    ("offers.edit", TenantsOwn, &["offer.edited"], |_| json!({ "state": "paused" })),

    ("prices.change", TenantsOwn, &["offer.priced"], |_| json!({ "price_minor": 81_00 })),
    ("prices.history", TenantsOwn, &["offer.priced"], NONE),
    ("prices.held", Nobodys, &[], NONE),
    ("prices.decide", TenantsOwn, &["price_change"], |_| json!({ "decision": "confirm" })),

    ("stock.locations", Nobodys, &[], NONE),
    ("stock.add_location", Nobodys, &[], |_| json!({ "name": "North Shed", "city": "Kochi" })),
    ("stock.levels", Nobodys, &[], NONE),
    ("stock.movements", Nobodys, &[], NONE),
    ("stock.move", TenantsOwn, &[], |w| json!({
        "offer_id": w.at("offer"), "location_id": w.at("location"), "kind": "received", "quantity": 5,
    })),

    ("orders.place", Nobodys, &[], |w| json!({
        "lines": [{ "offer_id": w.at("offer"), "quantity": 1 }],
        "expected_total": { "amount_minor": 12_000, "currency": "INR" }, "payment_terms": "net_30",
    })),
    ("orders.list", Nobodys, &[], NONE),
    ("orders.show", TenantsOwn, &["purchase.placed"], NONE),
    ("orders.track", TenantsOwn, &["purchase.completed"], NONE),
    ("orders.cancel_part", TenantsOwn, &["purchase.cancelled", "part.cancelled"], REASON),
    ("orders.confirm_part", TenantsOwn, &["purchase.shortened", "part.shortened"], NONE),

    ("vendor_orders.list", Nobodys, &[], NONE),
    ("vendor_orders.show", TenantsOwn, &["part.placed"], NONE),
    ("vendor_orders.accept", TenantsOwn, &["part.placed"], |_| json!({})),
    ("vendor_orders.reject", TenantsOwn, &["part.rejected"], REASON),
    ("vendor_orders.prepare", TenantsOwn, &["part.accepted"], NONE),
    ("vendor_orders.pack", TenantsOwn, &["part.preparing"], NONE),
    ("vendor_orders.agree_to_cancel", TenantsOwn, &["part.agreed"], NONE),
    ("vendor_orders.refuse_to_cancel", TenantsOwn, &["part.refused"], NONE),

    ("deliveries.list", Nobodys, &[], NONE),
    ("deliveries.show", TenantsOwn, &["delivery.completed"], NONE),
    ("deliveries.offer", Nobodys, &["delivery.offered"], |w| json!({ "partner_id": w.at("partner") })),
    ("deliveries.renew_code", Nobodys, &["delivery.failed"], NONE),
    ("deliveries.assign", TenantsOwn, &["delivery.assigned"], |w| json!({ "rider_id": w.at("rider") })),
    ("deliveries.pick_up", TenantsOwn, &["delivery.fetched"], NONE),
    ("deliveries.complete", TenantsOwn, &["delivery.completed"], |w| json!({ "code": w.at("proof_code") })),
    ("deliveries.fail", TenantsOwn, &["delivery.failed"], REASON),

    ("notices.list", Nobodys, &[], NONE),
    ("notices.read", Nobodys, &[], NONE),

    ("admin.companies", Nobodys, &[], NONE),
    ("admin.company", Nobodys, &["company.approved"], NONE),
    ("admin.approve", Nobodys, &["company.approved"], NONE),
    ("admin.reject", Nobodys, &["company.rejected"], REASON),
    ("admin.suspend", Nobodys, &["company.suspended"], REASON),
    ("admin.reinstate", Nobodys, &["company.reinstated"], NONE),
    ("admin.users", Nobodys, &[], NONE),
    ("admin.lock_user", Nobodys, &["user.approved"], REASON),
    ("admin.unlock_user", Nobodys, &["user.rejected"], NONE),
    ("admin.add_category", Nobodys, &[], |_| json!({ "slug": "dried-fruits", "name": "Dried Fruits", "parent": "fresh-food" })),
    ("admin.retire_product", Nobodys, &["product.retired"], REASON),
    ("admin.audit", Nobodys, &[], NONE),
    ("admin.jobs", Nobodys, &[], NONE),
    ("admin.retry_job", Nobodys, &["job"], NONE),
    ("admin.limits", Nobodys, &[], NONE),
    ("admin.limits_caller", Nobodys, &[], NONE),
    ("admin.cache", Nobodys, &[], NONE),
    ("admin.cache_clear", Nobodys, &[], NONE),
    ("admin.security_series", Nobodys, &[], NONE),
    ("admin.security_endpoints", Nobodys, &[], NONE),
    ("admin.security_addresses", Nobodys, &[], NONE),
    ("admin.security_samples", Nobodys, &[], NONE),
    ("admin.health", Nobodys, &[], NONE),
    ("admin.config", Nobodys, &[], NONE),
    ("admin.limits_reset", Nobodys, &[], |_| json!({ "by": "address", "value": "192.0.2.1" })),
];
