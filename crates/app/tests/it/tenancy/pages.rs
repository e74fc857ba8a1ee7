//! Every page and file for people of a company: what is one's own stands there, and nothing of another's.

use std::collections::BTreeSet;

use super::is_of_a_company;
use super::scene::{Scene, Side, Who};

/// A page as somebody opens it, and what of their own must stand there.
type OwnPage = (&'static str, Who, fn(&Side) -> String, fn(&Side) -> Vec<String>);

fn all(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn products(side: &Side) -> Vec<String> {
    ["tea", "rice", "salt"].map(|what| format!("{} {what}", side.name)).into()
}

fn skus(side: &Side) -> Vec<String> {
    ["tea", "rice", "salt"].map(|what| format!("{}-{what}", side.name)).into()
}

#[rustfmt::skip]
const PAGES: &[OwnPage] = &[
    ("companies.member.welcome", Who::Vendor, |_| "/welcome".into(), |s| all(&[s.name])),
    ("companies.member.show", Who::Vendor, |_| "/company".into(), |s| all(&[s.name, s.at("name_change.vendor")])),
    ("accounts.member.profile", Who::Vendor, |_| "/me".into(), |s| all(&[&s.vendor.email])),
    ("auth.page.sessions", Who::Vendor, |_| "/me/sessions".into(), |s| all(&[s.at("session.vendor")])),
    ("auth.page.companies", Who::Vendor, |_| "/me/companies".into(), |s| all(&[s.name])),
    ("accounts.member.team", Who::Vendor, |_| "/team".into(), |s| all(&[&s.vendor.email, &s.editor.email, s.at("invitation.vendor")])),
    ("accounts.member.team", Who::Retailer, |_| "/team".into(), |s| all(&[&s.retailer.email, &s.buyer.email, s.at("invitation.retailer")])),
    ("accounts.member.team", Who::Partner, |_| "/team".into(), |s| all(&[&s.partner.email, &s.rider.email, s.at("invitation.partner")])),
    ("notices.member.list", Who::Vendor, |_| "/notices".into(), |s| all(&[s.at("number.0"), s.at("number.1"), s.at("number.2"), s.figures.raised_text, "id=\"unread\">6 "])),
    ("notices.member.list", Who::Retailer, |_| "/notices".into(), |s| all(&[s.at("number.1"), s.at("number.2"), "id=\"unread\">7 "])),

    ("baskets.retailer.show", Who::Retailer, |_| "/basket".into(), |s| vec![format!("{} tea", s.name), format!("id=\"total\">₹{}<", s.figures.seven)]),
    ("baskets.retailer.show", Who::Buyer, |_| "/basket".into(), |s| vec![format!("{} rice", s.name), format!("id=\"total\">₹{}<", s.figures.nine)]),
    ("orders.retailer.checkout", Who::Retailer, |_| "/checkout".into(), |s| all(&[s.figures.seven])),
    ("orders.retailer.checkout", Who::Buyer, |_| "/checkout".into(), |s| all(&[s.figures.nine])),
    ("orders.retailer.list", Who::Retailer, |_| "/orders".into(), |s| all(&[&s.parts[0].order_id, &s.parts[1].order_id, &s.parts[2].order_id, s.figures.two])),
    ("orders.retailer.export", Who::Retailer, |_| "/orders/export".into(), |s| all(&[s.at("number.0"), s.at("number.1"), s.at("number.2"), s.figures.one])),
    ("orders.retailer.show", Who::Retailer, |s| format!("/orders/{}", s.parts[1].order_id), |s| all(&[s.at("number.1"), s.figures.two])),

    ("orders.vendor.today", Who::Vendor, |_| "/vendor".into(), |s| vec![
        "<span class=\"value\">1</span><span class=\"delta\">".into(), s.at("number.0").into(), format!("{} rice", s.name), format!("{} salt", s.name),
    ]),
    ("orders.vendor.list", Who::Vendor, |_| "/vendor/orders".into(), |s| all(&[s.at("number.0"), s.at("number.1"), s.at("number.2"), s.figures.two])),
    ("orders.vendor.list", Who::Vendor, |_| "/vendor/orders?state=placed".into(), |s| all(&[s.at("number.0")])),
    ("orders.vendor.show", Who::Vendor, |s| format!("/vendor/orders/{}", s.parts[0].id), |s| all(&[s.at("number.0"), s.figures.two])),
    ("orders.vendor.sales", Who::Vendor, |_| "/vendor/sales".into(), |s| vec![format!("{} tea", s.name), s.figures.six.into(), s.figures.two.into()]),
    ("orders.vendor.export", Who::Vendor, |_| "/vendor/exports/orders".into(), |s| all(&[s.at("number.0"), s.at("number.1"), s.at("number.2"), s.figures.one])),
    ("catalog.vendor.requests", Who::Vendor, |_| "/vendor/requests".into(), |s| vec![s.at("request").into(), format!("{} estate", s.name)]),
    ("catalog.vendor.prefixes", Who::Vendor, |_| "/vendor/prefixes".into(), |s| vec![s.at("prefix").into(), format!("licence of {}", s.name)]),
    ("catalog.vendor.offers", Who::Vendor, |_| "/vendor/products".into(), products),
    ("catalog.vendor.offers", Who::Vendor, |s| format!("/vendor/products?q={}-rice&state=active", s.name), |s| vec![format!("{} rice", s.name)]),
    ("catalog.vendor.offers", Who::Vendor, |_| "/vendor/products?q=tea".into(), |s| vec![format!("{} tea", s.name)]),
    ("catalog.vendor.offer", Who::Vendor, |s| format!("/vendor/products/{}", s.rice.offer_id), |s| vec![format!("{} rice", s.name)]),
    ("pricing.vendor.price", Who::Vendor, |s| format!("/vendor/products/{}/price", s.salt.offer_id), |s| all(&[s.figures.raised_text])),
    ("pricing.vendor.history", Who::Vendor, |s| format!("/vendor/products/{}/prices", s.salt.offer_id), |s| all(&[s.figures.raised_text])),
    ("pricing.vendor.changes", Who::Vendor, |_| "/vendor/prices".into(), |s| all(&[s.at("change.held"), s.figures.held_text, s.figures.raised_text])),
    ("inventory.vendor.stock", Who::Vendor, |_| "/vendor/stock".into(), |s| [products(s), all(&[s.figures.stock_text])].concat()),
    ("inventory.vendor.stock", Who::Vendor, |s| format!("/vendor/stock?offer={}", s.rice.offer_id), |s| vec![s.figures.stock.to_string(), format!("{} hall", s.name)]),
    ("inventory.vendor.movements", Who::Vendor, |_| "/vendor/stock/movements".into(), |s| [products(s), all(&[s.figures.stock_text])].concat()),
    ("inventory.vendor.movements", Who::Vendor, |s| format!("/vendor/stock/movements?offer={}", s.rice.offer_id), |s| all(&[s.figures.stock_text])),
    ("imports.vendor.list", Who::Vendor, |_| "/vendor/imports".into(), |s| all(&[s.at("import")])),
    ("imports.vendor.show", Who::Vendor, |s| format!("/vendor/imports/{}", s.at("import")), |s| vec![format!("{}-tea", s.name)]),
    ("imports.vendor.export_prices", Who::Vendor, |_| "/vendor/exports/prices".into(), |s| [skus(s), all(&[s.figures.one])].concat()),
    ("imports.vendor.export_products", Who::Vendor, |_| "/vendor/exports/products".into(), |s| [products(s), skus(s)].concat()),
    ("imports.vendor.export_stock", Who::Vendor, |_| "/vendor/exports/stock".into(), |s| [skus(s), vec![s.figures.stock.to_string()]].concat()),

    ("delivery.partner.board", Who::Partner, |_| "/delivery".into(), |s| all(&[s.at("delivery.1"), s.at("number.2")])),
    ("delivery.partner.show", Who::Partner, |s| format!("/delivery/{}", s.at("delivery.1")), |s| all(&[s.at("number.1")])),
    ("delivery.partner.rides", Who::Rider, |_| "/delivery/rides".into(), |s| all(&[s.at("number.1"), s.at("number.2")])),
    ("delivery.partner.ride", Who::Rider, |s| format!("/delivery/rides/{}", s.at("delivery.1")), |s| all(&[s.at("number.1")])),
];

/// Pages that show no rows of anybody's.
const NO_ROWS: [(&str, &str); 4] = [
    ("auth.page.home", "it leads to another page"),
    ("baskets.retailer.quick_order", "an empty form"),
    ("catalog.vendor.claim", "an empty form"),
    ("listings.vendor.new_product", "an empty form"),
];

#[test]
fn every_page_of_a_company_says_what_of_its_own_it_shows() {
    let router = web::router();
    let private = router.all().filter(|m| m.route.method.name() == "GET" && is_of_a_company(m)).map(|m| m.route.id);
    let private: BTreeSet<&str> = private.collect();
    let named: BTreeSet<&str> =
        PAGES.iter().map(|page| page.0).chain(NO_ROWS.iter().map(|(route, _)| *route)).collect();

    assert_eq!(private, named);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_shows_ones_own_company_and_nothing_of_another() {
    let scene = Scene::new().await;
    let mut wrong = Vec::new();

    for (route, who, path, own) in PAGES {
        for (side, other) in scene.pairs() {
            let page = side.who(*who).get(&path(side)).await.is(200);
            let missing: Vec<String> = own(side).into_iter().filter(|word| !page.text.contains(word)).collect();
            let foreign = other.secrets_in(&page.text);
            if !missing.is_empty() || !foreign.is_empty() {
                let path = path(side);
                wrong.push(format!(
                    "{route}: {path}: {who:?} of {} misses {missing:?}, and sees {foreign:?}",
                    side.name
                ));
            }
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    scene.app.finish().await;
}
