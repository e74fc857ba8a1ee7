//! The pages of basket, checkout and quick order: what is typed is what is ordered, whichever button is pressed.

use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse, on_every_engine};

use super::{held, put, quantities, seen};
use crate::forms;
use market::baskets::AddMode;

struct Shop {
    app: TestApp,
    acme: Actor,
    corner: Actor,
    tea: TestOffer,
    salt: TestOffer,
}

async fn shop(engine: Engine) -> Shop {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let (tea, salt) = (acme.sells("Tea", 8_000, 100).await, acme.sells("Salt", 500, 100).await);
    put(&app, &corner, &[(&tea, 1), (&salt, 2)], AddMode::Add).await.expect("it is in the basket");
    Shop { app, acme, corner, tea, salt }
}

impl Shop {
    /// What the page of the basket sends: for each line what was in the basket, and what is typed.
    fn typed(lines: &[(&TestOffer, &str, &str)]) -> Vec<(String, String)> {
        let of = |(offer, saved, typed): &(&TestOffer, &str, &str)| {
            let (id, saved, typed) = (&offer.offer_id, (*saved).to_owned(), (*typed).to_owned());
            [(format!("saved.{id}"), saved), (format!("quantity.{id}"), typed)]
        };
        lines.iter().flat_map(of).collect()
    }
    async fn presses(&self, action: &str, typed: &[(String, String)], more: &[(&str, &str)]) -> TestResponse {
        let typed = typed.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let fields: Vec<(&str, &str)> = typed.chain(more.iter().copied()).collect();
        forms::fill(&self.corner, &[], "/basket", action, &fields).await
    }
    async fn has(&self, lines: &[(&str, i64)]) {
        let mut now = quantities(&seen(&self.app, &self.corner).await);
        now.sort();
        assert_eq!(now, held(lines));
    }
}

const CHECKOUT: (&str, &str) = ("then", "checkout");

on_every_engine!(what_is_typed_in_the_basket_is_what_is_ordered, |engine: Engine| async move {
    let shop = shop(engine).await;
    let page = shop.corner.get("/basket").await.is(200);
    assert!(page.text.contains("name=\"then\" value=\"checkout\"") && !page.text.contains("href=\"/checkout\""));

    let typed = Shop::typed(&[(&shop.tea, "1", "3"), (&shop.salt, "2", "2")]);
    let next = shop.presses("/basket", &typed, &[CHECKOUT]).await.is(303);
    assert_eq!(forms::leads_to(&next), "/checkout");
    shop.has(&[("Salt", 2), ("Tea", 3)]).await;
    // Sent once more, as by a second press, it is the same.
    shop.presses("/basket", &typed, &[CHECKOUT]).await.is(303);
    shop.has(&[("Salt", 2), ("Tea", 3)]).await;

    let checkout = shop.corner.get("/checkout").await.is(200);
    let token = |name: &str| forms::hidden(&checkout, name);
    let (tea, salt) = (format!("line.{}", shop.tea.offer_id), format!("line.{}", shop.salt.offer_id));
    assert_eq!((token(&tea), token(&salt)), ("3".to_owned(), "2".to_owned()));
    let (total, currency) = (token("expected_minor"), token("expected_currency"));
    let order = [(tea.as_str(), "3"), (&salt, "2"), ("terms", "net_30"), ("ship", "own")];
    let order = [&order[..], &[("expected_minor", total.as_str()), ("expected_currency", &currency)]].concat();
    forms::fill(&shop.corner, &[], "/checkout", "/checkout", &order).await.is(303);
    let orders = shop.corner.get("/api/orders").await.is(200);
    assert_eq!(orders.int_at("/items/0/total/amount_minor"), 3 * 8_000 + 2 * 500);
    shop.app.finish().await;
});

#[tokio::test]
async fn every_other_button_of_the_basket_keeps_what_was_typed() {
    let shop = shop(Engine::Sqlite).await;

    let typed = Shop::typed(&[(&shop.tea, "1", "4"), (&shop.salt, "2", "9")]);
    let gone = shop.presses("/basket/removals", &typed, &[("offer", &shop.salt.offer_id)]).await.is(303);
    shop.has(&[("Tea", 4)]).await;
    assert!(forms::leads_to(&gone).contains("quantity=2"), "what was in the basket can be put back");
    let typed = Shop::typed(&[(&shop.tea, "4", "5")]);
    let undo = [("offer", shop.salt.offer_id.as_str()), ("quantity", "2"), ("back", "/basket")];
    shop.presses("/basket/lines", &typed, &undo).await.is(303);
    shop.has(&[("Salt", 2), ("Tea", 5)]).await;

    let dearer = json!({ "price_minor": 8_400 });
    shop.acme.put(&format!("/api/offers/{}/price", shop.tea.offer_id), "*", &dearer).await.is(200);
    let typed = Shop::typed(&[(&shop.tea, "5", "6"), (&shop.salt, "2", "2")]);
    shop.presses("/basket/prices", &typed, &[]).await.is(303);
    shop.has(&[("Salt", 2), ("Tea", 6)]).await;

    // What cannot be is said with what was typed, and the press itself is done.
    let typed = Shop::typed(&[(&shop.tea, "6", ""), (&shop.salt, "2", "2")]);
    let empty = shop.presses("/basket/removals", &typed, &[("offer", &shop.salt.offer_id)]).await.is(422);
    assert!(empty.text.contains("Packs of Tea: Must be a whole number."), "{}", empty.text);
    shop.has(&[("Tea", 6)]).await;
    let refused = shop.presses("/basket", &typed[..2], &[CHECKOUT]).await.is(422);
    assert!(refused.text.contains(&format!(
        "name=\"quantity.{}\" type=\"number\" inputmode=\"numeric\" value=\"\"",
        shop.tea.offer_id
    )));
    shop.app.finish().await;
}

