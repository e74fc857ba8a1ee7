// Companies from their first page to their first order; those who let them in, and shut them out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Person } from "./people.mjs";
import { browser, ended, person, shop } from "./stage.mjs";

const ADMIN = "Platform (super admin)";
const OWN_PASSWORD = "nine lanterns over the weir";

/** Signs in with a password of one's own. */
async function enter(who, email, password = OWN_PASSWORD) {
  await who.go("/sign-in");
  await who.fill({ email, password });
  await who.press("form.form button.primary");
}

/** A company asks to join, through the steps of the page, with one step back on the way. */
async function asks(options, kind, company) {
  const one = await Person.at(browser, shop, options);
  const email = `owner@${company.toLowerCase().replaceAll(" ", "-")}.example`;
  await one.go("/sign-in");
  await one.press("main a[href='/register']");
  await one.press(`#kinds a[href$='kind=${kind}']`);
  await one.fill({ legal_name: `${company} Private Limited`, display_name: company, line: "12 Weir Road", city: "Kochi", postcode: "682001", country: "IN", currency: "INR" });
  await one.press("#register button.primary");
  await one.fill({ name: "Leela Varghese", email });
  await one.press("#register button[name=back]");
  assert.equal(await one.page.inputValue("#display_name"), company, "a step back keeps what was typed");
  await one.press("#register button.primary");
  assert.equal(await one.page.inputValue("#email"), email, "and so does a step on");
  await one.fill({ password: "password" });
  await one.press("#register button.primary");
  assert.equal(await one.page.locator("#password-error").count(), 1, "a weak password is told beside the field");
  assert.equal(await one.page.inputValue("#name"), "Leela Varghese");
  await one.fill({ password: OWN_PASSWORD });
  await one.press("#register button.primary");
  assert.equal(one.path(), "/register/done");
  await one.press("main a[href^='/sign-in']");
  await one.fill({ email, password: OWN_PASSWORD });
  await one.press("form.form button.primary");
  assert.equal(one.path(), "/welcome");
  assert.match(await one.text("#standing"), /under review/i);
  return one;
}

