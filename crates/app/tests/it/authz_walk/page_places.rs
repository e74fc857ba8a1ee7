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
    ("assets.show", Nobodys, &[], NONE, ""),
    ("ui.design", Nobodys, &[], NONE, ""),

    ("doors.sign_in", Nobodys, &[], NONE, ""),
    ("doors.enter", Nobodys, &[], |_| format!("email=rival%40vendor.example&password={}", encoded(PASSWORD)), "auth.enter"),
    ("doors.leave", Nobodys, &[], NONE, "auth.leave"),
    ("doors.home", Nobodys, &[], NONE, "me.show"),
    ("doors.choose", Nobodys, &[], |_| "lang=hi&theme=dark&back=%2F".to_owned(), ""),
    ("doors.register", Nobodys, &[], NONE, ""),
    ("doors.register_company", Nobodys, &[], |_| company(), ""),
    ("doors.ask", Nobodys, &[], |_| format!("{}&name=Asha+Menon&email=asha%40newcomer.example&password={}", company(), encoded(PASSWORD)), "auth.register"),
    ("doors.asked", Nobodys, &[], NONE, ""),
    ("doors.join", Nobodys, &[], NONE, ""),
    ("doors.accept_invitation", Nobodys, &[], |w| format!("code={}&name=Ravi+Nair&password={}", w.at("invitation_token.accepted"), encoded(PASSWORD)), "auth.accept_invitation"),
    ("doors.report", Nobodys, &[], NONE, ""),
    ("doors.welcome", Nobodys, &[], NONE, "me.show"),
    ("doors.me", Nobodys, &[], NONE, "me.show"),
    ("doors.change_password", Nobodys, &[], |_| format!("current_password={0}&new_password={0}", encoded(PASSWORD)), "auth.change_password"),
    ("doors.sessions", Nobodys, &[], NONE, "me.sessions"),
    ("doors.end_session", TenantsOwn, &["session.ended"], NONE, "me.end_session"),
    ("doors.end_other_sessions", Nobodys, &[], NONE, "me.end_other_sessions"),
    ("doors.companies", Nobodys, &[], NONE, "me.show"),
    ("doors.switch", Nobodys, &[], |w| format!("organization={}", w.at("vendor")), "me.show"),

    ("desk_team.show", Nobodys, &[], NONE, "team.members"),
    ("desk_team.invite", Nobodys, &[], |_| "email=somebody%40invited.example&role=owner".to_owned(), "team.invite"),
    ("desk_team.withdraw", TenantsOwn, &["invitation.withdrawn"], NONE, "team.withdraw_invitation"),
    ("desk_team.change", TenantsOwn, &["member"], |_| "role=order_manager&version=1".to_owned(), "team.change_member"),
    ("desk_company.show", Nobodys, &[], NONE, "company.show"),
    ("desk_company.edit", Nobodys, &[], |_| "display_name=Acme&city=Mangaluru&address_line=1+Harbour+Road&postcode=682001&time_zone=Asia%2FKolkata&version=2".to_owned(), "company.edit"),
    ("desk_notices.list", Nobodys, &[], NONE, "notices.list"),
    ("desk_notices.read", Nobodys, &[], NONE, "notices.read"),

    ("shop.home", Nobodys, &[], NONE, "catalog.popular"),
    ("shop.find", Nobodys, &[], NONE, "catalog.search"),
    ("shop.product", Nobodys, &["product"], NONE, "catalog.product"),
    ("shop.brands", Nobodys, &[], NONE, "catalog.brands"),
    ("shop.brand", Nobodys, &["brand"], NONE, "catalog.brand"),
    ("shop.vendor", Nobodys, &["vendor"], NONE, "vendors.show"),

    ("basket.show", Nobodys, &[], NONE, "orders.place"),
    ("basket.add", Nobodys, &[], |w| format!("offer={}&quantity=1", w.at("offer")), "orders.place"),
    ("basket.change", Nobodys, &[], |w| format!("quantity.{}=1", w.at("offer")), "orders.place"),
    // Not the one that is to be ordered.
    ("basket.remove", Nobodys, &[], |w| format!("offer={}", w.at("offer.edited")), "orders.place"),
    ("basket.accept_prices", Nobodys, &[], NONE, "orders.place"),
    ("quick_order.show", Nobodys, &[], NONE, "orders.place"),
    ("quick_order.check", Nobodys, &[], |_| "lines=SKU-NOWHERE+2".to_owned(), "orders.place"),
    ("quick_order.take", Nobodys, &[], |w| format!("lines=x+1&offer.1={}&quantity.1=1", w.at("offer")), "orders.place"),
    ("checkout.show", Nobodys, &[], NONE, "orders.place"),
    ("checkout.place", Nobodys, &[], |w| format!("line.{0}=1&seen.{0}=12000&expected_minor=12000&expected_currency=INR&terms=net_30", w.at("offer")), "orders.place"),
    ("purchases.list", Nobodys, &[], NONE, "orders.list"),
    ("purchases.export", Nobodys, &[], NONE, "orders.list"),
    ("purchases.show", TenantsOwn, &["purchase.placed"], NONE, "orders.show"),
    ("purchases.cancel_part", TenantsOwn, &["purchase.cancelled", "part.cancelled"], REASON, "orders.cancel_part"),
    ("purchases.confirm_part", TenantsOwn, &["purchase.shortened", "part.shortened"], NONE, "orders.confirm_part"),
    ("purchases.reorder", TenantsOwn, &["purchase.placed"], NONE, "orders.place"),

    ("vendor.today", Nobodys, &[], NONE, "offers.list"),
    ("vendor.orders", Nobodys, &[], NONE, "vendor_orders.list"),
    ("vendor.order", TenantsOwn, &["part.placed"], NONE, "vendor_orders.show"),
    ("vendor.accept", TenantsOwn, &["part.placed"], NONE, "vendor_orders.accept"),
    ("vendor.reject", TenantsOwn, &["part.rejected"], REASON, "vendor_orders.reject"),
    ("vendor.prepare", TenantsOwn, &["part.accepted"], NONE, "vendor_orders.prepare"),
    ("vendor.pack", TenantsOwn, &["part.preparing"], NONE, "vendor_orders.pack"),
    ("vendor.agree_to_cancel", TenantsOwn, &["part.agreed"], NONE, "vendor_orders.agree_to_cancel"),
    ("vendor.refuse_to_cancel", TenantsOwn, &["part.refused"], NONE, "vendor_orders.refuse_to_cancel"),
    ("vendor.products", Nobodys, &[], NONE, "offers.list"),
    ("vendor.new_product", Nobodys, &[], NONE, "catalog.list_product"),
    ("vendor.list_product", Nobodys, &[], |_| "title=Jackfruit&brand=Farm&category=fruits&description=Ripe&tax_class=gst_5&sku=SKU-JACK&pack_size=1&min_quantity=1&quantity_step=1&max_quantity=100&price=90.00".to_owned(), "catalog.list_product"),
    ("vendor.product", TenantsOwn, &["offer.edited"], NONE, "offers.show"),
    ("vendor.edit_terms", TenantsOwn, &["offer.edited"], |_| "min_quantity=1&quantity_step=1&max_quantity=500&version=1".to_owned(), "offers.edit"),
    ("vendor.set_offer_state", TenantsOwn, &["offer.held"], |_| "state=paused&version=1".to_owned(), "offers.edit"),
    ("vendor.edit_text", TenantsOwn, &["offer.edited"], |_| "title=Tea+in+Tins&brand=Farm&category=fruits&description=Black&version=1".to_owned(), "catalog.edit_product"),
    ("vendor.price", TenantsOwn, &["offer.priced"], NONE, "prices.history"),
    ("vendor.change_price", TenantsOwn, &["offer.priced"], |_| "price=81.00&version=1&step=confirm".to_owned(), "prices.change"),
    ("vendor.prices", Nobodys, &[], NONE, "prices.held"),
    ("vendor.decide_price", TenantsOwn, &["price_change"], |_| "decision=confirm".to_owned(), "prices.decide"),
    ("vendor.stock", Nobodys, &[], NONE, "stock.levels"),
    ("vendor.movements", Nobodys, &[], NONE, "stock.movements"),
    ("vendor.move_stock", TenantsOwn, &[], |w| format!("deed=move&offer={}&location={}&kind=received&quantity=5", w.at("offer"), w.at("location")), "stock.move"),
    ("vendor.set_threshold", TenantsOwn, &[], |w| format!("deed=threshold&offer={}&location={}&threshold=5", w.at("offer"), w.at("location")), "stock.move"),
    ("vendor.add_place", Nobodys, &[], |_| "deed=place&name=North+Shed&city=Kochi".to_owned(), "stock.add_location"),
    ("vendor.sales", Nobodys, &[], NONE, "vendor_orders.list"),
    ("vendor.imports", Nobodys, &[], NONE, "offers.list"),
    ("vendor.hand_in", Nobodys, &[], |_| "kind=prices&pasted=sku%2Cprice%0ASKU-NOWHERE%2C12.00".to_owned(), ""),
    ("vendor.import", TenantsOwn, &["import"], NONE, "offers.list"),
    ("vendor.apply_import", TenantsOwn, &["import"], NONE, "offers.list"),
    ("vendor.undo_import", TenantsOwn, &["import"], NONE, "offers.list"),
    ("vendor.export_orders", Nobodys, &[], NONE, "vendor_orders.list"),
    ("vendor.export_prices", Nobodys, &[], NONE, "offers.list"),
    ("vendor.export_products", Nobodys, &[], NONE, "offers.list"),
    ("vendor.export_stock", Nobodys, &[], NONE, "stock.levels"),

    ("desk_delivery.board", Nobodys, &[], NONE, "deliveries.list"),
    ("desk_delivery.show", TenantsOwn, &["delivery.completed"], NONE, "deliveries.show"),
    ("desk_delivery.assign", TenantsOwn, &["delivery.assigned"], |w| format!("rider_id={}", w.at("rider")), "deliveries.assign"),
    ("desk_delivery.rides", Nobodys, &[], NONE, "deliveries.list"),
    ("desk_delivery.ride", TenantsOwn, &["delivery.completed"], NONE, "deliveries.show"),
    ("desk_delivery.pick_up", TenantsOwn, &["delivery.fetched"], NONE, "deliveries.pick_up"),
    ("desk_delivery.complete", TenantsOwn, &["delivery.completed"], |w| format!("code={}", w.at("proof_code")), "deliveries.complete"),
    ("desk_delivery.fail", TenantsOwn, &["delivery.failed"], |_| "why=closed".to_owned(), "deliveries.fail"),

    ("staff.overview", Nobodys, &[], NONE, ""),
    ("staff.companies", Nobodys, &[], NONE, "admin.companies"),
    ("staff.company", Nobodys, &["company.approved"], NONE, "admin.company"),
    ("staff.approve", Nobodys, &["company.approved"], NONE, "admin.approve"),
    ("staff.reject", Nobodys, &["company.rejected"], REASON, "admin.reject"),
    ("staff.suspend", Nobodys, &["company.suspended"], REASON, "admin.suspend"),
    ("staff.reinstate", Nobodys, &["company.reinstated"], NONE, "admin.reinstate"),
    ("staff.users", Nobodys, &[], NONE, "admin.users"),
    ("staff.lock_user", Nobodys, &["user.approved"], REASON, "admin.lock_user"),
    ("staff.unlock_user", Nobodys, &["user.rejected"], NONE, "admin.unlock_user"),
    ("staff.purchases", Nobodys, &[], NONE, "orders.list"),
    ("staff.purchase", Nobodys, &["purchase.placed"], NONE, "orders.show"),
    ("staff.deliveries", Nobodys, &[], NONE, "deliveries.list"),
    ("staff.delivery", Nobodys, &["delivery.offered"], NONE, "deliveries.show"),
    ("staff.offer_delivery", Nobodys, &["delivery.offered"], |w| format!("partner_id={}", w.at("partner")), "deliveries.offer"),
    ("staff.renew_code", Nobodys, &["delivery.failed"], NONE, "deliveries.renew_code"),
    ("staff.catalog", Nobodys, &[], NONE, "admin.add_category"),
    ("staff.add_category", Nobodys, &[], |_| "slug=dried-fruits&name=Dried+Fruits&parent=fresh-food".to_owned(), "admin.add_category"),
    ("staff.retire_product", Nobodys, &["product.retired"], REASON, "admin.retire_product"),
    ("staff.held_prices", Nobodys, &[], NONE, ""),
    ("staff.security", Nobodys, &[], NONE, "admin.security_series"),
    ("staff.health", Nobodys, &[], NONE, "admin.health"),
    ("staff.config", Nobodys, &[], NONE, "admin.config"),
    ("staff.limits", Nobodys, &[], NONE, "admin.limits"),
    ("staff.reset_limits", Nobodys, &[], |_| "by=address&value=192.0.2.1".to_owned(), "admin.limits_reset"),
    ("staff.cache", Nobodys, &[], NONE, "admin.cache"),
    ("staff.clear_cache", Nobodys, &[], NONE, "admin.cache_clear"),
    ("staff.jobs", Nobodys, &[], NONE, "admin.jobs"),
    ("staff.retry_job", Nobodys, &["job"], NONE, "admin.retry_job"),
    ("staff.audit", Nobodys, &[], NONE, "admin.audit"),
];

/// A company as the second step of joining asks for it.
fn company() -> String {
    "kind=vendor&legal_name=Newcomer+Private+Limited&display_name=Newcomer&line=1+Harbour+Road&city=Kochi&postcode=682001&country=IN&currency=INR".to_owned()
}

fn encoded(text: &str) -> String {
    text.replace(' ', "+")
}
