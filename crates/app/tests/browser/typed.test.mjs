// What is typed is what is done, whichever button is pressed; with scripts and without.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ended, person, shop } from "./stage.mjs";

const VENDOR = "Vendor (owner)";
const BUYER = "Retailer (owner)";

/** Leaves one thing of the vendor in the basket, in its smallest quantity; resolves to its offer and its step. */
async function begin(buyer) {
  const name = shop.account(VENDOR).company;
  await buyer.go("/basket");
  while ((await buyer.page.locator("#basket button[formaction='/basket/removals']").count()) > 0) {
    await buyer.press("#basket button[formaction='/basket/removals']");
  }
  const vendors = (await buyer.read("/api/vendors?limit=100")).items;
  await buyer.go(`/vendors/${vendors.find((one) => one.name === name).id}`);
  const links = await buyer.page.$$eval("main a[href^='/products/']", (all) => [...new Set(all.map((a) => a.getAttribute("href")))]);
  for (const link of links) {
    await buyer.go(link);
    const form = buyer.page.locator("tr", { hasText: name }).locator("form[action='/basket/lines']");
    if ((await form.count()) === 0) continue;
    await buyer.press(form.locator("button.primary"));
    await buyer.go("/basket");
    const field = buyer.page.locator("#basket input[type=number]").first();
    const [packs, step] = [Number(await field.inputValue()), Number((await field.getAttribute("step")) ?? 1)];
    return { packs, step };
  }
  throw new Error(`${name} has nothing to sell`);
}

