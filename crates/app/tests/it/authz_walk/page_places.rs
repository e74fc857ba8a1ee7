//! By hand, for every page: whose objects its path names, the fields of its form, and its twin of the API.

use testkit::PASSWORD;

use super::places::Whose::{self, Nobodys, TenantsOwn};
use super::world::World;

/// Page, whose, the objects for the path's parameters, the fields (URL-encoded), the twin ("" for none).
pub type PagePlace = (&'static str, Whose, &'static [&'static str], fn(&World) -> String, &'static str);

const NONE: fn(&World) -> String = |_| String::new();
const REASON: fn(&World) -> String = |_| "reason=said+so+by+telephone".to_owned();

#[rustfmt::skip]
pub const PAGES: &[PagePlace] = &[
    ("ui.page.asset", Nobodys, &[], NONE, ""),
    ("ui.page.design", Nobodys, &[], NONE, ""),

    ("auth.page.sign_in", Nobodys, &[], NONE, ""),
    ("auth.page.submit_sign_in", Nobodys, &[], |_| format!("email=rival%40vendor.example&password={}", encoded(PASSWORD)), "auth.create_session"),
    ("auth.page.sign_out", Nobodys, &[], NONE, "auth.delete_session"),
    ("auth.page.home", Nobodys, &[], NONE, "accounts.me"),
    ("ui.page.settings", Nobodys, &[], |_| "lang=hi&theme=dark&back=%2F".to_owned(), ""),
    ("auth.page.register", Nobodys, &[], NONE, ""),
    ("auth.page.register_company", Nobodys, &[], |_| company(), ""),
    ("auth.page.submit_registration", Nobodys, &[], |_| format!("{}&name=Asha+Menon&email=asha%40newcomer.example&password={}", company(), encoded(PASSWORD)), "auth.register"),
    ("auth.page.registered", Nobodys, &[], NONE, ""),
    ("auth.page.join", Nobodys, &[], NONE, ""),
    ("auth.page.accept_invitation", Nobodys, &[], |w| format!("code={}&name=Ravi+Nair&password={}", w.at("invitation_token.accepted"), encoded(PASSWORD)), "auth.accept_invitation"),
    ("security.page.csp_report", Nobodys, &[], NONE, ""),
    ("companies.member.welcome", Nobodys, &[], NONE, "accounts.me"),
    ("accounts.member.profile", Nobodys, &[], NONE, "accounts.me"),
    ("accounts.member.change_password", Nobodys, &[], |_| format!("current_password={0}&new_password={0}", encoded(PASSWORD)), "accounts.change_password"),
    ("auth.page.sessions", Nobodys, &[], NONE, "auth.sessions"),
    ("auth.page.end_session", TenantsOwn, &["session.ended"], NONE, "auth.end_session"),
    ("auth.page.end_other_sessions", Nobodys, &[], NONE, "auth.end_other_sessions"),
    ("auth.page.companies", Nobodys, &[], NONE, "accounts.me"),
    ("auth.page.switch_company", Nobodys, &[], |w| format!("company={}", w.at("vendor")), "accounts.me"),

    ("accounts.member.team", Nobodys, &[], NONE, "accounts.members"),
    ("accounts.member.invite", Nobodys, &[], |_| format!("email=somebody%40invited.example&role=owner&password={}", encoded(PASSWORD)), "accounts.invite"),
    ("accounts.member.withdraw_invitation", TenantsOwn, &["invitation.withdrawn"], NONE, "accounts.withdraw_invitation"),
    ("accounts.member.change_member", TenantsOwn, &["member"], |_| "role=order_manager&version=1".to_owned(), "accounts.change_member"),
    ("companies.member.show", Nobodys, &[], NONE, "companies.own"),
    ("companies.member.edit", Nobodys, &[], |_| "city=Mangaluru&address_line=1+Harbour+Road&postcode=682001&time_zone=Asia%2FKolkata&version=2".to_owned(), "companies.edit_own"),
    ("companies.member.ask_name_change", Nobodys, &[], |_| "display_name=Zenith&legal_name=Zenith+Limited".to_owned(), "companies.ask_name_change"),
    ("companies.member.withdraw_name_change", TenantsOwn, &["name_change.withdrawn"], NONE, "companies.withdraw_name_change"),
    ("notices.member.list", Nobodys, &[], NONE, "notices.list"),
    ("notices.member.mark_read", Nobodys, &[], NONE, "notices.read"),

    ("catalog.storefront.home", Nobodys, &[], NONE, "catalog.popular"),
    ("catalog.storefront.search", Nobodys, &[], NONE, "catalog.search"),
    ("catalog.storefront.product", Nobodys, &["product"], NONE, "catalog.product"),
    ("catalog.storefront.brands", Nobodys, &[], NONE, "catalog.brands"),
    ("catalog.storefront.brand", Nobodys, &["brand"], NONE, "catalog.brand"),
    ("companies.storefront.vendor", Nobodys, &["vendor"], NONE, "companies.vendor"),

    ("baskets.retailer.show", Nobodys, &[], NONE, "orders.place"),
    ("baskets.retailer.add", Nobodys, &[], |w| format!("offer={}&quantity=1", w.at("offer")), "orders.place"),
    ("baskets.retailer.change", Nobodys, &[], |w| format!("quantity.{}=1", w.at("offer")), "orders.place"),
    // Not the one that is to be ordered.
    ("baskets.retailer.remove", Nobodys, &[], |w| format!("offer={}", w.at("offer.edited")), "orders.place"),
    ("baskets.retailer.accept_prices", Nobodys, &[], NONE, "orders.place"),
    ("baskets.retailer.quick_order", Nobodys, &[], NONE, "orders.place"),
    ("baskets.retailer.check_quick_order", Nobodys, &[], |_| "lines=SKU-NOWHERE+2".to_owned(), "orders.place"),
    ("baskets.retailer.add_quick_order", Nobodys, &[], |w| format!("lines=x+1&offer.1={}&quantity.1=1", w.at("offer")), "orders.place"),
    ("orders.retailer.checkout", Nobodys, &[], NONE, "orders.place"),
    ("orders.retailer.place", Nobodys, &[], |w| format!("line.{0}=1&seen.{0}=12000&expected_minor=12000&expected_currency=INR&terms=net_30", w.at("offer")), "orders.place"),
    ("orders.retailer.list", Nobodys, &[], NONE, "orders.list"),
    ("orders.retailer.export", Nobodys, &[], NONE, "orders.list"),
    ("orders.retailer.show", TenantsOwn, &["order.placed"], NONE, "orders.show"),
    ("orders.retailer.cancel_vendor_order", TenantsOwn, &["order.cancelled", "part.cancelled"], REASON, "orders.cancel_vendor_order"),
    ("orders.retailer.confirm_vendor_order", TenantsOwn, &["order.shortened", "part.shortened"], NONE, "orders.confirm_vendor_order"),
    ("orders.retailer.reorder", TenantsOwn, &["order.placed"], NONE, "orders.place"),

    ("orders.vendor.today", Nobodys, &[], NONE, "catalog.offers"),
    ("orders.vendor.list", Nobodys, &[], NONE, "orders.vendor_list"),
    ("orders.vendor.show", TenantsOwn, &["part.placed"], NONE, "orders.vendor_show"),
    ("orders.vendor.accept", TenantsOwn, &["part.placed"], NONE, "orders.accept"),
    ("orders.vendor.reject", TenantsOwn, &["part.rejected"], REASON, "orders.reject"),
    ("orders.vendor.prepare", TenantsOwn, &["part.accepted"], NONE, "orders.prepare"),
    ("orders.vendor.pack", TenantsOwn, &["part.preparing"], NONE, "orders.pack"),
    ("orders.vendor.agree_to_cancel", TenantsOwn, &["part.agreed"], NONE, "orders.agree_to_cancel"),
    ("orders.vendor.refuse_to_cancel", TenantsOwn, &["part.refused"], NONE, "orders.refuse_to_cancel"),
    ("catalog.vendor.offers", Nobodys, &[], NONE, "catalog.offers"),
    ("listings.vendor.new_product", Nobodys, &[], NONE, "listings.list_product"),
    ("listings.vendor.list_product", Nobodys, &[], |_| "title=Jackfruit&brand=Farm&category=fruits&description=Ripe&tax_class=gst_5&sku=SKU-JACK&pack_size=1&min_quantity=1&quantity_step=1&max_quantity=100&price=90.00".to_owned(), "listings.list_product"),
    ("catalog.vendor.offer", TenantsOwn, &["offer.edited"], NONE, "catalog.offer"),
    ("catalog.vendor.edit_terms", TenantsOwn, &["offer.edited"], |_| "min_quantity=1&quantity_step=1&max_quantity=500&version=1".to_owned(), "catalog.edit_offer"),
    ("catalog.vendor.set_offer_state", TenantsOwn, &["offer.held"], |_| "state=paused&version=1".to_owned(), "catalog.edit_offer"),
    ("catalog.vendor.edit_text", TenantsOwn, &["offer.edited"], |_| "title=Tea+in+Tins&brand=Farm&category=fruits&description=Black&version=1".to_owned(), "catalog.edit_product"),
    ("pricing.vendor.price", TenantsOwn, &["offer.priced"], NONE, "pricing.history"),
    ("pricing.vendor.change_price", TenantsOwn, &["offer.priced"], |_| "price=81.00&version=1&step=confirm".to_owned(), "pricing.change"),
    ("pricing.vendor.history", TenantsOwn, &["offer.priced"], NONE, "pricing.history"),
    ("pricing.vendor.changes", Nobodys, &[], NONE, "pricing.held"),
    ("pricing.vendor.decide", TenantsOwn, &["price_change"], |_| "decision=confirm".to_owned(), "pricing.decide"),
    ("inventory.vendor.stock", Nobodys, &[], NONE, "inventory.levels"),
    ("inventory.vendor.movements", Nobodys, &[], NONE, "inventory.movements"),
    ("inventory.vendor.move_stock", TenantsOwn, &[], |w| format!("intent=move&offer={}&location={}&kind=received&quantity=5", w.at("offer"), w.at("location")), "inventory.move"),
    ("inventory.vendor.set_threshold", TenantsOwn, &[], |w| format!("intent=threshold&offer={}&location={}&threshold=5", w.at("offer"), w.at("location")), "inventory.move"),
    ("inventory.vendor.add_location", Nobodys, &[], |_| "intent=place&name=North+Shed&city=Kochi".to_owned(), "inventory.add_location"),
    ("orders.vendor.sales", Nobodys, &[], NONE, "orders.vendor_list"),
    ("imports.vendor.list", Nobodys, &[], NONE, "catalog.offers"),
    ("imports.vendor.upload", Nobodys, &[], |_| "kind=prices&pasted=sku%2Cprice%0ASKU-NOWHERE%2C12.00".to_owned(), ""),
    ("imports.vendor.show", TenantsOwn, &["import"], NONE, "catalog.offers"),
    ("imports.vendor.apply", TenantsOwn, &["import"], NONE, "catalog.offers"),
    ("imports.vendor.undo", TenantsOwn, &["import"], NONE, "catalog.offers"),
    ("orders.vendor.export", Nobodys, &[], NONE, "orders.vendor_list"),
    ("imports.vendor.export_prices", Nobodys, &[], NONE, "catalog.offers"),
    ("imports.vendor.export_products", Nobodys, &[], NONE, "catalog.offers"),
    ("imports.vendor.export_stock", Nobodys, &[], NONE, "inventory.levels"),

    ("delivery.partner.board", Nobodys, &[], NONE, "delivery.list"),
    ("delivery.partner.show", TenantsOwn, &["delivery.completed"], NONE, "delivery.show"),
    ("delivery.partner.assign", TenantsOwn, &["delivery.assigned"], |w| format!("rider_id={}", w.at("rider")), "delivery.assign"),
    ("delivery.partner.rides", Nobodys, &[], NONE, "delivery.list"),
    ("delivery.partner.ride", TenantsOwn, &["delivery.completed"], NONE, "delivery.show"),
    ("delivery.partner.pick_up", TenantsOwn, &["delivery.fetched"], NONE, "delivery.pick_up"),
    ("delivery.partner.complete", TenantsOwn, &["delivery.completed"], |w| format!("code={}", w.at("proof_code")), "delivery.complete"),
    ("delivery.partner.fail", TenantsOwn, &["delivery.failed"], |_| "why=closed".to_owned(), "delivery.fail"),

    ("ops.staff.overview", Nobodys, &[], NONE, ""),
    ("companies.staff.list", Nobodys, &[], NONE, "companies.list"),
    ("companies.staff.show", Nobodys, &["company.approved"], NONE, "companies.show"),
    ("companies.staff.approve", Nobodys, &["company.approved"], NONE, "companies.approve"),
    ("companies.staff.reject", Nobodys, &["company.rejected"], REASON, "companies.reject"),
    ("companies.staff.suspend", Nobodys, &["company.suspended"], REASON, "companies.suspend"),
    ("companies.staff.name_changes", Nobodys, &[], NONE, "companies.name_changes"),
    ("companies.staff.decide_name_change", Nobodys, &["name_change.decided"], |_| "decision=refuse&reason=said+so+by+telephone".to_owned(), "companies.decide_name_change"),
    ("companies.staff.reinstate", Nobodys, &["company.reinstated"], NONE, "companies.reinstate"),
    ("accounts.staff.users", Nobodys, &[], NONE, "accounts.users"),
    ("accounts.staff.lock_user", Nobodys, &["user.approved"], REASON, "accounts.lock_user"),
    ("accounts.staff.unlock_user", Nobodys, &["user.rejected"], NONE, "accounts.unlock_user"),
    ("orders.staff.list", Nobodys, &[], NONE, "orders.list"),
    ("orders.staff.show", Nobodys, &["order.placed"], NONE, "orders.show"),
    ("delivery.staff.list", Nobodys, &[], NONE, "delivery.list"),
    ("delivery.staff.show", Nobodys, &["delivery.offered"], NONE, "delivery.show"),
    ("delivery.staff.offer", Nobodys, &["delivery.offered"], |w| format!("partner_id={}", w.at("partner")), "delivery.offer"),
    ("delivery.staff.renew_code", Nobodys, &["delivery.failed"], NONE, "delivery.renew_code"),
    ("catalog.staff.show", Nobodys, &[], NONE, "catalog.add_category"),
    ("catalog.staff.add_category", Nobodys, &[], |_| "slug=dried-fruits&name=Dried+Fruits&parent=fresh-food".to_owned(), "catalog.add_category"),
    ("catalog.staff.retire_product", Nobodys, &["product.retired"], REASON, "catalog.retire_product"),
    ("pricing.staff.held", Nobodys, &[], NONE, ""),
    ("security.staff.show", Nobodys, &[], NONE, "security.series"),
    ("ops.staff.health", Nobodys, &[], NONE, "ops.health"),
    ("ops.staff.config", Nobodys, &[], NONE, "ops.config"),
    ("ops.staff.limits", Nobodys, &[], NONE, "ops.limits"),
    ("ops.staff.reset_limits", Nobodys, &[], |_| "by=address&value=192.0.2.1".to_owned(), "ops.reset_limits"),
    ("ops.staff.cache", Nobodys, &[], NONE, "ops.cache"),
    ("ops.staff.clear_cache", Nobodys, &[], NONE, "ops.clear_cache"),
    ("ops.staff.jobs", Nobodys, &[], NONE, "ops.jobs"),
    ("ops.staff.retry_job", Nobodys, &["job"], NONE, "ops.retry_job"),
    ("audit.staff.list", Nobodys, &[], NONE, "audit.list"),
];

/// A company as the second step of joining asks for it.
fn company() -> String {
    "kind=vendor&legal_name=Newcomer+Private+Limited&display_name=Newcomer&line=1+Harbour+Road&city=Kochi&postcode=682001&country=IN&currency=INR".to_owned()
}

fn encoded(text: &str) -> String {
    text.replace(' ', "+")
}
