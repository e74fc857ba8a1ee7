// Every page: reached by links, whole, readable, and usable by everybody.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { browser, shop } from "./stage.mjs";
import { WALKERS, pageRoutes, prepare, walk } from "./walk.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What axe finds on the page as it is; it is put in beside the page's own policy, as an extension would. */
async function faults(page, rules) {
  const only = rules ? { type: "rule", values: rules } : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send("Runtime.evaluate", {
    expression: `(() => { ${axe}; return axe.run(document, { resultTypes: ["violations"], runOnly: ${JSON.stringify(only)} }).then((found) => JSON.stringify(found.violations.map((one) => ({ rule: one.id, at: one.nodes.map((node) => node.target.join(" ") + ": " + node.failureSummary).slice(0, 3) })))) })()`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return JSON.parse(result.value);
}

await prepare(browser, shop);

/** Pages that one comes to by a form, and not by a link. */
const BY_FORM = ["/register/done"];

test("every page is reached by links, without a complaint of the browser, and none is broken", async () => {
  const seen = new Set();
  const wrong = [];
  for (const role of WALKERS) {
    const walked = await walk(browser, shop, role, {}, async (_, path, status) => {
      if (status !== 200) wrong.push(`${role}: ${path}: ${status}`);
    });
    walked.seen.forEach((one) => seen.add(one));
    wrong.push(...walked.complaints.map((text) => `${role}: ${text}`));
  }
  const lonely = pageRoutes().filter((route) => !seen.has(route) && !BY_FORM.includes(route) && !/export/.test(route));
  assert.deepEqual(lonely, [], "pages that no link leads to");
  assert.deepEqual(wrong, []);
});

// What moves is looked at when it stands still: colours glide from one theme to the other.
const LOOKS = [
  { name: "wide, English", width: 1440, still: true },
  { name: "narrow, Arabic", width: 360, lang: "ar", still: true },
];

describe("everybody can use every page", { concurrency: LOOKS.length }, () => {
  for (const look of LOOKS) {
    test(`no page has a fault that axe knows, light or dark, and none scrolls sideways: ${look.name}`, async () => {
      const wrong = [];
      for (const role of WALKERS) {
        await walk(browser, shop, role, look, async (person, path) => {
          const note = (theme, found) =>
            wrong.push(...found.map((one) => `${role}: ${path}: ${theme}: ${one.rule}: ${one.at.join(" | ")}`));
          for (const [theme, rules] of [["light"], ["dark", ["color-contrast"]]]) {
            await person.page.emulateMedia({ colorScheme: theme });
            note(theme, await faults(person.page, rules));
          }
          const [wide, room] = await person.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
          if (wide > room) wrong.push(`${role}: ${path}: ${wide} px wide in ${room}`);
        });
      }
      assert.deepEqual(wrong, []);
    });
  }
});