/** Amounts that stick out of their card or table, at some widths of the window. */
async function cut(page) {
  const found = [];
  for (const width of [1440, 1280, 1024, 360]) {
    await page.setViewportSize({ width, height: 900 });
    const texts = await page.$$eval("main :is(.money, td.num)", (all) =>
      all.filter((one) => {
        const [own, room] = [one, one.closest(".table-wrap, .card, main")].map((each) => each.getBoundingClientRect());
        return own.width > 0 && (own.right > room.right + 1 || own.left < room.left - 1);
      }).map((one) => one.innerText));
    found.push(...texts.map((text) => `${width}: ${text}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) found.push(`${width}: the page is ${wide} px wide`);
  }
  return found;
}

const inCheckout = (buyer) => buyer.page.locator("#checkout input[name^='line.']").first().inputValue();
const field = (buyer) => buyer.page.locator("#basket input[type=number]").first();

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";

  test(`the checkout is of what the basket shows: ${how}`, async () => {
    const buyer = await person(BUYER, { scripts });
    const { packs, step } = await begin(buyer);

    if (scripts) for (let presses = 0; presses < 2; presses += 1) await buyer.page.locator("#basket [data-step='1']").first().click();
    else await field(buyer).fill(String(packs + 2 * step));
    await buyer.press("#basket button[value=checkout]");
    assert.equal(buyer.path(), "/checkout");
    assert.equal(await inCheckout(buyer), String(packs + 2 * step), "pressed twice, two more are ordered");

    // Back, another mind, and on again.
    await buyer.page.goBack();
    await field(buyer).fill(String(packs + 5 * step));
    await field(buyer).fill(String(packs + step));
    await buyer.press("#basket button[value=checkout]");
    assert.equal(await inCheckout(buyer), String(packs + step));

    // Two tabs: the first still shows what it showed.
    await buyer.go("/basket");
    const other = await buyer.context.newPage();
    await other.goto("/basket");
    await other.locator("#basket input[type=number]").first().fill(String(packs + 3 * step));
    await Promise.all([other.waitForEvent("load"), other.locator("#basket button[value=checkout]").click()]);
    await buyer.press("#basket button[value=checkout]");
    assert.equal(buyer.path(), "/basket", "what was changed elsewhere is shown first");
    assert.match(await buyer.text(), /changed elsewhere/);
    assert.equal(await field(buyer).inputValue(), String(packs + 3 * step));
    await field(buyer).fill("0");
    await buyer.press("#basket .row.end button:not([value=checkout])");
    assert.equal(await buyer.page.locator("#basket").count(), 0, "none is none");
    await ended(buyer);
  });

  test(`an order is accepted as its fields say, and a second tab is told that it is done: ${how}`, async () => {
    const vendor = await person(VENDOR, { scripts });
    const buyer = await person(BUYER, { scripts });
    const { packs, step } = await begin(buyer);
    await field(buyer).fill(String(packs + step));
    await buyer.press("#basket button[value=checkout]");
    await buyer.press("#place");
    const part = (await buyer.page.locator("section[id^='vendor-order-vor_']").first().getAttribute("id")).replace("vendor-order-", "");

    await vendor.go(`/vendor/orders/${part}`);
    const other = await vendor.context.newPage();
    await other.goto(`/vendor/orders/${part}`);
    await vendor.page.locator("#accept input[type=number]").first().fill(String(packs));
    await vendor.press("#accept button.primary");
    const { lines } = await vendor.read(`/api/vendor-orders/${part}`);
    assert.equal(lines[0].quantity_accepted, packs);
    await other.locator("#accept input[type=number]").first().fill(String(packs));
    await Promise.all([other.waitForEvent("load"), other.locator("#accept button.primary").click()]);
    assert.match(await other.locator(".banner.good").innerText(), /already accepted/);
    assert.equal(await other.locator("main [role=alert]").count(), 0);

    // What was ordered and what is to be paid are read whole on any screen.
    const order = buyer.path();
    await buyer.go(order);
    await vendor.go(`/vendor/orders/${part}`);
    for (const page of [buyer.page, vendor.page]) assert.deepEqual(await cut(page), []);
    if (scripts) {
      const staff = await person("Platform (super admin)");
      await staff.go(`/admin${order}`);
      assert.deepEqual(await cut(staff.page), []);
      await ended(staff);
    }
    await ended(vendor, buyer);
  });

  test(`a country is written as people write it: ${how}`, async () => {
    const buyer = await person(BUYER, { scripts });
    await begin(buyer);
    await buyer.press("#basket button[value=checkout]");
    await buyer.page.locator("#checkout details summary").click();
    await buyer.fill({ ship_name: "Godown", ship_line: "3 Weir Road", ship_city: "Kochi", ship_postcode: "682002", ship_country: "India" });
    assert.equal(await buyer.page.inputValue("#ship_country"), "India");
    if (!scripts) {
      await buyer.press("#place");
      assert.match(await buyer.text("[role=alert]"), /Address: Another address was filled in/);
      await buyer.page.check("#ship-other");
    }
    assert.equal(await buyer.page.isChecked("#ship-other"), true, "whoever types an address means it");
    await buyer.press("#place");
    assert.match(buyer.path(), /^\/orders\/ord_/);
    assert.match(await buyer.text(), /3 Weir Road[^]*India/);
    await ended(buyer);
  });

  test(`each error of a form is named and leads to its field: ${how}`, async () => {
    const vendor = await person(VENDOR, { scripts });
    await vendor.go("/vendor/products/new");
    await vendor.page.locator("#list-product").evaluate((form) => form.setAttribute("novalidate", ""));
    await vendor.fill({ title: "x", price: "much" });
    await vendor.press("#list-product button.primary");
    const says = await vendor.page.locator("[role=alert] li").allInnerTexts();
    assert.ok(says.length > 5 && says.every((one) => /^[^:]+: ./.test(one)), says.join(" | "));
    await vendor.page.locator("[role=alert] li a", { hasText: "Brand" }).click();
    assert.equal(new URL(vendor.page.url()).hash, "#brand");
    await ended(vendor);
  });
}

test("what was typed elsewhere on the page is not lost without a word", async () => {
  const vendor = await person(VENDOR);
  const offers = (await vendor.read("/api/offers?limit=50")).items.filter((one) => one.state === "active");
  const page = `/vendor/products/${offers[9].id}`;
  await vendor.go(page);
  await vendor.fill({ max_quantity: "77777" });
  await vendor.page.locator("#pause button").click();
  assert.ok(await vendor.page.locator("#ask[open]").isVisible(), "it is asked first");
  await vendor.page.locator("#ask button[value=no]").click();
  assert.equal(await vendor.page.inputValue("#max_quantity"), "77777");
  assert.equal((await vendor.read(`/api/offers/${offers[9].id}`)).state, "active");
  await vendor.page.locator("#pause button").click();
  await vendor.press("#ask button[value=yes]");
  assert.equal((await vendor.read(`/api/offers/${offers[9].id}`)).state, "paused");
  await vendor.press("#resume button");
  await ended(vendor);
});

for (const [look, width] of [["wide", 1440], ["narrow", 360]]) {
  test(`what happens to somebody who is removed can be read: ${look}`, async () => {
    const owner = await person(VENDOR, { width });
    await owner.go("/team");
    const row = owner.page.locator("#people tr:has(details.confirm)").first();
    for (const summary of await row.locator("details.confirm summary").all()) {
      await summary.click();
      const body = summary.locator("xpath=../div[contains(@class,'confirm-body')]");
      const { width: wide } = await body.boundingBox();
      assert.ok(wide >= 240, `${wide} px wide`);
      await summary.click();
    }
    const [wide, room] = await owner.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(wide <= room, `${wide} px wide in ${room}`);
    await ended(owner);
  });
}
