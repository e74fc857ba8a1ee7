// What is not on the way of an order: prices and files of a vendor, a ride that fails, and those who
// watch over the marketplace: administrator and finance.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ended, person, shop } from "./stage.mjs";

const ADMIN = "Platform (super admin)";
const OWNER = "Vendor (owner)";

/** What each tile of a page counts, by its name. */
const tiles = (who) =>
  who.page.$$eval("main .tile", (all) => Object.fromEntries(all.map((one) => [one.querySelector(".label")?.textContent, one.querySelector(".value")?.textContent])));

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";

  test(`a price moves: looked at first, undone, and held when it moves too far: ${how}`, async () => {
    const manager = await person("Vendor (catalogue manager)", { scripts });
    const offers = (await manager.read("/api/offers?limit=50")).items.filter((one) => one.state === "active");
    const offer = offers[scripts ? 3 : 4];
    const path = `/vendor/products/${offer.id}/price`;
    const now = async () => (await manager.read(`/api/offers/${offer.id}`)).price.amount_minor;
    const was = offer.price.amount_minor;
    const more = (share) => (Math.round(was * share) / 100).toFixed(2);

    await manager.go(path);
    await manager.fill({ price: "a lot" });
    await manager.press("#change-price button.primary");
    assert.equal(await manager.page.locator("#price-error").count(), 1);
    assert.equal(await manager.page.inputValue("#price"), "a lot");
    await manager.fill({ price: more(1.05) });
    await manager.press("#change-price button.primary");
    assert.equal(await now(), was, "looking at it changes nothing");
    await manager.press("#confirm-price button");
    assert.equal(await now(), Math.round(was * 1.05));
    await manager.press("#undo-price button");
    assert.equal(await now(), was, "undone");

    await manager.go(path);
    await manager.fill({ price: more(9) });
    await manager.press("#change-price button.primary");
    assert.match(await manager.text("#preview"), /approval/i);
    await manager.press("#confirm-price button");
    assert.equal(await now(), was, "it is held");
    const admin = await person(ADMIN, { scripts });
    await admin.go("/admin/prices");
    const { sku } = offer;
    assert.equal(await admin.page.locator("tr", { hasText: sku }).count(), 1, "staff sees it");
    const owner = await person(OWNER, { scripts });
    await owner.go("/vendor/prices");
    await owner.press(owner.page.locator("article", { hasText: sku }).locator("form[id^=confirm-] button"));
    assert.equal(await now(), Math.round(was * 9), "a second person let it through");
    await ended(manager, admin, owner);
  });

  test(`a file is looked at row by row, applied, and taken back: ${how}`, async () => {
    const owner = await person(OWNER, { scripts });
    const offers = (await owner.read("/api/offers?limit=50")).items.filter((one) => one.state === "active");
    const offer = offers[scripts ? 6 : 7];
    const now = async () => (await owner.read(`/api/offers/${offer.id}`)).price.amount_minor;
    const was = offer.price.amount_minor;
    const next = was + 100;
    const csv = `sku,price\n${offer.sku},${(next / 100).toFixed(2)}\nNOBODY-HAS-IT,1.00\n${offers[0].sku},much\n`;
    await owner.go("/vendor/imports");
    await owner.page.check("input[name=kind][value=prices]");
    await owner.page.setInputFiles("#file", { name: "prices.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await owner.press("#hand-in button.primary");
    const file = owner.path();
    const errors = await owner.page.$$eval("#rows .error", (all) => all.length);
    assert.equal(errors, 2, await owner.text("#rows"));
    assert.equal(await now(), was, "a preview changes nothing");
    await owner.press("#apply-import button.primary");
    await owner.until(file, "#undo-import");
    assert.equal(await now(), next);
    await owner.confirm("#undo-import");
    for (let tries = 0; tries < 60 && (await now()) !== was; tries += 1) await owner.page.waitForTimeout(250);
    assert.equal(await now(), was);
    await owner.go("/vendor/sales");
    const charts = await owner.page.locator("figure.chart:has(svg[role=img])").count();
    assert.ok(charts > 0, "sales are drawn");
    assert.equal(await owner.page.locator("figure.chart table").count(), charts, "each chart has its table");
    await ended(owner);
  });

  test(`a ride fails, says why, and is given out again: ${how}`, async () => {
    const rider = await person("Delivery partner (rider)", { scripts, width: 390, height: 800 });
    const board = await person("Delivery partner (dispatcher)", { scripts });
    const { user_id: riderId } = await rider.read("/api/me");
    await board.go("/delivery");
    const form = board.page.locator("section#offered form[action$='/rider']").first();
    const delivery = (await form.getAttribute("action")).split("/")[2];
    await form.locator("select").selectOption(riderId);
    await board.press(form.locator("button"));
    await rider.go("/delivery/rides");
    await rider.press(`a.button[href='/delivery/rides/${delivery}']`);
    await rider.press("#pickup button");
    await rider.page.locator("#fold-failure summary").click();
    await rider.page.locator("#failure input[type=radio]").first().check();
    await rider.page.fill("#reason", "The shutter is down & nobody answers");
    await rider.press("#failure button");
    await board.go("/delivery");
    const again = board.page.locator(`section#failed form[action='/delivery/${delivery}/rider']`);
    assert.match(await board.text("section#failed"), /The shutter is down & nobody answers/);
    await again.locator("select").selectOption(riderId);
    await board.press(again.locator("button"));
    await rider.go(`/delivery/rides/${delivery}`);
    assert.equal(await rider.page.locator("#pickup").count() + (await rider.page.locator("#handover").count()), 1);
    await ended(rider, board);
  });

  test(`the administrator watches: people, refusals, limits, cache, work, health and settings: ${how}`, { timeout: 120_000 }, async () => {
    const admin = await person(ADMIN, { scripts });
    const buyer = await person("Retailer (buyer)", { scripts });
    const { email } = shop.account("Retailer (buyer)");

    await admin.go("/admin/users");
    await admin.fill({ email });
    await admin.press("#filter button");
    const row = admin.page.locator("#results tr", { hasText: email });
    const opens = (form) => row.locator("details", { has: admin.page.locator(`form[name=${form}]`) }).locator("summary");
    await opens("lock").click();
    await row.locator("textarea").fill("Their phone was stolen");
    await admin.press(row.locator("form[name=lock] button"));
    await buyer.go("/orders");
    assert.equal(buyer.path(), "/sign-in", "whoever is locked is out at once");
    await buyer.fill({ email, password: shop.password });
    await buyer.press("form.form button.primary");
    assert.equal(buyer.path(), "/sign-in");
    await admin.go(`/admin/users?email=${encodeURIComponent(email)}`);
    await opens("unlock").click();
    await admin.press(row.locator("form[name=unlock] button"));
    await buyer.fill({ email, password: shop.password });
    await buyer.press("form.form button.primary");
    assert.equal(buyer.path(), "/orders", "where they wanted to go");

    assert.equal((await buyer.go("/admin/users")).status(), 403, "a buyer is refused");
    await admin.go("/admin/security?live=no");
    await admin.press("a.tile[href*='kind=authz_refused']");
    const { pathname, search } = new URL(admin.page.url());
    await admin.until(pathname + search, "tr:has-text('accounts.staff.users')");
    assert.ok((await admin.page.locator("figure.chart svg[role=img]").count()) > 0, "what was refused is told, and drawn over time");

    await admin.go("/admin/limits");
    await admin.fill({ value: "127.0.0.1" });
    await admin.press("#look-up button");
    await admin.confirm("#reset");
    await admin.go("/admin/cache");
    await admin.confirm("#clear");
    await admin.go("/admin/jobs");
    await admin.go("/admin/health?live=no");
    assert.ok(Object.keys(await tiles(admin)).length >= 6);
    await admin.go("/admin/config");
    const shown = await admin.text();
    assert.match(shown, /••|hidden/i, "secrets are there, and are not shown");
    await admin.go("/admin/audit");
    assert.match(await admin.page.locator("main").textContent(), /Their phone was stolen/);
    await ended(admin, buyer);
  });

  test(`finance reads what was sold, and does nothing else: ${how}`, async () => {
    const finance = await person("Platform (finance)", { scripts });
    assert.equal(finance.path(), "/admin");
    await finance.press("#orders a[href='/admin/orders']");
    await finance.press("main tbody a[href^='/admin/orders/ord_']");
    assert.match(await finance.text(), /₹|AED|INR|USD/);
    const forms = await finance.page.$$eval("main form[method=post]", (all) => all.length);
    assert.equal(forms, 0, "there is nothing to press");
    for (const closed of ["/admin/users", "/admin/limits", "/admin/config", "/admin/deliveries"]) {
      const answer = await finance.go(closed);
      assert.equal(answer.status(), 403, closed);
      assert.equal(await finance.page.locator(`nav a[href='${closed}']`).count(), 0, `${closed} is not offered`);
    }
    await ended(finance);
  });
}

test("who stays on a page that was refused may still change its language", async () => {
  const owner = await person(OWNER);
  await owner.go("/vendor/imports");
  await owner.page.check("input[name=kind][value=prices]");
  await owner.press("#hand-in button.primary");
  assert.ok((await owner.page.locator("[role=alert], .error").count()) > 0, "an empty file is refused");
  await owner.page.locator("details.menu summary").first().click();
  await owner.page.selectOption("#set-lang", "hi");
  await owner.press("form[action='/settings'] button");
  assert.equal(owner.path(), "/vendor/imports");
  assert.equal(await owner.page.locator("html").getAttribute("lang"), "hi");
  await ended(owner);
});

test("no browser told of anything that the policy of a page forbids", async () => {
  const admin = await person(ADMIN);
  // SLEEP: what is told is written down once a second.
  await admin.page.waitForTimeout(2_000);
  const { items } = await admin.read("/api/admin/security/samples?kind=csp_violation");
  assert.deepEqual(items, []);
  // And that it would have been: a page that tries is told of.
  await admin.go("/");
  await admin.page.evaluate(() => {
    const script = document.createElement("img");
    script.src = "http://evil.example/pixel.png";
    document.body.append(script);
  });
  await admin.until("/admin/security?live=no&kind=csp_violation", "tr:has-text('csp.violation')");
  await admin.leave();
});
