// A marketplace and a browser for the tests of one file.
import assert from "node:assert/strict";
import { after } from "node:test";
import { Person, openBrowser } from "./people.mjs";
import { marketplace } from "./server.mjs";

// Set up while the file is read, not in a hook: hooks of two modules may run at once.
export const browser = await openBrowser();
after(() => browser.close());
export const shop = await marketplace();
after(() => shop.stop());

/** Somebody who has signed in. */
export const person = async (role, options) => (await Person.at(browser, shop, options)).signIn(role);

/** People leave; their browsers had nothing to complain of. */
export async function ended(...people) {
  for (const one of people) {
    assert.deepEqual(one.complaints, []);
    await one.leave();
  }
}
