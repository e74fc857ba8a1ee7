// Every page that somebody can reach by links, once per route.
import { execFileSync } from "node:child_process";
import { Person } from "./people.mjs";

/** Who walks: nobody, and one account of each sort. */
export const WALKERS = [
  "nobody",
  "Retailer (owner)",
  "Vendor (owner)",
  "Delivery partner (dispatcher)",
  "Delivery partner (rider)",
  "Platform (super admin)",
];

/** A path with its ids left open: `/orders/{}`. */
export const pattern = (path) =>
  path
    .split("/")
    .map((piece, at, all) => (/^[a-z]{3}_[0-9A-Za-z]{8,}$/.test(piece) || (all[1] === "brands" && at === 2) ? "{}" : piece))
    .join("/");

/** Gives pages something to show that the demo data lack: a basket, and a file of prices. */
export async function prepare(browser, shop) {
  const buyer = await (await Person.at(browser, shop)).signIn("Retailer (owner)");
  const links = await buyer.page.$$eval("main a[href^='/products/']", (all) => all.map((one) => one.getAttribute("href")));
  for (const link of links) {
    await buyer.go(link);
    const add = buyer.page.locator("form[action='/basket/lines'] button.primary");
    if ((await add.count()) > 0) {
      await buyer.press(add);
      break;
    }
  }
  await buyer.leave();
  const vendor = await (await Person.at(browser, shop)).signIn("Vendor (owner)");
  await vendor.go("/vendor/imports");
  await vendor.page.check("input[name=kind][value=prices]");
  await vendor.page.fill("#pasted", "sku,price\nNOWHERE,12.50\n");
  await vendor.press("#hand-in button.primary");
  await vendor.leave();
}

/** The routes that give pages, with their ids left open. */
export function pageRoutes() {
  const program = process.env.AQAD_PROGRAM ?? "aqad";
  const lines = execFileSync(program, ["routes"], { encoding: "utf8", env: {} }).split("\n");
  const paths = lines.map((line) => /^GET\s+(\S+)/.exec(line)?.[1]).filter(Boolean);
  const others = /^\/(api|assets|livez|readyz|\.well-known)/;
  return paths.filter((path) => !others.test(path)).map((path) => path.replace(/\{\w+\}/g, "{}"));
}

/** Whether a link gives a file, or leaves the page as it is. */
const isFile = (path) => /\/exports?([/?]|$)/.test(path) || path.startsWith("/assets/") || path.startsWith("/api/");

/**
 * Visits pages one after another, as somebody follows links; `look` is called on each. Resolves to
 * the patterns that were seen.
 */
export async function walk(browser, shop, role, options, look, first = []) {
  const person = await Person.at(browser, shop, options);
  if (role !== "nobody") await person.signIn(role);
  const seen = new Set();
  const waiting = ["/", "/home", ...first];
  if (role === "nobody") waiting.push("/sign-in", "/register", "/join", "/design");
  // The basket leads there by a button.
  if (role.startsWith("Retailer")) waiting.push("/checkout");
  while (waiting.length > 0) {
    const path = waiting.shift();
    const kind = pattern(path.split(/[?#]/)[0]);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const answer = await person.page.goto(path, { waitUntil: "load" });
    if (!answer || !/html/.test(answer.headers()["content-type"] ?? "")) continue;
    const landed = new URL(person.page.url());
    seen.add(pattern(landed.pathname));
    await look(person, landed.pathname + landed.search, answer.status());
    const links = await person.page.$$eval("a[href^='/']", (all) => all.map((one) => one.getAttribute("href")));
    waiting.push(...links.filter((link) => !isFile(link)));
  }
  const complaints = person.complaints;
  await person.leave();
  return { seen, complaints };
}
