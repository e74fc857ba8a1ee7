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
const OWN_PASSWORD: fn(&World) -> Value = |_| json!({ "password": PASSWORD });
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
    ("auth.login_short", Nobodys, &[], |_| json!({ "email": "rival@vendor.example", "password": PASSWORD })),
    ("auth.refresh", Nobodys, &[], |w| json!({ "refresh_token": w.at("refresh_token.renewed") })),
    ("auth.logout", Nobodys, &[], NONE),
    ("auth.create_session", Nobodys, &[], |_| json!({ "email": "rival@vendor.example", "password": PASSWORD })),
    ("auth.delete_session", Nobodys, &[], NONE),
    ("auth.accept_invitation", Nobodys, &[], |w| json!({
        "token": w.at("invitation_token.accepted"), "name": "Ravi Nair", "password": PASSWORD,
    })),
    ("accounts.change_password", Nobodys, &[], |_| json!({ "current_password": PASSWORD, "new_password": PASSWORD })),
    ("accounts.me", Nobodys, &[], NONE),
    ("auth.sessions", Nobodys, &[], NONE),
    ("auth.end_other_sessions", Nobodys, &[], NONE),
    ("auth.end_session", TenantsOwn, &["session.ended"], NONE),

    ("accounts.members", Nobodys, &[], NONE),
    ("accounts.member", TenantsOwn, &["member"], NONE),
    ("accounts.change_member", TenantsOwn, &["member"], |_| json!({ "role": "order_manager" })),
    ("accounts.invitations", Nobodys, &[], NONE),
    ("accounts.invite", Nobodys, &[], |_| json!({ "email": "somebody@invited.example", "role": "owner", "password": PASSWORD })),
    ("accounts.withdraw_invitation", TenantsOwn, &["invitation.withdrawn"], NONE),
    ("accounts.ask_promotion", TenantsOwn, &["member.of_staff"], OWN_PASSWORD),
    ("accounts.approve_invitation", TenantsOwn, &["invitation.of_administrator"], OWN_PASSWORD),
    ("accounts.sign_out_member", TenantsOwn, &["member"], OWN_PASSWORD),
    ("accounts.sign_out_own_company", Nobodys, &[], OWN_PASSWORD),

    ("companies.own", Nobodys, &[], NONE),
    ("companies.edit_own", Nobodys, &[], |_| json!({ "city": "Mangaluru" })),
    ("companies.own_name_changes", Nobodys, &[], NONE),
    ("companies.ask_name_change", Nobodys, &[], |_| json!({ "display_name": "Zenith", "legal_name": "Zenith Limited" })),
    ("companies.withdraw_name_change", TenantsOwn, &["name_change.withdrawn"], NONE),
    ("companies.vendors", Nobodys, &[], NONE),
    ("companies.vendor", Nobodys, &["vendor"], NONE),
    ("companies.retailers", Nobodys, &[], NONE),
    ("companies.retailer", Nobodys, &["retailer"], NONE),

    ("catalog.categories", Nobodys, &[], NONE),
    ("catalog.search", Nobodys, &[], NONE),
    ("catalog.brands", Nobodys, &[], NONE),
    ("catalog.brand", Nobodys, &["brand"], NONE),
    ("catalog.popular", Nobodys, &[], NONE),
    ("catalog.product", Nobodys, &["product"], NONE),
    ("listings.list_product", Nobodys, &[], |_| Actor::product_body("Jackfruit", "SKU-JACK", 90_00)),
    ("catalog.edit_product", TenantsOwn, &["product.edited"], |_| json!({ "title": "Tea in Tins" })),
    // Whatever is listed may be offered by every vendor.
    ("listings.offer_product", Nobodys, &["product.foreign"], |_| json!({
        "sku": "SKU-RICE", "pack_size": 1, "min_quantity": 1, "quantity_step": 1, "max_quantity": 100, "price_minor": 54_00,
    })),
    ("catalog.requests", Nobodys, &[], NONE),
    ("catalog.withdraw_request", TenantsOwn, &["request.withdrawn"], NONE),
    ("catalog.claim_gtin", Nobodys, &[], |_| json!({ "gtin": "96385074", "evidence": "our company prefix" })),
    ("catalog.prefixes", Nobodys, &[], NONE),
    ("catalog.state_prefix", Nobodys, &[], |_| json!({ "prefix": "8901234", "evidence": "our licence" })),
    ("catalog.withdraw_prefix", TenantsOwn, &["prefix.withdrawn"], NONE),
    ("catalog.offers", Nobodys, &[], NONE),
    ("catalog.offer", TenantsOwn, &["offer.edited"], NONE),
    ("catalog.edit_offer", TenantsOwn, &["offer.edited"], |_| json!({ "state": "paused" })),

    ("pricing.change", TenantsOwn, &["offer.priced"], |_| json!({ "price_minor": 81_00 })),
    ("pricing.history", TenantsOwn, &["offer.priced"], NONE),
    ("pricing.held", Nobodys, &[], NONE),
    ("pricing.show", TenantsOwn, &["price_change"], NONE),
    ("pricing.decide", TenantsOwn, &["price_change"], |_| json!({ "decision": "refuse" })),

    ("inventory.locations", Nobodys, &[], NONE),
    ("inventory.add_location", Nobodys, &[], |_| json!({ "name": "North Shed", "city": "Kochi" })),
    ("inventory.levels", Nobodys, &[], NONE),
    ("inventory.movements", Nobodys, &[], NONE),
    ("inventory.move", TenantsOwn, &[], |w| json!({
        "offer_id": w.at("offer"), "location_id": w.at("location"), "kind": "received", "quantity": 5,
    })),

    ("orders.place", Nobodys, &[], |w| json!({
        "lines": [{ "offer_id": w.at("offer"), "quantity": 1 }],
        "expected_total": { "amount_minor": 12_000, "currency": "INR" }, "payment_terms": "net_30",
    })),
    ("orders.list", Nobodys, &[], NONE),
    ("orders.show", TenantsOwn, &["order.placed"], NONE),
    ("orders.track", TenantsOwn, &["order.completed"], NONE),
    ("orders.cancel_vendor_order", TenantsOwn, &["order.cancelled", "part.cancelled"], REASON),
    ("orders.withdraw_vendor_order", Nobodys, &["part.withdrawn"], REASON),
    ("orders.confirm_vendor_order", TenantsOwn, &["order.shortened", "part.shortened"], NONE),

    ("orders.vendor_list", Nobodys, &[], NONE),
    ("orders.vendor_show", TenantsOwn, &["part.placed"], NONE),
    ("orders.accept", TenantsOwn, &["part.placed"], |_| json!({})),
    ("orders.reject", TenantsOwn, &["part.rejected"], REASON),
    ("orders.prepare", TenantsOwn, &["part.accepted"], NONE),
    ("orders.pack", TenantsOwn, &["part.preparing"], NONE),
    ("orders.agree_to_cancel", TenantsOwn, &["part.agreed"], NONE),
    ("orders.refuse_to_cancel", TenantsOwn, &["part.refused"], NONE),

    ("delivery.list", Nobodys, &[], NONE),
    ("delivery.show", TenantsOwn, &["delivery.completed"], NONE),
    ("delivery.offer", Nobodys, &["delivery.offered"], |w| json!({ "partner_id": w.at("partner") })),
    ("delivery.renew_code", Nobodys, &["delivery.failed"], NONE),
    ("delivery.assign", TenantsOwn, &["delivery.assigned"], |w| json!({ "rider_id": w.at("rider") })),
    ("delivery.pick_up", TenantsOwn, &["delivery.fetched"], NONE),
    ("delivery.complete", TenantsOwn, &["delivery.completed"], |w| json!({ "proof_code": w.at("proof_code") })),
    ("delivery.fail", TenantsOwn, &["delivery.failed"], REASON),

    ("notices.list", Nobodys, &[], NONE),
    ("notices.unread_count", Nobodys, &[], NONE),
    ("notices.read", Nobodys, &[], NONE),

    ("companies.list", Nobodys, &[], NONE),
    ("companies.show", Nobodys, &["company.approved"], NONE),
    ("companies.approve", Nobodys, &["company.approved"], |_| json!({ "similar_seen": 0 })),
    ("companies.reject", Nobodys, &["company.rejected"], REASON),
    ("companies.suspend", Nobodys, &["company.suspended"], REASON),
    ("companies.name_changes", Nobodys, &[], NONE),
    ("companies.decide_name_change", Nobodys, &["name_change.decided"], |_| json!({ "decision": "refuse", "reason": "said so by telephone" })),
    ("companies.reinstate", Nobodys, &["company.reinstated"], NONE),
    ("companies.set_bulk_listing", Nobodys, &["company.approved"], |_| json!({ "allowed": true, "reason": "said so by telephone" })),
    ("accounts.users", Nobodys, &[], NONE),
    ("accounts.lock_user", Nobodys, &["user.approved"], REASON),
    ("accounts.unlock_user", Nobodys, &["user.rejected"], NONE),
    ("accounts.sign_out_user", Nobodys, &["user.approved"], OWN_PASSWORD),
    ("accounts.sign_out_company", Nobodys, &["company.approved"], OWN_PASSWORD),
    ("catalog.add_category", Nobodys, &[], |_| json!({ "slug": "dried-fruits", "name": "Dried Fruits", "parent": "fresh-food" })),
    ("catalog.retire_product", Nobodys, &["product.retired"], REASON),
    ("catalog.restore_product", Nobodys, &["product.gone"], REASON),
    ("catalog.retired", Nobodys, &[], NONE),
    ("catalog.all_prefixes", Nobodys, &[], NONE),
    ("catalog.decide_prefix", Nobodys, &["prefix.decided"], |_| json!({ "decision": "confirm", "reason": "said so by telephone" })),
    ("catalog.all_requests", Nobodys, &[], NONE),
    ("catalog.decide_request", Nobodys, &["request.decided"], |_| json!({ "decision": "refuse", "reason": "said so by telephone" })),
    ("audit.list", Nobodys, &[], NONE),
    ("ops.jobs", Nobodys, &[], NONE),
    ("ops.retry_job", Nobodys, &["job"], NONE),
    ("ops.limits", Nobodys, &[], NONE),
    ("ops.caller_limits", Nobodys, &[], NONE),
    ("ops.cache", Nobodys, &[], NONE),
    ("ops.clear_cache", Nobodys, &[], NONE),
    ("security.series", Nobodys, &[], NONE),
    ("security.endpoints", Nobodys, &[], NONE),
    ("security.addresses", Nobodys, &[], NONE),
    ("security.samples", Nobodys, &[], NONE),
    ("ops.health", Nobodys, &[], NONE),
    ("ops.config", Nobodys, &[], NONE),
    ("ops.reset_limits", Nobodys, &[], |_| json!({ "by": "address", "value": "192.0.2.1" })),
];
