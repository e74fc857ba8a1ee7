// What pages ask by themselves: they say so, and ask nothing where nobody looks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ended, person } from "./stage.mjs";

const HEADER = "aqad-automatic";

/** The requests for a path from now on, as they say who asked. */
const heard = (who, path) => {
  const all = [];
  who.page.on("request", (request) => {
    if (new URL(request.url()).pathname === path) all.push(request.headers()[HEADER] ?? "by hand");
  });
  return all;
};

/** Waits until something was heard. */
const until = async (who, all, many) => {
  for (let tries = 0; tries < 100 && all.length < many; tries += 1) await who.page.waitForTimeout(50);
  assert.ok(all.length >= many, `only ${all}`);
};

test("a page that refreshes itself says so, and rests while nobody sees it", async () => {
  const admin = await person("Platform (super admin)");
  await admin.page.clock.install();
  await admin.go("/admin/health");
  const asked = heard(admin, "/admin/health");

  await admin.page.clock.runFor(10_500);
  await until(admin, asked, 1);
  assert.equal(asked[0], "true");
  await admin.page.evaluate(() => Object.defineProperty(document, "hidden", { configurable: true, get: () => true }));
  asked.length = 0;
  await admin.page.clock.runFor(31_000);
  assert.deepEqual(asked, [], "nobody sees it");
  await admin.page.evaluate(() => delete document.hidden);
  await admin.page.clock.runFor(10_500);
  await until(admin, asked, 1);
  await ended(admin);
});

test("what is found while somebody types is no search of theirs, and what they send is", async () => {
  const buyer = await person("Retailer (owner)");
  await buyer.go("/products");
  const asked = heard(buyer, "/products");

  await buyer.page.locator("#find #q").pressSequentially("rice", { delay: 20 });
  await until(buyer, asked, 1);
  await buyer.page.locator("#find #q").press("Enter");
  await until(buyer, asked, 2);

  assert.deepEqual(asked.slice(0, 2), ["true", "by hand"]);
  await ended(buyer);
});