#[tokio::test]
async fn what_another_tab_did_is_shown_before_it_is_ordered() {
    let shop = shop(Engine::Sqlite).await;
    let elsewhere = "/basket?flash=basket-changed-elsewhere";
    let first_tab = Shop::typed(&[(&shop.tea, "1", "1"), (&shop.salt, "2", "2")]);

    // Five packs of tea in a second tab. The first shows one, and nobody typed it.
    put(&shop.app, &shop.corner, &[(&shop.tea, 5)], AddMode::Set).await.expect("changed");
    let next = shop.presses("/basket", &first_tab, &[CHECKOUT]).await.is(303);
    assert_eq!(forms::leads_to(&next), elsewhere);
    shop.has(&[("Salt", 2), ("Tea", 5)]).await;
    // What was typed in the first is what its reader wants.
    let typed = Shop::typed(&[(&shop.tea, "1", "2"), (&shop.salt, "2", "2")]);
    let next = shop.presses("/basket", &typed, &[CHECKOUT]).await.is(303);
    assert_eq!(forms::leads_to(&next), "/checkout");
    shop.has(&[("Salt", 2), ("Tea", 2)]).await;

    // Something that the first tab does not show, and something it shows that is gone.
    let rice = shop.acme.sells("Rice", 900, 100).await;
    put(&shop.app, &shop.corner, &[(&rice, 1)], AddMode::Add).await.expect("added");
    let now = Shop::typed(&[(&shop.tea, "2", "2"), (&shop.salt, "2", "2")]);
    assert_eq!(forms::leads_to(&shop.presses("/basket", &now, &[CHECKOUT]).await.is(303)), elsewhere);
    shop.presses("/basket/removals", &[], &[("offer", &rice.offer_id)]).await.is(303);
    shop.presses("/basket/removals", &[], &[("offer", &shop.salt.offer_id)]).await.is(303);
    assert_eq!(forms::leads_to(&shop.presses("/basket", &now, &[CHECKOUT]).await.is(303)), elsewhere);
    shop.has(&[("Tea", 2)]).await;
    shop.app.finish().await;
}

on_every_engine!(a_button_that_is_pressed_twice_adds_once, |engine: Engine| async move {
    let shop = shop(engine).await;
    let path = format!("/products/{}", shop.tea.product_id);
    let page = shop.corner.get(&path).await.is(200);
    let (csrf, key) = (forms::hidden(&page, "_csrf"), forms::hidden(&page, "_key"));
    let adds = async |packs: &str| {
        let named = [("_csrf", csrf.as_str()), ("_key", &key), ("offer", &shop.tea.offer_id), ("back", &path)];
        let fields = [&named[..], &[("product", shop.tea.product_id.as_str()), ("quantity", packs)]].concat();
        forms::send(&shop.corner, &[], "/basket/lines", &fields).await.is(303);
    };

    adds("3").await;
    adds("3").await;
    shop.has(&[("Salt", 2), ("Tea", 4)]).await;
    // Back, and something else typed: that is wanted, too.
    adds("2").await;
    shop.has(&[("Salt", 2), ("Tea", 6)]).await;
    shop.app.finish().await;
});

#[tokio::test]
async fn goods_go_where_the_checkout_says_and_a_country_is_written_as_people_do() {
    let shop = shop(Engine::Sqlite).await;
    let (tea, salt) = (format!("line.{}", shop.tea.offer_id), format!("line.{}", shop.salt.offer_id));
    let places = async |ship: &str, country: &str| {
        let order = [(tea.as_str(), "1"), (&salt, "2"), ("expected_minor", "9000"), ("expected_currency", "INR")];
        let address = [
            ("terms", "net_30"),
            ("ship", ship),
            ("ship_name", "Godown"),
            ("ship_line", "3 Weir Road"),
            ("ship_city", "Kochi"),
            ("ship_postcode", "682002"),
            ("ship_country", country),
        ];
        forms::fill(&shop.corner, &[], "/checkout", "/checkout", &[&order[..], &address].concat()).await
    };

    // Typed, and then another choice: nobody guesses which of the two is meant.
    let unclear = places("own", "India").await.is(422);
    assert!(unclear.text.contains("Address: Another address was filled in."), "{}", unclear.text);
    let nowhere = places("other", "Atlantis").await.is(422);
    assert!(
        nowhere.text.contains("href=\"#ship_country\">Country: Choose a country from the list"),
        "{}",
        nowhere.text
    );
    assert!(nowhere.text.contains("value=\"Atlantis\"") && nowhere.text.contains("<option value=\"India\">"));
    for (written, code) in [("India", "IN"), ("भारत", "IN"), ("الهند", "IN"), ("bharat", "IN"), ("in", "IN")]
    {
        let placed = places("other", written).await.is(303);
        let order = forms::leads_to(&placed).replace("?flash=order-placed", "");
        let order = shop.corner.get(&format!("/api{order}")).await.is(200);
        assert_eq!(order.text_at("/ship_to/country"), code, "{written}");
        put(&shop.app, &shop.corner, &[(&shop.tea, 1), (&shop.salt, 2)], AddMode::Add).await.expect("once more");
    }
    shop.app.finish().await;
}
