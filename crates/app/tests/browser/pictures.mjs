// A picture of every page: `scripts/browser --pictures FOLDER`.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "./people.mjs";
import { marketplace } from "./server.mjs";
import { WALKERS, pattern, prepare, walk } from "./walk.mjs";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const only = process.argv[3];
const shop = await marketplace();
const browser = await openBrowser();
await prepare(browser, shop);
const looks = [
  { name: "wide-light", width: 1440, theme: "light", lang: "en-IN" },
  { name: "narrow-dark", width: 360, theme: "dark", lang: "en-IN" },
  { name: "narrow-arabic", width: 360, theme: "light", lang: "ar" },
];
let made = 0;
for (const role of WALKERS.filter((one) => !only || one === only)) {
  for (const look of looks) {
    await walk(browser, shop, role, { ...look, height: 800 }, async (person, path) => {
      const name = `${role}-${pattern(path.split("?")[0]).replaceAll("/", "_").replaceAll("{}", "id")}-${look.name}`.replaceAll(" ", "-");
      await person.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
      made += 1;
    });
    console.log(`${role}, ${look.name}: ${made} pictures so far`);
  }
}
await browser.close();
await shop.stop();
