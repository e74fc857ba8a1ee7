// Each role's whole way through pages only, with scripts and without; and what goes wrong on the way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ended, person, shop } from "./stage.mjs";

const VENDOR = "Vendor (owner)";
const BUYER = "Retailer (owner)";
const SCRIPT = '<script>alert("Hacked")</script>';

const orders = async (buyer) => (await buyer.read("/api/orders?limit=100")).items.length;

/** Puts the first thing of the vendor that is there into the basket; resolves to its title. */
async function fill(buyer, vendorId) {
  const name = shop.account(VENDOR).company;
  await buyer.go(`/vendors/${vendorId}`);
  const links = await buyer.page.$$eval("main a[href^='/products/']", (all) => [...new Set(all.map((a) => a.getAttribute("href")))]);
  for (const link of links) {
    await buyer.go(link);
    const form = buyer.page.locator("tr", { hasText: name }).locator("form[action='/basket/lines']");
    if ((await form.count()) > 0) {
      const title = await buyer.text("h1");
      await buyer.press(form.locator("button.primary"));
      return title;
    }
  }
  throw new Error(`${name} has nothing to sell`);
}

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  test(`an order goes its whole way through pages: ${how}`, { timeout: 240_000 }, async () => {
    const vendor = await person(VENDOR, { scripts });
    const buyer = await person(BUYER, { scripts });
    const { company_id: vendorId } = await vendor.read("/api/me");
    const had = await orders(buyer);

    await fill(buyer, vendorId);
    await buyer.go("/checkout");
    await buyer.page.fill("#reference", `way ${how}`);
    await Promise.all([buyer.page.waitForURL(/\/orders\/ord_/), buyer.page.dblclick("#place")]);
    await buyer.page.waitForLoadState();
    assert.match(buyer.path(), /^\/orders\/ord_/);
    assert.equal(await orders(buyer), had + 1, "a double click is one order");
    const order = buyer.path();
    const part = (await buyer.page.locator("section[id^='vendor-order-vor_']").first().getAttribute("id")).replace("vendor-order-", "");

    await buyer.page.goBack();
    if ((await buyer.page.locator("#place").count()) > 0) await buyer.press("#place");
    assert.equal(await orders(buyer), had + 1, "the back button orders nothing");

    await vendor.go("/vendor");
    await vendor.press(`form[action='/vendor/orders/${part}/accept'] button`);
    for (const step of ["prepare", "pack"]) {
      await vendor.go(`/vendor/orders/${part}`);
      await vendor.press(`form[action='/vendor/orders/${part}/${step}'] button`);
    }
    const number = (await vendor.read(`/api/vendor-orders/${part}`)).number;

    const dispatcher = await person("Platform (dispatcher)", { scripts });
    const row = `tr:has-text("${number}") form[name=offer]`;
    const offer = await dispatcher.until("/admin/deliveries?state=unassigned", row);
    await offer.locator("select").selectOption({ label: shop.account("Delivery partner (rider)").company });
    await dispatcher.press(offer.locator("button"));

    const board = await person("Delivery partner (dispatcher)", { scripts });
    await board.go("/delivery");
    const assign = board.page.locator(`tr:has-text("${number}") form[action$='/rider']`).first();
    const { user_id: riderId } = await (async () => {
      const rider = await person("Delivery partner (rider)", { scripts });
      const me = await rider.read("/api/me");
      await rider.leave();
      return me;
    })();
    await assign.locator("select").selectOption(riderId);
    await board.press(assign.locator("button"));

    const rider = await person("Delivery partner (rider)", { scripts, width: 390, height: 800 });
    await rider.go("/delivery/rides");
    await rider.press(rider.page.locator("article", { hasText: number }).locator("a.button"));
    await rider.press("#pickup button");
    const ride = rider.path();
    await rider.page.fill("#code", "000000");
    await rider.press("#handover button");
    assert.equal(await rider.page.locator("#code-error").count(), 1, "a wrong code is told beside the field");
    await buyer.go(order);
    const { proof_code: code } = (await buyer.read(`/api${order}/tracking`))[0];
    assert.match((await buyer.text()).replaceAll(/\s/g, ""), new RegExp(code), "the buyer's page shows the code");
    await rider.go(ride);
    await rider.page.fill("#code", code);
    await rider.press("#handover button");
    await buyer.go(order);
    assert.match(await buyer.text(`#vendor-order-${part}`), /Delivered/);

    await buyer.press("#reorder button");
    assert.equal(buyer.path(), "/basket");
    await ended(vendor, buyer, dispatcher, board, rider);
  });

  test(`a sign-in that ends in the middle of a form loses nothing: ${how}`, async () => {
    const vendor = await person(VENDOR, { scripts });
    const { company_id: vendorId } = await vendor.read("/api/me");
    const buyer = await person(BUYER, { scripts });
    await fill(buyer, vendorId);
    await buyer.go("/checkout");
    await buyer.page.fill("#reference", "kept & <b>whole</b>");
    await buyer.context.clearCookies();
    await buyer.press("#place");
    assert.match(await buyer.text(), /your entries are saved/);
    await buyer.page.fill("#email", shop.account(BUYER).email);
    await buyer.page.fill("#password", shop.password);
    await buyer.press("form.form button.primary");
    await buyer.press("form.form button.primary");
    assert.match(buyer.path(), /^\/orders\/ord_/);
    assert.match(await buyer.text(), /kept & <b>whole<\/b>/);
    assert.deepEqual(buyer.complaints, []);
    await buyer.leave();
    await vendor.leave();
  });
}

