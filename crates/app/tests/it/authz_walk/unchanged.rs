//! Every form of every page: sent as it came it changes nothing, each list in it says what is so now, what is wrong is
//! said with the name of its field, and nobody is offered what their role is refused.

use edge::MountedEndpoint;
use market::authority::CompanyState;
use market::may::{CompanyKind, Role};
use testkit::{Actor, Engine, TestResponse};

use super::allowed::{Due, who};
use super::page_forms::{PageForm, actions, attribute, forms, links, main_of};
use super::pages::{every_page, path_of_page};
use super::world::World;
use crate::forms::send;

/// Forms that do something by being sent as they came: an order is placed, or accepted.
const ACTS: [&str; 4] = ["/checkout", "/accept", "/basket/lines", "/approval"];
/// Pages that no page of a list stands for: files, and what is for nobody in particular.
const NO_PAGES: [&str; 4] = ["export", "ui.page.asset", "auth.page.sign_out", "auth.page.home"];

fn pages(world: &World) -> Vec<(&'static str, String)> {
    let is_page =
        |m: &MountedEndpoint| m.route.method.name() == "GET" && !NO_PAGES.iter().any(|part| m.route.id.contains(part));
    let named = every_page().into_iter().filter(is_page).map(|m| (m.route.id, path_of_page(world, &m)));
    let mut pages: Vec<(&'static str, String)> = named.collect();
    // What a page shows depends on how far its object is.
    for part in ["accepted", "preparing", "agreed", "shortened"] {
        pages.push(("orders.vendor.show", format!("/vendor/orders/{}", world.at(&format!("part.{part}")))));
    }
    for order in ["accepted", "shortened", "cancelled"] {
        pages.push(("orders.retailer.show", format!("/orders/{}", world.at(&format!("order.{order}")))));
    }
    for delivery in ["assigned", "fetched", "failed", "offered"] {
        let id = world.at(&format!("delivery.{delivery}"));
        pages.push(("delivery.partner.show", format!("/delivery/{id}")));
        pages.push(("delivery.partner.ride", format!("/delivery/rides/{id}")));
        pages.push(("delivery.staff.show", format!("/admin/deliveries/{id}")));
    }
    for offer in ["offer", "offer.held", "offer.priced"] {
        pages.push(("catalog.vendor.offer", format!("/vendor/products/{}", world.at(offer))));
    }
    pages.push(("inventory.vendor.stock", format!("/vendor/stock?offer={}", world.at("offer"))));
    pages.push(("companies.staff.show", format!("/admin/companies/{}", world.at("vendor"))));
    pages.push(("catalog.staff.show", "/admin/catalog?q=tea".to_owned()));
    pages
}

/// Who reads pages: what sort of company they are of, and which role they have there.
type Reader = (CompanyKind, Role, Actor);

async fn world() -> (World, Vec<Reader>, Actor) {
    let mut world = World::new(Engine::Sqlite).await;
    world.make_work_for_staff().await;
    world.make_file().await;
    let admin = world.app.staff(Role::SuperAdmin).await;
    let page = format!("/products/{}", world.at("product"));
    let basket = [("offer", world.at("offer")), ("quantity", "2")];
    crate::forms::fill(&world.a.retailer, &[], &page, "/basket/lines", &basket).await.is(303);
    let owner = |kind, actor: &Actor| (kind, Role::Owner, actor.clone());
    let readers = vec![
        owner(CompanyKind::Vendor, &world.a.vendor),
        owner(CompanyKind::Retailer, &world.a.retailer),
        owner(CompanyKind::DeliveryPartner, &world.a.partner),
        (CompanyKind::DeliveryPartner, Role::Rider, world.a.rider.clone()),
        (CompanyKind::Platform, Role::SuperAdmin, admin.clone()),
    ];
    (world, readers, admin)
}

/// The pages that are for somebody.
fn pages_of(world: &World, (kind, role, _): &Reader) -> Vec<String> {
    let routes = every_page();
    let serves = |id: &str| routes.iter().any(|m| m.route.id == id && who(m).serves(*kind, *role));
    pages(world).into_iter().filter(|(id, _)| serves(id)).map(|(_, path)| path).collect()
}

/// The newest entries of the audit trail, and the basket, whose changes are no events: what changes shows in one of them.
async fn state(world: &World, admin: &Actor) -> Vec<String> {
    let mut state = vec![admin.get("/api/admin/audit?limit=3").await.is(200).text];
    let basket = world.a.retailer.get("/basket").await.is(200).text;
    state.extend(
        forms(&basket).into_iter().flat_map(|form| form.fields).filter(|f| !f.name.starts_with('_')).map(|f| f.value),
    );
    state
}

async fn post(by: &Actor, form: &PageForm, fields: &[(String, String)]) -> TestResponse {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    send(by, &[("accept", "text/html")], &form.action, &fields).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_that_is_sent_as_it_came_changes_nothing() {
    let (world, readers, admin) = world().await;
    let (mut before, objects) = (state(&world, &admin).await, world.seen_by_a().await);
    let (mut sent, mut wrong) = (std::collections::BTreeSet::new(), Vec::new());

    for reader in &readers {
        let by = &reader.2;
        for path in pages_of(&world, reader) {
            let page = by.send("GET", &path, &[("accept", "text/html")], None).await;
            if page.status != 200 {
                continue;
            }
            for form in forms(&page.text) {
                wrong.extend(
                    form.shown()
                        .filter(|field| !field.is_settled)
                        .map(|field| format!("{path}: {} does not say what {} is now", form.action, field.name)),
                );
                let acts = ACTS.iter().any(|end| form.action.ends_with(end));
                if acts || !form.can_be_sent() {
                    continue;
                }
                let answer = post(by, &form, &form.sent(|field| field.value.clone())).await;
                let after = state(&world, &admin).await;
                if after != before || answer.status.as_u16() >= 500 {
                    wrong.push(format!("{path}: {} changed something: {}", form.action, answer.status));
                }
                before = after;
                sent.insert(form.action.split('/').next_back().unwrap_or_default().to_owned());
            }
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(world.seen_by_a().await, objects);
    for expected in ["terms", "text", "thresholds", "company", "names", "price", "basket", "rider", "partner"] {
        assert!(sent.contains(expected), "no form of {expected} was sent, only {sent:?}");
    }
    world.finish().await;
}

/// What a summary of errors says, each with where it leads.
fn summary(html: &str) -> Vec<(String, String)> {
    let Some(alert) = main_of(html).split("role=\"alert\"").nth(1) else { return Vec::new() };
    let list = alert.split("</ul>").next().filter(|list| list.contains("<ul>")).unwrap_or_default();
    let entries = list.split("<li><a ").skip(1).filter_map(|entry| {
        let (tag, rest) = entry.split_once('>')?;
        Some((attribute(tag, "href")?, rest.split("</a>").next()?.to_owned()))
    });
    entries.collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_said_with_the_name_of_its_field_and_leads_to_it() {
    let (world, readers, _) = world().await;
    let (mut told, mut wrong) = (0, Vec::new());

    for reader in &readers {
        let by = &reader.2;
        for path in pages_of(&world, reader) {
            let page = by.send("GET", &path, &[("accept", "text/html")], None).await;
            if page.status != 200 {
                continue;
            }
            for form in forms(&page.text) {
                if !form.shown().any(|field| field.is_required) {
                    continue;
                }
                let answer = post(by, &form, &form.sent(|_| String::new())).await;
                if answer.status != 422 {
                    continue;
                }
                for (href, says) in summary(&answer.text) {
                    told += 1;
                    let target = format!(" id=\"{}\"", href.trim_start_matches('#'));
                    let is_named = says.split_once(": ").is_some_and(|(name, why)| !name.is_empty() && !why.is_empty());
                    if !is_named || !answer.text.contains(&target) {
                        wrong.push(format!("{path}: {}: {href} says {says:?}", form.action));
                    }
                }
            }
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(told > 30, "only {told} errors were told");
    world.finish().await;
}

/// The page or form behind a path.
fn route_of<'r>(routes: &'r [MountedEndpoint], method: &str, path: &str) -> Option<&'r MountedEndpoint> {
    let fits = |route: &str| {
        let (mut ours, mut theirs) = (route.split('/'), path.split('/'));
        let same = ours.by_ref().zip(theirs.by_ref()).all(|(own, piece)| own.starts_with('{') || own == piece);
        same && route.split('/').count() == path.split('/').count()
    };
    let of_method = routes.iter().filter(|m| m.route.method.name() == method);
    let mut fitting: Vec<_> = of_method.filter(|m| fits(m.route.path)).collect();
    // A name of its own comes before whatever may stand in its place.
    fitting.sort_by_key(|m| m.route.path.matches('{').count());
    fitting.first().copied()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_offers_what_its_reader_is_refused() {
    let (world, ..) = world().await;
    let (routes, pages) = (every_page(), pages(&world));
    let (mut looked, mut wrong) = (0, std::collections::BTreeSet::new());

    for holder in world.holders().await.iter().filter(|holder| holder.state == CompanyState::Approved) {
        for (id, path) in &pages {
            let mounted = routes.iter().find(|m| m.route.id == *id).expect("a page");
            if who(mounted).due(holder) != Due::Entry {
                continue;
            }
            let page = holder.actor.send("GET", path, &[("accept", "text/html")], None).await;
            if page.status != 200 {
                continue;
            }
            looked += 1;
            let offered = actions(&page.text).into_iter().map(|path| ("POST", path));
            for (method, path) in offered.chain(links(&page.text).into_iter().map(|path| ("GET", path))) {
                let Some(route) = route_of(&routes, method, &path) else { continue };
                if who(route).due(holder) != Due::Entry {
                    wrong.insert(format!("{} {}: {id} offers {method} {}", holder.kind, holder.role, route.route.path));
                }
            }
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
    assert!(looked > 200, "only {looked} pages were looked at");
    world.finish().await;
}
