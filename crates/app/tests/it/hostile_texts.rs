//! Texts that mean something to a database, a browser, a template, a mail or a file system are kept
//! as the texts they are; those that would disguise themselves are refused.

use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestResponse, on_every_engine};

use crate::hostile_input::{REFUSED, TRICKS};
use crate::hostile_world::World;

/// A write that can be done many times, the fields of its body that are free texts, and where they
/// read back.
struct Writing {
    who: Actor,
    method: &'static str,
    path: String,
    body: Value,
    /// In the body, and in what is read.
    fields: &'static [(&'static str, &'static str)],
}

fn writings(world: &World) -> [(&'static str, Writing); 8] {
    let of = |who: &Actor, method, path: String, body, fields| Writing { who: who.clone(), method, path, body, fields };
    let id = |name: &str| world.ids[name].clone();
    let line = json!({ "offer_id": id("offer_id"), "quantity": 2 });
    let ship_to =
        json!({ "name": "Corner", "line": "2 Main Road", "city": "Kochi", "postcode": "682002", "country": "IN" });
    let order = json!({ "lines": [line], "expected_total": { "amount_minor": 16_000, "currency": "INR" }, "payment_terms": "net_30", "reference": "PO", "ship_to": ship_to });
    let moved = json!({ "offer_id": id("offer_id"), "location_id": world.location.clone(), "kind": "received", "quantity": 1, "reason": "why" });
    let joins = json!({ "kind": "vendor", "legal_name": "Fresh", "display_name": "Fresh", "address": { "line": "1 Road", "city": "Kochi", "postcode": "682001", "country": "IN" }, "currency": "INR", "name": "Asha", "email": "x", "password": PASSWORD });
    [
        (
            "product",
            of(
                &world.vendor,
                "POST",
                "/api/products".into(),
                Actor::product_body("Mango", "S", 100),
                &[("/title", "/title"), ("/brand", "/brand"), ("/description", "/description")],
            ),
        ),
        (
            "company",
            of(
                &world.vendor,
                "PATCH",
                "/api/company".into(),
                json!({ "address_line": "1", "city": "Kochi" }),
                &[("/address_line", "/address_line"), ("/city", "/city")],
            ),
        ),
        (
            "location",
            of(
                &world.vendor,
                "POST",
                "/api/locations".into(),
                json!({ "name": "Yard", "city": "Kochi" }),
                &[("/name", "/name"), ("/city", "/city")],
            ),
        ),
        ("movement", of(&world.vendor, "POST", "/api/inventory/movements".into(), moved, &[("/reason", "/reason")])),
        (
            "order",
            of(
                &world.retailer,
                "POST",
                "/api/orders".into(),
                order,
                &[
                    ("/reference", "/reference"),
                    ("/ship_to/name", "/ship_to/name"),
                    ("/ship_to/line", "/ship_to/line"),
                    ("/ship_to/city", "/ship_to/city"),
                ],
            ),
        ),
        (
            "category",
            of(
                &world.admin,
                "POST",
                "/api/admin/categories".into(),
                json!({ "slug": "s", "name": "Shelf" }),
                &[("/name", "/name")],
            ),
        ),
        (
            "suspension",
            of(
                &world.admin,
                "POST",
                format!("/api/admin/companies/{}/suspension", world.partner.company_id),
                json!({ "reason": "why" }),
                &[("/reason", "/state_reason")],
            ),
        ),
        (
            "company that joins",
            of(
                &world.app.anybody(),
                "POST",
                "/api/auth/register".into(),
                joins,
                &[
                    ("/legal_name", "/legal_name"),
                    ("/display_name", "/display_name"),
                    ("/address/line", "/address_line"),
                    ("/address/city", "/city"),
                ],
            ),
        ),
    ]
}

/// Sends a body; what must be unique in it is made so.
async fn write(writing: &Writing, body: &Value, n: usize) -> TestResponse {
    let mut body = body.clone();
    for (pointer, value) in
        [("/offer/sku", format!("S-{n}")), ("/slug", format!("shelf-{n}")), ("/email", format!("n{n}@joins.example"))]
    {
        body.pointer_mut(pointer).into_iter().for_each(|place| *place = json!(value));
    }
    let tag = if writing.method == "PATCH" { writing.who.get(&writing.path).await.etag() } else { String::new() };
    let key = format!("text-{n}");
    let mut headers = vec![("content-type", "application/json")];
    headers.extend((writing.method == "PATCH").then_some(("if-match", tag.as_str())));
    let takes_key = matches!(writing.path.as_str(), "/api/products" | "/api/orders" | "/api/inventory/movements");
    headers.extend(takes_key.then_some(("idempotency-key", key.as_str())));
    writing.who.send(writing.method, &writing.path, &headers, Some(body.to_string().into_bytes())).await
}

/// What was written, as it is read afterwards.
async fn read_back(world: &World, what: &str, writing: &Writing, wrote: &TestResponse, n: usize) -> Value {
    let newest = async |who: &Actor, path: &str| who.get(path).await.is(200).json["items"][0].clone();
    match what {
        "product" => {
            world.app.anybody().get(&format!("/api/products/{}", wrote.text_at("/product_id"))).await.is(200).json
        }
        "company" => writing.who.get("/api/company").await.is(200).json,
        "movement" => newest(&writing.who, "/api/inventory/movements").await,
        "order" => writing.who.get(&format!("/api/orders/{}", wrote.text_at("/id"))).await.is(200).json,
        "location" => {
            let rows = writing.who.get("/api/locations?limit=100").await.is(200);
            rows.items().iter().find(|row| row["id"] == wrote.json["id"]).expect("the place").clone()
        }
        "category" => {
            let rows = world.app.anybody().get("/api/categories").await.is(200);
            rows.json
                .as_array()
                .or(rows.json["items"].as_array())
                .expect("a list")
                .iter()
                .find(|row| row["slug"] == format!("shelf-{n}"))
                .expect("the shelf")
                .clone()
        }
        "suspension" => {
            let company = format!("/api/admin/companies/{}", world.partner.company_id);
            let row = writing.who.get(&company).await.is(200).json;
            writing.who.act(&format!("{company}/reinstatement")).await.is(200);
            row
        }
        _ => newest(&world.admin, "/api/admin/companies?state=submitted").await,
    }
}

/// What a browser would run.
fn runs(html: &str) -> bool {
    let html = html.to_lowercase();
    let handler = html
        .split('<')
        .skip(1)
        .filter_map(|tag| tag.split('>').next())
        .any(|tag| tag.split_whitespace().any(|word| word.starts_with("on") && word.contains('=')));
    handler
        || [
            "<script",
            "<iframe",
            "<svg",
            "<style",
            "<form",
            "<base",
            "<meta",
            "href=\"javascript:",
            "src=\"javascript:",
        ]
        .iter()
        .any(|bad| html.contains(bad))
}

on_every_engine!(a_text_that_looks_like_an_attack_is_kept_as_a_text, |engine: Engine| async move {
    let world = World::new(engine).await;
    let mut n = 0;

    for (what, writing) in writings(&world) {
        for text in TRICKS.iter().chain(&["Ünïcode \u{1f600} \u{0645}\u{0631}", "a\\'b\"c`d", "null", "=1+1"]) {
            n += 1;
            let mut body = writing.body.clone();
            for (place, _) in writing.fields {
                *body.pointer_mut(place).expect("the field") = json!(text);
            }
            let wrote = write(&writing, &body, n).await;
            assert!(wrote.status.is_success(), "{what}: {text}: {}", wrote.text);
            let read = read_back(&world, what, &writing, &wrote, n).await;
            for (_, place) in writing.fields {
                assert_eq!(read.pointer(place), Some(&json!(text)), "{what}{place} in {read}");
            }
            assert!(!runs(read["description_html"].as_str().unwrap_or_default()), "{read}");
        }
    }
    world.app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_that_hides_what_it_is_is_refused_in_every_field() {
    let world = World::new(Engine::Sqlite).await;
    let (mut n, mut lines) = (1_000, 0);

    for (what, writing) in writings(&world) {
        for (place, _) in writing.fields {
            for text in REFUSED {
                n += 1;
                let mut body = writing.body.clone();
                *body.pointer_mut(place).expect("the field") = json!(text);
                let answer = write(&writing, &body, n).await;
                if *place == "/description" && text.contains('\n') {
                    answer.is(201);
                    lines += 1;
                } else {
                    let refused = answer.is(400).code("request.bad_body");
                    assert_eq!(refused.text_at("/errors/0/path"), place[1..].replace('/', "."), "{what}: {text:?}");
                }
            }
        }
    }
    assert_eq!(lines, 1, "a description, and nothing else, has several lines");
    world.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_description_as_html_runs_nothing() {
    let world = World::new(Engine::Sqlite).await;
    let (_, writing) = &writings(&world)[0];
    let tries = [
        "<p>fine</p><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"JaVa\tScript:alert(1)\">x</a>",
        "<svg onload=alert(1)>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<b onclick=alert(1)>bold</b>",
        "<body onload=alert(1)>",
        "<form action=//evil.test><button>go",
        "<base href=//evil.test>",
        "<meta http-equiv=refresh content=0;url=//evil.test>",
        "<style>*{background:url(//evil.test)}</style>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    ];

    assert!(runs("<b ONCLICK=x>") && runs("<script>") && !runs("<p>on = off</p>"));
    for (at, text) in tries.iter().enumerate() {
        let mut body = writing.body.clone();
        body["description"] = json!(text);
        let wrote = write(writing, &body, at).await.is(201);
        let shown = world.app.anybody().get(&format!("/api/products/{}", wrote.text_at("/product_id"))).await.is(200);
        let html = shown.text_at("/description_html");
        assert!(!runs(&html) && !html.contains("data:") && !html.contains("evil.test)"), "{text} became {html}");
        assert_eq!(shown.text_at("/description"), *text);
    }
    world.app.finish().await;
}