/** The administrator opens a company from the list of those who wait. */
async function openWaiting(admin, company) {
  await admin.go("/admin");
  await admin.press("a.tile[href='/admin/companies?state=submitted']");
  await admin.press(admin.page.getByRole("link", { name: company, exact: true }));
}

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  const mark = scripts ? "Quay" : "Moor";

  test(`companies ask, are let in, and do their first trade: ${how}`, { timeout: 240_000 }, async () => {
    const admin = await person(ADMIN, { scripts });
    const vendor = await asks({ scripts }, "vendor", `${mark} Spices`);
    const buyer = await asks({ scripts }, "retailer", `${mark} Stores`);
    for (const company of [`${mark} Spices`, `${mark} Stores`]) {
      await openWaiting(admin, company);
      await admin.confirm("#approve");
      assert.match(await admin.text("main, .said"), /Approved/i);
    }
    await vendor.go("/welcome");
    assert.match(await vendor.text(), /approved/i);

    await vendor.go("/vendor/products");
    await vendor.press("a[href='/vendor/products/new']");
    await vendor.fill({ title: `${mark} cardamom`, brand: mark, description: "Green, from the hills.", sku: "CARD-1", pack_size: "1", min_quantity: "1", quantity_step: "1", max_quantity: "50", price: "not money" });
    await vendor.page.locator("#category").selectOption({ index: 1 });
    await vendor.page.locator("#tax_class").selectOption({ index: 1 });
    await vendor.press("form.form button.primary");
    assert.equal(await vendor.page.locator("#price-error").count(), 1, "what is no price is told beside the field");
    assert.equal(await vendor.page.inputValue("#title"), `${mark} cardamom`);
    await vendor.fill({ price: "240.00" });
    await vendor.press("form.form button.primary");
    const offer = vendor.path().split("/").at(-1);

    await vendor.go("/vendor/stock");
    const fold = vendor.page.locator("details:not([open])", { has: vendor.page.locator("#add-place") });
    if ((await fold.count()) > 0) await fold.locator("summary").click();
    await vendor.page.locator("#add-place #name").fill("Godown");
    await vendor.page.locator("#add-place #city").fill("Kochi");
    await vendor.press("#add-place button:not([name])");
    await vendor.go(`/vendor/stock?offer=${offer}`);
    await vendor.page.locator("#location").selectOption({ label: "Godown, Kochi" });
    await vendor.fill({ kind: "received", quantity: "30", reason: "the first crates" });
    await vendor.press("#move-stock button.primary");
    assert.match(await vendor.text(), /30/);

    await buyer.go("/welcome");
    await buyer.press("main a[href='/']");
    const search = buyer.page.locator("main input[name=q]");
    await search.fill(`${mark} cardamom`);
    await Promise.all([buyer.page.waitForURL(/q=/), search.press("Enter")]);
    await buyer.page.locator("main a", { hasText: `${mark} cardamom` }).first().click();
    await buyer.page.waitForURL(/\/products\/prd_/);
    await buyer.press("form[action='/basket/lines'] button.primary");
    await buyer.go("/checkout");
    await buyer.press("#place");
    assert.match(buyer.path(), /^\/orders\/ord_/);
    await vendor.go("/vendor");
    assert.equal(await vendor.page.locator("form[action$='/accept']").count(), 1, "the vendor is asked to accept it");
    await ended(admin, vendor, buyer);
  });

  test(`an owner invites somebody, changes what they may, and shuts them out: ${how}`, async () => {
    const owner = await person("Retailer (owner)", { scripts });
    const email = `new-${mark.toLowerCase()}@guests.example`;
    await owner.go("/team");
    await owner.page.locator("#invite #email").fill(email);
    await owner.page.locator("#invite #role").selectOption("viewer");
    await owner.press("#invite button.primary");
    const code = await owner.text("#invitation-code");

    const guest = await Person.at(browser, shop, { scripts });
    await guest.go("/sign-in");
    await guest.press("main a[href='/join']");
    await guest.fill({ code, name: "Meera Pillai", password: OWN_PASSWORD });
    await guest.press("#join button.primary");
    await enter(guest, email);
    await guest.go("/orders");
    assert.equal(guest.path(), "/orders");

    const row = owner.page.locator("#people tr", { hasText: email });
    await owner.go("/team");
    await row.locator("select").selectOption("buyer");
    await owner.press(row.locator("form:has(select) button"));
    await guest.go("/quick-order");
    assert.equal(await guest.page.locator("form[action='/quick-order']").count(), 1, "a buyer may order");
    await row.locator("details", { hasText: "Suspend" }).first().locator("summary").click();
    await owner.press(row.locator("form:has(input[value=suspended]) button"));
    await guest.go("/orders");
    assert.equal(guest.path(), "/sign-in", "their sign-in is over");
    await enter(guest, email);
    assert.equal(guest.path(), "/sign-in");
    await owner.go("/team");
    await owner.press(row.locator("form:has(input[value=active]) button"));
    await enter(guest, email);
    assert.equal(guest.path(), "/");
    await ended(owner, guest);
  });

  test(`a company is refused, suspended and let in again, and told why: ${how}`, async () => {
    const admin = await person(ADMIN, { scripts });
    const refused = await asks({ scripts }, "vendor", `${mark} Nothing`);
    await openWaiting(admin, `${mark} Nothing`);
    const why = `The number of ${mark} Nothing is somebody else's`;
    await admin.page.locator("details:has(#reject) summary").click();
    await admin.page.locator("#reject textarea").fill(why);
    await admin.press("#reject button");
    await refused.go("/welcome");
    assert.match(await refused.text("#standing"), /rejected/i);

    const partner = await person("Delivery partner (dispatcher)", { scripts });
    const { company_id: company } = await partner.read("/api/me");
    await admin.go(`/admin/companies/${company}`);
    await admin.page.locator("details:has(#suspend) summary").click();
    await admin.page.locator("#suspend textarea").fill("Papers ran out");
    await admin.press("#suspend button");
    await partner.go("/home");
    assert.match(await partner.text("#standing"), /suspended/i);
    await admin.confirm("#reinstate");
    await partner.go("/home");
    assert.equal(partner.path(), "/delivery");
    await admin.press("#trail");
    assert.match(await admin.page.locator("main").textContent(), /Papers ran out/);
    await ended(admin, refused, partner);
  });
}
