// A marketplace and a browser for the tests of one file.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { Person, openBrowser } from "./people.mjs";
import { marketplace } from "./server.mjs";

export let shop, browser;
before(async () => {
  shop = await marketplace();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await shop?.stop();
});

/** Somebody who has signed in. */
export const person = async (role, options) => (await Person.at(browser, shop, options)).signIn(role);

/** People leave; their browsers had nothing to complain of. */
export async function ended(...people) {
  for (const one of people) {
    assert.deepEqual(one.complaints, []);
    await one.leave();
  }
}
