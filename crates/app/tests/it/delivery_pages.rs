//! The delivery partner's pages: the board, one delivery, and the rider's phone.

use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestVendorOrder, on_every_engine};

use crate::forms;

/// A packed order that a partner was given.
struct Scenario {
    app: TestApp,
    dispatcher: Actor,
    buyer: Actor,
    partner: Actor,
    rider: Actor,
    part: TestVendorOrder,
    id: String,
    number: String,
}

impl Scenario {
    async fn begin(engine: Engine) -> Self {
        let app = TestApp::new(engine).await;
        app.category().await;
        let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
        let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
        let partner = app.partner("wheels").await;
        let rider = app.colleague(&partner, "rider").await;
        let dispatcher = app.staff(market::may::Role::Dispatcher).await;
        let part = buyer.buys(&[(&offer, 5)]).await.remove(0);
        vendor.packs(&part).await;
        app.settle().await;
        let listed = dispatcher.get("/api/deliveries").await.is(200);
        let (id, number) = (listed.text_at("/items/0/id"), listed.text_at("/items/0/order_number"));
        let path = format!("/api/deliveries/{id}/partner");
        dispatcher.post(&path, &json!({ "partner_id": partner.company_id })).await.is(200);
        app.settle().await;
        Self { app, dispatcher, buyer, partner, rider, part, id, number }
    }
    async fn assigned(&self) {
        let (board, action) = ("/delivery", format!("/delivery/{}/rider", self.id));
        let fields = [("rider_id", self.rider.user_id.as_str()), ("back", "board")];
        let assigned = forms::fill(&self.partner, &[], board, &action, &fields).await.is(303);
        assert_eq!(forms::leads_to(&assigned), "/delivery?flash=rider-assigned");
    }
    fn ride(&self) -> String {
        format!("/delivery/rides/{}", self.id)
    }
    async fn picks_up(&self) {
        let action = format!("{}/pickup", self.ride());
        let fetched = forms::fill(&self.rider, &[], &self.ride(), &action, &[]).await.is(303);
        assert_eq!(forms::leads_to(&fetched), format!("{}?flash=picked-up", self.ride()));
    }
    async fn code(&self) -> String {
        let path = format!("/api/orders/{}/tracking", self.part.order_id);
        self.buyer.get(&path).await.is(200).text_at("/0/proof_code")
    }
    async fn hands_over(&self, code: &str) -> testkit::TestResponse {
        let action = format!("{}/handover", self.ride());
        forms::fill(&self.rider, &[], &self.ride(), &action, &[("code", code)]).await
    }
}

on_every_engine!(a_delivery_goes_over_the_board_and_a_phone_to_the_shop, |engine: Engine| async move {
    let scenario = Scenario::begin(engine).await;

    let board = scenario.partner.get("/delivery").await.is(200);
    assert!(board.text.contains(&scenario.number) && board.text.contains("id=\"offered\""), "{}", board.text);
    assert!(!scenario.rider.get("/delivery/rides").await.is(200).text.contains(&scenario.number));
    scenario.assigned().await;
    assert!(scenario.rider.get("/delivery/rides").await.is(200).text.contains(&scenario.number));
    assert!(scenario.partner.get("/delivery").await.is(200).text.contains("id=\"assigned\""));
    scenario.picks_up().await;
    let code = scenario.code().await;
    let phone = scenario.rider.get(&scenario.ride()).await.is(200);
    assert!(!phone.text.contains(&code), "the code is the shop's alone");
    // People write two groups of three.
    let done = scenario.hands_over(&format!("\u{2068}{}\u{a0}{}\u{2069}", &code[..3], &code[3..])).await.is(303);
    assert_eq!(forms::leads_to(&done), "/delivery/rides?flash=delivered");

    let board = scenario.partner.get("/delivery").await.is(200);
    assert!(board.text.contains("id=\"delivered\"") && !board.text.contains("id=\"picked_up\""), "{}", board.text);
    let whole = scenario.partner.get(&format!("/delivery/{}", scenario.id)).await.is(200);
    for word in ["Courier assigned", "Rider assigned", "Out for delivery", "Delivered", "Ravi Nair", "Asha Menon"] {
        assert!(whole.text.contains(word), "{word}: {}", whole.text);
    }
    scenario.app.finish().await;
});

