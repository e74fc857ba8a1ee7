// The way in and out, and what other sites can make a browser do to us.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { Person } from "./people.mjs";
import { browser, shop } from "./stage.mjs";

/** Another site, whose pages do what they like. */
function evil(html) {
  return new Promise((resolve) => {
    const site = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(html));
    site.listen(0, "127.0.0.1", () =>
      resolve({ url: `http://evil.example:${site.address().port}/`, stop: () => site.close() }),
    );
  });
}

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  describe(how, () => {
    test(`somebody signs in, stays so, and signs out: ${how}`, async () => {
      const buyer = await Person.at(browser, shop, { scripts });
      await buyer.signIn("Retailer (owner)");
      assert.equal(new URL(buyer.page.url()).pathname, "/");
      const [cookie] = (await buyer.context.cookies()).filter((one) => one.name === "__Host-aqad-session");
      assert.ok(cookie.httpOnly && cookie.secure && cookie.sameSite === "Lax", JSON.stringify(cookie));

      await buyer.page.locator("details.menu", { hasText: "Sign out" }).locator("summary").click();
      await buyer.press(buyer.page.getByRole("button", { name: "Sign out" }));
      assert.match(await buyer.text(), /signed out/);
      await buyer.go("/home");
      assert.equal(new URL(buyer.page.url()).pathname, "/sign-in");
      assert.deepEqual(buyer.complaints, []);
      await buyer.leave();
    });

    test(`a wrong password keeps the address and says so beside the form: ${how}`, async () => {
      const person = await Person.at(browser, shop, { scripts });
      await person.go("/sign-in");
      await person.page.fill("#email", "nobody@shop.example");
      await person.page.fill("#password", "not the password at all");
      await person.press("form.form button.primary");
      assert.match(await person.text("[role=alert]"), /wrong/i);
      assert.equal(await person.page.inputValue("#email"), "nobody@shop.example");
      assert.equal(await person.page.inputValue("#password"), "");
      assert.deepEqual(person.complaints, []);
      await person.leave();
    });

    test(`language and theme are chosen and kept: ${how}`, async () => {
      const person = await Person.at(browser, shop, { scripts });
      await person.go("/sign-in");
      await person.page.locator("details.menu summary").first().click();
      await person.page.selectOption("#set-lang", "ar");
      await person.page.selectOption("#set-theme", "dark");
      await person.press(person.page.locator("form[action='/settings'] button"));
      const html = person.page.locator("html");
      assert.equal(await html.getAttribute("dir"), "rtl");
      assert.equal(await html.getAttribute("data-theme"), "dark");
      assert.equal(new URL(person.page.url()).pathname, "/sign-in");
      assert.deepEqual(person.complaints, []);
      await person.leave();
    });
  });
}

test("where a sign-in leads is a page of ours, whatever the address says", async () => {
  for (const next of ["//evil.example/", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", "/%0d%0aset-cookie:x=y"]) {
    const person = await Person.at(browser, shop);
    await person.signIn("Retailer (owner)", next);
    assert.equal(new URL(person.page.url()).origin, shop.url, next);
    await person.leave();
  }
});

test("another site's form changes nothing, signed in or not", async () => {
  const form = (action, fields) =>
    `<form id=f method=post action="${shop.url}${action}">${fields.map(([n, v]) => `<input name="${n}" value="${v}">`).join("")}</form><button form=f>go</button>`;
  const victim = await Person.at(browser, shop);
  await victim.signIn("Retailer (owner)");
  const site = await evil(form("/sign-out", [["_csrf", "0".repeat(64)]]));
  await victim.go(site.url);
  const [answer] = await Promise.all([
    victim.page.waitForResponse((one) => one.url().endsWith("/sign-out")),
    victim.page.click("button"),
  ]);
  assert.equal(answer.status(), 403);
  await victim.go("/home");
  assert.equal(new URL(victim.page.url()).pathname, "/", "still signed in");
  site.stop();

  // Login CSRF: nobody is signed in to an account of the attacker's.
  const { email } = shop.account("Vendor (owner)");
  const trap = await evil(form("/sign-in", [["email", email], ["password", shop.password]]));
  const stranger = await Person.at(browser, shop);
  await stranger.go(trap.url);
  const [refused] = await Promise.all([
    stranger.page.waitForResponse((one) => one.url().endsWith("/sign-in")),
    stranger.page.click("button"),
  ]);
  assert.equal(refused.status(), 403);
  assert.deepEqual((await stranger.context.cookies()).filter((one) => one.name.includes("session")), []);
  trap.stop();
  await victim.leave();
  await stranger.leave();
});

test("a link on another site does not make a page claim what did not happen", async () => {
  const site = await evil(`<a href="${shop.url}/sign-in?flash=signed-out">look</a>`);
  const person = await Person.at(browser, shop);
  await person.go(site.url);
  await person.press("a");
  assert.equal(person.path(), "/sign-in");
  assert.ok(!/signed out/.test(await person.text("body")), await person.text("body"));
  site.stop();
  await person.leave();
});

test("a form with another sign-in's token is refused", async () => {
  const one = await Person.at(browser, shop);
  const other = await Person.at(browser, shop);
  await one.signIn("Retailer (owner)");
  await other.signIn("Retailer (owner)");
  const token = await other.page.locator("form[action='/sign-out'] input[name=_csrf]").getAttribute("value");
  await one.page.locator("form[action='/sign-out'] input[name=_csrf]").evaluate((field, value) => (field.value = value), token);
  await one.page.locator("details.menu", { hasText: "Sign out" }).locator("summary").click();
  const [answer] = await Promise.all([
    one.page.waitForResponse((response) => response.url().endsWith("/sign-out")),
    one.page.getByRole("button", { name: "Sign out" }).click(),
  ]);
  assert.equal(answer.status(), 403);
  await one.leave();
  await other.leave();
});

test("no page of ours is shown in a frame of another site", async () => {
  const site = await evil(`<iframe src="${shop.url}/sign-in"></iframe>`);
  const person = await Person.at(browser, shop);
  await person.go(site.url);
  const frame = person.page.frames().find((one) => one !== person.page.mainFrame());
  // SLEEP: the time in which it would happen, if it could.
  await person.page.waitForTimeout(300);
  assert.equal(await frame.locator("#email").count(), 0);
  site.stop();
  await person.leave();
});

test("every answer that is a page carries the strict policy", async () => {
  const person = await Person.at(browser, shop);
  for (const path of ["/", "/sign-in", "/design", "/nothing-here"]) {
    const answer = await person.go(path);
    const headers = answer.headers();
    const policy = headers["content-security-policy"];
    for (const part of ["default-src 'none'", "script-src 'sha256-", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'", "require-trusted-types-for 'script'"]) {
      assert.ok(policy.includes(part), `${path}: ${part} in ${policy}`);
    }
    assert.ok(!/unsafe|\*|data:|http:/.test(policy), `${path}: ${policy}`);
    assert.equal(headers["cross-origin-opener-policy"], "same-origin");
    assert.equal(headers["cross-origin-resource-policy"], "same-origin");
    assert.equal(headers["x-frame-options"], "DENY");
    assert.equal(headers["cache-control"], "no-store");
  }
  assert.deepEqual(person.complaints, []);
  await person.leave();
});
