// Times per answer and weights of pages; see bench/pages/run.
import { execFileSync } from "node:child_process";
import http from "node:http";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { marketplace } from "../../crates/app/tests/browser/server.mjs";
import { openBrowser } from "../../crates/app/tests/browser/people.mjs";
import { WALKERS, pattern, prepare, walk } from "../../crates/app/tests/browser/walk.mjs";

const ROUNDS = 40;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** One answer: milliseconds, bytes as sent, status. */
function get(shop, path, headers) {
  return new Promise((resolve, reject) => {
    const began = process.hrtime.bigint();
    const request = http.get(shop.url + path, { agent, headers: { accept: "text/html", "accept-encoding": "gzip", ...headers } }, (answer) => {
      let bytes = 0;
      answer.on("data", (part) => (bytes += part.length));
      answer.on("end", () => resolve({ millis: Number(process.hrtime.bigint() - began) / 1e6, bytes, status: answer.statusCode }));
    });
    request.on("error", reject);
  });
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

const shop = await marketplace();
const browser = await openBrowser();
await prepare(browser, shop);
const cookies = {};
const pages = [];
for (const role of WALKERS) {
  const seen = new Set();
  await walk(browser, shop, role, {}, async (person, path) => {
    const kind = pattern(path.split("?")[0]);
    if (seen.has(kind)) return;
    seen.add(kind);
    pages.push({ role, path });
    cookies[role] = (await person.context.cookies()).map((one) => `${one.name}=${one.value}`).join("; ");
  });
}
// The walkers signed out of nothing: their sign-ins are still good.
console.log(`| page | for | median, ms | slowest of ${ROUNDS}, ms | bytes, compressed |\n|---|---|---|---|---|`);
for (const { role, path } of pages) {
  const headers = cookies[role] ? { cookie: cookies[role] } : {};
  const times = [];
  let last;
  for (let round = 0; round < ROUNDS; round += 1) {
    last = await get(shop, path, headers);
    times.push(last.millis);
  }
  times.sort((a, b) => a - b);
  console.log(`| ${pattern(path.split("?")[0])} | ${role} | ${at(times, 0.5).toFixed(1)} | ${times.at(-1).toFixed(1)} | ${last.bytes}${last.status === 200 ? "" : ` (${last.status})`} |`);
}

const visit = await browser.newContext({ baseURL: shop.url });
const page = await visit.newPage();
const wire = await visit.newCDPSession(page);
await wire.send("Network.enable");
let weight = 0;
wire.on("Network.loadingFinished", (one) => (weight += one.encodedDataLength));
await page.goto("/", { waitUntil: "networkidle" });
console.log(`\nfirst visit to the storefront: ${(weight / 1024).toFixed(1)} KB over the wire`);

/** What Lighthouse says of a page: of three looks, each figure's middle one. */
function lighthouse(path, headers) {
  const looks = [1, 2, 3].map(() => {
    const folder = mkdtempSync(join(tmpdir(), "aqad-lighthouse-"));
    const report = join(folder, "report.json");
    execFileSync(process.env.AQAD_LIGHTHOUSE, [
      shop.url + path,
      "--quiet",
      "--output=json",
      `--output-path=${report}`,
      "--only-categories=performance,accessibility,best-practices",
      `--extra-headers=${JSON.stringify(headers)}`,
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync",
    ], { env: { ...process.env, CHROME_PATH: process.env.AQAD_CHROMIUM ?? "/usr/bin/chromium" }, stdio: ["ignore", "ignore", "inherit"] });
    const told = JSON.parse(readFileSync(report, "utf8"));
    rmSync(folder, { recursive: true });
    return told;
  });
  const middle = (of) => at(looks.map(of).sort((a, b) => a - b), 0.5);
  const scores = Object.values(looks[0].categories).map(({ id, title }) => `${title} ${Math.round(middle((one) => one.categories[id].score) * 100)}`);
  const millis = ["largest-contentful-paint", "total-blocking-time"].map((id) => `${id} ${Math.round(middle((one) => one.audits[id].numericValue))} ms`);
  return [...scores, ...millis].join(", ");
}

if (process.env.AQAD_LIGHTHOUSE) {
  const product = await page.$eval("a[href^='/products/']", (link) => link.getAttribute("href"));
  const buyer = { Cookie: cookies["Retailer (owner)"] };
  for (const [path, headers] of [["/", {}], [product, {}], ["/", buyer], [product, buyer], ["/orders", buyer]]) {
    console.log(`Lighthouse, ${pattern(path)}${headers.Cookie ? " (signed in)" : ""}: ${lighthouse(path, headers)}`);
  }
}
await browser.close();
await shop.stop();