on_every_engine!(a_wrong_code_is_said_beside_the_field_and_kept, |engine: Engine| async move {
    let scenario = Scenario::begin(engine).await;
    scenario.assigned().await;
    scenario.picks_up().await;
    let code = scenario.code().await;
    let wrong = format!("{:06}", (code.parse::<u32>().expect("digits") + 1) % 1_000_000);

    let refused = scenario.hands_over(&wrong).await.is(422);
    assert!(refused.text.contains("4 attempts left") && refused.text.contains(&format!("value=\"{wrong}\"")));
    let none = scenario.hands_over("12345").await.is(422);
    assert!(none.text.contains("value=\"12345\"") && none.text.contains("code-error"), "{}", none.text);
    for _ in 0..4 {
        scenario.hands_over(&wrong).await.is(422);
    }
    // There is no field any more that takes one; an old page that is sent all the same says why.
    let page = scenario.rider.get(&scenario.ride()).await.is(200);
    let fields = [("_csrf", forms::hidden(&page, "_csrf")), ("code", code)];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let blocked = forms::send(&scenario.rider, &[], &format!("{}/handover", scenario.ride()), &fields).await.is(409);

    assert!(blocked.text.contains("Code blocked"), "{}", blocked.text);
    scenario.app.finish().await;
});