test("a kept form is for whoever filled it in, and for nobody else", async () => {
  const vendor = await person(VENDOR);
  await vendor.go("/team");
  await vendor.page.fill("#invite #email", "accomplice@elsewhere.example");
  await vendor.page.locator("#invite #role").selectOption("owner");
  await vendor.context.clearCookies();
  await vendor.press("#invite button.primary");
  const { email } = shop.account(BUYER);
  await vendor.fill({ email, password: shop.password });
  await vendor.press("form.form button.primary");
  assert.match(await vendor.text("body"), /belonged to another session/);
  assert.equal(await vendor.page.locator("form[action='/team/invitations'] input[value='accomplice@elsewhere.example']").count(), 0);
  await vendor.leave();
});

test("two tabs: what another tab changed is shown line by line before anything is ordered", async () => {
  const vendor = await person(VENDOR);
  const { company_id: vendorId } = await vendor.read("/api/me");
  const buyer = await person(BUYER);
  const title = await fill(buyer, vendorId);
  await buyer.go("/checkout");
  const other = await buyer.context.newPage();
  await other.goto("/basket");
  const quantity = other.locator("#basket input[type=number]").first();
  await quantity.fill(String(Number(await quantity.inputValue()) + Number((await quantity.getAttribute("step")) ?? 1)));
  await Promise.all([other.waitForEvent("load"), other.locator("#basket button.primary, #basket .row button").last().click()]);
  const had = await orders(buyer);
  await buyer.press("#place");
  assert.match(await buyer.text("#changes"), new RegExp(title.slice(0, 10).replace(/[^\w ]/g, ".")));
  assert.equal(await orders(buyer), had);
  await buyer.press("#place");
  assert.match(buyer.path(), /^\/orders\/ord_/);
  assert.deepEqual(buyer.complaints, []);
  await buyer.leave();
  await vendor.leave();
});

test("a script is a text on every page and in every file, and so is a formula", async () => {
  const vendor = await person(VENDOR);
  for (const [title, sku] of [[SCRIPT, "HACK-1"], [`=HYPERLINK("http://evil.example","x")`, "HACK-2"]]) {
    await vendor.go("/vendor/products/new");
    await vendor.page.fill("#title", title);
    await vendor.page.fill("#brand", `<img src=x onerror=alert(1)>`);
    await vendor.page.fill("#description", `${SCRIPT}<b onclick="alert(1)">bold</b> and <a href="javascript:alert(1)">a link</a>`);
    await vendor.page.locator("#category").selectOption({ index: 1 });
    await vendor.page.locator("#tax_class").selectOption({ index: 1 });
    await vendor.page.fill("#sku", sku);
    for (const [name, text] of [["pack_size", "1"], ["min_quantity", "1"], ["quantity_step", "1"], ["max_quantity", "100"], ["price", "12.50"]]) {
      await vendor.page.fill(`#${name}`, text);
    }
    await vendor.press("form.form button.primary");
    assert.match(vendor.path(), /^\/vendor\/products\/off_/, await vendor.text());
  }
  const files = await vendor.context.request.get("/vendor/exports/products");
  assert.match(files.headers()["content-disposition"], /^attachment/);
  const csv = await files.text();
  assert.ok(csv.includes('<script>alert(""Hacked"")</script>'), csv.slice(0, 400));
  assert.ok(/'=HYPERLINK/.test(csv) && !/[,"\n]=HYPERLINK/.test(csv), "a formula is defused");

  const buyer = await person(BUYER);
  for (const path of [`/?q=Hacked`, `/products?q=alert`, "/brands"]) {
    await buyer.go(path);
    assert.equal(await buyer.page.locator("main script, main img[onerror]").count(), 0, path);
  }
  await buyer.go("/products?q=alert%20hacked");
  await buyer.press("main a[href^='/products/']");
  assert.equal(await buyer.text("h1"), SCRIPT);
  assert.equal(await buyer.page.locator("main [onclick], main a[href^='javascript'], main script").count(), 0);
  for (const path of ["/vendor/products", "/vendor/stock", "/vendor/prices", "/vendor"]) await vendor.go(path);
  await ended(vendor, buyer);
});