on_every_engine!(everybody_sees_that_a_code_is_blocked_and_that_there_is_a_new_one, |engine: Engine| async move {
    let scenario = Scenario::begin(engine).await;
    scenario.assigned().await;
    scenario.picks_up().await;
    let code = scenario.code().await;
    let wrong = format!("{:06}", (code.parse::<u32>().expect("digits") + 1) % 1_000_000);
    for _ in 0..5 {
        scenario.hands_over(&wrong).await.is(422);
    }
    scenario.app.settle().await;
    let (ride, order) = (scenario.ride(), format!("/orders/{}", scenario.part.order_id));
    let staff = format!("/admin/deliveries/{}", scenario.id);
    let text = async |by: &Actor, path: &str| by.get(path).await.is(200).text;

    let phone = text(&scenario.rider, &ride).await;
    assert!(phone.contains("Code blocked") && !phone.contains("name=\"code\""), "{phone}");
    assert!(phone.contains("id=\"failure\""), "an attempt can still be reported: {phone}");
    assert!(text(&scenario.rider, "/delivery/rides").await.contains("Code blocked"));
    let shop = text(&scenario.buyer, &order).await;
    assert!(shop.contains("data-code-blocked") && !shop.contains(&code), "{shop}");
    for (by, path) in [(&scenario.partner, "/delivery"), (&scenario.dispatcher, "/admin/deliveries")] {
        let list = text(by, path).await;
        assert!(list.contains("Code blocked"), "{path}: {list}");
    }
    let board = text(&scenario.partner, &format!("/delivery/{}", scenario.id)).await;
    assert!(board.contains("Only the marketplace&#39;s dispatchers can generate a new code"), "{board}");
    assert!(text(&scenario.dispatcher, &staff).await.contains("id=\"code-blocked\""));
    for (by, path) in [(&scenario.partner, format!("/delivery/{}", scenario.id)), (&scenario.dispatcher, staff.clone())]
    {
        let notices = text(by, "/notices").await;
        assert!(notices.contains("is blocked") && notices.contains(&format!("href=\"{path}\"")), "{notices}");
    }
    assert!(text(&scenario.buyer, "/notices").await.contains(&format!("/orders?number={}", scenario.number)));

    forms::fill(&scenario.dispatcher, &[], &staff, &format!("{staff}/code-renewal"), &[]).await.is(303);
    scenario.app.settle().await;

    let fresh = scenario.code().await;
    let shop = text(&scenario.buyer, &order).await;
    assert!(shop.contains(&fresh) && shop.contains("This is a new code") && !shop.contains("data-code-blocked"));
    let phone = text(&scenario.rider, &ride).await;
    assert!(phone.contains("The shop has a new code") && phone.contains("name=\"code\""), "{phone}");
    for by in [&scenario.partner, &scenario.buyer] {
        assert!(text(by, "/notices").await.contains("has a new delivery code"));
    }
    assert!(!text(&scenario.dispatcher, &staff).await.contains("id=\"code-blocked\""));
    scenario.hands_over(&fresh).await.is(303);
    assert!(!text(&scenario.dispatcher, &staff).await.contains("id=\"renew-code\""));
    scenario.app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_poor_line_sends_twice_is_done_once() {
    let scenario = Scenario::begin(Engine::Sqlite).await;
    scenario.assigned().await;
    let page = scenario.rider.get(&scenario.ride()).await.is(200);
    let (token, action) = (forms::hidden(&page, "_csrf"), format!("{}/pickup", scenario.ride()));
    for _ in 0..2 {
        let fetched = forms::send(&scenario.rider, &[], &action, &[("_csrf", &token)]).await.is(303);
        assert!(forms::leads_to(&fetched).ends_with("flash=picked-up"));
    }
    let (code, action) = (scenario.code().await, format!("{}/handover", scenario.ride()));
    for _ in 0..2 {
        let done = forms::send(&scenario.rider, &[], &action, &[("_csrf", &token), ("code", &code)]).await.is(303);
        assert!(forms::leads_to(&done).ends_with("flash=delivered"));
    }
    // What comes too late says how things are.
    let action = format!("{}/failure", scenario.ride());
    let late = forms::send(&scenario.rider, &[], &action, &[("_csrf", &token), ("why", "closed")]).await;
    late.is(409);
    scenario.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_attempt_says_why_and_goes_back_to_the_board() {
    let scenario = Scenario::begin(Engine::Sqlite).await;
    scenario.assigned().await;
    scenario.picks_up().await;
    let action = format!("{}/failure", scenario.ride());

    let empty =
        forms::fill(&scenario.rider, &[], &scenario.ride(), &action, &[("why", "other"), ("reason", " ")]).await;
    assert!(empty.is(422).text.contains("reason-error"));
    let said = [("why", "other"), ("reason", "Flooded <script>alert(\"Hacked\")</script> street")];
    forms::fill(&scenario.rider, &[], &scenario.ride(), &action, &said).await.is(303);

    let board = scenario.partner.get("/delivery").await.is(200);
    assert!(board.text.contains("id=\"failed\"") && board.text.contains("Flooded &#60;script&#62;"), "{}", board.text);
    assert!(!board.text.contains("<script>alert"));
    scenario.app.finish().await;
}

on_every_engine!(a_partners_pages_show_nobody_elses_deliveries, |engine: Engine| async move {
    let scenario = Scenario::begin(engine).await;
    scenario.assigned().await;
    let rival = scenario.app.partner("rival").await;
    let other = scenario.app.colleague(&scenario.partner, "rider").await;

    assert!(!rival.get("/delivery").await.is(200).text.contains(&scenario.number));
    rival.get(&format!("/delivery/{}", scenario.id)).await.is(404);
    assert!(!other.get("/delivery/rides").await.is(200).text.contains(&scenario.number));
    other.get(&scenario.ride()).await.is(404);
    scenario.partner.get(&scenario.ride()).await.is(403);
    scenario.rider.get("/delivery").await.is(403);
    scenario.app.finish().await;
});

on_every_engine!(notices_are_counted_until_they_are_read, |engine: Engine| async move {
    let scenario = Scenario::begin(engine).await;

    let page = scenario.partner.get("/notices").await.is(200);
    // Its approval, and the delivery that waits.
    assert!(page.text.contains("2 unread notifications"), "{}", page.text);
    assert!(page.text.contains(&format!("/delivery/{}", scenario.id)));
    let hindi = scenario.partner.send("GET", "/notices", &[("accept-language", "hi")], None).await.is(200).text;
    assert!(hindi.contains("एक डिलीवरी के लिए राइडर चाहिए") && !hindi.contains("A delivery needs a rider"), "{hindi}");
    forms::fill(&scenario.partner, &[], "/notices", "/notices/read", &[]).await.is(303);

    assert!(scenario.partner.get("/notices").await.is(200).text.contains("No unread notifications"));
    scenario.app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_a_delivery_is_shown_and_stays_also_when_they_ride_no_more() {
    let scenario = Scenario::begin(Engine::Sqlite).await;
    scenario.assigned().await;
    let member = scenario.partner.get("/api/members").await.is(200);
    let member = member.items().iter().find(|row| row["user_id"] == scenario.rider.user_id.as_str()).expect("a rider");
    let (path, tag) = (format!("/api/members/{}", member["id"].as_str().expect("an id")), "*".to_owned());
    scenario.partner.patch(&path, &tag, &json!({ "state": "suspended" })).await.is(200);
    let (page, rider) = (format!("/delivery/{}", scenario.id), scenario.rider.user_id.as_str());

    let second = scenario.app.colleague(&scenario.partner, "rider").await;
    let shown = scenario.partner.get(&page).await.is(200);
    assert!(
        shown.text.contains(&format!("<option value=\"{rider}\" selected>No longer a rider</option>")),
        "{}",
        shown.text
    );
    let of = async || scenario.partner.get(&format!("/api/deliveries/{}", scenario.id)).await.is(200).text;
    let before = of().await;
    forms::fill(&scenario.partner, &[], &page, &format!("{page}/rider"), &[("rider_id", rider)]).await.is(303);
    assert_eq!(of().await, before);
    let other = [("rider_id", second.user_id.as_str())];
    forms::fill(&scenario.partner, &[], &page, &format!("{page}/rider"), &other).await.is(303);
    assert!(of().await.contains(&second.user_id));
    scenario.app.finish().await;
}
